"""Whom "he" and "she" stand for."""

from __future__ import annotations

import pytest

from extract.cast import find_cast
from extract.pronouns import resolve_pronoun
from tests.extract.attributed import open_text


def meant(text: str, pronoun: str) -> str | None:
    passage = open_text(text)
    start = text.index(f" {pronoun} ") + 1
    found = resolve_pronoun(passage, find_cast(passage), start, start + len(pronoun))
    return found.name if found else None


@pytest.mark.parametrize(
    ("text", "pronoun", "name"),
    [
        ("Ann Brandt met Robert Lund on Friday. After that she went home.", "she", "Ann Brandt"),
        ("Ann Brandt met Robert Lund on Friday. After that he went home.", "he", "Robert Lund"),
        ("Robert Lund resigned. On Monday he moved to Oslo.", "he", "Robert Lund"),
        ("Susan Hale wrote that Robert Lund lost his job.", "his", "Robert Lund"),
        ("The weather was bad, and he went home.", "he", None),
    ],
)
def test_gender_and_place_decide(text: str, pronoun: str, name: str | None) -> None:
    assert meant(text, pronoun) == name


def test_other_words_are_no_pronouns() -> None:
    assert meant("Ann Brandt met Robert Lund on Friday.", "met") is None
