"""Statements in a graph and back. `open_store` is the one place that picks a back-end."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import unquote

from graph.store import Store
from schema.errors import SettingsError

NEO4J_SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")


def open_store(
    url: str, *, username: str | None = None, password: str | None = None, database: str | None = None
) -> Store:
    """`sqlite:///onrecord.db` is beside us, `sqlite:////var/onrecord.db` is an absolute path; `neo4j://host:7687`,
    `bolt://…` and their encrypted forms are a server, whose name and password are given apart."""
    scheme, _, place = url.partition("://")
    if scheme == "sqlite" and len(place) > 1 and place.startswith("/"):
        from graph.sqlite_store import SqliteStore

        return SqliteStore(Path(unquote(place[1:])))
    if scheme in NEO4J_SCHEMES and place:
        from graph.neo4j_store import open_neo4j

        return open_neo4j(url, username=username, password=password, database=database)
    raise SettingsError(
        "no store has this address", source=url, remedy="Give sqlite:///onrecord.db or neo4j://localhost:7687."
    )
