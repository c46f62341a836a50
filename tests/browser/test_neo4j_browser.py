"""A newcomer in Neo4j Browser: logs in, pastes one of our queries, and reads the graph without any set-up."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from graph import open_store
from tests.graph.newsroom import records
from tests.neo4j_server import LTS, Neo4jServer, delete_nodes, local_server

ROOT = Path(__file__).parents[2]
QUERY = ROOT / "docs" / "queries" / "who-said-what-about.cypher"
PICTURE = ROOT / "docs" / "neo4j-browser.png"
FLAGS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


@pytest.fixture
def newsroom(neo4j_server: Neo4jServer, tmp_path: Path) -> Iterator[Neo4jServer]:
    """A server that serves the Browser whose buttons we know."""
    if neo4j_server.has_browser:
        yield fill(neo4j_server)
        return
    with local_server(LTS, tmp_path / "neo4j") as server:
        yield fill(server)


def fill(server: Neo4jServer) -> Neo4jServer:
    delete_nodes(server)
    with open_store(server.uri, username=server.username, password=server.password) as store:
        store.init()
        store.save(records())
    return server


@pytest.fixture
def page() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)
        page = browser.new_page(viewport={"width": 1400, "height": 900})
        page.set_default_timeout(60_000)
        yield page
        browser.close()


def log_in(page: Page, server: Neo4jServer) -> None:
    page.goto(f"{server.http}/browser/?dbms=bolt://{server.host}")
    page.get_by_test_id("username").fill(server.username)
    page.get_by_test_id("password").fill(server.password)
    page.get_by_test_id("connect").click()
    expect(page.get_by_text("Connected to Neo4j")).to_be_visible(timeout=60_000)


def run_query(page: Page, query: str) -> None:
    page.locator(".monaco-editor").first.click()
    page.keyboard.insert_text(query)
    page.keyboard.press("Control+Enter")


def test_a_shipped_query_draws_readable_captions(page: Page, newsroom: Neo4jServer, tmp_path: Path) -> None:
    """With ONRECORD_UPDATE_PICTURES set, the picture of the docs is taken anew."""
    log_in(page, newsroom)
    run_query(page, QUERY.read_text(encoding="utf-8"))
    expect(page.locator("svg g.node")).to_have_count(5, timeout=60_000)
    page.wait_for_timeout(2000)
    drawn = " ".join(page.locator("svg g.node").all_text_contents())
    lines = " ".join(page.locator("svg g.relationship").all_text_contents())
    assert "Peter" in drawn
    assert {"SAID", "ABOUT"} <= set(lines.split())
    picture = PICTURE if os.environ.get("ONRECORD_UPDATE_PICTURES") else tmp_path / PICTURE.name
    page.screenshot(path=picture)
    assert picture.read_bytes().startswith(b"\x89PNG")
