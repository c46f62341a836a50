"""The graph in Neo4j as people meet it: every label, type and property is in the codebook, and nothing drawn lies."""

from __future__ import annotations

from typing import Any

import pytest

from graph import open_store
from schema.graph_schema import KIND_LABELS, LABELS, NODES, RELATIONSHIPS, STANCE_TYPES, Type
from schema.statement import Record
from tests.builders import make_article, make_record, make_statement
from tests.codebook import PAGE, render
from tests.graph.newsroom import council_vote, decisions, records
from tests.neo4j_server import Neo4jServer

TYPES: dict[Type, str] = {
    "string": "String",
    "integer": "Long",
    "float": "Double",
    "boolean": "Boolean",
    "date": "Date",
    "strings": "StringArray",
    "integers": "LongArray",
    "booleans": "BooleanArray",
}
CALENDAR_TYPES = {
    "STRING NOT NULL": "String",
    "INTEGER NOT NULL": "Long",
    "FLOAT NOT NULL": "Double",
    "BOOLEAN NOT NULL": "Boolean",
    "DATE NOT NULL": "Date",
    "LIST<STRING NOT NULL> NOT NULL": "StringArray",
    "LIST<INTEGER NOT NULL> NOT NULL": "LongArray",
    "LIST<BOOLEAN NOT NULL> NOT NULL": "BooleanArray",
}


@pytest.fixture
def newsroom(server: Neo4jServer) -> Neo4jServer:
    with open_store(server.uri, username=server.username, password=server.password) as store:
        store.init()
        store.decide(decisions())
        for record in records():
            store.save([record])
    return server


def printed_again(record: Record) -> Record:
    """By another publisher: only then has a quote several runs."""
    text = record.article.text
    article = make_article(text, publisher="The Strand Herald", published="2026-03-12")
    speaker = record.statements[0].speaker
    return make_record(article, make_statement(article, "“The old harbour is a danger,”", speaker=speaker))


def ask(server: Neo4jServer, query: str, **values: Any) -> list[dict[str, Any]]:
    with server.driver() as driver:
        return [row.data() for row in driver.execute_query(query, values, database_=server.database).records]


def test_the_codebook_is_made_from_the_schema() -> None:
    assert PAGE.read_text(encoding="utf-8") == render(), "run: python -m tests.codebook"


def test_nodes_have_the_labels_and_properties_of_the_codebook(newsroom: Neo4jServer) -> None:
    with open_store(newsroom.uri, username=newsroom.username, password=newsroom.password) as store:
        store.save([printed_again(council_vote())])
    found: dict[str, dict[str, str]] = {}
    for row in ask(newsroom, "CALL db.schema.nodeTypeProperties()"):
        label = next(label for label in row["nodeLabels"] if label not in KIND_LABELS.values())
        types = {CALENDAR_TYPES.get(one, one) for one in row["propertyTypes"]}
        found.setdefault(label, {})[row["propertyName"]] = "/".join(sorted(types))
    expected = {node.label: {one.name: TYPES[one.type] for one in node.properties} for node in NODES}
    assert found == expected


def test_relationships_have_the_types_ends_and_properties_of_the_codebook(newsroom: Neo4jServer) -> None:
    ends = ask(
        newsroom, "MATCH (a)-[r]->(b) RETURN DISTINCT type(r) AS type, labels(a)[0] AS start, labels(b)[0] AS end"
    )
    assert {(row["type"], row["start"], row["end"]) for row in ends} == {
        (one.type, one.start, one.end) for one in RELATIONSHIPS
    }
    properties = ask(
        newsroom, "MATCH ()-[r]->() UNWIND keys(r) AS key RETURN type(r) AS type, collect(DISTINCT key) AS keys"
    )
    assert {row["type"]: set(row["keys"]) for row in properties} == {
        one.type: {of.name for of in one.properties} for one in RELATIONSHIPS if one.properties
    }


def test_every_node_has_an_id_and_a_readable_name(newsroom: Neo4jServer) -> None:
    assert ask(newsroom, "MATCH (n) WHERE n.id IS NULL OR trim(n.name) = '' OR n.name IS NULL RETURN labels(n)") == []
    assert {row["label"] for row in ask(newsroom, "MATCH (n) UNWIND labels(n) AS label RETURN DISTINCT label")} <= set(
        LABELS
    )


def test_every_actor_has_the_label_of_its_kind(newsroom: Neo4jServer) -> None:
    for row in ask(newsroom, "MATCH (a:Actor) RETURN a.kind AS kind, labels(a) AS labels"):
        assert row["labels"] == ["Actor", KIND_LABELS[row["kind"]]]


def test_the_edge_from_a_speaker_says_the_stance(newsroom: Neo4jServer) -> None:
    rows = ask(newsroom, "MATCH (:Actor)-[r]->(s:Statement) RETURN s.stance AS stance, type(r) AS type")
    assert {(row["stance"], row["type"]) for row in rows} == set(STANCE_TYPES.items())


def test_only_asserted_statements_claim_their_triples(newsroom: Neo4jServer) -> None:
    rows = ask(
        newsroom,
        "MATCH (s:Statement)-[r]->(t:Triple) RETURN s.stance AS stance, type(r) AS type, t.name AS name ORDER BY name",
    )
    assert [(row["stance"], row["type"], row["name"]) for row in rows] == [
        ("asserts", "CLAIMS", "The old harbour – is – a danger"),
        ("asserts", "CLAIMS", "Velasco – had – no money"),
        ("denies", "MENTIONS", "denied: jobs – would go – old"),
    ]


def test_spans_cut_their_words_out_of_the_text(newsroom: Neo4jServer) -> None:
    rows = ask(
        newsroom,
        "MATCH (s:Statement)-[:REPORTED_IN]->()-[:HAS_TEXT]->(t) RETURN t.text AS text, s.cue AS cue, "
        "s.cueStarts AS starts, s.cueEnds AS ends, s.sentence AS sentence, s.sentenceStart AS start",
    )
    assert len(rows) == 16
    for row in rows:
        pieces = [row["text"][start:end] for start, end in zip(row["starts"] or (), row["ends"] or (), strict=True)]
        assert pieces == ([row["cue"]] if row["cue"] else [])
        assert row["text"][row["start"] :].startswith(row["sentence"])


def test_an_actor_without_any_article_is_gone_with_its_edges(newsroom: Neo4jServer) -> None:
    with open_store(newsroom.uri, username=newsroom.username, password=newsroom.password) as store:
        for record in records():
            if record.statements:
                store.delete_article(record.article.id)
    left = ask(newsroom, "MATCH (n) RETURN labels(n) AS labels ORDER BY n.id")
    assert [row["labels"] for row in left] == [["Decision"], ["Meta"]]
