"""The days, months and years that a passage tells of: by whom something was said then, or what happened then."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

from extract.attachment import event_nouns
from extract.channels import channel_of
from extract.cue_times import CueTime
from extract.dates import TimeExpression
from extract.lexicon import load_words
from extract.passage import Passage, Range
from extract.ranges import merged
from extract.turns import Places
from schema.statement import Channel

_VALUE = re.compile(r"(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T.*)?")
_BOUNDS = frozenset({"since", "until", "till", "by", "before", "after", "for", "from", "through"})
_TOPIC = frozenset({"of", "about"})
Standing = Literal["own", "told", "content"]


@dataclass(frozen=True)
class ToldDay:
    """A time expression of one day, month or year (`value`). `turn` is the attribution whose cue it stands on;
    `names` are the names in its sentence; `event` the occasion that it belongs to: "Monday's debate".
    """

    time: TimeExpression
    value: str
    at: int
    sentence: int
    paragraph: int
    standing: Standing
    turn: int | None
    names: frozenset[str]
    event: Range | None
    channel: Channel | None
    is_bound: bool


def value_of(time: TimeExpression) -> str | None:
    """The day, month or year of a value, without the time of day; None for weeks, seasons and vague times."""
    match = _VALUE.fullmatch(time.value)
    return match[1] if match else None


def past_times(times: Iterable[TimeExpression], published: dt.date | None) -> list[TimeExpression]:
    """Those that can date something said: days, months, years that have begun."""
    return [
        time
        for time in times
        if time.type in ("DATE", "TIME") and (days := time.days) and (published is None or days[0] <= published)
    ]


class Contents:
    """What is said, as stretches of the text."""

    def __init__(self, contents: Iterable[Range]) -> None:
        self._all = merged(contents)
        self._starts = [start for start, _ in self._all]

    def hold(self, position: int) -> bool:
        number = bisect_right(self._starts, position) - 1
        return number >= 0 and position < self._all[number][1]


def find_told_days(
    passage: Passage,
    times: Sequence[TimeExpression],
    own: Mapping[int, CueTime],
    contents: Contents,
    places: Places,
) -> list[ToldDay]:
    """In order of the text."""
    owners = {one.time.start: number for number, one in own.items()}
    found = (_told_day(passage, time, owners.get(time.start), contents, places) for time in times)
    return sorted((one for one in found if one is not None), key=lambda one: one.at)


def _told_day(
    passage: Passage, time: TimeExpression, turn: int | None, contents: Contents, places: Places
) -> ToldDay | None:
    value = value_of(time)
    if value is None:
        return None
    sentence = places.sentence(time.start)
    root = passage.tokens((time.start, time.end)).root
    is_said = contents.hold(time.start) or _is_topic(root)
    standing: Standing = "own" if turn is not None else "content" if is_said else "told"
    event = _event_of(root) if standing == "told" else None
    return ToldDay(
        time=time,
        value=value,
        at=time.start,
        sentence=sentence,
        paragraph=places.paragraph(time.start),
        standing=standing,
        turn=turn,
        names=frozenset(token.text for token in places.sentences[sentence] if token.pos_ == "PROPN"),
        event=(event.idx, event.idx + len(event)) if event is not None else None,
        channel=channel_of(event) if event is not None else None,
        is_bound=root.dep_ == "pobj" and root.head.lower_ in _BOUNDS,
    )


def _is_topic(time: Token) -> bool:
    """ "said of Tuesday’s vote", "asked about Monday": what is talked about."""
    word = time
    for _ in range(3):
        word = word.head
        if word.lower_ in _TOPIC:
            return word.head.pos_ == "VERB"
    return False


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
            return next(_events_under(word), None)
    return None


def _events_under(verb: Token) -> Iterator[Token]:
    """ "held a rally", "spoke at a dinner"."""
    if verb.lemma_.lower() in load_words("airing_verbs"):
        yield from (
            word
            for word in verb.subtree
            if word.pos_ == "NOUN" and word.i != verb.i and word.lemma_.lower() in event_nouns()
        )
