"""Turns the network's probabilities into cues, sources and contents: best paths under hard constraints."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Bools = npt.NDArray[np.bool_]
Labels = npt.NDArray[np.int64]

NEVER = -1e9
REACH_LEFT, REACH_RIGHT = 80, 112
"""Words before and from the first word of a cue that can be its source or content."""
_B_CUE, _I_CUE = 1, 2
_SOURCE, _CONTENT = (1, 2), (3, 4)
_CUE_STEPS = np.zeros((4, 3), np.float32)
_CUE_STEPS[[0, 3], _I_CUE] = NEVER
_ROLE_STEPS = np.zeros((6, 5), np.float32)
for _begin, _inside in (_SOURCE, _CONTENT):
    _ROLE_STEPS[[row for row in range(6) if row not in (_begin, _inside)], _inside] = NEVER


class Found(NamedTuple):
    """One attribution as word positions of its window; `cue` is first and last."""

    cue: tuple[int, int]
    source: list[int]
    content: list[int]
    confidence: float


def best_paths(scores: Floats, steps: Floats) -> Labels:
    """Best label of every word of every path; `scores` are paths × words × labels, the last row of `steps` the start.

    Where each word's own best label makes a path without a forbidden step, that is the best path; the others are
    searched (Viterbi).
    """
    labelled: Labels = scores.argmax(-1)
    before = np.full_like(labelled, len(steps) - 1)
    before[:, 1:] = labelled[:, :-1]
    broken = (steps[before, labelled] < 0).any(-1)
    if broken.any():
        labelled[broken] = _search_paths(scores[broken], steps)
    return labelled


def _search_paths(scores: Floats, steps: Floats) -> Labels:
    paths, words, labels = scores.shape
    score = scores[:, 0] + steps[-1]
    came_from = np.zeros((words, paths, labels), np.int8)
    for word in range(1, words):
        reached = score[:, :, None] + steps[None, :labels]
        came_from[word] = reached.argmax(1)
        score = reached.max(1) + scores[:, word]
    labelled = np.zeros((paths, words), np.int64)
    labelled[:, -1] = score.argmax(-1)
    rows = np.arange(paths)
    for word in range(words - 1, 0, -1):
        labelled[:, word - 1] = came_from[word, rows, labelled[:, word]]
    return labelled


def find_cues(scores: Floats) -> list[tuple[int, int]]:
    """First and last word of every cue; `scores` are words × (outside, begins, inside)."""
    labels = best_paths(scores[None], _CUE_STEPS)[0]
    cues = []
    for first in np.nonzero(labels == _B_CUE)[0].tolist():
        last = first
        while last + 1 < len(labels) and labels[last + 1] == _I_CUE:
            last += 1
        cues.append((first, last))
    return cues


def find_roles(cues: list[tuple[int, int]], local_scores: Floats, cue_scores: Floats) -> list[Found]:
    """Source and content of every cue. A content word belongs to the cue that claims it most, a source may be shared.

    `local_scores` are cues × words in reach × roles. A cue without content is dropped.
    """
    scores = _spread(local_scores, [first for first, _ in cues], len(cue_scores))
    _forbid_what_others_own(scores, cues)
    found = []
    for (first, last), labels in zip(cues, best_paths(scores, _ROLE_STEPS), strict=True):
        content = np.nonzero(labels >= _CONTENT[0])[0].tolist()
        if content:
            source = np.nonzero((labels == _SOURCE[0]) | (labels == _SOURCE[1]))[0].tolist()
            found.append(Found((first, last), source, content, float(np.exp(cue_scores[first, _B_CUE]))))
    return found


def _spread(local_scores: Floats, firsts: list[int], words: int) -> Floats:
    """Scores around each cue laid over the whole window; words out of reach have no role."""
    scores = np.full((len(firsts), words, local_scores.shape[-1]), NEVER, np.float32)
    scores[:, :, 0] = 0
    for row, first in enumerate(firsts):
        low, high = max(0, first - REACH_LEFT), min(words, first + REACH_RIGHT)
        scores[row, low:high] = local_scores[row, low - first + REACH_LEFT : high - first + REACH_LEFT]
    return scores


def _forbid_what_others_own(scores: Floats, cues: list[tuple[int, int]]) -> None:
    owner = np.exp(scores[:, :, 1:]).sum(-1).argmax(0)
    in_cue: Bools = np.zeros(scores.shape[1], bool)
    for first, last in cues:
        in_cue[first : last + 1] = True
    for row in range(len(cues)):
        scores[row, in_cue, 1:] = NEVER
        scores[row, owner != row, _CONTENT[0] :] = NEVER
