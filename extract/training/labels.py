"""Statements labelled by readers, for training: those that lie beside the corpora, and more of our own.

Ours
(labelled/statements-more.jsonl) are values only: which attribution of polnear-train, and who said it, when, how, to
whom, by the guidelines of statements-train. The texts stay with the corpora; a speaker or addressee whom only a phrase
of the text tells ("a senior official of the ministry") is the span of that phrase.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]
MORE = Path(__file__).parent / "labelled" / "statements-more.jsonl"
SPANS = ("source", "cue", "content")
ARTICLE = ("id", "publisher", "published", "title", "author", "text")


def read_labelled(corpora: Path, more: Path = MORE) -> Iterator[Row]:
    """Articles of statements-train, then ours in the same shape, each with its labelled attributions."""
    yield from _read_lines(corpora / "statements-train.jsonl")
    labelled = {row["id"]: row["attributions"] for row in _read_lines(more)}
    articles = {row["id"]: row for row in _read_lines(corpora / "polnear-train.jsonl") if row["id"] in labelled}
    for article_id, labels in labelled.items():
        yield _join(articles[article_id], labels)


def _join(article: Row, labels: list[Row]) -> Row:
    attributions = [_join_one(article, label) for label in labels]
    return {key: article.get(key) for key in ARTICLE} | {"attributions": attributions}


def _join_one(article: Row, label: Row) -> Row:
    spans = {key: article["attributions"][label["i"]][key] for key in SPANS}
    values = {key: value for key, value in label.items() if key != "i"}
    for key in ("speaker", "addressee"):
        if label.get(key):
            values[key] = [one if isinstance(one, str) else article["text"][slice(*one)] for one in label[key]]
    return spans | values


def _read_lines(path: Path) -> Iterator[Row]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())
