"""`statements` and `actors`: the questions of the API, asked of the store directly."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.answers import ActorPage
from app.cli import joining
from app.cli.options import JsonOption, StoreOption, build_query, with_filters
from app.cli.output import print_json, print_lines, say
from app.log import log_plainly
from app.printing import print_actor, print_found
from app.settings import load_settings
from app.stores import open_ready_store
from schema.query import ActorQuery, StatementPage, StatementQuery


def register(app: typer.Typer) -> None:
    app.command()(statements)
    actors_app = typer.Typer(help="Find actors: who speaks and is spoken of.", rich_markup_mode=None)
    actors_app.callback(invoke_without_command=True)(actors)
    actors_app.command("show")(show_actor)
    joining.register(actors_app)
    app.add_typer(actors_app, name="actors")


@with_filters(StatementQuery)
def statements(*, store: StoreOption = None, as_json: JsonOption = False, **filters: Any) -> None:
    """Find statements by who said what about whom, with the filters of the API."""
    query = build_query(StatementQuery, filters)
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        page = opened.find_statements(query)
    if as_json:
        print_json(page)
        return
    for number, found in enumerate(page.items, 1):
        print_lines([*print_found(found, number=number), ""])
    say(_remark(page))


def _remark(page: StatementPage) -> str:
    """What stands beside the list: whom the names meant, what was left out, where it goes on."""
    remarks = [f"{len(page.items)} statements shown."]
    remarks += [f"{one.parameter}: {one.name} ({one.kind}, {one.id}): {one.statements}." for one in page.resolved]
    if page.undated:
        remarks.append(f"{page.undated} more have no date (--include-undated).")
    if page.unresolved:
        remarks.append(f"{page.unresolved} more have no certain speaker and may belong here.")
    if page.next_cursor:
        remarks.append(f"Next page: --cursor {page.next_cursor}")
    return "\n".join(remarks)


def actors(
    context: typer.Context,
    *,
    q: Annotated[str | None, typer.Option(help="Words of the name or an alias.")] = None,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many on a page.")] = 20,
    cursor: Annotated[str | None, typer.Option(help="`next_cursor` of the page before.")] = None,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find actors by name, most statements first."""
    if context.invoked_subcommand:
        return
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        page = opened.find_actors(ActorQuery(q=q, limit=limit, cursor=cursor))
        answer = ActorPage(items=page.items, next_cursor=page.next_cursor, coverage=opened.count())
    if as_json:
        print_json(answer)
        return
    print_lines((print_actor(actor) for actor in answer.items), title=False)
    if answer.next_cursor:
        say(f"Next page: --cursor {answer.next_cursor}")


def show_actor(
    actor_id: Annotated[str, typer.Argument(help="Id of the actor, as `onrecord actors` prints it.")],
    *,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show an actor and with whom it is spoken of."""
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        actor = opened.get_actor(actor_id)
        counterparts = opened.find_counterparts(actor.id)
    if actor.id != actor_id:
        say(f"{actor_id} was joined to {actor.id}.")
    if as_json:
        counted = [one.model_dump(mode="json") for one in counterparts]
        print_json({"actor": actor.model_dump(mode="json"), "counterparts": counted})
        return
    lines = (
        f"    with {one.actor.name}: speaks of them in {one.is_spoken_of}, they of it in {one.says_about}"
        for one in counterparts
    )
    print_lines([print_actor(actor), *lines])
