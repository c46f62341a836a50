"""What a cue does, by its words in their context: "called for" demands, "called it a disgrace" criticises."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from spacy.tokens import Token

from extract.lexicon import load_table, load_words
from extract.passage import Attribution, Passage, Range
from schema.statement import Act, Stance

CueRule = Literal["cue", "name_calling", "asked_to", "question", "study", "no_cue", "unlisted_cue"]

_PLAIN: frozenset[str] = frozenset({"say", "other", "show"})
_GOVERNING = frozenset({"refuse", "want", "predict"})
_FOLLOWING = frozenset({"prt", "prep", "acomp", "dobj", "pobj", "advmod", "attr"})
_CLOSE = 3
_ASIDE = frozenset({"aux", "auxpass", "compound", "amod", "relcl", "nmod"})


@dataclass(frozen=True)
class Cue:
    """The words of a cue and its deciding word; `stance` stands only where it is not the usual one of the act.

    `rule` says what made the act: "cue" the word alone. The runner-up is the act of the next telling word ("threatened"
    in "criticised and threatened to sue"). `content` are the ranges of what is said: its words decide nothing here.
    """

    tokens: tuple[Token, ...]
    head: Token | None
    act: Act
    stance: Stance | None = None
    rule: CueRule = "cue"
    runner_up: Act | None = None
    content: tuple[Range, ...] = ()

    @property
    def verb(self) -> Token | None:
        """The verb of the cue's clause, with the auxiliaries and the negation."""
        word = self.head
        while word is not None and word.pos_ not in ("VERB", "AUX"):
            word = word.head if word.head.i != word.i and word.head in self.tokens else None
        return word or next((token for token in self.tokens if token.pos_ in ("VERB", "AUX")), None)


@dataclass(frozen=True)
class _Sense:
    token: Token
    act: str
    stance: Stance | None


def is_inside(position: int, ranges: Sequence[Range]) -> bool:
    return any(start <= position < end for start, end in ranges)


def content_tokens(passage: Passage, attribution: Attribution) -> list[Token]:
    return [token for piece in attribution.content for token in passage.tokens(piece)]


def read_cues(passage: Passage, attributions: Sequence[Attribution]) -> list[Cue]:
    """One for each attribution, in the same order."""
    return [read_cue(passage, attribution) for attribution in attributions]


def read_cue(passage: Passage, attribution: Attribution) -> Cue:
    """The cue with its act. An empty one is judged by the content: a question asks, all else says."""
    tokens = tuple(token for piece in attribution.cue for token in passage.tokens(piece) if not token.is_space)
    content = content_tokens(passage, attribution)
    said = attribution.content
    if not any(token.is_alpha for token in tokens):
        return Cue(tokens, None, _act_of_content(passage, attribution, content), rule="no_cue", content=said)
    senses = list(_senses(tokens, content))
    sense = _choose(senses)
    if sense is None:
        act = "show" if _is_study(passage, attribution) else _act_without_sense(tokens)
        return Cue(tokens, _head(tokens), act, rule="unlisted_cue", content=said)
    act, stance, rule = _judge(passage, attribution, sense, content)
    return Cue(tokens, sense.token, act, stance, rule, _runner_up(senses, sense, act), said)


def _act_of_content(passage: Passage, attribution: Attribution, content: Sequence[Token]) -> Act:
    if _asks(content):
        return "ask"
    return "show" if _is_study(passage, attribution) else "say"


def _runner_up(senses: Sequence[_Sense], chosen: _Sense, act: Act) -> Act | None:
    others = [one for one in senses if one.token.i != chosen.token.i and one.act not in ("name", act)]
    second = _choose(others)
    return cast(Act, second.act) if second else None


def _asks(content: Sequence[Token]) -> bool:
    return next((token.text for token in reversed(content) if token.text[0] in ".!?"), "") == "?"


def _head(tokens: Sequence[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])


def _act_without_sense(tokens: Sequence[Token]) -> Act:
    """ "per", "in the words of": a cue without a verb says; an act that is no speech is other."""
    return "other" if any(token.pos_ in ("VERB", "NOUN", "ADJ") for token in tokens) else "say"


@cache
def _table() -> dict[str, dict[str, tuple[str, Stance | None]]]:
    table: dict[str, dict[str, tuple[str, Stance | None]]] = {}
    for lemma, following, act, *stance in load_table("cue_acts"):
        table.setdefault(lemma, {})[following] = (act, cast(Stance, stance[0]) if stance else None)
    return table


def _senses(tokens: Sequence[Token], content: Sequence[Token]) -> Iterator[_Sense]:
    inside = {token.i for token in tokens}
    for token in tokens:
        known = _table().get(lemma_of(token))
        if known is None or (token.dep_ in _ASIDE and token.head.i in inside):
            continue
        later = {word.lower_ for word in tokens if word.i > token.i}
        following = (
            later
            | _opening(token, content)
            | {word for child in token.children if child.dep_ in _FOLLOWING for word in _forms(child)}
        )
        if token.i + 1 < len(token.doc):
            following.add(token.nbor().lower_)
        found = next((known[word] for word in sorted(known) if word and word in following), known.get(""))
        if found is not None:
            yield _Sense(token, *found)


def _opening(cue: Token, content: Sequence[Token]) -> set[str]:
    """The first word of a content that follows the cue at once, if it is not quoted."""
    first = next((token for token in content if token.is_alpha), None)
    if first is None or not 0 < first.i - cue.i <= _CLOSE or (first.i and first.nbor(-1).is_quote):
        return set()
    return {first.lower_}


def _forms(token: Token) -> tuple[str, str]:
    return token.lower_, token.lemma_.lower()


def lemma_of(token: Token) -> str:
    """The lemma in lower case; headlines make names of verbs ("Trump Slams …"), so a known base form is tried."""
    lemma = token.lemma_.lower()
    if lemma in _table() or token.pos_ not in ("PROPN", "NOUN", "X"):
        return lemma
    word = token.lower_
    bases = (word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("d"), word.removesuffix("ed"))
    return next((base for base in bases if base in _table()), lemma)


def _choose(senses: list[_Sense]) -> _Sense | None:
    """The word that governs ("refused to say"), else the last that says more than saying, verbs before nouns."""
    verbs = [sense for sense in senses if sense.token.pos_ in ("VERB", "AUX")]
    for sense in verbs:
        if sense.act in _GOVERNING or sense.stance == "not_said":
            return sense
    if verbs:
        senses = [sense for sense in senses if sense in verbs or not _is_circumstance(sense.token)]
    specific = [sense for sense in senses if sense.act not in _PLAIN]
    chosen = [sense for sense in specific if sense in verbs] or specific
    if chosen:
        return chosen[-1]
    said = [sense for sense in senses if sense.act == "say"]
    return next(iter(said or senses), None)


def _is_circumstance(noun: Token) -> bool:
    """ "said at a press conference", "said in a warning": where a verb says it, a noun under a preposition adds no act,
    unless it makes one with "be" ("was of the opinion").
    """
    preposition = noun.head
    return noun.dep_ == "pobj" and preposition.head.lemma_ not in ("be", "have")


def _judge(
    passage: Passage, attribution: Attribution, sense: _Sense, content: Sequence[Token]
) -> tuple[Act, Stance | None, CueRule]:
    lemma = sense.token.lemma_.lower()
    if sense.act == "name":
        return _name_calling(content), None, "name_calling"
    if sense.act == "ask" and lemma == "ask" and _is_told_to(sense.token):
        return "ask", "wants", "asked_to"
    if (lemma == "question" and sense.token.pos_ in ("NOUN", "PROPN")) or (lemma in _PRESSING and _is_passive(sense)):
        return "ask", "asks", "question"
    if sense.act in ("say", "predict", "believe") and lemma in _FINDING and _is_study(passage, attribution):
        return "show", None, "study"
    return cast(Act, sense.act), sense.stance, "cue"


_FINDING = frozenset("suggest find say estimate reveal put see conclude report read know indicate".split())
_REQUESTING = frozenset({("to", "aux"), ("that", "mark")})
_PRESSING = frozenset({"press", "question", "challenge", "quiz", "grill"})


def _is_passive(sense: _Sense) -> bool:
    """ "was pressed on", "questioned about it": somebody is asked."""
    verb = sense.token
    return verb.tag_ == "VBN" and (
        verb.dep_ in ("advcl", "acl") or any(child.dep_ in ("auxpass", "nsubjpass") for child in verb.children)
    )


def _is_told_to(verb: Token) -> bool:
    """ "asked him to leave", "asked that he leave", not "asked whether": somebody is to do something."""
    if any(child.dep_ == "auxpass" for child in verb.children):
        return False
    return any(
        child.dep_ in ("ccomp", "xcomp") and any((word.lower_, word.dep_) in _REQUESTING for word in child.children)
        for child in verb.children
    )


def _is_study(passage: Passage, attribution: Attribution) -> bool:
    nouns = load_words("study_nouns")
    return any(passage.tokens(piece).root.lemma_.lower() in nouns for piece in attribution.source)


def _name_calling(content: Sequence[Token]) -> Act:
    """ "called it a disgrace": by the first word of the content that judges."""
    for token in content[:40]:
        if token.lemma_.lower() in load_words("words_of_blame") or token.lower_ in load_words("words_of_blame"):
            return "criticise"
        if token.lemma_.lower() in load_words("words_of_praise"):
            return "praise"
    return "say"
