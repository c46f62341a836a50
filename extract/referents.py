"""Actors that a content speaks of without their names: by pronoun, by what they are, by whose they are, as a party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache

from extract.bodies import BodyReader, body_of
from extract.cast import Cast, CastActor, make_actor
from extract.decisions import Scene, SpeakerDecision, Spoken
from extract.lexicon import load_table, load_words
from extract.names import role_nouns, singular
from extract.passage import Attribution, Passage, Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from extract.role_speakers import RoleReader, same_role
from extract.sources import NounPhrase, is_plural, noun_kind, owner_of, read_phrase
from extract.subjects import Subjects
from extract.words import Words
from schema.actor import Actor, ActorRef, Speaker

_DEFINITE = frozenset({"the", "this", "that", "both"})
_PAIRS = frozenset({"two", "pair"})
_OWNERS = frozenset({"my", "our", "his", "her"})
_OWNED = frozenset({"campaign", "camp", "administration"})
_BETWEEN = frozenset({"'s", "’s", "'", "’", "own", "presidential", "political"})
_OWN = frozenset({"his", "her"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_FAR = 6
"""Sentences back to what "the state" or "the two" stands for."""
_SURE_PRONOUN = 0.6
_SURE_DESCRIPTION = 0.65


@dataclass(frozen=True)
class Referent:
    """An actor that the characters stand for, and the token that heads them; `rule` decided, this sure."""

    actor: Actor
    span: Range
    token: int
    rule: str
    score: float
    is_owner: bool = False
    """The words own something: "Stone's"."""


@dataclass
class ReferentReader:
    """Reads the contents of one article in order of the text: who spoke before tells who "he" is."""

    passage: Passage
    cast: Cast
    attributions: Sequence[Attribution]
    speakers: Sequence[SpeakerDecision]
    pronouns: PronounResolver
    _scene: Scene = field(init=False)
    _unnoted: list[int] = field(default_factory=list)
    _read_before: dict[int, tuple[Referent, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = self.cast.words
        self._scene = Scene(self.passage, self.cast, self.pronouns, Subjects(self.passage, self.words))
        self.roles = RoleReader(self._scene)
        self.bodies = BodyReader(self._scene, self._owner)

    def read_all(self) -> list[list[Referent]]:
        """Those of each attribution, in the order given."""
        found: dict[int, list[Referent]] = {}
        for number in sorted(range(len(self.attributions)), key=lambda i: (self.attributions[i].start, i)):
            self._unnoted.append(number)
            found[number] = list(self._read(number))
        return [found[number] for number in range(len(self.attributions))]

    def read_text(self) -> Iterator[Referent]:
        """Those of the whole text, said or not."""
        for token, text in enumerate(self.words.text):
            if (sort := _sort(text)) is not None:
                yield from self._at(token, sort)

    def _note_speakers(self) -> None:
        """Catches up with who spoke before; only descriptions ask for it."""
        words = self.words
        for decision in (self.speakers[number] for number in self._unnoted):
            if decision.speaker is not None and decision.source is not None:
                tokens = words.tokens_in(decision.source)
                head = read_phrase(words, tokens).head
                plural = decision.speaker.kind == "group" or is_plural(words, head)
                spoken = Spoken(tokens[0], decision.speaker, decision.cast_index, plural, words.lower[head])
                self._scene.spoken.append(spoken)
        self._unnoted.clear()

    def _read(self, number: int) -> Iterator[Referent]:
        attribution, speaker = self.attributions[number], self.speakers[number].speaker
        if speaker is not None:
            yield from self._speaker_again(attribution, speaker)
        for span in attribution.content:
            for token in self.words.tokens_in(span):
                if (sort := _sort(self.words.text[token])) is not None:
                    yield from self._at(token, sort)

    def _at(self, token: int, sort: str) -> Sequence[Referent]:
        """Contents lie inside each other: each word is read once."""
        found = self._read_before.get(token)
        if found is None:
            found = self._read_before[token] = tuple(self._read_token(token, sort))
        return found

    def _read_token(self, token: int, sort: str) -> Iterable[Referent]:
        words = self.words
        if sort == "pronoun":
            return self._person(token) if words.lower[words.head[token]] not in _OWNED else ()
        if sort == "owned":
            return self._owned_body(token)
        if sort == "party":
            return self._party(token)
        return self._description(token)

    # pronouns

    def _person(self, token: int) -> Iterator[Referent]:
        found = self.pronouns.resolve(token)
        if found is not None and found.confidence >= _SURE_PRONOUN:
            yield self._referent(found.actor.actor, token, token, "pronoun", found.confidence)

    def _speaker_again(self, attribution: Attribution, speaker: Speaker) -> Iterator[Referent]:
        """ "The fund said it was hiring": "it" and "they" that open the words of a body or of several."""
        words = self.words
        tokens = words.tokens_in(attribution.content[0])[:3]
        first = next((i for i in tokens if words.lower[i] in ("it", "they")), None)
        if first is None or words.dep[first] not in _SUBJECTS or self._is_quoted(attribution, first):
            return
        if any(words.dep[i] in _SUBJECTS for i in tokens if i < first):
            return
        if words.lower[first] == "they" or not _is_impersonal(words, first):
            for actor in _bodies_of(speaker, plural=words.lower[first] == "they"):
                yield self._referent(actor, first, first, "speaker_again", 0.8)

    def _is_quoted(self, attribution: Attribution, token: int) -> bool:
        at = self.words.start[token]
        return any(start <= at < end for start, end in attribution.quoted)

    # parties and bodies by whose they are

    def _party(self, token: int) -> Iterator[Referent]:
        """ "Republicans", "Senate Democrats"; no modifier of another noun."""
        words = self.words
        if words.dep[token] in ("compound", "amod", "nmod"):
            return
        first = token
        while first - 1 in words.children[token] and _is_name_word(words, first - 1):
            first -= 1
        name = " ".join(words.text[first : token + 1])
        yield self._referent(make_actor(name, "group"), first, token, "party", 0.9)

    def _owned_body(self, token: int) -> Iterator[Referent]:
        """ "the Stone campaign", "her campaign"; "the campaign" is Stone's if it was called so before."""
        self._note_speakers()
        phrase = self._phrase(token)
        found = owner_of(self.cast, phrase)
        if found is None and self.words.lower[token] != "administration":
            yield from self._body(phrase)
        owner = self._owner(phrase)
        first = self._owner_token(phrase)
        if first is not None and owner is not None and owner.kind == "person":
            yield self._referent(body_of(owner, self.words.lower[token]), first, token, "owned_body", 0.85)

    def _owner_token(self, phrase: NounPhrase) -> int | None:
        """The first token of an owner that stands next to the noun: not in "Stone's last campaign"."""
        words, before = self.words, phrase.head - 1
        while words.lower[before] in _BETWEEN:
            before -= 1
        if words.lower[before] in _OWN:
            return before
        links = self.cast.links_in((words.start[before], words.end[before]))
        return words.token_at(links[0].span[0]) if links else None

    def _owner(self, phrase: NounPhrase) -> Actor | None:
        found = owner_of(self.cast, phrase)
        if found is None:
            return None
        _, owner = found
        if not isinstance(owner, int):
            return self.cast.actors[owner.actor].actor if owner.span[1] <= self.words.start[phrase.head] else None
        if self.words.lower[owner] not in _OWN:
            return None
        resolved = self.pronouns.resolve(owner)
        return resolved.actor.actor if resolved and resolved.confidence >= _SURE_PRONOUN else None

    # descriptions

    def _description(self, token: int) -> Iterable[Referent]:
        words = self.words
        if not self._is_definite(token):
            return ()
        lower, noun, kind = words.lower[token], singular(words.lower[token]), noun_kind(words, token)
        is_pair = lower in _PAIRS or (kind == "person" and self._opens_with_both(token))
        if self.cast.links_in((words.start[token], words.end[token])):
            return ()
        self._note_speakers()
        phrase = self._phrase(token)
        if is_pair:
            return self._several(phrase, self._last_pair(token))
        if kind == "person":
            return self._people(phrase, noun)
        if noun in _place_sorts():
            return self._place(phrase, _place_sorts()[noun])
        return self._body(phrase) if not is_plural(words, token) else ()

    def _opens_with_both(self, noun: int) -> bool:
        return any(self.words.lower[i] == "both" for i in self.words.children[noun])

    def _is_definite(self, token: int) -> bool:
        words = self.words
        for child in words.children[token]:
            if child > token:
                return False
            if words.lower[child] in _DEFINITE or (words.dep[child] == "poss" and words.lower[child] in _OWNERS):
                return True
        return False

    def _phrase(self, token: int) -> NounPhrase:
        return read_phrase(self.words, self._scene.subjects.phrase(token))

    def _people(self, phrase: NounPhrase, noun: str) -> Iterator[Referent]:
        if is_plural(self.words, phrase.head):
            yield from self._several(phrase, self._so_called(noun, phrase.head))
            return
        decision = self.roles.resolve(phrase)
        if decision and decision.rule in ("role", "role_introduced_next"):
            yield from self._decided(phrase, decision)

    def _so_called(self, noun: str, token: int) -> list[CastActor]:
        """ "the builders": all whom the text calls so, if they are few."""
        nouns, joined = same_role(noun), self._joined_before(token)
        so_called = {actor.index for actor, _ in joined if any(fact.noun in nouns for fact in actor.roles)}
        found = {actor.index: actor for actor, group in joined if so_called & group}
        return sorted(found.values(), key=_index) if 2 <= len(found) <= 3 else []

    def _last_pair(self, token: int) -> list[CastActor]:
        """The last two people that "and" joins."""
        pairs = [(actor, group) for actor, group in self._joined_before(token) if len(group) == 2]
        last = pairs[-1][1] if pairs else frozenset()
        return sorted({actor.index: actor for actor, _ in pairs if actor.index in last}.values(), key=_index)

    def _several(self, phrase: NounPhrase, people: Iterable[CastActor]) -> Iterator[Referent]:
        for actor in people:
            yield self._referent(actor.actor, phrase.core[0], phrase.head, "people_before", 0.7)

    def _place(self, phrase: NounPhrase, sort: str) -> Iterator[Referent]:
        """ "the state": the last one named, unless two stand together."""
        words = self.words
        if len(phrase.core) > 2:
            return
        found = [(actor, at) for actor, at in self._named_before(phrase.head) if _place_sort(actor) == sort]
        if not found:
            return
        place, last = found[-1]
        if all(actor is place for actor, at in found if words.sent[at] >= words.sent[last] - 1):
            yield self._referent(place.actor, phrase.core[0], phrase.head, "place_before", 0.7)

    def _body(self, phrase: NounPhrase) -> Iterator[Referent]:
        decision = self.bodies.resolve(phrase)
        if decision is not None:
            yield from self._decided(phrase, decision)

    def _decided(self, phrase: NounPhrase, decision: SpeakerDecision) -> Iterator[Referent]:
        if decision.speaker is not None and decision.score >= _SURE_DESCRIPTION:
            shared = {name: getattr(decision.speaker, name) for name in Actor.model_fields}
            yield self._referent(Actor(**shared), phrase.core[0], phrase.head, decision.rule, decision.score)

    # names around

    def _named_before(self, token: int) -> list[tuple[CastActor, int]]:
        """Actors named in the sentences before, each with its token, in order of the text."""
        words = self.words
        found = []
        for link in reversed(self.cast.links_in((0, words.start[token]))):
            at = words.token_at(link.span[0])
            if words.sent[token] - words.sent[at] > _FAR:
                break
            found.append((self.cast.actors[link.actor], at))
        return found[::-1]

    def _joined_before(self, token: int) -> list[tuple[CastActor, frozenset[int]]]:
        """People named before, each with those that "and" joins to it, itself included."""
        named = [(actor, at) for actor, at in self._named_before(token) if actor.kind == "person"]
        heads: dict[int, set[int]] = {}
        for actor, at in named:
            heads.setdefault(self._first_joined(at), set()).add(actor.index)
        return [(actor, frozenset(heads[self._first_joined(at)])) for actor, at in named]

    def _first_joined(self, token: int) -> int:
        """The name that opens "Ann Stone and Ole Lund"."""
        words = self.words
        while words.dep[token] in ("compound", "conj") and words.head[token] != token:
            token = words.head[token]
        return token

    def _referent(self, actor: Actor, first: int, token: int, rule: str, score: float) -> Referent:
        return Referent(actor, self.words.chars(first, token + 1), token, rule, score)


def _bodies_of(speaker: Speaker, *, plural: bool) -> Sequence[Actor]:
    """Whom "they" or "it" stands for where a body or several speak."""
    if plural and speaker.members:
        return [_as_actor(member) for member in speaker.members]
    is_party = plural and speaker.kind == "group" and _is_party(speaker.name)
    return [_as_actor(speaker)] if is_party or speaker.kind in ("organization", "government", "country") else []


def _is_party(name: str) -> bool:
    """ "Republicans", "Senate Republicans"."""
    words = name.split()
    return words[-1] in load_words("party_members") and len(words) <= 2


def _index(actor: CastActor) -> int:
    return actor.index


def _as_actor(actor: ActorRef) -> Actor:
    return Actor(**{name: getattr(actor, name) for name in Actor.model_fields if hasattr(actor, name)})


def _is_impersonal(words: Words, token: int) -> bool:
    """ "it was raining", "it was clear that …"."""
    verb = words.head[token]
    if words.lemma[verb].lower() in load_words("impersonal_verbs"):
        return True
    described = [i for i in words.children[verb] if words.dep[i] in ("acomp", "attr", "oprd", "advmod")]
    clauses = ("ccomp", "xcomp", "advcl", "csubj", "relcl", "acl")
    below = [words.dep[i] for noun in (verb, *described) for i in words.children[noun]]
    return words.lemma[verb].lower() == "be" and (bool(described) or any(dep in clauses for dep in below))


def _is_name_word(words: Words, i: int) -> bool:
    return words.text[i][0].isupper() and words.part[i] == "PROPN"


@lru_cache(maxsize=1 << 15)
def _sort(text: str) -> str | None:
    """How a word may stand for an actor; None for most words."""
    lower = text.lower()
    if lower in MASCULINE or lower in FEMININE:
        return "pronoun"
    if lower in _OWNED:
        return "owned"
    if text in load_words("party_members"):
        return "party"
    noun = singular(lower)
    is_noun = noun in role_nouns() or noun in load_words("group_nouns") or noun in _place_sorts()
    return "noun" if is_noun or noun == "mate" or lower in _PAIRS else None


@cache
def _place_sorts() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("place_sorts")}


def _place_sort(actor: CastActor) -> str | None:
    if actor.kind == "country":
        return "country"
    if actor.kind != "place":
        return None
    return "state" if actor.name in _states() else "city"


@cache
def _states() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("states"))
