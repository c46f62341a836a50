"""Polarity and modality on the sentences of tests/benchmarks/labels/modality.tsv, labelled before we read any."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

import pytest

from extract.acts import Manner, read_manner
from extract.passage import Range
from extract.triples import FoundTriple, extract_triples
from tests.extract.marked import find_marked_channels, read_marked

LABELS = Path(__file__).parents[1] / "benchmarks" / "labels" / "modality.tsv"
FLOORS = {
    "statement polarity": 0.98,
    "statement modality": 0.98,
    "triple polarity": 0.98,
    "triple modality": 0.98,
    "stance": 0.95,
    "cue polarity": 0.95,
}
Row = dict[str, str]


def words_of(text: str, ranges: Iterable[Range] | None) -> set[str]:
    words = " ".join(text[start:end] for start, end in ranges or ())
    return set(re.findall(r"\w+", words.replace("n't", " not").lower()))


def agreement(text: str, heads: list[str], triple: FoundTriple) -> int:
    """How many of the labelled heads of subject, predicate and object stand where they should; 0 without the predicate.

    `-` is a head that is not checked.
    """
    parts = [words_of(text, ranges) for ranges in (triple.subject, triple.predicate, triple.object)]
    agreed = [head == "-" or head.lower() in part for head, part in zip(heads, parts, strict=True)]
    return sum(agreed) if agreed[1] else 0


def best_match(text: str, heads: list[str], triples: list[FoundTriple]) -> FoundTriple | None:
    found = max(triples, key=lambda one: agreement(text, heads, one), default=None)
    return found if found and agreement(text, heads, found) > 1 else None


def compare_manner(row: Row, manner: Manner) -> Iterable[tuple[str, str, str]]:
    yield "statement polarity", row["polarity"], manner.polarity
    yield "statement modality", row["modality"], manner.modality
    yield "stance", row["stance"], manner.stance
    yield "cue polarity", row["cue_polarity"], manner.cue_polarity


def compare_triples(row: Row, text: str, triples: list[FoundTriple]) -> Iterable[tuple[str, str, str]]:
    for label in row["triples"].split(" ; "):
        *heads, polarity, modality = label.split(" ")
        found = best_match(text, heads, triples)
        yield "triple polarity", polarity, found.polarity if found else f"no triple {heads}"
        yield "triple modality", modality, found.modality if found else f"no triple {heads}"


def compare(row: Row) -> Iterable[tuple[str, str, str]]:
    """What is compared, what the label says, what we say."""
    passage, attributions = read_marked(row["marked"])
    yield from compare_manner(row, read_manner(passage, attributions, *find_marked_channels(passage, attributions))[0])
    triples = extract_triples(passage.doc, attributions[0].content, cue=attributions[0].cue)
    yield from compare_triples(row, passage.text, triples)


@cache
def compare_all() -> list[tuple[str, bool, str]]:
    with LABELS.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        (what, expected == found, f"{row['construction']}: {expected}, not {found}: {row['marked']}")
        for row in rows
        for what, expected, found in compare(row)
    ]


@pytest.mark.parametrize("what", FLOORS)
def test_labelled_sentences_are_read_as_labelled(what: str) -> None:
    results = [(right, line) for measure, right, line in compare_all() if measure == what]
    share = sum(right for right, _ in results) / len(results)
    print(f"{what}: {share:.1%} of {len(results)}", *(line for right, line in results if not right), sep="\n")
    assert share >= FLOORS[what]
