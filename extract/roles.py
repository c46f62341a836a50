"""What the text calls an actor: titles before the name, appositions beside it, "X is the mayor"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.gazetteer import Known
from extract.lexicon import load_words
from extract.mentions import Mention
from extract.names import is_role_noun, role_nouns, singular, titles
from extract.passage import Passage, Range
from extract.words import Words
from schema.actor import ActorKind

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_PLACE_SORTS = frozenset("city country island nation port province region republic state town village".split())
_QUOTES = frozenset('"“”«»')


@dataclass(frozen=True)
class RoleFact:
    """What the text calls an actor and where: noun "minister", all words {"iranian", "foreign", "minister"}."""

    noun: str
    words: frozenset[str]
    text: str
    span: Range | None


def find_roles(
    passage: Passage, words: Words, mentions: Iterable[Mention], kind: ActorKind, entry: Known | None
) -> Iterator[RoleFact]:
    """The roles that stand beside the mentions of one actor, then those of the lists; each once.

    People are what a list of nouns has ("mayor"), bodies and places whatever the text calls them ("a think tank").
    """
    seen = set()
    for mention in mentions:
        for span in (mention.role, *_appositions(words, mention)):
            fact = _read_role(passage, words, span, kind) if span else None
            if fact and fact.words not in seen:
                seen.add(fact.words)
                yield fact
    if entry:
        yield from _known_roles(entry, passage)


def _appositions(words: Words, mention: Mention) -> Iterator[Range]:
    """ "X, the former mayor", "The mayor, X", "X is the mayor", "X was elected mayor", "X serves as mayor"."""
    root = mention.token_end - 1
    for child in words.children[root]:
        if words.dep[child] == "appos" and _describes(words, child):
            yield _noun_phrase(words, child)
    head = words.head[root]
    if words.dep[root] == "appos" and _describes(words, head):
        yield _noun_phrase(words, head)
    if sort := _sort_of_place(words, root):
        yield _noun_phrase(words, sort)
    yield from told_at(words, root)


def _sort_of_place(words: Words, name: int) -> int | None:
    """ "the island of Skerra": the noun that tells what a place is."""
    prep = words.head[name]
    noun = words.head[prep]
    if words.dep[name] != "pobj" or words.lower[prep] != "of" or prep != noun + 1:
        return None
    is_named = any(words.dep[child] == "compound" or words.lower[child] == "capital" for child in words.children[noun])
    return noun if words.lower[noun] in _PLACE_SORTS and not is_named else None


def told_at(words: Words, token: int) -> Iterator[Range]:
    """What its clause says that a name or pronoun is, where that is its subject."""
    if words.dep[token] in _SUBJECTS:
        yield from (_noun_phrase(words, noun) for noun in _predicates(words, words.head[token]))


def _describes(words: Words, noun: int) -> bool:
    return not words.text[noun][0].isupper() or (is_role_noun(words.text[noun]) and words.lower[noun + 1] == "of")


def _predicates(words: Words, verb: int) -> Iterator[int]:
    """What the clause says that its subject is."""
    is_copula = words.lower[verb] in load_words("copulas")
    for child in words.children[verb]:
        if (words.dep[child] == "attr" and is_copula) or words.dep[child] == "oprd":
            yield child
        elif words.lower[child] == "as" and words.dep[child] == "prep" and child > verb:
            yield from (below for below in words.children[child] if words.dep[below] == "pobj")
        elif words.dep[child] == "conj" and not any(words.dep[one] in _SUBJECTS for one in words.children[child]):
            yield from _predicates(words, child)


def _noun_phrase(words: Words, head: int) -> Range:
    """The words left of a noun that hang on it, and what follows with "of", "in" …, up to the first comma."""
    first = head
    for child in words.children[head]:
        if child < head and words.dep[child] not in ("punct", "det"):
            first = min(first, child)
    last = head
    while (behind := _behind(words, last)) is not None:
        last = behind
    return words.chars(first, last + 1)


def _behind(words: Words, noun: int) -> int | None:
    """The noun that a preposition right behind this one ties to it: "president" of the "union"."""
    prep = noun + 1
    if prep >= len(words) or words.head[prep] != noun or words.lower[prep] not in ("of", "for", "in", "at", "on"):
        return None
    nouns = [child for child in words.children[prep] if words.dep[child] == "pobj" and child - prep <= 8]
    return nouns[0] if nouns else None


def _read_role(passage: Passage, words: Words, span: Range, kind: ActorKind) -> RoleFact | None:
    tokens = words.tokens_in(span)
    if any("\n" in words.text[i] or words.text[i] in _QUOTES for i in tokens):
        return None
    lower = [singular(words.lower[i]) for i in tokens if words.text[i][0].isalnum()]
    lower = [titles()[word][1] or word if word in titles() else word for word in lower]
    noun = _role_head(lower) if kind == "person" else _any_head(lower)
    if noun is None:
        return None
    return RoleFact(noun, frozenset(lower), passage.text[span[0] : span[1]], span)


def _role_head(lower: list[str]) -> str | None:
    """The noun that the role turns on: the last role noun before "of", "for" or the end."""
    for word in reversed(_before_preposition(lower)):
        if word in role_nouns():
            return word
    return None


def _any_head(lower: list[str]) -> str | None:
    before = _before_preposition(lower)
    return before[-1] if before else None


def _before_preposition(lower: list[str]) -> list[str]:
    stop = min((lower.index(word) for word in ("of", "for", "at", "in", "on") if word in lower), default=len(lower))
    return lower[:stop]


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
