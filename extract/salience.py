"""How much an actor stands out where a pronoun stands: by grammar, by the clauses between, by what came last."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from extract.names import role_nouns, singular
from extract.words import VERB, Words

_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_WEIGHTS = {"nsubj": 4.0, "nsubjpass": 3.5, "dobj": 2.0, "dative": 2.0, "poss": 1.5, "pobj": 1.2, "appos": 1.0}
_CLAUSES = frozenset({"advcl", "ccomp", "xcomp", "relcl", "acl", "csubj", "pcomp"})
_FAR = 40

Places = Sequence[int]
"""Tokens at which an actor was named or meant, in order."""


def add_salience(words: Words, token: int, places: Mapping[int, Places], features: dict[int, dict[str, float]]) -> None:
    """Adds to the features of each actor what its places tell, also beside those of the others."""
    weights = {actor: _salience(words, token, found) for actor, found in places.items()}
    best = max(weights.values(), default=0.0)
    ranked = sorted(weights, key=lambda actor: (-weights[actor], actor))
    for actor, mine in features.items():
        before = [at for at in places[actor] if at < token]
        mine["salience"] = math.log1p(weights[actor])
        mine["salience lag"] = math.log1p(best - weights[actor])
        mine["salience rank"] = float(min(ranked.index(actor), 4))
        mine["rivals"] = float(min(len(places) - 1, 5))
        if before:
            _add_nearest(words, token, before[-1], places, actor, mine)
        else:
            _add_cataphora(words, token, places[actor], mine)


def _salience(words: Words, token: int, places: Places) -> float:
    """Subjects weigh more than objects, and each sentence between halves it (Lappin and Leass 1994)."""
    total = 0.0
    for at in places:
        back = words.sent[token] - words.sent[at]
        if at < token:
            total += _WEIGHTS.get(words.dep[_head_of_name(words, at)], 0.8) * 0.5**back
    return total


def _head_of_name(words: Words, at: int) -> int:
    for _ in range(3):
        if words.dep[at] not in ("conj", "appos") or words.head[at] == at:
            break
        at = words.head[at]
    return at


def _add_nearest(
    words: Words, token: int, last: int, places: Mapping[int, Places], actor: int, features: dict[str, float]
) -> None:
    between = {other for other, found in places.items() if other != actor and any(last < at < token for at in found)}
    features["others between"] = float(min(len(between), 4))
    features["tokens back"] = math.log1p(token - last)
    features["in a list"] = float(
        words.dep[last] == "conj" or any(words.dep[c] == "conj" for c in words.children[last])
    )
    features["apposition"] = float(words.dep[last] == "appos")
    prep = words.head[last]
    if words.dep[last] == "pobj":
        features[f"after {words.lower[prep]}" if words.lower[prep] in _PREPOSITIONS else "after preposition"] = 1.0
    if words.dep[last] == "poss" and singular(words.lower[words.head[last]]) in role_nouns():
        features["owns a person"] = 1.0
    features["opens sentence"] = float(last - _first(words, last) <= 2)
    features["pronoun opens sentence"] = float(token - _first(words, token) <= 1)
    if words.sent[last] == words.sent[token]:
        _add_clauses(words, token, last, features)
    else:
        features["main subject"] = float(words.dep[last] in _SUBJECTS and words.dep[words.head[last]] == "ROOT")


_PREPOSITIONS = frozenset({"by", "with", "of", "for", "to", "from", "against", "between", "after", "like", "as"})


def _add_clauses(words: Words, token: int, last: int, features: dict[str, float]) -> None:
    """The clause of the pronoun lies inside that of the name, beside it, or is the same."""
    mine, other = _verb(words, token), _verb(words, last)
    above = _verbs_above(words, mine)
    if mine == other:
        features["same clause"] = 1.0
    elif other in above:
        features["clause inside"] = 1.0
        features[f"clause inside by {words.dep[above[above.index(other) - 1]]}"] = 1.0
        if words.dep[last] in _SUBJECTS:
            features["subject of clause above"] = 1.0
    elif mine in _verbs_above(words, other):
        features["clause outside"] = 1.0
    else:
        features["clause beside"] = 1.0


def _add_cataphora(words: Words, token: int, places: Places, features: dict[str, float]) -> None:
    """ "When she left, Ann Stone …": the name is the subject of a clause above."""
    after = [at for at in places if at > token and words.sent[at] == words.sent[token]]
    if not after:
        return
    features["follows in sentence"] = 1.0
    first = after[0]
    above = _verbs_above(words, _verb(words, token))
    is_subject = words.dep[first] in _SUBJECTS
    features["subject of clause above, later"] = float(is_subject and words.head[first] in above[1:])
    features["tokens on"] = math.log1p(first - token)


def _verb(words: Words, at: int) -> int:
    """The head of the clause that a token stands in."""
    for _ in range(_FAR):
        if words.head[at] == at or (words.dep[at] in _CLAUSES and at != words.head[at]) or words.pos[at] == VERB:
            break
        at = words.head[at]
    return at


def _verbs_above(words: Words, verb: int) -> list[int]:
    """The clause and those that it lies in."""
    found = [verb]
    while words.head[found[-1]] != found[-1] and len(found) < 10:
        found.append(_verb(words, words.head[found[-1]]))
    return found


def _first(words: Words, at: int) -> int:
    """The first token of a sentence."""
    first = at
    while first > 0 and words.sent[first - 1] == words.sent[at]:
        first -= 1
    return first
