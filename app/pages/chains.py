"""By which way words came into each article, as steps that lead to the sentence they come from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Literal, NamedTuple

from schema.query import ArticleHead
from schema.quote import Credit, Occurrence

StepRole = Literal["credit", "publisher", "author", "speaker"]


class Step(NamedTuple):
    """`key` is equal for steps that the drawing shows as one."""

    role: StepRole
    name: str
    key: str
    address: str


class Way(NamedTuple):
    """From the outermost step to the speaker of one occurrence."""

    occurrence: Occurrence
    steps: tuple[Step, ...]


class Day(NamedTuple):
    """All that carried the words on one day of publication, and how long after the first."""

    published: dt.date | None
    later: int | None
    occurrences: tuple[Occurrence, ...]


def find_ways(seen: Sequence[Occurrence]) -> tuple[Way, ...]:
    return tuple(Way(one, tuple(_steps(one))) for one in seen)


def sentence_address(article: str, statement: str) -> str:
    return f"/articles/{article}#{statement}"


def _steps(occurrence: Occurrence) -> Iterator[Step]:
    article, links = occurrence.article, occurrence.chain
    for credit in occurrence.credits:
        yield _credit(credit, occurrence)
    if not any(link.role == "publisher" for link in links):
        yield Step("publisher", _publisher(article), f"publisher {article.id}", f"/articles/{article.id}")
    for link in links:
        if link.role == "speaker":
            statement = link.statement or occurrence.statement
            key = f"speaker {link.actor or statement}"
            address = sentence_address(article.id, statement)
            yield Step("speaker", link.name or "Unknown speaker", key, address)
        else:
            name = link.name or "Unknown"
            yield Step(link.role, name, f"{link.role} {article.id} {name}", f"/articles/{article.id}")


def _credit(credit: Credit, occurrence: Occurrence) -> Step:
    """Whom the article credits; outside the collection, that is said."""
    name = credit.name or "another publisher"
    if credit.article is None:
        address = sentence_address(occurrence.article.id, occurrence.statement)
        return Step("credit", f"credited to {name}: not in the collection", f"credit {name}", address)
    return Step("credit", f"credited to {name}", f"credit {credit.article}", f"/articles/{credit.article}")


def _publisher(article: ArticleHead) -> str:
    return article.publisher or "Unknown publisher"


def find_days(seen: Sequence[Occurrence]) -> tuple[Day, ...]:
    """In order, undated ones last; what has one day is a tie."""
    first = next((one.article.published for one in seen if one.article.published), None)
    return tuple(
        Day(day, (day - first).days if day and first else None, tuple(group))
        for day, group in groupby(seen, key=lambda one: one.article.published)
    )
