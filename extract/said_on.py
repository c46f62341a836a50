"""When it was said: a day, month, year or interval, and by what words we know; never the publication date itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from extract.occasions import Occasion
from extract.passage import Range
from schema.statement import DateBasis, Granularity

_VALUE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")
_GRANULARITY: dict[int, Granularity] = {4: "year", 7: "month", 10: "day"}
_CONFIDENCE = {
    "in the cue": 0.97,
    "on the cue's clause": 0.93,
    "behind the cue": 0.85,
    "told ahead": 0.8,
    "occasion told": 0.75,
    "same run": 0.85,
    "same speaker": 0.7,
}


@dataclass(frozen=True)
class SaidOnDecision:
    """As `schema.statement.SaidOn`, its span as a range of `Passage.text`."""

    value: str | None
    begin: str
    end: str
    granularity: Granularity
    basis: DateBasis
    rule: str
    timex: str
    span: Range
    confidence: float


def resolve_said_on(occasions: Sequence[Occasion]) -> list[SaidOnDecision | None]:
    """One for each occasion, in the same order; None where no words fix the time."""
    return [_decide(occasion) for occasion in occasions]


def _decide(occasion: Occasion) -> SaidOnDecision | None:
    time = occasion.time
    if time is None or (days := time.days) is None:
        return None
    match = _VALUE.match(time.value)
    value = match[0] if match and time.value[match.end() :][:1] in ("", "T") else None
    return SaidOnDecision(
        value=value,
        begin=days[0].isoformat(),
        end=days[1].isoformat(),
        granularity=_GRANULARITY[len(value)] if value else "interval",
        basis=occasion.basis,
        rule=occasion.rule,
        timex=time.value,
        span=(time.start, time.end),
        confidence=_CONFIDENCE[occasion.rule],
    )
