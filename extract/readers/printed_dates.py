"""Calendar dates as pages print them, written out or in ISO form; 04/09/2018 is two dates and none of them is taken."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?P<{}>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_DATE = re.compile(
    rf"\b{_MONTH.format('m1')} (?P<d1>\d\d?)(?:st|nd|rd|th)?,? (?P<y1>\d{{4}})\b"
    rf"|\b(?P<d2>\d\d?)(?:st|nd|rd|th)?(?: of)? {_MONTH.format('m2')},? (?P<y2>\d{{4}})\b"
    r"|\b(?P<y3>\d{4})[-/](?P<m3>\d\d?)[-/](?P<d3>\d\d?)\b",
    re.IGNORECASE,
)
_MOMENT = re.compile(
    r"(\d{4}-\d\d-\d\d)(?:[T ](\d\d:?\d\d(?::?\d\d(?:\.\d+)?)?) ?(Z|[+-]\d\d(?::?\d\d)?)?)?$", re.IGNORECASE
)
_OTHER_DAY = re.compile(
    r"\b(?:up-?dated?|modified|edited|corrected|revised|reviewed|accessed|retrieved|expires?|until|since|valid)\b[^.|•·]{0,25}$",
    re.IGNORECASE,
)


def find_printed_dates(text: str) -> Iterator[tuple[dt.date, int, int]]:
    """(day, start, end) of every date with a year that exists and is not called an update."""
    for match in _DATE.finditer(text):
        day = _day(match)
        if day and not _OTHER_DAY.search(text[: match.start()]):
            yield day, match.start(), match.end()


def _day(match: re.Match[str]) -> dt.date | None:
    form = next(number for number in "123" if match[f"y{number}"])
    month = match[f"m{form}"].lower()
    number = int(month) if form == "3" else _MONTHS.index(month[:3]) + 1
    return make_day(int(match[f"y{form}"]), number, int(match[f"d{form}"]))


def make_day(year: int, month: int, day: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if 1500 <= year <= 2200 else None
    except ValueError:
        return None


def parse_moment(text: str) -> tuple[dt.date, dt.datetime | None] | None:
    """The day as it is written, and the time with its offset if there is one: "2018-09-04T23:30:00-04:00"."""
    match = _MOMENT.match(text.strip())
    if not match:
        return None
    try:
        day = dt.date.fromisoformat(match[1])
        at = dt.datetime.fromisoformat(f"{match[1]}T{match[2]}{(match[3] or '').upper()}") if match[2] else None
    except ValueError:
        return None
    return (day, at) if 1500 <= day.year <= 2200 else None


def parse_stated(text: str) -> tuple[dt.date, dt.datetime | None] | None:
    """A moment, or a text that holds one date alone."""
    moment = parse_moment(text)
    if moment:
        return moment
    days = {day for day, _, _ in find_printed_dates(text)}
    return (days.pop(), None) if len(days) == 1 and len(text) <= 60 else None
