"""Statements whose speaker runs on from the one before: "adding:", and quotations that nothing introduces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from extract.lexicon import load_words
from extract.passage import Attribution, Passage

MAX_GAP = 200
"""Characters between the end of the statement that runs on and the next one, beyond which it is not safe."""


def link_continuations(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """The attributions with `continues` set where one without a source goes on with the speaker of the last one."""
    linked = list(attributions)
    openings = {place for one in passage.quotations for place in (one.start, one.inner_start)}
    order = sorted(range(len(linked)), key=lambda index: _extent(linked[index]))
    for position, index in enumerate(order):
        attribution = linked[index]
        if attribution.source or not _may_continue(passage, attribution, openings):
            continue
        before = _last_before(linked, order[:position], attribution)
        if before is not None and _is_near(passage, linked[before], attribution):
            linked[index] = replace(attribution, continues=before)
    return linked


def _may_continue(passage: Passage, attribution: Attribution, openings: set[int]) -> bool:
    """Whether the cue is one that goes on, or there is none and all of the content is quoted."""
    if attribution.cue:
        cue = [token for span in attribution.cue for token in passage.tokens(span)]
        return any(token.lemma_.lower() in load_words("continuing_cues") for token in cue)
    return min(start for start, _ in attribution.content) in openings


def _last_before(linked: Sequence[Attribution], earlier: Sequence[int], attribution: Attribution) -> int | None:
    """The nearest earlier statement in the same content (or in none), which has a speaker or runs on from one."""
    for index in reversed(earlier):
        candidate = linked[index]
        if candidate.parent == attribution.parent:
            return index if candidate.source or candidate.continues is not None else None
    return None


def _is_near(passage: Passage, before: Attribution, attribution: Attribution) -> bool:
    """Nothing but the rest of a sentence lies between: no other sentence of the author's."""
    gap = passage.text[_extent(before)[1] : _extent(attribution)[0]]
    return len(gap) <= MAX_GAP and not re.search(r"[.!?][\"'”’]*\s+\S.*[.!?:]", gap, re.DOTALL)


def _extent(attribution: Attribution) -> tuple[int, int]:
    spans = attribution.source + attribution.cue + attribution.content
    return min(start for start, _ in spans), max(end for _, end in spans)
