"""Every dev set with its scorer, against floors that only rise: `make gates`.

    python -m tests.benchmarks.gates [--only NAME…] [--write]

The corpora are found through ONRECORD_CORPORA (default ../shared/data), their scorers beside them in `eval`. Prints
the table that stands in docs/benchmarks.md (`--write` puts it there) and fails when a figure is below its floor.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path

from app.settings import DEFAULT_MODEL
from tests.benchmarks import furniture
from tests.benchmarks.predict import predict, read_rows, record_of

FLOORS = Path(__file__).with_name("floors.toml")
PAGE = Path(__file__).parents[2] / "docs" / "benchmarks.md"
SOUND = ("world-news-dev.jsonl", "nested-dev.jsonl", "gum-attribution-dev.jsonl", "polnear-dev.jsonl")
"""Every statement's spans slice to their text, and a second run gives the same records."""
MASKED = ("polnear-dev.jsonl", "gum-attribution-dev.jsonl")
MARKS = ("<!-- gates -->", "<!-- /gates -->")


@dataclass(frozen=True)
class Floor:
    """One figure that must hold: `field` (p, r or f1) of a scorer's row, at least `floor` (at most, if `most`)."""

    row: str
    field: str
    floor: float
    most: bool = False

    def holds(self, value: float) -> bool:
        return value <= self.floor if self.most else value >= self.floor


@dataclass(frozen=True)
class Gate:
    """One scorer on one set; without `gold` it is a module that runs the product on labels of ours."""

    name: str
    scorer: str
    floors: tuple[Floor, ...]
    task: str = ""
    gold: str = ""
    model: str = DEFAULT_MODEL


@dataclass(frozen=True)
class Figure:
    gate: Gate
    floor: Floor
    value: float


def corpora() -> Path:
    folder = Path(os.environ.get("ONRECORD_CORPORA", Path(__file__).parents[3] / "shared" / "data"))
    if not (folder / "polnear-dev.jsonl").is_file():
        sys.exit(f"The corpora are not in {folder}: set ONRECORD_CORPORA to their folder.")
    return folder


def read_gates() -> list[Gate]:
    listed = tomllib.loads(FLOORS.read_text(encoding="utf-8"))["gate"]
    return [Gate(**{**one, "floors": tuple(Floor(**floor) for floor in one["floors"])}) for one in listed]


def score(*command: str) -> dict[str, dict[str, float]]:
    """The scorer's rows by name, values in percent; figures without a row stand under their own name."""
    run = subprocess.run([sys.executable, *command, "--json"], check=True, capture_output=True, text=True)
    result = json.loads(run.stdout)
    rows = result if isinstance(result, list) else result["rows"]
    return {row["row"]: {key: 100 * row[key] for key in ("p", "r", "f1")} for row in rows}


def rows_of(gate: Gate) -> dict[str, dict[str, float]]:
    if not gate.gold:
        return score("-m", gate.scorer)
    gold = corpora() / gate.gold
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as predicted:
        for row in predict(gate.task, [str(gold)], gate.model):
            predicted.write(json.dumps(row) + "\n")
        predicted.flush()
        return score(str(corpora().parent / "eval" / gate.scorer), str(gold), predicted.name)


def run_gate(gate: Gate) -> list[Figure]:
    rows = rows_of(gate)
    return [Figure(gate, floor, rows[floor.row][floor.field]) for floor in gate.floors]


def find_unsound(path: str) -> Iterator[str]:
    """Statements whose spans do not slice to their text, or whose article gives other ids the second time."""
    for row in read_rows(path):
        if "attributions" not in row:
            return
        record = record_of(row)
        text = record.article.text
        for statement in record.statements:
            spans = (*statement.source, *statement.cue, *statement.content, *statement.quoted)
            spans += tuple(span for triple in statement.triples for span in triple.subject.spans)
            spans += tuple(span for triple in statement.triples for span in triple.predicate.spans)
            if any(text[span.start : span.end] != span.text for span in spans):
                yield statement.id
        if record_of(row) != record:
            yield row["id"]


def check_soundness(name: str) -> list[str]:
    return [f"{name}: {one}" for one in find_unsound(str(corpora() / name))]


def check_furniture(name: str) -> list[str]:
    share = furniture.measure(corpora() / name).per_cent
    return [f"{name}: furniture takes {share:.2f} % of what people said"] if share >= furniture.MOST else []


def line(figure: Figure) -> str:
    bound = f"{'≤' if figure.floor.most else '≥'} {figure.floor.floor:g}"
    row = figure.floor.row.replace("|", "of")
    return f"| {figure.gate.name} | {row}, {figure.floor.field.upper()} | {figure.value:.1f} | {bound} |"


def shown(figures: list[Figure]) -> list[Figure]:
    for figure in figures:
        print(line(figure), flush=True)
    return figures


def table(figures: Iterable[Figure]) -> str:
    return "\n".join(["| set | what | figure | floor |", "|---|---|---:|---:|", *map(line, figures)])


def write_table(rows: str) -> None:
    page = PAGE.read_text(encoding="utf-8")
    before, rest = page.split(MARKS[0])
    _, after = rest.split(MARKS[1])
    PAGE.write_text(f"{before}{MARKS[0]}\n{rows}\n{MARKS[1]}{after}", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="*", help="names of gates; nothing else is checked then")
    parser.add_argument("--write", action="store_true", help="put the table into docs/benchmarks.md")
    args = parser.parse_args()
    corpora()
    gates = [gate for gate in read_gates() if not args.only or gate.name in args.only]
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        scored = pool.map(run_gate, gates)
        masked = pool.map(check_furniture, () if args.only else MASKED)
        sound = pool.map(check_soundness, () if args.only else SOUND)
        figures = [figure for found in map(shown, scored) for figure in found]
        faults = [list(found) for found in (*masked, *sound)]
    if args.write:
        write_table(table(figures))
    failed = [figure for figure in figures if not figure.floor.holds(figure.value)]
    for figure in failed:
        print(f"FAILED {figure.gate.name}: {figure.floor.row} {figure.value:.2f}, floor {figure.floor.floor:g}")
    for one in (one for found in faults for one in found):
        print(f"FAILED {one}")
    wrong = len(failed) + sum(map(bool, faults))
    print(f"{len(figures) + len(faults) - wrong} passed, {wrong} failed")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
