"""What all addresses have in common: strict parameters, pages, documented problems."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from http import HTTPStatus
from typing import Any, get_args
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel

from app.problems import MEDIA_TYPE, BadRequest, FieldProblem
from schema.query import Page

Check = Callable[[str], str | None]
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_NUMBER = re.compile(r"\d+(\.\d+)?", re.ASCII)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """`responses=` of a route: which errors it may answer with."""
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {status: {"description": HTTPStatus(status).phrase, "content": content} for status in statuses}


def check_parameters(request: Request) -> None:
    """Refuses parameters that the address does not have, that come twice, that are empty or loosely written."""
    known = dict(_query_parameters(request))
    wrong = [
        FieldProblem(location=f"query.{name}", message=message)
        for name in dict.fromkeys(request.query_params.keys())
        if (message := _fault(name, request.query_params.getlist(name), known)) is not None
    ]
    if wrong:
        raise BadRequest(*wrong)


def _fault(name: str, values: list[str], known: Mapping[str, Any]) -> str | None:
    if name not in known:
        return f"There is no such parameter. There are: {', '.join(known) or 'none'}."
    if len(values) > 1:
        return "It is given more than once."
    if not values[0].strip():
        return "It is empty."
    if "\0" in values[0]:
        return "It holds a NUL character."
    for wanted in (known[name], *get_args(known[name])):
        if wanted in _WRITTEN and not _WRITTEN[wanted][0](values[0]):
            return _WRITTEN[wanted][1]
    return None


_WRITTEN: dict[Any, tuple[Callable[[str], object], str]] = {
    bool: (lambda value: value in ("true", "false"), "It is true or false."),
    int: (lambda value: value.isascii() and value.isdigit(), "It is a whole number."),
    float: (_NUMBER.fullmatch, "It is a number, like 0.5."),
    dt.date: (_DATE.fullmatch, "A date is written YYYY-MM-DD."),
}


def _query_parameters(request: Request) -> Iterator[tuple[str, Any]]:
    route = request.scope["route"]
    assert isinstance(route, APIRoute)
    waiting = [route.dependant]
    while waiting:
        dependant = waiting.pop()
        waiting.extend(dependant.dependencies)
        for parameter in dependant.query_params:
            annotation = parameter.field_info.annotation
            if isinstance(annotation, type) and issubclass(annotation, BaseModel):
                yield from ((name, field.annotation) for name, field in annotation.model_fields.items())
            else:
                yield parameter.alias, annotation


def link_next(request: Request, response: Response, page: Page[Any]) -> None:
    """`Link: rel="next"`, relative, so that it holds behind any name."""
    if page.next_cursor is not None:
        query = [(name, value) for name, value in request.query_params.items() if name != "cursor"]
        target = f"{request.url.path}?{urlencode([*query, ('cursor', page.next_cursor)])}"
        response.headers["Link"] = f'<{target}>; rel="next"'
