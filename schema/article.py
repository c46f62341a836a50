"""One published text with its metadata."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from schema.span import Furniture, Model

PublishedBasis = Literal["given", "jsonld", "meta", "url", "page_text"]


class PublishedCandidate(Model):
    """A publication date that the page states."""

    value: dt.date
    basis: PublishedBasis


class Extraction(Model):
    """What made the statements: equal for equal code, model and settings, whenever it runs."""

    run: str
    version: str
    model: str


class Article(Model):
    """One published text. `text` is exactly what the reader read and is never edited; every span counts in it.

    `id` is made by `schema.ids.article_id` from what identifies the article; `revision` counts its texts in a store
    and `earlier_sha256` lists the hashes of the texts before this one. `published` is the calendar day that the
    publisher printed, never converted; where the page states several days more than one apart, it is None and all
    stand in `published_candidates`. `sha256` is the hash of `text`, `original_sha256` that of the HTML or PDF file.
    """

    id: str
    external_id: str | None = None
    revision: int = 1
    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: dt.date | None = None
    published_at: dt.datetime | None = None
    published_basis: PublishedBasis | None = None
    published_candidates: tuple[PublishedCandidate, ...] = ()
    url: str | None = None
    language: str | None = None
    sha256: str
    original_sha256: str | None = None
    earlier_sha256: tuple[str, ...] = ()
    text: str = Field(repr=False)
    furniture: tuple[Furniture, ...] = ()
    extraction: Extraction | None = None
