"""Words as people see them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schema.span import QuotedRun, Span
from schema.wording import caption, show_words


def words(text: str, *quoted: str, limit: int | None = None) -> str:
    content = (Span(start=0, end=len(text), text=text),)
    runs = tuple(QuotedRun(start=text.index(q), end=text.index(q) + len(q), text=q) for q in quoted)
    return show_words(text, content, runs, limit=limit)


def test_quoted_words_stand_in_curly_marks() -> None:
    assert words('"The bridge is closed,"', "The bridge is closed,") == "“The bridge is closed”"


def test_marks_that_belong_to_somebody_else_are_dropped() -> None:
    assert words("“We lost,” the coach said on Monday") == "We lost, the coach said on Monday"


def test_the_inner_marks_of_a_nested_quotation_are_dropped_too() -> None:
    assert words("'Not a shot was fired,'", "Not a shot was fired,") == "“Not a shot was fired”"


def test_only_the_quoted_half_of_a_mixed_statement_is_in_marks() -> None:
    assert words('the plan was "a disgrace" to Velm', "a disgrace") == "the plan was “a disgrace” to Velm"


def test_apostrophes_stay() -> None:
    assert words("Mara's ship won't sail") == "Mara's ship won't sail"


def test_pieces_are_joined_by_an_ellipsis_outside_the_marks() -> None:
    content = (Span(start=0, end=9, text="“We will,"), Span(start=20, end=25, text="win.”"))
    quoted = (QuotedRun(start=1, end=9, text="We will,"), QuotedRun(start=20, end=24, text="win."))
    assert show_words("“We will, … win.”", content, quoted) == "“We will” … “win.”"


def test_pieces_that_only_a_page_header_divides_are_one_quotation() -> None:
    content = (Span(start=0, end=8, text="“We will"), Span(start=30, end=38, text="not go.”"))
    quoted = (QuotedRun(start=1, end=8, text="We will"), QuotedRun(start=30, end=37, text="not go."))
    assert show_words("“We will not go.”", content, quoted) == "“We will not go.”"


@pytest.mark.parametrize("limit", range(1, 60))
def test_a_cut_never_hides_a_negation(limit: int) -> None:
    shown = words("the harbour will not be closed before the winter comes", limit=limit)
    assert not shown.rstrip(" …").endswith(("will", "not", "be"))


def test_a_cut_inside_a_quotation_ends_inside_the_mark() -> None:
    assert words("“We are leaving the islands tonight”", "We are leaving the islands tonight", limit=16).endswith("…”")


def test_captions_spell_out_denials_and_intermediaries() -> None:
    content = (Span(start=0, end=17, text="the ship was sunk"),)
    shown = caption("the ship was sunk", content, (), speaker="Ana Roe", stance="denies", via="Velm Radio")
    assert shown == "Ana Roe denied (via Velm Radio): the ship was sunk"


@given(st.text(alphabet="ab “”\"'‘’.,\n", max_size=60), st.data(), st.integers(1, 40))
def test_no_mark_stands_outside_quoted_characters(text: str, data: st.DataObject, limit: int) -> None:
    content = (Span(start=0, end=len(text), text=text),)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    runs = (QuotedRun(start=start, end=end, text=text[start:end]),) if end > start else ()
    shown = show_words(text, content, runs, limit=limit)
    if not runs:
        assert not set(shown) & set('“”"')
