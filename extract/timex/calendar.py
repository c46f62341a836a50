"""TIMEX3 values of days, weeks, months, quarters and longer spans, and the days that a value covers."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import Literal

Direction = Literal["past", "present", "future", "unknown"]

_MONTHS_AHEAD_AT_MOST = 3
_DAYS_AHEAD_AT_MOST = 75
_SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
_VALUE = re.compile(r"(\d{4})-(?:W(\d\d)(-WE)?|Q([1-4])|H([12])|(SP|SU|FA|WI)|(\d\d)(?:-(\d\d)(?:T.*)?)?)")


@dataclass(frozen=True)
class Anchor:
    """From where a relative expression counts.

    `day` is the day of publication, `direction` the tense of the verb that governs the expression, `narrated` the
    last calendar day and `quarter` the last quarter (YYYY-Qn) that the text spoke of.
    """

    day: dt.date
    direction: Direction = "unknown"
    narrated: dt.date | None = None
    quarter: str | None = None


def day_value(year: int, month: int, day: int) -> str | None:
    """YYYY-MM-DD, or None for a day that no calendar has ("31 February")."""
    try:
        return dt.date(year, month, day).isoformat()
    except ValueError:
        return None


def shift_days(day: dt.date, days: int) -> dt.date | None:
    try:
        return day + dt.timedelta(days)
    except OverflowError:
        return None


def week_value(day: dt.date) -> str:
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def month_value(day: dt.date, shift: int = 0) -> str:
    months = day.year * 12 + day.month - 1 + shift
    return f"{months // 12:04d}-{months % 12 + 1:02d}"


def quarter_value(day: dt.date, shift: int = 0) -> str:
    quarters = day.year * 4 + (day.month - 1) // 3 + shift
    return f"{quarters // 4:04d}-Q{quarters % 4 + 1}"


def weekday_near(weekday: int, anchor: Anchor) -> dt.date:
    """The last such day up to and including the day of publication; the next one under a future tense."""
    ahead = (weekday - anchor.day.weekday()) % 7
    if anchor.direction == "future" or ahead == 0:
        return anchor.day + dt.timedelta(ahead)
    return anchor.day + dt.timedelta(ahead - 7)


def year_near(month: int, day: int | None, anchor: Anchor) -> int:
    """The year of a month and day without one: the last such day, the next one under a future tense, and a day
    shortly ahead where the tense does not say past."""
    now = (anchor.day.month, anchor.day.day if day else 0)
    ahead_this_year = (month, day or 0) > now
    if anchor.direction == "future":
        return anchor.day.year + ((month, day or 0) < now)
    if (day or anchor.direction != "past") and _is_shortly_ahead(month, day, anchor.day):
        return anchor.day.year + ((month, day or 0) < now)
    return anchor.day.year - ahead_this_year


def _is_shortly_ahead(month: int, day: int | None, today: dt.date) -> bool:
    if day is None:
        return 0 < (month - today.month) % 12 <= _MONTHS_AHEAD_AT_MOST - 1
    return 0 < ((month - today.month) % 12) * 30 + day - today.day <= _DAYS_AHEAD_AT_MOST


def days_of(value: str) -> tuple[dt.date, dt.date] | None:
    """The first day and the day after the last that a TIMEX3 value covers; None for vague and endless ones."""
    if re.fullmatch(r"\d{2,4}", value):
        return _years_of(int(value), 10 ** (4 - len(value)))
    match = _VALUE.fullmatch(value)
    if match is None:
        return None
    year, week, weekend, quarter, half, season, month, day = match.groups()
    try:
        if week:
            first = dt.date.fromisocalendar(int(year), int(week), 6 if weekend else 1)
            return first, first + dt.timedelta(2 if weekend else 7)
        if day:
            first = dt.date(int(year), int(month), int(day))
            return first, first + dt.timedelta(1)
        months = 3 if quarter or season else 6 if half else 1
        start = _SEASON_MONTHS[season] if season else int(quarter or half or 0) * months - months + 1 or 1
        return _months_of(int(year), start if not month else int(month), months)
    except (ValueError, OverflowError):
        return None


def _years_of(first: int, years: int) -> tuple[dt.date, dt.date] | None:
    begin = first * years
    return (dt.date(begin, 1, 1), dt.date(begin + years, 1, 1)) if 1 <= begin < 9999 - years else None


def _months_of(year: int, month: int, months: int) -> tuple[dt.date, dt.date]:
    after = year * 12 + month - 1 + months
    return dt.date(year, month, 1), dt.date(after // 12, after % 12 + 1, 1)
