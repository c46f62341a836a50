"""How something was said: act, stance, the cue's polarity, the channel, and how the content's main clause holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.channel_runs import ChannelDecision
from extract.cues import Cue, content_tokens
from extract.modality import clause_modality, clause_polarity, conveyed_verb
from extract.passage import Attribution, Passage
from extract.stance import cue_polarity, follows_parent, read_stance
from schema.statement import Act, Channel, Modality, Polarity, Stance

_WISHES = frozenset({"hope", "wish", "pray"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl"})


@dataclass(frozen=True)
class Manner:
    """`polarity` and `modality` are those of the content's main clause, whatever the cue makes of it."""

    act: Act
    stance: Stance
    cue_polarity: Polarity
    channel: Channel | None
    polarity: Polarity
    modality: Modality
    channel_decision: ChannelDecision


def read_manner(
    passage: Passage, attributions: Sequence[Attribution], cues: Sequence[Cue], channels: Sequence[ChannelDecision]
) -> list[Manner]:
    """One manner for each attribution, in the same order. A nested one may only share in the stance around it."""
    found: list[Manner] = []
    for attribution, cue, channel in zip(attributions, cues, channels, strict=True):
        manner = _manner(passage, attribution, cue, channel)
        parent = attribution.parent
        if parent is not None and found[parent].stance != "asserts" and follows_parent(cue, cues[parent]):
            manner = replace(manner, stance=found[parent].stance)
        found.append(manner)
    return found


def _manner(passage: Passage, attribution: Attribution, cue: Cue, channel: ChannelDecision) -> Manner:
    stance, polarity = read_stance(passage, attribution, cue), cue_polarity(cue)
    content = _read_content(passage, attribution)
    act = "other" if polarity == "negative" and cue.act == "say" else cue.act
    return Manner(act, stance, polarity, channel.channel, content[0], _in_view_of(stance, content[1]), channel)


def _in_view_of(stance: Stance, modality: Modality) -> Modality:
    """What is asked is a question and what is wanted a wish, where the words alone do not say more."""
    if modality != "asserted":
        return modality
    return "question" if stance == "asks" else "wished" if stance == "wants" else "asserted"


def _read_content(passage: Passage, attribution: Attribution) -> tuple[Polarity, Modality]:
    tokens = content_tokens(passage, attribution)
    verb = main_verb(tokens)
    if verb is None:
        return "positive", "asserted"
    hull = attribution.content[0][0], attribution.content[-1][1]
    if verb.lemma_ in _WISHES and any(
        child.dep_ in _SUBJECTS and child.lower_ in ("i", "we") for child in verb.children
    ):
        return clause_polarity(verb, within=hull), "wished"
    told = conveyed_verb(verb)
    modality = clause_modality(told)
    if modality == "question" and not any(_marks_question(token) for token in tokens):
        modality = "asserted"  # the sentence around asks, not the content
    return clause_polarity(told, within=hull), modality


def _marks_question(token: Token) -> bool:
    return token.text[0] == "?" or token.dep_ == "mark" or token.tag_ in ("WRB", "WP")


def main_verb(content: Sequence[Token]) -> Token | None:
    """The verb of the content's first clause that hangs on no other of its words; None for a mere phrase."""
    inside = {token.i for token in content}
    for token in content:
        if token.pos_ not in ("VERB", "AUX") or token.dep_ in ("aux", "auxpass", "amod", "compound"):
            continue
        if token.head.i not in inside or token.head.i == token.i:
            return token
    return None
