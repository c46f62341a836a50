"""The service, asked as a client asks it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.deps import ExtractionGate
from app.problems import MEDIA_TYPE, ServiceError
from schema.query import FoundStatement
from schema.statement import Record
from tests.app.conftest import BRIDGE, FERRIES, MakeClient


def assert_problem(response: Any, status: int, code: str | None = None) -> dict[str, Any]:
    """RFC 9457, whatever went wrong."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == MEDIA_TYPE
    problem: dict[str, Any] = response.json()
    assert {"type", "title", "status", "detail", "instance", "request_id", "errors"} == problem.keys()
    assert problem["status"] == status
    assert problem["request_id"] == response.headers["x-request-id"]
    assert code is None or problem["type"] == f"urn:onrecord:problem:{code}"
    return problem


def pages(client: TestClient, path: str, **params: Any) -> Iterator[dict[str, Any]]:
    """All pages, along the Link headers."""
    response = client.get(path, params=params)
    while True:
        assert response.status_code == 200, response.text
        yield response.json()
        link = response.headers.get("link")
        assert (link is None) == (response.json()["next_cursor"] is None)
        if link is None:
            return
        target = re.fullmatch(r'<(.*)>; rel="next"', link)
        assert target is not None
        response = client.get(target[1])


def test_a_new_article_is_created_with_its_statements(client: TestClient) -> None:
    response = client.post("/v1/articles", json=BRIDGE)
    answer = response.json()
    assert response.status_code == 201, answer
    assert (answer["status"], answer["replaced"]) == ("new", None)
    assert response.headers["location"] == f"/v1/articles/{answer['article']['id']}"
    assert answer["article"]["text"] == BRIDGE["text"]
    assert {one["speaker"]["name"] for one in answer["statements"] if one["speaker"]} >= {"Ana Velasco"}
    assert client.get(response.headers["location"]).json()["statements"] == answer["statements"]


def test_the_same_article_again_changes_nothing(client: TestClient) -> None:
    first = client.post("/v1/articles", json=BRIDGE).json()
    again = client.post("/v1/articles", json=BRIDGE)
    assert (again.status_code, again.json()["status"]) == (200, "unchanged")
    assert again.json()["statements"] == first["statements"]


def test_another_text_of_the_same_address_replaces_and_says_what(client: TestClient) -> None:
    first = client.post("/v1/articles", json=BRIDGE).json()["article"]
    second = client.post("/v1/articles", json={**BRIDGE, "text": "“It opens today,” said Ana Velasco."})
    assert (second.status_code, second.json()["status"]) == (200, "replaced")
    assert second.json()["replaced"] == {"revision": 1, "sha256": first["sha256"]}
    assert second.json()["article"]["id"] == first["id"]
    assert second.json()["article"]["revision"] == 2
    assert second.json()["article"]["earlier_sha256"] == [first["sha256"]]


def test_extract_gives_the_same_statements_and_stores_nothing(client: TestClient) -> None:
    extracted = client.post("/v1/extract", json=BRIDGE)
    assert (extracted.status_code, extracted.json()["status"]) == (200, "extracted")
    assert client.get("/v1/articles").json()["items"] == []
    stored = client.post("/v1/articles", json=BRIDGE).json()
    assert extracted.json()["statements"] == stored["statements"]


def test_the_record_is_the_one_of_the_schema(filled: TestClient) -> None:
    article_id = filled.get("/v1/articles").json()["items"][0]["id"]
    Record.model_validate_json(filled.get(f"/v1/articles/{article_id}").content)
    for item in filled.get("/v1/statements").json()["items"]:
        found = FoundStatement.model_validate(item)
        assert found.sentence.start <= found.statement.content[0].start


def test_a_date_given_later_dates_the_statements_under_the_same_ids(client: TestClient) -> None:
    undated = client.post("/v1/articles?url=https://velm.example/a", content=FERRIES["text"], headers=PLAIN).json()
    dated = client.post(
        "/v1/articles?url=https://velm.example/a&published=2024-03-06", content=FERRIES["text"], headers=PLAIN
    ).json()
    assert undated["article"]["published"] is None
    assert (dated["article"]["published"], dated["article"]["published_basis"]) == ("2024-03-06", "given")
    assert dated["article"]["id"] == undated["article"]["id"]
    assert [one["id"] for one in dated["statements"]] == [one["id"] for one in undated["statements"]]


PLAIN = {"content-type": "text/plain"}


@pytest.mark.parametrize(
    ("params", "holds"),
    [
        ({"speaker": "ANA VELASCO"}, lambda s: s["speaker"]["name"] == "Ana Velasco"),
        ({"kind": "direct"}, lambda s: s["kind"] == "direct"),
        ({"verbatim": "true"}, lambda s: s["quoted"]),
        ({"verbatim": "false"}, lambda s: not s["quoted"]),
        ({"stance": "denies"}, lambda s: s["stance"] == "denies"),
        ({"q": "ferr*"}, lambda s: "ferr" in s["text"].lower()),
        ({"speaker_known": "true"}, lambda s: s["speaker"]),
        ({"said_from": "2024-03-04", "said_to": "2024-03-04"}, lambda s: s["said_on"]["value"] == "2024-03-04"),
        ({"min_attribution": "0.5"}, lambda s: s["confidence"]["attribution"] >= 0.5),
    ],
    ids=lambda given: "&".join(given) if isinstance(given, dict) else "",
)
def test_filters_keep_what_they_name(filled: TestClient, params: dict[str, str], holds: Any) -> None:
    found = [item["statement"] for item in filled.get("/v1/statements", params=params).json()["items"]]
    assert found
    assert all(holds(statement) for statement in found)


def test_a_name_says_whom_it_resolved_to(filled: TestClient) -> None:
    page = filled.get("/v1/statements", params={"speaker": "ana velasco"}).json()
    (resolved,) = page["resolved"]
    assert (resolved["parameter"], resolved["name"]) == ("speaker", "Ana Velasco")
    assert resolved["statements"] == len(page["items"])
    assert filled.get(f"/v1/actors/{resolved['id']}/statements").json()["items"] == page["items"]


@pytest.mark.parametrize("sort", ["-published", "published", "-said_on", "said_on", "-confidence", "confidence"])
@pytest.mark.parametrize("limit", [1, 2, 200])
def test_pages_give_everything_once_in_one_order(filled: TestClient, sort: str, limit: int) -> None:
    whole = [item["statement"]["id"] for item in filled.get(f"/v1/statements?sort={sort}&limit=200").json()["items"]]
    walked = [
        item["statement"]["id"]
        for page in pages(filled, "/v1/statements", sort=sort, limit=limit)
        for item in page["items"]
    ]
    assert walked == whole
    assert len(set(walked)) == len(walked)


@pytest.mark.parametrize("path", ["/v1/articles", "/v1/actors"])
def test_other_lists_have_pages_too(filled: TestClient, path: str) -> None:
    walked = [item["id"] for page in pages(filled, path, limit=1) for item in page["items"]]
    assert walked == [item["id"] for item in filled.get(path, params={"limit": 200}).json()["items"]]
    assert filled.get(path).json()["coverage"]["articles"] == 2


def test_a_cursor_of_other_filters_is_refused(filled: TestClient) -> None:
    cursor = filled.get("/v1/statements?limit=1").json()["next_cursor"]
    response = filled.get("/v1/statements", params={"limit": 1, "cursor": cursor, "kind": "direct"})
    assert_problem(response, 422, "invalid_cursor")
    assert_problem(filled.get("/v1/statements?cursor=nonsense"), 422, "invalid_cursor")


@pytest.mark.parametrize(
    "query",
    [
        "speakr=x", "kind=verbal", "act=shout", "limit=0", "limit=201", "limit=1.0", "limit=x", "verbatim=yes",
        "said_from=2024-02-31", "said_from=1709596800", "said_from=2024-3-1", "min_attribution=nan",
        "min_attribution=2", "speaker=", "kind=direct&kind=mixed", "q=%00", "q=%21%21", "sort=date", "speaker=%20",
    ],
)  # fmt: skip
def test_unknown_parameters_and_values_are_refused_by_name(filled: TestClient, query: str) -> None:
    problem = assert_problem(filled.get(f"/v1/statements?{query}"), 422)
    if not query.startswith("q=%21"):
        assert problem["errors"][0]["location"] == f"query.{query.partition('=')[0]}"


def test_a_refused_value_names_the_closed_list(filled: TestClient) -> None:
    problem = assert_problem(filled.get("/v1/statements?stance=maybe"), 422, "invalid_parameters")
    assert "hypothetical" in problem["errors"][0]["message"]


@pytest.mark.parametrize("path", ["/healthz", "/readyz", "/version", "/v1/articles/ar_1", "/v1/statements/st_1/chain"])
def test_addresses_without_parameters_take_none(client: TestClient, path: str) -> None:
    assert_problem(client.get(f"{path}?verbose=1"), 422, "invalid_parameters")


@pytest.mark.parametrize(
    "path",
    [
        "/v1", "/v1/quotes/qu_0", "/v1/statements/", "/v1/articles/ar_0", "/v1/articles/ar_0/statements",
        "/v1/statements/st_0", "/v1/statements/st_0/context", "/v1/statements/st_0/chain", "/v1/actors/ac_0",
        "/v1/actors/ac_0/statements", "/v1/actors/ac_0/about", "/v1/actors/ac_0/counterparts",
    ],
)  # fmt: skip
def test_what_is_not_there_is_a_problem(client: TestClient, path: str) -> None:
    assert assert_problem(client.get(path), 404)["instance"] == path


def test_a_method_that_an_address_does_not_take_is_a_problem(client: TestClient) -> None:
    response = client.put("/v1/articles", json=BRIDGE)
    assert_problem(response, 405)
    assert "POST" in response.headers["allow"] or "GET" in response.headers["allow"]


def test_context_goes_as_far_as_asked(filled: TestClient) -> None:
    item = next(i for i in filled.get("/v1/statements?q=room").json()["items"])
    path = f"/v1/statements/{item['statement']['id']}/context"
    contexts = [filled.get(f"{path}?sentences={number}").json() for number in (0, 1, 9)]
    assert contexts[0]["context"] == item["sentence"]
    assert "denied that the ferries were full" in contexts[1]["context"]["text"]
    assert contexts[2]["context"]["text"] == BRIDGE["text"]
    for context in contexts:
        span = context["context"]
        assert BRIDGE["text"][span["start"] : span["end"]] == span["text"]


def test_the_chain_leads_from_the_publisher_to_the_speaker(filled: TestClient) -> None:
    item = filled.get("/v1/statements?speaker=Ana%20Velasco").json()["items"][0]
    chain = filled.get(f"/v1/statements/{item['statement']['id']}/chain").json()
    assert (chain["chain"][0]["role"], chain["chain"][0]["name"]) == ("publisher", "The Velm Courier")
    assert chain["chain"][-1]["name"] == "Ana Velasco"
    assert chain["statements"][-1] == item


def test_who_speaks_about_an_actor_and_with_whom_it_is_spoken_of(filled: TestClient) -> None:
    (velasco,) = filled.get("/v1/actors?q=velasco").json()["items"]
    assert filled.get(f"/v1/actors/{velasco['id']}").json() == velasco
    about = filled.get(f"/v1/actors/{velasco['id']}/about").json()["items"]
    assert all(velasco["id"] in [one["id"] for one in item["statement"]["about"]] for item in about)
    counterparts = filled.get(f"/v1/actors/{velasco['id']}/counterparts").json()
    assert counterparts["actor"] == velasco
    assert len(filled.get(f"/v1/actors/{velasco['id']}/counterparts?limit=1").json()["items"]) <= 1


def test_an_address_and_a_parameter_that_contradict_each_other_are_refused(filled: TestClient) -> None:
    (velasco,) = filled.get("/v1/actors?q=velasco").json()["items"]
    assert_problem(filled.get(f"/v1/actors/{velasco['id']}/statements?speaker_id=ac_other"), 422)


def test_a_deleted_article_is_gone_with_its_statements(filled: TestClient) -> None:
    before = filled.get("/v1/statements").json()["coverage"]
    article = filled.get("/v1/articles?publisher=Orva%20Radio").json()["items"][0]
    assert filled.delete(f"/v1/articles/{article['id']}").status_code == 204
    assert_problem(filled.get(f"/v1/articles/{article['id']}"), 404)
    assert_problem(filled.delete(f"/v1/articles/{article['id']}"), 404)
    after = filled.get("/v1/statements").json()["coverage"]
    assert after["articles"] == before["articles"] - 1
    assert after["statements"] == before["statements"] - article["statements"]


def test_an_unchanged_answer_is_not_sent_again(filled: TestClient) -> None:
    first = filled.get("/v1/statements?kind=direct")
    tag = first.headers["etag"]
    again = filled.get("/v1/statements?kind=direct", headers={"if-none-match": f'"other", W/{tag}'})
    assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
    assert filled.get("/v1/statements", headers={"if-none-match": tag}).status_code == 200
    filled.post("/v1/articles", json={**FERRIES, "text": "“A third text,” said Paul Renner."})
    assert filled.get("/v1/statements?kind=direct", headers={"if-none-match": tag}).status_code == 200


def test_health_readiness_and_version(client: TestClient) -> None:
    assert client.get("/healthz").json() == {"status": "ok"}
    ready = client.get("/readyz").json()
    assert ready["status"] == "ready"
    assert ready["model"] == client.get("/version").json()["model"]


def test_a_service_whose_store_is_gone_lives_but_is_not_ready(make_client: MakeClient) -> None:
    client = make_client()
    broken = make_client(store="sqlite:////nonexistent/folder/onrecord.db")
    assert broken.get("/healthz").status_code == 200
    response = broken.get("/readyz")
    assert_problem(response, 503)
    assert int(response.headers["retry-after"]) > 0
    assert client.get("/readyz").status_code == 200


def test_beyond_its_places_an_extraction_is_refused_at_once() -> None:
    gate = ExtractionGate(running=1, waiting=0)
    with gate.enter(), pytest.raises(ServiceError) as refused, gate.enter():
        pass
    assert refused.value.status == 503
    with gate.enter():
        pass


def test_an_unexpected_fault_is_a_problem_without_words_of_the_article(
    client: TestClient, caplog: pytest.LogCaptureFixture
) -> None:
    def fault() -> None:
        raise ValueError("the words of an article")

    assert isinstance(client.app, FastAPI)
    client.app.get("/fault")(fault)
    response = client.get("/fault")
    assert "words" not in assert_problem(response, 500, "internal_error")["detail"]
    assert "words of an article" not in caplog.text


def test_every_operation_has_its_own_lasting_name(client: TestClient) -> None:
    description = client.get("/openapi.json").json()
    names = [one["operationId"] for path in description["paths"].values() for one in path.values()]
    assert len(set(names)) == len(names)
    assert {"postArticle", "extractArticle", "listStatements", "getStatement", "listActors"} <= set(names)
    assert all("_" not in name for name in names)


def test_every_parameter_is_explained(client: TestClient) -> None:
    for path in client.get("/openapi.json").json()["paths"].values():
        for operation in path.values():
            assert operation["description"]
            assert all(one["in"] == "path" or one["description"] for one in operation.get("parameters", ()))


def test_published_days_are_served_as_they_are_given(filled: TestClient) -> None:
    days = {item["published"] for item in filled.get("/v1/articles").json()["items"]}
    assert days == {BRIDGE["published"], FERRIES["published"]}
    assert all(date.fromisoformat(day) for day in days)


@pytest.mark.parametrize("action", ["merge", "split"])
def test_a_body_that_is_no_utf8_is_refused_as_one_that_cannot_be_understood(client: TestClient, action: str) -> None:
    headers = {"content-type": "application/json"}
    answer = client.post(f"/v1/actors/ac_1/{action}", content=b"\xfb", headers=headers)
    assert answer.status_code == 422
    assert answer.json()["errors"] == [{"location": "body", "message": "It is no JSON in UTF-8."}]
