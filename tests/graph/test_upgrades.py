"""Stores that an earlier version made, kept in versions/: after an upgrade they answer as if made by this one."""

from __future__ import annotations

import datetime as dt
import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from graph import open_store
from graph.neo4j_store import _migrations as neo4j_migrations
from graph.store import Store
from schema.errors import StoreNotReady
from tests.benchmarks.permutations import fingerprint
from tests.graph.test_actors import BOBBY, HASK
from tests.neo4j_server import Neo4jServer, wipe

VERSIONS = Path(__file__).parent / "versions"


def assert_as_if_made_now(store: Store, tmp_path: Path) -> None:
    with pytest.raises(StoreNotReady):
        store.check()
    store.init()
    store.check()
    with open_store(f"sqlite:///{tmp_path}/new.db") as new:
        new.save(store.iterate())
        assert new.count().articles == 6
        assert fingerprint(store) == fingerprint(new)
        assert store.count() == new.count()
    assert store.get_actor(max(HASK, BOBBY)).id == min(HASK, BOBBY)
    for record in list(store.iterate()):
        store.delete_article(record.article.id)
    assert (store.count().actors, store.count().publishers) == (0, 0)


def test_an_sqlite_file_of_version_1_is_upgraded(tmp_path: Path) -> None:
    path = tmp_path / "kept.db"
    path.write_bytes(gzip.decompress((VERSIONS / "sqlite-1.db.gz").read_bytes()))
    with open_store(f"sqlite:///{path}") as store:
        assert_as_if_made_now(store, tmp_path)


def test_a_graph_of_version_1_in_neo4j_is_upgraded(server: Neo4jServer, tmp_path: Path) -> None:
    wipe(server)
    load(server, json.loads(gzip.decompress((VERSIONS / "neo4j-1.json.gz").read_bytes())))
    with open_store(server.uri, username=server.username, password=server.password) as store:
        assert_as_if_made_now(store, tmp_path)


def load(server: Neo4jServer, graph: dict[str, list[dict[str, Any]]]) -> None:
    """The graph as version 1 had it, with its constraints."""
    for entry in (*graph["nodes"], *graph["edges"]):
        entry["properties"] = {name: _dated(value) for name, value in entry["properties"].items()}
    with server.driver() as driver, driver.session(database=server.database) as session:
        for command in neo4j_migrations()[0][1]:
            session.run(command).consume()
        session.run("CREATE (:Meta {id: 'onrecordSchema', name: 'onrecord schema 1', version: 1})").consume()
        for node in graph["nodes"]:
            session.run(f"CREATE (n:{':'.join(node['labels'])}) SET n = $properties", node).consume()
        for edge in graph["edges"]:
            session.run(
                f"MATCH (a {{id: $start}}) MATCH (b {{id: $end}}) CREATE (a)-[r:{edge['type']}]->(b) "
                "SET r = $properties",
                edge,
            ).consume()


def _dated(value: Any) -> Any:
    return dt.date.fromisoformat(value["date"]) if isinstance(value, dict) else value
