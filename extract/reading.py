"""The article as it is read: without its furniture, with a map back to the characters of `Article.text`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Reading:
    """`pieces` are (start in `text`, start in the source, length), in order; between two pieces the source was left
    out, or stood otherwise."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def to_source(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of the source that hold the characters of `text[start:end]`: several where furniture divides."""
        found = []
        for here, there, length in self.pieces:
            low, high = max(start, here), min(end, here + length)
            if low < high:
                found.append((there + low - here, there + high - here))
        return found


def read_whole(text: str) -> Reading:
    """A text without furniture."""
    return Reading(text, ((0, 0, len(text)),))
