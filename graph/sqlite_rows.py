"""What a record writes into tables, as far as it follows from the record alone: built without a database."""

from __future__ import annotations

from typing import NamedTuple

from graph.keys import iso_day_number, sort_keys
from graph.records import make_fingerprint, write_article, write_statement
from graph.search import indexed_text
from graph.sentences import Sentences
from graph.support import Support, find_support
from graph.units import Facts, runs_by_statement
from schema.article import Article
from schema.statement import Record, Statement

Value = str | int | float | None


class StatementRow(NamedTuple):
    """`facts` are the columns of `statement` from kind on; `sentence` and `body` those of `statement_body`."""

    id: str
    facts: tuple[Value, ...]
    newest: int
    sentence_start: int
    sentence: str
    body: str
    words: str
    runs: tuple[Facts, ...] = ()


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
    body, bodies = write_article(article), [write_statement(statement) for statement in record.statements]
    sentences = Sentences(article.text)
    runs = runs_by_statement(record)
    return Rows(
        article=article,
        body=body,
        fingerprint=make_fingerprint(body, article.text, bodies),
        statements=[
            _statement_row(statement, article, sentences, written)._replace(runs=tuple(runs[statement.id]))
            for statement, written in zip(record.statements, bodies, strict=True)
        ],
        support=find_support(record),
    )


def _statement_row(statement: Statement, article: Article, sentences: Sentences, body: str) -> StatementRow:
    keys = sort_keys(statement, article)
    start, end = sentences.range_of(statement)
    return StatementRow(
        statement.id,
        (*_facts(statement), *keys),
        keys.newest,
        start,
        article.text[start:end],
        body,
        indexed_text(statement.text),
    )


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
