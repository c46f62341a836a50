"""How fast a store takes statements in and answers: `python -m tests.benchmarks.stores --store sqlite:////tmp/b.db`.

The store must be empty. *Ingest*: the bare driver's time for the same rows in the same tables and indexes, in as many
transactions and in the same run, over the time of our save: with rows that are made already, which must hold, and with
making them. *Pages*: 20 statements each, after filling up to `--statements`. The exit code is 1 where one is missed.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from graph import open_store
from graph.search import find_words
from graph.sqlite_rows import make_rows
from graph.sqlite_store import SqliteStore
from graph.store import Store
from schema.query import StatementQuery
from schema.statement import Record
from tests.benchmarks import bare_neo4j, bare_sqlite
from tests.benchmarks.timing import Timing, timed
from tests.neo4j_server import LTS, Neo4jServer, local_server
from tests.synthetic import News

BATCH = 200
"""Articles of one transaction: about 4,000 statements."""
FILL_BATCH = 1000
"""Filling is not measured."""
ROUNDS = 3
MIN_RATIO, MAX_PAGE = 0.6, 50.0
MOST_HITS = 2000


class Ingest(NamedTuple):
    """The same records saved three times."""

    with_rows: Timing
    rows_made: Timing
    bare: Timing


def verdict(is_held: bool) -> str:
    return "held" if is_held else "MISSED"


def batches(records: Iterator[Record], size: int = BATCH) -> Iterator[list[Record]]:
    while batch := list(islice(records, size)):
        yield batch


# Ingest
def measure_ingest(news: News, statements: int, write: Callable[[list[Record]], Ingest]) -> bool:
    """By processor time, the median of some rounds."""
    records, count = [], 0
    for record in news.records(statements):
        records.append(record)
        count += len(record.statements)
        if count >= statements:
            break
    rounds = [write(records) for _ in range(ROUNDS)]
    for one in rounds:
        print(
            f"ingest of {count:,} statements, processor seconds: bare driver {one.bare.processor:.2f}, "
            f"ours {one.rows_made.processor:.2f}, with making the rows {one.with_rows.processor:.2f}; "
            f"on the clock {one.bare.clock:.2f}, {one.rows_made.clock:.2f}, {one.with_rows.clock:.2f}"
        )
    ratio = median([one.bare.processor / one.rows_made.processor for one in rounds])
    whole = median([one.bare.processor / one.with_rows.processor for one in rounds])
    print(f"ingest of records, with making their rows: {whole:.2f} of the bare driver's speed")
    print(f"ingest of rows: {ratio:.2f} of the bare driver's speed, to be {MIN_RATIO}: {verdict(ratio >= MIN_RATIO)}")
    return ratio >= MIN_RATIO


def write_sqlite(records: list[Record]) -> Ingest:
    with TemporaryDirectory() as folder:
        ours = Path(folder) / "ours.db"
        with_rows = save_sqlite(Path(folder) / "with_rows.db", records)
        rows_made = save_rows_sqlite(ours, records)
        return Ingest(with_rows, rows_made, bare_sqlite.write_again(ours, Path(folder) / "bare.db", batch=BATCH))


def write_neo4j(server: Neo4jServer, records: list[Record]) -> Ingest:
    """The processor's time is ours and the server's together."""
    with_rows = bare_neo4j.save(server, batches(iter(records)))
    rows_made = bare_neo4j.save_rows(server, batches(iter(records)))
    return Ingest(with_rows, rows_made, bare_neo4j.write_again(server, list(batches(iter(records)))))


def save_sqlite(path: Path, records: list[Record]) -> Timing:
    with SqliteStore(path) as store:
        store.init()
        gc.collect()
        gc.freeze()
        with timed() as timing:
            for batch in batches(iter(records)):
                store.save(batch)
    return timing


def save_rows_sqlite(path: Path, records: list[Record]) -> Timing:
    with SqliteStore(path) as store:
        store.init()
        made = [[make_rows(record) for record in batch] for batch in batches(iter(records))]
        gc.collect()
        gc.freeze()
        with timed() as timing:
            for rows in made:
                store.save_rows(rows)
    return timing


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


def measure_pages(store: Store, questions: dict[str, list[StatementQuery]]) -> bool:
    """By the 95th percentile in milliseconds on the clock; two calls of each kind before warm up."""
    for query in [queries[0] for queries in questions.values()] * 2:
        store.find_statements(query)
    held = [measure_list(store, name, queries) for name, queries in questions.items()]
    return all(held)


def measure_list(store: Store, name: str, queries: list[StatementQuery]) -> bool:
    timings, items = [], 0
    for query in queries:
        with timed() as timing:
            items += len(store.find_statements(query).items)
        timings.append(timing)
    clock = sorted(timing.clock * 1000 for timing in timings)
    processor = sorted(timing.processor * 1000 for timing in timings)
    middle, last = len(timings) // 2, int(len(timings) * 0.95)
    print(
        f"page of 20 by {name}: p50 {clock[middle]:.1f} ms, p95 {clock[last]:.1f} ms "
        f"(of our processor {processor[middle]:.1f} and {processor[last]:.1f}; {items} items), "
        f"p95 to be at most {MAX_PAGE:g} ms: {verdict(clock[last] <= MAX_PAGE)}"
    )
    return clock[last] <= MAX_PAGE


def fill(store: Store, records: Iterator[Record], statements: int, sample: Sample) -> None:
    for batch in batches(records, FILL_BATCH):
        store.save(batch)
        for record in batch:
            sample.add(record)
        if sample.statements >= statements:
            return


def fill_and_measure_pages(store: Store, news: News, statements: int) -> bool:
    with store:
        store.init()
        sample = Sample(news)
        with timed() as timing:
            fill(store, news.records(statements), statements, sample)
        print(f"{sample.statements:,} statements made and saved in {timing.clock:.0f} s")
        return measure_pages(store, sample.questions())


def measure(store: Store, write: Callable[[list[Record]], Ingest], *, ingest: int, statements: int) -> bool:
    news, held = News(), []
    if ingest:
        held.append(measure_ingest(news, ingest, write))
    if statements:
        held.append(fill_and_measure_pages(store, news, statements))
    return all(held)


def measure_neo4j(*, ingest: int, statements: int) -> bool:
    """On a server of our own, which is started and stopped."""
    with TemporaryDirectory() as folder, local_server(LTS, Path(folder) / LTS, quick=False) as server:
        if ingest:
            write_neo4j(server, list(News().records(50)))
        store = open_store(server.uri, username=server.username, password=server.password)
        return measure(store, partial(write_neo4j, server), ingest=ingest, statements=statements)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", required=True, help="an empty SQLite store, or neo4j: a server is started for it")
    parser.add_argument("--statements", type=int, default=200_000, help="0 leaves the pages out")
    parser.add_argument("--ingest", type=int, default=20_000, help="0 leaves the ingest out")
    options = parser.parse_args()
    sizes = {"ingest": options.ingest, "statements": options.statements}
    if options.store == "neo4j":
        held = measure_neo4j(**sizes)
    else:
        held = measure(open_store(options.store), write_sqlite, **sizes)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
