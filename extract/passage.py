"""What the extraction steps hand each other: a parsed article, and attributions as character ranges in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from spacy.tokens import Doc
from spacy.tokens import Span as DocSpan

from extract.quotation_marks import Quotation
from extract.reading import Reading
from schema.article import Article

Range = tuple[int, int]
"""Half-open characters of `Passage.doc.text`, which is `Passage.reading.text`: the article without its furniture."""


@dataclass(frozen=True)
class Passage:
    """An article made ready: its reading text (no furniture, no page breaks), parsed, with its quotations paired."""

    article: Article
    reading: Reading
    doc: Doc
    quotations: tuple[Quotation, ...]

    @property
    def text(self) -> str:
        return self.reading.text

    @property
    def published(self) -> dt.date | None:
        return self.article.published

    def tokens(self, span: Range) -> DocSpan:
        """The tokens that a range touches."""
        found = self.doc.char_span(*span, alignment_mode="expand")
        assert found is not None  # expand always finds tokens for a non-empty range
        return found


@dataclass(frozen=True)
class Attribution:
    """Source, cue and content found in the text; any but the content may be empty.

    `parent` and `continues` are positions in the list that the attribution is part of. `quoted` are the runs of the
    content between quotation marks, marks excluded, that belong to this attribution and not to a nested one.
    """

    source: tuple[Range, ...]
    cue: tuple[Range, ...]
    content: tuple[Range, ...]
    confidence: float
    parent: int | None = None
    continues: int | None = None
    quoted: tuple[Range, ...] = field(default=())

    @property
    def start(self) -> int:
        return min(start for start, _ in self.source + self.cue + self.content)

    @property
    def end(self) -> int:
        return max(end for _, end in self.source + self.cue + self.content)
