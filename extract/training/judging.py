"""Which guesses are right by the scorer of statements, one by one: what probabilities are learned from and held to."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from extract.training.labels import Row

LEAST_OVERLAP = 0.5
"""Dice coefficient of the words of two contents from which they are one statement, as in the scorer."""


@dataclass(frozen=True)
class Verdict:
    """Of one guess that is a statement of the reader's; `said_on` is None where the reader was unsure of the day.
    `label` counts the reader's statements that have a content.
    """

    label: int
    guess: int
    speaker: bool
    said_on: bool | None


class Judge:
    """The scorer of statements, from the folder that it lies in."""

    def __init__(self, folder: Path) -> None:
        sys.path.insert(0, str(folder))
        self._scoring: Any = importlib.import_module("scoring")
        self._statements: Any = importlib.import_module("score_statements")

    def judge(self, row: Row, guesses: Sequence[Row]) -> list[Verdict]:
        """Guesses are rows as the scorer reads them; nested ones are passed over."""
        gold = [one for one in row["attributions"] if one["content"]]
        outer = [number for number, guess in enumerate(guesses) if guess["content"] and not guess.get("parent")]
        positions = self._scoring.words_in(row["text"])
        wanted = [positions(one["content"]) for one in gold]
        found = [positions(guesses[number]["content"]) for number in outer]
        weights = {
            (g, p): len(a & b)
            for g, a in enumerate(wanted)
            for p, b in enumerate(found)
            if a & b and self._scoring.dice(a, b) >= LEAST_OVERLAP
        }
        names = self._statements.name_words
        people = {words for one in gold if one["type"] == "person" for words in map(names, one["speaker"][:1])}
        others = {words for words in people if len(words) > 1}
        pairs = self._scoring.pair_up(weights)
        return [self._verdict(g, gold[g], outer[p], guesses[outer[p]], others) for g, p in sorted(pairs.items())]

    def hears(self, gold: Sequence[str], guess: Sequence[str]) -> bool:
        """Whether one of those who are said to have heard it is one of the reader's."""
        return bool(self._statements.agree(gold, guess))

    def _verdict(self, label: int, gold: Row, number: int, guess: Row, others: set[tuple[str, ...]]) -> Verdict:
        day = None if gold.get("unsure") else gold["said_on"] == guess.get("said_on")
        return Verdict(label, number, bool(self._statements.right_speaker(gold, guess, others)), day)
