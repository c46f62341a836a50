"""The stores that keep one contract. A test that takes `store` or `place` runs on each of them, from empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph import open_store
from graph.store import Store
from tests.neo4j_server import CALENDAR, LTS, Neo4jServer, delete_nodes, lines_to_test


@dataclass(frozen=True)
class Place:
    """Where an empty store is, for tests that open it more than once or from other processes."""

    url: str
    username: str | None = None
    password: str | None = None
    database: str | None = None
    questions: int = 250
    """Random ones that it is asked: servers answer slower, and two versions of one need not do it twice."""
    reads_snapshots: bool = True
    """Neo4j does not: while somebody commits, a list may have some of what is new."""

    def open(self) -> Store:
        return open_store(self.url, username=self.username, password=self.password, database=self.database)


SERVERS = {LTS: "neo4j_server", CALENDAR: "neo4j_calendar_server"}


@pytest.fixture(params=lines_to_test())
def server(request: pytest.FixtureRequest) -> Iterator[Neo4jServer]:
    """Each line of Neo4j, from empty."""
    server: Neo4jServer = request.getfixturevalue(SERVERS[request.param])
    delete_nodes(server)
    yield server
    delete_nodes(server)


@pytest.fixture(params=["sqlite", *lines_to_test()])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "sqlite":
        return Place(f"sqlite:///{tmp_path}/onrecord.db")
    server: Neo4jServer = request.getfixturevalue(SERVERS[request.param])
    delete_nodes(server, but="Meta")
    return Place(
        server.uri,
        username=server.username,
        password=server.password,
        database=server.database,
        questions=100 if request.param == LTS else 40,
        reads_snapshots=False,
    )


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with place.open() as opened:
        opened.init()
        yield opened
