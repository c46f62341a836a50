"""Fetching, against a real server on loopback: what is refused, what is followed, what is tried again."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from extract.readers import ReadOptions, read
from extract.readers.web import _is_public, fetch
from schema.errors import FetchFailed, InputTooLarge

PAGE = (
    "<html><body><article><h1>No boat to leave</h1><p>“No boat will leave the harbour,” Oona Marsh said on Monday.</p>"
    "</article></body></html>"
).encode()


class Handler(BaseHTTPRequestHandler):
    asked: ClassVar[Counter[str]] = Counter()

    server: ThreadingHTTPServer

    def do_GET(self) -> None:
        self.asked[self.path] += 1
        if self.path == "/page":
            self.answer(200, PAGE)
        elif self.path == "/moved":
            self.answer(302, b"", {"Location": "/page"})
        elif self.path == "/loop":
            self.answer(302, b"", {"Location": "/loop"})
        elif self.path == "/to-private":
            self.answer(302, b"", {"Location": f"http://127.0.0.1:{self.server.server_port}/page"})
        elif self.path == "/to-file":
            self.answer(302, b"", {"Location": "file:///etc/passwd"})
        elif self.path == "/flaky":
            self.answer(200 if self.asked["/flaky"] > 2 else 503, PAGE)
        elif self.path == "/host":
            self.answer(200, f"{self.headers['Host']} {self.headers['User-Agent']}".encode())
        else:
            self.answer(503 if self.path == "/down" else 404, b"")

    def answer(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in {"Content-Type": "text/html; charset=utf-8", **(headers or {})}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def server() -> Iterator[str]:
    Handler.asked = Counter()
    running = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=running.serve_forever)
    thread.start()
    yield f"http://localhost:{running.server_port}"
    running.shutdown()
    thread.join()
    running.server_close()


def test_page_is_read_with_its_address(server: str) -> None:
    (result,) = read([f"{server}/moved"], allow_private=True)
    assert result.article is not None, result.error
    assert result.article.url == f"{server}/page"
    assert result.article.title == "No boat to leave"


def test_loopback_is_refused_by_default(server: str) -> None:
    (result,) = read([f"{server}/page"])
    assert isinstance(result.error, FetchFailed)
    assert "public" in result.error.message
    assert Handler.asked == Counter()


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data",
        "http://[::ffff:127.0.0.1]/",
        "http://0x7f000001/",
        "http://2130706433/",
        "http://0/",
        "http://user:pw@localhost/",
        "https://192.168.1.1/",
        "http://",
        "http://no-such-host.invalid/",
    ],
)
def test_addresses_that_are_not_public_are_refused(url: str) -> None:
    with pytest.raises(FetchFailed):
        fetch(url, max_bytes=1000)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("192.0.2.1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_public_addresses_are_told_from_others(address: str, public: bool) -> None:
    assert _is_public(address) is public


@pytest.mark.parametrize("path", ["/to-private", "/to-file"])
def test_redirect_to_where_nobody_may_look_is_refused(server: str, path: str) -> None:
    with pytest.raises(FetchFailed, match=r"not on the public internet|http and https"):
        fetch(f"{server}{path}", max_bytes=1000, allow_private=True)
    assert Handler.asked == Counter([path])


def test_redirects_end(server: str) -> None:
    with pytest.raises(FetchFailed, match="5 times"):
        fetch(f"{server}/loop", max_bytes=1000, allow_private=True)


def test_transient_failure_is_tried_again_and_lasting_one_reported(server: str) -> None:
    assert fetch(f"{server}/flaky", max_bytes=1000, allow_private=True).content == PAGE
    with pytest.raises(FetchFailed, match="503"):
        fetch(f"{server}/down", max_bytes=1000, attempts=2, allow_private=True)
    with pytest.raises(FetchFailed, match="404"):
        fetch(f"{server}/none", max_bytes=1000, allow_private=True)
    assert Handler.asked["/down"] == 2
    assert Handler.asked["/none"] == 1


def test_closed_port_is_reported() -> None:
    with pytest.raises(FetchFailed, match="did not answer"):
        fetch("http://127.0.0.1:9/", max_bytes=1000, attempts=1, allow_private=True)


def test_size_limit_holds(server: str) -> None:
    with pytest.raises(InputTooLarge):
        fetch(f"{server}/page", max_bytes=50, allow_private=True)
    (result,) = read([f"{server}/page"], options=ReadOptions(max_bytes=50), allow_private=True)
    assert result.error is not None
    assert result.error.status == 413


def test_host_name_is_sent_though_the_address_is_connected_to(server: str) -> None:
    answered = fetch(f"{server}/host", max_bytes=1000, allow_private=True).content.decode()
    assert answered.startswith(server.removeprefix("http://") + " onrecord/")
