"""The graph of a Neo4j store written by the driver alone: what the store's own ingest is measured against."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from neo4j import Driver, ManagedTransaction

from graph.neo4j_rows import make_rows
from graph.neo4j_store import Neo4jStore, open_neo4j
from schema.graph_schema import KIND_LABELS, NODES, RELATIONSHIPS
from schema.statement import Record
from tests.benchmarks.timing import Timing, timed
from tests.neo4j_server import Neo4jServer, delete_nodes

Row = Mapping[str, Any]

_PARENTS = ("Publisher", "Actor", "Run")
"""Written at first: the relationships of all articles point at them."""
_ARTICLE_OF = {
    "Article": "n.id",
    "ArticleText": "head([(a:Article)-[:HAS_TEXT]->(n) | a.id])",
    "Statement": "n.articleId",
    "Triple": "head([(s:Statement)-[:CLAIMS|MENTIONS]->(n) | s.articleId])",
}
_KINDS = "[label IN labels(n) WHERE label <> $label]"
_READ_NODES = "MATCH (n:{0}) RETURN {1} AS article, properties(n) AS properties, {2} AS kinds"
_READ_EDGES = """
MATCH (a:{start})-[r:{type}]->(b:{end})
RETURN a.id AS start, b.id AS end, properties(r) AS properties"""
_WRITE_NODES = "UNWIND $batch.rows AS row CREATE (n:{labels}) SET n = row.properties"
_WRITE_EDGES = (
    "UNWIND $batch.rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{end} {{id: row.end}}) "
    "CREATE (a)-[r:{type}]->(b) SET r = row.properties"
)

Work = list[tuple[str, list[Row]]]
"""Queries with their rows: what one transaction runs."""


def processor_seconds(pid: int) -> float:
    """Of another process, with all its threads."""
    stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii")
    user, system = stat.rpartition(")")[2].split()[11:13]
    return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


@contextmanager
def timed_with_server(server: Neo4jServer) -> Iterator[Timing]:
    """The processor's time is ours and the server's together."""
    assert server.pid is not None
    before = processor_seconds(server.pid)
    with timed() as timing:
        yield timing
    timing.processor += processor_seconds(server.pid) - before


def save(server: Neo4jServer, batches: Iterable[list[Record]]) -> Timing:
    """Time for our store, from records."""
    with _emptied(server) as store, timed_with_server(server) as timing:
        for batch in batches:
            store.save(batch)
    return timing


def save_rows(server: Neo4jServer, batches: Iterable[list[Record]]) -> Timing:
    """Time for our store, with rows that are made already."""
    made = [[make_rows(record) for record in batch] for batch in batches]
    with _emptied(server) as store, timed_with_server(server) as timing:
        for rows in made:
            store.save_rows(rows)
    return timing


@contextmanager
def _emptied(server: Neo4jServer) -> Iterator[Neo4jStore]:
    delete_nodes(server)
    gc.collect()
    gc.freeze()
    with open_neo4j(server.uri, username=server.username, password=server.password) as store:
        store.init()
        yield store


def write_again(server: Neo4jServer, batches: Iterable[list[Record]]) -> Timing:
    """Time for the nodes and relationships that are there, made anew in transactions of the same articles."""
    with server.driver() as driver:
        works = _read_works(driver, [[record.article.id for record in batch] for batch in batches])
        delete_nodes(server)
        with timed_with_server(server) as timing, driver.session(database=server.database) as session:
            for work in works:
                session.execute_write(_write, work)
    return timing


def _write(transaction: ManagedTransaction, work: Work) -> None:
    for query, rows in work:
        transaction.run(query, batch={"rows": rows}).consume()


def _read_works(driver: Driver, batches: list[list[str]]) -> list[Work]:
    """The transaction that comes first, then one for each batch of articles."""
    number = {article: at for at, batch in enumerate(batches, start=1) for article in batch}
    works: list[Work] = [[] for _ in range(len(batches) + 1)]
    article_of: dict[str, str] = {}
    for label in (*_PARENTS, *_ARTICLE_OF):
        query = _READ_NODES.format(label, _ARTICLE_OF.get(label, "null"), _KINDS)
        rows = [row.data() for row in driver.execute_query(query, label=label).records]
        article_of |= {row["properties"]["id"]: row["article"] for row in rows if row["article"]}
        for kind in ("", *KIND_LABELS.values()):
            of_kind = [row for row in rows if row["kinds"] == ([kind] if kind else [])]
            write = _WRITE_NODES.format(labels=f"{label}:{kind}" if kind else label)
            _spread(works, write, of_kind, lambda row: number.get(row["article"] or "", 0))
    for one in RELATIONSHIPS:
        ends = {"type": one.type, "start": one.start, "end": one.end}
        rows = [row.data() for row in driver.execute_query(_READ_EDGES.format(**ends)).records]
        _spread(
            works,
            _WRITE_EDGES.format(**ends),
            rows,
            lambda row: number.get(article_of.get(row["start"]) or article_of.get(row["end"]) or "", 0),
        )
    return works


def _spread(works: list[Work], query: str, rows: list[dict[str, Any]], place: Any) -> None:
    by_place: dict[int, list[Row]] = {}
    for row in rows:
        by_place.setdefault(place(row), []).append(row)
    for at, some in by_place.items():
        works[at].append((query, some))


assert {node.label for node in NODES} - {"Meta", "Decision"} == {*_PARENTS, *_ARTICLE_OF}
