"""One store's articles and statements into another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import islice

from graph.store import Store


def copy(source: Store, target: Store, *, batch: int, advance: Callable[[], None]) -> Counter[str]:
    """How many articles were new, replaced and unchanged in the target; `advance` is called for each.

    What people decided of actors goes first, so that the articles come to the actors that they have here.
    """
    counts: Counter[str] = Counter(new=0, replaced=0, unchanged=0)
    decisions = source.find_decisions()
    if decisions:
        target.decide(decisions)
    records = source.iterate()
    while chunk := list(islice(records, batch)):
        for saved in target.save(chunk):
            counts[saved.status] += 1
            advance()
    return counts
