"""Which actor an argument of a triple is: a name, a pronoun, or a description that stands for one."""

from __future__ import annotations

from collections.abc import Sequence

from extract.cast import Cast
from extract.lexicon import load_words
from extract.passage import Range
from extract.referents import Referent
from extract.words import PRON
from schema.actor import Speaker

_SURE = 0.5


class ArgumentActors:
    """Looks up the actors of one article's triples. `referents` are those of each attribution."""

    def __init__(self, cast: Cast, referents: Sequence[Sequence[Referent]]) -> None:
        self.cast = cast
        self.referents = [{one.token: one.actor.id for one in found if not one.is_owner} for found in referents]

    def find(self, number: int, speaker: Speaker | None, head: Range | None) -> str | None:
        """The id of the actor that a noun of an attribution names; "I" is the speaker, "we" whom they speak for."""
        if head is None:
            return None
        words = self.cast.words
        token = words.token_at(head[0])
        lower = words.lower[token]
        if lower in load_words("first_person"):
            if speaker is None:
                return None
            return speaker.speaks_for.id if lower in ("we", "us") and speaker.speaks_for else speaker.id
        if token in self.referents[number]:
            return self.referents[number][token]
        return None if words.pos[token] == PRON else self._named(head)

    def _named(self, head: Range) -> str | None:
        link = next(iter(self.cast.links_in(head)), None)
        return self.cast.actors[link.actor].actor.id if link and link.confidence >= _SURE else None
