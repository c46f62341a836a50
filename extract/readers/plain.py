"""Plain text, exactly as it is; title, byline, date and publisher where the page's header or footer prints them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.furniture import NAME, find_furniture
from extract.layout import Line, count_words, ends_sentence, find_lines, find_paragraphs
from extract.lexicon import load_words
from extract.readers.page import Page, StatedDate
from extract.readers.printed_dates import find_printed_dates
from schema.ids import fold

_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)")
_BYLINE = re.compile(
    rf"(?:(?:written|posted|reported) )?by:? ({NAME}(?:(?:, and|,| and| &) {NAME})*)(?:[,|.–—-].*)?$", re.IGNORECASE
)
_PUBLISHED = re.compile(r"(?:first |originally )?(?:published|posted|issued)\b[^\d]{0,20}", re.IGNORECASE)
_DATELINE = re.compile(r"(?:[A-Z][A-Z.’' -]+,\s+)(?:[A-Z][\w.’' -]{2,30},\s+)?(?=[A-Z\d])")
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? )"
_DAY_FIRST = re.compile(rf"{_WEEKDAY}(?=[A-Z\d])")
_BEFORE_DATE = re.compile(
    r"(?:[^.!?“”\"]{0,70}[,|•·–—:-]\s*)?"
    rf"(?:(?:first |originally )?(?:published|posted|issued|dated?|released)(?: by {NAME})?(?: on| at)?\s*"
    rf"|by {NAME} on\s+)?{_WEEKDAY}?$",
    re.IGNORECASE,
)
_AFTER_DATE = re.compile(r"[\s)\]]*$|\s*[,|•·–—(-]|\s+(?:at\b|\d\d?[:.]\d\d)", re.IGNORECASE)
_OUTLET = re.compile(r"(?P<name>[A-Z][^,|•·–—]{2,60}?)\s*[,|•·–—-]*\s*(?:[A-Z][a-z]+day,? )?$")
_COPYRIGHT = re.compile(r"(?:copyright|©|\(c\))[\s©]*(?:\(c\))?(.{2,120})", re.IGNORECASE)
_ORIGINAL = re.compile(r"the original source of this article is (.{2,60}?)\.?$", re.IGNORECASE)
_HEAD, _TAIL = 20, 40
"""Paragraphs."""
_EDGE = 20_000
"""Characters."""


@dataclass(frozen=True)
class PageHeader:
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    days: tuple[dt.date, ...] = ()


def read_plain(text: str) -> Page:
    header = find_page_header(text)
    dates = tuple(StatedDate(day, "page_text") for day in header.days)
    return Page(text, title=header.title, authors=header.authors, publisher=header.publisher, dates=dates)


def find_page_header(text: str) -> PageHeader:
    """What stands above and below the article; little is found where the page has no such lines."""
    edges = _edges(text)
    masked = {span.start for span in find_furniture(edges)}
    paragraphs = [_Paragraph.of(edges, lines, masked) for lines in find_paragraphs(find_lines(edges))]
    head = _above_body(paragraphs)
    title = _find_title(head, paragraphs)
    above = [one.text for one in head if one.text != title]
    below = [one.text for one in paragraphs[len(head) :][-_TAIL:]]
    authors = _find_authors(above)
    return PageHeader(
        title, authors, _find_publisher(above, below, authors), _find_days(above, below, paragraphs[len(head) :])
    )


@dataclass(frozen=True)
class _Paragraph:
    text: str
    """Without markdown marks; of a long one the beginning."""
    words: int
    masked: bool
    """Whether it is furniture: then it is no headline."""

    @classmethod
    def of(cls, text: str, lines: Sequence[Line], masked: Collection[int]) -> _Paragraph:
        whole = text[lines[0].start : lines[-1].end]
        shown = _LINK.sub(r"\1", whole[:1000]).strip("#*_ \t")
        return cls(" ".join(shown.split()), count_words(whole), lines[0].start in masked)

    @property
    def is_body(self) -> bool:
        return self.words >= 25 or (self.words >= 8 and ends_sentence(self.text) and not _is_label(self.text))


def _edges(text: str) -> str:
    """Beginning and end: enough for the header and footer of a text of any length."""
    return text if len(text) <= 2 * _EDGE else f"{text[:_EDGE]}\n\n{text[-_EDGE:]}"


def _is_label(text: str) -> bool:
    return bool(_BYLINE.match(text)) or any(days_of_line(text))


def days_of_line(text: str) -> Iterator[tuple[dt.date, int]]:
    """The days of a line that is there for its date ("Harbour Post, September 4, 2018"), with where they stand."""
    if text.count(" ") >= 16:
        return
    for day, start, end in find_printed_dates(text):
        before = text[:start]
        if (_BEFORE_DATE.match(before) or _is_outlet(before.strip())) and _AFTER_DATE.match(text[end:]):
            yield day, start


def _above_body(paragraphs: Sequence[_Paragraph]) -> Sequence[_Paragraph]:
    """The lines before the first paragraph of the body; the first line may be a headline in the form of a question."""
    for position, paragraph in enumerate(paragraphs[:_HEAD]):
        if paragraph.is_body and not (position == 0 and _may_be_title(paragraph)):
            return paragraphs[:position]
    return paragraphs[: min(_HEAD, max(0, len(paragraphs) - 1))]


def _may_be_title(paragraph: _Paragraph) -> bool:
    text = paragraph.text
    if paragraph.masked or not 2 <= paragraph.words <= 30 or len(text) > 200 or not any(map(str.isalpha, text)):
        return False
    return (
        text[-1] not in ".,;:"
        and not re.match(r"\d+\. ", text)
        and not _is_label(text)
        and not text.endswith(('."', ".”"))
    )


def _find_title(head: Sequence[_Paragraph], paragraphs: Sequence[_Paragraph]) -> str | None:
    """The first line, or the second below a line of one word or a date; a list of short lines has none."""
    if not any(one.is_body for one in paragraphs[len(head) :]):
        return None
    return next((one.text for one in head[:6] if _may_be_title(one) and not _is_outlet(one.text)), None)


def _is_outlet(text: str) -> bool:
    """ "The Harbour Post": few words with capitals, one of which outlets are called by."""
    words = text.split()
    if text.endswith("."):
        return False
    named = all(word[0].isupper() or word in {"of", "the", "&", "and", "for"} for word in words)
    return (
        len(words) <= 5 and named and any(word.strip(".,").casefold() in load_words("outlet_words") for word in words)
    )


def _find_authors(above: Iterable[str]) -> tuple[str, ...]:
    for text in above:
        match = _BYLINE.match(text)
        if match and "the" not in match[1].casefold().split():
            return _split_names(match[1])
    return ()


def _split_names(names: str) -> tuple[str, ...]:
    """ "A, B and C" are three; of "A, B" the second is where A works."""
    parts = re.split(r", and | and | & ", names)
    firsts = parts[0].split(", ")
    authors = (firsts if len(parts) > 1 else firsts[:1]) + parts[1:]
    return tuple(author.strip(" ,.[]") for author in authors)


def _find_days(above: Sequence[str], below: Sequence[str], body: Sequence[_Paragraph]) -> tuple[dt.date, ...]:
    labelled = [text for text in below if _PUBLISHED.match(text)]
    found = [day for text in (*above, *labelled) for day, _ in days_of_line(text)]
    return tuple(dict.fromkeys(found or _dateline_days(body)))


def _dateline_days(body: Sequence[_Paragraph]) -> list[dt.date]:
    """The date that a report opens with: "PORT ALDER, Sept. 4, 2018 –", "Tuesday, September 4, 2018 The minister …"."""
    text = body[0].text[:150] if body else ""
    match = _DATELINE.match(text) or _DAY_FIRST.match(text)
    return [day for day, start, _ in find_printed_dates(text) if match and start <= match.end()]


def _find_publisher(above: Sequence[str], below: Sequence[str], authors: Sequence[str]) -> str | None:
    """From the line with the date if outlets are called so or the footer names it too, else from the footer."""
    owners = [name for text in below if (name := _copyright_owner(text, authors))]
    originals = [match[1].strip() for text in below if (match := _ORIGINAL.match(text))]
    for name in _outlets_with_date(above):
        if _is_outlet(name) or fold(name) in {fold(known) for known in owners + originals}:
            return name
    alone = [text for text in above if _is_outlet(text) and not _BYLINE.match(text)]
    return next(iter(owners + alone + originals), None)


def _outlets_with_date(above: Iterable[str]) -> list[str]:
    found = []
    for text in above:
        for _, start in days_of_line(text):
            match = _OUTLET.match(text[:start])
            if match and len(match["name"].split()) <= 6 and not _BYLINE.match(text):
                found.append(match["name"].strip())
    return found


def _copyright_owner(text: str, authors: Sequence[str]) -> str | None:
    match = _COPYRIGHT.match(text)
    if not match:
        return None
    owner = re.split(r"\ball rights\b|\. ", match[1], maxsplit=1, flags=re.IGNORECASE)[0]
    parts = [re.sub(r"^by |\b(?:19|20)\d\d\b(?:\s*[-–]\s*\d+)?", "", part).strip(" .–-") for part in owner.split(",")]
    names = [part for part in parts if part and part not in authors and part[0].isupper() and len(part.split()) <= 6]
    return names[-1] if names else None
