"""What follows from all articles together: actors by all their names, and how many statements lead where."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from itertools import count
from typing import NamedTuple

from graph import sql
from graph.records import Form, merge_actor
from graph.search import cut_words
from graph.sqlite_rows import Value
from graph.support import Support
from schema.ids import fold

FormCounts = dict[tuple[str, str], int]
_as_json = json.JSONEncoder(ensure_ascii=False).encode


class _KnownForm(NamedTuple):
    pk: int
    articles: int


class Totals:
    """Counts records in and out during one transaction, and writes the sums."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.actor_pks: dict[str, int] = {}
        """Of all actors of the records that were counted, once the sums are written."""
        self.publisher_pks: dict[str, int] = {}
        self._sums: Counter[str] = Counter()
        self._forms: Counter[Form] = Counter()
        self._articles: Counter[str] = Counter()
        self._said: Counter[str] = Counter()
        self._about: Counter[str] = Counter()
        self._addressed: Counter[str] = Counter()
        self._passed_on: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._publisher_articles: Counter[str] = Counter()
        self._publisher_statements: Counter[str] = Counter()
        self._orphans: list[tuple[int]] = []

    def add(self, support: Support) -> None:
        self._sums.update({"articles": 1, "statements": support.statements})
        self._forms.update(support.forms)
        self._articles.update(support.articles)
        self._said.update(support.said)
        self._about.update(support.about)
        self._addressed.update(support.addressed)
        self._passed_on.update(support.passed_on)
        self._pairs.update(support.pairs)
        if support.publisher is not None:
            self._publisher_articles[support.publisher] += 1
            self._publisher_statements[support.publisher] += support.statements

    def remove(self, support: Support) -> None:
        self._sums.subtract({"articles": 1, "statements": support.statements})
        self._forms.subtract(support.forms)
        self._articles.subtract(support.articles)
        self._said.subtract(support.said)
        self._about.subtract(support.about)
        self._addressed.subtract(support.addressed)
        self._passed_on.subtract(support.passed_on)
        self._pairs.subtract(support.pairs)
        if support.publisher is not None:
            self._publisher_articles[support.publisher] -= 1
            self._publisher_statements[support.publisher] -= support.statements

    # Before the statements, which point at actors and publishers
    def write(self) -> None:
        self._write_publishers()
        self._write_actors()
        self._write_pairs()

    def _find_pks(self, query: str, ids: Iterable[str]) -> dict[str, int]:
        return dict(self._connection.execute(query, (json.dumps(list(ids)),)))

    def _number_new(self, query: str, ids: Iterable[str], known: Collection[str]) -> dict[str, int]:
        first: int = self._connection.execute(query).fetchone()[0]
        return dict(zip((one for one in ids if one not in known), count(first), strict=False))

    def _write_publishers(self) -> None:
        counted = self._publisher_articles
        known = self._find_pks(sql.PUBLISHER_PKS, counted)
        new = self._number_new(sql.NEXT_PUBLISHER, counted, known)
        self.publisher_pks = pks = known | new
        self._connection.executemany(sql.ADD_PUBLISHER, [(pk, publisher) for publisher, pk in new.items()])
        self._connection.executemany(
            sql.COUNT_PUBLISHER,
            [(counted[one], self._publisher_statements[one], pk) for one, pk in pks.items()],
        )
        self._sums["publishers"] += len(new)

    def _write_actors(self) -> None:
        known = self._find_pks(sql.ACTOR_PKS, self._articles)
        new = self._number_new(sql.NEXT_ACTOR, self._articles, known)
        self.actor_pks = known | new
        names = _Names(self._connection, known.values())
        changes: defaultdict[str, FormCounts] = defaultdict(dict)
        for (actor, field, value), change in self._forms.items():
            changes[actor][field, value] = change
        added: list[tuple[Value, ...]] = []
        renamed: list[tuple[Value, ...]] = []
        for actor, pk in new.items():
            names.add(pk, changes[actor])
            added.append((pk, actor, *_name(actor, changes[actor]), *self._counts(actor)))
        for actor, pk in known.items():
            forms, is_renamed = names.change(pk, changes[actor])
            if not forms:
                self._orphans.append((pk,))
            elif is_renamed:
                renamed.append((*_name(actor, forms), pk))
        write = self._connection.executemany
        write(sql.ADD_ACTOR, added)
        write(sql.COUNT_ACTOR, [(*self._counts(actor), pk) for actor, pk in known.items()])
        write(sql.NAME_ACTOR, renamed)
        names.write()
        self._sums["actors"] += len(new)

    def _counts(self, actor: str) -> tuple[int, ...]:
        """The columns of an actor that are counted."""
        said, about = self._said[actor], self._about[actor]
        return self._articles[actor], said, about, self._addressed[actor], self._passed_on[actor], -said - about

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
        self._sums["actors"] -= len(self._orphans)
        sums = [self._sums[name] for name in ("articles", "statements", "actors", "publishers")]
        self._connection.execute(sql.COUNT_UP, sums)


def _name(actor: str, forms: FormCounts) -> tuple[Value, ...]:
    """The columns of an actor that follow from its forms."""
    named = merge_actor(actor, forms)
    return named.name, named.kind, _as_json(named.aliases), named.wikidata, named.article_id


class _Names:
    """The rows of `form` of some actors: which to add, count anew and delete."""

    def __init__(self, connection: sqlite3.Connection, actors: Iterable[int]) -> None:
        self._connection = connection
        self._next_pk: int = connection.execute(sql.NEXT_FORM).fetchone()[0]
        self._known: defaultdict[int, dict[tuple[str, str], _KnownForm]] = defaultdict(dict)
        for actor, pk, field, value, articles in connection.execute(sql.FORMS_OF, (json.dumps(list(actors)),)):
            self._known[actor][field, value] = _KnownForm(pk, articles)
        self._added: list[tuple[int, int, str, str, str | None, int]] = []
        self._counted: list[tuple[int, int]] = []
        self._deleted: list[tuple[int]] = []

    def add(self, actor: int, forms: FormCounts) -> None:
        for (field, value), articles in forms.items():
            self._added.append((self._next_pk, actor, field, value, _folded(field, value), articles))
            self._next_pk += 1

    def change(self, actor: int, changes: FormCounts) -> tuple[FormCounts, bool]:
        """All forms of the actor with their counts afterwards, and whether it may be called otherwise now."""
        known = self._known[actor]
        forms = {form: articles for form, (_, articles) in known.items()}
        new: FormCounts = {}
        is_renamed = _is_disputed(known)
        for form, change in changes.items():
            if form not in known:
                new[form] = forms[form] = change
            elif change:
                pk, articles = known[form]
                forms[form] = articles + change
                if forms[form]:
                    self._counted.append((forms[form], pk))
                else:
                    self._deleted.append((pk,))
                    del forms[form]
                    is_renamed = True
        self.add(actor, new)
        return forms, is_renamed or bool(new)

    def write(self) -> None:
        write = self._connection.executemany
        write(sql.DELETE_FORM_WORDS, self._deleted)
        write(sql.DELETE_FORM, self._deleted)
        write(sql.COUNT_FORM, self._counted)
        write(sql.ADD_FORM, self._added)
        write(sql.ADD_FORM_WORDS, [(pk, cut_words(folded)) for pk, _, _, _, folded, _ in self._added if folded])


def _is_disputed(forms: Iterable[tuple[str, str]]) -> bool:
    """Whether articles give it two names or kinds: then the commonest counts."""
    fields = [field for field, _ in forms if field != "alias"]
    return len(fields) > len(set(fields))


def _folded(field: str, value: str) -> str | None:
    return fold(value) or None if field in ("name", "alias") else None
