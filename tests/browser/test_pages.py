"""A reader at the pages: by mouse, by keyboard, in the dark, offline, and with what a screen reader needs."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import httpx2
import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from app.deps import Services
from app.extraction import load_extractor
from app.main import create_app
from app.settings import Settings
from app.stores import open_ready_store
from extract.readers import read
from tests.browser.test_neo4j_browser import FLAGS
from tests.golden import ARTICLES

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
VOTE, DENIAL = "Port Ellery council votes to close old harbour", "Minister denies secret talks over Lake Orun dam"
PICTURES = {"start": "/", "article": VOTE, "quote": "We have waited long enough"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the service over a file with all the example articles."""
    settings = Settings(_env_file=None, store=f"sqlite:///{tmp_path_factory.mktemp('pages')}/pages.db")
    services = Services(settings, open_store=partial(open_ready_store, settings), load_extractor=load_extractor)
    articles = [one.article for one in read([str(path) for path in ARTICLES]) if one.article]
    services.store.save([services.extract(article) for article in articles])
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = uvicorn.Server(uvicorn.Config(create_app(services), log_config=None))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join(timeout=30)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        yield playwright.chromium.launch(executable_path=shutil.which("chromium"), args=FLAGS)


@pytest.fixture
def visit(browser: Browser, site: str) -> Iterator[Visit]:
    visit = Visit(browser, site)
    yield visit
    visit.close()


class Visit:
    """Pages in one browser; at its end, nothing was asked of anybody else and nothing was refused or failed."""

    def __init__(self, browser: Browser, site: str) -> None:
        self._browser = browser
        self._opened: list[BrowserContext] = []
        self.site = site
        self.asked: list[str] = []
        self.complaints: list[str] = []

    def page(self, place: str = "/", *, dark: bool = False, script: bool = True, width: int = 1200) -> Page:
        """`place` is a path, the title of an article, or words that a quote begins with."""
        opened = self._browser.new_context(
            base_url=self.site,
            color_scheme="dark" if dark else "light",
            java_script_enabled=script,
            viewport={"width": width, "height": 860},
        )
        self._opened.append(opened)
        page = opened.new_page()
        page.set_default_timeout(60_000)
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self._find(place))
        return page

    def _find(self, place: str) -> str:
        if place.startswith("/"):
            return place
        listed = httpx2.get(f"{self.site}/v1/articles", timeout=60).json()["items"]
        articles = [f"/articles/{one['id']}" for one in listed if one["title"] == place]
        start = httpx2.get(f"{self.site}/", timeout=60).text
        return str([*articles, *re.findall(rf'href="(/quotes/[^"]+)">“{place}', start)][0])

    def close(self) -> None:
        for opened in self._opened:
            opened.close()
        assert [url for url in self.asked if not url.startswith(self.site)] == []
        assert self.complaints == []


def find_faults(page: Page) -> list[str]:
    """What axe finds serious or critical, and where."""
    [axe] = (ROOT / ".cache" / "axe").glob("*/axe.min.js")
    page.evaluate(axe.read_text(encoding="utf-8"))
    found = json.loads(page.evaluate("axe.run().then((found) => JSON.stringify(found.violations))"))
    return [
        f"{one['id']}: {node['html']}"
        for one in found
        if one["impact"] in ("serious", "critical")
        for node in one["nodes"]
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("place", ["/", "/?q=velasco", "/quotes/qu_nope", VOTE, DENIAL, "We have waited long enough"])
def test_axe_finds_nothing_serious(visit: Visit, place: str, dark: bool) -> None:
    page = visit.page(place, dark=dark)
    if place in (VOTE, DENIAL):
        page.locator(".number").nth(1).focus()
    assert find_faults(page) == []
    visit.complaints = [one for one in visit.complaints if "404" not in one]


@pytest.mark.parametrize("place", [VOTE, "We have waited long enough"])
def test_narrow_screens_need_no_sideways_scrolling(visit: Visit, place: str) -> None:
    page = visit.page(place, width=360)
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    assert find_faults(page) == []


def test_pointing_at_a_statement_shows_who_said_it(visit: Visit) -> None:
    page = visit.page(DENIAL)
    expect(page.locator(".card:visible")).to_have_count(0)
    page.get_by_text("that his ministry had held secret talks").first.hover()
    card = page.locator(".card:visible")
    expect(card).to_have_count(1)
    expect(card).to_contain_text("Viktor Lanz denied")
    expect(card).to_contain_text("2026-06-03")
    expect(card).to_contain_text("Speaks of")
    expect(card).to_contain_text("Confidence")


def test_the_keyboard_goes_through_statements_into_details_and_back(visit: Visit) -> None:
    page = visit.page(DENIAL)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the content")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    first = page.locator(".number").first
    expect(first).to_be_focused()
    expect(page.locator(".card:visible")).to_contain_text("denied")
    page.keyboard.press("Enter")
    expect(page.locator(".card:visible")).to_be_focused()
    page.keyboard.press("Escape")
    expect(first).to_be_focused()


def test_numbers_tell_a_screen_reader_who_and_how(visit: Visit) -> None:
    page = visit.page(DENIAL)
    number = page.get_by_role("link", name="denied 2: Viktor Lanz, in the reporter's words")
    expect(number).to_have_accessible_description(re.compile("that his ministry had held secret talks"))


def test_without_scripts_everything_can_be_read(visit: Visit) -> None:
    article = visit.page(DENIAL, script=False)
    expect(article.locator(".card:visible")).to_have_count(11)
    quote = visit.page("We have waited long enough", script=False)
    expect(quote.locator(".drawing")).to_be_hidden()
    expect(quote.locator("#ways")).to_contain_text("Tomas Reyle")


def test_the_search_box_leads_to_a_speaker_and_on_to_the_sentence(visit: Visit) -> None:
    page = visit.page()
    expect(page.get_by_role("searchbox")).to_be_focused()
    page.keyboard.type("solberg")
    page.keyboard.press("Enter")
    page.get_by_role("link", name="Marit Solberg").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Marit Solberg")
    page.get_by_role("link", name="that he publish his calendar").click()
    expect(page.locator(":target")).to_contain_text("that he publish his calendar")
    expect(page.locator(".card:visible")).to_contain_text("Marit Solberg demanded")


def test_the_chain_is_drawn_and_leads_to_sentences(visit: Visit) -> None:
    page = visit.page("We have waited long enough")
    drawing = page.locator(".drawing")
    expect(drawing).to_have_attribute("data-drawn", "4")
    expect(page.get_by_role("img", name=re.compile("Drawing of the ways"))).to_be_visible()
    place = "(node) => node._cyreg.cy.nodes('[role = \"speaker\"]')[0].renderedPosition()"
    at = drawing.evaluate(place)
    drawing.click(position={"x": at["x"], "y": at["y"]})
    page.wait_for_url(re.compile("/articles/.*#st_"))


def test_colours_follow_the_reader(visit: Visit) -> None:
    def paper(page: Page) -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    assert paper(visit.page(VOTE)) == "rgb(253, 252, 250)"
    assert paper(visit.page(VOTE, dark=True)) == "rgb(24, 23, 21)"


def test_a_paraphrase_looks_unlike_a_quotation(visit: Visit) -> None:
    page = visit.page(DENIAL)

    def looks(selector: str) -> tuple[str, str]:
        look = "(node) => [getComputedStyle(node).backgroundColor, getComputedStyle(node).textDecorationStyle]"
        back, line = page.locator(selector).first.evaluate(look)
        return str(back), str(line)

    clear = "rgba(0, 0, 0, 0)"
    assert looks(".text .statement.indirect") == (clear, "dotted")
    assert looks(".text .statement.direct")[1] == "solid"
    assert looks(".text .direct .quoted")[0] != clear
    expect(page.locator(".text .statement.indirect .quoted")).to_have_count(0)


@pytest.mark.parametrize("name", PICTURES)
def test_pictures_of_the_docs(visit: Visit, name: str, tmp_path: Path) -> None:
    """With ONRECORD_UPDATE_PICTURES set, those of the docs are taken anew."""
    page = visit.page(PICTURES[name], width=1100)
    if name == "article":
        page.get_by_text("playing with the town's future").first.hover()
    page.wait_for_timeout(1000)
    picture = (DOCS if os.environ.get("ONRECORD_UPDATE_PICTURES") else tmp_path) / f"page-{name}.png"
    page.screenshot(path=picture, full_page=name == "quote")
    assert picture.read_bytes().startswith(b"\x89PNG")
