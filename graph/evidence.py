"""Why the names of an actor are one, and which others were kept apart."""

from __future__ import annotations

from collections.abc import Mapping

from graph.joining import Joined, Name, join
from graph.names import block_of
from graph.settling import Directory, KnownName, find_related, read_known
from schema.actor import ActorKind
from schema.joining import ActorEvidence, Apart, FormCount, JoinedName
from schema.query import ActorSummary

MAX_ARTICLES = 20
"""Ids of articles that are listed of a name."""
_BLOCKED: tuple[ActorKind, ...] = ("person", "organization")


def explain(directory: Directory, actor: ActorSummary) -> ActorEvidence:
    """From what is in the store: the same that the joining itself was made from."""
    decisions = directory.find_decisions()
    known: dict[str, KnownName] = {}

    def block(id_: str) -> str | None:
        name = read_known(known[id_])
        return name.block if name else None

    reached = find_related(directory, [actor.id], decisions, known, block)
    names = {id_: name for id_ in sorted(reached) if (name := read_known(known[id_])) is not None}
    joined = join(names.values(), decisions)
    members = [id_ for id_ in names if joined.actor_of[id_] == actor.id]
    articles = directory.find_articles(members)
    ids = {actor.id, *members}
    return ActorEvidence(
        actor=actor,
        names=tuple(_joined_name(known[id_], names[id_], articles.get(id_, [])) for id_ in members),
        joins=tuple(link for link in joined.links if link.actor in ids or link.other in ids),
        apart=(*_apart(names, members, joined), *_of_other_kinds(directory, names, members)),
        decisions=tuple(one for one in decisions if one.actor in ids or one.other in ids),
    )


def _joined_name(known: KnownName, name: Name, articles: list[str]) -> JoinedName:
    counts = sorted(known.forms.items(), key=lambda form: (form[0][0], -form[1], form[0][1]))
    return JoinedName(
        id=name.id,
        name=name.name,
        kind=name.kind,
        wikidata=name.wikidata,
        articles=len(articles),
        in_articles=tuple(articles[:MAX_ARTICLES]),
        forms=tuple(FormCount(field=field, value=value, articles=number) for (field, value), number in counts),
    )


def _apart(names: Mapping[str, Name], members: list[str], joined: Joined) -> list[Apart]:
    """Each other name once, with the first reason."""
    found: dict[str, Apart] = {}
    for pair, (because, value) in sorted(joined.refused.items(), key=lambda entry: sorted(entry[0])):
        others = [names[id_] for id_ in pair if id_ not in members]
        if len(others) == 1:
            [other] = others
            found.setdefault(
                other.id, Apart(actor=other.id, name=other.name, kind=other.kind, because=because, value=value)
            )
    return list(found.values())


def _of_other_kinds(directory: Directory, names: Mapping[str, Name], members: list[str]) -> list[Apart]:
    """The same name, of a body in one article and a person in another."""
    folded = {names[id_].folded for id_ in members}
    blocks = {block_of(kind, names[id_].name) for id_ in members for kind in _BLOCKED if kind != names[id_].kind}
    others = directory.find_blocks(sorted(block for block in blocks if block is not None))
    read = [name for one in others if one.id not in names and (name := read_known(one)) is not None]
    return [
        Apart(actor=one.id, name=one.name, kind=one.kind, because="kind", value=one.kind)
        for one in read
        if one.folded in folded
    ]
