"""How fast a store takes statements in and answers: `python -m tests.benchmarks.stores --store sqlite:////tmp/b.db`.

The store must be empty. *Ingest*: synthetic records that are extracted already, against the bare driver writing the
same rows in as many transactions, in the same run. *Pages*: 20 statements each, after filling up to `--statements`.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from graph import open_store
from graph.search import find_words
from graph.store import Store
from schema.query import StatementQuery
from schema.statement import Record
from tests.benchmarks import bare_sqlite
from tests.benchmarks.timing import Timing, timed
from tests.synthetic import News

BATCH = 200
"""Articles of one transaction: about 4,000 statements."""
ROUNDS = 3
MOST_HITS = 2000


def open_given(url: str) -> Store:
    """Name and password of a server come from the environment, as everywhere."""
    return open_store(
        url,
        username=os.environ.get("NEO4J_USERNAME"),
        password=os.environ.get("NEO4J_PASSWORD"),
        database=os.environ.get("NEO4J_DATABASE"),
    )


def batches(records: Iterator[Record]) -> Iterator[list[Record]]:
    while batch := list(islice(records, BATCH)):
        yield batch


# Ingest
def measure_ingest(news: News, statements: int, write: Callable[[list[Record]], tuple[Timing, Timing]]) -> float:
    """The bare driver's time as part of ours: the median of some rounds."""
    records, count = [], 0
    for record in news.records(statements):
        records.append(record)
        count += len(record.statements)
        if count >= statements:
            break
    gc.collect()
    gc.freeze()
    ratios = []
    for _ in range(ROUNDS):
        ours, bare = write(records)
        ratios.append(bare.processor / ours.processor)
        print(
            f"ingest of {count:,}: {count / ours.clock:,.0f} statements/s, bare driver {count / bare.clock:,.0f}; "
            f"ratio {bare.clock / ours.clock:.2f} on the clock, {ratios[-1]:.2f} of processor time"
        )
    return sorted(ratios)[ROUNDS // 2]


def write_sqlite(records: list[Record]) -> tuple[Timing, Timing]:
    with TemporaryDirectory() as folder:
        ours, bare = Path(folder) / "ours.db", Path(folder) / "bare.db"
        with open_store(f"sqlite:///{ours}") as store:
            store.init()
            with timed() as timing:
                for batch in batches(iter(records)):
                    store.save(batch)
        return timing, bare_sqlite.write_again(ours, bare, batch=BATCH)


# Pages
class Sample:
    """Questions about the collection, from the top actors down to rare ones."""

    def __init__(self, news: News, records: Iterator[Record]) -> None:
        self._rng = random.Random(3)
        self.statements = 0
        self.said: Counter[str] = Counter()
        self.about: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        for record in records:
            self._count(record)
        self._names = {one.ref.id: one.ref.name for one in news.actors}

    def _count(self, record: Record) -> None:
        for statement in record.statements:
            self.statements += 1
            self.said.update([statement.speaker.id] if statement.speaker else [])
            self.about.update(actor.id for actor in statement.about)
            self.words.update(set(find_words(statement.text)))

    def top(self, counts: Counter[str], number: int) -> list[str]:
        return [self._names[actor] for actor, _ in counts.most_common(number)]

    def rare(self, counts: Counter[str], number: int) -> list[str]:
        found = sorted(actor for actor, count in counts.items() if 2 <= count <= 100)
        return [self._names[actor] for actor in self._rng.sample(found, min(number, len(found)))]

    def questions(self) -> dict[str, list[StatementQuery]]:
        speakers = [*self.top(self.said, 50), *self.rare(self.said, 50)]
        top_said, top_about = self.top(self.said, 10), self.top(self.about, 10)
        words = sorted(word for word, hits in self.words.items() if hits <= MOST_HITS)
        frequent = sorted(words, key=lambda word: (-self.words[word], word))[:50]
        return {
            "speaker": [StatementQuery(speaker=name) for name in speakers],
            "speaker and about, top × top": [StatementQuery(speaker=s, about=a) for s in top_said for a in top_about],
            "speaker and about, top × rare": [
                StatementQuery(speaker=s, about=a) for s in top_said for a in self.rare(self.about, 10)
            ],
            f"word, up to {MOST_HITS:,} hits": [
                StatementQuery(q=word) for word in [*frequent, *self._rng.sample(words, 50)]
            ],
            "newest first": [StatementQuery()] * 100,
        }


def measure_pages(store: Store, questions: dict[str, list[StatementQuery]]) -> dict[str, float]:
    """Milliseconds, 95th percentile; the first ten calls of the process warm up."""
    for query in [queries[0] for queries in questions.values()] * 2:
        store.find_statements(query)
    result = {}
    for name, queries in questions.items():
        times, hits = [], 0
        for query in queries:
            started = time.perf_counter()
            page = store.find_statements(query)
            times.append((time.perf_counter() - started) * 1000)
            hits += len(page.items)
        times.sort()
        result[name] = times[int(len(times) * 0.95)]
        print(f"page of 20 by {name}: p50 {times[len(times) // 2]:.1f} ms, p95 {result[name]:.1f} ms ({hits} items)")
    return result


def fill(store: Store, records: Iterator[Record], statements: int) -> int:
    """The number of articles that hold as many statements."""
    articles, count = 0, 0
    for batch in batches(records):
        store.save(batch)
        articles += len(batch)
        count += sum(len(record.statements) for record in batch)
        if count >= statements:
            return articles
    return articles


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True, help="an empty store")
    parser.add_argument("--statements", type=int, default=200_000, help="0 leaves the pages out")
    parser.add_argument("--ingest", type=int, default=20_000, help="0 leaves the ingest out")
    options = parser.parse_args()
    news = News()
    if options.ingest:
        print(f"ingest ratio {measure_ingest(news, options.ingest, writer_of(options.store)):.2f}, to be at least 0.6")
    if options.statements:
        with open_given(options.store) as store:
            store.init()
            articles = fill(store, news.records(options.statements), options.statements)
            sample = Sample(news, news.records(articles))
            print(f"{sample.statements:,} statements")
            slowest = max(measure_pages(store, sample.questions()).values())
            print(f"slowest p95 {slowest:.1f} ms, to be at most 50")


def writer_of(url: str) -> Callable[[list[Record]], tuple[Timing, Timing]]:
    if url.startswith("sqlite:"):
        return write_sqlite
    raise SystemExit(f"no bare driver for {url}")


if __name__ == "__main__":
    main()
