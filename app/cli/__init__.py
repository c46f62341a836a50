"""The command line: articles in, statements out. `onrecord --help`."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from app.cli import articles, explaining, maintenance, quoting, search, service
from app.cli.output import EXIT_CODES_HELP, exit_code, show_error, use_utf8
from schema import __version__
from schema.errors import OnrecordError

app = typer.Typer(
    name="onrecord",
    help="Who said what about whom: attributed statements from news articles.",
    epilog=EXIT_CODES_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)


def _show_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and stop.")
    ] = False,
) -> None:
    """Who said what about whom: attributed statements from news articles."""


for module in (articles, search, quoting, explaining, service, maintenance):
    module.register(app)


def main(arguments: list[str] | None = None) -> None:
    """Runs a command, that of the process unless given; an error of ours becomes one line and its exit code."""
    use_utf8()
    try:
        app(arguments)
    except OnrecordError as error:
        show_error(error)
        sys.exit(exit_code(error))
