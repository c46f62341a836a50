"""How it was said, by the words of the cue's own clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Literal, cast

from spacy.tokens import Token

from extract.attachment import Clause
from extract.cues import Cue, is_inside
from extract.lexicon import load_table, load_words
from extract.passage import Passage
from schema.statement import Channel

ChannelRule = Literal[
    "verb of a channel",
    "document as source",
    "share of a poll",
    "occasion on the clause",
    "told to an outlet",
    "on the air",
    "told to a body that hears",
    "told to a crowd",
]

_OCCASION = frozenset({"in", "at", "during", "on", "by", "via", "through", "throughout", "over", "from"})
_OF_THE_SOURCE = frozenset({"in", "at", "during", "on", "via"})
_AIMED = frozenset({"to", "with"})
_TEXTS: frozenset[Channel] = frozenset({"document", "written statement", "email", "post"})
_SET_PHRASES = frozenset({("event", "in"), ("poll", "at"), ("record", "on")})
"""In the event of, at the polls, on the record."""
_CHAMBERS = frozenset({"house", "senate", "chamber", "parliament"})
_SPOKEN: frozenset[Channel | None] = frozenset({"speech", "debate", "interview", "press conference"})
_MODIFYING = frozenset({"acl", "relcl"})
_IN_WHICH = frozenset({"which", "when", "where"})
_MEETING = frozenset({"with", "in", "at", "to", "before"})
_PRESS = frozenset({"press", "news", "media"})
_OWNERS = frozenset({"a", "an", "the", "its", "his", "her", "their"})
_IN_COMPOUNDS = frozenset({"compound", "poss", "nmod", "appos", "case"})
_OF = frozenset({"of", "at", "from", "with", "on"})
_DONE = frozenset({"VBD", "VBN", "VBG"})
_JOINED = 3
_LONGEST = 5
"""Words of a programme's name."""
_SKIPPED = frozenset({"DATE", "TIME"})


@dataclass(frozen=True)
class StatedChannel:
    """`token` is the word that decides."""

    channel: Channel
    rule: ChannelRule
    token: Token


def stated_channel(passage: Passage, cue: Cue, clause: Clause) -> StatedChannel | None:
    """By the cue's verb, the source, the occasion that the clause names, or whom it was told."""
    return (
        _of_verb(cue, clause, passage)
        or _of_source(passage, clause)
        or _of_occasion(clause)
        or _of_medium(cue, clause)
        or _of_hearers(cue, clause)
    )


@cache
def _verbs() -> dict[str, Channel]:
    return {row[0]: cast(Channel, row[1]) for row in load_table("channel_verbs")}


@cache
def _nouns() -> dict[str, Channel]:
    return {row[0]: cast(Channel, row[1]) for row in load_table("event_nouns") if len(row) > 1 and row[1]}


@cache
def _hearers() -> dict[str, Channel]:
    return {row[0]: cast(Channel, row[1]) for row in load_table("channel_hearers")}


@cache
def _signs() -> frozenset[str]:
    """Lemmas without which nothing states a channel."""
    lists = (load_words(name) for name in ("study_nouns", "poll_shares", "media_names", "outlet_words"))
    words = (*_verbs(), *_nouns(), *_hearers(), "account", "conference", "hall", "board", "file")
    return frozenset(words).union(_last_words(), *lists)


def find_signs(passage: Passage) -> list[int]:
    """Tokens, in order, that may speak of a channel: the only ones worth a closer look."""
    strings = passage.doc.vocab.strings
    keys = [(int(lemma), int(form)) for lemma, form in passage.doc.to_array(["LEMMA", "ORTH"])]
    signs = {key for key in set(keys) if _is_sign(strings[key[0]], strings[key[1]])}
    return [index for index, key in enumerate(keys) if key in signs]


def _is_sign(lemma: str, form: str) -> bool:
    return not _signs().isdisjoint((lemma, lemma.lower(), form, form.lower()))


def channel_of(noun: Token) -> Channel | None:
    """ "press conference", but not "party conference": where a noun is ambiguous the word before it decides."""
    if noun.pos_ not in ("NOUN", "PROPN"):
        return None
    lemma, before = noun.lemma_.lower(), noun.nbor(-1).lower_ if noun.i else ""
    if lemma == "conference":
        return "press conference" if before in _PRESS else None
    if lemma == "file":
        return "document" if before in ("court", "case") else None
    if lemma == "release" and before not in _PRESS | _OWNERS:
        return None
    if lemma == "appearance" and before in ("campaign", "public"):
        return "speech"
    if lemma == "account":
        return "post" if before in ("twitter", "facebook", "instagram") else None
    if lemma == "call" and before in ("conference", "press"):
        return "press conference"
    if lemma in ("call", "conversation", "chat") and noun.dep_ != "pobj":
        return None  # "a call for unity"
    if (lemma, noun.head.lower_) in _SET_PHRASES or (lemma == "floor" and before not in _CHAMBERS):
        return None
    if lemma == "stage" and before == "debate":
        return "debate"
    if lemma == "hall":
        return "speech" if before == "town" else None
    if lemma == "stop" and before not in ("campaign", "tour", "the", "whistle"):
        return None
    if noun.pos_ == "PROPN" and lemma == "post" and noun.text[0].isupper() and before not in ("facebook", "blog"):
        return None  # "the Post" is a paper
    return _nouns().get(lemma)


def channel_of_document(name: str) -> Channel | None:
    """What a document that says something is by its last noun: a letter is written, an advertisement is none."""
    if name.split()[-1:] and name.split()[-1] in load_words("media_names"):
        return None  # "the Post" is a paper
    for word in reversed(name.lower().split()):
        if word in load_words("unread_documents") or word.removesuffix("s") in load_words("unread_documents"):
            return None
        channel = _nouns().get(word) or _nouns().get(word.removesuffix("s"))
        if channel in ("written statement", "email", "post", "document"):
            return channel
    return "document"


def _of_verb(cue: Cue, clause: Clause, passage: Passage) -> StatedChannel | None:
    """ "tweeted", and "emailed reporters, arguing"."""
    verbs = [token for token in cue.tokens if token.pos_ == "VERB" and token.dep_ != "amod"]
    for verb in (*verbs, *(passage.doc[index] for index in sorted(clause.above))):
        if channel := _verbs().get(verb.lemma_.lower()):
            return StatedChannel(channel, "verb of a channel", verb)
    return None


def _of_source(passage: Passage, clause: Clause) -> StatedChannel | None:
    """A poll finds, a letter reads, a statement from the office says, "55 percent said so"."""
    for piece in clause.attribution.source:
        root = passage.tokens(piece).root
        if root.lemma_.lower() in load_words("study_nouns"):
            return StatedChannel("document", "document as source", root)
        channel = channel_of(root) if root.pos_ == "NOUN" else None
        if channel in ("document", "written statement", "email", "post"):
            return StatedChannel(channel, "document as source", root)
        if root.lower_ in load_words("poll_shares") and _is_of_poll(passage):
            return StatedChannel("document", "share of a poll", root)
    return None


def _is_of_poll(passage: Passage) -> bool:
    text = passage.text.lower()
    return " poll" in text or " survey" in text


def _of_occasion(clause: Clause) -> StatedChannel | None:
    """ "in an interview", "at a rally", "on Twitter" on the clause, or the cue itself: "issued a statement"."""
    for token in clause.words:
        channel = channel_of(token)
        if channel is None or is_part_of_noun(token) or _is_plural_talk(token):
            continue
        if (token.i in clause.cue and not _is_act(token, clause)) or _is_occasion(_bearer(token), clause):
            return StatedChannel(channel, "occasion on the clause", token)
    return _of_noun_above(clause)


def is_part_of_noun(token: Token) -> bool:
    """ "an interview request", "a court filing": the second noun tells what it is, but "an e-mail exchange"."""
    whole = token.head
    named = token.dep_ == "compound" and whole.pos_ in ("NOUN", "PROPN") and whole.i > token.i
    return named and whole.lemma_.lower() not in load_words("channel_bearers")


def _bearer(token: Token) -> Token:
    """ "a series of posts", "an Instagram video": the noun by which the channel's word hangs on the clause."""
    if token.dep_ == "compound" and token.head.i > token.i:
        return token.head
    if token.dep_ == "pobj" and token.head.lower_ == "of" and token.head.head.lemma_.lower() in _bearers():
        return token.head.head
    return token


def _bearers() -> frozenset[str]:
    return load_words("channel_bearers")


def _is_plural_talk(noun: Token) -> bool:
    """ "made conflicting statements", "his calls to ban": many of them are none that was issued or made."""
    return noun.tag_ in ("NNS", "NNPS") and noun.lemma_.lower() in ("statement", "call", "conversation", "complaint")


def _of_noun_above(clause: Clause) -> StatedChannel | None:
    """ "a letter urging …", "a paper welcoming …", "the debate, when she claimed": the cue modifies the noun."""
    for index in sorted(clause.cue):
        verb = clause.sentences[0].doc[index]
        for _ in range(_JOINED):
            if verb.dep_ != "conj" or verb.head.i in clause.cue:
                break
            verb = verb.head
        channel = channel_of(verb.head) if verb.dep_ in _MODIFYING and verb.head.i not in clause.cue else None
        if channel is None or is_part_of_noun(verb.head) or verb.head not in clause.words:
            continue
        if (verb.dep_ == "acl" and channel in _TEXTS) or _is_in_which(verb):
            return StatedChannel(channel, "occasion on the clause", verb.head)
    return None


def _is_in_which(verb: Token) -> bool:
    """ "an interview in which she said", "the debate, when she claimed"."""
    return any(
        word.lower_ in _IN_WHICH and word.dep_ in ("pobj", "advmod")
        for child in verb.children
        for word in (child, *(child.children if child.dep_ == "prep" else ()))
    )


def _is_act(noun: Token, clause: Clause) -> bool:
    """ "complaints that …", "the debate on …": the noun is the saying itself, on whatever channel."""
    if noun.dep_ == "pobj":
        return noun.head.i not in clause.cue or noun.head.lower_ not in _OCCASION
    held = noun.dep_ == "dobj" and noun.head.lemma_.lower() in load_words("holding_verbs")
    return noun.head.i not in clause.cue or not held


def _is_occasion(noun: Token, clause: Clause) -> bool:
    path = clause.path_from(noun)
    if path == [] and noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in load_words("holding_verbs")
    if path is None:
        return _is_behind_content(noun, clause) or _is_behind_source(noun, clause)
    preposition = next((word for word in path if word.pos_ in ("ADP", "SCONJ")), None)
    return preposition is not None and preposition.lower_ in _OCCASION


def _is_behind_content(noun: Token, clause: Clause) -> bool:
    """ "called it a shame in a tweet": what follows at once on a content belongs to the cue, wherever it hangs."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in _OCCASION or not preposition.i:
        return False
    before = preposition.nbor(-1)
    while before.i and (before.is_punct or before.ent_type_ in _SKIPPED) and not _is_said(before, clause):
        before = before.nbor(-1)
    return _is_said(before, clause) and _is_said(preposition.head, clause)


def _is_said(token: Token, clause: Clause) -> bool:
    return is_inside(token.idx, clause.attribution.content)


def _is_behind_source(noun: Token, clause: Clause) -> bool:
    """ "Lee in a Facebook post said": between source and cue."""
    preposition = noun.head
    if noun.dep_ != "pobj" or preposition.lower_ not in _OF_THE_SOURCE or noun.i in clause.source:
        return False
    return preposition.head.i in clause.source and noun.i < max(clause.cue, default=0)


def is_held(noun: Token) -> bool:
    """ "held a rally", "spoke at a rally": the occasion itself is told of, not some talk about it."""
    if noun.dep_ == "dobj":
        return noun.head.lemma_.lower() in load_words("holding_verbs") and noun.head.tag_ in _DONE
    above = noun.head.head
    at_it = noun.dep_ == "pobj" and noun.head.lower_ in _OCCASION and above.pos_ == "VERB"
    return at_it and above.lemma_.lower() in load_words("airing_verbs") and above.tag_ in _DONE


def _of_medium(cue: Cue, clause: Clause) -> StatedChannel | None:
    """ "told the Orban Herald", "told Ann Lee of Channel 4", "said on Channel 4", "at a meeting with the Herald": with
    a paper or on a programme means in an interview.
    """
    if cue.head is None or cue.act == "show":
        return None
    for token in clause.words:
        if not is_medium(token):
            continue
        if any(_is_told(name, cue.head) for name in _names_with(token)):
            return StatedChannel("interview", "told to an outlet", token)
        if _is_on_programme(token) or _is_on_air(token, clause):
            return StatedChannel("interview", "on the air", token)
    return None


def is_medium(token: Token) -> bool:
    if token.lower_ == "board" and token.i and token.nbor(-1).lower_ == "editorial":
        return True
    if token.text == "Hill" and token.i and token.nbor(-1).lower_ != "the":
        return False  # Capitol Hill
    named = token.text in load_words("media_names") or token.lower_ in load_words("outlet_words")
    return (named and token.text[0].isupper()) or _ends_programme(token)


@cache
def _programmes() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(row.lower().split()) for row in load_words("programmes"))


@cache
def _last_words() -> frozenset[str]:
    return frozenset(words[-1] for words in _programmes())


def _ends_programme(token: Token) -> bool:
    return _programme_start(token) is not None


def _programme_start(token: Token) -> Token | None:
    """The first word of "Face the Nation", whose last one is given."""
    if token.lower_ not in _last_words() or not token.text[0].isupper():
        return None
    first = (token.i + 1 - size for size in range(1, min(_LONGEST, token.i + 1) + 1))
    doc = token.doc
    starts = (i for i in first if tuple(word.lower_ for word in doc[i : token.i + 1]) in _programmes())
    return next((doc[i] for i in starts), None)


def _is_on_programme(token: Token) -> bool:
    """Titles are no phrases to the parser: "on" before the first word tells."""
    start = _programme_start(token)
    while start is not None and start.i:
        start = start.nbor(-1)
        if not start.is_quote:
            return start.lower_ == "on"
    return False


def _names_with(medium: Token) -> Iterator[Token]:
    """The heads of the names that a medium's name is part of: its own, that of its reporter."""
    name = _whole_name(medium)
    yield name
    if name.dep_ == "pobj" and name.head.lower_ in _OF and name.head.head.pos_ in ("NOUN", "PROPN"):
        yield _whole_name(name.head.head)


def _whole_name(token: Token) -> Token:
    while token.dep_ in _IN_COMPOUNDS and token.head.i != token.i:
        token = token.head
    return token


def _is_told(name: Token, verb: Token) -> bool:
    return verb.lemma_.lower() == "tell" and name.head.i == verb.i and name.i > verb.i and name.dep_ != "npadvmod"


def _is_on_air(medium: Token, clause: Clause) -> bool:
    """ "on Channel 4", "to the Herald's readers" is none; "in a meeting with the Herald's editorial board"."""
    name = _whole_name(medium)
    if name.head.lower_ == "on":
        return clause.path_from(name) is not None
    meeting = name.head.head
    if name.head.lower_ not in _MEETING or name.dep_ != "pobj":
        return False
    if meeting.lemma_.lower() in load_words("talk_nouns"):
        return clause.path_from(meeting) is not None
    spoken = name.head.lower_ in _AIMED and meeting.lemma_.lower() in ("speak", "talk")
    return (name.head.lower_ == "with" or spoken) and clause.path_from(name) is not None


def _of_hearers(cue: Cue, clause: Clause) -> StatedChannel | None:
    """ "told a Senate panel" testifies, "told a crowd" and "said in front of a crowd" is a speech."""
    if cue.head is None:
        return None
    for token in clause.words:
        channel = _hearers().get(token.lemma_.lower()) if token.pos_ in ("NOUN", "PROPN") else None
        if channel is None and _is_told(token, cue.head) and channel_of(token) in _SPOKEN:
            channel = channel_of(token)
        if channel is None:
            continue
        told = _is_told(token, cue.head) and token.dep_ in ("dobj", "dative", "ccomp", "nsubj")
        faced = token.dep_ == "pobj" and token.head.lower_ in ("to", "before", "of") and _is_faced(token, clause)
        if told or faced:
            rule: ChannelRule = "told to a body that hears" if channel == "testimony" else "told to a crowd"
            return StatedChannel(channel, rule, token)
    return None


def _is_faced(noun: Token, clause: Clause) -> bool:
    """ "to a crowd", "before a committee", "in front of a crowd" on the cue's clause."""
    preposition = noun.head
    if preposition.lower_ == "of":
        return preposition.head.lower_ == "front" and clause.path_from(preposition.head) is not None
    return clause.path_from(noun) is not None
