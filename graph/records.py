"""What a record means in the graph: its actors by all their names, its edges, its history. Every store writes this.

An actor's name, kind and aliases are a function of all the articles that name it, whatever their order: each article
gives its *forms* (a name, an alias, a kind …), a store counts in how many articles each stands, and `merge_actor`
makes the actor from the counts.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import lru_cache
from typing import Literal, NamedTuple, TypeVar, cast

from graph.names import fields_of_role
from schema.actor import Actor, ActorKind, ActorRef
from schema.article import Article
from schema.ids import actor_id, fold
from schema.query import ArticleHead, SaveStatus
from schema.statement import Argument, ChainLink, Record, Statement, Triple

R = TypeVar("R", bound=ActorRef)
MAX_RESOLVED = 20
"""Actors of an asked name that an answer lists, those with most statements first."""

Field = Literal["name", "alias", "kind", "wikidata", "article", "role", "for", "fields", "of"]


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
    forms = dict.fromkeys([form for identity in named for form in _forms(*identity)])
    return [*forms, *_role_forms(record)]


def _role_forms(record: Record) -> list[Form]:
    """Roles of people, the bodies they speak for, and the fields of work that the article tells of each."""
    forms: dict[Form, None] = {}
    fields: dict[str, set[str]] = {}
    for statement in record.statements:
        speaker = statement.speaker
        if speaker is None or speaker.kind != "person" or speaker.article_id is not None:
            continue
        if speaker.role is not None:
            told = fields_of_role(speaker.role)
            fields.setdefault(speaker.id, set()).update(told)
            if told or " " in speaker.role:
                forms[Form(speaker.id, "role", speaker.role)] = None
        if speaker.speaks_for is not None:
            forms[Form(speaker.id, "for", speaker.speaks_for.name)] = None
    return [*forms, *(Form(actor, "fields", "|".join(sorted(told))) for actor, told in fields.items() if told)]


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


def resolve_links(links: Links, actor_of: Callable[[str], str]) -> Links:
    """The same by other ids; two ends that are one stand once."""

    def resolve(ends: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys([actor_of(end) for end in ends]))

    speaker = actor_of(links.speaker) if links.speaker else None
    return Links(
        speaker, resolve(links.about), resolve(links.addressees), resolve(links.via), resolve(links.candidates)
    )


def names_of(statement: Statement) -> set[str]:
    """The ids of all actors in a statement, wherever they stand."""
    named = {actor.id for actor in _named_in(statement)} | {link.actor for link in statement.chain if link.actor}
    triples = statement.triples
    arguments = [argument for triple in triples for argument in (triple.subject, triple.object, *triple.extra)]
    return named | {argument.actor for argument in arguments if argument is not None and argument.actor is not None}


def show_actors(statement: Statement, actors: Mapping[str, ActorRef]) -> Statement:
    """The statement with the actors that its names were joined to, where those are others."""
    if actors.keys().isdisjoint(names_of(statement)):
        return statement
    speaker = statement.speaker
    if speaker is not None:
        body, members = speaker.speaks_for, _shown(speaker.members, actors)
        shown = _show(body, actors) if body else None
        speaker = _show(speaker.model_copy(update={"speaks_for": shown, "members": members}), actors)
    return statement.model_copy(
        update={
            "speaker": speaker,
            "candidates": _shown(statement.candidates, actors),
            "addressees": _shown(statement.addressees, actors),
            "about": _shown(statement.about, actors),
            "triples": tuple(_show_triple(triple, actors) for triple in statement.triples),
            "chain": tuple(_show_link(link, actors) for link in statement.chain),
        }
    )


def _shown(refs: tuple[R, ...], actors: Mapping[str, ActorRef]) -> tuple[R, ...]:
    return tuple({shown.id: shown for shown in reversed([_show(ref, actors) for ref in refs])}.values())[::-1]


def _show(ref: R, actors: Mapping[str, ActorRef]) -> R:
    """What the text calls it stays among its aliases."""
    actor = actors.get(ref.id)
    if actor is None:
        return ref
    changed: dict[str, object] = {"id": actor.id, "name": actor.name, "kind": actor.kind}
    if isinstance(ref, Actor):
        aliases = dict.fromkeys([*ref.aliases, ref.name])
        changed["aliases"] = tuple(alias for alias in aliases if alias != actor.name)
        changed["article_id"] = None
        changed["wikidata"] = actor.wikidata if isinstance(actor, Actor) else ref.wikidata
    return ref.model_copy(update=changed)


def _show_triple(triple: Triple, actors: Mapping[str, ActorRef]) -> Triple:
    def show(argument: Argument) -> Argument:
        actor = actors.get(argument.actor) if argument.actor else None
        return argument.model_copy(update={"actor": actor.id}) if actor else argument

    return triple.model_copy(
        update={
            "subject": show(triple.subject),
            "object": show(triple.object) if triple.object else None,
            "extra": tuple(show(argument) for argument in triple.extra),
        }
    )


def _show_link(link: ChainLink, actors: Mapping[str, ActorRef]) -> ChainLink:
    actor = actors.get(link.actor) if link.actor else None
    return link.model_copy(update={"actor": actor.id, "name": actor.name}) if actor else link


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
