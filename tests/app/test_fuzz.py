"""Requests made from the service's own description: it keeps what it promises, whatever is sent."""

from __future__ import annotations

import pytest
import schemathesis

from app.extraction import Extracts
from tests.app.conftest import app_for, settings_for


@pytest.fixture(scope="session")
def service(extractor: Extracts, tmp_path_factory: pytest.TempPathFactory) -> schemathesis.schemas.BaseSchema:
    app = app_for(settings_for(tmp_path_factory.mktemp("fuzz")), extractor)
    return schemathesis.openapi.from_asgi("/openapi.json", app, base_url="http://localhost")


schema = schemathesis.pytest.from_fixture("service")
