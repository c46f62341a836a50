"""Sets of characters as sorted half-open ranges."""

from __future__ import annotations

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


def without(ranges: Iterable[Range], holes: Iterable[Range]) -> list[Range]:
    """What of the ranges lies in none of the holes."""
    kept = merged(ranges)
    for low, high in merged(holes):
        kept = [
            piece
            for start, end in kept
            for piece in ((start, min(end, low)), (max(start, high), end))
            if piece[0] < piece[1]
        ]
    return kept


def covers(ranges: Iterable[Range], place: int) -> bool:
    return any(start <= place < end for start, end in ranges)
