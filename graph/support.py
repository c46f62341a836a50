"""What a record adds to the actors and publishers of a graph, and takes away again when it goes."""

from __future__ import annotations

from typing import NamedTuple

from graph.identities import Identities
from graph.records import Form, Links, find_forms, find_links, resolve_links
from schema.ids import publisher_id
from schema.statement import Record


class Support(NamedTuple):
    """By the names that the record itself uses; `graph.identities` tells which actors they are."""

    article: str
    publisher: str | None
    forms: list[Form]
    names: list[str]
    """Each once."""
    fields: dict[str, str]
    """The fields of work that it tells of a name."""
    links: list[Links]


class Counted(NamedTuple):
    """One entry for each count."""

    said: list[str]
    about: list[str]
    addressed: list[str]
    passed_on: list[str]
    pairs: list[tuple[str, str]]
    """A speaker and whom it spoke about."""


def find_support(record: Record) -> Support:
    forms = find_forms(record)
    names = dict.fromkeys([form.actor for form in forms])
    article = record.article
    return Support(
        article=article.id,
        publisher=publisher_id(article.publisher) if article.publisher else None,
        forms=forms,
        names=list(names),
        fields={form.actor: form.value for form in forms if form.field == "fields"},
        links=[find_links(statement, known=names.keys()) for statement in record.statements],
    )


def resolve(support: Support, identities: Identities) -> list[Links]:
    """The links of a record's statements, by actor."""
    if identities.is_plain(support.names, support.article):
        return support.links
    actor_of = identities.reader(support.article, support.fields)
    return [resolve_links(links, actor_of) for links in support.links]


def count_actors(support: Support, identities: Identities) -> Counted:
    """By actor; two names of one actor in one place count once."""
    links = resolve(support, identities)
    return Counted(
        said=[ends.speaker for ends in links if ends.speaker],
        about=[actor for ends in links for actor in ends.about],
        addressed=[actor for ends in links for actor in ends.addressees],
        passed_on=[actor for ends in links for actor in ends.via],
        pairs=[(ends.speaker, actor) for ends in links if ends.speaker for actor in ends.about],
    )
