"""Reads the words of a source: its parts, its head noun, whose body it is, whom it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.cast import Cast, Link
from extract.lexicon import load_words
from extract.names import role_nouns, singular, strip_possessive
from extract.passage import Attribution
from extract.words import NOUN, NUM, PRON, PROPN, VERB, Words

_CUTS = frozenset({",", ";", "(", "[", "–", "—", "--", "-", ":", "who", "which", "whom", "whose", "that"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_PREPOSITIONS = frozenset(
    "about across after against around as at before behind by during except for from in inside into near of on outside "
    "over since than through to toward towards under until upon with within without".split()
)
_OWNING = frozenset({"'s", "’s", "'", "’", "`s"})
_INCLUDING = frozenset({"including", "like", "among", "such"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})


@dataclass(frozen=True)
class NounPhrase:
    """A stretch of tokens; `core` ends before relative clauses, appositions and brackets, `head` is its noun."""

    tokens: tuple[int, ...]
    core: tuple[int, ...]
    head: int
    rest: tuple[tuple[int, ...], ...]
    """What follows the core, cut at commas and brackets: appositions, mostly."""

    @property
    def start(self) -> int:
        return self.tokens[0]


@cache
def _nouns(name: str) -> frozenset[str]:
    return load_words(name)


def source_tokens(words: Words, attribution: Attribution) -> list[int]:
    """All tokens of the source, marks at its edges excluded."""
    tokens = [i for span in attribution.source for i in words.tokens_in(span)]
    while tokens and not _is_word(words.text[tokens[0]]):
        tokens.pop(0)
    while tokens and not _is_word(words.text[tokens[-1]]) and words.text[tokens[-1]] not in _OWNING:
        tokens.pop()
    return tokens


def read_phrase(words: Words, tokens: Iterable[int]) -> NounPhrase:
    """Cuts a noun phrase into core and what follows it; the head is the last noun before a preposition."""
    tokens = tuple(tokens)
    pieces = list(_cut(words, tokens))
    while len(pieces) > 1 and not _is_nominal(words, pieces[0][-1]) and words.lower[pieces[1][0]] not in _RELATIVE:
        pieces[:2] = [(*pieces[0], *pieces[1])]
    core = pieces[0] if pieces else tokens
    return NounPhrase(tokens, core, _head(words, core), tuple(pieces[1:]))


def _cut(words: Words, tokens: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    piece: list[int] = []
    for position, i in enumerate(tokens):
        lower = words.lower[i]
        hyphen = lower in ("-", "–") and 0 < position < len(tokens) - 1 and _glued(words, i)
        if lower in _CUTS and not hyphen and not (lower in _RELATIVE and not piece):
            if piece:
                yield tuple(piece)
            piece = [i] if lower in _RELATIVE else []
        elif words.text[i] not in ")]":
            piece.append(i)
    if piece:
        yield tuple(piece)


def _glued(words: Words, i: int) -> bool:
    return words.end[i - 1] == words.start[i] or (i + 1 < len(words) and words.end[i] == words.start[i + 1])


def _head(words: Words, core: tuple[int, ...]) -> int:
    """ "a senior official in the ministry" → official; "Smith’s campaign manager" → manager."""
    last = core[0]
    for position, i in enumerate(core):
        if position and words.lower[i] in _PREPOSITIONS and _is_nominal(words, core[position - 1]):
            break
        if position and words.text[i] not in _OWNING and _starts_clause(words, i, core[position - 1]):
            break
        if _is_word(words.text[i]):
            last = i
    return last


def _is_nominal(words: Words, i: int) -> bool:
    return words.pos[i] in (NOUN, PROPN, PRON, NUM)


def _starts_clause(words: Words, i: int, before: int) -> bool:
    """A participle behind the noun: "voters" asked …, "the group" backing …"""
    if words.dep[i] == "acl" and words.head[i] <= before:
        return True
    return words.pos[i] == VERB and _is_nominal(words, before) and words.lower[i].endswith(("ing", "ed"))


def _is_word(text: str) -> bool:
    return text[0].isalnum() or text[0] in "@$"


def is_definite(words: Words, phrase: NounPhrase) -> bool:
    first = words.lower[phrase.core[0]]
    return first in _DEFINITE or first in _OWNERS


def is_plural(words: Words, i: int) -> bool:
    """By its form: people and bodies of more than one."""
    lower = words.lower[i]
    return lower in _PLURALS or (lower.endswith("s") and not lower.endswith("ss") and singular(lower) != lower)


_PLURALS = frozenset(
    {"people", "men", "women", "children", "police", "media", "both", "others", "many", "some", "few", "most"}
)


def noun_kind(words: Words, i: int) -> str:
    """person, body, document, group or "" by the lists of nouns."""
    noun = singular(words.lower[i])
    if noun in _nouns("document_nouns") or words.lower[i] in _nouns("document_nouns"):
        return "document"
    if noun in role_nouns():
        return "person"
    if noun in _nouns("group_nouns"):
        return "body"
    return ""


def links_in(cast: Cast, tokens: tuple[int, ...]) -> list[Link]:
    """The names in a stretch of tokens."""
    if not tokens:
        return []
    span = cast.words.chars(tokens[0], tokens[-1] + 1)
    return [link for link in cast.links_in(span) if span[0] <= link.span[0] and link.span[1] <= span[1] + 2]


def name_at_head(cast: Cast, phrase: NounPhrase) -> Link | None:
    """The name that the core ends in: "Iranian Foreign Minister Javad Zarif", "Stone", not "Stone’s lawyer"."""
    head = cast.words.start[phrase.head]
    names = links_in(cast, phrase.core)
    for link in names:
        if link.span[0] <= head < link.span[1]:
            last = names[-1]
            return last if last is not link and _closes(cast, phrase, last) else link
    return names[-1] if names and _closes(cast, phrase, names[-1]) else None


def _closes(cast: Cast, phrase: NounPhrase, link: Link) -> bool:
    """A person at the very end whom all before describes: "chief of the Harbour Fund Ann Stone"."""
    words = cast.words
    tokens = words.tokens_in(link.span)
    if cast.actors[link.actor].kind != "person" or tokens[-1] != phrase.core[-1]:
        return False
    first = tokens[0] - 1
    while first in phrase.core and (
        noun_kind(words, first) == "person" or words.lower[first] in _nouns("role_modifiers")
    ):
        first -= 1
    return first in phrase.core and words.text[first][0].isalpha() and words.lower[first] not in _NOT_BEFORE


_NOT_BEFORE = _PREPOSITIONS | _DEFINITE | _OWNERS | {"a", "an", "and", "or", "'s", "’s"}


def name_in_apposition(cast: Cast, phrase: NounPhrase) -> Link | None:
    """ "The mayor, Ann Stone,", "the head of the group backing him, Ann Stone"."""
    for piece in phrase.rest:
        first = piece[0]
        if cast.words.lower[first] in _RELATIVE | _INCLUDING:
            continue
        inner = read_phrase(cast.words, piece)
        link = name_at_head(cast, inner)
        if link and cast.actors[link.actor].kind == "person" and inner.core[0] >= cast.words.token_at(link.span[0]) - 4:
            return link
    return None


def owner_of(cast: Cast, phrase: NounPhrase) -> tuple[str, Link | int] | None:
    """Whose it is: the name before the head ("Stone’s campaign", "the Stone campaign") or after "of", "for", "from";
    or the token of "his", "her", "their", "its"."""
    words = cast.words
    if words.lower[phrase.core[0]] in _OWNERS:
        return "pronoun", phrase.core[0]
    names = links_in(cast, phrase.core)
    before = [link for link in names if link.span[1] <= words.start[phrase.head]]
    if before:
        return "name", before[-1]
    after = [link for link in names if link.span[0] > words.start[phrase.head]]
    if after and words.lower[phrase.head + 1] in ("of", "for", "from", "at", "in", "by"):
        return "name", after[0]
    return None


def phrase_text(text: str, words: Words, tokens: tuple[int, ...]) -> str:
    """The words as they stand, blanks made single, without a possessive ending."""
    start, end = words.chars(tokens[0], tokens[-1] + 1)
    return strip_possessive(" ".join(text[start:end].split()).strip(" ,;:-–—“”\"'‘"))


def is_spokesperson(words: Words, tokens: Iterable[int]) -> bool:
    """One of the nouns stands among the words: "spokesman", "press secretary"."""
    lower = [singular(words.lower[i]) for i in tokens]
    text = f" {' '.join(lower)} "
    return any(f" {noun} " in text for noun in sorted(load_words("spokespersons")) if noun != "representative")
