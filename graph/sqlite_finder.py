"""How the embedded store finds a list of statements: by the shortest way, so that a page takes milliseconds.

Two ways lead to a page. *Gather*: take all statements at the end with the fewest of them (a rare actor, a rare word),
keep those that match, sort. *Walk*: read an index in the order asked for and stop when the page is full. A walk along
the end with the fewest statements never reads more of them than gathering; where no index has them in this order, they
are gathered if they are few, and if they are many a walk along others soon meets them.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any, Literal, NamedTuple

from graph import sql
from graph.cursor import read_cursor
from graph.keys import LAST, SORTED_BY, day_number
from graph.records import MAX_RESOLVED
from graph.search import Term, parse_search
from schema.ids import fold, publisher_id
from schema.query import ResolvedActor, StatementQuery

GATHERED = 4000
"""Statements that are gathered and sorted rather than walked to: a few milliseconds."""
_ROLES: tuple[Literal["speaker", "about", "addressee", "via"], ...] = ("speaker", "about", "addressee", "via")
_PLAIN = ("kind", "verbatim", "act", "stance", "channel", "polarity", "speaker_known", "min_attribution", "min_speaker")

Value = str | int | float | None


class Source(NamedTuple):
    """Where statements come from, which filters that already are, and how many statements they are.

    `key` is the column that has the order where another than the statement's own has it.
    """

    sql: str
    covers: tuple[str, ...]
    size: int = LAST
    key: str | None = None


class Counts(NamedTuple):
    """What an answer counts beside its page."""

    resolved: tuple[ResolvedActor, ...]
    unresolved: int
    undated: int


def match_expression(terms: tuple[Term, ...]) -> str:
    """For FTS5; our words hold no quotation mark."""
    return " AND ".join(f'"{" ".join(term.words)}"' + (" *" if term.prefix else "") for term in terms)


class Finder:
    """One question to one snapshot of the database."""

    def __init__(self, connection: sqlite3.Connection, query: StatementQuery, *, gathered: int = GATHERED) -> None:
        self._connection = connection
        self._query = query
        self._gathered = gathered
        self._values: dict[str, Value] = {}
        self._filters: list[str] = []
        self._sources: list[Source] = []
        self._sizes: dict[str, int] = {}
        self._add_places()
        for role in _ROLES:
            self._add_actors(role)
        self._add_pair()
        self._add_words()
        self._add_plain()
        self._add_dates()

    # The question as filters, and as sources to start from
    def _ask(self, statement: str, *values: Value) -> tuple[Any, ...] | None:
        row: tuple[Any, ...] | None = self._connection.execute(statement, values).fetchone()
        return row

    def _add(self, name: str, source: str, size: int, **values: Value) -> None:
        self._filters.append(name)
        self._values |= values
        self._sources.append(Source(source, (name,), size))
        self._sizes[name] = size

    def _add_nothing(self) -> None:
        self._add("nothing", sql.NONE, 0)

    def _add_places(self) -> None:
        query = self._query
        if query.article_id is not None:
            self._add_place("article_id", sql.OF_ARTICLE, self._ask(sql.ARTICLE_SIZE, query.article_id))
        if query.publisher is not None:
            self._add_place("publisher", sql.OF_PUBLISHER, self._ask(sql.PUBLISHER, publisher_id(query.publisher)))

    def _add_place(self, name: str, source: str, row: tuple[Any, ...] | None) -> None:
        if row is None:
            self._add_nothing()
        else:
            self._add(name, source, row[1], **{name: row[0]})

    def _add_actors(self, role: str) -> None:
        """By name or by id; by both, the id must be one of the name's."""
        name, actor_id = getattr(self._query, role), getattr(self._query, f"{role}_id", None)
        if name is not None:
            self._values[f"{role}_name"] = fold(name)
        if actor_id is not None:
            self._add_actor_rows(role, sql.ACTOR_BY_ID[role], actor_id)
            if name is not None and self._ask(sql.IS_NAMED, fold(name), self._values.get(role)) is None:
                self._add_nothing()
        elif name is not None:
            self._add_actor_rows(role, sql.NAMED_ACTORS[role], fold(name))

    def _add_actor_rows(self, role: str, statement: str, asked: str) -> None:
        row = self._ask(statement, asked)
        assert row is not None
        actors, size, pk = row
        if actors == 1:
            self._add(role, sql.BY_ONE[role], size, **{role: pk})
        elif f"{role}_name" in self._values:
            self._add(f"{role}_any", sql.BY_ANY[role], size)
        else:
            self._add_nothing()

    def _add_pair(self) -> None:
        if "speaker" in self._filters and "about" in self._filters:
            row = self._ask(sql.PAIR, self._values["speaker"], self._values["about"])
            self._sources.append(Source(sql.BY_PAIR, ("speaker", "about"), row[0] if row else 0))

    def _add_words(self) -> None:
        if self._query.q is None:
            return
        words = match_expression(parse_search(self._query.q))
        row = self._ask(sql.COUNT_HITS, words, self._gathered + 1)
        assert row is not None
        self._add("words", sql.WITH_WORDS, row[0] if row[0] <= self._gathered else LAST, words=words)

    def _add_plain(self) -> None:
        for name in _PLAIN:
            value = getattr(self._query, name)
            if value is not None:
                self._filters.append(name)
                self._values[name] = value

    def _add_dates(self) -> None:
        query = self._query
        if query.published_from is not None or query.published_to is not None:
            first, last = query.published_from or dt.date.min, query.published_to or dt.date.max
            self._filters.append("published")
            self._values |= {"published_from": day_number(first), "published_to": day_number(last)}
        if query.said_from is not None or query.said_to is not None:
            first, last = query.said_from or dt.date.min, query.said_to or dt.date.max
            self._filters.append("said_or_undated" if query.include_undated else "said")
            self._values |= {"said_from": day_number(first), "said_to": day_number(last)}

    # One page
    def find_page(self) -> list[tuple[Any, ...]]:
        """Rows of one page and one more where there are more: sort key, id, and what lists show."""
        key = SORTED_BY[self._query.sort]
        first, until = self._range(key)
        after = max(first, read_cursor(self._query) or first)
        values = self._values | {
            "after_key": after[0], "after_id": after[1], "until": until, "rows": self._query.limit + 1
        }  # fmt: skip
        source = self._way_to_page(key)
        page = sql.page_of(source.sql, self._left(source), source.key or f"s.{key}")
        return self._connection.execute(page, values).fetchall()

    def _range(self, key: str) -> tuple[tuple[int, str], int]:
        """The part of the order that can hold matches: what dates leave of it."""
        values: dict[str, Any] = self._values
        if key == "newest" and "published" in self._filters:
            return (-values["published_to"], ""), -values["published_from"]
        if key == "oldest" and "published" in self._filters:
            return (values["published_from"], ""), values["published_to"]
        if key == "said_latest" and "said" in self._filters:
            return (-values["said_to"], ""), LAST
        if key == "said_first" and "said" in self._filters:
            return (-LAST, ""), values["said_to"]
        return (-LAST * LAST, ""), LAST

    def _left(self, source: Source) -> list[str]:
        """The filters that a source leaves to be checked."""
        return [name for name in self._filters if name not in source.covers]

    def _smallest(self) -> Source:
        return min(self._sources, key=lambda source: source.size, default=Source(sql.ALL, ()))

    def _way_to_page(self, key: str) -> Source:
        smallest, walk = self._smallest(), self._walk(key)
        if smallest.covers == walk.covers or smallest.size > self._gathered:
            return walk
        if smallest.sql == sql.BY_PAIR and "speaker" in walk.covers:
            to_walk = (self._query.limit + 1) * self._sizes["speaker"] // max(smallest.size, 1)
            return walk if to_walk < smallest.size else smallest
        return smallest

    def _walk(self, key: str) -> Source:
        """The smallest part of all statements that an index has in this order."""
        ways = [Source(sql.SORTED_ALL[key], ())]
        if "speaker" in self._sizes:
            ways.append(Source(sql.SORTED_BY_SPEAKER[key], ("speaker",), self._sizes["speaker"]))
        if key == "newest":
            ways += [
                Source(sql.SORTED_BY_EDGE[end], (end,), self._sizes[end], "e.newest")
                for end in ("about", "addressee", "via")
                if end in self._sizes
            ]
            if "publisher" in self._sizes:
                ways.append(Source(sql.SORTED_OF_PUBLISHER, ("publisher",), self._sizes["publisher"]))
        return min(ways, key=lambda source: source.size)

    # What is counted beside it
    def count(self) -> Counts:
        return Counts(self._resolved(), self._count_unresolved(), self._count_undated())

    def _resolved(self) -> tuple[ResolvedActor, ...]:
        return tuple(
            ResolvedActor(id=id_, name=name, kind=kind, parameter=role, statements=statements)
            for role in _ROLES
            if getattr(self._query, role) is not None
            for id_, name, kind, statements in self._connection.execute(
                self._actors_of_name(role), self._values | {"most": MAX_RESOLVED}
            )
        )

    def _actors_of_name(self, role: str) -> str:
        """Counted by reading the matches only where no kept counter tells."""
        if self._filters in ([role], [f"{role}_any"]):
            return sql.ACTORS_OF_NAME[role]
        if self._filters in (["speaker", "about"], ["speaker", "about_any"], ["speaker_any", "about"]):
            other = "about" if role == "speaker" else "speaker"
            if other in self._filters:
                return sql.ACTORS_OF_PAIR[role]
        source = self._smallest()
        return sql.actors_of_list(role, source.sql, _for_all(self._left(source)))

    def _count(self, filters: list[str], source: Source) -> int:
        left = _for_all([name for name in filters if name not in source.covers])
        return int(self._connection.execute(sql.count_of(source.sql, left), self._values).fetchone()[0])

    def _count_undated(self) -> int:
        """Statements that a date bound leaves out only because they have no date."""
        if "said" not in self._filters:
            return 0
        return self._count(["undated" if name == "said" else name for name in self._filters], self._smallest())

    def _count_unresolved(self) -> int:
        """Statements without a speaker that match but for it, one of whose candidates is asked for."""
        asked = [name for name in ("speaker", "speaker_any") if name in self._filters]
        if not asked or "nothing" in self._filters:
            return 0
        candidate = "candidate" if self._query.speaker_id is not None else "candidate_any"
        others = [name for name in self._filters if name not in asked]
        return self._count([*others, "speaker_unknown"], Source(sql.BY_CANDIDATE[candidate], ()))


def _for_all(filters: list[str]) -> list[str]:
    """The same filters, with words looked up for all statements at once."""
    return ["words_in_all" if name == "words" else name for name in filters]
