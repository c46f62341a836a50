"""The attributions as turns of speech: in reading order, each with the place of its cue and its speaker."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

from extract.described import SpeakerDecision
from extract.lexicon import load_words
from extract.passage import Attribution, Passage
from schema.actor import Speaker

SourceKind = Literal["name", "pronoun", "noun", "none"]


@dataclass(frozen=True)
class Turn:
    """`number` is the position in the list of attributions, `at` the first character of the cue (of the source or
    content where it has none). `speaker` is an actor's id, or a key of this turn alone where nobody is known; `names`
    are the words by which the sentences around may name the speaker.
    """

    number: int
    at: int
    sentence: int
    paragraph: int
    speaker: str
    names: frozenset[str]
    kind: SourceKind
    is_person: bool


class Places:
    """Which sentence and which paragraph a character stands in; a sentence ends with its paragraph, even where the
    parser reads on because the full stop stands behind a quotation mark.
    """

    def __init__(self, passage: Passage) -> None:
        self.sentences = [part for sentence in passage.doc.sents for part in _within_paragraphs(passage, sentence)]
        self._starts = [sentence.start_char for sentence in self.sentences]
        text = passage.text
        self._paragraphs = [lines.end() for lines in re.finditer(r"\n+", text)]

    def sentence(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def paragraph(self, position: int) -> int:
        return bisect_right(self._paragraphs, position)


def _within_paragraphs(passage: Passage, sentence: Span) -> Iterator[Span]:
    if passage.text.find("\n", sentence.start_char, sentence.end_char - 1) < 0:
        yield sentence
        return
    start = sentence.start
    for token in sentence:
        if _ends_paragraph(token) and token.i + 1 < sentence.end:
            yield token.doc[start : token.i + 1]
            start = token.i + 1
    yield sentence.doc[start : sentence.end]


def _ends_paragraph(space: Token) -> bool:
    """A blank line, or a new line behind a closing mark: any other may break a long line."""
    return "\n\n" in space.text or ("\n" in space.text and space.i > 0 and space.nbor(-1).is_punct)


def find_turns(
    attributions: Sequence[Attribution], speakers: Sequence[SpeakerDecision], passage: Passage, places: Places
) -> list[Turn]:
    order = sorted(range(len(attributions)), key=lambda number: (_place(attributions[number]), number))
    return [_turn(number, attributions[number], speakers[number].speaker, passage, places) for number in order]


def _turn(number: int, attribution: Attribution, speaker: Speaker | None, passage: Passage, places: Places) -> Turn:
    at = _place(attribution)
    word, kind = _source(passage, attribution)
    names = {word} if kind == "name" else set()
    if speaker is not None and speaker.kind != "unnamed":
        names.add(speaker.name.split()[-1])
    key = speaker.id if speaker is not None else f"unknown {number}"
    is_person = speaker is not None and speaker.kind == "person"
    return Turn(number, at, places.sentence(at), places.paragraph(at), key, frozenset(names), kind, is_person)


def _place(attribution: Attribution) -> int:
    spans = attribution.cue or attribution.source or attribution.content
    return min(start for start, _ in spans)


def _source(passage: Passage, attribution: Attribution) -> tuple[str, SourceKind]:
    """The last word of a name, the head of a noun, or the pronoun; empty where there is no source."""
    for piece in attribution.source:
        root = passage.tokens(piece).root
        if root.lower_ in load_words("personal_pronouns"):
            return root.lower_, "pronoun"
        name = _name_in(passage.tokens(piece), root)
        return (name, "name") if name else (root.lemma_.lower(), "noun")
    return "", "none"


def _name_in(source: Span, root: Token) -> str | None:
    """The last word of the name: of the head if it is one, else of the first apposition ("the minister, Ann Lee")."""
    if root.pos_ == "PROPN":
        return root.text
    named = [token.text for token in source if token.pos_ == "PROPN" and token.dep_ in ("appos", "nsubj", "conj")]
    return named[0] if named else None
