"""What the search box finds: speakers by name, quotes by their words, statements by theirs."""

from __future__ import annotations

from typing import NamedTuple

from graph.store import Store
from schema.errors import InvalidSearch
from schema.query import ActorQuery, ActorSummary, FoundStatement, StatementQuery
from schema.quote import Difference, Match, Quote, QuoteQuery
from schema.statement import Statement

MOST = 10
"""Of each sort that are shown."""


class ListedQuote(NamedTuple):
    """`statement` is the earliest that has the words: it says whether they were asserted, denied or asked.

    `match` and `differences` say how the words that were asked for stand to it, if they were traced.
    """

    quote: Quote
    statement: Statement
    match: Match | None = None
    differences: tuple[Difference, ...] = ()


class Found(NamedTuple):
    actors: tuple[ActorSummary, ...] = ()
    quotes: tuple[ListedQuote, ...] = ()
    statements: tuple[FoundStatement, ...] = ()


def search(store: Store, asked: str) -> Found:
    """Words without a letter or digit find nothing."""
    try:
        actors = store.find_actors(ActorQuery(q=asked, limit=MOST)).items
        statements = store.find_statements(StatementQuery(q=asked, limit=MOST)).items
        return Found(actors, _find_quotes(store, asked), statements)
    except InvalidSearch:
        return Found()


def _find_quotes(store: Store, asked: str) -> tuple[ListedQuote, ...]:
    """Those that have the words as a whole, then those in which they occur."""
    matches = store.trace(asked, limit=MOST).matches
    traced = [ListedQuote(one.quote, _earliest(store, one.quote), one.match, one.differences) for one in matches]
    known = {one.quote.id for one in matches}
    occurring = list_quotes(store, QuoteQuery(q=asked, limit=MOST))
    return (*traced, *(one for one in occurring if one.quote.id not in known))[:MOST]


def list_quotes(store: Store, query: QuoteQuery) -> tuple[ListedQuote, ...]:
    quotes = [store.get_quote(one.id) for one in store.find_quotes(query).items]
    return tuple(ListedQuote(quote, _earliest(store, quote)) for quote in quotes)


def _earliest(store: Store, quote: Quote) -> Statement:
    return store.get_statement(quote.seen[0].statement).statement
