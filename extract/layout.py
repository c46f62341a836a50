"""Lines of a page, and which of them are one paragraph broken to a line width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

_LINE = re.compile(r"[^\n\r\f]+")
_BLANK = " \t\v\xa0\ufeff\u200b\u2028\u2029\x1c\x1d\x1e\x1f\x85"
_SENTENCE_END = re.compile(r"""[.!?:;…][\]"'”’»)*_]*$|["”»]$""")
_WIDTHS = (30, 140)


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank, without the blanks at its ends. `after_blank`: no line directly above it."""

    start: int
    end: int
    text: str
    page: int
    after_blank: bool


def find_lines(text: str) -> list[Line]:
    lines: list[Line] = []
    page, last = 0, 0
    for match in _LINE.finditer(text):
        line = match.group()
        bare = line.strip(_BLANK)
        if not bare:
            continue
        start = match.start() + line.index(bare)
        gap = text[last:start]
        page += gap.count("\f")
        last = start + len(bare)
        lines.append(Line(start, last, bare, page, after_blank=_breaks(gap) != 1))
    return lines


def _breaks(gap: str) -> int:
    return max(gap.count("\n"), gap.count("\r")) + gap.count("\f")


def ends_sentence(text: str) -> bool:
    return _SENTENCE_END.search(text[-8:]) is not None


def starts_lower(text: str) -> bool:
    """Whether the first word is a small-letter word: not for "iPhone", "“well" or "al-Assad"."""
    word = text.split(None, 1)[0] if text.strip() else ""
    return word[:1].islower() and word.islower()


def count_words(text: str) -> int:
    """Exact for paragraphs; of a text of many pages its blanks are counted, which takes no time."""
    return len(text.split()) if len(text) < 5000 else text.count(" ") + 1


def wrap_width(lines: Sequence[Line]) -> int | None:
    """The line width of a text that is broken to one (as PDF and mail texts are), None where lines are paragraphs."""
    pairs = [(a, b) for a, b in pairwise(lines) if not b.after_blank and a.page == b.page]
    if len(pairs) < 2:
        return None
    lengths = sorted(len(before.text) for before, _ in pairs)
    width = lengths[int(0.95 * (len(lengths) - 1))]
    if not _WIDTHS[0] <= width <= _WIDTHS[1]:
        return None
    full = sum(length >= 0.6 * width for length in lengths)
    open_ended = sum(not ends_sentence(before.text) for before, _ in pairs)
    lower = sum(starts_lower(after.text) for _, after in pairs)
    wrapped = full >= 0.6 * len(pairs) and open_ended >= 0.5 * len(pairs) and lower >= 0.3 * len(pairs)
    return width if wrapped else None


def is_wrapped_on(before: str, after: str, width: int) -> bool:
    """Whether `after` goes on the paragraph of the line above: no word more would have fitted there, or the sentence
    stands open."""
    if starts_lower(after) and not ends_sentence(before):
        return True
    return len(before) + 1 + len(after.split(None, 1)[0]) > 0.85 * width


def find_paragraphs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines that make one paragraph, together; one each where the text is not broken to a width."""
    width = wrap_width(lines)
    paragraphs: list[list[Line]] = []
    for line in lines:
        last = paragraphs[-1][-1] if paragraphs else None
        if last and width and not line.after_blank and is_wrapped_on(last.text, line.text, width):
            paragraphs[-1].append(line)
        else:
            paragraphs.append([line])
    return paragraphs
