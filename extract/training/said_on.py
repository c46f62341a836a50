"""Learns the weights of the evidence for the day on which a statement was said.

    ONRECORD_CORPORA=… python -m extract.training.said_on > extract/lexicon/en/day_weights.txt

From the labelled statements of statements-train and ours (labelled/statements-more.jsonl, labelled/said_on.jsonl):
attributions found by the model, paired with the labelled ones by their contents. Two logistic regressions over the
candidate days of each statement, ridge, Newton's method; no randomness. The second one hears what the first, trained
without the article at hand, says of the statements around. With `--check` it prints how well the second does on
articles that it was not trained on.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.attribution import AttributionModel
from extract.cast import find_cast
from extract.channel_runs import resolve_channels
from extract.cues import read_cues
from extract.dates import find_times
from extract.day_evidence import Candidate, DayEvidence, Features
from extract.day_scores import BIAS, Shares, Surroundings, Weights, log_odds, score
from extract.speakers import resolve_speakers
from extract.training.labels import read_labelled
from extract.training.pairs import find_in, pair_up

FOLDS = 8
RIDGE = 8.0
STEPS, SMALL = 15, 1e-5
LEAST = 8
"""Evidence that occurs less often is left out."""
UNSURE = 0.5
"""What an unsure label counts."""
OURS = Path(__file__).parent / "labelled" / "said_on.jsonl"


@dataclass(frozen=True)
class Example:
    """One article: its candidates by position in reading order, and the labels of the turns that have one."""

    evidence: DayEvidence
    candidates: list[list[Candidate]]
    labels: dict[int, dict[str, Any]]

    def is_right(self, position: int, candidate: Candidate) -> bool:
        return bool(self.labels[position]["said_on"] == candidate.value)

    def weight(self, position: int) -> float:
        return UNSURE if self.labels[position].get("unsure") else 1.0


def read_examples(corpora: Path, model: AttributionModel) -> list[Example]:
    rows = {row["id"]: row for more in (OURS, None) for row in _labelled(corpora, more)}
    return [_example(row, model) for _, row in sorted(rows.items())]


def _labelled(corpora: Path, more: Path | None) -> Iterator[dict[str, Any]]:
    return read_labelled(corpora) if more is None else read_labelled(corpora, more)


def _example(row: dict[str, Any], model: AttributionModel) -> Example:
    passage, attributions = find_in(row, model)
    speakers = resolve_speakers(passage, attributions, find_cast(passage))
    cues = read_cues(passage, attributions)
    channels = [one.channel for one in resolve_channels(passage, attributions, cues, speakers)]
    times = find_times(passage.doc, passage.published)
    evidence = DayEvidence(passage, attributions, cues, times, speakers, channels)
    places = {turn.number: position for position, turn in enumerate(evidence.turns)}
    labels = {places[number]: label for number, label in pair_up(passage, attributions, row["attributions"])}
    return Example(evidence, [list(evidence.candidates(i)) for i in range(len(evidence.turns))], labels)


Row = tuple[Features, bool, float]


def first_rows(example: Example) -> Iterator[Row]:
    for position in sorted(example.labels):
        for one in example.candidates[position]:
            yield one.features, example.is_right(position, one), example.weight(position)


def second_rows(example: Example, first: Weights) -> Iterator[Row]:
    around = surroundings(example, first)
    for position in sorted(example.labels):
        for one in example.candidates[position]:
            yield around.add_to(position, one), example.is_right(position, one), example.weight(position)


def surroundings(example: Example, first: Weights) -> Surroundings:
    shares: Shares = [{one.value: score(first, one.features) for one in found} for found in example.candidates]
    return Surroundings(example.evidence.turns, shares)


def fit(rows: Sequence[Row]) -> Weights:
    counts = Counter(name for features, _, _ in rows for name in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    column = {name: i for i, name in enumerate(names)}
    table = np.zeros((len(rows), len(names) + 1))
    table[:, -1] = 1.0
    for i, (features, _, _) in enumerate(rows):
        for name, value in features.items():
            if name in column:
                table[i, column[name]] = value
    right = np.array([float(flag) for _, flag, _ in rows])
    weight = np.array([one for _, _, one in rows])
    values = _newton(table, right, weight)
    return {name: round(float(value), 3) for name, value in zip([*names, BIAS], values, strict=True)}


def _newton(
    table: NDArray[np.float64], right: NDArray[np.float64], weight: NDArray[np.float64], *, ridge: float = RIDGE
) -> NDArray[np.float64]:
    values = np.zeros(table.shape[1])
    penalty = np.full(table.shape[1], ridge)
    penalty[-1] = min(ridge, 1e-3)
    for _ in range(STEPS):
        share = 1 / (1 + np.exp(-(table @ values)))
        slope = table.T @ (weight * (share - right)) + penalty * values
        curve = (table * (weight * share * (1 - share) + 1e-9)[:, None]).T @ table + np.diag(penalty)
        step = np.linalg.solve(curve, slope)
        values = values - step
        if np.abs(step).max() < SMALL:
            break
    return values


def without_each(examples: Sequence[Example]) -> list[Weights]:
    """Weights of the first round for each article, learned from the articles of the other folds."""
    folds = [
        fit([row for i, one in enumerate(examples) if i % FOLDS != fold for row in first_rows(one)])
        for fold in range(FOLDS)
    ]
    return [folds[i % FOLDS] for i in range(len(examples))]


def train(examples: Sequence[Example], firsts: Sequence[Weights]) -> tuple[Weights, Weights]:
    first = fit([row for one in examples for row in first_rows(one)])
    second = fit([row for one, w in zip(examples, firsts, strict=True) for row in second_rows(one, w)])
    return first, second


def check(examples: Sequence[Example], firsts: Sequence[Weights]) -> Iterator[dict[str, Any]]:
    """What the second round says of each labelled statement of articles that neither round was trained on."""
    rows = [list(second_rows(one, first)) for one, first in zip(examples, firsts, strict=True)]
    for fold in range(FOLDS):
        second = fit([row for i, some in enumerate(rows) if i % FOLDS != fold for row in some])
        for i in range(fold, len(examples), FOLDS):
            yield from _checked(examples[i], firsts[i], second)


def _checked(example: Example, first: Weights, second: Weights) -> Iterator[dict[str, Any]]:
    around = surroundings(example, first)
    for position, label in sorted(example.labels.items()):
        scored = [(score(second, around.add_to(position, one)), one) for one in example.candidates[position]]
        best, candidate = max(scored, key=lambda one: one[0], default=(0.0, None))
        own = example.evidence.own.get(example.evidence.turns[position].number)
        yield {
            "score": round(best, 4),
            "value": candidate.value if candidate else None,
            "gold": label["said_on"],
            "from": label["said_from"],
            "unsure": bool(label.get("unsure")),
            "rule": own.rule if own else None,
        }


def calibrate(checked: Sequence[dict[str, Any]]) -> Weights:
    """How far the scores are to be trusted: of days on the clause how many are right by rule, of others the line on
    which the log odds of being right lie.
    """
    sure = [one for one in checked if one["value"] and not one["unsure"]]
    by_rule: dict[str, list[bool]] = {}
    for one in sure:
        if one["rule"]:
            by_rule.setdefault(one["rule"], []).append(one["value"] == one["gold"])
    others = [one for one in sure if not one["rule"]]
    table = np.array([[log_odds(one["score"]), 1.0] for one in others])
    right = np.array([float(one["value"] == one["gold"]) for one in others])
    slope, shift = _newton(table, right, np.ones(len(others)), ridge=1e-6)
    shares = {rule: (sum(flags) + 1) / (len(flags) + 2) for rule, flags in by_rule.items()}
    return {name: round(float(value), 3) for name, value in {**shares, "slope": slope, "shift": shift}.items()}


def main() -> None:
    examples = read_examples(Path(os.environ["ONRECORD_CORPORA"]), AttributionModel.load())
    firsts = without_each(examples)
    checked = list(check(examples, firsts))
    if "--check" in sys.argv:
        sys.stdout.write("".join(json.dumps(one) + "\n" for one in checked))
        return
    lines = ["# Weights of the evidence for the day of a statement: made by extract/training/said_on.py."]
    for name, weights in zip(("first", "second", "trust"), (*train(examples, firsts), calibrate(checked)), strict=True):
        lines += [f"{name}\t{evidence}\t{weight}" for evidence, weight in sorted(weights.items()) if weight]
    sys.stdout.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
