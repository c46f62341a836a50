"""Boosted trees learn what no sum of weights can tell, always the same, and are read back as they were written."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from extract.boosted_trees import BoostedTrees
from extract.training.boosting import Choices, boost

NAMES = ["distance", "other"]


def neither_near_nor_far(groups: int = 200) -> Choices:
    """Four candidates a group, at distances 0 to 3: those in the middle are right."""
    distance = np.tile(np.arange(4.0), groups)
    table = np.stack([distance, np.zeros_like(distance)], axis=1)
    right = ((distance == 1) | (distance == 2)).astype(float)
    return Choices(table, np.repeat(np.arange(groups), 4), right, np.ones(len(table)), np.zeros(len(table)))


def test_trees_learn_what_no_weight_can_tell() -> None:
    choices = neither_near_nor_far()
    scores = boost(NAMES, choices).score(choices.table[:4])
    assert min(scores[1], scores[2]) > max(scores[0], scores[3]) + 1


def test_the_same_choices_give_the_same_trees() -> None:
    first, second = (boost(NAMES, neither_near_nor_far()) for _ in range(2))
    assert np.array_equal(first.value, second.value)
    assert np.array_equal(first.feature, second.feature)


def test_trees_are_read_back_as_written(tmp_path: Path) -> None:
    trees = boost(NAMES, neither_near_nor_far())
    trees.write(tmp_path / "trees.json")
    table = trees.table([{"distance": 1.0}, {"distance": 3.0, "unknown": 3.0}, {}])
    assert np.allclose(BoostedTrees.read(tmp_path / "trees.json").score(table), trees.score(table), atol=0.02)


def test_no_trees_score_nothing() -> None:
    none = BoostedTrees.none()
    assert none.score(none.table([{"distance": 1.0}, {}])).tolist() == [0.0, 0.0]
