"""What a finding of the network has too much: a dateline, a source from another sentence, half of a compound word."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import replace

from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.ranges import without

_DATELINE = re.compile(
    r"^[ \t]*[A-Z][A-Z.'’ ]+(?:,[ \w.]{2,20})?(?: ?\([A-Z][\w ]*\))? (?:--?|–|—) (?=\S)",
    re.MULTILINE,
)
_TELLING = load_words("telling_verbs")
_COMPOUND = re.compile(r"\w-\Z")


def trim(passage: Passage, attributions: Iterable[Attribution]) -> list[Attribution]:
    """Without datelines ("OSTER - "), without sources of other sentences than the cue's where there is one in its
    own, without "supported" in "US-supported", and without victims ("They are threatened by …") as contents."""
    kept = [one for one in attributions if not (_is_half_a_word(passage, one) or _is_suffered(passage, one))]
    datelines = [match.span() for match in _DATELINE.finditer(passage.text)]
    starts = [sentence.start_char for sentence in passage.doc.sents]
    kept = [_in_one_sentence(starts, _without_datelines(datelines, one)) for one in kept]
    return [without_hearer(passage, one) for one in kept]


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
