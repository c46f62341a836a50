"""The words of a predicate: its verbs with auxiliaries, negation, particles, and the adverbs among them."""

from __future__ import annotations

from extract.clauses import Clause
from extract.phrases import Content
from extract.tree import Word

_PARTS = frozenset({"aux", "auxpass", "neg", "prt", "expl"})


def predicate_words(clause: Clause) -> list[Word]:
    """In order of the text; a coordinated verb borrows what stands before the first: "*will* cut and *raise*"."""
    words = [word for verb in clause.chain for word in _verb_words(clause.content, verb)]
    words += [word for verb in (clause.chain[0], clause.verb) for word in _borrowed(clause.content, verb)]
    words += _adverbs(clause, words)
    return sorted(set(words), key=lambda word: word.i)


def _verb_words(content: Content, verb: Word) -> list[Word]:
    subject = next((child.i for child in verb.children if child.dep_ == "nsubj" and child.i < verb.i), -1)
    return [verb] + [
        child
        for child in content.children(verb)
        if (child.dep_ in _PARTS or child.lower_ in ("n't", "n’t"))
        and child.lower_ != "it"
        and not (child.dep_ == "neg" and child.i < subject)
    ]


def _borrowed(content: Content, verb: Word) -> list[Word]:
    first = verb
    while first.dep_ == "conj" and first.head.tag_ == verb.tag_ and first.head in content:
        if any(child.dep_ in ("aux", "auxpass") for child in first.children):
            return []
        first = first.head
    if first == verb:
        return []
    return [child for child in content.children(first) if child.dep_ in ("aux", "auxpass", "neg") and child.i < first.i]


def _adverbs(clause: Clause, words: list[Word]) -> list[Word]:
    """Adverbs between the words of the predicate, or right before them: "*also* bought", "is *mainly* located"."""
    taken = {word.i for word in words}
    first, last = min(taken), max(taken)
    found = []
    for verb in clause.chain:
        for child in clause.content.children(verb):
            if child.dep_ == "advmod" and child.tag_ in ("RB", "RBR", "RBS") and first - 1 <= child.i < last:
                found += [child, *(c for c in clause.content.children(child) if c.dep_ in ("advmod", "neg"))]
    return found
