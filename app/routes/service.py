"""Whether the service lives, is ready, and which version it is."""

from __future__ import annotations

from fastapi import APIRouter

from app.answers import Health, Readiness, Version
from app.deps import ServicesDep
from app.routes.conventions import problems
from schema.statement import SCHEMA_VERSION

router = APIRouter(tags=["service"])


@router.get("/healthz", operation_id="getHealth", responses=problems(421, 422))
def health() -> Health:
    """Answers as long as the process does."""
    return Health()


@router.get("/readyz", operation_id="getReadiness", responses=problems(421, 422, 503))
def readiness(services: ServicesDep) -> Readiness:
    """Answers when the store can be asked and the model is loaded; 503 says what is missing."""
    services.store.check()
    return Readiness(store=services.store.url, model=services.extractor.extraction.model)


@router.get("/version", operation_id="getVersion", responses=problems(421, 422))
def version(services: ServicesDep) -> Version:
    """The version of the program, of the record's schema, and the model and run of its extractions."""
    made_by = services.extractor.extraction
    return Version(version=made_by.version, schema_version=SCHEMA_VERSION, model=made_by.model, run=made_by.run)
