"""Occasions that the passage tells of between the statements: "On Tuesday Ann Lee held a rally in Orban." """

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extract.attachment import event_nouns
from extract.channels import channel_of, is_held
from extract.dates import TimeExpression
from extract.lexicon import load_words
from extract.passage import Passage, Range
from extract.ranges import merged
from extract.turns import Places, Turn
from schema.statement import Channel

_SENTENCES, _PARAGRAPHS = 4, 1
_SHARED: frozenset[Channel] = frozenset({"debate"})


@dataclass(frozen=True)
class ToldOccasion:
    """Its place, the names in its sentence, and what is known of it; a debate is that of all persons who speak next."""

    at: int
    sentence: int
    paragraph: int
    names: frozenset[str]
    channel: Channel | None
    time: TimeExpression | None

    def is_of(self, turn: Turn) -> bool:
        return bool(turn.names & self.names) or (self.channel in _SHARED and turn.is_person)


class ToldOccasions:
    """All of a passage, in order."""

    def __init__(
        self, passage: Passage, contents: Sequence[Range], times: Sequence[TimeExpression], places: Places
    ) -> None:
        self._passage = passage
        self._places = places
        self._contents = merged(contents)
        dated = {one.at: one for one in self._dated(times)}
        undated = {one.at: one for one in self._undated()}
        self._all = sorted({**undated, **dated}.values(), key=lambda one: one.at)
        self._starts = [one.at for one in self._all]

    def last_before(self, turn: Turn, since: int) -> ToldOccasion | None:
        """The last one of the turn's speaker, told shortly before the turn and not before `since`."""
        for number in range(bisect_left(self._starts, turn.at) - 1, -1, -1):
            told = self._all[number]
            near = turn.paragraph - told.paragraph <= _PARAGRAPHS and turn.sentence - told.sentence <= _SENTENCES
            if told.at < since or not near:
                return None
            if told.is_of(turn):
                return told
        return None

    def _dated(self, times: Sequence[TimeExpression]) -> Iterator[ToldOccasion]:
        for time in times:
            if self.is_content(time.start):
                continue
            event = _event_of(self._passage.tokens((time.start, time.end)).root)
            if event is not None:
                yield self._told(event, time)

    def _undated(self) -> Iterator[ToldOccasion]:
        doc = self._passage.doc
        nouns = {doc.vocab.strings[noun] for noun in event_nouns()}
        for token in (doc[index] for index, lemma in enumerate(doc.to_array("LEMMA")) if int(lemma) in nouns):
            if is_held(token) and channel_of(token) and not self.is_content(token.idx):
                yield self._told(token, None)

    def _told(self, event: Token, time: TimeExpression | None) -> ToldOccasion:
        sentence = self._places.sentence(event.idx)
        words = _holder(event) or self._places.sentences[sentence]
        names = frozenset(word.text for word in words if word.pos_ == "PROPN")
        return ToldOccasion(event.idx, sentence, self._places.paragraph(event.idx), names, channel_of(event), time)

    def is_content(self, position: int) -> bool:
        number = bisect_right(self._contents, (position, len(self._passage.text))) - 1
        return number >= 0 and position < self._contents[number][1]


def _event_of(time: Token) -> Token | None:
    """The occasion that a time belongs to: "Monday's debate", "held a rally on Tuesday"."""
    word = time
    for _ in range(6):
        if word.head.i == word.i:
            return None
        word = word.head
        if word.pos_ in ("NOUN", "PROPN") and word.lemma_.lower() in event_nouns():
            return word
        if word.pos_ == "VERB":
            return _event_under(word)
    return None


def _event_under(verb: Token) -> Token | None:
    """ "held a rally", "spoke at a dinner"."""
    if verb.lemma_.lower() not in load_words("airing_verbs"):
        return None
    for word in verb.sent:
        if word.pos_ == "NOUN" and word.lemma_.lower() in event_nouns() and verb.is_ancestor(word):
            return word
    return None


def _holder(event: Token) -> list[Token]:
    """The words for whoever holds a rally or speaks at it; none where no verb says so: "Monday's talk with Ann Lee"."""
    if not is_held(event):
        return []
    verb = event.head if event.dep_ == "dobj" else event.head.head
    return next((list(child.subtree) for child in verb.children if child.dep_ == "nsubj"), [])
