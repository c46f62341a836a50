"""The HTTP service, put together."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from asgi_correlation_id import CorrelationIdMiddleware
from fastapi import APIRouter, Depends, FastAPI

from app.deps import Services
from app.middleware import AccessLog, BodyLimit, EntityTags, HostGuard
from app.openapi import describe
from app.problems import REQUEST_ID_HEADER, install_problem_handlers
from app.routes import actors, articles, docs, pages, quotes, service, statements
from app.routes.conventions import check_parameters
from schema import __version__


def create_app(services: Services) -> FastAPI:
    """The service over given services, which it closes when it stops."""

    @asynccontextmanager
    async def closing_at_end(_: FastAPI) -> AsyncIterator[None]:
        yield
        services.close()

    app = FastAPI(
        title="onrecord",
        summary="Who said what about whom: attributed statements from news articles.",
        version=__version__,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
        lifespan=closing_at_end,
    )
    app.state.services = services
    strict = [Depends(check_parameters)]
    v1 = APIRouter(prefix="/v1", dependencies=strict)
    for router in (articles.router, statements.router, actors.router, quotes.router):
        v1.include_router(router)
    app.include_router(v1)
    app.include_router(service.router, dependencies=strict)
    app.include_router(docs.router, dependencies=strict)
    app.include_router(pages.router)
    app.mount("/static", pages.files)
    install_problem_handlers(app)
    _wrap(app, services)
    describe(app)
    return app


def _wrap(app: FastAPI, services: Services) -> None:
    """Innermost first: a request passes these from the last to the first."""
    settings = services.settings
    app.add_middleware(EntityTags)
    app.add_middleware(BodyLimit, max_bytes=settings.max_body_bytes)
    app.add_middleware(HostGuard, allowed_hosts=settings.allowed_hosts)
    app.add_middleware(AccessLog)
    app.add_middleware(CorrelationIdMiddleware, header_name=REQUEST_ID_HEADER)
