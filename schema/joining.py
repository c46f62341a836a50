"""Which names are one actor: what people decided, and why the names that are joined are."""

from __future__ import annotations

from typing import Literal

from schema.actor import ActorKind
from schema.ids import make_id
from schema.query import ActorSummary
from schema.span import Model

DecisionKind = Literal["merge", "apart", "part"]
JoinRule = Literal["merge", "name", "middle", "alias", "role", "body"]
ApartReason = Literal[
    "decision", "kind", "gazetteer", "ending", "middle", "field", "ambiguous", "given name", "no evidence"
]


class Decision(Model):
    """What a person decided of two names; it outlives the articles that it is on.

    merge: `actor` is `other`, whose id both have. apart: no rule may join them. part: in `articles`, the name `actor`
    is somebody else, whose id is `other`.
    """

    kind: DecisionKind
    actor: str
    other: str
    articles: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return make_id("de", self.kind, self.actor, self.other)


class Join(Model):
    """Two names that a rule or a person joined. `value` is what both have: a name, an alias, a role, a body.

    Rules: name (equal), middle (a middle name more), alias (an article gives both to one actor), role (alike given
    names and one role or body), body (the same words in other order, or a legal form more).
    """

    rule: JoinRule
    actor: str
    other: str
    value: str


class Apart(Model):
    """A name that may have been joined and was not."""

    actor: str
    name: str
    kind: ActorKind
    because: ApartReason
    value: str = ""


class FormCount(Model):
    """What articles say of a name, and how many do."""

    field: str
    value: str
    articles: int


class JoinedName(Model):
    """One of the names that are one actor; `in_articles` are the first of those that use it, by id."""

    id: str
    name: str
    kind: ActorKind
    wikidata: str | None
    articles: int
    in_articles: tuple[str, ...]
    forms: tuple[FormCount, ...]


class ActorEvidence(Model):
    """Why an actor is one: its names, what joined them, what was kept apart, and what people decided."""

    actor: ActorSummary
    names: tuple[JoinedName, ...]
    joins: tuple[Join, ...]
    apart: tuple[Apart, ...]
    decisions: tuple[Decision, ...]
