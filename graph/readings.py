"""The words of a wording as they are aligned: contractions undone, one spelling for all, what hands have altered."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from graph.lexicon import load_table, load_words
from graph.words import RAREST, TELLING, Word, rarity, read_words

_BRACKETS = re.compile(r"\[[^\]]*\]")
_PARENTHESES = re.compile(r"\([^)]*\)")
ELLIPSIS = re.compile(r"…|\.(?:[^\S\n]?\.){2,}")
_SENTENCE_END = re.compile(r"[.!?:;\n“\"‘…]\s*[“\"‘(\[]*$")
_TITLE_CASE = 0.8
"""Share of capitals among the longer words from which a text is a headline."""
_LONGER = 4
_SHORTEST_STEM = 2


class Token(NamedTuple):
    """`form` is what is compared, `raw` the folded word as it stands, `start` and `end` characters of the wording."""

    form: str
    raw: str
    start: int
    end: int
    in_brackets: bool = False
    in_parentheses: bool = False
    is_marked: bool = False
    """A part of it is in brackets: "[t]he"."""
    is_name: bool = False
    may_be_name: bool = False
    """A capital at the beginning of a sentence tells nothing."""


def read_tokens(text: str) -> list[Token]:
    brackets = [one.span() for one in _BRACKETS.finditer(text)]
    parentheses = [one.span() for one in _PARENTHESES.finditer(text)]
    words = read_words(text)
    headline = _is_headline(text, words)
    tokens: list[Token] = []
    for word in words:
        written = text[word.start : word.end]
        is_name, may_be_name = _name(text, word, headline)
        facts = {
            "in_brackets": _inside(word, brackets),
            "in_parentheses": _inside(word, parentheses),
            "is_marked": not _inside(word, brackets) and any(mark in "[](" for mark in written),
            "is_name": is_name,
            "may_be_name": may_be_name,
        }
        tokens += [Token(form, word.form, word.start, word.end, **facts) for form in _forms(written, word.form)]
    return tokens


def _inside(word: Word, ranges: list[tuple[int, int]]) -> bool:
    return any(start <= word.start and word.end <= end for start, end in ranges)


@lru_cache(maxsize=50_000)
def _forms(written: str, form: str) -> tuple[str, ...]:
    plain = written.lower().replace("’", "'")
    if plain in _contractions():
        return _contractions()[plain]
    for ending, word in load_table("contracted_endings"):
        if plain.endswith(ending) and len(plain) > len(ending):
            return spell(plain.removesuffix(ending)), word
    return (spell(form),)


@cache
def _contractions() -> dict[str, tuple[str, ...]]:
    return {row[0]: row[1:] for row in load_table("contractions")}


@cache
def _numbers() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("number_words")}


@lru_cache(maxsize=50_000)
def spell(form: str) -> str:
    """Numbers in digits, American endings: "forty" → 40, "organised" → organized."""
    if form in _numbers():
        return _numbers()[form]
    if form[:1].isdigit():
        return form.replace(",", "")
    for british, american in load_table("spelling_endings"):
        stem = form.removesuffix(british)
        if stem != form and len(stem) > _SHORTEST_STEM:
            return stem + american
    return form


def is_number(form: str) -> bool:
    return form[:1].isdigit() and form != "1"


def is_negation(form: str) -> bool:
    return form in load_words("negators")


# Names
def _is_headline(text: str, words: list[Word]) -> bool:
    """In which capitals tell nothing."""
    longer = [text[word.start] for word in words if word.end - word.start >= _LONGER]
    return len(longer) > 1 and sum(one.isupper() for one in longer) >= _TITLE_CASE * len(longer)


def _name(text: str, word: Word, headline: bool) -> tuple[bool, bool]:
    """(is one, may be one)"""
    first = text[word.start : word.start + 1]
    if not first.isupper() or rarity(word.form) <= TELLING:
        return False, False
    if rarity(word.form) >= RAREST:
        return True, True
    if headline or not text[: word.start].strip("“\"‘'([ ") or _SENTENCE_END.search(text[: word.start]):
        return False, True
    return True, True
