"""What an input is: by the content type or suffix that comes with it, else by how it begins."""

from __future__ import annotations

import json
import re
from typing import Literal

Kind = Literal["text", "html", "pdf", "json", "jsonl"]

SUFFIXES: dict[str, Kind] = {
    ".txt": "text",
    ".text": "text",
    ".md": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".pdf": "pdf",
    ".json": "json",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
}
_CONTENT_TYPES: dict[str, Kind] = {
    "text/plain": "text",
    "text/markdown": "text",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "application/pdf": "pdf",
    "application/json": "json",
    "application/jsonl": "jsonl",
    "application/x-jsonl": "jsonl",
    "application/x-ndjson": "jsonl",
    "application/jsonlines": "jsonl",
}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*"
    rb"<(?:!doctype html|html|head|body|article|main|div|section|p|h1|header|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)


def kind_of_content_type(content_type: str | None) -> Kind | None:
    return _CONTENT_TYPES.get((content_type or "").partition(";")[0].strip().lower())


def sniff(head: bytes, stated: Kind | None = None) -> Kind:
    """A PDF is one whatever its name; the rest is believed when it is stated."""
    if b"%PDF-" in head[:1024]:
        return "pdf"
    if stated:
        return stated
    if _HTML.match(head):
        return "html"
    begin = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if begin.startswith(b"{"):
        return _kind_of_object(begin)
    return "json" if re.match(rb"\[\s*\{", begin) else "text"


def _kind_of_object(begin: bytes) -> Kind:
    """JSON Lines if the first line is an object of its own; a first line longer than what was looked at may be one."""
    line, newline, _ = begin.partition(b"\n")
    if not newline:
        return "jsonl"
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return "json"
    return "jsonl"
