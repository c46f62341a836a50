"""Whom and what a statement is on: the actors of its content, as topic where its main clauses turn on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from extract.cast import Cast, make_actor
from extract.decisions import SpeakerDecision
from extract.gazetteer import seat_of
from extract.passage import Attribution, Passage, Range
from extract.referents import Referent
from extract.topics import find_topics
from schema.actor import AboutActor, AboutRole, Actor
from schema.span import Span

_SURE_LINK = 0.5


def find_about(
    passage: Passage,
    attributions: Sequence[Attribution],
    cast: Cast,
    speakers: Sequence[SpeakerDecision],
    unnamed: Sequence[Sequence[Referent]],
) -> list[tuple[AboutActor, ...]]:
    """The actors that each content is on, topics first, then in order of the text.

    `unnamed` are those of each attribution that it speaks of without their names.
    """
    finder = _Finder(passage, cast)
    return [finder.find(*one) for one in zip(attributions, speakers, unnamed, strict=True)]


@dataclass
class _Found:
    actor: Actor
    role: AboutRole
    spans: list[Range]


class _Finder:
    def __init__(self, passage: Passage, cast: Cast) -> None:
        self.passage = passage
        self.cast = cast
        self.words = cast.words

    def find(
        self, attribution: Attribution, decision: SpeakerDecision, unnamed: Sequence[Referent]
    ) -> tuple[AboutActor, ...]:
        taken = [one.span for one in unnamed]
        named = [one for one in self._named(attribution) if one.is_owner or not _is_in(one.span, taken)]
        referents = sorted((*named, *unnamed), key=lambda one: one.span)
        found = self._merge(attribution, referents)
        own = decision.speaker.id if decision.speaker else None
        kept = [one for one in found if one.actor.id != own or one.role == "topic"]
        return tuple(self._about(one) for one in sorted(kept, key=lambda one: one.role != "topic"))

    def _merge(self, attribution: Attribution, referents: Sequence[Referent]) -> Iterable[_Found]:
        """Each actor once, as a topic if it is one anywhere."""
        topics = self._topics(attribution, referents) if referents else frozenset()
        found: dict[str, _Found] = {}
        for one in referents:
            before = found.setdefault(one.actor.id, _Found(one.actor, "mention", []))
            before.spans.append(one.span)
            if one.token in topics:
                before.role = "topic"
        return found.values()

    def _topics(self, attribution: Attribution, referents: Sequence[Referent]) -> frozenset[int]:
        tokens = [i for span in attribution.content for i in self.words.tokens_in(span)]
        return find_topics(self.words, tokens, {one.token: one.actor.kind for one in referents})

    def _named(self, attribution: Attribution) -> Iterator[Referent]:
        for span in attribution.content:
            for link in self.cast.links_in(span):
                root = self.words.tokens_in(link.span)[-1]
                if link.confidence >= _SURE_LINK and self._is_named(link.actor) and not self._is_label(root):
                    actor = self._as_spoken_of(link.actor, root, link.span)
                    is_owner = self.words.dep[root] == "poss"
                    yield Referent(actor, link.span, root, link.rule, link.confidence, is_owner)

    def _is_named(self, number: int) -> bool:
        """Surely an actor; what may be a person, too, is a place all the same."""
        actor = self.cast.actors[number]
        return actor.is_sure or actor.kind == "place"

    def _is_label(self, root: int) -> bool:
        """ "STONE: We shall see": who speaks in a transcript."""
        words = self.words
        if words.text[root + 1 : root + 2] != [":"]:
            return False
        line = words.paragraph[root]
        return any(i < 0 or words.paragraph[i] != line for i in range(root - 4, root))

    def _as_spoken_of(self, number: int, root: int, span: Range) -> Actor:
        """A capital that does something is its government: "Moscow has broken the treaty"."""
        actor = self.cast.actors[number].actor
        seat = seat_of(self.passage.text[span[0] : span[1]]) if actor.kind == "place" else None
        if seat is None or self.words.dep[root] != "nsubj":
            return actor
        return make_actor(seat.name, "government", aliases=(actor.name,))

    def _about(self, found: _Found) -> AboutActor:
        shared = dict(found.actor)
        text = self.passage.text
        spans = tuple(Span(start=a, end=b, text=text[a:b]) for a, b in sorted(set(found.spans)))
        return AboutActor(**shared, role=found.role, spans=spans)


def _is_in(span: Range, others: Iterable[Range]) -> bool:
    """ "Stone" in "the Stone campaign"."""
    return any(start <= span[0] and span[1] <= end for start, end in others)
