"""What the search box finds: speakers by name, quotes by their words, statements by theirs."""

from __future__ import annotations

from typing import NamedTuple

from graph.store import Store
from schema.errors import InvalidSearch
from schema.query import ActorQuery, ActorSummary, FoundStatement, StatementQuery
from schema.quote import Difference, Match, QuoteQuery, QuoteSummary

MOST = 10
"""Of each sort that are shown."""


class FoundQuote(NamedTuple):
    """`match` says how the words that were asked for stand to it; None where they only occur in it."""

    quote: QuoteSummary
    match: Match | None = None
    differences: tuple[Difference, ...] = ()


class Found(NamedTuple):
    actors: tuple[ActorSummary, ...] = ()
    quotes: tuple[FoundQuote, ...] = ()
    statements: tuple[FoundStatement, ...] = ()


def search(store: Store, asked: str) -> Found:
    """Words without a letter or digit find nothing."""
    try:
        actors = store.find_actors(ActorQuery(q=asked, limit=MOST)).items
        statements = store.find_statements(StatementQuery(q=asked, limit=MOST)).items
        return Found(actors, _find_quotes(store, asked), statements)
    except InvalidSearch:
        return Found()


def _find_quotes(store: Store, asked: str) -> tuple[FoundQuote, ...]:
    """Those that have the words as a whole, then those in which they occur."""
    traced = [FoundQuote(one.quote, one.match, one.differences) for one in store.trace(asked, limit=MOST).matches]
    known = {one.quote.id for one in traced}
    occurring = store.find_quotes(QuoteQuery(q=asked, limit=MOST)).items
    return (*traced, *(FoundQuote(one) for one in occurring if one.id not in known))[:MOST]
