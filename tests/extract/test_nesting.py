"""Attributions inside contents have the outer one as parent, which keeps its whole content."""

from __future__ import annotations

import pytest

from tests.extract.attributed import as_line, find_all


def lines(text: str) -> list[tuple[str, int | None]]:
    passage, attributions = find_all(text)
    return [(as_line(passage, one), one.parent) for one in attributions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "“Iran will not send missiles,” the foreign ministry said in a statement on Monday, Tass reported.",
            [
                (
                    "Tass <reported> "
                    "{“Iran will not send missiles,” the foreign ministry said in a statement on Monday}",
                    None,
                ),
                ("the foreign ministry <said> {“Iran will not send missiles,”}", 0),
            ],
        ),
        (
            "The minister has resigned, the ministry said on Friday, Reuters reported.",
            [
                ("Reuters <reported> {The minister has resigned, the ministry said on Friday}", None),
                ("the ministry <said> {The minister has resigned}", 0),
            ],
        ),
        (
            "The spokesman denied that Brandt said that the road was closed.",
            [
                ("The spokesman <denied> {that Brandt said that the road was closed}", None),
                ("Brandt <said> {that the road was closed}", 0),
            ],
        ),
    ],
)
def test_the_inner_statement_is_found_and_the_outer_one_not_split(
    text: str, expected: list[tuple[str, int | None]]
) -> None:
    assert lines(text) == expected


def test_quotation_marks_do_not_hide_what_the_speaker_reports() -> None:
    found = lines("“I think that the council will refuse the plan,” Moreau said.")
    assert found[1] == ("I <think> {that the council will refuse the plan}", 0)


def test_a_verb_with_its_object_is_no_statement() -> None:
    assert len(lines("“We look at the bridge and carry the stones,” Moreau said.")) == 1


def test_a_noun_that_nothing_is_said_by_opens_no_statement() -> None:
    assert len(lines("The harbour has two plans and no money, and the claims are paid, Moreau said.")) == 1
    assert len(lines("The claim that the harbour is closed was wrong, Moreau said.")) == 2


def test_what_is_refused_is_no_statement_of_its_own() -> None:
    _, found = find_all("Lanz refused to confirm that a contract had been signed.")
    assert [one.parent for one in found] == [None]


def test_who_was_told_did_not_say_it() -> None:
    _, found = find_all("“In June I was told that the matter had been closed,” Brook said.")
    assert all(not one.source for one in found if one.parent is not None)


def test_a_relative_clause_says_nothing() -> None:
    _, found = find_all("“That is not what your own archive says,” she answered. “Whoever says so is lying.”")
    assert all(one.parent is None for one in found)
