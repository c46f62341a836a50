"""Whom and what statements are on, against articles labelled by reading: `python -m tests.benchmarks.score_about`.

    python -m tests.benchmarks.score_about [--json | --show] [LABELS.jsonl]

The labels (tests/benchmarks/labels/about.jsonl, their rule in the README beside them) belong to statements-dev in the
folder ONRECORD_CORPORA. Statements without a parent are paired with labelled contents as score_statements does, by the
words of their contents, Dice at least .5. Names are right by its rule for speakers: a full name must agree with a full
one, and a surname alone is wrong where somebody else of the article has it. Only the name counts, no alias.

  actors            of the pairs: precision over those given, recall over those labelled; optional ones are passed over
  role topic        of the pairs: those given as topic that are labelled so, over all given as topic
  actors, all       as actors, with what is labelled on statements that were not found counted as missing
"""

from __future__ import annotations

import argparse
import importlib
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from schema.actor import AboutActor
from tests.benchmarks.gates import corpora
from tests.benchmarks.predict import Row, pairs, read_rows, record_of

LABELS = Path(__file__).with_name("labels") / "about.jsonl"


@dataclass
class Compared:
    """One statement's actors: labelled and given ones that agree, and the rest of both."""

    agreed: list[tuple[Row, AboutActor]] = field(default_factory=list)
    missing: list[Row] = field(default_factory=list)
    wrong: list[AboutActor] = field(default_factory=list)


class Scorer:
    """`rules` and `counts` are the modules score_statements and scoring of the folder beside the corpora."""

    def __init__(self, evaluation: Path) -> None:
        sys.path.insert(0, str(evaluation))
        self.rules: Any = importlib.import_module("score_statements")
        self.counts: Any = importlib.import_module("scoring")
        self.table: Any = self.counts.Table()

    def add(self, article: Row, labels: list[Row]) -> Iterator[tuple[int, Compared]]:
        """The labels that have a statement, by number, with what the product gives there."""
        statements = [one for one in record_of(article).statements if one.parent is None]
        contents = [[one["content"] for one in labels], [pairs(one.content) for one in statements]]
        paired = self._pair(article["text"], *contents)
        people = {tuple(self.rules.name_words(one["names"][0])) for a in labels for one in a["about"] if is_person(one)}
        self.table["statements found"].add(len(labels), len(statements), len(paired))
        for number, label in enumerate(labels):
            if number in paired:
                compared = self._compare(label["about"], statements[paired[number]].about, people)
                self._count(compared)
                yield number, compared
            else:
                self.table["actors, all"].add(sum(not one.get("optional") for one in label["about"]), 0, 0)

    def _pair(self, text: str, gold: list[list[list[int]]], found: list[list[list[int]]]) -> dict[int, int]:
        positions = self.counts.words_in(text)
        words = [[positions(spans) for spans in side] for side in (gold, found)]
        weights = {
            (g, f): len(a & b)
            for g, a in enumerate(words[0])
            for f, b in enumerate(words[1])
            if a & b and self.counts.dice(a, b) >= 0.5
        }
        paired: dict[int, int] = self.counts.pair_up(weights)
        return paired

    def _compare(self, labelled: list[Row], given: tuple[AboutActor, ...], people: set[tuple[str, ...]]) -> Compared:
        compared = Compared(missing=sorted(labelled, key=lambda one: bool(one.get("optional"))))
        for actor in given:
            for one in compared.missing:
                gold = {"speaker": one["names"], "type": one["kind"]}
                if self.rules.right_name(gold, actor.name, {name for name in people if len(name) > 1}):
                    compared.agreed.append((one, actor))
                    compared.missing.remove(one)
                    break
            else:
                compared.wrong.append(actor)
        return compared

    def _count(self, compared: Compared) -> None:
        agreed = [(one, actor) for one, actor in compared.agreed if not one.get("optional")]
        missing = [one for one in compared.missing if not one.get("optional")]
        for row in ("actors", "actors, all"):
            self.table[row].add(len(agreed) + len(missing), len(agreed) + len(compared.wrong), len(agreed))
        labelled = [one for one, _ in agreed] + missing
        topics = [actor for actor in [*(actor for _, actor in agreed), *compared.wrong] if actor.role == "topic"]
        right = sum(one["role"] == actor.role == "topic" for one, actor in agreed)
        self.table["role topic"].add(sum(one["role"] == "topic" for one in labelled), len(topics), right)


def is_person(one: Row) -> bool:
    return bool(one["kind"] == "person")


def differences(compared: Compared) -> Iterator[str]:
    for actor in compared.wrong:
        yield f"wrong    {actor.role:8}{actor.name} ({actor.kind}) at {[span.start for span in actor.spans]}"
    for one in compared.missing:
        if not one.get("optional"):
            yield f"missing  {one['role']:8}{one['names'][0]} ({one['kind']}) at {one['span']}"
    for one, actor in compared.agreed:
        if one["role"] != actor.role and not one.get("optional"):
            yield f"role     {one['role']:8}{one['names'][0]} given as {actor.role} at {one['span']}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", nargs="?", type=Path, default=LABELS)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--show", action="store_true", help="print what differs, too")
    args = parser.parse_args()
    articles = {row["id"]: row for row in read_rows(str(corpora() / "statements-dev.jsonl"))}
    scorer = Scorer(corpora().parent / "eval")
    for row in read_rows(str(args.labels)):
        for number, compared in scorer.add(articles[row["article"]], row["attributions"]):
            for line in differences(compared) if args.show else ():
                print(row["article"][:30], f"#{number}", line)
    print(json.dumps(scorer.table.as_json(), indent=1)) if args.json else scorer.table.print()


if __name__ == "__main__":
    main()
