"""Brings the edges of contents to the quotation marks, which show for certain where quoted words begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex
from extract.ranges import merged

_WORD = re.compile(r"\w+")
MIN_WORDS = 4
"""Shorter quotations may as well be single words in the author's or another one's sentence."""
MIN_SHARE = 0.5
MAX_EDGE = 4


def complete_quotations(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Gives a quotation as a whole to the statement that has most of it.

    What was found inside it with a cue between its marks is no outermost statement, and goes.
    """
    found: list[Attribution | None] = list(attributions)
    owners = _owners(attributions)
    for quotation in QuotationIndex(passage.quotations).outer:
        words = [word.start() for word in _WORD.finditer(passage.text, quotation.inner_start, quotation.inner_end)]
        if len(words) < MIN_WORDS:
            continue
        shares = Counter(owners[word] for word in words if word in owners)
        outside = [index for index, _ in shares.most_common() if not _is_inside(attributions[index], quotation)]
        if not outside or shares[outside[0]] < MIN_SHARE * len(words) or len(outside) > 1:
            continue
        for index in shares:
            if index not in outside:
                found[index] = None
        holder = found[outside[0]]
        if holder:
            found[outside[0]] = replace(
                holder, content=tuple(merged([*holder.content, (quotation.start, quotation.end)]))
            )
    return [attribution for attribution in found if attribution]


def at_marks(passage: Passage, attributions: Iterable[Attribution]) -> list[Attribution]:
    """The attributions with the quotation marks of their contents included."""
    quotations = QuotationIndex(passage.quotations)
    everywhere = (0, len(passage.text))
    return [with_marks(passage.text, attribution, quotations, everywhere) for attribution in attributions]


def with_marks(text: str, attribution: Attribution, quotations: QuotationIndex, within: Range) -> Attribution:
    """The attribution with the marks of those quotations in its content whose words it has all."""
    whole = [
        (one.start, one.end)
        for piece in attribution.content
        for one in quotations.touching(piece)
        if within[0] <= one.start and one.end <= within[1] and _has_all_words(text, piece, one)
    ]
    return replace(attribution, content=tuple(merged([*attribution.content, *whole])))


def _has_all_words(text: str, piece: Range, quotation: Quotation) -> bool:
    """Whether at most a mark or two of the quotation's inner lie before and behind the piece."""
    missing = text[quotation.inner_start : piece[0]] + text[piece[1] : quotation.inner_end]
    return len(missing) <= MAX_EDGE and not _WORD.search(missing)


def _is_inside(attribution: Attribution, quotation: Quotation) -> bool:
    return any(quotation.inner_start <= start < quotation.inner_end for start, _ in attribution.cue)


def _owners(attributions: Sequence[Attribution]) -> dict[int, int]:
    """The attribution in whose content a character stands."""
    return {
        place: index
        for index, attribution in enumerate(attributions)
        for start, end in attribution.content
        for place in range(start, end)
    }
