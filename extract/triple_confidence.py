"""How sure a triple is: a logistic model over a few features of its clause, fitted on the dev sentences of CaRB."""

from __future__ import annotations

import math

from extract.tree import Word

_BIAS = 2.4
_BY_RELATION = {"ROOT": 0.4, "conj": 0.4, "xcomp": 0.4, "acl": -0.2, "advcl": -0.1, "ccomp": -0.3, "pcomp": -0.6}
_NO_OBJECT = -1.1
_CLAUSAL_CIRCUMSTANCE = -0.5
_COPULA = -0.5
_PARTICIPLE = -0.3
_SHARED_SUBJECT = -0.2
_SENTENCE_LENGTH = -0.5  # times the logarithm of its tokens


def clause_confidence(verb: Word, *, has_object: bool, shared_subject: bool, clausal_circumstance: bool) -> float:
    """`shared_subject`: the subject is taken over from another clause."""
    score = _BIAS + _BY_RELATION.get(verb.dep_, 0.0) + _SENTENCE_LENGTH * math.log(len(verb.sent))
    score += 0.0 if has_object else _NO_OBJECT
    score += _SHARED_SUBJECT if shared_subject else 0.0
    score += _CLAUSAL_CIRCUMSTANCE if clausal_circumstance else 0.0
    score += _COPULA if verb.lemma_ == "be" else 0.0
    score += _PARTICIPLE if _is_participle(verb) else 0.0
    return 1 / (1 + math.exp(-score))


def implied_confidence(noun: Word) -> float:
    """Of a triple that no verb states: an apposition, "called the plan a disaster"."""
    return 1 / (1 + math.exp(-_BIAS - _SENTENCE_LENGTH * math.log(len(noun.sent))))


def _is_participle(verb: Word) -> bool:
    return verb.tag_ == "VBG" and not any(child.dep_ == "aux" for child in verb.children)
