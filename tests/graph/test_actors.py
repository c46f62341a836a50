"""One actor per real person or body, on every store: joined on evidence, whatever came first, and as people decide."""

from __future__ import annotations

import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from app.copying import copy
from graph import open_store
from graph.deciding import merge, split
from graph.store import Store
from schema.errors import ActorConflict, CannotSplit, NotFound, SameActor
from schema.ids import actor_id
from schema.query import ActorQuery, ActorSummary, StatementQuery
from schema.statement import Record
from tests.benchmarks.permutations import disturb, fingerprint, save_by_many, save_shuffled
from tests.builders import make_about, make_article, make_record, make_speaker, make_statement
from tests.graph.conftest import Place

HASK = actor_id(kind="person", name="Robert Hask")
BOBBY = actor_id(kind="person", name="Bobby Hask")


def said(
    number: int, name: str, *aliases: str, role: str | None = None, about: str | None = None, text: str = ""
) -> Record:
    """An article in which somebody says that it rains."""
    article = make_article(f"{text}{name} said it rains.", url=f"https://courier.example/{number}")
    speaker = make_speaker(name, *aliases).model_copy(update={"role": role})
    topics = (make_about(about, kind="person"),) if about else ()
    return make_record(article, make_statement(article, "it rains", cue="said", speaker=speaker, about=topics))


def both_forms() -> Record:
    return said(1, "Robert Hask", "Bobby Hask", "Hask")


def newsroom() -> list[Record]:
    """Forms that are one, forms that are not, and some that may be two."""
    given = ("Robert", "Bobby", "Elena", "Elena K.", "Elena T.", "Ola", "Olaf")
    roles = (None, None, "Mayor", "goalkeeper", "harbour master", "Rep.")
    rng = random.Random(3)
    records = [both_forms(), said(2, "Bobby Hask"), said(3, "Ola Brand", role="harbour master")]
    for number in range(4, 40):
        name = f"{rng.choice(given)} {rng.choice(('Hask', 'Brand', 'Marsh Jr.', 'Marsh'))}"
        other = f"{rng.choice(given)} {rng.choice(('Hask', 'Brand'))}"
        records.append(said(number, name, role=rng.choice(roles), about=rng.choice((None, name, other))))
    return records


def actors(store: Store) -> list[ActorSummary]:
    return sorted(store.find_actors(ActorQuery(limit=200)).items, key=lambda actor: actor.id)


def statements_of(store: Store, speaker_id: str) -> int:
    return len(store.find_statements(StatementQuery(speaker_id=speaker_id)).items)


# Joined by rules
def test_two_forms_of_one_name_are_one_actor(store: Store) -> None:
    store.save([both_forms(), said(2, "Bobby Hask")])
    [actor] = actors(store)
    assert (actor.id, actor.said, store.count().actors) == (min(HASK, BOBBY), 2, 1)
    assert {actor.name, *actor.aliases} == {"Robert Hask", "Bobby Hask", "Hask"}


def test_what_comes_later_joins_what_was_there(store: Store) -> None:
    store.save([said(2, "Bobby Hask")])
    store.save([said(3, "Robert Hask")])
    assert len(actors(store)) == 2
    store.save([both_forms()])
    assert [actor.said for actor in actors(store)] == [3]


def test_every_id_and_name_finds_the_joined_actor(store: Store) -> None:
    store.save([both_forms(), said(2, "Bobby Hask", about="Robert Hask")])
    for id_ in (HASK, BOBBY):
        assert store.get_actor(id_).id == min(HASK, BOBBY)
        assert statements_of(store, id_) == 2
        assert len(store.find_statements(StatementQuery(about_id=id_)).items) == 1
    for name in ("Robert Hask", "Bobby Hask"):
        page = store.find_statements(StatementQuery(speaker=name))
        assert [(one.id, one.statements) for one in page.resolved] == [(min(HASK, BOBBY), 2)]
    assert store.find_current([HASK, BOBBY]) == {max(HASK, BOBBY): min(HASK, BOBBY)}


def test_statements_show_the_joined_actor_and_records_stay_as_they_are(store: Store) -> None:
    records = [both_forms(), said(2, "Bobby Hask", about="Robert Hask")]
    store.save(records)
    for found in store.find_statements(StatementQuery()).items:
        assert found.statement.speaker
        assert found.statement.speaker.id == min(HASK, BOBBY)
        assert store.get_statement(found.statement.id) == found
    assert [store.get_record(record.article.id) for record in records] == records


def test_deleting_the_evidence_parts_them_again(store: Store) -> None:
    store.save([said(2, "Bobby Hask"), said(3, "Robert Hask")])
    before = fingerprint(store)
    store.save([both_forms()])
    store.delete_article(both_forms().article.id)
    assert fingerprint(store) == before
    assert store.count().actors == 2


def test_a_name_that_tells_of_two_lives_is_two_actors(store: Store) -> None:
    store.save([said(1, "Ola Brand", role="Mayor"), said(2, "Ola Brand", role="Gov."), said(3, "Ola Brand")])
    assert len(actors(store)) == 1
    store.save([said(4, "Ola Brand", role="goalkeeper")])
    assert sorted(actor.said for actor in actors(store)) == [1, 3]
    store.save([said(5, "Ola Brand", role="Mayor, former goalkeeper")])
    assert [actor.said for actor in actors(store)] == [5]


# Whatever came first
def test_any_order_of_articles_gives_the_same_actors(place: Place, tmp_path: Path) -> None:
    records, results = newsroom(), set()
    for seed in range(4):
        with open_store(f"sqlite:///{tmp_path}/order{seed}.db") as store:
            save_shuffled(store, records, random.Random(seed))
            results.add(fingerprint(store))
    with place.open() as store:
        store.init()
        save_shuffled(store, records, random.Random(9))
        results.add(fingerprint(store))
        disturb(store, records, random.Random(1))
        results.add(fingerprint(store))
    assert len(results) == 1


def test_four_writers_give_the_same_actors_as_one(place: Place, tmp_path: Path) -> None:
    records = newsroom()
    with open_store(f"sqlite:///{tmp_path}/one.db") as store:
        store.save(records)
        expected = fingerprint(store)
    with place.open() as store:
        store.init()
    save_by_many(place.open, records, random.Random(2))
    with place.open() as store:
        assert fingerprint(store) == expected


# Decided by people
def test_merged_actors_are_one_and_a_split_takes_it_back(store: Store) -> None:
    store.save([said(1, "Ola Brand"), said(2, "Peter Vos", about="Ola Brand"), said(3, "Elena Marsh")])
    before = fingerprint(store)
    brand, vos = actor_id(kind="person", name="Ola Brand"), actor_id(kind="person", name="Peter Vos")
    merged = merge(store, brand, vos)
    assert (merged.id, merged.said, merged.about) == (vos, 2, 1)
    assert store.get_actor(brand).id == vos
    assert statements_of(store, brand) == 2
    assert [one.id for one in split(store, vos, names=["Ola Brand"])] == [vos, brand]
    assert fingerprint(store) == before


def test_a_split_name_stays_apart_and_a_merge_takes_it_back(store: Store) -> None:
    store.save([both_forms(), said(2, "Bobby Hask")])
    before = fingerprint(store)
    assert len(split(store, HASK, names=[BOBBY])) == 2
    store.save([said(3, "Bobby Hask")])
    assert sorted(actor.said for actor in actors(store)) == [1, 2]
    store.delete_article(said(3, "Bobby Hask").article.id)
    merge(store, BOBBY if BOBBY > HASK else HASK, min(HASK, BOBBY))
    assert fingerprint(store) == before


def test_an_actor_is_split_by_articles(store: Store) -> None:
    one, two, three = said(1, "Ola Brand"), said(2, "Ola Brand"), said(3, "Peter Vos", about="Ola Brand")
    store.save([one, two, three])
    before = fingerprint(store)
    brand = actor_id(kind="person", name="Ola Brand")
    left, other = split(store, brand, articles=[two.article.id])
    assert (left.id, left.said, left.about) == (brand, 1, 1)
    assert (other.name, other.said, other.about) == ("Ola Brand", 1, 0)
    [found] = store.find_statements(StatementQuery(speaker_id=other.id)).items
    assert found.statement.speaker
    assert (found.article.id, found.statement.speaker.id) == (two.article.id, other.id)
    merge(store, other.id, brand)
    assert fingerprint(store) == before
    assert store.get_actor(other.id).id == brand


def test_decisions_survive_articles_that_go_and_come_anew(store: Store) -> None:
    one, two = said(1, "Ola Brand"), said(2, "Peter Vos")
    store.save([one, two, said(3, "Ola Brand")])
    brand, vos = actor_id(kind="person", name="Ola Brand"), actor_id(kind="person", name="Peter Vos")
    [_, other] = split(store, brand, articles=[one.article.id])
    merge(store, other.id, vos)
    expected = fingerprint(store)
    store.delete_article(one.article.id)
    store.delete_article(two.article.id)
    assert store.find_decisions()
    store.save([two])
    store.save([said(1, "Ola Brand", text="Again. ")])
    assert statements_of(store, vos) == 2
    store.save([one])
    assert fingerprint(store)[:2] == expected[:2]
    assert store.get_actor(other.id).id == vos


def test_decisions_are_copied(store: Store, tmp_path: Path) -> None:
    store.save([said(1, "Ola Brand"), said(2, "Peter Vos"), said(3, "Ola Brand")])
    brand, vos = actor_id(kind="person", name="Ola Brand"), actor_id(kind="person", name="Peter Vos")
    split(store, brand, articles=[said(1, "Ola Brand").article.id])
    merge(store, vos, brand)
    with open_store(f"sqlite:///{tmp_path}/copy.db") as target:
        copy(store, target, batch=2, advance=lambda: None)
        assert fingerprint(target) == fingerprint(store)
        assert target.find_decisions() == store.find_decisions()


def test_four_who_decide_at_once_leave_all_decisions(place: Place) -> None:
    people = ["Ola Brand", "Peter Vos", "Elena Marsh", "Karl Elm", "Ana Roe"]
    ids = [actor_id(kind="person", name=name) for name in people]
    with place.open() as store:
        store.init()
        store.save(said(number, name) for number, name in enumerate(people))

    def decide(number: int) -> None:
        with place.open() as store:
            merge(store, ids[number], ids[4])

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(decide, range(4)))
    with place.open() as store:
        assert [(actor.id, actor.said) for actor in actors(store)] == [(ids[4], 5)]


def test_impossible_decisions_are_refused(store: Store) -> None:
    store.save([said(1, "Ola Brand", about="Peter Vos"), said(2, "Elena Marsh")])
    port = make_article("Port Ellery said it snows.", url="https://courier.example/9")
    ellery = make_speaker("Port Ellery", kind="organization")
    store.save([make_record(port, make_statement(port, "it snows", cue="said", speaker=ellery))])
    brand, marsh = actor_id(kind="person", name="Ola Brand"), actor_id(kind="person", name="Elena Marsh")
    with pytest.raises(SameActor):
        merge(store, brand, brand)
    with pytest.raises(NotFound):
        merge(store, brand, "ac_unknown")
    with pytest.raises(ActorConflict):
        merge(store, brand, ellery.id)
    assert merge(store, brand, ellery.id, force=True).id == ellery.id
    with pytest.raises(SameActor):
        merge(store, ellery.id, brand)
    with pytest.raises(CannotSplit):
        split(store, marsh)
    with pytest.raises(CannotSplit):
        split(store, marsh, names=["Elena Marsh"])
    with pytest.raises(CannotSplit):
        split(store, marsh, articles=[said(2, "Elena Marsh").article.id])
    with pytest.raises(NotFound):
        split(store, marsh, names=["Ola Brand"])
    with pytest.raises(NotFound):
        split(store, marsh, articles=[port.id])


# Why
def test_why_says_what_joined_and_what_kept_apart(store: Store) -> None:
    store.save([both_forms(), said(2, "Bobby Hask"), said(3, "Rob Hask"), said(4, "Ana Roe")])
    evidence = store.explain_actor(BOBBY)
    assert evidence.actor == store.get_actor(HASK)
    assert sorted((name.name, name.articles) for name in evidence.names) == [("Bobby Hask", 1), ("Robert Hask", 1)]
    assert {name.in_articles for name in evidence.names} == {
        (both_forms().article.id,),
        (said(2, "Bobby Hask").article.id,),
    }
    assert [(link.rule, link.value) for link in evidence.joins] == [("alias", "Bobby Hask")]
    assert [(one.name, one.because) for one in evidence.apart] == [("Rob Hask", "no evidence")]
    roe = store.explain_actor(actor_id(kind="person", name="Ana Roe"))
    assert (len(roe.names), roe.joins, roe.apart, roe.decisions) == (1, (), (), ())


def test_why_lists_decisions(store: Store) -> None:
    store.save([said(1, "Ola Brand"), said(2, "Peter Vos")])
    brand, vos = actor_id(kind="person", name="Ola Brand"), actor_id(kind="person", name="Peter Vos")
    merge(store, brand, vos)
    evidence = store.explain_actor(brand)
    assert [link.rule for link in evidence.joins] == ["merge"]
    assert [(one.kind, one.actor, one.other) for one in evidence.decisions] == [("merge", brand, vos)]
