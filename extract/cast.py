"""Who and what an article names: its mentions, joined to actors, each with what the text tells of it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field

from extract.casting import Casting
from extract.drafts import Draft, Join, LinkRule, gender_of
from extract.gazetteer import Known
from extract.inner_names import find_inner_names
from extract.mentions import MentionFinder
from extract.names import Gender
from extract.passage import Passage, Range
from extract.peoples import find_peoples
from extract.roles import RoleFact, find_roles
from extract.words import Words, read_words
from schema.actor import Actor, ActorKind
from schema.ids import actor_id


@dataclass(frozen=True)
class CastActor:
    """One actor of one article. `mentions` are the names only, in order, without titles and possessive endings.

    `inner` are names inside those of others: "Harbourton" in "Harbourton Tigers"; no link leads there, and an actor
    may have no other mention.
    """

    index: int
    actor: Actor
    mentions: tuple[Range, ...]
    inner: tuple[Range, ...] = ()
    gender: Gender | None = None
    roles: tuple[RoleFact, ...] = ()
    entry: Known | None = None
    is_sure: bool = True
    """The kind is known; else it may turn out a person."""

    @property
    def name(self) -> str:
        return self.actor.name

    @property
    def kind(self) -> ActorKind:
        return self.actor.kind


def make_actor(
    name: str,
    kind: ActorKind,
    *,
    aliases: tuple[str, ...] = (),
    wikidata: str | None = None,
    local_to: str | None = None,
) -> Actor:
    """`local_to` is the article of an actor whose name does not stand for one actor anywhere: a lone surname."""
    local = None if wikidata else local_to
    ident = actor_id(kind=kind, name=name, wikidata=wikidata, article=local)
    return Actor(id=ident, name=name, kind=kind, aliases=aliases, wikidata=wikidata, article_id=local)


@dataclass(frozen=True)
class Link:
    """A mention and its actor. `rivals` are others of the same surname; `confidence` falls with them.

    `by` are the characters of the mention that decided: the full name for a surname, the body for its acronym.
    `scores` are the actor's own and those of the rivals, where there was a choice.
    """

    span: Range
    actor: int
    confidence: float = 1.0
    rivals: tuple[int, ...] = ()
    rule: LinkRule = "full_name"
    by: Range | None = None
    scores: tuple[float, ...] = ()


@dataclass(frozen=True)
class Cast:
    actors: tuple[CastActor, ...]
    links: tuple[Link, ...]
    """In order of the text."""
    words: Words = field(repr=False)

    def actor_at(self, span: Range) -> CastActor | None:
        """The actor whose name overlaps the range; the first of several."""
        found = self.links_in(span)
        return self.actors[found[0].actor] if found else None

    def links_in(self, span: Range) -> tuple[Link, ...]:
        """The links that a range touches."""
        starts, ends = self._bounds
        return self.links[bisect_right(ends, span[0]) : bisect_left(starts, span[1])]

    @property
    def _bounds(self) -> tuple[list[int], list[int]]:
        bounds: tuple[list[int], list[int]] | None = self.__dict__.get("_bounds_cache")
        if bounds is None:
            bounds = [link.span[0] for link in self.links], [link.span[1] for link in self.links]
            self.__dict__["_bounds_cache"] = bounds
        return bounds


def find_cast(passage: Passage) -> Cast:
    words = read_words(passage.doc)
    finder = MentionFinder(passage.text, words)
    mentions = finder.find()
    casting = Casting(passage, words, finder.votes)
    joins = casting.join_all(mentions)
    for draft, span in (*find_inner_names(casting), *find_peoples(casting)):
        draft.inner.append(span)
    drafts = [draft for draft in casting.drafts if draft.mentions or draft.inner]
    number = {id(draft): i for i, draft in enumerate(drafts)}
    actors = tuple(_make_cast_actor(passage, words, i, draft) for i, draft in enumerate(drafts))
    links = sorted((_make_link(join, number) for join in joins), key=lambda link: link.span)
    return Cast(actors, tuple(links), words)


def _make_link(join: Join, number: dict[int, int]) -> Link:
    rivals = [(number[id(draft)], score) for draft, score in join.rivals if id(draft) in number]
    return Link(
        span=join.mention.chars,
        actor=number[id(join.draft)],
        confidence=join.confidence,
        rivals=tuple(rival for rival, _ in rivals),
        rule=join.rule,
        by=join.by.chars if join.by else None,
        scores=tuple(round(score, 2) for score in (join.score, *(score for _, score in rivals))) if rivals else (),
    )


def _make_cast_actor(passage: Passage, words: Words, index: int, draft: Draft) -> CastActor:
    mentions = sorted(draft.mentions, key=lambda mention: mention.chars)
    aliases = tuple(form for form in dict.fromkeys(m.name for m in mentions) if form != draft.name)
    is_full = draft.kind != "person" or draft.entry is not None or bool(draft.person and draft.person.is_full)
    actor = make_actor(
        draft.name,
        draft.kind,
        aliases=aliases,
        wikidata=draft.entry.wikidata if draft.entry else None,
        local_to=None if is_full else passage.article.id,
    )
    return CastActor(
        index=index,
        actor=actor,
        mentions=tuple(mention.chars for mention in mentions),
        inner=tuple(sorted(draft.inner)),
        gender=gender_of(draft) if draft.kind == "person" else None,
        roles=tuple(find_roles(passage, words, mentions, draft.kind, draft.entry)),
        entry=draft.entry,
        is_sure=draft.is_sure,
    )
