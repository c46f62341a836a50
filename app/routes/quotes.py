"""Quotes: the same words across articles and publishers, and which of them has some words."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote as escape

from fastapi import APIRouter, Query, Request, Response

from app.answers import TraceRequest
from app.deps import StoreDep
from app.routes.conventions import link_next, problems
from app.routes.redirects import Moved
from schema.quote import QuoteAnswer, QuotePage, QuoteQuery, StatementVariants, Trace

router = APIRouter(tags=["quotes"])


@router.get("/quotes", operation_id="listQuotes", responses=problems(421, 422, 503))
def list_quotes(
    query: Annotated[QuoteQuery, Query()], request: Request, response: Response, store: StoreDep
) -> QuotePage:
    """Words that are quoted at least twice: those of most publishers first, then the earliest.

    `independent_reports` counts reports, so far every article as one of its own. `first_seen_in_collection` is the
    earliest day on which an article of this collection carries the words: nobody need have said them first then.
    """
    page = store.find_quotes(query)
    link_next(request, response, page)
    return page


@router.get("/quotes/{quote_id}", operation_id="getQuote", responses=problems(308, 404, 421, 422, 503))
def get_quote(quote_id: str, store: StoreDep) -> QuoteAnswer:
    """One utterance: who carries it in order of their days, in which wordings, how these differ, through whom it came.

    The id of any run of its words leads there.
    """
    quote = store.get_quote(quote_id)
    if quote.id != quote_id:
        raise Moved(f"/v1/quotes/{escape(quote.id, safe='')}", what="quote")
    return QuoteAnswer(quote=quote, coverage=store.count())


@router.get(
    "/statements/{statement_id}/variants", operation_id="listStatementVariants", responses=problems(404, 421, 422, 503)
)
def list_variants(statement_id: str, store: StoreDep) -> StatementVariants:
    """The quotes of a statement: one for each run of its quoted words, with all who carry the same."""
    return StatementVariants(statement=statement_id, quotes=store.find_quotes_of(statement_id), coverage=store.count())


@router.post("/trace", operation_id="trace", responses=problems(403, 413, 415, 421, 422, 503))
def trace(request: TraceRequest, store: StoreDep) -> Trace:
    """Who carried some words: quotes that have them or nearly, the nearest first, each with how the words differ.

    Another number, negation or name is never better than `meaning_may_differ`. Nothing found is an empty list, with
    what was searched.
    """
    return store.trace(request.words, limit=request.limit)
