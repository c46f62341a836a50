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
from extract.readers import read
from tests.app.conftest import BRIDGE, FERRIES
from tests.graph.conftest import Place, place

__all__ = ["place"]

KILLS = 30


@pytest.fixture
def articles(tmp_path: Path) -> list[str]:
    """Six articles that share actors, in files of their own."""
    paths = []
    for number in range(6):
        article = {**(BRIDGE if number % 2 else FERRIES), "url": f"https://velm.example/{number}"}
        path = tmp_path / f"{number}.json"
        path.write_text(json.dumps(article), encoding="utf-8")
        paths.append(str(path))
    return paths


def run_ingest(place: Place, extractor: Extracts, articles: list[str], batch: int) -> None:
    with place.open() as store:
        store.init()
        for _ in ingest(read(articles), store, LocalEngine(extractor), batch=batch):
            pass


def run_and_kill(place: Place, extractor: Extracts, articles: list[str], batch: int, seconds: float) -> None:
    """In a process of its own, which finds the model loaded."""
    child = os.fork()
    if child == 0:
        try:
            run_ingest(place, extractor, articles, batch)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def graph_of(place: Place) -> list[str]:
    with place.open() as store:
        return [record.model_dump_json() for record in store.iterate()] + [store.count().model_dump_json()]


@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")
def test_a_killed_ingest_is_made_good_by_running_it_again(
    place: Place, extractor: Extracts, articles: list[str]
) -> None:
    started = time.monotonic()
    run_ingest(place, extractor, articles, 2)
    whole = time.monotonic() - started
    expected = graph_of(place)
    assert len(expected) == len(articles) + 1
    moments = random.Random(7)
    for _ in range(KILLS):
        with place.open() as store:
            for article in [record.article.id for record in store.iterate()]:
                store.delete_article(article)
        run_and_kill(place, extractor, articles, moments.choice([1, 2, 6]), moments.uniform(0, whole))
        run_ingest(place, extractor, articles, 2)
        assert graph_of(place) == expected
