"""Half-open character ranges of an article's text."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Model(BaseModel):
    """Base of all our records: immutable, and closed to unknown fields."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Span(Model):
    """`text[start:end]` of `Article.text`, counted in Unicode code points."""

    start: int
    end: int
    text: str


class QuotedRun(Span):
    """Words inside quotation marks, marks excluded, that are the speaker's own."""

    altered: bool = False
    """Holds brackets, parentheses or an ellipsis by which somebody else's hand changed the wording: "(t)hey"."""


class Furniture(Span):
    """A stretch of the page that is not the article: masked for extraction, never cut out of the text."""

    kind: str
    """header, footer, navigation, page_number, copyright, bio, advert, contact or disclaimer."""
