"""What is masked, and what never is. All pages are invented."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.furniture import find_furniture
from extract.reading import read_without_furniture

BODY = (
    "The minister of fisheries said on Tuesday that no boat would leave the harbour of Port Alder before the storm "
    "had passed, and that the owners had agreed.\n\n"
    "“We will not risk a single life,” Oona Marsh said, adding that the ban would hold until Friday at least.\n\n"
    "Fishermen at the quay told a reporter they had expected it, and that the season was lost in any case."
)

OTHER = (
    "The storm, the weather office had warned, would be the worst in ten years, and it came in the night.\n\n"
    "“It took the roof of my house,” said Ida Holm, who lives at the quay and had refused to leave it."
)


def masked(text: str) -> list[str]:
    return [span.text for span in find_furniture(text)]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Follow Tomas Brandt on Twitter @tbrandt.", "contact"),
        ("Follow us on Facebook and Instagram", "contact"),
        ("press@harbour.example", "contact"),
        ("For media inquiries: press@harbour.example", "contact"),
        ("Share this: Facebook Twitter", "navigation"),
        ("Please click the share buttons above", "navigation"),
        ("Region: [North Coast](#)", "navigation"),
        ("Read more: Storm warning for the whole coast", "navigation"),
        ("[Storms](/storms), [Fishing](/fishing)", "navigation"),
        ("ADVERTISEMENT", "advert"),
        ("Sign up for our daily newsletter and get the news in your inbox", "advert"),
        ("Copyright © 2021 Harbour Post. All rights reserved.", "copyright"),
        ("© 2021 Harbour Post", "copyright"),
        ("Page 3 of 9", "page_number"),
        ("- 3 -", "page_number"),
        ("(Reporting by Tomas Brandt; Editing by Ida Holm)", "bio"),
        ("Ida Holm contributed to this report.", "bio"),
        ("We use cookies to make this site work. Privacy policy", "disclaimer"),
        ("margin-bottom:30px;", "navigation"),
    ],
)
def test_furniture_between_paragraphs_is_masked(line: str, kind: str) -> None:
    first, rest = BODY.split("\n\n", 1)
    found = find_furniture(f"No boat to leave Port Alder\n\n{first}\n\n{line}\n\n{rest}")
    assert [(span.text, span.kind) for span in found] == [(line, kind)]


@pytest.mark.parametrize(
    "tail",
    [
        "Tomas Brandt lives in Port Alder. He can be reached at tbrandt@harbour.example.",
        "Tomas Brandt is a reporter at the Harbour Post.",
        "Ida Holm, a former trawler captain, is a columnist for the Harbour Post.",
        "About the author:\n\nTomas Brandt writes about the sea.",
        'His new book is titled "Nets and Tides".',
        "[Nets and Tides](#)\n\nTomas Brandt\n\nA sweeping account of a hundred years of fishing, told by those who "
        "were there, with maps, photographs and the songs of the north coast.\n\nISBN Number: 978-0-0000000-0-0\n\n"
        "Year: 2015\n\nPages: 240 Pages\n\nList Price: $22.95\n\nClick here to order.",
        "Disclaimer: The contents of this article are of sole responsibility of the author.",
        "The views expressed in this article are the author's own.",
        "The original source of this article is the Harbour Post",
        "Sources\n\n“Storm nears coast” — Harbour Post, May 4, 2021\n\n“Ban says minister” — The Quay, May 5, 2021",
        "Related news\n\nHarbour to be dredged\n\nTwo boats lost in March storm",
        "More from the Harbour Post",
        "###",
        "*\n\nTomas Brandt lives in Port Alder.",
    ],
)
def test_all_below_the_article_is_masked(tail: str) -> None:
    page = f"No boat to leave Port Alder\n\n{BODY}\n\n{tail}"
    assert "\n\n".join(masked(page)) == tail


def test_bio_above_a_correction_is_masked_and_the_correction_is_not() -> None:
    bio = "Tomas Brandt is a staff writer for the Harbour Post."
    note = "This story has been corrected to say that the ban holds until Friday."
    assert masked(f"No boat to leave\n\n{BODY}\n\n{bio}\n\n{note}") == [bio]


def test_head_is_masked_but_for_the_headline() -> None:
    head = ["By [Tomas Brandt](#)", "Harbour Post, September 04, 2018", "Theme: [Fishing](#)", "[Storms](#)"]
    page = "\n\nNo boat to leave Port Alder\n\n" + "\n\n".join(head) + "\n\n" + BODY
    assert masked(page) == head


@pytest.mark.parametrize(
    "paragraph",
    [
        "Tomas Brandt is a reporter at the Harbour Post.",  # below a body that is on Brandt
        "“Follow us on Twitter,” he said.",
        "“Sign up for the newsletter,” Marsh told them.",
        "Marsh: Brandt is wrong about the harbour;",
        "Sources said the ban would hold.",
        "By Friday, Marsh said, all would be over.",
        "Ida Holm is a professor at Oster University. She said the ban was wrong.",
        "He lives in the house that his grandfather built at the quay.",
        "He writes that “the ban is a disgrace for the whole coast”.",
        "Correction: An earlier version misspelled the name of the minister.",
    ],
)
def test_what_somebody_said_is_not_masked(paragraph: str) -> None:
    page = (
        f"No boat to leave\n\nTomas Brandt was seized at the quay on Monday, the police said in the evening.\n\n{BODY}"
    )
    assert masked(f"{page}\n\n{paragraph}") == []


def test_running_header_footer_and_page_number_are_masked_on_every_page() -> None:
    pages = [
        f"The Harbour Post\nNo boat to leave Port Alder\n{BODY}\nharbour.example\n1",
        f"The Harbour Post\n{OTHER}\nharbour.example\n2",
        "The Harbour Post\nThe owners left in the evening, one of them said.\nharbour.example\n3",
    ]
    found = find_furniture("\f".join(pages))
    assert [span.kind for span in found] == ["header", "footer", "page_number"] * 3
    assert "Port Alder" in read_without_furniture("\f".join(pages), found).text.partition("\n")[0]


def test_headline_that_later_pages_repeat_stays_on_the_first() -> None:
    text = f"No boat to leave Port Alder\n{BODY}\fNo boat to leave Port Alder\n{OTHER}"
    found = find_furniture(text)
    assert [span.start for span in found] == [text.index("\f") + 1]


def test_page_edge_pasted_into_a_sentence_is_masked() -> None:
    text = "No boat to leave\n\nThe minister said that no boat would leave\n\n17\n\nthe harbour before Friday evening."
    assert masked(text) == ["17"]
    assert read_without_furniture(text, find_furniture(text)).text.endswith(
        "would leave the harbour before Friday evening."
    )


def test_transcript_speakers_are_no_running_header() -> None:
    text = "\n".join(["THE CHAIR:", "What did you see?", "MS HOLM:", "I saw the boat leave the quay."] * 4)
    assert masked(text) == []


@given(st.text(alphabet=st.sampled_from('ab A.,”“"\n\r\f\t©17[]()<>:;-*@…\ufeff\u2028é'), max_size=400))
def test_any_text_is_survived_and_spans_slice_to_their_text(text: str) -> None:
    found = find_furniture(text)
    assert all(text[span.start : span.end] == span.text for span in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize("text", [BODY * 8000, "x " * 2_000_000, "[" * 500_000, "[a](b) " * 300_000, "1\n" * 100_000])
def test_long_texts_take_seconds(text: str) -> None:
    started = time.process_time()
    read_without_furniture(text, find_furniture(text))
    assert time.process_time() - started < 10
