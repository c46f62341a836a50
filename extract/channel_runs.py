"""On what channel each attribution was said: what its own clause states, else what the statements and occasions around
make likely, by learned weights (lexicon/en/channel_weights).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from extract.channel_evidence import Candidate, ChannelEvidence, Features, Whose
from extract.cues import Cue
from extract.decisions import SpeakerDecision
from extract.lexicon import load_table
from extract.passage import Attribution, Passage, Range
from extract.turn_occasions import find_introduced
from schema.statement import Channel

_LIKELY = 0.5
"""The least share of all candidates; below it the text leaves the channel open."""
_STATED = 0.95
_SPOKEN = frozenset({"speech", "debate", "interview", "press conference", "testimony", "conversation"})
_RULES: dict[Whose, str] = {"told": "named around", "hinted": "hinted at"}


@dataclass(frozen=True)
class ChannelDecision:
    """`rule` tells by which words, `span` where they stand; the runner-up is the next likely channel, if any."""

    channel: Channel | None
    confidence: float
    rule: str = "none told"
    span: Range | None = None
    runner_up: Channel | None = None
    runner_up_confidence: float = 0.0


def resolve_channels(
    passage: Passage, attributions: Sequence[Attribution], cues: Sequence[Cue], speakers: Sequence[SpeakerDecision]
) -> list[ChannelDecision]:
    """One for each attribution, in the same order."""
    evidence = ChannelEvidence(passage, attributions, cues, speakers)
    decisions = [_decide(evidence, number) for number in range(len(attributions))]
    for turn, before in find_introduced(passage, attributions).items():
        told = next((decisions[number] for number in before if decisions[number].channel in _SPOKEN), None)
        if told and not evidence.stated[turn]:
            decisions[turn] = replace(told, rule="turn of a transcript", runner_up=None, runner_up_confidence=0.0)
    return decisions


@cache
def load_weights() -> dict[str, float]:
    return {name: float(weight) for name, weight in load_table("channel_weights")}


def _decide(evidence: ChannelEvidence, number: int) -> ChannelDecision:
    if stated := evidence.stated[number]:
        span = stated.token.idx, stated.token.idx + len(stated.token)
        return ChannelDecision(stated.channel, _STATED, stated.rule, span)
    candidates = list(evidence.candidates(number))
    if not candidates:
        return ChannelDecision(None, 1.0)
    nothing, shares = _shares(evidence.nothing(number), candidates)
    by_channel: dict[Channel, float] = {}
    for (candidate, _), share in zip(candidates, shares, strict=True):
        by_channel[candidate.channel] = by_channel.get(candidate.channel, 0.0) + share
    best, *others = sorted(by_channel, key=lambda channel: (-by_channel[channel], channel))
    if by_channel[best] < _LIKELY:
        return ChannelDecision(None, nothing, runner_up=best, runner_up_confidence=by_channel[best])
    decisive = max(zip(candidates, shares, strict=True), key=lambda pair: (pair[0][0].channel == best, pair[1]))[0][0]
    second = others[0] if others else None
    rule = _RULES.get(decisive.whose, f"stated by the {decisive.whose}")
    return ChannelDecision(
        best, by_channel[best], rule, decisive.span, second, by_channel[second] if second is not None else 0.0
    )


def _shares(nothing: Features, candidates: Sequence[tuple[Candidate, Features]]) -> tuple[float, list[float]]:
    """The share of no channel, and of each candidate, in the exponentials of all scores."""
    weights = load_weights()
    scores = [_score(nothing, weights), *(_score(features, weights) for _, features in candidates)]
    top = max(scores)
    powers = [math.exp(score - top) for score in scores]
    total = sum(powers)
    return powers[0] / total, [power / total for power in powers[1:]]


def _score(features: Features, weights: Mapping[str, float]) -> float:
    return sum(weights.get(name, 0.0) * value for name, value in features.items())
