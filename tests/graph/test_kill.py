"""A process killed in the middle of saving, and run again: the same graph as without the kill."""

from __future__ import annotations

import multiprocessing
import random
import signal
import time
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import pytest

from graph.sqlite_store import SqliteStore
from graph.store import Store
from schema.query import ActorQuery, StatementQuery
from tests.graph.conftest import Place
from tests.synthetic import News

NEWS = News(seed=3, actors=20, words=50, statements=5)
ARTICLES, BATCH = 12, 2
KILLS = 30
CONTEXT = multiprocessing.get_context("forkserver")
CONTEXT.set_forkserver_preload(["graph.sqlite_store", "tests.graph.test_kill"])


def prepare(place: Place) -> None:
    """Some articles are there already; the ingest brings another text of them."""
    with place.open() as store:
        store.init()
        store.save(NEWS.records(4))


def ingest(place: Place, progress: Connection | None = None) -> None:
    records = [NEWS.record(number, version=2 if number < 4 else 1) for number in range(ARTICLES)]
    with place.open() as store:
        for at in range(0, len(records), BATCH):
            if progress:
                progress.send(at)
            store.save(records[at : at + BATCH])
    if progress:
        progress.send(None)


def kill_while_saving(place: Place, rng: random.Random) -> None:
    """Kills a random moment after a random batch began."""
    receiver, sender = CONTEXT.Pipe(duplex=False)
    process = CONTEXT.Process(target=ingest, args=(place, sender))
    process.start()
    sender.close()
    for _ in range(rng.randint(1, ARTICLES // BATCH)):
        receiver.recv()
    time.sleep(rng.uniform(0, 0.02))
    process.kill()
    process.join()
    assert process.exitcode in (-signal.SIGKILL, 0)


def snapshot(store: Store) -> list[Any]:
    actors = store.find_actors(ActorQuery(limit=200)).items
    counterparts = [store.find_counterparts(actor.id) for actor in actors[:5]]
    statements = store.find_statements(StatementQuery(limit=200))
    words = store.find_statements(StatementQuery(q=NEWS.words[0], limit=200)).items
    return [list(store.iterate()), actors, counterparts, store.count(), statements.items, words]


@pytest.fixture(scope="module")
def unharmed(tmp_path_factory: pytest.TempPathFactory) -> list[Any]:
    place = Place(f"sqlite:///{tmp_path_factory.mktemp('unharmed')}/onrecord.db")
    prepare(place)
    ingest(place)
    with place.open() as store:
        return snapshot(store)


@pytest.mark.parametrize("moment", range(KILLS))
def test_a_killed_ingest_run_again_leaves_the_same_graph(place: Place, moment: int, unharmed: list[Any]) -> None:
    prepare(place)
    kill_while_saving(place, random.Random(moment))
    ingest(place)
    with place.open() as store:
        assert snapshot(store) == unharmed
        store.check()


def test_a_killed_process_does_not_lock_the_others_out(tmp_path: Path) -> None:
    place = Place(f"sqlite:///{tmp_path}/onrecord.db")
    prepare(place)
    kill_while_saving(place, random.Random(99))
    with SqliteStore(tmp_path / "onrecord.db", busy_timeout=1.0) as store:
        store.save([NEWS.record(50)])
        assert store.get_record(NEWS.record(50).article.id) == NEWS.record(50)
