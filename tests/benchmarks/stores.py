"""How fast a store takes statements in and answers: `python -m tests.benchmarks.stores --store sqlite:////tmp/b.db`.

The store must be empty. *Ingest*: synthetic records that are extracted already, against the bare driver writing the
same rows in as many transactions, in the same run. *Pages*: 20 statements each, after filling up to `--statements`.
"""

from __future__ import annotations

import argparse
import gc
import os
import random
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

    def __init__(self, news: News) -> None:
        self._rng = random.Random(3)
        self.statements = 0
        self.said: Counter[str] = Counter()
        self.about: Counter[str] = Counter()
        self.words: Counter[str] = Counter()
        self._names = {one.ref.id: one.ref.name for one in news.actors}

    def add(self, record: Record) -> None:
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
    """The 95th percentile in milliseconds on the clock; two calls of each kind before warm up."""
    for query in [queries[0] for queries in questions.values()] * 2:
        store.find_statements(query)
    result = {}
    for name, queries in questions.items():
        timings, items = [], 0
        for query in queries:
            with timed() as timing:
                items += len(store.find_statements(query).items)
            timings.append(timing)
        clock = sorted(timing.clock * 1000 for timing in timings)
        processor = sorted(timing.processor * 1000 for timing in timings)
        middle, last = len(timings) // 2, int(len(timings) * 0.95)
        result[name] = clock[last]
        print(
            f"page of 20 by {name}: p50 {clock[middle]:.1f} ms, p95 {clock[last]:.1f} ms "
            f"(of our processor {processor[middle]:.1f} and {processor[last]:.1f}; {items} items)"
        )
    return result


def fill(store: Store, records: Iterator[Record], statements: int, sample: Sample) -> None:
    for batch in batches(records):
        store.save(batch)
        for record in batch:
            sample.add(record)
        if sample.statements >= statements:
            return


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
            sample = Sample(news)
            fill(store, news.records(options.statements), options.statements, sample)
            print(f"{sample.statements:,} statements")
            slowest = max(measure_pages(store, sample.questions()).values())
            print(f"slowest p95 {slowest:.1f} ms, to be at most 50")


def writer_of(url: str) -> Callable[[list[Record]], tuple[Timing, Timing]]:
    if url.startswith("sqlite:"):
        return write_sqlite
    raise SystemExit(f"no bare driver for {url}")


if __name__ == "__main__":
    main()
