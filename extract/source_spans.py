"""Ranges of the reading as spans of the article's text."""

from __future__ import annotations

from collections.abc import Iterable

from extract.passage import Passage, Range
from schema.span import Span


class SourceSpans:
    """Of one passage. A span is made once, however many records hold it."""

    def __init__(self, passage: Passage) -> None:
        self._text = passage.article.text
        self._reading = passage.reading
        self._sources: dict[Range, tuple[Range, ...]] = {}
        self._spans: dict[Range, Span] = {}

    def of(self, ranges: Iterable[Range]) -> tuple[Span, ...]:
        """In order of the text; only furniture divides a range."""
        found = {piece for span in ranges for piece in self._source(span)}
        return tuple([self._span(piece) for piece in sorted(found)])

    def _source(self, span: Range) -> tuple[Range, ...]:
        if span not in self._sources:
            self._sources[span] = tuple(self._pieces(span))
        return self._sources[span]

    def _pieces(self, span: Range) -> list[Range]:
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
