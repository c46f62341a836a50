"""Words as data: one file a list, read once. Lines starting with # are comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath("en", f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def load_words(name: str) -> frozenset[str]:
    """The lines of `en/name.txt`, stripped."""
    return frozenset(line.strip() for line in _lines(name))


@cache
def load_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `en/name.txt`, cells separated by tabs; empty cells are kept."""
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in _lines(name))
