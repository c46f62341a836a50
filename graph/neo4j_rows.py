"""What a record writes into Neo4j, as far as it follows from the record alone: built without a database."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple

from graph.identities import Identities
from graph.neo4j_properties import (
    Properties,
    Value,
    article_properties,
    ends,
    present,
    run_properties,
    starts,
    statement_properties,
    text_properties,
    triple_properties,
)
from graph.records import Links, find_authors, make_fingerprint, write_article, write_statement
from graph.sentences import Sentences
from graph.support import Support, find_support
from graph.units import Facts, Unit, runs_by_statement
from schema.article import Article
from schema.graph_schema import STANCE_TYPES
from schema.ids import publisher_id
from schema.statement import Record, Statement

Row = Mapping[str, Value | Properties]
Pair = tuple[str, str]


class Rows(NamedTuple):
    """One record; its history and the sums over all articles come from the database."""

    article: Article
    fingerprint: str
    properties: Properties
    text: Properties
    run: Properties | None
    statements: list[Properties]
    triples: Mapping[str, list[Row]]
    """By the type of the relationship that leads to them."""
    edges: Mapping[str, list[Row]]
    """Relationships by type, with the ids of their ends."""
    pairs: Mapping[str, list[Pair]]
    """Relationships between actors, which many statements may support."""
    support: Support
    runs: Mapping[str, list[Facts]]
    """Of quoted words, by statement."""


def make_rows(record: Record) -> Rows:
    """A pure function: it can run wherever the record was extracted."""
    article = record.article
    support = find_support(record)
    body, bodies = write_article(article), [write_statement(statement) for statement in record.statements]
    sentences = Sentences(article.text)
    rows = Rows(
        article=article,
        fingerprint=make_fingerprint(body, article.text, bodies),
        properties=article_properties(article, body),
        text=text_properties(article),
        run=run_properties(article),
        statements=[
            statement_properties(statement, article, position=at, sentence=sentences.of(statement), record=written)
            for at, (statement, written) in enumerate(zip(record.statements, bodies, strict=True))
        ],
        triples=defaultdict(list),
        edges=defaultdict(list),
        pairs=find_actor_pairs(record),
        support=support,
        runs=runs_by_statement(record),
    )
    _add_article_edges(rows)
    inside = {statement.id for statement in record.statements} | set(support.names)
    for statement, properties, of_statement in zip(record.statements, rows.statements, support.links, strict=True):
        _add_statement_edges(rows, statement, of_statement, properties["publishedKey"], inside)
        _add_triples(rows, statement, inside)
    return rows


def resolve_rows(rows: Rows, identities: Identities) -> Rows:
    """The same rows by the actors that the record's names were joined to."""
    support = rows.support
    if identities.is_plain(support.names, support.article):
        return rows
    actor_of = identities.reader(support.article, support.fields)
    by_actor = {name: actor_of(name) for name in support.names}
    return rows._replace(
        statements=[_by_speaker(properties, by_actor) for properties in rows.statements],
        edges={type_: _resolve_edges(edges, by_actor) for type_, edges in rows.edges.items()},
    )


def find_runs(rows: Rows) -> list[Unit]:
    """With the speakers that the rows have."""
    speakers = {str(one["id"]): one.get("speakerId") for one in rows.statements}
    return [
        Unit(facts, str(speakers[statement]) if speakers[statement] else None)
        for statement, runs in rows.runs.items()
        for facts in runs
    ]


def _by_speaker(properties: Properties, by_actor: Mapping[str, str]) -> Properties:
    speaker = properties.get("speakerId")
    return properties | {"speakerId": by_actor[speaker]} if isinstance(speaker, str) else properties


def _resolve_edges(edges: list[Row], by_actor: Mapping[str, str]) -> list[Row]:
    """Two that are one now are one edge, the first of them."""
    resolved: dict[tuple[str, str], Row] = {}
    for edge in edges:
        start, end = str(edge["start"]), str(edge["end"])
        ends = by_actor.get(start, start), by_actor.get(end, end)
        properties = edge.get("properties")
        if isinstance(properties, dict):
            ids = {key: by_actor.get(str(properties[key])) for key in ("actorId", "speakerId") if key in properties}
            properties = properties | {key: actor for key, actor in ids.items() if actor}
            edge = {**edge, "properties": properties}
        resolved.setdefault(ends, {**edge, "start": ends[0], "end": ends[1]})
    return list(resolved.values())


def naming_edges(support: Support, identities: Identities) -> list[Row]:
    """From the article to the names that it uses; not to those that are local to it and whole."""
    local = {form.actor for form in support.forms if form.field == "article"}
    edges: dict[str, Row] = {}
    for name in support.names:
        part = identities.name_in(name, support.article, support.fields.get(name))
        if part != name or name not in local:
            properties: Properties = {"partOf": name} if part != name else {}
            edges[part] = {"start": support.article, "end": part, "properties": properties}
    return list(edges.values())


def find_actor_pairs(record: Record) -> dict[str, list[Pair]]:
    """Who speaks for whom, and who is part of which joint speaker."""
    speakers = [statement.speaker for statement in record.statements if statement.speaker]
    return {
        "SPEAKS_FOR": [(speaker.id, speaker.speaks_for.id) for speaker in speakers if speaker.speaks_for],
        "PART_OF": [
            (member, speaker.id) for speaker in speakers for member in dict.fromkeys(one.id for one in speaker.members)
        ],
    }


def _add_article_edges(rows: Rows) -> None:
    article, edges = rows.article, rows.edges
    if article.publisher:
        edges["PUBLISHED_BY"].append({"start": article.id, "end": publisher_id(article.publisher)})
    if rows.run is not None:
        edges["EXTRACTED_BY"].append({"start": article.id, "end": rows.run["id"]})
    edges["WROTE"].extend({"start": author.id, "end": article.id} for author in find_authors(article))


def _add_statement_edges(rows: Rows, statement: Statement, links: Links, key: Value, inside: set[str]) -> None:
    """`inside` are the ids of the record's statements and actors: no relationship leads elsewhere."""
    start, edges = {"start": statement.id}, rows.edges
    if links.speaker:
        edges[STANCE_TYPES[statement.stance]].append({"start": links.speaker, "end": statement.id})
    if statement.parent in inside:
        edges["REPORTED_BY"].append({**start, "end": statement.parent})
    edges["ABOUT"].extend(_about_edges(statement, key))
    edges["ADDRESSED_TO"].extend(_addressee_edges(statement))
    edges["VIA"].extend({**start, "end": actor} for actor in links.via)
    edges["CANDIDATE"].extend({**start, "end": actor} for actor in links.candidates)


def _about_edges(statement: Statement, published_key: Value) -> list[Row]:
    speaker = statement.speaker.id if statement.speaker else None
    first = {actor.id: actor for actor in reversed(statement.about)}
    return [
        {
            "start": statement.id,
            "end": actor.id,
            "properties": present(
                {
                    "role": actor.role,
                    "mentionStarts": starts(actor.spans),
                    "mentionEnds": ends(actor.spans),
                    "actorId": actor.id,
                    "speakerId": speaker,
                    "publishedKey": published_key,
                }
            ),
        }
        for actor in first.values()
    ]


def _addressee_edges(statement: Statement) -> list[Row]:
    first = {actor.id: actor for actor in reversed(statement.addressees)}
    return [
        {
            "start": statement.id,
            "end": actor.id,
            "properties": present({"mentionStarts": starts(actor.spans), "mentionEnds": ends(actor.spans)}),
        }
        for actor in first.values()
    ]


def _add_triples(rows: Rows, statement: Statement, inside: set[str]) -> None:
    type_ = "CLAIMS" if statement.stance == "asserts" else "MENTIONS"
    for triple in statement.triples:
        properties = triple_properties(triple, statement.stance)
        rows.triples[type_].append({"statement": statement.id, "properties": properties})
        for role, argument in (("SUBJECT", triple.subject), ("OBJECT", triple.object)):
            if argument is not None and argument.actor in inside:
                rows.edges[role].append({"start": triple.id, "end": argument.actor})
