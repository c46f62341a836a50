"""Transcripts: every paragraph begins with who speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from extract.free_quotations import RULE_CONFIDENCE, Lines, outside
from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range

MIN_LABELS = 3
LABEL = re.compile(
    r"[\"“]?(?P<name>[QA](?=[.:])|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})(?:, [A-Z][A-Z ,.'’-]*)?"
    r"(?P<colon>:|(?<=\b[QA])\.)\s+(?=\S)"
)
_NAME_LABEL = re.compile(r"(?P<name>[A-Z][\w.'’-]+(?: [A-Z][\w.'’-]*){0,3})(?P<colon>:)\s+(?=\S)")


@dataclass(frozen=True)
class _Turn:
    """A paragraph that begins with who speaks, and the paragraphs after it up to the next speaker."""

    label: Range
    colon: Range
    words: tuple[Range, ...]
    name: str


def read_transcript(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """In a transcript every turn is a statement; what the network found inside turns goes (it may come back nested)."""
    turns = list(_turns(passage.text, LABEL))
    names = {turn.name for turn in turns}
    if len(turns) < MIN_LABELS and names != {"Q", "A"}:
        turns = _turns_by_name(passage.text)
    if not turns:
        return list(attributions)
    said = [Attribution((turn.label,), (turn.colon,), turn.words, RULE_CONFIDENCE) for turn in turns]
    return [*outside(attributions, said), *said]


def _turns_by_name(text: str) -> list[_Turn]:
    """Turns under names that are not in capitals: of two speakers or more, one of whom speaks twice. No timetable."""
    turns = list(_turns(text, _NAME_LABEL))
    names = {turn.name for turn in turns}
    is_transcript = len(turns) >= MIN_LABELS and 2 <= len(names) < len(turns)
    is_transcript = is_transcript and not names & load_words("not_names")
    return turns if is_transcript and _is_all_turns(text, _NAME_LABEL) else []


def _turns(text: str, label: re.Pattern[str]) -> Iterator[_Turn]:
    turn: _Turn | None = None
    between: list[Range] = []
    nothing_else = _is_all_turns(text, label)
    for start, end in Lines(text):
        if named := label.match(text, start, end):
            if turn:
                yield replace(turn, words=(*turn.words, *(between if nothing_else else ())))
            turn, between = _Turn(named.span("name"), named.span("colon"), ((named.end(), end),), named["name"]), []
        elif turn and not between and _goes_on(text, turn, start):
            turn = replace(turn, words=(*turn.words, (start, end)))
        elif turn and text[turn.label[0] - 1 : turn.label[0]] not in ('"', "“"):
            between.append((start, end))
    if turn:
        yield turn


def _is_all_turns(text: str, label: re.Pattern[str]) -> bool:
    """Whether at least half of the paragraphs from the first turn to the last begin one: the others go on with it."""
    labelled = [label.match(text, *line) is not None for line in Lines(text)]
    turns = labelled[labelled.index(True) : len(labelled) - labelled[::-1].index(True)] if any(labelled) else []
    return 2 * sum(turns) >= len(turns) > 0


def _goes_on(text: str, turn: _Turn, start: int) -> bool:
    """Only under marks that are repeated: else it may be the article again."""
    opening = text[turn.label[0] - 1 : turn.label[0]]
    return opening in ('"', "“") and text[start] in ('"', "“") and text[start + 1 : start + 2] != "("
