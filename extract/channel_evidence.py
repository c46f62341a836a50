"""What speaks for and against a channel at a statement that does not state its own.

Candidates are the channels stated by the same speaker before and after, by others, and the occasions that the article
tells of between the statements. Each comes with the evidence for it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal, cast

from spacy.tokens import Token

from extract.attachment import clause_of, event_nouns
from extract.channels import (
    StatedChannel,
    channel_of,
    channel_of_document,
    find_signs,
    is_held,
    is_medium,
    is_part_of_noun,
    stated_channel,
)
from extract.cues import Cue, content_tokens
from extract.decisions import SpeakerDecision
from extract.lexicon import load_table
from extract.passage import Attribution, Passage, Range
from extract.ranges import merged
from extract.turns import Places, Turn, find_turns
from schema.statement import Channel

Features = dict[str, float]
Whose = Literal["same speaker", "other speaker", "told", "hinted"]

_GROUPS: dict[Channel, str] = {"written statement": "written", "email": "written", "post": "written"}
_MIND = frozenset({"believe", "want", "other", "predict"})
_OUTSIDE = frozenset({"after", "before", "since", "until", "ahead", "without"})
"""Behind these an occasion is not the one on which something is said."""
_OF_MEDIA: tuple[Channel, ...] = ("interview", "document")
"""What a word for a news medium suggests."""
_LEAD = 2
_IN_COMMON = 2
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_GAPS = ((0, "paragraph"), (1, "next"), (3, "near"), (8, "far"))


@cache
def _hints() -> dict[str, tuple[Channel, ...]]:
    hints: dict[str, tuple[Channel, ...]] = {}
    for word, channel in load_table("channel_hints"):
        hints[word] = (*hints.get(word, ()), cast(Channel, channel))
    return hints


def _hinting(passage: Passage) -> Iterator[tuple[int, tuple[Channel, ...]]]:
    """Each token with the channels that its lemma suggests."""
    strings, hints = passage.doc.vocab.strings, _hints()
    lemmas = [int(lemma) for lemma in passage.doc.to_array("LEMMA")]
    known = {lemma: hints.get(strings[lemma].lower(), ()) for lemma in set(lemmas)}
    yield from ((index, known[lemma]) for index, lemma in enumerate(lemmas))


@dataclass(frozen=True)
class Candidate:
    """A channel that the text speaks of, and the word that does."""

    channel: Channel
    at: int
    span: Range
    whose: Whose
    number: int | None = None
    """The attribution that states it."""
    token: Token | None = None


class ChannelEvidence:
    """All of an article."""

    def __init__(
        self,
        passage: Passage,
        attributions: Sequence[Attribution],
        cues: Sequence[Cue],
        speakers: Sequence[SpeakerDecision],
    ) -> None:
        self.passage, self.attributions, self.cues, self.speakers = passage, attributions, cues, speakers
        self.places = Places(passage)
        self.turns = find_turns(attributions, speakers, passage, self.places)
        self.position = {turn.number: place for place, turn in enumerate(self.turns)}
        self._signs = find_signs(passage)
        self._contents = merged([piece for one in attributions for piece in one.content])
        self.stated = {turn.number: self._stated(turn) for turn in self.turns}
        self.known = [self._known(turn) for turn in self.turns if self.stated[turn.number]]
        self.told = list(self._told())
        counts = Counter(one.channel for one in (*self.known, *self.told))
        self.hinted = list(self._hinted())
        self._hint_sentences = {one.at: self.places.sentence(one.at) for one in self.hinted}
        self.shares = {channel: count / counts.total() for channel, count in counts.items()}
        talkers = Counter(turn.speaker for turn in self.turns)
        self.main = max(talkers, key=lambda one: (talkers[one], one), default="")

    def _stated(self, turn: Turn) -> StatedChannel | None:
        attribution, speaker = self.attributions[turn.number], self.speakers[turn.number].speaker
        stated: StatedChannel | None = None
        if (attribution.cue or attribution.source) and self._has_sign(turn):
            clause = clause_of(self.passage, attribution, self.places)
            stated = stated_channel(self.passage, self.cues[turn.number], clause)
        if stated is None and speaker is not None and speaker.kind == "document" and attribution.source:
            channel = channel_of_document(speaker.name)
            root = self.passage.tokens(attribution.source[0]).root
            return StatedChannel(channel, "document as source", root) if channel else None
        return stated

    def _has_sign(self, turn: Turn) -> bool:
        """Whether a word of the cue's or the source's sentences may speak of a channel at all."""
        attribution = self.attributions[turn.number]
        around = [self.places.sentence(start) for start, _ in (*attribution.cue, *attribution.source)]
        first, last = self.places.sentences[min(around)], self.places.sentences[max(around)]
        place = bisect_left(self._signs, first.start)
        return place < len(self._signs) and self._signs[place] < last.end

    def _known(self, turn: Turn) -> Candidate:
        stated = self.stated[turn.number]
        assert stated is not None
        span = stated.token.idx, stated.token.idx + len(stated.token)
        return Candidate(stated.channel, turn.at, span, "same speaker", turn.number, stated.token)

    def _told(self) -> Iterator[Candidate]:
        """Words for channels in what the article itself tells, on no statement's clause."""
        taken = {one.span for one in self.known}
        for index in self._signs:
            token = self.passage.doc[index]
            if token.lemma_.lower() not in event_nouns():
                continue
            span = token.idx, token.idx + len(token)
            if is_part_of_noun(token) or token.head.lower_ in _OUTSIDE:
                continue
            channel = channel_of(token)
            if channel and span not in taken and not self._is_content(token.idx):
                yield Candidate(channel, token.idx, span, "told", None, token)

    def _hinted(self) -> Iterator[Candidate]:
        """Words that only suggest a channel, where they are no content; of news media as well."""
        signs = frozenset(self._signs)
        for index, channels in _hinting(self.passage):
            if not channels and (index not in signs or not is_medium(self.passage.doc[index])):
                continue
            token = self.passage.doc[index]
            if not self._is_content(token.idx):
                span = token.idx, token.idx + len(token)
                for channel in channels or _OF_MEDIA:
                    yield Candidate(channel, token.idx, span, "hinted", None, token)

    def _is_content(self, position: int) -> bool:
        number = bisect_left(self._contents, (position + 1, 0)) - 1
        return number >= 0 and position < self._contents[number][1]

    def candidates(self, number: int) -> Iterator[tuple[Candidate, Features]]:
        turn = self.turns[self.position[number]]
        saying = list(self._saying(turn))
        for candidate in self._nearest(turn):
            yield candidate, self._features(turn, candidate, saying)

    def nothing(self, number: int) -> Features:
        """The evidence that it was said on no channel that the text tells."""
        turn = self.turns[self.position[number]]
        return {"none": 1.0} | {f"none, {name}": 1.0 for name in self._saying(turn)}

    def _nearest(self, turn: Turn) -> Iterator[Candidate]:
        """The nearest on both sides, of the same speaker, of others, and of what is told."""
        speaker = {one.number: one.speaker for one in self.turns}
        same = [one for one in self.known if one.number is not None and speaker[one.number] == turn.speaker]
        others = [one for one in self.known if one.number is not None and speaker[one.number] != turn.speaker]
        for some, whose, reach in ((same, "same speaker", 1), (others, "other speaker", 1), (self.told, "told", 2)):
            before = [one for one in some if one.at < turn.at][-reach:]
            after = [one for one in some if one.at > turn.at and not self._looks_back(one)][:1]
            for one in (*before, *after):
                yield Candidate(one.channel, one.at, one.span, whose, one.number, one.token)  # type: ignore[arg-type]
        yield from self._hints_for(turn)

    def _hints_for(self, turn: Turn) -> Iterator[Candidate]:
        """The last one for each channel in the sentence of the cue."""
        yield from {one.channel: one for one in self.hinted if self._hint_sentences[one.at] == turn.sentence}.values()

    def _looks_back(self, candidate: Candidate) -> bool:
        """ "In an interview on Tuesday she had warned": of before what the article tells so far."""
        verb = self.cues[candidate.number].verb if candidate.number is not None else None
        return verb is not None and any(child.dep_ == "aux" and child.lower_ == "had" for child in verb.children)

    def _features(self, turn: Turn, candidate: Candidate, saying: Sequence[str]) -> Features:
        side = "behind" if candidate.at < turn.at else "ahead"
        whose = candidate.whose
        group = _GROUPS.get(candidate.channel, "document" if candidate.channel == "document" else "spoken")
        far = self._gap(abs(self.places.paragraph(candidate.at) - turn.paragraph))
        names = [
            f"{whose}, {candidate.channel}",
            f"{whose}, {side}, {far}",
            f"{whose}, {side}, {group}",
            f"{group}, {side}, {far}",
        ]
        names += [f"{group}, {name}" for name in saying]
        if whose == "hinted":
            names += self._hinted_by(turn, candidate, saying)
        if whose == "told":
            names += self._told_of(turn, candidate, side)
        if whose == "same speaker":
            names += self._in_run(turn, candidate, side)
        names.append(f"{whose}, {side}, others {self._others_between(turn, candidate)}")
        names.append(f"{whose}, {side}, rivals {self._rivals_between(turn, candidate)}")
        if turn.paragraph <= _LEAD:
            names.append(f"{'headline' if not turn.paragraph else 'lead'}, {whose}, {side}")
            if candidate.number is not None and self._says_the_same(turn.number, candidate.number):
                names.append(f"same words, {whose}, {side}")
        names += [f"{whose}, {name}" for name in saying]
        share = self.shares.get(candidate.channel, 0.0)
        part = "all" if share == 1 else "most" if share >= 0.5 else "some" if share >= 0.25 else "little"
        names += [f"{whose}, {part}", f"{group}, {part}", f"{candidate.channel}, {part}"]
        names.append(f"{whose}, {part}, main speaker" if turn.speaker == self.main else f"{whose}, {part}, other")
        return dict.fromkeys(names, 1.0)

    def _hinted_by(self, turn: Turn, candidate: Candidate, saying: Sequence[str]) -> Iterator[str]:
        assert candidate.token is not None
        hint = "medium" if is_medium(candidate.token) else candidate.token.lemma_.lower()
        yield f"hint {hint}, {candidate.channel}"
        yield f"hint, {candidate.channel}"
        yield from (f"hint, {candidate.channel}, {name}" for name in saying)
        cue = self.cues[turn.number]
        if candidate.token in cue.tokens:
            yield f"hint, {candidate.channel}, cue"
        if any(start <= candidate.at < end for start, end in self.attributions[turn.number].source):
            yield f"hint {hint}, {candidate.channel}, source"

    def _says_the_same(self, one: int, other: int) -> bool:
        return len(self._words(one) & self._words(other)) >= _IN_COMMON

    def _words(self, number: int) -> set[str]:
        tokens = content_tokens(self.passage, self.attributions[number])
        return {token.lemma_.lower() for token in tokens if token.pos_ in _TELLING}

    def _gap(self, paragraphs: int) -> str:
        return next((name for most, name in _GAPS if paragraphs <= most), "afar")

    def _told_of(self, turn: Turn, candidate: Candidate, side: str) -> Iterator[str]:
        token = candidate.token
        assert token is not None
        sentence = self.places.sentences[self.places.sentence(candidate.at)]
        named = any(word.text in turn.names for word in sentence)
        yield f"told, {side}, named" if named else f"told, {side}, not named"
        if is_held(token):
            yield f"held, {side}"
            if named:
                yield f"held, {side}, named"
        if self.places.sentence(candidate.at) == turn.sentence:
            yield f"told, same sentence, {side}"

    def _in_run(self, turn: Turn, candidate: Candidate, side: str) -> Iterator[str]:
        assert candidate.number is not None
        channels = {
            one.channel
            for one in self.known
            if one.number is not None and self.turns[self.position[one.number]].speaker == turn.speaker
        }
        yield f"only one, {side}" if len(channels) == 1 else f"one of some, {side}"
        low, high = sorted((self.position[turn.number], self.position[candidate.number]))
        chain = [one for one in self.turns[low : high + 1] if one.speaker == turn.speaker]
        steps = [after.paragraph - before.paragraph for before, after in pairwise(chain)]
        yield f"widest step, {side}, {self._gap(max(steps, default=0))}"
        stated = self.stated[candidate.number]
        assert stated is not None
        yield f"{stated.rule}, {side}"

    def _others_between(self, turn: Turn, candidate: Candidate) -> int:
        low, high = sorted((turn.at, candidate.at))
        return min(2, len({one.speaker for one in self.turns if low < one.at < high and one.speaker != turn.speaker}))

    def _rivals_between(self, turn: Turn, candidate: Candidate) -> int:
        low, high = sorted((turn.at, candidate.at))
        between = [one for one in (*self.known, *self.told) if low < one.at < high and one.channel != candidate.channel]
        return min(2, len(between))

    def _saying(self, turn: Turn) -> Iterator[str]:
        """What cue and speaker tell by themselves."""
        cue, speaker = self.cues[turn.number], self.speakers[turn.number].speaker
        yield "mind" if cue.act in _MIND else "show" if cue.act == "show" else "speech"
        head = cue.head
        yield f"tag {head.tag_}" if head is not None else "no cue word"
        if head is not None and head.lemma_ == "write":
            yield "writes"
        if cue.verb is not None and any(child.dep_ == "aux" for child in cue.verb.children):
            yield "with auxiliary"
        yield f"speaker {speaker.kind}" if speaker else "speaker unknown"
        yield "quoted" if self.attributions[turn.number].quoted else "not quoted"
