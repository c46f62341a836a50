"""The sentences of an article around a statement, as lists show them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from schema.span import Span
from schema.statement import Statement

_ENDS = re.compile(r"""[\n.!?…](?:(?<=\n)[^\S\n]*\n\s*|(?<!\n)[.!?…]*["'”’»)\]]*\s+(?=["'“‘«(\[]*[A-Z0-9À-ÖØ-Þ]))""")
"""A blank line, or marks before a capital; it starts with one set of characters, which is found fastest."""
_ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Dr Prof Gen Sen Rep Gov Lt Col Sgt Capt Cmdr Rev Hon St Jr Sr vs No Inc Corp Co Ltd "
    "Jan Feb Mar Apr Jun Jul Aug Sept Sep Oct Nov Dec".split()
)
_LAST_WORD = re.compile(r"[^\W\d_]+$")


def _is_abbreviation(text: str, dot: int) -> bool:
    """ "Mr. Smith", "J. Smith" and "the U.S. Senate" go on behind the full stop at `dot`."""
    if text[dot : dot + 1] != ".":
        return False
    word = _LAST_WORD.search(text, max(0, dot - 12), dot)
    return word is not None and (len(word[0]) == 1 or word[0] in _ABBREVIATIONS)


class Sentences:
    """A text cut into sentences by blank lines, and by full stops before capitals: deterministic and linear."""

    def __init__(self, text: str) -> None:
        self._text = text
        ends = [end for end in _ENDS.finditer(text) if not _is_abbreviation(text, end.start())]
        self._starts = [0, *[end.end() for end in ends]]
        self._ends = [*[end.start() + len(end[0].rstrip()) for end in ends], len(text.rstrip())]

    def around(self, start: int, end: int) -> Span:
        """The sentence or sentences that hold `text[start:end]`."""
        first, last = self._range_around(start, end)
        return Span(start=first, end=last, text=self._text[first:last])

    def of(self, statement: Statement) -> Span:
        """From the first to the last character of content, cue and source, out to whole sentences."""
        first, last = self.range_of(statement)
        return Span(start=first, end=last, text=self._text[first:last])

    def range_of(self, statement: Statement) -> tuple[int, int]:
        """Where the sentences of a statement start and end."""
        spans = statement.content + statement.cue + statement.source
        return self._range_around(min([span.start for span in spans]), max([span.end for span in spans]))

    def _range_around(self, start: int, end: int) -> tuple[int, int]:
        first = self._starts[max(bisect_right(self._starts, start) - 1, 0)]
        last = max(self._ends[min(bisect_left(self._ends, end), len(self._ends) - 1)], end)
        if self._text[first : first + 1].isspace():
            first = min(first + _leading_space(self._text[first:start]), start)
        return first, last


def _leading_space(text: str) -> int:
    return len(text) - len(text.lstrip())
