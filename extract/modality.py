"""Whether a clause affirms or negates, and how far it holds: as fact, future, possibility, duty, wish, question."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import cast

from spacy.tokens import Token

from extract.lexicon import load_table, load_words
from extract.tree import Word, read_tree
from schema.statement import Modality, Polarity

_ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "attr"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "expl", "csubj"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp", "acomp", "pcomp", "acl"})
_AUXILIARIES = frozenset({"aux", "auxpass"})
_CONDITIONS = frozenset({"if", "unless"})
_NEGATING = frozenset({"det", "neg", "preconj", "advmod"})
_TURNING = frozenset({"unlikely", "impossible", "unable", "unwilling", "untrue", "false"})
_LIMITERS = frozenset({"only", "merely", "simply", "just"})
_SUBORDINATE = frozenset({"relcl", "advcl", "acl", "csubj", "pcomp"})
_QUOTATION_MARKS = frozenset('"“”„«»') | {"``", "''"}
_DEEPEST = 6


def clause_polarity(verb: Token | Word, *, within: tuple[int, int] | None = None) -> Polarity:
    """Negative when the clause says that it is not so: "did not sign", "nobody came", "failed to sign".

    `within` are the characters of the content: a word outside ("he denied that …") does not negate the clause.
    """
    return "negative" if _is_negative(_word(verb), within, _DEEPEST) else "positive"


def conveyed_verb(verb: Token | Word) -> Word:
    """The verb of the fact that a clause is there to tell: "plans to *build*", "I don't think he will *win*"."""
    word = _word(verb)
    for _ in range(_DEEPEST):
        below = next(filter(_is_conveyed, _clauses_below(word)), None)
        if below is None:
            break
        word = below
    return word


def _clauses_below(verb: Word) -> Iterator[Word]:
    """Those that hang on the verb, on the adjective after it, or on the noun ("there is no *doubt* that")."""
    for child in verb.children:
        if child.i > verb.i and child.pos_ in ("VERB", "AUX") and child.dep_ in ("xcomp", "ccomp"):
            yield child
        elif child.dep_ in ("acomp", "attr"):
            yield from (word for word in child.children if word.dep_ in ("xcomp", "ccomp", "acl") and word.i > child.i)


def _is_conveyed(clause: Word) -> bool:
    head = clause.head
    if _semi_modal(head) or _is_to_be_done(clause, head):
        return _has_to(clause) or _is_impersonal(head)
    if _passed_polarity(clause, head) == "none":
        return False
    return _has_to(clause) or (clause.dep_ != "xcomp" and _is_impersonal(head))


def _is_impersonal(verb: Word) -> bool:
    """Nobody in particular, or the one who speaks, thinks so: "it is unlikely", "nobody denies", "I think"."""
    if verb.pos_ in ("ADJ", "NOUN"):
        verb = verb.head
    subjects = [child.lower_ for child in verb.children if child.dep_ in _SUBJECTS]
    return all(word in ("i", "we", "it", "there") or word in load_words("negators") for word in subjects)


def clause_modality(verb: Token | Word) -> Modality:
    """How far the clause headed by `verb` holds, by its auxiliaries, its mark, and the word it hangs on.

    A "would" after a past verb ("he said he would go") is the future seen from then, unless it is quoted.
    """
    return _modality(_word(verb), _DEEPEST) or "asserted"


def _word(token: Token | Word) -> Word:
    return token if isinstance(token, Word) else read_tree(token.doc).words[token.i]


def _modality(verb: Word, depth: int) -> Modality | None:
    if _is_question(verb):
        return "question"
    mark = _mark(verb)
    if mark == "whether" or (mark == "if" and verb.dep_ == "ccomp") or _is_asked(verb, mark):
        return "question"
    if _is_condition(verb) or any(map(_is_condition, _children(verb, "advcl"))):
        return "conditional"
    return _own_modality(verb) or _modality_from_above(verb, depth) or ("wished" if _is_imperative(verb) else None)


def _is_condition(verb: Word) -> bool:
    """ "if they ask", "unless we act", "had they asked"; not "even if it rains", nor what is asked."""
    mark = _mark(verb)
    if mark in _CONDITIONS:
        even = any(child.lower_ == "even" for child in verb.children)
        return not even and not (verb.dep_ == "ccomp" or _is_asked(verb, mark))
    first = verb.left_edge
    inverted = first.dep_ in _AUXILIARIES and first.head is verb and first.lower_ in ("had", "were", "should")
    return inverted and verb.dep_ == "advcl" and any(child.dep_ in _SUBJECTS for child in verb.children)


def _own_modality(verb: Word) -> Modality | None:
    """What its auxiliaries, adverbs, or its own meaning say."""
    auxiliaries = _modalities("modal_auxiliaries")
    for auxiliary in _children(verb, "aux"):
        modality = auxiliaries.get(auxiliary.lower_)
        if modality == "conditional":
            return _reading_of_would(verb)
        if modality:
            return modality
    adverbs = _modalities("modal_adverbs")
    for adverb in _children(verb, "advmod"):
        if adverb.lower_ in adverbs:
            return adverbs[adverb.lower_]
    return _semi_modal(verb)


def _reading_of_would(verb: Word) -> Modality:
    if any(word.lower_ in ("like", "love", "prefer") for word in (verb, verb.head) if word.dep_ != "ROOT"):
        return "wished"
    if any(child.lower_ == "have" for child in _children(verb, "aux")):
        return "conditional"
    while verb.dep_ == "conj" and verb.head.pos_ in ("VERB", "AUX"):
        verb = verb.head
    told_in_past = verb.dep_ == "ccomp" and _is_past(verb.head) and not _quoted_apart(verb)
    return "future" if told_in_past else "conditional"


def _is_past(verb: Word) -> bool:
    if verb.tag_ in ("VBD", "VBN") or any(child.tag_ == "VBD" for child in _children(verb, "aux")):
        return True
    return verb.dep_ == "xcomp" and verb.head.tag_ == "VBD"


def _quoted_apart(verb: Word) -> bool:
    """A quotation mark stands between the clause and the verb that reports it."""
    first, last = sorted((verb.i, verb.head.i))
    return any(token.text in _QUOTATION_MARKS for token in verb.tree.words[first:last])


def _semi_modal(verb: Word) -> Modality | None:
    """ "is going to win", "has to go", "are likely to fail": the word that carries it governs an infinitive."""
    modality = _modalities("semi_modals").get(verb.lemma_.lower())
    if _is_yet_to(verb):
        return None
    if modality is None:
        carrier = next(
            (child for child in _children(verb, "acomp") if child.lower_ in _modalities("semi_modals")), None
        )
        return _modalities("semi_modals")[carrier.lower_] if carrier is not None else None
    if verb.lemma_ == "go" and verb.lower_ not in ("going", "gon"):
        return None
    return modality if any(_has_to(child) for child in verb.children if child.dep_ in _COMPLEMENTS) else None


def _has_to(verb: Word) -> bool:
    return any(child.lower_ in ("to", "na", "ta") and child.dep_ == "aux" for child in verb.children)


def _modality_from_above(verb: Word, depth: int) -> Modality | None:
    verb = _first_infinitive(verb)
    head = verb.head
    if depth == 0 or head.i == verb.i:
        return None
    if _shares_auxiliary(verb):
        return _modality(head, depth - 1)
    if verb.dep_ not in _COMPLEMENTS:
        return None
    if semi := _semi_modal(head) or (_modalities("semi_modals").get(head.lower_) if head.pos_ == "ADJ" else None):
        return _modality(head, depth - 1) or semi
    if _is_to_be_done(verb, head):
        return "future"
    return _passed_modality(verb, head, depth) if _is_embedded(verb) else None


def _is_to_be_done(verb: Word, head: Word) -> bool:
    """ "is to be signed", not "is important to sign"."""
    plain = head.lemma_ == "be" and head.pos_ == "AUX" and verb.dep_ == "xcomp" and _has_to(verb)
    return plain and not any(child.dep_ in ("acomp", "attr") for child in head.children)


def _passed_modality(verb: Word, head: Word, depth: int) -> Modality | None:
    passing, modality = _embedding(head)
    if passing == "none_infinitive" and not _has_to(verb):
        return None
    if modality is None and passing == "keep":
        return _modality(head, depth - 1)
    if passing == "flip" and modality == "possible" and _is_negative(head, None, depth - 1):
        return None
    return modality


def _is_negative(verb: Word, within: tuple[int, int] | None, depth: int) -> bool:
    negative = _has_negator(verb)
    verb = _first_infinitive(verb)
    head = verb.head
    if depth == 0 or head.i == verb.i or (within and not within[0] <= head.idx < within[1]):
        return negative
    if _shares_auxiliary(verb):
        together = head.lower_ != verb.lower_ and _joined_by(head) in ("or", "nor", "and", "")
        return negative or (together and _is_negative(head, within, depth - 1))
    if _is_cleft(verb):
        return negative != _is_negative(head.head, within, depth - 1)
    if verb.dep_ not in _COMPLEMENTS:
        return negative
    passing = _passed_polarity(verb, head)
    if passing == "none":
        return negative
    return negative != (_is_negative(head, within, depth - 1) != (passing == "flip"))


def _passed_polarity(verb: Word, head: Word) -> str:
    """Whether the word above keeps, turns round or leaves alone the polarity of the clause under it."""
    adjectives = [child.lower_ for child in _children(head, "acomp") if child is not verb]
    if any(word in _TURNING for word in (head.lower_, *adjectives)):
        return "flip"
    if _semi_modal(head) or head.lower_ in _modalities("semi_modals"):
        return "keep"
    if _is_yet_to(head) and verb.dep_ == "xcomp":
        return "flip"
    if head.lemma_ == "be" and verb.dep_ == "xcomp":
        return "keep"
    if verb.dep_ == "pcomp":
        return "flip" if head.lower_ == "without" else "none"
    passing = _embedding(head)[0] if _is_embedded(verb) else "none"
    if passing == "flip_infinitive":
        return "flip" if _has_to(verb) else "none"
    return "none" if passing == "none_infinitive" else passing


def _is_cleft(verb: Word) -> bool:
    """ "It wasn't the captain who *ignored* it" says that the captain did not."""
    noun = verb.head
    copula = noun.head
    if verb.dep_ != "relcl" or noun.dep_ != "attr" or copula.lemma_ != "be":
        return False
    return any(child.lower_ == "it" and child.dep_ == "nsubj" for child in copula.children)


def _embedding(head: Word) -> tuple[str, Modality | None]:
    """How the word passes polarity and modality down; "it is not true that" goes by its adjective."""
    words = [head.lemma_.lower()]
    if head.lemma_ == "be":
        words += [child.lower_ for child in head.children if child.dep_ in ("acomp", "attr")]
    known = _embedders()
    return next((known[word] for word in words if word in known), ("none", None))


def _is_yet_to(verb: Word) -> bool:
    """ "has yet to answer": has not answered."""
    return verb.lemma_ == "have" and any(child.lower_ == "yet" for child in _children(verb, "advmod"))


def _has_negator(verb: Word) -> bool:
    negators = load_words("negators")
    found = int(_is_joined_by_nor(verb))
    for child in verb.children:
        if child.dep_ == "neg" or (child.lower_ in negators and child.dep_ in ("advmod", "preconj", "cc")):
            found += not (_is_limited(child) or (child.i > verb.i and child.dep_ == "cc") or _is_outweighed(verb))
        elif child.dep_ == "det" and child.lower_ == "no":
            found += 1
        elif child.dep_ in _ARGUMENTS:
            found += _is_negative_phrase(child, negators)
        elif child.dep_ == "advmod" and child.lower_ in ("longer", "more"):
            found += any(word.lower_ == "no" for word in child.children)
        elif _carries_negation(child, verb):
            found += any(
                (word.dep_ == "neg" or (word.dep_ == "preconj" and word.lower_ == "neither")) and not _is_limited(word)
                for word in child.children
            )
        elif child.lower_ == "without" and verb.lemma_ == "be":
            found += 1
    return found % 2 == 1


def _is_joined_by_nor(verb: Word) -> bool:
    """ "neither sold nor *leased*"."""
    if verb.dep_ != "conj" or any(child.dep_ in _SUBJECTS for child in verb.children):
        return False
    words = [child.lower_ for child in verb.head.children if child.dep_ in ("cc", "preconj")]
    return "nor" in words and "neither" in words


def _is_outweighed(verb: Word) -> bool:
    """It is so for another reason: "did *not* resign because of the scandal, *but* because of her health"."""
    later = [word for word in (*verb.children, *verb.head.children) if word.i > verb.i]
    if not any(word.dep_ == "cc" and word.lower_ == "but" for word in later):
        return False
    reasons = {child.lower_ for child in verb.children if child.dep_ in ("prep", "advcl", "agent")}
    return any(word.dep_ == "conj" and word.pos_ != "VERB" and word.lower_ in reasons for word in later)


def _carries_negation(child: Word, verb: Word) -> bool:
    """An auxiliary, or the adjective after "be"; of two ("is dull – not nearly as bold") the first."""
    if child.dep_ == "acomp":
        return child == next(_children(verb, "acomp"))
    return child.dep_ in _AUXILIARIES and verb.pos_ != "AUX"


def _is_negative_phrase(noun: Word, negators: frozenset[str]) -> bool:
    if noun.lower_ in negators:
        return True
    words = [word for word in noun.children if word.i < noun.i]
    if any(word.lower_ == "few" for word in (noun, *words)):
        return not any(word.lower_ in ("a", "the", "these", "those", "every") for word in words)
    return any(word.lower_ in negators and word.dep_ in _NEGATING and not _is_limited(word) for word in words)


def _is_limited(negator: Word) -> bool:
    """ "not only", "not just" deny nothing."""
    return negator.i + 1 < len(negator.tree.words) and negator.nbor().lower_ in _LIMITERS


def _is_question(verb: Word) -> bool:
    """The clause itself asks: its sentence goes on to a question mark, and it is not under another clause."""
    if verb.dep_ in _SUBORDINATE or (verb.dep_ == "xcomp" and not _mark(verb)):
        return False
    if _mark(verb) in ("that", "because", "while", "when", "if"):
        return False
    if verb.dep_ == "conj" and not any(child.dep_ in _SUBJECTS for child in verb.children):
        return _is_question(verb.head)
    return _ends_in_question_mark(verb)


def _is_asked(verb: Word, mark: str) -> bool:
    """ "asked *why* he left", "asked her *if* she knew", "did not say *how* it happened"."""
    head = verb.head
    if verb.dep_ not in ("ccomp", "advcl") or verb.i < head.i:
        return False
    first = verb.left_edge
    if mark != "if" and not first.tag_.startswith("W"):
        return False
    if verb.dep_ == "advcl" and mark != "if" and first.i > head.i + 1:
        return False
    asks = _asking_verbs().get(head.lemma_)
    return asks == "always" or (asks == "negated" and _is_negative(head, None, _DEEPEST))


def _ends_in_question_mark(verb: Word) -> bool:
    words = verb.tree.words
    for token in words[verb.i : verb.i + 60]:
        if token.text[0] in ".!?;":
            return token.text[0] == "?"
        if token.text in _QUOTATION_MARKS and token.i > verb.i and words[token.i - 1].text == ",":
            return False
    return False


def _is_imperative(verb: Word) -> bool:
    """ "Stop it": a bare form that opens its sentence or quotation, with no subject."""
    helpers = [child.lower_ for child in verb.children if child.dep_ in _AUXILIARIES | _SUBJECTS]
    if verb.tag_ not in ("VB", "VBP") or any(word != "do" for word in helpers):
        return False
    first = verb.left_edge
    while first.i < verb.i and (first.is_punct or first.text in _QUOTATION_MARKS):
        first = first.nbor()
    before = verb.tree.words[first.i - 1] if first.i else None
    opens = before is None or first.is_sent_start or before.text in _QUOTATION_MARKS or before.text in (":", ",")
    return verb.dep_ in ("ROOT", "ccomp", "xcomp", "conj", "parataxis") and bool(opens)


def _shares_auxiliary(verb: Word) -> bool:
    """ "will build and pay": joined to another verb, without a subject or auxiliary of its own."""
    if verb.dep_ != "conj" or verb.tag_ != "VB":
        return False
    return not any(child.dep_ in _SUBJECTS or child.dep_ in _AUXILIARIES for child in verb.children)


def _first_infinitive(verb: Word) -> Word:
    """Of infinitives that are joined the one that hangs on what governs them all: "refused to sign or to meet"."""
    while verb.dep_ == "conj" and _has_to(verb) and _has_to(verb.head):
        verb = verb.head
    return verb


def _joined_by(head: Word) -> str:
    return next((child.lower_ for child in head.children if child.dep_ == "cc"), "")


def _is_embedded(verb: Word) -> bool:
    """A clause inside another one, not a quotation put before its reporting verb."""
    return verb.dep_ in ("xcomp", "pcomp", "acl") or (verb.i > verb.head.i and not _quoted_apart(verb))


def _mark(verb: Word) -> str:
    return next((child.lower_ for child in verb.children if child.dep_ == "mark"), "")


def _children(verb: Word, dep: str) -> Iterator[Word]:
    return (child for child in verb.children if child.dep_ == dep)


@cache
def _modalities(name: str) -> dict[str, Modality]:
    return {row[0]: cast(Modality, row[1]) for row in load_table(name)}


@cache
def _embedders() -> dict[str, tuple[str, Modality | None]]:
    rows = load_table("embedders")
    return {row[0]: (row[1], cast(Modality, row[2]) if len(row) > 2 and row[2] else None) for row in rows}


@cache
def _asking_verbs() -> dict[str, str]:
    return {row[0]: row[1] for row in load_table("asking_verbs")}
