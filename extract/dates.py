"""Time expressions → TIMEX3 values."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from spacy.tokens import Doc, Token

from extract.lexicon import load_table, load_words
from extract.modality import clause_modality
from extract.timex.absolute import ABSOLUTE, Reading, TimexType
from extract.timex.calendar import Anchor, Direction, days_of
from extract.timex.relative import RELATIVE, Read

_WORD = re.compile(r"\d{1,2}\s?[ap]m\b|\w+(?:[./]\w+)*")
_YEAR = re.compile(r"\d{1,2}\s?[ap]m|(?:1[5-9]|20)\d\d(?:s|\D.*)?|\d0s|\d.*\D(?:1[5-9]|20)\d\d|\d+(?:st|nd|rd|th)")
_PLAIN = frozenset({"day", "of", "s", "new"})  # words of holidays that have a telling one besides
_REACH_BACK, _REACH_ON = 32, 24


@dataclass(frozen=True)
class TimeExpression:
    """Characters `start` to `end` of the text with their TIMEX3 type and value; `rule` names the pattern."""

    start: int
    end: int
    type: TimexType
    value: str
    rule: str

    @property
    def days(self) -> tuple[dt.date, dt.date] | None:
        """The first day and the day after the last, where the value says which."""
        return days_of(self.value)


def find_times(doc: Doc, published: dt.date | None) -> list[TimeExpression]:
    """Every time expression of the text, in order. Without a publication date relative ones are left out, and no
    expression is made of a day that does not exist.
    """
    anchor = Anchor(published or dt.date.min)
    found: list[TimeExpression] = []
    for rule, match in _choose(_matches(doc.text, _rules() if published else _absolute_rules())):
        anchor = replace(anchor, direction=direction_at(doc, match.start()))
        if reading := rule.read(match, anchor):
            found.append(TimeExpression(match.start(), match.end(), *reading, rule.name))
            anchor = _moved_on(anchor, rule.name, reading)
    return found


@dataclass(frozen=True)
class Rule:
    """A named pattern, and how a match of it is read; None where it turns out to be no time."""

    name: str
    pattern: re.Pattern[str]
    read: Read


Found = tuple[Rule, re.Match[str]]


def _moved_on(anchor: Anchor, rule: str, reading: Reading) -> Anchor:
    """The anchor after an expression: the quarter and the day that the text speaks of now."""
    value = reading[1]
    if rule in ("quarter", "quarter of year", "unit") and re.fullmatch(r"\d{4}-Q\d", value):
        return replace(anchor, quarter=value)
    if re.match(r"\d{4}-\d\d-\d\d", value):
        return replace(anchor, narrated=dt.date.fromisoformat(value[:10]))
    return anchor


def _choose(found: list[Found]) -> list[Found]:
    """Of matches that overlap the longest, of equal ones the rule that stands first; in order of the text."""
    taken: set[int] = set()
    chosen = []
    for rule, match in sorted(found, key=lambda one: one[1].start() - one[1].end()):
        characters = range(*match.span())
        if taken.isdisjoint(characters):
            taken.update(characters)
            chosen.append((rule, match))
    return sorted(chosen, key=lambda one: one[1].start())


def _matches(text: str, rules: tuple[Rule, ...]) -> list[Found]:
    windows = list(_windows(text))
    return [(rule, match) for rule in rules for window in windows for match in rule.pattern.finditer(text, *window)]


def _windows(text: str) -> Iterator[tuple[int, int]]:
    """Stretches around the words that any pattern needs: matching sixty patterns everywhere would cost too much."""
    triggers = _triggers()
    start = end = -1
    for word in _WORD.finditer(text):
        if word[0].lower() not in triggers and not _YEAR.fullmatch(word[0]):
            continue
        if word.start() - _REACH_BACK > end:
            if end > 0:
                yield start, end
            start = _word_start(text, max(0, word.start() - _REACH_BACK))
        end = min(len(text), word.end() + _REACH_ON)
    if end > 0:
        yield start, end


def _word_start(text: str, position: int) -> int:
    """Back to where the word at a position begins, so that no window opens inside one."""
    while 0 < position < len(text) and text[position - 1].isalnum():
        position -= 1
    return position


@cache
def _absolute_rules() -> tuple[Rule, ...]:
    return tuple(Rule(name, _compiled(pattern), _without_anchor(read)) for name, pattern, read in ABSOLUTE)


@cache
def _rules() -> tuple[Rule, ...]:
    return _absolute_rules() + tuple(Rule(name, _compiled(pattern), read) for name, pattern, read in RELATIVE)


def _without_anchor(read: Callable[[re.Match[str]], Reading | None]) -> Read:
    return lambda match, _: read(match)


def _compiled(pattern: str) -> re.Pattern[str]:
    """A space in a pattern is any single white space, so that a line may break within an expression."""
    spaced = pattern.replace("\\ ", " ").replace(" ", r"\s")
    return re.compile(rf"(?<![\w-])(?:{spaced})(?!\w)", re.IGNORECASE)


@cache
def _triggers() -> frozenset[str]:
    """Lower-case words of which every expression but a bare year or ordinal has one."""
    tables = ("months", "weekdays", "seasons", "day_parts")
    names = {row[0].lower().strip(".") for table in tables for row in load_table(table)}
    units = {word for row in load_table("time_units") for word in (row[0], row[0] + "s")}
    holidays = {word.lower() for row in load_table("holidays") for word in re.split(r"[\s'’]", row[0])}
    return frozenset(names | {f"{name}s" for name in names} | units | (holidays - _PLAIN) | load_words("time_words"))


def direction_at(doc: Doc, position: int) -> Direction:
    """The tense of the verb that governs the word at a character: where the time lies."""
    token = doc[_token_at(doc, position)]
    verb = _governing_verb(token)
    return _direction(verb) if verb is not None else "unknown"


def _token_at(doc: Doc, position: int) -> int:
    return max(0, bisect_right(doc, position, key=lambda token: token.idx) - 1)


def _governing_verb(token: Token) -> Token | None:
    for _ in range(12):
        if token.pos_ in ("VERB", "AUX"):
            return token
        if token.head.i == token.i:
            return None
        token = token.head
    return None


def _direction(verb: Token) -> Direction:
    modality = clause_modality(verb)
    if modality == "future":
        return "future"
    helpers = {child.lower_ for child in verb.children if child.dep_ in ("aux", "auxpass")}
    if verb.tag_ == "VBD" or (verb.tag_ in ("VBN", "VBG") and helpers & _PAST_HELPERS) or "did" in helpers:
        return "past"
    if modality in ("possible", "necessary", "conditional", "wished"):
        return "future"
    return "present" if verb.tag_ in ("VBZ", "VBP") else "unknown"


_PAST_HELPERS = frozenset({"was", "were", "had"})
