"""Evidence for the day on which something was said, where the clause of its cue does not name one.

Candidates for a statement are the days that the text tells of around it, those on which its speaker said something
else, and the first days of the article, which its news is about. If the cue's own clause names a time, that alone.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from extract.cue_times import CueTime, find_cue_times
from extract.cues import Cue, is_inside
from extract.dates import TimeExpression
from extract.decisions import SpeakerDecision
from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.told_days import Contents, ToldDay, find_told_days, past_times, value_of
from extract.turns import Places, Turn, find_turns
from schema.statement import Act, Channel

Features = dict[str, float]
_UNSPOKEN: frozenset[Act] = frozenset({"other", "believe", "want", "show"})
_SPOKEN: frozenset[Channel | None] = frozenset({"speech", "debate", "interview", "press conference", "testimony"})
_QUOTES = frozenset("\"“‘'«„")
_LEDE = 4
_BEFORE, _AFTER, _FIRST = 5, 3, 3
_EDGES = (0, 1, 2, 4, 8, 19)
_AGO = (0, 1, 2, 3, 6, 39)
_RECENT = 2


@dataclass(frozen=True)
class Candidate:
    """A day with the expression that stands nearest to the statement."""

    value: str
    told: ToldDay
    features: Features


class DayEvidence:
    """Of one passage."""

    def __init__(
        self,
        passage: Passage,
        attributions: Sequence[Attribution],
        cues: Sequence[Cue],
        times: Sequence[TimeExpression],
        speakers: Sequence[SpeakerDecision],
        channels: Sequence[Channel | None],
    ) -> None:
        self.passage, self.attributions, self.cues, self.channels = passage, attributions, cues, channels
        self.places = Places(passage)
        self.turns = find_turns(attributions, speakers, passage, self.places)
        past = past_times(times, passage.published)
        self.own: Mapping[int, CueTime] = find_cue_times(passage, attributions, self.turns, past, self.places)
        contents = Contents(piece for attribution in attributions for piece in attribution.content)
        self.days = find_told_days(passage, past, self.own, contents, self.places)
        self.narrated = [one for one in self.days if one.standing != "content"]
        self.single = [one for one in self.narrated if len(one.value) == 10]
        self._single_values = {one.value for one in self.single}
        self._vague = [
            time.start
            for time in times
            if time.type in ("DATE", "TIME") and len(value_of(time) or "") < 10 and not contents.hold(time.start)
        ]
        self._vague_sentences = {self.places.sentence(start) for start in self._vague}
        self._by_value: dict[str, list[ToldDay]] = {}
        for one in self.days:
            self._by_value.setdefault(one.value, []).append(one)
        self._dated = [turn for turn in self.turns if turn.number in self.own]
        self._dated_values = {turn.number: value_of(self.own[turn.number].time) for turn in self._dated}
        self._dated_by: dict[str, list[Turn]] = {}
        for turn in self._dated:
            self._dated_by.setdefault(turn.speaker, []).append(turn)
        self._of_value = {value: self._day_features(value) for value in sorted(self._by_value)}

    def candidates(self, position: int) -> Iterator[Candidate]:
        """For the turn at a position in reading order."""
        turn = self.turns[position]
        own = self.own.get(turn.number)
        values = self._values_for(turn) if own is None else [value_of(own.time)]
        of_turn = self._turn_features(position) if values else {}
        for value in values:
            if value is not None:
                features = self._features(position, value, of_turn)
                yield Candidate(value, self._nearest(turn, value), features)

    def _values_for(self, turn: Turn) -> list[str | None]:
        at = bisect_left(self.days, turn.at, key=lambda one: one.at)
        mine = self._dated_by.get(turn.speaker, [])
        here = bisect_left(mine, turn.at, key=lambda one: one.at)
        near = mine[max(0, here - _AFTER) : here + _AFTER]
        values = dict.fromkeys(one.value for one in self.single[:_FIRST])
        values |= dict.fromkeys(value for one in near if (value := self._dated_values[one.number]))
        values |= dict.fromkeys(one.value for one in reversed(self.days[max(0, at - _BEFORE) : at]))
        values |= dict.fromkeys(one.value for one in self.days[at : at + _AFTER])
        return list(values)

    def _nearest(self, turn: Turn, value: str) -> ToldDay:
        own = [one for one in self._by_value[value] if one.turn == turn.number]
        return min(own or self._by_value[value], key=lambda one: (one.standing == "content", abs(one.at - turn.at)))

    def _turn_features(self, position: int) -> Features:
        """How it was said, by whom, and where."""
        turn = self.turns[position]
        verb = self.cues[turn.number].verb
        words = {
            f"tense {verb.tag_ if verb is not None else 'none'}": True,
            "no cue": not self.attributions[turn.number].cue,
            "one act": self._is_one_act(turn),
            "goes on": self._goes_on(turn),
            f"source {turn.kind}": True,
            "person": turn.is_person,
            "quoted": self._opens_quoted(turn),
            "headline": turn.paragraph == 0,
            "vague time here": turn.sentence in self._vague_sentences,
            "vague time before": bool({turn.sentence - 1, turn.sentence} & self._vague_sentences),
            "same as before": position > 0 and self.turns[position - 1].speaker == turn.speaker,
            f"channel {self._sort_of(turn.number)}": True,
        }
        return {name: 1.0 for name, holds in words.items() if holds}

    def _sort_of(self, number: int) -> str:
        channel = self.channels[number]
        return "none" if channel is None else "spoken" if channel in _SPOKEN else "written"

    def _is_one_act(self, turn: Turn) -> bool:
        """The cue tells one act of speaking, not a mind or a deed, nor what one has said, would say or often says."""
        cue = self.cues[turn.number]
        if cue.act in _UNSPOKEN:
            return False
        verbs = list(_verbs_from(cue.verb, self.attributions[turn.number].content)) if cue.verb is not None else []
        words = {child.lower_ for one in verbs for child in one.children if child.dep_ in ("aux", "advmod", "neg")}
        return not words & load_words("unbound_words")

    def _goes_on(self, turn: Turn) -> bool:
        head = self.cues[turn.number].head
        return head is not None and head.lemma_.lower() in load_words("continuing_cues")

    def _opens_quoted(self, turn: Turn) -> bool:
        return self.passage.text[self.attributions[turn.number].content[0][0]] in _QUOTES

    def _day_features(self, value: str) -> Features:
        """What the day is to the article."""
        told = [one for one in self._by_value[value] if one.standing != "content"]
        owned = [turn for turn in self._dated if self._dated_values[turn.number] == value]
        published = self.passage.published
        features: Features = {
            f"grain {len(value)}": 1.0,
            "share of said": len(owned) / len(self._dated) if self._dated else 0.0,
            "share of told": len(told) / len(self.narrated) if self.narrated else 0.0,
            _bucket("said then", len(owned)): 1.0,
            _bucket("told of", len(told)): 1.0,
            _bucket("first told in", min((one.paragraph for one in told), default=None)): 1.0,
            _bucket("days told of", len(self._single_values)): 1.0,
        }
        if len(value) == 10 and published is not None:
            ago = (published - dt.date.fromisoformat(value)).days
            features[f"ago {next((edge for edge in _AGO if ago <= edge), 'long')}"] = 1.0
            features["recent"] = float(ago <= _RECENT)
        facts = {
            "first": bool(self.single) and self.single[0].value == value,
            "only": self._single_values == {value},
            "said in lede": any(turn.paragraph <= _LEDE for turn in owned),
            "told in lede": any(one.paragraph <= _LEDE and one.standing == "told" for one in told),
            "debate": any(one.channel == "debate" for one in told),
            "event": any(one.event for one in told),
        }
        return features | {name: 1.0 for name, holds in facts.items() if holds}

    def _features(self, position: int, value: str, of_turn: Features) -> Features:
        turn = self.turns[position]
        features = of_turn | self._of_value[value]
        own = self.own.get(turn.number)
        if own is not None:
            return features | {"own": 1.0, f"own {own.rule}": 1.0}
        features |= self._order_features(position, value)
        features |= self._speaker_features(position, value)
        features |= self._told_features(turn, value)
        return features | _pairs(features)

    def _order_features(self, position: int, value: str) -> Features:
        """Whether the day is the last or the next that the text tells of, or that something was said on."""
        turn = self.turns[position]
        at = bisect_left(self.single, turn.at, key=lambda one: one.at)
        said = bisect_left(self._dated, turn.at, key=lambda one: one.at)
        others = [one for one in self._dated if one.speaker != turn.speaker and self._dated_values[one.number] == value]
        near = (self.turns[place] for place in (position - 1, position + 1) if 0 <= place < len(self.turns))
        beside = [self._dated_values.get(one.number) == value for one in near]
        facts = {
            "last told": at > 0 and self.single[at - 1].value == value,
            "next told": at < len(self.single) and self.single[at].value == value,
            "last said": said > 0 and self._dated_values[self._dated[said - 1].number] == value,
            "last said other": said > 0 and self._dated_values[self._dated[said - 1].number] != value,
            "beside": any(beside),
            "other in channel": self.channels[turn.number] is not None
            and any(self.channels[one.number] == self.channels[turn.number] for one in others),
        }
        before = [one for one in others if one.at < turn.at][-1:]
        features = {
            _bucket("other before", turn.paragraph - before[0].paragraph if before else None): 1.0,
            _bucket("other in between", self._days_between(before[0].at, turn.at, value) if before else None): 1.0,
        }
        return features | {name: 1.0 for name, holds in facts.items() if holds}

    def _days_between(self, start: int, end: int, value: str) -> int:
        low = bisect_left(self.single, start, key=lambda one: one.at)
        high = bisect_left(self.single, end, key=lambda one: one.at)
        return sum(one.value != value for one in self.single[low:high])

    def _speaker_features(self, position: int, value: str) -> Features:
        """What else the same speaker said, and when."""
        turn = self.turns[position]
        mine = self._dated_by.get(turn.speaker, [])
        here = bisect_left(mine, turn.at, key=lambda one: one.at)
        values = [self._dated_values[one.number] for one in mine]
        before = [one for one in mine[:here] if self._dated_values[one.number] == value][-1:]
        after = [one for one in mine[here:] if self._dated_values[one.number] == value][:1]
        facts = {
            "mine": value in values,
            "mine only": set(values) == {value},
            "my last": here > 0 and values[here - 1] == value,
            "my last other": here > 0 and values[here - 1] != value,
            "my next": here < len(values) and values[here] == value,
            "my next other": here < len(values) and values[here] != value,
            "mine in lede": any(one.paragraph <= _LEDE for one in (*before, *after)),
        }
        features = {name: 1.0 for name, holds in facts.items() if holds}
        features[_bucket("my days", len(set(values)))] = 1.0
        features[_bucket("mine after", after[0].paragraph - turn.paragraph if after else None)] = 1.0
        return features | self._run_features(position, value, before[0] if before else None)

    def _run_features(self, position: int, value: str, before: Turn | None) -> Features:
        """How far it is from the speaker's last statement of that day, and what lies between."""
        turn = self.turns[position]
        if before is None:
            return {_bucket("mine before", None): 1.0}
        start = bisect_left(self.turns, before.at, key=lambda one: one.at)
        between = sum(one.speaker != turn.speaker for one in self.turns[start:position])
        theirs, here = self.channels[before.number], self.channels[turn.number]
        facts = {
            "run": between == 0,
            "run of one channel": here is not None and here == theirs,
            "run of two channels": here is not None and theirs is not None and here != theirs,
            "vague since mine": any(before.at < start < turn.at for start in self._vague),
            f"mine {self._sort_of(before.number)}": True,
        }
        features = {name: 1.0 for name, holds in facts.items() if holds}
        features[_bucket("mine before", turn.paragraph - before.paragraph)] = 1.0
        features[_bucket("mine sentences before", turn.sentence - before.sentence)] = 1.0
        features[_bucket("mine others between", between)] = 1.0
        features[_bucket("mine days between", self._days_between(before.at, turn.at, value))] = 1.0
        return features

    def _told_features(self, turn: Turn, value: str) -> Features:
        """What the author tells of the day outside of what is said."""
        told = [one for one in self._by_value[value] if one.standing == "told"]
        here = bisect_left(told, turn.at, key=lambda one: one.at)
        before = told[here - 1] if here else None
        same_sentence = [one for one in told if one.sentence == turn.sentence]
        channel = self.channels[turn.number]
        facts = {
            "told here": bool(same_sentence),
            "told of me": before is not None and bool(before.names & turn.names),
            "told of me anywhere": any(one.names & turn.names for one in told),
            "told as event": before is not None and before.event is not None,
            "told in channel": channel is not None and any(one.channel == channel for one in told),
            "told as bound": before is not None and before.is_bound,
            "told in contents": any(one.standing == "content" for one in self._by_value[value]),
            "told in my content": any(
                is_inside(one.at, self.attributions[turn.number].content) for one in self._by_value[value]
            ),
        }
        features = {name: 1.0 for name, holds in facts.items() if holds}
        for one in same_sentence[:1]:
            features[f"here {self._tie(one, turn)}"] = 1.0
        features[_bucket("told before", turn.paragraph - before.paragraph if before else None)] = 1.0
        if before is not None:
            features[_bucket("told sentences before", turn.sentence - before.sentence)] = 1.0
            features[_bucket("told days between", self._days_between(before.at, turn.at, value))] = 1.0
            features["vague since told"] = float(any(before.at < start < turn.at for start in self._vague))
        return features

    def _tie(self, told: ToldDay, turn: Turn) -> str:
        """How a time in the sentence of the cue is tied to it: in its source, on a verb above or beside it."""
        attribution = self.attributions[turn.number]
        if is_inside(told.at, attribution.source):
            return "in source"
        verb = _verb_of(self.passage.tokens((told.time.start, told.time.end)).root)
        cue = self.passage.tokens((turn.at, turn.at + 1))[0]
        if verb is None:
            return "on no verb"
        if verb.is_ancestor(cue):
            return "above"
        if cue.is_ancestor(verb):
            return "below"
        return "beside"


def _verb_of(token: Token) -> Token | None:
    while token.pos_ not in ("VERB", "AUX"):
        if token.head.i == token.i:
            return None
        token = token.head
    return token


def _verbs_from(verb: Token, content: Sequence[Range]) -> Iterator[Token]:
    """The verb and those above that lend it their tense: "has praised it, while trying to claim …"."""
    yield verb
    for _ in range(3):
        lent = verb.dep_ in ("conj", "advcl", "xcomp") and verb.tag_ in ("VBG", "VBN", "VB")
        if not lent or is_inside(verb.head.idx, content):
            return
        verb = verb.head
        yield verb


def _bucket(name: str, number: int | None) -> str:
    if number is None:
        return f"{name} none"
    return f"{name} {next((edge for edge in _EDGES if number <= edge), 'far')}"


_LEADING = (
    "mine only", "my last", "mine in lede", "run", "told of me", "told in lede", "other in channel", "beside",
    "said in lede", "only", "first", "recent",
)  # fmt: skip
_WITH = (
    "tense VBD", "tense VBZ", "headline", "quoted", "source name", "source pronoun", "source none", "one act",
    "vague time before", "same as before", "goes on", "person", "mine before 0", "mine before 1", "mine days between 0",
    "told before 0", "told before 1", "told days between 0", "other before 0", "other before 1", "last told",
    "next told",
)  # fmt: skip

_NAMES = {(one, other): f"{one} & {other}" for one in _LEADING for other in _WITH}


def _pairs(features: Features) -> Features:
    """Evidence that counts for more, or for less, together."""
    first = [name for name in _LEADING if features.get(name)]
    second = [name for name in _WITH if features.get(name)]
    return {_NAMES[one, other]: 1.0 for one in first for other in second}
