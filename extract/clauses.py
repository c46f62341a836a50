"""Clauses of a parse: a verb, or a chain of verbs ("wants to build"), with its subjects and arguments."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from extract.lexicon import load_words
from extract.phrases import Content, conjuncts, is_relative, phrase, restricts
from extract.tree import Word

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass"})
_NO_CLAUSE = frozenset(
    {"acomp", "aux", "auxpass", "amod", "compound", "prep", "case", "mark", "nmod", "punct", "npadvmod"}
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_DEEPEST = 40  # verbs followed upwards to a subject
_ACTORS = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_TIMES = frozenset({"DATE", "TIME"})
_PERSONS = frozenset({"me", "you", "him", "her", "us", "them"})
NOUNS = frozenset({"NOUN", "PROPN", "PRON"})


@dataclass(frozen=True)
class Part:
    """An argument: its head, its words, and the preposition that ties it to the verb, if any."""

    head: Word
    words: tuple[Word, ...]
    link: tuple[Word, ...] = ()
    clausal: bool = False

    @property
    def linked(self) -> tuple[Word, ...]:
        return (*self.link, *self.words)


@dataclass(frozen=True)
class Clause:
    """`chain` runs from the outermost verb to the one that carries the meaning; both are the same for "resigned"."""

    content: Content
    chain: tuple[Word, ...]

    @property
    def verb(self) -> Word:
        return self.chain[-1]

    @cached_property
    def subjects(self) -> list[Part]:
        found = [part for part in find_subjects(self.content, self.chain[0]) if part.words]
        if len(found) > 1 and self._is_joint:
            return [Part(found[0].head, tuple(phrase(self.content, found[0].head, whole=True)))]
        return found

    @property
    def _is_joint(self) -> bool:
        """What several do only together: "Ann and Bob met", "are friends", "fought each other"."""
        words = [self.verb, *(word for child in self.content.children(self.verb) for word in child.subtree)]
        if any(word.lemma_ in load_words("collective_words") for word in words):
            return True
        return any(child.dep_ == "attr" and child.tag_ == "NNS" for child in self.content.children(self.verb))

    @cached_property
    def children(self) -> list[Word]:
        """What hangs on the verb, and on the verbs above it after their own continuation is taken out."""
        links = {*self.chain, *self._twins}
        found = [child for verb in self.chain for child in self.content.children(verb) if child not in links]
        return sorted(found, key=lambda child: child.i)

    @property
    def _twins(self) -> Iterator[Word]:
        """The verbs that the last one is coordinated with: they have clauses of their own."""
        verb = self.verb
        while verb.dep_ == "conj" and verb.head != verb:
            verb = verb.head
            yield verb

    @property
    def existential(self) -> bool:
        return any(child.dep_ == "expl" for child in self.content.children(self.chain[0]))


def find_clauses(content: Content) -> Iterator[Clause]:
    """Every clause of the content in order of its verb; a verb that only leads on to another has none of its own."""
    for token in content.tokens:
        if is_clause(token) and not _continuation(content, token):
            chain = _chain(content, token)
            if chain[0].pos_ in ("VERB", "AUX"):
                yield Clause(content, chain)


def is_clause(token: Word) -> bool:
    """A verb with arguments of its own; "called her *unqualified*" has none, whatever its tag says."""
    if token.pos_ not in ("VERB", "AUX") or token.dep_ in _NO_CLAUSE:
        return False
    return not is_bare_participle(token)


def is_bare_participle(token: Word) -> bool:
    if token.tag_ != "VBN" or token.dep_ != "ccomp" or token.head.lemma_ not in load_words("naming_verbs"):
        return False
    return not any(child.dep_ in _AUXILIARIES for child in token.children)


def _continuation(content: Content, verb: Word) -> Word | None:
    """The verb that a catenative or adjective leads on to: "wants to *build*", "is likely to *win*"."""
    children = content.children(verb)
    if verb.pos_ in ("VERB", "AUX") and any(child.dep_ in ("dobj", "dative") for child in children):
        return None
    for child in children:
        if child.dep_ == "xcomp" and is_clause(child) and not any(c.dep_ in SUBJECTS for c in child.children):
            return child
        if child.dep_ == "acomp" and _continuation(content, child):
            return child
    return None


def _chain(content: Content, verb: Word) -> tuple[Word, ...]:
    first = verb
    while first.dep_ == "conj" and first.head in content and first.tag_ == first.head.tag_ and not _has_subject(first):
        first = first.head
    above = first.head
    if first.dep_ not in ("xcomp", "acomp") or above not in content or _continuation(content, above) != first:
        return (verb,)
    between = [child for child in content.children(above) if child.dep_ == "acomp" and child.i < first.i]
    return (*_chain(content, above), *between, verb)


def _has_subject(verb: Word) -> bool:
    return own_subject(verb) is not None or any(child.dep_ == "expl" for child in verb.children)


def own_subject(verb: Word) -> Word | None:
    """The subject that hangs on the verb, or on its auxiliary where the parser hung it there."""
    for child in verb.children:
        if child.dep_ in SUBJECTS:
            return child
    for child in verb.children:
        if child.dep_ in _AUXILIARIES and (found := own_subject(child)):
            return found
    return None


def find_subjects(content: Content, verb: Word, *, depth: int = 0) -> list[Part]:
    """Who or what does it: the verb's own subject, or the one it shares by coordination, control or modification.

    Empty where nobody is stated inside the content.
    """
    own = own_subject(verb)
    if own is not None and own in content:
        return _own_subject(content, verb, own)
    if own is not None or verb.dep_ in ("acl", "relcl"):
        return _modified_noun(content, verb)
    if verb.dep_ == "pcomp":
        return _subject_beyond_preposition(content, verb, depth)
    near = verb.head in content or verb.dep_ == "xcomp"
    shared = _shared_subject(content, verb, depth) if near and depth < _DEEPEST else []
    return shared or _noun_before(content, verb)


def _own_subject(content: Content, verb: Word, own: Word) -> list[Part]:
    if own.dep_.startswith("csubj"):
        return [Part(own, tuple(content.subtree(own)), clausal=True)]
    if is_relative(own):
        noun, clause = antecedent(verb)
        if noun is not None and clause is not None and noun in content and _opens(own, clause):
            if restricts(clause) and noun.lower_ in load_words("indefinite_heads"):
                return []
            return [Part(noun, tuple(phrase(content, noun, without=clause)))]
        if own.lower_ == "that":
            return []
    return parts(content, own)


def _noun_before(content: Content, verb: Word) -> list[Part]:
    """For a verb with a tense and no subject in the parse: the noun before it that hangs on nothing in the content.

    "The plan," she said, "is dead": there the noun closes the piece before.
    """
    if verb not in content or not is_finite(verb):
        return []
    number = content.piece_of[verb.i]
    here = [token for token in content.tokens if content.piece_of[token.i] == number and token.i < verb.i]
    sentence_start = verb.sent.start
    before = [token for token in here if token.i >= sentence_start] or here[-3:]
    if number and all(token.is_punct or token.pos_ in ("CCONJ", "ADV", "AUX") for token in here):
        before = [token for token in content.tokens if content.piece_of[token.i] == number - 1]
    tops = [token for token in before if token.pos_ in NOUNS and _hangs_outside(content, token)]
    return parts(content, tops[-1]) if tops else _gerund_before(content, verb)


def _gerund_before(content: Content, verb: Word) -> list[Part]:
    """A subject that the parser may take for a circumstance: "*Doing interviews* gives her an edge"."""
    for child in content.children(verb):
        words = content.subtree(child)
        if child.tag_ == "VBG" and child.i < verb.i and words and words[-1].i == verb.i - 1:
            return [Part(child, tuple(words), clausal=True)]
    return []


def _hangs_outside(content: Content, token: Word) -> bool:
    return token.head not in content or token.head.sent != token.sent or token.head == token


def is_finite(verb: Word) -> bool:
    """Whether the verb or its auxiliary has a tense: then somebody does it, stated or not."""
    return verb.tag_ in _FINITE or any(child.tag_ in _FINITE for child in verb.children if child.dep_ in _AUXILIARIES)


def _modified_noun(content: Content, verb: Word) -> list[Part]:
    """The noun a participle hangs on: "votes *counted* by hand", "people *living* there"; not "a plan *to cut* it"."""
    noun = verb.head
    if (
        own_subject(verb) is not None
        or verb.tag_ not in ("VBN", "VBG", "VBD")
        or noun not in content
        or noun.pos_ not in NOUNS
    ):
        return []
    return [Part(noun, tuple(phrase(content, noun, without=verb)))]


def _subject_beyond_preposition(content: Content, verb: Word, depth: int) -> list[Part]:
    """Who is blamed: "accused *the mine* of hiding it"; else who did the rest: "left without paying"."""
    above = verb.head.head
    if above in content and above.pos_ in NOUNS and above.head not in content:
        return [Part(above, tuple(phrase(content, above, without=verb.head)))]  # "on Ruritania for having closed it"
    governor = above.head if above.dep_ == "dobj" else above
    if governor.lemma_ in load_words("blaming_verbs") or governor not in content:
        blamed = next((child for child in governor.children if child.dep_ in ("dobj", "nsubjpass")), None)
        return parts(content, blamed) if blamed is not None and blamed in content else []
    if verb.head.lower_ in ("without", "by", "after", "before") and above.pos_ in ("VERB", "AUX") and above in content:
        return find_subjects(content, above, depth=depth + 1)
    return []


def _shared_subject(content: Content, verb: Word, depth: int) -> list[Part]:
    above = verb.head
    if verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX", "ADJ"):
        return find_subjects(content, above, depth=depth + 1)
    if verb.dep_ == "xcomp" and above.pos_ in ("VERB", "AUX", "ADJ"):
        controller = _controller(above)
        if controller is None or above.lemma_ in load_words("subject_control"):
            return find_subjects(content, above, depth=depth + 1)
        return parts(content, controller) if _controls(controller, above) and controller in content else []
    if verb.dep_ == "acomp":
        return find_subjects(content, above, depth=depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ in ("VBG", "VBN") and above.pos_ in ("VERB", "AUX"):
        return find_subjects(content, above, depth=depth + 1)
    return []


def _controller(verb: Word) -> Word | None:
    """The object, or what stands in its place: "urged *voters*", "called on *voters*"."""
    for child in verb.children:
        if child.dep_ in ("dobj", "dative"):
            return child
    if verb.lemma_ not in load_words("object_control"):
        return None
    nouns = (noun for child in verb.children if child.dep_ == "prep" for noun in child.children)
    return next((noun for noun in nouns if noun.dep_ == "pobj" and noun.ent_type_ not in _TIMES), None)


def _controls(noun: Word, verb: Word) -> bool:
    """Whether the object does it: "urged *voters* to reject it", "hired *Ann* to run it"; not "took money to run"."""
    if noun.dep_ not in ("dobj", "pobj"):
        return False
    return verb.lemma_ in load_words("object_control") or noun.ent_type_ in _ACTORS or noun.lower_ in _PERSONS


def antecedent(verb: Word) -> tuple[Word | None, Word | None]:
    """The noun that a relative clause around the verb hangs on, and the head of that clause."""
    clause, depth = verb, 0
    while clause.dep_ in ("conj", "xcomp", "ccomp", "acomp") and depth < _DEEPEST:
        clause, depth = clause.head, depth + 1
    return (clause.head, clause) if clause.dep_ == "relcl" else (None, None)


def _opens(pronoun: Word, clause: Word) -> bool:
    return pronoun.i <= clause.left_edge.i + 1


def parts(content: Content, head: Word, link: tuple[Word, ...] = ()) -> list[Part]:
    """One part for each conjunct."""
    joint = any(word.lower_ in load_words("collective_words") for word in link)
    heads = [head] if joint else conjuncts(content, head)
    whole = len(heads) == 1
    return [Part(one, tuple(phrase(content, one, whole=whole)), link) for one in heads if one in content]
