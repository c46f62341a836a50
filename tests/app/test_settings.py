"""Settings come from the environment, are checked, and stand in the docs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.settings import DEFAULT_STORE, Settings, load_settings, variable_of
from extract.speakers import LEAST_CONFIDENCE
from schema.errors import SettingsError

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(variable_of(name), raising=False)


def test_the_default_store_is_a_file_in_the_working_folder() -> None:
    assert load_settings().store_url == DEFAULT_STORE


def test_the_neo4j_address_is_taken_where_no_store_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_URI", "neo4j://db:7687")
    assert load_settings().store_url == "neo4j://db:7687"
    monkeypatch.setenv("ONRECORD_STORE", "sqlite:///mine.db")
    assert load_settings().store_url == "sqlite:///mine.db"


def test_a_given_value_counts_more_than_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_PORT", "9000")
    assert load_settings(port=9001, host=None).port == 9001


def test_an_env_file_in_the_working_folder_is_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("ONRECORD_WORKERS=3\nNEO4J_PASSWORD=secret\nSOMETHING_ELSE=1\n", encoding="utf-8")
    settings = load_settings()
    assert settings.workers == 3
    assert settings.neo4j_password is not None
    assert "secret" not in repr(settings)


def test_hosts_are_separated_by_commas(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ONRECORD_ALLOWED_HOSTS", "news.example, LocalHost")
    assert load_settings().allowed_hosts == ("news.example", "localhost")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ONRECORD_PORT", "eighty"),
        ("ONRECORD_PORT", "70000"),
        ("ONRECORD_WORKERS", "0"),
        ("ONRECORD_MAX_BODY_BYTES", "-1"),
        ("ONRECORD_LOG_LEVEL", "loud"),
        ("ONRECORD_MAX_EXTRACTIONS", "1000"),
    ],
)
def test_a_bad_value_is_named(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        load_settings()


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_is_documented(name: str) -> None:
    listed = re.findall(r"^\| `(\w+)`", (ROOT / "docs" / "settings.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert variable_of(name) in listed


@pytest.mark.parametrize("name", Settings.model_fields)
def test_every_setting_stands_in_the_example_file(name: str) -> None:
    lines = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    assert any(line.lstrip("# ").startswith(variable_of(name) + "=") for line in lines)


def test_the_docs_name_no_setting_that_is_none() -> None:
    known = {variable_of(name) for name in Settings.model_fields}
    text = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^\| `(\w+)`", text, re.MULTILINE)) == known


def test_the_least_confidence_is_the_extractors_own() -> None:
    assert Settings().least_speaker_confidence == LEAST_CONFIDENCE
