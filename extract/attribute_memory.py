"""spaCy's attribute ruler with a memory: the same rules give the same parts of speech and forms, several times faster.

The rules read a token's tag and dependency, whether it is space, and its word if one of them names it. What they say
of one token holds for all that are alike in these, so that they need be asked only once.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
from spacy import attrs
from spacy.language import Language
from spacy.matcher import Matcher
from spacy.pipeline import AttributeRuler
from spacy.tokens import Doc

_READ = [attrs.TAG, attrs.DEP, attrs.IS_SPACE, attrs.LOWER]
_WRITTEN = [attrs.TAG, attrs.DEP, attrs.POS, attrs.MORPH, attrs.LEMMA]
_NO_WORD = 0

Pattern = list[dict[str, Any]]
Kind = tuple[int, int, int, int]
"""What the rules can tell of a token: tag, dependency, space, and the word if a rule names it."""
Rules = tuple[int, ...]


class AttributeMemory:
    """Takes the place of the ruler that it asks."""

    def __init__(self, ruler: AttributeRuler) -> None:
        patterns = list(_patterns(ruler))
        self._ruler = ruler
        self._longest = max(map(len, patterns))
        self._openings = Matcher(ruler.vocab)
        self._openings.add("opening", [pattern[:1] for pattern in patterns if len(pattern) > 1])
        self._is_named = re.compile("|".join(_named_words(patterns))).search
        self._words: dict[int, int] = {}
        self._rules: dict[Kind, tuple[Rules, bool]] = {}
        self._changes: dict[Rules, list[tuple[int, int]]] = {}

    def __call__(self, doc: Doc) -> Doc:
        """Asks about every token before it changes any, as the ruler does."""
        found = list(self._find_rules(doc))
        rows = doc.to_array(_WRITTEN).tolist()
        for row, rules in zip(rows, found, strict=True):
            for column, value in self._changes.get(rules) or self._read_changes(rules):
                row[column] = value
        if rows:
            changed: Any = np.array(rows, dtype=np.uint64)
            doc.from_array(_WRITTEN, changed)
        return doc

    def _find_rules(self, doc: Doc) -> Iterator[Rules]:
        """The rules of each token, in the order in which they overrule one another."""
        longer: dict[int, list[int]] = defaultdict(list)
        for place, (tag, dep, is_space, word) in enumerate(doc.to_array(_READ).tolist()):
            named = self._words.get(word)
            kind = (tag, dep, is_space, self._name(doc, word) if named is None else named)
            rules, opens = self._rules.get(kind) or self._ask(doc, place, kind)
            if opens:
                for rule in self._ask_longer(doc, place):
                    longer[place + self._ruler.indices[rule]].append(rule)
            yield tuple(sorted([*rules, *longer.pop(place)])) if place in longer else rules

    def _name(self, doc: Doc, word: int) -> int:
        self._words[word] = word if self._is_named(doc.vocab.strings[word]) else _NO_WORD
        return self._words[word]

    def _ask(self, doc: Doc, place: int, kind: Kind) -> tuple[Rules, bool]:
        token = doc[place : place + 1]
        matches = self._ruler.matcher(token, allow_missing=True)
        rules = tuple(sorted(self._numbers(match for match, _, _ in matches)))
        self._rules[kind] = rules, bool(self._openings(token, allow_missing=True))
        return self._rules[kind]

    def _ask_longer(self, doc: Doc, place: int) -> Iterator[int]:
        """Rules on this token together with those after it."""
        matches = self._ruler.matcher(doc[place : place + self._longest], allow_missing=True)
        return self._numbers(match for match, start, end in matches if start == 0 and end > 1)

    def _numbers(self, matches: Iterable[int]) -> Iterator[int]:
        return (int(self._ruler.vocab.strings[match]) for match in matches)

    def _read_changes(self, rules: Rules) -> list[tuple[int, int]]:
        changed = {name: value for rule in rules for name, value in self._ruler.attrs[rule].items()}
        self._changes[rules] = [(_WRITTEN.index(name), value) for name, value in changed.items()]
        return self._changes[rules]


def _patterns(ruler: AttributeRuler) -> Iterator[Pattern]:
    rules: Any = ruler.patterns
    for rule in rules:
        yield from rule["patterns"]


def _named_words(patterns: Iterable[Pattern]) -> Iterator[str]:
    """What the patterns ask of a word, as regular expressions."""
    for asked in (token["LOWER"] for pattern in patterns for token in pattern if "LOWER" in token):
        if isinstance(asked, str):
            yield rf"^{re.escape(asked)}\Z"
        elif "REGEX" in asked:
            yield asked["REGEX"]
        else:
            yield from (rf"^{re.escape(word)}\Z" for word in asked["IN"])


@Language.factory("attribute_memory")
def _attribute_memory(nlp: Language, name: str) -> AttributeMemory:  # noqa: ARG001 spaCy passes it
    ruler = nlp.get_pipe("attribute_ruler")
    assert isinstance(ruler, AttributeRuler)
    return AttributeMemory(ruler)


def remember_attributes(parser: Language) -> None:
    """Puts the memory in the ruler's place."""
    parser.add_pipe("attribute_memory", after="attribute_ruler")
    parser.remove_pipe("attribute_ruler")
