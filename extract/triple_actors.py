"""Which actor an argument of a triple is: a name, or a pronoun that stands for one."""

from __future__ import annotations

from extract.cast import CastActor
from extract.lexicon import load_words
from extract.passage import Passage, Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from schema.actor import Speaker

_SURE = 0.5


class ArgumentActors:
    """Looks up the actors of one article's triples."""

    def __init__(self, passage: Passage, pronouns: PronounResolver) -> None:
        self.passage = passage
        self.pronouns = pronouns

    def find(self, speaker: Speaker | None, ranges: tuple[Range, ...], head: Range | None = None) -> str | None:
        """The id of the actor that the argument names; "I" is the speaker, "we" whom they speak for."""
        token = self.passage.tokens(head or (ranges[0][0], ranges[-1][1])).root
        if token.lower_ in load_words("first_person"):
            if speaker is None:
                return None
            return speaker.speaks_for.id if token.lower_ in ("we", "us") and speaker.speaks_for else speaker.id
        place = (token.idx, token.idx + len(token))
        found = self._pronoun(place) if token.pos_ == "PRON" else self.pronouns.cast.actor_at(place)
        return found.actor.id if found else None

    def _pronoun(self, place: Range) -> CastActor | None:
        words = self.pronouns.cast.words
        number = words.token_at(place[0])
        if words.lower[number] not in MASCULINE | FEMININE:
            return None
        resolution = self.pronouns.resolve(number)
        return resolution.actor if resolution and resolution.confidence >= _SURE else None
