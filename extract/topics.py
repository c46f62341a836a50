"""Which words of a content it turns on: subjects, objects and targets of its main clauses, and whose these are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from extract.lexicon import load_table
from extract.sources import noun_kind
from extract.words import AUX, NOUN, VERB, Words
from schema.actor import ActorKind

_SUBJECTS_AND_OBJECTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "attr", "oprd"})
_MAIN_CLAUSES = frozenset({"ccomp", "conj", "xcomp", "parataxis"})
_JOINED = frozenset({"conj", "appos"})
_DEEPEST = 12


def find_topics(words: Words, tokens: Iterable[int], kinds: Mapping[int, ActorKind]) -> frozenset[int]:
    """Tokens that head what the content is on; `kinds` has the tokens that stand for actors."""
    inside = frozenset(tokens)
    walk = _Walk(words, inside, kinds)
    for token in sorted(inside):
        if words.head[token] not in inside or words.head[token] == token:
            walk.head(token)
    return frozenset(walk.topics)


class _Walk:
    def __init__(self, words: Words, inside: frozenset[int], kinds: Mapping[int, ActorKind]) -> None:
        self.words = words
        self.inside = inside
        self.kinds = kinds
        self.topics: set[int] = set()

    def head(self, token: int) -> None:
        """Of a sentence, or of a content that is no sentence: a noun, a participle, "to" and a verb."""
        words = self.words
        if words.pos[token] in (VERB, AUX):
            self.clause(token, 0)
        elif words.dep[token] in ("prep", "agent"):
            self.behind(token, "verb", 0)
        elif words.dep[token] not in ("compound", "amod", "poss", "npadvmod", "punct"):
            self.noun(token, 0)
        elif words.dep[token] == "poss":
            self.topics.add(token)

    def clause(self, verb: int, depth: int) -> None:
        if depth > _DEEPEST:
            return
        words = self.words
        for child in self.below(verb):
            dep = words.dep[child]
            if dep in _SUBJECTS_AND_OBJECTS:
                self.noun(child, depth + 1)
            elif dep in _MAIN_CLAUSES:
                self.clause(child, depth + 1)
            elif dep == "agent":
                self.objects(child, depth)
            elif dep == "prep":
                self.behind(child, "verb", depth)
            elif dep == "acomp":
                self.adjective(child, depth)

    def noun(self, noun: int, depth: int) -> None:
        """A noun with what is joined to it, who owns it, and what it is of."""
        if depth > _DEEPEST:
            return
        words = self.words
        self.topics.add(noun)
        for child in self.below(noun):
            dep = words.dep[child]
            if dep in _JOINED:
                self.noun(child, depth + 1)
            elif dep == "poss":
                if self.kinds.get(noun) != "person":
                    self.noun(child, depth + 1)
            elif dep in ("compound", "nmod"):
                if words.pos[noun] == NOUN and not noun_kind(words, noun) and self.kinds.get(child) != "place":
                    self.topics.add(child)
            elif dep == "prep":
                self.behind(child, "noun", depth)
            elif dep in _SUBJECTS_AND_OBJECTS:
                self.noun(child, depth + 1)
            elif dep == "acl" and words.tag[child] == "VB":
                self.clause(child, depth + 1)

    def adjective(self, adjective: int, depth: int) -> None:
        """ "afraid of Stone", "ready to meet Stone"."""
        words = self.words
        for child in self.below(adjective):
            if words.dep[child] == "prep":
                self.behind(child, "adjective", depth)
            elif words.dep[child] in ("xcomp", "ccomp"):
                self.clause(child, depth + 1)
            elif words.dep[child] == "conj":
                self.adjective(child, depth + 1)

    def behind(self, preposition: int, above: str, depth: int) -> None:
        """What a preposition ties to a noun, verb or adjective, if it is one of the list."""
        hangs_on, reaches_places = _prepositions().get(self.words.lower[preposition], ("", False))
        if above in hangs_on:
            self.objects(preposition, depth, places=reaches_places)

    def objects(self, preposition: int, depth: int, *, places: bool = True) -> None:
        words = self.words
        for child in self.below(preposition):
            if words.dep[child] == "pobj" and (places or not self.is_place(child)):
                self.noun(child, depth + 1)
            elif words.dep[child] == "pcomp":
                self.clause(child, depth + 1)

    def is_place(self, token: int) -> bool:
        """Where it happens."""
        return self.kinds.get(token) in ("place", "country")

    def below(self, token: int) -> list[int]:
        return [child for child in self.words.children[token] if child in self.inside]


@cache
def _prepositions() -> dict[str, tuple[str, bool]]:
    """What each hangs on, and whether it leads to places."""
    return {row[0]: (row[1], len(row) > 2) for row in load_table("topic_prepositions")}
