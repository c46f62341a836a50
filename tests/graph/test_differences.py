"""How wordings differ: every kind of edit is told for what it is."""

from __future__ import annotations

from collections import Counter

import pytest

from graph.differences import classify, find_differences
from tests.graph.edits import Edit, known_edits

FLOOR = 0.95
EDITS = list(known_edits())


def found(edit: Edit) -> tuple[str, str | None]:
    differences = find_differences(edit.base, edit.other, beside=edit.beside)
    [difference] = differences if len(differences) == 1 else [None]
    return (difference.kind, difference.meaning) if difference else (f"{len(differences)} differences", None)


def test_each_kind_has_twenty_pairs() -> None:
    kinds = Counter(edit.kind for edit in EDITS)
    assert min(kinds.values()) >= 20
    assert len(kinds) == 8
    assert len(EDITS) >= 200


@pytest.mark.parametrize("kind", sorted({edit.kind for edit in EDITS}))
def test_known_edits_are_classed(kind: str) -> None:
    edits = [edit for edit in EDITS if edit.kind == kind]
    wrong = [(edit.base, edit.other, found(edit)) for edit in edits if found(edit) != (edit.kind, edit.meaning)]
    assert len(wrong) <= (1 - FLOOR) * len(edits), wrong


@pytest.mark.parametrize("meaning", ["negation", "number", "name"])
def test_what_turns_the_meaning_is_flagged(meaning: str) -> None:
    edits = [edit for edit in EDITS if edit.meaning == meaning]
    assert len(edits) >= 20
    unflagged = [
        edit.other
        for edit in edits
        if classify(edit.base, edit.other, find_differences(edit.base, edit.other)) != "meaning_may_differ"
    ]
    assert unflagged == []


CLASSES = [
    ("We will not close the harbour", "“We will not close the harbour.”", "exact"),
    ("We will not close the harbour", "WE WILL NOT CLOSE THE HARBOUR", "same_words"),
    ("We will not close the harbour", "We won’t close the harbor", "same_words"),
    ("We will not close the harbour, ever", "We will not close the harbour", "cut"),
    ("We will not close the harbour", "We will not close our harbour", "edited"),
    ("We will not close the harbour", "We will close the harbour", "meaning_may_differ"),
    ("We lost 40 boats", "We lost forty boats", "same_words"),
    ("We lost 40 boats", "We lost 14 boats", "meaning_may_differ"),
    ("They met Anna Brandt in Lismore", "They met Anna Vos in Lismore", "meaning_may_differ"),
    ("He met her there", "[Mayor Vos] met her there", "edited"),
    ("I am not quite there yet", "quite there yet", "meaning_may_differ"),
    ("I did not ask. The boats are safe", "The boats are safe", "cut"),
]


@pytest.mark.parametrize(("base", "other", "expected"), CLASSES)
def test_a_wording_is_as_near_as_its_worst_difference(base: str, other: str, expected: str) -> None:
    assert classify(base, other, find_differences(base, other)) == expected


def test_differences_slice_to_their_words() -> None:
    for edit in EDITS:
        for one in find_differences(edit.base, edit.other, beside=edit.beside):
            assert edit.base[one.start : one.end] == one.before
            assert edit.other[one.here_start : one.here_end] == one.after


def test_a_wording_does_not_differ_from_itself() -> None:
    assert [find_differences(edit.base, edit.base) for edit in EDITS] == [()] * len(EDITS)


def test_marks_of_the_middle_count_as_nothing() -> None:
    assert find_differences("No – never, never again", "“No, never; never again.”") == ()
