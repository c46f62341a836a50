"""The parse as plain objects with spaCy's names for things, many times faster to walk than spaCy's own tokens."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import pairwise
from unicodedata import category

from spacy.tokens import Doc

from extract.words import Range, Words, read_words

_KEPT_AS = "tree"


class Word:
    """A token: `i` counts tokens, `idx` and `end` are its characters, `sent` the tokens of its sentence."""

    __slots__ = (
        "children", "dep_", "end", "ent_type_", "head", "i", "idx", "is_punct", "is_space", "lemma_", "lower_",
        "pos_", "sent", "tag_", "text", "tree",
    )  # fmt: skip

    tree: Tree
    head: Word
    children: list[Word]
    sent: range

    def __init__(
        self, i: int, text: str, lower: str, idx: int, end: int, pos: str, tag: str, dep: str, lemma: str, entity: str
    ) -> None:
        self.i, self.text, self.lower_, self.idx, self.end = i, text, lower, idx, end
        self.pos_, self.tag_, self.dep_, self.lemma_, self.ent_type_ = pos, tag, dep, lemma, entity
        self.is_space = text.isspace()
        self.is_punct = not text[0].isalnum() and all(category(character)[0] == "P" for character in text)

    def __repr__(self) -> str:
        return self.text

    @property
    def place(self) -> Range:
        return self.idx, self.end

    @property
    def left_edge(self) -> Word:
        """The first word of its subtree."""
        word = self
        while word.children and word.children[0].i < word.i:
            word = word.children[0]
        return word

    @property
    def right_edge(self) -> Word:
        word = self
        while word.children and word.children[-1].i > word.i:
            word = word.children[-1]
        return word

    @property
    def subtree(self) -> Iterator[Word]:
        """It and all that hang on it, in order of the text."""
        found = [self]
        for word in found:
            found += word.children
        return iter(sorted(found, key=_number))

    def nbor(self, by: int = 1) -> Word:
        return self.tree.words[self.i + by]

    @property
    def is_sent_start(self) -> bool:
        return self.i == self.sent.start


def _number(word: Word) -> int:
    return word.i


class Tree:
    """The words of a doc, each tied to its head and children."""

    def __init__(self, words: Words) -> None:
        self._places = words
        columns = (words.text, words.lower, words.start, words.end, words.part, words.tag, words.dep, words.lemma)
        self.words = [Word(*row) for row in zip(range(len(words)), *columns, words.entity, strict=True)]
        sentences = _sentences(words.sent)
        for word, head, children, sent in zip(self.words, words.head, words.children, words.sent, strict=True):
            word.tree = self
            word.head = self.words[head]
            word.children = [self.words[child] for child in children]
            word.sent = sentences[sent]

    def words_in(self, span: Range) -> list[Word]:
        """Those that lie wholly inside the characters."""
        return self.words[bisect_left(self._places.start, span[0]) : bisect_right(self._places.end, span[1])]


def _sentences(ordinals: list[int]) -> list[range]:
    starts = [i for i, ordinal in enumerate(ordinals) if i == 0 or ordinal != ordinals[i - 1]]
    return [range(start, end) for start, end in pairwise([*starts, len(ordinals)])]


def read_tree(doc: Doc) -> Tree:
    """The tree of a doc is made once and kept with it."""
    if _KEPT_AS not in doc.user_data:
        doc.user_data[_KEPT_AS] = Tree(read_words(doc))
    tree: Tree = doc.user_data[_KEPT_AS]
    return tree
