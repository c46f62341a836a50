"""Triples of whole statements, each as "subject | predicate | object | extra; extra"."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.parser import parse
from extract.passage import Range
from extract.triples import FoundTriple, extract_triples


def places(sentence: str, *pieces: str) -> tuple[Range, ...]:
    starts = [sentence.index(piece) for piece in pieces]
    return tuple((start, start + len(piece)) for start, piece in zip(starts, pieces, strict=True))


def shown(sentence: str, triple: FoundTriple) -> str:
    def words(ranges: tuple[Range, ...] | None) -> str:
        return " ".join(sentence[start:end] for start, end in ranges or ())

    extra = "; ".join(words(ranges) for ranges in triple.extra)
    predicate = f"<{triple.lemma}>" if triple.implied else words(triple.predicate)
    parts = [words(triple.subject), predicate, words(triple.object), extra]
    return " | ".join(parts if extra else parts[:3])


def told(sentence: str, *pieces: str) -> list[str]:
    ranges = places(sentence, *pieces) or ((0, len(sentence)),)
    return [shown(sentence, triple) for triple in extract_triples(parse(sentence), ranges)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Mira Kolt signed the treaty.", ["Mira Kolt | signed | the treaty"]),
        ("The bridge was built by engineers.", ["The bridge | was built by | engineers"]),
    ],
)
def test_a_clause_gives_its_triple(sentence: str, expected: list[str]) -> None:
    assert told(sentence) == expected


def test_only_words_of_the_content_are_used() -> None:
    sentence = "Mira Kolt vowed to close the mine."
    assert told(sentence, "to close the mine") == [" | to close | the mine"]


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.integers(0, 80), st.integers(0, 80))
def test_any_text_is_survived_and_spans_stay_inside(text: str, first: int, second: int) -> None:
    doc = parse(text)
    start, end = sorted((min(first, len(text)), min(second, len(text))))
    found = extract_triples(doc, ((start, end),))
    assert found == extract_triples(doc, ((start, end),))
    for triple in found:
        for ranges in (triple.subject, triple.predicate, triple.object or (), *triple.extra):
            assert all(start <= low < high <= end for low, high in ranges)
