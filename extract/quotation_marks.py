"""Pairs quotation marks of every style.

Double marks of all styles close one another, since authors and editors mix them: "…", “…”, „…“, ''…'', `"` with `”`.
Single ones pair only where they cannot be apostrophes. A mark that stays alone harms no other pair.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from extract.lexicon import load_words

MAX_SILENT_LINES = 3
"""A quotation divided by a page or line break may be closed after this many lines without double marks."""

Family = Literal["double", "single", "angle"]
Turn = Literal["opens", "closes", "either"]

_LINE = re.compile(r"[^\n]+")
_MARK = re.compile("''|``|‘‘|’’|[\"“”„‟«»‘’'‚‹›]")
_STYLES: dict[Family, tuple[str, ...]] = {
    "double": ('"', "“", "”", "„", "‟", "''", "``", "‘‘", "’’"),
    "angle": ("«", "»"),
    "single": ("‘", "’", "'", "‚", "‹", "›"),
}
_FAMILY: dict[str, Family] = {style: family for family, styles in _STYLES.items() for style in styles}
_OPENERS = frozenset(["“", "„", "‟", "``", "‘‘", "«", "‘", "‚", "‹"])
_CLOSERS = frozenset(["”", "’’", "»", "’", "›"])
_MARK_CHARACTERS = frozenset("".join(_FAMILY))
_MAY_PRECEDE_OPENING = frozenset("([{<-–—―/\\*_>…|=") | _MARK_CHARACTERS
_YEAR = re.compile(r"\d\d(?:s\b|\b)")
_FOOT_AND_INCH = re.compile(r"\d['’]\s?\d{1,2}\Z")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Quotation:
    """Characters from the opening mark to behind the closing one; `inner` is without the marks.

    `closed` is False where a mark was left open and the quotation was ended by rule; `depth` is 1 for a quotation
    inside a quotation.
    """

    start: int
    end: int
    inner_start: int
    inner_end: int
    closed: bool = True
    depth: int = 0


class _Mark(NamedTuple):
    start: int
    end: int
    family: Family
    turn: Turn


class _Waiting(NamedTuple):
    """A mark that its line left open: `lonely` where no pair of its kind follows it in the line."""

    mark: _Mark
    line_end: int
    lonely: bool


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """All quotations in the order of their opening marks.

    A quotation over several paragraphs, whose mark is repeated at the start of each, is one a paragraph, all but the
    last not closed. One that is never closed ends with its paragraph, unless others follow it there: then its mark is
    a stray one.
    """
    found: list[Quotation] = []
    waiting: _Waiting | None = None
    silent = 0
    for line in _LINE.finditer(text):
        marks = list(_marks(text, line.start(), line.end()))
        if waiting and _repeats(text, line.start(), marks, waiting.mark):
            found.append(_unclosed(waiting))
            waiting = None
        pairing = _pair(marks)
        doubles = [mark for mark in marks if mark.family != "single"]
        if waiting and doubles and pairing.orphans[:1] == doubles[:1]:
            found.append(_quotation(waiting.mark, doubles[0]))
            waiting = None
        silent += 1
        if waiting and (doubles or silent > MAX_SILENT_LINES):
            found += _given_up(waiting)
            waiting = None
        found += pairing.pairs
        if left := _left_open(pairing, text, line):
            found += _given_up(waiting) if waiting else []
            waiting, silent = left, 0
    found += _given_up(waiting) if waiting else []
    return _with_depth(_with_words(text, found)) if found else ()


# ------------------------------------------------------------------------------------------------ marks of one line


def _marks(text: str, start: int, end: int) -> Iterator[_Mark]:
    """The marks of a line that can be quotation marks."""
    candidates = [
        _Mark(match.start(), match.end(), _FAMILY[match[0]], turn)
        for match in _MARK.finditer(text, start, end)
        if (turn := _turn(text, start, end, match))
    ]
    yield from reversed(list(_without_measures_and_possessives(text, candidates)))


def _turn(text: str, line_start: int, line_end: int, match: re.Match[str]) -> Turn | None:
    before = text[match.start() - 1] if match.start() > line_start else " "
    after = text[match.end()] if match.end() < line_end else " "
    may_open = not after.isspace() and (before.isspace() or before in _MAY_PRECEDE_OPENING)
    may_close = not before.isspace() and not after.isalnum()
    if _FAMILY[match[0]] == "single":
        return _single_turn(text, match, may_open=may_open, may_close=may_close)
    if match[0] == '"' and _FOOT_AND_INCH.search(text, max(line_start, match.start() - 6), match.start()):
        return None
    if match[0] in _OPENERS:
        return "either" if may_close and not may_open else "opens"
    if match[0] in _CLOSERS:
        return "either" if may_open and not may_close else "closes"
    if may_open == may_close:
        return "either"
    return "opens" if may_open else "closes"


def _single_turn(text: str, match: re.Match[str], *, may_open: bool, may_close: bool) -> Turn | None:
    """Stricter than for double marks: most single ones are apostrophes."""
    if may_open and match[0] not in _CLOSERS:
        word = _WORD.match(text, match.end())
        if word and (word[0].lower() in load_words("elisions") or _YEAR.match(text, match.end())):
            return None
        return "opens"
    if may_close and match[0] not in _OPENERS:
        return "closes"
    return None


def _without_measures_and_possessives(text: str, marks: Sequence[_Mark]) -> Iterator[_Mark]:
    """From the last to the first. A closing mark after a digit or a plural s is none where the next one closes too:
    “a 12" pipe”, ‘the workers’ rights’."""
    next_turn: dict[bool, Turn] = {}
    for mark in reversed(marks):
        is_single = mark.family == "single"
        before, after = text[mark.start - 1 : mark.start], text[mark.end : mark.end + 1]
        doubtful = before.isdigit() or (is_single and before in "sSnN")
        if doubtful and after == " " and mark.turn == "closes" and next_turn.get(is_single) == "closes":
            continue
        next_turn[is_single] = mark.turn
        yield mark


# ------------------------------------------------------------------------------------------------ pairs of one line


@dataclass
class _Pairing:
    pairs: list[Quotation] = field(default_factory=list)
    orphans: list[_Mark] = field(default_factory=list)
    """Closing marks without an opening one."""
    left: list[_Mark] = field(default_factory=list)
    """Opening marks without a closing one."""


def _pair(marks: Sequence[_Mark]) -> _Pairing:
    pairing = _Pairing()
    opened: dict[Family, list[_Mark]] = {"double": [], "single": [], "angle": []}
    for mark in marks:
        same = opened[mark.family]
        if mark.family == "single":
            _read_single(mark, opened, pairing)
        elif mark.turn == "opens" or (mark.turn == "either" and not same):
            same.append(mark)
        elif same:
            start = same.pop()
            _drop_after(start, opened)
            pairing.pairs.append(_quotation(start, mark))
        else:
            pairing.orphans.append(mark)
    left = [mark for same in opened.values() for mark in same]
    if not pairing.orphans and len(opened["double"]) % 2 == 0 and len(opened["double"]) == len(left) and left:
        return _pair_by_turns(marks)
    pairing.left = sorted(left)
    return pairing


def _read_single(mark: _Mark, opened: dict[Family, list[_Mark]], pairing: _Pairing) -> None:
    """A single mark pairs only with the one opened last, and never across an open double one."""
    same = opened["single"]
    barrier = max((others[-1].start for family, others in opened.items() if family != "single" and others), default=-1)
    within = bool(same) and same[-1].start > barrier
    if within:
        start = same.pop()
        if mark.turn == "closes":
            pairing.pairs.append(_quotation(start, mark))
    if mark.turn == "opens":
        same.append(mark)


def _drop_after(start: _Mark, opened: dict[Family, list[_Mark]]) -> None:
    for others in opened.values():
        while others and others[-1].start > start.start:
            others.pop()


def _pair_by_turns(marks: Sequence[_Mark]) -> _Pairing:
    """For marks whose spacing misleads: "We go, "he said, "and come."."""
    doubles = [mark for mark in marks if mark.family == "double"]
    return _Pairing([_quotation(start, end) for start, end in zip(doubles[::2], doubles[1::2], strict=False)])


def _quotation(start: _Mark, end: _Mark) -> Quotation:
    return Quotation(start.start, end.end, start.end, end.start)


# ------------------------------------------------------------------------------------------------ marks left open


def _left_open(pairing: _Pairing, text: str, line: re.Match[str]) -> _Waiting | None:
    """The mark that may be closed or repeated further down: the last double one, or a single one that begins a line."""
    left = [mark for mark in pairing.left if not _is_astray(text, mark)]
    leads = [mark for mark in left if mark.family == "single" and not text[line.start() : mark.start].strip()]
    candidates = [mark for mark in left if mark.family != "single"] or leads
    if not candidates:
        return None
    mark = candidates[-1]
    line_end = line.start() + len(line[0].rstrip())
    lonely = mark.family != "single" and not any(
        pair.start > mark.start and _FAMILY[text[pair.start : pair.inner_start]] == mark.family
        for pair in pairing.pairs
    )
    return _Waiting(mark, line_end, lonely)


def _is_astray(text: str, mark: _Mark) -> bool:
    """Whether it has a space behind it in the middle of a line, where no quotation opens: 'We go." The mayor left.'"""
    return mark.turn == "either" and text[mark.end : mark.end + 1] in (" ", "\xa0")


def _repeats(text: str, line_start: int, marks: Sequence[_Mark], opening: _Mark) -> bool:
    """Whether a line begins with the mark that an earlier one left open."""
    if not marks or text[line_start : marks[0].start].strip():
        return False
    return marks[0].family == opening.family and marks[0].turn != "closes"


def _unclosed(waiting: _Waiting) -> Quotation:
    mark = waiting.mark
    return Quotation(mark.start, waiting.line_end, mark.end, waiting.line_end, closed=False)


def _given_up(waiting: _Waiting) -> list[Quotation]:
    return [_unclosed(waiting)] if waiting.lonely else []


def _with_words(text: str, quotations: Sequence[Quotation]) -> Iterator[Quotation]:
    words = [match.start() for match in _WORD.finditer(text)]
    for quotation in quotations:
        following = bisect_left(words, quotation.inner_start)
        if following < len(words) and words[following] < quotation.inner_end:
            yield quotation


def _with_depth(quotations: Iterator[Quotation]) -> tuple[Quotation, ...]:
    found: list[Quotation] = []
    around: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda one: (one.start, -one.end)):
        while around and around[-1].end <= quotation.start:
            around.pop()
        found.append(replace(quotation, depth=len(around)) if around else quotation)
        around.append(quotation)
    return tuple(found)


def is_capitalised(text: str, quotation: Quotation) -> bool:
    """Whether all longer words are, as in headings and titles."""
    longer = [word for word in _WORD.findall(text, quotation.inner_start, quotation.inner_end) if len(word) > 3]
    return all(word[0].isupper() for word in longer)


class QuotationIndex:
    """Quotations found by place."""

    def __init__(self, quotations: Iterable[Quotation]) -> None:
        self.outer: list[Quotation] = []
        self._inner: list[Quotation] = []
        for quotation in quotations:
            (self._inner if quotation.depth else self.outer).append(quotation)
        self._outer_starts = [one.start for one in self.outer]
        self._inner_starts = [one.start for one in self._inner]

    def touching(self, span: tuple[int, int]) -> list[Quotation]:
        """The outer ones that share a character with the range, then the inner ones that begin in it."""
        start, end = span
        first = max(0, bisect_right(self._outer_starts, start) - 1)
        outer = self.outer[first : bisect_left(self._outer_starts, end)]
        inner = self._inner[bisect_left(self._inner_starts, start) : bisect_left(self._inner_starts, end)]
        return [one for one in outer if one.end > start] + inner

    def around(self, place: int) -> Quotation | None:
        """The outer quotation that the character stands in."""
        last = bisect_right(self._outer_starts, place) - 1
        return self.outer[last] if last >= 0 and place < self.outer[last].end else None
