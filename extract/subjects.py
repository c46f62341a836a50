"""Which words are the source by the parse: the subject of the cue where none is marked, or where several are."""

from __future__ import annotations

from collections.abc import Iterable

from extract.lexicon import load_words
from extract.passage import Attribution, Passage
from extract.words import NOUN, PRON, PROPN, VERB, Words

_STEPS = 4
_LEFT = frozenset({"det", "compound", "amod", "poss", "nmod", "nummod", "case", "predet", "quantmod"})
_SHORT = frozenset({"'s", "’s"})
"""May be "is" or "has": "he's called for it"."""
_NAMING = frozenset({NOUN, PROPN, PRON})


class Subjects:
    """Reads the clauses of the cues of one article."""

    def __init__(self, passage: Passage, words: Words) -> None:
        self.passage = passage
        self.words = words

    def chosen_piece(self, attribution: Attribution, tokens: list[int]) -> list[int]:
        """The tokens of a source; of pieces that stand apart the one that is the cue's subject."""
        pieces = self._pieces(attribution, tokens)
        if len(pieces) < 2 or any(self.words.dep[i] == "appos" for piece in pieces[1:] for i in piece):
            return tokens
        subject = self.find(attribution)
        return next((piece for piece in pieces if subject in piece), tokens)

    def with_noun(self, attribution: Attribution, tokens: list[int]) -> list[int]:
        """ "the" → "the real estate tycoon", "Vice" → "Vice President Lee": what hangs on a noun behind gets it."""
        words, last = self.words, tokens[-1]
        noun = words.head[last]
        while words.dep[noun] == "compound" and noun < words.head[noun]:
            noun = words.head[noun]
        if words.dep[last] not in _LEFT - {"poss"} or not last < noun <= last + 6 or words.pos[noun] not in _NAMING:
            return tokens
        taken = {i for span in attribution.content + attribution.cue for i in words.tokens_in(span)}
        between = set(range(last + 1, noun + 1))
        is_name = any(words.pos[i] in _NAMING for i in tokens)
        if between & taken or (is_name and words.dep[noun] not in ("nsubj", "pobj")):
            return tokens
        return list(range(tokens[0], noun + 1))

    def phrase(self, noun: int) -> list[int]:
        """The words left of a noun that hang on it, and an "of …" to its right."""
        words = self.words
        first, last = self._left_edge(noun), noun
        for child in words.children[noun]:
            if child == noun + 1 and words.lower[child] == "of":
                last = max((child, *words.children[child]))
        return list(range(first, last + 1)) if last > noun + 1 else list(range(first, noun + 1))

    def _left_edge(self, noun: int) -> int:
        words = self.words
        left = [child for child in words.children[noun] if child < noun and words.dep[child] in _LEFT]
        return min([noun, *(self._left_edge(child) for child in left)])

    def find(self, attribution: Attribution) -> int | None:
        """The subject of the cue's verb, or of the verb above it that shares its subject: "Claiming …, Lee told …"."""
        own = {i for span in attribution.content + attribution.cue for i in self.words.tokens_in(span)}
        for verb in self._verbs(attribution):
            if self._is_suffered(verb):
                continue
            subject = self._climb(verb)
            if subject is not None and subject not in own:
                return subject
        return None

    def is_done_to(self, attribution: Attribution, tokens: Iterable[int]) -> bool:
        """ "Lee was accused of …", "asked about it, Lee": the source is whom it was done to."""
        source = set(tokens)
        for verb in self._verbs(attribution):
            if not self._is_suffered(verb):
                continue
            children = self.words.children[verb]
            agents = {j for i in children if self.words.dep[i] == "agent" for j in (i, *self.words.children[i])}
            if agents & source:
                return False
            own = {i for i in children if self.words.dep[i] in ("nsubj", "nsubjpass")}
            return bool(source & own) or not own
        return False

    def _verbs(self, attribution: Attribution) -> list[int]:
        """The verbs of the cue, that which governs the others first."""
        words = self.words
        cue = [i for span in attribution.cue for i in words.tokens_in(span)]
        verbs = [i for i in cue if words.pos[i] == VERB]
        return sorted(verbs, key=lambda i: (words.head[i] in cue, i))

    def _is_suffered(self, verb: int) -> bool:
        """A past participle in the passive or alone, of a verb that is done to its subject."""
        token = self.passage.doc[verb]
        if token.tag_ not in ("VBN", "VBD") or token.lemma_.lower() not in load_words("suffered_verbs"):
            return False
        deps = {self.words.dep[i] for i in self.words.children[verb]}
        if deps & {"auxpass", "nsubjpass"}:
            return all(self.words.text[i] not in _SHORT for i in self.words.children[verb])
        return not deps & {"nsubj", "aux", "dobj"} and self.words.dep[verb] == "advcl"

    def _climb(self, verb: int) -> int | None:
        words, own = self.words, verb
        for _ in range(_STEPS):
            subjects = [i for i in words.children[verb] if words.dep[i] in ("nsubj", "nsubjpass")]
            if subjects:
                return None if verb == own and words.dep[subjects[0]] == "nsubjpass" else subjects[0]
            if any(words.dep[i] in ("csubj", "expl") for i in words.children[verb]):
                return None
            above, relation = words.head[verb], words.dep[verb]
            if relation == "pcomp":
                above = words.head[above]
            elif relation == "acl":
                if words.dep[above] == "nsubj":
                    return above
                above = self._verb_above(above)
            elif relation not in ("conj", "xcomp", "advcl"):
                return None
            if above == verb or words.sent[above] != words.sent[verb]:
                return None
            verb = above
        return None

    def _verb_above(self, noun: int) -> int:
        """ "sent a letter to them opposing it": the verb that the noun is an object of."""
        words, above = self.words, noun
        for _ in range(_STEPS):
            if words.pos[above] == VERB:
                break
            above = words.head[above]
        return above

    def _pieces(self, attribution: Attribution, tokens: list[int]) -> list[list[int]]:
        """Runs of the tokens; commas, brackets and "and" between them do not part them."""
        words, kept = self.words, set(tokens)
        pieces: list[list[int]] = []
        for span in attribution.source:
            piece = [i for i in words.tokens_in(span) if i in kept]
            between = range(pieces[-1][-1] + 1, piece[0]) if pieces and piece else ()
            joined = all(not words.text[i][0].isalnum() or words.lower[i] in ("and", "or") for i in between)
            if pieces and piece and joined and len(between) <= 3:
                pieces[-1] += piece
            elif piece:
                pieces.append(piece)
        return pieces
