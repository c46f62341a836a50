"""Every style of quotation mark is paired; what is no quotation mark is not; odd marks harm nothing else."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.quotation_marks import find_quotations

MARKS = "\"“”„‟«»‘’'‚‹›`"


def whole(text: str) -> list[str]:
    return [text[one.start : one.end] for one in find_quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"We go," she said. "Now."', ['"We go,"', '"Now."']),
        ("“We go,” she said.", ["“We go,”"]),
        ("‘We go,’ she said.", ["‘We go,’"]),
        ("«We go», she said.", ["«We go»"]),
        ("»We go«, she said.", ["»We go«"]),
        ("„We go“, she said.", ["„We go“"]),
        ("„We go”, she said.", ["„We go”"]),
        ("''We go,'' she said.", ["''We go,''"]),
        ("``We go,'' she said.", ["``We go,''"]),
        ('"We go,” she said, “now."', ['"We go,”', '“now."']),
        ("”We go,” she said. ”Now.”", ["”We go,”", "”Now.”"]),
        ('She said:"We go".And left.', ['"We go"']),
        ('"We go, "she said, "and come."', ['"We go, "', '"and come."']),
        ('" We go " was all she said.', ['" We go "']),
    ],
)
def test_every_style_is_paired(text: str, expected: list[str]) -> None:
    assert whole(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'We don't go,' she said.", ["'We don't go,'"]),
        ("‘It’s the workers’ wish,’ she said.", ["‘It’s the workers’ wish,’"]),
        ("Hear ‘the workers’ and ‘the owners’ out.", ["‘the workers’", "‘the owners’"]),
        ("'We'll open the mayors' hall,' she said.", ["'We'll open the mayors' hall,'"]),
    ],
)
def test_single_marks_hold_apostrophes(text: str, expected: list[str]) -> None:
    assert whole(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Brandt's aides don't know whose it is, the Moreaus' or the Kells'.",
        "Ada Brandt is 6'2\" and Ian Holt 5' 11\".",
        "Born in the '90s, raised in the ’80s, gone by '04.",
        "'Tis late, tell 'em.",
        'A 12" pipe burst.',
        '""',
        "“ ”",
        "It went on.”",
    ],
)
def test_apostrophes_years_and_measures_are_no_quotations(text: str) -> None:
    assert whole(text) == []


def test_a_measure_inside_a_quotation_does_not_end_it() -> None:
    assert whole('"He is 6\'2" tall," she said.') == ['"He is 6\'2" tall,"']
    assert whole('"It was a 12" pipe," she said.') == ['"It was a 12" pipe,"']


@pytest.mark.parametrize(
    "text",
    [
        "“He told me ‘no way’ and left,” she said.",
        "\"He told me 'no way' and left,\" she said.",
        "‘He told me “no way” and left,’ she said.",
        "“He told me “no way” and left,” she said.",
    ],
)
def test_a_quotation_inside_a_quotation_has_depth_one(text: str) -> None:
    outer, inner = find_quotations(text)
    assert (outer.depth, inner.depth) == (0, 1)
    assert text[inner.inner_start : inner.inner_end] == "no way"


def test_a_quotation_over_paragraphs_is_one_a_paragraph_and_closed_once() -> None:
    text = "“We came.\n\n“We saw the ‘old’ mill.\n\n“We left,” she said."
    first, second, inner, third = find_quotations(text)
    assert [one.closed for one in (first, second, third)] == [False, False, True]
    assert text[second.start : second.end] == "“We saw the ‘old’ mill."
    assert inner.depth == 1


def test_a_quotation_that_a_page_break_divides_is_one() -> None:
    text = '"The pumps were sold by firms\n\nvia third countries” – a hint at the mill.'
    assert whole(text) == ['"The pumps were sold by firms\n\nvia third countries”']


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "She said: “We go.\n\nThe mayor left."
    [quotation] = find_quotations(text)
    assert not quotation.closed
    assert text[quotation.inner_start : quotation.inner_end] == "We go."


@pytest.mark.parametrize(
    "text",
    [
        'She said "we go. Then "no way" was the answer, and "never" the next.',
        "She said “we go. Then “no way” was the answer, and “never” the next.",
        "We go,” she said. Then “no way” was the answer, and “never” the next.",
    ],
)
def test_a_stray_mark_loses_nothing_else_in_its_paragraph(text: str) -> None:
    assert [one.strip('"“”') for one in whole(text)] == ["no way", "never"]


@given(st.text(alphabet=st.sampled_from(MARKS + "ab1 .,-(\n"), max_size=60))
def test_any_marks_are_survived(text: str) -> None:
    found = find_quotations(text)
    for one in found:
        assert 0 <= one.start < one.inner_start <= one.inner_end <= one.end <= len(text)
    for left, right in pairwise(found):
        assert left.start <= right.start
    outer = [one for one in found if one.depth == 0]
    assert all(left.end <= right.start for left, right in pairwise(outer))


@given(st.text())
def test_any_text_is_survived(text: str) -> None:
    find_quotations(text)


@pytest.mark.parametrize("unit", ['"', "“", "”", '"a\n', "« ‘a ", " \"a'b "])
def test_a_hundred_thousand_marks_take_seconds(unit: str) -> None:
    start = time.process_time()
    find_quotations(unit * 100_000)
    assert time.process_time() - start < 10


def test_fifty_thousand_quotations_inside_each_other_take_seconds() -> None:
    start = time.process_time()
    assert len(find_quotations("“" * 50_000 + "a" + "”" * 50_000)) == 50_000
    assert time.process_time() - start < 10
