"""What only the embedded store has: its file, its two ways to a page, its errors."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from graph.sqlite_connections import translate
from graph.sqlite_store import APPLICATION_ID, SqliteStore
from schema.errors import (
    QueryError,
    StoreAccessDenied,
    StoreBusy,
    StoreError,
    StoreForeignData,
    StoreNotReady,
    StoreUnavailable,
)
from schema.query import StatementQuery
from tests.graph.oracle import Oracle
from tests.graph.test_contract import NEWS, assert_answers, random_query


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "onrecord.db"


def test_lists_read_in_order_equal_lists_that_are_sorted(path: Path) -> None:
    records, rng = list(NEWS.records(30)), random.Random(1)
    oracle = Oracle(records)
    with SqliteStore(path, gathered=-1) as store:
        store.save(records)
        for _ in range(200):
            assert_answers(store, oracle, random_query(rng, records))


def test_a_file_that_is_not_there_is_made(path: Path) -> None:
    with SqliteStore(path) as store:
        assert store.count().articles == 0
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_eight_processes_may_make_the_file_at_once(path: Path) -> None:
    context = multiprocessing.get_context("forkserver")
    processes = [context.Process(target=_save_one, args=(path, number)) for number in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * 8
    with SqliteStore(path) as store:
        assert list(store.iterate()) == sorted(NEWS.records(8), key=lambda record: record.article.id)


def _save_one(path: Path, number: int) -> None:
    with SqliteStore(path) as store:
        store.save([NEWS.record(number)])


def test_a_file_that_is_no_database_is_refused(path: Path) -> None:
    path.write_text("Dear diary, " * 1000)
    for use in USES:
        with SqliteStore(path) as store, pytest.raises(StoreForeignData):
            use(store)
    assert path.read_text().startswith("Dear diary")


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE statement (id)")
    for use in USES:
        with SqliteStore(path) as store, pytest.raises(StoreForeignData, match="another program"):
            use(store)
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_schema").fetchall() == [("statement",)]


def test_a_newer_schema_is_refused_with_what_helps(path: Path) -> None:
    _set_version(path, 999)
    for use in USES:
        with SqliteStore(path) as store, pytest.raises(StoreNotReady, match=r"999.*Install the newer onrecord"):
            use(store)


def _set_version(path: Path, version: int) -> None:
    with SqliteStore(path) as store:
        store.init()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute(f"PRAGMA user_version = {version}")


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    for use in USES:
        with SqliteStore(tmp_path / "no" / "onrecord.db") as store, pytest.raises(StoreUnavailable, match="Make the"):
            use(store)


def test_a_folder_in_place_of_the_file_is_an_error_of_ours(tmp_path: Path) -> None:
    for use in USES:
        with SqliteStore(tmp_path) as store, pytest.raises(StoreUnavailable, match="cannot be opened"):
            use(store)


def test_a_writer_that_waits_too_long_is_told_so(path: Path) -> None:
    with SqliteStore(path, busy_timeout=0.05) as store:
        store.init()
        with closing(sqlite3.connect(path, isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(StoreBusy):
                store.save([NEWS.record(0)])
            assert store.count().articles == 0
        store.save([NEWS.record(0)])


def test_a_damaged_file_is_an_error_of_ours(path: Path) -> None:
    with SqliteStore(path) as store:
        store.save(NEWS.records(20))
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    with SqliteStore(path) as store, pytest.raises(StoreError, match="damaged"):
        list(store.iterate())


def _caught(run: Callable[[sqlite3.Connection], object], path: Path, *, options: str = "") -> StoreError:
    with closing(sqlite3.connect(f"file:{path}{options}", uri=True, isolation_level=None)) as connection:
        try:
            run(connection)
        except sqlite3.Error as error:
            return translate(error, "sqlite:///x.db")
    raise AssertionError("no error")


def test_a_read_only_file_says_what_to_do(path: Path) -> None:
    _set_version(path, 1)
    error = _caught(lambda connection: connection.execute("DELETE FROM state"), path, options="?mode=ro")
    assert isinstance(error, StoreAccessDenied)
    assert "writable" in str(error)


def test_a_full_disk_says_what_to_do(path: Path) -> None:
    def fill(connection: sqlite3.Connection) -> None:
        connection.execute("PRAGMA max_page_count = 2")
        connection.execute("CREATE TABLE big (words)")
        connection.execute("INSERT INTO big VALUES (zeroblob(100000))")

    error = _caught(fill, path)
    assert isinstance(error, StoreUnavailable)
    assert "Make room" in str(error)


def test_a_closed_store_says_so(path: Path) -> None:
    store = SqliteStore(path)
    store.init()
    store.close()
    with pytest.raises(StoreUnavailable, match="closed"):
        store.count()


def test_text_that_is_no_unicode_is_a_bad_question(path: Path) -> None:
    with SqliteStore(path) as store, pytest.raises(QueryError):
        store.find_statements(StatementQuery(speaker_id="\udcff"))


def test_an_iteration_that_is_left_holds_nothing_back(path: Path) -> None:
    with SqliteStore(path) as store:
        store.save(NEWS.records(5))
        records = store.iterate()
        next(records)
        store.save(NEWS.records(5, start=5))
        assert len([1 for _ in records]) == 4
        next(store.iterate())
        assert store.count().articles == 10


def test_deleting_all_articles_leaves_all_tables_empty(path: Path) -> None:
    with SqliteStore(path) as store:
        store.save(NEWS.records(6))
        store.save(NEWS.record(number, version=2) for number in range(3))
        for number in range(6):
            store.delete_article(NEWS.record(number).article.id)
    with closing(sqlite3.connect(path)) as connection:
        tables = [name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
        for table in tables:
            if "_words_" not in table and table != "state":
                assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table
        assert connection.execute("SELECT articles, statements, actors, publishers FROM state").fetchone() == (0,) * 4
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


USES: tuple[Callable[[SqliteStore], object], ...] = (
    lambda store: store.init(),
    lambda store: store.check(),
    lambda store: store.count(),
    lambda store: store.save([NEWS.record(0)]),
)
