from __future__ import annotations

from pathlib import Path

import pytest

from graph import open_store
from graph.sqlite_store import SqliteStore
from schema.errors import SettingsError


def test_three_slashes_are_a_path_beside_us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store("sqlite:///on%20record.db") as store:
        store.init()
    assert (tmp_path / "on record.db").is_file()


def test_four_slashes_are_an_absolute_path(tmp_path: Path) -> None:
    with open_store(f"sqlite:///{tmp_path}/onrecord.db") as store:
        assert isinstance(store, SqliteStore)
        store.init()
    assert (tmp_path / "onrecord.db").is_file()


@pytest.mark.parametrize("url", ["", "onrecord.db", "sqlite://", "sqlite:///", "mysql://x", "neo4j://", "://"])
def test_another_address_is_refused_with_an_example(url: str) -> None:
    with pytest.raises(SettingsError, match=r"sqlite:///onrecord\.db"):
        open_store(url)
