"""Expressions that need no publication date: full dates, years, decades, durations, repetitions, vague references."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Literal

from extract.lexicon import load_table
from extract.timex.calendar import day_value
from extract.timex.words import (
    MONTH,
    NUMBER,
    ORDINAL,
    SEASON,
    UNIT,
    WEEKDAY,
    YEAR_IN_WORDS,
    codes_of,
    number_of,
    numbers_of,
    year_of,
)

TimexType = Literal["DATE", "TIME", "DURATION", "SET"]
Reading = tuple[TimexType, str]
Read = Callable[[re.Match[str]], Reading | None]

PART_OF = r"(?:(?:the )?(?:early|late|mid)[ -]|(?:the )?(?:end|beginning|start|middle|rest) of )"
YEAR = r"(?:1[5-9]|20)\d\d"
DAY_OF_MONTH = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
VAGUE = r"(?:several|many|few|a few|some|a number of|recent|dozens of|coming|past|various|countless)"
ABOUT = (
    r"(?:more than|less than|fewer than|no more than|about|at least|at most|nearly|almost|roughly|around|over|up to|"
    r"only|just|some|within|as many as|as long as|an additional|another)"
)
_COUNTED = (
    r"people|shares|million|billion|trillion|percent|points|tons|troops|miles|workers|votes|feet|pounds|jobs|dollars|"
    r"voters|seats|delegates|meters|yards|words|pages|members|employees|years|days|hours|men|women"
)
NOT_A_COUNT = rf"(?! ?(?:%|[a-z]?(?:{_COUNTED})\b))(?![,.]\d)(?!-[a-z])"


def _iso(match: re.Match[str]) -> Reading | None:
    return _day(match[1], match[2], match[3])


def _slashed(match: re.Match[str]) -> Reading | None:
    """Month first, as American papers write; day first where only that can be."""
    return _day(match[3], match[1], match[2]) or _day(match[3], match[2], match[1])


def _month_day_year(match: re.Match[str]) -> Reading | None:
    return _day(match["year"], str(month_number(match["month"])), re.sub(r"\D", "", match["day"]))


def _day(year: str, month: str, day: str) -> Reading | None:
    value = day_value(int(year), int(month), int(day))
    return ("DATE", value) if value else None


def month_number(name: str) -> int:
    return numbers_of("months")[name.lower()]


def _month_year(match: re.Match[str]) -> Reading | None:
    return "DATE", f"{match['year']}-{month_number(match['month']):02d}"


def _quarter_of_year(match: re.Match[str]) -> Reading | None:
    return "DATE", f"{match['year'] or match['before']}-Q{numbers_of('ordinals')[match['quarter'].lower()]}"


def _half_of_year(match: re.Match[str]) -> Reading | None:
    return "DATE", f"{match['year']}-H{1 if match['half'].lower() == 'first' else 2}"


def _season_of_year(match: re.Match[str]) -> Reading | None:
    return "DATE", f"{match['year']}-{codes_of('seasons')[match['season'].lower()]}"


def _year(match: re.Match[str]) -> Reading | None:
    before = match.string[max(0, match.start() - 2) : match.start()]
    return None if re.search(r"[$#£€]\s?$|\d[.,]$", before) else ("DATE", match["year"])


def _year_in_words(match: re.Match[str]) -> Reading | None:
    year = year_of(match["words"])
    return ("DATE", str(year)) if year else None


def _decade(match: re.Match[str]) -> Reading | None:
    return "DATE", match["decade"]


_TENS = {"twenties": 2, "thirties": 3, "forties": 4, "fifties": 5, "sixties": 6, "seventies": 7, "eighties": 8}


def _short_decade(match: re.Match[str]) -> Reading | None:
    return "DATE", f"19{match['digit'] or _TENS.get(match['word'].lower(), 9)}"


def _century(match: re.Match[str]) -> Reading | None:
    return "DATE", f"{int(match['number']) - 1:02d}"


def duration(number: float | None, unit: str) -> str:
    """The TIMEX3 period: ("two", "weeks") is P2W, (None, "hours") is PTXH."""
    code, times, kind = next(row[1:] for row in load_table("time_units") if row[0] == unit.lower().removesuffix("s"))
    prefix = "PT" if kind == "time" else "P"
    if number is None:
        return f"{prefix}X{code}"
    amount = number * int(times)
    if code == "Y" and amount == 0.5:
        return "P6M"
    return f"{prefix}{amount:g}{code}"


def _counted_units(match: re.Match[str]) -> Reading | None:
    number = number_of(match["number"])
    if not number or match[0].lower().endswith(("-quarters", "-quarter")):
        return None
    return "DURATION", duration(number, match["unit"])


def _half_added(match: re.Match[str]) -> Reading | None:
    number = number_of(match["number"])
    if number is None:
        return None
    small = {"year": "6M", "day": "T12H", "hour": "30M", "minute": "30S"}.get(match["unit"].lower())
    return ("DURATION", duration(number, match["unit"]) + small) if small else None


def _one_unit(match: re.Match[str]) -> Reading | None:
    """ "a week" lasts; "$5 a week" repeats."""
    if match["unit"].lower() in ("second", "minute", "quarter", "century", "weekend"):
        return None
    repeated = (
        re.search(r"(?:times|once|twice|\d|percent|million|billion|cents|dollars|barrels)\s$", _before(match))
        and not match["about"]
    )
    return "SET" if repeated else "DURATION", duration(1, match["unit"])


def _before(match: re.Match[str]) -> str:
    return match.string[max(0, match.start() - 12) : match.start()]


def _vague_units(match: re.Match[str]) -> Reading | None:
    return None if match["unit"].lower() in ("second", "weekend") else ("DURATION", duration(None, match["unit"]))


def _half_hour(_: re.Match[str]) -> Reading | None:
    return "DURATION", "PT30M"


_REPEATED = {"day": "P1D", "week": "P1W", "month": "P1M", "year": "P1Y", "quarter": "P1Q", "hour": "PT1H"}
_ADVERBS = {
    "daily": "XXXX-XX-XX",
    "nightly": "XXXX-XX-XXTNI",
    "hourly": "PT1H",
    "weekly": "P1W",
    "monthly": "P1M",
    "annually": "P1Y",
    "yearly": "P1Y",
}


def _every(match: re.Match[str]) -> Reading | None:
    word = match["unit"]
    if word in numbers_of("weekdays") or word.lower() in numbers_of("weekdays"):
        return "SET", weekday_set(word)
    if word in {row[0] for row in load_table("months")}:
        return "SET", f"XXXX-{month_number(word):02d}"
    return "SET", _REPEATED[word.lower()]


def _weekdays(match: re.Match[str]) -> Reading | None:
    return "SET", weekday_set(match["weekday"])


def weekday_set(name: str) -> str:
    return f"XXXX-WXX-{numbers_of('weekdays')[name.lower()] + 1}"


def _repeated_adverb(match: re.Match[str]) -> Reading | None:
    return "SET", _ADVERBS[match[0].lower()]


def _vague(match: re.Match[str]) -> Reading | None:
    return "DATE", codes_of("vague_times")[" ".join(match[0].lower().split())]


_VAGUE_WORDS = "|".join(sorted((re.escape(row[0]) for row in load_table("vague_times")), key=lambda word: -len(word)))
_ON_DAY = rf"(?:{WEEKDAY},? )?"

ABSOLUTE: tuple[tuple[str, str, Read], ...] = (
    ("iso day", r"(\d{4})-(\d\d)-(\d\d)", _iso),
    ("slashed day", r"(\d{1,2})/(\d{1,2})/(\d{4})", _slashed),
    ("full day", rf"{_ON_DAY}(?P<month>{MONTH}) (?P<day>{DAY_OF_MONTH}),? (?P<year>{YEAR})", _month_day_year),
    ("full day", rf"{_ON_DAY}(?:the )?(?P<day>{DAY_OF_MONTH}) (?:of )?(?P<month>{MONTH}),? (?P<year>{YEAR})",
     _month_day_year),
    ("month and year", rf"(?:{PART_OF})?(?P<month>{MONTH}),? (?:of )?(?P<year>{YEAR}){NOT_A_COUNT}", _month_year),
    ("quarter of year", rf"(?:the )?(?:fiscal )?(?:(?P<before>{YEAR}) )?(?P<quarter>{ORDINAL})[ -]quarter"
     rf"(?(before)|,? (?:of |in )?(?:fiscal )?(?P<year>{YEAR}))", _quarter_of_year),
    ("half of year", rf"(?:the )?(?P<half>first|second|last|latter) half of (?P<year>{YEAR})", _half_of_year),
    ("season of year", rf"(?:{PART_OF})?(?:the )?(?P<season>{SEASON}) (?:of )?(?P<year>{YEAR})", _season_of_year),
    ("year", rf"(?:{PART_OF})?(?:the year |fiscal(?: year)? )?(?P<year>{YEAR}){NOT_A_COUNT}", _year),
    ("year in words", rf"(?:the year )?(?P<words>{YEAR_IN_WORDS}|two thousand)", _year_in_words),
    ("decade", rf"(?:{PART_OF})?(?:the )?(?P<decade>(?:1[5-9]|20)\d)0['’]?s", _decade),
    ("decade", rf"(?:{PART_OF})?(?:the )?(?:['’‘](?P<digit>[2-9])0s|(?P<word>{'|'.join(_TENS)}|nineties))",
     _short_decade),
    ("century", r"(?:the )?(?P<number>1?\d|2[01])(?:st|nd|rd|th)[ -]century", _century),
    ("period", rf"(?:{ABOUT} )?(?:(?:a|an|the|these|those) )?(?P<number>{NUMBER})(?: more|full|straight)?"
     rf"[ -](?P<unit>{UNIT})s?(?![ -]old\b)(?: or so)?", _counted_units),
    ("period", rf"(?:the )?(?:past|last|next|previous|first|final|coming|latest) (?P<number>{NUMBER}|couple of) "
     rf"(?P<unit>{UNIT})s", _counted_units),
    ("period", rf"(?P<number>a couple of) (?P<unit>{UNIT})s", _counted_units),
    ("period", rf"(?P<number>a|an|{NUMBER}) (?P<unit>{UNIT}) and a half", _half_added),
    ("period", rf"(?P<number>{NUMBER}) (?:1/2|and a half|½) (?P<unit>{UNIT})s", _half_added),
    ("period", rf"(?P<about>{ABOUT} )?(?:a|an|one) (?P<unit>{UNIT})", _one_unit),
    ("vague period", rf"(?:(?:the )?(?:past|last|next) )?(?:{VAGUE} )?(?P<unit>{UNIT})s(?: ahead)?(?![ -]old\b)",
     _vague_units),
    ("vague period", rf"(?:the )?(?:past|last|next|coming) {VAGUE} (?P<unit>{UNIT})s", _vague_units),
    ("vague period", rf"several[ -](?P<unit>{UNIT})", _vague_units),
    ("half an hour", r"half an hour|a half[ -]hour|half-hour", _half_hour),
    ("every", rf"(?:every|each) (?P<unit>{WEEKDAY}|{MONTH}|hour|day|week|month|year|quarter)", _every),
    ("every", rf"(?P<weekday>{WEEKDAY})s", _weekdays),
    ("every", "|".join(_ADVERBS), _repeated_adverb),
    ("vague", _VAGUE_WORDS, _vague),
)  # fmt: skip
