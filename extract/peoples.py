"""Peoples: "Ruritanians", "the Vikings". They are groups that a text names; no link leads to them."""

from __future__ import annotations

from collections.abc import Iterator

from extract.casting import Casting
from extract.drafts import Draft
from extract.gazetteer import country_of_demonym
from extract.lexicon import load_words
from extract.words import NOUN, PROPN, Range, Words

_PLURAL = frozenset({"NNS", "NNPS"})


def find_peoples(casting: Casting) -> Iterator[tuple[Draft, Range]]:
    words = casting.words
    for i, name in enumerate(words.text):
        if _is_people(words, i):
            yield casting.draft_of_body(name, "group", None), words.chars(i, i + 1)


def _is_people(words: Words, i: int) -> bool:
    """The plural, as members of parties and creeds have it too."""
    name = words.text[i]
    if not (name[0].isupper() and name.endswith("s")) or name in load_words("not_names") or words.titled[i]:
        return False
    if words.pos[i] not in (NOUN, PROPN):
        return False
    if country_of_demonym(name.removesuffix("s")) is not None:
        return True
    return words.entity[i] == "NORP" and words.tag[i] in _PLURAL
