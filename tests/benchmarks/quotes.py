"""What quotes cost: `python -m tests.benchmarks.quotes --statements 10000`.

Synthetic statements of the words of English, as common as they are, some of them repeated by other publishers, whole or
cut. Times of saving one article of 20 statements with its quotes, and of tracing a sentence, in a store that holds so
many; run it with ten times as many to see the growth.
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from graph import open_store
from graph.lexicon import load_table
from graph.store import Store
from schema.statement import Record
from tests.builders import make_article, make_record, make_speaker, make_statement

STATEMENTS = 20
"""Of one article."""
PUBLISHERS = 40
REPEATED = 0.15
"""Of the quotations that somebody carried before."""
AT_ONCE = 100
LONGEST, SHORTEST = 35, 4


class Newsstand:
    """Articles of quotations, the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._rng = random.Random(seed)
        rows = [(word, 2.0 ** -int(rarity)) for rarity, words in load_table("word_rarity") for word in words.split()]
        self._words = [word for word, _ in rows]
        self._shares = [share for _, share in rows]
        self._speakers = [make_speaker(f"{self._name()} {self._name()}") for _ in range(2000)]
        self._said: list[tuple[str, int]] = []

    def _name(self) -> str:
        return "".join(self._rng.choices("bdfgklmnprst", k=3) + self._rng.choices("aeiou", k=3)).title()

    def articles(self, number: int) -> Iterator[Record]:
        return (self.article() for _ in range(number))

    def article(self) -> Record:
        rng = self._rng
        said = list(dict(self._quotation() for _ in range(STATEMENTS)).items())
        text = "\n\n".join(f"“{words},” said {self._speakers[speaker].name}." for words, speaker in said)
        day = f"20{rng.randint(15, 24)}-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}"
        article = make_article(text, publisher=f"Paper {rng.randrange(PUBLISHERS)}", published=day)
        return make_record(
            article,
            *(make_statement(article, f"“{words},”", speaker=self._speakers[speaker]) for words, speaker in said),
        )

    def _quotation(self) -> tuple[str, int]:
        rng = self._rng
        if self._said and rng.random() < REPEATED:
            words, speaker = rng.choice(self._said)
            parts = words.split()
            return (words if rng.random() < 0.5 else " ".join(parts[: max(len(parts) // 2, SHORTEST)])), speaker
        words = " ".join(rng.choices(self._words, self._shares, k=rng.randint(SHORTEST, LONGEST)))
        self._said.append((words, rng.randrange(len(self._speakers))))
        return self._said[-1]

    def sentence(self) -> str:
        return self._rng.choice(self._said)[0]


def measure(times: int, work: Callable[[], object]) -> tuple[float, float]:
    """Median and 95th percentile in milliseconds."""
    taken = []
    for _ in range(times):
        started = time.perf_counter()
        work()
        taken.append(1000 * (time.perf_counter() - started))
    return statistics.median(taken), statistics.quantiles(taken, n=20)[-1]


def fill(store: Store, news: Newsstand, statements: int) -> float:
    """Statements a second."""
    started = time.perf_counter()
    for _ in range(0, statements, AT_ONCE * STATEMENTS):
        store.save(news.articles(AT_ONCE))
    return statements / (time.perf_counter() - started)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=10_000)
    parser.add_argument("--times", type=int, default=200)
    args = parser.parse_args()
    news = Newsstand()
    with TemporaryDirectory() as folder, open_store(f"sqlite:///{Path(folder) / 'quotes.db'}") as store:
        print(f"filled: {fill(store, news, args.statements):,.0f} statements a second")
        for name, work in (
            ("save one article", lambda: store.save([news.article()])),
            ("trace a sentence", lambda: store.trace(news.sentence())),
        ):
            median, slow = measure(args.times, work)
            print(f"{name}: median {median:.1f} ms, p95 {slow:.1f} ms")


if __name__ == "__main__":
    main()
