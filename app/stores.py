"""The store that the settings name."""

from __future__ import annotations

from app.settings import Settings
from graph import open_store
from graph.store import Store


def open_store_of(settings: Settings) -> Store:
    """Opened, whatever state its schema is in."""
    password = settings.neo4j_password.get_secret_value() if settings.neo4j_password else None
    return open_store(
        settings.store_url,
        username=settings.neo4j_username,
        password=password,
        database=settings.neo4j_database,
    )


def open_ready_store(settings: Settings) -> Store:
    """Opened and ready to be used; a file that is not there yet is made."""
    store = open_store_of(settings)
    store.check()
    return store
