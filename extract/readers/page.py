"""What a reader found on a page, and the article made of it with what the caller says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from extract.furniture import find_furniture
from extract.language import require_english
from extract.reading import read_without_furniture
from schema.article import Article, PublishedBasis, PublishedCandidate
from schema.errors import EmptyInput, InputTooLarge, MalformedInput, UndecodableText, UnsupportedLanguage
from schema.ids import article_id, text_hash

_UNREADABLE = re.compile(r"[\x00\ud800-\udfff]")
_TRUST: tuple[PublishedBasis, ...] = ("given", "jsonld", "meta", "url", "page_text")


@dataclass(frozen=True)
class ReadOptions:
    """What the caller knows better than the page. `max_bytes` is for one article, as it comes and as text."""

    publisher: str | None = None
    published: dt.date | None = None
    title: str | None = None
    url: str | None = None
    max_bytes: int = 10_000_000


@dataclass(frozen=True)
class StatedDate:
    """A publication date that the page states; `at` where it states the time too."""

    day: dt.date
    basis: PublishedBasis
    at: dt.datetime | None = None


@dataclass(frozen=True)
class Page:
    text: str
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    dates: tuple[StatedDate, ...] = ()
    url: str | None = None
    external_id: str | None = None
    language: str | None = None
    original_sha256: str | None = None


def make_article(page: Page, options: ReadOptions) -> Article:
    """Refuses what is no English article text; what the options say goes before what the page says.

    The id rests on the date that the page states, not on the option, so that a date given later changes no id.
    """
    page = replace(page, url=options.url or page.url)
    _require_readable(page, options.max_bytes)
    furniture = tuple(find_furniture(page.text))
    body = read_without_furniture(page.text, furniture).text
    if not any(char.isalnum() for char in body):
        raise EmptyInput(
            "There is no text in it but the furniture of a page." if furniture else "There is no text in it."
        )
    require_english(body)
    stated = choose_date(page.dates)
    published = options.published or (stated.day if stated else None)
    publisher = options.publisher or page.publisher
    sha256 = text_hash(page.text)
    return Article(
        id=article_id(
            canonical_url=canonical_url(page.url),
            publisher=publisher,
            external_id=page.external_id,
            published=stated.day if stated else None,
            sha256=sha256,
        ),
        external_id=page.external_id,
        title=options.title or page.title,
        authors=page.authors,
        publisher=publisher,
        published=published,
        published_at=next((date.at for date in page.dates if stated and date.at and date.day == published), None),
        published_basis="given" if options.published else stated.basis if stated else None,
        published_candidates=() if stated else tuple(_candidates(page.dates)),
        url=page.url,
        language="en",
        sha256=sha256,
        original_sha256=page.original_sha256,
        text=page.text,
        furniture=furniture,
    )


def choose_date(dates: Sequence[StatedDate]) -> StatedDate | None:
    """The most trusted of the dates, none where they lie more than a day apart."""
    days = [date.day for date in dates]
    if not days or max(days) - min(days) > dt.timedelta(days=1):
        return None
    return min(dates, key=lambda date: _TRUST.index(date.basis))


def is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def canonical_url(url: str | None) -> str | None:
    """The address by which an article is known: https, without tracking parameters, fragment and last slash."""
    if not url:
        return None
    import courlan  # loads a network library, which articles without an address do not need

    plain = courlan.normalize_url(url).partition("#")[0]
    return re.sub(r"^http:", "https:", re.sub(r"(?<=[^/:])/+(?=\?|$)", "", plain))


def _candidates(dates: Sequence[StatedDate]) -> list[PublishedCandidate]:
    stated = sorted({(_TRUST.index(date.basis), date.day) for date in dates})
    return [PublishedCandidate(value=day, basis=_TRUST[trust]) for trust, day in stated]


def _require_readable(page: Page, max_bytes: int) -> None:
    for words in (page.text, page.title, page.publisher, page.url, page.external_id, *page.authors):
        if found := _UNREADABLE.search(words or ""):
            what = "a NUL character" if found.group() == "\0" else "half a surrogate pair"
            raise UndecodableText(f"The text holds {what} at character {found.start()}.")
    if page.url and not is_web_address(page.url):
        raise MalformedInput(
            f'"url" is no web address: {page.url[:80]!r}.', remedy="Give one with http:// or https://."
        )
    if not page.text.strip():
        raise EmptyInput("There is no text in it.")
    if len(page.text.encode()) > max_bytes:
        raise InputTooLarge(f"The text has more than {max_bytes} bytes.")
    if page.language and not re.match(r"en(?:g|glish)?(?:[-_]|$)", page.language, re.IGNORECASE):
        raise UnsupportedLanguage(f"The language of the article is stated as {page.language!r}.")
