from __future__ import annotations

import pickle
import sqlite3
from contextlib import closing
from pathlib import Path

from graph.identities import Identities
from graph.sqlite_rows import make_rows
from graph.sqlite_store import SqliteStore
from graph.support import count_actors
from tests.builders import make_about, make_article, make_record, make_speaker, make_statement
from tests.graph.newsroom import council_vote, records


def dump(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as connection:
        return list(connection.iterdump())


def test_rows_made_elsewhere_write_what_their_records_write(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "records.db") as store, SqliteStore(tmp_path / "rows.db") as other:
        results = store.save(records())
        rows = pickle.loads(pickle.dumps([make_rows(record) for record in records()]))
        assert other.save_rows(rows) == results
    assert dump(tmp_path / "rows.db") == dump(tmp_path / "records.db")


def test_batches_of_any_size_write_the_same(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "all.db") as store, SqliteStore(tmp_path / "each.db") as other:
        results = store.save(records())
        assert [other.save([record])[0] for record in records()] == results
        assert list(other.iterate()) == list(store.iterate())


def test_an_article_that_comes_twice_is_saved_twice(tmp_path: Path) -> None:
    with SqliteStore(tmp_path / "onrecord.db") as store:
        assert [result.status for result in store.save([council_vote(), council_vote()])] == ["new", "unchanged"]
        assert store.count().articles == 1


def test_a_record_supports_its_actors_by_its_statements() -> None:
    article = make_article("Brandt said the port pays.", publisher="The Velm Courier")
    brandt, port = make_speaker("Anna Brandt"), make_about("Port Ellery", kind="place")
    statement = make_statement(article, "the port pays", speaker=brandt, about=(port,))
    support = make_rows(make_record(article, statement)).support
    counted = count_actors(support, Identities())
    assert (counted.said, counted.about, counted.pairs) == ([brandt.id], [port.id], [(brandt.id, port.id)])
    assert support.names == [brandt.id, port.id]
