"""What follows from all articles together: actors and publishers by all their names, and their counts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph.identities import Identities
from graph.joining import read_name
from graph.neo4j_connection import Found
from graph.neo4j_properties import Properties, order_key, padded, present
from graph.records import merge_actor
from graph.settling import FormCounts, Settled
from graph.support import Support, count_actors
from schema.article import Article

_ROLES = ("said", "about", "addressed", "passedOn")


class Totals:
    """Counts records in and out during one transaction."""

    def __init__(self) -> None:
        self.publishers: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
        """How many articles more, or fewer, spell a publisher so."""
        self._roles: Counter[tuple[str, str]] = Counter()
        """By actor or publisher, and what is counted."""
        self._pairs: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)

    def count(self, article: Article, support: Support, *, sign: int) -> None:
        """One article in (1) or out (-1); its actors are counted by `link`."""
        if support.publisher is not None and article.publisher is not None:
            self.publishers[support.publisher]["name", article.publisher] += sign
            self._roles[support.publisher, "articles"] += sign
            self._roles[support.publisher, "statements"] += sign * len(support.links)

    def link(
        self, support: Support, pairs: Mapping[str, Sequence[tuple[str, str]]], identities: Identities, *, sign: int
    ) -> None:
        """The actors of one article in or out."""
        counted = count_actors(support, identities)
        for role, actors in zip(
            _ROLES, (counted.said, counted.about, counted.addressed, counted.passed_on), strict=True
        ):
            for actor in actors:
                self._roles[actor, role] += sign
        actor_of = identities.reader(support.article, support.fields)
        for type_, of_type in pairs.items():
            for one, other in of_type:
                ends = actor_of(one), actor_of(other)
                if ends[0] != ends[1]:
                    self._pairs[type_][ends] += sign

    @property
    def actors(self) -> set[str]:
        """Those of whom other numbers are true now."""
        return {actor for (actor, role), change in self._roles.items() if change and role in _ROLES}

    def changed_pairs(self, type_: str) -> list[dict[str, str | int]]:
        pairs = sorted(self._pairs[type_].items())
        return [{"start": start, "end": end, "statements": change} for (start, end), change in pairs if change]

    def count_actor(self, found: Found, settled: Settled) -> dict[str, Any] | None:
        """The properties of a name after the changes; None if no article uses it any more.

        One that is joined to another keeps its own forms, and is in no list.
        """
        name = found["id"]
        forms = _add_counts(found, settled.forms.get(name, {}))
        if not forms:
            return None
        actor = merge_actor(name, settled.named.get(name, forms))
        counts = {role: (found[role] or 0) + self._roles[name, role] for role in _ROLES}
        counts["articles"] = (found["articles"] or 0) + settled.articles[name]
        properties: Properties = {
            "id": name,
            "name": actor.name,
            "kind": actor.kind,
            "aliases": actor.aliases,
            "wikidata": actor.wikidata,
            "articleId": actor.article_id,
            "block": read_name(name, forms).block,
        }
        if settled.moved.get(name, found["actor"] or name) == name:
            names = dict.fromkeys(padded(one) for one in (actor.name, *actor.aliases))
            properties["rankKey"] = order_key(-counts["said"] - counts["about"], name)
            properties["foldedNames"] = [one for one in names if one.strip()]
        return {**present(properties), **counts, **_form_properties(forms)}

    def count_publisher(self, found: Found) -> dict[str, Any] | None:
        """The same of a publisher; it has the spelling of most articles."""
        forms = _add_counts(found, self.publishers[found["id"]])
        if not forms:
            return None
        name = min((-articles, value) for (_, value), articles in forms.items())[1]
        counts = {role: (found[role] or 0) + self._roles[found["id"], role] for role in ("articles", "statements")}
        return {"id": found["id"], "name": name, **counts, **_form_properties(forms)}


def read_forms(found: Found) -> FormCounts:
    forms = zip(found["fields"] or (), found["values"] or (), strict=True)
    return dict(zip(forms, found["formArticles"] or (), strict=True))


def _add_counts(found: Found, changes: Mapping[tuple[str, str], int]) -> FormCounts:
    """In how many articles each form stands after the changes."""
    counts = Counter(read_forms(found))
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
