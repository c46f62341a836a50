"""Which names are one actor, on names alone."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

from graph.identities import divide
from graph.joining import Joined, Name, join
from schema.joining import Decision


def person(id_: str, name: str, *aliases: str, role: str | None = None, wikidata: str | None = None) -> Name:
    roles = frozenset([role] if role else [])
    return Name(id_, name, "person", wikidata, frozenset(aliases), roles)


def body(id_: str, name: str, *aliases: str) -> Name:
    return Name(id_, name, "organization", aliases=frozenset(aliases))


def are_one(joined: Joined) -> bool:
    return len(set(joined.actor_of.values())) == 1


@pytest.mark.parametrize(
    ("names", "rule"),
    [
        ([person("a", "Elena Marsh"), person("b", "Elena K. Marsh")], "middle"),
        ([person("a", "Robert Hask", "Bobby Hask"), person("b", "Bobby Hask")], "alias"),
        ([person("a", "Rob Hask", role="harbour master"), person("b", "Robert Hask", role="Harbour Master")], "role"),
        ([person("a", "Rob Hask", role="head of the Velm Port Fund"),
          person("b", "Robert Hask", role="director of the Velm Port Fund")], "role"),
        ([person("a", "Ana Velasco", wikidata="Q1"), person("b", "Ana Velasco")], "name"),
        ([body("a", "Velm Ferries"), body("b", "Velm Ferries Inc.")], "body"),
        ([body("a", "National Harbour Association", "NHA"), body("b", "NHA")], "alias"),
    ],
)  # fmt: skip
def test_names_are_joined_on_evidence(names: list[Name], rule: str) -> None:
    joined = join(names)
    assert are_one(joined)
    assert [link.rule for link in joined.links] == [rule]


@pytest.mark.parametrize(
    ("names", "because"),
    [
        ([person("a", "Rob Hask"), person("b", "Robert Hask")], "no evidence"),
        ([person("a", "Elena Marsh", wikidata="Q1"), person("b", "Elena K. Marsh", wikidata="Q2")], "gazetteer"),
        ([person("a", "Karl Elm Jr."), person("b", "Karl Elm Sr.", "Karl Elm Jr.")], "ending"),
        ([person("a", "Elena K. Marsh"), person("b", "Elena T. Marsh", "Elena K. Marsh")], "middle"),
        ([person("a", "Ana Roe", role="Mayor"), person("b", "Ana M. Roe", role="the goalkeeper")], "field"),
    ],
)
def test_names_are_kept_apart_on_conflict_and_without_evidence(names: list[Name], because: str) -> None:
    joined = join(names)
    assert not are_one(joined)
    assert [reason for reason, _ in joined.refused.values()] == [because]


def test_a_body_and_a_person_of_one_name_are_two() -> None:
    assert not are_one(join([person("a", "Harvey Nolan"), body("b", "Harvey Nolan")]))


def test_a_father_and_a_son_are_not_joined_by_an_alias() -> None:
    assert not are_one(join([person("a", "Karl Elm Sr.", "Karl Elm"), person("b", "Karl Elm")]))


def test_a_name_that_may_be_two_others_is_neither() -> None:
    names = [person("a", "Elena Marsh"), person("b", "Elena K. Marsh"), person("c", "Elena T. Marsh")]
    joined = join(names)
    assert set(joined.actor_of.values()) == {"a", "b", "c"}
    assert {reason for reason, _ in joined.refused.values()} == {"ambiguous", "middle"}


def test_stronger_evidence_tells_which_of_two_it_is() -> None:
    names = [person("a", "Elena Marsh"), person("b", "Elena K. Marsh", "Elena Marsh"), person("c", "Elena T. Marsh")]
    assert join(names).actor_of == {"a": "a", "b": "a", "c": "c"}


def test_an_actor_has_the_id_with_wikidata_else_the_smallest_else_the_decided_one() -> None:
    plain = [person("b", "Elena Marsh"), person("a", "Elena K. Marsh")]
    assert set(join(plain).actor_of.values()) == {"a"}
    assert set(join([*plain, person("c", "Elena Marsh", wikidata="Q1")]).actor_of.values()) == {"c"}
    merged = [Decision(kind="merge", actor="a", other="b")]
    assert set(join(plain, merged).actor_of.values()) == {"b"}


def test_decisions_go_before_rules() -> None:
    names = [person("a", "Elena Marsh"), person("b", "Elena K. Marsh"), person("c", "Ola Brand")]
    decisions = [Decision(kind="apart", actor="a", other="b"), Decision(kind="merge", actor="c", other="a")]
    assert join(names, decisions).actor_of == {"a": "a", "b": "b", "c": "a"}


def test_a_merge_holds_through_a_name_that_no_article_uses() -> None:
    names = [person("a", "Elena Marsh"), person("c", "Ola Brand")]
    decisions = [Decision(kind="merge", actor="a", other="b"), Decision(kind="merge", actor="b", other="c")]
    assert set(join(names, decisions).actor_of.values()) == {"c"}


def test_the_order_of_names_and_decisions_is_no_matter() -> None:
    rng = random.Random(5)
    given, middle, last = ("Ana", "Anabel", "Rob", "Robert"), ("", "K. ", "T. ", "Kim "), ("Roe", "Hask Jr.", "Hask")
    roles = (None, None, "Mayor of Velm", "harbour master", "goalkeeper")
    names = [
        person(f"{number}", f"{rng.choice(given)} {rng.choice(middle)}{rng.choice(last)}",
               f"{rng.choice(given)} {rng.choice(last)}", role=rng.choice(roles),
               wikidata=rng.choice((None, None, None, f"Q{number % 3}")))
        for number in range(60)
    ]  # fmt: skip
    ids = [name.id for name in names]
    decisions = [
        Decision(kind=rng.choice(("merge", "apart")), actor=one, other=other)
        for one, other in pairwise(rng.sample(ids, 12))
    ]
    first = join(names, decisions)
    for _ in range(20):
        assert join(rng.sample(names, 60), rng.sample(decisions, 11)) == first


def test_articles_that_tell_of_two_lives_divide_a_name() -> None:
    parts = divide("ac_1", {"politics": 3, "sport": 1, "stage": 1})
    assert set(parts) == {"sport", "stage"}
    assert parts["sport"] != parts["stage"]


def test_an_article_that_tells_of_both_makes_them_one_life() -> None:
    assert divide("ac_1", {"politics": 3, "sport": 1, "politics|sport": 1}) == {}
