"""Actors in the making, and why a mention is theirs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from extract.gazetteer import Known
from extract.mentions import Mention
from extract.names import Gender, PersonName, name_gender, role_nouns, singular, titles
from extract.words import Range
from schema.actor import ActorKind


@dataclass
class Draft:
    """An actor in the making."""

    kind: ActorKind
    name: str
    person: PersonName | None = None
    entry: Known | None = None
    mentions: list[Mention] = field(default_factory=list)
    full_mentions: list[Mention] = field(default_factory=list)
    inner: list[Range] = field(default_factory=list)
    is_sure: bool = True
    order: int = 0
    told_gender: Gender | None = None
    stated_roles: set[str] = field(default_factory=set)

    def add(self, mention: Mention) -> None:
        self.mentions.append(mention)
        self.told_gender = self.told_gender or told_gender(mention)
        stated = {singular(word.lower()) for word in mention.title_words}
        self.stated_roles |= stated | {titles()[word][1] for word in stated if word in titles()}


LinkRule = Literal[
    "full_name", "list", "surname", "given_name", "short_form", "acronym", "name_of_body", "same_name", "lone_name"
]
"""Why a mention is an actor's: "list" is the shipped lists, "same_name" the words of another mention."""


@dataclass(frozen=True)
class Join:
    """A mention and its actor; `by` is the mention that decided, `rivals` were weighed too, each with its score."""

    mention: Mention
    draft: Draft
    rule: LinkRule
    confidence: float = 1.0
    by: Mention | None = None
    score: float = 0.0
    rivals: tuple[tuple[Draft, float], ...] = ()


def gender_of(draft: Draft) -> Gender | None:
    if draft.entry and draft.entry.gender:
        return draft.entry.gender
    return draft.told_gender or name_gender(draft.person) if draft.person else None


def told_gender(mention: Mention) -> Gender | None:
    for word in (*mention.title_words, *mention.parts[:-1]):
        lower = word.lower()
        told = titles()[lower][0] if lower in titles() else role_nouns().get(singular(lower))
        if told:
            return told
    return None
