"""How one wording of a quote departs from another: aligned word by word, and every difference classed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from rapidfuzz.distance import LCSseq, Levenshtein

from graph.lexicon import load_words
from graph.readings import ELLIPSIS, Token, is_negation, is_number, read_tokens
from graph.words import TELLING, rarity
from schema.quote import Difference, DifferenceKind, Match, MeaningChange

_SHORT_CUT = 5
"""Words of a cut inside, up to which a negation or number in it belongs to what is kept."""
_NEAR = 3
"""Words before what is kept in which a negation still reaches it."""
_MOVED = 0.6
"""Share of the telling words of a cut that must stand beside the quotation for it to be told in other words."""
_CUTS: frozenset[DifferenceKind] = frozenset({"cut_edge", "cut_inside", "cut_marked", "marks_moved"})
_CLOSE_SPELLINGS = ((8, 2), (5, 1))
"""Letters of a word, and how many of them may differ."""


_KNOWN = 17
"""Rarity of words that everybody writes right."""


class _Change(NamedTuple):
    """Tokens `a[i:j]` of the representative wording against `b[k:m]` here."""

    i: int
    j: int
    k: int
    m: int


class _Pair(NamedTuple):
    base: str
    other: str
    a: list[Token]
    b: list[Token]
    beside: frozenset[str]
    """Telling words of the sentence, outside its quotation marks."""


def find_differences(base: str, other: str, *, beside: str = "") -> tuple[Difference, ...]:
    """From the representative wording to another; `beside` is what the other's sentence has outside the marks."""
    telling = frozenset(token.form for token in read_tokens(beside) if rarity(token.raw) > TELLING)
    pair = _Pair(base, other, read_tokens(base), read_tokens(other), telling)
    found = [_class(pair, change) for change in _find_changes(pair)]
    return tuple(one for one in found if one.before != one.after)


def classify(base: str, other: str, differences: Sequence[Difference]) -> Match:
    """How near the other wording comes, by its worst difference."""
    if any(one.meaning for one in differences):
        return "meaning_may_differ"
    kinds = {one.kind for one in differences}
    if kinds - _CUTS - {"spelling"}:
        return "edited"
    if kinds & _CUTS:
        return "cut"
    same = _bare(base) == _bare(other) and not kinds
    return "exact" if same else "same_words"


def _bare(text: str) -> str:
    return " ".join(text.split()).strip("“”\"'‘’ .,;:-–—…")


# Alignment
def _find_changes(pair: _Pair) -> list[_Change]:
    """In order: stretches without a common word, and single words that are written in two ways."""
    a, b = pair.a, pair.b
    changes: list[_Change] = []
    i = k = 0
    for start, other, length in [*_common_blocks(a, b), (len(a), len(b), 0)]:
        if start > i or other > k:
            changes += _split(pair, _Change(i, start, k, other))
        changes += _respelled(a, b, start, other, length)
        i, k = start + length, other + length
    return changes


def _common_blocks(a: Sequence[Token], b: Sequence[Token]) -> list[tuple[int, int, int]]:
    opcodes = LCSseq.opcodes([one.form for one in a], [one.form for one in b])
    blocks = [(op.src_start, op.dest_start, op.src_end - op.src_start) for op in opcodes if op.tag == "equal"]
    return [block for at, block in enumerate(blocks) if not _is_island(a, b, blocks, at)]


def _is_island(a: Sequence[Token], b: Sequence[Token], blocks: Sequence[tuple[int, int, int]], at: int) -> bool:
    """A small word between two long stretches that have nothing else in common is there by chance."""
    start, other, length = blocks[at]
    if any(rarity(token.raw) > TELLING for token in a[start : start + length]) or length > 2:
        return False
    i, k = (blocks[at - 1][0] + blocks[at - 1][2], blocks[at - 1][1] + blocks[at - 1][2]) if at else (0, 0)
    j, m = blocks[at + 1][:2] if at + 1 < len(blocks) else (len(a), len(b))
    before, after = (start - i, other - k), (j - start - length, m - other - length)
    return min(before) > length and min(after) > length


def _respelled(a: Sequence[Token], b: Sequence[Token], i: int, k: int, length: int) -> Iterator[_Change]:
    """Words of a common stretch that are written otherwise: "do not" and "don’t"."""
    apart = [at for at in range(length) if a[i + at].raw != b[k + at].raw or a[i + at].is_marked != b[k + at].is_marked]
    for _, group in groupby(enumerate(apart), lambda pair: pair[1] - pair[0]):
        places = [place for _, place in group]
        yield _Change(i + places[0], i + places[-1] + 1, k + places[0], k + places[-1] + 1)


def _split(pair: _Pair, change: _Change) -> list[_Change]:
    """What is in brackets apart from what is not; words one by one where they are as many."""
    i, j, k, m = change
    if i == j:
        return [_Change(i, j, x, y) for x, y in _runs(k, m, lambda at: _is_in_brackets(pair.b[at]))]
    if j - i == m - k:
        alike = [_is_spelling(pair, _Change(i + n, i + n + 1, k + n, k + n + 1)) for n in range(j - i)]
        return [_Change(i + x, i + y, k + x, k + y) for x, y in _runs(0, j - i, alike.__getitem__)]
    return [change]


def _runs(start: int, end: int, sort_of: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    for _, group in groupby(range(start, end), sort_of):
        places = list(group)
        yield places[0], places[-1] + 1


def _is_in_brackets(token: Token) -> bool:
    return token.in_brackets or token.in_parentheses


# Classes
def _class(pair: _Pair, change: _Change) -> Difference:
    i, j, k, m = change
    kind = _find_kind(pair, change)
    start, end = _range(pair.a, i, j, len(pair.base))
    here_start, here_end = _range(pair.b, k, m, len(pair.other))
    return Difference(
        kind=kind,
        before=pair.base[start:end],
        after=pair.other[here_start:here_end],
        start=start,
        end=end,
        here_start=here_start,
        here_end=here_end,
        meaning=_find_meaning(pair, change, kind),
    )


def _range(tokens: Sequence[Token], i: int, j: int, length: int) -> tuple[int, int]:
    """Characters of tokens; of none, the place before the next one."""
    if i == j:
        place = tokens[i].start if i < len(tokens) else length
        return place, place
    return tokens[i].start, tokens[j - 1].end


def _find_kind(pair: _Pair, change: _Change) -> DifferenceKind:
    i, j, k, m = change
    if _is_bracketed(pair.a[i:j], pair.b[k:m]):
        return "bracketed"
    if k == m:
        return _find_cut(pair, change)
    if i == j:
        return "added"
    return "spelling" if _is_spelling(pair, change) else "substituted"


def _is_bracketed(before: Sequence[Token], after: Sequence[Token]) -> bool:
    """Brackets on either side; round ones are an editor's only where they stand for nothing that was said."""
    if any(token.in_brackets or token.is_marked for token in after):
        return True
    if after:
        return all(token.in_parentheses for token in after)
    return bool(before) and all(token.in_brackets for token in before)


def _find_cut(pair: _Pair, change: _Change) -> DifferenceKind:
    i, j, k, _ = change
    if k in (0, len(pair.b)) or i == 0 or j == len(pair.a):
        return "marks_moved" if _is_told_beside(pair, pair.a[i:j]) else "cut_edge"
    between = pair.other[pair.b[k - 1].end : pair.b[k].start]
    return "cut_marked" if ELLIPSIS.search(between) else "cut_inside"


def _is_told_beside(pair: _Pair, cut: Sequence[Token]) -> bool:
    telling = {token.form for token in cut if rarity(token.raw) > TELLING}
    return bool(telling) and len(telling & pair.beside) >= _MOVED * len(telling)


def _is_spelling(pair: _Pair, change: _Change) -> bool:
    before, after = pair.a[change.i : change.j], pair.b[change.k : change.m]
    if [one.form for one in before] == [one.form for one in after]:
        return True
    if any(is_negation(one.form) or is_number(one.form) for one in (*before, *after)):
        return False
    x, y = ("".join(one.raw for one in {(t.start, t.end): t for t in side}.values()) for side in (before, after))
    return x == y or any(
        min(len(x), len(y)) >= letters and x[0] == y[0] and _is_close(x, y, most) for letters, most in _CLOSE_SPELLINGS
    )


def _is_close(x: str, y: str, most: int) -> bool:
    """A slip of letters; two words of the language are two words."""
    known = sum(rarity(word) < _KNOWN for word in (x, y))
    return known < 2 and Levenshtein.distance(x, y, score_cutoff=most) <= most


# Meaning
def _find_meaning(pair: _Pair, change: _Change, kind: DifferenceKind) -> MeaningChange | None:
    before, after = _reaching(pair, change, kind), pair.b[change.k : change.m]
    if _negations(before) != _negations(after):
        return "negation"
    if kind in ("cut_edge", "marks_moved"):
        return None
    if _numbers(before) != _numbers(after):
        return "number"
    return "name" if _has_other_name(pair, change, kind) else None


def _reaching(pair: _Pair, change: _Change, kind: DifferenceKind) -> Sequence[Token]:
    """The words of a cut that bear on what is kept."""
    cut = pair.a[change.i : change.j]
    if kind in ("cut_edge", "marks_moved"):
        return _same_clause(pair, cut[-_NEAR:], change.j) if change.j < len(pair.a) else []
    if kind in ("cut_inside", "cut_marked") and len(cut) > _SHORT_CUT:
        return [*cut[:2], *cut[-2:]]
    return cut


def _same_clause(pair: _Pair, cut: Sequence[Token], kept: int) -> Sequence[Token]:
    """Those behind the last mark before the first word that is kept."""
    last = pair.a[kept].start
    for at in range(len(cut) - 1, -1, -1):
        if any(mark in ".;:!?—" for mark in pair.base[cut[at].end : last]):
            return cut[at + 1 :]
        last = cut[at].start
    return cut


def _negations(tokens: Iterable[Token]) -> int:
    """Two make none."""
    return sum(is_negation(token.form) for token in tokens) % 2


def _numbers(tokens: Iterable[Token]) -> Counter[str]:
    return Counter(token.form for token in tokens if is_number(token.form))


def _has_other_name(pair: _Pair, change: _Change, kind: DifferenceKind) -> bool:
    before, after = pair.a[change.i : change.j], pair.b[change.k : change.m]
    if kind == "bracketed":
        return False
    old, new = ({one.raw for one in side if one.is_name} for side in (before, after))
    if kind == "added":
        return bool(new) and not _is_beside_name(pair.b, change.k, change.m)
    if kind in ("cut_inside", "cut_marked"):
        return bool(old) and len(before) <= _SHORT_CUT and not _is_beside_name(pair.a, change.i, change.j)
    if old or new:
        return not (_are_pronouns(before) or _are_pronouns(after)) and not (old and new and (old <= new or new <= old))
    return all(any(one.may_be_name for one in side) for side in (before, after)) and kind == "substituted"


def _is_beside_name(tokens: Sequence[Token], i: int, j: int) -> bool:
    """ "Donald Trump" for "Trump" names nobody else."""
    near = [*tokens[max(i - 1, 0) : i], *tokens[j : j + 1]]
    return any(token.is_name for token in near)


def _are_pronouns(tokens: Sequence[Token]) -> bool:
    return all(token.form in load_words("pronouns") for token in tokens)
