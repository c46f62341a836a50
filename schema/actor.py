"""Who speaks, is spoken to, or is spoken about."""

from __future__ import annotations

from typing import Literal

from schema.span import Model, Span

ActorKind = Literal[
    "person", "organization", "government", "country", "office", "group", "place", "document", "unnamed"
]
SpeakerBasis = Literal[
    "name", "surname", "pronoun", "role", "metonym", "continuation", "apposition", "document", "unnamed", "author"
]
SpeakerUnknown = Literal["no_source", "ambiguous", "below_threshold", "impersonal"]
AboutRole = Literal["topic", "mention"]


class ActorRef(Model):
    """An actor as it stands in another record."""

    id: str
    name: str
    kind: ActorKind


class Actor(ActorRef):
    """One person, body, place or document.

    `aliases` are the other forms by which its articles name it. `article_id` is set for actors that are local to one
    article: unnamed ones ("a senior official") and names too short to stand for one person anywhere ("Smith").
    """

    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    article_id: str | None = None


class Speaker(Actor):
    """The actor behind a source, and by what it was recognised."""

    basis: SpeakerBasis
    role: str | None = None
    """What the text calls them: "Iranian Foreign Minister"."""
    speaks_for: ActorRef | None = None
    members: tuple[ActorRef, ...] = ()
    """The single speakers of a joint one: "Smith and Jones said"."""


class Addressee(Actor):
    """An actor it was said to, and where the text says so."""

    spans: tuple[Span, ...] = ()


class AboutActor(Actor):
    """An actor that the content is on (`topic`) or names (`mention`), and where."""

    role: AboutRole
    spans: tuple[Span, ...] = ()
