"""Reads the names in runs of capitalised words: cut at titles and roles, without affiliations and endings."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extract.gazetteer import country_of_demonym, known
from extract.lexicon import load_words
from extract.names import is_given_name, is_role_noun, singular, strip_possessive, titles
from extract.runs import RunFinder, is_state_code
from extract.words import NOUN, Range, Words
from schema.actor import ActorKind

KINDS: dict[str, ActorKind] = {
    "PERSON": "person", "ORG": "organization", "GPE": "place", "LOC": "place", "FAC": "place"
}  # fmt: skip
NO_ACTORS = frozenset({"WORK_OF_ART", "EVENT", "LAW", "PRODUCT", "LANGUAGE"})
_SUFFIXES = frozenset({"jr.", "jr", "sr.", "sr", "ii", "iii", "iv"})


@dataclass(frozen=True)
class Mention:
    """A name as it stands: `name` without titles, marks and possessive; `title_words` stood before it."""

    token_start: int
    token_end: int
    chars: Range
    name: str
    title_words: tuple[str, ...] = ()
    role: Range | None = None
    """Characters of the role before the name, titles included: "Iranian Foreign Minister"."""
    in_headline: bool = False

    @property
    def parts(self) -> list[str]:
        return self.name.split()

    @property
    def is_single(self) -> bool:
        return " " not in self.name


@dataclass(frozen=True)
class Votes:
    """How often spaCy gave a string which kind, over the whole article."""

    labels: dict[str, Counter[str]]
    articled: frozenset[str]
    """Names that stand behind "the" somewhere: people's do not."""

    def top(self, name: str) -> str | None:
        counted = self.labels.get(name)
        return max(sorted(counted), key=lambda label: counted[label]) if counted else None

    def count(self, name: str) -> int:
        return self.labels[name].total() if name in self.labels else 0

    def share(self, name: str, label: str) -> float:
        counted = self.labels.get(name)
        return counted[label] / counted.total() if counted else 0.0


class MentionFinder:
    """One pass over the words of one article."""

    def __init__(self, text: str, words: Words) -> None:
        self.text = text
        self.words = words
        self.runs = RunFinder(words)
        self.not_names = load_words("not_names")
        self.affiliations = load_words("affiliation_adjectives")
        self.organization_words = load_words("organization_words")
        self.modifiers = load_words("role_modifiers")
        self.particles = load_words("particles")

    def find(self) -> list[Mention]:
        body = [mention for run in self.runs.find() for mention in self._read_run(*run) if not _is_generic(mention)]
        return sorted((*body, *self._find_in_headlines(body)), key=lambda mention: mention.chars)

    @cached_property
    def votes(self) -> Votes:
        labels: defaultdict[str, Counter[str]] = defaultdict(Counter)
        articled: set[str] = set()
        words = self.words
        i = 0
        while i < len(words):
            label, j = words.entity[i], i + 1
            while label and j < len(words) and words.entity[j] == label and not self._entity_breaks(j):
                j += 1
            if label in KINDS or label in NO_ACTORS or label == "NORP":
                start = i + (words.lower[i] == "the")
                end = j - (words.lower[j - 1] in ("'s", "’s", "'", "’"))
                if start < end:
                    name = strip_possessive(self._join(start, end))
                    labels[name][label] += 1
                    if start and words.lower[start - 1] == "the":
                        articled.add(name)
            i = j
        return Votes(labels, frozenset(articled))

    def _entity_breaks(self, i: int) -> bool:
        return self.words.paragraph[i] != self.words.paragraph[i - 1]

    # names in a run

    def _read_run(self, start: int, end: int) -> Iterator[Mention]:
        name = strip_possessive(self._join(start, end))
        if known(name) is not None or (end - start > 2 and self.votes.share(name, "ORG") == 1):
            yield self._mention(start, end)
            return
        role_end = self._role_end(start, end)
        if role_end is None:
            if trimmed := self._trim(start, end):
                yield self._mention(*trimmed)
            return
        yield from self._read_before_role(start, role_end)
        if role_end < end:
            yield self._mention(role_end, end, role_start=start)

    def _role_end(self, start: int, end: int) -> int | None:
        """Behind the last title or role noun that has a name after it; the end if the run ends in a role."""
        words = self.words
        if words.lower[end - 1] in self.organization_words and end - start > 1:
            return None
        for i in range(end - 1, start - 1, -1):
            if self._is_title(i) or (is_role_noun(words.text[i]) and not words.text[i].isupper()):
                if i == end - 1:
                    if start < i and is_given_name(words.text[i - 1]) and i - 1 == start:
                        return None
                    return end
                if words.lower[i + 1] in _SUFFIXES:
                    return None
                return i + 1 if self.runs.is_capital(i + 1) or words.lower[i + 1] in self.particles else None
        return None

    def _read_before_role(self, start: int, role_end: int) -> Iterator[Mention]:
        """The body that a role names: "White House" Press Secretary …"""
        words, end = self.words, role_end
        while end > start and (self._is_role_word(end - 1) or not self.runs.is_capital(end - 1)):
            end -= 1
        trimmed = self._trim(start, end) if end > start else None
        if trimmed:
            name = strip_possessive(self._join(*trimmed))
            if known(name) or self.votes.top(name) in KINDS or words.lower[end - 1] in self.organization_words:
                yield self._mention(*trimmed)

    def _is_role_word(self, i: int) -> bool:
        lower = self.words.lower[i]
        return lower in self.modifiers or lower in titles() or is_role_noun(self.words.text[i])

    def _trim(self, start: int, end: int) -> Range | None:
        """Without leading affiliations ("Republican") that are no part of the name; None if nothing is left."""
        words = self.words
        while start < end and self._is_affiliation(start) and not self._belongs_to_name(start, end):
            start += 1
        while start < end and not self._closes_name(start, end):
            end -= 1
        if start >= end:
            return None
        first = words.text[start]
        if end - start == 1 and is_state_code(words, start):
            return start, end
        if end - start == 1 and (len(first.rstrip(".")) < 2 or first in self.not_names):
            return None
        return start, end

    def _closes_name(self, start: int, end: int) -> bool:
        """Its last word has a capital, is "jr.", or hangs on a hyphen: "Jong-chol"."""
        words, last = self.words, end - 1
        hyphened = last - 1 > start and words.text[last - 1] in "-–" and words.text[last][0].isalpha()
        return self.runs.is_capital(last) or words.lower[last] in _SUFFIXES or hyphened

    def _is_affiliation(self, i: int) -> bool:
        word = self.words.text[i]
        return word in self.affiliations or (country_of_demonym(word) is not None and known(word) is None)

    def _belongs_to_name(self, start: int, end: int) -> bool:
        words = self.words
        if end - start == 1:
            return False
        if words.lower[end - 1] in self.organization_words or words.entity[start] in ("ORG", "FAC", "LOC", "GPE"):
            return words.entity[start] == words.entity[start + 1] or words.lower[end - 1] in self.organization_words
        return False

    def _mention(self, start: int, end: int, *, role_start: int | None = None) -> Mention:
        words = self.words
        title_words: tuple[str, ...] = ()
        role = None
        if role_start is not None and role_start < start:
            title_words = tuple(words.text[role_start:start])
            role = words.chars(role_start, start)
        elif self._stands_after_role(start):
            first = self._role_start(start)
            role, title_words = words.chars(first, start), tuple(words.text[first:start])
        name, chars = self._name(start, end)
        return Mention(start, end, chars, name, title_words, role)

    def _stands_after_role(self, start: int) -> bool:
        """ "the conservative writer" before a name, in small letters."""
        words = self.words
        return (
            start > 0
            and words.sent[start - 1] == words.sent[start]
            and (is_role_noun(words.text[start - 1]) or self._is_title(start - 1))
            and words.paragraph[start - 1] == words.paragraph[start]
        )

    def _is_title(self, i: int) -> bool:
        return self.runs.is_capital(i) and self.words.lower[i] in titles()

    def _role_start(self, start: int) -> int:
        words, first = self.words, start - 1
        while first > 0 and start - first < 8 and words.sent[first - 1] == words.sent[start]:
            word = words.lower[first - 1]
            if word in ("the", "a", "an", "and", "or", ",") or not (word[0].isalnum() or word in ("-", "’s", "'s")):
                break
            if words.dep[first - 1] not in ("compound", "amod", "nmod", "punct", "poss", "case"):
                break
            first -= 1
        return first

    def _name(self, start: int, end: int) -> tuple[str, Range]:
        """The words as a name, and its characters, both without a possessive ending."""
        raw = self._join(start, end)
        name = strip_possessive(raw.rstrip(" ,;:=*"))
        return name, (self.words.start[start], self.words.end[end - 1] - len(raw) + len(name))

    def _join(self, start: int, end: int) -> str:
        return " ".join(self.text[self.words.start[start] : self.words.end[end - 1]].split())

    # headlines

    def _find_in_headlines(self, body: list[Mention]) -> Iterator[Mention]:
        """In a headline every word has a capital: only names that the body or the lists have, and spaCy's people."""
        forms = {mention.name for mention in body}
        forms |= {part for mention in body if 2 <= len(mention.parts) <= 4 for part in mention.parts[-1:]}
        folded = {form.upper(): form for form in sorted(forms)}
        words, i = self.words, 0
        while i < len(words):
            if not words.titled[i] or not self.runs.is_capital(i) or self.runs.opens_question(i):
                i += 1
                continue
            end = self._longest_form(i, folded)
            if end > i:
                name, chars = self._name(i, end)
                yield Mention(i, end, chars, folded.get(name.upper(), name), in_headline=True)
            i = max(end, i + 1)

    def _longest_form(self, start: int, forms: dict[str, str]) -> int:
        words = self.words
        ends = [
            end
            for end in range(min(start + 5, len(words)), start, -1)
            if words.paragraph[end - 1] == words.paragraph[start] and not words.text[end - 1].isspace()
        ]
        for end in ends:
            name = strip_possessive(self._join(start, end))
            if name.upper() in forms:
                return end
            if known(name) is not None and (end - start > 1 or name.isupper() or len(name) > 4):
                return end
        return next((end for end in ends if end - start in (2, 3) and self._is_person_entity(start, end)), start)

    def _is_person_entity(self, start: int, end: int) -> bool:
        words = self.words
        return is_given_name(words.text[start]) and all(words.entity[i] == "PERSON" for i in range(start, end))


def _is_generic(mention: Mention) -> bool:
    """Sorts of bodies with a capital, "the Committee", "a Super PAC", name none."""
    lower = [part.lower() for part in mention.parts]
    generic = load_words("group_nouns") | load_words("document_nouns") | {"super"}
    return all(part in generic for part in lower) and known(mention.name) is None


def is_label(words: Words, i: int) -> bool:
    """ "the ferry" Solveig: a thing with its own article, so the name behind it is the thing's."""
    sort = singular(words.lower[i])
    is_actor = is_role_noun(sort) or sort in load_words("group_nouns") or sort in load_words("document_nouns")
    if words.pos[i] != NOUN or not words.text[i].islower() or is_actor:
        return False
    first = i - 1
    while first >= 0 and words.dep[first] in ("compound", "amod", "nmod") and words.text[first].islower():
        first -= 1
    return first >= 0 and words.lower[first] in ("the", "a", "an", "this", "his", "her", "their", "its")
