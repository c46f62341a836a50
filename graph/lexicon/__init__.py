"""Words as data: one file a list. Lines starting with # are comments."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def load_table(name: str) -> tuple[tuple[str, ...], ...]:
    """The rows of `en/name.txt`, cells separated by tabs."""
    text = files(__name__).joinpath("en", f"{name}.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(tuple(cell.strip() for cell in line.split("\t")) for line in lines)


@cache
def load_words(name: str) -> frozenset[str]:
    return frozenset(row[0] for row in load_table(name))
