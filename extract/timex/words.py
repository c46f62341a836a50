"""The words of time as pieces of patterns, and their numbers."""

from __future__ import annotations

import re
from functools import cache

from extract.lexicon import load_table


def _either(words: list[str]) -> str:
    """An alternative of literal words, the longest first, case as written."""
    return "|".join(re.escape(word) for word in sorted(dict.fromkeys(words), key=lambda word: (-len(word), word)))


@cache
def numbers_of(table: str) -> dict[str, int]:
    return {row[0].lower(): int(row[1]) for row in load_table(table)}


@cache
def codes_of(table: str) -> dict[str, str]:
    return {row[0].lower(): row[1] for row in load_table(table)}


def _column(table: str) -> list[str]:
    return [row[0] for row in load_table(table)]


MONTH = f"(?-i:{_either(_column('months'))})"
WEEKDAY = f"(?-i:{_either(_column('weekdays'))})"
HOLIDAY = f"(?-i:{_either(_column('holidays'))})"
ORDINAL = f"(?:{_either(_column('ordinals'))})"
SEASON = f"(?:{_either(_column('seasons'))})"
DAY_PART = f"(?:{_either(_column('day_parts'))})"
UNIT = f"(?:{_either(_column('time_units'))})"
_NUMBER_WORD = f"(?:{_either(_column('numbers'))})"
NUMBER = rf"(?:\d{{1,3}}(?:[.,]\d{{1,3}})?|{_NUMBER_WORD}(?:[ -]{_NUMBER_WORD})?)"
YEAR_IN_WORDS = rf"(?:nineteen|eighteen|twenty) {_NUMBER_WORD}(?:[ -]{_NUMBER_WORD})?"


def number_of(words: str) -> float | None:
    """ "12", "1.5", "twenty-four", "three hundred", "a": the number; None for other words."""
    plain = words.lower().replace(",", "")
    if plain in ("a", "an", "another", "a single"):
        return 1
    if plain in ("a couple of", "couple of", "a couple"):
        return 2
    if re.fullmatch(r"\d+(\.\d+)?", plain):
        return float(plain)
    known = [numbers_of("numbers").get(word) for word in re.split("[ -]", plain.removeprefix("a "))]
    return _compose([number for number in known if number is not None]) if None not in known else None


def _compose(numbers: list[int]) -> float:
    """ "three hundred" multiplies, "twenty four" adds."""
    total = 0
    for number in numbers:
        total = (total or 1) * number if number >= 100 else total + number
    return total


def year_of(words: str) -> int | None:
    """ "nineteen ninety-seven": 1997, "twenty sixteen": 2016, but "twenty six" is a number."""
    century, *rest = (numbers_of("numbers")[word] for word in re.split("[ -]", words.lower()))
    if rest == [1000]:
        return century * 1000
    return century * 100 + sum(rest) if 10 <= sum(rest) < 100 else None
