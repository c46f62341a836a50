"""Whom "both candidates" or "the two friends" are: a pair that spoke together, or the two people who fit."""

from __future__ import annotations

from collections.abc import Sequence

from extract.cast import CastActor, make_actor
from extract.decisions import Scene, SpeakerDecision, as_ref, as_speaker, decided, unknown
from extract.names import singular
from extract.role_speakers import same_role
from extract.sources import NounPhrase, is_plural
from schema.actor import Speaker, SpeakerBasis

_NEAR_TOKENS = 120


class PairReader:
    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.words = scene.words

    def resolve(self, phrase: NounPhrase) -> SpeakerDecision | None:
        """None unless the phrase speaks of two; nobody where the two can't be told."""
        words = self.words
        if not self._speaks_of_two(phrase):
            return None
        near = self._people_before(phrase.head)
        nouns = same_role(singular(words.lower[phrase.head]))
        fitting = [actor for actor in near if any(fact.noun in nouns for fact in actor.roles)]
        if len(fitting) == 2:
            return self._as_group(fitting)
        for spoken in reversed(self.scene.spoken[-3:]):
            if len(spoken.speaker.members) == 2 and not fitting:
                return decided(spoken.speaker.model_copy(update={"basis": "role"}), "pair_spoke_before", 0.75)
        if len(near) == 2:
            return self._as_group(near)
        return unknown("ambiguous", [actor.actor for actor in near[:3]], rule="pair_unknown")

    def _speaks_of_two(self, phrase: NounPhrase) -> bool:
        lower = [self.words.lower[i] for i in phrase.core]
        if lower in (["the", "two"], ["the", "pair"]):
            return True
        named = phrase.head > phrase.core[0] and is_plural(self.words, phrase.head)
        return named and (lower[0] == "both" or lower[:2] in (["the", "two"], ["the", "pair"]))

    def _people_before(self, token: int) -> list[CastActor]:
        """People named before, the nearest first."""
        words, cast = self.words, self.scene.cast
        window = (words.start[max(0, token - _NEAR_TOKENS)], words.start[token])
        found = [cast.actors[link.actor] for link in reversed(cast.links_in(window))]
        return list(dict.fromkeys(actor for actor in found if actor.kind == "person"))

    def _as_group(self, pair: list[CastActor]) -> SpeakerDecision:
        return decided(self.group(sorted(pair, key=lambda actor: actor.index), "role"), "pair_named_before", 0.6)

    def group(self, pair: Sequence[CastActor], basis: SpeakerBasis) -> Speaker:
        """People as one speaker, with its members."""
        local = any(actor.actor.article_id for actor in pair)
        name = " and ".join(actor.name for actor in pair)
        group = make_actor(name, "group", local_to=self.scene.local_id() if local else None)
        return as_speaker(group, basis, members=tuple(as_ref(actor.actor) for actor in pair))
