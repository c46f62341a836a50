"""Attributions inside contents: the same network looks again, at each content as a text of its own.

What a network that was taught outermost attributions alone finds there is often no more than a verb with its object;
so a nested cue must be a word of saying or thinking, and its content a clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from extract.attribution import AttributionModel
from extract.edges import with_marks
from extract.free_quotations import RULE_CONFIDENCE
from extract.introduced import subject_of
from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import QuotationIndex
from extract.ranges import merged
from extract.trimming import without_hearer

MIN_CHARACTERS = 15
MIN_PIECE = 5
INTRODUCTION = 6
"""Tokens before a quotation that hold the verb by which it is introduced."""
_INTRODUCING = re.compile(r"(?: \w+){0,3}[,:] |: ?| ")
_CLAUSES = frozenset({"acl", "ccomp", "relcl"})
_COMPLEMENTS = frozenset({"acomp", "advcl", "ccomp", "dobj", "oprd", "parataxis", "prep", "xcomp"})


def add_nested(passage: Passage, attributions: list[Attribution], model: AttributionModel) -> list[Attribution]:
    """The attributions, and behind them those inside their contents, to any depth, with their `parent`."""
    found = list(attributions)
    quotations = QuotationIndex(passage.quotations)
    for parent, attribution in enumerate(found):  # grows as it is read
        for piece in attribution.content:
            nested = [
                one for part in _worth_a_look(passage, piece) for one in _look_inside(passage, quotations, part, model)
            ]
            found += (replace(one, parent=parent) for one in _with_quoted(passage, quotations, piece, nested))
    return found


def _look_inside(
    passage: Passage, quotations: QuotationIndex, piece: Range, model: AttributionModel
) -> Iterator[Attribution]:
    start = piece[0]

    def is_attitude(cue: Range) -> bool:
        return _names_an_attitude(passage, [(start + cue[0], start + cue[1])])

    for attribution in model.find_in(_as_own_text(passage.text, quotations, piece), is_wanted=is_attitude):
        nested = without_hearer(passage, _moved(_without_stray_words(attribution), start))
        if _is_statement(passage, nested) and not _is_governed(nested, piece):
            yield with_marks(passage.text, nested, quotations, piece)


def _with_quoted(
    passage: Passage, quotations: QuotationIndex, piece: Range, nested: Sequence[Attribution]
) -> list[Attribution]:
    """The nested ones, and what is quoted inside the quotation, in place of what the network made of that."""
    found = list(nested)
    for quoted in _quoted_inside(passage, quotations, piece):
        (cue,), (content,) = quoted.cue, quoted.content
        if any(_overlap(cue, span) for one in nested for span in one.content):
            continue  # inside another nested one, where it will be found
        spoken = (cue, content)
        found = [one for one in found if not any(_overlap(span, part) for span in one.cue for part in spoken)]
        found.append(quoted)
    return found


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _quoted_inside(passage: Passage, quotations: QuotationIndex, piece: Range) -> Iterator[Attribution]:
    """A quotation inside the quotation, right behind a verb of saying and its hearer: “My father told me, ‘Go.’”"""
    for quotation in quotations.touching(piece):
        if quotation.depth != 1 or quotation.start <= piece[0]:
            continue
        for cue in reversed(list(passage.tokens((piece[0], quotation.start)))[-INTRODUCTION:]):
            if cue.pos_ == "VERB" and cue.lemma_.lower() in load_words("attitude_cues"):
                source = subject_of(cue)
                between = passage.text[cue.idx + len(cue) : quotation.start]
                if _INTRODUCING.fullmatch(between) and source and source[0][0] >= piece[0]:
                    content = (quotation.start, quotation.end)
                    yield Attribution(source, ((cue.idx, cue.idx + len(cue)),), (content,), RULE_CONFIDENCE)
                break


def _worth_a_look(passage: Passage, piece: Range) -> list[Range]:
    """The sentences of a piece that may hold a statement by their parse; it spares the network most of the rest."""
    start, end = piece
    if end - start < MIN_CHARACTERS:
        return []
    tokens = passage.tokens(piece)
    verbs = {token.i for token in tokens if token.pos_ in ("VERB", "AUX")}
    cues = [token for token in tokens if token.lemma_.lower() in load_words("attitude_cues")]
    if not any(verbs - {cue.i} or cue.lemma_.lower() in load_words("naming_cues") for cue in cues):
        return []
    places = [cue.idx for cue in cues if _may_be_cue(cue)]
    edges = [start, *(token.idx for token in tokens if token.is_sent_start and token.idx > start), end]
    sentences = [(low, high) for low, high in pairwise(edges) if any(low <= place < high for place in places)]
    return merged(sentences)


def _may_be_cue(token: Token) -> bool:
    """ "The *claim* that …", "his *plan* is …", "*claims* victory", "…, I *think*", but neither "two plans" nor
    "the reported loss"."""
    if token.pos_ in ("NOUN", "PROPN"):
        return token.head.lemma_ == "be" or any(child.dep_ in _CLAUSES for child in token.children)
    if token.dep_ in ("amod", "compound", "aux"):
        return False
    return token.dep_ in ("parataxis", "relcl") or any(child.dep_ in _COMPLEMENTS for child in token.children)


def _as_own_text(text: str, quotations: QuotationIndex, piece: Range) -> str:
    """The piece in the voice of its speaker, character for character: quotation marks become spaces, and those of
    quotations inside quotations become outer ones."""
    start, end = piece
    characters = list(text[start:end].replace("\n", " "))
    for quotation in quotations.touching(piece):
        for low, high, mark in (
            (quotation.start, quotation.inner_start, "“"),
            (quotation.inner_end, quotation.end, "”"),
        ):
            for place in range(max(low, start), min(high, end)):
                characters[place - start] = mark if quotation.depth and place == low else " "
    return "".join(characters)


def _is_statement(passage: Passage, attribution: Attribution) -> bool:
    if not _names_an_attitude(passage, attribution.cue) or _is_relative(passage, attribution):
        return False
    return _names_an_attitude(passage, attribution.cue, "naming_cues") or any(
        token.pos_ in ("VERB", "AUX") for token in _tokens(passage, attribution.content)
    )


def _is_relative(passage: Passage, attribution: Attribution) -> bool:
    """No saying, but a clause that stands for a thing or a person: "{not what} your archive <says>", "whoever says"."""
    start, end = attribution.content[0][0], attribution.content[-1][1]
    last, sources = passage.text[start:end].lower().rsplit(None, 1)[-1:], attribution.source
    heads = {passage.text[low:high].lower() for low, high in sources}
    before_cue = bool(attribution.cue) and end <= attribution.cue[0][0]
    return bool(heads & {"whoever", "anyone who"}) or (before_cue and last == ["what"])


def _is_governed(nested: Attribution, piece: Range) -> bool:
    """The infinitive that the outer cue governs is no saying of its own: "refused {to confirm that …}"."""
    return not nested.source and bool(nested.cue) and nested.cue[0][0] <= piece[0] + len("to ")


def _names_an_attitude(passage: Passage, ranges: Iterable[Range], words: str = "attitude_cues") -> bool:
    return any(token.lemma_.lower() in load_words(words) for token in _tokens(passage, ranges))


def _tokens(passage: Passage, ranges: Iterable[Range]) -> Iterator[Token]:
    for span in ranges:
        yield from passage.tokens(span)


def _without_stray_words(attribution: Attribution) -> Attribution:
    """Without the "that" which introduces the content it was found in: it is too short to be a piece."""
    pieces = tuple((start, end) for start, end in attribution.content if end - start >= MIN_PIECE)
    return replace(attribution, content=pieces or attribution.content)


def _moved(attribution: Attribution, by: int) -> Attribution:
    source, cue, content = (
        tuple((start + by, end + by) for start, end in ranges)
        for ranges in (attribution.source, attribution.cue, attribution.content)
    )
    return replace(attribution, source=source, cue=cue, content=content)
