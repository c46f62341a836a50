"""The store of record in production: a Neo4j server, Community Edition, 5.26 or of the calendar line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from importlib import resources
from types import TracebackType
from typing import Any, Self

from neo4j import Driver

from graph import cypher
from graph.cursor import read_cursor, write_cursor
from graph.evidence import explain
from graph.keys import LAST
from graph.neo4j_connection import Connection, Found, Transaction, connect
from graph.neo4j_directory import Neo4jDirectory
from graph.neo4j_finder import Counts, Finder, article_range, lucene_query, name_search
from graph.neo4j_properties import key_bound, order_key, padded, split_key
from graph.neo4j_quotes import Neo4jQuoteDirectory, ask_quotes, show_quote, split_rank
from graph.neo4j_records import is_whole, read_record
from graph.neo4j_rows import Rows, make_rows
from graph.neo4j_writer import Writer
from graph.quotes import Run, assemble
from graph.records import names_of, read_statement, show_actors
from graph.search import Term, find_words
from graph.tracing import read_words_asked, show_trace, trace
from schema.actor import Actor, ActorRef
from schema.errors import NotFound, StoreBusy, StoreForeignData, StoreNotReady
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

_LINKED_ANEW = 2
"""The schema since which actors are joined."""
_QUOTED_ANEW = 3
"""The schema since which there are quotes."""
_NEVER_NULL = ("record", "start", "sentence", "article", "id", "name", "kind", "said", "about")


def open_neo4j(
    url: str,
    *,
    username: str | None = None,
    password: str | None = None,
    database: str | None = None,
    retry_seconds: float = 30.0,
) -> Neo4jStore:
    """No call is made yet; what a writer meets is tried again for `retry_seconds`."""
    driver = connect(url, username=username or "neo4j", password=password, retry_seconds=retry_seconds)
    return Neo4jStore(driver, url=url, database=database or "neo4j")


def _migrations() -> list[tuple[int, list[str]]]:
    """Numbered, in order; each a list of commands."""
    files = (resources.files("graph") / "migrations" / "neo4j").iterdir()
    found = [(int(file.name[:4]), file.read_text("utf-8")) for file in files if file.name.endswith(".cypher")]
    return [(number, _commands(text)) for number, text in sorted(found)]


def _commands(text: str) -> list[str]:
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("//"))
    return [command.strip() for command in lines.split(";\n") if command.strip()]


class Neo4jStore:
    """Holds one driver, which threads may share."""

    def __init__(self, driver: Driver, *, url: str, database: str = "neo4j") -> None:
        self.url = url
        self._connection = Connection(driver, url=url, database=database)

    # The schema
    def init(self) -> None:
        self._connection.verify()
        version = self._find_version()
        for number, commands in _migrations():
            if number > version:
                for command in (*commands, cypher.AWAIT_INDEXES):
                    self._tell(command)
                if number == _LINKED_ANEW and version:
                    self._link_all()
                if number == _QUOTED_ANEW and version:
                    self._quote_all()
                self._tell(cypher.SET_VERSION, version=number)

    def _link_all(self) -> None:
        """The actors of all articles anew, for a graph of another schema."""
        while self._connection.write(lambda transaction: transaction.run(cypher.FORGET_ACTORS))[0]["actors"]:
            pass
        last = ""
        while ids := [row["id"] for row in self._ask(cypher.ARTICLE_IDS, after=last)]:
            self._connection.write(partial(_link, ids=ids))
            last = ids[-1]

    def _quote_all(self) -> None:
        """The quotes of all articles, for a graph of another schema."""
        last = ""
        while ids := [row["id"] for row in self._ask(cypher.ARTICLE_IDS, after=last)]:
            self._connection.write(partial(_quote, ids=ids))
            last = ids[-1]

    def _find_version(self) -> int:
        """0 for an empty database; refuses one that is not ours and one of a later version."""
        rows = self._ask(cypher.VERSION)
        if not rows:
            foreign = self._ask(cypher.FOREIGN_NODES)
            if foreign:
                labels = ":".join(foreign[0]["labels"])
                raise StoreForeignData(f"the database holds nodes :{labels} of another program", source=self.url)
            return 0
        version, latest = int(rows[0]["version"]), _migrations()[-1][0]
        if version > latest:
            message = f"the database has schema version {version}, this onrecord knows {latest}"
            raise StoreNotReady(message, source=self.url, remedy="Install the newer onrecord that made it.")
        return version

    def check(self) -> None:
        self._connection.verify()
        version, latest = self._find_version(), _migrations()[-1][0]
        if version == 0:
            raise StoreNotReady("the database is empty", source=self.url)
        if version < latest:
            message = f"the database has schema version {version}, not {latest}"
            raise StoreNotReady(message, source=self.url, remedy="Run `onrecord db upgrade`.")

    def _tell(self, query: str, **values: Any) -> None:
        self._connection.write(lambda transaction: transaction.run(query, values))

    # Writing
    def save(self, records: Iterable[Record]) -> list[SaveResult]:
        return self.save_rows([make_rows(record) for record in records])

    def save_rows(self, batch: list[Rows]) -> list[SaveResult]:
        rounds = _rounds(batch)

        def work(transaction: Transaction) -> list[SaveResult]:
            saved = [Writer(transaction).save([rows for _, rows in part]) for part in rounds]
            places = [place for part in rounds for place, _ in part]
            results = zip(places, (result for part in saved for result in part), strict=True)
            return [result for _, result in sorted(results, key=lambda pair: pair[0])]

        return self._connection.write(work) if rounds else []

    def delete_article(self, article_id: str) -> None:
        if not self._connection.write(lambda transaction: Writer(transaction).delete(article_id)):
            raise NotFound("no such article", source=article_id)

    def decide(self, decisions: Iterable[Decision], *, revoke: Iterable[Decision] = ()) -> None:
        added, dropped = list(decisions), list(revoke)
        self._connection.write(lambda transaction: Writer(transaction).decide(added, dropped))

    # Finding: articles
    def _ask(self, query: str, **values: Any) -> list[Found]:
        return self._connection.read_settled(
            lambda transaction: transaction.run(query, values), lambda rows: all(_is_complete(row) for row in rows)
        )

    def get_record(self, article_id: str) -> Record:
        records = self._read_records([article_id])
        if not records:
            raise NotFound("no such article", source=article_id)
        return records[0]

    def _read_records(self, ids: list[str]) -> list[Record]:
        rows = self._connection.read_settled(
            lambda transaction: transaction.run(cypher.RECORDS, {"batch": {"ids": ids}}),
            lambda rows: all(is_whole(row) for row in rows),
        )
        if not all(is_whole(row) for row in rows):
            raise StoreBusy("others write without a pause what is being read", source=self.url)
        return [read_record(row) for row in rows]

    def find_articles(self, query: ArticleQuery) -> Page[ArticleSummary]:
        first, until = article_range(query.published_from, query.published_to)
        cursor = read_cursor(query)
        after = max(first, order_key(*cursor)) if cursor else first
        values: dict[str, Any] = {"after": after, "until": until, "rows": query.limit + 1}
        articles = cypher.ARTICLES
        if query.publisher is not None:
            articles, values["publisher"] = cypher.ARTICLES_OF_PUBLISHER, publisher_id(query.publisher)
        rows = self._ask(articles, **values)
        return Page(items=tuple(_summary(row) for row in rows[: query.limit]), next_cursor=_next(query, rows))

    def iterate(self) -> Iterator[Record]:
        last = ""
        while ids := [row["id"] for row in self._ask(cypher.ARTICLE_IDS, after=last)]:
            yield from self._read_records(ids)
            last = ids[-1]

    # Finding: statements
    def get_statement(self, statement_id: str) -> FoundStatement:
        rows = self._ask(cypher.STATEMENT, id=statement_id)
        if not rows:
            raise NotFound("no such statement", source=statement_id)
        return self._find_actors([_found(rows[0])])[0]

    def _find_actors(self, items: list[FoundStatement]) -> list[FoundStatement]:
        """Statements with the actors that their names were joined to."""
        names = sorted({name for found in items for name in names_of(found.statement)})
        joined = {row["called"]: _shown(row) for row in self._ask(cypher.JOINED, ids=names)}
        parts: dict[str, dict[str, Actor]] = {}
        for row in self._ask(cypher.PARTS, ids=sorted({found.article.id for found in items})):
            parts.setdefault(row["article"], {})[row["called"]] = _shown(row)
        if not joined and not parts:
            return items
        return [
            found.model_copy(
                update={"statement": show_actors(found.statement, joined | parts.get(found.article.id, {}))}
            )
            for found in items
        ]

    def find_statements(self, query: StatementQuery) -> StatementPage:
        def work(transaction: Transaction) -> tuple[list[Found], Counts, Coverage]:
            finder = Finder(transaction.run, query)
            return finder.find_page(), finder.count(), _coverage(transaction)

        found, counts, coverage = self._connection.read_settled(
            work, lambda answer: all(_is_complete(row) for row in answer[0])
        )
        rows = [row for row in found if _is_complete(row)]
        return StatementPage(
            items=tuple(self._find_actors([_found(row) for row in rows[: query.limit]])),
            next_cursor=_next(query, rows),
            resolved=counts.resolved,
            unresolved=counts.unresolved,
            undated=counts.undated,
            coverage=coverage,
        )

    # Finding: actors
    def get_actor(self, actor_id: str) -> ActorSummary:
        rows = self._ask(cypher.ACTOR, id=actor_id)
        if not rows:
            raise NotFound("no such actor", source=actor_id)
        return _actor(rows[0])

    def find_actors(self, query: ActorQuery) -> Page[ActorSummary]:
        cursor = read_cursor(query)
        values: dict[str, Any] = {"after": order_key(*cursor) if cursor else "", "rows": query.limit + 1}
        if query.q is None:
            rows = self._ask(cypher.ACTORS, **values)
        else:
            rows = self._ask(cypher.ACTORS_NAMED, **values, **name_search(query.q))
        return Page(items=tuple(_actor(row) for row in rows[: query.limit]), next_cursor=_next(query, rows))

    def find_current(self, actor_ids: Iterable[str]) -> dict[str, str]:
        return {row["called"]: row["id"] for row in self._ask(cypher.JOINED, ids=sorted(set(actor_ids)))}

    def explain_actor(self, actor_id: str) -> ActorEvidence:
        actor = self.get_actor(actor_id)
        return self._connection.read(lambda transaction: explain(Neo4jDirectory(transaction), actor))

    def find_articles_naming(self, name_id: str) -> list[str]:
        def work(transaction: Transaction) -> list[str]:
            directory = Neo4jDirectory(transaction)
            directory.find_names([name_id])
            return directory.find_articles([name_id]).get(name_id, [])

        return self._connection.read(work)

    def find_decisions(self) -> list[Decision]:
        return self._connection.read(lambda transaction: Neo4jDirectory(transaction).find_decisions())

    def find_counterparts(self, actor_id: str, *, limit: int = 20) -> list[Counterpart]:
        actor = self.get_actor(actor_id)
        return [
            Counterpart(
                actor=ActorRef(id=row["id"], name=row["name"], kind=row["kind"]),
                says_about=row["byIt"],
                is_spoken_of=row["onIt"],
            )
            for row in self._ask(cypher.COUNTERPARTS, id=actor.id, rows=limit)
        ]

    # Finding: quotes
    def find_quotes(self, query: QuoteQuery) -> QuotePage:
        named = self._find_speakers(query.speaker) if query.speaker is not None else None
        current = self.find_current([query.speaker_id]) if query.speaker_id else {}
        asked = ask_quotes(query, named, current.get(query.speaker_id or "", query.speaker_id))
        rows = self._connection.read(lambda transaction: transaction.run(cypher.QUOTES, {"ask": asked}))
        more = len(rows) > query.limit
        return QuotePage(
            items=tuple(show_quote(row) for row in rows[: query.limit]),
            next_cursor=write_cursor(query, *split_rank(rows[query.limit - 1]["key"])) if more else None,
            coverage=self.count(),
        )

    def _find_speakers(self, name: str) -> list[str]:
        words = find_words(name)
        if not words:
            return []
        asked = {"lucene": lucene_query([Term(tuple(words))]), "name": padded(name)}
        return [row["id"] for row in self._ask(cypher.NAMED_ACTORS, **asked)]

    def get_quote(self, quote_id: str) -> Quote:
        def work(transaction: Transaction) -> list[Quote]:
            found = transaction.run(cypher.QUOTE_OF_RUN, {"id": quote_id})
            return self._get_quotes(transaction, [row["quote"] for row in found])

        quotes = self._connection.read(work)
        if not quotes:
            raise NotFound("no such quote", source=quote_id)
        return quotes[0]

    def find_quotes_of(self, statement_id: str) -> tuple[Quote, ...]:
        self.get_statement(statement_id)

        def work(transaction: Transaction) -> list[Quote]:
            rows = Neo4jQuoteDirectory(transaction).run(cypher.RUNS_OF_STATEMENTS, [statement_id])
            ordered = sorted(rows, key=lambda row: (row["start"], row["stop"]))
            return self._get_quotes(transaction, list(dict.fromkeys(row["quote"] for row in ordered)))

        return tuple(self._connection.read(work))

    def trace(self, words: str, *, limit: int = 20) -> Trace:
        asked = read_words_asked(words)

        def work(transaction: Transaction) -> Trace:
            found = trace(Neo4jQuoteDirectory(transaction), asked, limit=limit)
            quotes = self._get_quotes(transaction, [one.quote for one in found])
            return show_trace(asked, found, quotes, _coverage(transaction))

        return self._connection.read(work)

    def _get_quotes(self, transaction: Transaction, ids: list[str]) -> list[Quote]:
        """In this order."""
        directory = Neo4jQuoteDirectory(transaction)
        rows = directory.run(cypher.RUNS_OF_QUOTES, ids)
        statements = transaction.run(cypher.STATEMENTS_BY_ID, {"ids": sorted({row["statement"] for row in rows})})
        found = {one.statement.id: one for one in self._find_actors([_found(row) for row in statements])}
        runs: dict[str, list[Run]] = {id_: [] for id_ in ids}
        for row in rows:
            runs[row["quote"]].append(Run(directory.read_carrier(row), row["quote"], found[row["statement"]]))
        speakers = sorted({row["speaker"] for row in rows if row["speaker"]})
        known = transaction.run(cypher.ACTORS_BY_ID, {"ids": speakers})
        actors = {row["id"]: ActorRef(id=row["id"], name=row["name"], kind=row["kind"]) for row in known}
        return [assemble(of, actors) for of in runs.values()]

    def count(self) -> Coverage:
        return self._connection.read(_coverage)

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None:
        self.close()


def _link(transaction: Transaction, *, ids: list[str]) -> None:
    Writer(transaction).link(ids)


def _quote(transaction: Transaction, *, ids: list[str]) -> None:
    Writer(transaction).quote(ids)


def _rounds(batch: list[Rows]) -> list[list[tuple[int, Rows]]]:
    """The rows with their places, in as many rounds as the commonest article has records: one a round."""
    rounds: list[dict[str, tuple[int, Rows]]] = []
    for place, rows in enumerate(batch):
        free = next((part for part in rounds if rows.article.id not in part), None)
        if free is None:
            rounds.append(free := {})
        free[rows.article.id] = place, rows
    return [list(part.values()) for part in rounds]


# Rows → models
def _is_complete(row: Found) -> bool:
    """False where somebody deleted the node while it was read."""
    return all(row[name] is not None for name in _NEVER_NULL if name in row)


def _next(query: StatementQuery | ArticleQuery | ActorQuery, rows: list[Found]) -> str | None:
    """One row more than the limit tells that there are more."""
    if len(rows) <= query.limit:
        return None
    return write_cursor(query, *split_key(rows[query.limit - 1]["key"]))


def _summary(row: Found) -> ArticleSummary:
    article = {"external_id": None, "title": None, "authors": (), "publisher": None, "published": None, "url": None}
    wanted = (*article, "id", "sha256")
    article |= {name: value for name, value in json.loads(row["record"]).items() if name in wanted}
    return ArticleSummary.model_validate({**article, "revision": row["revision"], "statements": row["statements"]})


def _found(row: Found) -> FoundStatement:
    published = row["published"]
    head = ArticleHead(
        id=row["article"],
        title=row["title"],
        publisher=row["publisher"],
        published=published.to_native() if published else None,
        url=row["url"],
    )
    sentence = Span(start=row["start"], end=row["start"] + len(row["sentence"]), text=row["sentence"])
    return FoundStatement(statement=read_statement(row["record"]), sentence=sentence, article=head)


def _shown(row: Found) -> Actor:
    return Actor(id=row["id"], name=row["name"], kind=row["kind"], wikidata=row["wikidata"])


def _actor(row: Mapping[str, Any]) -> ActorSummary:
    return ActorSummary(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        aliases=tuple(row["aliases"] or ()),
        wikidata=row["wikidata"],
        article_id=row["articleId"],
        said=row["said"],
        about=row["about"],
    )


def _coverage(transaction: Transaction) -> Coverage:
    [held] = transaction.run(cypher.COVERAGE, {"undated": key_bound(LAST)})
    days = {end: held[end][0].to_native() if held[end] else None for end in ("earliest", "latest")}
    return Coverage.model_validate({**held, **days})
