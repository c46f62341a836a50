"""What a record means in the graph: its actors by all their names, its edges, its history. Every store writes this.

An actor's name, kind and aliases are a function of all the articles that name it, whatever their order: each article
gives its *forms* (a name, an alias, a kind …), a store counts in how many articles each stands, and `merge_actor`
makes the actor from the counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, cast

from schema.actor import Actor, ActorKind, ActorRef
from schema.article import Article
from schema.ids import actor_id, fold
from schema.query import ArticleHead, SaveStatus
from schema.statement import Record, Statement

MAX_RESOLVED = 20
"""Actors of an asked name that an answer lists, those with most statements first."""

Field = Literal["name", "alias", "kind", "wikidata", "article"]


class Form(NamedTuple):
    """What one article says of an actor."""

    actor: str
    field: Field
    value: str


class Links(NamedTuple):
    """The ends of a statement's edges, each once, in order; all are actors of its record."""

    speaker: str | None
    about: tuple[str, ...]
    addressees: tuple[str, ...]
    via: tuple[str, ...]
    """The speakers further out in the chain."""
    candidates: tuple[str, ...]


class History(NamedTuple):
    """What a store knows of an article that it holds."""

    revision: int
    sha256: str
    earlier_sha256: tuple[str, ...]
    fingerprint: str


# Actors
def find_authors(article: Article) -> list[Actor]:
    """The people who wrote it; one with a single name is local to the article, as any person is."""
    return [_author(article, name) for name in dict.fromkeys(article.authors) if fold(name)]


def _author(article: Article, name: str) -> Actor:
    local = article.id if len(fold(name).split()) < 2 else None
    return Actor(id=actor_id(kind="person", name=name, article=local), name=name, kind="person", article_id=local)


def _named_in(statement: Statement) -> Iterable[ActorRef]:
    named = statement.about + statement.addressees + statement.candidates
    speaker = statement.speaker
    if speaker is None:
        return named
    return (speaker, *([speaker.speaks_for] if speaker.speaks_for else ()), *speaker.members, *named)


def find_forms(record: Record) -> list[Form]:
    """All that the record says of its actors, each once; every actor has one name and one kind or more."""
    named = dict.fromkeys([_identity(author) for author in find_authors(record.article)])
    for statement in record.statements:
        named.update(dict.fromkeys([_identity(actor) for actor in _named_in(statement)]))
    return list(dict.fromkeys([form for identity in named for form in _forms(*identity)]))


def _identity(actor: ActorRef) -> tuple[str, str, str, tuple[str, ...], str | None, str | None]:
    if isinstance(actor, Actor):
        return actor.id, actor.name, actor.kind, actor.aliases, actor.wikidata, actor.article_id
    return actor.id, actor.name, actor.kind, (), None, None


@lru_cache(maxsize=10_000)
def _forms(
    actor: str, name: str, kind: str, aliases: tuple[str, ...], wikidata: str | None, article: str | None
) -> tuple[Form, ...]:
    """Kept, because most articles name actors that others name, too."""
    forms = [Form(actor, "name", name), Form(actor, "kind", kind), *[Form(actor, "alias", alias) for alias in aliases]]
    if wikidata is not None:
        forms.append(Form(actor, "wikidata", wikidata))
    if article is not None:
        forms.append(Form(actor, "article", article))
    return tuple(forms)


def merge_actor(actor: str, counts: Mapping[tuple[str, str], int]) -> Actor:
    """One actor from (field, value) → number of articles: the commonest of each, ties by the smaller value."""

    best: dict[str, tuple[int, str]] = {}
    for (field, value), articles in counts.items():
        best[field] = min(best.get(field, (0, "")), (-articles, value))
    name = best["name"][1]
    return Actor(
        id=actor,
        name=name,
        kind=cast(ActorKind, best["kind"][1]),
        aliases=tuple(sorted({value for field, value in counts if field in ("name", "alias") and value != name})),
        wikidata=best["wikidata"][1] if "wikidata" in best else None,
        article_id=best["article"][1] if "article" in best else None,
    )


# Statements
def find_links(statement: Statement, *, known: Collection[str]) -> Links:
    """`known` are the ids of the record's actors: an edge leads nowhere else, so that order of arrival is no matter."""
    outer = [link.actor for link in statement.chain if link.role == "speaker" and link.statement != statement.id]
    return Links(
        speaker=statement.speaker.id if statement.speaker else None,
        about=_ids(statement.about),
        addressees=_ids(statement.addressees),
        via=tuple(dict.fromkeys(actor for actor in outer if actor is not None and actor in known)) if outer else (),
        candidates=_ids(statement.candidates),
    )


def _ids(actors: tuple[ActorRef, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([actor.id for actor in actors])) if actors else ()


def head_of(article: Article) -> ArticleHead:
    return ArticleHead(
        id=article.id,
        title=article.title,
        publisher=article.publisher,
        published=article.published,
        url=article.url,
    )


# Articles
def write_article(article: Article) -> str:
    """As JSON, without what a store keeps beside it: text and history."""
    return article.model_dump_json(exclude={"text", "revision", "earlier_sha256"}, exclude_defaults=True)


def write_statement(statement: Statement) -> str:
    return statement.model_dump_json(exclude_defaults=True)


def read_statement(body: str) -> Statement:
    return Statement.model_validate_json(body)


def make_fingerprint(article: str, text: str, statements: Iterable[str]) -> str:
    """Of an article and its statements as JSON: equal where saving again would change nothing."""
    digest = hashlib.sha256()
    for part in (article, text, *statements):
        digest.update(part.encode())
        digest.update(b"\0")
    return digest.hexdigest()


def settle_history(article: Article, fingerprint: str, known: History | None) -> tuple[SaveStatus, History]:
    """What saving the article means, and its history afterwards.

    Another text is a new revision and its forerunner's hash is kept. An article that comes with a later revision than
    the known one comes from a store that knows more, and brings its own history.
    """
    own = History(article.revision, article.sha256, article.earlier_sha256, fingerprint)
    if known is None:
        return "new", own
    if own.revision > known.revision:
        return "replaced", own
    if own.sha256 != known.sha256:
        earlier = (*known.earlier_sha256, known.sha256)
        return "replaced", History(known.revision + 1, own.sha256, earlier, fingerprint)
    status: SaveStatus = "unchanged" if fingerprint == known.fingerprint else "replaced"
    return status, known._replace(fingerprint=fingerprint)
