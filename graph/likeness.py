"""Whether two runs of quoted words are one utterance: a probability from the two alone.

What counts is in `measure`, how much of it in `lexicon/en/quote_weights.txt`, which `graph.training.quotes` makes.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from graph.lexicon import load_table
from graph.units import Unit
from graph.words import TELLING, rarity, weigh
from schema.ids import fold

LINKED = 0.45
"""The least likeness of two runs that are one quote."""
_MANY, _MOST, _SURE = 70, 0.8, 0.9
"""Bits of words in a row, seven or so, and the share of the lighter run, that tell one utterance so surely."""
_FAR = 512
"""Days between publications that count; longer is as this."""
_ABOUT_A_DAY = 2
_LOUD = 160
"""Bits of common words that count."""
_TELLS = 26
"""Bits of small words in a row that tell as much as a rare word does."""
_VAGUE_KINDS = frozenset({"", "unnamed", "group"})


def find_likeness(a: Unit, b: Unit) -> float:
    """0 to 1, the same whichever comes first; at once 0 where they have too little in common."""
    if b.id < a.id:
        a, b = b, a
    measures = measure(a, b)
    if measures is None:
        return 0.0
    weights = _weights()
    likely = 1 / (1 + math.exp(-sum(weights.get(name, 0.0) * value for name, value in measures.items())))
    return max(likely, _SURE) if _are_many_words_of_one(measures) else likely


def _are_many_words_of_one(measures: Mapping[str, float]) -> bool:
    """So many words in a row are no coincidence, unless texts give them to two people or two days."""
    apart = measures["speaker_other"] + measures["speaker_other_near"] + measures["said_apart"]
    return not apart and measures["contained"] >= _MOST and measures["run"] * _LOUD >= _MANY


@cache
def _weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in load_table("quote_weights")}


class Common(NamedTuple):
    """What two runs have in common, in bits."""

    matched: int
    longest: int
    """Of the longest words in a row."""
    lighter: int
    """The weight of the lighter of the two."""

    @property
    def contained(self) -> float:
        return self.matched / self.lighter


def find_common(a: Unit, b: Unit) -> Common | None:
    """None where nothing telling is common to both."""
    blocks = list(_common_blocks(a.forms, b.forms))
    matched = sum(weigh(block) for block in blocks)
    longest = max((weigh(block) for block in blocks), default=0)
    lighter, heavier = sorted((a.weight, b.weight))
    is_telling = any(rarity(form) > TELLING for block in blocks for form in block)
    if not is_telling and matched < heavier and longest < _TELLS:
        return None
    return Common(matched, longest, lighter) if lighter else None


def measure(a: Unit, b: Unit) -> Mapping[str, float] | None:
    """What a pair is judged by, each about 0 to 1; None where nothing telling is common to both."""
    common = find_common(a, b)
    if common is None:
        return None
    contained, both = common.contained, common.matched / (a.weight + b.weight - common.matched)
    run = min(common.longest, _LOUD) / _LOUD
    same_article = float(a.facts.article == b.facts.article)
    speakers = _compare_speakers(a, b)
    other = speakers["speaker_other"] + speakers["speaker_other_near"]
    return {
        "bias": 1.0,
        "contained": contained,
        "contained_whole": float(common.longest >= common.lighter),
        "both": both,
        "run": run,
        "run_contained": run * contained,
        "same_article": same_article,
        "same_article_contained": same_article * contained,
        **speakers,
        "speaker_other_in_few_words": other * (1 - run),
        "around": 0.0 if same_article else _compare_words_around(a, b),
        "days": math.log2(1 + _days_between(a, b)) / 9,
        "said_together": 0.0 if same_article else _are_said_together(a, b),
        "said_apart": _are_said_apart(a, b),
    }


def _common_blocks(a: tuple[str, ...], b: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """Runs of words that follow each other in both; lone words that are no content count for nothing."""
    for op in LCSseq.opcodes(a, b):
        if op.tag == "equal":
            block = a[op.src_start : op.src_end]
            if len(block) > 1 or rarity(block[0]) > TELLING or len(block) == min(len(a), len(b)):
                yield block


def _compare_speakers(a: Unit, b: Unit) -> dict[str, float]:
    """A surname alone may be anybody's who has it, an unknown speaker anybody.

    Another speaker says less where the text around names the first: somebody may have read the words out, or the wrong
    one of two was found.
    """
    same = other = 0.0
    if a.speaker is not None and a.speaker == b.speaker:
        same = 1.0
    elif a.speaker is not None and b.speaker is not None:
        same, other = _compare_names(a, b)
    near = _is_named_around(a, b) or _is_named_around(b, a)
    return {"speaker_same": same, "speaker_other": other * (not near), "speaker_other_near": other * near}


def _compare_names(a: Unit, b: Unit) -> tuple[float, float]:
    if a.facts.speaker_kind in _VAGUE_KINDS or b.facts.speaker_kind in _VAGUE_KINDS:
        return 0.0, 0.3
    x, y = (set(fold(unit.facts.speaker_name).split()) for unit in (a, b))
    return (0.7, 0.0) if x <= y or y <= x else (0.0, 1.0)


def _is_named_around(a: Unit, b: Unit) -> bool:
    """The speaker of one, in the sentences around the other."""
    name = fold(a.facts.speaker_name).split()
    return bool(name) and a.facts.speaker_kind not in _VAGUE_KINDS and name[-1] in b.around


def _compare_words_around(a: Unit, b: Unit) -> float:
    return math.log2(1 + sum(rarity(form) - TELLING for form in a.around & b.around)) / 8


def _days_between(a: Unit, b: Unit) -> int:
    if a.facts.article == b.facts.article:
        return 0
    if a.facts.published is None or b.facts.published is None:
        return _FAR // 8
    return min(abs(a.facts.published - b.facts.published), _FAR)


def _are_said_together(a: Unit, b: Unit) -> float:
    """Whether their texts date both to one day, or nearly."""
    if a.facts.said is None or b.facts.said is None or _are_said_apart(a, b):
        return 0.0
    return float(min(end - begin for begin, end in (a.facts.said, b.facts.said)) <= _ABOUT_A_DAY)


def _are_said_apart(a: Unit, b: Unit) -> float:
    """Whether their texts date them to different days, by how many."""
    if a.facts.said is None or b.facts.said is None:
        return 0.0
    gap = max(a.facts.said[0], b.facts.said[0]) - min(a.facts.said[1], b.facts.said[1])
    return min(max(gap + 1, 0), 30) / 30
