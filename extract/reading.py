"""The article as it is read: without its furniture, with a map back to the characters of `Article.text`."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from extract.layout import ends_sentence, find_lines, is_wrapped_on, starts_lower, wrap_width
from extract.lexicon import load_words
from schema.span import Furniture

_BREAK = re.compile(r"[\n\r\f\ufeff][\s\ufeff\u200b]*")
_REWRITTEN = re.compile(r"[\r\ufeff]")
_DOUBLE_MARK = re.compile(r"[\"“”]")
_HYPHENATED = re.compile(r"[^\W\d_]{2,}-$")
_AHEAD = 2000
"""Characters looked at beyond a gap."""
_SENTENCE_WORDS = 5
"""Fewer words than this above a blank line are a heading, not the first half of a sentence."""
_HEADLINE_WORDS = 15


@dataclass(frozen=True)
class Reading:
    """`pieces` are (start in `text`, start in the source, length), in order; between two pieces the source was left
    out, or stood otherwise."""

    text: str
    pieces: tuple[tuple[int, int, int], ...]

    def to_source(self, start: int, end: int) -> list[tuple[int, int]]:
        """The ranges of the source that hold the characters of `text[start:end]`: several where furniture divides."""
        found = []
        for here, there, length in self._pieces_from(start):
            if here >= end:
                break
            low, high = max(start, here), min(end, here + length)
            if low < high:
                found.append((there + low - here, there + high - here))
        return found

    def _pieces_from(self, start: int) -> Iterator[tuple[int, int, int]]:
        first = max(0, bisect_right(self.pieces, start, key=lambda piece: piece[0]) - 1)
        return islice(self.pieces, first, None)


def read_whole(text: str) -> Reading:
    """A text without furniture."""
    return Reading(text, ((0, 0, len(text)),))


def read_without_furniture(text: str, furniture: Sequence[Furniture]) -> Reading:
    """Leaves furniture out and heals what it, page breaks and line ends tore apart.

    Paragraphs stay apart by the line breaks they have, CRLF becomes LF, and a text without page breaks, wrapped lines,
    broken sentences or furniture is read as it stands.
    """
    writer = _Writer(text, wrap_width(find_lines(text)))
    for start, end, masked in _find_gaps(text, furniture):
        writer.keep_line(start)
        writer.close_gap(start, end, masked=masked)
    writer.keep_line(len(text))
    return Reading("".join(writer.written), tuple(writer.pieces))


def _find_gaps(text: str, furniture: Sequence[Furniture]) -> Iterator[tuple[int, int, bool]]:
    """(start, end, masked) of furniture and of the blanks that hold a line or page break; those that touch as one."""
    breaks = [(_before_blanks(text, m.start()), m.end(), False) for m in _BREAK.finditer(text)]
    masks = [(_before_blanks(text, span.start), _after_blanks(text, span.end), True) for span in furniture]
    gap: tuple[int, int, bool] | None = None
    for start, end, masked in sorted(breaks + masks):
        if gap and start <= gap[1]:
            gap = (gap[0], max(gap[1], end), gap[2] or masked)
            continue
        if gap:
            yield gap
        gap = (start, end, masked)
    if gap:
        yield gap


def _before_blanks(text: str, start: int) -> int:
    while start and text[start - 1] in " \t\xa0\u200b":
        start -= 1
    return start


def _after_blanks(text: str, end: int) -> int:
    while end < len(text) and text[end].isspace():
        end += 1
    return end


@dataclass
class _Writer:
    """Writes the reading from left to right and remembers what stands open in its current paragraph."""

    source: str
    width: int | None
    written: list[str] = field(default_factory=list)
    pieces: list[tuple[int, int, int]] = field(default_factory=list)
    length: int = 0
    read_to: int = 0
    line: str = ""
    """The line kept last."""
    words: int = 0
    """Words of the current paragraph so far."""
    in_first_paragraph: bool = True
    in_quotation: bool = False

    def keep_line(self, end: int) -> None:
        self._keep(self.read_to, end)
        self.line = self.source[self.read_to : end]
        self.words += self.line.count(" ") + 1 if self.line.strip() else 0
        for mark in _DOUBLE_MARK.findall(self.line):
            self.in_quotation = mark == "“" or (mark == '"' and not self.in_quotation)
        self.read_to = end

    def close_gap(self, start: int, end: int, *, masked: bool) -> None:
        self.read_to = end
        blanks = self.source[start:end]
        following = self._next_line(end)
        if not self.words or not following:
            self._keep_blanks(start, end, drop=masked)
        elif self._goes_on(blanks, following, masked=masked):
            self._join(following)
        else:
            self._keep_blanks(start, end, drop=masked or "\f" in blanks)
            if masked or "\f" in blanks:
                self._write("\n\n")
            self._end_paragraph()

    def _next_line(self, start: int) -> str:
        return re.split(r"[\n\r\f]", self.source[start : start + _AHEAD], maxsplit=1)[0].strip()

    def _goes_on(self, blanks: str, following: str, *, masked: bool) -> bool:
        """Whether the sentence or quotation before the gap goes on behind it."""
        new_page = "\f" in blanks
        one_break = not masked and max(blanks.count("\n"), blanks.count("\r")) + blanks.count("\f") == 1
        if self.width and one_break and is_wrapped_on(self.line, following, self.width):
            return True
        if (new_page or masked) and self._quotation_goes_on(following):
            return True
        if ends_sentence(self.line.rstrip()):
            return False
        if new_page or masked:
            return starts_lower(following) or self._stands_open() or (new_page and self._is_prose())
        return self._is_prose() and (starts_lower(following) or self._stands_open())

    def _is_prose(self) -> bool:
        return self.words >= (_HEADLINE_WORDS if self.in_first_paragraph else _SENTENCE_WORDS)

    def _stands_open(self) -> bool:
        """Whether the line ends in a word that no sentence ends with ("the")."""
        last = self.line.split()[-1] if self.line.strip() else ""
        return last == "The" or last in load_words("unfinished")

    def _quotation_goes_on(self, following: str) -> bool:
        if not self.in_quotation or following[0] in '“"':
            return False
        mark = _DOUBLE_MARK.search(self.source, self.read_to, self.read_to + _AHEAD)
        return mark is not None and mark.group() != "“"

    def _join(self, following: str) -> None:
        if not (_HYPHENATED.search(self.line[-20:]) and following[0].islower()):
            self._write(" ")

    def _end_paragraph(self) -> None:
        self.words, self.in_first_paragraph, self.in_quotation = 0, False, False

    def _keep_blanks(self, start: int, end: int, *, drop: bool) -> None:
        """Line breaks as LF, blanks as they are, neither byte order marks nor, with `drop`, anything."""
        if drop:
            return
        if not _REWRITTEN.search(self.source, start, end):
            self._keep(start, end)
            return
        for match in re.finditer(r"\r\n|\r|\ufeff|[^\r\ufeff]+", self.source[start:end]):
            if match.group() == "\r":
                self._write("\n")
            elif match.group() != "\ufeff":
                self._keep(start + match.end() - len(match.group().removeprefix("\r")), start + match.end())

    def _keep(self, start: int, end: int) -> None:
        if start >= end:
            return
        here, there, length = self.pieces[-1] if self.pieces else (0, 0, 0)
        if self.pieces and here + length == self.length and there + length == start:
            self.pieces[-1] = (here, there, length + end - start)
        else:
            self.pieces.append((self.length, start, end - start))
        self._write(self.source[start:end])

    def _write(self, text: str) -> None:
        self.written.append(text)
        self.length += len(text)
