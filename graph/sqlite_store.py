"""The embedded store: one SQLite file, no server, many readers and one writer at a time, safe under a kill."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib import resources
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from graph import sql
from graph.cursor import Query, read_cursor, write_cursor
from graph.evidence import explain
from graph.keys import LAST, day_number
from graph.quotes import Run, assemble
from graph.records import names_of, read_statement, show_actors
from graph.search import find_words
from graph.sqlite_connections import Connections
from graph.sqlite_directory import SqliteDirectory
from graph.sqlite_finder import GATHERED, Counts, Finder
from graph.sqlite_quotes import SqliteQuoteDirectory, ask_quotes, show_quote
from graph.sqlite_records import read_record
from graph.sqlite_rows import Rows, make_rows
from graph.sqlite_writer import Writer, save
from graph.tracing import read_words_asked, show_trace, trace
from schema.actor import Actor, ActorKind, ActorRef
from schema.errors import InvalidSearch, NotFound, StoreForeignData, StoreNotReady
from schema.ids import publisher_id
from schema.joining import ActorEvidence, Decision
from schema.query import (
    ActorQuery,
    ActorSummary,
    ArticleHead,
    ArticleQuery,
    ArticleSummary,
    Counterpart,
    Coverage,
    FoundStatement,
    Page,
    SaveResult,
    StatementPage,
    StatementQuery,
)
from schema.quote import Quote, QuotePage, QuoteQuery, Trace
from schema.span import Span
from schema.statement import Record

APPLICATION_ID = 0x6F6E7265
"""Marks a file as ours: "onre"."""
_KEPT_COUNTS = 500
_LINKED_ANEW = 2
"""The schema since which actors are joined."""
_QUOTED_ANEW = 3
"""The schema since which there are quotes."""
_START = -(2**62)


def _migrations() -> list[tuple[int, str]]:
    """Numbered, in order."""
    files = resources.files("graph") / "migrations" / "sqlite"
    found = [(int(file.name[:4]), file.read_text("utf-8")) for file in files.iterdir() if file.name.endswith(".sql")]
    return sorted(found)


def _statements(script: str) -> Iterator[str]:
    """A script of SQL, one statement at a time: together they would end the transaction."""
    pending = ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            yield pending
            pending = ""


class SqliteStore:
    """Holds connections to one file. A file that is not there yet is made at the first use.

    `gathered` is the size from which lists are read in order instead of gathered and sorted (`Finder`).
    """

    def __init__(self, path: Path, *, busy_timeout: float = 30.0, gathered: int = GATHERED) -> None:
        self.url = f"sqlite:///{path}"
        self._gathered = gathered
        self._connections = Connections(path, self.url, busy_timeout=busy_timeout)
        self._counts: OrderedDict[tuple[int, str], Counts] = OrderedDict()
        self._lock = threading.Lock()
        self._preparing = threading.Lock()
        self._is_ready = False

    # The schema
    def init(self) -> None:
        with self._connections.lend() as connection:
            self._find_version(connection)
            connection.execute("PRAGMA journal_mode = WAL")
        with self._connections.writing() as connection:
            version = self._find_version(connection)
            for number, script in _migrations():
                if number > version:
                    for statement in _statements(script):
                        connection.execute(statement)
                    if number == _LINKED_ANEW:
                        Writer(connection).link_all()
                    if number == _QUOTED_ANEW:
                        Writer(connection).quote_all()
                    connection.execute(f"PRAGMA user_version = {number}")
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")

    def _find_version(self, connection: sqlite3.Connection) -> int:
        """0 for an empty file; refuses one that is not ours and one of a later version."""
        application: int = connection.execute("PRAGMA application_id").fetchone()[0]
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
        if application != APPLICATION_ID:
            if connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0] or application or version:
                raise StoreForeignData("the database holds tables of another program", source=self.url)
            return 0
        latest = _migrations()[-1][0]
        if version > latest:
            message = f"the database has schema version {version}, this onrecord knows {latest}"
            raise StoreNotReady(message, source=self.url, remedy="Install the newer onrecord that made it.")
        return version

    def check(self) -> None:
        """A file that is not there yet, or empty, is made."""
        with self._connections.lend() as connection:
            version, latest = self._find_version(connection), _migrations()[-1][0]
        if version == 0:
            self.init()
        elif version < latest:
            message = f"the database has schema version {version}, not {latest}"
            raise StoreNotReady(message, source=self.url, remedy="Run `onrecord db upgrade`.")

    def _prepare(self) -> None:
        """Once, before the first use."""
        with self._preparing:
            if not self._is_ready:
                self.check()
                self._is_ready = True

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection]:
        self._prepare()
        with self._connections.reading() as connection:
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        self._prepare()
        with self._connections.writing() as connection:
            yield connection

    # Writing
    def save(self, records: Iterable[Record]) -> list[SaveResult]:
        with self._connections.translating():
            batch = [make_rows(record) for record in records]
        return self.save_rows(batch)

    def save_rows(self, batch: Iterable[Rows]) -> list[SaveResult]:
        """As `save`, of records whose rows were made before."""
        with self._writing() as connection:
            return save(connection, batch)

    def delete_article(self, article_id: str) -> None:
        with self._writing() as connection:
            if not Writer(connection).delete(article_id):
                raise NotFound("no such article", source=article_id)

    def decide(self, decisions: Iterable[Decision], *, revoke: Iterable[Decision] = ()) -> None:
        with self._writing() as connection:
            Writer(connection).decide(decisions, revoke)

    # Finding: articles
    def get_record(self, article_id: str) -> Record:
        with self._reading() as connection:
            record = read_record(connection, article_id)
        if record is None:
            raise NotFound("no such article", source=article_id)
        return record

    def find_articles(self, query: ArticleQuery) -> Page[ArticleSummary]:
        after_key, after_id = read_cursor(query) or (_START, "")
        values: dict[str, int | str] = {
            "after_key": after_key,
            "after_id": after_id,
            "from": -LAST,
            "to": LAST,
            "rows": query.limit + 1,
        }
        if query.published_from is not None or query.published_to is not None:
            values["from"] = -day_number(query.published_to or dt.date.max)
            values["to"] = -day_number(query.published_from or dt.date.min)
        articles = sql.ARTICLES
        if query.publisher is not None:
            articles, values["publisher"] = sql.ARTICLES_OF_PUBLISHER, publisher_id(query.publisher)
        with self._reading() as connection:
            rows = connection.execute(articles, values).fetchall()
        return Page(items=tuple(_summary(row) for row in rows[: query.limit]), next_cursor=_next(query, rows))

    def iterate(self) -> Iterator[Record]:
        with self._reading() as connection:
            last = ""
            while ids := [row[0] for row in connection.execute(sql.ARTICLE_IDS, (last,))]:
                for article_id in ids:
                    record = read_record(connection, article_id)
                    assert record is not None
                    yield record
                last = ids[-1]

    # Finding: statements
    def get_statement(self, statement_id: str) -> FoundStatement:
        with self._reading() as connection:
            row = connection.execute(sql.STATEMENT, (statement_id,)).fetchone()
            if row is None:
                raise NotFound("no such statement", source=statement_id)
            return _find_actors(connection, [_found(row)])[0]

    def find_statements(self, query: StatementQuery) -> StatementPage:
        with self._reading() as connection:
            finder = Finder(connection, query, gathered=self._gathered)
            rows = finder.find_page()
            items = _find_actors(connection, [_found(row[2:]) for row in rows[: query.limit]])
            counts = self._count_once(connection, finder, query)
            coverage = _coverage(connection)
        return StatementPage(
            items=tuple(items),
            next_cursor=_next(query, rows),
            resolved=counts.resolved,
            unresolved=counts.unresolved,
            undated=counts.undated,
            coverage=coverage,
        )

    def _count_once(self, connection: sqlite3.Connection, finder: Finder, query: StatementQuery) -> Counts:
        """The pages of one question share its counts until somebody writes."""
        changes: int = connection.execute(sql.STATE).fetchone()[-1]
        key = changes, query.model_dump_json(exclude={"cursor", "limit", "sort"}, exclude_defaults=True)
        with self._lock:
            if key in self._counts:
                self._counts.move_to_end(key)
                return self._counts[key]
        counts = finder.count()
        with self._lock:
            self._counts[key] = counts
            if len(self._counts) > _KEPT_COUNTS:
                self._counts.popitem(last=False)
        return counts

    # Finding: actors
    def get_actor(self, actor_id: str) -> ActorSummary:
        with self._reading() as connection:
            return _actor(self._actor_row(connection, actor_id))

    def _actor_row(self, connection: sqlite3.Connection, actor_id: str) -> tuple[Any, ...]:
        row: tuple[Any, ...] | None = connection.execute(sql.ACTOR, (actor_id,)).fetchone()
        if row is None:
            raise NotFound("no such actor", source=actor_id)
        return row

    def find_actors(self, query: ActorQuery) -> Page[ActorSummary]:
        after_key, after_id = read_cursor(query) or (_START, "")
        values: dict[str, int | str] = {"after_key": after_key, "after_id": after_id, "rows": query.limit + 1}
        actors = sql.ACTORS
        if query.q is not None:
            words = find_words(query.q)
            if not words:
                raise InvalidSearch("the search has no word", source=query.q[:100])
            actors, values["words"] = sql.ACTORS_NAMED, " AND ".join(f'"{word}"' for word in words)
        with self._reading() as connection:
            rows = connection.execute(actors, values).fetchall()
        keyed = [(row[-1], row[1], row) for row in rows]
        return Page(items=tuple(_actor(row) for row in rows[: query.limit]), next_cursor=_next(query, keyed))

    def find_current(self, actor_ids: Iterable[str]) -> dict[str, str]:
        with self._reading() as connection:
            return {old: new for old, new, *_ in connection.execute(sql.JOINED, (json.dumps(sorted(set(actor_ids))),))}

    def explain_actor(self, actor_id: str) -> ActorEvidence:
        with self._reading() as connection:
            return explain(SqliteDirectory(connection), _actor(self._actor_row(connection, actor_id)))

    def find_articles_naming(self, name_id: str) -> list[str]:
        with self._reading() as connection:
            return SqliteDirectory(connection).find_articles([name_id]).get(name_id, [])

    def find_decisions(self) -> list[Decision]:
        with self._reading() as connection:
            return SqliteDirectory(connection).find_decisions()

    def find_counterparts(self, actor_id: str, *, limit: int = 20) -> list[Counterpart]:
        with self._reading() as connection:
            pk = self._actor_row(connection, actor_id)[0]
            rows = connection.execute(sql.COUNTERPARTS, {"actor": pk, "rows": limit}).fetchall()
        return [
            Counterpart(actor=ActorRef(id=id_, name=name, kind=kind), says_about=by_it, is_spoken_of=on_it)
            for id_, name, kind, by_it, on_it in rows
        ]

    # Finding: quotes
    def find_quotes(self, query: QuoteQuery) -> QuotePage:
        filters, values = ask_quotes(query)
        with self._reading() as connection:
            rows = connection.execute(sql.quotes_of(filters), values).fetchall()
            coverage = _coverage(connection)
        items = tuple(show_quote(row) for row in rows[: query.limit])
        return QuotePage(items=items, next_cursor=_next(query, rows), coverage=coverage)

    def get_quote(self, quote_id: str) -> Quote:
        with self._reading() as connection:
            row = connection.execute(sql.QUOTE_OF_RUN, (quote_id,)).fetchone()
            if row is None:
                raise NotFound("no such quote", source=quote_id)
            return _get_quotes(connection, [row[0]])[0]

    def find_quotes_of(self, statement_id: str) -> tuple[Quote, ...]:
        with self._reading() as connection:
            if connection.execute(sql.STATEMENT, (statement_id,)).fetchone() is None:
                raise NotFound("no such statement", source=statement_id)
            rows = connection.execute(sql.QUOTES_OF_STATEMENT, (statement_id,)).fetchall()
            return tuple(_get_quotes(connection, list(dict.fromkeys(quote for (quote,) in rows))))

    def trace(self, words: str, *, limit: int = 20) -> Trace:
        asked = read_words_asked(words)
        with self._reading() as connection:
            found = trace(SqliteQuoteDirectory(connection), asked, limit=limit)
            quotes = _get_quotes(connection, [one.quote for one in found])
            coverage = _coverage(connection)
        return show_trace(asked, found, quotes, coverage)

    def count(self) -> Coverage:
        with self._reading() as connection:
            return _coverage(connection)

    def close(self) -> None:
        self._connections.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()


# Rows → models
def _next(query: Query, rows: list[tuple[Any, ...]]) -> str | None:
    """Rows start with their sort key and id; one more than the limit tells that there are more."""
    if len(rows) <= query.limit:
        return None
    key, last_id, *_ = rows[query.limit - 1]
    return write_cursor(query, key, last_id)


def _summary(row: tuple[Any, ...]) -> ArticleSummary:
    _, id_, body, revision, statements = row
    article = {"external_id": None, "title": None, "authors": (), "publisher": None, "published": None, "url": None}
    article |= {name: value for name, value in json.loads(body).items() if name in article or name == "sha256"}
    return ArticleSummary.model_validate({**article, "id": id_, "revision": revision, "statements": statements})


def _found(row: tuple[Any, ...]) -> FoundStatement:
    body, start, sentence, article_id, title, publisher, published, url = row
    head = ArticleHead(
        id=article_id,
        title=title,
        publisher=publisher,
        published=published and dt.date.fromisoformat(published),
        url=url,
    )
    span = Span(start=start, end=start + len(sentence), text=sentence)
    return FoundStatement(statement=read_statement(body), sentence=span, article=head)


def _find_actors(connection: sqlite3.Connection, items: list[FoundStatement]) -> list[FoundStatement]:
    """Statements with the actors that their names were joined to."""
    names = sorted({name for found in items for name in names_of(found.statement)})
    joined = {name: _ref(*row) for name, *row in connection.execute(sql.JOINED, (json.dumps(names),))}
    parts: dict[str, dict[str, Actor]] = {}
    articles = sorted({found.article.id for found in items})
    for article, name, *row in connection.execute(sql.PARTS, (json.dumps(articles),)):
        parts.setdefault(article, {})[name] = _ref(*row)
    if not joined and not parts:
        return items
    return [
        found.model_copy(update={"statement": show_actors(found.statement, joined | parts.get(found.article.id, {}))})
        for found in items
    ]


def _get_quotes(connection: sqlite3.Connection, ids: list[str]) -> list[Quote]:
    """In this order."""
    rows = list(SqliteQuoteDirectory(connection).find_rows(sql.RUNS_OF_QUOTES, json.dumps(ids)))
    wanted = json.dumps(sorted({row.member.unit.facts.statement for row in rows}))
    statements = [_found(row[1:]) for row in connection.execute(sql.STATEMENTS_BY_ID, (wanted,))]
    found = {one.statement.id: one for one in _find_actors(connection, statements)}
    runs: dict[str, list[Run]] = {id_: [] for id_ in ids}
    for row in rows:
        runs[row.member.quote].append(Run(row.carrier, row.member.quote, found[row.member.unit.facts.statement]))
    speakers = json.dumps(sorted({row.member.unit.speaker for row in rows if row.member.unit.speaker}))
    known = connection.execute(sql.ACTORS_BY_ID, (speakers,))
    actors = {id_: ActorRef(id=id_, name=name, kind=kind) for id_, name, kind in known}
    return [assemble(of, actors) for of in runs.values()]


def _ref(id_: str, name: str, kind: ActorKind, wikidata: str | None) -> Actor:
    return Actor(id=id_, name=name, kind=kind, wikidata=wikidata)


def _actor(row: tuple[Any, ...]) -> ActorSummary:
    _, id_, name, kind, aliases, wikidata, article_id, said, about, _ = row
    return ActorSummary(
        id=id_,
        name=name,
        kind=kind,
        aliases=tuple(json.loads(aliases)),
        wikidata=wikidata,
        article_id=article_id,
        said=said,
        about=about,
    )


def _coverage(connection: sqlite3.Connection) -> Coverage:
    articles, statements, actors, publishers, _ = connection.execute(sql.STATE).fetchone()
    earliest, latest = connection.execute(sql.EARLIEST_LATEST).fetchone()
    return Coverage(
        articles=articles,
        statements=statements,
        actors=actors,
        publishers=publishers,
        earliest=earliest,
        latest=latest,
    )
