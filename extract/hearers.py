"""Which words of an attribution stand for those who are spoken to: tokens of nouns, names and pronouns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal

from extract.cast import Cast
from extract.lexicon import load_table, load_words
from extract.names import singular
from extract.passage import Attribution, Range
from extract.words import AUX, PROPN, VERB, Words

HearerRule = Literal[
    "object of the cue",
    "subject of a passive cue",
    "who is asked",
    "by a preposition",
    "partner in talk",
    "of the source",
]

_PARTNERS = frozenset({"to", "with", "before"})
_TO = frozenset({"to"})
_OBJECTS = frozenset({"dobj", "dative"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_ASKED = frozenset({"asked", "pressed", "questioned", "quizzed", "challenged", "told", "confronted"})
_ASIDE = frozenset({"advcl", "prep", "acl", "relcl", "conj", "pcomp", "dep", "parataxis", "ccomp"})
_SHARING = frozenset({"advcl", "conj", "xcomp"})
_OUTSIDE = frozenset({"after", "before", "since", "until", "ahead", "without", "despite", "following"})
"""Behind these a talk is not the one in which something is said: "said after a meeting with Lee"."""
_OPENING = frozenset('"“‘')
_TITLES = 4
_SPEAKING = frozenset({"speaking", "talking", "testifying"})
_FEW = 3
_FARTHEST = 8


@dataclass(frozen=True)
class Hearer:
    """A token and how it came to hear; `may_be_content`: the words spoken to may be the first of the content."""

    token: int
    rule: HearerRule
    may_be_content: bool = False


@cache
def _prepositions() -> dict[str, frozenset[str]]:
    return {form: frozenset(row[1].split()) for row in load_table("address_prepositions") for form in row[0].split()}


def find_hearers(cast: Cast, attribution: Attribution) -> Iterator[Hearer]:
    """Those of one attribution, the likeliest first."""
    words = cast.words
    cue = [i for span in attribution.cue for i in words.tokens_in(span)]
    for i in cue:
        if words.lower[i] in load_words("address_verbs") and words.pos[i] in (VERB, AUX, PROPN):
            yield from _told(cast, i)
            yield from _asked(words, i, cue)
        if wanted := _prepositions().get(words.lower[i]):
            yield from _behind(words, i, wanted, "by a preposition")
            yield from _called_on(cast, i, wanted)
        elif words.pos[i] in (VERB, AUX) and words.lemma[i] not in load_words("deaf_verbs"):
            yield from (Hearer(one.token, one.rule) for one in _behind(words, i, _TO, "by a preposition"))
        if words.pos[i] in (VERB, AUX):
            yield from _sent(words, i)
            yield from _faced(words, i)
        if singular(words.lower[i]) in load_words("talk_nouns"):
            yield from _talked_with(cast, i)
    for verb in _verbs_beside(words, attribution, cue):
        if words.lower[verb] in load_words("address_verbs"):
            yield from (one for one in _told(cast, verb) if one.rule == "object of the cue")
        yield from _behind(words, verb, _prepositions().get(words.lower[verb], frozenset()), "by a preposition")
        yield from _sent(words, verb)
    for i in _around(words, attribution, cue):
        if singular(words.lower[i]) in load_words("talk_nouns") and _on_clause(words, i, cue, attribution):
            yield from _talked_with(cast, i)
    for i in (i for span in attribution.source for i in words.tokens_in(span)):
        if singular(words.lower[i]) in load_words("talk_nouns"):
            yield from _behind(words, i, _PARTNERS, "of the source")


def _verbs_beside(words: Words, attribution: Attribution, cue: Sequence[int]) -> Iterator[int]:
    """Verbs of the same speaker: "warned Ann Lee, saying", "speaking to reporters, he said"."""
    content = {i for span in attribution.content for i in words.tokens_in(span)}
    verb = next((i for i in cue if words.pos[i] in (VERB, AUX)), None)
    for _ in range(_FEW):
        if verb is None:
            return
        subjects = [child for child in words.children[verb] if words.dep[child] in _SUBJECTS]
        for child in (deep for above in (verb, *subjects) for deep in words.children[above]):
            opens = child < verb and words.dep[child] in ("advcl", "acl") and words.lower[child].endswith("ing")
            if (opens or words.lower[child] in _SPEAKING) and child not in content and child not in cue:
                yield child
        above = words.head[verb]
        has_subject = any(words.dep[child] in _SUBJECTS for child in words.children[verb])
        if (
            above == verb
            or has_subject
            or words.dep[verb] not in _SHARING
            or above in content
            or words.pos[above] != VERB
            or words.dep[verb] == "conj"
        ):
            return
        if above not in cue:
            yield above
        verb = above


def _told(cast: Cast, verb: int) -> Iterator[Hearer]:
    """ "told Ann Lee", "urged Ann Lee to stay", "Ann Lee was warned"."""
    words = cast.words
    objects = [child for child in words.children[verb] if words.dep[child] in _OBJECTS and child > verb]
    for child in words.children[verb]:
        if words.dep[child] == "nsubjpass":
            yield Hearer(child, "subject of a passive cue", may_be_content=True)
        elif words.dep[child] in ("ccomp", "xcomp") and child > verb and not objects:
            objects += _leaver(words, child)
    if not objects and (name := _name_behind(cast, verb)) is not None:
        objects = [name]
    for token in objects:
        if words.dep[token] != "dative" or words.lower[token] != "to":
            yield Hearer(token, "object of the cue", may_be_content=True)


def _leaver(words: Words, verb: int) -> list[int]:
    """The subject of "to leave" in "urged Ann Lee to leave"."""
    below = words.children[verb]
    is_bare = any(words.lower[child] == "to" and words.dep[child] == "aux" for child in below)
    return [child for child in below if words.dep[child] == "nsubj"] if is_bare else []


def _name_behind(cast: Cast, verb: int) -> int | None:
    """In headlines verbs pass for nouns: "Lee Warns Marsh". The name must not describe another noun."""
    words = cast.words
    if verb + 1 >= len(words) or not (link := _name_at(cast, verb + 1)):
        return None
    last = words.tokens_in(link)[-1]
    return None if words.dep[last] in ("compound", "amod", "nmod") and words.head[last] > last else last


def _asked(words: Words, verb: int, cue: Sequence[int]) -> Iterator[Hearer]:
    """ "Asked about it, Lee said", "Lee told Reuters when asked": who does what the sentence tells."""
    if words.lower[verb] not in _ASKED or verb != cue[0] or words.dep[verb] not in _ASIDE:
        return
    if any(words.dep[child] in (*_SUBJECTS, *_OBJECTS) for child in words.children[verb]):
        return
    above = words.head[verb]
    for _ in range(3):
        subjects = [child for child in words.children[above] if words.dep[child] in _SUBJECTS]
        if subjects or words.head[above] == above:
            yield from (Hearer(child, "who is asked") for child in subjects)
            return
        above = words.head[above]


def _called_on(cast: Cast, verb: int, prepositions: frozenset[str]) -> Iterator[Hearer]:
    """ "called on Mayor Ann Lee (R)", where the parse hangs nothing on the preposition that stands behind the verb."""
    words = cast.words
    behind = verb + 1
    if behind < len(words) and words.lower[behind] in prepositions and not words.children[behind]:
        yield from (Hearer(token, "by a preposition", may_be_content=True) for token in _first_name(cast, behind + 1))


def _behind(words: Words, token: int, prepositions: frozenset[str], rule: HearerRule) -> Iterator[Hearer]:
    for child in words.children[token]:
        if child > token and words.lower[child] in prepositions and words.dep[child] in ("prep", "dative", "agent"):
            within = rule == "by a preposition"
            for below in words.children[child]:
                if words.dep[below] == "pobj":
                    yield Hearer(below, rule, may_be_content=within)


def _sent(words: Words, verb: int) -> Iterator[Hearer]:
    """ "sent the council a letter", "made her case to voters"."""
    below = words.children[verb]
    given = [child for child in below if words.dep[child] in _OBJECTS and child > verb]
    if not any(singular(words.lower[child]) in load_words("sent_words") for child in given):
        return
    yield from (Hearer(child, "by a preposition") for child in given if words.dep[child] == "dative")
    for noun in (verb, *given):
        yield from (Hearer(one.token, one.rule) for one in _behind(words, noun, _TO, "by a preposition"))


def _faced(words: Words, verb: int) -> Iterator[Hearer]:
    """ "said in front of a crowd"."""
    for child in words.children[verb]:
        for front in words.children[child]:
            if words.lower[front] == "front" and words.lower[child] == "in":
                yield from _behind(words, front, frozenset({"of"}), "by a preposition")


def _talked_with(cast: Cast, noun: int) -> Iterator[Hearer]:
    """ "an interview with the Herald", "a Herald interview"; not "after an interview"."""
    words = cast.words
    if words.lower[words.head[noun]] in _OUTSIDE:
        return
    found = list(_behind(words, noun, _PARTNERS, "partner in talk"))
    if not found and noun + 2 < len(words) and words.lower[noun + 1] == "with":
        found = [Hearer(token, "partner in talk") for token in _first_name(cast, noun + 2)]
    yield from found
    if words.lower[noun] in ("interview", "interviews") and noun and words.pos[noun - 1] == PROPN:
        yield Hearer(noun - 1, "partner in talk")


def _first_name(cast: Cast, token: int) -> Iterator[int]:
    """The last word of the name that opens here, where the parse has lost what a preposition governs."""
    words = cast.words
    for start in range(token, min(token + _TITLES, len(words))):
        if name := _name_at(cast, start):
            yield words.tokens_in(name)[-1]
            return
        if not words.text[start][0].isupper() and words.text[start] not in _OPENING:
            return


def _name_at(cast: Cast, token: int) -> Range | None:
    links = cast.links_in((cast.words.start[token], cast.words.end[token]))
    return links[0].span if links else None


def _around(words: Words, attribution: Attribution, cue: Sequence[int]) -> Iterator[int]:
    """The words of the cue's sentence that are no part of the content."""
    if not cue:
        return
    content = {i for span in attribution.content for i in words.tokens_in(span)}
    i = cue[0]
    while i > 0 and words.sent[i - 1] == words.sent[cue[0]]:
        i -= 1
    while i < len(words) and words.sent[i] == words.sent[cue[0]]:
        if i not in content and i not in cue:
            yield i
        i += 1


def _on_clause(words: Words, noun: int, cue: Sequence[int], attribution: Attribution) -> bool:
    """Whether the noun modifies the cue, or the verb that the cue goes on from ("sent Lee a letter, opposing it")."""
    above = set(_ancestors(words, cue[0]))
    for token in _ancestors(words, noun):
        if token in cue:
            return True
        if words.pos[token] in (VERB, AUX):
            start = words.start[token]
            hangs_in_content = any(low <= start < high for low, high in attribution.content)
            return token in above or hangs_in_content
    return False


def _ancestors(words: Words, token: int) -> Iterator[int]:
    for _ in range(_FARTHEST):
        if words.head[token] == token:
            return
        token = words.head[token]
        yield token
