"""What the forms have in common: lines, and what of a text no statement has yet."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator

from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex, is_capitalised
from extract.ranges import Owners, merged

RULE_CONFIDENCE = 0.9
"""Of what stands in a form: it is there or not, no network has weighed it."""
MIN_WORDS = 3
MAX_FREE_SHARE = 0.3
"""A quotation is free while statements have at most this share of its words."""
LAST_WORD = 40
"""Characters at the end of a paragraph that hold its last word."""

LINE = re.compile(r"[^\n]*\S[^\n]*")
WORD = re.compile(r"\w+")


class Lines:
    """The lines that hold something, without the spaces at their ends."""

    def __init__(self, text: str) -> None:
        self._spans = [
            (line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip()))
            for line in LINE.finditer(text)
        ]
        self._starts = [start for start, _ in self._spans]

    def __iter__(self) -> Iterator[Range]:
        return iter(self._spans)

    def around(self, place: int) -> Range:
        return self._spans[bisect_right(self._starts, place) - 1]

    def before(self, place: int) -> Range | None:
        number = bisect_right(self._starts, place) - 2
        return self._spans[number] if number >= 0 else None


def outside(attributions: Iterable[Attribution], forms: Iterable[Attribution]) -> list[Attribution]:
    """Those whose content does not begin within a form."""
    taken = merged(span for form in forms for span in (*form.source, *form.cue, *form.content))
    starts = [start for start, _ in taken]

    def is_outside(place: int) -> bool:
        before = bisect_right(starts, place) - 1
        return before < 0 or taken[before][1] <= place

    return [one for one in attributions if is_outside(one.content[0][0])]


class Owned:
    """Which statement has which characters."""

    def __init__(self, passage: Passage, attributions: Iterable[Attribution]) -> None:
        self._text = passage.text
        self._owners = Owners(len(passage.text))
        for index, attribution in enumerate(attributions):
            self._owners.give(attribution.content + attribution.cue + attribution.source, index)

    def add(self, index: int, piece: Range) -> None:
        self._owners.give([piece], index)

    def is_free(self, quotation: Quotation) -> bool:
        words = self._words(quotation.inner_start, quotation.inner_end)
        taken = sum(self._owners[word] is not None for word in words)
        return len(words) >= MIN_WORDS and taken <= MAX_FREE_SHARE * len(words)

    def last_in(self, line: Range) -> int | None:
        """The statement that has the last word of a paragraph."""
        words = self._words(max(line[0], line[1] - LAST_WORD), line[1])
        return self._owners[words[-1]] if words else None

    def _words(self, start: int, end: int) -> list[int]:
        return [word.start() for word in WORD.finditer(self._text, start, end)]


class ByPlace:
    """Things by the place where they begin; several may have one place."""

    def __init__(self, places: Iterable[tuple[int, int]]) -> None:
        """Of (place, thing), in any order."""
        self._pairs = sorted(places)
        self._starts = [place for place, _ in self._pairs]

    def within(self, span: Range) -> list[int]:
        low, high = (bisect_left(self._starts, place) for place in span)
        return [thing for _, thing in self._pairs[low:high]]


def opened_paragraphs(passage: Passage) -> Iterator[tuple[Quotation, Range]]:
    """Quotations that begin their paragraph and are no heading, with the paragraph before them."""
    lines = Lines(passage.text)
    for quotation in QuotationIndex(passage.quotations).outer:
        before = lines.before(quotation.start)
        begins = lines.around(quotation.start)[0] == quotation.start
        if before and begins and not is_capitalised(passage.text, quotation):
            yield quotation, before
