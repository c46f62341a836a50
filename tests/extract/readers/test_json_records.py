"""JSON articles: the fields of the record, and an error that names the field."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pytest

from extract.readers import ReadOptions, read_bytes, read_object
from schema.errors import InputError, MalformedInput, UndecodableText, UnsupportedLanguage

TEXT = "Marsh warns owners.\r\n\r\n“No boat will leave,” Oona Marsh said on Monday.\n"


def test_fields_are_taken_and_the_text_is_kept_exactly() -> None:
    article = read_object(
        {
            "id": "hp-17",
            "title": "Marsh warns owners",
            "author": "Tomas Brandt",
            "publisher": "Harbour Post",
            "published": "2018-09-04",
            "published_at": "2018-09-04T23:30:00-04:00",
            "url": "https://post.example/17",
            "language": "en-GB",
            "text": TEXT,
            "rating": 5,
        }
    )
    assert article.text == TEXT
    assert (article.external_id, article.title, article.authors) == ("hp-17", "Marsh warns owners", ("Tomas Brandt",))
    assert (article.published, article.published_basis) == (dt.date(2018, 9, 4), "given")
    assert article.published_at is not None
    assert article.published_at.utcoffset() == dt.timedelta(hours=-4)
    assert (article.publisher, article.url, article.language) == ("Harbour Post", "https://post.example/17", "en")


@pytest.mark.parametrize(
    ("record", "field"),
    [
        ({"text": 5}, "text"),
        ({}, "text"),
        ({"text": None}, "text"),
        ({"text": TEXT, "title": ["a"]}, "title"),
        ({"text": TEXT, "authors": [1]}, "authors"),
        ({"text": TEXT, "author": {"name": "x"}}, "author"),
        ({"text": TEXT, "published": 20180904}, "published"),
        ({"text": TEXT, "published": "31 February 2018"}, "published"),
        ({"text": TEXT, "published_at": "yesterday"}, "published_at"),
        ({"text": TEXT, "id": True}, "id"),
        ({"text": TEXT, "url": 1}, "url"),
        ({"text": TEXT, "url": "javascript:alert(1)"}, "url"),
        ({"text": TEXT, "url": "http://["}, "url"),
        ({"text": TEXT, "url": "post.example/17"}, "url"),
        (["text"], "list"),
        ("text", "string"),
        (None, "null"),
    ],
)
def test_wrong_types_are_refused_by_field(record: Any, field: str) -> None:
    with pytest.raises(MalformedInput, match=field):
        read_object(record)


@pytest.mark.parametrize(
    ("record", "error"),
    [
        ({"text": "a\ud800b"}, UndecodableText),
        ({"text": "a\0b"}, UndecodableText),
        ({"text": TEXT, "title": "\udfff"}, UndecodableText),
        ({"text": TEXT, "language": "fr"}, UnsupportedLanguage),
    ],
)
def test_unreadable_articles_are_refused(record: Any, error: type[InputError]) -> None:
    with pytest.raises(error):
        read_object(record)


def test_id_rests_on_url_else_external_id_else_publisher_date_and_text() -> None:
    full = {
        "text": TEXT,
        "id": "17",
        "publisher": "Harbour Post",
        "published": "2018-09-04",
        "url": "https://post.example/17",
    }
    bare = {key: value for key, value in full.items() if key != "url"}
    barest = {key: value for key, value in bare.items() if key != "id"}

    def changed(record: dict[str, str], **fields: str) -> bool:
        return read_object(record).id != read_object({**record, **fields}).id

    assert not changed(full, text="Another text altogether.", id="18", publisher="x", published="2018-09-05")
    assert changed(full, url="https://post.example/18")
    assert not changed(bare, text="Another text altogether.", published="2018-09-05")
    assert changed(bare, id="18")
    assert changed(bare, publisher="Other Post")
    assert changed(barest, text="Another text altogether.")
    assert changed(barest, publisher="Other Post")
    assert changed(barest, published="2018-09-05")


def test_date_given_as_option_keeps_the_id_and_publisher_does_not() -> None:
    record = {"text": TEXT}
    dated = read_object(record, options=ReadOptions(published=dt.date(2018, 9, 4)))
    assert (dated.published, dated.published_basis) == (dt.date(2018, 9, 4), "given")
    assert dated.id == read_object(record).id
    assert read_object(record, options=ReadOptions(publisher="Harbour Post")).id != dated.id


def test_one_bad_line_among_a_thousand_stops_none() -> None:
    lines = [json.dumps({"id": n, "text": f"Marsh said on Monday that boat {n} would stay."}) for n in range(1000)]
    lines[500] = lines[500][:-5]
    results = list(read_bytes("\n".join(lines).encode(), source="news.jsonl", content_type="application/x-ndjson"))
    assert len(results) == 1000
    assert [(result.source, type(result.error)) for result in results if result.error] == [
        ("news.jsonl:501", MalformedInput)
    ]


def test_line_over_the_limit_is_refused_and_the_next_is_read() -> None:
    lines = [json.dumps({"text": "word " * 1000}), json.dumps({"text": TEXT}), json.dumps({"text": "word " * 300})]
    results = list(
        read_bytes(
            "\n".join(lines).encode(),
            source="s",
            content_type="application/x-ndjson",
            options=ReadOptions(max_bytes=1000),
        )
    )
    assert [result.error.code if result.error else None for result in results] == [
        "input_too_large",
        None,
        "input_too_large",
    ]


@pytest.mark.parametrize(
    ("body", "sources"),
    [
        (json.dumps({"text": TEXT}), ["s"]),
        (json.dumps([{"text": TEXT}, {"text": TEXT}]), ["s:1", "s:2"]),
    ],
)
def test_object_and_list_are_read(body: str, sources: list[str]) -> None:
    results = list(read_bytes(body.encode(), source="s", content_type="application/json; charset=utf-8"))
    assert [(result.source, result.error) for result in results] == [(source, None) for source in sources]


@pytest.mark.parametrize("body", ["[" * 100_000, '{"a":' * 100_000, "{", '{"text": "x"} trailing', "[]", "nul"])
def test_broken_json_is_one_error(body: str) -> None:
    (result,) = read_bytes(body.encode(), source="s", content_type="application/json")
    assert result.error is not None
