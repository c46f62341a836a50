"""One driver to one Neo4j database: managed transactions with retries, errors as ours."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar
from urllib.parse import urlsplit

from neo4j import (
    READ_ACCESS,
    WRITE_ACCESS,
    Driver,
    GraphDatabase,
    ManagedTransaction,
    NotificationMinimumSeverity,
    Session,
)
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    ConnectionPoolError,
    DriverError,
    Forbidden,
    Neo4jError,
    ServiceUnavailable,
    SessionExpired,
    TransientError,
)

from schema.errors import SettingsError, StoreAccessDenied, StoreBusy, StoreError, StoreUnavailable

Found = Mapping[str, Any]
T = TypeVar("T")

_GONE_UNDER_OUR_HANDS = "Neo.ClientError.Statement.EntityNotFound"
_NO_DATABASE = "Neo.ClientError.Database.DatabaseNotFound"
_ATTEMPTS = 5
_UNSETTLED_READS = 20
_PAUSE = 0.01


def translate(error: DriverError | Neo4jError, url: str) -> StoreError:
    """The driver's error as ours, with what to do."""
    match error:
        case AuthError() | Forbidden():
            return StoreAccessDenied("the server refuses this user name and password", source=url)
        case ServiceUnavailable() | SessionExpired() | ConnectionPoolError():
            return StoreUnavailable("the server does not answer", source=url)
        case TransientError():
            return StoreBusy(f"the server could not finish this in time ({error.code})", source=url)
        case Neo4jError(code=code) if code == _NO_DATABASE:
            remedy = "Check NEO4J_DATABASE; Neo4j Community has one database, neo4j."
            return StoreUnavailable("the server has no such database", source=url, remedy=remedy)
        case ConfigurationError():
            return StoreUnavailable(f"no connection can be made ({error})", source=url)
        case Neo4jError(code=code, message=message):
            return StoreError(f"Neo4j: {message} ({code})", source=url)
    return StoreError(f"Neo4j: {error}", source=url)


def connect(url: str, *, username: str, password: str | None, retry_seconds: float) -> Driver:
    """A driver that has not called the server yet. Its address may hold no name, password or path."""
    try:
        parts = urlsplit(url)
        if not parts.hostname or parts.port == 0 or "@" in parts.netloc or parts.path.strip("/"):
            raise ValueError("a host and a port are all it may name")
        return GraphDatabase.driver(
            url,
            auth=(username, password or ""),
            max_transaction_retry_time=retry_seconds,
            connection_timeout=10,
            connection_acquisition_timeout=60,
            liveness_check_timeout=30,
            notifications_min_severity=NotificationMinimumSeverity.OFF,
        )
    except (ConfigurationError, ValueError) as error:
        remedy = "Give neo4j://HOST:PORT, and name and password as NEO4J_USERNAME and NEO4J_PASSWORD."
        raise SettingsError(
            f"this is no address of a Neo4j server ({error})", source=url.rpartition("@")[2], remedy=remedy
        ) from error


class Transaction:
    """Runs queries inside one transaction."""

    def __init__(self, transaction: ManagedTransaction) -> None:
        self._transaction = transaction

    def run(self, query: str, values: Mapping[str, Any] | None = None) -> list[Found]:
        return [row.data() for row in self._transaction.run(query, dict(values or {}))]


class Connection:
    """All calls of one store go through here."""

    def __init__(self, driver: Driver, *, url: str, database: str) -> None:
        self._driver = driver
        self._url = url
        self._database = database

    @contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (DriverError, Neo4jError) as error:
            raise translate(error, self._url) from error

    def verify(self) -> None:
        """One attempt to log in."""
        with self._translated():
            self._driver.verify_connectivity()

    def read(self, work: Callable[[Transaction], T]) -> T:
        return self._attempt(
            lambda session: session.execute_read(lambda transaction: work(Transaction(transaction))),
            access=READ_ACCESS,
        )

    def read_settled(self, work: Callable[[Transaction], T], is_settled: Callable[[T], bool]) -> T:
        """A server shows what others commit while it reads: what is not settled is read again, as long as that is
        not forever."""
        for _ in range(_UNSETTLED_READS):
            found = self.read(work)
            if is_settled(found):
                break
            time.sleep(_PAUSE)
        return found

    def write(self, work: Callable[[Transaction], T]) -> T:
        """`work` may run more than once: deadlocks and lost connections are tried again by the driver."""
        return self._attempt(
            lambda session: session.execute_write(lambda transaction: work(Transaction(transaction))),
            access=WRITE_ACCESS,
        )

    def _attempt(self, work: Callable[[Session], T], *, access: str) -> T:
        """Again where somebody deleted what we had just found."""
        with (
            self._translated(),
            self._driver.session(database=self._database, default_access_mode=access) as session,
        ):
            for _ in range(_ATTEMPTS):
                try:
                    return work(session)
                except Neo4jError as error:
                    if error.code != _GONE_UNDER_OUR_HANDS:
                        raise
            return work(session)

    def close(self) -> None:
        self._driver.close()
