"""Questions to a store and their answers."""

from __future__ import annotations

import datetime as dt
from typing import Generic, Literal, TypeVar

from pydantic import Field

from schema.actor import Actor, ActorRef
from schema.span import Model, Span
from schema.statement import Act, Channel, Kind, Polarity, Stance, Statement

T = TypeVar("T")
Sort = Literal["-published", "published", "-said_on", "said_on", "-confidence", "confidence"]
MAX_LIMIT = 200


class StatementQuery(Model):
    """Filters are joined by AND; None is no filter. Date bounds are inclusive days.

    `speaker`, `about` and `addressee` match an actor's full name or an alias exactly, case and diacritics folded; all
    actors of that name count. `via` names a speaker further out in the chain. `said_from`/`said_to` match coarse
    dates that overlap them; undated statements are left out and counted, unless `include_undated`. `min_speaker`
    leaves out statements without a speaker.
    """

    speaker: str | None = None
    speaker_id: str | None = None
    about: str | None = None
    about_id: str | None = None
    addressee: str | None = None
    addressee_id: str | None = None
    via: str | None = None
    publisher: str | None = None
    article_id: str | None = None
    kind: Kind | None = None
    verbatim: bool | None = None
    """True: with quoted words; False: without."""
    act: Act | None = None
    stance: Stance | None = None
    channel: Channel | None = None
    polarity: Polarity | None = None
    speaker_known: bool | None = None
    q: str | None = None
    said_from: dt.date | None = None
    said_to: dt.date | None = None
    include_undated: bool = False
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    min_attribution: float | None = Field(default=None, ge=0, le=1)
    min_speaker: float | None = Field(default=None, ge=0, le=1)
    sort: Sort = "-published"
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


class ArticleQuery(Model):
    """Articles by publisher and date, newest first."""

    publisher: str | None = None
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


class ActorQuery(Model):
    """Actors whose name or alias has all words of `q`, most statements first."""

    q: str | None = None
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


class Page(Model, Generic[T]):
    """One page; `next_cursor` is None on the last."""

    items: tuple[T, ...]
    next_cursor: str | None = None


class ArticleSummary(Model):
    """An article without its text."""

    id: str
    external_id: str | None
    revision: int
    title: str | None
    authors: tuple[str, ...]
    publisher: str | None
    published: dt.date | None
    url: str | None
    sha256: str
    statements: int


class ArticleHead(Model):
    """What every listed statement says of its article."""

    id: str
    title: str | None
    publisher: str | None
    published: dt.date | None
    url: str | None


class FoundStatement(Model):
    """A statement as lists give it: with its sentence and its article's head."""

    statement: Statement
    sentence: Span
    article: ArticleHead


class ActorSummary(Actor):
    """An actor with the number of statements by it and on it."""

    said: int = 0
    about: int = 0


class ResolvedActor(ActorRef):
    """An actor that a name in a query matched; `statements` is how many match the query with it in that role."""

    parameter: Literal["speaker", "about", "addressee", "via"]
    statements: int


class Counterpart(Model):
    """Another actor, and how many statements go each way: by it on the asked one, and by the asked one on it."""

    actor: ActorRef
    says_about: int
    is_spoken_of: int


class Coverage(Model):
    """What the collection holds; every list answer carries it."""

    articles: int
    statements: int
    actors: int
    publishers: int
    earliest: dt.date | None
    latest: dt.date | None


class StatementPage(Page[FoundStatement]):
    """`undated` counts the statements that match but for having no date; `unresolved` those without a speaker that
    match but for it, one of whose candidates has the asked name."""

    resolved: tuple[ResolvedActor, ...] = ()
    unresolved: int = 0
    undated: int = 0
    coverage: Coverage


SaveStatus = Literal["new", "unchanged", "replaced"]


class SaveResult(Model):
    """What `save` did; `statements` is the number that the article has now."""

    article_id: str
    status: SaveStatus
    revision: int
    statements: int
