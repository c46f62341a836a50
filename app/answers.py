"""Bodies of the API's answers beside the records themselves."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from schema.article import Article
from schema.query import (
    MAX_LIMIT,
    ActorSummary,
    ArticleSummary,
    Counterpart,
    Coverage,
    FoundStatement,
    Page,
    SaveStatus,
)
from schema.span import Model, Span
from schema.statement import ChainLink, Record


class Replaced(Model):
    """The text of the same article that this one took the place of."""

    revision: int
    sha256: str


class ReadArticle(Record):
    """The record of an article that was sent, and what became of it: `extracted` is stored nowhere."""

    status: SaveStatus | Literal["extracted"]
    replaced: Replaced | None = None


class ArticlePage(Page[ArticleSummary]):
    coverage: Coverage


class ActorPage(Page[ActorSummary]):
    coverage: Coverage


class CounterpartPage(Page[Counterpart]):
    """With whom the actor is spoken of together, most statements first; never more than one page."""

    actor: ActorSummary
    coverage: Coverage


class TraceRequest(Model):
    """`words` are any: those in quotation marks are looked for, all where there are no marks."""

    words: str = Field(min_length=1)
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT)


class MergeRequest(Model):
    """`into` is the id of the actor that it is; `force` merges although kinds or Wikidata ids differ."""

    into: str = Field(min_length=1)
    force: bool = False


class SplitRequest(Model):
    """What is somebody else: names, as they are written or by id, or the actor in some articles."""

    names: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()


class SplitActors(Model):
    """The actor as it is now, and those that were split from it."""

    items: tuple[ActorSummary, ...]


class Context(Model):
    """A statement's sentence with its neighbours, as one span of the article's text."""

    statement_id: str
    article_id: str
    sentence: Span
    context: Span


class Chain(Model):
    """From the publisher to the speaker; `statements` are the reports on the way, outermost first, itself last."""

    statement_id: str
    chain: tuple[ChainLink, ...]
    statements: tuple[FoundStatement, ...]


class Health(Model):
    status: Literal["ok"] = "ok"


class Readiness(Model):
    status: Literal["ready"] = "ready"
    store: str = Field(examples=["sqlite:///onrecord.db"])
    model: str = Field(examples=["attribution-small-2026-11"])


class Version(Model):
    version: str
    schema_version: int
    model: str
    run: str


def read_article(record: Record, status: SaveStatus | Literal["extracted"], before: Article | None) -> ReadArticle:
    replaced = Replaced(revision=before.revision, sha256=before.sha256) if before and status == "replaced" else None
    return ReadArticle(article=record.article, statements=record.statements, status=status, replaced=replaced)
