"""Learns the weights of the evidence for the channel of a statement that does not state its own.

    ONRECORD_CORPORA=… python -m extract.training.channels > extract/lexicon/en/channel_weights.txt

From the labelled statements of statements-train and ours (labelled/statements-more.jsonl): attributions found by the
model, paired with the labelled ones by their contents. Log-linear over the candidates of each statement and none,
ridge, Adam; no randomness.
"""

from __future__ import annotations

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
from extract.channel_evidence import ChannelEvidence, Features
from extract.cues import read_cues
from extract.speakers import resolve_speakers
from extract.training.labels import read_labelled
from extract.training.pairs import find_in, pair_up

STEPS, RATE, RIDGE = 300, 0.05, 10.0
LEAST = 5
"""Evidence that occurs less often is left out."""
SMALL = 0.02


@dataclass(frozen=True)
class Example:
    candidates: list[Features]
    right: list[bool]


def examples_of(row: dict[str, Any], model: AttributionModel) -> Iterator[Example]:
    """One for each labelled statement that was found, states no channel itself and has candidates."""
    passage, attributions = find_in(row, model)
    speakers = resolve_speakers(passage, attributions, find_cast(passage))
    evidence = ChannelEvidence(passage, attributions, read_cues(passage, attributions), speakers)
    for number, label in pair_up(passage, attributions, row["attributions"]):
        candidates = list(evidence.candidates(number))
        if label.get("unsure") or evidence.stated[number] or not candidates:
            continue
        right = [candidate.channel == label["channel"] for candidate, _ in candidates]
        features = [evidence.nothing(number), *(features for _, features in candidates)]
        yield Example(features, [not any(right), *right])


def fit(examples: Sequence[Example]) -> dict[str, float]:
    """Maximises the log share of the right candidates in the exponentials of all."""
    counts = Counter(name for one in examples for features in one.candidates for name in features)
    names = sorted(name for name, count in counts.items() if count >= LEAST)
    column = {name: i for i, name in enumerate(names)}
    usable = [one for one in examples if not all(one.right)]
    starts = np.cumsum([0, *(len(one.right) for one in usable)])[:-1]
    owner = np.repeat(np.arange(len(usable)), [len(one.right) for one in usable])
    table = np.zeros((len(owner), len(names)))
    for row, features in enumerate(features for one in usable for features in one.candidates):
        for name, value in features.items():
            if name in column:
                table[row, column[name]] = value
    right = np.array([float(flag) for one in usable for flag in one.right])
    values = _ascend(table, right, starts, owner)
    return {name: round(float(values[i]), 3) for name, i in column.items()}


def _ascend(
    table: NDArray[np.float64], right: NDArray[np.float64], starts: NDArray[np.int64], owner: NDArray[np.int64]
) -> NDArray[np.float64]:
    values, mean, square = (np.zeros(table.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = table @ values
        power = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        share = power / np.add.reduceat(power, starts)[owner]
        goal = power * right / np.add.reduceat(power * right, starts)[owner]
        slope = table.T @ (share - goal) / len(starts) + RIDGE * values / len(starts)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        values = values - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return values


def main() -> None:
    model = AttributionModel.load()
    rows = read_labelled(Path(os.environ["ONRECORD_CORPORA"]))
    weights = fit([example for row in rows for example in examples_of(row, model)])
    lines = [f"{name}\t{weight}" for name, weight in sorted(weights.items()) if abs(weight) >= SMALL]
    heading = "# Weights of the evidence for the channel of a statement: made by extract/training/channels.py."
    sys.stdout.write("\n".join([heading, *lines]) + "\n")


if __name__ == "__main__":
    main()
