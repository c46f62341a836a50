"""A graph from store to store: equal answers on both sides."""

from __future__ import annotations

import random
from pathlib import Path

from app.copying import copy
from graph import open_store
from graph.store import Store
from schema.query import ActorQuery, ArticleQuery, StatementQuery
from tests.graph.test_contract import NEWS, random_query


def assert_same_answers(one: Store, other: Store) -> None:
    records = list(one.iterate())
    assert records == list(other.iterate())
    assert one.count() == other.count()
    assert one.find_articles(ArticleQuery(limit=200)) == other.find_articles(ArticleQuery(limit=200))
    actors = one.find_actors(ActorQuery(limit=200)).items
    assert actors == other.find_actors(ActorQuery(limit=200)).items
    for actor in actors[:10]:
        assert one.find_counterparts(actor.id) == other.find_counterparts(actor.id)
    rng = random.Random(2)
    for query in [StatementQuery(limit=200), *(random_query(rng, records) for _ in range(60))]:
        first, second = one.find_statements(query), other.find_statements(query)
        assert first.model_copy(update={"next_cursor": None}) == second.model_copy(update={"next_cursor": None})
        assert (first.next_cursor is None) == (second.next_cursor is None)


def test_a_copy_there_and_back_gives_the_same_answers(store: Store, tmp_path: Path) -> None:
    store.save(NEWS.records(15))
    store.save(NEWS.record(number, version=2) for number in range(5))
    with open_store(f"sqlite:///{tmp_path}/copy.db") as target:
        assert copy(store, target, batch=4, advance=lambda: None)["new"] == 15
        assert_same_answers(store, target)
        for record in target.iterate():
            store.delete_article(record.article.id)
        copy(target, store, batch=100, advance=lambda: None)
        assert_same_answers(store, target)
        assert store.get_record(NEWS.record(0).article.id).article.revision == 2


def test_copying_again_changes_nothing(store: Store, tmp_path: Path) -> None:
    store.save(NEWS.records(5))
    with open_store(f"sqlite:///{tmp_path}/copy.db") as target:
        copy(store, target, batch=2, advance=lambda: None)
        assert copy(store, target, batch=2, advance=lambda: None)["unchanged"] == 5
