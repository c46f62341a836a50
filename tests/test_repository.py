"""What the checkout promises about itself."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

import schema

ROOT = Path(__file__).parents[1]
LEXICONS = [ROOT / package / "lexicon" / "en" for package in ("extract", "graph")]


def locked(name: str) -> dict[str, str]:
    """Packages of a lock file with their versions."""
    text = (ROOT / name).read_text(encoding="utf-8")
    return dict(re.findall(r"^([\w.\-]+)==(\S+)", text, re.MULTILINE))


def test_the_version_stands_in_one_place() -> None:
    assert version("onrecord") == schema.__version__


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_every_locked_package_has_hashes(name: str) -> None:
    entries = re.split(r"^(?=[\w.\-]+==)", (ROOT / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    assert entries
    assert all("--hash=sha256:" in entry for entry in entries)


def test_every_dependency_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = {re.split(r"[<>=~!\[ ]", one)[0].lower() for one in project["project"]["dependencies"]}
    assert wanted <= {name.lower() for name in locked("requirements.lock")}


def test_both_locks_agree() -> None:
    everything = locked("requirements-dev.lock")
    assert {name: everything.get(name) for name in locked("requirements.lock")} == locked("requirements.lock")


def test_the_wheel_has_all_that_pages_are_made_of(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = tmp_path.glob("*.whl")
    packed = set(zipfile.ZipFile(wheel).namelist())
    made_of = [path for part in ("templates", "static") for path in (ROOT / "app" / part).rglob("*") if path.is_file()]
    assert {path.relative_to(ROOT).as_posix() for path in made_of} <= packed
    assert "app/static/vendor/cytoscape.LICENSE" in packed


@pytest.mark.parametrize("lexicon", LEXICONS, ids=lambda path: path.parts[-3])
def test_every_word_list_names_its_origin(lexicon: Path) -> None:
    listed = set(re.findall(r"\w+", (lexicon / "README.md").read_text(encoding="utf-8")))
    assert {path.stem for path in lexicon.glob("*.txt")} <= listed


@pytest.mark.parametrize("page", ["README.md", *sorted(path.name for path in (ROOT / "docs").glob("*.md"))])
def test_every_link_of_the_docs_leads_somewhere(page: str) -> None:
    path = ROOT / page if page == "README.md" else ROOT / "docs" / page
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target
