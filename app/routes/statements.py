"""Statements: found by who said what about whom, looked at in their place."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.answers import Chain, Context
from app.context import find_context
from app.deps import StoreDep
from app.explanation import Explanation, find_explanation
from app.routes.conventions import link_next, problems
from app.routes.redirects import follow_query
from schema.query import FoundStatement, StatementPage, StatementQuery

router = APIRouter(prefix="/statements", tags=["statements"])

StatementFilters = Annotated[StatementQuery, Query()]


@router.get(
    "", operation_id="listStatements", responses=problems(308, 421, 422, 503), dependencies=[Depends(follow_query)]
)
def list_statements(query: StatementFilters, request: Request, response: Response, store: StoreDep) -> StatementPage:
    """Statements that pass all filters, newest first unless `sort` says otherwise.

    `resolved` lists the actors that the names in the query matched, with the number of statements of each;
    `unresolved` counts statements without a speaker that may be by one of them, `undated` those that are left out
    because they have no date.
    """
    page = store.find_statements(query)
    link_next(request, response, page)
    return page


@router.get("/{statement_id}", operation_id="getStatement", responses=problems(404, 421, 422, 503))
def get_statement(statement_id: str, store: StoreDep) -> FoundStatement:
    """One statement with its sentence and its article."""
    return store.get_statement(statement_id)


@router.get("/{statement_id}/context", operation_id="getStatementContext", responses=problems(404, 421, 422, 503))
def get_context(
    statement_id: str,
    store: StoreDep,
    sentences: Annotated[int, Query(ge=0, le=20, description="How many sentences before and after.")] = 2,
) -> Context:
    """The statement's sentence in the article's text, with its neighbours."""
    return find_context(store, statement_id, sentences=sentences)


@router.get("/{statement_id}/chain", operation_id="getStatementChain", responses=problems(404, 421, 422, 503))
def get_chain(statement_id: str, store: StoreDep) -> Chain:
    """Through whom it came: publisher, author, each reporting speaker, the speaker."""
    found = store.get_statement(statement_id)
    links = found.statement.chain
    passed = [link.statement for link in links if link.statement and link.statement != statement_id]
    outer = tuple(store.get_statement(one) for one in passed)
    return Chain(statement_id=statement_id, chain=links, statements=(*outer, found))


@router.get(
    "/{statement_id}/explanation", operation_id="getStatementExplanation", responses=problems(404, 421, 422, 503)
)
def get_explanation(statement_id: str, store: StoreDep) -> Explanation:
    """Why this speaker, day, act and channel: the rule, the mentions linked, the runner-up, who decided."""
    return find_explanation(store, statement_id)
