"""The stores that keep one contract. A test that takes `store` or `place` runs on each of them, from empty."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from graph import open_store
from graph.store import Store


@dataclass(frozen=True)
class Place:
    """Where an empty store is, for tests that open it more than once or from other processes."""

    url: str
    username: str | None = None
    password: str | None = None
    database: str | None = None

    def open(self) -> Store:
        return open_store(self.url, username=self.username, password=self.password, database=self.database)


@pytest.fixture(params=["sqlite"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    return Place(f"sqlite:///{tmp_path}/onrecord.db")


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    with place.open() as opened:
        opened.init()
        yield opened
