"""Brings the edges of contents to the quotation marks, which show for certain where quoted words begin and end."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex
from extract.ranges import Owners, merged, without

_WORD = re.compile(r"\w+")
_MID_SENTENCE = re.compile(r"[\w,;][ \t]+\Z")
_GLOSS = re.compile(r"\s*[,;–—-]")
MIN_WORDS = 4
"""Shorter quotations may as well be single words in the author's or another one's sentence."""
MIN_SHARE = 0.4
MAX_EDGE = 4


def complete_quotations(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Gives a quotation as a whole to one statement: of those that have words of it, to that with the nearest cue.

    What was found inside it with a cue between its marks is no outermost statement, and goes.
    """
    found: dict[int, Attribution] = dict(enumerate(attributions))
    owners = Owners(len(passage.text))
    for index, attribution in found.items():
        owners.give(attribution.content, index)
    for quotation in QuotationIndex(passage.quotations).outer:
        words = [word.start() for word in _WORD.finditer(passage.text, quotation.inner_start, quotation.inner_end)]
        shares = Counter(owner for word in words if (owner := owners[word]) in found)
        outside = [index for index in shares if not _is_inside(attributions[index], quotation)]
        if len(words) < MIN_WORDS or not outside or sum(shares[one] for one in outside) < MIN_SHARE * len(words):
            continue
        keeper = min(outside, key=lambda index: _distance(attributions[index], quotation))
        for index in shares.keys() - {keeper}:
            _take_away(passage.text, found, index, quotation)
        whole = merged([*found[keeper].content, (quotation.start, quotation.end)])
        found[keeper] = replace(found[keeper], content=tuple(whole))
    return list(found.values())


def _is_inside(attribution: Attribution, quotation: Quotation) -> bool:
    return any(quotation.inner_start <= start < quotation.inner_end for start, _ in attribution.cue)


def _distance(attribution: Attribution, quotation: Quotation) -> int:
    """Characters between the quotation and the cue."""
    return min(max(quotation.start - end, start - quotation.end) for start, end in attribution.cue)


def _take_away(text: str, found: dict[int, Attribution], index: int, quotation: Quotation) -> None:
    rest = without(found[index].content, (quotation.start, quotation.end))
    pieces = tuple(piece for piece in rest if _WORD.search(text, *piece))
    if pieces and not _is_inside(found[index], quotation):
        found[index] = replace(found[index], content=pieces)
    else:
        del found[index]


def end_at_marks(passage: Passage, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Ends a piece that begins with a quotation at its closing mark, where a comma or dash follows: what comes then
    is the author's gloss. “We go home,” Brandt said. “It was over” – and so it was."""
    quotations = QuotationIndex(passage.quotations)
    return [
        replace(one, content=tuple(_without_gloss(passage.text, piece, quotations) for piece in one.content))
        for one in attributions
    ]


def _without_gloss(text: str, piece: Range, quotations: QuotationIndex) -> Range:
    start, end = piece
    quotation = quotations.around(start)
    if not quotation or not quotation.closed or start > quotation.inner_start or quotation.end >= end:
        return piece
    is_long = len(_WORD.findall(text, quotation.start, quotation.end)) >= MIN_WORDS
    return (start, quotation.end) if is_long and _GLOSS.match(text, quotation.end, end) else piece


def without_strays(passage: Passage, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Without lone marks, and unquoted pieces from the middle of a sentence in another paragraph than the cue."""
    quotations = QuotationIndex(passage.quotations)

    def belongs(attribution: Attribution, piece: Range) -> bool:
        low, high = sorted((attribution.cue[0][0], piece[0]))
        return bool(_WORD.search(passage.text, *piece)) and (
            "\n" not in passage.text[low:high]
            or bool(quotations.touching(piece))
            or not _MID_SENTENCE.search(passage.text, max(0, piece[0] - 3), piece[0])
        )

    kept = [(one, tuple(piece for piece in one.content if belongs(one, piece))) for one in attributions]
    return [replace(one, content=pieces) for one, pieces in kept if pieces]


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
