"""A graph from one store into another."""

from __future__ import annotations

from collections.abc import Callable
from itertools import islice

from graph.store import Store

_BATCH = 100
"""Articles of one transaction."""


def copy(source: Store, target: Store, *, on_progress: Callable[[int], None] | None = None) -> int:
    """Saves all articles of `source` into `target`, in batches; the number of articles read.

    What the target has already stays; running again after a break completes the copy. `on_progress` is told the
    number of articles done so far.
    """
    records, done = source.iterate(), 0
    while batch := list(islice(records, _BATCH)):
        target.save(batch)
        done += len(batch)
        if on_progress:
            on_progress(done)
    return done
