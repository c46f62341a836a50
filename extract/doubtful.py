"""What the network takes for a statement and is none, or too likely none."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.lexicon import load_words
from extract.passage import Attribution, Passage
from extract.quotation_marks import QuotationIndex, is_capitalised

_AFTER_A_CLOSED_QUOTATION = re.compile(r"[\"”’»]\s*[–—-]+\s*\Z")
REACH = 10


def drop_doubtful(passage: Passage, attributions: Iterable[Attribution], *, least: float) -> list[Attribution]:
    """Without those below the least confidence, titles ("a book titled “The Ford”"), scare quotes ("so-called
    “friends”"), names ("a band named “Loose Bolts”") and the author's gloss on a quotation (“…” – indicating the
    mill)."""
    quotations = QuotationIndex(passage.quotations)
    return [
        one
        for one in attributions
        if one.confidence >= least and not _is_gloss(passage, one) and not _is_named(passage, one, quotations)
        if one.source or not _is_titling(passage, one)
    ]


def _is_named(passage: Passage, attribution: Attribution, quotations: QuotationIndex) -> bool:
    """What something is called, not by somebody once: "a band named “Loose Bolts”", "is known as “Little Venice”"."""
    cue = [token for span in attribution.cue for token in passage.tokens(span)]
    quoted = [one for piece in attribution.content for one in quotations.touching(piece)]
    is_title = bool(quoted) and all(is_capitalised(passage.text, one) for one in quoted)
    is_passive = any(token.tag_ == "VBN" and token.lemma_ in load_words("naming_participles") for token in cue)
    says_nothing = not attribution.source and any(token.pos_ == "VERB" for token in cue)
    says_nothing = says_nothing and not any(token.lemma_.lower() in load_words("attitude_cues") for token in cue)
    return is_title and (is_passive or says_nothing)


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
