"""Which quotes have some words: those of a sentence that somebody pasted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple, get_args

from graph.likeness import find_common
from graph.linking import MOST_ALIKE, Holder, Member, QuoteDirectory, is_enough
from graph.quotes import compare
from graph.units import Facts, Unit
from schema.query import Coverage
from schema.quote import Difference, Match, Quote, Trace, TraceMatch

MOST_CHARACTERS = 20_000
"""Of what is pasted that are looked for."""
_MOST_KEYS = 120
_CANDIDATES = 200
_LEAST, _SURE = 0.35, 0.65
"""Share of the lighter one's words, by weight, that must be common for one utterance, however it was edited."""
_ORDER: dict[Match, int] = {match: place for place, match in enumerate(get_args(Match))}
_QUOTED = re.compile(r"[“\"„«]([^“”\"„«»]{3,})[”\"»]")


class Traced(NamedTuple):
    """The run of a quote that comes nearest."""

    run: str
    quote: str
    match: Match
    score: float
    differences: tuple[Difference, ...]


def read_words_asked(pasted: str) -> str:
    """What stands in quotation marks, if anything does: the rest is whoever reports it."""
    text = pasted[:MOST_CHARACTERS]
    quoted = _QUOTED.findall(text)
    return "\n".join(quoted) if quoted else text.strip()


def trace(directory: QuoteDirectory, words: str, *, limit: int) -> list[Traced]:
    """The nearest first; of each quote once."""
    asked = Unit(Facts("", "", "", 0, len(words), words, None, None, "", "", ""), None)
    found = (_compare(asked, member) for member in directory.find_units(_find_candidates(directory, asked)))
    best: dict[str, Traced] = {}
    for one in sorted((one for one in found if one), key=_rank):
        best.setdefault(one.quote, one)
    return list(best.values())[:limit]


def _rank(traced: Traced) -> tuple[int, float, str]:
    return _ORDER[traced.match], -traced.score, traced.run


def _find_candidates(directory: QuoteDirectory, asked: Unit) -> list[str]:
    """Those that share most keys with what is asked."""
    keys = asked.keys[:_MOST_KEYS]
    by_key = Counter[int]()
    shared: Counter[str] = Counter()
    held: dict[str, Holder] = {}
    holders = directory.find_holders(keys, limit=MOST_ALIKE + 1)
    by_key.update(holder.key for holder in holders)
    for holder in holders:
        if by_key[holder.key] <= MOST_ALIKE:
            shared[holder.id] += 1
            held[holder.id] = holder
    enough = [id_ for id_, number in shared.items() if is_enough(number, len(keys), held[id_].keys)]
    return sorted(enough, key=lambda id_: (-shared[id_], id_))[:_CANDIDATES]


def _compare(asked: Unit, member: Member) -> Traced | None:
    common = find_common(asked, member.unit)
    if common is None or common.contained < _LEAST:
        return None
    match, differences = compare(member.unit.facts.text, asked.facts.text)
    if match in ("edited", "meaning_may_differ") and common.contained < _SURE:
        match = "similar_only"
    return Traced(member.unit.id, member.quote, match, round(common.contained, 3), differences)


def show_trace(asked: str, found: Sequence[Traced], quotes: Sequence[Quote], coverage: Coverage) -> Trace:
    """`quotes` are those of what was found, in its order."""
    matches = tuple(
        TraceMatch(match=one.match, score=one.score, quote=quote, differences=one.differences)
        for one, quote in zip(found, quotes, strict=True)
    )
    return Trace(words=asked, matches=matches, coverage=coverage)
