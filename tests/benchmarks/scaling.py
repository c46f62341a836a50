"""Time and memory of one long article: `python -m tests.benchmarks.scaling`.

    python -m tests.benchmarks.scaling [--model accurate] [WORDS…]

An article of so many words (1,000, 10,000, 100,000 and 200,000, unless others are named) is made of invented
paragraphs, no two of which are the same, and read by a process of its own: its seconds on the processor without
loading, its words a second, and the most memory that it took.
"""

from __future__ import annotations

import argparse
import resource
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import count
from multiprocessing import get_context
from typing import NamedTuple

from app.settings import DEFAULT_MODEL
from extract.readers import read_object
from tests.benchmarks.predict import load_extractor
from tests.benchmarks.timing import timed

WORDS = (1_000, 10_000, 100_000, 200_000)
FIRST = ("Ada", "Ian", "Lena", "Tomas", "Mira", "Paulo", "Hanna")
LAST = ("Brandt", "Holt", "Osei", "Varga", "Sato", "Reis", "Lindqvist", "Haddad", "Moll", "Danso", "Voss")
THINGS = ("bridge", "ferry", "mill", "clinic", "library", "harbour", "school", "lake", "museum", "stadium")


class Measured(NamedTuple):
    words: int
    statements: int
    seconds: float
    megabytes: int


def paragraphs() -> Iterator[str]:
    for number in count():
        first, last = FIRST[number % len(FIRST)], LAST[number % len(LAST)]
        thing, year = THINGS[number % len(THINGS)], 1990 + number % 30
        yield (
            f"{first} {last} said in letter {number} that the {thing} had been closed since {year}. “We have waited "
            f"long enough,” {last} told the council. “Nobody has counted the {number} days.” The council met "
            f"again in May, and a spokesman denied that the {thing} would be sold."
        )


def article_of(words: int) -> str:
    text: list[str] = []
    length = 0
    for paragraph in paragraphs():
        text.append(paragraph)
        length += len(paragraph.split())
        if length >= words:
            return "\n\n".join(text)
    raise AssertionError  # the paragraphs do not end


def measure(words: int, model: str) -> Measured:
    extractor = load_extractor(model)
    extractor.extract(read_object({"text": article_of(100)}))
    text = article_of(words)
    with timed() as timing:
        record = extractor.extract(read_object({"text": text}))
    kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return Measured(len(text.split()), len(record.statements), timing.processor, kilobytes // 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("words", nargs="*", type=int, default=WORDS)
    parser.add_argument("--model", default=DEFAULT_MODEL)
    args = parser.parse_args()
    print(f"{'words':>9}{'statements':>12}{'seconds':>10}{'words/s':>10}{'memory':>11}")
    for words in args.words:
        with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as alone:
            one = alone.submit(measure, words, args.model).result()
        speed = one.words / one.seconds
        print(f"{one.words:9}{one.statements:12}{one.seconds:10.1f}{speed:10.0f}{one.megabytes:8} MB")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
