"""Names of people: their parts, their gender, whether two forms may be one person."""

from __future__ import annotations

import pytest

from extract.names import name_gender, read_name, same_person, singular, strip_possessive


@pytest.mark.parametrize(
    ("name", "given", "surname"),
    [
        ("Ann Stone", ("Ann",), "Stone"),
        ("Sen. Ann B. Stone", ("Ann", "B."), "Stone"),
        ("Marine Le Gall", ("Marine",), "Le Gall"),
        ("Bill de Witt", ("Bill",), "de Witt"),
        ("Omar al-Rashid", ("Omar",), "al-Rashid"),
        ("Luther Park IV", ("Luther",), "Park"),
        ("Al Gorman", ("Al",), "Gorman"),
        ("Stone", (), "Stone"),
    ],
)
def test_a_name_splits_into_given_names_and_surname(name: str, given: tuple[str, ...], surname: str) -> None:
    read = read_name(name.split())
    assert (read.given, read.surname) == (given, surname)


@pytest.mark.parametrize(
    ("name", "gender"),
    [("Mr. Lee", "m"), ("Mrs. Lee", "f"), ("Ann Lee", "f"), ("Robert Lee", "m"), ("Lee", None), ("Queen Ada", "f")],
)
def test_title_and_given_name_tell_the_gender(name: str, gender: str | None) -> None:
    assert name_gender(read_name(name.split())) == gender


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Jim Stone", "James T. Stone", True),
        ("J. Stone", "James Stone", True),
        ("José Müller", "Jose Muller", True),
        ("Jim Stone", "Ann Stone", False),
        ("Jim Stone", "Jim Stone Jr.", False),
        ("Jim A. Stone", "Jim B. Stone", False),
    ],
)
def test_forms_of_one_name_are_one_person_and_relatives_are_not(one: str, other: str, same: bool) -> None:
    assert same_person(read_name(one.split()), read_name(other.split())) is same


@pytest.mark.parametrize(
    ("owned", "name"), [("Stone’s", "Stone"), ("Stone's", "Stone"), ("the Rosses’", "the Rosses"), ("O’Hara", "O’Hara")]
)
def test_the_possessive_ending_is_no_part_of_a_name(owned: str, name: str) -> None:
    assert strip_possessive(owned) == name


@pytest.mark.parametrize(
    ("plural", "noun"), [("senators", "senator"), ("spokesmen", "spokesman"), ("deputies", "deputy"), ("boss", "boss")]
)
def test_plural_nouns_have_their_singular(plural: str, noun: str) -> None:
    assert singular(plural) == noun
