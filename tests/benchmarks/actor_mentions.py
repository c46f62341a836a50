"""Every stretch of a text that names or describes one of its actors."""

from __future__ import annotations

from collections.abc import Iterator

from extract.cast import Cast, find_cast
from extract.passage import Passage, Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from extract.referents import ReferentReader
from extract.roles import told_at
from schema.actor import Actor


def find_actor_mentions(passage: Passage) -> Iterator[tuple[Actor, Range]]:
    """Names, names inside names, roles, pronouns' roles, and "the department"."""
    cast = find_cast(passage)
    for one in cast.actors:
        for span in (*one.mentions, *one.inner, *(fact.span for fact in one.roles if fact.span)):
            yield one.actor, span
    yield from _described(passage, cast)


def _described(passage: Passage, cast: Cast) -> Iterator[tuple[Actor, Range]]:
    pronouns = PronounResolver(passage, cast)
    for referent in ReferentReader(passage, cast, (), (), pronouns).read_text():
        yield referent.actor, referent.span
    for token, word in enumerate(cast.words.lower):
        if word in MASCULINE or word in FEMININE:
            told = list(told_at(cast.words, token))
            found = pronouns.resolve(token) if told else None
            if found:
                yield from ((found.actor.actor, span) for span in told)
