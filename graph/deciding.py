"""What people decide of actors: that two are one, that one is two. Each function says it to a store.

A decision is on names, so it holds for articles that come later, are extracted anew or copied to another store. The one
that undoes another takes it back: a merge that ends a split, a split that ends a merge.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from graph.identities import part_by_articles
from graph.store import Store
from schema.errors import ActorConflict, CannotSplit, NotFound, SameActor
from schema.ids import fold
from schema.joining import ActorEvidence, Decision, JoinedName
from schema.query import ActorSummary


def merge(store: Store, actor_id: str, into: str, *, force: bool = False) -> ActorSummary:
    """Both have the id of `into` from now on; the other id leads there."""
    one, other = store.explain_actor(actor_id), store.explain_actor(into)
    _check_merge(one.actor, other.actor, force=force)
    ids, others = {name.id for name in one.names}, {name.id for name in other.names}
    undone = [
        decision
        for decision in (*one.decisions, *other.decisions)
        if decision.kind == "apart" and {decision.actor, decision.other} <= ids | others
    ]
    undone += [
        decision for decision in other.decisions if decision.kind == "merge" and decision.actor == other.actor.id
    ]
    store.decide([Decision(kind="merge", actor=one.actor.id, other=other.actor.id)], revoke=undone)
    return store.get_actor(other.actor.id)


def _check_merge(one: ActorSummary, other: ActorSummary, *, force: bool) -> None:
    if one.id == other.id:
        raise SameActor(f"{one.name} is one actor already", source=one.id)
    if force:
        return
    if one.kind != other.kind:
        raise ActorConflict(f"{one.name} is {_a(one.kind)}, {other.name} is {_a(other.kind)}", source=one.id)
    if one.wikidata and other.wikidata and one.wikidata != other.wikidata:
        message = f"Wikidata knows two: {one.name} is {one.wikidata}, {other.name} is {other.wikidata}"
        raise ActorConflict(message, source=one.id)


def _a(kind: str) -> str:
    return f"{'an' if kind[0] in 'aeiou' else 'a'} {kind}"


def split(
    store: Store, actor_id: str, *, names: Sequence[str] = (), articles: Sequence[str] = ()
) -> list[ActorSummary]:
    """Takes names out of an actor, by id or as they are written, or what it is in some articles.

    Answers with the actor as it is then, and with those that it was split into.
    """
    evidence = store.explain_actor(actor_id)
    if bool(names) == bool(articles):
        raise CannotSplit("Say what to take out: names, or articles.", source=actor_id)
    out = _split_names(store, evidence, names) if names else _split_articles(store, evidence, articles)
    left = [name.id for name in evidence.names if name.id not in out]
    return _current(store, [*left, *out])


def _current(store: Store, ids: Iterable[str]) -> list[ActorSummary]:
    actors = [store.get_actor(id_) for id_ in ids]
    return list({actor.id: actor for actor in actors}.values())


def _split_names(store: Store, evidence: ActorEvidence, wanted: Sequence[str]) -> list[str]:
    out = [name for one in wanted for name in _find(evidence, one)]
    ids = {name.id for name in out}
    rest = [name for name in evidence.names if name.id not in ids]
    if not rest:
        raise CannotSplit("These are all names of the actor: nothing would be left", source=evidence.actor.id)
    undone = [one for one in evidence.decisions if one.kind == "merge" and (one.actor in ids) != (one.other in ids)]
    apart = [
        Decision(kind="apart", actor=min(one.id, other.id), other=max(one.id, other.id))
        for one in out
        for other in rest
        if one.kind == other.kind
    ]
    store.decide(apart, revoke=undone)
    return sorted(ids)


def _find(evidence: ActorEvidence, wanted: str) -> list[JoinedName]:
    found = [name for name in evidence.names if wanted == name.id or fold(wanted) == fold(name.name)]
    if not found:
        known = ", ".join(f"{name.name} ({name.id})" for name in evidence.names)
        raise NotFound("the actor has no such name", source=wanted, remedy=f"It has: {known}.")
    return found


def _split_articles(store: Store, evidence: ActorEvidence, articles: Sequence[str]) -> list[str]:
    """What the actor is in these articles is one new actor, whatever names they use."""
    wanted = set(articles)
    used = {name.id: store.find_articles_naming(name.id) for name in evidence.names}
    missing = sorted(wanted - {article for of_name in used.values() for article in of_name})
    if missing:
        raise NotFound("the article does not name the actor", source=missing[0])
    if all(article in wanted for of_name in used.values() for article in of_name):
        raise CannotSplit("These are all articles of the actor: nothing would be left", source=evidence.actor.id)
    whole = {name.id: _whole(name) for name in evidence.names}
    part = part_by_articles(min(whole.values()), wanted)
    decide = []
    for name, of_name in used.items():
        inside = tuple(sorted(wanted & set(of_name)))
        if inside:
            decide.append(Decision(kind="part", actor=whole[name], other=part, articles=inside))
    undone, kept = _narrowed(evidence, wanted)
    undone += [one for one in evidence.decisions if one.kind == "merge" and part in (one.actor, one.other)]
    store.decide([*_united(decide), *kept], revoke=undone)
    return [part]


def _whole(name: JoinedName) -> str:
    """The name that records use, of which this may be a part."""
    return next((form.value for form in name.forms if form.field == "of"), name.id)


def _united(decisions: Iterable[Decision]) -> list[Decision]:
    """One for each name: two parts of one name may go out together."""
    by_name: dict[str, Decision] = {}
    for one in decisions:
        before = by_name.get(one.actor)
        articles = sorted({*one.articles, *(before.articles if before else ())})
        by_name[one.actor] = one.model_copy(update={"articles": tuple(articles)})
    return list(by_name.values())


def _narrowed(evidence: ActorEvidence, articles: set[str]) -> tuple[list[Decision], list[Decision]]:
    """Earlier decisions on these articles, and what is left of them."""
    parts = [one for one in evidence.decisions if one.kind == "part" and articles & set(one.articles)]
    narrowed = [one.model_copy(update={"articles": tuple(sorted(set(one.articles) - articles))}) for one in parts]
    return [old for old, new in zip(parts, narrowed, strict=True) if not new.articles], [
        new for new in narrowed if new.articles
    ]
