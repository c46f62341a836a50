"""Which actor an argument of a triple is: a name, or a pronoun that stands for one."""

from __future__ import annotations

from extract.cast import Cast
from extract.lexicon import load_words
from extract.passage import Passage, Range
from extract.pronouns import resolve_pronoun
from schema.actor import Speaker


def find_argument_actor(passage: Passage, cast: Cast, speaker: Speaker | None, ranges: tuple[Range, ...]) -> str | None:
    """The id of the actor that the head of the argument names; "I" is the speaker, "we" whom they speak for."""
    start, end = ranges[0][0], ranges[-1][1]
    head = passage.tokens((start, end)).root
    word = head.lower_
    if word in load_words("first_person"):
        if speaker is None:
            return None
        return speaker.speaks_for.id if word != "i" and speaker.speaks_for else speaker.id
    if head.pos_ == "PRON":
        found = resolve_pronoun(passage, cast, head.idx, head.idx + len(head))
    else:
        found = cast.actor_at((head.idx, head.idx + len(head)))
    return found.actor.id if found else None
