"""How the content stands to the speaker: asserted, denied, asked, wanted, believed, not said, or only imagined."""

from __future__ import annotations

import re

from spacy.tokens import Token

from extract.cues import Cue, is_inside
from extract.lexicon import load_table, load_words
from extract.passage import Attribution, Passage
from schema.statement import Act, Polarity, Stance

_OF_ACT: dict[Act, Stance] = {
    "deny": "denies",
    "ask": "asks",
    "want": "wants",
    "demand": "wants",
    "believe": "believes",
    "refuse": "denies",
}
_NEGATED: dict[Stance, Stance] = {"believes": "denies", "wants": "denies"}
_CORRECTION = re.compile(
    r"\s*(?:correction|clarification|retraction|editor['’]s note|an earlier version|a previous version|"
    r"this (?:article|story|post|report) (?:has been|was) (?:corrected|updated))\b",
    re.IGNORECASE,
)
_CONDITIONS = frozenset({"if", "unless"})
_EXPECTED = frozenset({"expect", "schedule", "set", "slate"})
_AHEAD = frozenset({"wished", "future", "necessary"})


def cue_polarity(cue: Cue) -> Polarity:
    """Negative when the cue itself says that it was not said: "did not say", "refused to confirm", "no mention of"."""
    if cue.stance == "not_said":
        return "negative"
    negators = load_words("negators")
    verb = cue.verb
    below = (child for child in verb.children if not is_inside(child.idx, cue.content)) if verb is not None else ()
    negated = any(token.lower_ in negators and not _adds(token) for token in (*cue.tokens, *below))
    return "negative" if negated else "positive"


def _adds(negator: Token) -> bool:
    """ "not only said", "no longer": the first denies nothing."""
    return negator.i + 1 < len(negator.doc) and negator.nbor().lower_ in ("only", "just", "merely", "surprisingly")


def read_stance(passage: Passage, attribution: Attribution, cue: Cue) -> Stance:
    """By the act and the cue's polarity; a cue that is itself only imagined, wished or asked about says nothing yet."""
    if _is_correction(passage, attribution):
        return "not_said"
    stance = cue.stance or _OF_ACT.get(cue.act, "asserts")
    if cue_polarity(cue) == "negative":
        return "not_said" if cue.stance == "not_said" else _NEGATED.get(stance, "not_said")
    if cue.verb is not None and _is_hypothetical(cue.verb, attribution):
        return "wants" if stance == "wants" else "hypothetical"
    return stance


def follows_parent(cue: Cue, parent: Cue) -> bool:
    """A nested cue that is no saying of its own but what the cue around it denies, refuses or leaves open: "refused to
    confirm that …", "denied saying that …".
    """
    verb = cue.verb
    if verb is None or verb.dep_ not in ("xcomp", "pcomp", "ccomp") or verb.tag_ not in ("VB", "VBG"):
        return False
    governors = {token.i for token in parent.tokens}
    own_subject = any(child.dep_ in ("nsubj", "nsubjpass") and child.i not in governors for child in verb.children)
    return not own_subject and (verb.head.i in governors or (verb.dep_ == "pcomp" and verb.head.head.i in governors))


def _is_correction(passage: Passage, attribution: Attribution) -> bool:
    """The statement stands in a correction note, which takes back what it repeats."""
    start = passage.text.rfind("\n", 0, attribution.start) + 1
    return _CORRECTION.match(passage.text, start) is not None


def _is_hypothetical(verb: Token, attribution: Attribution) -> bool:
    """ "would say", "if he says", "is to announce", "wants her to say", "Did he say …?"."""
    modals = {row[0] for row in load_table("modal_auxiliaries")}
    for child in verb.children:
        if child.dep_ == "aux" and child.lower_ in modals and not is_inside(child.idx, attribution.content):
            return True
        if child.dep_ == "mark" and child.lower_ in _CONDITIONS:
            return True
    if verb.lemma_ in _EXPECTED and any(child.dep_ == "auxpass" for child in verb.children):
        return True
    return _is_still_ahead(verb, attribution) or _is_asked(verb, attribution)


def _is_still_ahead(verb: Token, attribution: Attribution) -> bool:
    """The saying hangs on a wish, a plan or a duty: "plans to announce", "asked him to say"."""
    head = verb.head
    if verb.dep_ not in ("xcomp", "ccomp") or not any(child.lower_ == "to" for child in verb.children):
        return False
    ahead = {row[0] for row in load_table("embedders") if len(row) > 2 and row[2] in _AHEAD}
    ahead |= {row[0] for row in load_table("semi_modals")}
    return head.lemma_.lower() in ahead and not is_inside(head.idx, attribution.content)


def _is_asked(verb: Token, attribution: Attribution) -> bool:
    """The sentence around the cue is a question, by a question mark outside the content."""
    for token in verb.doc[verb.i : min(len(verb.doc), verb.i + 60)]:
        if token.text[0] in ".!?" and not is_inside(token.idx, attribution.content):
            return token.text[0] == "?"
        if token.i > verb.i and token.is_sent_start:
            return False
    return False
