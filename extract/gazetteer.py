"""What everybody knows: countries and their governments, main bodies and outlets, and people known by surname."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from extract.lexicon import load_table, load_words
from extract.names import Gender
from schema.actor import ActorKind
from schema.ids import fold


@dataclass(frozen=True)
class Known:
    """An actor of the lists. `country` is set for countries, their governments and seats of government."""

    name: str
    kind: ActorKind
    wikidata: str | None = None
    country: str | None = None
    gender: Gender | None = None
    forms: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    surname_years: tuple[int, int] | None = None


def known(form: str) -> Known | None:
    """By any of its names, without "the": "U.N.", "the Justice Department", "Donald J. Trump"."""
    bare = form[4:] if form[:4].lower() == "the " else form
    return _by_form().get(bare) or _by_folded().get(fold(bare)) if bare else None


def state_of_code(code: str) -> Known | None:
    """ "NV" → Nevada: the post's codes are no names where no comma stands before them."""
    return _by_code().get(code)


def government_of(country: str) -> Known:
    """The government of a country of the lists: "Iran" → "Government of Iran"."""
    article = "the " if country in load_words("countries_with_article") else ""
    return Known(f"Government of {article}{country}", "government", country=country)


def seat_of(form: str) -> Known | None:
    """The government that a capital or palace stands for when it speaks: "Tehran", "the Kremlin"."""
    return _seats().get(form[4:] if form[:4].lower() == "the " else form)


def country_of_demonym(word: str) -> str | None:
    """ "Iranian" → "Iran", "Russians" → "Russia"."""
    return _demonyms().get(word) or _demonyms().get(word.removesuffix("s"))


def by_surname(surname: str, published: dt.date | None) -> Known | None:
    """Whom the bare surname means in the news of that year."""
    year = published.year if published else None
    bearers = _by_surname().get(surname, ())
    return next((one for one in bearers if one.surname_years and _in_years(one.surname_years, year)), None)


@cache
def surnames() -> frozenset[str]:
    return frozenset(_by_surname())


def _in_years(years: tuple[int, int], year: int | None) -> bool:
    return year is None or years[0] <= year <= years[1]


@cache
def _by_surname() -> dict[str, tuple[Known, ...]]:
    bearers: dict[str, tuple[Known, ...]] = {}
    for person in _persons():
        if person.surname_years:
            surname = person.name.split()[-1]
            bearers[surname] = (*bearers.get(surname, ()), person)
    return bearers


@cache
def _countries() -> tuple[Known, ...]:
    rows = load_table("countries")
    return tuple(
        Known(name, "country", qid or None, name, forms=tuple(other.split("|")) if other else ())
        for name, qid, _, _, other in (_pad(row, 5) for row in rows)
    )


@cache
def _organizations() -> tuple[Known, ...]:
    return tuple(
        Known(name, "organization", qid or None, forms=tuple(other.split("|")) if other else ())
        for name, qid, _, other in (_pad(row, 4) for row in load_table("organizations"))
    )


@cache
def _states() -> tuple[Known, ...]:
    return tuple(
        Known(name, "place", qid or None, forms=tuple(other.split("|")) if other else ())
        for name, qid, other in (_pad(row, 3) for row in load_table("states"))
    )


@cache
def _by_code() -> dict[str, Known]:
    codes = {row[3]: row[0] for row in load_table("states") if len(row) > 3}
    return {code: state for code, name in codes.items() for state in _states() if state.name == name}


@cache
def _cities() -> tuple[Known, ...]:
    rows = (_pad(row, 2) for row in load_table("cities"))
    return tuple(Known(name, "place", forms=tuple(other.split("|")) if other else ()) for name, other in rows)


@cache
def _persons() -> tuple[Known, ...]:
    return tuple(_read_person(_pad(row, 6)) for row in load_table("persons"))


def _read_person(row: tuple[str, ...]) -> Known:
    name, gender, qid, other, years, roles = row[:6]
    since, _, until = years.partition("-")
    return Known(
        name, "person", qid or None,
        gender="m" if gender == "m" else "f",
        forms=tuple(other.split("|")) if other else (),
        roles=tuple(roles.split("|")) if roles else (),
        surname_years=(int(since), int(until or 9999)) if years else None,
    )  # fmt: skip


@cache
def _seats() -> dict[str, Known]:
    seats: dict[str, Known] = {}
    for row in load_table("countries"):
        name, _, _, capitals, _ = _pad(row, 5)
        seats.update((capital, government_of(name)) for capital in capitals.split(",") if capital)
    for form, name, kind, country in (_pad(row, 4) for row in load_table("metonyms")):
        seats[form] = Known(name, "government" if kind == "government" else "organization", country=country)
    return seats


@cache
def _demonyms() -> dict[str, str]:
    return {
        word: row[0] for row in load_table("countries") if len(row) > 2 for word in row[2].split(",") if word
    }  # fmt: skip


@cache
def _by_form() -> dict[str, Known]:
    forms: dict[str, Known] = {}
    for entry in (*_countries(), *_organizations(), *_cities(), *_states(), *_persons()):
        for form in (entry.name, entry.name.removeprefix("The "), *entry.forms):
            forms.setdefault(form, entry)
    for row in load_table("countries"):
        for capital in _pad(row, 5)[3].split(","):
            if capital:
                forms.setdefault(capital, Known(capital, "place"))
    for form, seat in _seats().items():
        if form in {row[0] for row in load_table("metonyms")}:
            forms.setdefault(form, seat)
    return forms


@cache
def _by_folded() -> dict[str, Known]:
    """For all capitals and other spellings; only forms long enough not to be a common word."""
    return {fold(form): entry for form, entry in reversed(_by_form().items()) if len(form) > 4}


def _pad(row: tuple[str, ...], width: int) -> tuple[str, ...]:
    return (*row, *("",) * (width - len(row)))[:width]
