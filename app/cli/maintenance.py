"""`db`, `copy` and `doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.options import JsonOption, ModelOption, StoreOption
from app.cli.output import FAILED, print_json, print_lines, progress, say
from app.copying import copy as run_copy
from app.doctor import examine
from app.log import log_plainly
from app.settings import load_settings
from app.stores import open_ready_store, open_store_of


def register(app: typer.Typer) -> None:
    db = typer.Typer(help="Make, check or upgrade the store's schema.", no_args_is_help=True, rich_markup_mode=None)
    db.command("init")(init)
    db.command("check")(check)
    db.command("upgrade")(upgrade)
    app.add_typer(db, name="db")
    app.command()(copy)
    app.command()(doctor)


def init(*, store: StoreOption = None) -> None:
    """Make the schema. Refused where the database holds somebody else's data."""
    _init(store, "is ready")


def upgrade(*, store: StoreOption = None) -> None:
    """Bring the schema to this version. Steps that are done already are left out."""
    _init(store, "is up to date")


def _init(store: str | None, outcome: str) -> None:
    log_plainly()
    with open_store_of(load_settings(store=store)) as opened:
        opened.init()
        opened.check()
        print_lines([f"{opened.url} {outcome}."], title=False)


def check(*, store: StoreOption = None, as_json: JsonOption = False) -> None:
    """Say whether the store can be used, and what it holds."""
    log_plainly()
    with open_store_of(load_settings(store=store)) as opened:
        opened.check()
        held = opened.count()
        if as_json:
            print_json({"store": opened.url, "coverage": held.model_dump(mode="json")})
            return
        counts = f"{held.articles:,} articles, {held.statements:,} statements, {held.actors:,} actors"
        print_lines([f"{opened.url} is ready: {counts}."], title=False)


def copy(
    source: Annotated[str, typer.Argument(help="Address of the store to copy from.")],
    target: Annotated[str, typer.Argument(help="Address of the store to copy to; what it has already stays.")],
    *,
    batch: Annotated[int | None, typer.Option(min=1, max=1000, help="Articles saved in one transaction.")] = None,
) -> None:
    """Copy all articles and statements from one store to another. Running it again copies only what is missing."""
    log_plainly()
    settings = load_settings(batch=batch)
    with (
        open_store_of(load_settings(store=source)) as opened,
        open_ready_store(load_settings(store=target)) as other,
        progress("articles") as advance,
    ):
        opened.check()
        counts = run_copy(opened, other, batch=settings.batch, advance=advance)
        done = ", ".join(f"{number:,} {status}" for status, number in counts.items())
        print_lines([f"{opened.url} → {other.url}: {done}"], title=False)


def doctor(*, store: StoreOption = None, model: ModelOption = None, as_json: JsonOption = False) -> None:
    """Say what is installed, which store and model are in use, and what is wrong."""
    log_plainly("error")
    findings = examine(load_settings(store=store, model=model))
    if as_json:
        print_json([finding.model_dump(mode="json") for finding in findings])
    else:
        print_lines((f"{'ok   ' if one.ok else 'WRONG'} {one.subject}: {one.detail}" for one in findings), title=False)
    if not all(finding.ok for finding in findings):
        say("Something is wrong: see above.")
        raise typer.Exit(FAILED)
