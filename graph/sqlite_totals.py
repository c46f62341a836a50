"""What follows from all articles together: actors by all their names, and how many statements lead where."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Collection, Iterable
from itertools import count

from graph import sql
from graph.identities import Identities
from graph.records import merge_actor
from graph.search import cut_words
from graph.settling import FormCounts, Settled
from graph.sqlite_directory import SqliteDirectory
from graph.sqlite_rows import Value
from graph.support import Support, count_actors
from schema.ids import fold

_as_json = json.JSONEncoder(ensure_ascii=False).encode


class Totals:
    """Counts records in and out during one transaction, and writes the sums."""

    def __init__(self, connection: sqlite3.Connection, directory: SqliteDirectory) -> None:
        self._connection = connection
        self._directory = directory
        self.actor_pks: dict[str, int] = {}
        """Of all names and actors that were counted, once the sums are written."""
        self.publisher_pks: dict[str, int] = {}
        self._sums: Counter[str] = Counter()
        self._said: Counter[str] = Counter()
        self._about: Counter[str] = Counter()
        self._addressed: Counter[str] = Counter()
        self._passed_on: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._publisher_articles: Counter[str] = Counter()
        self._publisher_statements: Counter[str] = Counter()
        self._orphans: list[tuple[int]] = []

    # Counting
    def add(self, support: Support) -> None:
        """An article; its actors are counted by `link`."""
        self._sums.update({"articles": 1, "statements": len(support.links)})
        if support.publisher is not None:
            self._publisher_articles[support.publisher] += 1
            self._publisher_statements[support.publisher] += len(support.links)

    def remove(self, support: Support) -> None:
        self._sums.subtract({"articles": 1, "statements": len(support.links)})
        if support.publisher is not None:
            self._publisher_articles[support.publisher] -= 1
            self._publisher_statements[support.publisher] -= len(support.links)

    def link(self, support: Support, identities: Identities) -> None:
        counted = count_actors(support, identities)
        self._said.update(counted.said)
        self._about.update(counted.about)
        self._addressed.update(counted.addressed)
        self._passed_on.update(counted.passed_on)
        self._pairs.update(counted.pairs)

    def unlink(self, support: Support, identities: Identities) -> None:
        counted = count_actors(support, identities)
        self._said.subtract(counted.said)
        self._about.subtract(counted.about)
        self._addressed.subtract(counted.addressed)
        self._passed_on.subtract(counted.passed_on)
        self._pairs.subtract(counted.pairs)

    # Before the statements, which point at actors and publishers
    def write(self, settled: Settled) -> None:
        self._write_publishers()
        self._write_names(settled)
        self._write_pairs()

    def _number_new(self, query: str, ids: Iterable[str], known: Collection[str]) -> dict[str, int]:
        first: int = self._connection.execute(query).fetchone()[0]
        return dict(zip((one for one in ids if one not in known), count(first), strict=False))

    def _write_publishers(self) -> None:
        counted = self._publisher_articles
        known = dict(self._connection.execute(sql.PUBLISHER_PKS, (json.dumps(list(counted)),)).fetchall())
        new = self._number_new(sql.NEXT_PUBLISHER, counted, known)
        self.publisher_pks = pks = known | new
        self._connection.executemany(sql.ADD_PUBLISHER, [(pk, publisher) for publisher, pk in new.items()])
        self._connection.executemany(
            sql.COUNT_PUBLISHER,
            [(counted[one], self._publisher_statements[one], pk) for one, pk in pks.items()],
        )
        self._sums["publishers"] += len(new)

    def _write_names(self, settled: Settled) -> None:
        """The rows of names and their forms, then which of them are joined to which, then what actors are called."""
        known = self._directory.pks
        new = self._number_new(sql.NEXT_ACTOR, settled.forms, known)
        self.actor_pks = pks = known | new
        forms = _FormRows(self._connection, self._directory)
        added: list[tuple[Value, ...]] = []
        for name, changes in settled.forms.items():
            forms.change(pks[name], changes)
            if name in new:
                columns = _columns(name, settled.named.get(name, changes))
                added.append((pks[name], name, *columns, *self._counts(name, settled), settled.blocks[name]))
        moved = [(name, actor) for name, actor in settled.moved.items() if actor != name or name in known]
        write = self._connection.executemany
        write(sql.ADD_ACTOR, added)
        write(sql.JOIN_ACTOR, [(pks[actor] if actor != name else None, pks[name]) for name, actor in moved])
        write(sql.COUNT_ACTOR, [(*self._counts(name, settled), pk) for name, pk in known.items()])
        write(sql.NAME_ACTOR, [(*_columns(one, of), pks[one]) for one, of in settled.named.items() if one in known])
        write(sql.SET_BLOCK, [(block, pks[name]) for name, block in settled.blocks.items() if name in known])
        forms.write()
        self._orphans = [(pks[name],) for name in settled.gone]
        self._sums["actors"] += settled.more_actors

    def _counts(self, actor: str, settled: Settled) -> tuple[int, ...]:
        """The columns of an actor that are counted."""
        said, about = self._said[actor], self._about[actor]
        return settled.articles[actor], said, about, self._addressed[actor], self._passed_on[actor], -said - about

    def _write_pairs(self) -> None:
        pks = self.actor_pks
        pairs = sorted((pks[speaker], pks[about], number) for (speaker, about), number in self._pairs.items() if number)
        self._connection.executemany(sql.COUNT_PAIR, pairs)
        self._connection.executemany(sql.DELETE_EMPTY_PAIR, [pair[:2] for pair in pairs if pair[2] < 0])

    # After the statements
    def finish(self) -> None:
        """Deletes what nothing supports any more."""
        empty = [(self.publisher_pks[one],) for one, number in self._publisher_articles.items() if number < 0]
        self._sums["publishers"] -= self._connection.executemany(sql.DELETE_EMPTY_PUBLISHER, empty).rowcount
        self._connection.executemany(sql.DELETE_ACTOR, self._orphans)
        sums = [self._sums[name] for name in ("articles", "statements", "actors", "publishers")]
        self._connection.execute(sql.COUNT_UP, sums)


def _columns(actor: str, forms: FormCounts) -> tuple[Value, ...]:
    """The columns of an actor that follow from its forms."""
    named = merge_actor(actor, forms)
    return named.name, named.kind, _as_json(named.aliases), named.wikidata, named.article_id


class _FormRows:
    """The rows of `form` to add, count anew and delete."""

    def __init__(self, connection: sqlite3.Connection, directory: SqliteDirectory) -> None:
        self._connection = connection
        self._known = directory.form_rows
        self._next_pk: int = connection.execute(sql.NEXT_FORM).fetchone()[0]
        self._added: list[tuple[int, int, str, str, str | None, int]] = []
        self._counted: list[tuple[int, int]] = []
        self._deleted: list[tuple[int]] = []

    def change(self, name: int, changes: FormCounts) -> None:
        for (field, value), change in changes.items():
            known = self._known.get((name, field, value))
            if known is None:
                if change:
                    self._added.append((self._next_pk, name, field, value, _folded(field, value), change))
                    self._next_pk += 1
            elif change:
                pk, articles = known
                if articles + change:
                    self._counted.append((articles + change, pk))
                else:
                    self._deleted.append((pk,))

    def write(self) -> None:
        write = self._connection.executemany
        write(sql.DELETE_FORM_WORDS, self._deleted)
        write(sql.DELETE_FORM, self._deleted)
        write(sql.COUNT_FORM, self._counted)
        write(sql.ADD_FORM, self._added)
        write(sql.ADD_FORM_WORDS, [(pk, cut_words(folded)) for pk, _, _, _, folded, _ in self._added if folded])


def _folded(field: str, value: str) -> str | None:
    return fold(value) or None if field in ("name", "alias") else None
