"""Clauses: chains of verbs, and who does it."""

from __future__ import annotations

import pytest

from extract.clauses import find_clauses
from extract.parser import parse
from extract.phrases import Content


def clauses(sentence: str) -> list[tuple[str, list[str]]]:
    content = Content(parse(sentence), ((0, len(sentence)),))
    return [
        (
            " ".join(verb.text for verb in clause.chain),
            [" ".join(w.text for w in part.words) for part in clause.subjects],
        )
        for clause in find_clauses(content)
    ]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The council voted.", [("voted", ["The council"])]),
        ("The council wants to try to win.", [("wants try win", ["The council"])]),
        ("The council is ready to vote.", [("is ready vote", ["The council"])]),
        ("Ann and Bob sang.", [("sang", ["Ann", "Bob"])]),
        ("Ann and Bob met.", [("met", ["Ann and Bob"])]),
        ("Ann and Bob are friends.", [("are", ["Ann and Bob"])]),
        ("Ann sang and danced.", [("sang", ["Ann"]), ("danced", ["Ann"])]),
        ("The man who sang left.", [("sang", ["The man"]), ("left", ["The man who sang"])]),
        ("The firm hired Ann Lee to run it.", [("hired", ["The firm"]), ("run", ["Ann Lee"])]),
        ("The firm took the money to survive.", [("took", ["The firm"]), ("survive", [])]),
        ("Stop the war!", [("Stop", [])]),
    ],
)
def test_a_clause_knows_its_verbs_and_subjects(sentence: str, expected: list[tuple[str, list[str]]]) -> None:
    assert clauses(sentence) == expected
