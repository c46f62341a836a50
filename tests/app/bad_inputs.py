"""Inputs that are no article, as a command or a client may get them: what is said of each."""

from __future__ import annotations

import io
import json
from typing import NamedTuple

from reportlab.pdfgen.canvas import Canvas

from tests.app.conftest import BRIDGE


class BadInput(NamedTuple):
    name: str
    """As a file; its suffix says what it is."""
    content: bytes
    code: str
    status: int

    @property
    def media_type(self) -> str:
        kinds = {"txt": "text/plain", "html": "text/html", "json": "application/json", "pdf": "application/pdf"}
        return kinds[self.name.rpartition(".")[2]]


def scanned_pdf() -> bytes:
    page = io.BytesIO()
    canvas = Canvas(page)
    canvas.rect(100, 100, 300, 300, fill=1)
    canvas.save()
    return page.getvalue()


GERMAN = "Die Brücke bleibt bis Mai geschlossen, sagte die Bürgermeisterin am Montag vor der Presse. " * 5

BAD_INPUTS = [
    BadInput("empty.txt", b"", "empty_input", 422),
    BadInput("blank.txt", b" \n\t \n", "empty_input", 422),
    BadInput("marks_only.txt", "“”" .encode() * 50_000, "empty_input", 422),
    BadInput("binary.txt", bytes(range(256)) * 40, "binary_input", 415),
    BadInput("nul.txt", b"The mayor said\0 it rains.", "undecodable_text", 422),
    BadInput("no_article.html", b"<html><body><nav><a href='/'>Home</a></nav></body></html>", "no_article_found", 422),
    BadInput("german.txt", GERMAN.encode(), "unsupported_language", 422),
    BadInput("scanned.pdf", scanned_pdf(), "no_text_in_pdf", 415),
    BadInput("broken.json", b'{"text": "The mayor said', "malformed_input", 422),
    BadInput("no_text.json", b'{"title": "A title"}', "malformed_input", 422),
    BadInput("number.json", b'{"text": 5}', "malformed_input", 422),
    BadInput("deep.json", b'{"text":' * 50_000, "malformed_input", 422),
    BadInput("surrogate.json", json.dumps({"text": BRIDGE["text"] + "\ud800"}).encode(), "undecodable_text", 422),
    BadInput("escaped_nul.json", json.dumps({"text": BRIDGE["text"] + "\0"}).encode(), "undecodable_text", 422),
    BadInput("no_day.json", json.dumps({**BRIDGE, "published": "2024-02-31"}).encode(), "malformed_input", 422),
]  # fmt: skip
