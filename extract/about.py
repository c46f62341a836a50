"""Whom and what a statement is on: names of its content, as topic where its main clause turns on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from extract.cast import Cast, make_actor
from extract.described import SpeakerDecision
from extract.gazetteer import seat_of
from extract.passage import Attribution, Passage, Range
from extract.pronouns import FEMININE, MASCULINE, PronounResolver
from schema.actor import AboutActor, AboutRole, Actor
from schema.span import Span

_TOPICS = frozenset({"nsubj", "nsubjpass", "dobj", "attr", "agent", "dative"})


def find_about(
    passage: Passage, attributions: Sequence[Attribution], cast: Cast, speakers: Sequence[SpeakerDecision]
) -> list[tuple[AboutActor, ...]]:
    """The actors that each content is on, topics first, then in order of the text."""
    finder = _Finder(passage, cast)
    return [finder.find(attribution, decision) for attribution, decision in zip(attributions, speakers, strict=True)]


class _Finder:
    def __init__(self, passage: Passage, cast: Cast) -> None:
        self.passage = passage
        self.cast = cast
        self.words = cast.words
        self.pronouns = PronounResolver(passage, cast)

    def find(self, attribution: Attribution, decision: SpeakerDecision) -> tuple[AboutActor, ...]:
        tokens = [i for span in attribution.content for i in self.words.tokens_in(span)]
        topics = set(self._topic_tokens(tokens))
        found: dict[str, tuple[Actor, AboutRole, list[Range]]] = {}
        for actor, span, token in sorted(self._named(attribution, tokens), key=lambda named: named[1]):
            role: AboutRole = "topic" if token in topics else "mention"
            before = found.get(actor.id)
            if before is not None:
                role = "topic" if "topic" in (role, before[1]) else "mention"
                found[actor.id] = actor, role, [*before[2], span]
            else:
                found[actor.id] = actor, role, [span]
        own = decision.speaker.id if decision.speaker else None
        kept = [entry for key, entry in found.items() if key != own or entry[1] == "topic"]
        return tuple(
            self._about(actor, role, spans)
            for actor, role, spans in sorted(kept, key=lambda entry: entry[1] != "topic")
        )

    def _named(self, attribution: Attribution, tokens: list[int]) -> Iterator[tuple[Actor, Range, int]]:
        """Actors of the content by name or by "he" and "she", each with its characters and head token."""
        words = self.words
        for span in attribution.content:
            for link in self.cast.links_in(span):
                root = words.tokens_in(link.span)[-1]
                if link.confidence >= 0.5 and self.cast.actors[link.actor].is_sure:
                    yield self._as_spoken_of(link.actor, root, link.span), link.span, root
        for token in tokens:
            if words.lower[token] in MASCULINE or words.lower[token] in FEMININE:
                found = self.pronouns.resolve(token)
                if found is not None and found.confidence >= 0.6:
                    yield found.actor.actor, (words.start[token], words.end[token]), token

    def _as_spoken_of(self, number: int, root: int, span: Range) -> Actor:
        """A capital that does something is its government: "Moscow has broken the treaty"."""
        actor = self.cast.actors[number].actor
        seat = seat_of(self.passage.text[span[0] : span[1]]) if actor.kind == "place" else None
        if seat is None or self.words.dep[root] != "nsubj":
            return actor
        return make_actor(seat.name, "government", aliases=(actor.name,))

    def _topic_tokens(self, tokens: list[int]) -> Iterator[int]:
        """Subjects and objects of the main clauses, with what is joined to them or owns them."""
        words, inside = self.words, set(tokens)
        heads = [i for i in tokens if words.head[i] not in inside or words.head[i] == i]
        verbs, seen = list(heads), set(heads)
        yield from heads
        while verbs:
            verb = verbs.pop()
            for child in words.children[verb]:
                if child not in inside or child in seen:
                    continue
                if words.dep[child] in _TOPICS:
                    yield from self._with_joined(child, inside)
                if words.dep[child] in ("ccomp", "conj", "xcomp"):
                    seen.add(child)
                    verbs.append(child)

    def _with_joined(self, noun: int, inside: set[int]) -> Iterator[int]:
        words = self.words
        yield noun
        for child in words.children[noun]:
            if child in inside and words.dep[child] in ("conj", "poss", "appos", "pobj"):
                yield child

    def _about(self, actor: Actor, role: AboutRole, spans: list[Range]) -> AboutActor:
        shared = {name: getattr(actor, name) for name in Actor.model_fields}
        text = self.passage.text
        return AboutActor(
            **shared, role=role, spans=tuple(Span(start=a, end=b, text=text[a:b]) for a, b in sorted(set(spans)))
        )
