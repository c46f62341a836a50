"""Countries, governments, bodies and people that everybody knows."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.gazetteer import by_surname, country_of_demonym, government_of, known, seat_of
from extract.lexicon import load_table


@pytest.mark.parametrize(
    ("form", "name", "kind"),
    [
        ("the U.N.", "United Nations", "organization"),
        ("the State Department", "State Department", "organization"),
        ("the Pentagon", "Defense Department", "organization"),
        ("U.S.", "United States", "country"),
        ("UNITED KINGDOM", "United Kingdom", "country"),
        ("the White House", "White House", "government"),
    ],
)
def test_other_names_of_a_body_or_country_lead_to_it(form: str, name: str, kind: str) -> None:
    entry = known(form)
    assert entry is not None
    assert (entry.name, entry.kind) == (name, kind)


@pytest.mark.parametrize(
    ("seat", "government"),
    [
        ("Tehran", "Government of Iran"),
        ("Moscow", "Government of Russia"),
        ("Washington", "Government of the United States"),
    ],
)
def test_a_capital_stands_for_its_government(seat: str, government: str) -> None:
    found = seat_of(seat)
    assert found is not None
    assert found.name == government == government_of(found.country or "").name


def test_demonyms_lead_to_their_country() -> None:
    assert [country_of_demonym(word) for word in ("Iranian", "Russians", "Danish", "Martian")] == [
        "Iran", "Russia", "Denmark", None
    ]  # fmt: skip


def test_a_bare_surname_means_somebody_only_in_their_years() -> None:
    early, late = by_surname("Obama", dt.date(1999, 1, 1)), by_surname("Obama", dt.date(2012, 1, 1))
    assert early is None
    assert late is not None
    assert late.name == "Barack Obama"


@pytest.mark.parametrize("table", ["countries", "organizations", "states"])
def test_wikidata_ids_are_well_formed_and_never_given_twice(table: str) -> None:
    ids = [row[1] for row in load_table(table) if row[1]]
    assert all(one[0] == "Q" and one[1:].isdigit() for one in ids)
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize("form", ["Saint Petersburg", "D.C.", "Düsseldorf", "Aleppo"])
def test_a_city_of_the_lists_is_a_place_without_an_id(form: str) -> None:
    entry = known(form)
    assert entry is not None
    assert (entry.kind, entry.wikidata) == ("place", None)
