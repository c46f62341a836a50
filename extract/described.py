"""Speakers that the text describes instead of naming: "the minister", "the campaign", "the poll", "an official"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from extract.cast import Cast, CastActor, Link, make_actor
from extract.gazetteer import known
from extract.lexicon import load_table, load_words
from extract.names import Gender, role_nouns, singular
from extract.passage import Passage
from extract.roles import RoleFact
from extract.sources import (
    NounPhrase,
    is_definite,
    is_plural,
    is_spokesperson,
    noun_kind,
    owner_of,
    phrase_text,
    read_phrase,
    represented_tokens,
)
from extract.words import PROPN
from schema.actor import Actor, ActorKind, ActorRef, Speaker, SpeakerBasis, SpeakerUnknown

OwnerReader = Callable[[int], Actor | None]
"""From the token of "his", "their" to whom it stands for."""

_NEAR_TOKENS = 260


@dataclass(frozen=True)
class SpeakerDecision:
    """Who said it; or why nobody is named, with those between whom the text does not decide."""

    speaker: Speaker | None
    unknown_because: SpeakerUnknown | None = None
    candidates: tuple[ActorRef, ...] = ()
    confidence: float = 0.0
    cast_index: int | None = None


@dataclass(frozen=True)
class Spoken:
    """A speaker met before: where, and with what noun the text called them."""

    token: int
    speaker: Speaker
    cast_index: int | None
    plural: bool = False
    noun: str = ""


def as_ref(actor: Actor) -> ActorRef:
    return ActorRef(id=actor.id, name=actor.name, kind=actor.kind)


def as_speaker(
    actor: Actor,
    basis: SpeakerBasis,
    *,
    role: str | None = None,
    speaks_for: ActorRef | None = None,
    members: tuple[ActorRef, ...] = (),
) -> Speaker:
    shared = {name: getattr(actor, name) for name in Actor.model_fields}
    return Speaker(**shared, basis=basis, role=role, speaks_for=speaks_for, members=members)


def unknown(because: SpeakerUnknown, candidates: Iterable[Actor] = ()) -> SpeakerDecision:
    return SpeakerDecision(None, because, tuple(as_ref(actor) for actor in candidates))


@dataclass
class Describer:
    """Resolves noun phrases without a name at their head, by the cast and by who spoke before."""

    passage: Passage
    cast: Cast
    spoken: list[Spoken]
    own: OwnerReader
    documents: dict[str, Actor] = field(default_factory=dict)

    def resolve(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.cast.words
        kind = noun_kind(words, phrase.head)
        if uttered := self._utterer(phrase):
            return uttered
        if kind == "document":
            return self._document(phrase)
        if is_spokesperson(words, phrase.core):
            return self._spokesperson(phrase)
        if kind == "body" and not is_plural(words, phrase.head):
            return self._body(phrase)
        if self._is_one_person(phrase, kind):
            return self._role(phrase)
        return self._unnamed(phrase)

    def _utterer(self, phrase: NounPhrase) -> SpeakerDecision | None:
        """ "his response", "Stone’s demand": who uttered it."""
        noun = self.cast.words.lower[phrase.head]
        if noun not in load_words("utterance_nouns") and singular(noun) not in load_words("utterance_nouns"):
            return None
        owner = self.owner(phrase)
        return SpeakerDecision(as_speaker(owner, "name"), None, (), 0.65) if owner else None

    def _is_one_person(self, phrase: NounPhrase, kind: str) -> bool:
        """ "the minister", "the bespectacled diplomat", "Trump’s running mate"."""
        words = self.cast.words
        if is_plural(words, phrase.head) or words.lower[phrase.core[0]] in _INDEFINITE or self._is_title_case(phrase):
            return False
        return kind == "person" or (kind == "" and words.lower[phrase.head] == "mate")

    def _is_title_case(self, phrase: NounPhrase) -> bool:
        """ "The Hill Valley Union Leader": a name that the cast has missed."""
        words = [self.cast.words.text[i] for i in phrase.core if self.cast.words.lower[i] not in ("the", "of")]
        return len(words) > 2 and all(word[0].isupper() for word in words) and not self.cast.words.titled[phrase.head]

    # "the minister"

    def _role(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.cast.words
        noun = singular(words.lower[phrase.head])
        nouns = _same_role(noun)
        said = {singular(words.lower[i]) for i in phrase.core} - _EMPTY
        ranked = sorted(
            ((self._role_fit(actor, nouns, said, phrase.head), actor) for actor in self._people(noun)),
            key=lambda pair: (-pair[0], pair[1].index),
        )
        ranked = [(fit, actor) for fit, actor in ranked if fit > 0]
        if not ranked:
            return self._unmatched_role(phrase)
        so_called = [actor for _, actor in ranked if any(fact.noun == noun for fact in actor.roles)]
        if len(so_called) == 1 and self._is_introduced_next(so_called[0], noun, phrase):
            text = phrase_text(self.passage.text, words, phrase.core)
            actor = so_called[0]
            return SpeakerDecision(as_speaker(actor.actor, "role", role=text), None, (), 0.6, actor.index)
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < 0.5:
            return unknown("ambiguous", [actor.actor for _, actor in ranked[:3]])
        fit, actor = ranked[0]
        text = phrase_text(self.passage.text, words, phrase.core)
        confidence = 0.85 if fit >= 3 else 0.7 if fit >= 2 else 0.45
        return SpeakerDecision(as_speaker(actor.actor, "role", role=text), None, (), confidence, actor.index)

    def _people(self, noun: str) -> Iterable[CastActor]:
        gender: Gender | None = role_nouns().get(noun)
        for actor in self.cast.actors:
            if actor.kind == "person" and (gender is None or actor.gender in (None, gender)):
                yield actor

    def _role_fit(self, actor: CastActor, nouns: frozenset[str], said: set[str], token: int) -> float:
        """0 unless a role of theirs has the noun; more for shared words, for standing near and for speaking last."""
        facts = [fact for fact in actor.roles if fact.noun in nouns]
        if not facts or _other_party(said, facts):
            return 0.0
        shared = max(len(said & fact.words) for fact in facts)
        missing = min(len(said - fact.words - nouns) for fact in facts)
        fit = 1.0 + min(shared, 3) * 0.5 - 0.5 * min(missing, 2) + self._nearness(actor, token)
        return max(fit, 0.1)

    def _nearness(self, actor: CastActor, token: int) -> float:
        words = self.cast.words
        before = [words.token_at(start) for start, _ in actor.mentions if words.token_at(start) < token]
        fit = 0.0
        if before:
            distance = words.paragraph[token] - words.paragraph[before[-1]]
            fit += 1.0 if distance <= 3 else 0.5 if distance <= 8 else 0.0
        for spoken in self.spoken[-2:]:
            if spoken.cast_index == actor.index:
                fit += 0.8
        return fit

    def _is_introduced_next(self, actor: CastActor, noun: str, phrase: NounPhrase) -> bool:
        """ "The captain of the ferry" of an opening, whom the next lines name: "Captain Ann Stone"."""
        words = self.cast.words
        if words.lower[phrase.core[0]] != "the" or words.titled[phrase.head]:
            return False
        people = [link for link in self.cast.links_in((0, words.start[phrase.head])) if self._is_person(link)]
        first = words.token_at(actor.mentions[0][0])
        titled = [fact.span for fact in actor.roles if fact.noun == noun and fact.span]
        next_to = any(0 <= actor.mentions[0][0] - end <= 2 for _, end in titled)
        return not people and next_to and 0 < words.paragraph[first] - words.paragraph[phrase.head] <= 3

    def _is_person(self, link: Link) -> bool:
        """Surely a person, and not of the byline."""
        actor = self.cast.actors[link.actor]
        wrote = any(actor.name in author for author in self.passage.article.authors)
        return actor.kind == "person" and actor.is_sure and not wrote

    def _unmatched_role(self, phrase: NounPhrase) -> SpeakerDecision:
        """No one is called so: for "the star journalist", whoever spoke last or was named last may be meant."""
        words = self.cast.words
        noun = singular(words.lower[phrase.head])
        if words.lower[phrase.core[0]] not in ("the", "this") or noun in _FREE_NOUNS:
            return self._unnamed(phrase)
        near = [
            self.cast.actors[link.actor]
            for link in self.cast.links_in((max(0, words.start[phrase.head] - 900), words.start[phrase.head]))
        ]
        people = list(dict.fromkeys(actor for actor in near if actor.kind == "person"))
        if len(people) == 1 and self.spoken and self.spoken[-1].cast_index == people[0].index:
            text = phrase_text(self.passage.text, words, phrase.core)
            return SpeakerDecision(as_speaker(people[0].actor, "role", role=text), None, (), 0.6, people[0].index)
        return unknown("ambiguous", dict.fromkeys(actor.actor for actor in reversed(people[-3:])))

    # "a spokesman for the ministry"

    def _spokesperson(self, phrase: NounPhrase) -> SpeakerDecision:
        text = phrase_text(self.passage.text, self.cast.words, phrase.core)
        actor = make_actor(text, "unnamed", local_to=self.passage.article.id)
        owner = self.represented(phrase)
        speaks_for = as_ref(owner) if owner else None
        return SpeakerDecision(as_speaker(actor, "unnamed", role=text, speaks_for=speaks_for), None, (), 0.8)

    def represented(self, phrase: NounPhrase) -> Actor | None:
        """For whom a spokesman speaks: somebody named, else a body that the text describes."""
        if owner := self.owner(phrase):
            return owner
        tokens = represented_tokens(self.cast.words, phrase)
        body = read_phrase(self.cast.words, tokens) if tokens else None
        if body is None or noun_kind(self.cast.words, body.head) != "body":
            return None
        return self._body(body).speaker

    def owner(self, phrase: NounPhrase) -> Actor | None:
        """Whose spokesman, campaign or report it is."""
        found = owner_of(self.cast, phrase)
        if found is None:
            return None
        _, owner = found
        if isinstance(owner, int):
            return self.own(owner)
        actor = self.cast.actors[owner.actor].actor
        return self._body_of(phrase, owner, actor) or actor

    def _body_of(self, phrase: NounPhrase, owner: Link, actor: Actor) -> Actor | None:
        """ "a Stone campaign spokesman" speaks for the campaign."""
        words = self.cast.words
        behind = words.token_at(owner.span[1])
        for i in (behind, behind + 1):
            if i in phrase.core and i != phrase.head and words.lower[i] in ("campaign", "camp"):
                return campaign_of(actor)
        return None

    # "the campaign"

    def _body(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.cast.words
        noun = words.lower[phrase.head]
        owner = self.owner(phrase)
        if owner is not None and owner.kind == "person":
            actor = self._party_of(owner) if noun == "party" else body_of(owner, noun)
            if actor is None:
                return unknown("ambiguous", [owner])
            return SpeakerDecision(as_speaker(actor, "name"), None, (), 0.85)
        if len(phrase.core) == 1 or (owner is None and is_definite(words, phrase) and len(phrase.core) <= 3):
            return self._known_body(phrase, noun)
        return self._named_by_text(phrase, "organization", "name", 0.75)

    def _party_of(self, owner: Actor) -> Actor | None:
        """The party that the roles of somebody name."""
        facts = [fact for actor in self.cast.actors if actor.actor.id == owner.id for fact in actor.roles]
        roles = {word for fact in facts for word in fact.words}
        for words, name in _PARTIES:
            if words & roles and (party := known(name)):
                return make_actor(party.name, party.kind, wikidata=party.wikidata)
        return None

    def _known_body(self, phrase: NounPhrase, noun: str) -> SpeakerDecision:
        """The body that "the department" or "the paper" means: one so called before, by name or by sort."""
        token = phrase.head
        for spoken in reversed(self.spoken):
            if spoken.noun == noun and spoken.speaker.kind in ("organization", "government"):
                return SpeakerDecision(
                    spoken.speaker.model_copy(update={"basis": "role"}), None, (), 0.8, spoken.cast_index
                )
        if owned := self._owned_before(noun, token):
            return SpeakerDecision(as_speaker(owned, "role", role=f"the {noun}"), None, (), 0.75)
        named = [actor for actor in self.cast.actors if actor.kind in ("organization", "government")]
        fitting = [actor for actor in named if _is_sort(actor, noun)]
        near = [actor for actor in fitting if self._last_named(actor, token) is not None]
        if near:
            best = max(near, key=lambda actor: (self._last_named(actor, token) or 0, -actor.index))
            confidence = 0.8 if len(near) == 1 else 0.65
            return SpeakerDecision(as_speaker(best.actor, "role", role=f"the {noun}"), None, (), confidence, best.index)
        bodies = self._bodies_before(token)
        return unknown("ambiguous" if bodies else "below_threshold", [actor.actor for actor in bodies])

    def _owned_before(self, noun: str, token: int) -> Actor | None:
        """The "Stone campaign" of before, when it is only "the campaign" now."""
        words = self.cast.words
        for link in reversed(self.cast.links_in((0, words.start[token]))):
            behind = words.token_at(link.span[1])
            behind += words.lower[behind] in ("'s", "’s")
            if behind < token and words.lower[behind] == noun and self.cast.actors[link.actor].kind == "person":
                return body_of(self.cast.actors[link.actor].actor, noun)
        return None

    def _last_named(self, actor: CastActor, token: int) -> int | None:
        words = self.cast.words
        limit = words.start[token]
        before = [start for start, _ in actor.mentions if start < limit]
        return before[-1] if before else None

    def _bodies_before(self, token: int) -> list[CastActor]:
        words = self.cast.words
        window = (words.start[max(0, token - _NEAR_TOKENS)], words.start[token])
        found = [self.cast.actors[link.actor] for link in self.cast.links_in(window)]
        return list(dict.fromkeys(actor for actor in reversed(found) if actor.kind == "organization"))[:3]

    # "the poll"

    def _document(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.cast.words
        noun = singular(words.lower[phrase.head])
        owner = self.owner(phrase)
        if noun in ("statement", "release", "office") and owner is not None:
            return SpeakerDecision(as_speaker(owner, "document"), None, (), 0.6)
        bare = is_definite(words, phrase) and len(phrase.core) <= 2
        if bare and noun in self.documents:
            return SpeakerDecision(as_speaker(self.documents[noun], "document"), None, (), 0.75)
        decision = self._named_by_text(phrase, "document", "document", 0.75)
        if decision.speaker is not None:
            self.documents[noun] = decision.speaker
        return decision

    # "a senior official"

    def _unnamed(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.cast.words
        first, head = words.lower[phrase.core[0]], words.lower[phrase.head]
        if head in load_words("impersonal_heads") or first in ("nobody", "nothing"):
            return unknown("impersonal")
        group = is_plural(words, phrase.head) and words.text[phrase.head][0].isupper()
        return self._named_by_text(phrase, "group" if group else "unnamed", "unnamed", 0.8)

    def _named_by_text(
        self, phrase: NounPhrase, kind: ActorKind, basis: SpeakerBasis, confidence: float
    ) -> SpeakerDecision:
        text = self._text_with_owner(phrase) if kind in ("organization", "document") else self._text(phrase)
        if not text:
            return unknown("no_source")
        if kind == "unnamed" and self._is_title_case(phrase):
            kind, basis = "organization", "name"
        elif kind == "unnamed" and self._is_missed_name(phrase):
            kind, basis = "person", "name"
        is_name = kind == "group" or (kind in ("organization", "person") and _has_capital(text) and " " in text)
        local = None if is_name else self.passage.article.id
        return SpeakerDecision(as_speaker(make_actor(text, kind, local_to=local), basis), None, (), confidence)

    def _is_missed_name(self, phrase: NounPhrase) -> bool:
        """A proper noun that is no word for what people are: not the "Engineer" of a headline."""
        words = self.cast.words
        proper = words.pos[phrase.head] == PROPN and words.lower[phrase.core[0]] not in _INDEFINITE
        return proper and not noun_kind(words, phrase.head)

    def _text(self, phrase: NounPhrase) -> str:
        """The core of the phrase; "those who …" is nothing without its clause."""
        words = self.cast.words
        whole = words.lower[phrase.head] in ("those", "one", "anyone", "everyone")
        return phrase_text(self.passage.text, words, phrase.tokens if whole else phrase.core)

    def _text_with_owner(self, phrase: NounPhrase) -> str:
        """ "his plan" → "Ann Stone’s plan"; the rest as it stands."""
        words, core = self.cast.words, phrase.core
        if words.lower[core[0]] in ("his", "her", "their", "its") and len(core) > 1:
            owner = self.own(core[0])
            if owner is not None:
                return f"{possessive(owner.name)} {phrase_text(self.passage.text, words, core[1:])}"
        return self._text(phrase)


def _has_capital(text: str) -> bool:
    return any(word[0].isupper() for word in text.split()[1:])


def possessive(name: str) -> str:
    return f"{name}'s"


def campaign_of(owner: Actor) -> Actor:
    return body_of(owner, "campaign")


def body_of(owner: Actor, noun: str) -> Actor:
    """ "his office" of somebody: named by its owner."""
    kind: ActorKind = "government" if noun == "administration" else "organization"
    noun = "campaign" if noun == "camp" else noun
    return make_actor(f"{possessive(owner.name)} {noun}", kind, local_to=owner.article_id)


_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "no", "any", "each", "every"})
_FREE_NOUNS = frozenset("official source person aide adviser advisor voter man woman lawyer".split())
"""Nouns that "the" leaves without a name: "the official" of whom the text tells no more."""
_PARTIES = (
    (frozenset({"democratic", "democrat"}), "Democratic Party"),
    (frozenset({"republican", "gop"}), "Republican Party"),
)
_EMPTY = frozenset({"the", "a", "an", "of", "for", "in", "and", "this", "that", "former", "'s", "’s"})


def _same_role(noun: str) -> frozenset[str]:
    """Nouns that may call one person: "senator", "lawmaker"."""
    found = {noun}
    for row in load_table("role_synonyms"):
        if row[0] == noun:
            found.update(row)
        elif noun in row:
            found.add(row[0])
    return frozenset(found)


def _other_party(said: set[str], facts: Iterable[RoleFact]) -> bool:
    """ "the Republican nominee" is none whose roles are of another party."""
    words = {word for fact in facts for word in fact.words}
    return any(said & mine and words & others and not words & mine for mine, others in _RIVAL_PARTIES)


_RIVAL_PARTIES = ((_PARTIES[0][0], _PARTIES[1][0]), (_PARTIES[1][0], _PARTIES[0][0]))


def _is_sort(actor: CastActor, noun: str) -> bool:
    """ "the department" for the "Department of Health"; "the paper" for the "Harbour Times"."""
    lower = {word.strip(",.").lower() for form in (actor.name, *actor.actor.aliases) for word in form.split()}
    sorts = {row[0]: frozenset(row[1].split("|")) for row in load_table("body_sorts")}
    return bool(lower & (sorts.get(noun, frozenset()) | {noun}))
