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
        ("<s>Ann Brandt</s> <q>urged</q> <c>Ole Lund to close the bridge</c>.", ["Ole Lund"]),
        ("<s>Ann Brandt</s> <q>called on</q> <c>Ole Lund to close the bridge</c>.", ["Ole Lund"]),
        ("<s>Ann Brandt</s> <q>warned</q> <c>Iran not to close the strait</c>.", ["Iran"]),
        ("<s>Ann Brandt</s> <q>said</q> in a letter to the council <c>that it was over</c>.", ["the council"]),
        ("In a Reuters interview, <s>Ann Brandt</s> <q>said</q> <c>that it was over</c>.", ["Reuters"]),
        ("<s>Ann Brandt</s> <q>told</q> a crowd of supporters <c>that it was over</c>.", ["a crowd of supporters"]),
        ("<c>“Is it over?”</c> Ann Brandt was <q>asked</q>.", ["Ann Brandt"]),
        ("<s>Ann Brandt</s> warned Iran, <q>saying</q>: <c>“It is over.”</c>", ["Iran"]),
        ("<s>Ann Brandt</s> <q>warned</q> Tehran <c>that it was over</c>.", ["Government of Iran"]),
        ("<s>Ann Brandt</s> <q>said</q> <c>it was over</c>, telling Ole Lund to leave.", []),
        ("Speaking to reporters, <s>Ann Brandt</s> <q>said</q> <c>that it was over</c>.", ["reporters"]),
        ("Meeting with Ole Lund in Orban, <s>Ann Brandt</s> <q>said</q> <c>that it was over</c>.", ["Ole Lund"]),
        ("<s>Ann Brandt</s> <q>called for</q> <c>the mayor to resign</c>.", []),
        ("<s>Ann Brandt</s> <q>thanked</q> <c>Ole Lund for his work</c>.", []),
        ("<s>Ann Brandt</s> <q>told</q> a news conference <c>that it was over</c>.", []),
        ("<s>Ann Brandt</s> <q>proclaimed</q> to a crowd <c>that it was over</c>.", ["a crowd"]),
        ("<s>Ann Brandt</s> <q>sent a letter to Ole Lund, asking</q> <c>him to leave</c>.", ["Ole Lund"]),
        ("<c>“It is over,”</c> <s>Ann Brandt</s> <q>said</q>, speaking to reporters.", ["reporters"]),
        ("<s>Ann Brandt</s> <q>said</q> after a meeting with Ole Lund <c>that it was over</c>.", []),
        ("<s>Ann Brandt</s> called on Ole Lund to leave and <q>said</q> <c>it was over</c>.", []),
    ],
)
def test_those_spoken_to_are_found(marked: str, names: list[str]) -> None:
    assert heard_by(marked) == [names]


def test_what_is_added_in_the_paragraph_is_said_to_the_same() -> None:
    marked = (
        "<s1>Ann Brandt</s1> <q1>told</q1> Reuters <c1>it was over</c1>, and <s2>she</s2> <q2>added</q2> "
        "<c2>that she was tired</c2>. <s3>Brandt</s3> <q3>said</q3> <c3>no</c3>."
    )
    assert heard_by(marked) == [["Reuters"], ["Reuters"], []]


def test_two_in_a_transcript_speak_to_each_other() -> None:
    marked = (
        "Ann Brandt spoke to Ole Lund.\n\n<s1>BRANDT</s1><q1>:</q1> <c1>Is it over?</c1>\n\n"
        "<s2>LUND</s2><q2>:</q2> <c2>It is not.</c2>\n\n<s3>BRANDT</s3><q3>:</q3> <c3>Are you sure?</c3>"
    )
    assert heard_by(marked) == [["Ole Lund"], ["Ann Brandt"], ["Ole Lund"]]


def test_who_is_asked_is_who_answers() -> None:
    marked = "<q1>Asked</q1> <c1>about the bridge</c1>, <s2>Ann Brandt</s2> <q2>said</q2> <c2>it was old</c2>."
    assert heard_by(marked)[0] == ["Ann Brandt"]


def test_called_by_their_role_they_are_found_by_it() -> None:
    marked = "Mayor Ole Lund came late. <s>Ann Brandt</s> <q>warned</q> the mayor <c>that it was over</c>."
    assert heard_by(marked) == [["Ole Lund"]]


@pytest.mark.parametrize("thing", ["the claim", "the market", "the plan"])
def test_things_are_not_spoken_to(thing: str) -> None:
    assert heard_by(f"<s>Ann Brandt</s> <q>warned</q> {thing} <c>that it was over</c>.") == [[]]


@pytest.mark.parametrize("people", ["the harbour court", "residents", "a crowd", "the Lake Orun inquiry"])
def test_people_and_bodies_are_spoken_to(people: str) -> None:
    assert heard_by(f"<s>Ann Brandt</s> <q>told</q> {people} <c>that it was over</c>.") == [[people]]
