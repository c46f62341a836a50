"""Ranges of the reading as spans of the article's text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from extract.passage import Passage, Range
from schema.span import Span


class SourceSpans:
    """Of one passage. A span is made once, however many records hold it."""

    def __init__(self, passage: Passage) -> None:
        self._text = passage.article.text
        self._reading = passage.reading
        self._starts = [start for start, _, _ in passage.reading.pieces]
        self._known: dict[tuple[Range, ...], tuple[Span, ...]] = {}
        self._spans: dict[Range, Span] = {}

    def of(self, ranges: Iterable[Range]) -> tuple[Span, ...]:
        """In order of the text; only furniture divides a range."""
        key = tuple(ranges)
        if key not in self._known:
            found = {piece for span in key for piece in self._pieces(span)}
            self._known[key] = tuple([self._span(piece) for piece in sorted(found)])
        return self._known[key]

    def _pieces(self, span: Range) -> list[Range]:
        number = bisect_right(self._starts, span[0]) - 1
        here, there, length = self._reading.pieces[number] if number >= 0 else (0, 0, 0)
        if span[0] < span[1] <= here + length:
            return [(span[0] + there - here, span[1] + there - here)]
        parts: list[Range] = []
        for start, end in self._reading.to_source(*span):
            if parts and not self._text[parts[-1][1] : start].strip():
                parts[-1] = (parts[-1][0], end)
            else:
                parts.append((start, end))
        return parts

    def _span(self, piece: Range) -> Span:
        if piece not in self._spans:
            start, end = piece
            self._spans[piece] = Span(start=start, end=end, text=self._text[start:end])
        return self._spans[piece]
