"""Full-text search, the same on every store: our own words are what both index, and our own small syntax asks.

Indexed are the words of `Statement.text`, that is of the whole content: what is quoted stands in it. A question is
words that must all be there, "a phrase" in straight marks, and prefix*; every other character is literal.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from schema.errors import InvalidSearch
from schema.ids import fold

_LONGEST_WORD = 100
"""Characters of a word that count: full-text engines cut or split longer ones, each in its way."""
_PARTS = re.compile(r'"([^"]*)"|(\S+)')


class Term(NamedTuple):
    """Words that must follow each other; with `prefix` the only word may go on."""

    words: tuple[str, ...]
    prefix: bool = False


def find_words(text: str) -> list[str]:
    """The words that are indexed: "Müller’s “plan”" → muller, s, plan."""
    return indexed_text(text).split()


def indexed_text(text: str) -> str:
    """What both stores put into their index, to be split at spaces."""
    return cut_words(fold(text))


def cut_words(folded: str) -> str:
    """Of folded text."""
    if len(folded) <= _LONGEST_WORD or max(map(len, folded.split())) <= _LONGEST_WORD:
        return folded
    return " ".join([word[:_LONGEST_WORD] for word in folded.split()])


def parse_search(question: str) -> tuple[Term, ...]:
    """`tariffs "trade war" econ*` → (tariffs), (trade war), (econ…). "non-prolif*" asks for non and for prolif…"""
    terms: list[Term] = []
    for phrase, literal in _PARTS.findall(question):
        terms += _word_terms(literal) if literal else _phrase_terms(phrase)
    if not terms:
        raise InvalidSearch("the search has no word", source=question[:100])
    return tuple(dict.fromkeys(terms))


def _phrase_terms(phrase: str) -> list[Term]:
    words = tuple(find_words(phrase))
    return [Term(words)] if words else []


def _word_terms(literal: str) -> list[Term]:
    words = find_words(literal)
    if not words:
        return []
    if not literal.endswith("*"):
        return [Term(tuple(words))]
    return [*(Term((word,)) for word in words[:-1]), Term((words[-1],), prefix=True)]


def matches(terms: tuple[Term, ...], text: str) -> bool:
    """What the stores must agree with, in plain Python."""
    words = find_words(text)
    return all(_stands_in(term, words) for term in terms)


def _stands_in(term: Term, words: list[str]) -> bool:
    if term.prefix:
        return any(word.startswith(term.words[0]) for word in words)
    size = len(term.words)
    return any(tuple(words[at : at + size]) == term.words for at in range(len(words) - size + 1))
