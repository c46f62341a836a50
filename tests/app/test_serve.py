"""The service as a process of its own, reached over the network."""

from __future__ import annotations

import json
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import httpx2
import pytest

from tests.app.conftest import BRIDGE, FERRIES

ONRECORD = Path(sys.executable).with_name("onrecord")
SECRET_WORDS = ("bridge stays closed", "room for everyone", "Nobody will be left")


@contextmanager
def serving(folder: Path, **environment: str) -> Iterator[httpx2.Client]:
    """The address is taken from what the process says; its log is kept in `log` of the folder."""
    with (folder / "log").open("w+", encoding="utf-8") as log:
        process = subprocess.Popen(
            [ONRECORD, "serve", "--port", "0"],
            cwd=folder,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, **environment},
        )
        assert process.stderr is not None
        try:
            said = process.stderr.readline()
            address = re.search(r"http://\S+:\d+", said)
            assert address is not None, said
            with httpx2.Client(base_url=address[0], timeout=60) as client:
                yield client
        finally:
            died = process.poll()
            process.send_signal(signal.SIGINT)
            log.write(process.communicate(timeout=30)[1])
            assert died is None, f"The service ended by itself with {died}."
    assert process.returncode in (0, 130)


def answers(client: httpx2.Client) -> list[bytes]:
    sent = [client.post("/v1/articles", json=article) for article in (BRIDGE, FERRIES)]
    paths = (
        "/v1/statements?said_from=2024-03-04&said_to=2024-03-04",
        "/v1/statements?sort=said_on&include_undated=true",
        "/v1/articles?published_from=2024-03-06",
        "/v1/actors",
        "/openapi.json",
        "/version",
    )
    asked = [client.get(path) for path in paths]
    assert {one.status_code for one in sent} == {201}
    assert {one.status_code for one in asked} == {200}
    return [one.content for one in (*sent, *asked)]


def test_time_zones_change_no_byte(tmp_path: Path) -> None:
    found = []
    for zone in ("UTC", "Asia/Tokyo", "America/Los_Angeles"):
        folder = tmp_path / zone.replace("/", "_")
        folder.mkdir()
        with serving(folder, TZ=zone) as client:
            found.append(answers(client))
    assert found[0] == found[1] == found[2]


def test_the_log_is_json_with_request_ids_and_without_texts(tmp_path: Path) -> None:
    request_id = "0123456789abcdef0123456789abcdef"
    with serving(tmp_path) as client:
        response = client.post("/v1/articles", json=BRIDGE, headers={"X-Request-ID": request_id})
        assert response.headers["x-request-id"] == request_id
        client.get("/v1/statements?q=bridge%20stays%20closed")
        client.post(
            "/v1/articles", content=b'{"text": "the bridge stays closed', headers={"content-type": "application/json"}
        )
    lines = [json.loads(line) for line in (tmp_path / "log").read_text(encoding="utf-8").splitlines()]
    requests = [line for line in lines if line["message"] == "request"]
    assert [(line["method"], line["path"], line["status"]) for line in requests] == [
        ("POST", "/v1/articles", 201), ("GET", "/v1/statements", 200), ("POST", "/v1/articles", 422),
    ]  # fmt: skip
    assert requests[0]["request_id"] == request_id
    log = (tmp_path / "log").read_text(encoding="utf-8")
    assert not [words for words in SECRET_WORDS if words in log]


def test_beyond_the_bound_extractions_are_refused_while_reads_go_on(tmp_path: Path) -> None:
    long = {"text": f"{BRIDGE['text']}\n\n" * 40}
    with (
        serving(tmp_path, ONRECORD_MAX_EXTRACTIONS="1", ONRECORD_MAX_WAITING="0") as client,
        ThreadPoolExecutor(8) as pool,
    ):
        posts = [pool.submit(client.post, "/v1/extract", json=long) for _ in range(4)]
        reads = [pool.submit(client.get, "/v1/statements") for _ in range(4)]
        assert {read.result().status_code for read in reads} == {200}
        assert not all(post.done() for post in posts)
        done = [post.result() for post in posts]
    assert {one.status_code for one in done} == {200, 503}
    assert all(int(one.headers["retry-after"]) > 0 for one in done if one.status_code == 503)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "onrecord.example"])
def test_beyond_this_machine_it_serves_only_when_told(tmp_path: Path, host: str) -> None:
    done = subprocess.run(
        [ONRECORD, "serve", "--host", host], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--allow-unauthenticated" in done.stderr


def test_a_taken_port_is_named(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = subprocess.run(
            [ONRECORD, "serve", "--port", port], cwd=tmp_path, capture_output=True, text=True, check=False
        )
    assert done.returncode == 2
    assert f"127.0.0.1:{port}" in done.stderr
