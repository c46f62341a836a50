"""Rows into Neo4j: one `Writer` for one transaction, many records in each query."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from graph import cypher
from graph.neo4j_connection import Found, Transaction
from graph.neo4j_directory import Neo4jDirectory
from graph.neo4j_properties import Properties, present
from graph.neo4j_quotes import QuoteWriter
from graph.neo4j_records import read_record
from graph.neo4j_rows import Pair, Rows, find_actor_pairs, find_runs, make_rows, naming_edges, resolve_rows
from graph.neo4j_totals import Totals
from graph.records import History, settle_history
from graph.settling import Settled, settle
from graph.support import Support, find_support, resolve
from graph.units import Unit
from schema.article import Article
from schema.joining import Decision
from schema.query import SaveResult


class _Known(NamedTuple):
    history: History
    statements: int


def _settle(rows: Rows, known: _Known | None) -> tuple[SaveResult, History]:
    article = rows.article
    status, history = settle_history(article, rows.fingerprint, known.history if known else None)
    statements = known.statements if known and status == "unchanged" else len(rows.statements)
    result = SaveResult(article_id=article.id, status=status, revision=history.revision, statements=statements)
    return result, history


class _Removed(NamedTuple):
    article: Article
    support: Support
    pairs: Mapping[str, list[Pair]]


class Writer:
    """Saves or deletes a batch of articles, or writes what people decided.

    One transaction writes at a time: which names are one actor follows from all of them.
    """

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._directory = Neo4jDirectory(transaction)
        self._totals = Totals()
        self._removed: list[_Removed] = []
        self._quotes = QuoteWriter(transaction)
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
        if changed:
            self._transaction.run(cypher.LOCK_WRITING)
        self._for(cypher.LOCK_ARTICLES, changed)
        known |= self._find_known(changed)
        settled = {id_: _settle(rows, known.get(id_)) for id_, rows in by_id.items()}
        changed = [id_ for id_ in changed if settled[id_][0].status != "unchanged"]
        self._read_removed(id_ for id_ in changed if id_ in known)
        if changed:
            self._write([by_id[id_] for id_ in changed], [settled[id_][1] for id_ in changed])
        return [result for result, _ in settled.values()]

    def delete(self, article_id: str) -> bool:
        """Whether there was such an article."""
        if not self._find_known([article_id]):
            return False
        self._transaction.run(cypher.LOCK_WRITING)
        self._for(cypher.LOCK_ARTICLES, [article_id])
        is_there = bool(self._find_known([article_id]))
        self._read_removed([article_id])
        self._write([], [])
        self._for(cypher.DELETE_ARTICLES, [article_id])
        return is_there

    def decide(self, decide: Iterable[Decision], revoke: Iterable[Decision]) -> None:
        """What people decided, and the statements of all articles that it changes."""
        self._transaction.run(cypher.LOCK_WRITING)
        settled = settle(self._directory, decide=decide, revoke=revoke)
        self._quotes.plan(speakers=self._find_other_speakers(settled))
        self._unlink(settled)
        self._finish(settled, [])
        self._quotes.write()
        self._for(cypher.DELETE_DECISIONS, [one.id for one in settled.dropped_decisions])
        self._run(cypher.PUT_DECISIONS, [decision_properties(one) for one in settled.added_decisions])

    def quote(self, ids: Iterable[str]) -> None:
        """Articles that are there, and that no quote was found in."""
        self._transaction.run(cypher.LOCK_WRITING)
        rows = [make_rows(read_record(row)) for row in self._for(cypher.RECORDS, ids)]
        speakers = {
            row["id"]: row["speaker"] for row in self._for(cypher.SPEAKERS_OF, [one.article.id for one in rows])
        }
        self._quotes.plan(
            added=[
                Unit(facts, speakers[statement])
                for one in rows
                for statement, runs in one.runs.items()
                for facts in runs
            ]
        )
        self._quotes.write()

    def link(self, ids: Iterable[str]) -> None:
        """Articles that are there, and that no actor was linked with."""
        self._transaction.run(cypher.LOCK_WRITING)
        supports = self._directory.read_supports(ids)
        settled = settle(self._directory, added=supports)
        self._finish(settled, supports)

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

    def _read_removed(self, ids: Iterable[str]) -> None:
        """What will go. All is read before the first node is deleted: what is read then may stumble over it."""
        known = list(ids)
        for row in self._for(cypher.RECORDS, known):
            record = read_record(row)
            self._removed.append(_Removed(record.article, find_support(record), find_actor_pairs(record)))
        self._left_runs |= {row["id"] for row in self._for(cypher.RUNS_OF, known)}

    def _write(self, batch: list[Rows], histories: list[History]) -> None:
        removed = [one.support for one in self._removed]
        settled = settle(self._directory, removed=removed, added=[rows.support for rows in batch])
        for article, support, pairs in self._removed:
            self._totals.count(article, support, sign=-1)
            self._totals.link(support, pairs, settled.before, sign=-1)
        for rows in batch:
            self._totals.count(rows.article, rows.support, sign=1)
            self._totals.link(rows.support, rows.pairs, settled.after, sign=1)
        resolved = [resolve_rows(rows, settled.after) for rows in batch]
        self._quotes.plan(
            removed=[one.article.id for one in self._removed],
            speakers=self._find_other_speakers(settled),
            added=chain.from_iterable(find_runs(rows) for rows in resolved),
        )
        self._unlink(settled)
        self._for(cypher.DELETE_STATEMENTS, [article.id for article, _, _ in self._removed])
        self._for(cypher.DELETE_ARTICLE_EDGES, [article.id for article, _, _ in self._removed])
        articles = [
            {"properties": _with_history(rows, history), "text": rows.text}
            for rows, history in zip(resolved, histories, strict=True)
        ]
        self._run(cypher.PUT_ARTICLES, articles)
        self._run(cypher.ADD_STATEMENTS, chain.from_iterable(rows.statements for rows in resolved))
        for type_, query in cypher.ADD_TRIPLES.items():
            self._run(query, chain.from_iterable(rows.triples.get(type_, ()) for rows in resolved))
        self._run(cypher.PUT_RUNS, {rows.run["id"]: rows.run for rows in batch if rows.run}.values())
        self._finish(settled, [], resolved)
        self._quotes.write()

    def _find_other_speakers(self, settled: Settled) -> dict[str, str | None]:
        """Of the statements of other articles whose speaker is another actor now."""
        found: dict[str, str | None] = {}
        for support in settled.relinked:
            statements = self._directory.records[support.article].statements
            ends = zip(statements, resolve(support, settled.before), resolve(support, settled.after), strict=True)
            found |= {one.id: after.speaker for one, before, after in ends if before.speaker != after.speaker}
        return found

    # What follows from all articles together
    def _unlink(self, settled: Settled) -> None:
        """Statements of other articles from the actors that they had."""
        for query in cypher.DELETE_ACTOR_EDGES:
            self._for(query, [support.article for support in settled.relinked])

    def _finish(self, settled: Settled, linked: list[Support], batch: Sequence[Rows] = ()) -> None:
        """Counts and names actors and publishers, links what is new to them, deletes what nothing supports.

        `linked` are articles that are there and have no links to actors yet.
        """
        relinked = [*settled.relinked, *linked]
        links = [resolve_rows(make_rows(self._directory.records[one.article]), settled.after) for one in relinked]
        for support in settled.relinked:
            pairs = find_actor_pairs(self._directory.records[support.article])
            self._totals.link(support, pairs, settled.before, sign=-1)
        for rows in links:
            self._totals.link(rows.support, rows.pairs, settled.after, sign=1)
        self._write_actors(settled)
        without_articles = self._count_publishers()
        for type_, query in cypher.LINK.items():
            again = links if type_ in cypher.TO_ACTORS else ()
            self._run(query, chain.from_iterable(rows.edges.get(type_, ()) for rows in (*batch, *again)))
        supports = [rows.support for rows in (*batch, *links)]
        self._run(cypher.LINK["NAMES"], chain.from_iterable(naming_edges(one, settled.after) for one in supports))
        self._run(
            cypher.SET_SPEAKERS,
            [
                {"id": statement["id"], "speakerId": statement["speakerId"]}
                for rows in links
                for statement in rows.statements
                if "speakerId" in statement
            ],
        )
        for type_, query in cypher.COUNT_ACTOR_PAIRS.items():
            self._run(query, self._totals.changed_pairs(type_))
        self._for(cypher.DELETE_ACTORS, settled.gone)
        self._for(cypher.DELETE_PUBLISHERS, without_articles)
        self._for(cypher.LOCK_RUNS, self._left_runs)
        self._for(cypher.DELETE_UNUSED_RUNS, self._left_runs)

    def _write_actors(self, settled: Settled) -> None:
        names = settled.forms.keys() | settled.moved.keys() | settled.named.keys() | self._totals.actors
        self._for(cypher.LOCK_ACTORS, names)
        found = self._for(cypher.NAMES, names)
        counted = {row["id"]: self._totals.count_actor(row, settled) for row in found}
        self._run(cypher.PUT_ACTORS, [properties for properties in counted.values() if properties])
        for kind, query in cypher.PUT_KINDS.items():
            self._for(query, [row["id"] for row in found if _turns(kind, row, counted[row["id"]])])
        left = [row["id"] for row in found if row["actor"] and row["id"] in settled.moved]
        self._for(cypher.UNJOIN, [*settled.gone, *left])
        joined = [{"start": name, "end": actor} for name, actor in sorted(settled.moved.items()) if name != actor]
        self._run(cypher.LINK["JOINED_TO"], joined)

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


def decision_properties(decision: Decision) -> Properties:
    verb = {"merge": "is", "apart": "is not", "part": "is in some articles"}[decision.kind]
    return present(
        {
            "id": decision.id,
            "name": f"{decision.actor} {verb} {decision.other}",
            "kind": decision.kind,
            "actor": decision.actor,
            "other": decision.other,
            "articles": decision.articles,
        }
    )


def _with_history(rows: Rows, history: History) -> Properties:
    properties: Properties = {
        **rows.properties,
        "revision": history.revision,
        "sha256": history.sha256,
        "fingerprint": history.fingerprint,
        "statements": len(rows.statements),
    }
    return properties | {"earlierSha256": history.earlier_sha256} if history.earlier_sha256 else properties
