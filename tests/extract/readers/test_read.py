"""Files, folders and standard input: every input gives a result, in a fixed order."""

from __future__ import annotations

import io
import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.readers import ReadOptions, read, read_bytes

TEXT = "No boat to leave\n\n“No boat will leave the harbour,” Oona Marsh said on Monday.\n"
HTML = "<html><body><h1>Boats</h1><p>“No boat will leave the harbour,” Oona Marsh said.</p></body></html>"


def test_folder_is_read_sorted_and_to_the_bottom(tmp_path: Path) -> None:
    for name, content in {
        "b.txt": TEXT,
        "a/z.html": HTML,
        "a/lines.jsonl": json.dumps({"text": TEXT}) + "\n{}\n",
        "c.md": TEXT,
        ".hidden.txt": TEXT,
        ".git/x.txt": TEXT,
        "image.png": "x",
        "empty.txt": "",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content)
    results = list(read([str(tmp_path)]))
    assert [(Path(result.source).name, result.error.code if result.error else None) for result in results] == [
        ("lines.jsonl:1", None),
        ("lines.jsonl:2", "malformed_input"),
        ("z.html", None),
        ("b.txt", None),
        ("c.md", None),
        ("empty.txt", "empty_input"),
    ]


def test_missing_file_is_an_error_and_the_next_is_read(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT)
    missing, found = read([str(tmp_path / "none.txt"), str(tmp_path / "a.txt")])
    assert missing.error is not None
    assert missing.error.source == str(tmp_path / "none.txt")
    assert found.article is not None


def test_one_line_of_a_file_can_be_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text("\n".join(json.dumps({"id": n, "text": TEXT}) for n in range(5)))
    (result,) = read([f"{path}:3"])
    assert result.article is not None
    assert (result.source, result.article.external_id) == (f"{path}:3", "2")


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (TEXT, TEXT),
        (HTML, "Boats\n\n“No boat will leave the harbour,” Oona Marsh said."),
        (json.dumps({"text": TEXT}), TEXT),
        (json.dumps({"text": TEXT}, indent=1), TEXT),
        (json.dumps([{"text": TEXT}]), TEXT),
    ],
)
def test_standard_input_is_known_by_its_content(content: str, text: str) -> None:
    (result,) = read(["-"], stdin=io.BytesIO(content.encode()))
    assert result.article is not None
    assert result.article.text == text


def test_plain_text_is_kept_to_the_character(tmp_path: Path) -> None:
    content = "\ufeffMarsh said:\r\n\r\n“No,” \t  and left.\r\n\n\n"
    (tmp_path / "a.txt").write_bytes(content.encode())
    (result,) = read([str(tmp_path / "a.txt")])
    assert result.article is not None
    assert result.article.text == content


def test_options_go_before_what_the_page_says() -> None:
    options = ReadOptions(title="Given", publisher="Given Post", url="https://given.example/1")
    (result,) = read_bytes(TEXT.encode(), source="s", options=options)
    assert result.article is not None
    assert (result.article.title, result.article.publisher, result.article.url) == (
        "Given",
        "Given Post",
        "https://given.example/1",
    )


def test_page_of_furniture_alone_is_empty() -> None:
    (result,) = read_bytes(b"Copyright 2020 Harbour Post. All rights reserved.", source="s")
    assert result.error is not None
    assert result.error.code == "empty_input"


def test_size_limit_counts_bytes() -> None:
    (result,) = read_bytes(TEXT.encode(), source="s", options=ReadOptions(max_bytes=len(TEXT.encode()) - 1))
    assert result.error is not None
    assert result.error.status == 413


def test_five_megabytes_are_read_in_seconds() -> None:
    text = "The minister said that “no boat” would leave the harbour of the town.\n\n" * 70_000
    started = time.process_time()
    (result,) = read_bytes(text.encode(), source="s", content_type="text/plain")
    assert result.article is not None
    assert len(result.article.text) == len(text)
    assert time.process_time() - started < 20


MARKUP = """<p> </p> <h1> <script_type='application/ld+json'> </script> { } [ "text": "@type": "NewsArticle" <!-- ]]> “
    &#0; '> &#xD800; <meta_name='date'_content='2018-09-04'> <time_datetime=' <link_rel='canonical'_href=' http://["""
PARTS = [*MARKUP.split(), "\0", "\x1f", "\ud800", "\n", "No boat will leave the harbour, she said."]


@settings(deadline=None, max_examples=150)
@given(
    st.lists(st.sampled_from(PARTS), max_size=25),
    st.sampled_from(["text/html", "application/json", "application/x-ndjson", "text/plain", ""]),
)
def test_any_body_gives_results(parts: list[str], content_type: str) -> None:
    body = "".join(parts).replace("_", " ").encode("utf-8", "surrogatepass")
    results = list(
        read_bytes(body, source="s", content_type=content_type, options=ReadOptions(url="https://post.example/1"))
    )
    assert results
    assert all((result.article is None) != (result.error is None) for result in results)
