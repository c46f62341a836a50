"""Pages for people: what they say, what they never say, and what they never run."""

from __future__ import annotations

import html
import re
from typing import Any

import pytest
from starlette.testclient import TestClient

from schema.article import Article
from schema.statement import Record
from tests.app.conftest import MakeClient
from tests.builders import make_article, make_record, make_speaker, make_statement, make_triple

VELASCO = make_speaker("Ana Velasco", "Velasco")
CLOSED = "“The harbour of Orva will be closed to all cargo ships by October,”"
MARKUP = "<script>alert(1)</script>"


def courier(**more: Any) -> Article:
    return make_article(
        f"{CLOSED} Ana Velasco said. She denied that jobs would go. She hinted that rents may rise.",
        publisher="The Velm Courier",
        published="2026-03-12",
        **more,
    )


def record(article: Article) -> Record:
    closed = make_statement(article, CLOSED, cue="said", speaker=VELASCO)
    denial = make_statement(
        article,
        "that jobs would go",
        cue="denied",
        speaker=VELASCO,
        act="deny",
        stance="denies",
        triples=(make_triple(article, "jobs", "would go", "October"),),
    )
    return make_record(article, closed, denial)


def agency(published: str | None = "2026-03-11") -> Record:
    article = make_article(
        "“The harbour of Orva will be closed to cargo ships by October,” said Ana Velasco.",
        publisher="Harbour News Agency",
        published=published,
    )
    words = "“The harbour of Orva will be closed to cargo ships by October,”"
    return make_record(article, make_statement(article, words, cue="said", speaker=VELASCO))


@pytest.fixture
def stored(client: TestClient) -> TestClient:
    services = client.app.state.services  # type: ignore[attr-defined]
    services.store.save([record(courier()), agency()])
    return client


def page(client: TestClient, address: str, *, status: int = 200) -> str:
    response = client.get(address)
    assert response.status_code == status
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'; script-src 'self'" in response.headers["content-security-policy"]
    return response.text


def text_of(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", "", page.replace("&NoBreak;", " "))).split())


def quote_address(client: TestClient) -> str:
    start = page(client, "/")
    [address] = re.findall(r'href="(/quotes/[^"]+)"', start)
    return str(address)


def test_the_start_page_leads_to_articles_and_quotes(stored: TestClient) -> None:
    start = page(stored, "/")
    assert f'href="/articles/{courier().id}"' in start
    assert "2 publishers" in text_of(start)
    assert "This collection: 2 articles of 2 publishers, 11 March 2026 to 12 March 2026." in text_of(start)


def test_an_empty_collection_says_so(client: TestClient) -> None:
    assert "There are none yet" in text_of(page(client, "/"))


@pytest.mark.parametrize(
    ("asked", "address"),
    [
        ("velasco", f'href="/actors/{VELASCO.id}"'),
        ("jobs would go", f'href="/articles/{courier().id}#st_'),
        ("The harbour of Orva will be closed to all ships by October", 'href="/quotes/qu_'),
    ],
)
def test_the_search_box_finds_speakers_words_and_quotes(stored: TestClient, asked: str, address: str) -> None:
    assert address in page(stored, f"/?q={asked}")


@pytest.mark.parametrize("asked", ["xyzzy", "…", "%00", "***", '"', MARKUP, "a" * 5000])
def test_what_is_not_there_is_not_found(stored: TestClient, asked: str) -> None:
    found = page(stored, f"/?q={asked}")
    assert "alert(1)</script>" not in found
    assert asked in ("%00",) or "Nothing found in this collection." in found


def test_words_that_are_too_many_are_refused_in_a_page(client: TestClient) -> None:
    assert "cannot be used" in page(client, f"/?q={'a' * 5001}", status=422)


def test_the_article_page_marks_statements_by_kind(stored: TestClient) -> None:
    shown = page(stored, f"/articles/{courier().id}")
    assert re.search(r'class="statement direct asserts"[^>]*>“<span class="quoted">The harbour of Orva', shown)
    assert re.search(r'class="statement indirect denies"[^>]*>that jobs would go&NoBreak;<a class="number"', shown)


def test_what_was_denied_never_looks_asserted(stored: TestClient) -> None:
    shown = text_of(page(stored, f"/articles/{courier().id}"))
    assert "that jobs would go denied 2" in shown
    assert "Speaks of" in shown
    assert "Claims" not in shown
    said = text_of(page(stored, f"/actors/{VELASCO.id}"))
    assert "denied: that jobs would go" in said


def test_a_quote_that_was_denied_never_looks_asserted(client: TestClient) -> None:
    denied = [
        one.model_copy(
            update={"statements": (one.statements[0].model_copy(update={"act": "deny", "stance": "denies"}),)}
        )
        for one in (record(courier()), agency())
    ]
    client.app.state.services.store.save(denied)  # type: ignore[attr-defined]
    assert "Ana Velasco denied: “The harbour of Orva" in text_of(page(client, "/"))
    shown = text_of(page(client, quote_address(client)))
    assert "Ana Velasco denied · 2 publishers" in shown
    assert shown.count("· Ana Velasco denied") == 2
    assert "· Ana Velasco said" not in shown


def test_a_paraphrase_never_stands_in_quotation_marks(stored: TestClient) -> None:
    for address in (f"/articles/{courier().id}", f"/actors/{VELASCO.id}", "/?q=jobs"):
        assert not re.search(r"[“\"]\s*that jobs", text_of(page(stored, address)))


def test_the_quote_page_tells_who_carried_it_when_and_in_which_words(stored: TestClient) -> None:
    shown = page(stored, quote_address(stored))
    text = text_of(shown)
    assert "First seen in this collection on 11 March 2026, at Harbour News Agency." in text
    assert text.index("11 March 2026 first seen") < text.index("12 March 2026 1 day later")
    assert re.search(r'<del class="cut_inside" title="cut inside without a sign">all\s*</del>', shown)
    assert "This collection: 2 articles of 2 publishers" in text


def test_every_step_of_the_chain_leads_to_its_sentence(stored: TestClient) -> None:
    shown = page(stored, quote_address(stored))
    steps = re.findall(r'<a href="([^"]+)" data-key="[^"]+" data-role="(\w+)">([^<]+)</a>', shown)
    assert {(role, name) for _, role, name in steps} >= {("publisher", "The Velm Courier"), ("speaker", "Ana Velasco")}
    for address, role, _ in steps:
        target, _, fragment = address.partition("#")
        assert bool(fragment) == (role == "speaker")
        assert not fragment or f'id="{fragment}"' in page(stored, target)


def test_a_tie_is_shown_as_a_tie_and_no_day_as_no_day(client: TestClient) -> None:
    services = client.app.state.services  # type: ignore[attr-defined]
    services.store.save([record(courier()), agency("2026-03-12")])
    shown = text_of(page(client, quote_address(client)))
    assert "on 12 March 2026, at Harbour News Agency and The Velm Courier" in shown or (
        "on 12 March 2026, at The Velm Courier and Harbour News Agency" in shown
    )
    services.store.delete_article(agency("2026-03-12").article.id)
    services.store.save([agency(None)])
    shown = text_of(page(client, quote_address(client)))
    assert "First seen in this collection on 12 March 2026, at The Velm Courier." in shown
    assert "1 report without a day may be earlier or later." in shown
    assert "Day unknown" in shown


def test_no_page_claims_to_know_who_was_first(stored: TestClient) -> None:
    for address in ("/", f"/articles/{courier().id}", f"/actors/{VELASCO.id}", quote_address(stored)):
        assert not re.search(r"first (said|reported)|origin", text_of(page(stored, address)), re.IGNORECASE)


def test_texts_of_articles_are_never_markup(client: TestClient) -> None:
    article = courier(title=MARKUP, authors=(MARKUP,), url="javascript:alert(1)")
    text = f"{MARKUP} {CLOSED} she said, {{{{ 7 * 7 }}}} & <b onclick=x>bold</b>."
    article = article.model_copy(update={"text": text})
    statement = make_statement(article, CLOSED, cue="said", speaker=make_speaker(f"Ana {MARKUP}"))
    client.app.state.services.store.save([make_record(article, statement)])  # type: ignore[attr-defined]
    quote = client.get(f"/v1/statements/{statement.id}").json()["statement"]["speaker"]["id"]
    for address in ("/", f"/articles/{article.id}", f"/actors/{quote}", "/?q=harbour"):
        shown = page(client, address)
        assert MARKUP not in shown
        assert "<b onclick" not in shown
        assert "49" not in text_of(shown).replace("{{ 7 * 7 }}", "")
        assert 'href="javascript:' not in shown


@pytest.mark.parametrize("address", ["/articles/ar_nope", "/actors/ac_nope", "/quotes/qu_nope"])
def test_what_is_not_there_is_told_in_a_page(client: TestClient, address: str) -> None:
    assert "<h1>Not found</h1>" in page(client, address, status=404)


def test_ids_that_were_joined_lead_on(filled: TestClient) -> None:
    def actor(name: str) -> str:
        return str(filled.get("/v1/actors", params={"q": name}).json()["items"][0]["id"])

    old, new = actor("port authority"), actor("Paul Renner")
    assert filled.post(f"/v1/actors/{old}/merge", json={"into": new, "force": True}).status_code == 200
    moved = filled.get(f"/actors/{old}?view=about", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, f"/actors/{new}?view=about")


def test_a_run_of_a_quote_leads_to_the_quote(stored: TestClient) -> None:
    quote = stored.app.state.services.store.get_quote(quote_address(stored).rpartition("/")[2])  # type: ignore[attr-defined]
    other = next(one.id for one in quote.seen if one.id != quote.id)
    moved = stored.get(f"/quotes/{other}", follow_redirects=False)
    assert (moved.status_code, moved.headers["location"]) == (308, f"/quotes/{quote.id}")


@pytest.mark.parametrize("name", ["pages.css", "article.mjs", "quote.mjs", "icon.svg", "vendor/cytoscape.LICENSE"])
def test_files_of_pages_are_served_here(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 200


@pytest.mark.parametrize("name", ["../main.py", "%2e%2e/main.py", "vendor/", ""])
def test_nothing_else_is_served(client: TestClient, name: str) -> None:
    assert client.get(f"/static/{name}").status_code == 404


def test_pages_are_of_the_host_guard_too(make_client: MakeClient) -> None:
    assert make_client().get("/", headers={"host": "evil.example"}).status_code == 421
