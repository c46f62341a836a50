"""Speakers that the source names: the actor of the name, with the role beside it and the body it speaks for."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import Literal

from extract.bodies import body_of
from extract.cast import CastActor, Link, make_actor
from extract.decisions import Scene, SpeakerDecision, as_ref, as_speaker, decided, unknown
from extract.described import Describer
from extract.gazetteer import government_of, seat_of
from extract.sources import NounPhrase, adjoining, is_spokesperson, noun_kind, phrase_text, read_phrase
from schema.actor import ActorRef

NameBasis = Literal["name", "surname", "apposition", "metonym"]

LEAST_LINK = 0.5
"""Below this confidence of the cast a name may be one of several people's."""
_HOLDER = re.compile(r"([A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){1,3}) \((@\w{1,30})\)")
_TIE = 0.5
"""Two people who are nearer to each other than this in score are not told apart."""


class NameReader:
    def __init__(self, scene: Scene, describer: Describer) -> None:
        self.scene = scene
        self.words = scene.words
        self.describer = describer

    def resolve(self, phrase: NounPhrase, link: Link, basis: NameBasis | None = None) -> SpeakerDecision:
        link = self._by_turn(link)
        actor = self.scene.cast.actors[link.actor]
        if actor.kind in ("country", "place"):
            return self._government(actor, link)
        form = self.scene.passage.text[link.span[0] : link.span[1]]
        short = actor.kind == "person" and " " not in form and " " in actor.name
        told: NameBasis = basis or ("metonym" if actor.kind == "government" else "surname" if short else "name")
        rivals = [self.scene.cast.actors[rival].actor for rival in link.rivals]
        if len(link.scores) > 1 and link.scores[0] - link.scores[1] < _TIE:
            return unknown("ambiguous", [actor.actor, *rivals], rule="surname_of_several")
        unclear = link.confidence < LEAST_LINK
        role = self._role_text(phrase, link)
        return decided(
            as_speaker(actor.actor, told, role=role, speaks_for=self._speaks_for(phrase, link, actor)),
            "surname_of_several" if unclear else told,
            0.97 * link.confidence,
            cast_index=actor.index,
            mention=link.span,
            rivals=rivals,
            runner_up_score=link.scores[1] if len(link.scores) > 1 else None,
            doubt="ambiguous" if rivals else "below_threshold",
        )

    def _by_turn(self, link: Link) -> Link:
        """Of several people of one surname the one who spoke last is likelier to speak on."""
        if len(link.scores) < 2:
            return link
        token, words = self.words.token_at(link.span[0]), self.words
        people = (link.actor, *link.rivals)
        last = next((one for one in reversed(self.scene.spoken) if one.cast_index in people), None)
        if last is None:
            return link
        distance = words.paragraph[token] - words.paragraph[last.token]
        bonus = 2.0 if distance <= 2 else 1.0 if distance <= 5 else 0.0
        scored = [
            (score + bonus * (actor == last.cast_index), actor)
            for score, actor in zip(link.scores, people, strict=True)
        ]
        scored.sort(key=lambda pair: -pair[0])
        margin = scored[0][0] - scored[1][0]
        return replace(
            link,
            actor=scored[0][1],
            rivals=tuple(actor for _, actor in scored[1:]),
            scores=tuple(score for score, _ in scored),
            confidence=0.9 if margin >= 2 else 0.75 if margin >= 1 else 0.45,
        )

    def _role_text(self, phrase: NounPhrase, link: Link) -> str | None:
        """The words of the source before or behind the name that tell who it is."""
        before = self._before_name(phrase, link)
        if before and any(noun_kind(self.words, i) == "person" or self.words.text[i][0].isupper() for i in before):
            return self._role_of(before)
        for piece in phrase.rest:
            piece = adjoining(self.words, piece, name_behind=False)
            if piece and noun_kind(self.words, read_phrase(self.words, piece).head) == "person":
                return self._role_of(piece)
        return None

    def _before_name(self, phrase: NounPhrase, link: Link) -> tuple[int, ...]:
        before = tuple(i for i in phrase.core if self.words.end[i] <= link.span[0])
        return adjoining(self.words, before, name_behind=True)

    def _role_of(self, tokens: tuple[int, ...]) -> str | None:
        """Without "a": "spokeswoman for the union"."""
        tokens = tokens[self.words.lower[tokens[0]] in ("a", "an") :]
        return phrase_text(self.scene.passage.text, self.words, tokens) or None if tokens else None

    def _speaks_for(self, phrase: NounPhrase, link: Link, actor: CastActor) -> ActorRef | None:
        """ "Ann Stone, a spokeswoman for the Harbour Fund" → the fund."""
        if actor.kind != "person":
            return None
        pieces = [self._before_name(phrase, link), *phrase.rest]
        for piece in pieces:
            if piece and is_spokesperson(self.words, piece):
                owner = self.describer.represented(read_phrase(self.words, piece))
                return as_ref(owner) if owner and owner.id != actor.actor.id else None
        return None

    def _government(self, actor: CastActor, link: Link) -> SpeakerDecision:
        """A country that speaks is its government, and so is a capital."""
        form = self.scene.passage.text[link.span[0] : link.span[1]]
        seat = seat_of(form)
        if actor.kind == "country":
            name = government_of(actor.name).name
        elif seat is not None:
            name = seat.name
        else:
            name = actor.name
        government = make_actor(name, "government", aliases=(form,) if form != name else ())
        return decided(as_speaker(government, "metonym"), "government", 0.8, cast_index=actor.index, mention=link.span)

    def campaign(self, phrase: NounPhrase) -> SpeakerDecision | None:
        """ "the Stone campaign", "Stone’s camp"."""
        noun = self.words.lower[phrase.head]
        if noun not in ("campaign", "camp", "team"):
            return None
        owner = self.describer.owner(phrase)
        if owner is None or owner.kind != "person":
            return None
        return decided(as_speaker(body_of(owner, noun), "name"), "campaign", 0.9)

    def issuer(self, phrase: NounPhrase) -> NounPhrase | None:
        """ "a statement from Stone’s office": the office."""
        words, behind = self.words, phrase.head + 1
        if words.lower[phrase.head] not in ("statement", "release", "statements") or behind not in phrase.core:
            return None
        rest = [i for i in phrase.core if i > behind]
        return read_phrase(words, rest) if rest and words.lower[behind] in ("from", "by", "of") else None

    def handle(self, phrase: NounPhrase) -> SpeakerDecision:
        """The name that the text gives beside it: "Ada Brandt (@adabrandt)"."""
        account = self.words.text[phrase.core[0]]
        name = self._holders.get(account, account)
        return decided(as_speaker(make_actor(name, "person"), "name"), "handle", 0.7)

    @cached_property
    def _holders(self) -> dict[str, str]:
        """Names by the accounts that stand behind them."""
        return {holder[2]: holder[1] for holder in _HOLDER.finditer(self.scene.passage.text)}
