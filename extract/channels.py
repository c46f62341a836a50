"""How it was said, by the words of the cue's own clause."""

from __future__ import annotations

from functools import cache
from typing import cast

from spacy.tokens import Token

from extract.attachment import Clause
from extract.cues import Cue
from extract.lexicon import load_table, load_words
from extract.passage import Passage
from schema.statement import Channel

_OCCASION = frozenset({"in", "at", "during", "on", "by", "via", "through", "throughout", "over", "from", "after"})
_DEFINITE = frozenset({"the", "that", "this", "same", "his", "her", "their"})
_PRESS = frozenset({"press", "news"})
_IN_COMPOUNDS = frozenset({"compound", "poss", "nmod", "appos", "case"})


def channel_in_clause(passage: Passage, cue: Cue, clause: Clause) -> tuple[Channel, bool] | None:
    """The channel, and whether it is spoken of as known already ("in the interview")."""
    if cue.head is not None and (channel := _verbs().get(cue.head.lemma_.lower())):
        return channel, False
    if channel := _of_source(passage, clause):
        return channel, False
    if occasion := _of_occasion(clause):
        return occasion
    return ("interview", False) if _of_medium(cue, clause) else None


@cache
def _verbs() -> dict[str, Channel]:
    return {row[0]: cast(Channel, row[1]) for row in load_table("channel_verbs")}


@cache
def _nouns() -> dict[str, Channel]:
    return {row[0]: cast(Channel, row[1]) for row in load_table("event_nouns") if len(row) > 1 and row[1]}


def channel_of(noun: Token) -> Channel | None:
    """ "press conference", but not "party conference": where a noun is ambiguous the word before it decides."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma, before = noun.lemma_.lower(), noun.nbor(-1).lower_ if noun.i else ""
    if lemma == "conference":
        return "press conference" if before in _PRESS | {"media"} else None
    if lemma == "release" and before not in _PRESS | {"a", "the", "its", "his", "her", "their"}:
        return None
    if lemma == "appearance" and before in ("campaign", "public"):
        return "speech"
    return _nouns().get(lemma)


def _of_source(passage: Passage, clause: Clause) -> Channel | None:
    """A poll finds, a letter reads, a statement from the office says."""
    for piece in clause.attribution.source:
        root = passage.tokens(piece).root
        if root.lemma_.lower() in load_words("study_nouns"):
            return "document"
        channel = channel_of(root) if root.pos_ == "NOUN" else None  # "the Post" is a paper
        if channel in ("document", "written statement", "email", "post"):
            return channel
    return None


def _of_occasion(clause: Clause) -> tuple[Channel, bool] | None:
    """ "in an interview", "at a rally", "on Twitter" on the clause, or the cue itself: "issued a statement"."""
    for token in clause.words:
        channel = channel_of(token)
        if channel and (token.i in clause.cue or _is_occasion(token, clause)):
            return channel, any(child.lower_ in _DEFINITE for child in token.children)
    return None


def _is_occasion(noun: Token, clause: Clause) -> bool:
    path = clause.path_from(noun)
    if path == [] and noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in load_words("holding_verbs")
    preposition = next((word for word in path or () if word.pos_ in ("ADP", "SCONJ")), None)
    return preposition is not None and preposition.lower_ in _OCCASION


def is_held(noun: Token) -> bool:
    """ "held a rally", "spoke at a rally": the occasion itself is told of, not some talk about it."""
    if noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in load_words("holding_verbs") and noun.head.tag_ in ("VBD", "VBN", "VBG")
    above = noun.head.head
    at_it = noun.dep_ == "pobj" and noun.head.lower_ in _OCCASION and above.pos_ == "VERB"
    return at_it and above.lemma_.lower() in load_words("airing_verbs") and above.tag_ in ("VBD", "VBN", "VBG")


def _of_medium(cue: Cue, clause: Clause) -> bool:
    """ "told the Orban Herald", "said on Channel 4": to a paper or on a programme means in an interview."""
    if cue.head is None or cue.act == "show":
        return False
    return any(_is_medium(token) and (_is_told(token, cue.head) or _is_on_air(token, clause)) for token in clause.words)


def _is_medium(token: Token) -> bool:
    named = token.text in load_words("media_names") or token.lower_ in load_words("outlet_words")
    return named and token.text[0].isupper()


def _whole_name(token: Token) -> Token:
    while token.dep_ in _IN_COMPOUNDS and token.head.i != token.i:
        token = token.head
    return token


def _is_told(medium: Token, verb: Token) -> bool:
    name = _whole_name(medium)
    return verb.lemma_.lower() == "tell" and name.head.i == verb.i and name.i > verb.i and name.dep_ != "npadvmod"


def _is_on_air(medium: Token, clause: Clause) -> bool:
    name = _whole_name(medium)
    return name.head.lower_ in ("on", "with") and clause.path_from(name) is not None
