"""A few articles of invented people in which every label, relationship and property of the graph occurs."""

from __future__ import annotations

import datetime as dt

from graph.identities import part_by_articles
from schema.article import PublishedCandidate
from schema.joining import Decision
from schema.span import QuotedRun
from schema.statement import Argument, Record, Triple
from tests.builders import (
    find_span,
    make_about,
    make_addressee,
    make_article,
    make_candidate,
    make_record,
    make_said_on,
    make_speaker,
    make_statement,
    make_triple,
)

VELASCO, HASK, MARSH = make_speaker("Ana Velasco", "Velasco"), make_speaker("Peter Hask"), make_speaker("Elena Marsh")


def council_vote() -> Record:
    """Two sides on one vote, a joint speaker and a spokeswoman."""
    article = make_article(
        "“The old harbour is a danger,” Mayor Ana Velasco told reporters on Tuesday. Peter Hask warned that Velasco "
        "had no money. The union's spokeswoman and Hask said the dockers will sue. Velasco denied that jobs would go.",
        title="Port Ellery council votes to close old harbour",
        publisher="The Velm Courier",
        published="2026-03-12",
        url="https://courier.example/harbour",
        authors=("Tomas Reyle",),
        external_id="c-17",
        original_sha256="a" * 64,
        published_at=dt.datetime(2026, 3, 12, 6, tzinfo=dt.UTC),
        published_candidates=(PublishedCandidate(value=dt.date(2026, 3, 12), basis="meta"),),
    )
    union = make_speaker("Dockers' Union", kind="organization")
    danger = make_statement(
        article,
        "“The old harbour is a danger,”",
        cue="told",
        source="Mayor Ana Velasco",
        speaker=VELASCO.model_copy(update={"role": "Mayor", "wikidata": "Q1"}),
        addressees=(make_addressee("reporters").model_copy(update={"spans": (find_span(article, "reporters"),)}),),
        about=(make_about("old harbour", kind="place"),),
        said_on=make_said_on(article, "on Tuesday", "2026-03-10"),
        triples=(make_triple(article, "The old harbour", "is", "a danger"),),
        channel="speech",
    )
    danger = danger.model_copy(update={"confidence": danger.confidence.model_copy(update={"said_on": 0.8})})
    velasco = make_about("Ana Velasco", kind="person").model_copy(update={"spans": (find_span(article, "Velasco"),)})
    warning = make_statement(
        article,
        "that Velasco had no money",
        cue="warned",
        source="Peter Hask",
        speaker=HASK,
        act="warn",
        about=(velasco,),
        triples=(_with_extra(make_triple(article, "Velasco", "had", "no money", actor=VELASCO.id)),),
    )
    both = make_speaker("Dockers' Union and Peter Hask", kind="group").model_copy(
        update={"members": (make_candidate("Peter Hask"),), "speaks_for": make_candidate(union.name, kind=union.kind)}
    )
    suit = make_statement(
        article, "the dockers will sue", cue="said", speaker=both, continues=warning.id, polarity="negative"
    )
    denial = make_statement(
        article,
        "that jobs would go",
        cue="denied",
        speaker=VELASCO,
        act="deny",
        stance="denies",
        about=(make_about("Port Ellery", kind="place"),),
        triples=(make_triple(article, "jobs", "would go", "old", actor=None),),
    )
    return make_record(article, danger, warning, suit, denial)


def _with_extra(triple: Triple) -> Triple:
    """Its object is an actor, too."""
    more = Argument(text=triple.subject.text, spans=triple.subject.spans)
    assert triple.object is not None
    return triple.model_copy(
        update={"extra": (more,), "object": triple.object.model_copy(update={"actor": triple.subject.actor})}
    )


def agency_report() -> Record:
    """A statement inside another, an unnamed source and one whose speaker is left open."""
    article = make_article(
        "Elena Marsh said Velasco told her the “harbour” closes. An official would not say who paid. He asked why.",
        title="Ellery shuts its old harbour",
        publisher="Harbour News Agency",
        published="2026-03-11",
        external_id="w-3",
    )
    official = make_speaker("An official", kind="unnamed", article=article.id)
    outer = make_statement(
        article,
        "Velasco told her the “harbour” closes",
        cue="said",
        speaker=MARSH,
        about=(make_about("Ana Velasco", kind="person"), make_about("old harbour", kind="place")),
    )
    inner = make_statement(
        article,
        "the “harbour” closes",
        cue="told",
        speaker=VELASCO,
        parents=(outer,),
        about=(make_about("old harbour", kind="place"),),
        kind="mixed",
    ).model_copy(update={"quoted": (QuotedRun(**find_span(article, "harbour").model_dump()),)})
    secret = make_statement(
        article, "who paid", cue="say", speaker=official, stance="not_said", cue_polarity="negative"
    )
    asked = make_statement(
        article,
        "why",
        cue="asked",
        source="He",
        stance="asks",
        act="ask",
        candidates=(make_candidate("Peter Hask"), make_candidate("Ana Velasco")),
    )
    return make_record(article, outer, inner, secret, asked)


def other_stances() -> Record:
    """A new revision of an article, with what is wished, believed and only supposed."""
    article = make_article(
        "Hask wants the harbour open. Marsh believes it pays. Velasco would say no. Hask said the old harbour pays. "
        "Marsh asked if it lasts.",
        publisher="The Velm Courier",
        published="2026-03-13",
        url="https://courier.example/stances",
    )
    return make_record(
        article,
        make_statement(article, "the harbour open", speaker=HASK, stance="wants", act="want"),
        make_statement(article, "it pays", speaker=MARSH, stance="believes", act="believe"),
        make_statement(article, "no", speaker=VELASCO, stance="hypothetical"),
        make_statement(article, "if it lasts", speaker=MARSH, stance="asks", act="ask"),
        make_statement(article, "the old harbour pays", speaker=HASK, about=(make_about("Port Ellery", kind="place"),)),
    )


def other_names() -> list[Record]:
    """A middle name more, and a name that is somebody else by decision."""
    article = make_article("Elena T. Marsh said it pays. Ola Brand agreed.", url="https://courier.example/names")
    marsh, brand = make_speaker("Elena T. Marsh"), make_speaker("Ola Brand")
    pays = make_statement(article, "it pays", cue="said", speaker=marsh)
    agreed = make_statement(article, "agreed", speaker=brand)
    other = make_article("Ola Brand said it rains.", url="https://courier.example/brand")
    return [
        make_record(article, pays, agreed),
        make_record(other, make_statement(other, "it rains", cue="said", speaker=brand)),
    ]


def decisions() -> list[Decision]:
    [first, _] = other_names()
    brand = make_speaker("Ola Brand").id
    part = part_by_articles(brand, [first.article.id])
    return [Decision(kind="part", actor=brand, other=part, articles=(first.article.id,))]


def records() -> list[Record]:
    """The last replaces an earlier text."""
    earlier = make_article("Hask said no.", publisher="The Velm Courier", url="https://courier.example/stances")
    return [council_vote(), agency_report(), make_record(earlier), other_stances(), *other_names()]
