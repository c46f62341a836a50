"""Connections to one SQLite file: lent to one caller at a time, errors as ours, transactions that end."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from schema.errors import QueryError, StoreAccessDenied, StoreBusy, StoreError, StoreForeignData, StoreUnavailable

_WRITABLE = "Make the file and its folder writable for this user."
_PRAGMAS = ("PRAGMA foreign_keys = ON", "PRAGMA synchronous = FULL", "PRAGMA cache_size = -65536")


def _result_code(error: sqlite3.Error) -> str:
    """SQLITE_BUSY for SQLITE_BUSY_SNAPSHOT and the like."""
    name: str = getattr(error, "sqlite_errorname", "") or ""
    return "_".join(name.split("_")[:2])


def translate(error: sqlite3.Error, url: str) -> StoreError:
    """The driver's error as ours, with what to do."""
    code = _result_code(error)
    if code in ("SQLITE_BUSY", "SQLITE_LOCKED"):
        return StoreBusy("another process is writing to the database", source=url)
    if code == "SQLITE_NOTADB":
        return StoreForeignData("the file is no SQLite database", source=url, remedy="Name another file.")
    if code in ("SQLITE_READONLY", "SQLITE_PERM", "SQLITE_AUTH"):
        return StoreAccessDenied("the database may not be written", source=url, remedy=_WRITABLE)
    if code == "SQLITE_CANTOPEN":
        return StoreUnavailable("the database file cannot be opened", source=url, remedy=_WRITABLE)
    if code == "SQLITE_FULL":
        return StoreUnavailable("the disk is full", source=url, remedy="Make room, then run the same command again.")
    if code == "SQLITE_IOERR":
        return StoreUnavailable(f"the disk answers with an error ({error})", source=url)
    if code == "SQLITE_CORRUPT":
        return StoreError("the database file is damaged", source=url, remedy="Restore it from a copy, or ingest again.")
    return StoreError(f"SQLite: {error}", source=url)


class Connections:
    """Lends connections: as many as callers at one time, each used by one thread at a time, kept for the next."""

    def __init__(self, path: Path, url: str, *, busy_timeout: float) -> None:
        self._path = path
        self._url = url
        self._busy_timeout = busy_timeout
        self._idle: list[sqlite3.Connection] = []
        self._lock = threading.Lock()
        self._closed = False

    def _connect(self) -> sqlite3.Connection:
        if not self._path.parent.is_dir():
            remedy = f"Make the folder {self._path.parent}."
            raise StoreUnavailable("the folder of the database does not exist", source=self._url, remedy=remedy)
        connection = sqlite3.connect(
            self._path, timeout=self._busy_timeout, isolation_level=None, check_same_thread=False
        )
        try:
            for pragma in _PRAGMAS:
                connection.execute(pragma)
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def _take(self) -> sqlite3.Connection:
        with self._lock:
            if self._closed:
                raise StoreUnavailable("the store is closed", source=self._url)
            if self._idle:
                return self._idle.pop()
        return self._connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._lock:
            if not self._closed:
                self._idle.append(connection)
                return
        connection.close()

    @contextmanager
    def lend(self) -> Iterator[sqlite3.Connection]:
        """A connection outside any transaction."""
        with self.translating():
            connection = self._take()
            try:
                yield connection
            finally:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                self._give_back(connection)

    @contextmanager
    def translating(self) -> Iterator[None]:
        """What the driver raises comes out as a `StoreError`, and so does text that it cannot take."""
        try:
            yield
        except sqlite3.Error as error:
            raise translate(error, self._url) from error
        except UnicodeEncodeError as error:
            raise QueryError("the text holds an unpaired surrogate", source=self._url) from error

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """One snapshot for all reads inside."""
        with self.lend() as connection:
            connection.execute("BEGIN")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """All or nothing; waits for another writer as long as the busy timeout."""
        with self.lend() as connection:
            connection.execute("BEGIN IMMEDIATE")
            yield connection
            connection.execute("COMMIT")

    def close(self) -> None:
        """Closes what is idle; connections that are lent close when they come back."""
        with self._lock:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
