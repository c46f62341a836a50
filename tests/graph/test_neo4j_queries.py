"""The queries that we ship for Neo4j Browser, each run on the real server."""

from __future__ import annotations

from pathlib import Path

import pytest
from neo4j.graph import Path as GraphPath

from graph import open_store
from schema.graph_schema import STANCE_TYPES
from tests.graph.newsroom import decisions, records
from tests.neo4j_server import Neo4jServer

FOLDER = Path(__file__).parents[2] / "docs" / "queries"
FILES = sorted(FOLDER.glob("*.cypher"))
PAGE = FOLDER.parent / "neo4j-browser.md"


@pytest.fixture
def newsroom(server: Neo4jServer) -> Neo4jServer:
    with open_store(server.uri, username=server.username, password=server.password) as store:
        store.init()
        store.decide(decisions())
        store.save(records())
    return server


def test_there_are_ten_or_more() -> None:
    assert len(FILES) >= 10


def test_each_finds_something(newsroom: Neo4jServer) -> None:
    with newsroom.driver() as driver:
        for file in FILES:
            found = driver.execute_query(file.read_text(encoding="utf-8"), database_=newsroom.database)
            assert found.records, file.name


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_each_has_a_title_that_the_docs_list(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    title = text.splitlines()[0].removeprefix("// ")
    assert text.startswith("// ")
    assert f"[{title}](queries/{file.name})" in PAGE.read_text(encoding="utf-8")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_none_fetches_whole_texts_or_shows_a_content_without_its_stance(file: Path) -> None:
    text = file.read_text(encoding="utf-8")
    assert "ArticleText" not in text
    assert "HAS_TEXT" not in text
    assert not any(words in text for words in ("s.text", "s.quoted", "s.record", "inner.text", "outer.text"))


def test_a_drawn_path_to_a_statement_names_the_stance(newsroom: Neo4jServer) -> None:
    query = (FOLDER / "who-said-what-about.cypher").read_text(encoding="utf-8")
    with newsroom.driver() as driver:
        paths: list[GraphPath] = [row["path"] for row in driver.execute_query(query).records]
    for path in paths:
        said, about = path.relationships
        assert said.type == STANCE_TYPES[path.nodes[1]["stance"]]
        assert about.type == "ABOUT"


def test_who_warns_whom_leaves_out_what_was_not_said(newsroom: Neo4jServer) -> None:
    query = (FOLDER / "warns-denies-accuses.cypher").read_text(encoding="utf-8")
    with newsroom.driver() as driver:
        rows = [row.data() for row in driver.execute_query(query).records]
    assert [(row["speaker"], row["act"], row["about"]) for row in rows] == [
        ("Ana Velasco", "deny", "Port Ellery"),
        ("Peter Hask", "warn", "Ana Velasco"),
    ]
