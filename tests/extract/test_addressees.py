"""To whom it was said."""

from __future__ import annotations

import pytest

from extract.addressees import find_addressees
from extract.cast import find_cast
from extract.speakers import resolve_speakers
from tests.extract.marked import read_marked


def heard_by(marked: str) -> list[list[str]]:
    passage, attributions = read_marked(marked)
    cast = find_cast(passage)
    found = find_addressees(passage, attributions, cast, resolve_speakers(passage, attributions, cast))
    for one in (addressee for listed in found for addressee in listed):
        assert all(passage.text[span.start : span.end] == span.text for span in one.spans)
    return [[addressee.name for addressee in listed] for listed in found]


@pytest.mark.parametrize(
    ("marked", "names"),
    [
        ("<s>Ann Brandt</s> <q>told</q> Reuters <c>that it was over</c>.", ["Reuters"]),
        ("<s>Ann Brandt</s> <q>warned</q> Ole Lund <c>that it was over</c>.", ["Ole Lund"]),
        ("<s>Ann Brandt</s> <q>told</q> reporters <c>that it was over</c>.", ["reporters"]),
        ("<s>Ann Brandt</s> <q>said in an interview with</q> Reuters <c>that it was over</c>.", ["Reuters"]),
        ("<s>Ann Brandt</s> <q>said</q> <c>that it was over</c>.", []),
    ],
)
def test_those_spoken_to_are_found(marked: str, names: list[str]) -> None:
    assert heard_by(marked) == [names]


def test_an_interview_goes_on_with_the_next_statement() -> None:
    marked = (
        "<s1>Ann Brandt</s1> <q1>told</q1> Reuters <c1>it was over</c1>. <s2>Brandt</s2> <q2>said</q2> <c2>no</c2>."
    )
    assert heard_by(marked) == [["Reuters"], ["Reuters"]]


@pytest.mark.parametrize("thing", ["the claim", "the market", "the plan"])
def test_things_are_not_spoken_to(thing: str) -> None:
    assert heard_by(f"<s>Ann Brandt</s> <q>warned</q> {thing} <c>that it was over</c>.") == [[]]


@pytest.mark.parametrize("people", ["the harbour court", "residents", "a crowd", "the Lake Orun inquiry"])
def test_people_and_bodies_are_spoken_to(people: str) -> None:
    assert heard_by(f"<s>Ann Brandt</s> <q>told</q> {people} <c>that it was over</c>.") == [[people]]
