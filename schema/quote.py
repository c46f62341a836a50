"""The same words across articles: quotes, who carried them in which wording, and how wordings differ."""

from __future__ import annotations

import datetime as dt
from typing import Literal

from pydantic import Field

from schema.actor import ActorRef
from schema.query import MAX_LIMIT, ArticleHead, Coverage, Page
from schema.span import Model, Span
from schema.statement import ChainLink

Match = Literal["exact", "same_words", "cut", "edited", "meaning_may_differ", "similar_only"]
"""How one wording stands to another, the nearest first.

exact: the same characters, but for the marks around them. same_words: the same words, whatever their case, marks and
spelling. cut: words left out, none added or altered. edited: words added or altered. meaning_may_differ: a negation, a
number or a name is altered, added or left out between words that are kept. similar_only: words in common, yet not known
for one utterance.
"""
DifferenceKind = Literal[
    "cut_edge", "cut_inside", "cut_marked", "added", "substituted", "bracketed", "marks_moved", "spelling"
]
"""cut_edge: words left out at the beginning or the end. cut_inside: between words that are kept, without a sign of it;
cut_marked: with an ellipsis. added: words more. substituted: other words. bracketed: words in brackets, by the hand of
an editor. marks_moved: words that the other has outside its quotation marks. spelling: one word, written otherwise.
"""
MeaningChange = Literal["negation", "number", "name"]
CreditKind = Literal["agency", "told", "first_reported", "link", "equal_text"]


class Difference(Model):
    """Where a wording departs from the representative one of its quote.

    `before` are words of the representative wording and `after` those that stand here instead; either may be empty.
    `start` and `end` are characters of the representative wording, `here_start` and `here_end` of this one; where
    there are no words they are one place.
    """

    kind: DifferenceKind
    before: str
    after: str
    start: int
    end: int
    here_start: int
    here_end: int
    meaning: MeaningChange | None = None


class Credit(Model):
    """From whom an article has it, by its own words: "(AP)", "told Fox News", "first reported by the Times", a link.

    `article` is the id of the article that it was taken from, where the collection has that.
    """

    kind: CreditKind
    name: str | None = None
    span: Span | None = None
    article: str | None = None
    confidence: float


class Occurrence(Model):
    """One run of quoted words in one article: a statement carries it, and several where quotations were mixed.

    `id` leads to the quote, too. `start` and `end` count in the text of the article. `report` is the id of the first
    of the articles that carry the same text, as agencies' clients do: occurrences of one report are one confirmation.
    `published` is None where the day is unknown or in conflict, and then it is never first.
    """

    id: str
    quote: str
    statement: str
    start: int
    end: int
    text: str
    article: ArticleHead
    report: str
    speaker: ActorRef | None
    said_on: str | None = None
    chain: tuple[ChainLink, ...] = ()
    credits: tuple[Credit, ...] = ()


class Variant(Model):
    """One wording within a quote, case and marks aside, and how it departs from the representative one."""

    text: str
    match: Match
    differences: tuple[Difference, ...] = ()
    occurrences: tuple[str, ...]
    publishers: tuple[str, ...]
    is_representative: bool = False


class FirstSeen(Model):
    """The earliest day of publication in this collection, and all that carry it then: no claim that it was said first.

    `undated` counts the occurrences whose day is unknown, in conflict or guessed; they are never first.
    """

    published: dt.date | None
    occurrences: tuple[str, ...]
    publishers: tuple[str, ...]
    undated: int


class QuoteSummary(Model):
    """One utterance, as lists show it.

    `text` is its representative wording: the longest that no hand altered, of equal ones that of most reports, then
    the earliest. `independent_reports` counts reports; so far every article is one of its own, copies of one
    text are not yet told apart.
    """

    id: str
    name: str
    text: str
    speaker: ActorRef | None
    occurrences: int
    articles: int
    publishers: int
    independent_reports: int
    wordings: int
    first_seen_in_collection: dt.date | None
    last_seen: dt.date | None
    meaning_may_differ: bool = False


class PublisherSeen(Model):
    """When a publisher first carried the words, and in which occurrence."""

    publisher: str | None
    published: dt.date | None
    occurrence: str


class Quote(QuoteSummary):
    """With all that carry it, in order of their day; undated ones last."""

    seen: tuple[Occurrence, ...]
    variants: tuple[Variant, ...]
    first: FirstSeen
    by_publisher: tuple[PublisherSeen, ...]


class QuoteQuery(Model):
    """Filters are joined by AND; None is no filter. Most publishers first, then the earliest, then by id."""

    speaker: str | None = None
    speaker_id: str | None = None
    publisher: str | None = None
    q: str | None = None
    published_from: dt.date | None = None
    published_to: dt.date | None = None
    min_publishers: int | None = Field(default=None, ge=1)
    min_reports: int | None = Field(default=None, ge=1)
    meaning_may_differ: bool | None = None
    limit: int = Field(default=20, ge=1, le=MAX_LIMIT)
    cursor: str | None = None


class QuotePage(Page[QuoteSummary]):
    coverage: Coverage


class QuoteAnswer(Model):
    """One quote, and what the collection holds that it was looked for in."""

    quote: Quote
    coverage: Coverage


class StatementVariants(Model):
    """The quotes of one statement, one for each run of quoted words that has them."""

    statement: str
    quotes: tuple[Quote, ...]
    coverage: Coverage


class TraceMatch(Model):
    """A quote that has the words that were asked for; the differences lead from its wording to those."""

    match: Match
    score: float
    quote: Quote
    differences: tuple[Difference, ...]


class Trace(Model):
    """What is known of some words; nothing found is no matches, with the coverage of the search."""

    words: str
    matches: tuple[TraceMatch, ...]
    coverage: Coverage
