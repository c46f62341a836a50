"""Deterministic ids: the same thing has the same id in every store, whoever met it first."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import filterfalse
from typing import Any

_COMMON_MARKS = re.compile("[“”‘’–—…]")
"""Left out at first, because most texts are ASCII but for these, and those are folded in a tenth of the time."""
_ASCII = bytes(ord(chr(code).lower()) if chr(code).isalnum() else 32 for code in range(128)).ljust(256)
_MARKS = re.compile(r"[\W_]+")


def make_id(prefix: str, *parts: Any) -> str:
    """`prefix` and 80 bits of a hash of the parts, e.g. "st_0a1b…" (a collision in 10⁸ ids: 1 in 10⁸)."""
    key = json.dumps(parts, ensure_ascii=False, separators=(",", ":"), default=str)
    return f"{prefix}_{hashlib.sha256(key.encode()).hexdigest()[:20]}"


def text_hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def fold(text: str) -> str:
    """NFKC, case-folded, without diacritics and marks, single spaces: "José Müller’s" → "jose muller s".

    What names are compared by and what both stores index for full text.
    """
    bare = text if text.isascii() else _COMMON_MARKS.sub(" ", text)
    if bare.isascii():
        return " ".join(bare.encode().translate(_ASCII).decode().split())
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", bare).casefold())
    return _MARKS.sub(" ", "".join(filterfalse(unicodedata.combining, plain))).strip()


def article_id(
    *, canonical_url: str | None, publisher: str | None, external_id: str | None, published: dt.date | None, sha256: str
) -> str:
    """By canonical URL, else by publisher and the caller's id, else by publisher, date found on the page and text.

    One agency text at two publishers is two articles. `published` is the date that the input itself states: a date
    given from outside afterwards must not change the id.
    """
    if canonical_url:
        return make_id("ar", "url", canonical_url)
    if external_id:
        return make_id("ar", "external", fold(publisher or ""), external_id)
    return make_id("ar", "text", fold(publisher or ""), published, sha256)


def statement_id(
    article: str,
    content: Iterable[Sequence[int]],
    cue: Iterable[Sequence[int]],
    source: Iterable[Sequence[int]],
) -> str:
    """By article and the (start, end) of content, cue and source; model and confidence are no part of it."""
    return make_id("st", article, *([list(span) for span in role] for role in (content, cue, source)))


def actor_id(*, kind: str, name: str, wikidata: str | None = None, article: str | None = None) -> str:
    """By Wikidata id, else by kind and folded full name; with `article` for actors local to it."""
    if wikidata:
        return make_id("ac", "wikidata", wikidata)
    return make_id("ac", kind, fold(name), *([article] if article else []))


def publisher_id(name: str) -> str:
    return make_id("pu", fold(name))
