"""Finds runs of capitalised words: where a name may stand, and how far it may go."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from extract.gazetteer import known, state_of_code, surnames
from extract.lexicon import load_words
from extract.names import is_given_name, is_role_noun, titles
from extract.words import PROPN, Words

MAX_NAME_WORDS = 8

_NAMED = frozenset({"PERSON", "ORG", "GPE", "LOC", "FAC"})
_JOINERS = frozenset({"of", "for", "on", "at", "de", "del", "du", "des", "la", "&"})


class RunFinder:
    """One pass over the words of one article."""

    def __init__(self, words: Words) -> None:
        self.words = words
        self.not_names = load_words("not_names")
        self.calendar = load_words("calendar_words")
        self.organization_words = load_words("organization_words")
        self.particles = load_words("particles")

    def find(self) -> Iterator[tuple[int, int]]:
        words, i = self.words, 0
        while i < len(words):
            if words.titled[i] or not self._opens(i):
                i += 1
                continue
            end = self._run_end(i)
            yield i, end
            i = end

    def is_capital(self, i: int) -> bool:
        return self.words.text[i][0].isupper()

    def _opens(self, i: int) -> bool:
        words = self.words
        if not self.is_capital(i):
            return False
        word = words.text[i]
        if is_state_code(words, i):
            return True
        if word in self.calendar or (word in self.not_names and words.pos[i] != PROPN) or self.opens_question(i):
            return False
        return not self._starts_sentence(i) or self._is_name_at_start(i)

    def _starts_sentence(self, i: int) -> bool:
        """First word of a sentence, line or quotation: its capital tells nothing."""
        words = self.words
        j = i - 1
        while j >= 0 and not words.text[j][0].isalnum() and "\n" not in words.text[j]:
            if words.text[j] in "\"“”'‘’«:—–-":
                return words.text[j] not in "-’'"
            j -= 1
        return j < 0 or "\n" in words.text[j] or words.sent[j] != words.sent[i]

    def opens_question(self, i: int) -> bool:
        """ "Will Lund win?", "May Day be moved?": the auxiliary of a question is no given name."""
        words = self.words
        if words.lower[i] not in load_words("question_auxiliaries") or not self._starts_sentence(i):
            return False
        end = i + 1
        while end < len(words) and (words.sent[end], words.paragraph[end]) == (words.sent[i], words.paragraph[i]):
            end += 1
        ending = [words.text[j] for j in range(max(i, end - 4), end) if words.text[j].strip(" \n\r\"”’')")]
        return ending[-1:] == ["?"]

    def _is_name_at_start(self, i: int) -> bool:
        words = self.words
        word = words.text[i]
        if words.lower[i] in self._lower_words and self._qualifies_role(i):
            return False
        if words.pos[i] == PROPN or words.entity[i] in _NAMED or word in self._inner_names:
            return words.lower[i] not in self._lower_words or words.entity[i] in _NAMED or self._goes_on(i)
        return (
            word in surnames()
            or known(word) is not None
            or (word.isupper() and len(word) > 2)
            or (self._goes_on(i) and (is_given_name(word) or words.lower[i] in titles()))
        )

    def _qualifies_role(self, i: int) -> bool:
        """ "Ferry captain" of a text that writes "ferry" small elsewhere."""
        return i + 1 < len(self.words) and self.words.text[i + 1].islower() and is_role_noun(self.words.text[i + 1])

    def _goes_on(self, i: int) -> bool:
        return i + 1 < len(self.words) and self.is_capital(i + 1) and self.words.pos[i + 1] == PROPN

    def _run_end(self, start: int) -> int:
        """Behind the last word of the run that opens here."""
        words, end = self.words, start + 1
        while end < len(words) and end - start < 4 * MAX_NAME_WORDS:
            if words.titled[end] or words.paragraph[end] != words.paragraph[start]:
                break
            if self.is_capital(end) and not self._breaks_at(end):
                end += 1
            elif (step := self._bridge(start, end)) > 0:
                end += step
            else:
                break
        return end

    def _breaks_at(self, i: int) -> bool:
        """A calendar word, or a word after a full stop that ended the sentence."""
        words = self.words
        if words.text[i] in self.calendar:
            return not (words.text[i] in ("May", "April", "June", "August") and is_given_name(words.text[i - 1]))
        return words.sent[i] != words.sent[i - 1] and words.lower[i - 1] not in titles()

    def _bridge(self, start: int, i: int) -> int:
        """How many tokens join the run to its next capitalised word: hyphens, "of", "al-", "and" inside one entity."""
        words = self.words
        tail = [j for j in (i + 1, i + 2, i + 3) if j < len(words)]
        if not tail or words.paragraph[tail[0]] != words.paragraph[start]:
            return 0
        if words.text[i] in "-–" and words.end[i - 1] == words.start[i] and words.end[i] == words.start[i + 1]:
            return 2 if self.is_capital(i + 1) or words.text[i + 1][0].isalnum() else 0
        if words.lower[i] in self.particles:
            for j in tail[:2]:
                if self.is_capital(j) and j - i <= 2:
                    return j - i
                if words.text[j] not in "-" and words.lower[j] not in self.particles:
                    break
        if words.text[i] == ",":
            return next((j + 1 - i for j in tail[:2] if self._is_known(start, i, j)), 0)
        if self._one_entity(i) or (words.lower[i] in _JOINERS and self._is_body(start, i)):
            j = i + 1
            while j < len(words) and j - i < 3 and words.lower[j] == "the":
                j += 1
            return j - i if j < len(words) and self.is_capital(j) and not self._breaks_at(j) else 0
        return 0

    def _is_known(self, start: int, comma: int, last: int) -> bool:
        """A name of the lists with a comma in it: "Washington, D.C."."""
        before, behind = self.words.text[start:comma], self.words.text[comma + 1 : last + 1]
        return behind[-1][0].isupper() and known(f"{' '.join(before)}, {' '.join(behind)}") is not None

    def _one_entity(self, i: int) -> bool:
        words = self.words
        return (
            words.entity[i] in ("ORG", "FAC", "WORK_OF_ART", "LAW", "PERSON")
            and words.lower[i] in ("of", "for", "and", "the", "on", "&", "in", "to", "at")
            and words.entity[i - 1] == words.entity[i]
            and i + 1 < len(words)
            and words.entity[i + 1] == words.entity[i]
        )

    def _is_body(self, start: int, end: int) -> bool:
        """The run so far names a kind of body or place: "Department" of …, "Gulf" of …"""
        lower = self.words.lower
        if lower[end - 1] in load_words("places_of") and lower[end] == "of":
            return True
        run = range(start, end)
        return any(lower[i] in self.organization_words for i in run) and not any(
            is_role_noun(self.words.text[i]) for i in run
        )

    @cached_property
    def _lower_words(self) -> frozenset[str]:
        """Words that the article also writes small: at the start of a sentence they are no names."""
        return frozenset(word for word in self.words.text if word.islower())

    @cached_property
    def _inner_names(self) -> frozenset[str]:
        """Words that are names where their capital tells so: inside a sentence."""
        words = self.words
        proper = (i for i in range(1, len(words)) if words.pos[i] == PROPN and not words.titled[i])
        return frozenset(words.text[i] for i in proper if self.is_capital(i) and words.text[i - 1][-1].isalnum())


def is_state_code(words: Words, i: int) -> bool:
    """ "Harbourton, NV": behind a place and a comma."""
    if i < 2 or words.text[i - 1] != "," or words.entity[i - 2] == "PERSON" or state_of_code(words.text[i]) is None:
        return False
    return words.text[i - 2][0].isupper() and not words.text[i - 2].isupper() and words.sent[i - 2] == words.sent[i]
