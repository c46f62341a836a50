"""Transcripts: all turns of one ("LEE: …") belong to the occasion that the text tells before the first of them."""

from __future__ import annotations

from collections.abc import Sequence

from extract.passage import Attribution, Passage

LEAST_TURNS = 3


def find_introduced(passage: Passage, attributions: Sequence[Attribution]) -> dict[int, list[int]]:
    """Each turn of a transcript, and the statements before the first one, the last of them first."""
    turns = [number for number, one in enumerate(attributions) if _is_turn(passage, one)]
    if len(turns) < LEAST_TURNS:
        return {}
    first = min(attributions[number].start for number in turns)
    before = [
        number
        for number, one in enumerate(attributions)
        if one.parent is None and one.cue and one.start < first and number not in turns
    ]
    before.sort(key=lambda number: -attributions[number].start)
    return dict.fromkeys(turns, before)


def _is_turn(passage: Passage, attribution: Attribution) -> bool:
    text = passage.text
    is_colon = [text[start:end] for start, end in attribution.cue] == [":"]
    return is_colon and all(text[start:end].isupper() for start, end in attribution.source) and bool(attribution.source)
