"""Opaque cursors: where a page ended, and a hash of the question it belongs to."""

from __future__ import annotations

import base64
import binascii
import hashlib
import json

from schema.errors import InvalidCursor
from schema.query import ActorQuery, ArticleQuery, StatementQuery
from schema.quote import QuoteQuery

Query = StatementQuery | ArticleQuery | ActorQuery | QuoteQuery


def _question(query: Query) -> str:
    """A hash of filters and sort; a cursor may be used with another limit."""
    asked = type(query).__name__ + query.model_dump_json(exclude={"cursor", "limit"})
    return hashlib.sha256(asked.encode()).hexdigest()[:12]


def write_cursor(query: Query, key: int, last_id: str) -> str:
    """Behind the row with this sort key and id."""
    position = json.dumps([_question(query), key, last_id], separators=(",", ":"))
    return base64.urlsafe_b64encode(position.encode()).decode().rstrip("=")


def read_cursor(query: Query) -> tuple[int, str] | None:
    """(sort key, id) of the last row seen, or None at the start."""
    if query.cursor is None:
        return None
    try:
        padded = query.cursor + "=" * (-len(query.cursor) % 4)
        question, key, last_id = json.loads(base64.b64decode(padded, altchars=b"-_", validate=True))
        last_id.encode()
    except (binascii.Error, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise InvalidCursor("the cursor is not one that this service gave", source=query.cursor[:100]) from error
    if type(key) is not int or abs(key) >= 2**63 or type(last_id) is not str:
        raise InvalidCursor("the cursor is not one that this service gave", source=query.cursor[:100])
    if question != _question(query):
        raise InvalidCursor("the cursor belongs to other filters or another sort", source=query.cursor[:100])
    return key, last_id
