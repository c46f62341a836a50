"""What can be told of the containers without an engine: versions, names of settings, commands and ports."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner

from app.cli import app
from app.settings import Settings, variable_of
from tests.neo4j_server import VERSIONS

ROOT = Path(__file__).parents[1]
COMPOSE = ROOT / "docker-compose.yml"
[INCLUDED] = yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["include"]
SERVICES_FILE = ROOT / INCLUDED["path"]
SERVICES: dict[str, dict[str, Any]] = yaml.safe_load(SERVICES_FILE.read_text(encoding="utf-8"))["services"]
BROWSER_PAGE = (ROOT / "docs" / "neo4j-browser.md").read_text(encoding="utf-8")


def test_versions_come_from_the_one_file() -> None:
    assert ROOT / INCLUDED["env_file"] == ROOT / "neo4j.env"
    assert SERVICES["neo4j"]["image"] == "neo4j:${NEO4J_LTS_VERSION}"


def test_every_variable_has_a_value() -> None:
    for name, default in re.findall(r"\$\{(\w+)(:-[^}]+)?\}", SERVICES_FILE.read_text(encoding="utf-8")):
        assert name in VERSIONS or default, name


def test_no_other_file_repeats_a_version() -> None:
    for name in (
        "Makefile",
        "docker-compose.yml",
        INCLUDED["path"],
        "Dockerfile",
        "README.md",
        "docs/neo4j-browser.md",
    ):
        text = (ROOT / name).read_text(encoding="utf-8")
        for version in (VERSIONS["NEO4J_LTS_VERSION"], VERSIONS["NEO4J_CALENDAR_VERSION"]):
            assert version not in text, name


def test_the_api_is_set_up_by_names_that_settings_read() -> None:
    assert set(SERVICES["api"]["environment"]) <= {variable_of(name) for name in Settings.model_fields}


def test_both_share_one_password_that_the_docs_name() -> None:
    password = SERVICES["api"]["environment"]["NEO4J_PASSWORD"]
    assert SERVICES["neo4j"]["environment"]["NEO4J_AUTH"] == f"neo4j/{password}"
    assert password.removeprefix("${NEO4J_PASSWORD:-").removesuffix("}") in BROWSER_PAGE


def test_every_port_is_open_to_this_machine_alone() -> None:
    ports = [port for service in SERVICES.values() for port in service["ports"]]
    assert len(ports) == 3
    assert all(port.startswith("127.0.0.1:") for port in ports)


@pytest.mark.parametrize("call", re.findall(r"onrecord ([a-z][^&\"]*)", SERVICES["api"]["command"]))
def test_its_commands_and_options_exist(call: str) -> None:
    words = [word for word in call.split() if not word.startswith("-")]
    words = words[:2] if words[0] == "db" else words[:1]
    shown = CliRunner().invoke(app, [*words, "--help"])
    assert shown.exit_code == 0, shown.output
    assert all(option in shown.output for option in re.findall(r"--[a-z-]+", call))


def test_the_image_is_built_from_files_that_are_there() -> None:
    text = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    for copied in re.findall(r"^COPY (?!--)(\S+)", text, re.MULTILINE):
        assert (ROOT / copied).exists(), copied
    kept_out = (ROOT / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {"app", "extract", "graph", "schema", "README.md", "LICENSE"} & set(kept_out)
