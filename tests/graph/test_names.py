from __future__ import annotations

import pytest

from graph.names import (
    block_of,
    differ_in_middle_only,
    fields_of_role,
    have_alike_given_names,
    initials,
    names_in_role,
    read_body,
    read_person,
)


@pytest.mark.parametrize(
    ("name", "given", "surname", "ending"),
    [
        ("ana velasco", ("ana",), "velasco", ""),
        ("robert e hask jr", ("robert", "e"), "hask", "jr"),
        ("velasco", (), "velasco", ""),
    ],
)
def test_a_name_has_given_names_surname_and_ending(
    name: str, given: tuple[str, ...], surname: str, ending: str
) -> None:
    assert read_person(name) == (given, surname, ending)


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("rob hask", "robert hask", True), ("r hask", "rita hask", True), ("ann roe", "ana roe", False)],
)
def test_given_names_are_alike_where_one_begins_the_other(one: str, other: str, alike: bool) -> None:
    assert have_alike_given_names(read_person(one), read_person(other)) is alike


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("elena marsh", "elena k marsh", True),
        ("elena kim marsh", "elena k marsh", True),
        ("elena k marsh", "elena t marsh", False),
        ("elena marsh", "elena marsh jr", False),
        ("e marsh", "e k marsh", False),
    ],
)
def test_a_middle_name_more_is_the_same_full_name(one: str, other: str, same: bool) -> None:
    assert differ_in_middle_only(read_person(one), read_person(other)) is same


def test_only_government_bodies_may_be_called_in_another_order() -> None:
    assert read_body("the harbour department") == read_body("u s department of harbour")
    assert read_body("velm university") != read_body("university of velm")


def test_a_legal_form_says_nothing_of_who_a_body_is() -> None:
    assert read_body("velm ferries inc") == read_body("velm ferries")


def test_a_body_and_its_acronym_are_compared() -> None:
    assert initials("national harbour association") == "nha"
    assert block_of("organization", "National Harbour Association") == block_of("organization", "N.H.A.")


def test_one_word_names_of_people_are_compared_with_none() -> None:
    assert block_of("person", "Velasco") is None


def test_roles_tell_bodies_and_fields_of_work() -> None:
    assert names_in_role("head of the centrist Velm Tax Institute") == {"velm tax institute"}
    assert fields_of_role("Rep.") == {"politics"}
    assert fields_of_role("goalkeeper turned pastor") == {"sport", "faith"}
    assert fields_of_role("pastor of a church near Velm and supporter of the governor") == {"faith"}


@pytest.mark.parametrize("name", ["Ana Roe, Velm Courier", "Ana Roe and Peter Vos", "Ana Roe @anaroe", "Agent 47 Roe"])
def test_a_byline_of_more_than_a_name_is_compared_with_none(name: str) -> None:
    assert block_of("person", name) is None
