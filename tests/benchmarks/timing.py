"""Time of a piece of work: on the clock, and of the processor."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass
class Timing:
    """In seconds. On a busy machine compare the processor's; the work of a server is only on the clock."""

    clock: float = 0.0
    processor: float = 0.0


@contextmanager
def timed() -> Iterator[Timing]:
    timing, clock, processor = Timing(), time.perf_counter(), time.process_time()
    yield timing
    timing.clock, timing.processor = time.perf_counter() - clock, time.process_time() - processor
