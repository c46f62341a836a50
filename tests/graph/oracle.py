"""What a store must answer, in plain Python over the records: no index, no counter, no cursor."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable

from graph.search import matches, parse_search
from schema.actor import ActorRef
from schema.ids import fold
from schema.query import StatementQuery
from schema.statement import Record, Statement

Pair = tuple[Record, Statement]


class Oracle:
    def __init__(self, records: Iterable[Record]) -> None:
        self.records = list(records)
        self.pairs: list[Pair] = [(record, statement) for record in self.records for statement in record.statements]
        self.names: dict[str, set[str]] = {}
        for record in self.records:
            self._learn_names(record)

    def _learn_names(self, record: Record) -> None:
        for statement in record.statements:
            for actor in _actors(statement):
                known = self.names.setdefault(actor.id, set())
                known |= {fold(name) for name in (actor.name, *getattr(actor, "aliases", ()))}
        for author in record.article.authors:
            self.names.setdefault(_author_id(record, author), set()).add(fold(author))

    def called(self, name: str) -> set[str]:
        return {actor for actor, names in self.names.items() if fold(name) in names}

    # Lists
    def find(self, query: StatementQuery) -> list[str]:
        found = [pair for pair in self.pairs if self._matches(query, pair)]
        return [statement.id for _, statement in sorted(found, key=_sort_key(query))]

    def count_undated(self, query: StatementQuery) -> int:
        if (query.said_from is None and query.said_to is None) or query.include_undated:
            return 0
        open_query = query.model_copy(update={"said_from": None, "said_to": None})
        return sum(pair[1].said_on is None and self._matches(open_query, pair) for pair in self.pairs)

    def count_unresolved(self, query: StatementQuery) -> int:
        asked = self._asked_speakers(query)
        if asked is None:
            return 0
        others = query.model_copy(update={"speaker": None, "speaker_id": None})
        return sum(
            statement.speaker is None
            and any(candidate.id in asked for candidate in statement.candidates)
            and self._matches(others, (record, statement))
            for record, statement in self.pairs
        )

    def resolved(self, query: StatementQuery) -> dict[tuple[str, str], int]:
        """(parameter, actor id) → statements that match with that actor in that role."""
        found: dict[tuple[str, str], int] = {}
        matching = [pair for pair in self.pairs if self._matches(query, pair)]
        for parameter in ("speaker", "about", "addressee", "via"):
            name = getattr(query, parameter)
            if name is None:
                continue
            counts = Counter(actor for pair in matching for actor in _in_role(parameter, pair[1]))
            found |= {(parameter, actor): counts[actor] for actor in self.called(name)}
        return found

    def _asked_speakers(self, query: StatementQuery) -> set[str] | None:
        asked = None if query.speaker is None else self.called(query.speaker)
        if query.speaker_id is not None:
            asked = {query.speaker_id} if asked is None else asked & {query.speaker_id}
        return asked

    def _matches(self, query: StatementQuery, pair: Pair) -> bool:
        return self._has_ends(query, pair[1]) and _has_facts(query, pair) and _has_dates(query, pair)

    def _has_ends(self, query: StatementQuery, statement: Statement) -> bool:
        for parameter in ("speaker", "about", "addressee", "via"):
            name, actor_id = getattr(query, parameter), getattr(query, f"{parameter}_id", None)
            ends = set(_in_role(parameter, statement))
            if name is not None:
                ends &= self.called(name)
            if actor_id is not None:
                ends &= {actor_id}
            if (name is not None or actor_id is not None) and not ends:
                return False
        return True


def _author_id(record: Record, author: str) -> str:
    from graph.records import find_authors

    return next(actor.id for actor in find_authors(record.article) if actor.name == author)


def _actors(statement: Statement) -> list[ActorRef]:
    found: list[ActorRef] = [*statement.about, *statement.addressees, *statement.candidates]
    if statement.speaker:
        found += [statement.speaker, *statement.speaker.members]
        found += [statement.speaker.speaks_for] if statement.speaker.speaks_for else []
    return found


def _in_role(parameter: str, statement: Statement) -> list[str]:
    if parameter == "speaker":
        return [statement.speaker.id] if statement.speaker else []
    if parameter == "via":
        return list({link.actor for link in statement.chain[:-1] if link.role == "speaker" and link.actor})
    return [actor.id for actor in (statement.about if parameter == "about" else statement.addressees)]


def _has_facts(query: StatementQuery, pair: Pair) -> bool:
    record, statement = pair
    confidence = statement.confidence
    speaker_confidence = confidence.speaker if statement.speaker else None
    return (
        query.article_id in (None, record.article.id)
        and (query.publisher is None or fold(query.publisher) == fold(record.article.publisher or "\0"))
        and query.kind in (None, statement.kind)
        and query.verbatim in (None, bool(statement.quoted))
        and query.act in (None, statement.act)
        and query.stance in (None, statement.stance)
        and query.channel in (None, statement.channel)
        and query.polarity in (None, statement.polarity)
        and query.speaker_known in (None, statement.speaker is not None)
        and (query.q is None or matches(parse_search(query.q), statement.text))
        and confidence.attribution >= (query.min_attribution or 0)
        and (query.min_speaker is None or (speaker_confidence is not None and speaker_confidence >= query.min_speaker))
    )


def _has_dates(query: StatementQuery, pair: Pair) -> bool:
    record, statement = pair
    published, said = record.article.published, statement.said_on
    if query.published_from is not None and (published is None or published < query.published_from):
        return False
    if query.published_to is not None and (published is None or published > query.published_to):
        return False
    if query.said_from is None and query.said_to is None:
        return True
    if said is None:
        return query.include_undated
    begin, end = dt.date.fromisoformat(said.begin), dt.date.fromisoformat(said.end)
    after = query.said_to is None or begin <= query.said_to
    return after and (query.said_from is None or end > query.said_from)


def _sort_key(query: StatementQuery) -> Callable[[Pair], tuple[bool, float, str]]:
    downwards, by = query.sort.startswith("-"), query.sort.lstrip("-")

    def key(pair: Pair) -> tuple[bool, float, str]:
        value = _value(by, pair)
        return value is None, -(value or 0) if downwards else (value or 0), pair[1].id

    return key


def _value(by: str, pair: Pair) -> float | None:
    record, statement = pair
    if by == "published":
        return record.article.published.toordinal() if record.article.published else None
    if by == "said_on":
        return dt.date.fromisoformat(statement.said_on.begin).toordinal() if statement.said_on else None
    if statement.speaker is None or statement.confidence.speaker is None:
        return None
    return round(statement.confidence.attribution * statement.confidence.speaker, 6)
