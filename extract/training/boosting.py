"""Boosted trees for choices: each step moves the right candidate of a group up against the others of its group."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from extract.boosted_trees import BoostedTrees, Floats, Ints

STEPS, RATE, DEPTH = 200, 0.05, 4
SHARE_OF_GROUPS, SHARE_OF_FEATURES = 0.7, 0.3
LEAST_IN_LEAF, RIDGE, BINS = 30, 5.0, 16
SEEDS = (7, 8, 9, 10, 11)
"""Runs that are averaged: each sees other parts of the examples."""

Tree = tuple[Ints, Ints, Floats]
"""Features and cuts of the inner nodes, values of the leaves."""


@dataclass(frozen=True)
class Choices:
    """Candidates of all groups, one after the other: features, group, whether right, weight, score so far."""

    table: Floats
    group: Ints
    right: Floats
    weight: Floats
    start: Floats


def share(score: Floats, group: Ints, among: Floats) -> Floats:
    """Softmax inside each group over the candidates that are marked."""
    top = np.full(group[-1] + 1, -np.inf)
    np.maximum.at(top, group, score)
    power = np.exp(score - top[group]) * among
    total = np.bincount(group, power)[group]
    return np.divide(power, total, out=np.zeros_like(power), where=total > 0)


def boost(names: Sequence[str], choices: Choices) -> BoostedTrees:
    """Always the same trees for the same choices."""
    cuts = [_cuts(column) for column in choices.table.T]
    bins = np.stack([np.searchsorted(cut, column) for cut, column in zip(cuts, choices.table.T, strict=True)], axis=1)
    grown = [tree for seed in SEEDS for tree in _run(bins, choices, np.random.default_rng(seed))]
    feature, cut, value = (np.array(part) for part in zip(*grown, strict=True))
    threshold = [[_threshold(cuts[f], c) for f, c in zip(*row, strict=True)] for row in zip(feature, cut, strict=True)]
    return BoostedTrees(tuple(names), feature, np.array(threshold), value / len(SEEDS))


def _run(bins: Ints, choices: Choices, random: np.random.Generator) -> Iterator[Tree]:
    score = choices.start.copy()
    everybody = np.ones_like(score)
    for _ in range(STEPS):
        now = share(score, choices.group, everybody)
        slope = share(score, choices.group, choices.right) - now
        drawn = (random.random(choices.group[-1] + 1) < SHARE_OF_GROUPS)[choices.group]
        features = np.flatnonzero(random.random(bins.shape[1]) < SHARE_OF_FEATURES)
        weight = choices.weight * drawn
        tree = _grow(bins, weight * slope, weight * now * (1 - now), weight > 0, features)
        score += tree[2][_leaves(bins, *tree[:2])]
        yield tree


def _cuts(column: Floats) -> Floats:
    """Values up to which an example may go left."""
    values = np.unique(column)[:-1]
    return values if len(values) < BINS else np.unique(np.quantile(column, np.linspace(0, 1, BINS)[1:-1]))


def _threshold(cuts: Floats, at: int) -> float:
    return float(cuts[at]) if at < len(cuts) else 1e9


def _grow(bins: Ints, slope: Floats, curve: Floats, drawn: npt.NDArray[np.bool_], features: Ints) -> Tree:
    """Feature and cut of each inner node, value of each leaf; a node without a good cut sends everybody left."""
    inner = 2**DEPTH - 1
    feature, cut = np.zeros(inner, np.int64), np.full(inner, BINS + 1)
    node = np.zeros(len(bins), np.int64)
    for level in range(DEPTH):
        first = 2**level - 1
        for at in range(first, 2 * first + 1):
            found = _best_cut(bins, slope, curve, drawn & (node == at), features)
            if found is not None:
                feature[at], cut[at] = found
        node = 2 * node + 1 + (bins[np.arange(len(bins)), feature[node]] > cut[node])
    leaf = node - inner
    up = np.bincount(leaf, slope, inner + 1)
    down = np.bincount(leaf, curve, inner + 1)
    return feature, cut, RATE * up / (down + RIDGE)


def _best_cut(
    bins: Ints, slope: Floats, curve: Floats, here: npt.NDArray[np.bool_], features: Ints
) -> tuple[int, int] | None:
    """The cut that gains most (Chen and Guestrin 2016, equation 7)."""
    rows = np.flatnonzero(here)
    if len(rows) < 2 * LEAST_IN_LEAF or not len(features):
        return None
    width = BINS + 1
    cell = (bins[np.ix_(rows, features)] + np.arange(len(features)) * width).ravel()
    each = len(features)
    up, down, count = (
        np.bincount(cell, np.repeat(values[rows], each), width * each).reshape(each, width).cumsum(axis=1)
        for values in (slope, curve, np.ones(len(here)))
    )
    whole = up[:, -1:], down[:, -1:], count[:, -1:]
    gain = (
        up**2 / (down + RIDGE) + (whole[0] - up) ** 2 / (whole[1] - down + RIDGE) - whole[0] ** 2 / (whole[1] + RIDGE)
    )
    gain[(count < LEAST_IN_LEAF) | (whole[2] - count < LEAST_IN_LEAF)] = 0.0
    best = int(gain.argmax())
    return (int(features[best // width]), best % width) if gain.flat[best] > 1e-9 else None


def _leaves(bins: Ints, feature: Ints, cut: Ints) -> Ints:
    node = np.zeros(len(bins), np.int64)
    for _ in range(DEPTH):
        node = 2 * node + 1 + (bins[np.arange(len(bins)), feature[node]] > cut[node])
    return node - len(feature)
