"""An article's text cut for its page: paragraphs with statements in them, nested ones inside those that report them.

All is cut here, where characters are counted as the record counts them; browsers count UTF-16.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, pairwise

from schema.span import Span
from schema.statement import Record, Statement

_BLANK_LINE = re.compile(r"\s*(?:\n[^\S\n]*\n|\f)\s*")
_LINE = re.compile(r"\s*\n\s*")


@dataclass(frozen=True)
class Words:
    """Characters of the text that share all marks; `names` are the statements whose source or cue they are."""

    text: str
    names: tuple[str, ...] = ()
    is_quoted: bool = False
    furniture: str | None = None


@dataclass(frozen=True)
class Marked:
    """A stretch of one statement; what it reports lies inside. Its number stands behind the last stretch."""

    statement: Statement
    number: int
    inner: tuple[Marked | Words, ...]
    is_first: bool
    is_last: bool


@dataclass(frozen=True)
class Paragraph:
    parts: tuple[Marked | Words, ...]
    is_title: bool = False
    is_furniture: bool = False
    """All of it."""


@dataclass
class _Segment:
    """`owners` are indices of statements, the outermost first."""

    start: int
    end: int
    owners: list[int] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    is_quoted: bool = False
    furniture: str | None = None


def mark_text(record: Record) -> tuple[Paragraph, ...]:
    """The first paragraph is the title where it says the same words."""
    return tuple(_Marking(record).paragraphs())


class _Marking:
    def __init__(self, record: Record) -> None:
        self.text = record.article.text
        self.title = record.article.title
        self.statements = record.statements
        self.bounds = list(_find_paragraphs(self.text))
        self.segments = self._cut(record)
        self._fill(record)
        shown = [(owner, at) for at, one in enumerate(self.segments) for owner in one.owners]
        self.first = dict(reversed(shown))
        self.last = dict(shown)

    def _cut(self, record: Record) -> list[_Segment]:
        spans = [span for one in record.statements for span in (*one.content, *one.quoted, *one.source, *one.cue)]
        edges = {edge for span in (*spans, *record.article.furniture) for edge in (span.start, span.end)}
        edges |= {edge for bounds in self.bounds for edge in bounds}
        ordered = sorted(edges)
        return [_Segment(start, end) for start, end in pairwise(ordered)]

    def _fill(self, record: Record) -> None:
        self.starts = [one.start for one in self.segments]
        for index in _outermost_first(self.statements):
            statement = self.statements[index]
            for segment in self._within(statement.content):
                if self.text[segment.start : segment.end].strip():
                    segment.owners.append(index)
            for segment in self._within((*statement.source, *statement.cue)):
                segment.names.append(statement.id)
            for segment in self._within(statement.quoted):
                segment.is_quoted = True
        for stretch in record.article.furniture:
            for segment in self._within((stretch,)):
                segment.furniture = stretch.kind

    def _within(self, spans: Sequence[Span]) -> Iterator[_Segment]:
        for span in spans:
            yield from self.segments[bisect_left(self.starts, span.start) : bisect_left(self.starts, span.end)]

    def paragraphs(self) -> Iterator[Paragraph]:
        for number, (start, end) in enumerate(self.bounds):
            is_title = number == 0 and _plain(self.text[start:end]) == _plain(self.title or "")
            places = range(bisect_left(self.starts, start), bisect_left(self.starts, end))
            is_furniture = all(self.segments[at].furniture for at in places)
            yield Paragraph(tuple(self._nest(places, depth=0)), is_title, is_furniture)

    def _nest(self, places: Sequence[int], *, depth: int) -> Iterator[Marked | Words]:
        """Stretches of one statement are wrapped in it, whatever else lies across their edges."""

        def owner_of(at: int) -> int | None:
            owners = self.segments[at].owners
            return owners[depth] if depth < len(owners) else None

        for owner, group in groupby(places, owner_of):
            run = list(group)
            if owner is None:
                yield from (self._words(at) for at in run)
                continue
            yield Marked(
                self.statements[owner],
                owner + 1,
                tuple(self._nest(run, depth=depth + 1)),
                is_first=self.first[owner] == run[0],
                is_last=self.last[owner] == run[-1],
            )

    def _words(self, at: int) -> Words:
        segment = self.segments[at]
        text = self.text[segment.start : segment.end]
        return Words(text, tuple(dict.fromkeys(segment.names)), segment.is_quoted, segment.furniture)


def _find_paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Between blank lines; in a text without any, each line."""
    body = text.strip()
    at, last = text.find(body), text.find(body) + len(body)
    parting = _BLANK_LINE if _BLANK_LINE.search(body) else _LINE
    for blank in parting.finditer(text, at, last):
        yield at, blank.start()
        at = blank.end()
    if at < last:
        yield at, last


def _outermost_first(statements: Sequence[Statement]) -> list[int]:
    """Indices by depth, then place; the longer one around the shorter."""
    parents = {one.id: one.parent for one in statements}

    def rank(index: int) -> tuple[int, int, int]:
        statement = statements[index]
        depth, above = 0, statement.parent
        while above is not None and depth < len(statements):
            depth, above = depth + 1, parents.get(above)
        return depth, -sum(span.end - span.start for span in statement.content), index

    return sorted(range(len(statements)), key=rank)


def _plain(text: str) -> str:
    return " ".join(text.split()).rstrip(".")
