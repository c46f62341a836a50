"""Findings of all steps → statements, with every range turned into spans of `Article.text`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from extract.acts import Manner
from extract.passage import Attribution, Passage, Range
from extract.quoted import kind_of, section_of
from extract.said_on import SaidOnDecision
from extract.speakers import SpeakerDecision
from extract.triple_actors import ArgumentActors
from extract.triples import FoundTriple, extract_triples
from schema.actor import AboutActor, Addressee
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


def to_spans(passage: Passage, ranges: Iterable[Range]) -> tuple[Span, ...]:
    """Ranges of the reading as spans of the article's text, in order of the text; only furniture divides a range."""
    source, found = passage.article.text, set[Range]()
    for low, high in ranges:
        parts: list[Range] = []
        for start, end in passage.reading.to_source(low, high):
            if parts and not source[parts[-1][1] : start].strip():
                parts[-1] = (parts[-1][0], end)
            else:
                parts.append((start, end))
        found.update(parts)
    return tuple(Span(start=start, end=end, text=source[start:end]) for start, end in sorted(found))


def _moved(passage: Passage, spans: Iterable[Span]) -> tuple[Span, ...]:
    return to_spans(passage, [(span.start, span.end) for span in spans])


def _quoted(passage: Passage, attribution: Attribution) -> tuple[QuotedRun, ...]:
    return tuple(
        QuotedRun(start=span.start, end=span.end, text=span.text, altered=bool(_ALTERED.search(span.text)))
        for span in to_spans(passage, attribution.quoted)
        if span.text.strip()
    )


def _said_on(passage: Passage, decision: SaidOnDecision | None) -> SaidOn | None:
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
        span=to_spans(passage, [decision.span])[0],
    )


def _argument(passage: Passage, ranges: tuple[Range, ...], actor: str | None) -> Argument:
    text = " ".join(passage.text[start:end] for start, end in ranges)
    return Argument(text=" ".join(text.split()), spans=to_spans(passage, ranges), actor=actor)


def _triple(passage: Passage, findings: Findings, number: int, statement: str, found: FoundTriple) -> Triple:
    speaker = findings.speakers[number].speaker

    def actor(ranges: tuple[Range, ...], head: Range | None = None) -> str | None:
        return findings.actors.find(speaker, ranges, head)

    subject_actor = actor(found.subject, found.subject_head) if found.subject else _unstated(findings, number, found)
    subject = _argument(passage, found.subject, subject_actor)
    predicate = _argument(passage, found.predicate, None)
    object_ = _argument(passage, found.object, actor(found.object, found.object_head)) if found.object else None
    key = [[(s.start, s.end) for s in part.spans] if part else None for part in (subject, predicate, object_)]
    return Triple(
        id=make_id("tr", statement, *key),
        subject=subject,
        predicate=Predicate(text=predicate.text or found.lemma, spans=predicate.spans, lemma=found.lemma),
        object=object_,
        extra=tuple(_argument(passage, ranges, actor(ranges)) for ranges in found.extra),
        polarity=found.polarity,
        modality=found.modality,
        implied=found.implied,
        confidence=round(found.confidence, 3),
    )


def _unstated(findings: Findings, number: int, found: FoundTriple) -> str | None:
    """Who does what an order or a vow is on: whom it was said to, or who said it."""
    speaker, addressees = findings.speakers[number].speaker, findings.addressees[number]
    if found.unstated_subject == "speaker" and speaker:
        return speaker.id
    return addressees[0].id if found.unstated_subject == "addressee" and len(addressees) == 1 else None


def _triples(passage: Passage, findings: Findings, number: int, statement: str) -> tuple[Triple, ...]:
    """Triples of one statement, each once."""
    attribution = findings.attributions[number]
    found = extract_triples(passage.doc, attribution.content, cue=attribution.cue)
    triples = [_triple(passage, findings, number, statement, one) for one in found]
    return tuple({triple.id: triple for triple in triples}.values())


def _ancestors(attributions: Sequence[Attribution], number: int) -> list[int]:
    """The statements around this one, outermost first."""
    found: list[int] = []
    parent = attributions[number].parent
    while parent is not None and parent not in found:
        found.insert(0, parent)
        parent = attributions[parent].parent
    return found


def _chain(passage: Passage, findings: Findings, ids: Sequence[str], number: int) -> tuple[ChainLink, ...]:
    article = passage.article
    links = [ChainLink(role="publisher", name=article.publisher)] if article.publisher else []
    links += [ChainLink(role="author", name=author) for author in article.authors]
    for step in [*_ancestors(findings.attributions, number), number]:
        speaker = findings.speakers[step].speaker
        name, actor = (speaker.name, speaker.id) if speaker else (None, None)
        links.append(ChainLink(role="speaker", name=name, actor=actor, statement=ids[step]))
    return tuple(links)


def _via(findings: Findings, number: int) -> str | None:
    """Names of the speakers around a nested statement, the nearest first."""
    around = [findings.speakers[step].speaker for step in reversed(_ancestors(findings.attributions, number))]
    return ", ".join(speaker.name if speaker else "an unknown speaker" for speaker in around) or None


def _id_of(passage: Passage, attribution: Attribution) -> str:
    roles = [to_spans(passage, ranges) for ranges in (attribution.content, attribution.cue, attribution.source)]
    content, cue, source = ([(span.start, span.end) for span in spans] for spans in roles)
    return statement_id(passage.article.id, content, cue, source)


def _statement(passage: Passage, findings: Findings, ids: Sequence[str], number: int) -> Statement:
    attribution, decision = findings.attributions[number], findings.speakers[number]
    manner, date = findings.manner[number], findings.said_on[number]
    content, quoted = to_spans(passage, attribution.content), _quoted(passage, attribution)
    speaker = decision.speaker
    text = " … ".join(passage.text[start:end] for start, end in attribution.content)
    name = caption(
        text,
        content,
        quoted,
        speaker=speaker.name if speaker else None,
        stance=manner.stance,
        via=_via(findings, number),
    )
    return Statement(
        id=ids[number],
        name=name,
        kind=kind_of(attribution, passage),
        section=section_of(passage, attribution),
        text=text,
        source=to_spans(passage, attribution.source),
        cue=to_spans(passage, attribution.cue),
        content=content,
        quoted=quoted,
        speaker=speaker,
        speaker_unknown_because=decision.unknown_because,
        candidates=decision.candidates,
        addressees=tuple(
            one.model_copy(update={"spans": _moved(passage, one.spans)}) for one in findings.addressees[number]
        ),
        about=tuple(one.model_copy(update={"spans": _moved(passage, one.spans)}) for one in findings.about[number]),
        act=manner.act,
        stance=manner.stance,
        cue_polarity=manner.cue_polarity,
        channel=manner.channel,
        polarity=manner.polarity,
        modality=manner.modality,
        said_on=_said_on(passage, date),
        parent=None if attribution.parent is None else ids[attribution.parent],
        continues=None if attribution.continues is None else ids[attribution.continues],
        triples=_triples(passage, findings, number, ids[number]),
        chain=_chain(passage, findings, ids, number),
        confidence=Confidence(
            attribution=round(attribution.confidence, 3),
            speaker=round(decision.confidence, 3) if speaker else None,
            said_on=round(date.confidence, 3) if date else None,
        ),
    )


def assemble(passage: Passage, findings: Findings) -> list[Statement]:
    """All statements in order of their text; two attributions of the very same spans are one statement."""
    ids = [_id_of(passage, attribution) for attribution in findings.attributions]
    first = {one: number for number, one in reversed(list(enumerate(ids)))}
    statements = [_statement(passage, findings, ids, number) for number in sorted(first.values())]
    return sorted(statements, key=lambda one: (one.content[0].start, -one.content[-1].end, one.id))
