"""On what occasion each attribution was said: the interview, the rally on Tuesday; and how long an occasion lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.attachment import Clause, clause_of, event_nouns
from extract.channels import channel_in_clause, channel_of
from extract.cues import Cue, is_inside
from extract.dates import TimeExpression
from extract.lexicon import load_words
from extract.passage import Attribution, Passage
from extract.turns import Places, Turn, find_turns
from schema.statement import Channel, DateBasis

_LASTING: frozenset[Channel] = frozenset({"interview", "speech", "debate", "press conference", "testimony"})
_NO_DATE_OF = frozenset({"since", "until", "till", "by", "before", "after", "for", "from", "through", "of", "about"})
_PARAGRAPHS = 3
_LEAD = 3


@dataclass(frozen=True)
class Occasion:
    """Channel and time, as far as known; `rule` says how the time came to be known."""

    channel: Channel | None = None
    time: TimeExpression | None = None
    basis: DateBasis = "expression"
    rule: str = ""


@dataclass(frozen=True)
class _Mention:
    """A dated occasion that a sentence tells of, with the names in it: "On Tuesday Ann Lee held a rally." """

    at: int
    sentence: int
    paragraph: int
    names: frozenset[str]
    occasion: Occasion


def find_occasions(
    passage: Passage, attributions: Sequence[Attribution], cues: Sequence[Cue], times: Sequence[TimeExpression]
) -> list[Occasion]:
    """One for each attribution, in the same order."""
    walk = _Walk(passage, attributions, cues, _past_days(times, passage.published))
    found = walk.forward()
    walk.look_ahead(found)
    return [found[number] for number in range(len(attributions))]


def _past_days(times: Iterable[TimeExpression], published: dt.date | None) -> list[TimeExpression]:
    """Those that can date something said: days, months, years that have begun."""
    return [
        time
        for time in times
        if time.type in ("DATE", "TIME") and (days := time.days) and (published is None or days[0] <= published)
    ]


class _Walk:
    """Goes through the turns in reading order, keeping what occasion each speaker is on."""

    def __init__(
        self,
        passage: Passage,
        attributions: Sequence[Attribution],
        cues: Sequence[Cue],
        times: Sequence[TimeExpression],
    ) -> None:
        self.passage = passage
        self.attributions = attributions
        self.cues = cues
        self.times = times
        self.places = Places(passage)
        self.turns = find_turns(passage, attributions, self.places)
        self.mentions = list(self._find_mentions())

    def forward(self) -> dict[int, Occasion]:
        found: dict[int, Occasion] = {}
        last: dict[str | None, Turn] = {}
        for turn in self.turns:
            own = self._own(turn)
            earlier = self._running(turn, last, found)
            found[turn.number] = _settle(own, earlier)
            if found[turn.number] != Occasion():
                last[turn.speaker] = turn
        return found

    def look_ahead(self, found: dict[int, Occasion]) -> None:
        """A headline and a first paragraph tell in short what the next ones date: the same speaker's first occasion."""
        for position, turn in enumerate(self.turns):
            if turn.paragraph > _LEAD or found[turn.number] != Occasion() or not self._is_narrated(turn):
                continue
            for later in self.turns[position + 1 :]:
                occasion = found[later.number]
                if later.paragraph - turn.paragraph > _LEAD:
                    break
                if later.speaker == turn.speaker and occasion.basis == "expression" and self._is_news(occasion):
                    found[turn.number] = replace(occasion, basis="context", rule="told ahead")
                    break

    def _is_news(self, occasion: Occasion) -> bool:
        """Of the days before publication: what the article is about, not what it looks back on."""
        published = self.passage.published
        days = occasion.time.days if occasion.time else None
        return published is not None and days is not None and (published - days[0]).days <= 3

    def _own(self, turn: Turn) -> tuple[Occasion, bool]:
        """What the cue's own clause says, and whether it speaks of a known occasion ("in the interview")."""
        clause = clause_of(self.passage, self.attributions[turn.number])
        channel, known = channel_in_clause(self.passage, self.cues[turn.number], clause) or (None, False)
        found = self._time_in(clause, turn)
        if found is None:
            return Occasion(channel), known
        return Occasion(channel, found[0], "expression", found[1]), known

    def _time_in(self, clause: Clause, turn: Turn) -> tuple[TimeExpression, str] | None:
        """The time modifier of the cue's clause, never one inside the content; the one nearest to the cue wins."""
        best: tuple[int, TimeExpression, str] | None = None
        for time in self.times:
            if is_inside(time.start, clause.attribution.content) or not _is_in(time, clause):
                continue
            if self.places.paragraph(time.start) != turn.paragraph:
                continue
            root = self.passage.tokens((time.start, time.end)).root
            rank = _rank(root, clause)
            if rank is not None and (best is None or rank[0] < best[0]):
                best = rank[0], time, rank[1]
        return best[1:] if best else None

    def _is_narrated(self, turn: Turn) -> bool:
        """The cue tells one act of the past, not what somebody has said, would say or often says."""
        verb = self.cues[turn.number].verb
        if verb is None:
            return True
        words = {child.lower_ for child in verb.children if child.dep_ in ("aux", "advmod", "neg")}
        return not words & load_words("unbound_words")

    def _running(self, turn: Turn, last: dict[str | None, Turn], found: dict[int, Occasion]) -> Occasion | None:
        """The occasion that this turn goes on with."""
        if not self._is_narrated(turn):
            return None
        before = last.get(turn.speaker)
        mention = self._mention_before(turn, before)
        if mention is not None:
            return mention.occasion
        if before is not None and turn.paragraph - before.paragraph <= _PARAGRAPHS:
            return found[before.number]
        return None

    def _mention_before(self, turn: Turn, before: Turn | None) -> _Mention | None:
        """The last sentence that told of an occasion of this speaker, since the speaker's last words."""
        for mention in reversed(self.mentions):
            if mention.at >= turn.at or (before is not None and mention.at < before.at):
                continue
            near = turn.paragraph - mention.paragraph <= 1 and turn.sentence - mention.sentence <= 4
            if not near:
                return None
            if turn.speaker in mention.names:
                return mention
        return None

    def _find_mentions(self) -> Iterable[_Mention]:
        contents = [piece for one in self.attributions for piece in one.content]
        for time in self.times:
            if is_inside(time.start, contents):
                continue
            event = _event_of(self.passage.tokens((time.start, time.end)).root)
            if event is None:
                continue
            sentence = self.places.sentence(time.start)
            words = self.places.sentences[sentence]
            names = frozenset(word.text for word in words if word.pos_ == "PROPN")
            occasion = Occasion(channel_of(event), time, "context", "occasion told")
            yield _Mention(time.start, sentence, self.places.paragraph(time.start), names, occasion)


def _is_in(time: TimeExpression, clause: Clause) -> bool:
    return any(sentence.start_char <= time.start < sentence.end_char for sentence in clause.sentences)


def _rank(time: Token, clause: Clause) -> tuple[int, str] | None:
    """How closely the time belongs to the cue, 0 the closest, and the name of the rule."""
    preposition = time.head.lower_ if time.dep_ == "pobj" else ""
    if preposition in _NO_DATE_OF and time.head.i not in clause.cue:
        return None
    if time.i in clause.cue:
        return 0, "in the cue"
    path = clause.path_from(time)
    if path is not None and any(word.lower_ in _NO_DATE_OF for word in path[1:]):
        return None
    if path is not None:
        return len(path) + 1, "on the cue's clause"
    last = max(clause.cue)
    between = [word.lower_ for word in time.doc[last + 1 : time.i]]
    follows = len(between) <= 2 and not any(word in _NO_DATE_OF or not word.isalpha() for word in between)
    return (9, "behind the cue") if time.i > last and follows else None


def _event_of(time: Token) -> Token | None:
    """The occasion that a time belongs to: "Monday's debate", "held a rally on Tuesday"."""
    word = time
    for _ in range(6):
        if word.head.i == word.i:
            return None
        word = word.head
        if word.pos_ in ("NOUN", "PROPN") and word.lemma_.lower() in event_nouns():
            return word
        if word.pos_ == "VERB":
            return _event_under(word)
    return None


def _event_under(verb: Token) -> Token | None:
    """ "held a rally", "spoke at a dinner"."""
    if verb.lemma_.lower() not in load_words("airing_verbs"):
        return None
    return next((word for word in verb.subtree if word.lemma_.lower() in event_nouns() and word.pos_ == "NOUN"), None)


def _settle(own: tuple[Occasion, bool], earlier: Occasion | None) -> Occasion:
    """The clause's own occasion, or the running one; a known one ("in the interview") takes its time from before."""
    occasion, known = own
    if occasion.time is not None:
        same = earlier is not None and earlier.time is not None and earlier.time.value == occasion.time.value
        return replace(occasion, channel=earlier.channel) if same and earlier and not occasion.channel else occasion
    if earlier is None:
        return occasion
    if occasion.channel is None:
        return _continued(earlier)
    return _continued(earlier) if known and earlier.channel in (None, occasion.channel) else occasion


def _continued(earlier: Occasion) -> Occasion:
    channel = earlier.channel if earlier.channel in _LASTING else None
    if earlier.time is None:
        return Occasion(channel)
    rule = earlier.rule if earlier.rule == "occasion told" else "same run"
    return Occasion(channel, earlier.time, "context" if rule == "occasion told" else "inherited", rule)
