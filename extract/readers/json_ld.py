"""The schema.org objects of a page that describe its article."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from typing import Any

from lxml.html import HtmlElement

_ARTICLE = re.compile(
    r"(?:News|Reportage|Analysis|Opinion|Blog|Report|Tech|Scholarly|Advertiser|Review|Live|Satirical)?\w*(?:Article|Posting)$"
)
_AROUND = re.compile(r"^\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)?\s*|\s*(?:-->|//\s*\]\]>|\]\]>)?\s*;?\s*$")
_NESTED = ("@graph", "mainEntity", "mainEntityOfPage")

JsonObject = dict[str, Any]


def article_objects(tree: HtmlElement) -> list[JsonObject]:
    """Articles, else web pages; of several articles those that stand by themselves, not in a list of others."""
    objects = [
        found for script in tree.iter("script") if _is_json_ld(script) for found in _objects(_parse(script.text or ""))
    ]
    articles = [found for found in objects if any(_ARTICLE.match(kind) for kind in _kinds(found))]
    return articles or [found for found in objects if "WebPage" in _kinds(found)]


def names_of(objects: Sequence[JsonObject], field: str) -> Iterator[str]:
    """Names in a field that holds a string, an object with a name, or a list of these."""
    for found in objects:
        values = found.get(field)
        for value in values if isinstance(values, list) else [values]:
            name = value.get("name") if isinstance(value, dict) else value
            if isinstance(name, str) and name.strip() and not name.startswith(("http:", "https:")):
                yield " ".join(name.split())


def _is_json_ld(script: HtmlElement) -> bool:
    return str(script.get("type", "")).strip().lower().startswith("application/ld+json")


def _parse(text: str) -> Any:
    try:
        return json.loads(_AROUND.sub("", text), strict=False)
    except (ValueError, RecursionError):
        return None


def _objects(value: Any, depth: int = 0) -> Iterator[JsonObject]:
    if depth > 5:
        return
    if isinstance(value, list):
        for one in value:
            yield from _objects(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for field in _NESTED:
            yield from _objects(value.get(field), depth + 1)


def _kinds(found: JsonObject) -> list[str]:
    kinds = found.get("@type")
    return [kind for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)]
