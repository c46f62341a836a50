"""What is particular to Neo4j: its schema, plans, notices, and a server that refuses or goes away."""

from __future__ import annotations

import socket
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, suppress

import pytest
from neo4j import GraphDatabase, NotificationMinimumSeverity

from graph import cypher
from graph.neo4j_finder import SORTED_BY
from graph.neo4j_store import Neo4jStore, open_neo4j
from schema.errors import (
    SettingsError,
    StoreAccessDenied,
    StoreForeignData,
    StoreNotReady,
    StoreUnavailable,
)
from schema.graph_schema import VERSION
from schema.query import ActorQuery, ArticleQuery, StatementQuery
from tests.graph.newsroom import council_vote, records
from tests.neo4j_server import Neo4jServer
from tests.synthetic import News

NEWS = News(seed=9, actors=20, words=50, statements=5)


def open_at(
    server: Neo4jServer, *, url: str | None = None, password: str | None = None, retry: float = 30
) -> Neo4jStore:
    return open_neo4j(
        url or server.uri,
        username=server.username,
        password=password or server.password,
        database=server.database,
        retry_seconds=retry,
    )


def tell(server: Neo4jServer, query: str) -> None:
    with server.driver() as driver:
        driver.execute_query(query, database_=server.database)


# The schema
def test_an_empty_database_is_not_ready(server: Neo4jServer) -> None:
    with open_at(server) as store, pytest.raises(StoreNotReady, match="db init"):
        store.check()


def test_the_schema_is_made_once_and_has_a_version(server: Neo4jServer) -> None:
    with open_at(server) as store, server.driver() as driver:
        for _ in range(2):
            store.init()
        store.check()
        [version] = driver.execute_query(
            "MATCH (m:Meta) RETURN m.version AS version", database_=server.database
        ).records
        states = driver.execute_query("SHOW INDEXES YIELD state", database_=server.database).records
    assert version["version"] == VERSION
    assert {row["state"] for row in states} == {"ONLINE"}


@pytest.mark.parametrize("label", ["Article", "Person", "Meta"])
def test_nodes_of_another_program_are_refused(server: Neo4jServer, label: str) -> None:
    tell(server, f"CREATE (:{label} {{id: 'theirs', name: 'x'}})")
    with open_at(server) as store:
        for use in (store.init, store.check):
            with pytest.raises(StoreForeignData, match=f"{label}.*empty database"):
                use()


def test_nodes_that_bear_none_of_our_labels_may_stay(server: Neo4jServer) -> None:
    tell(server, "CREATE (:Film {title: 'x'})")
    with open_at(server) as store:
        store.init()
        store.check()
        store.save([council_vote()])
        store.delete_article(council_vote().article.id)
    with server.driver() as driver:
        [row] = driver.execute_query("MATCH (f:Film) RETURN count(f) AS films").records
    assert row["films"] == 1


def test_a_newer_schema_is_refused(server: Neo4jServer) -> None:
    with open_at(server) as store:
        store.init()
        tell(server, f"MATCH (m:Meta) SET m.version = {VERSION + 1}")
        for use in (store.init, store.check):
            with pytest.raises(StoreNotReady, match="newer onrecord"):
                use()


# Plans and notices
def operators(plan: dict[str, object]) -> Iterator[str]:
    yield str(plan["operatorType"]).partition("@")[0]
    children = plan.get("children") or []
    assert isinstance(children, list)
    for child in children:
        yield from operators(child)


@pytest.mark.parametrize("key", sorted(SORTED_BY.values()))
@pytest.mark.parametrize("source", ["all", "speaker", "publisher", "about", "pair"])
def test_a_walk_reads_an_index_in_order_and_sorts_only_its_page(server: Neo4jServer, source: str, key: str) -> None:
    if source not in ("all", "speaker") and key != "publishedKey":
        return
    with open_at(server) as store, server.driver() as driver:
        store.init()
        query = f"EXPLAIN {cypher.walk_page(source, key)}"
        plan = driver.execute_query(query, ask={}, database_=server.database).summary.plan
    assert plan is not None
    steps = list(operators(plan))
    below_limit = steps[steps.index("Limit") :]
    assert any("Index" in step for step in below_limit)
    assert not {"Top", "PartialTop"} & set(steps)
    assert not any("Sort" in step for step in below_limit)


def test_the_server_has_no_objection_to_any_query(server: Neo4jServer) -> None:
    """No notice of something deprecated, unknown, unbounded or without an index."""
    driver = GraphDatabase.driver(
        server.uri,
        auth=(server.username, server.password),
        warn_notification_severity=NotificationMinimumSeverity.INFORMATION,
    )
    with open_at(server) as store:
        store.init()
        store.save(records())
    with Neo4jStore(driver, url=server.uri, database=server.database) as store, warnings.catch_warnings():
        warnings.simplefilter("error")
        use_everything(store)


def use_everything(store: Neo4jStore) -> None:
    store.check()
    store.save(NEWS.records(3))
    store.save([NEWS.record(0, version=2)])
    first = store.find_statements(StatementQuery()).items[0].statement
    actor = store.find_actors(ActorQuery()).items[0]
    store.find_actors(ActorQuery(q=actor.name))
    store.get_actor(actor.id)
    store.find_counterparts(actor.id)
    store.get_statement(first.id)
    store.find_articles(ArticleQuery())
    store.find_articles(ArticleQuery(publisher="The Velm Courier"))
    for query in (
        StatementQuery(speaker="Ana Velasco", about="old harbour", said_from="2026-01-01"),
        StatementQuery(about="Ana Velasco", addressee="reporters", via="Elena Marsh", q="harb*"),
        StatementQuery(article_id=council_vote().article.id, publisher="The Velm Courier", sort="-confidence"),
        StatementQuery(q='"old harbour"', speaker_known=True, sort="said_on"),
    ):
        store.find_statements(query)
    assert list(store.iterate())
    store.delete_article(NEWS.record(0).article.id)


# A server that refuses or goes away
def test_a_wrong_password_is_named(server: Neo4jServer) -> None:
    with open_at(server, password="wrong-password") as store, pytest.raises(StoreAccessDenied, match="NEO4J_PASSWORD"):
        store.check()


def test_a_database_that_is_not_there_is_named(server: Neo4jServer) -> None:
    with (
        open_neo4j(server.uri, username=server.username, password=server.password, database="news") as store,
        pytest.raises(StoreUnavailable, match="NEO4J_DATABASE"),
    ):
        store.check()


def test_a_server_that_does_not_answer_is_unavailable_at_once() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with open_neo4j(f"neo4j://127.0.0.1:{port}", password="x") as store, pytest.raises(StoreUnavailable, match="runs"):
        store.check()


@pytest.mark.parametrize("url", ["neo4j://", "neo4j://user:secret@host", "bolt://host/graph", "neo4j://host:port"])
def test_an_address_that_cannot_be_used_is_refused_without_showing_a_password(url: str) -> None:
    with pytest.raises(SettingsError) as error:
        open_neo4j(url, password="x")
    assert "secret" not in str(error.value)


class Proxy:
    """Stands between us and the server, and can hang up."""

    def __init__(self, host: str) -> None:
        address, port = host.rsplit(":", 1)
        self._target = address, int(port)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._sockets: list[socket.socket] = []
        self._up = True
        self.url = f"bolt://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                client, _ = self._listener.accept()
                if not self._up:
                    client.close()
                    continue
                server = socket.create_connection(self._target)
                self._sockets += [client, server]
                for one, other in ((client, server), (server, client)):
                    threading.Thread(target=self._pass_on, args=(one, other), daemon=True).start()

    def _pass_on(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):
            while received := one.recv(65536):
                other.sendall(received)

    def hang_up(self) -> None:
        self._up = False
        while self._sockets:
            with suppress(OSError):
                self._sockets.pop().shutdown(socket.SHUT_RDWR)

    def come_back(self) -> None:
        self._up = True

    def close(self) -> None:
        self.hang_up()
        self._listener.close()


@contextmanager
def proxy_to(server: Neo4jServer) -> Iterator[Proxy]:
    proxy = Proxy(server.host)
    try:
        yield proxy
    finally:
        proxy.close()


def test_saving_goes_on_when_a_lost_server_comes_back(server: Neo4jServer) -> None:
    with proxy_to(server) as proxy, open_at(server, url=proxy.url) as store:
        store.init()
        store.save([NEWS.record(0)])
        proxy.hang_up()
        threading.Timer(1.5, proxy.come_back).start()
        [result] = store.save([NEWS.record(1)])
        assert result.status in ("new", "unchanged")
        assert store.count().articles == 2


def test_a_server_that_stays_away_stops_the_batch_and_running_again_completes(server: Neo4jServer) -> None:
    with proxy_to(server) as proxy, open_at(server, url=proxy.url, retry=1) as store:
        store.init()
        store.save([NEWS.record(0)])
        proxy.hang_up()
        with pytest.raises(StoreUnavailable, match="same command again"):
            store.save([NEWS.record(1), NEWS.record(2)])
        proxy.come_back()
        statuses = [result.status for result in store.save(NEWS.records(3))]
        assert statuses == ["unchanged", "new", "new"]
