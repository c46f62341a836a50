"""`explain`: why a statement has its speaker, day, act and channel."""

from __future__ import annotations

from typing import Annotated

import typer

from app.cli.options import JsonOption, StoreOption
from app.cli.output import print_json, print_lines
from app.explanation import find_explanation
from app.log import log_plainly
from app.printing import print_explanation
from app.settings import load_settings
from app.stores import open_ready_store


def register(app: typer.Typer) -> None:
    app.command()(explain)


def explain(
    statement_id: Annotated[str, typer.Argument(help="Id of the statement, as `onrecord statements` prints it.")],
    *,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Say why this speaker, date, act and channel: the rule, the mentions linked, the runner-up."""
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        explained = find_explanation(opened, statement_id)
    if as_json:
        print_json(explained)
        return
    print_lines(print_explanation(explained))
