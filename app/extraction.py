"""The extractor at work on many articles: in this process, or in several, with the same records in the same order."""

from __future__ import annotations

import logging
import signal
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import AbstractContextManager, contextmanager
from functools import cache
from multiprocessing import get_context
from typing import Protocol, TypeVar

from app.settings import DEFAULT_MODEL, LEAST_SPEAKER_CONFIDENCE
from schema.article import Article, Extraction
from schema.errors import InputError, OnrecordError
from schema.query import SaveResult
from schema.statement import Record

log = logging.getLogger(__name__)

T = TypeVar("T")
Outcome = SaveResult | InputError
"""What became of an input."""
AHEAD = 4
"""Articles that are handed out per worker before the first answer is fetched."""
_FAULTS = (ArithmeticError, AssertionError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a fault of ours in one article looks like. It must not stop the other million."""


class ExtractionFailed(InputError):
    code = "extraction_failed"
    status = 500
    default_remedy = "This is a fault of onrecord: please report the article."


class Extracts(Protocol):
    """The extractor, as the application sees it."""

    @property
    def extraction(self) -> Extraction: ...

    def extract(self, article: Article) -> Record: ...


class Engine(Protocol):
    """Turns the articles of a stream into records or the error that hinders; all else passes through, in order."""

    @property
    def extraction(self) -> Extraction: ...

    def extract_all(self, stream: Iterable[Article | Outcome]) -> Iterator[Record | Outcome]: ...


@cache
def load_extractor(model: str = DEFAULT_MODEL, least_confidence: float = LEAST_SPEAKER_CONFIDENCE) -> Extracts:
    """Once per process: it takes seconds to import and load the parser and the model."""
    from extract.attribution import AttributionModel
    from extract.extractor import Extractor

    return Extractor(AttributionModel.load(model), least_speaker_confidence=least_confidence)


def extract_one(extractor: Extracts, article: Article) -> Record | InputError:
    try:
        return extractor.extract(article)
    except InputError as error:
        error.source = error.source or article.id
        return error
    except _FAULTS as fault:
        log.error("extraction of %s failed with %s", article.id, type(fault).__name__)
        return ExtractionFailed(f"Extraction failed with {type(fault).__name__}.", source=article.id)


class LocalEngine:
    """Extracts in this process."""

    def __init__(self, extractor: Extracts) -> None:
        self._extractor = extractor

    @property
    def extraction(self) -> Extraction:
        return self._extractor.extraction

    def extract_all(self, stream: Iterable[Article | Outcome]) -> Iterator[Record | Outcome]:
        for entry in stream:
            yield extract_one(self._extractor, entry) if isinstance(entry, Article) else entry


class PoolEngine:
    """Extracts in worker processes, each with an extractor of its own."""

    def __init__(self, pool: ProcessPoolExecutor, workers: int) -> None:
        self._pool = pool
        self._ahead = workers * AHEAD
        self._extraction = pool.submit(_worker_extraction)

    @property
    def extraction(self) -> Extraction:
        return _fetch(self._extraction)

    def extract_all(self, stream: Iterable[Article | Outcome]) -> Iterator[Record | Outcome]:
        waiting: deque[Future[Record | InputError] | Outcome] = deque()
        for entry in stream:
            waiting.append(self._pool.submit(_worker_extract, entry) if isinstance(entry, Article) else entry)
            if len(waiting) > self._ahead:
                yield _settle(waiting.popleft())
        while waiting:
            yield _settle(waiting.popleft())


def _settle(entry: Future[Record | InputError] | Outcome) -> Record | Outcome:
    return _fetch(entry) if isinstance(entry, Future) else entry


def _fetch(future: Future[T]) -> T:
    try:
        return future.result()
    except BrokenProcessPool as broken:
        raise OnrecordError(
            "A worker process died.", remedy="Run the same command again, with fewer --workers if memory is short."
        ) from broken


def open_engine(
    workers: int, model: str = DEFAULT_MODEL, least_confidence: float = LEAST_SPEAKER_CONFIDENCE
) -> AbstractContextManager[Engine]:
    made_with = (model, least_confidence)
    return _pool_engine(workers, *made_with) if workers > 1 else _local_engine(*made_with)


@contextmanager
def _local_engine(model: str, least_confidence: float) -> Iterator[Engine]:
    yield LocalEngine(load_extractor(model, least_confidence))


@contextmanager
def _pool_engine(workers: int, model: str, least_confidence: float) -> Iterator[Engine]:
    pool = ProcessPoolExecutor(workers, get_context("spawn"), _start_worker, (model, least_confidence))
    try:
        yield PoolEngine(pool, workers)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


_worker: list[Extracts] = []
"""The extractor of this worker process."""


def _start_worker(model: str, least_confidence: float) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _worker.append(load_extractor(model, least_confidence))


def _worker_extraction() -> Extraction:
    return _worker[0].extraction


def _worker_extract(article: Article) -> Record | InputError:
    return extract_one(_worker[0], article)
