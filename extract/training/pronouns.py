"""Learns the weights of the evidence for what a pronoun stands for.

    python -m extract.training.pronouns CORPORA

Writes extract/lexicon/en/pronoun_weights.txt and extract/models/pronouns-2026-11/trees.json. GAP gives the name that a
pronoun in an encyclopaedia stands for, labelled statements who speaks where the source is "he" or "she". Log-linear
over the candidates of each pronoun, ridge, Adam; no randomness. What an earlier pronoun stood for is evidence for the
next, so a second round starts from the weights of the first. Boosted trees then learn what the weights leave open.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from extract.boosted_trees import BoostedTrees, Floats
from extract.cast import Cast, find_cast
from extract.parser import parse
from extract.passage import Passage
from extract.pronouns import FEMININE, MASCULINE, TREES, PronounResolver
from extract.quotation_marks import find_quotations
from extract.reading import read_whole
from extract.training.boosting import Choices, boost, share
from extract.training.labels import read_labelled
from schema.article import Article
from schema.ids import fold, text_hash

ROUNDS, STEPS, RATE, RIDGE = 2, 400, 0.05, 5.0
NEWS_WEIGHT = 1.0
"""One source in the news counts as much as so many pronouns of GAP."""

Candidates = list[tuple[int, dict[str, float]]]
Opened = tuple[dict[str, Any], Passage, Cast]
WEIGHTS = Path(__file__).parents[1] / "lexicon" / "en" / "pronoun_weights.txt"


@dataclass(frozen=True)
class Example:
    candidates: Candidates
    right: list[bool]
    weight: float


def open_rows(rows: Iterable[dict[str, Any]]) -> list[Opened]:
    opened = []
    for row in rows:
        text = row["text"]
        article = Article(id=row["id"], sha256=text_hash(text), text=text)
        passage = Passage(article, read_whole(text), parse(text), find_quotations(text))
        opened.append((row, passage, find_cast(passage)))
    return opened


def gap_examples(rows: list[Opened], weights: dict[str, float]) -> Iterator[Example]:
    for row, passage, cast in rows:
        resolver = PronounResolver(passage, cast, weights=weights, trees=BoostedTrees.none())
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


def news_examples(rows: list[Opened], weights: dict[str, float]) -> Iterator[Example]:
    """Sources that are "he" or "she", in order; who spoke before is taken from the labels."""
    for row, passage, cast in rows:
        words = cast.words
        contents = [tuple((a, b) for a, b in one["content"]) for one in row["attributions"]]
        said = frozenset(i for content in contents for span in content for i in words.tokens_in(span))
        resolver = PronounResolver(passage, cast, weights=weights, trees=BoostedTrees.none(), said=said)
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


def tabulate(examples: list[Example]) -> tuple[list[str], Choices]:
    """The pronouns that have both right and wrong candidates."""
    usable = [one for one in examples if any(one.right) and not all(one.right)]
    listed = [features for one in usable for _, features in one.candidates]
    names = sorted({name for features in listed for name in features})
    sizes = [len(one.right) for one in usable]
    table = np.array([[features.get(name, 0.0) for name in names] for features in listed])
    right = np.array([float(flag) for one in usable for flag in one.right])
    weight = np.repeat([one.weight for one in usable], sizes)
    return names, Choices(table, np.repeat(np.arange(len(usable)), sizes), right, weight, np.zeros(len(table)))


def fit(names: list[str], choices: Choices) -> dict[str, float]:
    """Maximises the log share of the right candidates in the exponentials of all."""
    values = _ascend(choices)
    return {name: round(float(value), 3) for name, value in zip(names, values, strict=True)}


def _ascend(choices: Choices) -> Floats:
    table, group = choices.table, choices.group
    groups = group[-1] + 1
    whole = choices.weight[np.searchsorted(group, np.arange(groups))].sum()
    everybody = np.ones(len(table))
    values, mean, square = (np.zeros(table.shape[1]) for _ in range(3))
    for step in range(1, STEPS + 1):
        score = table @ values
        miss = share(score, group, everybody) - share(score, group, choices.right)
        slope = table.T @ (miss * choices.weight) / whole + RIDGE * values / groups
        mean, square = 0.9 * mean + 0.1 * slope, 0.999 * square + 0.001 * slope**2
        values = values - RATE * (mean / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return values


def learn(gap: list[Opened], news: list[Opened]) -> tuple[dict[str, float], BoostedTrees]:
    weights: dict[str, float] = {}
    for _ in range(ROUNDS):
        examples = [*gap_examples(gap, weights), *news_examples(news, weights)]
        names, choices = tabulate(examples)
        weights = fit(names, choices)
    start = choices.table @ np.array([weights[name] for name in names])
    return weights, boost(names, replace(choices, start=start))


def main(corpora: Path) -> None:
    gap = [json.loads(line) for line in (corpora / "gap-development.jsonl").read_text(encoding="utf-8").splitlines()]
    weights, trees = learn(open_rows(gap), open_rows(read_labelled(corpora)))
    lines = [f"{name}\t{weight}" for name, weight in sorted(weights.items()) if weight]
    heading = "# Weights of the evidence for what a pronoun stands for: made by extract/training/pronouns.py."
    WEIGHTS.write_text("\n".join([heading, "nobody\t0.0", *lines]) + "\n", encoding="utf-8")
    trees.write(TREES)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
