"""Actors: who speaks, what is said about them, with whom they are spoken of, and which names are one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query, Request, Response

from app.answers import ActorPage, CounterpartPage, MergeRequest, SplitActors, SplitRequest
from app.deps import StoreDep
from app.problems import BadRequest, FieldProblem
from app.routes.conventions import link_next, problems
from app.routes.redirects import follow_path, follow_query
from app.routes.statements import StatementFilters
from graph.deciding import merge, split
from graph.store import Store
from schema.joining import ActorEvidence
from schema.query import MAX_LIMIT, ActorQuery, ActorSummary, StatementPage, StatementQuery

router = APIRouter(prefix="/actors", tags=["actors"])
_FOLLOW = Depends(follow_path)


@router.get("", operation_id="listActors", responses=problems(421, 422, 503))
def list_actors(
    query: Annotated[ActorQuery, Query()], request: Request, response: Response, store: StoreDep
) -> ActorPage:
    """Actors whose name or alias has all words of `q`, most statements first."""
    found = store.find_actors(query)
    link_next(request, response, found)
    return ActorPage(items=found.items, next_cursor=found.next_cursor, coverage=store.count())


@router.get("/{actor_id}", operation_id="getActor", responses=problems(308, 404, 421, 422, 503), dependencies=[_FOLLOW])
def get_actor(actor_id: str, store: StoreDep) -> ActorSummary:
    """One actor with its other names and the number of statements by and about it."""
    return store.get_actor(actor_id)


@router.get(
    "/{actor_id}/statements",
    operation_id="listActorStatements",
    responses=problems(308, 404, 421, 422, 503),
    dependencies=[_FOLLOW, Depends(follow_query)],
)
def list_actor_statements(
    actor_id: str, query: StatementFilters, request: Request, response: Response, store: StoreDep
) -> StatementPage:
    """What the actor said. Takes the filters of `/v1/statements`."""
    return _find(store, actor_id, narrow(query, speaker_id=actor_id), request, response)


@router.get(
    "/{actor_id}/about",
    operation_id="listStatementsAboutActor",
    responses=problems(308, 404, 421, 422, 503),
    dependencies=[_FOLLOW, Depends(follow_query)],
)
def list_about_actor(
    actor_id: str, query: StatementFilters, request: Request, response: Response, store: StoreDep
) -> StatementPage:
    """Who says what about the actor. Takes the filters of `/v1/statements`."""
    return _find(store, actor_id, narrow(query, about_id=actor_id), request, response)


@router.get(
    "/{actor_id}/counterparts",
    operation_id="listCounterparts",
    responses=problems(308, 404, 421, 422, 503),
    dependencies=[_FOLLOW],
)
def list_counterparts(
    actor_id: str,
    store: StoreDep,
    limit: Annotated[int, Query(ge=1, le=MAX_LIMIT, description="How many.")] = 20,
) -> CounterpartPage:
    """With whom the actor speaks of each other, and in how many statements each way."""
    actor = store.get_actor(actor_id)
    found = store.find_counterparts(actor_id, limit=limit)
    return CounterpartPage(items=tuple(found), actor=actor, coverage=store.count())


@router.get(
    "/{actor_id}/why", operation_id="explainActor", responses=problems(308, 404, 421, 422, 503), dependencies=[_FOLLOW]
)
def explain_actor(actor_id: str, store: StoreDep) -> ActorEvidence:
    """Which names are this actor, what joined them, in which articles they stand, and what was kept apart."""
    return store.explain_actor(actor_id)


@router.post("/{actor_id}/merge", operation_id="mergeActor", responses=problems(403, 404, 409, 421, 422, 503))
def merge_actor(actor_id: str, request: MergeRequest, store: StoreDep) -> ActorSummary:
    """Says that this actor is another: both have the id of the other from then on, and the old id leads there.

    Holds for articles that come later or are extracted anew. A split takes it back.
    """
    return merge(store, actor_id, request.into, force=request.force)


@router.post("/{actor_id}/split", operation_id="splitActor", responses=problems(403, 404, 409, 421, 422, 503))
def split_actor(actor_id: str, request: SplitRequest, store: StoreDep) -> SplitActors:
    """Says that this actor is two: takes out names, or what it is in some articles. A merge takes it back."""
    return SplitActors(items=tuple(split(store, actor_id, names=request.names, articles=request.articles)))


def narrow(query: StatementQuery, **fixed: str) -> StatementQuery:
    """The query with what the address itself says; a parameter that says otherwise is refused."""
    for name, value in fixed.items():
        if getattr(query, name) not in (None, value):
            raise BadRequest(FieldProblem(location=f"query.{name}", message="The address itself gives another one."))
    return query.model_copy(update=fixed)


def _find(store: Store, actor_id: str, query: StatementQuery, request: Request, response: Response) -> StatementPage:
    store.get_actor(actor_id)
    page = store.find_statements(query)
    link_next(request, response, page)
    return page
