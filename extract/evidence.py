"""Why each decision came out as it did: what statements keep, so that it can be told without reading again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.acts import Manner
from extract.cast import Cast, Link
from extract.channel_runs import ChannelDecision
from extract.cues import Cue
from extract.decisions import SpeakerDecision
from extract.passage import Attribution, Range
from extract.said_on import SaidOnDecision
from schema.evidence import RunnerUp

_LEADING = frozenset({"surname", "given_name", "short_form", "acronym"})
"""Links of a mention to the fuller one that decides."""
_PLAIN = frozenset({"full_name", "name_of_body"})
_WORTH_TELLING = 0.2
"""The least share of a channel that was not decided for."""


@dataclass(frozen=True)
class Ground:
    """As `schema.evidence.Evidence`, its mentions as ranges of `Passage.text`."""

    rule: str
    mentions: tuple[Range, ...] = ()
    link: str | None = None
    score: float | None = None
    runner_up: RunnerUp | None = None
    threshold: float | None = None


@dataclass(frozen=True)
class Grounds:
    """Of one statement."""

    speaker: Ground
    act: Ground
    channel: Ground | None
    said_on: Ground | None = None


def find_grounds(
    attributions: Sequence[Attribution],
    cast: Cast,
    speakers: Sequence[SpeakerDecision],
    cues: Sequence[Cue],
    manner: Sequence[Manner],
    said_on: Sequence[SaidOnDecision | None],
) -> list[Grounds]:
    """One for each attribution, in the same order."""
    decided = zip(attributions, speakers, cues, manner, said_on, strict=True)
    return [
        Grounds(
            _of_speaker(one, cast, speaker), _of_act(cue, how), _of_channel(one, how.channel_decision), _of_day(day)
        )
        for one, speaker, cue, how, day in decided
    ]


def _of_speaker(attribution: Attribution, cast: Cast, decision: SpeakerDecision) -> Ground:
    links = _links(cast, decision)
    role = _place_of_role(cast, decision)
    fuller = (link.by for link in links if link.rule in _LEADING)
    named_by = links[-1].rule if links else None
    score, next_score = links[-1].scores[:2] if links and links[-1].scores else (None, None)
    runner_up = decision.runner_up
    return Ground(
        decision.rule,
        _in_turn(attribution.source, (decision.source, role, decision.mention, *fuller)),
        link=named_by if named_by not in (*_PLAIN, decision.rule) else None,
        score=score,
        runner_up=RunnerUp(value=runner_up.name, actor=runner_up.id, score=next_score) if runner_up else None,
        threshold=decision.threshold,
    )


def _links(cast: Cast, decision: SpeakerDecision) -> tuple[Link, ...]:
    """Of the name that the source leads to; else of the names inside the source: "Stone's office"."""
    if decision.mention:
        return tuple(link for link in cast.links_in(decision.mention) if link.span == decision.mention)
    return cast.links_in(decision.source) if decision.source and decision.speaker else ()


def _place_of_role(cast: Cast, decision: SpeakerDecision) -> Range | None:
    """Where the article calls the actor what the source does: "Finance Minister Ann Stone" for "the minister"."""
    speaker, number = decision.speaker, decision.cast_index
    if speaker is None or number is None or speaker.basis != "role" or speaker.role is None:
        return None
    said = set(speaker.role.lower().split())
    facts = [fact for fact in cast.actors[number].roles if fact.span and said & fact.words]
    return max(facts, key=lambda fact: len(said & fact.words)).span if facts else None


def _in_turn(shown: Sequence[Range], mentions: Iterable[Range | None]) -> tuple[Range, ...]:
    """Each once, without those that the statement itself shows."""
    kept: list[Range] = []
    for mention in mentions:
        if mention and not any(start < mention[1] and mention[0] < end for start, end in (*shown, *kept)):
            kept.append(mention)
    return tuple(kept)


def _of_day(decision: SaidOnDecision | None) -> Ground | None:
    if decision is None:
        return None
    following = decision.runner_up
    return Ground(
        decision.rule,
        (decision.event,) if decision.event else (),
        score=decision.confidence,
        runner_up=RunnerUp(value=following.value, score=following.score) if following else None,
        threshold=decision.threshold,
    )


def _of_act(cue: Cue, manner: Manner) -> Ground:
    """With the deciding word, where the cue has several."""
    if cue.act != manner.act:
        return Ground("negated_cue")
    word = cue.head if len(cue.tokens) > 1 and cue.rule != "unlisted_cue" else None
    return Ground(cue.rule, ((word.idx, word.idx + len(word)),) if word is not None else ())


def _of_channel(attribution: Attribution, decision: ChannelDecision) -> Ground | None:
    """None where nothing speaks for a channel."""
    second = decision.runner_up if decision.runner_up_confidence >= _WORTH_TELLING else None
    if decision.channel is None and second is None:
        return None
    return Ground(
        decision.rule,
        _in_turn(attribution.cue, (decision.span,)),
        score=round(decision.confidence, 2) if second else None,
        runner_up=RunnerUp(value=second, score=round(decision.runner_up_confidence, 2)) if second else None,
    )
