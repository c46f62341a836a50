"""Boosted trees learn what no sum of weights can tell, always the same, and are read back as they were written."""

from __future__ import annotations

from itertools import product
from pathlib import Path

import numpy as np

from extract.boosted_trees import BoostedTrees
from extract.training.boosting import Choices, boost

NAMES = ["near", "subject"]


def either_but_not_both(groups: int = 200) -> Choices:
    """In each group four candidates; those with exactly one of two marks are right."""
    table = np.array([pair for _ in range(groups) for pair in product((0.0, 1.0), repeat=2)])
    right = np.array([float(near != subject) for near, subject in table])
    group = np.repeat(np.arange(groups), 4)
    return Choices(table, group, right, np.ones(len(table)), np.zeros(len(table)))


def test_trees_learn_an_exclusive_or() -> None:
    choices = either_but_not_both()
    scores = boost(NAMES, choices).score(choices.table[:4])
    assert min(scores[1], scores[2]) > max(scores[0], scores[3]) + 1


def test_the_same_choices_give_the_same_trees() -> None:
    first, second = (boost(NAMES, either_but_not_both()) for _ in range(2))
    assert np.array_equal(first.value, second.value)
    assert np.array_equal(first.feature, second.feature)


def test_trees_are_read_back_as_written(tmp_path: Path) -> None:
    trees = boost(NAMES, either_but_not_both())
    trees.write(tmp_path / "trees.json")
    table = trees.table([{"near": 1.0}, {"subject": 1.0, "unknown": 3.0}, {}])
    assert np.allclose(BoostedTrees.read(tmp_path / "trees.json").score(table), trees.score(table), atol=0.02)


def test_no_trees_score_nothing() -> None:
    none = BoostedTrees.none()
    assert none.score(none.table([{"near": 1.0}, {}])).tolist() == [0.0, 0.0]
