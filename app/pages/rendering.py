"""Templates to pages. What comes from articles is escaped; pages load nothing from elsewhere and run no inline code."""

from __future__ import annotations

import datetime as dt
from http import HTTPStatus
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from app.pages.wordings import MEANINGS
from app.printing import DIFFERENCES, MATCHES, UNKNOWN_BECAUSE, saying, when
from schema.quote import Occurrence
from schema.statement import Kind, Statement
from schema.wording import shorten, show_words

APP = Path(__file__).parents[1]
STATIC = APP / "static"
KIND_WORDS: dict[Kind, str] = {
    "direct": "in quotation marks",
    "mixed": "partly in quotation marks",
    "indirect": "in the reporter's words",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


def render(template: str, *, status: int = HTTPStatus.OK, **shown: object) -> HTMLResponse:
    return HTMLResponse(_TEMPLATES.get_template(template).render(shown, status=status), status, headers=HEADERS)


def show_day(day: dt.date) -> str:
    """ "4 September 2018"."""
    return f"{day.day} {day:%B %Y}"


def show_statement(statement: Statement) -> str:
    """All its words on one line, quotation marks only around what is quoted."""
    return show_words(statement.text, statement.content, statement.quoted)


def count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def is_web_address(url: str | None) -> bool:
    """Any other kind of address could hold code."""
    return url is not None and url.startswith(("https://", "http://"))


def is_reprint(occurrence: Occurrence) -> bool:
    return occurrence.report != occurrence.article.id


def _load_templates() -> Environment:
    loader = FileSystemLoader(APP / "templates")
    templates = Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    shown = (count, saying, shorten, show_day, show_statement, when)
    templates.filters.update({one.__name__: one for one in shown})
    templates.tests.update({"web_address": is_web_address, "reprint": is_reprint})
    templates.globals.update(
        KIND_WORDS=KIND_WORDS,
        UNKNOWN_BECAUSE=UNKNOWN_BECAUSE,
        DIFFERENCES=DIFFERENCES,
        MEANINGS=MEANINGS,
        MATCHES=MATCHES,
    )
    return templates


_TEMPLATES = _load_templates()
