"""What a record writes into tables, as far as it follows from the record alone: built without a database."""

from __future__ import annotations

from typing import NamedTuple

from graph.keys import iso_day_number, sort_keys
from graph.records import Links, make_fingerprint, write_article, write_statement
from graph.search import indexed_text
from graph.sentences import Sentences
from graph.support import Support, find_links_and_support
from schema.article import Article
from schema.statement import Record, Statement

Value = str | int | float | None


class Edge(NamedTuple):
    role: str
    actor: str


class StatementRow(NamedTuple):
    """`facts` are the columns of `statement` from kind on; `sentence` and `body` those of `statement_body`."""

    id: str
    speaker: str | None
    facts: tuple[Value, ...]
    newest: int
    sentence_start: int
    sentence: str
    body: str
    words: str
    edges: list[Edge]


class Rows(NamedTuple):
    """One record; the numbers of its rows and its history come from the database."""

    article: Article
    body: str
    fingerprint: str
    statements: list[StatementRow]
    support: Support


def make_rows(record: Record) -> Rows:
    """A pure function, and the dearer half of saving: it can run wherever the record was extracted."""
    article = record.article
    links, support = find_links_and_support(record)
    body, bodies = write_article(article), [write_statement(statement) for statement in record.statements]
    sentences = Sentences(article.text)
    return Rows(
        article=article,
        body=body,
        fingerprint=make_fingerprint(body, article.text, bodies),
        statements=[
            _statement_row(statement, article, sentences, written, ends)
            for statement, written, ends in zip(record.statements, bodies, links, strict=True)
        ],
        support=support,
    )


def _statement_row(
    statement: Statement, article: Article, sentences: Sentences, body: str, links: Links
) -> StatementRow:
    keys = sort_keys(statement, article)
    start, end = sentences.range_of(statement)
    return StatementRow(
        statement.id,
        links.speaker,
        (*_facts(statement), *keys),
        keys.newest,
        start,
        article.text[start:end],
        body,
        indexed_text(statement.text),
        _edges(links),
    )


def _edges(links: Links) -> list[Edge]:
    edges = [Edge("about", actor) for actor in links.about]
    edges += [Edge("addressee", actor) for actor in links.addressees]
    edges += [Edge("via", actor) for actor in links.via]
    return edges + [Edge("candidate", actor) for actor in links.candidates]


def _facts(statement: Statement) -> tuple[Value, ...]:
    """The columns of a statement that filters read."""
    said = statement.said_on
    return (
        statement.kind,
        bool(statement.quoted),
        statement.act,
        statement.stance,
        statement.channel,
        statement.polarity,
        statement.confidence.attribution,
        statement.confidence.speaker if statement.speaker else None,
        iso_day_number(said.begin) if said else None,
        iso_day_number(said.end) if said else None,
    )
