"""Whether the order in which articles come is no matter: `python -m tests.benchmarks.permutations RECORDS.jsonl`.

RECORDS.jsonl is what `onrecord extract --format jsonl` prints. The articles are saved in random orders and batches,
each time into an empty store, and once by four writers at one time; then some are deleted and come again, others are
replaced and come back. Every time the store must give the same actors, the same statements by and on them, and the
same quotes.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from graph import open_store
from graph.store import Store
from schema.query import ActorQuery, StatementQuery
from schema.quote import QuoteQuery
from schema.statement import Record
from tests.neo4j_server import LTS, Neo4jServer, delete_nodes, local_server

WRITERS = 4
MOST_AT_ONCE = 60
"""Articles of one transaction."""
DISTURBED = 0.1
"""Of the articles are deleted and saved again, and as many replaced and restored."""
Open = Callable[[], Store]


def fingerprint(store: Store) -> tuple[int, int, str]:
    """How many actors and statements there are, and a hash of all that the store says of them."""
    digest, actors, statements = hashlib.sha256(), 0, 0
    query = ActorQuery(limit=200)
    while True:
        page = store.find_actors(query)
        for actor in page.items:
            actors += 1
            digest.update(actor.model_dump_json().encode())
            digest.update(str(store.find_counterparts(actor.id, limit=5)).encode() if actor.said > 20 else b"")
        if page.next_cursor is None:
            break
        query = query.model_copy(update={"cursor": page.next_cursor})
    asked = StatementQuery(limit=200)
    while True:
        found = store.find_statements(asked)
        for item in found.items:
            statements += 1
            digest.update(item.statement.model_dump_json().encode())
        if found.next_cursor is None:
            digest_quotes(store, digest)
            return actors, statements, digest.hexdigest()[:16]
        asked = asked.model_copy(update={"cursor": found.next_cursor})


def digest_quotes(store: Store, digest: hashlib._Hash) -> None:
    """All that several articles quote, with who carries it and how wordings differ."""
    query = QuoteQuery(limit=200)
    while True:
        page = store.find_quotes(query)
        for item in page.items:
            digest.update(item.model_dump_json().encode())
            digest.update(store.get_quote(item.id).model_dump_json().encode())
        if page.next_cursor is None:
            return
        query = query.model_copy(update={"cursor": page.next_cursor})


def batches(records: list[Record], rng: random.Random) -> Iterator[list[Record]]:
    start = 0
    while start < len(records):
        size = rng.randint(1, MOST_AT_ONCE)
        yield records[start : start + size]
        start += size


def save_shuffled(store: Store, records: list[Record], rng: random.Random) -> None:
    shuffled = rng.sample(records, len(records))
    for batch in batches(shuffled, rng):
        store.save(batch)


def save_by_many(open_one: Open, records: list[Record], rng: random.Random) -> None:
    """Several writers at one time, each with some articles that others save, too."""

    def write(seed: int) -> None:
        own = random.Random(seed)
        with open_one() as store:
            part = [*records[seed % WRITERS :: WRITERS], *own.sample(records, len(records) // 10)]
            save_shuffled(store, list({record.article.id: record for record in part}.values()), own)

    seeds = [rng.randrange(10**6) * WRITERS + number for number in range(WRITERS)]
    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, seeds))


def disturb(store: Store, records: list[Record], rng: random.Random) -> None:
    """Deletes some articles, empties others, and saves them as they were."""
    some = rng.sample(records, max(1, round(len(records) * DISTURBED)))
    for record in some:
        store.delete_article(record.article.id)
    others = rng.sample(records, len(some))
    store.save(record.model_copy(update={"statements": ()}) for record in others)
    save_shuffled(store, [*some, *others], rng)


def measure(new_store: Callable[[], Open], records: list[Record], *, permutations: int) -> bool:
    results = []

    def note(what: str, started: float, open_one: Open) -> None:
        with open_one() as store:
            result = fingerprint(store)
        results.append(result)
        actors, statements, hash_ = result
        print(f"{what}: {actors:,} actors, {statements:,} statements, {hash_} ({time.monotonic() - started:.0f} s)")

    for number in range(permutations):
        started, open_one, rng = time.monotonic(), new_store(), random.Random(number)
        with open_one() as store:
            store.init()
            save_shuffled(store, records, rng)
        note(f"order {number + 1}", started, open_one)
    with open_one() as store:
        disturb(store, records, rng)
    note("deleted, replaced and restored", started, open_one)
    started, open_one = time.monotonic(), new_store()
    with open_one() as store:
        store.init()
    save_by_many(open_one, records, random.Random(0))
    note(f"{WRITERS} writers", started, open_one)
    held = len(set(results)) == 1
    print("identical" if held else "DIFFERENT")
    return held


@contextmanager
def sqlite_stores() -> Iterator[Callable[[], Open]]:
    with TemporaryDirectory() as folder:
        numbers = iter(range(10**6))

        def new_store() -> Open:
            url = f"sqlite:///{folder}/{next(numbers)}.db"
            return lambda: open_store(url)

        yield new_store


@contextmanager
def neo4j_stores() -> Iterator[Callable[[], Open]]:
    """One server of our own, emptied for each."""
    with TemporaryDirectory() as folder, local_server(LTS, Path(folder) / LTS, quick=False) as server:
        yield lambda: _emptied(server)


def _emptied(server: Neo4jServer) -> Open:
    delete_nodes(server)
    return lambda: open_store(server.uri, username=server.username, password=server.password)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("records", type=Path)
    parser.add_argument("--store", choices=("sqlite", "neo4j"), default="sqlite")
    parser.add_argument("--permutations", type=int, default=20)
    parser.add_argument("--articles", type=int, help="only so many")
    options = parser.parse_args()
    with options.records.open(encoding="utf-8") as lines:
        records = [Record.model_validate_json(line) for line in lines if line.strip()]
    stores = sqlite_stores() if options.store == "sqlite" else neo4j_stores()
    with stores as new_store:
        held = measure(new_store, records[: options.articles], permutations=options.permutations)
    sys.exit(0 if held else 1)


if __name__ == "__main__":
    main()
