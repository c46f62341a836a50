"""What the product finds in a labelled article, paired with the labels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from extract.attribution import AttributionModel
from extract.continuation import link_continuations
from extract.extractor import open_passage
from extract.furniture import find_furniture
from extract.nesting import add_nested
from extract.passage import Attribution, Passage
from extract.quoted import quoted_runs
from extract.readers import read_object

ALIKE = 0.5
"""Least Dice coefficient of the characters of two contents that are the same statement."""
_GIVEN = ("id", "publisher", "published", "title", "author", "text")


def find_in(row: dict[str, Any], model: AttributionModel) -> tuple[Passage, list[Attribution]]:
    article = read_object({key: row[key] for key in _GIVEN if row.get(key)})
    passage = open_passage(article.model_copy(update={"furniture": tuple(find_furniture(article.text))}))
    attributions = add_nested(passage, model.find(passage), model)
    return passage, quoted_runs(passage, link_continuations(passage, attributions))


def pair_up(
    passage: Passage, attributions: Sequence[Attribution], labels: Sequence[dict[str, Any]]
) -> Iterator[tuple[int, dict[str, Any]]]:
    """Found and labelled statements with the same content, the most alike first, each once; no nested ones."""
    found = [
        _characters(span for piece in one.content for span in passage.reading.to_source(*piece))
        if one.parent is None
        else set()
        for one in attributions
    ]
    labelled = [_characters(label["content"]) for label in labels]
    alike = [
        (2 * len(a & b) / (len(a) + len(b)), i, j) for i, a in enumerate(found) for j, b in enumerate(labelled) if a & b
    ]
    taken: tuple[set[int], set[int]] = set(), set()
    for dice, i, j in sorted(alike, key=lambda one: (-one[0], one[1], one[2])):
        if dice >= ALIKE and i not in taken[0] and j not in taken[1]:
            taken[0].add(i)
            taken[1].add(j)
            yield i, labels[j]


def _characters(spans: Iterable[Sequence[int]]) -> set[int]:
    return {position for start, end in spans for position in range(start, end)}
