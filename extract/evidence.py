"""Why each decision came out as it did: what statements keep, so that it can be told without reading again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from extract.acts import Manner
from extract.cast import Cast, Link
from extract.channel_runs import ChannelDecision
from extract.cues import Cue
from extract.decisions import SpeakerDecision
from extract.passage import Attribution, Range
from extract.said_on import SaidOnDecision
from schema.actor import ActorRef
from schema.evidence import RunnerUp

_LEADING = frozenset({"surname", "given_name", "short_form", "acronym"})
"""Links of a mention to the fuller one that decides."""
_PLAIN = frozenset({"full_name", "name_of_body"})
_AROUND = frozenset({"first_person", "first_person_of_body"})
_BEFORE = frozenset(
    "they_spoke_before it_spoke_before body_spoke_before document_before pair_spoke_before twin".split()
)
"""Rules that take over the speaker of the statement around, or of one before."""
_WORTH_TELLING = 0.3
"""The least share of a day or channel that was not decided for."""


class Ground(NamedTuple):
    """As `schema.evidence.Evidence`, its mentions as ranges of `Passage.text`."""

    rule: str
    mentions: tuple[Range, ...] = ()
    link: str | None = None
    score: float | None = None
    runner_up: RunnerUp | None = None
    threshold: float | None = None


class Grounds(NamedTuple):
    """Of one statement."""

    speaker: Ground
    act: Ground
    said_on: Ground | None
    channel: Ground | None


def find_grounds(
    attributions: Sequence[Attribution],
    cast: Cast,
    speakers: Sequence[SpeakerDecision],
    cues: Sequence[Cue],
    manner: Sequence[Manner],
    said_on: Sequence[SaidOnDecision | None],
) -> list[Grounds]:
    """One for each attribution, in the same order."""
    decided = zip(attributions, cues, manner, said_on, strict=True)
    return [
        Grounds(
            speaker=_of_speaker(number, attributions, cast, speakers),
            act=_of_act(cue, how),
            said_on=_of_day(attribution, day) if day else None,
            channel=_of_channel(attribution, how.channel_decision),
        )
        for number, (attribution, cue, how, day) in enumerate(decided)
    ]


def _of_speaker(
    number: int, attributions: Sequence[Attribution], cast: Cast, speakers: Sequence[SpeakerDecision]
) -> Ground:
    decision = speakers[number]
    links = _links(cast, decision)
    second = decision.runner_up if decision.speaker else None
    score, next_score = _weighed(cast, links[-1], second) if links and second else (None, None)
    return Ground(
        decision.rule,
        _in_turn(attributions[number].source, _trail(number, attributions, cast, speakers)),
        link=_known_by(links[-1], decision.rule) if links else None,
        score=score if decision.threshold is None else round(decision.confidence, 2),
        runner_up=RunnerUp(value=second.name, actor=second.id, score=next_score) if second else None,
        threshold=decision.threshold,
    )


def _trail(
    number: int, attributions: Sequence[Attribution], cast: Cast, speakers: Sequence[SpeakerDecision], left: int = 3
) -> Iterator[Range | None]:
    """From the source to the name; through the statements before, where their speaker was taken over."""
    decision = speakers[number]
    yield decision.source
    other = _statement_before(number, attributions, speakers)
    if other is not None and left:
        yield from _trail(other, attributions, cast, speakers, left - 1)
    yield _place_of_role(cast, decision)
    yield decision.mention
    yield from (link.by for link in _links(cast, decision) if link.rule in _LEADING)


def _links(cast: Cast, decision: SpeakerDecision) -> tuple[Link, ...]:
    """Of the name that the source leads to; else of the names inside the source: "Stone's office"."""
    if decision.mention:
        return tuple(link for link in cast.links_in(decision.mention) if link.span == decision.mention)
    return cast.links_in(decision.source) if decision.source and decision.speaker else ()


def _known_by(link: Link, rule: str) -> str | None:
    """How the name was known for the actor's, where the rule does not say so already."""
    if link.rule in _LEADING and link.by is None:
        return "list"
    return None if link.rule in _PLAIN or link.rule == rule else link.rule


def _weighed(cast: Cast, link: Link, second: ActorRef) -> tuple[float | None, float | None]:
    """The scores of the actor and of the runner-up, where the name was weighed between them."""
    rivals = [cast.actors[rival].actor.id for rival in link.rivals]
    if second.id not in rivals or not link.scores:
        return None, None
    return link.scores[0], link.scores[1 + rivals.index(second.id)]


def _statement_before(
    number: int, attributions: Sequence[Attribution], speakers: Sequence[SpeakerDecision]
) -> int | None:
    """The statement whose speaker was taken over."""
    attribution, decision = attributions[number], speakers[number]
    if decision.rule in _AROUND:
        return attribution.parent
    if decision.rule == "continuation":
        return attribution.continues
    if decision.rule not in _BEFORE or decision.speaker is None:
        return None
    same = [
        (one.source[0], other)
        for other, one in enumerate(speakers)
        if one.source
        and one.speaker
        and one.speaker.id == decision.speaker.id
        and other != number
        and (decision.mention in (None, one.source) or decision.rule == "twin")
    ]
    at = decision.source[0] if decision.source else attribution.start
    return max((one for one in same if one[0] < at), default=min(same, default=(0, None)))[1]


def _place_of_role(cast: Cast, decision: SpeakerDecision) -> Range | None:
    """Where the article calls the actor what the source does: "Finance Minister Ann Stone" for "the minister"."""
    speaker, number = decision.speaker, decision.cast_index
    if speaker is None or number is None or speaker.role is None or not decision.rule.startswith("role"):
        return None
    said = set(speaker.role.lower().split())
    facts = [fact for fact in cast.actors[number].roles if fact.span and said & fact.words]
    return max(facts, key=lambda fact: (fact.noun in said, len(said & fact.words))).span if facts else None


def _in_turn(shown: Sequence[Range], mentions: Iterable[Range | None]) -> tuple[Range, ...]:
    """Each once, without those that the statement itself shows."""
    kept: list[Range] = []
    for mention in mentions:
        if mention and not any(start < mention[1] and mention[0] < end for start, end in (*shown, *kept)):
            kept.append(mention)
    return tuple(kept)


def _of_act(cue: Cue, manner: Manner) -> Ground:
    """With the deciding word, where the cue has several."""
    if cue.act != manner.act:
        return Ground("negated_cue")
    word = cue.head if len(cue.tokens) > 1 and cue.rule != "unlisted_cue" else None
    return Ground(
        cue.rule,
        ((word.idx, word.idx + len(word)),) if word is not None else (),
        runner_up=RunnerUp(value=cue.runner_up) if cue.runner_up else None,
    )


def _of_day(attribution: Attribution, decision: SaidOnDecision) -> Ground | None:
    """None where the statement's own `said_on` tells all: rule and words."""
    second = decision.runner_up if decision.runner_up and decision.runner_up.score >= _WORTH_TELLING else None
    mentions = _in_turn((*attribution.cue, decision.span), (decision.event,))
    if not mentions and second is None:
        return None
    return Ground(
        decision.rule,
        mentions,
        score=round(decision.confidence, 2) if second else None,
        runner_up=RunnerUp(value=second.value, score=round(second.score, 2)) if second else None,
    )


def _of_channel(attribution: Attribution, decision: ChannelDecision) -> Ground | None:
    """None where nothing speaks for a channel."""
    second = decision.runner_up if decision.runner_up_confidence >= _WORTH_TELLING else None
    if decision.channel is None and second is None:
        return None
    return Ground(
        decision.rule,
        (decision.span,) if decision.span and decision.span not in attribution.cue else (),
        score=round(decision.confidence, 2) if second else None,
        runner_up=RunnerUp(value=second, score=round(decision.runner_up_confidence, 2)) if second else None,
    )
