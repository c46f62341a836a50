"""How Neo4j finds a list of statements: by the shortest way, so that a page takes milliseconds.

Two ways lead to a page. *Gather*: take all statements at the end with the fewest of them (a rare actor, a rare word),
keep those that match, sort. *Walk*: read an index in the order asked for and stop when the page is full. Where the
smallest end has few statements, gathering is bounded by it; where all ends have many, a walk soon meets matches.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Literal, NamedTuple

from graph import cypher
from graph.cursor import read_cursor
from graph.keys import LAST, day_number
from graph.neo4j_connection import Found
from graph.neo4j_properties import UNBOUNDED, key_bound, order_key, padded
from graph.records import MAX_RESOLVED
from graph.search import Term, find_words, parse_search
from schema.errors import InvalidSearch
from schema.ids import publisher_id
from schema.query import ResolvedActor, Sort, StatementQuery

_GATHERED = 4000
"""Statements that are gathered and sorted rather than walked to."""
_MOST_TERMS = 100
"""Of a search that the index is asked for; the rest is looked for in what it finds."""
_ROLES: tuple[Literal["speaker", "about", "addressee", "via"], ...] = ("speaker", "about", "addressee", "via")
_PLAIN = (
    "kind", "verbatim", "act", "stance", "channel", "polarity", "speaker_known", "min_attribution", "min_speaker",
    "published_from", "published_to", "said_from", "said_to",
)  # fmt: skip
SORTED_BY: dict[Sort, str] = {
    "-published": "publishedKey",
    "published": "publishedUpKey",
    "-said_on": "saidKey",
    "said_on": "saidUpKey",
    "-confidence": "confidenceKey",
    "confidence": "confidenceUpKey",
}

Run = Callable[[str, Mapping[str, Any]], list[Found]]


class Source(NamedTuple):
    """A key of `cypher.GATHER`, which filters that source already is, and how many statements it has."""

    name: str
    covers: tuple[str, ...]
    size: int = LAST


class Counts(NamedTuple):
    """What an answer counts beside its page."""

    resolved: tuple[ResolvedActor, ...]
    unresolved: int
    undated: int


_EVERYTHING = Source("all", ())


def lucene_query(terms: Iterable[Term]) -> str:
    """For the full-text index; our words hold nothing that Lucene takes for syntax."""
    return " ".join(f"+{term.words[0]}*" if term.prefix else f'+"{" ".join(term.words)}"' for term in terms)


def find_needles(terms: Iterable[Term]) -> list[str]:
    """What must be contained in words that are padded with spaces."""
    return [f" {' '.join(term.words)}" + ("" if term.prefix else " ") for term in terms]


def name_search(question: str) -> dict[str, Any]:
    """Parameters that find actors with all these words in one name."""
    terms = [Term((word,)) for word in dict.fromkeys(find_words(question))]
    if not terms:
        raise InvalidSearch("the search has no word", source=question[:100])
    return {"lucene": lucene_query(terms[:_MOST_TERMS]), "needles": find_needles(terms)}


class Finder:
    """One question in one transaction."""

    def __init__(self, run: Run, query: StatementQuery) -> None:
        self._run = run
        self._query = query
        self._filters: dict[str, Any] = {}
        self._sources: list[Source] = []
        self._named: dict[str, list[Found]] = {}
        self._lucene: str | None = None
        self._is_empty = False
        self._add_places()
        for role in _ROLES:
            self._add_actors(role)
        self._add_pair()
        self._add_words()
        for name in _PLAIN:
            if getattr(query, name) is not None:
                self._filters[name] = getattr(query, name)

    # The question as filters, and as sources to start from
    def _add(self, name: str, value: Any, size: int) -> None:
        self._filters[name] = value
        self._sources.append(Source(name, (name,), size))

    def _add_places(self) -> None:
        query = self._query
        if query.article_id is not None:
            self._add_place("article_id", query.article_id, cypher.ARTICLE_SIZE)
        if query.publisher is not None:
            self._add_place("publisher", publisher_id(query.publisher), cypher.PUBLISHER_SIZE)

    def _add_place(self, name: str, place: str, size: str) -> None:
        rows = self._run(size, {"id": place})
        if rows:
            self._add(name, place, rows[0]["statements"])
        else:
            self._is_empty = True

    def _add_actors(self, role: str) -> None:
        """By name or by id; by both, the id must be one of the name's."""
        name, actor_id = getattr(self._query, role), getattr(self._query, f"{role}_id", None)
        if name is None and actor_id is None:
            return
        asked: list[Found] = []
        if name is not None:
            self._named[role] = asked = self._find_named(name)
        if actor_id is not None:
            by_id = self._run(cypher.ACTOR_BY_ID, {"id": actor_id})
            current = {row["id"] for row in by_id}
            asked = by_id if name is None else [row for row in asked if row["id"] in current]
        if asked:
            self._add(role, sorted(row["id"] for row in asked), sum(row[role] for row in asked))
        else:
            self._is_empty = True

    def _find_named(self, name: str) -> list[Found]:
        words = find_words(name)
        if not words:
            return []
        return self._run(cypher.NAMED_ACTORS, {"lucene": lucene_query([Term(tuple(words))]), "name": padded(name)})

    def _is_one(self, role: str) -> bool:
        return len(self._filters.get(role, ())) == 1

    def _add_pair(self) -> None:
        if self._is_one("speaker") and self._is_one("about"):
            pair = {role: self._filters[role][0] for role in ("speaker", "about")}
            [row] = self._run(cypher.PAIR_SIZE, pair)
            self._sources.append(Source("pair", ("speaker", "about"), row["statements"]))

    def _add_words(self) -> None:
        """The needles stay a filter beside the index: they tell exactly, whatever it makes of a word."""
        if self._query.q is None:
            return
        terms = parse_search(self._query.q)
        self._filters["needles"] = find_needles(terms)
        self._lucene = lucene_query(terms[:_MOST_TERMS])
        [row] = self._run(cypher.COUNT_HITS, {"lucene": self._lucene, "most": _GATHERED + 1})
        self._sources.append(Source("words", (), row["hits"] if row["hits"] <= _GATHERED else LAST))

    def _values(self, source: Source, **more: Any) -> dict[str, Any]:
        """Parameters for a source: the filters that it leaves to be checked, and the values of what it is."""
        left = {name: value for name, value in self._filters.items() if name not in source.covers}
        first = {name: self._filters[name] for name in source.covers if name in self._filters}
        undated = {"or_undated": self._query.include_undated}
        return {"ask": {**left, **undated, "first": {**first, "lucene": self._lucene}, **more}}

    # One page
    def find_page(self) -> list[Found]:
        """Rows of one page and one more where there are more."""
        cursor = read_cursor(self._query)
        if self._is_empty:
            return []
        key = SORTED_BY[self._query.sort]
        first, until = self._range(key)
        after = max(first, order_key(*cursor)) if cursor else first
        smallest = self._smallest()
        gathers = smallest.size <= _GATHERED
        source = smallest if gathers else self._walk_along(key)
        page = cypher.gather_page(source.name) if gathers else cypher.walk_page(source.name, key)
        return self._run(page, self._values(source, key=key, after=after, until=until, rows=self._query.limit + 1))

    def _range(self, key: str) -> tuple[str, str]:
        """The part of the order that can hold matches: what dates leave of it."""
        query = self._query
        if key == "publishedKey":
            return article_range(query.published_from, query.published_to)
        if key == "publishedUpKey":
            first = key_bound(day_number(query.published_from)) if query.published_from else ""
            return first, key_bound(day_number(query.published_to) + 1) if query.published_to else UNBOUNDED
        if key == "saidKey" and query.said_to and not query.include_undated:
            return key_bound(-day_number(query.said_to)), UNBOUNDED
        if key == "saidUpKey" and query.said_to and not query.include_undated:
            return "", key_bound(day_number(query.said_to) + 1)
        return "", UNBOUNDED

    def _walk_along(self, key: str) -> Source:
        newest = key == "publishedKey"
        if newest and self._is_one("about"):
            return Source("pair", ("speaker", "about")) if self._is_one("speaker") else Source("about", ("about",))
        if self._is_one("speaker"):
            return Source("speaker", ("speaker",))
        if newest and "publisher" in self._filters:
            return Source("publisher", ("publisher",))
        return _EVERYTHING

    def _smallest(self) -> Source:
        return min(self._sources, key=lambda source: source.size, default=_EVERYTHING)

    # What is counted beside it
    def count(self) -> Counts:
        return Counts(self._find_resolved(), self._count_unresolved(), self._count_undated())

    def _find_resolved(self) -> tuple[ResolvedActor, ...]:
        return tuple(
            ResolvedActor(id=row["id"], name=row["name"], kind=row["kind"], parameter=role, statements=-count)
            for role in _ROLES
            for count, row in self._ranked(role)
        )

    def _ranked(self, role: str) -> list[tuple[int, Found]]:
        """(minus the number of statements, actor) of an asked name, most statements first."""
        named = self._named.get(role, [])
        counts = self._count_by_actor(role, named)
        ranked = [(-counts.get(row["id"], 0), row) for row in named]
        return sorted(ranked, key=lambda pair: (pair[0], pair[1]["id"]))[:MAX_RESOLVED]

    def _count_by_actor(self, role: str, named: list[Found]) -> Mapping[str, int]:
        """Counted by reading the matches only where no kept number tells."""
        if self._is_empty or not named:
            return {}
        if [*self._filters] == [role]:
            return {row["id"]: row[role] for row in named if row["id"] in self._filters[role]}
        if [*self._filters] == ["speaker", "about"] and self._sources[-1].name == "pair":
            return {self._filters[role][0]: self._sources[-1].size}
        source = self._smallest()
        values = self._values(source, ids=[row["id"] for row in named])
        rows = self._run(cypher.actors_of_list(role, source.name), values)
        return {row["id"]: row["statements"] for row in rows}

    def _count(self, source: Source, **changed: Any) -> int:
        [row] = self._run(cypher.count_of(source.name), self._values(source, **changed))
        return int(row["statements"])

    def _count_undated(self) -> int:
        """Statements that a date bound leaves out only because they have no date."""
        if self._is_empty or self._query.include_undated or not self._filters.keys() & {"said_from", "said_to"}:
            return 0
        return self._count(self._smallest(), said_from=None, said_to=None, undated=True)

    def _count_unresolved(self) -> int:
        """Statements without a speaker that match but for it, one of whose candidates is asked for."""
        if self._is_empty or "speaker" not in self._filters or self._filters.get("speaker_known"):
            return 0
        first = {"candidate": self._filters["speaker"]}
        return self._count(Source("candidate", ("speaker",)), first=first, speaker_known=False)


def article_range(published_from: dt.date | None, published_to: dt.date | None) -> tuple[str, str]:
    """The part of `publishedKey` between two days; a bound leaves out what is undated."""
    first = key_bound(-day_number(published_to)) if published_to else ""
    if published_from:
        return first, key_bound(1 - day_number(published_from))
    return first, key_bound(LAST) if published_to else UNBOUNDED
