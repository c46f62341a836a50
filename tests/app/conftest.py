"""The real service over a real SQLite file, the real extractor loaded once."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from app.cli import main
from app.deps import Services
from app.extraction import Extracts, load_extractor
from app.main import create_app
from app.settings import Settings
from app.stores import open_ready_store

MakeClient = Callable[..., TestClient]

BRIDGE = {
    "text": "“The Orva bridge stays closed until May,” Mayor Ana Velasco told reporters on Monday.\n\n"
    "Paul Renner, who heads the ferry company, denied that the ferries were full. "
    "“We have room for everyone,” he said.\n\nVelasco said the repair would cost four million crowns.",
    "title": "Orva bridge stays closed",
    "publisher": "The Velm Courier",
    "published": "2024-03-05",
    "url": "https://velmcourier.example/orva-bridge",
}
FERRIES = {
    "text": "The ferries will run until midnight, the port authority said on Tuesday. "
    "“Nobody will be left on the quay,” said Paul Renner. He praised Ana Velasco.",
    "title": "Ferries run late",
    "publisher": "Orva Radio",
    "published": "2024-03-06",
}


@pytest.fixture(scope="session")
def extractor() -> Extracts:
    return load_extractor()


def settings_for(folder: Path, **given: Any) -> Settings:
    return Settings(_env_file=None, **{"store": f"sqlite:///{folder}/test.db", **given})


def app_for(settings: Settings, extractor: Extracts) -> FastAPI:
    services = Services(settings, open_store=lambda: open_ready_store(settings), load_extractor=lambda: extractor)
    return create_app(services)


@pytest.fixture
def make_client(tmp_path: Path, extractor: Extracts) -> Iterator[MakeClient]:
    """A client of a service with given settings, over the store of the test."""
    with ExitStack() as opened:

        def make(**given: Any) -> TestClient:
            app = app_for(settings_for(tmp_path, **given), extractor)
            client = TestClient(app, base_url="http://localhost", raise_server_exceptions=False)
            return opened.enter_context(client)

        yield make


@pytest.fixture
def client(make_client: MakeClient) -> TestClient:
    return make_client()


@pytest.fixture
def filled(client: TestClient) -> TestClient:
    """With two articles in the store."""
    for article in (BRIDGE, FERRIES):
        assert client.post("/v1/articles", json=article).status_code == 201
    return client


class CliResult(NamedTuple):
    code: int
    out: str
    err: str


RunCli = Callable[..., CliResult]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> RunCli:
    """Runs a command in a folder of its own, in this process."""
    for name in list(os.environ):
        if name.startswith(("ONRECORD_", "NEO4J_")) and name != "ONRECORD_TEST_NEO4J_URI":
            monkeypatch.delenv(name)
    folder = tmp_path / "cli"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(*arguments: str, stdin: bytes = b"") -> CliResult:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([*arguments])
        out, err = capsys.readouterr()
        return CliResult(int(stopped.value.code or 0), out, err)

    return run
