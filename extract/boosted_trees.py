"""Gradient-boosted regression trees (Friedman 2001) of one depth, as arrays: made by extract/training/boosting.py."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class BoostedTrees:
    """Node n of a tree leads to 2n+1 where its feature is at most its threshold, else to 2n+2."""

    names: tuple[str, ...]
    feature: Ints
    """Trees × inner nodes: columns of `names`."""
    threshold: Floats
    value: Floats
    """Trees × leaves."""

    @classmethod
    @cache
    def read(cls, path: Path) -> BoostedTrees:
        """Once a process."""
        held = json.loads(path.read_text(encoding="utf-8"))
        feature, threshold, value = (np.array(held[key]) for key in ("feature", "threshold", "value"))
        return cls(tuple(held["names"]), feature, threshold, value)

    @classmethod
    def none(cls) -> BoostedTrees:
        """Every score is 0."""
        return cls((), np.zeros((0, 1), np.int64), np.zeros((0, 1)), np.zeros((0, 2)))

    def write(self, path: Path) -> None:
        held = {
            "names": self.names,
            "feature": self.feature.tolist(),
            "threshold": self.threshold.round(4).tolist(),
            "value": self.value.round(4).tolist(),
        }
        path.write_text(json.dumps(held, separators=(",", ":")) + "\n", encoding="utf-8")

    def table(self, examples: Sequence[Mapping[str, float]]) -> Floats:
        """Examples × features; what an example does not name is 0."""
        return np.array([[features.get(name, 0.0) for name in self.names] for features in examples]).reshape(
            len(examples), len(self.names)
        )

    def score(self, table: Floats) -> Floats:
        """One sum an example."""
        inner = self.feature.shape[1]
        trees = np.arange(len(self.feature))
        node = np.zeros((len(table), len(trees)), np.int64)
        rows = np.arange(len(table))[:, None]
        for _ in range(inner.bit_length()):
            goes_right = table[rows, self.feature[trees, node]] > self.threshold[trees, node]
            node = 2 * node + 1 + goes_right
        scores: Floats = self.value[trees, node - inner].sum(axis=1)
        return scores
