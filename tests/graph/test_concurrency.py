"""Several at one store: readers see whole articles while somebody writes, and writers lose nothing."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Event

from graph.store import Store
from schema.query import StatementQuery
from tests.graph.conftest import Place
from tests.graph.test_contract import assert_equals_oracle
from tests.synthetic import News

NEWS = News(seed=4, actors=15, words=40, statements=5)


def test_readers_see_whole_articles_during_writes(store: Store, place: Place) -> None:
    versions = {version: NEWS.record(0, version=version) for version in (1, 2)}
    texts = {record.article.text: record for record in versions.values()}
    statements = [statement for record in versions.values() for statement in record.statements]
    store.save([versions[1]])
    done = Event()

    def read() -> int:
        reads = 0
        while not done.is_set() or not reads:
            record = store.get_record(versions[1].article.id)
            assert record.statements == texts[record.article.text].statements
            page = store.find_statements(StatementQuery(limit=200))
            assert all(found.statement in statements for found in page.items)
            assert len(page.items) == page.coverage.statements or not place.reads_snapshots
            reads += 1
        return reads

    with ThreadPoolExecutor(4) as pool:
        readers: list[Future[int]] = [pool.submit(read) for _ in range(4)]
        for turn in range(20):
            store.save([versions[turn % 2 + 1]])
        done.set()
        assert all(reader.result() for reader in readers)


def test_four_writers_at_once_leave_what_one_would(place: Place) -> None:
    records = list(NEWS.records(24))

    def write(part: int) -> None:
        with place.open() as store:
            for record in records[part::4]:
                store.save([record])
            store.save(records[:3])

    _run([partial(write, part) for part in range(4)], place)
    with place.open() as store:
        assert_equals_oracle(store, records)


def test_two_writers_of_one_article_leave_one_of_its_texts(place: Place) -> None:
    versions = [NEWS.record(1, version=version) for version in (1, 2)]

    def write(version: int) -> None:
        with place.open() as store:
            for _ in range(5):
                store.save([versions[version]])

    _run([partial(write, version) for version in (0, 1)], place)
    with place.open() as store:
        [left] = [record for record in versions if record.article.text == next(store.iterate()).article.text]
        assert_equals_oracle(store, [left])


def _run(tasks: list[Callable[[], None]], place: Place) -> None:
    with place.open() as store:
        store.init()
    with ThreadPoolExecutor(len(tasks)) as pool:
        for future in [pool.submit(task) for task in tasks]:
            future.result()
