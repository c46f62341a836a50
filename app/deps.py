"""What the routes need, opened once per process: settings, the store, the extractor."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated, Generic, TypeVar

from fastapi import Depends, Request

from app.extraction import Extracts
from app.problems import ServiceError
from app.settings import Settings
from graph.store import Store
from schema.article import Article
from schema.statement import Record

T = TypeVar("T")


class ExtractionGate:
    """Lets a few extractions run and a few wait; further ones are refused at once, so that reads go on."""

    def __init__(self, *, running: int, waiting: int) -> None:
        self._running = threading.BoundedSemaphore(running)
        self._places = threading.BoundedSemaphore(running + waiting)

    @contextmanager
    def enter(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            raise ServiceError(
                "Too many articles are being read.", status=503, code="busy", remedy="Try again in a few seconds."
            )
        try:
            with self._running:
                yield
        finally:
            self._places.release()


class Lazy(Generic[T]):
    """Made when first asked for, once; what failed is tried again next time."""

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: list[T] = []
        self._lock = threading.Lock()

    def get(self) -> T:
        with self._lock:
            if not self._made:
                self._made.append(self._make())
            return self._made[0]

    def take(self) -> T | None:
        with self._lock:
            return self._made.pop() if self._made else None


class Services:
    """The settings, the store and the extractor that all requests share."""

    def __init__(
        self, settings: Settings, *, open_store: Callable[[], Store], load_extractor: Callable[[], Extracts]
    ) -> None:
        self.settings = settings
        self._store = Lazy(open_store)
        self._extractor = Lazy(load_extractor)
        self._gate = ExtractionGate(running=settings.max_extractions, waiting=settings.max_waiting)

    @property
    def store(self) -> Store:
        return self._store.get()

    @property
    def extractor(self) -> Extracts:
        return self._extractor.get()

    def extract(self, article: Article) -> Record:
        with self._gate.enter():
            return self.extractor.extract(article)

    def close(self) -> None:
        store = self._store.take()
        if store is not None:
            store.close()


def get_services(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


def get_store(services: Annotated[Services, Depends(get_services)]) -> Store:
    return services.store


ServicesDep = Annotated[Services, Depends(get_services)]
StoreDep = Annotated[Store, Depends(get_store)]
