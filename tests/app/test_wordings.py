"""Wordings side by side."""

from __future__ import annotations

from typing import get_args

from app.pages.wordings import MEANINGS, cut_base, cut_other
from app.printing import DIFFERENCES, MATCHES
from graph.differences import find_differences
from schema.quote import DifferenceKind, Match, MeaningChange

BASE = "The harbour will never be closed to cargo ships"
OTHER = "The port will be closed to all cargo ships"


def test_both_sides_are_cut_where_they_part() -> None:
    differences = find_differences(BASE, OTHER)
    base, other = cut_base(BASE, differences), cut_other(OTHER, differences)
    assert [piece.text for piece in base if piece.difference] == ["harbour", "never"]
    assert [piece.text for piece in other if piece.difference] == ["port", "all"]
    assert ("".join(piece.text for piece in base), "".join(piece.text for piece in other)) == (BASE, OTHER)


def test_equal_wordings_are_one_piece() -> None:
    assert [piece.text for piece in cut_base(BASE, ())] == [BASE]
    assert cut_other("", ()) == ()


def test_every_class_has_its_words() -> None:
    assert DIFFERENCES.keys() == set(get_args(DifferenceKind))
    assert MATCHES.keys() == set(get_args(Match))
    assert MEANINGS.keys() == set(get_args(MeaningChange))
