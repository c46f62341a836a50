"""One attribution with its speaker, act, date, addressees, topics and triples: the unit we store and serve."""

from __future__ import annotations

from typing import Literal

from schema.actor import AboutActor, ActorRef, Addressee, Speaker, SpeakerUnknown
from schema.article import Article
from schema.evidence import StatementEvidence
from schema.span import Model, QuotedRun, Span

SCHEMA_VERSION = 1

Kind = Literal["direct", "mixed", "indirect"]
Section = Literal["headline", "body", "caption", "note"]
Act = Literal[
    "say", "claim", "deny", "confirm", "announce", "warn", "threaten", "accuse", "criticise", "praise", "demand",
    "promise", "ask", "predict", "believe", "want", "agree", "refuse", "show", "other",
]  # fmt: skip
Stance = Literal["asserts", "denies", "asks", "wants", "believes", "not_said", "hypothetical"]
Channel = Literal[
    "speech", "debate", "interview", "press conference", "post", "written statement", "email", "document",
    "conversation", "testimony",
]  # fmt: skip
Polarity = Literal["positive", "negative"]
Modality = Literal["asserted", "future", "possible", "necessary", "conditional", "question", "wished"]
DateBasis = Literal["expression", "context", "inherited"]
Granularity = Literal["day", "month", "year", "interval"]


class SaidOn(Model):
    """When it was said. `begin` and `end` are the first day and the day after the last, ISO 8601.

    `value` is YYYY, YYYY-MM, YYYY-MM-DD, or None where only the interval is known ("last week"); `timex` is the TIMEX3
    value of the deciding expression and `span` where it stands; `rule` names the rule that read it.
    """

    value: str | None
    begin: str
    end: str
    granularity: Granularity
    basis: DateBasis
    rule: str
    timex: str
    span: Span


class Argument(Model):
    """Subject, object or further argument of a triple; its words may stand in several pieces."""

    text: str
    spans: tuple[Span, ...]
    actor: str | None = None


class Predicate(Model):
    """The words of the predicate with auxiliaries, negation and particles, and the lemma of its head."""

    text: str
    spans: tuple[Span, ...]
    lemma: str


class Triple(Model):
    """Subject, predicate, object inside the content. `implied` marks a predicate that no word of the text states."""

    id: str
    subject: Argument
    predicate: Predicate
    object: Argument | None
    extra: tuple[Argument, ...] = ()
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    implied: bool = False
    confidence: float


class ChainLink(Model):
    """One step from the publisher to the speaker; `actor` and `statement` are ids where the step has them."""

    role: Literal["publisher", "author", "speaker"]
    name: str | None
    actor: str | None = None
    statement: str | None = None


class Confidence(Model):
    """Per decision, 0 to 1, three decimals.

    `speaker` and `said_on` are probabilities of being right where `calibrated`; `attribution` is the network's score.
    """

    attribution: float
    speaker: float | None = None
    said_on: float | None = None
    calibrated: bool = False


class Statement(Model):
    """One attribution; docs/record.schema.json lists every field.

    `text` is the content as one string, its pieces joined by " … ". `quoted` are the runs of the content between
    quotation marks that are this speaker's own words; those of a nested statement belong to it alone. `parent` is the
    id of the statement inside whose content this one was reported, `continues` of the one whose speaker runs on.
    """

    id: str
    name: str
    kind: Kind
    section: Section
    text: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    quoted: tuple[QuotedRun, ...]
    speaker: Speaker | None
    speaker_unknown_because: SpeakerUnknown | None = None
    candidates: tuple[ActorRef, ...] = ()
    addressees: tuple[Addressee, ...] = ()
    about: tuple[AboutActor, ...] = ()
    act: Act
    stance: Stance
    cue_polarity: Polarity = "positive"
    channel: Channel | None = None
    polarity: Polarity = "positive"
    modality: Modality = "asserted"
    said_on: SaidOn | None = None
    parent: str | None = None
    continues: str | None = None
    triples: tuple[Triple, ...] = ()
    chain: tuple[ChainLink, ...] = ()
    confidence: Confidence
    evidence: StatementEvidence | None = None
    status: Literal["auto"] = "auto"


class Record(Model):
    """What `onrecord extract` prints and stores keep: an article and all its statements, in order of their text."""

    schema_version: Literal[1] = 1
    article: Article
    statements: tuple[Statement, ...]
