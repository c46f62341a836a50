"""What a name tells when two articles use two: the parts of a person's name, the words of a body's."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from graph.lexicon import load_table, load_words
from schema.actor import ActorKind
from schema.ids import fold

_CAPITALS = re.compile(r"[A-Z][A-Z&.]+")
_NAME_IN_ROLE = re.compile(r"[A-Z][\w&.-]*(?: (?:of |for |and |the )*[A-Z][\w&.-]*)*")
_NO_PERSON = re.compile(r"[,;:@/()\d]|\band\b", re.IGNORECASE)
"""What a byline holds beside names, and the names of several people."""
_HEAD_OF_ROLE = re.compile(r"(?:(?! (?:of|for|at|in|to|and|who|with) ).)*")
_SHORTEST_PREFIX = 2


class PersonName(NamedTuple):
    """Folded. "Robert E. Mook Jr." → (robert, e), mook, jr."""

    given: tuple[str, ...]
    surname: str
    ending: str


@lru_cache(maxsize=20_000)
def read_person(folded: str) -> PersonName:
    words = folded.split()
    ending = words.pop() if len(words) > 1 and words[-1] in load_words("name_endings") else ""
    return PersonName(tuple(words[:-1]), words[-1] if words else "", ending)


def have_alike_given_names(a: PersonName, b: PersonName) -> bool:
    """Equal, an initial, or one begins the other: "Rob" and "Robert", "J." and "Jane"."""
    if not a.given or not b.given:
        return False
    x, y = sorted((a.given[0], b.given[0]), key=len)
    return y.startswith(x) and (len(x) >= _SHORTEST_PREFIX or len(a.given[0]) == 1 or len(b.given[0]) == 1)


def differ_in_middle(a: PersonName, b: PersonName) -> bool:
    """ "Donald J. Roe" and "Donald R. Roe": two middle names with other initials."""
    return any(x[0] != y[0] for x, y in zip(a.given[1:], b.given[1:], strict=False))


def differ_in_middle_only(a: PersonName, b: PersonName) -> bool:
    """ "Elijah Roe", "Elijah E. Roe": the same full name, with a middle name or without."""
    same = a.given[:1] == b.given[:1] and a.ending == b.ending and a.surname == b.surname
    return same and len("".join(a.given[:1])) > 1 and not differ_in_middle(a, b)


@lru_cache(maxsize=20_000)
def read_body(folded: str) -> tuple[str, ...]:
    """The words that tell which body it is, in their order; that of government bodies is free.

    "the Justice Department", "U.S. Department of Justice" → department, justice.
    """
    words = folded.removeprefix("the ").removeprefix("u s ").removeprefix("us ").split()
    while len(words) > 1 and words[-1] in load_words("body_endings"):
        words.pop()
    telling = [word for word in words if word not in load_words("name_fillers")]
    return tuple(sorted(telling) if load_words("office_words") & set(telling) else telling)


@lru_cache(maxsize=20_000)
def initials(folded: str) -> str:
    """ "federal bureau of investigation" → fbi; a single word is its own."""
    words = read_body(folded)
    return words[0] if len(words) == 1 else "".join(word[0] for word in words)


def is_acronym(name: str) -> bool:
    return bool(_CAPITALS.fullmatch(name))


def block_of(kind: ActorKind, name: str) -> str | None:
    """What two actors must share to be compared at all: the surname; the initials, in the order of the alphabet."""
    folded = fold(name)
    if kind == "person" and " " in folded and not _NO_PERSON.search(name):
        return f"person {read_person(folded).surname}"
    if kind == "organization" and folded:
        letters = folded.replace(" ", "") if is_acronym(name) else initials(folded)
        return f"organization {''.join(sorted(letters))}"
    return None


def names_in_role(role: str) -> frozenset[str]:
    """Bodies and places in the words of a role, folded: "head of the Tax Policy Center" → tax policy center."""
    found = (fold(name) for name in _NAME_IN_ROLE.findall(role))
    return frozenset(name for name in found if " " in name)


def fields_of_role(role: str) -> frozenset[str]:
    """The fields of work that its head tells: "Rep." → politics, "pastor of the governor's church" → faith."""
    head = _HEAD_OF_ROLE.match(role)
    words = set(fold(head[0]).split()) if head else set()
    return frozenset(field for word, field in load_table("role_fields") if word in words)
