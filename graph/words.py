"""The words of a quotation, as they are compared: folded, with their places, and how rare they are in English."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import NamedTuple

from graph.lexicon import load_table
from schema.ids import fold

_WORD = re.compile(
    r"\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?(?![^\W\d_])"
    r"|[\[(][^\W\d_]{1,2}[\])][^\W\d_]+"
    r"|[^\W_]+(?:['’][^\W_]+)*(?:\[[^\W\d_]{1,3}\](?=\W|$))?"
)
"""Numbers with their points and commas, words with apostrophes inside, words of which a part is in brackets."""
RAREST = 20
"""Of words that the table does not have."""
NUMBER = 14
"""Of all numbers."""
TELLING = 10
"""Words from here on carry content: rarer than one in a thousand."""


class Word(NamedTuple):
    """`form` is folded and without apostrophes: "Don’t" → dont. Start and end are characters of the text."""

    form: str
    start: int
    end: int


def read_words(text: str) -> list[Word]:
    return [Word(_form(one[0]), one.start(), one.end()) for one in _WORD.finditer(text)]


@lru_cache(maxsize=50_000)
def _form(word: str) -> str:
    return fold(word).replace(" ", "")


@cache
def _rarities() -> dict[str, int]:
    return {word: int(rarity) for rarity, words in load_table("word_rarity") for word in words.split()}


@lru_cache(maxsize=50_000)
def rarity(form: str) -> int:
    """In bits: 4 for "the", 16 for "harbour"; of a contraction that of its commonest reading."""
    known = _rarities()
    if form[:1].isdigit():
        return NUMBER
    if form in known:
        return known[form]
    stem = next((form[: -len(end)] for end in ("nt", "ll", "re", "ve", "s", "d", "m") if form.endswith(end)), "")
    return known.get(stem, RAREST) if stem else RAREST


def weigh(forms: Iterable[str]) -> int:
    return sum(rarity(form) for form in forms)
