"""The time on the clause of a cue: "said Tuesday", "At a rally on Monday, he warned …"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Span, Token

from extract.attachment import Clause, clause_of
from extract.cues import is_inside
from extract.dates import TimeExpression
from extract.lexicon import load_words
from extract.passage import Attribution, Passage
from extract.turns import Places, Turn
from schema.rules import SaidOnRule

_NO_DATE_OF = frozenset({
    "since", "until", "till", "by", "before", "after", "for", "from", "through", "of", "about", "despite"
})  # fmt: skip
_LEADING_IN = frozenset({"on", "in", "at", "late", "early", "earlier", "later", "the"})
_QUOTES = frozenset("\"“‘'«„")
_CLOSE = 6


@dataclass(frozen=True)
class CueTime:
    """`rule` says where on the clause the time stands."""

    time: TimeExpression
    rule: SaidOnRule


def find_cue_times(
    passage: Passage,
    attributions: Sequence[Attribution],
    turns: Sequence[Turn],
    times: Iterable[TimeExpression],
    places: Places,
) -> dict[int, CueTime]:
    """By the attribution's number; only those that have one."""
    by_sentence: dict[int, list[TimeExpression]] = {}
    for time in times:
        by_sentence.setdefault(places.sentence(time.start), []).append(time)
    found: dict[int, CueTime] = {}
    for turn in turns:
        clause = clause_of(passage, attributions[turn.number], places)
        sentences = [places.sentence(sentence.start_char) for sentence in clause.sentences]
        around = [time for sentence in sentences for time in by_sentence.get(sentence, ())]
        near = [time for time in around if places.paragraph(time.start) == turn.paragraph]
        if near and (own := _time_in(passage, clause, near)):
            found[turn.number] = own
    return found


def _time_in(passage: Passage, clause: Clause, times: Iterable[TimeExpression]) -> CueTime | None:
    """The time modifier of the cue's clause, never one inside the content; the one nearest to the cue wins."""
    best: tuple[int, CueTime] | None = None
    for time in times:
        if is_inside(time.start, clause.attribution.content):
            continue
        words = passage.tokens((time.start, time.end))
        rank = _rank(words, clause, is_day=is_one_day(time))
        if rank is None or _is_told(words.root, clause, passage) or not (is_one_day(time) or _is_close(words, clause)):
            continue
        if best is None or rank[0] < best[0]:
            best = rank[0], CueTime(time, rank[1])
    return best[1] if best else None


def is_one_day(time: TimeExpression) -> bool:
    days = time.days
    return days is not None and (days[1] - days[0]).days == 1


def _rank(words: Span, clause: Clause, *, is_day: bool) -> tuple[int, SaidOnRule] | None:
    """How closely the time belongs to the cue, 0 the closest, and the name of the rule."""
    time = words.root
    preposition = time.head.lower_ if time.dep_ == "pobj" else ""
    before = words.doc[words.start - 1].lower_ if words.start else ""
    if {preposition, before} & _NO_DATE_OF and time.head.i not in clause.cue:
        return None
    if time.i in clause.cue:
        return 0, "in the cue"
    path = clause.path_from(time)
    if path is not None and any(word.lower_ in _NO_DATE_OF for word in path):
        return None
    if path is not None:
        return len(path) + 1, "on the cue's clause"
    if _is_aired(time, clause):
        return 2, "in the source"
    return (9, "behind the cue") if is_day and _follows(words, clause) else None


def _is_aired(time: Token, clause: Clause) -> bool:
    """ "a poll released Wednesday", "the letter sent on Monday": the time of the words that are the source."""
    verb = time.head.head if time.dep_ == "pobj" else time.head
    inside = {time.i, verb.i} <= clause.source
    return inside and verb.pos_ == "VERB" and verb.lemma_.lower() in load_words("airing_verbs")


def _follows(words: Span, clause: Clause) -> bool:
    """Right behind the cue, the source or the content, whatever the parser hangs it on."""
    doc = words.doc
    first = words.start
    while first > 0 and doc[first - 1].lower_ in _LEADING_IN:
        first -= 1
    if first == 0 or any(token.lower_ in _NO_DATE_OF for token in doc[first : words.start]):
        return False
    before = doc[first - 1]
    if before.text == "," and first > 1:
        before = doc[first - 2]
    behind = before.i in clause.cue or before.i in clause.source or is_inside(before.idx, clause.attribution.content)
    return behind and words.start > min(clause.cue)


def _is_told(time: Token, clause: Clause, passage: Passage) -> bool:
    """ "In 2008, Lee said, the bridge fell": the cue stands in commas, the time is that of what is told."""
    last = max(clause.cue)
    if time.i > min(clause.cue) or last + 2 >= len(time.doc) or time.doc[last + 1].text != ",":
        return False
    told = time.doc[last + 2].idx
    return is_inside(told, clause.attribution.content) and passage.text[told] not in _QUOTES


def _is_close(words: Span, clause: Clause) -> bool:
    """A month or a year must stand beside the cue or open its sentence: further off it tells of something else."""
    first = words.start
    if any(first - _CLOSE < sentence.start for sentence in clause.sentences if sentence.start <= first < sentence.end):
        return True
    return any(abs(first - word) <= _CLOSE for word in clause.cue | clause.source)
