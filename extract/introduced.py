"""What the words before it introduce: "He said:" above a paragraph, "From the Courier:", a name and a colon."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Token

from extract.free_quotations import MIN_WORDS, RULE_CONFIDENCE, WORD, ByPlace, Lines, Owned, opened_paragraphs, outside
from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex, is_capitalised
from extract.ranges import merged, without
from extract.transcripts import LABEL

_FROM = re.compile(r"(?:And )?([Ff]rom) ((?:the |[a-z]+ ){0,3}[A-Z][^\n:]{2,80}):\Z")
_BULLET = re.compile(r"[-–—*•·>\d\"“”„«‘']")
_COLON = re.compile(r":[^\S\n]*\Z")
REACH = 60
"""Tokens before a colon that are looked at."""
_PERSONS = frozenset({"he", "she"})


def read_introduced(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A free quotation that begins its paragraph, after one that ends with a cue and a colon or comma."""
    found = _without_introduced(passage, attributions)
    owned = Owned(passage, found)
    headings: list[Attribution] = []
    for quotation, before in [*opened_paragraphs(passage), *_headed(passage)]:
        content = (quotation.start, quotation.end)
        if heading := _FROM.match(passage.text, *before):
            headings.append(_from(heading, content))
            continue
        if not owned.is_free(quotation) or passage.text[before[1] - 1] not in ":,":
            continue
        if (cue := _last_cue(passage, before)) is not None:
            cue_span = (cue.idx, before[1] if passage.text[before[1] - 1] == ":" else cue.idx + len(cue))
            found.append(Attribution(subject_of(cue), (cue_span,), (content,), RULE_CONFIDENCE))
    return [*outside(found, headings), *headings]


def _from(heading: re.Match[str], content: Range) -> Attribution:
    return Attribution((heading.span(2),), (heading.span(1),), (content,), RULE_CONFIDENCE)


def _headed(passage: Passage) -> Iterator[tuple[Quotation, Range]]:
    """Quotations behind "From Radio Velm:" in its line, with those words."""
    lines = Lines(passage.text)
    for quotation in QuotationIndex(passage.quotations).outer:
        start = lines.around(quotation.start)[0]
        heading = (start, start + len(passage.text[start : quotation.start].rstrip()))
        if _FROM.match(passage.text, *heading):
            yield quotation, heading


def _without_introduced(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Frees what a paragraph ending in "saying:" introduces where the "adding:" behind it has taken it as well."""
    found = list(attributions)
    cues = {place for one in attributions for start, end in one.cue for place in range(start, end)}
    introduced = [
        (quotation.start, quotation.end)
        for quotation, before in opened_paragraphs(passage)
        if passage.text[before[1] - 1] == ":"
        and (cue := _last_cue(passage, before)) is not None
        and cue.idx not in cues
    ]
    for number, one in enumerate(found):
        for span in introduced:
            behind = one.cue and passage.text[one.cue[-1][1] - 1] == ":" and span[1] <= one.cue[0][0]
            rest = tuple(without(one.content, span))
            if behind and any(start >= one.cue[-1][1] for start, _ in rest) and rest != one.content:
                found[number] = one = replace(one, content=rest)
    return found


def read_blocks(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A paragraph without marks, after one that ends with a cue and a colon, is all said by its source."""
    last_cues = ByPlace((max(one.cue)[0], number) for number, one in enumerate(attributions) if one.cue)
    contents = ByPlace((one.content[0][0], number) for number, one in enumerate(attributions))
    gone: set[int] = set()
    said: list[Attribution] = []
    for before, block in _blocks(passage.text):
        introducing = [n for n in last_cues.within(before) if _reaches(attributions[n], block) and n not in gone]
        if heading := _FROM.match(passage.text, *before):
            said.append(_from(heading, block))
        elif introducing:
            said.append(_with_block(attributions[introducing[-1]], block))
        elif (
            (cue := _last_cue(passage, before))
            and subject_of(cue)
            and not _names_speaker(attributions, block, last_cues)
        ):
            said.append(Attribution(subject_of(cue), ((cue.idx, before[1]),), (block,), RULE_CONFIDENCE))
        else:
            continue
        gone.update(contents.within(block), introducing[-1:])
    return [*(one for number, one in enumerate(attributions) if number not in gone), *said]


def _blocks(text: str) -> Iterator[tuple[Range, Range]]:
    """Paragraphs of sentences, neither quoted nor listed, behind one that ends with a colon."""
    lines = list(Lines(text))
    for before, block in pairwise(lines):
        is_prose = text[block[1] - 1] in ".!?…" and not _BULLET.match(text, *block) and not LABEL.match(text, *block)
        if text[before[1] - 1] == ":" and is_prose and len(WORD.findall(text, *block)) >= MIN_WORDS:
            yield before, block


def _reaches(attribution: Attribution, block: Range) -> bool:
    return any(start < block[1] and block[0] < end for start, end in attribution.content)


def _with_block(attribution: Attribution, block: Range) -> Attribution:
    return replace(attribution, content=tuple(merged([*without(attribution.content, block), block])))


def _names_speaker(attributions: Sequence[Attribution], block: Range, cues: ByPlace) -> bool:
    """Whether somebody is named in it who says something: then it may be the article again."""
    return any(attributions[number].source for number in cues.within(block))


def read_colons(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A free quotation behind a colon is said by the person whom the words before it are on."""
    found = list(attributions)
    owned = Owned(passage, found)
    for quotation in QuotationIndex(passage.quotations).outer:
        colon = _COLON.search(passage.text, max(0, quotation.start - 3), quotation.start)
        is_speech = owned.is_free(quotation) and not is_capitalised(passage.text, quotation)
        if colon and is_speech and (said := _said_before(passage, colon.start())):
            source, cue = said
            found.append(Attribution((source,), (cue,), ((quotation.start, quotation.end),), RULE_CONFIDENCE))
    return found


def _said_before(passage: Passage, colon: int) -> tuple[Range, Range] | None:
    """The person who is the subject of the sentence before the colon, or whose name it begins with, and the cue."""
    mark = passage.tokens((colon, colon + 1))[0]
    sentence = [token for token in _sentence_before(mark) if not token.is_space]
    subjects = [token for token in sentence if token.dep_ == "nsubj" and token.head in sentence]
    names = (token for token in sentence if token.pos_ == "PROPN" and token.head.i >= token.i)
    person = next(iter(subjects), None) or next(names, None)
    if person is not None and person.lemma_ in load_words("utterance_nouns"):
        person = next((token for token in person.children if token.dep_ == "poss"), person)
    if person is None or not (person.pos_ == "PROPN" or person.lower_ in _PERSONS):
        return None
    words = [token for token in person.subtree if token.i <= person.i]
    verb = person.head
    is_saying = person.dep_ == "nsubj" and verb.lemma_.lower() in load_words("attitude_cues")
    cue = (verb.idx, verb.idx + len(verb)) if is_saying else (colon, colon + 1)
    return (words[0].idx, person.idx + len(person)), cue


def _sentence_before(mark: Token) -> list[Token]:
    start = mark.i
    while start and mark.i - start < REACH and not mark.doc[start].is_sent_start:
        start -= 1
    return list(mark.doc[start : mark.i])


def _last_cue(passage: Passage, line: Range) -> Token | None:
    """The verb of saying in the last words of a paragraph."""
    tokens = list(passage.tokens((max(line[0], line[1] - 60), line[1])))
    for token in reversed(tokens[-8:]):
        if token.pos_ == "VERB" and token.lemma_.lower() in load_words("attitude_cues"):
            return token
    return None


def subject_of(verb: Token) -> tuple[Range, ...]:
    """The words of its subject, or of the subject of the verb that it hangs on."""
    while True:
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        if subjects:
            words = list(subjects[0].subtree)
            return ((words[0].idx, words[-1].idx + len(words[-1])),)
        if verb.head == verb or verb.dep_ not in ("conj", "advcl", "xcomp"):
            return ()
        verb = verb.head
