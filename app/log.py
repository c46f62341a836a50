"""Logging: lines for people on the command line, JSON with request ids in the service. Never any text of an article."""

from __future__ import annotations

import logging
import sys
import traceback
from types import TracebackType

from app.settings import LogLevel

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
_NOISY = ("httpx", "httpcore", "pypdf", "trafilatura", "htmldate", "neo4j", "charset_normalizer", "asyncio")


def log_plainly(level: LogLevel = "warning") -> None:
    """For commands: to standard error, a line each."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(levelname)s: %(message)s"))
    _install(handler, level)


def log_as_json(level: LogLevel = "info") -> None:
    """For the service: to standard error, an object each, with the id of the request it belongs to."""
    from asgi_correlation_id import CorrelationIdFilter
    from pythonjsonlogger.json import JsonFormatter

    class TextlessJson(JsonFormatter):
        """Where an exception came from, without its message: that may hold words of an article."""

        def formatException(self, ei: ExcInfo) -> str:  # noqa: N802 - the standard library's name
            return describe_exception(ei)

    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(CorrelationIdFilter(uuid_length=None, default_value=None))
    handler.setFormatter(
        TextlessJson(
            "%(asctime)s %(levelname)s %(name)s %(message)s %(correlation_id)s",
            rename_fields={"asctime": "time", "levelname": "level", "name": "logger", "correlation_id": "request_id"},
        )
    )
    _install(handler, level)


def describe_exception(ei: ExcInfo) -> str:
    kind, _, trace = ei
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
    return "\n".join([*frames, kind.__name__ if kind else ""])


_installed: list[logging.Handler] = []


def _install(handler: logging.Handler, level: LogLevel) -> None:
    """In place of what was installed here before; handlers of others stay."""
    root = logging.getLogger()
    while _installed:
        root.removeHandler(_installed.pop())
    _installed.append(handler)
    root.addHandler(handler)
    root.setLevel(level.upper())
    for name in _NOISY:
        logging.getLogger(name).setLevel(logging.ERROR)
