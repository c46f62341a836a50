"""The runs of quoted words that are compared across articles, each with all that its likeness to others rests on."""

from __future__ import annotations

import datetime as dt
import hashlib
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from graph.readings import spell
from graph.sentences import Sentences
from graph.words import TELLING, Word, rarity, read_words, weigh
from schema.article import Article
from schema.ids import make_id
from schema.span import QuotedRun
from schema.statement import Record, Statement

MOST_WORDS = 400
"""Of a run that are compared: what is longer is no quotation but a document."""
MIN_KEY = 22
"""Bits of two words that can lead to others with both: "wise latina", not "new year"."""
_INTERRUPTION = 200
"""Characters between two runs of direct speech that are one."""
_AROUND = 400
"""Characters before and behind the statement that tell what it is on."""
_MOST_AROUND = 80
_SHORT_CLAUSE = 3
_LONG_CLAUSE = 9
"""Words of a clause that is a key as a whole: longer ones have rare words in pairs."""


class Facts(NamedTuple):
    """What a store keeps of a run beside its place: the score of a pair rests on this and the resolved speakers."""

    id: str
    statement: str
    article: str
    start: int
    end: int
    text: str
    published: int | None
    """As a day number of the calendar."""
    said: tuple[int, int] | None
    """First day and the day after the last."""
    around: str
    """Rare words of the sentences around, sorted, by spaces."""
    speaker_name: str
    speaker_kind: str


class Unit:
    """A run with its resolved speaker (None: unknown) and its words."""

    def __init__(self, facts: Facts, speaker: str | None) -> None:
        self.facts = facts
        self.speaker = speaker

    @property
    def id(self) -> str:
        return self.facts.id

    @cached_property
    def words(self) -> list[Word]:
        """In one spelling."""
        words = read_words(self.facts.text)[:MOST_WORDS]
        return [word._replace(form=spell(word.form)) for word in words]

    @cached_property
    def forms(self) -> tuple[str, ...]:
        return tuple(word.form for word in self.words)

    @cached_property
    def weight(self) -> int:
        return weigh(self.forms)

    @cached_property
    def around(self) -> frozenset[str]:
        return frozenset(self.facts.around.split())

    @cached_property
    def keys(self) -> list[int]:
        return find_keys(self.facts.text, self.words)

    @cached_property
    def key_set(self) -> frozenset[int]:
        return frozenset(self.keys)


def find_units(record: Record) -> list[Facts]:
    """In order of the statements and their runs; a run that several statements hold is one of each."""
    article = record.article
    sentences = Sentences(article.text)
    telling = _TellingWords(article)
    return [
        facts
        for statement in record.statements
        if statement.quoted
        for facts in _units_of(statement, article, telling.around(*sentences.range_of(statement)))
    ]


def runs_by_statement(record: Record) -> dict[str, list[Facts]]:
    """Of every statement, also where it has none."""
    runs: dict[str, list[Facts]] = {statement.id: [] for statement in record.statements}
    for facts in find_units(record):
        runs[facts.statement].append(facts)
    return runs


def _units_of(statement: Statement, article: Article, around: str) -> Iterator[Facts]:
    speaker, said = statement.speaker, statement.said_on
    for start, end, text in _runs_of(statement):
        yield Facts(
            id=make_id("qu", statement.id, start, end),
            statement=statement.id,
            article=article.id,
            start=start,
            end=end,
            text=text,
            published=article.published.toordinal() if article.published else None,
            said=(_ordinal(said.begin), _ordinal(said.end)) if said else None,
            around=around,
            speaker_name=speaker.name if speaker else "",
            speaker_kind=speaker.kind if speaker else "",
        )


def _runs_of(statement: Statement) -> Iterator[tuple[int, int, str]]:
    """Start, end and words: of direct speech in one, though "he said" stands in it, else each run by itself."""
    part: list[QuotedRun] = []
    for run in statement.quoted:
        if part and (statement.kind != "direct" or run.start - part[-1].end > _INTERRUPTION):
            yield _joined(part)
            part = []
        part.append(run)
    yield _joined(part)


def _joined(runs: Sequence[QuotedRun]) -> tuple[int, int, str]:
    return runs[0].start, runs[-1].end, "\n".join(run.text for run in runs)


def _ordinal(day: str) -> int:
    return dt.date.fromisoformat(day[:10]).toordinal()


class _TellingWords:
    """The rarer words of an article, with their places."""

    def __init__(self, article: Article) -> None:
        words = [word for word in read_words(article.text) if rarity(word.form) > TELLING]
        self._starts, self._forms = [word.start for word in words], [word.form for word in words]
        self._title = {word.form for word in read_words(article.title or "") if rarity(word.form) > TELLING}

    def around(self, start: int, end: int) -> str:
        """The rarest of the title and of the text around a stretch, sorted."""
        first, last = bisect_left(self._starts, start - _AROUND), bisect_left(self._starts, end + _AROUND)
        forms = {*self._forms[first:last], *self._title}
        return " ".join(sorted(sorted(forms, key=lambda form: (-rarity(form), form))[:_MOST_AROUND]))


# Keys
def find_keys(text: str, words: Sequence[Word]) -> list[int]:
    """What two runs must have one of to be compared: two telling words beside each other, or a clause as a whole."""
    telling = [word.form for word in words if rarity(word.form) > TELLING]
    pairs = {f"{a} {b}" for a, b in pairwise(telling) if rarity(a) + rarity(b) >= MIN_KEY}
    return sorted(_number(key) for key in pairs | set(_clauses(text, words)))


def _clauses(text: str, words: Sequence[Word]) -> Iterator[str]:
    """Between marks, and the whole, where that is short."""
    clause: list[str] = []
    before = 0
    for word in words:
        if clause and any(mark in ".,;:!?-–—…()[]\n" for mark in text[before : word.start].strip(" ")):
            yield from _clause(clause)
            clause = []
        clause.append(word.form)
        before = word.end
    yield from _clause(clause)
    if len(words) < _LONG_CLAUSE:
        yield from _clause([word.form for word in words], least=2)


def _clause(forms: Sequence[str], *, least: int = _SHORT_CLAUSE) -> Iterable[str]:
    return [" ".join(forms)] if least <= len(forms) < _LONG_CLAUSE else []


def _number(key: str) -> int:
    """63 bits, so that every store holds it as a whole number."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1
