"""What follows from all articles together: actors by all their names, and how many statements lead where."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from graph import sql
from graph.records import Links, find_forms, find_links, merge_actor
from graph.search import indexed_text
from schema.ids import fold, publisher_id
from schema.statement import Record

FormCounts = dict[tuple[str, str], int]


@dataclass(slots=True)
class _ActorTotals:
    articles: int = 0
    said: int = 0
    about: int = 0
    addressed: int = 0
    passed_on: int = 0


class Totals:
    """Counts records in and out during one transaction, and writes the sums at its end."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next_actor: int = connection.execute(sql.NEXT_ACTOR).fetchone()[0]
        self.actor_pks: dict[str, int] = {}
        """Of all actors of the records counted so far."""
        self._publisher_pks: dict[str, int] = {}
        self._sums: Counter[str] = Counter()
        self._forms: defaultdict[str, FormCounts] = defaultdict(dict)
        self._actors: defaultdict[str, _ActorTotals] = defaultdict(_ActorTotals)
        self._pairs: defaultdict[tuple[str, str], int] = defaultdict(int)
        self._publishers: defaultdict[int, Counter[str]] = defaultdict(Counter)

    def count(self, record: Record, sign: int) -> list[Links]:
        """Adds (1) or takes away (-1) what the record supports; the links of its statements."""
        forms = find_forms(record)
        actors = {form.actor: None for form in forms}
        self._learn(actors)
        links = [find_links(statement, known=actors.keys()) for statement in record.statements]
        for actor, field, value in forms:
            counts = self._forms[actor]
            counts[field, value] = counts.get((field, value), 0) + sign
        for actor in actors:
            self._actors[actor].articles += sign
        for ends in links:
            self._count_ends(ends, sign)
        sums = {"articles": sign, "statements": sign * len(links)}
        self._sums.update(sums)
        if record.article.publisher:
            self._publishers[self.publisher_pk(record.article.publisher)].update(sums)
        return links

    def _count_ends(self, links: Links, sign: int) -> None:
        if links.speaker is not None:
            self._actors[links.speaker].said += sign
        for actor in links.about:
            self._actors[actor].about += sign
            if links.speaker is not None:
                self._pairs[links.speaker, actor] += sign
        for actor in links.addressees:
            self._actors[actor].addressed += sign
        for actor in links.via:
            self._actors[actor].passed_on += sign

    def _learn(self, actors: Iterable[str]) -> None:
        """Looks up their numbers, and makes those that are not there."""
        unknown = [actor for actor in actors if actor not in self.actor_pks]
        if not unknown:
            return
        self.actor_pks.update(self._connection.execute(sql.ACTOR_PKS, (json.dumps(unknown),)))
        new = [actor for actor in unknown if actor not in self.actor_pks]
        pks = range(self._next_actor, self._next_actor + len(new))
        self._connection.executemany(sql.NEW_ACTOR, zip(pks, new, strict=True))
        self.actor_pks.update(zip(new, pks, strict=True))
        self._next_actor += len(new)
        self._sums["actors"] += len(new)

    def publisher_pk(self, name: str) -> int:
        publisher = publisher_id(name)
        if publisher not in self._publisher_pks:
            row = self._connection.execute(sql.PUBLISHER_PK, (publisher,)).fetchone()
            if row is None:
                row = self._connection.execute(sql.NEW_PUBLISHER, (publisher,)).fetchone()
                self._sums["publishers"] += 1
            self._publisher_pks[publisher] = row[0]
        return self._publisher_pks[publisher]

    # At the end of the transaction
    def write(self) -> None:
        if not self._sums:
            return
        self._write_pairs()
        self._write_actors()
        self._write_publishers()
        self._write_forms()
        sums = [self._sums[name] for name in ("articles", "statements", "actors", "publishers")]
        self._connection.execute(sql.COUNT_UP, sums)

    def _write_pairs(self) -> None:
        pks = self.actor_pks
        pairs = [(pks[speaker], pks[about], count) for (speaker, about), count in self._pairs.items() if count]
        self._connection.executemany(sql.COUNT_PAIR, pairs)
        self._connection.executemany(sql.DELETE_EMPTY_PAIR, [pair[:2] for pair in pairs if pair[2] < 0])

    def _write_actors(self) -> None:
        self._connection.executemany(
            sql.COUNT_ACTOR,
            [
                (of.articles, of.said, of.about, of.addressed, of.passed_on, of.said + of.about, self.actor_pks[actor])
                for actor, of in self._actors.items()
            ],
        )

    def _write_forms(self) -> None:
        """Counts the forms of each actor, and names it anew or deletes it."""
        changed = _ChangedForms(self._connection, [self.actor_pks[actor] for actor in self._forms])
        names: list[tuple[str | int | None, ...]] = []
        orphans: list[tuple[int]] = []
        for actor, changes in self._forms.items():
            pk = self.actor_pks[actor]
            counts, is_renamed = changed.apply(pk, changes)
            if not counts:
                orphans.append((pk,))
            elif is_renamed:
                named = merge_actor(actor, counts)
                aliases = json.dumps(named.aliases, ensure_ascii=False)
                names.append((named.name, named.kind, aliases, named.wikidata, named.article_id, pk))
        changed.write()
        self._connection.executemany(sql.NAME_ACTOR, names)
        self._connection.executemany(sql.DELETE_ACTOR, orphans)
        self._sums["actors"] -= len(orphans)

    def _write_publishers(self) -> None:
        for pk, sums in self._publishers.items():
            self._connection.execute(sql.COUNT_PUBLISHER, (sums["articles"], sums["statements"], pk))
            self._sums["publishers"] -= self._connection.execute(sql.DELETE_EMPTY_PUBLISHER, (pk,)).rowcount


class _ChangedForms:
    """The rows of `form` of some actors: which to add, count anew and delete."""

    def __init__(self, connection: sqlite3.Connection, actors: list[int]) -> None:
        self._connection = connection
        self._next_pk: int = connection.execute(sql.NEXT_FORM).fetchone()[0]
        self._known: defaultdict[int, dict[tuple[str, str], tuple[int, int]]] = defaultdict(dict)
        for actor, pk, field, value, articles in connection.execute(sql.FORMS_OF, (json.dumps(actors),)):
            self._known[actor][field, value] = pk, articles
        self._added: list[tuple[int, int, str, str, str | None, int]] = []
        self._counted: list[tuple[int, int]] = []
        self._deleted: list[tuple[int]] = []

    def apply(self, actor: int, changes: FormCounts) -> tuple[FormCounts, bool]:
        """All forms of the actor with their counts afterwards, and whether it may be called otherwise now."""
        known = self._known[actor]
        counts = {form: articles for form, (_, articles) in known.items()}
        is_renamed = _is_disputed(known)
        for form, change in changes.items():
            counts[form] = count = counts.get(form, 0) + change
            if form in known and count:
                self._counted.append((count, known[form][0]))
                continue
            is_renamed = True
            if form in known:
                self._deleted.append((known[form][0],))
            elif count:
                self._added.append((self._next_pk, actor, *form, _folded(*form), count))
                self._next_pk += 1
        return {form: count for form, count in counts.items() if count}, is_renamed

    def write(self) -> None:
        execute = self._connection.executemany
        execute(sql.DELETE_FORM_WORDS, self._deleted)
        execute(sql.DELETE_FORM, self._deleted)
        execute(sql.COUNT_FORM, self._counted)
        execute(sql.ADD_FORM, self._added)
        execute(sql.ADD_FORM_WORDS, [(row[0], indexed_text(row[4])) for row in self._added if row[4]])


def _is_disputed(forms: Iterable[tuple[str, str]]) -> bool:
    """Whether articles give it two names or kinds: then the commonest counts."""
    fields = [field for field, _ in forms if field != "alias"]
    return len(fields) > len(set(fields))


def _folded(field: str, value: str) -> str | None:
    return fold(value) or None if field in ("name", "alias") else None
