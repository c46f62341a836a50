"""Runs of quoted words and quotes in an SQLite file, for `graph.linking`."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from graph import sql
from graph.cursor import read_cursor
from graph.keys import day_number
from graph.linking import Holder, Linked, Member, link
from graph.quotes import Carrier, Sums, add_up, show
from graph.search import parse_search
from graph.sqlite_finder import match_expression
from graph.units import Facts, Unit
from schema.actor import ActorRef
from schema.ids import fold, publisher_id
from schema.quote import QuoteQuery, QuoteSummary

_START = -(2**62)


class _Row(NamedTuple):
    pk: int
    member: Member
    carrier: Carrier


class SqliteQuoteDirectory:
    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def find_holders(self, keys: Collection[int], *, limit: int) -> list[Holder]:
        find = self._connection.execute
        return [Holder(*row) for key in keys for row in find(sql.HOLDERS, (key, limit))]

    def find_units(self, ids: Collection[str]) -> list[Member]:
        return [row.member for row in self.find_rows(sql.RUNS_BY_ID, json.dumps(list(ids)))]

    def find_members(self, groups: Collection[str]) -> list[Member]:
        return [row.member for row in self.find_rows(sql.RUNS_OF_KIN, json.dumps(list(groups)))]

    def count_members(self, groups: Collection[str]) -> dict[str, int]:
        return dict(self._connection.execute(sql.COUNT_KIN, (json.dumps(list(groups)),)).fetchall())

    def find_carriers(self, quotes: Collection[str]) -> dict[str, list[Carrier]]:
        """Of each quote that is there."""
        found: dict[str, list[Carrier]] = defaultdict(list)
        for row in self.find_rows(sql.RUNS_OF_QUOTES, json.dumps(list(quotes))):
            found[row.member.quote].append(row.carrier)
        return found

    def find_rows(self, query: str, value: str | int) -> Iterator[_Row]:
        return (_read_row(row) for row in self._connection.execute(query, (value,)).fetchall())


def _read_row(row: tuple[Any, ...]) -> _Row:
    pk, kin, quote, speaker, *facts, said_begin, said_end, around, name, kind, publisher, report = row
    said = (said_begin, said_end) if said_begin is not None else None
    unit = Unit(Facts._make((*facts, said, around, name, kind)), speaker)
    return _Row(pk, Member(unit, kin, quote), Carrier(unit, publisher, report))


def ask_quotes(query: QuoteQuery) -> tuple[list[str], dict[str, int | str]]:
    """The filters of `sql.QUOTE_FILTERS` and all values."""
    after_key, after_id = read_cursor(query) or (_START, "")
    values: dict[str, int | str | None] = {
        "speaker": fold(query.speaker) if query.speaker is not None else None,
        "speaker_id": query.speaker_id,
        "publisher": publisher_id(query.publisher) if query.publisher is not None else None,
        "words": match_expression(parse_search(query.q)) if query.q is not None else None,
        "published_from": day_number(query.published_from) if query.published_from else None,
        "published_to": day_number(query.published_to) if query.published_to else None,
        "min_publishers": query.min_publishers,
        "min_reports": query.min_reports,
        "meaning_may_differ": query.meaning_may_differ,
    }
    asked = {name: value for name, value in values.items() if value is not None}
    return list(asked), asked | {"after_key": after_key, "after_id": after_id, "rows": query.limit + 1}


def show_quote(row: tuple[Any, ...]) -> QuoteSummary:
    """A row of `sql.quotes_of`."""
    rank, id_, text, speaker_id, *sums, meaning, name, kind = row
    speaker = ActorRef(id=speaker_id, name=name, kind=kind) if name is not None else None
    return show(Sums._make((text, speaker_id, *sums, bool(meaning), rank)), id_, speaker)


class QuoteWriter:
    """During one transaction: takes runs away and adds them, then places all that this changes."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._directory = SqliteQuoteDirectory(connection)
        self._removed: list[Member] = []
        self._changed: list[int] = []
        self._added: list[tuple[int, Unit]] = []

    def remove(self, article: int) -> None:
        """The runs of an article, before its statements go."""
        rows = list(self._directory.find_rows(sql.RUNS_OF_ARTICLE, article))
        self._removed += [row.member for row in rows]
        keys = [(key, row.pk) for row in rows for key in row.member.unit.keys]
        self._connection.executemany(sql.DELETE_RUN_KEY, keys)
        self._connection.executemany(sql.DELETE_RUN, [(row.pk,) for row in rows])

    def change(self, statement: int) -> None:
        """A statement that has another speaker now."""
        self._changed.append(statement)

    def add(self, statement: int, runs: Iterable[Facts], speaker: str | None) -> None:
        self._added += [(statement, Unit(facts, speaker)) for facts in runs]

    def write(self) -> None:
        """After all statements are there with their speakers."""
        if not (self._removed or self._changed or self._added):
            return
        linked = link(
            self._directory,
            removed=self._removed,
            changed=self._find_changed(),
            added=[unit for _, unit in self._added],
        )
        self._add_runs(linked)
        new = {unit.id for _, unit in self._added}
        moved = [(*place, id_) for id_, place in linked.places.items() if id_ not in new]
        self._connection.executemany(sql.PLACE_RUN, moved)
        self._count_quotes(linked.touched)

    def _find_changed(self) -> list[str]:
        rows = self._directory.find_rows(sql.RUNS_OF_STATEMENTS, json.dumps(self._changed)) if self._changed else ()
        return [row.member.unit.id for row in rows]

    def _add_runs(self, linked: Linked) -> None:
        first: int = self._connection.execute(sql.NEXT_RUN).fetchone()[0]
        rows = [
            _run_row(pk, statement, unit, linked.places[unit.id])
            for pk, (statement, unit) in enumerate(self._added, start=first)
        ]
        keys = sorted((key, pk) for pk, (_, unit) in enumerate(self._added, start=first) for key in unit.keys)
        self._connection.executemany(sql.ADD_RUN, rows)
        self._connection.executemany(sql.ADD_RUN_KEY, keys)

    def _count_quotes(self, touched: Collection[str]) -> None:
        """Sums are kept of quotes of several runs; one of a single run is that run."""
        carriers = self._directory.find_carriers(sorted(touched))
        sums = {quote: add_up(of) for quote, of in sorted(carriers.items()) if len(of) > 1}
        self._connection.executemany(sql.DELETE_QUOTE, [(quote,) for quote in sorted(touched) if quote not in sums])
        rows = [(quote, one.rank, *one[:-1]) for quote, one in sums.items()]
        self._connection.executemany(sql.PUT_QUOTE, rows)


def _run_row(pk: int, statement: int, unit: Unit, place: tuple[str, str]) -> Sequence[object]:
    facts = unit.facts
    said = facts.said or (None, None)
    return (
        pk,
        facts.id,
        statement,
        facts.start,
        facts.end,
        facts.text,
        facts.published,
        *said,
        facts.around,
        facts.speaker_name,
        facts.speaker_kind,
        len(unit.keys),
        *place,
    )
