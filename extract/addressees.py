"""To whom it was said: "told the Herald", "warned Lee", "in an interview with the Herald", "asked him"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from extract.cast import Cast, Link, make_actor
from extract.decisions import SpeakerDecision
from extract.gazetteer import seat_of
from extract.hearers import HearerRule, find_hearers
from extract.lexicon import load_words
from extract.names import singular
from extract.passage import Attribution, Passage, Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from extract.sources import NounPhrase, links_in, name_at_head, noun_kind, phrase_text, read_phrase
from extract.words import PROPN, VERB, Words
from schema.actor import Actor, Addressee
from schema.span import Span

_LEFT = frozenset({"det", "compound", "amod", "poss", "nmod", "nummod", "quantmod", "punct", "case"})
_NOBODY = frozenset(
    {"them", "that", "what", "you", "itself", "it", "us", "me", "we", "they", "who", "which", "himself"}
)
_TIMES = frozenset({"DATE", "TIME"})
_NUMBERS = frozenset(
    {"crowd", "throng", "group", "gathering", "number", "board", "roomful", "audience", "panel", "team"}
)
_ADDING = frozenset({"adding", "continuing", "concluding", "added", "continued"})
_BESIDE = 7
_STOPS = frozenset(
    {
        ",",
        ";",
        ":",
        ".",
        "of",
        "to",
        "that",
        "and",
        "about",
        "for",
        "on",
        "over",
        "whether",
        "if",
        "how",
        "why",
        "what",
        "when",
    }
)
_LEAST_TURNS = 3
"""Fewer paragraphs that open with a name and a colon are no transcript."""


def find_addressees(
    passage: Passage, attributions: Sequence[Attribution], cast: Cast, speakers: Sequence[SpeakerDecision]
) -> list[tuple[Addressee, ...]]:
    """Those spoken to, one tuple an attribution."""
    finder = _Finder(passage, cast, _by_source(attributions, speakers, cast))
    stated = [finder.find(attribution, decision) for attribution, decision in zip(attributions, speakers, strict=True)]
    return _answer_each_other(attributions, speakers, _carry_on(attributions, speakers, stated, cast), passage)


def _by_source(
    attributions: Sequence[Attribution], speakers: Sequence[SpeakerDecision], cast: Cast
) -> dict[int, Actor]:
    """From the tokens of pronouns that are sources to whom they stand for."""
    found: dict[int, Actor] = {}
    for attribution, decision in zip(attributions, speakers, strict=True):
        tokens = [i for span in attribution.source for i in cast.words.tokens_in(span)]
        if len(tokens) == 1 and decision.speaker is not None:
            found[tokens[0]] = decision.speaker
    return found


class _Finder:
    def __init__(self, passage: Passage, cast: Cast, by_source: Mapping[int, Actor]) -> None:
        self.passage = passage
        self.by_source = by_source
        self.cast = cast
        self.words = cast.words
        self.pronouns = PronounResolver(passage, cast)

    def find(self, attribution: Attribution, decision: SpeakerDecision) -> tuple[Addressee, ...]:
        """Those of the first rule that finds any."""
        own = decision.speaker.id if decision.speaker else None
        by_rule: dict[HearerRule, dict[str, Addressee]] = {}
        speaking = {i for span in attribution.source for i in self.words.tokens_in(span)}
        for hearer in find_hearers(self.cast, attribution):
            for token in (hearer.token, *self._joined(hearer.token)):
                if token in speaking and hearer.rule in ("by a preposition", "object of the cue"):
                    continue
                one = self._read(token, () if hearer.may_be_content else attribution.content)
                if one is not None and one.id != own:
                    by_rule.setdefault(hearer.rule, {}).setdefault(one.id, one)
        return tuple(next(iter(by_rule.values()), {}).values())

    def _joined(self, token: int) -> Iterator[int]:
        """ "told Lee and Marsh"."""
        yield from (child for child in self.words.children[token] if self.words.dep[child] == "conj")

    def _read(self, token: int, content: Sequence[Range]) -> Addressee | None:
        words = self.words
        if any(start <= words.start[token] < end for start, end in content):
            return None
        token = self._before_day(token)
        lower = words.lower[token]
        if token in self.by_source:
            return self._addressee(self.by_source[token], (token,))
        if lower in MASCULINE or lower in FEMININE:
            found = self.pronouns.resolve(token)
            return self._addressee(found.actor.actor, (token,)) if found and found.confidence >= 0.5 else None
        if not words.text[token][0].isalpha() or len(lower) < 2 or lower in _NOBODY or words.entity[token] in _TIMES:
            return None
        phrase = read_phrase(words, self._phrase(token))
        link = name_at_head(self.cast, phrase) or self._name_beside(token) or self._name_in(phrase, token)
        if link is not None:
            hears = self._who_hears(link)
            return self._addressee(hears, tuple(words.tokens_in(link.span))) if hears else None
        if (described := self._described(phrase)) is not None:
            return self._addressee(described, phrase.core)
        if not self._listens(token):
            return None
        text = phrase_text(self.passage.text, words, phrase.core)
        if not text:
            return None
        return self._addressee(make_actor(text, "unnamed", local_to=self.passage.article.id), phrase.core)

    def _who_hears(self, link: Link) -> Actor | None:
        """Whom a name stands for; no place does, but the seat of a government for it."""
        actor = self.cast.actors[link.actor].actor
        form = self.passage.text[link.span[0] : link.span[1]]
        if actor.kind == "place" and (seat := seat_of(form)):
            return make_actor(seat.name, "government", aliases=(form,))
        return None if actor.kind == "place" else actor

    def _before_day(self, token: int) -> int:
        """The noun that the parse takes for a part of the day behind it: "told supporters Tuesday night"."""
        words = self.words
        before = token
        while before and words.entity[before] in _TIMES:
            before -= 1
        return before if before < token and words.dep[before] == "compound" and words.head[before] == token else token

    def _name_in(self, phrase: NounPhrase, token: int) -> Link | None:
        """ "told the Harbour Fund meeting"; a name that ends in the noun, whose first words the parse has lost."""
        ending = [one for one in self.cast.links if one.span[1] == self.words.end[token]]
        if ending:
            return ending[0]
        if singular(self.words.lower[phrase.head]) not in load_words("talk_nouns"):
            return None
        bodies = [link for link in links_in(self.cast, phrase.core) if self._kind(link) in ("organization", "group")]
        return bodies[-1] if bodies else None

    def _kind(self, link: Link) -> str:
        return self.cast.actors[link.actor].kind

    def _phrase(self, token: int) -> range:
        """The noun with what stands before it; with "of …" behind it where it is but a number of them."""
        words = self.words
        below = [child for child in words.children[token] if words.dep[child] in _LEFT and child < token]
        first = min([token, *below, *(deep for child in below for deep in words.children[child])])
        behind = token + 1
        if behind < len(words) and words.lower[behind] == "of" and singular(words.lower[token]) in _NUMBERS:
            last = max((child for child in words.children[behind] if words.dep[child] == "pobj"), default=token)
            named = self.cast.links_in(words.chars(behind, last + 1))
            return range(first, words.tokens_in(named[0].span)[-1] + 1 if named else last + 1)
        return range(first, token + 1)

    def _name_beside(self, token: int) -> Link | None:
        """ "the network RT", "the president, Ann Lee", "his counterpart in Orban Ann Lee": the name that stands beside
        the noun for the same."""
        words = self.words
        for child in words.children[token]:
            if words.dep[child] == "appos" and child > token and words.pos[child] == PROPN:
                links = self.cast.links_in((words.start[child], words.end[child]))
                return links[0] if links else None
        if noun_kind(words, token) != "person":
            return None
        last = min(len(words), token + _BESIDE) - 1
        for link in self.cast.links_in((words.end[token], words.end[last])):
            between = range(token + 1, words.token_at(link.span[0]))
            if any(words.pos[i] == VERB or words.lower[i] in _STOPS for i in between):
                return None
            if self._kind(link) == "person":
                return link
        return None

    def _described(self, phrase: NounPhrase) -> Actor | None:
        """ "the Vermont senator": the one person of the article who is called all of this."""
        words = self.words
        if words.lower[phrase.core[0]] != "the" or noun_kind(words, phrase.head) != "person":
            return None
        said = {words.lower[i] for i in phrase.core if words.text[i][0].isalpha()} - {"the"}
        called = [
            one.actor
            for one in self.cast.actors
            if one.kind == "person" and said <= {word for fact in one.roles for word in fact.words}
        ]
        return called[0] if len(called) == 1 else None

    def _listens(self, token: int) -> bool:
        """A word for people or their bodies, or a name that the cast has missed; "the claim" is none."""
        words = self.words
        if singular(words.lower[token]) in load_words("talk_nouns") | {"conference"}:
            return False
        if noun_kind(words, token) in ("person", "body") or (
            words.pos[token] == PROPN and words.text[token][0].isupper() and not noun_kind(words, token)
        ):
            return True
        forms = {words.lower[token], singular(words.lower[token])}
        outlet = words.text[token][0].isupper() and words.lower[token] in load_words("outlet_words")
        return outlet or bool(forms & load_words("audience_nouns"))

    def _addressee(self, actor: Actor, tokens: tuple[int, ...]) -> Addressee:
        start, end = self.words.chars(tokens[0], tokens[-1] + 1)
        span = Span(start=start, end=end, text=self.passage.text[start:end])
        return Addressee(**{name: getattr(actor, name) for name in Actor.model_fields}, spans=(span,))


def _carry_on(
    attributions: Sequence[Attribution],
    speakers: Sequence[SpeakerDecision],
    stated: Sequence[tuple[Addressee, ...]],
    cast: Cast,
) -> list[tuple[Addressee, ...]]:
    """What the same speaker adds in the same paragraph is said to the same; what is said later may not be."""
    words = cast.words
    result = list(stated)
    last: tuple[str, int, tuple[Addressee, ...]] | None = None
    for number in _in_order(attributions):
        speaker = speakers[number].speaker
        if speaker is None or attributions[number].parent is not None:
            continue
        paragraph = words.paragraph[words.token_at(attributions[number].start)]
        if not stated[number] and last and last[:2] == (speaker.id, paragraph) and _adds(words, attributions[number]):
            result[number] = last[2]
        last = speaker.id, paragraph, result[number]
    return result


def _in_order(attributions: Sequence[Attribution]) -> list[int]:
    return sorted(range(len(attributions)), key=lambda i: (attributions[i].start, i))


def _adds(words: Words, attribution: Attribution) -> bool:
    """ "adding": the cue goes on, without a source of its own or in its participle."""
    cue = [words.lower[i] for span in attribution.cue for i in words.tokens_in(span)]
    return bool(cue) and cue[0] in _ADDING


def _answer_each_other(
    attributions: Sequence[Attribution],
    speakers: Sequence[SpeakerDecision],
    stated: Sequence[tuple[Addressee, ...]],
    passage: Passage,
) -> list[tuple[Addressee, ...]]:
    """A transcript of two: "LEE: … MARSH: …"; each speaks to the other."""
    result = list(stated)
    turns = [number for number in _in_order(attributions) if _is_transcript(passage, attributions[number])]
    voices = {speaker.id: number for number in turns if (speaker := speakers[number].speaker) is not None}
    if len(turns) < _LEAST_TURNS or len(voices) != 2:
        return result
    for number in turns:
        speaker = speakers[number].speaker
        other = next((turn for ident, turn in voices.items() if speaker and ident != speaker.id), None)
        if other is not None and not stated[number] and (heard := speakers[other].speaker) is not None:
            start, end = attributions[other].source[0]
            span = Span(start=start, end=end, text=passage.text[start:end])
            result[number] = (Addressee(**{name: getattr(heard, name) for name in Actor.model_fields}, spans=(span,)),)
    return result


def _is_transcript(passage: Passage, attribution: Attribution) -> bool:
    """ "LEE: …", the name in capitals."""
    cue = "".join(passage.text[start:end] for start, end in attribution.cue)
    if cue.strip() != ":" or not attribution.source or attribution.parent is not None:
        return False
    start, end = attribution.source[0]
    return passage.text[start:end].isupper()
