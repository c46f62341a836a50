"""Why a statement has its speaker, day, act and channel: what was kept with it, told with the sentences it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from pydantic import Field

from graph.sentences import Sentences
from graph.store import Store
from schema.actor import ActorRef, SpeakerUnknown
from schema.article import Extraction
from schema.errors import NotFound
from schema.evidence import Evidence, RunnerUp, StatementEvidence
from schema.query import ArticleHead
from schema.rules import ACT_RULES, CHANNEL_RULES, LINKS, SAID_ON_RULES, SPEAKER_RULES
from schema.span import Model, Span
from schema.statement import Record, Statement

NOT_KEPT = "It was stored before reasons were kept; `onrecord reextract` adds them."
UNDATED = "No words of the text fix the day."
UNDATED_ARTICLE = "No words fix the day; without a day of publication only full dates can."


class Mention(Model):
    """Words that a decision rests on, the sentence they stand in, and how they were known to be the actor's.

    `spans` are several where the words stand in pieces.
    """

    spans: tuple[Span, ...]
    sentence: Span
    link: str | None = Field(default=None, examples=["by surname"])


class Reason(Model):
    """Why one decision came out as it did; `value` is None where nothing was decided.

    `because` is the rule in words. `mentions` lead from the source or the cue to what decided. `score` is on the scale
    of the runner-up's, or of `threshold`: the least confidence asked for, where it was not reached.
    """

    value: str | None = Field(examples=["Ana Velasco"])
    actor: str | None = None
    rule: str | None = Field(default=None, examples=["surname"])
    because: str = Field(examples=[SPEAKER_RULES["surname"]])
    mentions: tuple[Mention, ...] = ()
    score: float | None = None
    runner_up: RunnerUp | None = None
    confidence: float | None = None
    threshold: float | None = None


class Report(Model):
    """Another statement, that this one came through or goes on from."""

    statement_id: str
    speaker: str | None
    name: str


class Explanation(Model):
    """Why this speaker, day, act and channel.

    `through` are the statements that report it, outermost first. `decided_by` are the version and the model;
    confidences are probabilities only where `calibrated`.
    """

    statement_id: str
    name: str
    sentence: Span
    article: ArticleHead
    speaker: Reason
    speaker_unknown_because: SpeakerUnknown | None
    candidates: tuple[ActorRef, ...]
    said_on: Reason
    act: Reason
    channel: Reason
    through: tuple[Report, ...]
    continues: Report | None
    decided_by: Extraction | None
    calibrated: bool


def find_explanation(store: Store, statement_id: str) -> Explanation:
    head = store.get_statement(statement_id).article
    record = store.get_record(head.id)
    statement = next((one for one in record.statements if one.id == statement_id), None)
    if statement is None:
        raise NotFound("no such statement", source=statement_id)
    return _Explaining(record).explain(statement, head)


class _Explaining:
    """Has the article of the statement at hand: its sentences and the statements around."""

    def __init__(self, record: Record) -> None:
        self.article = record.article
        self.statements = {one.id: one for one in record.statements}
        self.sentences = Sentences(record.article.text)

    def explain(self, statement: Statement, head: ArticleHead) -> Explanation:
        evidence = statement.evidence or StatementEvidence()
        outer = [link.statement for link in statement.chain if link.statement != statement.id]
        return Explanation(
            statement_id=statement.id,
            name=statement.name,
            sentence=self.sentences.of(statement),
            article=head,
            speaker=self._speaker(statement, evidence.speaker),
            speaker_unknown_because=statement.speaker_unknown_because,
            candidates=statement.candidates,
            said_on=self._said_on(statement, evidence.said_on),
            act=_reason(statement.act, evidence.act, ACT_RULES, self._mentions(statement.cue, evidence.act)),
            channel=self._channel(statement, evidence.channel),
            through=tuple(self._reports(outer)),
            continues=next(self._reports([statement.continues]), None),
            decided_by=self.article.extraction,
            calibrated=statement.confidence.calibrated,
        )

    def _speaker(self, statement: Statement, evidence: Evidence | None) -> Reason:
        speaker = statement.speaker
        return _reason(
            speaker.name if speaker else None,
            evidence,
            SPEAKER_RULES,
            self._mentions(statement.source, evidence),
            actor=speaker.id if speaker else None,
            confidence=statement.confidence.speaker,
        )

    def _said_on(self, statement: Statement, evidence: Evidence | None) -> Reason:
        said_on = statement.said_on
        if said_on is None:
            return Reason(value=None, because=UNDATED if self.article.published else UNDATED_ARTICLE)
        evidence = evidence or Evidence(rule=said_on.rule)
        value = said_on.value or f"from {said_on.begin}, before {said_on.end}"
        mentions = (*self._mentions((), evidence), self._mention((said_on.span,)))
        return _reason(value, evidence, SAID_ON_RULES, mentions, confidence=statement.confidence.said_on)

    def _channel(self, statement: Statement, evidence: Evidence | None) -> Reason:
        if statement.channel is None and evidence is None:
            return Reason(value=None, because=CHANNEL_RULES["none told"])
        shown = () if evidence is None or evidence.spans or not statement.channel else statement.cue
        return _reason(statement.channel, evidence, CHANNEL_RULES, self._mentions(shown, evidence))

    def _mentions(self, shown: tuple[Span, ...], evidence: Evidence | None) -> tuple[Mention, ...]:
        """What the statement shows itself, then what leads on from there; the link is that of the last."""
        leading = [(span,) for span in evidence.spans] if evidence else []
        mentions = [*([shown] if shown else []), *leading]
        link = LINKS.get(evidence.link or "") if evidence else None
        return tuple(self._mention(spans, link if spans is mentions[-1] else None) for spans in mentions)

    def _mention(self, spans: tuple[Span, ...], link: str | None = None) -> Mention:
        return Mention(spans=spans, sentence=self.sentences.around(spans[0].start, spans[-1].end), link=link)

    def _reports(self, ids: Iterable[str | None]) -> Iterator[Report]:
        for one in (self.statements[id_] for id_ in ids if id_ in self.statements):
            yield Report(statement_id=one.id, speaker=one.speaker.name if one.speaker else None, name=one.name)


def _reason(
    value: str | None,
    evidence: Evidence | None,
    rules: Mapping[str, str],
    mentions: tuple[Mention, ...],
    *,
    actor: str | None = None,
    confidence: float | None = None,
) -> Reason:
    if evidence is None:
        return Reason(value=value, actor=actor, because=NOT_KEPT, mentions=mentions, confidence=confidence)
    unsure = f"{SPEAKER_RULES['below_threshold']} " if evidence.threshold is not None else ""
    return Reason(
        value=value,
        actor=actor,
        rule=evidence.rule,
        because=unsure + rules.get(evidence.rule, f"By the rule “{evidence.rule}”, which this version does not know."),
        mentions=mentions,
        score=evidence.score,
        runner_up=evidence.runner_up,
        confidence=confidence,
        threshold=evidence.threshold,
    )
