"""Whom the names of an article mean: a name, or a part of it, and the actor that it was joined to.

Records call actors by *names*: ids that follow from kind and full name. In some articles a name is somebody else: a
*part* of it, by decision of a person or because roles tell another field of work. Names and parts are joined to actors.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from schema.ids import make_id
from schema.joining import Decision


@dataclass
class Identities:
    parts: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """(name, article) → its part there, by decision."""
    divided: dict[str, dict[str, str]] = field(default_factory=dict)
    """Name → field of work → the part that works in it, for the fields of others than the name itself."""
    actors: dict[str, str] = field(default_factory=dict)
    """Name or part → its actor, where that has another id."""

    def name_in(self, name: str, article: str, told: str | None) -> str:
        """`told` are the fields of work that the article tells of it."""
        decided = self.parts.get((name, article))
        if decided is not None:
            return decided
        return self.divided[name].get(told.split("|")[0], name) if told and name in self.divided else name

    def actor_in(self, name: str, article: str, told: str | None) -> str:
        part = self.name_in(name, article, told)
        return self.actors.get(part, part)

    def reader(self, article: str, fields: Mapping[str, str]) -> Callable[[str], str]:
        """Tells the actor of each name in an article."""
        return lambda name: self.actor_in(name, article, fields.get(name))

    def is_plain(self, names: Iterable[str], article: str) -> bool:
        """Whether all names of an article are their own actors."""
        if self.actors or self.divided or self.parts:
            return not any(
                name in self.actors or name in self.divided or (name, article) in self.parts for name in names
            )
        return True


def decided_parts(decisions: Iterable[Decision]) -> dict[tuple[str, str], str]:
    """If two decisions disagree, the one with the smaller id holds."""
    parts: dict[tuple[str, str], str] = {}
    for one in sorted(decisions, key=lambda decision: decision.id):
        if one.kind == "part":
            for article in one.articles:
                parts.setdefault((one.actor, article), one.other)
    return parts


def part_by_articles(name: str, articles: Iterable[str]) -> str:
    """The id of the part of a name in some articles."""
    return make_id("ac", "part", name, sorted(articles))


def divide(name: str, counts: Mapping[str, int]) -> dict[str, str]:
    """Fields of work → parts, where the articles of one name tell of two lives: a mayor and a goalkeeper.

    `counts` are the sets of fields that single articles tell ("faith|politics"), and how many tell each. Fields that
    one article tells together are one life; the life of most articles keeps the name.
    """
    lives: dict[str, set[str]] = {}
    for told in counts:
        together = set(told.split("|"))
        together |= {one for known in told.split("|") for one in lives.get(known, ())}
        for known in together:
            lives[known] = together
    if len({id(life) for life in lives.values()}) < 2:
        return {}
    articles: dict[str, int] = defaultdict(int)
    for told, number in counts.items():
        articles[min(lives[told.split("|")[0]])] += number
    main = min(articles, key=lambda life: (-articles[life], life))
    return {one: make_id("ac", "part", name, min(life)) for one, life in lives.items() if min(life) != main}
