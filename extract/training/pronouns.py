"""Learns the weights of the evidence for what a pronoun stands for.

    python -m extract.training.pronouns GAP.jsonl STATEMENTS.jsonl > extract/lexicon/en/pronoun_weights.txt

GAP gives the name that a pronoun in an encyclopaedia stands for, labelled statements who speaks where the source is
"he" or "she". Log-linear over the candidates of each pronoun, ridge, Adam; no randomness. What an earlier pronoun stood
for is evidence for the next, so a second round starts from the weights of the first.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from extract.cast import Cast, find_cast
from extract.parser import parse
from extract.passage import Passage
from extract.pronouns import FEMININE, MASCULINE, PronounResolver, load_weights
from extract.quotation_marks import find_quotations
from extract.reading import read_whole
from schema.article import Article
from schema.ids import fold, text_hash

ROUNDS, STEPS, RATE, RIDGE = 2, 400, 0.05, 5.0
NEWS_WEIGHT = 4.0
"""One source in the news counts as much as so many pronouns of GAP."""

Candidates = list[tuple[int, dict[str, float]]]


@dataclass(frozen=True)
class Example:
    candidates: Candidates
    right: list[bool]
    weight: float


def open_rows(path: Path) -> list[tuple[dict[str, Any], Passage, Cast]]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    opened = []
    for row in rows:
        text = row["text"]
        article = Article(id=row["id"], sha256=text_hash(text), text=text)
        passage = Passage(article, read_whole(text), parse(text), find_quotations(text))
        opened.append((row, passage, find_cast(passage)))
    return opened


def gap_examples(rows: list[tuple[dict[str, Any], Passage, Cast]], weights: dict[str, float]) -> Iterator[Example]:
    for row, passage, cast in rows:
        resolver = PronounResolver(passage, cast, weights=weights)
        token = cast.words.token_at(row["pronoun"][0])
        resolver.resolve(token)
        candidates = resolver.candidates(token)
        a, b = ([_names(cast, actor, row[side]) for actor, _ in candidates] for side in ("a", "b"))
        if row["a"][2] or row["b"][2]:
            yield Example(candidates, a if row["a"][2] else b, 1.0)
        else:
            yield Example(candidates, [not (x or y) for x, y in zip(a, b, strict=True)], 1.0)


def _names(cast: Cast, actor: int, name: list[Any]) -> bool:
    low, high = name[0], name[0] + len(name[1])
    return any(start < high and low < end for start, end in cast.actors[actor].mentions)


def news_examples(rows: list[tuple[dict[str, Any], Passage, Cast]], weights: dict[str, float]) -> Iterator[Example]:
    """Sources that are "he" or "she", in order; who spoke before is taken from the labels."""
    for row, passage, cast in rows:
        words = cast.words
        contents = [tuple((a, b) for a, b in one["content"]) for one in row["attributions"]]
        said = frozenset(i for content in contents for span in content for i in words.tokens_in(span))
        resolver = PronounResolver(passage, cast, weights=weights, said=said)
        sources = sorted(
            (words.token_at(one["source"][0][0]), i) for i, one in enumerate(row["attributions"]) if one["source"]
        )
        for token, i in sources:
            resolver.contents[token] = contents[i]
        for token, i in sources:
            speaker = {fold(name) for name in row["attributions"][i]["speaker"][:1]}
            if words.lower[token] in MASCULINE | FEMININE and speaker:
                resolver.resolve(token)
                candidates = resolver.candidates(token)
                yield Example(candidates, [fold(cast.actors[a].name) in speaker for a, _ in candidates], NEWS_WEIGHT)
            for actor in cast.actors:
                if fold(actor.name) in speaker:
                    resolver.note_speaker(token, actor.index)


def fit(examples: list[Example]) -> dict[str, float]:
    """Maximises the log share of the right candidates in the exponentials of all."""
    usable = [one for one in examples if any(one.right) and not all(one.right)]
    names = sorted({name for one in usable for _, features in one.candidates for name in features})
    column = {name: i for i, name in enumerate(names)}
    starts = np.cumsum([0, *(len(one.right) for one in usable)])[:-1]
    owner = np.repeat(np.arange(len(usable)), [len(one.right) for one in usable])
    table = np.zeros((len(owner), len(names)))
    for row, (_, features) in enumerate(pair for one in usable for pair in one.candidates):
        for name, value in features.items():
            table[row, column[name]] = value
    right = np.array([float(flag) for one in usable for flag in one.right])
    weight = np.array([one.weight for one in usable])
    values = _ascend(table, right, weight, starts, owner)
    return {name: round(float(values[i]), 3) for name, i in column.items()}


def _ascend(
    table: NDArray[np.float64],
    right: NDArray[np.float64],
    weight: NDArray[np.float64],
    starts: NDArray[np.int64],
    owner: NDArray[np.int64],
) -> NDArray[np.float64]:
    values, mean, square = (np.zeros(table.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = table @ values
        power = np.exp(score - np.maximum.reduceat(score, starts)[owner])
        share = power / np.add.reduceat(power, starts)[owner]
        goal = power * right / np.add.reduceat(power * right, starts)[owner]
        slope = table.T @ ((share - goal) * weight[owner]) / weight.sum() + RIDGE * values / len(starts)
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        values = values - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return values


def main(gap: str, news: str) -> None:
    gap_rows, news_rows = open_rows(Path(gap)), open_rows(Path(news))
    weights = load_weights()
    for _ in range(ROUNDS):
        weights = fit([*gap_examples(gap_rows, weights), *news_examples(news_rows, weights)])
    lines = [f"{name}\t{weight}" for name, weight in sorted(weights.items()) if weight]
    heading = "# Weights of the evidence for what a pronoun stands for: made by extract/training/pronouns.py."
    sys.stdout.write("\n".join([heading, "nobody\t0.0", *lines]) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
