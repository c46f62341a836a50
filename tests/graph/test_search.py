from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search import Term, find_words, indexed_text, matches, parse_search
from schema.errors import InvalidSearch


@pytest.mark.parametrize(
    ("question", "terms"),
    [
        ("tariffs", [Term(("tariffs",))]),
        ("Tariffs ON  steel", [Term(("tariffs",)), Term(("on",)), Term(("steel",))]),
        ('steel "trade war"', [Term(("steel",)), Term(("trade", "war"))]),
        ("econ*", [Term(("econ",), prefix=True)]),
        ("non-prolif*", [Term(("non",)), Term(("prolif",), prefix=True)]),
        ("non-proliferation", [Term(("non", "proliferation"))]),
        ('"trade wa*"', [Term(("trade", "wa"))]),
        ('"unclosed phrase', [Term(("unclosed",)), Term(("phrase",))]),
        ("a AND NOT b", [Term(("a",)), Term(("and",)), Term(("not",)), Term(("b",))]),
        ("twice twice", [Term(("twice",))]),
    ],
)
def test_a_question_is_words_phrases_and_prefixes(question: str, terms: list[Term]) -> None:
    assert parse_search(question) == tuple(terms)


@pytest.mark.parametrize("question", ["", "  ", "*", '"" "—"', "…"])
def test_a_question_without_a_word_is_refused(question: str) -> None:
    with pytest.raises(InvalidSearch):
        parse_search(question)


def test_words_are_bare_of_case_marks_and_diacritics() -> None:
    assert find_words("José Müller’s “PLAN”, ﬁnally!") == ["jose", "muller", "s", "plan", "finally"]


def test_a_word_counts_up_to_a_hundred_characters() -> None:
    assert find_words("x" * 300) == ["x" * 100]
    assert matches(parse_search("x" * 100), "x" * 300)


@given(st.text())
def test_a_text_is_found_by_each_of_its_words(text: str) -> None:
    for word in find_words(text):
        assert matches(parse_search(word), text)


@given(st.text())
def test_what_is_indexed_splits_at_single_spaces(text: str) -> None:
    assert [word for word in indexed_text(text).split(" ") if word] == find_words(text)


@given(st.text(), st.text())
def test_any_question_is_answered_or_refused(question: str, text: str) -> None:
    try:
        matches(parse_search(question), text)
    except InvalidSearch:
        assert not find_words(question)
