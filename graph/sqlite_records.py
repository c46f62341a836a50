"""Records as they stand in an SQLite file."""

from __future__ import annotations

import json
import sqlite3

from graph import sql
from graph.records import read_statement
from schema.article import Article
from schema.statement import Record


def read_article(body: str, text: str, revision: int, earlier: str) -> Article:
    return Article.model_validate(
        json.loads(body) | {"text": text, "revision": revision, "earlier_sha256": json.loads(earlier)}
    )


def read_record(connection: sqlite3.Connection, article_id: str) -> Record | None:
    row = connection.execute(sql.ARTICLE, (article_id,)).fetchone()
    if row is None:
        return None
    pk, *article = row
    statements = tuple(read_statement(body) for (body,) in connection.execute(sql.STATEMENTS_OF, (pk,)))
    return Record(article=read_article(*article), statements=statements)
