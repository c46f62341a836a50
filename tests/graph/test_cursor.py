from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.cursor import read_cursor, write_cursor
from schema.errors import InvalidCursor
from schema.query import ActorQuery, StatementQuery


@given(st.integers(-(2**62), 2**62), st.text(st.characters(exclude_categories=["Cs"])))
def test_a_cursor_gives_back_where_the_page_ended(key: int, last_id: str) -> None:
    query = StatementQuery(speaker="Brandt")
    cursor = write_cursor(query, key, last_id)
    assert read_cursor(query.model_copy(update={"cursor": cursor, "limit": 7})) == (key, last_id)


def test_no_cursor_is_the_start() -> None:
    assert read_cursor(StatementQuery()) is None


def test_a_cursor_belongs_to_its_filters_sort_and_kind_of_list() -> None:
    cursor = write_cursor(StatementQuery(speaker="Brandt"), 1, "st_1")
    for query in (
        StatementQuery(cursor=cursor),
        StatementQuery(cursor=cursor, speaker="Vos"),
        StatementQuery(cursor=cursor, speaker="Brandt", sort="said_on"),
        ActorQuery(cursor=cursor),
    ):
        with pytest.raises(InvalidCursor):
            read_cursor(query)


@given(st.text())
def test_any_other_text_is_refused(cursor: str) -> None:
    with pytest.raises(InvalidCursor):
        read_cursor(StatementQuery(cursor=cursor))


@pytest.mark.parametrize(
    "position", ["1", "[]", '["a",1]', '["a",1.5,"x"]', '["a",1,"\\ud800"]', '["a",true,"x"]', "[" * 5000]
)
def test_a_cursor_of_another_shape_is_refused(position: str) -> None:
    import base64

    cursor = base64.urlsafe_b64encode(position.encode()).decode()
    with pytest.raises(InvalidCursor):
        read_cursor(StatementQuery(cursor=cursor))
