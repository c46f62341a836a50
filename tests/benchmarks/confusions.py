"""What is taken for what: the kinds of confusion that remain in a labelled set, most frequent first.

    python -m tests.benchmarks.confusions [PREDICTIONS] [--set statements-dev] [--most 10]

PREDICTIONS is what `python -m tests.benchmarks.predict statements` printed; without it the set is read now. Of the
statements that the reader of SET found too, by score_statements.py: speaker, date, channel, addressee and act, the
reader's value → ours. A line per kind with its count; statements that were missed or made up are the first two.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterable, Iterator

from extract.training.judging import Judge
from extract.training.labels import Row
from tests.benchmarks.gates import corpora
from tests.benchmarks.predict import predict, read_rows

Kind = tuple[str, str, str]
"""The decision, the reader's value, ours."""


def confusions(judge: Judge, row: Row, guesses: list[Row]) -> Iterator[Kind]:
    gold = [one for one in row["attributions"] if one["content"]]
    outer = [one for one in guesses if one["content"] and not one.get("parent")]
    verdicts = judge.judge(row, guesses)
    yield from [("statement", "a statement", "none")] * (len(gold) - len(verdicts))
    yield from [("statement", "none", "a statement")] * (len(outer) - len(verdicts))
    for verdict in verdicts:
        label, guess = gold[verdict.label], guesses[verdict.guess]
        if not verdict.speaker:
            yield "speaker", label["type"], "another" if guess["speaker"] else "nobody"
        if not label.get("unsure"):
            yield from _manner(judge, label, guess)


def _manner(judge: Judge, label: Row, guess: Row) -> Iterator[Kind]:
    days = label["said_on"], guess["said_on"]
    if days[0] != days[1]:
        origin = f"a day by {label['said_from']}" if days[0] else "no day"
        yield "date", origin, "another day" if all(days) else "a day" if days[1] else "none"
    heard = label["addressee"] or [], guess["addressees"]
    if any(heard) and not judge.hears(*heard):
        yield "addressee", "somebody" if heard[0] else "nobody", _hearer(heard)
    for decision in ("channel", "act"):
        if label[decision] != guess[decision]:
            yield decision, label[decision] or "none", guess[decision] or "none"


def _hearer(heard: tuple[list[str], list[str]]) -> str:
    return "nobody" if not heard[1] else "another" if heard[0] else "somebody"


def count(judge: Judge, gold: Iterable[Row], guesses: Iterable[Row]) -> Counter[Kind]:
    by_article = {row["id"]: row["attributions"] for row in guesses}
    return Counter(kind for row in gold for kind in confusions(judge, row, by_article[row["id"]]))


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="confusions", description="What is taken for what in a labelled set.")
    parser.add_argument("predictions", nargs="?")
    parser.add_argument("--set", default="statements-dev")
    parser.add_argument("--most", type=int, default=10)
    given = parser.parse_args(arguments)
    gold = corpora() / f"{given.set}.jsonl"
    guesses = read_rows(given.predictions) if given.predictions else predict("statements", [str(gold)])
    found = count(Judge(corpora().parent / "eval"), read_rows(str(gold)), guesses)
    for (decision, wanted, got), number in sorted(found.items(), key=lambda one: (-one[1], one[0]))[: given.most]:
        sys.stdout.write(f"| {decision} | {wanted} → {got} | {number} |\n")


if __name__ == "__main__":
    main(sys.argv[1:])
