"""What a decision about a speaker knows of its own sureness, as numbers for the model of `certainty`."""

from __future__ import annotations

import math
from collections.abc import Sequence

from extract.decisions import Scene, SpeakerDecision
from extract.passage import Attribution
from extract.sources import noun_kind, read_phrase

_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "any", "many", "several"})
_OWNING = frozenset({"his", "her", "their", "its"})
_USUAL = 3.5
"""Logit of most confidences, so that the feature tells how far one is from them."""
_RUNNING_ON = frozenset({"continuation", "twin", "first_person", "first_person_of_body"})


def describe(
    scene: Scene,
    attribution: Attribution,
    tokens: Sequence[int],
    decision: SpeakerDecision,
    before: SpeakerDecision | None,
) -> dict[str, float]:
    """`tokens` are those of the source, `before` the decision that this one runs on from."""
    features = {f"rule {decision.rule}": 1.0, f"rule {decision.rule}, score": decision.score}
    features["attribution"] = attribution.confidence - 0.9
    features["nested"] = float(attribution.parent is not None)
    features["rivals"] = math.log1p(len(decision.rivals))
    features["rivals, score"] = features["rivals"] * decision.score
    if before is not None and decision.rule in _RUNNING_ON:
        features["runs on"] = _logit(before.confidence) - _USUAL
    features.update(_of_actor(scene, decision))
    if tokens:
        features.update(_of_source(scene, attribution, tokens, decision))
    return {name: round(value, 4) for name, value in features.items() if value}


def _logit(probability: float) -> float:
    bounded = min(max(probability, 0.01), 0.99)
    return math.log(bounded / (1 - bounded))


def _of_actor(scene: Scene, decision: SpeakerDecision) -> dict[str, float]:
    speaker = decision.speaker
    assert speaker is not None
    features = {f"kind {speaker.kind}": 1.0}
    if speaker.kind == "person" and " " not in speaker.name:
        features["one name"] = 1.0
    if decision.cast_index is not None:
        actor = scene.cast.actors[decision.cast_index]
        features["unsure actor"] = float(not actor.is_sure)
        features["named often"] = math.log1p(len(actor.mentions)) - 1
    return features


def _of_source(
    scene: Scene, attribution: Attribution, tokens: Sequence[int], decision: SpeakerDecision
) -> dict[str, float]:
    words = scene.words
    features = {"unmarked source": float(not attribution.source), "pieces": float(len(attribution.source) > 1)}
    by_text = decision.rule.startswith("text_")
    if by_text:
        head = read_phrase(words, tokens).head
        features["text, long"] = max(0.0, math.log(len(tokens)) - 1)
        features["text, indefinite"] = float(words.lower[tokens[0]] in _INDEFINITE)
        features["text, the"] = float(words.lower[tokens[0]] == "the")
        features["text, owned"] = float(words.lower[tokens[0]] in _OWNING)
        features["text, singular thing"] = float(not noun_kind(words, head) and not words.lower[head].endswith("s"))
        features["text, singular person"] = float(noun_kind(words, head) == "person")
    features["in headline"] = float(words.titled[tokens[0]])
    span = words.chars(tokens[0], tokens[-1] + 1)
    features["several names"] = float(len(scene.cast.links_in(span)) > 1)
    if decision.mention is not None and decision.mention[1] <= span[0]:
        at = words.token_at(decision.mention[0])
        features["far"] = math.log1p(words.sent[tokens[0]] - words.sent[at])
        features["other paragraph"] = float(words.paragraph[tokens[0]] != words.paragraph[at])
    cue = [i for piece in attribution.cue for i in words.tokens_in(piece)]
    subjects = [i for i in tokens if words.dep[i] == "nsubj"]
    features["subject of cue"] = float(any(words.head[i] in cue for i in subjects))
    features["passive"] = float(any(words.dep[i] in ("nsubjpass", "auxpass") for i in (*tokens, *cue)))
    return features
