"""Weights of the evidence that two quotations are one utterance: logistic regression on pairs that a reader judged.

    python -m graph.training.quotes RECORDS.jsonl QUOTES.jsonl NEGATIVES.jsonl > graph/lexicon/en/quote_weights.txt

RECORDS are what `onrecord extract --format jsonl` prints; `external_id` is the id by which the pairs name an article.
Pairs come from QUOTES (one utterance a line, with its units; units of two lines are apart unless one is "beside" the
other) and from NEGATIVES (pairs that are alike and apart).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from graph.likeness import measure
from graph.units import Unit, find_units
from schema.statement import Record

RIDGE = 0.1
_STEPS = 50
_LEAST_OVERLAP = 0.5
Place = tuple[str, int, int]


class Pairs(NamedTuple):
    names: list[str]
    measures: NDArray[np.float64]
    labels: NDArray[np.float64]


def read_rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def read_units(path: Path) -> dict[str, list[Unit]]:
    """By the id of the corpus."""
    units: dict[str, list[Unit]] = {}
    for row in read_rows(path):
        record = Record.model_validate(row)
        speakers = {one.id: one.speaker.id if one.speaker else None for one in record.statements}
        found = [Unit(facts, speakers[facts.statement]) for facts in find_units(record)]
        units[record.article.external_id or record.article.id] = found
    return units


def find_unit(place: Place, units: Iterable[Unit]) -> Unit | None:
    """The one that overlaps most, and by half of the shorter."""
    _, start, end = place
    best, found = 0, None
    for unit in units:
        overlap = min(end, unit.facts.end) - max(start, unit.facts.start)
        least = _LEAST_OVERLAP * min(end - start, unit.facts.end - unit.facts.start)
        if overlap > best and overlap >= least:
            best, found = overlap, unit
    return found


def judged_pairs(quotes: Path, negatives: Path) -> dict[tuple[Place, Place], bool]:
    of: dict[Place, int] = {}
    beside: dict[int, list[int]] = {}
    for row in read_rows(quotes):
        beside[row["cluster"]] = row["beside"]
        of |= {_place(unit): row["cluster"] for unit in row["units"]}
    judged = {
        (a, b): of[a] == of[b] for a, b in combinations(sorted(of), 2) if of[a] == of[b] or of[b] not in beside[of[a]]
    }
    for row in read_rows(negatives):
        a, b = sorted((_place(row["a"]), _place(row["b"])))
        judged.setdefault((a, b), False)
    return judged


def _place(unit: dict[str, Any]) -> Place:
    return unit["id"], unit["start"], unit["end"]


def measure_pairs(units: dict[str, list[Unit]], judged: dict[tuple[Place, Place], bool]) -> Pairs:
    """Those that linking would compare."""
    names: list[str] = []
    measures, labels = [], []
    kept: dict[Place, Unit | None] = defaultdict(lambda: None)
    for place in {place for pair in judged for place in pair}:
        kept[place] = find_unit(place, units.get(place[0], ()))
    for (x, y), label in sorted(judged.items()):
        a, b = kept[x], kept[y]
        if a is None or b is None or a is b:
            continue
        if a.facts.article != b.facts.article and a.key_set.isdisjoint(b.key_set):
            continue
        measured = measure(a, b)
        if measured is not None:
            names = list(measured)
            measures.append(list(measured.values()))
            labels.append(float(label))
    return Pairs(names, np.array(measures), np.array(labels))


def fit(pairs: Pairs, *, ridge: float = RIDGE) -> NDArray[np.float64]:
    """By Newton's method; the bias, which comes first, is free."""
    penalty = np.full(len(pairs.names), ridge)
    penalty[0] = 1e-9
    weights = np.zeros(len(pairs.names))
    for _ in range(_STEPS):
        likely = 1 / (1 + np.exp(-pairs.measures @ weights))
        gradient = pairs.measures.T @ (likely - pairs.labels) + penalty * weights
        curvature = (pairs.measures * (likely * (1 - likely))[:, None]).T @ pairs.measures + np.diag(penalty)
        weights -= np.linalg.solve(curvature, gradient)
    return weights


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("records", "quotes", "negatives"):
        parser.add_argument(name, type=Path)
    args = parser.parse_args()
    pairs = measure_pairs(read_units(args.records), judged_pairs(args.quotes, args.negatives))
    lines = [f"{name}\t{weight:.3f}" for name, weight in zip(pairs.names, fit(pairs), strict=True)]
    sys.stdout.write("# What two quotations are compared by\tits weight\n" + "\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
