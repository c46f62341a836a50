"""Joins the mentions of one article to actors: full names first, then everything shorter by what it is short for."""

from __future__ import annotations

from bisect import bisect_left

from extract.drafts import Draft, Join, LinkRule, gender_of, told_gender
from extract.gazetteer import Known, by_surname
from extract.lexicon import load_words
from extract.mentions import Mention, Votes, is_label
from extract.name_kinds import kind_of
from extract.names import PersonName, read_name, same_person, singular
from extract.passage import Passage
from extract.short_bodies import find_acronyms, join_short_forms, stands_after_the
from extract.words import PROPN, Words
from schema.actor import ActorKind
from schema.ids import fold

_MAX_RIVALS = 12
"""Actors weighed for one short name."""
_MAX_NAMESAKES = 40
"""People of one surname that a full name is compared with."""


class Casting:
    """Joins mentions to actors: full names first, then everything shorter by what they are short for."""

    def __init__(self, passage: Passage, words: Words, votes: Votes) -> None:
        self.passage = passage
        self.words = words
        self.votes = votes
        self.drafts: list[Draft] = []
        self.by_key: dict[tuple[str, str], Draft] = {}
        self.by_surname: dict[str, list[Draft]] = {}
        self.by_given: dict[str, list[Draft]] = {}
        self.by_middle: dict[str, list[Draft]] = {}
        self.by_opening: dict[str, list[Draft]] = {}
        self.by_ending: dict[str, list[Draft]] = {}
        self.by_first: dict[str, list[Draft]] = {}
        self.joins: list[Join] = []
        self.unjoined: list[Mention] = []
        self.first_seen: dict[str, int] = {}

    def join_all(self, mentions: list[Mention]) -> list[Join]:
        kinds = [kind_of(mention, self.votes, self.words) for mention in mentions]
        for mention in mentions:
            self.first_seen.setdefault(mention.name, mention.token_start)
        short = []
        for mention, (kind, entry) in zip(mentions, kinds, strict=True):
            if kind is None and self._may_be_person(mention):
                self._cast_person(mention, None)
                self.joins[-1].draft.is_sure = False
            elif kind == "person" and not mention.is_single and not _is_short(mention):
                self._cast_person(mention, entry)
            elif kind == "person" or mention.is_single or kind is None:
                short.append((mention, kind, entry))
            else:
                self._cast_body(mention, kind, entry)
        acronyms = find_acronyms(self.words, self.drafts)
        join_short_forms(self.words, self.joins, self.by_ending)
        left = [mention for mention, kind, entry in short if not self._cast_short(mention, kind, entry, acronyms)]
        self.unjoined = [mention for mention in left if not self._cast_as_before(mention)]
        return self.joins

    def _join(self, mention: Mention, draft: Draft, rule: LinkRule, *, confidence: float = 1.0) -> None:
        known_by = draft.full_mentions or draft.mentions
        by = known_by[-1] if known_by else None
        draft.add(mention)
        self.joins.append(Join(mention, draft, rule, confidence, by))

    # full names

    def _cast_person(self, mention: Mention, entry: Known | None) -> None:
        person = read_name(mention.parts)
        draft = self.draft_of_person(mention.name, person, entry)
        self._join(mention, draft, "list" if entry else "full_name")
        draft.full_mentions.append(mention)

    def draft_of_person(self, name: str, person: PersonName, entry: Known | None) -> Draft:
        if entry:
            name, person = entry.name, read_name(entry.name.split())
        key = ("person", fold(name))
        turned = ("person", " ".join(reversed(fold(name).split())))
        if draft := self.by_key.get(key) or self.by_key.get(turned):
            return draft
        surname = _surname_key(person.surname)
        for draft in self.by_surname.get(surname, [])[-_MAX_NAMESAKES:]:
            if draft.person and not (draft.entry and entry) and _may_be_one(draft.person, person):
                if len(person.full) > len(draft.person.full) and not draft.entry:
                    draft.person, draft.name = person, person.full
                self.by_key[key] = draft
                return draft
        draft = Draft("person", name if entry else person.full, person, entry)
        self._enter(key, draft)
        self.by_surname.setdefault(surname, []).append(draft)
        for at, given in enumerate(person.given):
            (self.by_middle if at else self.by_given).setdefault(fold(given), []).append(draft)
        return draft

    def _cast_body(self, mention: Mention, kind: ActorKind, entry: Known | None) -> None:
        draft = self.draft_of_body(mention.name, kind, entry)
        self._join(mention, draft, "list" if entry else "name_of_body")

    def draft_of_body(self, name: str, kind: ActorKind, entry: Known | None) -> Draft:
        name = entry.name if entry else name
        draft = self.by_key.get((kind, fold(name)))
        if draft is None and entry is None and kind == "organization":
            draft = self._longer_body(name)
        if draft is None:
            draft = Draft(kind, name, entry=entry)
            self._enter((kind, fold(name)), draft)
        return draft

    def _longer_body(self, name: str) -> Draft | None:
        """ "Harbour Fund" for the "Harbour Fund of Newtown" met before."""
        opening = fold(name) + " "
        near = self.by_opening.get(" ".join(opening.split()[:2]), [])[:_MAX_RIVALS]
        found = [draft for draft in near if fold(draft.name).startswith(opening)]
        return found[0] if len(found) == 1 and " " in name else None

    def _enter(self, key: tuple[str, str], draft: Draft) -> None:
        self.by_key[key] = draft
        draft.order = len(self.drafts)
        self.drafts.append(draft)
        if draft.kind == "organization":
            words = fold(draft.name).split()
            self.by_opening.setdefault(" ".join(words[:2]), []).append(draft)
            self.by_ending.setdefault(" ".join(words[-1:]), []).append(draft)
            if len(words) > 1:
                self.by_first.setdefault(words[0], []).append(draft)

    # names of one word

    def _cast_short(
        self, mention: Mention, kind: ActorKind | None, entry: Known | None, acronyms: dict[str, Draft]
    ) -> bool:
        """False for one that is no actor's, as far as it tells by itself."""
        people = [one for one in self._people_named(mention) if one.is_sure or kind in (None, "person")]
        if people and not self._is_place_here(mention, entry):
            self._link_person(mention, people)
        elif isles := self._isles(mention):
            self._join(mention, isles, "short_form")
        elif entry is not None:
            self._cast_body(mention, entry.kind, entry) if entry.kind != "person" else self._cast_person(mention, entry)
        elif body := acronyms.get(mention.name.replace(".", "")):
            self._join(mention, body, "acronym")
        elif body := self._body_ending_in(mention) or self._body_opening_with(mention):
            self._join(mention, body, "short_form")
        elif mention.is_single and mention.token_start and is_label(self.words, mention.token_start - 1):
            return False
        elif kind == "person" or self._looks_like_person(mention):
            self._cast_surname(mention)
        elif kind is not None:
            self._cast_body(mention, kind, None)
            self.joins[-1].draft.is_sure = mention.name.isupper() or "." in mention.name
        elif self._is_located(mention):
            self._cast_body(mention, "place", None)
            self.joins[-1].draft.is_sure = False
        elif self._acts(mention):
            self._cast_surname(mention)
            self.joins[-1].draft.is_sure = False
        else:
            return False
        return True

    def _cast_as_before(self, mention: Mention) -> bool:
        """What tells nothing by itself is whom the same word means elsewhere in the article."""
        name = fold(mention.name)
        for kind in ("surname", "organization", "place"):
            if draft := self.by_key.get((kind, name)):
                self._join(mention, draft, "same_name")
                return True
        return False

    def _people_named(self, mention: Mention) -> list[Draft]:
        """Those of the article whose surname, else given name it is; with the one known by that surname everywhere."""
        person = read_name(mention.parts)
        found = list(self.by_surname.get(_surname_key(person.surname), ()))
        prominent = by_surname(person.surname, self.passage.published)
        is_new = prominent and all(draft.entry is not prominent for draft in found)
        if prominent and is_new and self._is_met_before(mention, found):
            found.append(self.draft_of_person(prominent.name, read_name(prominent.name.split()), prominent))
        return found or self._called_by_given_name(mention, fold(person.surname))

    def _called_by_given_name(self, mention: Mention, word: str) -> list[Draft]:
        """By the first name, else by one in the middle ("García" for "Ana García Márquez") once it was introduced."""
        if first := self.by_given.get(word):
            return [draft for draft in first if draft.is_sure]
        seen = self.first_seen[mention.name]
        middle = self.by_middle.get(word, [])
        return [one for one in middle if one.is_sure and one.full_mentions and one.full_mentions[0].token_start < seen]

    def _is_met_before(self, mention: Mention, people: list[Draft]) -> bool:
        """The lone surname stands before any of them is introduced in full: it means somebody else."""
        introduced = [m.token_start for draft in people[:_MAX_RIVALS] for m in draft.full_mentions if not m.in_headline]
        return not introduced or (min(introduced) > mention.token_start and not mention.in_headline)

    def _is_place_here(self, mention: Mention, entry: Known | None) -> bool:
        if entry is None or entry.kind == "person" or mention.title_words:
            return False
        return self.words.entity[mention.token_start] in ("GPE", "LOC", "ORG")

    def _looks_like_person(self, mention: Mention) -> bool:
        if mention.title_words:
            return True
        if self.votes.top(mention.name) in ("GPE", "LOC", "FAC"):
            return False
        root = mention.token_end - 1
        speaks = self.words.dep[root] == "nsubj" and self.words.lower[self.words.head[root]] in load_words(
            "speech_verbs"
        )
        return speaks and not mention.name.isupper() and self.votes.share(mention.name, "PERSON") > 0

    def _acts(self, mention: Mention) -> bool:
        """Does or owns something, as people do: the last guess for a name that nothing tells of."""
        words, root = self.words, mention.token_end - 1
        if mention.name.isupper() or "." in mention.name or words.pos[root] != PROPN:
            return False
        return words.dep[root] in ("nsubj", "nsubjpass", "poss", "dobj", "agent", "conj", "appos", "attr", "pobj")

    def _is_located(self, mention: Mention) -> bool:
        """ "in Harbourton": a place, if nothing else is known of it."""
        words, root = self.words, mention.token_end - 1
        above = words.head[root]
        return words.dep[root] == "pobj" and words.lower[above] in ("in", "at", "near", "around", "across", "outside")

    def _may_be_person(self, mention: Mention) -> bool:
        """Two or three capitalised words that spaCy passes over, where people stand."""
        if not 2 <= len(mention.parts) <= 3 or self.votes.top(mention.name) or mention.in_headline:
            return False
        if stands_after_the(self.words, mention):
            return False
        tokens = [i for i in range(mention.token_start, mention.token_end) if self.words.text[i] != "-"]
        proper = all(self.words.pos[i] == PROPN for i in tokens)
        return proper and all(part.replace("-", "").isalpha() and not part.isupper() for part in mention.parts)

    def _body_ending_in(self, mention: Mention) -> Draft | None:
        """ "the Post" for the last paper so called: only after "the"."""
        if not stands_after_the(self.words, mention):
            return None
        name = fold(mention.name)
        ending = self.by_ending.get(name.split()[-1], []) if name else []
        found = [draft for draft in ending[-_MAX_RIVALS:] if fold(draft.name).endswith(" " + name)]
        before = [d for d in found if d.mentions and d.mentions[0].token_start < mention.token_start]
        return (before or found or [None])[-1]  # type: ignore[list-item]

    def _body_opening_with(self, mention: Mention) -> Draft | None:
        """ "Harrowby" for "Harrowby School": nothing but the sort of body is left out."""
        name = fold(mention.name)
        if mention.title_words or self.votes.top(mention.name) in ("GPE", "LOC", "FAC") or not mention.is_single:
            return None
        sorts = load_words("organization_words")
        found = [
            draft
            for draft in self.by_first.get(name, ())
            if all(word in sorts for word in fold(draft.name).split()[1:])
        ]
        return found[0] if len(found) == 1 else None

    def _isles(self, mention: Mention) -> Draft | None:
        """ "the Skerrans" for the Skerran Islands."""
        name = fold(mention.name)
        if not (mention.is_single and name.endswith("s") and stands_after_the(self.words, mention)):
            return None
        keys = ((kind, f"{name[:-1]} {sort}") for kind in ("country", "place") for sort in ("islands", "mountains"))
        return next((self.by_key[key] for key in keys if key in self.by_key), None)

    def _link_person(self, mention: Mention, people: list[Draft]) -> None:
        near = self._nearest(mention, people)
        scored = ((self._nearness(mention, draft) if len(near) > 1 else 0.0, draft) for draft in near)
        ranked = sorted(scored, key=lambda pair: (-pair[0], pair[1].order))
        (score, best), rivals = ranked[0], ranked[1:]
        confidence = 1.0
        if rivals:
            margin = score - rivals[0][0]
            confidence = 0.9 if margin >= 2 else 0.75 if margin >= 1 else 0.45
        by = next((full for full in reversed(best.full_mentions) if full.chars < mention.chars), None)
        is_surname = best.person is None or _surname_key(best.person.surname) == _surname_key(mention.parts[-1])
        rule: LinkRule = "surname" if is_surname else "given_name"
        first = best.full_mentions[0] if best.full_mentions else None
        best.add(mention)
        self.joins.append(Join(mention, best, rule, confidence, by or first, score, tuple((d, x) for x, d in rivals)))

    def _nearest(self, mention: Mention, people: list[Draft]) -> list[Draft]:
        """Of very many the last ones introduced."""
        if len(people) <= _MAX_RIVALS:
            return people
        before = [
            draft for draft in people if draft.full_mentions[:1] and draft.full_mentions[0].chars <= mention.chars
        ]
        return (before or people)[-_MAX_RIVALS:]

    def _nearness(self, mention: Mention, draft: Draft) -> float:
        """How well a lone surname fits one of several who bear it."""
        score = 0.0
        told = told_gender(mention)
        gender = gender_of(draft)
        if told and gender:
            score += 4.0 if told == gender else -8.0
        nouns = {singular(word.lower()) for word in mention.title_words}
        if nouns and nouns & _role_words(draft):
            score += 3.0
        full = draft.full_mentions[: bisect_left(draft.full_mentions, mention.token_start, key=lambda m: m.token_start)]
        score += 0.3 * min(len(draft.full_mentions), 5) + (1.5 if full else 0.0)
        score += 0.2 * min(len(draft.mentions), 10)
        if draft.full_mentions and draft.full_mentions[0].in_headline:
            score += 1.0
        if full:
            distance = self.words.paragraph[mention.token_start] - self.words.paragraph[full[-1].token_start]
            score += 1.5 if distance == 0 else 0.7 if distance <= 2 else 0.0
        if draft.entry and draft.entry is by_surname(draft.name.split()[-1], self.passage.published):
            score += 1.5
        if draft.person and fold(mention.name) != fold(draft.person.surname):
            score -= 1.0
        return score

    def _cast_surname(self, mention: Mention) -> None:
        """A lone name that nobody bears in full: an actor of this article only."""
        person = read_name(mention.parts)
        key = ("surname", fold(person.surname))
        draft = self.by_key.get(key)
        if draft is None:
            draft = Draft("person", mention.name, person)
            self._enter(key, draft)
        self._join(mention, draft, "lone_name", confidence=0.9)


def _is_short(mention: Mention) -> bool:
    """A surname of several words ("Le Pen"), or a title with one name ("Mr. Stone")."""
    return not read_name(mention.parts).given


def _may_be_one(a: PersonName, b: PersonName) -> bool:
    """One person's by the given names, or one is the end of the other: "Suu Kyi", "bin Salman", "Peña Nieto"."""
    short, long = sorted((fold(a.full), fold(b.full)), key=len)
    return same_person(a, b) or (" " in short and long.endswith(" " + short)) or _leaves_out(a, b)


def _leaves_out(a: PersonName, b: PersonName) -> bool:
    """One has some of the other's given names, written out and in their order: "Otto Lund", "Jens Otto Harry Lund"."""
    if fold(a.surname) != fold(b.surname) or a.suffix != b.suffix:
        return False
    short, long = sorted(([fold(one) for one in name.given] for name in (a, b)), key=len)
    rest = iter(long)
    return bool(short) and all(len(given) > 2 and given in rest for given in short)


def _surname_key(surname: str) -> str:
    """Without particles: "al-Assad" and "Assad" are one."""
    parts = fold(surname).split()
    while len(parts) > 1 and parts[0] in load_words("particles"):
        parts.pop(0)
    return " ".join(parts)


def _role_words(draft: Draft) -> set[str]:
    listed = draft.entry.roles if draft.entry else ()
    return draft.stated_roles | {word.lower() for role in listed for word in role.partition("@")[0].split()}
