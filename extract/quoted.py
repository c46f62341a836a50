"""Which words of a content are quoted, what kind of statement that makes, and where in the article it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex
from schema.statement import Kind, Section

_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\n]+")
_FREE = re.compile(rb"\x00+")
MAX_HEADLINE = 300
_ENDS_A_SENTENCE = re.compile(r"[.!?…:;,][\"'”’»)\]]*\s*\Z")


def quoted_runs(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with `quoted` filled.

    A quotation's words belong to the innermost statement that has them in its content and is not itself reported
    inside that quotation: in “He says that we lost,” she said, they are hers. No character is given twice.
    """
    quotations = QuotationIndex(passage.quotations)
    claimed = bytearray(len(passage.text))
    quoted: dict[int, tuple[Range, ...]] = {}
    for index in _innermost_first(attributions):
        attribution = attributions[index]
        near = dict.fromkeys(one for piece in attribution.content for one in quotations.touching(piece))
        own = [one for one in sorted(near, key=_outermost_first) if _is_own(passage.text, attribution, one)]
        quoted[index] = tuple(_claim(passage.text, claimed, attribution, own))
    return [replace(attribution, quoted=quoted[index]) for index, attribution in enumerate(attributions)]


def kind_of(attribution: Attribution, passage: Passage) -> Kind:
    """By how many words of the content are the speaker's own between quotation marks: all, some, none."""
    words = _count_words(passage.text, attribution.content)
    inside = _count_words(passage.text, attribution.quoted)
    if not inside:
        return "indirect"
    return "direct" if inside == words else "mixed"


def section_of(passage: Passage, attribution: Attribution) -> Section:
    """Headline, caption, editors' note, or body."""
    text, start = passage.text, min(start for start, _ in attribution.content)
    line_start = text.rfind("\n", 0, start) + 1
    line = text[line_start : line_start + MAX_HEADLINE + 1].partition("\n")[0].strip()
    title = (passage.article.title or "").strip().casefold()
    is_first = not text[:line_start].strip()
    if (is_first and len(line) <= MAX_HEADLINE and not _ENDS_A_SENTENCE.search(line)) or line.casefold() == title:
        return "headline"
    opening = line.lower()
    if opening.startswith(tuple(load_words("note_openings"))):
        return "note"
    return "caption" if opening.startswith(tuple(load_words("caption_openings"))) else "body"


def _outermost_first(quotation: Quotation) -> tuple[int, int]:
    return quotation.depth, quotation.start


def _innermost_first(attributions: Sequence[Attribution]) -> list[int]:
    depths: list[int] = []
    for attribution in attributions:
        depth, parent = 0, attribution.parent
        while parent is not None:
            depth, parent = depth + 1, attributions[parent].parent
        depths.append(depth)
    return sorted(range(len(attributions)), key=lambda index: (-depths[index], index))


def _is_own(text: str, attribution: Attribution, quotation: Quotation) -> bool:
    """Not where the cue stands between the same marks, unless those who say it there are "I" or "we"."""
    if not any(quotation.inner_start <= start < quotation.inner_end for start, _ in attribution.cue):
        return True
    words = [text[start:end].lower() for start, end in attribution.source]
    return attribution.parent is None and any(word in load_words("first_person") for word in words)


def _claim(text: str, claimed: bytearray, attribution: Attribution, own: Sequence[Quotation]) -> Iterator[Range]:
    """The runs of its content in these quotations that nobody has claimed yet, in order."""
    runs = []
    for quotation in own:
        for start, end in attribution.content:
            low, high = max(start, quotation.inner_start), min(end, quotation.inner_end)
            if low < high:
                runs += [(low + free.start(), low + free.end()) for free in _FREE.finditer(claimed[low:high])]
                whole_low = quotation.start if low == quotation.inner_start else low
                whole_high = quotation.end if high == quotation.inner_end else high
                claimed[whole_low:whole_high] = b"\x01" * (whole_high - whole_low)
    return _lines_with_words(text, sorted(runs))


def _lines_with_words(text: str, runs: Iterable[Range]) -> Iterator[Range]:
    for start, end in runs:
        for line in _LINE.finditer(text, start, end):
            stripped = line[0].strip()
            if _WORD.search(stripped):
                line_start = line.start() + line[0].index(stripped)
                yield line_start, line_start + len(stripped)


def _count_words(text: str, ranges: Iterable[Range]) -> int:
    return sum(1 for start, end in ranges for _ in _WORD.finditer(text, start, end))
