"""Whether confidences are probabilities, and what is lost and won by asking for more of it.

    python -m tests.benchmarks.calibration [speaker|said_on] [SET…]       default: speaker statements-dev

Of the statements that the reader of SET found too: what confidence told and how often it was right, in ten parts of
equal size; the expected calibration error (mean distance of the two) with the 90th percentile of what perfect
calibration would give on the same confidences, simulated; and, for each least confidence, how many are shown and how
many of all are right and wrong. The speaker is right by score_statements.py, a day when it is the reader's day.
Exits with 1 when an error is above its bound.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from app.settings import LEAST_SPEAKER_CONFIDENCE
from extract.attribution import AttributionModel
from extract.extractor import Extractor
from extract.training.judging import Judge
from tests.benchmarks.gates import corpora
from tests.benchmarks.predict import article_of, read_rows, statement_row

BINS, DRAWS, QUANTILE, SEED = 10, 4000, 0.9, 1
LEASTS = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95)

Decision = Literal["speaker", "said_on"]
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Told:
    """One decision that a confidence goes with."""

    confidence: float
    right: bool


def find_told(decision: Decision, gold: str, extractor: Extractor, judge: Judge) -> tuple[int, list[Told]]:
    """How many statements of the reader's were found, and the confidences told of them."""
    found, told = 0, []
    for row in read_rows(gold):
        statements = extractor.extract(article_of(row)).statements
        for verdict in judge.judge(row, [statement_row(one) for one in statements]):
            right = getattr(verdict, decision)
            confidence = getattr(statements[verdict.guess].confidence, decision)
            found += right is not None
            if confidence is not None and right is not None:
                told.append(Told(confidence, right))
    return found, told


def parts(confidence: Floats) -> list[NDArray[np.intp]]:
    """Ten parts of equal size, by confidence."""
    return np.array_split(np.argsort(confidence, kind="stable"), min(BINS, len(confidence)))


def calibration_error(confidence: Floats, right: Floats) -> float:
    """Mean distance between what was told and what came true, over the parts."""
    total = sum(len(part) * abs(confidence[part].mean() - right[part].mean()) for part in parts(confidence))
    return float(total / len(confidence))


def error_by_chance(confidence: Floats) -> float:
    """The error that one in ten draws exceeds when every confidence is the true probability."""
    draws = np.random.default_rng(SEED).random((DRAWS, len(confidence))) < confidence
    return float(np.quantile([calibration_error(confidence, draw.astype(np.float64)) for draw in draws], QUANTILE))


def report(name: str, found: int, told: list[Told], least: float) -> tuple[str, bool]:
    """The tables of one set, and whether its error is within the bound."""
    confidence = np.array([one.confidence for one in told])
    right = np.array([float(one.right) for one in told])
    shown = confidence >= least
    error, bound = calibration_error(confidence[shown], right[shown]), error_by_chance(confidence[shown])
    heading = f"{name}: {shown.sum()} of {found} found are told from {least:g} up; error {error:.3f}, bound {bound:.3f}"
    return "\n".join([heading, *_reliability(confidence[shown], right[shown]), *_curve(confidence, right, found)]), (
        error <= bound
    )


def _reliability(confidence: Floats, right: Floats) -> Iterator[str]:
    yield f"{'told':>10}{'right':>10}{'number':>10}"
    for part in parts(confidence):
        yield f"{confidence[part].mean():>10.3f}{right[part].mean():>10.3f}{len(part):>10}"


def _curve(confidence: Floats, right: Floats, found: int) -> Iterator[str]:
    """Shares of all that were found."""
    yield f"{'least':>10}{'shown':>10}{'right':>10}{'wrong':>10}"
    for least in LEASTS:
        shown = confidence >= least
        shares = (shown.sum() / found, right[shown].sum() / found, (1 - right[shown]).sum() / found)
        yield f"{least:>10g}" + "".join(f"{100 * share:>10.1f}" for share in shares)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="calibration", description="Whether confidences are probabilities.")
    parser.add_argument("decision", nargs="?", choices=["speaker", "said_on"], default="speaker")
    parser.add_argument("sets", nargs="*", default=["statements-dev"], metavar="SET")
    given: Any = parser.parse_args(arguments)
    folder = corpora()
    extractor = Extractor(AttributionModel.load(), least_speaker_confidence=0.0)
    judge = Judge(folder.parent / "eval")
    least = LEAST_SPEAKER_CONFIDENCE if given.decision == "speaker" else 0.0
    within = True
    for name in given.sets:
        text, holds = report(name, *find_told(given.decision, str(folder / f"{name}.jsonl"), extractor, judge), least)
        sys.stdout.write(text + "\n")
        within = within and holds
    return 0 if within else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
