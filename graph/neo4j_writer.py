"""Records into Neo4j: one `Writer` for one transaction, many records in each query."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from graph import cypher
from graph.neo4j_connection import Found, Transaction
from graph.neo4j_rows import (
    Properties,
    Rows,
    actor_pairs,
    article_properties,
    order_key,
    padded,
    present,
    read_counts,
    statement_properties,
    write_counts,
)
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
from graph.sentences import Sentences
from schema.article import Article
from schema.ids import publisher_id
from schema.query import SaveResult
from schema.statement import Record

_ROLES = ("articles", "said", "about", "addressed", "passedOn")


class _Written(NamedTuple):
    """A record as JSON."""

    record: Record
    article: str
    statements: list[str]
    fingerprint: str


class _Known(NamedTuple):
    history: History
    statements: int


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


def _write(record: Record) -> _Written:
    article, statements = write_article(record.article), [write_statement(one) for one in record.statements]
    return _Written(record, article, statements, make_fingerprint(article, record.article.text, statements))


def _settle(written: _Written, known: _Known | None) -> tuple[SaveResult, History]:
    article = written.record.article
    status, history = settle_history(article, written.fingerprint, known.history if known else None)
    statements = known.statements if known and status == "unchanged" else len(written.statements)
    result = SaveResult(article_id=article.id, status=status, revision=history.revision, statements=statements)
    return result, history


class Writer:
    """Saves or deletes a batch of articles."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._tally = _Tally()
        self._left_runs: set[str] = set()

    def _run(self, query: str, rows: Iterable[Any], *, name: str = "rows") -> list[Found]:
        """The query with all rows at once; without any it need not be asked."""
        values = list(rows)
        return self._transaction.run(query, {"batch": {name: values}}) if values else []

    def _for(self, query: str, ids: Iterable[str]) -> list[Found]:
        """The query for ids, always in one order: so two writers do not wait for each other in a ring."""
        return self._run(query, sorted(set(ids)), name="ids")

    # Articles
    def save(self, records: Iterable[Record]) -> list[SaveResult]:
        """No two of one article. What has not changed is not even locked."""
        written = {record.article.id: _write(record) for record in records}
        known = self._find_known(written)
        changed = [id_ for id_, one in written.items() if _settle(one, known.get(id_))[0].status != "unchanged"]
        self._for(cypher.LOCK_ARTICLES, changed)
        known |= self._find_known(changed)
        settled = {id_: _settle(one, known.get(id_)) for id_, one in written.items()}
        changed = [id_ for id_ in changed if settled[id_][0].status != "unchanged"]
        self._remove_statements(id_ for id_ in changed if id_ in known)
        self._add([(written[id_], settled[id_][1]) for id_ in changed])
        return [result for result, _ in settled.values()]

    def delete(self, article_id: str) -> bool:
        """Whether there was such an article."""
        if not self._find_known([article_id]):
            return False
        self._for(cypher.LOCK_ARTICLES, [article_id])
        found = bool(self._find_known([article_id]))
        self._remove_statements([article_id])
        self._for(cypher.DELETE_ARTICLES, [article_id])
        self._write_counts()
        return found

    def _find_known(self, ids: Iterable[str]) -> dict[str, _Known]:
        """Articles that are there; a node that was just made to be locked has no hash yet."""
        return {
            row["id"]: _Known(
                History(row["revision"], row["sha256"], tuple(row["earlier"] or ()), row["fingerprint"]),
                row["statements"],
            )
            for row in self._for(cypher.KNOWN_ARTICLES, ids)
            if row["sha256"] is not None
        }

    def _remove_statements(self, ids: Iterable[str]) -> None:
        known = list(ids)
        for row in self._for(cypher.RECORDS, known):
            self._tally.count(read_record(row), -1)
        self._left_runs |= {row["id"] for row in self._for(cypher.RUNS_OF, known)}
        self._for(cypher.DELETE_STATEMENTS, known)
        self._for(cypher.DELETE_ARTICLE_EDGES, known)

    def _add(self, batch: list[tuple[_Written, History]]) -> None:
        rows = Rows()
        for written, history in batch:
            _add_rows(rows, written, history, self._tally.count(written.record, 1))
        self._run(cypher.PUT_ARTICLES, rows.articles)
        self._run(cypher.ADD_STATEMENTS, rows.statements)
        for type_, triples in rows.triples.items():
            self._run(cypher.ADD_TRIPLES[type_], triples)
        self._run(cypher.PUT_RUNS, rows.runs.values())
        self._write_counts(rows)

    def _link(self, rows: Rows) -> None:
        self._run(cypher.LINK_PUBLISHERS, rows.publishers)
        self._run(cypher.LINK_RUNS, rows.extracted_by)
        self._run(cypher.LINK_AUTHORS, rows.authors)
        self._run(cypher.LINK_PARENTS, rows.parents)
        for type_, speakers in rows.speakers.items():
            self._run(cypher.LINK_SPEAKERS[type_], speakers)
        self._run(cypher.LINK_ABOUT, rows.about)
        self._run(cypher.LINK_ADDRESSEES, rows.addressees)
        self._run(cypher.LINK_VIA, rows.via)
        self._run(cypher.LINK_CANDIDATES, rows.candidates)
        for role, arguments in rows.arguments.items():
            self._run(cypher.LINK_ARGUMENTS[role], arguments)

    # What follows from all articles together
    def _write_counts(self, rows: Rows | None = None) -> None:
        """Locks, counts and names actors and publishers, links what is new to them, deletes what nothing supports."""
        orphans = self._count_actors()
        without_articles = self._count_publishers()
        if rows is not None:
            self._link(rows)
        for type_, pairs in self._tally.pairs.items():
            counts = [{"start": a, "end": b, "statements": count} for (a, b), count in sorted(pairs.items()) if count]
            self._run(cypher.COUNT_ACTOR_PAIRS[type_], counts)
        self._for(cypher.DELETE_ACTORS, orphans)
        self._for(cypher.DELETE_PUBLISHERS, without_articles)
        self._for(cypher.LOCK_RUNS, self._left_runs)
        self._for(cypher.DELETE_UNUSED_RUNS, self._left_runs)

    def _count_actors(self) -> list[str]:
        """The actors that no article names any more."""
        changes = self._tally.forms_by_name("actor")
        self._for(cypher.LOCK_ACTORS, changes)
        rows, orphans, kinds = [], [], defaultdict(list)
        for found in self._for(cypher.ACTORS_TO_COUNT, changes):
            forms = _add_counts(found, changes[found["id"]])
            if not forms:
                orphans.append(found["id"])
                continue
            counts = {role: (found[role] or 0) + self._tally.roles[found["id"], role] for role in _ROLES}
            properties = _actor_properties(found["id"], forms, counts)
            rows.append(properties)
            if properties["kind"] != found["kind"]:
                kinds[properties["kind"]].append(found["id"])
        self._run(cypher.PUT_ACTORS, rows)
        for kind, actors in kinds.items():
            self._for(cypher.PUT_KINDS[kind], actors)
        return orphans

    def _count_publishers(self) -> list[str]:
        """The publishers that have no article any more."""
        changes = self._tally.forms_by_name("publisher")
        self._for(cypher.LOCK_PUBLISHERS, changes)
        rows, orphans = [], []
        for found in self._for(cypher.PUBLISHERS_TO_COUNT, changes):
            forms = _add_counts(found, changes[found["id"]])
            if not forms:
                orphans.append(found["id"])
                continue
            name = min((-articles, value) for (_, value), articles in forms.items())[1]
            roles = self._tally.roles
            counts = {role: (found[role] or 0) + roles[found["id"], role] for role in ("articles", "statements")}
            rows.append({"id": found["id"], "name": name, **counts, **write_counts(forms)})
        self._run(cypher.PUT_PUBLISHERS, rows)
        return orphans


def _add_rows(rows: Rows, written: _Written, history: History, links: list[Links]) -> None:
    article = written.record.article
    properties = article_properties(article, written.article) | {
        "revision": history.revision,
        "sha256": history.sha256,
        "fingerprint": history.fingerprint,
        "statements": len(written.statements),
    }
    if history.earlier_sha256:
        properties["earlierSha256"] = history.earlier_sha256
    rows.add_article(article, properties=properties)
    sentences = Sentences(article.text)
    statements = written.record.statements
    inside = {statement.id for statement in statements} | {form.actor for form in find_forms(written.record)}
    for position, (statement, body, ends) in enumerate(zip(statements, written.statements, links, strict=True)):
        node = statement_properties(
            statement, article, position=position, sentence=sentences.of(statement), record=body
        )
        rows.add_statement(statement, node, ends, inside=inside)


def _add_counts(found: Found, changes: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], int]:
    """In how many articles each form stands after the changes."""
    counts = Counter(read_counts(found["fields"], found["values"], found["formArticles"]))
    for form, change in changes.items():
        counts[form] += change
    return {form: articles for form, articles in counts.items() if articles}


def _actor_properties(actor_id: str, forms: dict[tuple[str, str], int], counts: dict[str, int]) -> dict[str, Any]:
    actor = merge_actor(actor_id, forms)
    names = dict.fromkeys(padded(name) for name in (actor.name, *actor.aliases))
    properties: Properties = {
        "id": actor.id,
        "name": actor.name,
        "kind": actor.kind,
        "aliases": list(actor.aliases),
        "wikidata": actor.wikidata,
        "articleId": actor.article_id,
        "rankKey": order_key(-counts["said"] - counts["about"], actor.id),
        "foldedNames": [name for name in names if name.strip()],
    }
    return {**present(properties), **counts, **write_counts(forms)}


class _Tally:
    """What the records of a batch add to (1) or take from (-1) actors and publishers."""

    def __init__(self) -> None:
        self._forms: Counter[tuple[str, Form]] = Counter()
        self.roles: Counter[tuple[str, str]] = Counter()
        """By actor or publisher, and what is counted."""
        self.pairs: dict[str, Counter[tuple[str, str]]] = {"SPEAKS_FOR": Counter(), "PART_OF": Counter()}

    def count(self, record: Record, sign: int) -> list[Links]:
        """The links of the record's statements."""
        forms = find_forms(record)
        actors = {form.actor for form in forms}
        links = [find_links(statement, known=actors) for statement in record.statements]
        for form in forms:
            self._forms["actor", form] += sign
        for actor in actors:
            self.roles[actor, "articles"] += sign
        for ends in links:
            self._count_ends(ends, sign)
        for statement in record.statements:
            for type_, pairs in zip(self.pairs, actor_pairs(statement), strict=True):
                for pair in pairs:
                    self.pairs[type_][pair] += sign
        self._count_publisher(record, sign)
        return links

    def _count_ends(self, links: Links, sign: int) -> None:
        speaker = (links.speaker,) if links.speaker else ()
        for role, actors in zip(_ROLES[1:], (speaker, links.about, links.addressees, links.via), strict=True):
            for actor in actors:
                self.roles[actor, role] += sign

    def _count_publisher(self, record: Record, sign: int) -> None:
        name = record.article.publisher
        if name:
            publisher = publisher_id(name)
            self._forms["publisher", Form(publisher, "name", name)] += sign
            self.roles[publisher, "articles"] += sign
            self.roles[publisher, "statements"] += sign * len(record.statements)

    def forms_by_name(self, what: str) -> dict[str, dict[tuple[str, str], int]]:
        """The changes of each actor's or publisher's forms; one without is in it too, as its roles may change."""
        changes: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
        for (of, form), change in self._forms.items():
            if of == what:
                changes[form.actor][form.field, form.value] = change
        return changes
