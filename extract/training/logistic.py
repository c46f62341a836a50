"""Logistic regression with a ridge, by Newton's method: no randomness, the same weights from the same examples."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from extract.certainty import WEIGHTS, Certainty

RIDGE, ROUNDS, FOLDS, BINS = 3.0, 25, 10, 10
LEAST_SEEN = 3
"""Features of fewer examples get no weight."""

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Example:
    """One decision: its article, what it knew of its sureness, and whether it was right."""

    article: str
    features: dict[str, float]
    right: bool


def fit(examples: Sequence[Example]) -> Certainty:
    seen: dict[str, int] = {}
    for example in examples:
        for name in example.features:
            seen[name] = seen.get(name, 0) + 1
    names = ["always", *sorted(name for name, count in seen.items() if count >= LEAST_SEEN)]
    table = np.array([[1.0, *(one.features.get(name, 0.0) for name in names[1:])] for one in examples])
    weights = _solve(table, np.array([float(one.right) for one in examples]))
    return Certainty({name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)})


def _solve(table: Floats, right: Floats) -> Floats:
    weights = np.zeros(table.shape[1])
    ridge = np.full(table.shape[1], RIDGE)
    ridge[0] = 0.0
    for _ in range(ROUNDS):
        share = 1.0 / (1.0 + np.exp(-(table @ weights)))
        slope = table.T @ (share - right) + ridge * weights
        curve = (table * (share * (1.0 - share))[:, None]).T @ table + np.diag(ridge + 1e-9)
        weights = weights - np.linalg.solve(curve, slope)
    return weights


def foretell(examples: Sequence[Example]) -> Floats:
    """The probability of each example by what is learned from the articles of the other folds."""
    articles = {article: number % FOLDS for number, article in enumerate(sorted({one.article for one in examples}))}
    told = np.zeros(len(examples))
    for fold in range(FOLDS):
        certainty = fit([one for one in examples if articles[one.article] != fold])
        for number, one in enumerate(examples):
            if articles[one.article] == fold:
                told[number] = certainty.probability(one.features)
    return told


def report(examples: Sequence[Example]) -> str:
    """How well held-out articles are foretold: the loss, and what was told and true in ten parts."""
    told, right = foretell(examples), np.array([float(one.right) for one in examples])
    bounded = np.clip(told, 1e-6, 1 - 1e-6)
    loss = -np.mean(right * np.log(bounded) + (1 - right) * np.log(1 - bounded))
    base = right.mean()
    plain = -(base * np.log(base) + (1 - base) * np.log(1 - base))
    heading = f"{len(examples)} decisions, {base:.1%} right; loss {loss:.3f} (constant: {plain:.3f})"
    parts = np.array_split(np.argsort(told, kind="stable"), BINS)
    lines = [f"  told {told[part].mean():.3f}  right {right[part].mean():.3f}  ({len(part)})" for part in parts]
    return "\n".join([heading, *lines]) + "\n"


def save(decision: str, certainty: Certainty) -> None:
    """Beside the weights of other decisions."""
    held = json.loads(WEIGHTS.read_text(encoding="utf-8")) if WEIGHTS.exists() else {}
    held[decision] = dict(certainty.weights)
    WEIGHTS.write_text(json.dumps(held, indent=1, sort_keys=True) + "\n", encoding="utf-8")
