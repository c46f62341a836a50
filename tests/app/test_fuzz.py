"""Requests made from the service's own description: it keeps what it promises, whatever is sent."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance
from starlette.testclient import TestClient

from app.deps import Services
from app.extraction import Extracts
from app.main import create_app
from tests.app.conftest import BRIDGE, FERRIES, app_for, settings_for

EXAMPLES = 15


@pytest.fixture(scope="session")
def description(extractor: Extracts, tmp_path_factory: pytest.TempPathFactory) -> schemathesis.BaseSchema:
    """Of a service that holds two articles."""
    app = app_for(settings_for(tmp_path_factory.mktemp("fuzz"), max_body_bytes=20_000), extractor)
    with TestClient(app, base_url="http://localhost") as client:
        for article in (BRIDGE, FERRIES):
            client.post("/v1/articles", json=article)
    described = schemathesis.openapi.from_asgi("/openapi.json", app, headers={"host": "localhost"})
    described.config.update(base_url="http://localhost")
    return described


def unused() -> NoReturn:
    raise AssertionError("a description needs neither store nor model")


def operations() -> Iterator[tuple[str, str, bool]]:
    """Path, method, and whether it can be asked otherwise than described: by a query or a body."""
    app = create_app(Services(settings_for(Path()), open_store=unused, load_extractor=unused))
    for path, methods in app.openapi()["paths"].items():
        for method, operation in methods.items():
            asked = any(one["in"] == "query" for one in operation.get("parameters", ()))
            yield path, method.upper(), asked or "requestBody" in operation


def send_many(description: schemathesis.BaseSchema, path: str, method: str, mode: GenerationMode) -> None:
    """Words that are no search and ids that are nobody's are refused although the description allows them."""

    @settings(
        max_examples=EXAMPLES, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(case=description[path][method].as_strategy(generation_mode=mode))
    def send(case: schemathesis.Case[Any]) -> None:
        case.call_and_validate(excluded_checks=[positive_data_acceptance])

    send()


@pytest.mark.parametrize(("path", "method"), [(path, method) for path, method, _ in operations()])
def test_requests_as_described_are_answered_as_described(
    description: schemathesis.BaseSchema, path: str, method: str
) -> None:
    send_many(description, path, method, GenerationMode.POSITIVE)


@pytest.mark.parametrize(
    ("path", "method"), [(path, method) for path, method, can_differ in operations() if can_differ]
)
def test_requests_otherwise_than_described_are_refused(
    description: schemathesis.BaseSchema, path: str, method: str
) -> None:
    send_many(description, path, method, GenerationMode.NEGATIVE)
