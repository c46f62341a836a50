"""Rows into Neo4j: one `Writer` for one transaction, many records in each query."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from itertools import chain
from typing import Any, NamedTuple

from graph import cypher
from graph.neo4j_connection import Found, Transaction
from graph.neo4j_properties import Properties
from graph.neo4j_rows import Rows, find_actor_pairs
from graph.neo4j_totals import Totals
from graph.records import History, make_fingerprint, read_statement, settle_history
from graph.support import find_support
from schema.article import Article
from schema.query import SaveResult
from schema.statement import Record


class _Known(NamedTuple):
    history: History
    statements: int


def is_whole(row: Found) -> bool:
    """Whether a row of `cypher.RECORDS` was read before or after a writer's commit, and not half and half."""
    article, text, statements = row["record"], row["text"], row["statements"]
    if article is None or text is None or None in statements:
        return False
    expected: str = row["fingerprint"]
    return make_fingerprint(article, text, statements) == expected


def read_record(row: Found) -> Record:
    """A row of `cypher.RECORDS`."""
    stored = {"text": row["text"], "revision": row["revision"], "earlier_sha256": row["earlier"] or ()}
    article = Article.model_validate(json.loads(row["record"]) | stored)
    return Record(article=article, statements=tuple(read_statement(body) for body in row["statements"]))


def _settle(rows: Rows, known: _Known | None) -> tuple[SaveResult, History]:
    article = rows.article
    status, history = settle_history(article, rows.fingerprint, known.history if known else None)
    statements = known.statements if known and status == "unchanged" else len(rows.statements)
    result = SaveResult(article_id=article.id, status=status, revision=history.revision, statements=statements)
    return result, history


class Writer:
    """Saves or deletes a batch of articles."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._totals = Totals()
        self._left_runs: set[str] = set()

    def _run(self, query: str, rows: Iterable[Any], *, name: str = "rows") -> list[Found]:
        """The query with all rows at once; without any it need not be asked."""
        values = list(rows)
        return self._transaction.run(query, {"batch": {name: values}}) if values else []

    def _for(self, query: str, ids: Iterable[str]) -> list[Found]:
        """The query for ids, always in one order: so two writers do not wait for each other in a ring."""
        return self._run(query, sorted(set(ids)), name="ids")

    # Articles
    def save(self, batch: list[Rows]) -> list[SaveResult]:
        """No two of one article. What has not changed is not even locked."""
        by_id = {rows.article.id: rows for rows in batch}
        known = self._find_known(by_id)
        changed = [id_ for id_, rows in by_id.items() if _settle(rows, known.get(id_))[0].status != "unchanged"]
        self._for(cypher.LOCK_ARTICLES, changed)
        known |= self._find_known(changed)
        settled = {id_: _settle(rows, known.get(id_)) for id_, rows in by_id.items()}
        changed = [id_ for id_ in changed if settled[id_][0].status != "unchanged"]
        self._remove_statements(id_ for id_ in changed if id_ in known)
        self._add([by_id[id_] for id_ in changed], [settled[id_][1] for id_ in changed])
        return [result for result, _ in settled.values()]

    def delete(self, article_id: str) -> bool:
        """Whether there was such an article."""
        if not self._find_known([article_id]):
            return False
        self._for(cypher.LOCK_ARTICLES, [article_id])
        is_there = bool(self._find_known([article_id]))
        self._remove_statements([article_id])
        self._for(cypher.DELETE_ARTICLES, [article_id])
        self._finish([])
        return is_there

    def _find_known(self, ids: Iterable[str]) -> dict[str, _Known]:
        """Articles that are there; a node that was just made to be locked has no hash yet."""
        return {
            row["id"]: _Known(
                History(row["revision"], row["sha256"], tuple(row["earlier"] or ()), row["fingerprint"]),
                row["statements"],
            )
            for row in self._for(cypher.KNOWN_ARTICLES, ids)
            if row["sha256"] is not None
        }

    def _remove_statements(self, ids: Iterable[str]) -> None:
        known = list(ids)
        for row in self._for(cypher.RECORDS, known):
            record = read_record(row)
            self._totals.count(record.article, find_support(record), find_actor_pairs(record), sign=-1)
        self._left_runs |= {row["id"] for row in self._for(cypher.RUNS_OF, known)}
        self._for(cypher.DELETE_STATEMENTS, known)
        self._for(cypher.DELETE_ARTICLE_EDGES, known)

    def _add(self, batch: list[Rows], histories: list[History]) -> None:
        for rows in batch:
            self._totals.count(rows.article, rows.support, rows.pairs, sign=1)
        articles = [
            {"properties": _with_history(rows, history), "text": rows.text}
            for rows, history in zip(batch, histories, strict=True)
        ]
        self._run(cypher.PUT_ARTICLES, articles)
        self._run(cypher.ADD_STATEMENTS, chain.from_iterable(rows.statements for rows in batch))
        for type_, query in cypher.ADD_TRIPLES.items():
            self._run(query, chain.from_iterable(rows.triples.get(type_, ()) for rows in batch))
        self._run(cypher.PUT_RUNS, {rows.run["id"]: rows.run for rows in batch if rows.run}.values())
        self._finish(batch)

    # What follows from all articles together
    def _finish(self, batch: list[Rows]) -> None:
        """Locks, counts and names actors and publishers, links what is new to them, deletes what nothing supports."""
        orphans = self._count_actors()
        without_articles = self._count_publishers()
        for type_, query in cypher.LINK.items():
            self._run(query, chain.from_iterable(rows.edges.get(type_, ()) for rows in batch))
        for type_, query in cypher.COUNT_ACTOR_PAIRS.items():
            self._run(query, self._totals.changed_pairs(type_))
        self._for(cypher.DELETE_ACTORS, orphans)
        self._for(cypher.DELETE_PUBLISHERS, without_articles)
        self._for(cypher.LOCK_RUNS, self._left_runs)
        self._for(cypher.DELETE_UNUSED_RUNS, self._left_runs)

    def _count_actors(self) -> list[str]:
        """The actors that no article names any more."""
        changed = self._totals.actors
        self._for(cypher.LOCK_ACTORS, changed)
        found = self._for(cypher.ACTORS_TO_COUNT, changed)
        counted = {row["id"]: self._totals.count_actor(row) for row in found}
        self._run(cypher.PUT_ACTORS, [properties for properties in counted.values() if properties])
        for kind, query in cypher.PUT_KINDS.items():
            self._for(query, [row["id"] for row in found if _turns(kind, row, counted[row["id"]])])
        return [actor for actor, properties in counted.items() if properties is None]

    def _count_publishers(self) -> list[str]:
        """The publishers that have no article any more."""
        changed = self._totals.publishers
        self._for(cypher.LOCK_PUBLISHERS, changed)
        found = self._for(cypher.PUBLISHERS_TO_COUNT, changed)
        counted = {row["id"]: self._totals.count_publisher(row) for row in found}
        self._run(cypher.PUT_PUBLISHERS, [properties for properties in counted.values() if properties])
        return [publisher for publisher, properties in counted.items() if properties is None]


def _turns(kind: str, before: Found, after: Mapping[str, Any] | None) -> bool:
    """Whether an actor is of this kind now, and was not."""
    return after is not None and after["kind"] == kind != before["kind"]


def _with_history(rows: Rows, history: History) -> Properties:
    properties: Properties = {
        **rows.properties,
        "revision": history.revision,
        "sha256": history.sha256,
        "fingerprint": history.fingerprint,
        "statements": len(rows.statements),
    }
    return properties | {"earlierSha256": history.earlier_sha256} if history.earlier_sha256 else properties
