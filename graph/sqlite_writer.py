"""Records into tables: one `Writer` for one transaction."""

from __future__ import annotations

import json
import sqlite3
from typing import NamedTuple

from graph import sql
from graph.keys import iso_day_number, published_keys, sort_keys
from graph.records import (
    History,
    Links,
    make_fingerprint,
    read_statement,
    settle_history,
    write_article,
    write_statement,
)
from graph.search import indexed_text
from graph.sentences import Sentences
from graph.sqlite_totals import Totals
from schema.article import Article
from schema.query import SaveResult
from schema.statement import Record, Statement

_ROLES = ("about", "addressee", "via", "candidate")
"""Of the edges, in the order of `Links`."""

Value = str | int | float | None


class _Written(NamedTuple):
    """A record as JSON."""

    article: str
    statements: list[str]
    fingerprint: str


class _Known(NamedTuple):
    pk: int
    history: History
    statements: int


def _write(record: Record) -> _Written:
    article, statements = write_article(record.article), [write_statement(one) for one in record.statements]
    return _Written(article, statements, make_fingerprint(article, record.article.text, statements))


def read_article(body: str, text: str, revision: int, earlier: str) -> Article:
    """What `Writer` wrote of an article."""
    return Article.model_validate(
        json.loads(body) | {"text": text, "revision": revision, "earlier_sha256": json.loads(earlier)}
    )


def read_record(connection: sqlite3.Connection, article_id: str) -> Record | None:
    row = connection.execute(sql.ARTICLE, (article_id,)).fetchone()
    if row is None:
        return None
    pk, *article = row
    statements = tuple(read_statement(body) for (body,) in connection.execute(sql.STATEMENTS_OF, (pk,)))
    return Record(article=read_article(*article), statements=statements)


class Writer:
    """Saves records or deletes an article; what follows from all articles together is written at the end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next_statement: int = connection.execute(sql.NEXT_STATEMENT).fetchone()[0]
        self._totals = Totals(connection)
        self._rows: dict[str, list[tuple[Value, ...]]] = {insert: [] for insert in sql.ADD_ROWS}
        self._words: dict[int, str] = {}
        self._wordless: list[tuple[int]] = []

    # Articles
    def save(self, records: list[Record]) -> list[SaveResult]:
        results = [self._save(record) for record in records]
        self._finish()
        return results

    def _save(self, record: Record) -> SaveResult:
        written, known = _write(record), self._find_known(record.article.id)
        status, history = settle_history(record.article, written.fingerprint, known.history if known else None)
        if status == "unchanged" and known is not None:
            return SaveResult(
                article_id=record.article.id, status=status, revision=history.revision, statements=known.statements
            )
        if known is not None:
            self._remove_statements(record.article.id, known.pk)
        self._add(record, written, history)
        return SaveResult(
            article_id=record.article.id, status=status, revision=history.revision, statements=len(record.statements)
        )

    def delete(self, article_id: str) -> bool:
        """Whether there was such an article."""
        known = self._find_known(article_id)
        if known is None:
            return False
        self._remove_statements(article_id, known.pk)
        for delete in sql.DELETE_ARTICLE:
            self._connection.execute(delete, (known.pk,))
        self._finish()
        return True

    def _find_known(self, article_id: str) -> _Known | None:
        row = self._connection.execute(sql.KNOWN_ARTICLE, (article_id,)).fetchone()
        if row is None:
            return None
        pk, revision, sha256, earlier, fingerprint, statements = row
        return _Known(pk, History(revision, sha256, tuple(json.loads(earlier)), fingerprint), statements)

    def _remove_statements(self, article_id: str, pk: int) -> None:
        self._write_rows()
        record = read_record(self._connection, article_id)
        if record is not None:
            self._totals.count(record, -1)
        for (statement,) in self._connection.execute(sql.PKS_OF, (pk,)).fetchall():
            if self._words.pop(statement, None) is None:
                self._wordless.append((statement,))
        for delete in sql.DELETE_STATEMENTS:
            self._connection.execute(delete, (pk,))

    def _add(self, record: Record, written: _Written, history: History) -> None:
        article = record.article
        links = self._totals.count(record, 1)
        publisher = self._totals.publisher_pk(article.publisher) if article.publisher else None
        (pk,) = self._connection.execute(
            sql.PUT_ARTICLE,
            (
                None,
                article.id,
                publisher,
                published_keys(article)[0],
                article.title,
                article.publisher,
                article.published.isoformat() if article.published else None,
                article.url,
                len(record.statements),
                history.revision,
                history.sha256,
                json.dumps(history.earlier_sha256),
                history.fingerprint,
                written.article,
            ),
        ).fetchone()
        self._connection.execute(sql.PUT_TEXT, (pk, article.text))
        self._add_statements(pk, publisher, record, written.statements, links)

    # Statements
    def _add_statements(
        self, article: int, publisher: int | None, record: Record, bodies: list[str], links: list[Links]
    ) -> None:
        first = self._next_statement
        self._next_statement += len(bodies)
        sentences, pks = Sentences(record.article.text), self._totals.actor_pks
        rows, texts, edges = (self._rows[insert] for insert in sql.ADD_ROWS)
        for pk, (statement, body, ends) in enumerate(zip(record.statements, bodies, links, strict=True), first):
            keys = sort_keys(statement, record.article)
            speaker = pks[ends.speaker] if ends.speaker else None
            rows.append((pk, statement.id, article, pk - first, publisher, speaker, *_facts(statement), *keys))
            sentence = sentences.of(statement)
            texts.append((pk, sentence.start, sentence.text, body))
            for role, actors in zip(_ROLES, ends[1:], strict=True):
                for actor in actors:
                    edges.append((pks[actor], role, speaker or 0, pk, keys.newest))
            self._words[pk] = indexed_text(statement.text)

    def _write_rows(self) -> None:
        for insert, rows in self._rows.items():
            self._connection.executemany(insert, rows)
            rows.clear()

    def _finish(self) -> None:
        """Words come last: FTS5 writes its part of the index out whenever another table is written to."""
        self._write_rows()
        self._totals.write()
        self._connection.executemany(sql.DELETE_WORDS, self._wordless)
        self._connection.executemany(sql.ADD_WORDS, self._words.items())


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
