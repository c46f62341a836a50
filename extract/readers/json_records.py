"""Articles as JSON objects: the fields of our record, others ignored."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from extract.readers.page import Page, StatedDate
from extract.readers.plain import PageHeader, find_page_header
from extract.readers.printed_dates import parse_stated
from schema.errors import MalformedInput


def parse_json(text: str | bytes) -> Any:
    try:
        return json.loads(text)
    except RecursionError as error:
        raise MalformedInput("The JSON is nested too deep.") from error
    except UnicodeDecodeError as error:
        raise MalformedInput(f"The JSON is not UTF-8 (byte {error.start}).") from error
    except ValueError as error:
        raise MalformedInput(f"This is not JSON: {error}.") from error


def read_record(record: object) -> Page:
    """`text` is required; a missing title, publisher or date is looked for in the text."""
    if not isinstance(record, Mapping):
        raise MalformedInput(f"An article is a JSON object, not {_kind(record)}.")
    text = _text(record, "text")
    if text is None:
        raise MalformedInput('The object has no "text".')
    date, title, publisher = _date(record), _text(record, "title"), _text(record, "publisher")
    authors = _names(record, "authors") or _names(record, "author")
    header = PageHeader() if date and title and publisher else find_page_header(text)
    return Page(
        text,
        title=title or header.title,
        authors=authors or header.authors,
        publisher=publisher or header.publisher,
        dates=(date,) if date else tuple(StatedDate(day, "page_text") for day in header.days),
        url=_text(record, "url"),
        external_id=_external_id(record),
        language=_text(record, "language"),
    )


def _text(record: Mapping[str, Any], field: str) -> str | None:
    value = record.get(field)
    if value is not None and not isinstance(value, str):
        raise _wrong(field, "a string", value)
    return value or None if field != "text" else value


def _names(record: Mapping[str, Any], field: str) -> tuple[str, ...]:
    value = record.get(field)
    names = [value] if isinstance(value, str) else [] if value is None else value
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _wrong(field, "a string or a list of strings", value)
    return tuple(name.strip() for name in names if name.strip())


def _external_id(record: Mapping[str, Any]) -> str | None:
    for field in ("external_id", "id"):
        value = record.get(field)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        if value is not None and not isinstance(value, str):
            raise _wrong(field, "a string", value)
        if value:
            return value
    return None


def _date(record: Mapping[str, Any]) -> StatedDate | None:
    """`published` gives the day, `published_at` the time; either may stand alone."""
    day, at = _moment(record, "published"), _moment(record, "published_at")
    first = day or at
    if not first:
        return None
    time = at[1] if at else first[1]
    return StatedDate(first[0], "given", time)


def _moment(record: Mapping[str, Any], field: str) -> tuple[dt.date, dt.datetime | None] | None:
    value = _text(record, field)
    if value is None or not value.strip():
        return None
    stated = parse_stated(value)
    if not stated:
        raise MalformedInput(f'"{field}" is no date: {value[:40]!r}.', remedy="Write dates as YYYY-MM-DD.")
    return stated


def _wrong(field: str, wanted: str, value: object) -> MalformedInput:
    return MalformedInput(f'"{field}" must be {wanted}, not {_kind(value)}.')


def _kind(value: object) -> str:
    kinds = {dict: "an object", list: "a list", str: "a string", bool: "a boolean", int: "a number", float: "a number"}
    return kinds.get(type(value), "null")
