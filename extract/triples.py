"""Content → subject, predicate, object, each with its place in the text, and with polarity and modality."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from extract.arguments import find_arguments
from extract.clauses import (
    NOUNS,
    Clause,
    Part,
    antecedent,
    find_clauses,
    find_subjects,
    is_finite,
)
from extract.implied import find_implied
from extract.lexicon import load_words
from extract.modality import clause_modality, clause_polarity
from extract.passage import Attribution, Range
from extract.phrases import Content, overlaps
from extract.predicates import predicate_words
from extract.tree import Word
from extract.triple_confidence import clause_confidence, implied_confidence
from schema.statement import Modality, Polarity

_HIGHEST = 12
"""Words from a predicate up to the cue."""

UnstatedSubject = Literal["speaker", "addressee"]


@dataclass(frozen=True)
class FoundTriple:
    """Ranges are characters of the doc. `subject` is empty where the clause states none ("Vote for her!").

    `predicate` is empty where `implied`: no word states it, `lemma` does ("Ann Lee, a lawyer" → Ann Lee, be, a
    lawyer). `subject_head` and `object_head` are the nouns by which an actor can be looked up; `unstated_subject`
    tells who does it where no word says ("vowed *to close the mine*": the speaker).
    """

    subject: tuple[Range, ...]
    predicate: tuple[Range, ...]
    lemma: str
    object: tuple[Range, ...] | None
    extra: tuple[tuple[Range, ...], ...] = ()
    extra_heads: tuple[Range, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    implied: bool = False
    confidence: float = 1.0
    subject_head: Range | None = None
    object_head: Range | None = None
    unstated_subject: UnstatedSubject | None = None


@dataclass(frozen=True)
class _Draft:
    """A triple still in tokens."""

    verb: Word
    subject: Part | None
    predicate: tuple[Word, ...]
    object: Part | None
    extra: tuple[Part, ...] = ()
    implied: bool = False


def extract_triples(doc: Doc, ranges: Sequence[Range], *, cue: Sequence[Range] = ()) -> list[FoundTriple]:
    """The triples of the clauses inside the ranges, in order of their verbs; the implied ones last.

    `cue` is the attribution's: "called" ties "the plan" and "a disaster" together though it stands outside them.
    """
    content = Content(doc, ranges)
    drafts = [draft for clause in find_clauses(content) for draft in _clause_drafts(content, clause)]
    drafts = drafts or _bare_drafts(content)
    drafts += [_Draft(role.head, subject, (), role, implied=True) for subject, role in find_implied(content, cue)]
    return [_finish(content, draft) for draft in drafts]


def _clause_drafts(content: Content, clause: Clause) -> Iterator[_Draft]:
    arguments = find_arguments(clause)
    if not clause.subjects and not (arguments.subject or _is_top(content, clause)):
        return
    predicate = tuple(content.fill_predicate([*predicate_words(clause), *arguments.link]))
    extra = tuple(arguments.extra)
    subjects: Sequence[Part | None] = arguments.subject or clause.subjects or [None]
    objects: Sequence[Part | None] = arguments.objects or [None]
    if objects == [None] and not extra and not _stands_alone(clause, subjects[0]):
        return
    for subject in subjects:
        for object_ in objects:
            yield _Draft(clause.verb, subject, predicate, object_, extra)


def _stands_alone(clause: Clause, subject: Part | None) -> bool:
    """Whether subject and verb say something without more: "the talks collapsed", but not "they argue"."""
    if subject is None or clause.verb.dep_ in ("acl", "parataxis"):
        return False
    return clause.existential or clause.verb.lemma_ not in load_words("unsaid_alone")


def _bare_drafts(content: Content) -> list[_Draft]:
    """Where nothing else was found, the first verb with a tense: a clause is never left without a triple."""
    for clause in find_clauses(content):
        if is_finite(clause.verb) or is_finite(clause.chain[0]):
            found = find_arguments(clause)
            noun = antecedent(clause.chain[0])[0]
            subject = [Part(noun, (noun,))] if noun is not None and noun in content else clause.subjects
            predicate = tuple(content.fill_predicate([*predicate_words(clause), *found.link]))
            object_ = found.objects[0] if found.objects else None
            return [_Draft(clause.verb, subject[0] if subject else None, predicate, object_, tuple(found.extra))]
    return []


def _is_top(content: Content, clause: Clause) -> bool:
    """Whether the content itself is this clause: an order, or what somebody vowed to do."""
    verb = clause.chain[0]
    while verb.dep_ == "conj" and verb.head in content:
        verb = verb.head
    if verb.head != verb and verb.head in content:
        return False
    if is_finite(verb):
        return True
    number, sentence_start, start = content.piece_of[verb.i], verb.sent.start, verb.left_edge.i
    before = [token for token in content.tokens if sentence_start <= token.i < start]
    return not any(token.pos_ in NOUNS and content.piece_of[token.i] == number for token in before)


def _finish(content: Content, draft: _Draft) -> FoundTriple:
    def ranges(part: Part | None) -> tuple[Range, ...]:
        return content.ranges(part.words) if part else ()

    def head(part: Part | None) -> Range | None:
        return part.head.place if part else None

    return FoundTriple(
        subject=ranges(draft.subject),
        predicate=content.ranges(draft.predicate),
        lemma="be" if draft.implied else draft.verb.lemma_.lower(),
        object=ranges(draft.object) if draft.object else None,
        extra=tuple(content.ranges(part.linked) for part in draft.extra),
        extra_heads=tuple(part.head.place for part in draft.extra),
        polarity="positive" if draft.implied else clause_polarity(draft.verb, within=content.hull),
        modality="asserted" if draft.implied else clause_modality(draft.verb),
        implied=draft.implied,
        confidence=_confidence(draft),
        subject_head=head(draft.subject),
        object_head=head(draft.object),
        unstated_subject=None if draft.subject else _unstated_subject(content, draft.verb),
    )


def _unstated_subject(content: Content, verb: Word) -> UnstatedSubject | None:
    """An order is for whom it is said to, and so is what they are asked to do; what is vowed the speaker will do."""
    while verb.head in content and verb.head != verb and verb.dep_ in ("xcomp", "conj", "acomp"):
        verb = verb.head
    if is_finite(verb):
        return None
    if not any(child.tag_ == "TO" for child in verb.children) and verb.tag_ != "VBG":
        return "addressee" if verb.tag_ == "VB" else None
    cue = verb.head
    if cue == verb or any(child.dep_ == "nsubjpass" for child in cue.children):
        return None
    asked = any(child.dep_ in ("dobj", "dative") and child not in content for child in cue.children)
    return "addressee" if asked and cue.lemma_ in load_words("object_control") else "speaker"


def _confidence(draft: _Draft) -> float:
    if draft.implied:
        return implied_confidence(draft.verb)
    return clause_confidence(
        draft.verb,
        has_object=draft.object is not None,
        shared_subject=draft.subject is not None and draft.subject.head.head != draft.verb,
        clausal_circumstance=any(part.clausal for part in draft.extra),
    )


def attributed_triples(doc: Doc, attributions: Sequence[Attribution]) -> list[tuple[FoundTriple, str | None]]:
    """All triples of a doc with what they are attributed to ("Ann Lee said"), and one more for each attribution:
    source, cue, content. It replaces those that the cue's own clause gave."""
    content = Content(doc, ((0, len(doc.text)),))
    told = [one for one in attributions if one.source and one.content and _cue_verb(content, one)]
    found = extract_triples(doc, ((0, len(doc.text)),))
    found = [triple for triple in found if not any(_retells(triple, one) for one in told)]
    found += [_telling(content, one) for one in told]
    return [(triple, _context(doc, content, triple, attributions)) for triple in found]


def _retells(triple: FoundTriple, attribution: Attribution) -> bool:
    return overlaps(triple.predicate, attribution.cue) and overlaps(triple.object or (), attribution.content)


def _telling(content: Content, attribution: Attribution) -> FoundTriple:
    verb = _cue_verb(content, attribution)
    assert verb is not None
    return FoundTriple(
        subject=attribution.source,
        predicate=attribution.cue,
        lemma=verb.lemma_.lower(),
        object=attribution.content,
        polarity=clause_polarity(verb),
        modality=clause_modality(verb),
        confidence=attribution.confidence,
    )


def _cue_verb(content: Content, attribution: Attribution) -> Word | None:
    words = [token for token in content.tokens if overlaps((token.place,), attribution.cue)]
    return next((token for token in words if token.pos_ == "VERB"), words[0] if words else None)


def _context(doc: Doc, content: Content, triple: FoundTriple, attributions: Iterable[Attribution]) -> str | None:
    """Source and cue of the attributions that the triple stands in, each in order of the text, the outermost first."""
    place = triple.predicate or triple.object or ()
    around = [one for one in attributions if place and _stands_in(content, place, one)]
    around.sort(key=lambda one: -sum(end - start for start, end in one.content))
    told = [range_ for one in around for range_ in sorted({*_source(content, one), *one.cue})]
    return " ".join(doc.text[start:end] for start, end in dict.fromkeys(told)) or None


def _source(content: Content, attribution: Attribution) -> tuple[Range, ...]:
    """Without a source it is the cue's subject: "*The minister* was told that …"."""
    verb = None if attribution.source else _cue_verb(content, attribution)
    subjects = find_subjects(content, verb) if verb is not None else []
    return attribution.source or content.ranges(word for part in subjects[:1] for word in part.words)


def _stands_in(content: Content, place: tuple[Range, ...], attribution: Attribution) -> bool:
    """In the content, or in what the parse hangs on the cue as its clause where the content found ends too soon."""
    if all(_holds(attribution.content, part) for part in place):
        return True
    cue = _cue_verb(content, attribution)
    words = [word for word in content.tokens if word.pos_ in ("VERB", "AUX") and _holds(place, word.place)]
    word = words[-1] if words else None
    for _ in range(_HIGHEST):
        if word is None or word.head is word or word is cue:
            return False
        if word.head is cue:
            return word.dep_ == "ccomp" and word.i > word.head.i
        word = word.head
    return False


def _holds(ranges: Iterable[Range], part: Range) -> bool:
    return any(start <= part[0] and part[1] <= end for start, end in ranges)
