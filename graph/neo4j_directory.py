"""Names, actors and decisions as they are in Neo4j, for `graph.settling`."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from graph import cypher
from graph.neo4j_connection import Found, Transaction
from graph.neo4j_records import read_record
from graph.neo4j_totals import read_forms
from graph.settling import FormCounts, KnownName
from graph.support import Support, find_support
from schema.joining import Decision
from schema.statement import Record


class Neo4jDirectory:
    """During one transaction; keeps the records that it read."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._forms: dict[str, FormCounts] = {}
        self.records: dict[str, Record] = {}
        """Of articles that are linked again."""

    def find_decisions(self) -> list[Decision]:
        rows = self._transaction.run(cypher.DECISIONS)
        return [Decision.model_validate({**row, "articles": row["articles"] or ()}) for row in rows]

    def find_names(self, ids: Collection[str]) -> list[KnownName]:
        return self._find(cypher.NAMES, ids)

    def find_blocks(self, blocks: Collection[str]) -> list[KnownName]:
        return self._find(cypher.NAMES_OF_BLOCKS, blocks)

    def find_members(self, actors: Collection[str]) -> list[KnownName]:
        return self._find(cypher.MEMBERS, actors)

    def _find(self, query: str, ids: Collection[str]) -> list[KnownName]:
        return [self._read(row) for row in self._run(query, ids)]

    def _run(self, query: str, ids: Iterable[str]) -> list[Found]:
        asked = sorted(set(ids))
        return self._transaction.run(query, {"batch": {"ids": asked}}) if asked else []

    def _read(self, row: Found) -> KnownName:
        self._forms[row["id"]] = forms = read_forms(row)
        return KnownName(row["id"], row["actor"] or row["id"], forms)

    def find_articles(self, names: Collection[str]) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._run(cypher.ARTICLES_OF_NAMES, names):
            found.setdefault(row["name"], []).append(row["article"])
        for name in names:
            local = [value for field, value in self._forms.get(name, ()) if field == "article"]
            if local:
                found[name] = sorted({*local, *found.get(name, ())})
        return found

    def find_supports(self, names: Collection[str], *, but: Collection[str]) -> list[Support]:
        articles = {row["id"] for row in self._run(cypher.ARTICLES_NAMING, names)}
        articles |= {value for name in names for field, value in self._forms.get(name, ()) if field == "article"}
        return self.read_supports(articles - set(but))

    def read_supports(self, articles: Iterable[str]) -> list[Support]:
        records = [read_record(row) for row in self._run(cypher.RECORDS, articles)]
        self.records |= {record.article.id: record for record in records}
        return [find_support(record) for record in records]
