"""Pronouns once it is known who speaks: for what stands inside of contents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.cast import Cast
from extract.decisions import SpeakerDecision
from extract.passage import Attribution, Passage
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from extract.words import Words


def inform_pronouns(
    passage: Passage, attributions: Sequence[Attribution], cast: Cast, speakers: Sequence[SpeakerDecision]
) -> PronounResolver:
    """Knows the pronouns that are sources, who spoke where, and who can't be meant in their own words."""
    words = cast.words
    said = frozenset(i for one in attributions for span in one.content for i in words.tokens_in(span))
    pronouns = PronounResolver(passage, cast, said=said)
    numbers = {actor.actor.id: actor.index for actor in cast.actors}
    spoken = set()
    for attribution, decision in zip(attributions, speakers, strict=True):
        if decision.speaker is None:
            continue
        ids = (decision.speaker.id, *(member.id for member in decision.speaker.members))
        if themselves := frozenset(numbers[one] for one in ids if one in numbers):
            for token in _of_others(words, attribution):
                pronouns.barred.setdefault(token, themselves)
        if decision.cast_index is not None and decision.source is not None:
            first = words.token_at(decision.source[0])
            if words.lower[first] in MASCULINE | FEMININE and decision.speaker.basis == "pronoun":
                pronouns.known[first] = decision.cast_index
            if attribution.parent is None:
                spoken.add((first, decision.cast_index))
    pronouns.spoken = sorted(spoken)
    pronouns.known = {at: actor for at, actor in pronouns.known.items() if actor not in pronouns.barred.get(at, ())}
    return pronouns


def _of_others(words: Words, attribution: Attribution) -> Iterator[int]:
    """Where "he" is never who speaks: their own quotation, the "him" whom they tell, praise or accuse."""
    cue = {i for span in attribution.cue for i in words.tokens_in(span)}
    for span in attribution.quoted:
        yield from words.tokens_in(span)
    for span in attribution.content:
        yield from (i for i in words.tokens_in(span) if words.dep[i] in ("dobj", "dative") and words.head[i] in cue)
