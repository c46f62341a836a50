"""Who may call the service, and how much they may send."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from tests.app.conftest import BRIDGE, MakeClient
from tests.app.test_api import PLAIN, assert_problem


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8000", "localhost.evil.example", "127.0.0.1.evil", ""])
@pytest.mark.parametrize("path", ["/v1/statements", "/healthz", "/openapi.json"])
def test_a_foreign_host_is_refused_for_reads_too(client: TestClient, host: str, path: str) -> None:
    assert_problem(client.get(path, headers={"host": host}), 421, "foreign_host")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:8000", "[::1]:8000"])
def test_the_names_of_this_machine_are_allowed(client: TestClient, host: str) -> None:
    assert client.get("/healthz", headers={"host": host}).status_code == 200


def test_a_configured_name_is_allowed(make_client: MakeClient) -> None:
    client = make_client(allowed_hosts="news.example")
    assert client.get("/healthz", headers={"host": "news.example:80"}).status_code == 200
    assert_problem(client.get("/healthz"), 421)


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://localhost:3000"},
        {"origin": ""},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
@pytest.mark.parametrize(
    ("method", "path"), [("POST", "/v1/articles"), ("POST", "/v1/extract"), ("DELETE", "/v1/articles/ar_1")]
)
def test_unsafe_requests_of_another_origin_are_refused(
    client: TestClient, headers: dict[str, str], method: str, path: str
) -> None:
    sent = BRIDGE["text"] if method == "POST" else None
    assert_problem(client.request(method, path, content=sent, headers={**PLAIN, **headers}), 403, "cross_origin")
    assert client.get("/v1/articles").json()["items"] == []


def test_unsafe_requests_of_the_own_origin_are_taken(client: TestClient) -> None:
    headers = {"origin": "http://localhost", "sec-fetch-site": "same-origin"}
    assert client.post("/v1/articles", json=BRIDGE, headers=headers).status_code == 201


def test_reads_of_another_origin_get_no_permission_to_be_read(client: TestClient) -> None:
    response = client.get("/v1/statements", headers={"origin": "https://evil.example"})
    assert "access-control-allow-origin" not in response.headers


def test_a_body_over_the_limit_is_refused(make_client: MakeClient) -> None:
    client = make_client(max_body_bytes=1000)
    assert_problem(client.post("/v1/extract", content="a" * 1001, headers=PLAIN), 413, "body_too_large")


def test_a_body_over_the_limit_is_refused_in_chunks_too(make_client: MakeClient) -> None:
    client = make_client(max_body_bytes=1000)

    def chunks() -> Iterator[bytes]:
        yield from [b"a" * 400] * 3

    assert_problem(client.post("/v1/extract", content=chunks(), headers=PLAIN), 413, "body_too_large")


def test_a_body_up_to_the_limit_is_read(make_client: MakeClient) -> None:
    client = make_client(max_body_bytes=1000)
    text = BRIDGE["text"].ljust(900)
    assert client.post("/v1/extract", content=text.encode(), headers=PLAIN).status_code == 200


@pytest.mark.parametrize("sent", ["application/pdf", "multipart/form-data", "application/x-www-form-urlencoded", None])
def test_other_kinds_of_body_are_refused(client: TestClient, sent: str | None) -> None:
    headers = {"content-type": sent} if sent else {}
    assert_problem(client.post("/v1/articles", content=b"%PDF-1.7", headers=headers), 415, "unsupported_media_type")
