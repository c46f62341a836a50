"""The README's commands, as a newcomer types them."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
NOT_RUN_HERE = ("make test", ".venv/bin/onrecord serve")
"""The first runs this very test; the second does not end (tests/app starts the service)."""


def shell_lines(page: str) -> list[str]:
    blocks = re.findall(r"```sh\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("readme")


@pytest.mark.parametrize("command", [line for line in shell_lines("README.md") if line not in NOT_RUN_HERE])
def test_the_command_works(command: str, folder: Path) -> None:
    environment = {**os.environ, "ONRECORD_STORE": f"sqlite:///{folder / 'readme.db'}"}
    run = subprocess.run(
        shlex.split(command), cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=False
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout


def test_the_demo_answers_three_questions_and_says_how_to_go_on(tmp_path: Path) -> None:
    environment = {**os.environ, "ONRECORD_STORE": f"sqlite:///{tmp_path / 'demo.db'}"}
    shown = subprocess.run(
        ["make", "demo"], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=240, check=True
    ).stdout
    assert "Ana Velasco said: “We have waited long enough”" in shown
    assert "Viktor Lanz denied: " in shown
    assert "through:  Karl Weiss" in shown
    assert "serve" in shown


@pytest.mark.parametrize("target", ["demo", "test", "gates", "bench", "check", "setup"])
def test_make_knows_the_target(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def test_every_benchmark_that_the_docs_name_exists() -> None:
    named = re.findall(r"python -m (tests\.benchmarks\.\w+)", (ROOT / "docs/benchmarks.md").read_text(encoding="utf-8"))
    assert named
    assert all(find_spec(module) for module in named)
