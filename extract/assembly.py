"""Findings of all steps → statements, with every range turned into spans of `Article.text`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from extract.acts import Manner
from extract.evidence import Ground, Grounds
from extract.passage import Attribution, Passage, Range
from extract.quoted import kind_of, section_of
from extract.said_on import SaidOnDecision
from extract.source_spans import SourceSpans
from extract.speakers import SpeakerDecision
from extract.triple_actors import ArgumentActors
from extract.triples import FoundTriple, extract_triples
from schema.actor import AboutActor, Addressee
from schema.evidence import Evidence, StatementEvidence
from schema.ids import make_id, statement_id
from schema.span import QuotedRun, Span
from schema.statement import Argument, ChainLink, Confidence, Predicate, SaidOn, Statement, Triple
from schema.wording import caption

_ALTERED = re.compile(r"[\[\](){}]|…|\.\.\.|\. \. \.")


@dataclass(frozen=True)
class Findings:
    """What the steps found: one entry per attribution in each list, in the same order."""

    attributions: Sequence[Attribution]
    actors: ArgumentActors
    speakers: Sequence[SpeakerDecision]
    said_on: Sequence[SaidOnDecision | None]
    manner: Sequence[Manner]
    addressees: Sequence[tuple[Addressee, ...]]
    about: Sequence[tuple[AboutActor, ...]]
    grounds: Sequence[Grounds]


def assemble(passage: Passage, findings: Findings) -> list[Statement]:
    """All statements in order of their text; two attributions of the very same spans are one statement."""
    assembler = _Assembler(passage, findings)
    statements = [assembler.statement(number) for number in assembler.first_of_each()]
    return sorted(statements, key=lambda one: (one.content[0].start, -one.content[-1].end, one.id))


class _Assembler:
    """Makes the statements of one passage, each by its number among the attributions."""

    def __init__(self, passage: Passage, findings: Findings) -> None:
        self.passage, self.findings = passage, findings
        self.spans = SourceSpans(passage).of
        self.ids = [self._id_of(attribution) for attribution in findings.attributions]
        article = passage.article
        published = [ChainLink(role="publisher", name=article.publisher)] if article.publisher else []
        self.published = [*published, *(ChainLink(role="author", name=author) for author in article.authors)]

    def _id_of(self, attribution: Attribution) -> str:
        roles = [self.spans(ranges) for ranges in (attribution.content, attribution.cue, attribution.source)]
        content, cue, source = ([(span.start, span.end) for span in spans] for spans in roles)
        return statement_id(self.passage.article.id, content, cue, source)

    def first_of_each(self) -> list[int]:
        return sorted({one: number for number, one in reversed(list(enumerate(self.ids)))}.values())

    def statement(self, number: int) -> Statement:
        attribution, decision = self.findings.attributions[number], self.findings.speakers[number]
        manner, date = self.findings.manner[number], self.findings.said_on[number]
        content, quoted = self.spans(attribution.content), self._quoted(attribution)
        speaker = decision.speaker
        text = " … ".join(self.passage.text[start:end] for start, end in attribution.content)
        name = caption(
            text,
            content,
            quoted,
            speaker=speaker.name if speaker else None,
            stance=manner.stance,
            via=self._via(number),
        )
        return Statement(
            id=self.ids[number],
            name=name,
            kind=kind_of(attribution, self.passage),
            section=section_of(self.passage, attribution),
            text=text,
            source=self.spans(attribution.source),
            cue=self.spans(attribution.cue),
            content=content,
            quoted=quoted,
            speaker=speaker,
            speaker_unknown_because=decision.unknown_because,
            candidates=decision.candidates,
            addressees=tuple(
                one.model_copy(update={"spans": self._moved(one.spans)}) for one in self.findings.addressees[number]
            ),
            about=tuple(
                one.model_copy(update={"spans": self._moved(one.spans)}) for one in self.findings.about[number]
            ),
            act=manner.act,
            stance=manner.stance,
            cue_polarity=manner.cue_polarity,
            channel=manner.channel,
            polarity=manner.polarity,
            modality=manner.modality,
            said_on=self._said_on(date),
            parent=None if attribution.parent is None else self.ids[attribution.parent],
            continues=None if attribution.continues is None else self.ids[attribution.continues],
            triples=self._triples(number),
            chain=self._chain(number),
            confidence=Confidence(
                attribution=round(attribution.confidence, 3),
                speaker=round(decision.confidence, 3) if speaker else None,
                said_on=round(date.confidence, 3) if date else None,
                calibrated=True,
            ),
            evidence=self._evidence(self.findings.grounds[number]),
        )

    def _moved(self, spans: Iterable[Span]) -> tuple[Span, ...]:
        return self.spans((span.start, span.end) for span in spans)

    def _quoted(self, attribution: Attribution) -> tuple[QuotedRun, ...]:
        return tuple(
            QuotedRun(start=span.start, end=span.end, text=span.text, altered=bool(_ALTERED.search(span.text)))
            for span in self.spans(attribution.quoted)
            if span.text.strip()
        )

    def _said_on(self, decision: SaidOnDecision | None) -> SaidOn | None:
        if decision is None:
            return None
        return SaidOn(
            value=decision.value,
            begin=decision.begin,
            end=decision.end,
            granularity=decision.granularity,
            basis=decision.basis,
            rule=decision.rule,
            timex=decision.timex,
            span=self.spans([decision.span])[0],
        )

    def _triples(self, number: int) -> tuple[Triple, ...]:
        """Triples of one statement, each once; what is said again in the same words is no further one."""
        attribution = self.findings.attributions[number]
        found = extract_triples(self.passage.doc, attribution.content, cue=attribution.cue)
        triples = [self._triple(number, one) for one in found]
        return tuple({_fact_of(triple): triple for triple in reversed(triples)}.values())[::-1]

    def _triple(self, number: int, found: FoundTriple) -> Triple:
        speaker, actors = self.findings.speakers[number].speaker, self.findings.actors
        doer = actors.find(number, speaker, found.subject_head) or self._unstated(number, found)
        subject = self._argument(found.subject, doer)
        predicate = self.spans(found.predicate)
        whom = actors.find(number, speaker, found.object_head) if found.object else None
        object_ = self._argument(found.object, whom) if found.object else None
        heads = [actors.find(number, speaker, head) for head in found.extra_heads]
        key = [
            [(span.start, span.end) for span in spans] if spans is not None else None
            for spans in (subject.spans, predicate, object_.spans if object_ else None)
        ]
        return Triple(
            id=make_id("tr", self.ids[number], *key),
            subject=subject,
            predicate=Predicate(text=self._text(found.predicate) or found.lemma, spans=predicate, lemma=found.lemma),
            object=object_,
            extra=tuple(map(self._argument, found.extra, heads)),
            polarity=found.polarity,
            modality=found.modality,
            implied=found.implied,
            confidence=round(found.confidence, 3),
        )

    def _argument(self, ranges: tuple[Range, ...], actor: str | None) -> Argument:
        return Argument(text=self._text(ranges), spans=self.spans(ranges), actor=actor)

    def _text(self, ranges: tuple[Range, ...]) -> str:
        text = " ".join([self.passage.text[start:end] for start, end in ranges])
        return " ".join(text.split())

    def _unstated(self, number: int, found: FoundTriple) -> str | None:
        """Who does what an order or a vow is on: whom it was said to, or who said it."""
        speaker, addressees = self.findings.speakers[number].speaker, self.findings.addressees[number]
        if found.unstated_subject == "speaker" and speaker:
            return speaker.id
        return addressees[0].id if found.unstated_subject == "addressee" and len(addressees) == 1 else None

    def _evidence(self, grounds: Grounds) -> StatementEvidence:
        return StatementEvidence(
            speaker=self._why(grounds.speaker),
            said_on=self._why(grounds.said_on),
            act=self._why(grounds.act),
            channel=self._why(grounds.channel),
        )

    def _why(self, ground: Ground | None) -> Evidence | None:
        if ground is None:
            return None
        if ground.mentions or ground.runner_up:
            return _as_evidence(ground, tuple(span for mention in ground.mentions for span in self.spans([mention])))
        return _bare_evidence(ground)

    def _chain(self, number: int) -> tuple[ChainLink, ...]:
        links = list(self.published)
        for step in [*_ancestors(self.findings.attributions, number), number]:
            speaker = self.findings.speakers[step].speaker
            name, actor = (speaker.name, speaker.id) if speaker else (None, None)
            links.append(ChainLink(role="speaker", name=name, actor=actor, statement=self.ids[step]))
        return tuple(links)

    def _via(self, number: int) -> str | None:
        """Names of the speakers around a nested statement, the nearest first."""
        around = [
            self.findings.speakers[step].speaker for step in reversed(_ancestors(self.findings.attributions, number))
        ]
        return ", ".join(speaker.name if speaker else "an unknown speaker" for speaker in around) or None


def _fact_of(triple: Triple) -> tuple[str | None, ...]:
    """Two triples of one fact have the same words, and pronouns in them stand for the same."""
    parts = (triple.subject, triple.object, *triple.extra)
    named = [word for part in parts if part for word in (part.text.casefold(), part.actor)]
    return triple.predicate.text.casefold(), triple.polarity, *named


def _ancestors(attributions: Sequence[Attribution], number: int) -> list[int]:
    """The statements around this one, outermost first."""
    found: list[int] = []
    parent = attributions[number].parent
    while parent is not None and parent not in found:
        found.insert(0, parent)
        parent = attributions[parent].parent
    return found


def _as_evidence(ground: Ground, spans: tuple[Span, ...]) -> Evidence:
    return Evidence(
        rule=ground.rule,
        spans=spans,
        link=ground.link,
        score=ground.score,
        runner_up=ground.runner_up,
        threshold=ground.threshold,
    )


@lru_cache(maxsize=1000)
def _bare_evidence(ground: Ground) -> Evidence:
    """Kept, because most decisions rest on a rule and what the statement itself shows."""
    return _as_evidence(ground, ())
