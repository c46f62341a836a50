"""`actors why`, `actors merge` and `actors split`: which names are one actor, and what people say to that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

import typer

from app.cli.options import JsonOption, StoreOption
from app.cli.output import print_json, print_lines
from app.log import log_plainly
from app.printing import plain, print_actor
from app.settings import load_settings
from app.stores import open_ready_store
from graph.deciding import merge as merge_actors
from graph.deciding import split as split_actor
from graph.store import Store
from schema.errors import NotFound, QueryError
from schema.ids import fold
from schema.joining import ActorEvidence, Apart, Decision, Join, JoinedName
from schema.query import MAX_LIMIT, ActorQuery

ActorId = Annotated[str, typer.Argument(help="Id of the actor, or its full name.")]
_RULES = {
    "merge": "merged by decision",
    "name": "the same full name",
    "middle": "one full name, with a middle name or without",
    "alias": "an article uses both for one",
    "role": "alike given names, the same role or body",
    "body": "the same words",
}
_REASONS = {
    "decision": "kept apart by decision",
    "kind": "another kind",
    "gazetteer": "Wikidata knows two",
    "ending": "junior and senior are two",
    "middle": "other middle names",
    "field": "other fields of work",
    "ambiguous": "may as well be another",
    "given name": "other given names",
    "no evidence": "nothing says that they are one",
}


def register(app: typer.Typer) -> None:
    app.command("why")(why)
    app.command("merge")(merge)
    app.command("split")(split)


def find_id(store: Store, asked: str) -> str:
    """An id, or a full name that one actor has."""
    if asked.startswith("ac_") or not fold(asked):
        return asked
    found = store.find_actors(ActorQuery(q=asked, limit=MAX_LIMIT)).items
    named = [actor for actor in found if fold(asked) in map(fold, (actor.name, *actor.aliases))]
    if len(named) == 1:
        return named[0].id
    if not named:
        raise NotFound("no actor has this name", source=asked)
    known = ", ".join(f"{actor.id} ({actor.name}, {actor.kind})" for actor in named)
    raise QueryError("several actors have this name", source=asked, remedy=f"Give one of the ids: {known}.")


def why(actor_id: ActorId, *, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Say which names are this actor, what joined them, in which articles they stand, and what was kept apart."""
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        evidence = opened.explain_actor(find_id(opened, actor_id))
    if as_json:
        print_json(evidence)
    else:
        print_lines(plain(line) for line in _lines(evidence))


def _lines(evidence: ActorEvidence) -> Iterator[str]:
    names = {name.id: name.name for name in evidence.names} | {one.actor: one.name for one in evidence.apart}
    yield print_actor(evidence.actor)
    yield from (_name_line(name) for name in evidence.names)
    yield from (_join_line(link, names) for link in evidence.joins)
    yield from (_apart_line(one) for one in evidence.apart)
    yield from (_decision_line(one) for one in evidence.decisions)


def _name_line(name: JoinedName) -> str:
    known = f", {name.wikidata}" if name.wikidata else ""
    articles = "1 article" if name.articles == 1 else f"{name.articles:,} articles"
    more = " …" if name.articles > len(name.in_articles) else ""
    return f"    name:     {name.name} ({name.id}{known}) in {articles}: {' '.join(name.in_articles)}{more}"


def _join_line(link: Join, names: dict[str, str]) -> str:
    ends = f"{names.get(link.actor, link.actor)} = {names.get(link.other, link.other)}"
    return f"    joined:   {ends}: {_RULES[link.rule]}" + (f" ({link.value})" if link.value else "")


def _apart_line(one: Apart) -> str:
    value = f" ({one.value})" if one.value else ""
    return f"    apart:    {one.name} ({one.kind}, {one.actor}): {_REASONS[one.because]}{value}"


def _decision_line(one: Decision) -> str:
    if one.kind == "part":
        return f"    decided:  {one.actor} is {one.other} in {' '.join(one.articles)}"
    return f"    decided:  {one.actor} {'is' if one.kind == 'merge' else 'is not'} {one.other}"


def merge(
    actor_id: ActorId,
    into: Annotated[str, typer.Argument(help="Id or name of the actor that it is; both have its id then.")],
    *,
    force: Annotated[bool, typer.Option("--force", help="Although their kinds or Wikidata ids differ.")] = False,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that two actors are one. `actors split` takes it back."""
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        actor = merge_actors(opened, find_id(opened, actor_id), find_id(opened, into), force=force)
    print_json(actor) if as_json else print_lines([print_actor(actor)], title=False)


def split(
    actor_id: ActorId,
    *,
    name: Annotated[list[str] | None, typer.Option(help="A name, or its id, that is somebody else.")] = None,
    article: Annotated[list[str] | None, typer.Option(help="Id of an article in which it is somebody else.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say that one actor is two: take out names, or what it is in some articles. `actors merge` takes it back."""
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        actors = split_actor(opened, find_id(opened, actor_id), names=name or (), articles=article or ())
    if as_json:
        print_json([actor.model_dump(mode="json") for actor in actors])
    else:
        print_lines((print_actor(actor) for actor in actors), title=False)
