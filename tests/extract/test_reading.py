"""The reading heals what page and line ends tore, and every character of it leads back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.furniture import find_furniture
from extract.reading import Reading, read_without_furniture
from schema.span import Furniture


def read(text: str) -> Reading:
    return read_without_furniture(text, find_furniture(text))


@pytest.mark.parametrize(
    "text",
    [
        "Marsh warns owners.\n\n“No,” she said.\n\nThey left.",
        "Marsh warns owners\n“No,” she said.\nThey left.\n",
        "Two spaces  stay,\ttabs too.\n\n\n\nSo do blank lines.",
        "Marsh warns owners of every boat on the coast\n\nthe harbour was closed at noon.",  # first line: a headline
        "He listed them\n\n- boats\n\n- nets\n\n- ropes",
        "",
        "  \n ",
    ],
)
def test_text_without_page_ends_is_read_as_it_stands(text: str) -> None:
    assert read(text) == Reading(text, ((0, 0, len(text)),) if text else ())


@pytest.mark.parametrize(
    ("text", "reading"),
    [
        ("A.\r\n\r\nB.\r\nC.", "A.\n\nB.\nC."),
        ("\ufeffMarsh left.", "Marsh left."),
        (
            "Alder\n\n“They were supplied by bogus companies\n\nvia third countries” – so Marsh.",
            "Alder\n\n“They were supplied by bogus companies via third countries” – so Marsh.",
        ),
        (
            "Alder\n\nIt is no threat to any other harbour. The\n\nMarsh office denied it.",
            "Alder\n\nIt is no threat to any other harbour. The Marsh office denied it.",
        ),
        ("Alder\n\nThe ban, she said, will\fhold until Friday.", "Alder\n\nThe ban, she said, will hold until Friday."),
        ("Alder\n\nThe ban holds.\fNobody left.", "Alder\n\nThe ban holds.\n\nNobody left."),
        (
            "Alder\n\n“We are ready. We wait.\fNobody leaves,” Marsh said.",
            "Alder\n\n“We are ready. We wait. Nobody leaves,” Marsh said.",
        ),
        (
            "Alder\n\n“We are ready. We wait.\f“Nobody leaves,” Marsh said.",
            "Alder\n\n“We are ready. We wait.\n\n“Nobody leaves,” Marsh said.",
        ),
        (
            "Alder\n\nThe minister said on Tuesday that no boat would\nleave the harbour of Port Alder before the\n"
            "storm had passed. The owners agreed, though some of them\nwere angry.\n\n“No,” said one of them.",
            "Alder\n\nThe minister said on Tuesday that no boat would leave the harbour of Port Alder before the storm "
            "had passed. The owners agreed, though some of them were angry.\n\n“No,” said one of them.",
        ),
    ],
)
def test_torn_sentences_are_healed(text: str, reading: str) -> None:
    assert read(text).text == reading


def test_page_header_between_two_halves_of_a_quotation_joins_them() -> None:
    text = (
        "Harbour Post 1\nMarsh warns owners\n“We will not risk\fHarbour Post 2\na single life,” Marsh said.\f"
        "Harbour Post 3\nThe owners left."
    )
    assert read(text).text == "Marsh warns owners\n“We will not risk a single life,” Marsh said.\n\nThe owners left."


def test_furniture_between_paragraphs_leaves_a_paragraph_break() -> None:
    text = "The ban holds.\n\nADVERTISEMENT\n\nNobody left the harbour."
    assert read(text).text == "The ban holds.\n\nNobody left the harbour."


def test_span_over_furniture_leads_back_to_two_ranges() -> None:
    text = "Alder\n\nThe new ban will hold\n\n17\n\nuntil Friday evening."
    reading = read(text)
    start = reading.text.index("The new")
    assert [text[a:b] for a, b in reading.to_source(start, len(reading.text))] == [
        "The new ban will hold",
        "until Friday evening.",
    ]


TEXTS = st.text(alphabet=st.sampled_from('abT .,”“"-\n\r\f\t\ufeff\u200b\xa0é😀'), max_size=300)


@given(
    TEXTS,
    st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40)), max_size=5),
    st.integers(0, 300),
    st.integers(0, 300),
)
def test_every_range_leads_back_to_its_own_characters(
    text: str, masks: list[tuple[int, int]], start: int, length: int
) -> None:
    furniture = [
        Furniture(start=a, end=b, text=text[a:b], kind="footer")
        for a, b in ((min(a, len(text)), min(a + n, len(text))) for a, n in masks)
        if a < b
    ]
    reading = read_without_furniture(text, furniture)
    ranges = reading.to_source(start, start + length)
    assert "".join("".join(text[a:b].split()) for a, b in ranges) == "".join(
        reading.text[start : start + length].split()
    )
    assert all(not (a < span.end and span.start < b and text[max(a, span.start) : min(b, span.end)].strip())
               for a, b in ranges for span in furniture)  # fmt: skip
    assert ranges == sorted(ranges)


@given(TEXTS)
def test_no_word_of_the_article_is_lost(text: str) -> None:
    assert "".join(read_without_furniture(text, []).text.replace("\u200b", "").split()) == "".join(
        text.replace("\ufeff", "").replace("\u200b", "").split()
    )
