"""Rows into tables: one `Writer` for one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from graph import sql
from graph.identities import Identities
from graph.keys import published_keys
from graph.records import History, Links, settle_history
from graph.settling import Settled, settle
from graph.sqlite_directory import SqliteDirectory
from graph.sqlite_quotes import QuoteWriter
from graph.sqlite_records import read_record
from graph.sqlite_rows import Rows, StatementRow, Value
from graph.sqlite_totals import Totals
from graph.support import Support, find_support, resolve
from graph.units import runs_by_statement
from schema.joining import Decision
from schema.query import SaveResult

_EdgeRow = tuple[int, str, int, int, int]
_NamingRow = tuple[int, int, str | None]
_EDGE_ROLES = ("about", "addressee", "via", "candidate")
_AT_ONCE = 500
"""Articles that an upgrade links at one time."""


class _Known(NamedTuple):
    """What is there of an article that is saved."""

    pk: int
    history: History
    statements: int


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
        self._directory = SqliteDirectory(connection)
        self._totals = Totals(connection, self._directory)
        self._quotes = QuoteWriter(connection)
        self._changed: list[tuple[int, Rows, History]] = []
        self._removed: list[tuple[int, Support]] = []
        self._wordless: list[tuple[int]] = []
        self._articles: list[tuple[Value, ...]] = []
        self._texts: list[tuple[int, str]] = []
        self._statements: list[tuple[Value, ...]] = []
        self._bodies: list[tuple[int, int, str, str]] = []
        self._words: list[tuple[int, str]] = []
        self._edge_rows: list[_EdgeRow] = []
        self._namings: list[_NamingRow] = []
        self._dropped: list[tuple[int]] = []

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
        self._dropped.append((known.pk,))
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
        self._removed.append((pk, find_support(record)))
        self._wordless += self._connection.execute(sql.PKS_OF, (pk,))
        self._quotes.remove(pk)
        for delete in sql.DELETE_STATEMENTS:
            self._connection.execute(delete, (pk,))

    # Actors
    def decide(self, decide: Iterable[Decision], revoke: Iterable[Decision]) -> None:
        """What people decided, and the statements of all articles that it changes."""
        settled = settle(self._directory, decide=decide, revoke=revoke)
        self._write_totals(settled)
        self._relink(settled)
        self._quotes.write()
        write = self._connection.executemany
        write(sql.DELETE_DECISION, [(one.id,) for one in settled.dropped_decisions])
        write(
            sql.ADD_DECISION,
            [(one.id, one.kind, one.actor, one.other, json.dumps(one.articles)) for one in settled.added_decisions],
        )
        self._totals.finish()

    def link_all(self) -> None:
        """The actors of all articles anew, for a file of another schema."""
        for forget in sql.FORGET_LINKS:
            self._connection.execute(forget)
        articles = self._connection.execute(sql.ALL_ARTICLES).fetchall()
        for start in range(0, len(articles), _AT_ONCE):
            writer = Writer(self._connection)
            writer.link(articles[start : start + _AT_ONCE])

    def quote_all(self) -> None:
        """The quotes of all articles, for a file of another schema."""
        articles = self._connection.execute(sql.ALL_ARTICLES).fetchall()
        for start in range(0, len(articles), _AT_ONCE):
            quotes = QuoteWriter(self._connection)
            for article, pk in articles[start : start + _AT_ONCE]:
                self._add_runs(quotes, article, pk)
            quotes.write()

    def _add_runs(self, quotes: QuoteWriter, article: str, pk: int) -> None:
        record = read_record(self._connection, article)
        assert record is not None
        speakers = self._connection.execute(sql.SPEAKERS_OF, (pk,)).fetchall()
        for (statement, speaker), runs in zip(speakers, runs_by_statement(record).values(), strict=True):
            quotes.add(statement, runs, speaker)

    def link(self, articles: Iterable[tuple[str, int]]) -> None:
        """Articles that are there, and that no actor was linked with."""
        supports = []
        for article, pk in articles:
            record = read_record(self._connection, article)
            assert record is not None
            supports.append(find_support(record))
            self._directory.article_pks[article] = pk
        settled = settle(self._directory, added=supports)
        for support in supports:
            self._totals.link(support, settled.after)
        self._write_totals(settled)
        for support in supports:
            self._relink_article(support, settled.after)
            self._add_naming(support, self._directory.article_pks[support.article], settled.after)
        self._relink(settled)
        self._totals.finish()

    def _write_totals(self, settled: Settled) -> None:
        for support in settled.relinked:
            self._totals.unlink(support, settled.before)
            self._totals.link(support, settled.after)
        self._totals.write(settled)

    def _relink(self, settled: Settled) -> None:
        """Statements of other articles whose actors changed."""
        for support in settled.relinked:
            pk = self._directory.article_pks[support.article]
            self._connection.execute(sql.DELETE_EDGES, (pk,))
            self._relink_article(support, settled.after)
            self._remove_naming(support, pk, settled.before)
            self._add_naming(support, pk, settled.after)

    def _relink_article(self, support: Support, identities: Identities) -> None:
        rows = self._connection.execute(sql.PLACES_OF, (self._directory.article_pks[support.article],)).fetchall()
        edges: list[_EdgeRow] = []
        for (pk, newest, before), links in zip(rows, resolve(support, identities), strict=True):
            speaker = self._totals.actor_pks[links.speaker] if links.speaker else None
            if speaker != before:
                self._connection.execute(sql.SET_SPEAKER, (speaker, pk))
                self._quotes.change(pk)
            edges += self._edges(links, pk, newest)
        self._connection.executemany(sql.ADD_EDGE, sorted(edges))

    def _naming(self, support: Support, article: int, identities: Identities) -> list[_NamingRow]:
        """Not of names that are local to the article and whole: those say so themselves."""
        local = {form.actor for form in support.forms if form.field == "article"}
        rows: dict[str, _NamingRow] = {}
        for name in support.names:
            part = identities.name_in(name, support.article, support.fields.get(name))
            if part != name or name not in local:
                rows[part] = self._totals.actor_pks[part], article, name if part != name else None
        return list(rows.values())

    def _add_naming(self, support: Support, article: int, identities: Identities) -> None:
        self._connection.executemany(sql.ADD_NAMING, self._naming(support, article, identities))

    def _remove_naming(self, support: Support, article: int, identities: Identities) -> None:
        rows = [row[:2] for row in self._naming(support, article, identities)]
        self._connection.executemany(sql.DELETE_NAMING, rows)

    # Articles
    def _write(self) -> None:
        """Words come last: FTS5 writes its part of the index out whenever another table is written to."""
        removed, added = [support for _, support in self._removed], [rows.support for _, rows, _ in self._changed]
        settled = settle(self._directory, removed=removed, added=added)
        for support in removed:
            self._totals.remove(support)
            self._totals.unlink(support, settled.before)
        for support in added:
            self._totals.add(support)
            self._totals.link(support, settled.after)
        self._write_totals(settled)
        self._number_rows(settled.after)
        for pk, support in self._removed:
            self._remove_naming(support, pk, settled.before)
        write = self._connection.executemany
        write(sql.PUT_ARTICLE, self._articles)
        write(sql.PUT_TEXT, self._texts)
        write(sql.ADD_NAMING, sorted(self._namings, key=itemgetter(0, 1)))
        write(sql.ADD_STATEMENT, self._statements)
        write(sql.ADD_BODY, self._bodies)
        write(sql.ADD_EDGE, sorted(self._edge_rows))
        self._relink(settled)
        self._quotes.write()
        for delete in sql.DELETE_ARTICLE:
            write(delete, self._dropped)
        write(sql.DELETE_WORDS, self._wordless)
        write(sql.ADD_WORDS, self._words)
        self._totals.finish()

    # Numbers for what rows point at
    def _number_rows(self, identities: Identities) -> None:
        next_pk: int = self._connection.execute(sql.NEXT_STATEMENT).fetchone()[0]
        for article, rows, history in self._changed:
            publisher = self._totals.publisher_pks[rows.support.publisher] if rows.support.publisher else None
            self._articles.append(_article_row(article, publisher, rows, history))
            self._texts.append((article, rows.article.text))
            self._namings += self._naming(rows.support, article, identities)
            links = resolve(rows.support, identities)
            for position, (row, ends) in enumerate(zip(rows.statements, links, strict=True)):
                self._number_row(next_pk + position, row, ends, article, position, publisher)
            next_pk += len(rows.statements)

    def _number_row(
        self, pk: int, row: StatementRow, links: Links, article: int, position: int, publisher: int | None
    ) -> None:
        speaker = self._totals.actor_pks[links.speaker] if links.speaker else None
        self._statements.append((pk, row.id, article, position, publisher, speaker, *row.facts))
        self._bodies.append((pk, row.sentence_start, row.sentence, row.body))
        self._words.append((pk, row.words))
        self._quotes.add(pk, row.runs, links.speaker)
        self._edge_rows += self._edges(links, pk, row.newest)

    def _edges(self, links: Links, statement: int, newest: int) -> list[_EdgeRow]:
        pks = self._totals.actor_pks
        speaker = pks[links.speaker] if links.speaker else 0
        ends = zip(_EDGE_ROLES, (links.about, links.addressees, links.via, links.candidates), strict=True)
        return [(pks[actor], role, speaker, statement, newest) for role, actors in ends for actor in actors]


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
