"""`/docs`: the API's description as one page that loads nothing from elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

router = APIRouter(include_in_schema=False)

_STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}"
    "code{font-size:.9em}table{border-collapse:collapse;width:100%}td{border-top:1px solid #ccc;padding:.3rem;"
    "vertical-align:top}td:first-child{width:12rem}h2{margin-top:2.5rem}"
)
_HEADERS = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}


@router.get("/docs")
def show_docs(request: Request) -> HTMLResponse:
    return HTMLResponse("".join(_page(request.app.openapi())), headers=_HEADERS)


def _page(description: dict[str, Any]) -> Iterator[str]:
    title = escape(description["info"]["title"])
    yield f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{title}: API</title><style>{_STYLE}</style>'
    yield f"<h1>{title}</h1><p>{escape(description['info']['summary'])}</p>"
    yield '<p>For programs: <a href="/openapi.json">/openapi.json</a>.</p>'
    for path, operations in description["paths"].items():
        for method, operation in operations.items():
            yield from _operation(method.upper(), path, operation)


def _operation(method: str, path: str, operation: dict[str, Any]) -> Iterator[str]:
    yield f'<h2 id="{escape(operation["operationId"])}"><code>{method} {escape(path)}</code></h2>'
    yield "".join(f"<p>{escape(paragraph)}</p>" for paragraph in operation["description"].split("\n\n"))
    yield "<table>"
    for parameter in operation.get("parameters", ()):
        told = " ".join(part for part in (parameter.get("description", ""), _values(parameter["schema"])) if part)
        yield f"<tr><td><code>{escape(parameter['name'])}</code></td><td>{escape(told)}</td></tr>"
    for status, answer in operation["responses"].items():
        yield f"<tr><td>{status}</td><td>{escape(answer['description'])}</td></tr>"
    yield "</table>"


def _values(schema: dict[str, Any]) -> str:
    told = f"One of: {', '.join(schema['enum'])}." if "enum" in schema else ""
    return f"{told} Default: {schema['default']}.".strip() if "default" in schema else told
