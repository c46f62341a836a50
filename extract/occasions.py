"""On what occasion each attribution was said: the interview, the rally on Tuesday; and how long an occasion lasts."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.attachment import Clause, clause_of
from extract.channels import channel_in_clause
from extract.cues import Cue, content_tokens, is_inside
from extract.dates import TimeExpression
from extract.described import SpeakerDecision
from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.told import ToldOccasions
from extract.turns import Places, Turn, find_turns
from schema.statement import Act, Channel, DateBasis

_LASTING: frozenset[Channel] = frozenset({"interview", "speech", "debate", "press conference", "testimony"})
_SHARED: frozenset[Channel | None] = frozenset({"debate"})
_NO_DATE_OF = frozenset({"since", "until", "till", "by", "before", "after", "for", "from", "through", "of", "about"})
_UNSPOKEN: frozenset[Act] = frozenset({"other", "believe", "want", "show"})
_QUOTES = frozenset("\"“‘'«„")
_TELLING = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_IN_COMMON = 2
_CLOSE = 6
_PARAGRAPHS = 3
_LEAD = 3


@dataclass(frozen=True)
class Occasion:
    """Channel and time, as far as known; `rule` says how the time came to be known."""

    channel: Channel | None = None
    time: TimeExpression | None = None
    basis: DateBasis = "expression"
    rule: str = ""


def find_occasions(
    passage: Passage,
    attributions: Sequence[Attribution],
    cues: Sequence[Cue],
    times: Sequence[TimeExpression],
    speakers: Sequence[SpeakerDecision],
) -> list[Occasion]:
    """One for each attribution, in the same order."""
    walk = _Walk(passage, attributions, cues, _past_days(times, passage.published), speakers)
    found = walk.forward()
    walk.look_ahead(found)
    walk.look_back(found)
    walk.spread_channels(found)
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
        speakers: Sequence[SpeakerDecision],
    ) -> None:
        self.passage = passage
        self.attributions = attributions
        self.cues = cues
        self.places = Places(passage)
        self.turns = find_turns(attributions, speakers, passage, self.places)
        self.position = {turn.number: number for number, turn in enumerate(self.turns)}
        contents = [piece for attribution in attributions for piece in attribution.content]
        days = [time for time in times if is_one_day(time)]
        self.told = ToldOccasions(passage, contents, days, self.places)
        self.by_sentence: dict[int, list[TimeExpression]] = {}
        for time in times:
            self.by_sentence.setdefault(self.places.sentence(time.start), []).append(time)
        self.days = [time for time in days if not self.told.is_content(time.start)]
        self.own = {turn.number: self._own(turn) for turn in self.turns}

    def forward(self) -> dict[int, Occasion]:
        found: dict[int, Occasion] = {}
        last: dict[str, Turn] = {}
        for turn in self.turns:
            own = self.own[turn.number]
            earlier = self._running(turn, own[0], last, found)
            found[turn.number] = _settle(own, earlier)
            if found[turn.number] != Occasion():
                last[turn.speaker] = turn
        return found

    def look_ahead(self, found: dict[int, Occasion]) -> None:
        """A headline and a first paragraph tell in short what the next ones date: the same speaker's first occasion
        to say so.
        """
        for position, turn in enumerate(self.turns):
            if turn.paragraph > _LEAD or found[turn.number] != Occasion() or not self._is_narrated(turn):
                continue
            for later in self.turns[position + 1 :]:
                occasion = found[later.number]
                if later.paragraph - turn.paragraph > _LEAD:
                    break
                if later.speaker != turn.speaker or occasion.basis != "expression" or not self._is_news(occasion):
                    continue
                if self._says_the_same(turn, later):
                    found[turn.number] = replace(occasion, basis="context", rule="told ahead")
                    break

    def _says_the_same(self, turn: Turn, later: Turn) -> bool:
        first, second = (
            _words_of(content_tokens(self.passage, self.attributions[one.number])) for one in (turn, later)
        )
        return len(first & second) >= _IN_COMMON

    def look_back(self, found: dict[int, Occasion]) -> None:
        """Whoever speaks on one day only in the article said the rest on it too, if the day is that of the news."""
        stated: dict[str, list[Turn]] = {}
        for turn in self.turns:
            if found[turn.number].basis == "expression" and found[turn.number].time is not None:
                stated.setdefault(turn.speaker, []).append(turn)
        begun: set[str | None] = set()
        for turn in self.turns:
            if found[turn.number].time is not None:
                begun.add(turn.speaker)
            elif turn.speaker in begun and found[turn.number] == Occasion() and self._is_plain_speech(turn):
                found[turn.number] = self._only_one(stated.get(turn.speaker, []), turn, found) or Occasion()

    def spread_channels(self, found: dict[int, Occasion]) -> None:
        """Whoever is heard in an interview, and on no other channel in the article, goes on in it."""
        heard: dict[str, set[Channel]] = {}
        for turn in self.turns:
            if channel := self.own[turn.number][0].channel:
                heard.setdefault(turn.speaker, set()).add(channel)
        begun: set[str | None] = set()
        for turn in self.turns:
            occasion = found[turn.number]
            if occasion.channel == "interview":
                begun.add(turn.speaker)
            elif turn.speaker in begun and occasion == Occasion() and self._is_plain_speech(turn):
                only = heard.get(turn.speaker, set()) == {"interview"}
                found[turn.number] = Occasion("interview") if only else occasion

    def _only_one(self, dated: Sequence[Turn], turn: Turn, found: dict[int, Occasion]) -> Occasion | None:
        """The one occasion of a speaker, unless the text up to the turn speaks of another day."""
        if not dated:
            return None
        stated = [found[one.number] for one in dated]
        first = stated[0].time
        near = [one for one in dated if one.at < turn.at][-1:]
        if (
            first is None
            or len({one.time.value[:10] for one in stated if one.time}) != 1
            or not self._is_news(stated[0])
        ):
            return None
        if self._other_day(first, near[0].at if near else 0, turn):
            return None
        channels = {one.channel for one in stated}
        channel = stated[0].channel if len(channels) == 1 and stated[0].channel in _LASTING else None
        return Occasion(channel, first, "context", "same speaker")

    def _other_day(self, day: TimeExpression, since: int, turn: Turn) -> bool:
        """Whether the text tells of another day between a place and the turn, or in the turn's sentence."""
        sentences = range(self.places.sentence(since), turn.sentence + 1)
        return any(
            time.value[:10] != day.value[:10] and self.places.sentence(time.start) in sentences for time in self.days
        )

    def _is_plain_speech(self, turn: Turn) -> bool:
        verb = self.cues[turn.number].verb
        named = turn.kind in ("name", "pronoun")
        return named and self._is_narrated(turn) and verb is not None and verb.tag_ == "VBD"

    def _is_news(self, occasion: Occasion) -> bool:
        """Of the days before publication: what the article is about, not what it looks back on."""
        published = self.passage.published
        days = occasion.time.days if occasion.time else None
        return published is not None and days is not None and (published - days[0]).days <= 3

    def _own(self, turn: Turn) -> tuple[Occasion, bool]:
        """What the cue's own clause says, and whether it speaks of a known occasion ("in the interview")."""
        clause = clause_of(self.passage, self.attributions[turn.number], self.places)
        channel, known = channel_in_clause(self.passage, self.cues[turn.number], clause) or (None, False)
        found = self._time_in(clause, turn)
        if found is None:
            return Occasion(channel), known
        return Occasion(channel, found[0], "expression", found[1]), known

    def _time_in(self, clause: Clause, turn: Turn) -> tuple[TimeExpression, str] | None:
        """The time modifier of the cue's clause, never one inside the content; the one nearest to the cue wins."""
        best: tuple[int, TimeExpression, str] | None = None
        sentences = [self.places.sentence(sentence.start_char) for sentence in clause.sentences]
        for time in (time for sentence in sentences for time in self.by_sentence.get(sentence, ())):
            if is_inside(time.start, clause.attribution.content) or self.places.paragraph(time.start) != turn.paragraph:
                continue
            root = self.passage.tokens((time.start, time.end)).root
            rank = _rank(root, clause)
            if rank is not None and _is_told(root, clause, self.passage):
                continue
            if rank is not None and not is_one_day(time) and not _is_close(root, clause):
                continue
            if rank is not None and (best is None or rank[0] < best[0]):
                best = rank[0], time, rank[1]
        return best[1:] if best else None

    def _is_narrated(self, turn: Turn) -> bool:
        """The cue tells one act of speaking, not a mind or a deed, nor what one has said, would say or often says."""
        if self.cues[turn.number].act in _UNSPOKEN:
            return False
        verb = self.cues[turn.number].verb
        if verb is None:
            return True
        verbs = list(_verbs_from(verb, self.attributions[turn.number].content))
        words = {child.lower_ for one in verbs for child in one.children if child.dep_ in ("aux", "advmod", "neg")}
        return not words & load_words("unbound_words")

    def _running(self, turn: Turn, own: Occasion, last: dict[str, Turn], found: dict[int, Occasion]) -> Occasion | None:
        """The occasion that this turn goes on with."""
        if not self._is_narrated(turn):
            return None
        before = last.get(turn.speaker)
        earlier = None
        if before is not None and turn.paragraph - before.paragraph <= _PARAGRAPHS:
            earlier = self._as_continued(found[before.number], before, turn)
        elif turn.is_person and (neighbour := self._turn_before(turn)) and found[neighbour.number].channel in _SHARED:
            earlier = self._as_continued(found[neighbour.number], neighbour, turn)
        told = self.told.last_before(turn, before.at if before else 0)
        if told is None or (told.sentence == turn.sentence and told.channel == own.channel):
            return earlier
        if told.time is not None and self._other_day(told.time, told.at, turn):
            return earlier
        occasion = Occasion(told.channel, told.time, "context", "occasion told")
        return _settle((occasion, False), earlier) if told.time is None else occasion

    def _turn_before(self, turn: Turn) -> Turn | None:
        """The turn just before, of whatever speaker, if it is not further off than a paragraph."""
        number = self.position[turn.number] - 1
        near = number >= 0 and turn.paragraph - self.turns[number].paragraph <= 1
        return self.turns[number] if near else None

    def _as_continued(self, occasion: Occasion, before: Turn, turn: Turn) -> Occasion:
        """What of the occasion still holds: written words end, unless the cue goes on with them ("she added")."""
        goes_on = turn.paragraph - before.paragraph <= 1 and self._continues(turn)
        channel = occasion.channel if occasion.channel in _LASTING or goes_on else None
        time = occasion.time
        if time is not None and not is_one_day(time):
            time = None
        if occasion.rule == "occasion told":
            return Occasion(channel, time, "context", "occasion told")
        return Occasion(channel, time, "inherited", "same run")

    def _continues(self, turn: Turn) -> bool:
        head = self.cues[turn.number].head
        return head is not None and head.lemma_.lower() in load_words("continuing_cues")


def _verbs_from(verb: Token, content: Sequence[Range]) -> Iterator[Token]:
    """The verb and those above that lend it their tense: "has praised it, while trying to claim …"."""
    yield verb
    for _ in range(3):
        lent = verb.dep_ in ("conj", "advcl", "xcomp") and verb.tag_ in ("VBG", "VBN", "VB")
        if not lent or is_inside(verb.head.idx, content):
            return
        verb = verb.head
        yield verb


def _words_of(tokens: Iterable[Token]) -> set[str]:
    return {token.lemma_.lower() for token in tokens if token.pos_ in _TELLING}


def is_one_day(time: TimeExpression) -> bool:
    days = time.days
    return days is not None and (days[1] - days[0]).days == 1


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


def _is_told(time: Token, clause: Clause, passage: Passage) -> bool:
    """ "In 2008, Lee said, the bridge fell": the cue stands in commas, the time is that of what is told."""
    last = max(clause.cue)
    if time.i > min(clause.cue) or last + 2 >= len(time.doc) or time.doc[last + 1].text != ",":
        return False
    told = time.doc[last + 2].idx
    return is_inside(told, clause.attribution.content) and passage.text[told] not in _QUOTES


def _is_close(time: Token, clause: Clause) -> bool:
    """A month or a year must stand beside the cue or open its sentence: further off it tells of something else."""
    if any(
        time.i - _CLOSE < sentence.start for sentence in clause.sentences if sentence.start <= time.i < sentence.end
    ):
        return True
    return any(abs(time.i - word) <= _CLOSE for word in clause.cue | clause.source)


def _settle(own: tuple[Occasion, bool], earlier: Occasion | None) -> Occasion:
    """The clause's own occasion, or the running one. What one of them leaves open the other may fill: a day said
    before ("On Tuesday he warned …") holds for the rally named next, a known occasion ("in the interview") its day.
    """
    occasion, known = own
    if earlier is None:
        return occasion
    if occasion.time is not None:
        same = earlier.time is not None and earlier.time.value == occasion.time.value
        return replace(occasion, channel=occasion.channel or earlier.channel) if same else occasion
    if occasion.channel is None:
        return earlier
    fits = known and earlier.channel == occasion.channel
    if fits or (earlier.channel is None and earlier.time is not None and is_one_day(earlier.time)):
        return replace(earlier, channel=occasion.channel)
    return occasion
