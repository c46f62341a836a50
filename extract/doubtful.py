"""What the network takes for a statement and is none, or too likely none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.lexicon import load_words
from extract.passage import Attribution, Passage

_AFTER_A_CLOSED_QUOTATION = re.compile(r"[\"”’»]\s*[–—-]+\s*\Z")
REACH = 10


def drop_doubtful(passage: Passage, attributions: Iterable[Attribution], *, least: float) -> list[Attribution]:
    """Without those below the least confidence, titles ("a book titled “The Ford”"), scare quotes ("so-called
    “friends”"), and the author's gloss on a quotation (“…” – indicating the mill)."""
    return [
        one
        for one in attributions
        if one.confidence >= least and not _is_gloss(passage, one) and (one.source or not _is_titling(passage, one))
    ]


def _is_titling(passage: Passage, attribution: Attribution) -> bool:
    for start, end in attribution.cue:
        cue = passage.text[start:end].lower()
        before = passage.text[max(0, start - 3) : start].lower()
        if {*cue.split(), cue, before + cue} & load_words("titling_words"):
            return True
    return False


def _is_gloss(passage: Passage, attribution: Attribution) -> bool:
    return any(
        _AFTER_A_CLOSED_QUOTATION.search(passage.text, max(0, start - REACH), start)
        and (not attribution.source or passage.tokens((start, end))[0].tag_ == "VBG")
        for start, end in attribution.cue
    )
