"""Ids that lead to another actor since names were joined: answered with 308 and the address of today."""

from __future__ import annotations

from http import HTTPStatus
from urllib.parse import quote, urlencode

from fastapi import Request

from app.deps import StoreDep
from app.problems import ServiceError

_FILTERS = ("speaker_id", "about_id", "addressee_id")


class Moved(ServiceError):
    """The same question has another address."""

    def __init__(self, location: str, *, what: str = "actor") -> None:
        super().__init__(
            f"This {what} has another id now.",
            status=HTTPStatus.PERMANENT_REDIRECT,
            code="moved",
            remedy="Follow the Location header.",
            headers={"Location": location},
        )


def follow_path(actor_id: str, request: Request, store: StoreDep) -> None:
    current = store.find_current([actor_id]).get(actor_id)
    if current is not None:
        path = request.url.path.replace(quote(actor_id, safe=""), quote(current, safe=""), 1)
        raise Moved(_with_query(path, request.query_params.multi_items()))


def follow_query(request: Request, store: StoreDep) -> None:
    """Filters by the id of an actor."""
    asked = request.query_params.multi_items()
    ids = [value for name, value in asked if name in _FILTERS]
    current = store.find_current(ids) if ids else {}
    if current:
        query = [(name, current.get(value, value) if name in _FILTERS else value) for name, value in asked]
        raise Moved(_with_query(request.url.path, query))


def _with_query(path: str, query: list[tuple[str, str]]) -> str:
    return f"{path}?{urlencode(query)}" if query else path
