"""What a record adds to the actors and publishers of a graph, and takes away again when it goes."""

from __future__ import annotations

from typing import NamedTuple

from graph.records import Form, Links, find_forms, find_links
from schema.ids import publisher_id
from schema.statement import Record


class Support(NamedTuple):
    """One entry for each count."""

    publisher: str | None
    statements: int
    forms: list[Form]
    articles: list[str]
    """The actors that it names, each once."""
    said: list[str]
    about: list[str]
    addressed: list[str]
    passed_on: list[str]
    pairs: list[tuple[str, str]]
    """A speaker and whom it spoke about."""


def find_links_and_support(record: Record) -> tuple[list[Links], Support]:
    forms = find_forms(record)
    actors = dict.fromkeys([form.actor for form in forms])
    links = [find_links(statement, known=actors.keys()) for statement in record.statements]
    support = Support(
        publisher=publisher_id(record.article.publisher) if record.article.publisher else None,
        statements=len(links),
        forms=forms,
        articles=list(actors),
        said=[ends.speaker for ends in links if ends.speaker],
        about=[actor for ends in links for actor in ends.about],
        addressed=[actor for ends in links for actor in ends.addressees],
        passed_on=[actor for ends in links for actor in ends.via],
        pairs=[(ends.speaker, actor) for ends in links if ends.speaker for actor in ends.about],
    )
    return links, support


def find_support(record: Record) -> Support:
    return find_links_and_support(record)[1]
