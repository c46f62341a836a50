"""Every request of docs/api.md is answered as the page says."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from starlette.testclient import TestClient

from schema.query import StatementQuery

PAGE = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
_EXAMPLE = re.compile(r"```http\n(?P<request>.*?)```(?:\n+```json\n(?P<status>\d+)(?P<answer>.*?)```)?", re.DOTALL)


class Example(NamedTuple):
    method: str
    target: str
    headers: dict[str, str]
    body: bytes
    status: int | None
    answer: str


def examples() -> list[Example]:
    found = []
    for match in _EXAMPLE.finditer(PAGE):
        head, _, body = match["request"].partition("\n\n")
        first, *lines = head.strip().splitlines()
        method, target = first.split()
        headers = dict(line.split(": ", 1) for line in lines)
        status = int(match["status"]) if match["status"] else None
        found.append(Example(method, target, headers, body.strip().encode(), status, (match["answer"] or "").strip()))
    return found


def assert_shows(shown: Any, answer: Any, where: str = "") -> None:
    """Everything that the page shows is there; "…" stands for anything."""
    if shown == "…":
        return
    if isinstance(shown, dict):
        for name, value in shown.items():
            assert name in answer, f"{where}.{name}"
            assert_shows(value, answer[name], f"{where}.{name}")
    elif isinstance(shown, list):
        assert len(answer) >= len(shown), where
        for number, value in enumerate(shown):
            assert_shows(value, answer[number], f"{where}[{number}]")
    else:
        assert shown == answer, where


def test_every_documented_request_is_answered_as_shown(client: TestClient) -> None:
    ids: dict[str, str] = {}

    def filled(text: str) -> str:
        return re.sub(r"\{(\w+_id)\}", lambda name: ids[name[1]], text)

    assert len(examples()) > 20
    for example in examples():
        response = client.request(
            example.method,
            filled(example.target),
            headers=example.headers,
            content=filled(example.body.decode()).encode() or None,
            follow_redirects=False,
        )
        wanted = example.status or 200
        assert response.status_code == wanted, (example.target, response.text)
        if example.answer:
            assert_shows(json.loads(filled(example.answer)), response.json(), example.target)
        if "article_id" not in ids:
            record = response.json()
            first = next(one for one in record["statements"] if one["speaker"] and "Velasco" in one["speaker"]["name"])
            ids |= {"article_id": record["article"]["id"], "statement_id": first["id"]}
            [quote] = client.get(f"/v1/statements/{first['id']}/variants").json()["quotes"]
            ids["quote_id"] = quote["id"]
            ids["actor_id"] = first["speaker"]["id"]
            speakers = [one["speaker"] for one in record["statements"] if one["speaker"]]
            ids["other_actor_id"] = next(one["id"] for one in speakers if one["name"] == "Paul Renner")


def test_every_address_of_the_service_is_on_the_page(client: TestClient) -> None:
    shown = {(example.method, re.sub(r"\{\w+\}", "{id}", example.target.partition("?")[0])) for example in examples()}
    for path, operations in client.get("/openapi.json").json()["paths"].items():
        for method in operations:
            assert (method.upper(), re.sub(r"\{\w+\}", "{id}", path)) in shown


@pytest.mark.parametrize("name", StatementQuery.model_fields)
def test_every_filter_is_on_the_page(name: str) -> None:
    assert re.search(rf"^\| .*`{name}`", PAGE, re.MULTILINE)
