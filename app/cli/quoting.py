"""`quotes` and `trace`: the same words across publishers."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from app.cli.options import JsonOption, StoreOption, build_query, with_filters
from app.cli.output import NOTHING, print_json, print_lines, say
from app.log import log_plainly
from app.printing import print_coverage, print_match, print_quote, print_quote_line
from app.settings import load_settings
from app.stores import open_ready_store
from schema.quote import QuoteAnswer, QuoteQuery


def register(app: typer.Typer) -> None:
    quotes_app = typer.Typer(help="Find words that several articles quote.", rich_markup_mode=None)
    quotes_app.command("list")(quotes)
    quotes_app.command("show")(show_quote)
    app.add_typer(quotes_app, name="quotes")
    app.command()(trace)


@with_filters(QuoteQuery)
def quotes(*, store: StoreOption = None, as_json: JsonOption = False, **filters: Any) -> None:
    """Find words that are quoted at least twice, those of most publishers first."""
    query = build_query(QuoteQuery, filters)
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        page = opened.find_quotes(query)
    if as_json:
        print_json(page)
        return
    print_lines((print_quote_line(quote) for quote in page.items), title=False)
    say(print_coverage(page.coverage))
    if page.next_cursor:
        say(f"Next page: --cursor {page.next_cursor}")


def show_quote(
    quote_id: Annotated[str, typer.Argument(help="Id of the quote, as `onrecord quotes list` prints it.")],
    *,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Show who carried the words, when, in which wording, and through whom."""
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        answer = QuoteAnswer(quote=opened.get_quote(quote_id), coverage=opened.count())
    if answer.quote.id != quote_id:
        say(f"{quote_id} is one of the runs of {answer.quote.id}.")
    if as_json:
        print_json(answer)
        return
    print_lines(print_quote(answer.quote))
    say(print_coverage(answer.coverage))


def trace(
    words: Annotated[str, typer.Argument(help="Any words; those in quotation marks are looked for, if there are any.")],
    *,
    limit: Annotated[int, typer.Option(min=1, max=200, help="How many quotes at most.")] = 3,
    store: StoreOption = None,
    as_json: JsonOption = False,
) -> None:
    """Find who carried some words, who changed them, and through whom they came."""
    log_plainly()
    with open_ready_store(load_settings(store=store)) as opened:
        found = opened.trace(words, limit=limit)
    if as_json:
        print_json(found)
    for match in () if as_json else found.matches:
        print_lines([*print_match(match), ""])
    if not as_json:
        say(print_coverage(found.coverage))
    if not found.matches:
        say("No quote has these words.")
        raise typer.Exit(NOTHING)
