"""What a store can do. Two back-ends keep it with equal answers in equal order: SQLite and Neo4j."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from schema.joining import ActorEvidence, Decision
from schema.query import (
    ActorQuery,
    ActorSummary,
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
from schema.statement import Record


class Store(Protocol):
    """Statements in, answers out. Every method may raise a `StoreError`; `get_…` raise `NotFound`."""

    url: str
    """Where it is, without the password: for messages."""

    # The schema
    def init(self) -> None:
        """Makes or upgrades the schema; refuses a database with foreign data or of a newer version."""

    def check(self) -> None:
        """Raises `StoreNotReady`, `StoreForeignData` or another `StoreError` unless the store can be used now."""

    # Writing
    def save(self, records: Iterable[Record]) -> list[SaveResult]:
        """Writes each article with all its statements, replacing what it had; all of the call in one transaction."""

    def delete_article(self, article_id: str) -> None:
        """Removes an article with its statements, triples, and actors and publishers that nothing else supports."""

    def decide(self, decisions: Iterable[Decision], *, revoke: Iterable[Decision] = ()) -> None:
        """Keeps what people decided of actors (`graph.deciding`), and brings all articles in line."""

    # Finding
    def get_record(self, article_id: str) -> Record: ...
    def find_articles(self, query: ArticleQuery) -> Page[ArticleSummary]: ...
    def get_statement(self, statement_id: str) -> FoundStatement: ...
    def find_statements(self, query: StatementQuery) -> StatementPage: ...
    def get_actor(self, actor_id: str) -> ActorSummary:
        """By its id or that of one of its names."""

    def find_actors(self, query: ActorQuery) -> Page[ActorSummary]: ...
    def find_current(self, actor_ids: Iterable[str]) -> dict[str, str]:
        """Ids that lead to another actor, and to which."""

    def explain_actor(self, actor_id: str) -> ActorEvidence: ...
    def find_articles_naming(self, name_id: str) -> list[str]:
        """Ids of all articles that use one name of an actor, in order."""

    def find_decisions(self) -> list[Decision]: ...
    def find_counterparts(self, actor_id: str, *, limit: int = 20) -> list[Counterpart]: ...
    def find_quotes(self, query: QuoteQuery) -> QuotePage:
        """Words that are quoted at least twice."""

    def get_quote(self, quote_id: str) -> Quote:
        """By its id or that of one of its runs."""

    def find_quotes_of(self, statement_id: str) -> tuple[Quote, ...]:
        """The quotes of a statement's runs of quoted words, in their order."""

    def trace(self, words: str, *, limit: int = 20) -> Trace:
        """The quotes that have these words, or nearly, the nearest first."""

    def count(self) -> Coverage: ...
    def iterate(self) -> Iterator[Record]:
        """All articles with their statements, by article id."""

    def close(self) -> None: ...
    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None, /
    ) -> None: ...
