"""The forms of attribution of which every case of tests/golden_forms is right: they stay so."""

from __future__ import annotations

import pytest

from app.settings import DEFAULT_MODEL
from tests.benchmarks.score_forms import differences, forms, outcomes, read_cases

HELD = (
    "cue_inside",
    "guillemets_low",
    "inner_quotation",
    "mixed_marks",
    "page_header",
    "paragraphs",
    "questions",
    "signed",
    "single_marks",
    "stray_marks",
)


@pytest.mark.parametrize("form", HELD)
def test_every_case_of_the_form_is_right(form: str) -> None:
    assert [line for case, outcome in outcomes(form, DEFAULT_MODEL) for line in differences(case, outcome)] == []


def test_every_form_has_twenty_cases() -> None:
    assert {form for form in forms() if len(read_cases(form)) < 20} == set()
