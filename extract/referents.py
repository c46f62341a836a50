"""Actors that a content speaks of without their names: by pronoun, by what they are, by whose they are, as a party."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from extract.bodies import BodyReader, body_of
from extract.cast import Cast, CastActor, make_actor
from extract.decisions import Scene, SpeakerDecision, Spoken
from extract.lexicon import load_table, load_words
from extract.names import singular
from extract.passage import Attribution, Passage, Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from extract.role_speakers import RoleReader, same_role
from extract.sources import NounPhrase, is_plural, noun_kind, owner_of, read_phrase
from extract.subjects import Subjects
from extract.words import NOUN, Words
from schema.actor import Actor, ActorRef, Speaker

_DEFINITE = frozenset({"the", "this", "that", "these", "those", "both"})
_OWNED = frozenset({"campaign", "camp", "administration"})
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
    _scene: Scene = field(init=False)

    def __post_init__(self) -> None:
        words = self.words = self.cast.words
        said = (i for one in self.attributions for span in one.content for i in words.tokens_in(span))
        self.pronouns = PronounResolver(self.passage, self.cast, said=frozenset(said))
        for attribution, decision in zip(self.attributions, self.speakers, strict=True):
            self._note_barred(attribution, decision)
        self._scene = Scene(self.passage, self.cast, self.pronouns, Subjects(self.passage, words))
        self.roles = RoleReader(self._scene)
        self.bodies = BodyReader(self._scene, self._owner)

    def read_all(self) -> list[list[Referent]]:
        """Those of each attribution, in the order given."""
        found: dict[int, list[Referent]] = {}
        for number in sorted(range(len(self.attributions)), key=lambda i: (self.attributions[i].start, i)):
            self._note_speaker(number)
            found[number] = list(self._read(number))
        return [found[number] for number in range(len(self.attributions))]

    def _note_barred(self, attribution: Attribution, decision: SpeakerDecision) -> None:
        """Nobody is "he" in their own quotation, nor the "him" whom they tell, praise or accuse."""
        speakers = self._cast_indices(decision.speaker)
        if not speakers:
            return
        words = self.words
        cue = {i for span in attribution.cue for i in words.tokens_in(span)}
        quoted = (i for span in attribution.quoted for i in words.tokens_in(span))
        content = (i for span in attribution.content for i in words.tokens_in(span))
        objects = (i for i in content if words.dep[i] in ("dobj", "dative") and words.head[i] in cue)
        for token in (*quoted, *objects):
            self.pronouns.barred.setdefault(token, speakers)

    def _cast_indices(self, speaker: Speaker | None) -> frozenset[int]:
        if speaker is None:
            return frozenset()
        ids = {speaker.id, *(member.id for member in speaker.members)}
        return frozenset(actor.index for actor in self.cast.actors if actor.actor.id in ids)

    def _note_speaker(self, number: int) -> None:
        attribution, decision = self.attributions[number], self.speakers[number]
        if decision.speaker is None or decision.source is None:
            return
        tokens = self.words.tokens_in(decision.source)
        head = read_phrase(self.words, tokens).head
        plural = decision.speaker.kind == "group" or is_plural(self.words, head)
        noun = self.words.lower[head]
        self._scene.spoken.append(Spoken(tokens[0], decision.speaker, decision.cast_index, plural, noun))
        if decision.cast_index is not None and attribution.parent is None:
            self.pronouns.note_speaker(tokens[0], decision.cast_index)

    def _read(self, number: int) -> Iterator[Referent]:
        attribution, speaker = self.attributions[number], self.speakers[number].speaker
        tokens = [i for span in attribution.content for i in self.words.tokens_in(span)]
        if speaker is not None and tokens:
            yield from self._speaker_again(attribution, tokens, speaker)
        for token in tokens:
            yield from self._at(token)

    def _at(self, token: int) -> Iterator[Referent]:
        words = self.words
        lower = words.lower[token]
        if lower in MASCULINE or lower in FEMININE:
            if words.lower[words.head[token]] not in _OWNED:
                yield from self._person(token)
        elif words.text[token] in load_words("party_members"):
            yield from self._party(token)
        elif lower in _OWNED:
            yield from self._owned_body(token)
        elif lower in ("two", "pair") or words.pos[token] == NOUN:
            yield from self._description(token)

    # pronouns

    def _person(self, token: int) -> Iterator[Referent]:
        found = self.pronouns.resolve(token)
        if found is not None and found.confidence >= _SURE_PRONOUN:
            yield self._referent(found.actor.actor, token, token, "pronoun", found.confidence)

    def _speaker_again(self, attribution: Attribution, tokens: list[int], speaker: Speaker) -> Iterator[Referent]:
        """ "The fund said it was hiring": "it" and "they" that open the words of a body or of several."""
        words = self.words
        first = next((i for i in tokens[:3] if words.lower[i] in ("it", "they")), None)
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
        phrase = self._phrase(token)
        owner = self._owner(phrase)
        if owner is not None and owner.kind == "person" and self._is_next(phrase):
            yield self._referent(body_of(owner, self.words.lower[token]), phrase.core[0], token, "owned_body", 0.85)
        elif owner is None and self.words.lower[token] != "administration":
            yield from self._body(phrase)

    def _is_next(self, phrase: NounPhrase) -> bool:
        """Only the owner stands before the noun: no "Stone's last campaign"."""
        words = self.words
        between = [i for i in phrase.core if i < phrase.head and words.dep[i] == "amod"]
        return all(words.lower[i] in ("presidential", "political") for i in between)

    def _owner(self, phrase: NounPhrase) -> Actor | None:
        found = owner_of(self.cast, phrase)
        if found is None:
            return None
        _, owner = found
        if not isinstance(owner, int):
            return self.cast.actors[owner.actor].actor if owner.span[1] <= self.words.start[phrase.head] else None
        if self.words.lower[owner] not in MASCULINE | FEMININE:
            return None
        resolved = self.pronouns.resolve(owner)
        return resolved.actor.actor if resolved and resolved.confidence >= _SURE_PRONOUN else None

    # descriptions

    def _description(self, token: int) -> Iterator[Referent]:
        words = self.words
        if not self._is_definite(token) or self.cast.links_in((words.start[token], words.end[token])):
            return
        phrase = self._phrase(token)
        noun = singular(words.lower[token])
        if words.lower[token] in ("two", "pair") or words.lower[phrase.core[0]] == "both":
            yield from self._several(phrase, self._last_pair(token))
        elif noun_kind(words, token) == "person":
            yield from self._people(phrase, noun)
        elif noun in _place_sorts():
            yield from self._place(phrase, _place_sorts()[noun])
        elif noun_kind(words, token) == "body" and not is_plural(words, token):
            yield from self._body(phrase)

    def _is_definite(self, token: int) -> bool:
        words = self.words
        return any(
            words.lower[i] in _DEFINITE or (words.dep[i] == "poss" and words.lower[i] in ("my", "our", "his", "her"))
            for i in words.children[token]
            if i < token
        )

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
    is_party = plural and speaker.kind == "group" and speaker.name.split()[-1] in load_words("party_members")
    return [_as_actor(speaker)] if is_party or speaker.kind in ("organization", "government", "country") else []


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


def _place_sorts() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("place_sorts")}


def _place_sort(actor: CastActor) -> str | None:
    if actor.kind == "country":
        return "country"
    if actor.kind != "place":
        return None
    return "state" if any(actor.name == row[0] for row in load_table("states")) else "city"
