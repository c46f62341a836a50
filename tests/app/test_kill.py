"""`kill -9` at any moment of an ingest, then the same ingest again: the same graph as without the kill."""

from __future__ import annotations

import json
import os
import random
import signal
import time
from pathlib import Path

import pytest

from app.extraction import Extracts, LocalEngine
from app.ingest import ingest
from app.stores import open_ready_store
from extract.readers import read
from tests.app.conftest import settings_for

KILLS = 30
SENTENCES = (
    "“The bridge is closed,” said Ana Velasco.",
    "Paul Renner told Ana Velasco that the ferries were full.",
    "The port authority denied that a ship had sunk.",
    "“Nobody will be left on the quay,” said Paul Renner.",
)


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    """Short articles that share actors."""
    path = tmp_path / "articles.jsonl"
    lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(SENTENCES)]
    path.write_text("\n".join(lines), encoding="utf-8")
    return [str(path)]


def run_ingest(folder: Path, extractor: Extracts, articles: list[str], batch: int) -> None:
    with open_ready_store(settings_for(folder)) as store:
        for _ in ingest(read(articles), store, LocalEngine(extractor), batch=batch):
            pass


def run_and_kill(folder: Path, extractor: Extracts, articles: list[str], batch: int, seconds: float) -> None:
    """In a process of its own, which finds the model loaded."""
    child = os.fork()
    if child == 0:
        try:
            run_ingest(folder, extractor, articles, batch)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def graph_of(folder: Path) -> list[str]:
    with open_ready_store(settings_for(folder)) as store:
        return [record.model_dump_json() for record in store.iterate()] + [store.count().model_dump_json()]


def test_a_killed_ingest_is_made_good_by_running_it_again(
    tmp_path: Path, extractor: Extracts, articles: list[str]
) -> None:
    """Kills in every step; those within a transaction of either store stand with the stores' own tests."""
    whole = tmp_path / "whole"
    whole.mkdir()
    started = time.monotonic()
    run_ingest(whole, extractor, articles, 2)
    duration = time.monotonic() - started
    moments = random.Random(7)
    for number in range(KILLS):
        folder = tmp_path / str(number)
        folder.mkdir()
        run_and_kill(folder, extractor, articles, moments.choice([1, 2, 4]), moments.uniform(0, duration))
        run_ingest(folder, extractor, articles, 2)
        assert graph_of(folder) == graph_of(whole)
