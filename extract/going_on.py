"""Quotations that go on: behind the words that interrupt them, or in the next paragraph."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from extract.free_quotations import WORD, ByPlace, Lines, Owned, opened_paragraphs
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex
from extract.ranges import Owners, merged

_CLOSING = "\"”’'»“«"
_SAME_SENTENCE = re.compile(r"(?:[^.!?:;\n\"“”«»„‘]{0,80},)?[^\S\n]*")
_DASH = re.compile(r"\s*[–—-]")
REACH = 160
"""Characters before a quotation in which the words begin that it goes on behind."""


def read_interrupted(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A quotation that nobody has, in the same sentence behind a cue that another quotation stands before."""
    found = list(attributions)
    owners = Owners(len(passage.text))
    for index, one in enumerate(found):
        owners.give(one.content, index)
    cues = sorted(start for one in found for start, _ in one.cue)
    ends = ByPlace((_parts_end(one), index) for index, one in enumerate(found) if one.cue)
    before: Quotation | None = None
    for quotation in QuotationIndex(passage.quotations).outer:
        last, before = before, quotation
        words = WORD.finditer(passage.text, quotation.inner_start, quotation.inner_end)
        if any(owners[word.start()] is not None for word in words):
            continue
        near = ends.within((quotation.start - REACH, quotation.start + 1))
        speaking = [index for index in near if _goes_on_behind(passage.text, found[index], quotation)]
        if not speaking and last and _is_broken_off(passage.text, last, quotation, cues):
            speaking = [owner for owner in (owners[last.inner_start],) if owner is not None]
        for index in speaking[:1]:
            one, piece = found[index], (quotation.start, quotation.end)
            found[index] = replace(one, content=tuple(merged([*one.content, piece])))
            owners.give([piece], index)
    return found


def _is_broken_off(text: str, last: Quotation, quotation: Quotation, cues: Sequence[int]) -> bool:
    """Whether the sentence of the last quotation goes on in this one, after a few words that nobody's cue is in."""
    has_cue = bisect_right(cues, last.end) != bisect_right(cues, quotation.start)
    goes_on = text[last.inner_end - 1] == "," and _SAME_SENTENCE.fullmatch(text, last.end, quotation.start)
    return bool(goes_on) and not has_cue and bool(WORD.search(text, last.end, quotation.start))


def _parts_end(attribution: Attribution) -> int:
    """Where source and cue end."""
    return max(end for _, end in attribution.source + attribution.cue)


def _goes_on_behind(text: str, attribution: Attribution, quotation: Quotation) -> bool:
    low, high = min(attribution.source + attribution.cue)[0], _parts_end(attribution)
    before = max((end for _, end in attribution.content if end <= low), default=None)
    if before is None or text[before - 1] not in _CLOSING:
        return False
    return _SAME_SENTENCE.fullmatch(text, high, quotation.start) is not None


def read_continued(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A free quotation that fills its paragraph is a further piece of the statement that ends the one before it."""
    found = list(attributions)
    owned = Owned(passage, found)
    for quotation, before in [*_ending_paragraphs(passage), *_filled_paragraphs(passage)]:
        if not owned.is_free(quotation):
            continue
        index = owned.last_in(before)
        if index is not None:
            piece = (quotation.start, quotation.end)
            found[index] = replace(found[index], content=tuple(merged([*found[index].content, piece])))
            owned.add(index, piece)
    return found


def _ending_paragraphs(passage: Passage) -> Iterator[tuple[Quotation, Range]]:
    """Quotations that nobody closed, with the sentence that ends right before them in their paragraph."""
    lines = Lines(passage.text)
    for quotation in QuotationIndex(passage.quotations).outer:
        start = lines.around(quotation.start)[0]
        before = passage.text[start : quotation.start].rstrip()
        if not quotation.closed and before.endswith((".", "!", "?")):
            yield quotation, (start, start + len(before))


def _filled_paragraphs(passage: Passage) -> Iterator[tuple[Quotation, Range]]:
    """Quotations that are all of their paragraph but for a gloss after a dash, with the paragraph before them."""
    lines = Lines(passage.text)
    for quotation, before in opened_paragraphs(passage):
        end = max(quotation.end, lines.around(quotation.end - 1)[1])
        if _DASH.match(passage.text, quotation.end, end) or not WORD.search(passage.text, quotation.end, end):
            yield quotation, before
