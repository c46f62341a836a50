"""Which words around a content modify the clause of its cue."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from spacy.tokens import Span, Token

from extract.cues import is_inside
from extract.lexicon import load_table, load_words
from extract.passage import Attribution, Passage
from extract.turns import Places

_FARTHEST = 8
_LINKS = frozenset({"advcl", "conj", "xcomp", "acl", "ccomp", "pcomp"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


@cache
def event_nouns() -> frozenset[str]:
    return frozenset(row[0] for row in load_table("event_nouns"))


@dataclass(frozen=True)
class Clause:
    """The words of a cue, the verbs above it that have the same subject, the source, the sentences of the cue, and
    the words of these that are not content.
    """

    attribution: Attribution
    cue: frozenset[int]
    above: frozenset[int]
    source: frozenset[int]
    sentences: tuple[Span, ...]
    words: tuple[Token, ...]

    def path_from(self, token: Token) -> list[Token] | None:
        """The words between `token` and the cue, or None where it modifies something else: a noun that is no occasion
        of speaking, a verb of no speaking. A word behind the content that the parser hangs into it belongs to the cue.
        """
        path: list[Token] = []
        for _ in range(_FARTHEST):
            if token.head.i == token.i:
                return None
            token = token.head
            if token.i in self.cue or token.i in self.above:
                return path
            if token.i in self.source:
                return path if any(word.pos_ == "VERB" for word in path) else None  # "Lee, speaking Monday, said"
            if is_inside(token.idx, self.attribution.content):
                return path if token.pos_ in ("VERB", "AUX") else None
            if not _is_passable(token):
                return None
            path.append(token)
        return None


def clause_of(passage: Passage, attribution: Attribution, places: Places) -> Clause:
    words = frozenset(token.i for piece in attribution.cue for token in passage.tokens(piece))
    numbers = sorted({places.sentence(passage.doc[index].idx) for index in words})
    sentences = tuple(places.sentences[number] for number in numbers)
    around = tuple(
        token for sentence in sentences for token in sentence if not is_inside(token.idx, attribution.content)
    )
    source = frozenset(token.i for piece in attribution.source for token in passage.tokens(piece))
    return Clause(attribution, words, frozenset(_above(passage, attribution)), source, sentences, around)


def _above(passage: Passage, attribution: Attribution) -> list[int]:
    """ "spoke Monday, saying …", "called and said": verbs above with the same subject."""
    found = []
    for piece in attribution.cue:
        word = passage.tokens(piece).root
        for _ in range(3):
            shares = word.dep_ in _LINKS and not any(child.dep_ in _SUBJECTS for child in word.children)
            if not shares or is_inside(word.head.idx, attribution.content):
                break
            word = word.head
            found.append(word.i)
    return found


def _is_passable(token: Token) -> bool:
    if token.pos_ in ("NOUN", "PROPN"):
        return token.lemma_.lower() in event_nouns() or token.ent_type_ in ("DATE", "TIME")
    return token.pos_ != "VERB" or token.lemma_.lower() in load_words("airing_verbs")
