"""Which runs of quoted words are one quote, as a function of the set of all runs: the order they come in is no matter.

Two runs are linked when their likeness (`graph.likeness`), which rests on the two alone, is enough; what is linked,
directly or through others, is one group. Only runs of one article, and runs that share enough of their keys
(`graph.units`), are compared; a key that very many have is a common phrase and leads nowhere. A group is a quote, or
several where it is very large (`divide`).

A store finds what is there (`QuoteDirectory`), `link` says what must be written. It compares what is new with what it
may belong to, and what is left of a group that lost a run, or a key, with itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple, Protocol

from graph.likeness import LINKED, find_likeness
from graph.units import Unit

MOST_ALIKE = 500
"""Runs that have a key: one that more have is a common phrase, or boilerplate."""
MOST_MEMBERS = 300
"""Runs of one quote; a group of more is divided."""
_SHARE = 5
"""Two runs are compared when they share at least one in so many of the keys of the one that has fewer."""


class Holder(NamedTuple):
    """A run that has a key."""

    key: int
    id: str
    keys: int
    """How many it has in all."""
    group: str


class Member(NamedTuple):
    unit: Unit
    group: str
    quote: str


class QuoteDirectory(Protocol):
    """What is there, without what was just removed and what is about to be added."""

    def find_holders(self, keys: Collection[int], *, limit: int) -> list[Holder]:
        """At most so many of each key."""

    def find_units(self, ids: Collection[str]) -> list[Member]: ...
    def find_members(self, groups: Collection[str]) -> list[Member]: ...
    def count_members(self, groups: Collection[str]) -> dict[str, int]: ...


@dataclass
class Linked:
    """What to write: the places of runs that are new, or in another group or quote now."""

    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Run → group, quote."""
    touched: set[str] = field(default_factory=set)
    """Quotes that have other runs than before, or none any more."""


def link(
    directory: QuoteDirectory,
    *,
    removed: Sequence[Member] = (),
    changed: Collection[str] = (),
    added: Sequence[Unit] = (),
) -> Linked:
    """`changed` are runs that have another speaker now."""
    return _Linking(directory, removed, changed, added).link()


def group(units: Iterable[Unit]) -> dict[str, str]:
    """Run → quote, of all runs that there are."""
    return {id_: quote for id_, (_, quote) in link(_Nothing(), added=list(units)).places.items()}


class _Nothing:
    def find_holders(self, keys: Collection[int], *, limit: int) -> list[Holder]:
        del keys, limit
        return []

    def find_units(self, ids: Collection[str]) -> list[Member]:
        del ids
        return []

    def find_members(self, groups: Collection[str]) -> list[Member]:
        del groups
        return []

    def count_members(self, groups: Collection[str]) -> dict[str, int]:
        del groups
        return {}


class _Sets:
    """Sets that are united; the smallest id stands for each."""

    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, one: str) -> str:
        root = one
        while (parent := self._parent.get(root, root)) != root:
            root = parent
        while (parent := self._parent.get(one, root)) != root:
            self._parent[one], one = root, parent
        return root

    def unite(self, a: str, b: str) -> None:
        x, y = sorted((self.find(a), self.find(b)))
        if x != y:
            self._parent[y] = x


class _Linking:
    def __init__(
        self, directory: QuoteDirectory, removed: Sequence[Member], changed: Collection[str], added: Sequence[Unit]
    ) -> None:
        self._directory = directory
        self._removed, self._added = removed, added
        self._holders: dict[int, list[Holder]] = {}
        self._counts: Counter[int] = Counter()
        """Of keys, afterwards."""
        self._sets = _Sets()
        self._active: dict[str, Unit] = {unit.id: unit for unit in added}
        """Runs that may be linked with any other."""
        self._loose: dict[str, Unit] = {}
        """Runs whose group is found anew."""
        self._before: dict[str, tuple[str, str]] = {}
        self._active_ids = set(changed)
        self._touched = {member.quote for member in removed}
        self._joined: set[str] = set()
        """Groups that stay as they are, but for what joins them."""

    def link(self) -> Linked:
        crossing = self._read_keys()
        self._active_ids |= {holder.id for key in crossing for holder in self._holders[key]}
        self._loosen()
        self._count_keys()
        self._link_loose()
        self._link_outside()
        return self._place()

    # What is to be compared
    def _read_keys(self) -> list[int]:
        """Reads who has the keys that come and go; those keys that become common phrases, or are none any more."""
        gone = Counter(key for member in self._removed for key in member.unit.keys)
        new = Counter(key for unit in self._added for key in unit.keys)
        self._find_holders([*gone, *new])
        crossing = []
        for key in sorted(gone.keys() | new.keys()):
            rest = len(self._holders[key])
            self._counts[key] = rest + new[key]
            if (rest + gone[key] > MOST_ALIKE) != (rest + new[key] > MOST_ALIKE):
                crossing.append(key)
        return crossing

    def _find_holders(self, keys: Iterable[int]) -> None:
        missing = sorted({key for key in keys if key not in self._holders})
        if missing:
            self._holders |= {key: [] for key in missing}
            for holder in self._directory.find_holders(missing, limit=MOST_ALIKE + 1):
                self._holders[holder.key].append(holder)

    def _loosen(self) -> None:
        """Groups that lost a run, or a run of which is another now, are found anew."""
        active = self._directory.find_units(sorted(self._active_ids)) if self._active_ids else []
        self._active |= {member.unit.id: member.unit for member in active}
        self._touched |= {member.quote for member in active}
        groups = {member.group for member in (*self._removed, *active)}
        members = self._directory.find_members(sorted(groups)) if groups else []
        for member in members:
            self._loose[member.unit.id] = self._active.get(member.unit.id, member.unit)
            self._before[member.unit.id] = member.group, member.quote
        self._loose |= {unit.id: unit for unit in self._added}

    def _count_keys(self) -> None:
        known = set(self._holders)
        self._find_holders(key for unit in self._loose.values() for key in unit.keys)
        self._counts.update({key: len(holders) for key, holders in self._holders.items() if key not in known})

    # Links
    def _link_loose(self) -> None:
        """With each other: each with those before it in its article, or that share enough of its keys."""
        by_key: dict[int, list[str]] = defaultdict(list)
        by_article: dict[str, list[Unit]] = defaultdict(list)
        for unit in self._loose.values():
            for other in by_article[unit.facts.article]:
                self._compare(unit, other)
            by_article[unit.facts.article].append(unit)
            shared: Counter[str] = Counter()
            for key in self._telling(unit):
                shared.update(by_key[key])
                by_key[key].append(unit.id)
            for id_, number in shared.items():
                other = self._loose[id_]
                if is_enough(number, len(unit.keys), len(other.keys)):
                    self._compare(unit, other)

    def _telling(self, unit: Unit) -> Iterator[int]:
        return (key for key in unit.keys if self._counts[key] <= MOST_ALIKE)

    def _compare(self, a: Unit, b: Unit) -> None:
        if self._sets.find(a.id) != self._sets.find(b.id) and find_likeness(a, b) >= LINKED:
            self._sets.unite(a.id, b.id)

    def _link_outside(self) -> None:
        """What is active with the groups that stay as they are, each of which is one already."""
        pairs: dict[tuple[str, str], str] = {}
        for unit in self._active.values():
            shared: Counter[str] = Counter()
            keys: dict[str, Holder] = {}
            for key in self._telling(unit):
                for holder in self._holders[key]:
                    if holder.id not in self._loose:
                        shared[holder.id] += 1
                        keys[holder.id] = holder
            for id_, number in shared.items():
                if is_enough(number, len(unit.keys), keys[id_].keys):
                    pairs[unit.id, id_] = keys[id_].group
        self._compare_outside(pairs)

    def _compare_outside(self, pairs: Mapping[tuple[str, str], str]) -> None:
        found = self._directory.find_units(sorted({other for _, other in pairs})) if pairs else []
        known = {member.unit.id: member.unit for member in found}
        for (id_, other), of in pairs.items():
            if self._sets.find(id_) == self._sets.find(of):
                continue
            if find_likeness(self._active[id_], known[other]) >= LINKED:
                self._sets.unite(id_, of)
                self._joined.add(of)

    # Places
    def _place(self) -> Linked:
        groups: dict[str, list[str]] = defaultdict(list)
        for id_ in self._loose:
            groups[self._sets.find(id_)].append(id_)
        joined: dict[str, list[str]] = defaultdict(list)
        for of in sorted(self._joined):
            joined[self._sets.find(of)].append(of)
        linked = Linked(touched=self._touched)
        sizes = self._directory.count_members(sorted(self._joined)) if self._joined else {}
        for root, ids in groups.items():
            self._place_group(linked, root, ids, joined.get(root, []), sizes)
        return linked

    def _place_group(
        self, linked: Linked, root: str, ids: list[str], joined: list[str], sizes: Mapping[str, int]
    ) -> None:
        if joined == [root] and sizes[root] + len(ids) <= MOST_MEMBERS:
            places = dict.fromkeys(ids, (root, root))
        else:
            units = [self._loose[id_] for id_ in ids]
            for member in self._directory.find_members(joined) if joined else ():
                units.append(member.unit)
                self._before[member.unit.id] = member.group, member.quote
            places = {id_: (root, quote) for id_, quote in divide(units).items()}
        for id_, place in places.items():
            before = self._before.get(id_)
            if before != place:
                linked.places[id_] = place
                linked.touched |= {place[1], *([before[1]] if before else [])}


def is_enough(shared: int, keys: int, others: int) -> bool:
    """Whether two runs have so many keys in common that they are worth comparing."""
    return shared > 0 and shared * _SHARE >= min(keys, others)


def divide(units: Sequence[Unit]) -> dict[str, str]:
    """Run → quote: a group, or where it is very large its parts, cut at the longest times between two publications."""
    days = sorted(units, key=lambda unit: (unit.facts.published or 0, unit.id))
    parts, waiting = [], [days]
    while waiting:
        part = waiting.pop()
        at = _longest_gap(part) if len(part) > MOST_MEMBERS else 0
        if at:
            waiting += [part[:at], part[at:]]
        else:
            parts.append(part)
    return {unit.id: min(one.id for one in part) for part in parts for unit in part}


def _longest_gap(units: Sequence[Unit]) -> int:
    """Where to cut, of equal gaps in the middle; 0 if all are of one day."""
    gaps = [(b.facts.published or 0) - (a.facts.published or 0) for a, b in pairwise(units)]
    if not any(gaps):
        return 0
    return 1 + max(range(len(gaps)), key=lambda at: (gaps[at], -abs(2 * at - len(gaps)), -at))
