"""What links articles with each other: the same words by the same speaker."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from schema.ids import fold
from schema.span import QuotedRun
from schema.statement import Record

MIN_WORDS = 3
"""Shorter runs are common phrases more often than one utterance."""


def group_equal_words(records: Iterable[Record]) -> list[list[tuple[str, QuotedRun]]]:
    """Quoted runs of equal words (case and marks aside) by one speaker, as (article id, run), in order of arrival."""
    groups: dict[tuple[str, str], list[tuple[str, QuotedRun]]] = defaultdict(list)
    for record in records:
        for statement in record.statements:
            speaker = statement.speaker.id if statement.speaker else ""
            for run in statement.quoted:
                words = fold(run.text)
                if words.count(" ") + 1 >= MIN_WORDS:
                    groups[speaker, words].append((record.article.id, run))
    return [group for group in groups.values() if len(group) > 1]
