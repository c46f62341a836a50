"""The attributions as turns of speech: in reading order, each with the place of its cue and a key of its speaker."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Span, Token

from extract.cues import is_inside
from extract.lexicon import load_words
from extract.passage import Attribution, Passage

SourceKind = Literal["name", "pronoun", "noun", "none"]


@dataclass(frozen=True)
class Turn:
    """`number` is the position in the list of attributions, `at` the first character of the cue (of the source or
    content where it has none). `speaker` is the last word of a name or the head of a noun; a pronoun and an empty
    source take the speaker of the turn before.
    """

    number: int
    at: int
    sentence: int
    paragraph: int
    speaker: str | None
    kind: SourceKind


class Places:
    """Which sentence and which paragraph a character stands in; a sentence ends with its paragraph, even where the
    parser reads on because the full stop stands behind a quotation mark.
    """

    def __init__(self, passage: Passage) -> None:
        self.sentences = [part for sentence in passage.doc.sents for part in _within_paragraphs(sentence)]
        self._starts = [sentence.start_char for sentence in self.sentences]
        text = passage.text
        self._paragraphs = [index for index in range(1, len(text)) if text[index - 1] == "\n" != text[index]]

    def sentence(self, position: int) -> int:
        return max(0, bisect_right(self._starts, position) - 1)

    def paragraph(self, position: int) -> int:
        return bisect_right(self._paragraphs, position)


def _within_paragraphs(sentence: Span) -> Iterator[Span]:
    start = sentence.start
    for token in sentence:
        if _ends_paragraph(token) and token.i + 1 < sentence.end:
            yield token.doc[start : token.i + 1]
            start = token.i + 1
    yield sentence.doc[start : sentence.end]


def _ends_paragraph(space: Token) -> bool:
    """A blank line, or a new line behind a closing mark: any other may break a long line."""
    return "\n\n" in space.text or ("\n" in space.text and space.i > 0 and space.nbor(-1).is_punct)


def find_turns(passage: Passage, attributions: Sequence[Attribution], places: Places) -> list[Turn]:
    turns: list[Turn] = []
    speaker: str | None = None
    for number in sorted(range(len(attributions)), key=lambda number: (_place(attributions[number]), number)):
        at = _place(attributions[number])
        own, kind = _speaker(passage, attributions[number])
        speaker = own or speaker
        turns.append(Turn(number, at, places.sentence(at), places.paragraph(at), speaker, kind))
    return turns


def _place(attribution: Attribution) -> int:
    spans = attribution.cue or attribution.source or attribution.content
    return min(start for start, _ in spans)


def _speaker(passage: Passage, attribution: Attribution) -> tuple[str | None, SourceKind]:
    for piece in attribution.source:
        root = passage.tokens(piece).root
        if root.lower_ in load_words("personal_pronouns"):
            return None, "pronoun"
        name = _name_in(passage.tokens(piece), root)
        return (name, "name") if name else (root.lemma_.lower(), "noun")
    return None, "none"


def _name_in(source: Span, root: Token) -> str | None:
    """The last word of the name: of the head if it is one, else of the first apposition ("the minister, Ann Lee")."""
    if root.pos_ == "PROPN":
        return root.text
    named = [token.text for token in source if token.pos_ == "PROPN" and token.dep_ in ("appos", "nsubj", "conj")]
    return named[0] if named else None


def outside(sentence: Span, contents: Sequence[tuple[int, int]]) -> list[Token]:
    """The words of a sentence that stand in no content."""
    return [token for token in sentence if not is_inside(token.idx, contents)]
