"""Attributions as a reader would write them beside the sentence: `Brandt <said> {“We go,” … “and stay.”}`."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from extract.attribution import AttributionModel
from extract.continuation import link_continuations
from extract.nesting import add_nested
from extract.parser import parse
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import find_quotations
from extract.quoted import quoted_runs
from extract.reading import read_whole
from schema.article import Article
from schema.ids import text_hash


@cache
def load_model() -> AttributionModel:
    return AttributionModel.load()


def open_text(text: str, title: str | None = None) -> Passage:
    article = Article(id="ar_test", sha256=text_hash(text), text=text, title=title)
    return Passage(article, read_whole(text), parse(text), find_quotations(text))


def find_outer(text: str) -> list[str]:
    passage = open_text(text)
    return [as_line(passage, one) for one in load_model().find(passage)]


def find_all(text: str) -> tuple[Passage, list[Attribution]]:
    """Every step of attribution: the model with its rules, nesting, continuation, quoted runs."""
    passage = open_text(text)
    attributions = add_nested(passage, load_model().find(passage), load_model())
    return passage, quoted_runs(passage, link_continuations(passage, attributions))


def as_line(passage: Passage, attribution: Attribution) -> str:
    source, cue, content = (
        words(passage, ranges) for ranges in (attribution.source, attribution.cue, attribution.content)
    )
    return f"{source} <{cue}> {{{content}}}".strip()


def words(passage: Passage, ranges: Iterable[Range]) -> str:
    return " … ".join(passage.text[start:end] for start, end in ranges)
