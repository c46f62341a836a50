"""Rows into tables: one `Writer` for one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from graph import sql
from graph.keys import published_keys
from graph.records import History, read_statement, settle_history
from graph.sqlite_rows import Rows, StatementRow, Value
from graph.sqlite_totals import Totals
from graph.support import find_support
from schema.article import Article
from schema.query import SaveResult
from schema.statement import Record


class _Known(NamedTuple):
    """What is there of an article that is saved."""

    pk: int
    history: History
    statements: int


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


def save(connection: sqlite3.Connection, batch: Iterable[Rows]) -> list[SaveResult]:
    """Articles in their order; one that comes twice is saved twice."""
    return [result for part in _parts(batch) for result in Writer(connection).save(part)]


def _parts(batch: Iterable[Rows]) -> Iterator[list[Rows]]:
    """Each with no article twice."""
    part: dict[str, Rows] = {}
    for rows in batch:
        if rows.article.id in part:
            yield list(part.values())
            part = {}
        part[rows.article.id] = rows
    yield list(part.values())


class Writer:
    """Saves articles or deletes one, table by table: many rows of one table cost less than one row of many."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._totals = Totals(connection)
        self._changed: list[tuple[int, Rows, History]] = []
        self._wordless: list[tuple[int]] = []
        self._articles: list[tuple[Value, ...]] = []
        self._texts: list[tuple[int, str]] = []
        self._statements: list[tuple[Value, ...]] = []
        self._bodies: list[tuple[int, int, str, str]] = []
        self._words: list[tuple[int, str]] = []
        self._edges: list[tuple[int, str, int, int, Value]] = []

    def save(self, batch: list[Rows]) -> list[SaveResult]:
        """`batch` has no article twice."""
        known = self._find_known([rows.article.id for rows in batch])
        next_pk: int = self._connection.execute(sql.NEXT_ARTICLE).fetchone()[0]
        results = []
        for rows in batch:
            stored = known.get(rows.article.id)
            result, history = _settle(rows, stored)
            results.append(result)
            if stored is None:
                self._changed.append((next_pk, rows, history))
                next_pk += 1
            elif result.status == "replaced":
                self._remove_statements(rows.article.id, stored.pk)
                self._changed.append((stored.pk, rows, history))
        if self._changed:
            self._write()
        return results

    def delete(self, article_id: str) -> bool:
        """Whether there was such an article."""
        known = self._find_known([article_id]).get(article_id)
        if known is None:
            return False
        self._remove_statements(article_id, known.pk)
        for delete in sql.DELETE_ARTICLE:
            self._connection.execute(delete, (known.pk,))
        self._write()
        return True

    def _find_known(self, ids: list[str]) -> dict[str, _Known]:
        return {
            id_: _Known(pk, History(revision, sha256, tuple(json.loads(earlier)), fingerprint), statements)
            for id_, pk, revision, sha256, earlier, fingerprint, statements in self._connection.execute(
                sql.KNOWN_ARTICLES, (json.dumps(ids),)
            )
        }

    def _remove_statements(self, article_id: str, pk: int) -> None:
        record = read_record(self._connection, article_id)
        assert record is not None
        self._totals.remove(find_support(record))
        self._wordless += self._connection.execute(sql.PKS_OF, (pk,))
        for delete in sql.DELETE_STATEMENTS:
            self._connection.execute(delete, (pk,))

    def _write(self) -> None:
        """Words come last: FTS5 writes its part of the index out whenever another table is written to."""
        for _, rows, _ in self._changed:
            self._totals.add(rows.support)
        self._totals.write()
        self._number_rows()
        write = self._connection.executemany
        write(sql.PUT_ARTICLE, self._articles)
        write(sql.PUT_TEXT, self._texts)
        write(sql.ADD_STATEMENT, self._statements)
        write(sql.ADD_BODY, self._bodies)
        write(sql.ADD_EDGE, sorted(self._edges))
        write(sql.DELETE_WORDS, self._wordless)
        write(sql.ADD_WORDS, self._words)
        self._totals.finish()

    # Numbers for what rows point at
    def _number_rows(self) -> None:
        next_pk: int = self._connection.execute(sql.NEXT_STATEMENT).fetchone()[0]
        for article, rows, history in self._changed:
            publisher = self._totals.publisher_pks[rows.support.publisher] if rows.support.publisher else None
            self._articles.append(_article_row(article, publisher, rows, history))
            self._texts.append((article, rows.article.text))
            for position, row in enumerate(rows.statements):
                self._number_row(next_pk + position, row, article, position, publisher)
            next_pk += len(rows.statements)

    def _number_row(self, pk: int, row: StatementRow, article: int, position: int, publisher: int | None) -> None:
        actors = self._totals.actor_pks
        speaker = actors[row.speaker] if row.speaker else None
        self._statements.append((pk, row.id, article, position, publisher, speaker, *row.facts))
        self._bodies.append((pk, row.sentence_start, row.sentence, row.body))
        self._words.append((pk, row.words))
        for role, actor in row.edges:
            self._edges.append((actors[actor], role, speaker or 0, pk, row.newest))


def _settle(rows: Rows, known: _Known | None) -> tuple[SaveResult, History]:
    article = rows.article
    status, history = settle_history(article, rows.fingerprint, known.history if known else None)
    statements = known.statements if known is not None and status == "unchanged" else len(rows.statements)
    return SaveResult(article_id=article.id, status=status, revision=history.revision, statements=statements), history


def _article_row(pk: int, publisher: int | None, rows: Rows, history: History) -> tuple[Value, ...]:
    article = rows.article
    return (
        pk,
        article.id,
        publisher,
        published_keys(article)[0],
        article.title,
        article.publisher,
        article.published.isoformat() if article.published else None,
        article.url,
        len(rows.statements),
        history.revision,
        history.sha256,
        json.dumps(history.earlier_sha256),
        history.fingerprint,
        rows.body,
    )
