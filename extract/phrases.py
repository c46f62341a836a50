"""The words of an argument: which tokens around a head belong to it, and where they stand in the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from spacy.tokens import Doc

from extract.lexicon import load_words
from extract.passage import Range
from extract.tree import Word, read_tree

_COORDINATION = frozenset({"cc", "conj", "preconj"})
_CLAUSES = frozenset({"relcl", "acl"})
_ASIDES = frozenset({"appos", "parataxis", "advcl", "intj", "meta", "dep"})
_PAUSES = frozenset({",", "(", "-", "--", "–", "—", ";", ":", "-LRB-"})
_MOST_CONJUNCTS = 12  # beyond it a list is one argument
_LONGEST = 300  # tokens under one word, beyond which no parse is to be trusted
_APART = _PAUSES - {"-"} | {"‘", "'"}
_EDGES = frozenset(",;:.?!()[]`'\"“”‘’«»„-–—…/") | {"--", "``", "''", "...", "-LRB-", "-RRB-", "and", "or", "but", "?!"}
_OPENING = {"“": "”", "``": "''", "`": "'", "(": ")", "[": "]", "«": "»", "-LRB-": "-RRB-"}
_STRAIGHT = frozenset({'"', "''"})
_MARKS = frozenset(_OPENING) | frozenset(_OPENING.values()) - {"'"} | _STRAIGHT


class Content:
    """The tokens of a doc that lie wholly inside some character ranges."""

    def __init__(self, doc: Doc, ranges: Sequence[Range]) -> None:
        tree = read_tree(doc)
        self.words = tree.words
        self.hull = min((start for start, _ in ranges), default=0), max((end for _, end in ranges), default=0)
        self.piece_of: dict[int, int] = {}
        for number, span in enumerate(sorted(ranges)):
            for token in tree.words_in(span):
                self.piece_of.setdefault(token.i, number)
        self.tokens = [self.words[i] for i in sorted(self.piece_of) if not self.words[i].is_space]
        self._children: dict[int, list[Word]] = {}
        for token in self.tokens:
            if token.head is not token:
                self._children.setdefault(token.head.i, []).append(token)

    def __contains__(self, token: Word) -> bool:
        return token.i in self.piece_of

    def children(self, token: Word) -> list[Word]:
        """Those inside, in order; a root is nobody's child."""
        return self._children.get(token.i, [])

    def subtree(self, token: Word) -> list[Word]:
        if is_endless(token):
            return []
        return self.trim([t for t in token.subtree if t.i in self.piece_of and not t.is_space])

    def ranges(self, tokens: Iterable[Word]) -> tuple[Range, ...]:
        """Neighbouring tokens joined to one range each; never over the gap between two pieces."""
        found: list[Range] = []
        last = -2
        for token in sorted(tokens, key=lambda one: one.i):
            if token.i == last + 1 and self.piece_of[token.i] == self.piece_of[last]:
                found[-1] = (found[-1][0], token.end)
            else:
                found.append(token.place)
            last = token.i
        return tuple(found)

    def fill(self, tokens: Iterable[Word]) -> list[Word]:
        """The tokens in order, with the punctuation that stands between two of them."""
        kept = {token.i for token in tokens}
        for i in sorted(kept):
            after = i + 1
            while after in self.piece_of and self.words[after].is_punct and after not in kept:
                after += 1
            if after in kept:
                kept.update(range(i + 1, after))
        return [self.words[i] for i in sorted(kept) if not self.words[i].is_space]

    def trim(self, tokens: list[Word]) -> list[Word]:
        """Without punctuation and conjunctions at the edges, and with both or none of a pair of marks inside."""
        start, end = 0, len(tokens)
        while start < end and tokens[start].lower_ in _EDGES:
            start += 1
        while start < end and (tokens[end - 1].lower_ in _EDGES or tokens[end - 1].lower_ == "not"):
            end -= 1
        return self._balance(tokens[start:end])

    def _balance(self, tokens: list[Word]) -> list[Word]:
        alone = unpaired([token for token in tokens if token.text in _MARKS])
        for mark in alone:
            before, after = self._neighbour(tokens[0].i - 1), self._neighbour(tokens[-1].i + 1)
            if before is not None and pairs(before.text, mark.text):
                tokens = [before, *tokens]
            elif after is not None and pairs(mark.text, after.text):
                tokens = [*tokens, after]
            else:
                tokens = [token for token in tokens if token.i != mark.i]
        return tokens

    def _neighbour(self, i: int) -> Word | None:
        return self.words[i] if i in self.piece_of else None

    def fill_predicate(self, tokens: Iterable[Word]) -> list[Word]:
        """As `fill`, but without quotation marks and brackets: a predicate seldom has both of a pair."""
        return [token for token in self.fill(tokens) if token.text not in _MARKS and token.text not in _APART]


def pairs(opening: str, closing: str) -> bool:
    return _OPENING.get(opening) == closing or (opening in _STRAIGHT and opening == closing)


def unpaired(marks: list[Word]) -> list[Word]:
    """Quotation marks and brackets whose partner is missing."""
    opened: list[Word] = []
    alone: list[Word] = []
    for mark in marks:
        if opened and pairs(opened[-1].text, mark.text):
            opened.pop()
        elif mark.text in _OPENING or mark.text in _STRAIGHT:
            opened.append(mark)
        else:
            alone.append(mark)
    return alone + opened


def conjuncts(content: Content, head: Word) -> list[Word]:
    """The heads of a coordination with "and": one fact each. With "or", "nor", "but not" it stays one argument."""
    found, pending = [head], [head]
    while pending:
        noun = pending.pop(0)
        children = content.children(noun)
        if noun != head and any(child.dep_ == "neg" or child.lower_ == "not" for child in children):
            return [head]
        if any(child.dep_ in ("cc", "preconj") and child.lower_ not in ("and", "&", "both") for child in children):
            return [head]
        joined = [child for child in children if child.dep_ == "conj" and child.pos_ in _NOMINAL]
        found += joined
        pending += joined
    return found if len(found) <= _MOST_CONJUNCTS else [head]


_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET"})


def phrase(content: Content, head: Word, *, without: Word | None = None, whole: bool = False) -> list[Word]:
    """The head with its modifiers, but without asides. `whole` keeps a coordination together.

    "the man who won, a lawyer from Ruritania" → "the man who won": what restricts stays, what only adds goes.
    `without` is a relative clause in which the phrase itself is an argument.
    """
    if is_endless(head):
        return [head]
    kept: list[Word] = []
    pending = [head]
    while pending:
        token = pending.pop()
        kept.append(token)
        for child in content.children(token):
            if child == without or child.is_punct:
                continue
            if token == head and not whole and child.dep_ in _COORDINATION:
                continue
            if child.dep_ in _ASIDES or (child.dep_ in _CLAUSES and not restricts(child)):
                continue
            pending.append(child)
    return content.trim(content.fill(kept))


def is_endless(token: Word) -> bool:
    return token.right_edge.i - token.left_edge.i > _LONGEST


def restricts(clause: Word) -> bool:
    """Whether a relative or participle clause narrows down its noun: "voters who stayed home", not ", who …"."""
    first = clause.left_edge
    if first.i == 0 or clause.i < clause.head.i:
        return clause.i < clause.head.i
    return first.nbor(-1).text not in _PAUSES and first.text not in _PAUSES


def is_relative(token: Word) -> bool:
    return token.tag_ in ("WDT", "WP") and token.lower_ in load_words("relative_pronouns")


def overlaps(one: Iterable[Range], other: Iterable[Range]) -> bool:
    return any(start < end2 and start2 < end for start, end in one for start2, end2 in other)
