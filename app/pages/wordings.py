"""Two wordings side by side: where they part, and in which way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from schema.quote import Difference, MeaningChange

MEANINGS: dict[MeaningChange, str] = {
    "negation": "a negation",
    "number": "a number",
    "name": "a name",
}


class Piece(NamedTuple):
    """Characters of a wording, and the difference that they are part of, if any."""

    text: str
    difference: Difference | None


def cut_base(text: str, differences: Sequence[Difference]) -> tuple[Piece, ...]:
    """The representative wording, cut where the other departs from it."""
    return tuple(_cut(text, [(one.start, one.end, one) for one in differences]))


def cut_other(text: str, differences: Sequence[Difference]) -> tuple[Piece, ...]:
    return tuple(_cut(text, [(one.here_start, one.here_end, one) for one in differences]))


def _cut(text: str, places: Sequence[tuple[int, int, Difference]]) -> Iterator[Piece]:
    at = 0
    for start, end, difference in sorted(places, key=lambda place: place[:2]):
        if start < end and start >= at:
            yield from _kept(text[at:start])
            yield Piece(text[start:end], difference)
            at = end
    yield from _kept(text[at:])


def _kept(text: str) -> Iterator[Piece]:
    if text:
        yield Piece(text, None)
