"""How likely each day is that on which something was said: two rounds, the second hears what the first says around."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp, log

from extract.day_evidence import Candidate, DayEvidence, Features
from extract.lexicon import load_table
from extract.turns import Turn

Weights = dict[str, float]
BIAS = "every candidate"
_WINDOW = 3
_NEAR = 1
_LEAST = 1e-3
_HOPELESS = 0.03


@dataclass(frozen=True)
class Scored:
    """A candidate with its probability."""

    candidate: Candidate
    score: float


Shares = list[dict[str, float]]
"""By position in reading order, then by day."""


@cache
def load_weights() -> tuple[Weights, Weights, Weights]:
    """Of the first round, of the second, and how far to trust what comes out."""
    rows = load_table("day_weights")
    first, second, trust = (
        {name: float(weight) for of, name, weight in rows if of == part} for part in ("first", "second", "trust")
    )
    return first, second, trust


def trust_in_clause(rule: str) -> float:
    """The share of days on the cue's clause that are right, by the rule that found them."""
    return load_weights()[2][rule]


def trust_in_score(share: float) -> float:
    """The probability that the likeliest of the days around is right."""
    trust = load_weights()[2]
    return 1 / (1 + exp(-(trust["slope"] * log_odds(share) + trust["shift"])))


def log_odds(share: float) -> float:
    share = min(max(share, _LEAST), 1 - _LEAST)
    return log(share / (1 - share))


def score_days(evidence: DayEvidence) -> dict[int, list[Scored]]:
    """The candidates of each attribution, the likeliest first; by the attribution's number."""
    first, second, _ = load_weights()
    candidates = [list(evidence.candidates(position)) for position in range(len(evidence.turns))]
    shares = [{one.value: score(first, one.features) for one in found} for found in candidates]
    around = Surroundings(evidence.turns, shares)
    scored: dict[int, list[Scored]] = {}
    for position, found in enumerate(candidates):
        ranked = [Scored(one, _score_again(second, around, position, one)) for one in found]
        scored[evidence.turns[position].number] = sorted(ranked, key=lambda one: (-one.score, one.candidate.value))
    return scored


def _score_again(second: Weights, around: Surroundings, position: int, candidate: Candidate) -> float:
    """The second round; what the first finds hopeless is not heard again."""
    share = around.share(position, candidate.value)
    return share if share < _HOPELESS else score(second, around.add_to(position, candidate))


def score(weights: Weights, features: Features) -> float:
    total = weights.get(BIAS, 0.0)
    for name, value in features.items():
        if name in weights:
            total += weights[name] * value
    return 1 / (1 + exp(-total))


class Surroundings:
    """What the first round says of the statements around."""

    def __init__(self, turns: Sequence[Turn], shares: Shares) -> None:
        self._turns, self._shares = turns, shares
        self._by_speaker: dict[str, list[int]] = {}
        self._by_paragraph: dict[int, list[int]] = {}
        for position, turn in enumerate(turns):
            self._by_speaker.setdefault(turn.speaker, []).append(position)
            self._by_paragraph.setdefault(turn.paragraph, []).append(position)
        self._totals: dict[str, float] = {}
        for one in shares:
            for value, share in one.items():
                self._totals[value] = self._totals.get(value, 0.0) + share

    def share(self, position: int, value: str) -> float:
        return self._shares[position][value]

    def add_to(self, position: int, candidate: Candidate) -> Features:
        """The evidence of a candidate with what the first round says of it, of its neighbours and of the article."""
        value, features = candidate.value, dict(candidate.features)
        here = self._shares[position]
        features["alone"] = log_odds(here[value])
        features["another"] = max((share for other, share in here.items() if other != value), default=0.0)
        if len(self._turns) > 1:
            features["in article"] = (self._totals[value] - here[value]) / (len(self._turns) - 1)
        mine = self._by_speaker[self._turns[position].speaker]
        place = mine.index(position)
        neighbours = {
            "before": position - 1 if position else None,
            "next": position + 1 if position + 1 < len(self._turns) else None,
            "mine just before": mine[place - 1] if place else None,
            "mine next": mine[place + 1] if place + 1 < len(mine) else None,
        }
        for name, other in neighbours.items():
            features |= self._of_neighbour(name, position, other, value)
        features |= self._means(position, value, mine[max(0, place - 20) : place + 20])
        return features | _with(features)

    def _of_neighbour(self, name: str, position: int, other: int | None, value: str) -> Features:
        if other is None:
            return {f"{name}: none": 1.0}
        shares = self._shares[other]
        share = shares.get(value, 0.0)
        features = {
            f"{name}: share": share,
            f"{name}: another": max((one for day, one in shares.items() if day != value), default=0.0),
        }
        if abs(self._turns[other].paragraph - self._turns[position].paragraph) <= _NEAR:
            features |= {f"{name}: near share": share, f"{name}: near doubt": 1 - share}
        return features

    def _means(self, position: int, value: str, mine: Sequence[int]) -> Features:
        window = range(max(0, position - _WINDOW), min(len(self._turns), position + _WINDOW + 1))
        groups = {
            "mine": mine,
            "mine earlier": [one for one in mine if one < position],
            "in paragraph": self._by_paragraph[self._turns[position].paragraph][:20],
            "around": window,
        }
        features: Features = {}
        for name, positions in groups.items():
            shares = [self._shares[one].get(value, 0.0) for one in positions if one != position]
            if shares:
                features[f"{name}: mean"] = sum(shares) / len(shares)
                features[f"{name}: most"] = max(shares)
        return features


_SHARES = ("mine: mean", "around: mean", "in article", "before: share", "mine just before: share", "next: share")
_CIRCUMSTANCES = ("one act", "tense VBD", "headline", "vague time before", "quoted")


def _with(features: Features) -> Features:
    return {
        f"{share} & {name}": features[share]
        for share in _SHARES
        for name in _CIRCUMSTANCES
        if share in features and name in features
    }
