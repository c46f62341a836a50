"""The story of `onrecord ingest`: read, extract, save, and say what became of each article."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING, TypeVar

from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from app.extraction import Engine, Outcome
from graph.store import Store
from schema.article import Article, Extraction
from schema.errors import NotFound, StoreBusy, StoreUnavailable
from schema.query import SaveResult
from schema.statement import Record

if TYPE_CHECKING:
    from extract.readers import ReadResult

T = TypeVar("T")
MADE_HERE = {"revision", "earlier_sha256", "furniture", "extraction"}
"""What extraction and store add to an article; all else comes from the input."""


def ingest(
    results: Iterable[ReadResult], store: Store, engine: Engine, *, batch: int, attempts: int = 5
) -> Iterator[Outcome]:
    """One outcome per input, as they are settled; running again does only what is missing.

    An input that cannot be read is an outcome; a store that does not answer after `attempts` ends the run.
    """
    extracted = engine.extract_all(_find_work(results, store, engine.extraction, attempts))
    pending: list[Record] = []
    for entry in extracted:
        if not isinstance(entry, Record):
            yield entry
            continue
        pending.append(entry)
        if len(pending) == batch:
            yield from patiently(partial(store.save, pending), attempts)
            pending = []
    if pending:
        yield from patiently(partial(store.save, pending), attempts)


def _find_work(
    results: Iterable[ReadResult], store: Store, extraction: Extraction, attempts: int
) -> Iterator[Article | Outcome]:
    """Articles that are not in the store as they would be again, and the outcomes of all others."""
    for result in results:
        if result.article is None:
            assert result.error is not None
            yield result.error
            continue
        article = result.article
        stored = patiently(partial(find_record, store, article.id), attempts)
        yield _unchanged(stored) if stored and is_current(stored.article, article, extraction) else article


def find_record(store: Store, article_id: str) -> Record | None:
    try:
        return store.get_record(article_id)
    except NotFound:
        return None


def is_current(stored: Article, article: Article, extraction: Extraction) -> bool:
    """Whether extracting and saving the article would change nothing."""
    same_input = stored.model_dump(exclude=MADE_HERE) == article.model_dump(exclude=MADE_HERE)
    return same_input and stored.extraction == extraction


def _unchanged(stored: Record) -> SaveResult:
    article = stored.article
    return SaveResult(
        article_id=article.id, status="unchanged", revision=article.revision, statements=len(stored.statements)
    )


def patiently(call: Callable[[], T], attempts: int) -> T:
    """Tries again while the store does not answer: half a second, one, two … at most eight."""
    retrying = Retrying(
        retry=retry_if_exception_type((StoreUnavailable, StoreBusy)),
        stop=stop_after_attempt(attempts),
        wait=wait_exponential(multiplier=0.5, max=8),
        reraise=True,
    )
    return retrying(call)
