"""PDFs made in the test: text of all pages, page ends that break nothing, and files without text."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A5
from reportlab.pdfgen.canvas import Canvas

from extract.readers import ReadResult, read_bytes
from extract.reading import read_without_furniture
from schema.article import Article
from schema.errors import NoTextInPdf

PAGES = (
    (
        "Harbour Post 4 September 2018",
        "",
        "No boat to leave Port Alder",
        "By Tomas Brandt",
        "",
        "The minister of fisheries said on Tuesday that no boat would leave",
        "the harbour before the storm had passed. The owners agreed.",
        "“We will not risk a single life, and nobody who is asked to go out",
        "",
        "1",
    ),
    (
        "Harbour Post 4 September 2018",
        "",
        "in this weather should have to,” Oona Marsh said. She added that the",
        "ban would hold until Friday.",
        "",
        "2",
    ),
    (
        "Harbour Post 4 September 2018",
        "",
        "The owners left the quay in the evening without a word to anybody.",
        "",
        "3",
    ),
)


def pdf(pages: Sequence[Sequence[str]], *, title: str = "") -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A5)
    canvas.setTitle(title)
    for lines in pages:
        for number, line in enumerate(lines):
            canvas.drawString(40, 550 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def read(content: bytes) -> ReadResult:
    (result,) = read_bytes(content, source="report.pdf")
    return result


def article(content: bytes) -> Article:
    result = read(content)
    assert result.article is not None, result.error
    return result.article


def test_pages_are_joined_by_form_feeds_and_the_page_says_who_and_when() -> None:
    found = article(pdf(PAGES))
    assert found.text.count("\f") == 2
    assert (found.title, found.authors, found.publisher) == (
        "No boat to leave Port Alder",
        ("Tomas Brandt",),
        "Harbour Post",
    )
    assert (found.published, found.published_basis) == (dt.date(2018, 9, 4), "page_text")
    assert found.original_sha256 is not None


def test_quotation_over_a_page_end_is_read_in_one() -> None:
    found = article(pdf(PAGES))
    reading = read_without_furniture(found.text, found.furniture).text
    assert (
        "“We will not risk a single life, and nobody who is asked to go out in this weather should have to,”" in reading
    )
    assert "Harbour Post" not in reading
    assert reading.startswith("No boat to leave Port Alder")


def test_dates_of_the_file_are_no_publication_dates() -> None:
    found = article(
        pdf([["No boat to leave Port Alder", "", "The minister said that no boat would leave the harbour."]])
    )
    assert found.published is None


def test_title_of_the_file_counts_where_the_page_prints_it() -> None:
    pages = [
        ["No boat to leave", "Port Alder", "", "The minister said that no boat would leave the harbour of the town."]
    ]
    assert article(pdf(pages, title="No boat to leave Port Alder")).title == "No boat to leave Port Alder"
    assert article(pdf(pages, title="Microsoft Word - template2.doc")).title == "No boat to leave"


def encrypted() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(PAGES))))
    writer.encrypt("secret", algorithm="RC4-128")
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (pdf([[]]), "no text"),
        (encrypted(), "encrypted"),
        (b"%PDF-1.7\nnot a pdf", "damaged"),
        (pdf(PAGES)[:300], "damaged"),
    ],
)
def test_pdf_without_text_says_why(content: bytes, message: str) -> None:
    error = read(content).error
    assert isinstance(error, NoTextInPdf)
    assert message in error.message


WHOLE = pdf(PAGES)


@settings(deadline=None, max_examples=60)
@given(st.integers(0, len(WHOLE)), st.integers(0, 200), st.binary(max_size=20))
def test_any_damage_gives_an_article_or_an_input_error(start: int, length: int, patch: bytes) -> None:
    result = read(b"%PDF-" + WHOLE[5:][:start] + patch + WHOLE[5:][start + length :])
    assert (result.article is None) != (result.error is None)
