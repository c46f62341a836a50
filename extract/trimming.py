"""What a finding of the network has too much: a dateline, a source from another sentence, half of a compound word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from spacy.tokens import Token

from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.ranges import without

_DATELINE = re.compile(
    r"^[ \t]*[A-Z][A-Z.'’ ]+(?:,[ \w.]{2,20})?(?: ?\([A-Z][\w ]*\))? (?:--?|–|—) (?=\S)",
    re.MULTILINE,
)
_TELLING = load_words("telling_verbs")
MAX_NAME = 3
MIN_GOVERNED = 4
_COMPOUND = re.compile(r"\w-\Z")


def trim(passage: Passage, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Without datelines ("OSTER - "), without sources of other sentences than the cue's where there is one in its
    own, without "supported" in "US-supported", and without victims ("They are threatened by …") as contents."""
    kept = [one for one in attributions if not (_is_half_a_word(passage, one) or _is_suffered(passage, one))]
    datelines = [match.span() for match in _DATELINE.finditer(passage.text)]
    starts = [sentence.start_char for sentence in passage.doc.sents]
    kept = [_in_one_sentence(starts, _without_datelines(datelines, one)) for one in kept]
    kept = [_with_whole_name(passage, without_hearer(passage, one)) for one in kept]
    return [_within_condition(passage, _with_governed_verb(passage, one)) for one in kept]


def _within_condition(passage: Passage, attribution: Attribution) -> Attribution:
    """ "If he says {that it is safe}, they will go": not what follows from it."""
    if not attribution.cue:
        return attribution
    cue = passage.tokens(attribution.cue[-1])[-1]
    if cue.dep_ != "advcl" or not any(child.dep_ == "mark" and child.lower_ == "if" for child in cue.children):
        return attribution
    last = cue.right_edge
    end = last.idx + len(last) if not last.is_punct else last.idx
    content = tuple((low, min(high, end)) for low, high in attribution.content if low < end)
    return replace(attribution, content=content or attribution.content)


def _with_governed_verb(passage: Passage, attribution: Attribution) -> Attribution:
    """ "declined {to say whether …}": the cue is "declined to say"."""
    if not attribution.cue or not attribution.content:
        return attribution
    (start, end), (low, high) = attribution.cue[-1], attribution.content[0]
    tokens = passage.tokens((low, high))
    governs = passage.tokens((start, end))[-1].lemma_ in load_words("refusing_verbs") and end + 1 == low
    if not governs or len(tokens) < MIN_GOVERNED or tokens[0].lower_ != "to":
        return attribution
    verb, clause = tokens[1], tokens[2]
    is_saying = verb.lemma_ in load_words("attitude_cues") and any(child.dep_ == "ccomp" for child in verb.children)
    if not is_saying:
        return attribution
    cue = (*attribution.cue[:-1], (start, verb.idx + len(verb)))
    return replace(attribution, cue=cue, content=((clause.idx, high), *attribution.content[1:]))


def _with_whole_name(passage: Passage, attribution: Attribution) -> Attribution:
    """The source with the part of its name that the network left beside it: "Ines" before "Roca", or "Roca" behind."""
    if len(attribution.source) != 1:
        return attribution
    start, end = attribution.source[0]
    tokens = passage.tokens((start, end))
    first, last = tokens[0], tokens[-1]
    if first.i and _are_one_name(first.nbor(-1), first):
        start = first.nbor(-1).idx
    if last.i + 1 < len(passage.doc) and _are_one_name(last, last.nbor(1)):
        end = last.nbor(1).idx + len(last.nbor(1))
    rest = tuple(without(attribution.content, (start, end)))
    if not rest or any(low < end and start < high for low, high in attribution.cue):
        return attribution
    content = tuple((low, low + len(passage.text[low:high].rstrip())) for low, high in rest)
    return replace(attribution, source=((start, end),), content=content)


def _are_one_name(left: Token, right: Token) -> bool:
    """Two capitalised words side by side, the left one under the right one or both under the same noun."""
    is_compound = left.dep_ == "compound" and left.head.i >= right.i and left.head.i - right.i < MAX_NAME
    names = left.pos_ in ("NOUN", "PROPN") and right.pos_ == "PROPN"
    return is_compound and names and left.is_title and right.is_title and left.idx + len(left) + 1 == right.idx


def without_hearer(passage: Passage, attribution: Attribution) -> Attribution:
    """ "I was told that …": who was told is no source."""
    if not attribution.source or not attribution.cue:
        return attribution
    source, cue = passage.tokens(attribution.source[0]), passage.tokens(attribution.cue[0])
    told = any(token.dep_ == "nsubjpass" and token.head in cue and token.head.lemma_ in _TELLING for token in source)
    return replace(attribution, source=()) if told else attribution


def _is_half_a_word(passage: Passage, attribution: Attribution) -> bool:
    return any(_COMPOUND.search(passage.text, max(0, start - 2), start) for start, _ in attribution.cue)


def _is_suffered(passage: Passage, attribution: Attribution) -> bool:
    """The content is led by a pronoun to which the cue is done."""
    if not attribution.cue or not attribution.content:
        return False
    first = passage.tokens(attribution.content[0])
    if len(first) != 1 or first[0].pos_ != "PRON" or first[0].dep_ != "nsubjpass":
        return False
    return first[0].head in passage.tokens(attribution.cue[0])


def _without_datelines(datelines: list[Range], attribution: Attribution) -> Attribution:
    for dateline in datelines[: bisect_right(datelines, attribution.end, key=lambda span: span[0])][-1:]:
        content = tuple(without(attribution.content, dateline))
        attribution = replace(
            attribution, source=tuple(without(attribution.source, dateline)), content=content or attribution.content
        )
    return attribution


def _in_one_sentence(starts: list[int], attribution: Attribution) -> Attribution:
    if len(attribution.source) < 2 or not attribution.cue:
        return attribution
    sentence = bisect_right(starts, attribution.cue[0][0])
    near = tuple(span for span in attribution.source if bisect_right(starts, span[0]) == sentence)
    return replace(attribution, source=near or attribution.source)
