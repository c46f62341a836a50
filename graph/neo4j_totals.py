"""What follows from all articles together: actors and publishers by all their names, and their counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph.neo4j_connection import Found
from graph.neo4j_properties import Properties, order_key, padded, present
from graph.records import merge_actor
from graph.support import Support
from schema.article import Article

FormCounts = Mapping[tuple[str, str], int]
_ROLES = ("articles", "said", "about", "addressed", "passedOn")


class Totals:
    """Counts records in and out during one transaction."""

    def __init__(self) -> None:
        self.actors: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        """How many articles more, or fewer, say each form (field, value) of each actor."""
        self.publishers: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        self._roles: Counter[tuple[str, str]] = Counter()
        """By actor or publisher, and what is counted."""
        self._pairs: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def count(
        self, article: Article, support: Support, pairs: Mapping[str, Sequence[tuple[str, str]]], *, sign: int
    ) -> None:
        """One record in (1) or out (-1)."""
        for actor, field, value in support.forms:
            self.actors[actor][field, value] += sign
        counted = (support.articles, support.said, support.about, support.addressed, support.passed_on)
        for role, actors in zip(_ROLES, counted, strict=True):
            for actor in actors:
                self._roles[actor, role] += sign
        for type_, of_type in pairs.items():
            for pair in of_type:
                self._pairs[type_][pair] += sign
        if support.publisher is not None and article.publisher is not None:
            self.publishers[support.publisher]["name", article.publisher] += sign
            self._roles[support.publisher, "articles"] += sign
            self._roles[support.publisher, "statements"] += sign * support.statements

    def changed_pairs(self, type_: str) -> list[dict[str, str | int]]:
        pairs = sorted(self._pairs[type_].items())
        return [{"start": start, "end": end, "statements": change} for (start, end), change in pairs if change]

    def count_actor(self, found: Found) -> dict[str, Any] | None:
        """The properties of an actor after the changes; None if no article names it any more."""
        forms = _add_counts(found, self.actors[found["id"]])
        if not forms:
            return None
        actor = merge_actor(found["id"], forms)
        counts = {role: (found[role] or 0) + self._roles[actor.id, role] for role in _ROLES}
        names = dict.fromkeys(padded(name) for name in (actor.name, *actor.aliases))
        properties: Properties = {
            "id": actor.id,
            "name": actor.name,
            "kind": actor.kind,
            "aliases": actor.aliases,
            "wikidata": actor.wikidata,
            "articleId": actor.article_id,
            "rankKey": order_key(-counts["said"] - counts["about"], actor.id),
            "foldedNames": [name for name in names if name.strip()],
        }
        return {**present(properties), **counts, **_form_properties(forms)}

    def count_publisher(self, found: Found) -> dict[str, Any] | None:
        """The same of a publisher; it has the spelling of most articles."""
        forms = _add_counts(found, self.publishers[found["id"]])
        if not forms:
            return None
        name = min((-articles, value) for (_, value), articles in forms.items())[1]
        counts = {role: (found[role] or 0) + self._roles[found["id"], role] for role in ("articles", "statements")}
        return {"id": found["id"], "name": name, **counts, **_form_properties(forms)}


def _add_counts(found: Found, changes: FormCounts) -> FormCounts:
    """In how many articles each form stands after the changes."""
    forms = zip(found["fields"] or (), found["values"] or (), strict=True)
    counts = Counter(dict(zip(forms, found["formArticles"] or (), strict=True)))
    for form, change in changes.items():
        counts[form] += change
    return {form: articles for form, articles in counts.items() if articles}


def _form_properties(counts: FormCounts) -> Properties:
    """Parallel lists, sorted, so that equal counts are equal lists."""
    forms = sorted(counts.items())
    return {
        "formFields": [field for (field, _), _ in forms],
        "formValues": [value for (_, value), _ in forms],
        "formArticles": [articles for _, articles in forms],
    }
