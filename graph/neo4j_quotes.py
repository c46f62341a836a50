"""Runs of quoted words and quotes in Neo4j, for `graph.linking`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from graph import cypher
from graph.cursor import read_cursor
from graph.linking import Holder, Linked, Member, link
from graph.neo4j_connection import Found, Transaction
from graph.neo4j_finder import find_needles
from graph.neo4j_properties import Properties, present
from graph.neo4j_rows import Row
from graph.quotes import Carrier, Sums, add_up, date_of, name_quote
from graph.search import parse_search
from graph.units import Facts, Unit
from schema.actor import ActorRef
from schema.ids import publisher_id
from schema.quote import QuoteQuery, QuoteSummary
from schema.wording import shorten

_OFFSET = 10**15


class Neo4jQuoteDirectory:
    """What is there before anything is written, without `removed`; `speakers` are those that statements will have."""

    def __init__(
        self,
        transaction: Transaction,
        *,
        removed: Collection[str] = (),
        speakers: Mapping[str, str | None] | None = None,
    ) -> None:
        self._transaction = transaction
        self._removed = frozenset(removed)
        self._speakers = speakers or {}

    def find_holders(self, keys: Collection[int], *, limit: int) -> list[Holder]:
        asked = {_key(key): key for key in keys}
        values = {"keys": sorted(asked), "limit": limit + len(self._removed)}
        rows = self._transaction.run(cypher.HOLDERS, {"batch": values}) if asked else []
        found = (Holder(asked[row["key"]], row["id"], row["keys"], row["kin"]) for row in rows)
        return [holder for holder in found if holder.id not in self._removed]

    def find_units(self, ids: Collection[str]) -> list[Member]:
        return self._find(cypher.RUNS_BY_ID, ids)

    def find_members(self, groups: Collection[str]) -> list[Member]:
        return self._find(cypher.RUNS_OF_KIN, groups)

    def count_members(self, groups: Collection[str]) -> dict[str, int]:
        return {row["id"]: row["runs"] for row in self.run(cypher.COUNT_KIN, groups)}

    def find_members_of(self, articles: Iterable[str]) -> list[Member]:
        return self._find(cypher.RUNS_OF_ARTICLES, articles)

    def find_ids_of(self, statements: Iterable[str]) -> list[str]:
        return [row["id"] for row in self.run(cypher.RUNS_OF_STATEMENTS, statements)]

    def find_carriers(self, quotes: Collection[str]) -> dict[str, list[Carrier]]:
        """Of each quote that is there."""
        found: dict[str, list[Carrier]] = defaultdict(list)
        for row in self.run(cypher.RUNS_OF_QUOTES, quotes):
            found[row["quote"]].append(self.read_carrier(row))
        return found

    def run(self, query: str, ids: Iterable[str]) -> list[Found]:
        asked = sorted(set(ids))
        return self._transaction.run(query, {"batch": {"ids": asked}}) if asked else []

    def _find(self, query: str, ids: Iterable[str]) -> list[Member]:
        rows = (row for row in self.run(query, ids) if row["id"] not in self._removed)
        return [Member(self._read(row), row["kin"], row["quote"]) for row in rows]

    def _read(self, row: Found) -> Unit:
        said = (row["saidBegin"], row["saidEnd"]) if row["saidBegin"] is not None else None
        facts = Facts(
            row["id"],
            row["statement"],
            row["article"],
            row["start"],
            row["stop"],
            row["text"],
            row["published"],
            said,
            row["around"],
            row["speakerName"],
            row["speakerKind"],
        )
        return Unit(facts, self._speakers.get(facts.statement, row["speaker"]))

    def read_carrier(self, row: Found) -> Carrier:
        return Carrier(self._read(row), row["publisher"], row["article"])


def _key(key: int) -> str:
    """A word of the full-text index."""
    return f"k{key:016x}"


class QuoteWriter:
    """During one transaction: finds what changes before anything is written, and writes it when the rest is there."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._linked = Linked()
        self._added: list[Unit] = []

    def plan(
        self,
        *,
        removed: Iterable[str] = (),
        speakers: Mapping[str, str | None] | None = None,
        added: Iterable[Unit] = (),
    ) -> None:
        """`removed` are articles whose statements go, `speakers` those of statements that have another now."""
        self._added = list(added)
        gone = Neo4jQuoteDirectory(self._transaction).find_members_of(removed)
        directory = Neo4jQuoteDirectory(
            self._transaction, removed=[member.unit.id for member in gone], speakers=speakers
        )
        changed = directory.find_ids_of(speakers or ())
        self._linked = link(directory, removed=gone, changed=changed, added=self._added)

    def write(self) -> None:
        places = self._linked.places
        new = {unit.id for unit in self._added}
        self._for(cypher.MAKE_QUOTES, [quote for _, quote in places.values()])
        moved = sorted(places.keys() - new)
        self._run(cypher.ADD_VARIANTS, [_added(unit, *places[unit.id]) for unit in self._added])
        self._run(cypher.MOVE_VARIANTS, [{"id": id_, "kin": places[id_][0], "quote": places[id_][1]} for id_ in moved])
        carriers = Neo4jQuoteDirectory(self._transaction).find_carriers(sorted(self._linked.touched))
        self._run(cypher.PUT_QUOTES, [quote_properties(quote, add_up(of)) for quote, of in sorted(carriers.items())])
        self._for(cypher.DELETE_QUOTES, [quote for quote in self._linked.touched if quote not in carriers])

    def _run(self, query: str, rows: Sequence[Row]) -> None:
        if rows:
            self._transaction.run(query, {"batch": {"rows": rows}})

    def _for(self, query: str, ids: Iterable[str]) -> None:
        if asked := sorted(set(ids)):
            self._transaction.run(query, {"batch": {"ids": asked}})


def _added(unit: Unit, kin: str, quote: str) -> Row:
    return {"statement": unit.facts.statement, "quote": quote, "properties": _variant(unit, kin)}


def _variant(unit: Unit, kin: str) -> Properties:
    facts = unit.facts
    begin, end = facts.said or (None, None)
    return present(
        {
            "id": facts.id,
            "start": facts.start,
            "stop": facts.end,
            "text": facts.text,
            "published": facts.published,
            "saidBegin": begin,
            "saidEnd": end,
            "around": facts.around,
            "speakerName": facts.speaker_name,
            "speakerKind": facts.speaker_kind,
            "keys": " ".join(_key(key) for key in unit.keys),
            "keyCount": len(unit.keys),
            "kin": kin,
        }
    )


def quote_properties(quote: str, sums: Sums) -> Properties:
    """One of a single run has no place among the others."""
    return present(
        {
            "id": quote,
            "name": shorten(sums.text, limit=100),
            "text": sums.text,
            "speakerId": sums.speaker,
            "occurrences": sums.occurrences,
            "articles": sums.articles,
            "publishers": sums.publishers,
            "independentReports": sums.reports,
            "wordings": sums.wordings,
            "firstSeen": date_of(sums.first),
            "lastSeen": date_of(sums.last),
            "meaningMayDiffer": sums.meaning,
            "rankKey": f"{sums.rank + _OFFSET:016d}{quote}" if sums.occurrences > 1 else None,
        }
    )


# Lists
def ask_quotes(query: QuoteQuery, speakers: list[str] | None, speaker_id: str | None) -> dict[str, object]:
    """`speakers` are the ids of those that have the asked name, `speaker_id` the current one of the asked id."""
    cursor = read_cursor(query)
    return {
        "after": f"{min(max(cursor[0] + _OFFSET, 0), 2 * _OFFSET):016d}{cursor[1]}" if cursor else "",
        "rows": query.limit + 1,
        "speakers": speakers,
        "speaker_id": speaker_id,
        "publisher": publisher_id(query.publisher) if query.publisher is not None else None,
        "needles": find_needles(parse_search(query.q)) if query.q is not None else None,
        "published_from": query.published_from,
        "published_to": query.published_to,
        "min_publishers": query.min_publishers,
        "min_reports": query.min_reports,
        "meaning_may_differ": query.meaning_may_differ,
    }


def split_rank(key: str) -> tuple[int, str]:
    return int(key[:16]) - _OFFSET, key[16:]


def show_quote(row: Found) -> QuoteSummary:
    speaker = ActorRef(id=row["speaker"], name=row["name"], kind=row["kind"]) if row["speaker"] else None
    return QuoteSummary(
        id=row["id"],
        name=name_quote(row["text"], speaker),
        text=row["text"],
        speaker=speaker,
        occurrences=row["occurrences"],
        articles=row["articles"],
        publishers=row["publishers"],
        independent_reports=row["reports"],
        wordings=row["wordings"],
        first_seen_in_collection=row["first"].to_native() if row["first"] else None,
        last_seen=row["last"].to_native() if row["last"] else None,
        meaning_may_differ=row["meaning"],
    )
