"""Names, actors and decisions as they are in an SQLite file, for `graph.settling`."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Collection, Iterable

from graph import sql
from graph.settling import FormCounts, KnownName
from graph.sqlite_records import read_record
from graph.support import Support, find_support
from schema.joining import Decision

_as_json = json.JSONEncoder(ensure_ascii=False).encode


class SqliteDirectory:
    """During one transaction; keeps the numbers of the rows that it met."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.pks: dict[str, int] = {}
        """Of names."""
        self.form_rows: dict[tuple[int, str, str], tuple[int, int]] = {}
        """Name, field, value → row and number of articles."""
        self.article_pks: dict[str, int] = {}
        """Of articles that are linked again."""

    def find_decisions(self) -> list[Decision]:
        return [
            Decision(kind=kind, actor=actor, other=other, articles=json.loads(articles))
            for kind, actor, other, articles in self._connection.execute(sql.DECISIONS)
        ]

    def find_names(self, ids: Collection[str]) -> list[KnownName]:
        rows = self._connection.execute(sql.NAMES, (_as_json(list(ids)),)).fetchall()
        forms: dict[int, FormCounts] = {pk: {} for _, pk, _ in rows}
        for actor, pk, field, value, articles in self._connection.execute(sql.FORMS_OF, (_as_json(list(forms)),)):
            forms[actor][field, value] = articles
            self.form_rows[actor, field, value] = pk, articles
        self.pks.update((id_, pk) for id_, pk, _ in rows)
        return [KnownName(id_, joined or id_, forms[pk]) for id_, pk, joined in rows]

    def find_blocks(self, blocks: Collection[str]) -> list[KnownName]:
        return self._find(sql.NAMES_OF_BLOCKS, blocks)

    def find_members(self, actors: Collection[str]) -> list[KnownName]:
        return self._find(sql.MEMBERS, [self.pks[actor] for actor in actors if actor in self.pks])

    def _find(self, query: str, values: Iterable[str | int]) -> list[KnownName]:
        found = [id_ for (id_,) in self._connection.execute(query, (_as_json(list(values)),))]
        return self.find_names(found) if found else []

    def find_articles(self, names: Collection[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for name, article in self._connection.execute(sql.ARTICLES_OF_NAMES, {"names": _as_json(list(names))}):
            found.setdefault(name, []).append(article)
        return found

    def find_supports(self, names: Collection[str], *, but: Collection[str]) -> list[Support]:
        pks = _as_json([self.pks[name] for name in names if name in self.pks])
        supports = []
        for article, pk in self._connection.execute(sql.ARTICLES_NAMING, {"names": pks}).fetchall():
            if article not in but:
                record = read_record(self._connection, article)
                assert record is not None
                self.article_pks[article] = pk
                supports.append(find_support(record))
        return supports
