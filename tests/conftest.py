"""Real servers, each started at its first use and stopped when the tests end."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.neo4j_server import CALENDAR, LTS, Neo4jServer, local_server, lts_server


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """Neo4j 5.26."""
    with lts_server(tmp_path_factory.mktemp("neo4j") / LTS) as server:
        yield server


@pytest.fixture(scope="session")
def neo4j_calendar_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    """Neo4j of the calendar line."""
    with local_server(CALENDAR, tmp_path_factory.mktemp("neo4j") / CALENDAR) as server:
        yield server
