"""When a page says its article was published: never when it was updated, and nothing from a sidebar or footer."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence

from lxml.html import HtmlElement

from extract.layout import ends_sentence
from extract.lexicon import load_words
from extract.readers.json_ld import JsonObject
from extract.readers.page import StatedDate
from extract.readers.plain import days_of_line
from extract.readers.printed_dates import make_day, parse_stated
from schema.article import PublishedBasis

_IN_URL = re.compile(
    r"/(?P<y>(?:19|20)\d\d)[/-](?P<m>\d\d?)[/-](?P<d>\d\d?)(?=[/._-]|$)|[/_-](?P<Y>(?:19|20)\d\d)(?P<M>\d\d)(?P<D>\d\d)(?=[/._-]|$)"
)
_BESIDE = re.compile(
    r"(?:^|[\s_-])(?:side-?bar|aside|related|recommend\w*|foot(?:er)?|nav\w*|menu|widget|popular|trending|most-?read|comments?|"
    r"promo\w*|teaser\w*|read-?more|more-?(?:news|stories|from)|latest|archive|newsletter|ad(?:vert\w*)?|rail|updated?|modified)(?:$|[\s_-])",
    re.IGNORECASE,
)
_UPDATE = re.compile(r"updat|modif|edited|correct|revis", re.IGNORECASE)
_UPDATE_BEFORE = re.compile(rf"(?:{_UPDATE.pattern})[^.|•·\d]{{0,25}}$", re.IGNORECASE)
_BODY_CHARACTERS = 120
_HEADER_ELEMENTS = 80


def find_dates(
    tree: HtmlElement, objects: Sequence[JsonObject], *, url: str | None, header_days: Iterable[dt.date] = ()
) -> list[StatedDate]:
    """Every day that the page states for its publication, the most trusted kind first.

    `header_days` are those that the article's own text opens with; they count where the page has no headline element.
    """
    headline = _main_headline(tree)
    opening = (StatedDate(day, "page_text") for day in header_days)
    printed = opening if headline is None else _from_header(headline)
    return _without_repeats([*_from_json_ld(objects), *_from_meta(tree), *_from_url(url), *printed])


def _without_repeats(dates: Iterable[StatedDate]) -> list[StatedDate]:
    return list(dict.fromkeys(dates))


def _from_json_ld(objects: Sequence[JsonObject]) -> Iterator[StatedDate]:
    for found in objects:
        value = found.get("datePublished")
        yield from _stated(value[0] if isinstance(value, list) and value else value, "jsonld")


def _from_meta(tree: HtmlElement) -> Iterator[StatedDate]:
    for meta in tree.iter("meta"):
        names = (meta.get("property"), meta.get("name"), meta.get("itemprop"))
        if any(name and name.strip().lower() in load_words("date_meta") for name in names) and not _is_beside(meta):
            yield from _stated(meta.get("content"), "meta")


def _from_url(url: str | None) -> Iterator[StatedDate]:
    for match in _IN_URL.finditer(url or ""):
        day = make_day(*(int(match[low] or match[low.upper()]) for low in "ymd"))
        if day:
            yield StatedDate(day, "url")


def _from_header(headline: HtmlElement) -> Iterator[StatedDate]:
    """From the elements round the headline, up to the first paragraph of the body."""
    for element in _header_elements(headline):
        if element.tag == "time" or element.get("itemprop") == "datePublished":
            if _is_update(element):
                continue
            stated = list(_stated(element.get("datetime") or element.get("content"), "page_text"))
            yield from stated or _printed(element)
        elif not len(element) or all(child.tag in _INLINE for child in element):
            yield from _printed(element)


_INLINE = frozenset({"a", "b", "i", "em", "strong", "span", "br", "svg", "small", "abbr"})


def _printed(element: HtmlElement) -> Iterator[StatedDate]:
    text = " ".join(element.text_content().split())
    if len(text) <= _BODY_CHARACTERS and not _is_update(element):
        yield from (StatedDate(day, "page_text") for day, _ in days_of_line(text))


def _header_elements(headline: HtmlElement) -> Iterator[HtmlElement]:
    """What stands in the headline's own block before it, and behind it until the body begins."""
    own = [one for one in headline.itersiblings(preceding=True) if isinstance(one.tag, str)][:3]
    for element in own:
        yield from (one for one in element.iter() if isinstance(one.tag, str) and not _is_beside(one))
    for number, element in enumerate(headline.xpath("following::*")):
        if number > _HEADER_ELEMENTS or _is_body(element) or element.tag == "h1":
            return
        if isinstance(element.tag, str) and not _is_beside(element):
            yield element


def _main_headline(tree: HtmlElement) -> HtmlElement | None:
    """The only first heading of the page, or of its article."""
    headings = [heading for heading in tree.iter("h1") if heading.text_content().strip() and not _is_beside(heading)]
    inside = [heading for heading in headings if any(one.tag in {"article", "main"} for one in heading.iterancestors())]
    found = inside if len(headings) > 1 else headings
    return found[0] if len(found) == 1 else None


def _is_body(element: HtmlElement) -> bool:
    text = " ".join(element.text_content().split()) if element.tag == "p" else ""
    return len(text) > _BODY_CHARACTERS or (
        text.count(" ") >= 7 and ends_sentence(text) and not any(days_of_line(text))
    )


def _is_beside(element: HtmlElement) -> bool:
    """Whether the element or one around it belongs to what stands beside articles."""
    for one in (element, *element.iterancestors()):
        if one.tag in {"aside", "nav", "footer"} and not (one.tag == "footer" and _is_within_article(one)):
            return True
        if one.tag not in {"html", "body"} and _BESIDE.search(f"{one.get('class', '')} {one.get('id', '')}"):
            return True
    return False


def _is_within_article(element: HtmlElement) -> bool:
    return any(one.tag == "article" for one in element.iterancestors())


def _is_update(element: HtmlElement) -> bool:
    """Called an update by its attributes, by the words before it in its own block, or by its own."""
    names = " ".join(
        element.get(name) or "" for name in ("class", "id", "itemprop", "data-testid", "title", "aria-label")
    )
    return bool(_UPDATE.search(names) or _UPDATE_BEFORE.search(_words_before(element)))


def _words_before(element: HtmlElement) -> str:
    before = element.getprevious()
    parent = element.getparent()
    if before is not None:
        words = before.tail or ""
        return words if words.strip(" :") else (before.text_content() if isinstance(before.tag, str) else "") + words
    return (parent.text or "") if parent is not None else ""


def _stated(value: object, basis: PublishedBasis) -> Iterator[StatedDate]:
    stated = parse_stated(value) if isinstance(value, str) else None
    if stated:
        yield StatedDate(stated[0], basis, stated[1])
