"""The parse as plain lists: what rules that look at every word read, many times faster than spaCy's tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np
from spacy import attrs, symbols
from spacy.tokens import Doc

AUX, NOUN, NUM, PRON, PROPN, VERB = symbols.AUX, symbols.NOUN, symbols.NUM, symbols.PRON, symbols.PROPN, symbols.VERB

Range = tuple[int, int]

_STRINGS = [attrs.ORTH, attrs.LOWER, attrs.DEP, attrs.ENT_TYPE, attrs.LEMMA, attrs.TAG, attrs.POS]
_NUMBERS = [attrs.HEAD, attrs.SENT_START, attrs.POS, attrs.IDX]
_KEPT_AS = "words"


@dataclass(frozen=True)
class Words:
    """One entry a token; `sent`, `paragraph` are ordinals, `head` is a token, `entity` the entity label or ""."""

    text: list[str]
    lower: list[str]
    start: list[int]
    end: list[int]
    pos: list[int]
    dep: list[str]
    head: list[int]
    sent: list[int]
    paragraph: list[int]
    titled: list[bool]
    """The word stands in a line set as a headline, where capitals tell nothing."""
    entity: list[str]
    children: list[list[int]]
    lemma: list[str]
    tag: list[str]
    part: list[str]
    """The part of speech by its name; `pos` has its number."""

    def __len__(self) -> int:
        return len(self.text)

    def token_at(self, char: int) -> int:
        """The token that holds the character, or the next one."""
        return min(bisect_right(self.end, char), len(self.text) - 1)

    def tokens_in(self, span: Range) -> range:
        """The tokens that a character range touches."""
        return range(bisect_right(self.end, span[0]), bisect_left(self.start, span[1]))

    def chars(self, token_start: int, token_end: int) -> Range:
        return self.start[token_start], self.end[token_end - 1]


def read_words(doc: Doc) -> Words:
    """The words of a doc are read once and kept with it."""
    if _KEPT_AS not in doc.user_data:
        doc.user_data[_KEPT_AS] = _read(doc)
    words: Words = doc.user_data[_KEPT_AS]
    return words


def _read(doc: Doc) -> Words:
    keys = doc.to_array(_STRINGS)
    strings = doc.vocab.strings
    names = {key: strings[int(key)] if key else "" for key in set(keys.ravel().tolist())}
    text, lower, dep, entity, lemma, tag, part = ([names[key] for key in column] for column in keys.T.tolist())
    offsets, starts, pos, start = doc.to_array(_NUMBERS).astype(np.int64).T
    starts[:1] = 1
    head = (np.arange(len(text)) + offsets).tolist()
    return Words(
        text,
        lower,
        start.tolist(),
        [here + len(word) for here, word in zip(start.tolist(), text, strict=True)],
        pos.tolist(),
        dep,
        head,
        (np.cumsum(starts == 1) - 1).tolist(),
        *_read_lines(text),
        entity=entity,
        children=_children(head),
        lemma=lemma,
        tag=tag,
        part=part,
    )


def _children(head: list[int]) -> list[list[int]]:
    found: list[list[int]] = [[] for _ in head]
    for i, above in enumerate(head):
        if above != i:
            found[above].append(i)
    return found


def _read_lines(text: list[str]) -> tuple[list[int], list[bool]]:
    """The ordinal of each token's line, and whether that line is set as a headline."""
    lines, titled = [], [False] * len(text)
    ordinal, first = 0, 0
    for i, word in enumerate(text):
        lines.append(ordinal)
        if "\n" in word or i == len(text) - 1:
            if _is_headline(text[first : i + 1]):
                titled[first : i + 1] = [True] * (i + 1 - first)
            ordinal, first = ordinal + 1, i + 1
    return lines, titled


def _is_headline(line: list[str]) -> bool:
    """Nearly every longer word starts with a capital: "Minister Tells Voters He Is Ready"."""
    words = [word for word in line if len(word) > 3 and word[0].isalpha()]
    capital = sum(word[0].isupper() for word in words)
    if next((word for word in reversed(line) if word.strip()), "") == ".":
        return 6 <= len(words) <= 40 and capital >= 0.9 * len(words)
    return 4 <= len(words) <= 40 and capital >= 0.8 * len(words)
