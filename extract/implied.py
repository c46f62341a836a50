"""What a content says something is, without a verb: "Ann Lee, a lawyer", called "the plan a disaster"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.clauses import Part, is_bare_participle, parts
from extract.lexicon import load_words
from extract.passage import Range
from extract.phrases import Content, overlaps, phrase
from extract.tree import Word

Implied = tuple[Part, Part]
"""Somebody, and what they are."""

_NAMES = frozenset({"NOUN", "PROPN", "ADJ"})
_PLACES = frozenset({"GPE", "LOC", "FAC"})
_MEASURES = frozenset({"DATE", "TIME", "CARDINAL", "MONEY", "PERCENT", "QUANTITY", "ORDINAL"})
_NAMED = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_SMALL_CLAUSES = frozenset({"ccomp", "xcomp", "oprd"})


def find_implied(content: Content, cue: Sequence[Range]) -> Iterator[Implied]:
    """`cue` is the attribution's, if there is one: then only what it names counts."""
    yield from _appositions(content)
    yield from _namings(content, cue)


def _appositions(content: Content) -> Iterator[Implied]:
    for token in content.tokens:
        if token.dep_ != "appos" or token.head not in content:
            continue
        noun = _described(token)
        if _says_what(noun, token):
            name, role = (token, noun) if token.pos_ == "PROPN" and noun.pos_ == "NOUN" else (noun, token)
            subject = Part(name, tuple(phrase(content, name)))
            yield subject, Part(role, tuple(phrase(content, role, whole=True)))


def _described(appositive: Word) -> Word:
    """A person is the president, not the country: "the president of Ruritania, Ann Lee"."""
    noun = appositive.head
    if appositive.ent_type_ == "PERSON" and noun.ent_type_ not in ("", "PERSON") and noun.dep_ == "pobj":
        above = noun.head.head
        return above if above.pos_ == "NOUN" else noun
    return noun


def _says_what(noun: Word, appositive: Word) -> bool:
    """Whether it says what the noun is, as in "Ann Lee, a lawyer"; the second item of a list does not."""
    if noun.dep_ == "appos" or any(child.dep_ in ("appos", "conj") for child in appositive.children):
        return False
    if sum(child.dep_ == "appos" for child in appositive.head.children) > 1 or appositive.ent_type_ in _MEASURES:
        return False
    if noun.ent_type_ in _PLACES and appositive.ent_type_ in _PLACES:
        return False  # "Lenz, Ruritania"
    first = appositive.left_edge
    if appositive.pos_ == "PROPN" and first.i and first.nbor(-1).text in ("(", "-LRB-"):
        return False  # "Ann Lee (D-Lenz)", "the harbour union (HU)"
    kinds = (noun.pos_, appositive.pos_)
    return kinds in (("PROPN", "NOUN"), ("NOUN", "PROPN"), ("PROPN", "PROPN"))


def _namings(content: Content, cue: Sequence[Range]) -> Iterator[Implied]:
    """Called *the plan* a *disaster*: the verb stands outside, as cue, and what it ties together inside."""
    for token in content.tokens:
        named_things = _names_given(content, token, cue) if token.dep_ in _NAMED else []
        for named in named_things:
            for subject in parts(content, token):
                words = tuple(word for word in subject.words if word.i < named.linked[0].i)
                yield Part(subject.head, words), named


def _names_given(content: Content, token: Word, cue: Sequence[Range]) -> list[Part]:
    verb = token.head
    if token.dep_ == "nsubj" and verb in content:
        return _small_clause(content, token, verb)
    if token.dep_ == "pobj" and verb.head.lemma_ == "refer":
        verb = verb.head
    elif token.dep_ not in ("dobj", "nsubjpass"):
        return []
    if verb in content or (cue and not overlaps(cue, (verb.place,))):
        return []
    for child in (*verb.children, *token.children):
        if child.dep_ == "appos" and child.head is token and verb.lemma_ in load_words("calling_verbs"):
            return parts(content, child)
        if child.dep_ == "oprd" and child in content:
            return parts(content, child)
        if child.dep_ == "prep" and child.lower_ == "as" and (cue or verb.lemma_ in load_words("naming_verbs")):
            names = [name for name in content.children(child) if name.dep_ in ("pobj", "amod")]
            return [part for name in names for part in parts(content, name, (child,))]
        if child.dep_ == "prep" and child in content and verb.lemma_ == "call":
            return [Part(child, tuple(content.subtree(child)))]
    return []


def _small_clause(content: Content, subject: Word, head: Word) -> list[Part]:
    """Called *her unqualified*: a clause without a verb of its own."""
    bare = head.pos_ in _NAMES or is_bare_participle(head)
    if not bare or head.dep_ not in _SMALL_CLAUSES or head.head in content or head.head.pos_ != "VERB":
        return []
    return [Part(head, tuple(phrase(content, head, without=subject)))]
