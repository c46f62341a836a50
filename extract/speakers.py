"""Who said it: from the words of a source to an actor. Unknown, with a reason, rather than wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.cast import Cast, CastActor, Link, make_actor
from extract.described import Describer, SpeakerDecision, Spoken, as_ref, as_speaker, body_of, unknown
from extract.gazetteer import government_of, seat_of
from extract.joint import find_members
from extract.lexicon import load_words
from extract.passage import Attribution, Passage
from extract.pronouns import FEMININE, MASCULINE, NEUTER, PLURAL, PronounResolver
from extract.sources import (
    NounPhrase,
    adjoining,
    is_plural,
    is_spokesperson,
    name_at_head,
    name_in_apposition,
    noun_kind,
    phrase_text,
    read_phrase,
    source_tokens,
)
from extract.subjects import Subjects
from schema.actor import Actor, ActorRef, SpeakerBasis
from schema.ids import fold

THRESHOLD = 0.5
"""Below this confidence a speaker stays unknown."""

_FIRST_PERSON = frozenset({"i", "me", "my", "mine", "myself", "we", "us", "our", "ours", "ourselves"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_LEFT = frozenset({"det", "compound", "amod", "poss", "nmod", "nummod"})
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|it's|'s|’s)\b|\b(?:expected|known|seen|considered)\b")

__all__ = ["SpeakerDecision", "resolve_speakers"]


def resolve_speakers(passage: Passage, attributions: Sequence[Attribution], cast: Cast) -> list[SpeakerDecision]:
    """One decision an attribution, in their order."""
    return _Resolving(passage, attributions, cast).resolve_all()


class _Resolving:
    """Outer statements in the order of their sources, then nested ones: who spoke before tells who "he" is."""

    def __init__(self, passage: Passage, attributions: Sequence[Attribution], cast: Cast) -> None:
        self.passage = passage
        self.attributions = attributions
        self.cast = cast
        self.words = cast.words
        self.subjects = Subjects(passage, self.words)
        self.sources = [self._source_of(attribution) for attribution in attributions]
        said = (i for one in attributions for span in one.content for i in self.words.tokens_in(span))
        self.pronouns = PronounResolver(passage, cast, said=frozenset(said))
        self.spoken: list[Spoken] = []
        self.folded: dict[int, list[str]] = {}
        self.describer = Describer(passage, cast, self.spoken, self._owner)
        self.decisions: list[SpeakerDecision | None] = [None] * len(attributions)
        for tokens, attribution in zip(self.sources, attributions, strict=True):
            for token in tokens[:1]:
                self.pronouns.contents[token] = attribution.content

    def _source_of(self, attribution: Attribution) -> list[int]:
        """The words marked as source, else the subject of the cue's verb."""
        tokens = self.subjects.chosen_piece(attribution, source_tokens(self.words, attribution))
        if tokens:
            return self.subjects.with_noun(tokens)
        if attribution.continues is not None or attribution.parent is not None or self._is_authors(attribution):
            return []
        subject = self.subjects.find(attribution)
        return [] if subject is None else self.subjects.phrase(subject)

    def _is_authors(self, attribution: Attribution) -> bool:
        """A cue by which authors tell how things look to themselves: "it seemed"."""
        cue = " ".join(self.passage.text[start:end] for start, end in attribution.cue).lower()
        return bool(set(cue.split()) & load_words("author_verbs"))

    def resolve_all(self) -> list[SpeakerDecision]:
        order = sorted(range(len(self.attributions)), key=lambda i: (self._depth(i), self._position(i), i))
        for number in order:
            if self.sources[number]:
                self._decide(number, self._resolve_source(number))
        for number in order:
            if not self.sources[number]:
                self._decide(number, self._resolve_silent(number))
        return [decision or unknown("no_source") for decision in self.decisions]

    def _depth(self, number: int) -> int:
        depth, parent = 0, self.attributions[number].parent
        while parent is not None and depth < 8:
            depth, parent = depth + 1, self.attributions[parent].parent
        return depth

    def _position(self, number: int) -> int:
        tokens = self.sources[number]
        return self.words.start[tokens[0]] if tokens else self.attributions[number].start

    def _decide(self, number: int, decision: SpeakerDecision) -> None:
        if decision.speaker is not None and decision.confidence < THRESHOLD:
            decision = unknown("below_threshold", [decision.speaker])
        self.decisions[number] = decision
        tokens = self.sources[number]
        if decision.speaker is None or not tokens:
            return
        head = read_phrase(self.words, tokens).head
        plural = decision.speaker.kind == "group" or (
            decision.speaker.kind == "unnamed" and is_plural(self.words, head)
        )
        noun = self.words.lower[head]
        self.spoken.append(Spoken(tokens[0], decision.speaker, decision.cast_index, plural, noun))
        if decision.cast_index is not None and self._depth(number) == 0:
            self.pronouns.note_speaker(tokens[0], decision.cast_index)

    # a source that is there

    def _resolve_source(self, number: int) -> SpeakerDecision:
        tokens = self.sources[number]
        if self.subjects.is_done_to(self.attributions[number], tokens):
            return unknown("impersonal")
        lower = self.words.lower[tokens[0]]
        if len(tokens) <= 2 and lower in _FIRST_PERSON:
            return self._first_person(number, tokens[0])
        if lower in _RELATIVE and len(tokens) == 1:
            return self._relative(tokens[0])
        if self.words.lower[tokens[-1]] in ("whom", "which") and self.words.lower[tokens[-2]] == "of":
            return self._whole_of(tokens[0])
        members = find_members(self.cast, tokens)
        if len(members) > 1:
            return self._joint(members, tokens)
        return self._resolve_phrase(read_phrase(self.words, tokens))

    def _resolve_phrase(self, phrase: NounPhrase) -> SpeakerDecision:
        head = self.words.lower[phrase.head]
        if len(phrase.core) == 1 or head in ("himself", "herself"):
            if head in MASCULINE or head in FEMININE:
                return self._pronoun(phrase.head)
            if head in PLURAL:
                return self._plural_pronoun(phrase.head)
            if head in NEUTER or head in ("this", "that"):
                return self._neuter_pronoun(phrase.head)
        if self.words.text[phrase.core[0]].startswith("@"):
            return self._handle(phrase)
        if said_by := self._issuer(phrase):
            return self._resolve_phrase(said_by)
        if link := name_at_head(self.cast, phrase):
            return self._named(phrase, link)
        if link := name_in_apposition(self.cast, phrase):
            return self._named(phrase, link, basis="apposition")
        if body := self._campaign(phrase):
            return body
        return self.describer.resolve(phrase)

    def _named(self, phrase: NounPhrase, link: Link, basis: SpeakerBasis | None = None) -> SpeakerDecision:
        actor = self.cast.actors[link.actor]
        if actor.kind in ("country", "place"):
            return self._government(actor, link)
        form = self.passage.text[link.span[0] : link.span[1]]
        short = actor.kind == "person" and " " not in form and " " in actor.name
        told = basis or ("metonym" if actor.kind == "government" else "surname" if short else "name")
        if link.confidence < THRESHOLD:
            rivals = [self.cast.actors[rival].actor for rival in link.rivals]
            return unknown("ambiguous", [actor.actor, *rivals])
        role = self._role_text(phrase, link)
        speaker = as_speaker(actor.actor, told, role=role, speaks_for=self._speaks_for(phrase, link, actor))
        return SpeakerDecision(speaker, None, (), 0.97 * link.confidence, actor.index)

    def _role_text(self, phrase: NounPhrase, link: Link) -> str | None:
        """The words of the source before or behind the name that tell who it is."""
        before = self._before_name(phrase, link)
        if before and any(noun_kind(self.words, i) == "person" or self.words.text[i][0].isupper() for i in before):
            return self._role_of(before)
        for piece in phrase.rest:
            piece = adjoining(self.words, piece, name_behind=False)
            if piece and noun_kind(self.words, read_phrase(self.words, piece).head) == "person":
                return self._role_of(piece)
        return None

    def _before_name(self, phrase: NounPhrase, link: Link) -> tuple[int, ...]:
        before = tuple(i for i in phrase.core if self.words.end[i] <= link.span[0])
        return adjoining(self.words, before, name_behind=True)

    def _role_of(self, tokens: tuple[int, ...]) -> str | None:
        """Without "a": "spokeswoman for the union"."""
        tokens = tokens[self.words.lower[tokens[0]] in ("a", "an") :]
        return phrase_text(self.passage.text, self.words, tokens) or None if tokens else None

    def _speaks_for(self, phrase: NounPhrase, link: Link, actor: CastActor) -> ActorRef | None:
        """ "Ann Stone, a spokeswoman for the Harbour Fund" → the fund."""
        if actor.kind != "person":
            return None
        pieces = [self._before_name(phrase, link), *phrase.rest]
        for piece in pieces:
            if piece and is_spokesperson(self.words, piece):
                owner = self.describer.represented(read_phrase(self.words, piece))
                return as_ref(owner) if owner and owner.id != actor.actor.id else None
        return None

    def _government(self, actor: CastActor, link: Link) -> SpeakerDecision:
        """A country that speaks is its government, and so is a capital."""
        form = self.passage.text[link.span[0] : link.span[1]]
        seat = seat_of(form)
        if actor.kind == "country":
            name = government_of(actor.name).name
        elif seat is not None:
            name = seat.name
        else:
            name = actor.name
        government = make_actor(name, "government", aliases=(form,) if form != name else ())
        return SpeakerDecision(as_speaker(government, "metonym"), None, (), 0.8, actor.index)

    def _campaign(self, phrase: NounPhrase) -> SpeakerDecision | None:
        """ "the Stone campaign", "Stone’s camp"."""
        noun = self.words.lower[phrase.head]
        if noun not in ("campaign", "camp", "team"):
            return None
        owner = self.describer.owner(phrase)
        if owner is None or owner.kind != "person":
            return None
        return SpeakerDecision(as_speaker(body_of(owner, noun), "name"), None, (), 0.9)

    def _issuer(self, phrase: NounPhrase) -> NounPhrase | None:
        """ "a statement from Stone’s office": the office."""
        words, behind = self.words, phrase.head + 1
        if words.lower[phrase.head] not in ("statement", "release", "statements") or behind not in phrase.core:
            return None
        rest = [i for i in phrase.core if i > behind]
        return read_phrase(words, rest) if rest and words.lower[behind] in ("from", "by", "of") else None

    def _handle(self, phrase: NounPhrase) -> SpeakerDecision:
        name = self.words.text[phrase.core[0]]
        return SpeakerDecision(as_speaker(make_actor(name, "person"), "name"), None, (), 0.7)

    # joint speakers

    def _joint(self, members: list[NounPhrase], tokens: list[int]) -> SpeakerDecision:
        found = [self._resolve_member(member) for member in members]
        speakers = [decision.speaker for decision in found if decision.speaker is not None]
        if len(speakers) < len(found):
            return unknown("ambiguous", speakers)
        if len({speaker.id for speaker in speakers}) == 1:
            return found[0]
        name = " and ".join(speaker.name for speaker in speakers)
        local = any(speaker.article_id for speaker in speakers)
        actor = make_actor(name, "group", local_to=self.passage.article.id if local else None)
        text = phrase_text(self.passage.text, self.words, tuple(tokens))
        actor = actor.model_copy(update={"aliases": (text,) if text != name else ()})
        speaker = as_speaker(actor, "name", members=tuple(as_ref(member) for member in speakers))
        return SpeakerDecision(speaker, None, (), min(decision.confidence for decision in found))

    def _resolve_member(self, member: NounPhrase) -> SpeakerDecision:
        """ "his advisers" beside "Stone" keep their words: whose they are stands beside them."""
        if self.words.lower[member.core[0]] in ("his", "her", "their", "its"):
            text = phrase_text(self.passage.text, self.words, member.core)
            actor = make_actor(text, "unnamed", local_to=self.passage.article.id)
            return SpeakerDecision(as_speaker(actor, "unnamed"), None, (), 0.7)
        return self._resolve_phrase(member)

    # pronouns

    def _pronoun(self, token: int) -> SpeakerDecision:
        found = self.pronouns.resolve(token)
        if found is None:
            return unknown("ambiguous")
        confidence = 0.35 + 0.6 * found.confidence
        if found.confidence < 0.5:
            return unknown("ambiguous", [found.actor.actor, *(rival.actor for rival in found.rivals)])
        return SpeakerDecision(as_speaker(found.actor.actor, "pronoun"), None, (), confidence, found.actor.index)

    def _owner(self, token: int) -> Actor | None:
        """Whom "his", "their" or "our" stands for."""
        lower = self.words.lower[token]
        if lower in MASCULINE or lower in FEMININE:
            found = self.pronouns.resolve(token)
            return found.actor.actor if found and found.confidence >= 0.4 else None
        decision = self._plural_pronoun(token) if lower in PLURAL else None
        return decision.speaker if decision else None

    def _plural_pronoun(self, token: int) -> SpeakerDecision:
        """ "they": those who spoke last, if they are several or a body."""
        for spoken in reversed(self.spoken[-4:]):
            near = self.words.sent[token] - self.words.sent[spoken.token] <= 4 and spoken.token < token
            if near and (spoken.plural or spoken.speaker.kind == "group" or self._is_they(spoken, token)):
                confidence = 0.75 if spoken is self.spoken[-1] else 0.6
                speaker = spoken.speaker.model_copy(update={"basis": "pronoun", "role": None})
                return SpeakerDecision(speaker, None, (), confidence, spoken.cast_index)
        subject = self._plural_subject(token)
        if subject is None:
            return unknown("ambiguous")
        decision = self.describer.resolve(subject)
        if decision.speaker is None:
            return decision
        speaker = decision.speaker.model_copy(update={"basis": "pronoun"})
        return SpeakerDecision(speaker, None, (), 0.55)

    def _is_they(self, spoken: Spoken, token: int) -> bool:
        """A body; but whom somebody else's words call "they" is rarely the body that spoke before."""
        if spoken.speaker.kind != "organization":
            return False
        return token not in self.pronouns.said or self.words.sent[spoken.token] == self.words.sent[token]

    def _plural_subject(self, token: int) -> NounPhrase | None:
        """The nearest plural subject before the pronoun, in its sentence or the one before."""
        words = self.words
        for i in range(token - 1, max(-1, token - 60), -1):
            if words.sent[token] - words.sent[i] > 1:
                break
            if words.dep[i] in ("nsubj", "nsubjpass") and is_plural(words, i) and words.lower[i] not in PLURAL:
                first = min((j for j in words.children[i] if j < i), default=i)
                return read_phrase(words, range(first, i + 1))
        return None

    def _neuter_pronoun(self, token: int) -> SpeakerDecision:
        """ "it": the body or document that spoke last."""
        for spoken in reversed(self.spoken[-3:]):
            near = self.words.sent[token] - self.words.sent[spoken.token] <= 3 and spoken.token < token
            if near and spoken.speaker.kind in ("organization", "government", "document"):
                speaker = spoken.speaker.model_copy(update={"basis": "pronoun", "role": None})
                return SpeakerDecision(speaker, None, (), 0.65, spoken.cast_index)
        body = self._subject_body(token)
        if body is None:
            return unknown("impersonal")
        return SpeakerDecision(as_speaker(body.actor, "pronoun"), None, (), 0.6, body.index)

    def _subject_body(self, token: int) -> CastActor | None:
        words = self.words
        window = (words.start[max(0, token - 60)], words.start[token])
        for link in reversed(self.cast.links_in(window)):
            root = words.tokens_in(link.span)[-1]
            actor = self.cast.actors[link.actor]
            if words.sent[token] - words.sent[root] <= 1 and words.dep[root] in ("nsubj", "nsubjpass"):
                return actor if actor.kind in ("organization", "government") else None
        return None

    def _relative(self, token: int) -> SpeakerDecision:
        """ "who": the noun that its clause hangs on."""
        words = self.words
        verb = words.head[token]
        for _ in range(4):
            if words.dep[verb] == "relcl" or words.head[verb] == verb:
                break
            verb = words.head[verb]
        head = words.head[verb] if words.dep[verb] == "relcl" else token - 1
        if head >= token or words.text[head] == ",":
            head = token - 2 if token >= 2 and words.text[token - 1] == "," else token - 1
        if words.lower[token] in ("who", "whom", "whose") and (person := self._person_above(head)) is not None:
            return self._resolve_phrase(self._phrase_of(person, token, token))
        phrase = self._phrase_of(head, token)
        if len(phrase.core) == 1 and words.lower[phrase.head] in _RELATIVE:
            return unknown("impersonal")
        if words.lower[token] in ("who", "whom", "whose") and not self._is_people(phrase):
            return self._person_before(token)
        return self._resolve_phrase(phrase)

    def _whole_of(self, token: int) -> SpeakerDecision:
        """ "the generals and admirals -- most of whom": the noun before the part, with what it is joined to."""
        words = self.words
        last = next((i for i in range(token - 1, max(-1, token - 5), -1) if words.text[i][0].isalnum()), None)
        if last is None:
            return unknown("ambiguous")
        first = words.head[last] if words.dep[last] == "conj" and words.head[last] < last else last
        return self._resolve_phrase(read_phrase(words, [*self.subjects.phrase(first), *range(first + 1, last + 1)]))

    def _person_above(self, head: int) -> int | None:
        """The "nurse" of "a nurse at the Harbour Hospital, who": where "who" seems to hang on a body or place."""
        words = self.words
        link = next(iter(self.cast.links_in((words.start[head], words.end[head]))), None)
        if noun_kind(words, head) == "person" or (link and self.cast.actors[link.actor].kind == "person"):
            return None
        for _ in range(4):
            preposition = words.head[head]
            if words.dep[head] != "pobj" or words.dep[preposition] != "prep":
                return None
            head = words.head[preposition]
            if noun_kind(words, head) == "person":
                return head
        return None

    def _is_people(self, phrase: NounPhrase) -> bool:
        link = name_at_head(self.cast, phrase)
        if link is not None:
            return True
        return is_plural(self.words, phrase.head) or noun_kind(self.words, phrase.head) in ("person", "body")

    def _person_before(self, token: int) -> SpeakerDecision:
        """The last person named before "who" in its sentence."""
        words = self.words
        for link in reversed(self.cast.links_in((words.start[max(0, token - 15)], words.start[token]))):
            actor = self.cast.actors[link.actor]
            if actor.kind == "person" and words.sent[words.token_at(link.span[0])] == words.sent[token]:
                return SpeakerDecision(as_speaker(actor.actor, "pronoun"), None, (), 0.6, actor.index)
        return unknown("ambiguous")

    def _phrase_of(self, head: int, stop: int, end: int | None = None) -> NounPhrase:
        """The noun phrase around a noun, up to a token; with what hangs on it to the right if an end is given."""
        words = self.words
        below = [
            j for j in words.children[head] if words.dep[j] in ("det", "compound", "amod", "poss", "nmod", "nummod")
        ]
        first = min([head, *below, *(g for j in below for g in words.children[j])])
        for link in self.cast.links_in((words.start[head], words.end[head])):
            tokens = words.tokens_in(link.span)
            return read_phrase(words, range(tokens[0], tokens[-1] + 1))
        return read_phrase(words, range(first, end or min(head + 1, stop)))

    # "I", "we"

    def _first_person(self, number: int, token: int) -> SpeakerDecision:
        speaker = self._speaker_around(number, token)
        if speaker is None:
            return self._author(token)
        decision = self.decisions[speaker]
        if decision is None or decision.speaker is None:
            return unknown("ambiguous")
        plural = self.words.lower[token] in ("we", "us", "our", "ours", "ourselves")
        whom = decision.speaker.speaks_for if plural else None
        if whom is not None:
            actor = make_actor(whom.name, whom.kind).model_copy(update={"id": whom.id})
            return SpeakerDecision(as_speaker(actor, "pronoun"), None, (), 0.7)
        said = decision.speaker.model_copy(update={"basis": "pronoun"})
        return SpeakerDecision(said, None, (), 0.95 * decision.confidence, decision.cast_index)

    def _speaker_around(self, number: int, token: int) -> int | None:
        """The statement inside whose content the word stands, the innermost; else that of its quotation."""
        parent = self.attributions[number].parent
        if parent is not None:
            return parent
        at = self.words.start[token]
        around = [
            (end - start, other)
            for other, attribution in enumerate(self.attributions)
            for start, end in attribution.content
            if start <= at < end and other != number
        ]
        return min(around)[1] if around else None

    def _author(self, token: int) -> SpeakerDecision:
        at = self.words.start[token]
        if any(quotation.inner_start <= at < quotation.inner_end for quotation in self.passage.quotations):
            return unknown("no_source")
        return self._written(0.8) or unknown("no_source")

    def _written(self, confidence: float) -> SpeakerDecision | None:
        """The article's own author."""
        names = [re.split(r",|\s+\|", author)[0].strip() for author in self.passage.article.authors]
        names = [name.title() if name.isupper() else name for name in names if name]
        if not names:
            return None
        actor = make_actor(" and ".join(names), "person" if len(names) == 1 else "group")
        return SpeakerDecision(as_speaker(actor, "author"), None, (), confidence)

    # no source

    def _resolve_silent(self, number: int) -> SpeakerDecision:
        attribution = self.attributions[number]
        if attribution.continues is not None:
            before = self.decisions[attribution.continues]
            if before is not None and before.speaker is not None:
                speaker = before.speaker.model_copy(update={"basis": "continuation"})
                return SpeakerDecision(speaker, None, (), 0.9 * before.confidence, before.cast_index)
            return before or unknown("no_source")
        if attribution.parent is None and (twin := self._twin(number)) is not None:
            return twin
        if attribution.parent is None and self._is_authors(attribution) and (author := self._written(0.6)):
            return author
        cue = " ".join(self.passage.text[start:end] for start, end in attribution.cue).lower()
        return unknown("impersonal" if _PASSIVE.search(cue) else "no_source")

    def _twin(self, number: int) -> SpeakerDecision | None:
        """A headline quotes what the body quotes: its speaker is that of the same words."""
        content = self.attributions[number].content
        mine = self._content_words(number)
        if len(mine) < (3 if self.words.titled[self.words.token_at(content[0][0])] else 7):
            return None
        for other, decision in enumerate(self.decisions):
            if other == number or decision is None or decision.speaker is None or not self.sources[other]:
                continue
            theirs = f" {' '.join(self._content_words(other))} "
            if f" {' '.join(mine)} " in theirs:
                speaker = decision.speaker.model_copy(update={"basis": "continuation"})
                return SpeakerDecision(speaker, None, (), 0.85 * decision.confidence, decision.cast_index)
        return None

    def _content_words(self, number: int) -> list[str]:
        if number not in self.folded:
            content = self.attributions[number].content
            self.folded[number] = fold(" ".join(self.passage.text[start:end] for start, end in content)).split()
        return self.folded[number]
