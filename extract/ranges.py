"""Sets of characters as sorted half-open ranges."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

Range = tuple[int, int]


def merged(ranges: Iterable[Range]) -> list[Range]:
    """Sorted, with those joined that touch."""
    found: list[Range] = []
    for start, end in sorted(ranges):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        elif start < end:
            found.append((start, end))
    return found


def without(ranges: Iterable[Range], hole: Range) -> list[Range]:
    """What of the ranges lies outside the hole."""
    low, high = hole
    pieces = [piece for start, end in ranges for piece in ((start, min(end, low)), (max(start, high), end))]
    return [(start, end) for start, end in pieces if start < end]


class Owners:
    """Which of several things, numbered, has a character; what comes later takes it over."""

    def __init__(self, size: int) -> None:
        self._owner = array("i", [-1]) * size

    def give(self, ranges: Iterable[Range], index: int) -> None:
        for start, end in ranges:
            self._owner[start:end] = array("i", [index]) * (end - start)

    def __getitem__(self, place: int) -> int | None:
        owner = self._owner[place]
        return owner if owner >= 0 else None
