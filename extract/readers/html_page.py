"""HTML: the article's text, one paragraph a block with its headline first, and what the page says about it."""

from __future__ import annotations

import hashlib
import logging
import re
from collections.abc import Iterator
from urllib.parse import urljoin

import trafilatura
from courlan import extract_domain
from lxml.html import HtmlElement
from trafilatura.settings import Document

from extract.furniture import find_furniture
from extract.layout import ends_sentence
from extract.readers.decoding import decode
from extract.readers.html_dates import find_dates
from extract.readers.json_ld import article_objects, names_of
from extract.readers.page import Page, is_web_address
from extract.readers.plain import find_page_header
from extract.reading import read_without_furniture
from schema.errors import NoArticleFound
from schema.ids import fold

_CHARSET = re.compile(
    rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{2,30})|<\?xml[^>]{0,100}?encoding=["']([\w-]{2,30})""", re.I
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_BODY = re.compile(r"<(?:html|body)\b", re.IGNORECASE)
_SENTENCE_WORDS = 5
_NOT_IN_TEXT = dict.fromkeys([0, *range(0xD800, 0xE000)])

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # it logs as errors what we raise as NoArticleFound


def read_html(content: bytes, *, charset: str | None = None, url: str | None = None) -> Page:
    """`url` is where the page came from: its canonical address is believed only within the same site."""
    url = url if url and is_web_address(url) else None
    html = decode_html(content, charset)
    tree = trafilatura.load_html(html)
    found = trafilatura.bare_extraction(html, include_comments=False, with_metadata=True, url=url)
    if tree is None or not isinstance(found, Document) or not found.text:
        raise NoArticleFound("No article was found in the HTML.")
    objects = article_objects(tree)
    title = _title(found, tree)
    text = _with_headline(found.text.translate(_NOT_IN_TEXT), title)
    _require_article(text)
    header = find_page_header(text)
    address = _address(tree, url)
    return Page(
        text,
        title=title or header.title,
        authors=_authors(objects, found) or header.authors,
        publisher=next(names_of(objects, "publisher"), None)
        or _meta(tree, "og:site_name")
        or found.sitename
        or header.publisher,
        dates=tuple(find_dates(tree, objects, url=address, header_days=header.days)),
        url=address,
        original_sha256=hashlib.sha256(content).hexdigest(),
    )


def decode_html(content: bytes, charset: str | None) -> str:
    declared = _CHARSET.search(content[:4096])
    named = (declared[1] or declared[2]).decode("ascii") if declared else None
    html = _XML_DECLARATION.sub("", decode(content, declared=charset or named).removeprefix("\ufeff"))
    return html if _BODY.search(html) else f"<html><body><article>{html}</article></body></html>"


def _title(found: Document, tree: HtmlElement) -> str | None:
    """Without the name of the site behind it: "No boat to leave | Harbour Post"."""
    title = " ".join((found.title or "").split())
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    inside = [heading for heading in headings if heading and fold(heading) and fold(title).startswith(fold(heading))]
    return max(inside, key=len, default=title) or None


def _with_headline(text: str, title: str | None) -> str:
    """Paragraphs with blank lines between, the headline first and once."""
    paragraphs = [line.strip() for line in text.split("\n") if line.strip()]
    if not title:
        return "\n\n".join(paragraphs)
    others = [line for number, line in enumerate(paragraphs) if number > 4 or fold(line) != fold(title)]
    return "\n\n".join([title, *others])


def _require_article(text: str) -> None:
    """One sentence at least that is no furniture; a headline or link list alone is no article."""
    body = read_without_furniture(text, find_furniture(text)).text
    if not any(ends_sentence(line) and line.count(" ") >= _SENTENCE_WORDS - 1 for line in body.split("\n")):
        raise NoArticleFound("There is no sentence in the HTML that could be an article's.")


def _authors(objects: list[dict[str, object]], found: Document) -> tuple[str, ...]:
    stated = tuple(dict.fromkeys(names_of(objects, "author")))
    return stated or tuple(name.strip() for name in (found.author or "").split(";") if name.strip())


def _address(tree: HtmlElement, url: str | None) -> str | None:
    for stated in _stated_addresses(tree):
        address = _join(url, stated.strip())
        if is_web_address(address) and (not url or extract_domain(address) == extract_domain(url)):
            return address
    return url


def _join(url: str | None, stated: str) -> str:
    try:
        return urljoin(url or "", stated)
    except ValueError:
        return ""


def _stated_addresses(tree: HtmlElement) -> Iterator[str]:
    yield from (str(href) for href in tree.xpath("//link[translate(@rel, 'C', 'c')='canonical']/@href"))
    if address := _meta(tree, "og:url"):
        yield address


def _meta(tree: HtmlElement, name: str) -> str | None:
    found = tree.xpath("//meta[@property=$name or @name=$name]/@content", name=name)
    return next((" ".join(str(content).split()) for content in found if str(content).strip()), None)
