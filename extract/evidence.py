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
"""The least share of a day or channel that was not decided for."""


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
    decided = zip(attributions, speakers, cues, manner, said_on, strict=True)
    return [
        Grounds(
            speaker=_of_speaker(attribution, cast, speaker),
            act=_of_act(cue, how),
            said_on=_of_day(attribution, day) if day else None,
            channel=_of_channel(attribution, how.channel_decision),
        )
        for attribution, speaker, cue, how, day in decided
    ]


def _of_speaker(attribution: Attribution, cast: Cast, decision: SpeakerDecision) -> Ground:
    links, role = _links(cast, decision), _place_of_role(cast, decision)
    fuller = (link.by for link in links if link.rule in _LEADING)
    named_by = links[-1].rule if links else None
    score, next_score = links[-1].scores[:2] if links and links[-1].scores else (None, None)
    second = decision.runner_up if decision.speaker else None
    return Ground(
        decision.rule,
        _in_turn(attribution.source, (decision.source, role, decision.mention, *fuller)),
        link=named_by if named_by not in (*_PLAIN, decision.rule) else None,
        score=score if decision.threshold is None else round(decision.confidence, 2),
        runner_up=RunnerUp(value=second.name, actor=second.id, score=next_score) if second else None,
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


def _of_act(cue: Cue, manner: Manner) -> Ground:
    """With the deciding word, where the cue has several."""
    if cue.act != manner.act:
        return Ground("negated_cue")
    word = cue.head if len(cue.tokens) > 1 and cue.rule != "unlisted_cue" else None
    return Ground(cue.rule, ((word.idx, word.idx + len(word)),) if word is not None else ())


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
        _in_turn(attribution.cue, (decision.span,)),
        score=round(decision.confidence, 2) if second else None,
        runner_up=RunnerUp(value=second, score=round(decision.runner_up_confidence, 2)) if second else None,
    )
