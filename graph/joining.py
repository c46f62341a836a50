"""Which names are one actor, as a function of the set of all names: the order in which articles come is no matter.

Names are compared within a block (`graph.names.block_of`). A rule gives a link between two names with its evidence;
links are taken strongest first, and one that would join what must stay apart is left out.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations
from typing import NamedTuple, cast

from graph.names import (
    PersonName,
    block_of,
    differ_in_middle,
    differ_in_middle_only,
    fields_of_role,
    have_alike_given_names,
    initials,
    is_acronym,
    names_in_role,
    read_body,
    read_person,
)
from schema.actor import ActorKind
from schema.ids import fold
from schema.joining import ApartReason, Decision, Join, JoinRule

STRENGTH: dict[JoinRule, int] = {"merge": 0, "name": 1, "body": 2, "alias": 3, "role": 4, "middle": 5}
Pair = frozenset[str]
EVIDENCE = ("name", "kind", "alias", "wikidata", "role", "for", "article")
"""Fields of forms that joining reads; each only whether it is there, never how often."""


@dataclass(frozen=True)
class Name:
    """What is known of one name: an actor as records give it, or a part of one."""

    id: str
    name: str
    kind: ActorKind
    wikidata: str | None = None
    aliases: frozenset[str] = frozenset()
    roles: frozenset[str] = frozenset()
    bodies: frozenset[str] = frozenset()
    """Those it speaks for."""
    is_local: bool = False

    @cached_property
    def folded(self) -> str:
        return fold(self.name)

    @cached_property
    def folded_aliases(self) -> frozenset[str]:
        return frozenset(map(fold, self.aliases))

    @cached_property
    def block(self) -> str | None:
        return None if self.is_local else block_of(self.kind, self.name)

    @cached_property
    def person(self) -> PersonName:
        return read_person(self.folded)

    @cached_property
    def fields(self) -> frozenset[str]:
        return frozenset(one for role in self.roles for one in fields_of_role(role))

    @cached_property
    def folded_roles(self) -> dict[str, str]:
        return {fold(role): role for role in sorted(self.roles) if " " in fold(role)}

    @cached_property
    def role_names(self) -> frozenset[str]:
        return frozenset(name for role in self.roles for name in names_in_role(role)) | {*map(fold, self.bodies)}


def read_name(id_: str, forms: Iterable[tuple[str, str]]) -> Name:
    """From all that articles say of it; of two names or kinds the smaller is taken, the others are aliases."""
    values: dict[str, list[str]] = {}
    for field_, value in forms:
        values.setdefault(field_, []).append(value)
    return Name(
        id=id_,
        name=min(values["name"]),
        kind=cast(ActorKind, min(values["kind"])),
        wikidata=min(values.get("wikidata", ()), default=None),
        aliases=frozenset((*values.get("alias", ()), *values["name"])),
        roles=frozenset(values.get("role", ())),
        bodies=frozenset(values.get("for", ())),
        is_local="article" in values,
    )


class Joined(NamedTuple):
    """The actor of each name, the links that made them, and the pairs that were considered and refused."""

    actor_of: dict[str, str]
    links: list[Join]
    refused: dict[Pair, tuple[ApartReason, str]]


@dataclass
class _Groups:
    """Sets of names that grow together, each with the pairs that it may not hold."""

    of: dict[str, set[str]] = field(default_factory=dict)

    def add(self, name: str) -> None:
        self.of[name] = {name}

    def join(self, a: str, b: str) -> None:
        group = self.of[a] | self.of[b]
        for name in group:
            self.of[name] = group


def join(names: Iterable[Name], decisions: Iterable[Decision] = ()) -> Joined:
    """`names` are whole blocks, with all that decisions join them to."""
    known = {name.id: name for name in sorted(names, key=lambda name: name.id)}
    merges = sorted((one for one in decisions if one.kind == "merge"), key=lambda one: one.id)
    decided = {frozenset((one.actor, one.other)) for one in decisions if one.kind == "apart"}
    parts = {one.other for one in decisions if one.kind == "part"}
    refused: dict[Pair, tuple[ApartReason, str]] = {}
    links: list[Join] = []
    for block in _blocks(known.values(), parts):
        links += _agreed_links(block, decided, refused)
    groups = _Groups()
    for id_ in known.keys() | {end for one in merges for end in (one.actor, one.other)}:
        groups.add(id_)
    taken = [Join(rule="merge", actor=one.actor, other=one.other, value="") for one in merges]
    for link in taken:
        groups.join(link.actor, link.other)
    for link in sorted(links, key=lambda link: (STRENGTH[link.rule], link.actor, link.other)):
        if groups.of[link.actor] is groups.of[link.other]:
            taken.append(link)
            continue
        conflict = _conflict_of_groups(known, groups.of[link.actor], groups.of[link.other], decided)
        if conflict:
            refused[frozenset((link.actor, link.other))] = conflict
        else:
            groups.join(link.actor, link.other)
            taken.append(link)
    return Joined(_representatives(known, groups, merges), taken, refused)


def _blocks(names: Iterable[Name], parts: set[str]) -> Iterator[list[Name]]:
    """Parts are somebody else by decision: no rule joins them."""
    blocks: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if name.block is not None and name.id not in parts:
            blocks[name.block].append(name)
    return (block for block in blocks.values() if len(block) > 1)


# Links
def _agreed_links(
    block: Sequence[Name], decided: set[Pair], refused: dict[Pair, tuple[ApartReason, str]]
) -> list[Join]:
    """The links of a block; a name whose links lead to two that are not one keeps the strongest that agree, or none."""
    by_name: dict[str, list[Join]] = defaultdict(list)
    known = {name.id: name for name in block}
    links = []
    for a, b in _comparable(block):
        conflict = find_conflict(a, b, decided)
        link = find_link(a, b) if conflict is None else None
        if link is None:
            if conflict or are_alike(a, b):
                refused[frozenset((a.id, b.id))] = conflict or ("no evidence", "")
            continue
        links.append(link)
        by_name[a.id].append(link)
        by_name[b.id].append(link)
    kept = []
    for link in links:
        rivals = [*by_name[link.actor], *by_name[link.other]]
        rival = next((one for one in rivals if _is_rival(link, one, known, decided)), None)
        if rival is None:
            kept.append(link)
        else:
            other = {rival.actor, rival.other} - {link.actor, link.other}
            refused[frozenset((link.actor, link.other))] = "ambiguous", known[min(other)].name
    return kept


def _is_rival(link: Join, other: Join, known: Mapping[str, Name], decided: set[Pair]) -> bool:
    """Whether another link, as strong, joins one end with a name that cannot be the other end's."""
    ends = {link.actor, link.other} ^ {other.actor, other.other}
    if len(ends) != 2 or STRENGTH[other.rule] > STRENGTH[link.rule]:
        return False
    a, b = sorted(ends)
    return find_conflict(known[a], known[b], decided) is not None


def _comparable(block: Sequence[Name]) -> Iterator[tuple[Name, Name]]:
    """People whose given names begin alike, or of whom one has the other's name as alias; all pairs of bodies."""
    if block[0].kind != "person":
        yield from combinations(block, 2)
        return
    by_key: dict[str, list[Name]] = defaultdict(list)
    for name in block:
        for key in {name.folded, *name.folded_aliases} | {"".join(name.person.given[:1])[:1]}:
            by_key[key].append(name)
    pairs = {(a.id, b.id): (a, b) for alike in by_key.values() for a, b in combinations(alike, 2)}
    yield from (pairs[key] for key in sorted(pairs))


def are_alike(a: Name, b: Name) -> bool:
    """Whether a reader may take one for the other."""
    if a.kind != b.kind:
        return a.folded == b.folded
    return a.kind == "person" and have_alike_given_names(a.person, b.person)


def find_link(a: Name, b: Name) -> Join | None:
    """The strongest rule that joins two names of one block, with what both have."""
    found = _link_people(a, b) if a.kind == "person" else _link_bodies(a, b)
    return Join(rule=found[0], actor=a.id, other=b.id, value=found[1]) if found else None


def _link_people(a: Name, b: Name) -> tuple[JoinRule, str] | None:
    if a.folded == b.folded:
        return "name", a.name
    role = _shared_role(a, b) if have_alike_given_names(a.person, b.person) else None
    if a.person.ending != b.person.ending:
        return ("role", role) if role else None
    if alias := _shared_alias(a, b):
        return "alias", alias
    if role:
        return "role", role
    return ("middle", min(a.name, b.name, key=len)) if differ_in_middle_only(a.person, b.person) else None


def _shared_alias(a: Name, b: Name) -> str | None:
    """An article uses the name of one for the other, too."""
    return b.name if b.folded in a.folded_aliases else a.name if a.folded in b.folded_aliases else None


def _shared_role(a: Name, b: Name) -> str | None:
    """A role of two words or more, or a body named in their roles."""
    roles = a.folded_roles.keys() & b.folded_roles.keys()
    if roles:
        return a.folded_roles[min(roles)]
    return min(a.role_names & b.role_names, default=None)


def _link_bodies(a: Name, b: Name) -> tuple[JoinRule, str] | None:
    if a.folded == b.folded:
        return "name", a.name
    if read_body(a.folded) == read_body(b.folded):
        return "body", min(a.name, b.name, key=lambda name: (len(name), name))
    for short, long in ((a, b), (b, a)):
        is_short_form = is_acronym(short.name) and initials(long.folded) == short.folded.replace(" ", "")
        if short.folded in long.folded_aliases and (is_short_form or " " in short.folded):
            return "alias", short.name
    return None


# Conflicts
def find_conflict(a: Name, b: Name, decided: set[Pair]) -> tuple[ApartReason, str] | None:
    """Why the two cannot be one, whatever else they have in common."""
    if frozenset((a.id, b.id)) in decided:
        return "decision", ""
    if a.kind != b.kind:
        return "kind", f"{a.kind}, {b.kind}"
    if a.wikidata and b.wikidata and a.wikidata != b.wikidata:
        return "gazetteer", f"{a.wikidata}, {b.wikidata}"
    if a.kind != "person":
        return None
    if a.person.ending and b.person.ending and a.person.ending != b.person.ending:
        return "ending", f"{a.person.ending}, {b.person.ending}"
    if a.fields and b.fields and a.fields.isdisjoint(b.fields):
        return "field", ", ".join([*sorted(a.fields), *sorted(b.fields)])
    same_given = a.person.given[:1] == b.person.given[:1]
    if same_given and differ_in_middle(a.person, b.person):
        return "middle", f"{a.name}, {b.name}"
    return None


def _conflict_of_groups(
    known: Mapping[str, Name], group: set[str], other: set[str], decided: set[Pair]
) -> tuple[ApartReason, str] | None:
    for a in sorted(group & known.keys()):
        for b in sorted(other & known.keys()):
            if conflict := find_conflict(known[a], known[b], decided):
                return conflict
    return None


# The id of a group
def _representatives(known: Mapping[str, Name], groups: _Groups, merges: Sequence[Decision]) -> dict[str, str]:
    """The name that people merged the others into, else one with a Wikidata id, else the smallest id."""
    into = {one.other for one in merges} - {one.actor for one in merges}
    chosen: dict[int, str] = {}

    def rank(name: str) -> tuple[bool, bool, str]:
        return name not in into, known[name].wikidata is None, name

    for name in known.values():
        group = groups.of[name.id]
        if id(group) not in chosen:
            chosen[id(group)] = min(group & known.keys(), key=rank)
    return {name: chosen[id(groups.of[name])] for name in known}
