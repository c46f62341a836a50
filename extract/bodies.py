"""Which body "the campaign", "the department" or "the paper" is: its owner's, or one named before."""

from __future__ import annotations

from collections.abc import Callable

from extract.cast import CastActor, make_actor
from extract.decisions import Scene, SpeakerDecision, as_speaker, decided, unknown
from extract.gazetteer import known
from extract.lexicon import load_table, load_words
from extract.sources import NounPhrase, is_definite
from schema.actor import Actor, ActorKind

OwnerOf = Callable[[NounPhrase], Actor | None]
"""Whose body a noun phrase names."""

_NEAR_TOKENS = 260
_OF_ANY = frozenset({"former", "new", "first", "late", "lead", "national", "independent", "news", "native"})
"""Words before a body that its name need not have, as it needs "foreign" or "health"."""
_PARTIES = (
    (frozenset({"democratic", "democrat"}), "Democratic Party"),
    (frozenset({"republican", "gop"}), "Republican Party"),
)


class BodyReader:
    def __init__(self, scene: Scene, owner: OwnerOf) -> None:
        self.scene = scene
        self.cast = scene.cast
        self.words = scene.words
        self.owner = owner

    def resolve(self, phrase: NounPhrase) -> SpeakerDecision | None:
        """A body; nobody where several may be meant; None where its own words have to name it."""
        noun = self.words.lower[phrase.head]
        owner = self.owner(phrase)
        if owner is not None and owner.kind == "person":
            actor = self._party_of(owner) if noun == "party" else body_of(owner, noun)
            if actor is None:
                return unknown("ambiguous", [owner], rule="party_unknown")
            return decided(as_speaker(actor, "name"), "owned_body", 0.85)
        if len(phrase.core) > 1 and not (owner is None and is_definite(self.words, phrase) and len(phrase.core) <= 3):
            return None
        known = self._known(phrase, noun)
        is_described = len(phrase.core) == 3 or noun in load_words("lone_bodies")
        return None if known.rule == "body_unknown" and is_described else known

    def _party_of(self, owner: Actor) -> Actor | None:
        """The party that the roles of somebody name."""
        facts = [fact for actor in self.cast.actors if actor.actor.id == owner.id for fact in actor.roles]
        roles = {word for fact in facts for word in fact.words}
        for words, name in _PARTIES:
            if words & roles and (party := known(name)):
                return make_actor(party.name, party.kind, wikidata=party.wikidata)
        return None

    def _known(self, phrase: NounPhrase, noun: str) -> SpeakerDecision:
        """The body that "the department" or "the paper" means: one so called before, by name or by sort."""
        token = phrase.head
        for spoken in reversed(self.scene.spoken):
            if spoken.noun == noun and spoken.speaker.kind in ("organization", "government"):
                speaker = spoken.speaker.model_copy(update={"basis": "role"})
                return decided(speaker, "body_spoke_before", 0.8, cast_index=spoken.cast_index)
        if owned := self._owned_before(noun, token) or self._presidents(noun):
            return decided(as_speaker(owned, "role", role=f"the {noun}"), "body_of_owner_before", 0.75)
        return self._by_sort(phrase, noun)

    def _by_sort(self, phrase: NounPhrase, noun: str) -> SpeakerDecision:
        token = phrase.head
        matters = {self.words.lower[i] for i in phrase.core} & load_words("role_modifiers") - _OF_ANY
        named = [
            actor
            for actor in self.cast.actors
            if actor.kind in ("organization", "government") and matters <= set(actor.name.lower().split())
        ]
        dated = [(self.scene.last_mention(actor, token), actor) for actor in named if _is_sort(actor, noun)]
        near = sorted(((span, actor) for span, actor in dated if span), key=lambda pair: (-pair[0][0], pair[1].index))
        if not near:
            return self._nearest(noun, token)
        (mention, best), rivals = near[0], [actor.actor for _, actor in near[1:4]]
        return decided(
            as_speaker(best.actor, "role", role=f"the {noun}"),
            "body_by_sort",
            0.65 if rivals else 0.8,
            cast_index=best.index,
            mention=mention,
            rivals=rivals,
            doubt="ambiguous" if rivals else "below_threshold",
        )

    def _nearest(self, noun: str, token: int) -> SpeakerDecision:
        """No body is of the sort by its name: the last one named may be."""
        bodies = self._bodies_before(token)
        if not bodies:
            return unknown("below_threshold", rule="body_unknown")
        best, *others = bodies
        return decided(
            as_speaker(best.actor, "role", role=f"the {noun}"),
            "body_unknown",
            0.4,
            cast_index=best.index,
            mention=self.scene.last_mention(best, token),
            rivals=[one.actor for one in others],
            doubt="ambiguous",
        )

    def _owned_before(self, noun: str, token: int) -> Actor | None:
        """The "Stone campaign" of before, when it is only "the campaign" now."""
        words = self.words
        for link in reversed(self.cast.links_in((0, words.start[token]))):
            behind = words.token_at(link.span[1])
            behind += words.lower[behind] in ("'s", "’s")
            if behind < token and words.lower[behind] == noun and self.cast.actors[link.actor].kind == "person":
                return body_of(self.cast.actors[link.actor].actor, noun)
        return None

    def _presidents(self, noun: str) -> Actor | None:
        """ "the administration" where one president in office is named."""
        if noun != "administration":
            return None
        heads = [
            actor
            for actor in self.cast.actors
            if actor.kind == "person" and any(fact.words == {"president"} for fact in actor.roles)
        ]
        return body_of(heads[0].actor, noun) if len(heads) == 1 else None

    def _bodies_before(self, token: int) -> list[CastActor]:
        words = self.words
        window = (words.start[max(0, token - _NEAR_TOKENS)], words.start[token])
        found = [self.cast.actors[link.actor] for link in self.cast.links_in(window)]
        return list(dict.fromkeys(actor for actor in reversed(found) if actor.kind == "organization"))[:3]


def possessive(name: str) -> str:
    return f"{name}'s"


def campaign_of(owner: Actor) -> Actor:
    return body_of(owner, "campaign")


def body_of(owner: Actor, noun: str) -> Actor:
    """ "his office" of somebody: named by its owner."""
    kind: ActorKind = "government" if noun == "administration" else "organization"
    noun = "campaign" if noun == "camp" else noun
    return make_actor(f"{possessive(owner.name)} {noun}", kind, local_to=owner.article_id)


def _is_sort(actor: CastActor, noun: str) -> bool:
    """ "the department" for the "Department of Health"; "the paper" for the "Harbour Times"."""
    lower = {word.strip(",.").lower() for form in (actor.name, *actor.actor.aliases) for word in form.split()}
    sorts = {row[0]: frozenset(row[1].split("|")) for row in load_table("body_sorts")}
    return bool(lower & (sorts.get(noun, frozenset()) | {noun}))
