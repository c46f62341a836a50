"""To whom it was said: "told the Herald", "warned Lee", "in an interview with the Herald", "asked him"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.cast import Cast, make_actor
from extract.described import SpeakerDecision
from extract.lexicon import load_words
from extract.names import singular
from extract.passage import Attribution, Passage, Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from extract.sources import name_at_head, noun_kind, phrase_text, read_phrase
from extract.words import PROPN
from schema.actor import Actor, Addressee
from schema.span import Span

_TO = frozenset({"to", "with"})
_LEFT = frozenset({"det", "compound", "amod", "poss", "nmod", "nummod", "quantmod", "punct", "case"})
_RUN_PARAGRAPHS = 3
"""An interview goes on with the next statements of the same speaker, if they are not farther apart than this."""


def find_addressees(
    passage: Passage, attributions: Sequence[Attribution], cast: Cast, speakers: Sequence[SpeakerDecision]
) -> list[tuple[Addressee, ...]]:
    """Those spoken to, one tuple an attribution."""
    finder = _Finder(passage, cast)
    stated = [finder.find(attribution, decision) for attribution, decision in zip(attributions, speakers, strict=True)]
    return _carry_on(attributions, speakers, stated, cast)


class _Finder:
    def __init__(self, passage: Passage, cast: Cast) -> None:
        self.passage = passage
        self.cast = cast
        self.words = cast.words
        self.pronouns = PronounResolver(passage, cast)

    def find(self, attribution: Attribution, decision: SpeakerDecision) -> tuple[Addressee, ...]:
        found = [self._read(token, attribution) for token in self._heads(attribution)]
        own = decision.speaker.id if decision.speaker else None
        by_id = {one.id: one for one in found if one is not None and one.id != own}
        return tuple(by_id.values())

    def _heads(self, attribution: Attribution) -> Iterator[int]:
        """Tokens of nouns that are spoken to."""
        words = self.words
        cue = [i for span in attribution.cue for i in words.tokens_in(span)]
        for i in cue:
            if words.lower[i] in load_words("address_verbs"):
                yield from self._objects(i)
                yield from self._asked(i, cue)
            elif words.lower[i] in load_words("speech_verbs"):
                yield from self._after_to(i)
            if singular(words.lower[i]) in load_words("talk_nouns"):
                yield from self._talked_with(i)
        for i in self._around(attribution, cue):
            if words.lower[i] in ("interview", "interviews"):
                yield from self._talked_with(i)

    def _objects(self, verb: int) -> Iterator[int]:
        words = self.words
        found = [child for child in words.children[verb] if words.dep[child] in ("dobj", "dative") and child > verb]
        if not found and verb + 1 < len(words) and (link := self._name_at(verb + 1)):
            found = [words.tokens_in(link)[-1]]
        yield from (token for token in found if words.dep[token] != "dative" or words.lower[token] != "to")

    def _asked(self, verb: int, cue: list[int]) -> Iterator[int]:
        """ "Stone was asked", "Asked about it, Stone said"."""
        words = self.words
        for child in words.children[verb]:
            if words.dep[child] == "nsubjpass":
                yield child
        if words.lower[verb] == "asked" and words.dep[verb] in ("advcl", "prep") and verb == cue[0]:
            above = words.head[verb]
            yield from (child for child in words.children[above] if words.dep[child] == "nsubj" and child > verb)

    def _after_to(self, verb: int) -> Iterator[int]:
        words = self.words
        for child in words.children[verb]:
            if words.lower[child] == "to" and words.dep[child] in ("prep", "dative") and child > verb:
                yield from (below for below in words.children[child] if words.dep[below] == "pobj")

    def _talked_with(self, noun: int) -> Iterator[int]:
        """ "an interview with the Herald", "a Herald interview"."""
        words = self.words
        for child in words.children[noun]:
            if words.lower[child] in _TO and child - noun <= 3:
                yield from (below for below in words.children[child] if words.dep[below] == "pobj")
        if link := self._name_at(noun - 1):
            yield words.tokens_in(link)[-1]

    def _name_at(self, token: int) -> Range | None:
        if token < 0:
            return None
        links = self.cast.links_in((self.words.start[token], self.words.end[token]))
        return links[0].span if links else None

    def _around(self, attribution: Attribution, cue: list[int]) -> Iterator[int]:
        """The words of the cue's sentence that are no part of the content."""
        words = self.words
        if not cue:
            return
        content = {i for span in attribution.content for i in words.tokens_in(span)}
        i = cue[0]
        while i > 0 and words.sent[i - 1] == words.sent[cue[0]]:
            i -= 1
        while i < len(words) and words.sent[i] == words.sent[cue[0]]:
            if i not in content and i not in cue:
                yield i
            i += 1

    def _read(self, token: int, attribution: Attribution) -> Addressee | None:
        words = self.words
        if any(start <= words.start[token] < end for start, end in attribution.content):
            return None
        lower = words.lower[token]
        if lower in MASCULINE or lower in FEMININE:
            found = self.pronouns.resolve(token)
            return self._addressee(found.actor.actor, (token,)) if found and found.confidence >= 0.5 else None
        if not words.text[token][0].isalpha() or len(lower) < 3 or lower in ("them", "that", "what", "you", "itself"):
            return None
        below = [child for child in words.children[token] if words.dep[child] in _LEFT and child < token]
        first = min([token, *below, *(deep for child in below for deep in words.children[child])])
        phrase = read_phrase(words, range(first, token + 1))
        if link := name_at_head(self.cast, phrase):
            return self._addressee(self.cast.actors[link.actor].actor, tuple(words.tokens_in(link.span)))
        if not self._listens(token):
            return None
        text = phrase_text(self.passage.text, words, phrase.core)
        return self._addressee(make_actor(text, "unnamed", local_to=self.passage.article.id), phrase.core)

    def _listens(self, token: int) -> bool:
        """A word for people or their bodies, or a name that the cast has missed; "the claim" is none."""
        words = self.words
        if noun_kind(words, token) in ("person", "body") or (
            words.pos[token] == PROPN and words.text[token][0].isupper() and not noun_kind(words, token)
        ):
            return True
        forms = {words.lower[token], singular(words.lower[token])}
        return bool(forms & (load_words("audience_nouns") | load_words("outlet_words")))

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
    """An interview lasts: what the same speaker says next without another addressee was said there too."""
    words = cast.words
    result = list(stated)
    last: dict[str, tuple[int, tuple[Addressee, ...]]] = {}
    for number in sorted(range(len(attributions)), key=lambda i: (attributions[i].start, i)):
        speaker = speakers[number].speaker
        if speaker is None or attributions[number].parent is not None:
            continue
        paragraph = words.paragraph[words.token_at(attributions[number].start)]
        if stated[number]:
            last[speaker.id] = paragraph, stated[number]
        elif speaker.id in last and _speaks(cast, attributions[number]):
            if paragraph - last[speaker.id][0] > _RUN_PARAGRAPHS:
                continue
            heard = tuple(one for one in last[speaker.id][1] if one.kind == "organization")
            result[number] = heard
            last[speaker.id] = paragraph, last[speaker.id][1]
    return result


def _speaks(cast: Cast, attribution: Attribution) -> bool:
    """The cue is a verb of speaking, not of thought."""
    words = cast.words
    return any(words.lower[i] in load_words("speech_verbs") for span in attribution.cue for i in words.tokens_in(span))
