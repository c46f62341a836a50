"""When it was said: a day, month, year or interval, and by what words we know; never the publication date itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from extract.channel_runs import ChannelDecision
from extract.cue_times import CueTime
from extract.cues import Cue
from extract.dates import TimeExpression
from extract.day_evidence import DayEvidence
from extract.day_scores import Scored, score_days, trust_in_clause, trust_in_score
from extract.decisions import SpeakerDecision
from extract.passage import Attribution, Passage, Range
from extract.told_days import ToldDay, value_of
from extract.turn_occasions import find_introduced
from extract.turns import Turn
from schema.rules import SaidOnRule
from schema.statement import DateBasis, Granularity

THRESHOLD = 0.65
"""Least probability of a day that the cue's clause does not name; higher names fewer days, and fewer wrong ones: by
default more than nine in ten are right."""
_GRANULARITY: dict[int, Granularity] = {4: "year", 7: "month", 10: "day"}
_BASIS: dict[str, DateBasis] = {"same run": "inherited"}
_RUN = 3


@dataclass(frozen=True)
class NextDay:
    """The day that would have been taken next."""

    value: str
    score: float


@dataclass(frozen=True)
class SaidOnDecision:
    """As `schema.statement.SaidOn`, its span as a range of `Passage.text`. `event` are the words for the occasion that
    the time belongs to, where there are any.
    """

    value: str | None
    begin: str
    end: str
    granularity: Granularity
    basis: DateBasis
    rule: SaidOnRule
    timex: str
    span: Range
    confidence: float
    event: Range | None = None
    runner_up: NextDay | None = None
    threshold: float | None = None


def resolve_said_on(
    passage: Passage,
    attributions: Sequence[Attribution],
    cues: Sequence[Cue],
    times: Sequence[TimeExpression],
    speakers: Sequence[SpeakerDecision],
    channels: Sequence[ChannelDecision],
) -> list[SaidOnDecision | None]:
    """One for each attribution, in the same order; None where no words fix the time."""
    if not times:
        return [None] * len(attributions)
    evidence = DayEvidence(passage, attributions, cues, times, speakers, [one.channel for one in channels])
    scored = score_days(evidence)
    found: dict[int, SaidOnDecision | None] = {}
    for turn in evidence.turns:
        own = evidence.own.get(turn.number)
        found[turn.number] = _on_clause(own) if own else _around(evidence, turn, scored[turn.number])
    for number, before in find_introduced(passage, attributions).items():
        told = next((day for one in before if (day := found[one]) is not None), None)
        if told is not None and found[number] is None:
            found[number] = replace(
                told, basis="inherited", rule="turn of a transcript", runner_up=None, threshold=None
            )
    return [found[number] for number in range(len(attributions))]


def _on_clause(own: CueTime) -> SaidOnDecision | None:
    return _decision(own.time, value_of(own.time), "expression", own.rule, trust_in_clause(own.rule))


def _around(evidence: DayEvidence, turn: Turn, scored: Sequence[Scored]) -> SaidOnDecision | None:
    """The likeliest of the days told around, where it is likely enough."""
    if not scored or (confidence := trust_in_score(scored[0].score)) < THRESHOLD:
        return None
    value = scored[0].candidate.value
    told, rule = _ground(evidence, turn, value)
    following = (
        NextDay(scored[1].candidate.value, round(trust_in_score(scored[1].score), 3)) if len(scored) > 1 else None
    )
    basis = _BASIS.get(rule, "context")
    return _decision(told.time, value, basis, rule, confidence, told.event, following, THRESHOLD)


def _ground(evidence: DayEvidence, turn: Turn, value: str) -> tuple[ToldDay, SaidOnRule]:
    """The words that give the day: the speaker's own other statement, else what is told, else what others say."""
    place = {one.number: one for one in evidence.turns}
    ranked: list[tuple[int, int, int, ToldDay, SaidOnRule]] = []
    rule: SaidOnRule
    for number, told in enumerate(evidence.days):
        if told.value != value:
            continue
        by = place[told.turn] if told.turn is not None else None
        if by is not None and by.speaker == turn.speaker:
            near = 0 <= turn.paragraph - by.paragraph <= _RUN
            rank, rule = 0, "told ahead" if by.at > turn.at else "same run" if near else "same speaker"
        elif by is None:
            rank, rule = 1 + (told.standing == "content"), "occasion told"
        else:
            rank, rule = 1, "others spoke then"
        ranked.append((rank, abs(told.at - turn.at), number, told, rule))
    *_, told, rule = min(ranked, key=lambda one: one[:3])
    return told, rule


def _decision(
    time: TimeExpression,
    value: str | None,
    basis: DateBasis,
    rule: SaidOnRule,
    confidence: float,
    event: Range | None = None,
    runner_up: NextDay | None = None,
    threshold: float | None = None,
) -> SaidOnDecision | None:
    days = time.days
    if days is None:
        return None
    return SaidOnDecision(
        value=value,
        begin=days[0].isoformat(),
        end=days[1].isoformat(),
        granularity=_GRANULARITY[len(value)] if value else "interval",
        basis=basis,
        rule=rule,
        timex=time.value,
        span=(time.start, time.end),
        confidence=round(confidence, 3),
        event=event,
        runner_up=runner_up,
        threshold=threshold,
    )
