"""What a change of articles or decisions means for the actors of a store, and which other articles it reaches.

A store finds what is there (`Directory`), `settle` says what must be written. All of it follows from the set of
articles and decisions, so that their order, and who deleted or replaced what before, is no matter.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

from graph.identities import Identities, decided_parts, divide
from graph.joining import EVIDENCE, Name, join, read_name
from graph.records import Form
from graph.support import Support
from schema.joining import Decision

FormCounts = dict[tuple[str, str], int]


class KnownName(NamedTuple):
    """A name or part in the store, the id of its actor, and how many articles say each of its forms."""

    id: str
    actor: str
    forms: FormCounts


class Directory(Protocol):
    """What is there."""

    def find_decisions(self) -> list[Decision]: ...
    def find_names(self, ids: Collection[str]) -> list[KnownName]: ...
    def find_blocks(self, blocks: Collection[str]) -> list[KnownName]: ...
    def find_members(self, actors: Collection[str]) -> list[KnownName]:
        """The names that are joined to these actors, themselves left out."""

    def find_supports(self, names: Collection[str], *, but: Collection[str]) -> list[Support]:
        """Of the articles that use one of the names; `but` those."""

    def find_articles(self, names: Collection[str]) -> dict[str, list[str]]:
        """The ids of all articles that use each of these names, in their order."""


@dataclass
class Settled:
    """What to write."""

    before: Identities
    after: Identities
    relinked: list[Support] = field(default_factory=list)
    """Articles that did not change, and some of whose names have another actor now."""
    forms: dict[str, FormCounts] = field(default_factory=dict)
    """Changes of the forms of each name, in articles."""
    articles: Counter[str] = field(default_factory=Counter)
    """Changes of the number of articles that use each name."""
    moved: dict[str, str] = field(default_factory=dict)
    """Name → its actor, for all that are new or have another actor now."""
    named: dict[str, FormCounts] = field(default_factory=dict)
    """What is called otherwise now → the forms of all its names; of a name that is joined to another, its own."""
    blocks: dict[str, str | None] = field(default_factory=dict)
    """The blocks of names that are new, or of which articles say something else now."""
    gone: list[str] = field(default_factory=list)
    """Names that no article uses any more."""
    more_actors: int = 0
    added_decisions: list[Decision] = field(default_factory=list)
    dropped_decisions: list[Decision] = field(default_factory=list)


def find_related(
    directory: Directory,
    names: Iterable[str],
    decisions: Iterable[Decision],
    known: dict[str, KnownName],
    block_of: Callable[[str], str | None],
) -> set[str]:
    """All names that these may be joined with, by rules or decisions, directly or through others.

    What is found in the store is added to `known`.
    """
    merged_with: dict[str, set[str]] = defaultdict(set)
    for decision in decisions:
        if decision.kind == "merge":
            merged_with[decision.actor].add(decision.other)
            merged_with[decision.other].add(decision.actor)
    reached, waiting, blocks = set(names), set(names), set[str]()
    while waiting:
        load_names(directory, waiting, known)
        new = {block for name in waiting if (block := block_of(name)) is not None} - blocks
        blocks |= new
        found = directory.find_blocks(sorted(new)) if new else []
        for one in found:
            known.setdefault(one.id, one)
        neighbours = {one.id for one in found} | {other for name in waiting for other in merged_with[name]}
        waiting = neighbours - reached
        reached |= waiting
    return reached


def read_known(known: KnownName) -> Name | None:
    return read_name(known.id, known.forms) if is_used(known.forms) else None


def load_names(directory: Directory, names: Iterable[str], known: dict[str, KnownName]) -> None:
    """Those that are not known yet; one that the store does not have has no forms."""
    missing = dict.fromkeys(name for name in names if name not in known)
    if missing:
        known |= {name: KnownName(name, name, {}) for name in missing}
        known |= {one.id: one for one in directory.find_names(list(missing))}


def is_used(forms: FormCounts) -> bool:
    """Whether an article uses the name; one that is somebody else everywhere has fields of work at most."""
    return any(field_ == "name" for field_, _ in forms)


def settle(
    directory: Directory,
    *,
    removed: Sequence[Support] = (),
    added: Sequence[Support] = (),
    decide: Iterable[Decision] = (),
    revoke: Iterable[Decision] = (),
) -> Settled:
    return _Settling(directory, removed, added, list(decide), list(revoke)).settle()


class _Settling:
    def __init__(
        self,
        directory: Directory,
        removed: Sequence[Support],
        added: Sequence[Support],
        decide: list[Decision],
        revoke: list[Decision],
    ) -> None:
        self._directory = directory
        self._removed, self._added = list(removed), list(added)
        held = {one.id: one for one in directory.find_decisions()}
        after = {id_: one for id_, one in held.items() if id_ not in {one.id for one in revoke}}
        after |= {one.id: one for one in decide}
        self._decisions = list(after.values())
        self._changed_decisions = [one for id_, one in (held | after).items() if held.get(id_) != after.get(id_)]
        self._known: dict[str, KnownName] = {}
        self._after: dict[str, FormCounts] = {}
        self._names: dict[str, Name | None] = {}
        self._settled = Settled(
            Identities(decided_parts(held.values())),
            Identities(decided_parts(self._decisions)),
            added_decisions=[one for one in after.values() if held.get(one.id) != one],
            dropped_decisions=[one for id_, one in held.items() if id_ not in after],
        )

    def settle(self) -> Settled:
        settled = self._settled
        parted = [one for one in self._changed_decisions if one.kind == "part"]
        self._relink({end for one in parted for end in (one.actor, one.other)})
        self._load(name for support in self._touched() for name in support.names)
        self._divide()
        self._load_parts()
        self._count_forms()
        changed = self._find_changed()
        changed |= {end for one in self._changed_decisions for end in (one.actor, one.other)}
        self._load(changed)
        after = self._join(changed) if changed else {}
        moved = {name: actor for name, actor in after.items() if actor != self._known[name].actor}
        settled.after.actors |= {name: actor for name, actor in after.items() if name != actor}
        self._add_relinked(settled, [name for name in moved if self._known[name].forms])
        for name, known in self._known.items():
            if known.actor != name:
                settled.before.actors[name] = known.actor
                if name not in after:
                    settled.after.actors[name] = known.actor
        self._load([*settled.before.actors.values(), *settled.after.actors.values()])
        settled.moved = moved | {name: after.get(name, name) for name in settled.forms if not self._known[name].forms}
        settled.named = self._find_named(after)
        settled.gone = [name for name in settled.forms if self._known[name].forms and not self._forms_after(name)]
        settled.more_actors = self._count_more_actors()
        return settled

    def _count_more_actors(self) -> int:
        settled, more = self._settled, 0
        for name in settled.forms.keys() | settled.moved.keys():
            known = self._known[name]
            more -= bool(known.forms) and known.actor == name
            more += bool(self._forms_after(name)) and settled.after.actors.get(name, name) == name
        return more

    # What is reached
    def _touched(self) -> Iterator[Support]:
        yield from self._removed
        yield from self._added
        yield from self._settled.relinked

    def _relink(self, names: Collection[str]) -> None:
        """Articles that use the names are taken out and put in again."""
        if names:
            self._load(names)
            handled = {support.article for support in self._touched()}
            self._settled.relinked += self._directory.find_supports(sorted(names), but=handled)

    def _load(self, names: Iterable[str]) -> None:
        load_names(self._directory, names, self._known)

    def _add_relinked(self, settled: Settled, moved: list[str]) -> None:
        """Articles that are linked again only because of another actor: their names stay what they are."""
        before = len(settled.relinked)
        self._relink(moved)
        supports = settled.relinked[before:]
        self._load(name for support in supports for name in support.names)
        self._know_divided(supports, but=settled.after.divided)
        self._load(
            settled.after.name_in(name, support.article, support.fields.get(name))
            for support in supports
            for name in support.names
        )

    # Parts
    def _divide(self) -> None:
        """Names that two lives share; where a life is new or gone, all articles of the name are linked again."""
        before, after = self._settled.before, self._settled.after
        counts = self._count_fields()
        divisions = {
            name: (divide(name, _fields(self._known[name].forms)), divide(name, now)) for name, now in counts.items()
        }
        for name, (then, now) in divisions.items():
            if then:
                before.divided[name] = then
            if now:
                after.divided[name] = now
        changed = {name for name, (then, now) in divisions.items() if then != now}
        self._relink({part for name in changed for part in (name, *before.divided.get(name, {}).values())})
        self._load(name for support in self._settled.relinked for name in support.names)
        self._know_divided(self._settled.relinked, but=counts)

    def _know_divided(self, supports: Iterable[Support], *, but: Collection[str]) -> None:
        """Names that are divided and stay so."""
        for name in {name for support in supports for name in support.fields} - set(but):
            if same := divide(name, _fields(self._known[name].forms)):
                self._settled.before.divided[name] = self._settled.after.divided[name] = same

    def _count_fields(self) -> dict[str, Counter[str]]:
        """Of each name of which a changed article tells fields, how many articles tell which, afterwards."""
        names = {name for support in self._touched() for name in support.fields}
        counts = {name: Counter(_fields(self._known[name].forms)) for name in sorted(names)}
        for support, sign, identities in self._signed():
            for name, told in support.fields.items():
                if (name, support.article) not in identities.parts:
                    counts[name][told] += sign
        return {name: Counter({told: number for told, number in of.items() if number}) for name, of in counts.items()}

    def _load_parts(self) -> None:
        for identities in (self._settled.before, self._settled.after):
            if identities.parts or identities.divided:
                self._load(
                    identities.name_in(name, support.article, support.fields.get(name))
                    for support in self._touched()
                    for name in support.names
                )

    # Forms
    def _signed(self) -> Iterator[tuple[Support, int, Identities]]:
        settled = self._settled
        for support in (*self._removed, *settled.relinked):
            yield support, -1, settled.before
        for support in (*self._added, *settled.relinked):
            yield support, 1, settled.after

    def _count_forms(self) -> None:
        counts: Counter[Form] = Counter()
        articles = self._settled.articles
        for support, sign, identities in self._signed():
            forms, names = support.forms, support.names
            if identities.parts or identities.divided:
                forms, names = _by_part(support, identities)
            if sign > 0:
                counts.update(forms)
                articles.update(names)
            else:
                counts.subtract(forms)
                articles.subtract(names)
        changes: defaultdict[str, FormCounts] = defaultdict(dict)
        for (name, field_, value), change in counts.items():
            changes[name][field_, value] = change
        self._settled.forms = dict(changes)

    def _forms_after(self, name: str) -> FormCounts:
        """Once the changes are counted."""
        after = self._after.get(name)
        if after is None:
            known, changes = self._known[name].forms, self._settled.forms.get(name)
            after = self._after[name] = _add(known, changes) if changes else known
        return after

    def _name_after(self, name: str) -> Name | None:
        """None where no article uses it."""
        if name not in self._names:
            forms = self._forms_after(name)
            self._names[name] = read_name(name, forms) if is_used(forms) else None
        return self._names[name]

    def _find_changed(self) -> set[str]:
        """Names of which something that joining reads is new or gone."""
        changed = set()
        for name, changes in self._settled.forms.items():
            known = self._known[name].forms
            for form, change in changes.items():
                articles = known.get(form, 0)
                if change and (articles == 0 or articles + change == 0) and form[0] in EVIDENCE:
                    changed.add(name)
                    break
        return changed

    # Actors
    def _join(self, changed: set[str]) -> dict[str, str]:
        """The actors of all names that the changed ones may be joined with."""
        decisions = (*self._decisions, *self._changed_decisions)
        before = [read_known(self._known[name]) for name in changed if self._known[name].forms]
        blocks = {name.block for name in before if name is not None and name.block is not None}
        near = {known.id: known for known in self._directory.find_blocks(sorted(blocks))}
        self._known = near | self._known
        self._settled.blocks = {name: self._block_after(name) for name in changed}
        decided = {end for one in decisions for end in (one.actor, one.other)}
        joined = {name for name in changed if self._known[name].actor != name}
        names = joined | {name for name in changed if self._settled.blocks[name] is not None or name in decided}
        reached = find_related(self._directory, names | near.keys(), decisions, self._known, self._block_after)
        present = (self._name_after(name) for name in sorted(reached))
        return join([name for name in present if name is not None], self._decisions).actor_of

    def _block_after(self, name: str) -> str | None:
        read = self._name_after(name)
        return read.block if read else None

    def _find_named(self, after: dict[str, str]) -> dict[str, FormCounts]:
        """Actors that have other names now, or one of whose names may be written otherwise."""
        settled = self._settled
        now, then = settled.after.actors, settled.before.actors
        touched = {now.get(name, name) for name in settled.forms} | {then.get(name, name) for name in settled.forms}
        names = [*self._find_renamed(), *settled.moved]
        names += [end for one in self._changed_decisions for end in (one.actor, one.other)]
        actors = {now.get(name, name) for name in names} | {then.get(name, name) for name in names}
        for known in self._directory.find_members(sorted(touched | actors)):
            self._known.setdefault(known.id, known)
            actors.add(known.actor)
        self._load(actors)
        members: dict[str, list[str]] = defaultdict(list)
        for name, known in self._known.items():
            members[after.get(name, known.actor)].append(name)
        named = {name: self._forms_after(name) for name in names if now.get(name, name) != name}
        named |= {actor: self._sum_forms(members[actor]) for actor in sorted(actors) if members[actor]}
        return {actor: forms for actor, forms in named.items() if forms}

    def _find_renamed(self) -> Iterator[str]:
        for name, changes in self._settled.forms.items():
            known = self._known[name].forms
            if _is_disputed(known) or any(
                change and (form not in known or known[form] + change == 0) for form, change in changes.items()
            ):
                yield name

    def _sum_forms(self, names: Sequence[str]) -> FormCounts:
        if len(names) == 1:
            return self._forms_after(names[0])
        forms: Counter[tuple[str, str]] = Counter()
        for name in names:
            forms.update(self._forms_after(name))
        return _without_article(dict(forms))


def _add(known: FormCounts, changes: FormCounts) -> FormCounts:
    forms = known | {form: known.get(form, 0) + change for form, change in changes.items()}
    return {form: articles for form, articles in forms.items() if articles}


def _is_disputed(forms: FormCounts) -> bool:
    """Whether articles give it two names or kinds: then the commonest counts."""
    fields = [field_ for field_, _ in forms if field_ in ("name", "kind", "wikidata")]
    return len(fields) > len(set(fields))


def _without_article(forms: FormCounts) -> FormCounts:
    """What is called by several names is not local to an article."""
    return {form: articles for form, articles in forms.items() if form[0] != "article"}


def _fields(forms: FormCounts) -> dict[str, int]:
    return {value: articles for (field_, value), articles in forms.items() if field_ == "fields"}


def _by_part(support: Support, identities: Identities) -> tuple[list[Form], list[str]]:
    """Forms and names of a record as they count; the fields of work stay with the name that may be divided.

    A part says of which name it is one.
    """
    part = {name: identities.name_in(name, support.article, support.fields.get(name)) for name in support.names}
    forms = [Form(other, "of", name) for name, other in part.items() if other != name]
    for form in support.forms:
        if form.field != "fields":
            forms.append(form._replace(actor=part[form.actor]))
        elif (form.actor, support.article) not in identities.parts:
            forms.append(form)
    return forms, list(dict.fromkeys(part.values()))
