"""Who said it: from the words of a source to an actor. Unknown, with a reason, rather than wrong."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.cast import Cast, make_actor
from extract.certainty import load_certainty
from extract.decisions import Scene, SpeakerDecision, Spoken, as_ref, as_speaker, decided, unknown
from extract.joint import find_members
from extract.lexicon import load_words
from extract.named_speakers import NameReader
from extract.passage import Attribution, Passage
from extract.pronoun_speakers import RELATIVE, PronounReader
from extract.pronouns import PronounResolver
from extract.sources import (
    NounPhrase,
    is_plural,
    name_at_head,
    name_in_apposition,
    noun_kind,
    phrase_text,
    read_phrase,
    source_tokens,
)
from extract.speaker_features import describe
from extract.subjects import Subjects
from extract.twins import Twins
from schema.actor import Speaker
from schema.rules import SpeakerRule

LEAST_CONFIDENCE = 0.5
"""A speaker who is less likely right than this stays unknown, unless another value is asked for: by default whoever is
more likely wrong than right, which keeps the share of wrong speakers well below one in twenty."""

_PLURAL_FIRST = frozenset({"we", "us", "our", "ours", "ourselves"})
_FIRST_PERSON = _PLURAL_FIRST | {"i", "me", "my", "mine", "myself"}
_OWN = frozenset({"his", "her", "their", "its"})
_INITIAL = re.compile(r"[A-Z]\.?")
"""A label as "Q" and "A" in an interview."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being|be|it's|'s|’s)\b|\b(?:expected|known|seen|considered)\b")

__all__ = ["SpeakerDecision", "resolve_speakers"]


def resolve_speakers(
    passage: Passage,
    attributions: Sequence[Attribution],
    cast: Cast,
    *,
    least_confidence: float = LEAST_CONFIDENCE,
) -> list[SpeakerDecision]:
    """One decision an attribution, in their order."""
    return _Resolving(passage, attributions, cast, least_confidence).resolve_all()


class _Resolving:
    """Outer statements in the order of their sources, then nested ones: who spoke before tells who "he" is."""

    def __init__(
        self, passage: Passage, attributions: Sequence[Attribution], cast: Cast, least_confidence: float
    ) -> None:
        self.passage = passage
        self.least = least_confidence
        self.certainty = load_certainty("speaker")
        self.attributions = attributions
        self.words = cast.words
        said = (i for one in attributions for span in one.content for i in self.words.tokens_in(span))
        self.pronouns = PronounResolver(passage, cast, said=frozenset(said))
        self.scene = Scene(passage, cast, self.pronouns, Subjects(passage, self.words))
        self.sources = [self._source_of(attribution) for attribution in attributions]
        self.by_pronoun = PronounReader(self.scene, self._resolve_phrase)
        self.describer = self.by_pronoun.describer
        self.by_name = NameReader(self.scene, self.describer)
        self.twins = Twins(passage, self.words, attributions)
        self.decisions: list[SpeakerDecision | None] = [None] * len(attributions)
        for tokens, attribution in zip(self.sources, attributions, strict=True):
            for token in tokens[:1]:
                self.pronouns.contents[token] = attribution.content

    def resolve_all(self) -> list[SpeakerDecision]:
        order = sorted(range(len(self.attributions)), key=lambda i: (self._depth(i), self._position(i), i))
        for number in order:
            if self.sources[number]:
                self._decide(number, self._resolve_source(number))
        for number in order:
            if not self.sources[number]:
                self._decide(number, self._resolve_silent(number))
        return [decision or unknown("no_source") for decision in self.decisions]

    def _source_of(self, attribution: Attribution) -> list[int]:
        """The words marked as source, else the subject of the cue's verb."""
        subjects = self.scene.subjects
        tokens = subjects.chosen_piece(attribution, source_tokens(self.words, attribution))
        if tokens:
            return subjects.with_noun(attribution, tokens)
        if attribution.continues is not None or attribution.parent is not None or self._is_authors(attribution):
            return []
        subject = subjects.find(attribution)
        return [] if subject is None else subjects.phrase(subject)

    def _is_authors(self, attribution: Attribution) -> bool:
        """A cue by which authors tell how things look to themselves: "it seemed"."""
        return bool(set(self._cue(attribution).split()) & load_words("author_verbs"))

    def _cue(self, attribution: Attribution) -> str:
        return " ".join(self.passage.text[start:end] for start, end in attribution.cue).lower()

    def _depth(self, number: int) -> int:
        depth, parent = 0, self.attributions[number].parent
        while parent is not None and depth < 8:
            depth, parent = depth + 1, self.attributions[parent].parent
        return depth

    def _position(self, number: int) -> int:
        tokens = self.sources[number]
        return self.words.start[tokens[0]] if tokens else self.attributions[number].start

    def _decide(self, number: int, decision: SpeakerDecision) -> None:
        tokens, attribution = self.sources[number], self.attributions[number]
        source = self.words.chars(tokens[0], tokens[-1] + 1) if tokens else None
        decision = replace(decision, source=source)
        speaker = decision.speaker
        if speaker is None:
            self.decisions[number] = decision
            return
        other = attribution.continues if attribution.parent is None else attribution.parent
        before = None if other is None else self.decisions[other]
        features = describe(self.scene, attribution, tokens, decision, before)
        decision = replace(decision, features=features, confidence=self.certainty.probability(features))
        self.decisions[number] = decision if decision.confidence >= self.least else self._silenced(decision)
        if tokens and decision.is_followed:
            self._note(number, speaker, decision.cast_index)

    def _silenced(self, decision: SpeakerDecision) -> SpeakerDecision:
        """Nobody, with those who were weighed."""
        assert decision.speaker is not None
        candidates = (as_ref(decision.speaker), *decision.rivals)
        return replace(
            decision, speaker=None, unknown_because=decision.doubt, candidates=candidates, threshold=self.least
        )

    def _note(self, number: int, speaker: Speaker, cast_index: int | None) -> None:
        """Who spoke, for those who speak next."""
        tokens = self.sources[number]
        token, source = tokens[0], self.words.chars(tokens[0], tokens[-1] + 1)
        head = read_phrase(self.words, tokens).head
        plural = speaker.kind == "group" or (speaker.kind == "unnamed" and is_plural(self.words, head))
        self.scene.spoken.append(Spoken(token, speaker, cast_index, plural, self.words.lower[head], source))
        if cast_index is not None and self._depth(number) == 0:
            self.pronouns.note_speaker(token, cast_index)

    # a source that is there

    def _resolve_source(self, number: int) -> SpeakerDecision:
        tokens = self.sources[number]
        if self.scene.subjects.is_done_to(self.attributions[number], tokens):
            return unknown("impersonal", rule="done_to")
        first, last = self.words.lower[tokens[0]], self.words.lower[tokens[-1]]
        if len(tokens) <= 2 and first in _FIRST_PERSON and not self._is_relation(tokens):
            return self._first_person(number, tokens[0])
        if first in RELATIVE and (len(tokens) == 1 or first in ("who", "whom", "which")):
            return self.by_pronoun.relative(tokens[0])
        if last in ("whom", "which") and self.words.lower[tokens[-2]] == "of":
            return self.by_pronoun.whole_of(tokens[0])
        if first == "whose" and len(tokens) > 1:
            tokens = tokens[1:]
        members = find_members(self.scene.cast, tokens)
        if len(members) > 1:
            return self._joint(members, tokens)
        phrase = read_phrase(self.words, tokens)
        if len(phrase.core) == 1 and _INITIAL.fullmatch(self.words.text[phrase.head]):
            return unknown("no_source")
        return self._as_other(number, phrase, self._resolve_phrase(phrase))

    def _is_relation(self, tokens: list[int]) -> bool:
        """ "my father", unlike "my view", is somebody else."""
        return len(tokens) == 2 and noun_kind(self.words, tokens[1]) == "person"

    def _as_other(self, number: int, phrase: NounPhrase, decision: SpeakerDecision) -> SpeakerDecision:
        """Whom a speaker calls "the manager" is not that speaker, who says "I"."""
        parent = self.attributions[number].parent
        around = self.decisions[parent] if parent is not None else None
        if decision.speaker is None or decision.speaker.basis != "role" or around is None or around.speaker is None:
            return decision
        return decision if decision.speaker.id != around.speaker.id else self._unnamed(phrase)

    def _unnamed(self, phrase: NounPhrase) -> SpeakerDecision:
        text = phrase_text(self.passage.text, self.words, phrase.core)
        actor = make_actor(text, "unnamed", local_to=self.passage.article.id)
        return decided(as_speaker(actor, "unnamed"), "text_unnamed", 0.7)

    def _resolve_phrase(self, phrase: NounPhrase) -> SpeakerDecision:
        alone = len(phrase.core) == 1 or self.words.lower[phrase.head] in ("himself", "herself")
        if alone and (by_pronoun := self.by_pronoun.resolve(phrase.head)):
            return by_pronoun
        if self.words.text[phrase.core[0]].startswith("@"):
            return self.by_name.handle(phrase)
        if said_by := self.by_name.issuer(phrase):
            return self._resolve_phrase(said_by)
        if link := name_at_head(self.scene.cast, phrase):
            return self.by_name.resolve(phrase, link)
        if link := name_in_apposition(self.scene.cast, phrase):
            return self.by_name.resolve(phrase, link, basis="apposition")
        return self.by_name.campaign(phrase) or self.describer.resolve(phrase)

    # joint speakers

    def _joint(self, members: list[NounPhrase], tokens: list[int]) -> SpeakerDecision:
        found = [self._resolve_member(member) for member in members]
        speakers = [decision.speaker for decision in found if decision.speaker is not None and decision.is_followed]
        if len(speakers) < len(found):
            return unknown("ambiguous", speakers, rule="joint")
        if len({speaker.id for speaker in speakers}) == 1:
            return found[0]
        name = " and ".join(speaker.name for speaker in speakers)
        local = any(speaker.article_id for speaker in speakers)
        actor = make_actor(name, "group", local_to=self.passage.article.id if local else None)
        text = phrase_text(self.passage.text, self.words, tuple(tokens))
        actor = actor.model_copy(update={"aliases": (text,) if text != name else ()})
        speaker = as_speaker(actor, "name", members=tuple(as_ref(member) for member in speakers))
        return decided(speaker, "joint", min(decision.score for decision in found))

    def _resolve_member(self, member: NounPhrase) -> SpeakerDecision:
        """ "his advisers" beside "Stone" keep their words: whose they are stands beside them."""
        named = name_at_head(self.scene.cast, member) or name_in_apposition(self.scene.cast, member)
        if named is None and self.words.lower[member.core[0]] in _OWN:
            return self._unnamed(member)
        return self._resolve_phrase(member)

    # "I", "we"

    def _first_person(self, number: int, token: int) -> SpeakerDecision:
        speaker = self._speaker_around(number, token)
        if speaker is None:
            return self._author(token)
        decision = self.decisions[speaker]
        if decision is None or decision.speaker is None:
            return unknown("ambiguous", rule="first_person")
        whom = decision.speaker.speaks_for if self.words.lower[token] in _PLURAL_FIRST else None
        if whom is not None:
            actor = make_actor(whom.name, whom.kind).model_copy(update={"id": whom.id})
            return decided(as_speaker(actor, "pronoun"), "first_person_of_body", 0.7)
        said = decision.speaker.model_copy(update={"basis": "pronoun"})
        return decided(said, "first_person", 0.95 * decision.score, cast_index=decision.cast_index)

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

    def _written(self, score: float) -> SpeakerDecision | None:
        """The article's own author."""
        names = [re.split(r",|\s+\|", author)[0].strip() for author in self.passage.article.authors]
        names = [name.title() if name.isupper() else name for name in names if name]
        if not names:
            return None
        actor = make_actor(" and ".join(names), "person" if len(names) == 1 else "group")
        return decided(as_speaker(actor, "author"), "author", score)

    # no source

    def _resolve_silent(self, number: int) -> SpeakerDecision:
        attribution = self.attributions[number]
        if attribution.continues is not None:
            before = self.decisions[attribution.continues]
            return self._run_on(before, "continuation", 0.9) if before else unknown("no_source")
        if attribution.parent is None:
            for other in self.twins.of(number):
                decision = self.decisions[other]
                if decision is not None and decision.speaker is not None and self.sources[other]:
                    return self._run_on(decision, "twin", 0.85)
            if self._is_authors(attribution) and (author := self._written(0.6)):
                return author
        return unknown("impersonal" if _PASSIVE.search(self._cue(attribution)) else "no_source")

    def _run_on(self, before: SpeakerDecision, rule: SpeakerRule, share: float) -> SpeakerDecision:
        """The speaker of another statement, a little less sure."""
        if before.speaker is None:
            return before
        speaker = before.speaker.model_copy(update={"basis": "continuation"})
        return replace(before, speaker=speaker, rule=rule, score=share * before.score, rivals=())
