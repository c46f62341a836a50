"""Cuts a text into what the attribution network reads at once: whole paragraphs, up to so many word pieces.

Words, features and windows are made exactly as in training; a paragraph that is too long for one window is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from tokenizers import Encoding, Tokenizer

MAX_PIECES_A_WORD = 16
_LINE = re.compile(r"[^\n]+")
_CHUNK = re.compile(r"(?s).{1,20000}(?=\s|\Z)|.{1,20000}")
_OPENING, _CLOSING = "“„«", "”»"
_LOWER, _CAPITALISED, _UPPER, _DIGIT, _OTHER, _NO_WORD = range(6)
_OUTSIDE, _INSIDE, _OPENS, _CLOSES, _NO_STATE = range(5)

Ints = npt.NDArray[np.int64]


class Word(NamedTuple):
    """A word or punctuation mark: its characters, paragraph, word pieces, and two features of its spelling."""

    start: int
    end: int
    paragraph: int
    pieces: list[int]
    case: int
    quote: int


@dataclass(frozen=True)
class Special:
    """Ids of the marks around and between paragraphs."""

    cls: int
    sep: int


@dataclass
class Window:
    """Words of one or more paragraphs, and what the network is fed for them."""

    words: list[Word]
    ids: list[int]
    first: list[int] = field(default_factory=list)
    """Where in `ids` each word begins."""
    case: list[int] = field(default_factory=lambda: [_NO_WORD])
    quote: list[int] = field(default_factory=lambda: [_NO_STATE])

    def add(self, word: Word) -> None:
        self.first.append(len(self.ids))
        self.ids += word.pieces
        self.case += [word.case] * len(word.pieces)
        self.quote += [word.quote] * len(word.pieces)

    def add_mark(self, mark: int) -> None:
        self.ids.append(mark)
        self.case.append(_NO_WORD)
        self.quote.append(_NO_STATE)

    def feed(self) -> dict[str, Ints]:
        rows = {
            "ids": self.ids,
            "mask": [1] * len(self.ids),
            "case": self.case,
            "quote": self.quote,
            "first": self.first,
        }
        return {name: np.array([row], dtype=np.int64) for name, row in rows.items()}


def find_windows(text: str, tokenizer: Tokenizer, special: Special, max_pieces: int) -> Iterator[Window]:
    """Windows from first to last; only the one in hand is in memory.

    A paragraph that introduces the next one ("He said:") stays with it.
    """
    room = max_pieces - 3
    packed: list[list[Word]] = []
    for unit in _units(_words(text, tokenizer), room):
        while packed and _size([*packed, unit]) > room:
            cut = _cut(text, packed, unit, room)
            yield _window(packed[:cut], special)
            packed = packed[cut:]
        packed.append(unit)
    if packed:
        yield _window(packed, special)


def _size(units: Iterable[list[Word]]) -> int:
    return sum(1 + sum(len(word.pieces) for word in unit) for unit in units)


def _cut(text: str, packed: list[list[Word]], unit: list[Word], room: int) -> int:
    """How many units go before the cut."""
    last = packed[-1]
    stays = len(packed) > 1 and _introduces(text, last) and _size([last, unit]) <= room
    return len(packed) - stays


def _introduces(text: str, unit: list[Word]) -> bool:
    return text[unit[-1].start : unit[-1].end] == ":"


def _window(units: Iterable[list[Word]], special: Special) -> Window:
    words = [word for unit in units for word in unit]
    window = Window(words, [special.cls])
    paragraph = words[0].paragraph
    for word in words:
        if word.paragraph != paragraph:
            window.add_mark(special.sep)
            paragraph = word.paragraph
        window.add(word)
    window.add_mark(special.sep)
    return window


def _units(words: Iterable[Word], room: int) -> Iterator[list[Word]]:
    """Paragraphs; those that are too long are cut."""
    unit: list[Word] = []
    size = 0
    for word in words:
        if unit and (word.paragraph != unit[0].paragraph or size + len(word.pieces) > room):
            yield unit
            unit, size = [], 0
        unit.append(word)
        size += len(word.pieces)
    if unit:
        yield unit


def _words(text: str, tokenizer: Tokenizer) -> Iterator[Word]:
    paragraph = 0
    for line in _LINE.finditer(text):
        state = _QuoteState()
        found = False
        # an endless line is read in chunks, so that memory stays bounded
        for chunk in _CHUNK.finditer(text, line.start(), line.end()):
            encoding = tokenizer.encode(chunk[0], add_special_tokens=False)
            for start, end, pieces in _pieces_by_word(encoding):
                found = True
                spelling = chunk[0][start:end]
                word_start, word_end = chunk.start() + start, chunk.start() + end
                yield Word(word_start, word_end, paragraph, pieces, _case(spelling), state.read(spelling))
        paragraph += found


def _pieces_by_word(encoding: Encoding) -> Iterator[tuple[int, int, list[int]]]:
    last, start, end, pieces = None, 0, 0, list[int]()
    for piece, word, (piece_start, piece_end) in zip(encoding.ids, encoding.word_ids, encoding.offsets, strict=True):
        if word == last:
            end = piece_end
            pieces.append(piece)
            continue
        if pieces:
            yield start, end, pieces[:MAX_PIECES_A_WORD]
        last, start, end, pieces = word, piece_start, piece_end, [piece]
    if pieces:
        yield start, end, pieces[:MAX_PIECES_A_WORD]


def _case(spelling: str) -> int:
    if spelling.islower():
        return _LOWER
    if spelling.isupper() and len(spelling) > 1:
        return _UPPER
    if spelling[:1].isupper():
        return _CAPITALISED
    return _DIGIT if spelling[:1].isdigit() else _OTHER


class _QuoteState:
    """Where a word stands to double quotation marks, paragraph by paragraph."""

    def __init__(self) -> None:
        self.inside = False

    def read(self, spelling: str) -> int:
        if spelling in _OPENING or (spelling == '"' and not self.inside):
            self.inside = True
            return _OPENS
        if spelling in _CLOSING or spelling == '"':
            self.inside = False
            return _CLOSES
        return _INSIDE if self.inside else _OUTSIDE
