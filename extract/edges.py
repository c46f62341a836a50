"""Brings the edges of contents to the quotation marks, which show for certain where quoted words begin and end."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex
from extract.ranges import Owners, merged, without

_WORD = re.compile(r"\w+")
_MID_SENTENCE = re.compile(r"[\w,;][ \t]+\Z")
_ENDED = re.compile(r"[.!?…][\"'“”’»«]*\Z")
_SENTENCE_END = re.compile(r"[.!?…][\"'“”’»«]*\s")
_PLAIN_END = re.compile(r"[a-z]{3}[.!?][\"“”’»]*\s")
_FEW_WORDS = re.compile(r"(?:\w+ ){0,2}\w+:\s*")
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
        is_short = len(words) < MIN_WORDS
        if not outside or (is_short and len(outside) > 1):
            continue
        if not is_short and sum(shares[one] for one in outside) < MIN_SHARE * len(words):
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


def without_asides(passage: Passage, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Of quotations, without what the author says around them in sentences of his own: “We go,” Brandt said. The boat
    left."""
    quotations = QuotationIndex(passage.quotations)
    starts = [sentence.start_char for sentence in passage.doc.sents]
    return [_without_asides(passage.text, one, quotations, starts) for one in attributions]


def _without_asides(
    text: str, attribution: Attribution, quotations: QuotationIndex, starts: Sequence[int]
) -> Attribution:
    pieces = [_at_sentence_ends(text, attribution, piece, quotations) for piece in attribution.content]
    if any(_begins_quotation(piece, quotations) for piece in pieces):
        pieces = [
            piece
            for piece in pieces
            if quotations.touching(piece) or _shares_sentence(text, attribution, piece, starts)
        ]
    return replace(attribution, content=tuple(pieces))


def _begins_quotation(piece: Range, quotations: QuotationIndex) -> bool:
    quotation = quotations.around(piece[0])
    return quotation is not None and quotation.closed and piece[0] <= quotation.inner_start


def _at_sentence_ends(text: str, attribution: Attribution, piece: Range, quotations: QuotationIndex) -> Range:
    """Ends a piece with the quotations that it begins with, where they end a sentence, and begins it with the quotation
    that the cue follows, where a sentence ends before it, or with the one behind a colon."""
    start, end = piece
    first, last = quotations.around(start), quotations.around(end - 1)
    if first and first.closed and start <= first.inner_start and first.end < end:
        while first.end < end and (following := quotations.around(_after_blanks(text, first.end))):
            if not following.closed or following == first:
                break
            first = following
        return (start, min(first.end, end)) if _ENDED.search(text, start, first.end) else piece
    behind = bool(attribution.cue) and attribution.cue[-1][1] <= start
    if behind and last and last.closed and start < last.start and _FEW_WORDS.fullmatch(text, start, last.start):
        return (last.start, end)
    follows = bool(attribution.cue) and end <= attribution.cue[0][0]
    if follows and last and last.closed and start < last.start and not quotations.around(start):
        return (last.start, end) if _ENDED.search(text[start : last.start].rstrip()) else piece
    return piece


def _after_blanks(text: str, place: int) -> int:
    while place < len(text) and text[place].isspace():
        place += 1
    return place


def _shares_sentence(text: str, attribution: Attribution, piece: Range, starts: Sequence[int]) -> bool:
    """Whether no sentence ends between the cue and the piece, by the parse and by the marks."""
    if not attribution.cue:
        return True
    word = _WORD.search(text, *piece)
    low, high = sorted((attribution.cue[0][0], word.start() if word else piece[0]))
    same = bisect_right(starts, low) == bisect_right(starts, high)
    return not (_PLAIN_END if same else _SENTENCE_END).search(text, low, high)


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
    kept = [(one, _in_one_paragraph(passage.text, one, pieces, quotations)) for one, pieces in kept]
    return [replace(one, content=pieces) for one, pieces in kept if pieces]


def _in_one_paragraph(
    text: str, attribution: Attribution, pieces: tuple[Range, ...], quotations: QuotationIndex
) -> tuple[Range, ...]:
    """Without unquoted pieces of a later paragraph than cue and the piece before them, behind a sentence's end."""
    kept = list(pieces[:1])
    for piece in pieces[1:]:
        low = max(kept[-1][1] - 1, *(end - 1 for _, end in attribution.cue if end <= piece[0]), 0)
        paragraph = text[low : piece[0]].partition("\n")
        if not (paragraph[1] and _ENDED.search(paragraph[0].rstrip())) or quotations.touching(piece):
            kept.append(piece)
    return tuple(kept)


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
