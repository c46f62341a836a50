"""Reads names of people: titles, given names, surname, what they tell of gender; and whether two forms may be one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.lexicon import load_table, load_words
from schema.ids import fold

Gender = Literal["m", "f"]

_SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii"})
_POSSESSIVE = re.compile(r"(?:['’`]s|(?<=s)['’])$", re.IGNORECASE)


@dataclass(frozen=True)
class PersonName:
    """ "Sen. John Q. Public Jr.": titles (Sen.), given (John, Q.), surname (Public), suffix (jr)."""

    titles: tuple[str, ...]
    given: tuple[str, ...]
    surname: str
    suffix: str = ""

    @property
    def full(self) -> str:
        return " ".join((*self.given, self.surname)) + (
            f" {_SUFFIX_FORMS.get(self.suffix, self.suffix.upper())}" if self.suffix else ""
        )

    @property
    def is_full(self) -> bool:
        return bool(self.given)


_SUFFIX_FORMS = {"jr": "Jr.", "sr": "Sr."}


@cache
def titles() -> dict[str, tuple[Gender | None, str]]:
    """Lower-case title → gender and role noun that it tells."""
    return {row[0].lower(): (_gender(row[1]), row[2] if len(row) > 2 else "") for row in _padded("titles", 3)}


@cache
def role_nouns() -> dict[str, Gender | None]:
    """Lower-case noun for what a person is → the gender that it tells."""
    return {row[0]: _gender(row[1]) for row in _padded("role_nouns", 2)}


def _padded(name: str, width: int) -> list[tuple[str, ...]]:
    return [(*row, *("",) * (width - len(row))) for row in load_table(name)]


def _gender(cell: str) -> Gender | None:
    return "m" if cell == "m" else "f" if cell == "f" else None


@cache
def _full_forms() -> dict[str, frozenset[str]]:
    """Lower-case short given name → its full forms."""
    return {short.lower(): frozenset(full.lower().split("|")) for short, full in load_table("nicknames")}


def strip_possessive(name: str) -> str:
    """ "Smith’s" → "Smith", "the Rosses’" → "the Rosses"."""
    return _POSSESSIVE.sub("", name)


def is_role_noun(word: str) -> bool:
    return singular(word.lower()) in role_nouns()


@cache
def singular(noun: str) -> str:
    """The singular that the lists have: "senators" → "senator", "spokesmen" → "spokesman"."""
    if noun in role_nouns():
        return noun
    if noun.endswith("men"):
        return noun[:-2] + "an"
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    if noun.endswith("s") and not noun.endswith(("ss", "us", "is")):
        bare = noun[:-1]
        return noun[:-2] if noun.endswith(("ches", "shes", "sses", "xes")) else bare
    return noun


def read_name(words: Sequence[str]) -> PersonName:
    """Splits the words of a name; at least the last word is the surname: "Marine Le Pen" → surname "Le Pen"."""
    rest = [word for word in words if word not in "-–"] if len(words) == 1 else list(words)
    lead: list[str] = []
    while len(rest) > 1 and rest[0].lower() in titles():
        lead.append(rest.pop(0))
    suffix = ""
    if len(rest) > 1 and rest[-1].lower() in _SUFFIXES:
        suffix = rest.pop().lower().rstrip(".")
    while len(rest) > 2 and rest[-1] in load_words("postnominals"):
        rest.pop()
    cut = len(rest) - 1
    while cut > 0 and _is_particle(rest[cut - 1], cut):
        cut -= 1
    return PersonName(tuple(lead), tuple(rest[:cut]), " ".join(rest[cut:]), suffix)


def _is_particle(word: str, position: int) -> bool:
    """A particle opens the surname; at the very start of a name only a lower-case one ("Al Gore" has a given name)."""
    return word.lower() in load_words("particles") and (position > 1 or word.islower() or word in ("Le", "De", "La"))


def name_gender(name: PersonName) -> Gender | None:
    """By title, else by given name; None where the lists are silent or divided."""
    for title in name.titles:
        if told := titles()[title.lower()][0]:
            return told
    for given in name.given[:2]:
        if len(given.rstrip(".")) > 1:
            return given_gender(given)
    return None


@cache
def given_gender(given: str) -> Gender | None:
    first = given.split("-")[0]
    first = first.capitalize() if first.isupper() or first.islower() else first
    male, female = first in load_words("male_names"), first in load_words("female_names")
    return None if male == female else "m" if male else "f"


def is_given_name(word: str) -> bool:
    plain = word.capitalize() if word.isupper() else word
    return plain in load_words("male_names") or plain in load_words("female_names") or plain.lower() in _full_forms()


def same_person(a: PersonName, b: PersonName) -> bool:
    """Whether two full names may be one person's: "Jim Stone", "James T. Stone"; not "Jim Stone", "Ann Stone"."""
    if fold(a.surname) != fold(b.surname) or (a.suffix != b.suffix and a.suffix and b.suffix):
        return False
    if {a.suffix, b.suffix} & {"jr", "iii", "ii"} and a.suffix != b.suffix:
        return False
    return bool(a.given and b.given) and _same_given(a.given[0], b.given[0]) and _middles_agree(a, b)


def _same_given(a: str, b: str) -> bool:
    x, y = fold(a), fold(b)
    if not x or not y or x == y:
        return x == y
    if len(x) == 1 or len(y) == 1:
        return x[0] == y[0]
    forms = _full_forms()
    return y in forms.get(x, ()) or x in forms.get(y, ()) or bool(forms.get(x, frozenset()) & forms.get(y, frozenset()))


def _middles_agree(a: PersonName, b: PersonName) -> bool:
    x, y = [fold(part) for part in a.given[1:]], [fold(part) for part in b.given[1:]]
    return not x or not y or x[0][:1] == y[0][:1]
