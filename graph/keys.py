"""The order of lists, as whole numbers that every store sorts upwards: ties by id, nulls last both ways."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from schema.article import Article
from schema.query import Sort
from schema.statement import Statement

LAST = 100_000_000
"""Behind every day and every confidence, whichever way they are sorted."""


class Keys(NamedTuple):
    """One number per sort; `LAST` stands for null."""

    newest: int
    oldest: int
    said_latest: int
    said_first: int
    surest: int
    least_sure: int


SORTED_BY: dict[Sort, str] = {
    "-published": "newest",
    "published": "oldest",
    "-said_on": "said_latest",
    "said_on": "said_first",
    "-confidence": "surest",
    "confidence": "least_sure",
}


def day_number(day: dt.date) -> int:
    """2018-09-04 → 20180904."""
    return day.year * 10_000 + day.month * 100 + day.day


def iso_day_number(day: str) -> int:
    """ "2018-09-04" → 20180904."""
    return int(day[:10].replace("-", ""))


def confidence_number(statement: Statement) -> int | None:
    """Attribution × speaker in millionths, exact because both have three decimals; None without a speaker."""
    confidence = statement.confidence
    if statement.speaker is None or confidence.speaker is None:
        return None
    return round(confidence.attribution * 1000) * round(confidence.speaker * 1000)


def _both_ways(number: int | None) -> tuple[int, int]:
    """(downwards, upwards)"""
    return (LAST, LAST) if number is None else (-number, number)


def published_keys(article: Article) -> tuple[int, int]:
    return _both_ways(None if article.published is None else day_number(article.published))


def sort_keys(statement: Statement, article: Article) -> Keys:
    said = None if statement.said_on is None else iso_day_number(statement.said_on.begin)
    return Keys._make((*published_keys(article), *_both_ways(said), *_both_ways(confidence_number(statement))))
