"""What the text calls an actor: titles before the name, appositions beside it, "X is the mayor"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.gazetteer import Known
from extract.mentions import Mention
from extract.names import role_nouns, singular, titles
from extract.passage import Passage, Range
from extract.words import Words

_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True)
class RoleFact:
    """What the text calls an actor and where: noun "minister", all words {"iranian", "foreign", "minister"}."""

    noun: str
    words: frozenset[str]
    text: str
    span: Range | None


def find_roles(passage: Passage, words: Words, mentions: Iterable[Mention], entry: Known | None) -> Iterator[RoleFact]:
    """The roles that stand beside the mentions of one actor, then those of the lists; each once."""
    seen = set()
    for mention in mentions:
        for span in (mention.role, *_appositions(words, mention)):
            fact = _read_role(passage, words, span) if span else None
            if fact and fact.words not in seen:
                seen.add(fact.words)
                yield fact
    if entry:
        yield from _known_roles(entry, passage)


def _appositions(words: Words, mention: Mention) -> Iterator[Range]:
    """ "X, the former mayor", "The mayor, X", "X is the mayor"."""
    root = mention.token_end - 1
    for child in words.children[root]:
        if words.dep[child] == "appos" and not words.text[child][0].isupper():
            yield _noun_phrase(words, child)
    head = words.head[root]
    if words.dep[root] == "appos" and not words.text[head][0].isupper():
        yield _noun_phrase(words, head)
    if words.dep[root] == "nsubj" and words.lower[head] in ("is", "was", "’s", "'s"):
        for child in words.children[head]:
            if words.dep[child] == "attr":
                yield _noun_phrase(words, child)


def _noun_phrase(words: Words, head: int) -> Range:
    """The words left of a noun that hang on it, and an "of …" to its right."""
    first = last = head
    for child in words.children[head]:
        if child < head and words.dep[child] not in ("punct", "det"):
            first = min(first, child)
        if child == head + 1 and words.lower[child] in ("of", "for"):
            last = max(
                last, child, *words.children[child], *(c for d in words.children[child] for c in words.children[d])
            )
    return words.chars(first, min(last + 1, len(words)))


def _read_role(passage: Passage, words: Words, span: Range) -> RoleFact | None:
    tokens = words.tokens_in(span)
    if any("\n" in words.text[i] or words.text[i] in _QUOTES for i in tokens):
        return None
    lower = [singular(words.lower[i]) for i in tokens if words.text[i][0].isalnum()]
    lower = [titles()[word][1] or word if word in titles() else word for word in lower]
    noun = _role_head(lower)
    if noun is None:
        return None
    return RoleFact(noun, frozenset(lower), passage.text[span[0] : span[1]], span)


def _role_head(lower: list[str]) -> str | None:
    """The noun that the role turns on: the last role noun before "of", "for" or the end."""
    stop = min((lower.index(word) for word in ("of", "for", "at") if word in lower), default=len(lower))
    for word in reversed(lower[:stop]):
        if word in role_nouns():
            return word
    return None


def _known_roles(entry: Known, passage: Passage) -> Iterator[RoleFact]:
    """What the lists call somebody, in the year of publication."""
    year = passage.published.year if passage.published else None
    for role in entry.roles:
        text, _, years = role.partition("@")
        since, _, until = years.partition("-")
        if years and (year is None or not int(since) <= year <= int(until or 9999)):
            continue
        lower = text.lower().split()
        yield RoleFact(_role_head(lower) or lower[-1], frozenset(lower), text, None)
