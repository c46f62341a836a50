"""Forms that stand in the layout: signed quotations, posts, transcripts, quotations introduced or going on."""

from __future__ import annotations

import pytest

from tests.extract.attributed import find_outer


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "”He has brought division and strife.” ― Ada Brandt",
            "Ada Brandt <―> {”He has brought division and strife.”}",
        ),
        (
            '"The road will open in May." - Ian Holt',
            'Ian Holt <-> {"The road will open in May."}',
        ),
        (
            "“The road will open in May,” –Commissioner Lia Moreau",
            "Commissioner Lia Moreau <–> {“The road will open in May,”}",
        ),
    ],
)
def test_a_signed_quotation_belongs_to_its_signature(text: str, expected: str) -> None:
    assert find_outer(text) == [expected]


def test_a_list_of_sources_is_not_signed() -> None:
    assert find_outer("The valley waits.\n\n“Road in the valley opens again” — Velm Courier, May 15, 2016") == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "HOLT: Will the bridge close?\n\nMOREAU: It will not close.\n\nHOLT: Thank you.",
            [
                "HOLT <:> {Will the bridge close?}",
                "MOREAU <:> {It will not close.}",
                "HOLT <:> {Thank you.}",
            ],
        ),
        (
            "Q: Will the bridge close?\n\nA: It will close in June.",
            ["Q <:> {Will the bridge close?}", "A <:> {It will close in June.}"],
        ),
        (
            '"HOLT: Will it close?\n\n"MOREAU: Never.\n\n"We need it.\n\n"HOLT: Thank you."',
            [
                "HOLT <:> {Will it close?}",
                'MOREAU <:> {Never. … "We need it.}',
                'HOLT <:> {Thank you."}',
            ],
        ),
    ],
)
def test_every_turn_of_a_transcript_is_a_statement(text: str, expected: list[str]) -> None:
    assert find_outer(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "The road is open again! — Ada Brandt (@adabrandt) May 4, 2016",
            "Ada Brandt (@adabrandt) <—> {The road is open again!}",
        ),
        (
            "The road is open again!\n\n— Ada Brandt (@adabrandt)",
            "Ada Brandt (@adabrandt) <—> {The road is open again!}",
        ),
        (
            "<tweet>No toll for lorries in May. — Ian Holt (@holt_velm) May 9, 2016</tweet>",
            "Ian Holt (@holt_velm) <—> {No toll for lorries in May.}",
        ),
    ],
)
def test_an_embedded_post_belongs_to_its_handle(text: str, expected: str) -> None:
    assert find_outer(text) == [expected]


@pytest.mark.parametrize(
    "last",
    ["“There is no other way to the mill.”", "“There is no other way to the mill,” – a hint at the broken bridge."],
)
def test_a_quotation_that_fills_its_paragraph_goes_on_with_the_statement_before(last: str) -> None:
    text = f"“We will open the road,” Brandt said. “It will be open in May.”\n\n{last}"
    quoted = last[: last.index("”") + 1]
    assert find_outer(text) == [f"Brandt <said> {{“We will open the road,” … “It will be open in May.” … {quoted}}}"]


def test_marks_repeated_at_each_paragraph_are_one_statement() -> None:
    text = "Brandt said: “We came late.\n\n“We saw the mill.\n\n“We left it burning.”"
    assert find_outer(text) == ["Brandt <said:> {“We came late. … “We saw the mill. … “We left it burning.”}"]


def test_a_quotation_is_given_as_a_whole_to_one_statement() -> None:
    text = (
        "On Monday, Brandt warned Kell, saying:\n\n“We will handle any threat. That should be clear.”\n\n"
        "“I’m saying we will handle any threat, no matter where it comes from. We keep the right to act.”"
    )
    [line] = [line for line in find_outer(text) if "saying" in line]
    assert line.endswith(
        "“I’m saying we will handle any threat, no matter where it comes from. We keep the right to act.”}"
    )


@pytest.mark.parametrize(
    "text",
    [
        "The book is titled “The Long Road: How We Lost the Valley.”",
        "The so-called “friends of the valley” left.",
        "The “globalisation of tolls” is a project.",
    ],
)
def test_titles_and_scare_quotes_are_no_statements(text: str) -> None:
    assert find_outer(text) == []


def test_the_authors_gloss_stays_outside() -> None:
    text = "Brandt said: “The pumps came by bogus firms via third countries” – indicating the mill as a supplier."
    assert find_outer(text) == ["Brandt <said:> {“The pumps came by bogus firms via third countries”}"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Road stays closed, mayor vows\n\nIt rained.", "mayor <vows> {Road stays closed}"),
        ("“The road stays closed”: Ian Holt\n\nIt rained.", "Ian Holt <:> {“The road stays closed”}"),
    ],
)
def test_a_headline_names_who_says_it_at_its_end(text: str, expected: str) -> None:
    assert find_outer(text) == [expected]


@pytest.mark.parametrize(
    "heading", ["From the Velm Courier:\n\n", "And from the Velm Courier:\n\n", "From the Velm Courier: "]
)
def test_what_stands_under_its_source_belongs_to_it(heading: str) -> None:
    [line] = find_outer(f"{heading}“The ferry was sold on Monday.”\n\nIt rained.")
    assert line.lower() == "the velm courier <from> {“the ferry was sold on monday.”}"


def test_a_paragraph_that_a_colon_introduces_is_said_as_a_whole_and_no_further() -> None:
    text = "Ian Holt ruled:\n\nThe road stays closed. Nobody may pass.\n\nIt rained for a week."
    assert find_outer(text) == ["Ian Holt <ruled:> {The road stays closed. Nobody may pass.}"]


def test_the_person_before_a_colon_says_what_is_behind_it_unless_it_is_a_title() -> None:
    assert find_outer("Ian Holt was short: “The road stays closed.”") == ["Ian Holt <:> {“The road stays closed.”}"]
    assert find_outer("Ian Holt has a new book: “The Long Winter of the Ferry.”") == []


def test_a_timetable_is_no_transcript() -> None:
    assert find_outer("Monday: Soup and bread.\n\nTuesday: Fish with rice.\n\nMonday: Soup again.") == []


def test_a_sentence_that_is_interrupted_twice_stays_with_its_speaker() -> None:
    text = "“I heard a bang,” Ada Brandt said, “and the street,” she said, pointing at the hole, “was white.”"
    contents = " ".join(line.partition("{")[2] for line in find_outer(text))
    assert all(piece in contents for piece in ("“I heard a bang,”", "“and the street,”", "“was white.”"))
