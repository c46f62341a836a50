"""Speakers that the text describes instead of naming: "the minister", "the campaign", "the poll", "an official"."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from extract.bodies import BodyReader, campaign_of, possessive
from extract.cast import Link, make_actor
from extract.decisions import Scene, SpeakerDecision, as_ref, as_speaker, decided, unknown
from extract.lexicon import load_words
from extract.names import singular
from extract.pairs import PairReader
from extract.role_speakers import RoleReader
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
from schema.actor import Actor, SpeakerBasis
from schema.rules import SpeakerRule

__all__ = ["Describer", "SpeakerDecision"]

TextKind = Literal["unnamed", "group", "organization", "person", "document"]
_TEXT_RULES: dict[TextKind, SpeakerRule] = {
    "unnamed": "text_unnamed",
    "group": "text_group",
    "organization": "text_organization",
    "person": "text_person",
    "document": "text_document",
}
OwnerReader = Callable[[int], Actor | None]
"""From the token of "his", "their" to whom it stands for."""

_INDEFINITE = frozenset({"a", "an", "one", "another", "some", "no", "any", "each", "every"})


@dataclass
class Describer:
    """Resolves noun phrases without a name at their head, by the cast and by who spoke before."""

    scene: Scene
    own: OwnerReader
    documents: dict[str, Actor] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.words = self.scene.words
        self.roles = RoleReader(self.scene)
        self.bodies = BodyReader(self.scene, self.owner)
        self.pairs = PairReader(self.scene)

    def resolve(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.words
        kind = noun_kind(words, phrase.head)
        if uttered := self._utterer(phrase):
            return uttered
        if kind == "document":
            return self._document(phrase)
        if is_spokesperson(words, phrase.core):
            return self._spokesperson(phrase)
        if kind == "body" and not is_plural(words, phrase.head) and not self._is_title_case(phrase):
            return self.bodies.resolve(phrase) or self._named_by_text(phrase, "organization", "name", 0.75)
        if self._is_one_person(phrase, kind):
            return self.roles.resolve(phrase) or self._unnamed(phrase)
        return self.pairs.resolve(phrase) or self._unnamed(phrase)

    def _utterer(self, phrase: NounPhrase) -> SpeakerDecision | None:
        """ "his response", "Stone’s demand": who uttered it."""
        noun = self.words.lower[phrase.head]
        if noun not in load_words("utterance_nouns") and singular(noun) not in load_words("utterance_nouns"):
            return None
        owner = self.owner(phrase)
        return decided(as_speaker(owner, "name"), "utterer", 0.65) if owner else None

    def _is_one_person(self, phrase: NounPhrase, kind: str) -> bool:
        """ "the minister", "the bespectacled diplomat", "Trump’s running mate"."""
        words = self.words
        if is_plural(words, phrase.head) or words.lower[phrase.core[0]] in _INDEFINITE or self._is_title_case(phrase):
            return False
        return kind == "person" or (kind == "" and words.lower[phrase.head] == "mate")

    def _is_title_case(self, phrase: NounPhrase) -> bool:
        """ "The Hill Valley Union Leader": a name that the cast has missed."""
        words = [self.words.text[i] for i in phrase.core if self.words.lower[i] not in _SMALL]
        return len(words) > 2 and all(word[0].isupper() for word in words) and not self.words.titled[phrase.head]

    # "a spokesman for the ministry"

    def _spokesperson(self, phrase: NounPhrase) -> SpeakerDecision:
        text = phrase_text(self.scene.passage.text, self.words, phrase.core)
        actor = make_actor(text, "unnamed", local_to=self.scene.local_id())
        owner = self.represented(phrase)
        speaks_for = as_ref(owner) if owner else None
        return decided(as_speaker(actor, "unnamed", role=text, speaks_for=speaks_for), "spokesperson", 0.8)

    def represented(self, phrase: NounPhrase) -> Actor | None:
        """For whom a spokesman speaks: somebody named, else a body that the text describes."""
        if owner := self.owner(phrase):
            return owner
        tokens = represented_tokens(self.words, phrase)
        body = read_phrase(self.words, tokens) if tokens else None
        if body is None or noun_kind(self.words, body.head) != "body":
            return None
        found = self.bodies.resolve(body) or self._named_by_text(body, "organization", "name", 0.75)
        return found.speaker if found.is_followed else None

    def owner(self, phrase: NounPhrase) -> Actor | None:
        """Whose spokesman, campaign or report it is."""
        found = owner_of(self.scene.cast, phrase)
        if found is None:
            return None
        _, owner = found
        if isinstance(owner, int):
            return self.own(owner)
        actor = self.scene.cast.actors[owner.actor].actor
        return self._body_of(phrase, owner, actor) or actor

    def _body_of(self, phrase: NounPhrase, owner: Link, actor: Actor) -> Actor | None:
        """ "a Stone campaign spokesman" speaks for the campaign."""
        words = self.words
        behind = words.token_at(owner.span[1])
        for i in (behind, behind + 1):
            if i in phrase.core and i != phrase.head and words.lower[i] in ("campaign", "camp"):
                return campaign_of(actor)
        return None

    # "the poll"

    def _document(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.words
        noun = singular(words.lower[phrase.head])
        owner = self.owner(phrase)
        if noun in ("statement", "release", "office") and owner is not None:
            return decided(as_speaker(owner, "document"), "document_of", 0.6)
        bare = is_definite(words, phrase) and len(phrase.core) <= 2
        if bare and noun in self.documents:
            return decided(as_speaker(self.documents[noun], "document"), "document_before", 0.75)
        decision = self._named_by_text(phrase, "document", "document", 0.75)
        if decision.speaker is not None:
            self.documents[noun] = decision.speaker
        return decision

    # "a senior official"

    def _unnamed(self, phrase: NounPhrase) -> SpeakerDecision:
        words = self.words
        first, head = words.lower[phrase.core[0]], words.lower[phrase.head]
        if head in load_words("impersonal_heads") or first in ("nobody", "nothing"):
            return unknown("impersonal")
        group = is_plural(words, phrase.head) and words.text[phrase.head][0].isupper()
        return self._named_by_text(phrase, "group" if group else "unnamed", "unnamed", 0.8)

    def _named_by_text(self, phrase: NounPhrase, kind: TextKind, basis: SpeakerBasis, score: float) -> SpeakerDecision:
        text = self._text_with_owner(phrase) if kind in ("organization", "document") else self._text(phrase)
        if not text:
            return unknown("no_source")
        if kind == "unnamed" and self._is_title_case(phrase):
            kind, basis = "organization", "name"
        elif kind == "unnamed" and self._is_missed_name(phrase):
            kind, basis = "person", "name"
        is_name = kind == "group" or (kind in ("organization", "person") and _has_capital(text) and " " in text)
        actor = make_actor(text, kind, local_to=None if is_name else self.scene.local_id())
        return decided(as_speaker(actor, basis), _TEXT_RULES[kind], score)

    def _is_missed_name(self, phrase: NounPhrase) -> bool:
        """A proper noun that is no word for what people are: not the "Engineer" of a headline."""
        words = self.words
        proper = words.pos[phrase.head] == PROPN and words.lower[phrase.core[0]] not in _INDEFINITE
        return proper and not noun_kind(words, phrase.head)

    def _text(self, phrase: NounPhrase) -> str:
        """The core of the phrase; "those who …" is nothing without its clause."""
        whole = self.words.lower[phrase.head] in ("those", "one", "anyone", "everyone")
        tokens = phrase.tokens if whole else phrase.core
        if len(tokens) > 1 and self.words.lower[tokens[0]] in load_words("focus_adverbs"):
            tokens = tokens[1:]
        return phrase_text(self.scene.passage.text, self.words, tokens)

    def _text_with_owner(self, phrase: NounPhrase) -> str:
        """ "his plan" → "Ann Stone’s plan"; the rest as it stands."""
        core = phrase.core
        if self.words.lower[core[0]] in ("his", "her", "their", "its") and len(core) > 1:
            owner = self.own(core[0])
            if owner is not None:
                return f"{possessive(owner.name)} {phrase_text(self.scene.passage.text, self.words, core[1:])}"
        return self._text(phrase)


_SMALL = frozenset({"the", "of", "for", "a", "an", "and", "in", "to", "on"})


def _has_capital(text: str) -> bool:
    return any(word[0].isupper() for word in text.split()[1:])
