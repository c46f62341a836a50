"""How likely a decision is right: a logistic model over what the decision knows, learned from labelled statements."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

WEIGHTS = Path(__file__).parent / "models" / "confidence-2026-11" / "weights.json"


@dataclass(frozen=True)
class Certainty:
    """Weights of features; those without a weight count nothing."""

    weights: Mapping[str, float]

    def probability(self, features: Mapping[str, float]) -> float:
        total = self.weights.get("always", 0.0)
        total += sum(self.weights.get(name, 0.0) * value for name, value in sorted(features.items()))
        return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


@cache
def load_certainty(decision: str) -> Certainty:
    """The weights for "speaker" and whatever else the file holds."""
    return Certainty(json.loads(WEIGHTS.read_text(encoding="utf-8"))[decision])
