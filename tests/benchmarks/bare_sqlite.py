"""The rows of an embedded store written by sqlite3 alone: what the store's own ingest is measured against."""

from __future__ import annotations

import gc
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from graph.sqlite_store import SqliteStore
from tests.benchmarks.timing import Timing, timed

Row = tuple[Any, ...]

_PARENTS = ("state", "publisher", "actor")
"""Written at first: the rows of all others point at them."""
_READ = {
    "article": "SELECT pk, * FROM article ORDER BY pk",
    "article_text": "SELECT article, * FROM article_text ORDER BY article",
    "naming": "SELECT article, * FROM naming ORDER BY actor, article",
    "statement": "SELECT article, * FROM statement ORDER BY pk",
    "statement_body": "SELECT s.article, b.* FROM statement_body b JOIN statement s ON s.pk = statement ORDER BY s.pk",
    "statement_words": "SELECT s.article, w.rowid, words FROM statement_words w JOIN statement s ON s.pk = w.rowid",
    "edge": "SELECT s.article, e.* FROM edge e JOIN statement s ON s.pk = e.statement ORDER BY s.pk",
    "pair": "SELECT abs(random() % (SELECT count(*) FROM article)), * FROM pair",
    "form": "SELECT pk * (SELECT count(*) FROM article) / (SELECT count(*) FROM form), * FROM form ORDER BY pk",
    "form_words": "SELECT w.rowid * (SELECT count(*) FROM article) / (SELECT count(*) FROM form), w.rowid, words "
    "FROM form_words w",
}
"""Each row with the number of an article first, which says in which transaction it is written."""
_PRAGMAS = ("foreign_keys = ON", "synchronous = FULL", "cache_size = -65536")


def _insert(connection: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    if rows:
        columns = "(rowid, words)" if table.endswith("_words") else ""
        marks = ", ".join("?" * len(rows[0]))
        connection.executemany(f"INSERT INTO {table} {columns} VALUES ({marks})", rows)


def _read_batches(source: Path, batch: int) -> tuple[dict[str, list[Row]], list[dict[str, list[Row]]]]:
    """The rows to write at first, and those of every transaction of so many articles."""
    with closing(sqlite3.connect(source)) as connection:
        parents = {table: connection.execute(f"SELECT * FROM {table}").fetchall() for table in _PARENTS}
        (articles,) = connection.execute("SELECT max(pk) FROM article").fetchone()
        batches: list[dict[str, list[Row]]] = [{table: [] for table in _READ} for _ in range(articles // batch + 1)]
        for table, read in _READ.items():
            for article, *row in connection.execute(read):
                batches[max(article - 1, 0) // batch][table].append(tuple(row))
    return parents, batches


def write_again(source: Path, target: Path, *, batch: int) -> Timing:
    """Time for the same rows in the same tables, in transactions of as many articles."""
    parents, batches = _read_batches(source, batch)
    with SqliteStore(target) as store:
        store.init()
    with closing(sqlite3.connect(target, isolation_level=None)) as connection:
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("DELETE FROM state")
        gc.collect()
        gc.freeze()
        with timed() as timing:
            for rows in [parents, *batches]:
                connection.execute("BEGIN IMMEDIATE")
                for table, some in rows.items():
                    _insert(connection, table, some)
                connection.execute("COMMIT")
    return timing
