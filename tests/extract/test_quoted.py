"""Quoted runs are a speaker's own words between quotation marks, and nobody else's."""

from __future__ import annotations

import pytest

from extract.quoted import kind_of, section_of
from tests.extract.attributed import find_all, words


def quoted(text: str) -> list[tuple[str, str]]:
    passage, attributions = find_all(text)
    return [(words(passage, one.quoted), kind_of(one, passage)) for one in attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“We go home,” Brandt said.", [("We go home,", "direct")]),
        ("Brandt said the mines “suffer no shortage of water.”", [("suffer no shortage of water.", "mixed")]),
        ("Brandt said that the mines were full.", [("", "indirect")]),
        (
            "“We will open the road,” Brandt said. “It is time.”",
            [("We will open the road, … It is time.", "direct")],
        ),
    ],
)
def test_the_kind_follows_from_how_much_is_quoted(text: str, expected: list[tuple[str, str]]) -> None:
    assert quoted(text) == expected


def test_the_words_of_a_nested_statement_belong_to_it_alone() -> None:
    text = "“Iran will not send missiles,” the foreign ministry said in a statement on Monday, Tass reported."
    assert quoted(text) == [("", "indirect"), ("Iran will not send missiles,", "direct")]


def test_what_somebody_is_said_to_think_inside_a_quotation_is_the_outer_speakers_word() -> None:
    outer, inner = quoted("“He thinks that we lost the whole valley,” Brandt said.")
    assert outer == ("He thinks that we lost the whole valley,", "direct")
    assert inner == ("", "indirect")


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Brandt says road will open in May\n\nThe valley waits.", "headline"),
        ("The valley waits.\n\nBrandt said that the road will open in May.", "body"),
        ("The valley waits.\n\nCorrection: Brandt said that the road was closed.", "note"),
        ("The valley waits.\n\nPhoto: Brandt said that the road was closed.", "caption"),
    ],
)
def test_the_section_is_told_by_the_paragraph(text: str, section: str) -> None:
    passage, attributions = find_all(text)
    assert [section_of(passage, one) for one in attributions] == [section]
