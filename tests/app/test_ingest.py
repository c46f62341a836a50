"""What happens when the store, the person or a worker stops in the middle of an ingest."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path

import pytest

from app.extraction import Extracts, LocalEngine, Outcome, PoolEngine, open_engine
from app.ingest import ingest
from app.stores import open_ready_store
from extract.readers import read
from graph.sqlite_store import SqliteStore
from schema.errors import OnrecordError, StoreBusy
from schema.query import SaveResult
from tests.app.conftest import settings_for

ONRECORD = Path(sys.executable).with_name("onrecord")


def write_articles(path: Path, number: int) -> str:
    texts = [f"“Pier {n} is closed,” said Mayor Ana Velasco on Monday." for n in range(number)]
    lines = [json.dumps({"id": str(n), "text": text}) for n, text in enumerate(texts)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def statuses(outcomes: Iterable[Outcome]) -> list[str]:
    return [outcome.status if isinstance(outcome, SaveResult) else "failed" for outcome in outcomes]


def count_articles(database: Path) -> int:
    with open_ready_store(settings_for(Path(), store=f"sqlite:///{database}")) as store:
        return store.count().articles


@pytest.fixture
def blocked(tmp_path: Path) -> Iterator[sqlite3.Connection]:
    """A second connection that may hold the database for itself."""
    with open_ready_store(settings_for(tmp_path)) as store:
        store.count()
    connection = sqlite3.connect(tmp_path / "test.db", isolation_level=None)
    yield connection
    connection.close()


def test_a_store_that_goes_away_stops_the_run_and_the_next_one_completes_it(
    tmp_path: Path, extractor: Extracts, blocked: sqlite3.Connection
) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 6)
    with SqliteStore(tmp_path / "test.db", busy_timeout=0.05) as store:
        outcomes = ingest(read([articles]), store, LocalEngine(extractor), batch=2, attempts=2)
        assert statuses(islice(outcomes, 2)) == ["new", "new"]
        blocked.execute("BEGIN IMMEDIATE")
        with pytest.raises(StoreBusy):
            list(outcomes)
        blocked.execute("ROLLBACK")
        assert store.count().articles == 2
        again = statuses(ingest(read([articles]), store, LocalEngine(extractor), batch=2))
    assert sorted(again) == ["new"] * 4 + ["unchanged"] * 2


def test_a_store_that_comes_back_in_time_is_waited_for(
    tmp_path: Path, extractor: Extracts, blocked: sqlite3.Connection
) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 2)
    with SqliteStore(tmp_path / "test.db", busy_timeout=0.05) as store, ThreadPoolExecutor(1) as other:
        blocked.execute("BEGIN IMMEDIATE")
        run = other.submit(lambda: list(ingest(read([articles]), store, LocalEngine(extractor), batch=1, attempts=8)))
        time.sleep(0.5)
        assert not run.done()
        blocked.execute("ROLLBACK")
        assert statuses(run.result()) == ["new", "new"]


def test_an_interrupted_ingest_ends_cleanly_and_goes_on_when_run_again(tmp_path: Path) -> None:
    articles, database = write_articles(tmp_path / "a.jsonl", 150), tmp_path / "test.db"
    command = [str(ONRECORD), "ingest", articles, "--store", f"sqlite:///{database}", "--batch", "1", "--workers", "2"]
    running = subprocess.Popen(
        command,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        # a shell's background jobs ignore Ctrl-C, and so would their children
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    while not database.exists() or count_articles(database) < 3:
        assert running.poll() is None
        time.sleep(0.2)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Stopped after" in said
    assert "Traceback" not in said
    before = count_articles(database)
    assert 3 <= before < 150
    again = subprocess.run([*command, "--json"], cwd=tmp_path, capture_output=True, text=True, check=True)
    counts = json.loads(again.stdout)
    assert (counts["new"], counts["unchanged"]) == (150 - before, before)


def test_a_worker_that_dies_stops_the_run_with_a_remedy(tmp_path: Path) -> None:
    articles = write_articles(tmp_path / "a.jsonl", 40)
    with open_ready_store(settings_for(tmp_path)) as store, open_engine(2) as engine:
        assert isinstance(engine, PoolEngine)
        outcomes = ingest(read([articles]), store, engine, batch=1)
        next(outcomes)
        for worker in multiprocessing.active_children():
            os.kill(worker.pid or 0, signal.SIGKILL)
        with pytest.raises(OnrecordError, match="--workers"):
            list(outcomes)
        assert store.count().articles >= 1
