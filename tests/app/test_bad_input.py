"""Bad input, by command line and by API: a clear error with a remedy, and nothing stored is harmed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from tests.app.bad_inputs import BAD_INPUTS, BadInput
from tests.app.conftest import BRIDGE, MakeClient, RunCli
from tests.app.test_api import PLAIN, assert_problem

each_bad_input = pytest.mark.parametrize("bad", BAD_INPUTS, ids=lambda bad: bad.name)


@each_bad_input
def test_the_command_line_names_input_and_remedy(cli: RunCli, tmp_path: Path, bad: BadInput) -> None:
    path = tmp_path / bad.name
    path.write_bytes(bad.content)
    result = cli("ingest", str(path), "--errors", str(tmp_path / "errors.jsonl"))
    assert result.code == 1
    assert f"error: {path}" in result.err
    failure = json.loads((tmp_path / "errors.jsonl").read_text(encoding="utf-8"))
    assert (failure["input"], failure["code"]) == (str(path), bad.code)
    assert failure["message"]
    assert failure["remedy"]
    assert "Traceback" not in result.err


@each_bad_input
def test_the_service_refuses_and_stores_nothing(client: TestClient, bad: BadInput) -> None:
    response = client.post("/v1/articles", content=bad.content, headers={"content-type": bad.media_type})
    assert_problem(response, bad.status)
    assert client.get("/v1/articles").json()["coverage"]["articles"] == 0


def test_bad_inputs_hinder_no_good_one(cli: RunCli, tmp_path: Path) -> None:
    for bad in BAD_INPUTS:
        (tmp_path / bad.name).write_bytes(bad.content)
    (tmp_path / "good.txt").write_text(BRIDGE["text"], encoding="utf-8")
    result = cli("ingest", str(tmp_path), "--json")
    assert result.code == 3
    counts = json.loads(result.out)
    assert (counts["new"], counts["failed"]) == (1, len(BAD_INPUTS))


def test_one_malformed_line_among_many_is_named_by_its_number(cli: RunCli, tmp_path: Path) -> None:
    good = [json.dumps({"id": str(n), "text": f"Mayor Ana Velasco said pier {n} is closed."}) for n in range(30)]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join([*good[:17], '{"text": ', *good[17:]]), encoding="utf-8")
    result = cli("ingest", str(path), "--json", "--errors", str(tmp_path / "errors.jsonl"))
    assert result.code == 3
    assert (json.loads(result.out)["new"], json.loads(result.out)["failed"]) == (30, 1)
    assert f"{path}:18" in result.err
    path.write_text("\n".join(good[:18]), encoding="utf-8")
    again = cli("ingest", "--from-errors", str(tmp_path / "errors.jsonl"), "--json")
    assert (again.code, json.loads(again.out)["unchanged"]) == (0, 1)


def test_a_missing_publication_date_is_told(cli: RunCli, tmp_path: Path) -> None:
    path = tmp_path / "undated.txt"
    path.write_text(BRIDGE["text"], encoding="utf-8")
    result = cli("extract", str(path))
    assert result.code == 0
    assert "No publication date was found" in result.out
    (record,) = json.loads(cli("extract", "--format", "json", str(path)).out)
    assert record["article"]["published"] is None
    assert all(one["said_on"] is None for one in record["statements"])


def test_an_article_over_the_size_limit_is_refused(cli: RunCli, tmp_path: Path, make_client: MakeClient) -> None:
    path = tmp_path / "large.txt"
    path.write_text(BRIDGE["text"] * 50_000, encoding="utf-8")
    result = cli("ingest", str(path), "--errors", str(tmp_path / "errors.jsonl"))
    assert result.code == 1
    assert json.loads((tmp_path / "errors.jsonl").read_text(encoding="utf-8"))["code"] == "input_too_large"
    client = make_client()
    assert_problem(client.post("/v1/articles", content=path.read_bytes(), headers=PLAIN), 413, "body_too_large")


def test_a_thousand_quotation_marks_without_order_are_survived(client: TestClient) -> None:
    text = BRIDGE["text"] + " " + "“ ” \" ' « " * 200
    assert client.post("/v1/articles", content=text.encode(), headers=PLAIN).status_code == 201


@pytest.mark.parametrize(
    "options", [["--published", "yesterday"], ["--workers", "0"], ["--batch", "x"], ["--nonsense"]]
)
def test_values_of_options_that_cannot_be_used_are_named(cli: RunCli, options: list[str]) -> None:
    result = cli("ingest", "x.txt", *options)
    assert result.code == 2
    assert options[0] in result.err


@pytest.mark.parametrize(
    ("store", "code"),
    [
        ("sqlite:////nonexistent/folder/x.db", 4),
        ("neo4j://127.0.0.1:1", 4),
        ("mysql://localhost/x", 2),
        ("", 2),
    ],
)
def test_a_store_that_cannot_be_used_says_so_before_anything_is_read(
    cli: RunCli, tmp_path: Path, store: str, code: int
) -> None:
    (tmp_path / "a.txt").write_text(BRIDGE["text"], encoding="utf-8")
    result = cli("ingest", str(tmp_path / "a.txt"), "--store", store)
    assert result.code == code
    assert "error:" in result.err
    assert "Traceback" not in result.err


def test_a_file_of_another_program_is_not_touched(cli: RunCli, tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    other.write_bytes(b"no database at all, but somebody's work" * 100)
    result = cli("ingest", str(tmp_path), "--store", f"sqlite:///{other}")
    assert result.code == 4
    assert other.read_bytes() == b"no database at all, but somebody's work" * 100


def test_an_errors_file_that_is_none_is_refused(cli: RunCli, tmp_path: Path) -> None:
    (tmp_path / "errors.jsonl").write_text("not json", encoding="utf-8")
    assert cli("ingest", "--from-errors", str(tmp_path / "errors.jsonl")).code == 2
    assert cli("ingest", "--from-errors", str(tmp_path / "missing.jsonl")).code == 2
    assert cli("ingest", "a.txt", "--errors", str(tmp_path / "no" / "folder.jsonl")).code == 2
