"""Records into tables: one `Writer` for one transaction."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from graph import sql
from graph.keys import iso_day_number, published_keys, sort_keys
from graph.records import (
    Form,
    History,
    Links,
    find_forms,
    find_links,
    make_fingerprint,
    merge_actor,
    read_statement,
    settle_history,
    write_article,
    write_statement,
)
from graph.search import indexed_text
from graph.sentences import Sentences
from schema.article import Article
from schema.ids import fold, publisher_id
from schema.query import SaveResult
from schema.statement import Record, Statement


class _Written(NamedTuple):
    """A record as JSON."""

    article: str
    statements: list[str]
    fingerprint: str


class _Known(NamedTuple):
    pk: int
    history: History
    statements: int


def _write(record: Record) -> _Written:
    article, statements = write_article(record.article), [write_statement(one) for one in record.statements]
    return _Written(article, statements, make_fingerprint(article, record.article.text, statements))


def read_article(body: str, text: str, revision: int, earlier: str) -> Article:
    """What `Writer` wrote of an article."""
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


class Writer:
    """Saves and deletes; what follows from all articles together is counted and written by `finish`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next_statement: int = connection.execute(sql.NEXT_STATEMENT).fetchone()[0]
        self._actor_pks: dict[str, int] = {}
        self._articles = 0
        self._statements = 0
        self._actors = 0
        self._all_publishers = 0
        self._forms: Counter[Form] = Counter()
        self._counters: defaultdict[str, Counter[str]] = defaultdict(Counter)
        self._pairs: Counter[tuple[str, str]] = Counter()
        self._publishers: defaultdict[int, list[int]] = defaultdict(lambda: [0, 0])
        self._changed = False

    # Articles
    def save(self, record: Record) -> SaveResult:
        written, known = _write(record), self._find_known(record.article.id)
        status, history = settle_history(record.article, written.fingerprint, known.history if known else None)
        if status == "unchanged" and known is not None:
            return SaveResult(
                article_id=record.article.id, status=status, revision=history.revision, statements=known.statements
            )
        if known is not None:
            self._remove_statements(record.article.id, known.pk)
        self._add(record, written, history)
        return SaveResult(
            article_id=record.article.id, status=status, revision=history.revision, statements=len(record.statements)
        )

    def delete(self, article_id: str) -> bool:
        """Whether there was such an article."""
        known = self._find_known(article_id)
        if known is None:
            return False
        self._remove_statements(article_id, known.pk)
        for delete in sql.DELETE_ARTICLE:
            self._connection.execute(delete, (known.pk,))
        return True

    def _find_known(self, article_id: str) -> _Known | None:
        row = self._connection.execute(sql.KNOWN_ARTICLE, (article_id,)).fetchone()
        if row is None:
            return None
        pk, revision, sha256, earlier, fingerprint, statements = row
        return _Known(pk, History(revision, sha256, tuple(json.loads(earlier)), fingerprint), statements)

    def _remove_statements(self, article_id: str, pk: int) -> None:
        record = read_record(self._connection, article_id)
        if record is not None:
            self._count(record, -1)
        for delete in sql.DELETE_STATEMENTS:
            self._connection.execute(delete, (pk,))

    def _add(self, record: Record, written: _Written, history: History) -> None:
        article = record.article
        publisher = self._publisher_pk(article.publisher) if article.publisher else None
        (pk,) = self._connection.execute(
            sql.PUT_ARTICLE,
            (
                None,
                article.id,
                publisher,
                published_keys(article)[0],
                article.title,
                article.publisher,
                article.published.isoformat() if article.published else None,
                article.url,
                len(record.statements),
                history.revision,
                history.sha256,
                json.dumps(history.earlier_sha256),
                history.fingerprint,
                written.article,
            ),
        ).fetchone()
        self._connection.execute(sql.PUT_TEXT, (pk, article.text))
        links = self._count(record, 1)
        self._add_statements(pk, publisher, record, written.statements, links)

    # Statements
    def _add_statements(
        self, article: int, publisher: int | None, record: Record, bodies: list[str], links: list[Links]
    ) -> None:
        first = self._next_statement
        self._next_statement += len(bodies)
        sentences = Sentences(record.article.text)
        rows, edges, texts = [], [], []
        for position, (statement, body, ends) in enumerate(zip(record.statements, bodies, links, strict=True)):
            pk, keys = first + position, sort_keys(statement, record.article)
            speaker = self._actor_pk(ends.speaker) if ends.speaker else None
            rows.append((pk, statement.id, article, position, publisher, speaker, *_facts(statement), *keys))
            edges += [(actor, role, speaker or 0, pk, keys.newest) for actor, role in self._edges(ends)]
            sentence = sentences.of(statement)
            texts.append((pk, sentence.start, sentence.text, body))
        execute = self._connection.executemany
        execute(sql.ADD_STATEMENT, rows)
        execute(sql.ADD_BODY, texts)
        execute(sql.ADD_WORDS, [(first + at, indexed_text(s.text)) for at, s in enumerate(record.statements)])
        execute(sql.ADD_EDGE, edges)

    def _edges(self, links: Links) -> Iterator[tuple[int, str]]:
        for role, actors in (
            ("about", links.about), ("addressee", links.addressees), ("via", links.via), ("candidate", links.candidates)
        ):  # fmt: skip
            for actor in actors:
                yield self._actor_pk(actor), role

    def _actor_pk(self, actor: str) -> int:
        pk = self._actor_pks.get(actor)
        if pk is None:
            row = self._connection.execute(sql.ACTOR_PK, (actor,)).fetchone()
            pk = int(row[0]) if row else self._insert(sql.NEW_ACTOR, actor)
            self._actor_pks[actor] = pk
            self._actors += not row
        return pk

    def _publisher_pk(self, name: str) -> int:
        publisher = publisher_id(name)
        row = self._connection.execute(sql.PUBLISHER_PK, (publisher,)).fetchone()
        self._all_publishers += not row
        return int(row[0]) if row else self._insert(sql.NEW_PUBLISHER, publisher)

    def _insert(self, statement: str, thing: str) -> int:
        pk = self._connection.execute(statement, (thing,)).lastrowid
        assert pk is not None
        return pk

    # What follows from all articles together
    def _count(self, record: Record, sign: int) -> list[Links]:
        """Adds (1) or takes away (-1) what the record supports; the links of its statements."""
        forms = find_forms(record)
        actors = {form.actor for form in forms}
        links = [find_links(statement, known=actors) for statement in record.statements]
        for form in forms:
            self._forms[form] += sign
        for actor in actors:
            self._counters[actor]["articles"] += sign
        for ends in links:
            self._count_ends(ends, sign)
        if record.article.publisher:
            counts = self._publishers[self._publisher_pk(record.article.publisher)]
            counts[0] += sign
            counts[1] += sign * len(links)
        self._articles += sign
        self._statements += sign * len(links)
        self._changed = True
        return links

    def _count_ends(self, links: Links, sign: int) -> None:
        if links.speaker is not None:
            self._counters[links.speaker]["said"] += sign
        for actor in links.about:
            self._counters[actor]["about"] += sign
            if links.speaker is not None:
                self._pairs[links.speaker, actor] += sign
        for actor in links.addressees:
            self._counters[actor]["addressed"] += sign
        for actor in links.via:
            self._counters[actor]["passed_on"] += sign

    def finish(self) -> None:
        """To be called once, before the transaction ends."""
        if not self._changed:
            return
        self._write_pairs()
        self._write_counters()
        self._write_forms()
        self._write_publishers()
        counts = (self._articles, self._statements, self._actors, self._all_publishers)
        self._connection.execute(sql.COUNT_UP, counts)

    def _write_pairs(self) -> None:
        pks = [(self._actor_pk(s), self._actor_pk(a), count) for (s, a), count in self._pairs.items() if count]
        self._connection.executemany(sql.COUNT_PAIR, pks)
        self._connection.executemany(sql.DELETE_EMPTY_PAIR, [pair[:2] for pair in pks if pair[2] < 0])

    def _write_counters(self) -> None:
        rows = []
        for actor, counts in self._counters.items():
            roles = [counts[counter] for counter in ("articles", "said", "about", "addressed", "passed_on")]
            if any(roles):
                rows.append((*roles, counts["said"] + counts["about"], self._actor_pk(actor)))
        self._connection.executemany(sql.COUNT_ACTOR, rows)

    def _write_forms(self) -> None:
        """Counts the forms of each actor, and names it anew or deletes it."""
        changes: defaultdict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        for form, change in self._forms.items():
            changes[form.actor][form.field, form.value] = change
        next_form: int = self._connection.execute(sql.NEXT_FORM).fetchone()[0]
        changed_forms = _ChangedForms(next_form)
        names: list[tuple[str | int | None, ...]] = []
        orphans: list[tuple[int]] = []
        for actor, change_of in changes.items():
            pk = self._actor_pk(actor)
            counts = changed_forms.apply(pk, self._connection.execute(sql.FORMS_OF, (pk,)).fetchall(), change_of)
            if not counts:
                orphans.append((pk,))
                continue
            named = merge_actor(actor, counts)
            aliases = json.dumps(named.aliases, ensure_ascii=False)
            names.append((named.name, named.kind, aliases, named.wikidata, named.article_id, pk))
        changed_forms.write(self._connection)
        self._connection.executemany(sql.NAME_ACTOR, names)
        self._connection.executemany(sql.DELETE_ACTOR, orphans)
        self._actors -= len(orphans)

    def _write_publishers(self) -> None:
        for pk, (articles, statements) in self._publishers.items():
            self._connection.execute(sql.COUNT_PUBLISHER, (articles, statements, pk))
            self._all_publishers -= self._connection.execute(sql.DELETE_EMPTY_PUBLISHER, (pk,)).rowcount


class _ChangedForms:
    """The rows of `form` to add, count anew and delete."""

    def __init__(self, next_pk: int) -> None:
        self._next_pk = next_pk
        self._added: list[tuple[int, int, str, str, str | None, int]] = []
        self._counted: list[tuple[int, int]] = []
        self._deleted: list[tuple[int]] = []

    def apply(
        self, actor: int, rows: list[tuple[int, str, str, int]], changes: dict[tuple[str, str], int]
    ) -> dict[tuple[str, str], int]:
        """All forms of the actor with their counts afterwards."""
        counts = {(field, value): articles for _, field, value, articles in rows}
        pks = {(field, value): pk for pk, field, value, _ in rows}
        for form, change in changes.items():
            count = counts.get(form, 0) + change
            if not change:
                continue
            if form not in pks:
                self._added.append((self._next_pk, actor, *form, _folded(*form), count))
                self._next_pk += 1
            elif count:
                self._counted.append((count, pks[form]))
            else:
                self._deleted.append((pks[form],))
            counts[form] = count
        return {form: count for form, count in counts.items() if count}

    def write(self, connection: sqlite3.Connection) -> None:
        connection.executemany(sql.DELETE_FORM_WORDS, self._deleted)
        connection.executemany(sql.DELETE_FORM, self._deleted)
        connection.executemany(sql.COUNT_FORM, self._counted)
        connection.executemany(sql.ADD_FORM, self._added)
        connection.executemany(sql.ADD_FORM_WORDS, [(row[0], indexed_text(row[3])) for row in self._added if row[4]])


def _folded(field: str, value: str) -> str | None:
    return fold(value) or None if field in ("name", "alias") else None


def _facts(statement: Statement) -> tuple[str | int | float | None, ...]:
    """The columns of a statement that filters read."""
    said = statement.said_on
    return (
        statement.kind,
        bool(statement.quoted),
        statement.act,
        statement.stance,
        statement.channel,
        statement.polarity,
        statement.confidence.attribution,
        statement.confidence.speaker if statement.speaker else None,
        iso_day_number(said.begin) if said else None,
        iso_day_number(said.end) if said else None,
    )
