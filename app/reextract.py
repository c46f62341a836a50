"""Extraction anew, from the texts that are stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from app.extraction import Engine
from app.ingest import patiently
from graph.store import Store
from schema.article import Article
from schema.errors import InputError
from schema.query import ArticleQuery
from schema.span import Model
from schema.statement import Record, Statement


class Difference(Model):
    """Ids of the statements that an article got, lost, or has with another reading."""

    article_id: str
    added: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        return not (self.added or self.removed or self.changed)


def reextract(
    store: Store, engine: Engine, *, stale: bool, save: bool, attempts: int = 5
) -> Iterator[Difference | InputError]:
    """What changed in each article; `stale` takes only articles of another run, and so goes on where it was stopped.

    Each article is saved as soon as it is extracted.
    """
    before: dict[str, Record] = {}
    for entry in engine.extract_all(_stored_articles(store, engine, before, stale=stale)):
        if isinstance(entry, InputError):
            yield entry
        if not isinstance(entry, Record):
            continue
        if save:
            patiently(partial(store.save, [entry]), attempts)
        yield compare(before.pop(entry.article.id), entry)


def _stored_articles(store: Store, engine: Engine, before: dict[str, Record], *, stale: bool) -> Iterator[Article]:
    for article_id in list(article_ids(store)):
        record = store.get_record(article_id)
        if stale and record.article.extraction == engine.extraction:
            continue
        before[article_id] = record
        yield record.article


def article_ids(store: Store) -> Iterator[str]:
    query = ArticleQuery(limit=200)
    while True:
        page = store.find_articles(query)
        yield from (article.id for article in page.items)
        if page.next_cursor is None:
            return
        query = query.model_copy(update={"cursor": page.next_cursor})


def compare(before: Record, after: Record) -> Difference:
    old, new = _by_id(before.statements), _by_id(after.statements)
    return Difference(
        article_id=after.article.id,
        added=tuple(one for one in new if one not in old),
        removed=tuple(one for one in old if one not in new),
        changed=tuple(one for one in new if one in old and old[one] != new[one]),
    )


def _by_id(statements: Iterable[Statement]) -> dict[str, Statement]:
    return {statement.id: statement for statement in statements}
