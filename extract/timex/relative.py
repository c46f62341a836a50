"""Expressions that count from the day of publication, or from the last day that the text spoke of."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import replace

from extract.timex.absolute import DAY_OF_MONTH, PART_OF, Reading, duration, month_number
from extract.timex.calendar import (
    Anchor,
    day_value,
    month_value,
    quarter_value,
    shift_days,
    week_value,
    weekday_near,
    year_near,
)
from extract.timex.words import (
    DAY_PART,
    HOLIDAY,
    MONTH,
    NUMBER,
    ORDINAL,
    SEASON,
    UNIT,
    WEEKDAY,
    codes_of,
    number_of,
    numbers_of,
)

Read = Callable[[re.Match[str], Anchor], Reading | None]

_STEPS = {"last": -1, "past": -1, "previous": -1, "prior": -1, "next": 1, "coming": 1, "following": 1}
_DAYS = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_NEED_A_HINT = frozenset({"may", "march"})
_HINT = re.compile(
    r"(?:\b(?:in|by|since|last|next|until|this|of|from|through|late|early|to|before|after|for|mid)[ -])$"
)


def _date(day: dt.date | None) -> Reading | None:
    return ("DATE", day.isoformat()) if day else None


def _month_day(match: re.Match[str], anchor: Anchor) -> Reading | None:
    month, day = month_number(match["month"]), int(re.sub(r"\D", "", match["day"]))
    value = day_value(year_near(month, day, anchor), month, day)
    return ("DATE", value) if value else None


def _ahead_of_limit(match: re.Match[str], anchor: Anchor) -> Anchor:
    """What runs "through January" or is due "by March" ends ahead, unless the tense says past."""
    before = match.string[max(0, match.start() - 8) : match.start()].lower()
    limited = anchor.direction != "past" and before.endswith(("through ", "until ", " by "))
    return replace(anchor, direction="future") if limited else anchor


def _holiday(match: re.Match[str], anchor: Anchor) -> Reading | None:
    month, day = (int(part) for part in codes_of("holidays")[match["holiday"].lower()].split("-"))
    value = day_value(year_near(month, day, anchor), month, day)
    return ("DATE", value) if value else None


def _month(match: re.Match[str], anchor: Anchor) -> Reading | None:
    name = match["month"]
    anchor = _ahead_of_limit(match, anchor)
    before = match.string[max(0, match.start("month") - 10) : match.start("month")]
    if name.lower() in _NEED_A_HINT and not (_HINT.search(before.lower()) or match["year"]):
        return None
    month, step = month_number(name), (match["step"] or "").lower()
    if match["year"]:
        year = anchor.day.year + {"last": -1, "this": 0, "next": 1}[match["year"].lower()]
    elif step in ("last", "past"):
        year = anchor.day.year - (month >= anchor.day.month)
    elif step in ("next", "coming"):
        year = anchor.day.year + (month <= anchor.day.month)
    else:
        year = anchor.day.year if step == "this" else year_near(month, None, anchor)
    return "DATE", f"{year}-{month:02d}"


def _weekday(match: re.Match[str], anchor: Anchor) -> Reading | None:
    if (
        _NAME_IN_MARKS.search(match.string[: match.start()][-48:])
        and match.string[match.end() : match.end() + 1] in _MARKS
    ):
        return None
    weekday, step = numbers_of("weekdays")[match["weekday"].lower()], (match["step"] or "").lower()
    if step in ("next", "coming"):
        day = anchor.day + dt.timedelta((weekday - anchor.day.weekday() - 1) % 7 + 1)
    elif step in ("last", "past", "previous"):
        day = anchor.day - dt.timedelta((anchor.day.weekday() - weekday - 1) % 7 + 1)
    else:
        day = weekday_near(weekday, anchor)
    return _with_part(day, match["part"])


def _with_part(day: dt.date | None, part: str | None) -> Reading | None:
    if day is None:
        return None
    return ("TIME", f"{day}T{codes_of('day_parts')[part.lower()]}") if part else ("DATE", day.isoformat())


def _is_in_a_name(match: re.Match[str]) -> bool:
    """ "USA TODAY", "The Orban Today Show", NBC's “Today”: a capital that opens no sentence."""
    if not match["word"][0].isupper():
        return False
    before, after = match.string[: match.start()][-24:], match.string[match.end() :]
    return bool(_NAME_BEFORE.search(before) or (_IN_SENTENCE.search(before) and _NAME_AFTER.match(after)))


def _day_word(match: re.Match[str], anchor: Anchor) -> Reading | None:
    word = match["word"].lower()
    if _is_in_a_name(match):
        return None
    day = shift_days(anchor.day, _DAYS[word])
    return _with_part(day, "night" if word == "tonight" else match["part"])


def _part_of_day(match: re.Match[str], anchor: Anchor) -> Reading | None:
    step, part = match["step"].lower(), match["part"].lower()
    day = shift_days(anchor.day, -1 if step.endswith("last") else 0)
    return _with_part(day, part)


def _overnight(_: re.Match[str], anchor: Anchor) -> Reading | None:
    return "TIME", f"{anchor.day}TNI"


def _stepped_unit(match: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "last week", "this year", "the coming month"."""
    step, unit = match["step"].lower(), match["unit"].lower()
    if match["unit"].istitle():
        return None  # a programme: ABC's "This Week"
    if step == "past" and not match["this"] and unit in ("decade", "century"):
        return "DURATION", duration(1, unit)
    if unit in codes_of("seasons"):
        return "DATE", f"{_season_year(unit, step, anchor)}-{codes_of('seasons')[unit]}"
    value = stepped_value(unit, _STEPS.get(step, 0), anchor)
    return ("DATE", value) if value else None


def _season_year(season: str, step: str, anchor: Anchor) -> int:
    """ "last fall" is the one that is over, "this summer" that of the year."""
    begin = {"spring": 3, "summer": 6, "fall": 9, "autumn": 9, "winter": 12}[season]
    if _STEPS.get(step, 0) < 0:
        return anchor.day.year - (anchor.day.month < begin + 3)
    return anchor.day.year + (_STEPS.get(step, 0) > 0 and anchor.day.month >= begin)


def stepped_value(unit: str, shift: int, anchor: Anchor) -> str | None:
    """The value of the unit that lies `shift` units from the day of publication."""
    day = anchor.day
    if unit in ("week", "weekend"):
        there = shift_days(day, 7 * shift)
        if there is None:
            return None
        return week_value(there) + ("-WE" if unit == "weekend" else "")
    if unit == "quarter":
        return quarter_value(day, shift)
    if unit == "month":
        return month_value(day, shift)
    year = day.year + shift * {"year": 1, "decade": 10, "century": 100}.get(unit, 1)
    return f"{year:04d}"[: {"decade": 3, "century": 2}.get(unit, 4)] if 0 < year < 9999 else None


def _weekend(_: re.Match[str], anchor: Anchor) -> Reading | None:
    """The last weekend, the one under way included; the next one under a future tense."""
    back = 0 if anchor.day.weekday() >= 5 or anchor.direction == "future" else 7
    there = shift_days(anchor.day, -back)
    return ("DATE", week_value(there) + "-WE") if there else None


def _away(match: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "two weeks ago", "three years from now"."""
    number, unit = number_of(match["number"]), match["unit"].lower()
    sign = 1 if match["way"].lower() in ("hence", "from now", "later") else -1
    if number is None or unit not in ("day", "week", "month", "year", "decade"):
        return ("DURATION", duration(number, unit)) if number else None
    if number > 9000:
        return None
    return _unit_away(unit, sign * number, anchor)


def _unit_away(unit: str, number: float, anchor: Anchor) -> Reading | None:
    if unit == "year" and number == -1 and anchor.quarter:
        return "DATE", _year_before(anchor.quarter)
    if unit == "day":
        return _date(shift_days(anchor.day, int(number)))
    value = stepped_value(unit, int(number), anchor)
    return ("DATE", value) if value else None


def _later(match: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "two days later" counts from the day spoken of."""
    number, unit = number_of(match["number"]), match["unit"].lower()
    if number is None:
        return None
    if match["way"].lower() == "earlier" and unit == "year":
        return _unit_away("year", -number, anchor)
    if unit == "day" and anchor.narrated and number <= 3000:
        return _date(shift_days(anchor.narrated, int(number) * (1 if match["way"].lower() == "later" else -1)))
    return "DURATION", duration(number, unit)


def _long_ago(match: re.Match[str], _: Anchor) -> Reading | None:
    return "DATE", "FUTURE_REF" if match["way"].lower() == "later" else "PAST_REF"


def _year_before(quarter: str) -> str:
    return f"{int(quarter[:4]) - 1}{quarter[4:]}"


def _year_ago_period(match: re.Match[str], anchor: Anchor) -> Reading | None:
    if match["quarter"]:
        return "DATE", f"{anchor.day.year - 1}-Q{numbers_of('ordinals')[match['quarter'].lower()]}"
    return "DATE", _year_before(anchor.quarter) if anchor.quarter else str(anchor.day.year - 1)


def _quarter(match: re.Match[str], anchor: Anchor) -> Reading | None:
    number = numbers_of("ordinals")[match["quarter"].lower()]
    year = (match["year"] or match["before"] or "").lower().removesuffix("'s").removesuffix("’s")
    now = (anchor.day.month - 1) // 3 + 1
    if year:
        return "DATE", f"{anchor.day.year + {'last': -1, 'this': 0, 'next': 1}[year.split()[0]]}-Q{number}"
    if anchor.direction == "future":
        return "DATE", f"{anchor.day.year + (number < now - 1)}-Q{number}"
    return "DATE", f"{anchor.day.year - (number > now + 1)}-Q{number}"


def _period_spoken_of(_: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "the quarter", "the latest period": the quarter that the text spoke of last."""
    return ("DATE", anchor.quarter) if anchor.quarter else None


def _day_spoken_of(match: re.Match[str], anchor: Anchor) -> Reading | None:
    """ "the next day", "that evening": counted from the day spoken of last."""
    if anchor.narrated is None:
        return None
    step = match["step"].lower()
    shift = {"next": 1, "following": 1, "previous": -1}.get(step, 0)
    return _with_part(shift_days(anchor.narrated, shift), match["part"])


def _end_of_unit(match: re.Match[str], anchor: Anchor) -> Reading | None:
    value = stepped_value(match["unit"].lower(), 0, anchor)
    return ("DATE", value) if value else None


def _year_end(_: re.Match[str], anchor: Anchor) -> Reading | None:
    return "DATE", str(anchor.day.year)


def _season(match: re.Match[str], anchor: Anchor) -> Reading | None:
    return "DATE", f"{anchor.day.year}-{codes_of('seasons')[match['season'].lower()]}"


def _clock(match: re.Match[str], anchor: Anchor) -> Reading | None:
    day = _clock_day(match, anchor)
    if day is None:
        return None
    if named := match["named"]:
        return "TIME", f"{day}T{'12:00' if named.lower() == 'noon' else '24:00'}"
    hour, minute = int(match["hour"]), match["minute"] or "00"
    if not 1 <= hour <= 12 or int(minute) > 59:
        return None
    return "TIME", f"{day}T{hour % 12 + (12 if match['half'].lower().startswith('p') else 0):02d}:{minute}"


def _clock_day(match: re.Match[str], anchor: Anchor) -> str | None:
    found = match.groupdict()
    if name := found.get("weekday"):
        return weekday_near(numbers_of("weekdays")[name.lower()], anchor).isoformat()
    if word := found.get("word"):
        day = shift_days(anchor.day, _DAYS[word.lower()])
        return day.isoformat() if day else None
    if found.get("month"):
        reading = _month_day(match, anchor)
        return reading[1] if reading else None
    return anchor.day.isoformat()


_NAME_BEFORE = re.compile(r"\b[A-Z]\w*\s$")
_IN_SENTENCE = re.compile(r"[\w,’'\"“]\s?$|[\w,’']\s[\"“‘]$")
_NAME_IN_MARKS = re.compile(r"[\"“‘'](?:[A-Z]\w*\s){1,4}$")
_MARKS = frozenset("\"”’',")
_NAME_AFTER = re.compile(r"[\"”’]|\s(?:[A-Z]|show\b)")


_ORDER = rf"(?:{WEEKDAY},? )?"
_TIME = (
    r"(?:(?P<hour>\d{1,2})(?::(?P<minute>\d\d))? ?(?P<half>a\.m\.|p\.m\.|am|pm)|(?P<named>noon|midnight))"
    r"(?: (?-i:EST|EDT|ET|GMT|PST|PDT|PT|CT)\b)?"
)
_WHICH = (
    rf"(?:(?P<weekday>{WEEKDAY})|(?P<word>today|tonight|yesterday|tomorrow)|(?P<month>{MONTH}) (?P<day>{DAY_OF_MONTH}))"
)

RELATIVE: tuple[tuple[str, str, Read], ...] = (
    ("day of month", rf"{_ORDER}(?P<month>{MONTH}) (?P<day>{DAY_OF_MONTH})(?! ?%)(?!:\d)", _month_day),
    ("day of month", rf"{_ORDER}(?:the )?(?P<day>{DAY_OF_MONTH}) (?:of )?(?P<month>{MONTH})", _month_day),
    ("holiday", rf"(?P<holiday>{HOLIDAY})", _holiday),
    ("month", rf"(?:{PART_OF})?(?:(?P<step>last|next|this|past) )?(?P<month>{MONTH})"
     rf"(?:,? (?:of )?(?P<year>last|this|next) year)?(?! (?-i:[A-Z])\w)", _month),
    ("weekday", rf"(?:(?:this )?(?P<step>last|next|past|coming|previous|this) |(?:early|late|earlier|later)(?: on)? )?"
     rf"(?P<weekday>{WEEKDAY})(?: (?P<part>{DAY_PART}))?", _weekday),
    ("day word", rf"(?:(?:early|late|earlier|later) )?(?P<word>yesterday|today|tonight|tomorrow)"
     rf"(?: (?P<part>{DAY_PART}))?", _day_word),
    ("part of day", rf"(?:(?:earlier|later|late|early) )?(?P<step>this|last) (?P<part>{DAY_PART})", _part_of_day),
    ("overnight", r"overnight", _overnight),
    ("unit", rf"(?:{PART_OF}|(?:early|late|earlier|later|sometime) )?(?P<this>this )?(?:the )?"
     rf"(?P<step>last|next|this|past|previous|prior|current|coming|following) (?:fiscal )?"
     rf"(?P<unit>week|weekend|month|quarter|year|decade|century|{SEASON})(?: or so)?", _stepped_unit),
    ("weekend", r"(?:the|this) weekend", _weekend),
    ("ago", rf"(?:(?:more than|about|at least|nearly|almost|only|just|over|some) )?"
     rf"(?P<number>a|an|a couple of|{NUMBER}) (?P<unit>{UNIT})s?(?: or so)? (?P<way>ago|hence|from now)", _away),
    ("later", rf"(?P<number>a|an|{NUMBER}) (?P<unit>{UNIT})s? (?P<way>later|earlier)", _later),
    ("long ago", rf"(?:(?:a few|several|many|some) )?{UNIT}s (?P<way>ago|earlier|later)", _long_ago),
    ("year ago", rf"(?:the )?(?:comparable )?(?:(?:quarter|period) )?(?:a )?year[ -](?:ago|earlier)"
     rf"(?: (?:(?P<quarter>{ORDINAL}) )?(?:period|quarter))?", _year_ago_period),
    ("year ago", rf"(?:the )?(?:corresponding|comparable|same) (?:(?P<quarter>{ORDINAL}) )?(?:period|quarter) "
     r"last year", _year_ago_period),
    ("quarter", rf"(?:(?P<before>(?:last|this|next) year['’]s) |the |its |their )?(?:fiscal[ -])?"
     rf"(?P<quarter>{ORDINAL})[ -]quarter(?:,? (?:of )?(?P<year>last year|this year|next year))?", _quarter),
    ("quarter spoken of", r"(?:the |that )(?:(?:latest |most recent |recent )?quarter|latest period)",
     _period_spoken_of),
    ("day spoken of", rf"(?:the |that )(?P<step>next|following|previous|same) (?:day|(?P<part>{DAY_PART}))",
     _day_spoken_of),
    ("day spoken of", rf"(?P<step>that) (?:day|(?P<part>{DAY_PART}))", _day_spoken_of),
    ("end of unit", r"(?:(?:the )?(?:end|rest|start|beginning) of|(?:earlier|later) in) the "
     r"(?P<unit>week|month|year|decade)", _end_of_unit),
    ("year spoken of", r"(?:the full|the whole|the entire|for the|of the|in the) year(?! ended)", _year_end),
    ("season spoken of", rf"(?:{PART_OF}|the |this )(?:the )?(?P<season>{SEASON})", _season),
    ("year end", r"(?:the )?year[ -]end|year['’]s end", _year_end),
    ("clock", rf"(?:around )?{_TIME}", _clock),
    ("clock", rf"(?:around )?{_TIME},? (?:on )?{_WHICH}", _clock),
    ("clock", rf"{_WHICH},? (?:at )?{_TIME}", _clock),
)  # fmt: skip
