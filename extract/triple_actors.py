"""Which actor an argument of a triple is: a name, or a pronoun that stands for one."""

from __future__ import annotations

from extract.cast import CastActor
from extract.lexicon import load_words
from extract.passage import Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from extract.words import PRON
from schema.actor import Speaker

_SURE = 0.5


class ArgumentActors:
    """Looks up the actors of one article's triples."""

    def __init__(self, pronouns: PronounResolver) -> None:
        self.pronouns = pronouns

    def find(self, speaker: Speaker | None, head: Range | None) -> str | None:
        """The id of the actor that a noun names; "I" is the speaker, "we" whom they speak for."""
        if head is None:
            return None
        words = self.pronouns.cast.words
        token = words.token_at(head[0])
        lower = words.lower[token]
        if lower in load_words("first_person"):
            if speaker is None:
                return None
            return speaker.speaks_for.id if lower in ("we", "us") and speaker.speaks_for else speaker.id
        found = self._pronoun(token) if words.pos[token] == PRON else self.pronouns.cast.actor_at(head)
        return found.actor.id if found else None

    def _pronoun(self, token: int) -> CastActor | None:
        if self.pronouns.cast.words.lower[token] not in MASCULINE | FEMININE:
            return None
        resolution = self.pronouns.resolve(token)
        return resolution.actor if resolution and resolution.confidence >= _SURE else None
