"""Records as they stand in Neo4j."""

from __future__ import annotations

import json

from graph.neo4j_connection import Found
from graph.records import make_fingerprint, read_statement
from schema.article import Article
from schema.statement import Record


def is_whole(row: Found) -> bool:
    """Whether a row of `cypher.RECORDS` was read before or after a writer's commit, and not half and half."""
    article, text, statements = row["record"], row["text"], row["statements"]
    if article is None or text is None or None in statements:
        return False
    expected: str = row["fingerprint"]
    return make_fingerprint(article, text, statements) == expected


def read_record(row: Found) -> Record:
    """A row of `cypher.RECORDS`."""
    stored = {"text": row["text"], "revision": row["revision"], "earlier_sha256": row["earlier"] or ()}
    article = Article.model_validate(json.loads(row["record"]) | stored)
    return Record(article=article, statements=tuple(read_statement(body) for body in row["statements"]))
