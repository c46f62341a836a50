"""Statements that carry the same words: a headline quotes what the body quotes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.passage import Attribution, Passage
from extract.words import Words
from schema.ids import fold

_LEAST_WORDS, _LEAST_IN_HEADLINE = 7, 3


class Twins:
    def __init__(self, passage: Passage, words: Words, attributions: Sequence[Attribution]) -> None:
        self.passage = passage
        self.words = words
        self.attributions = attributions
        self.folded: dict[int, str] = {}

    def of(self, number: int) -> Iterator[int]:
        """The other statements whose contents hold all words of this one in a row."""
        mine = self._folded(number)
        start = self.attributions[number].content[0][0]
        in_headline = self.words.titled[self.words.token_at(start)]
        if len(mine.split()) < (_LEAST_IN_HEADLINE if in_headline else _LEAST_WORDS):
            return
        for other in range(len(self.attributions)):
            if other != number and f" {mine} " in f" {self._folded(other)} ":
                yield other

    def _folded(self, number: int) -> str:
        if number not in self.folded:
            content = self.attributions[number].content
            self.folded[number] = " ".join(fold(" ".join(self.passage.text[a:b] for a, b in content)).split())
        return self.folded[number]
