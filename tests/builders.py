"""Articles and statements of invented people, for tests that are not on extraction."""

from __future__ import annotations

import datetime as dt
from typing import Any

from schema.actor import AboutActor, ActorKind, ActorRef, Addressee, Speaker
from schema.article import Article, Extraction
from schema.ids import actor_id, article_id, make_id, statement_id, text_hash
from schema.span import QuotedRun, Span
from schema.statement import Argument, ChainLink, Confidence, Predicate, Record, SaidOn, Statement, Triple

TEXT = (
    "LISMORE — “We will not close the harbour,” Mayor Anna Brandt told reporters on Monday. "
    "Her rival Pieter Vos said that the harbour would be sold.\n\nMs. Brandt denied it."
)


def make_article(
    text: str = TEXT,
    *,
    publisher: str | None = "The Lismore Courier",
    published: str | None = "2018-09-04",
    external_id: str | None = None,
    **more: Any,
) -> Article:
    day = dt.date.fromisoformat(published) if published else None
    sha256 = text_hash(text)
    return Article(
        id=article_id(
            canonical_url=more.get("url"), publisher=publisher, external_id=external_id, published=day, sha256=sha256
        ),
        publisher=publisher,
        published=day,
        published_basis="given" if day else None,
        external_id=external_id,
        sha256=sha256,
        text=text,
        **{"title": "Harbour stays open", "language": "en", "extraction": make_extraction(), **more},
    )


def make_extraction(model: str = "fast-1") -> Extraction:
    return Extraction(run=make_id("run", model), version="0.1.0", model=model)


def find_span(article: Article, words: str) -> Span:
    start = article.text.index(words)
    return Span(start=start, end=start + len(words), text=words)


def make_speaker(name: str, *aliases: str, kind: ActorKind = "person", article: str | None = None) -> Speaker:
    return Speaker(**_actor(name, kind, article), aliases=aliases, basis="name")


def make_about(name: str, *aliases: str, kind: ActorKind = "organization") -> AboutActor:
    return AboutActor(**_actor(name, kind, None), aliases=aliases, role="topic")


def make_addressee(name: str, *, kind: ActorKind = "group") -> Addressee:
    return Addressee(**_actor(name, kind, None))


def make_candidate(name: str, *, kind: ActorKind = "person") -> ActorRef:
    return ActorRef(**_actor(name, kind, None))


def _actor(name: str, kind: ActorKind, article: str | None) -> dict[str, Any]:
    return {"id": actor_id(kind=kind, name=name, article=article), "name": name, "kind": kind} | (
        {"article_id": article} if article else {}
    )


def make_statement(
    article: Article,
    content: str = "“We will not close the harbour,”",
    *,
    cue: str | None = None,
    source: str | None = None,
    speaker: Speaker | None = None,
    confidence: float | None = 0.9,
    attribution: float = 0.95,
    said_on: SaidOn | None = None,
    parents: tuple[Statement, ...] = (),
    **more: Any,
) -> Statement:
    """`parents` are the statements around it, outermost first; content in “marks” is direct."""
    span = find_span(article, content)
    cues = (find_span(article, cue),) if cue else ()
    sources = (find_span(article, source),) if source else ()
    bare = content.strip("“”")
    is_quoted = content.startswith("“")
    id_ = statement_id(article.id, [(span.start, span.end)], _pairs(cues), _pairs(sources))
    return Statement(
        id=id_,
        name=f"{speaker.name if speaker else 'Unknown speaker'}: {content}",
        text=content,
        source=sources,
        cue=cues,
        content=(span,),
        quoted=(QuotedRun(**find_span(article, bare).model_dump()),) if is_quoted else (),
        speaker=speaker,
        speaker_unknown_because=None if speaker else "no_source",
        said_on=said_on,
        parent=parents[-1].id if parents else None,
        chain=_chain(article, parents, id_, speaker),
        confidence=Confidence(attribution=attribution, speaker=confidence if speaker else None),
        **{
            "kind": "direct" if is_quoted else "indirect",
            "section": "body",
            "act": "say",
            "stance": "asserts",
            **more,
        },
    )


def _pairs(spans: tuple[Span, ...]) -> list[tuple[int, int]]:
    return [(span.start, span.end) for span in spans]


def _chain(
    article: Article, parents: tuple[Statement, ...], id_: str, speaker: Speaker | None
) -> tuple[ChainLink, ...]:
    links = [ChainLink(role="publisher", name=article.publisher)] if article.publisher else []
    links += [ChainLink(role="author", name=author) for author in article.authors]
    for statement, said_by in [*((parent.id, parent.speaker) for parent in parents), (id_, speaker)]:
        name, actor = (said_by.name, said_by.id) if said_by else (None, None)
        links.append(ChainLink(role="speaker", name=name, actor=actor, statement=statement))
    return tuple(links)


def make_said_on(article: Article, words: str, day: str, *, end: str | None = None) -> SaidOn:
    """A day, or with `end` (not included) an interval."""
    following = dt.date.fromisoformat(day) + dt.timedelta(days=1)
    return SaidOn(
        value=None if end else day,
        begin=day,
        end=end or following.isoformat(),
        granularity="interval" if end else "day",
        basis="expression",
        rule="weekday",
        timex=day,
        span=find_span(article, words),
    )


def make_triple(article: Article, subject: str, predicate: str, object_: str, *, actor: str | None = None) -> Triple:
    spans = [find_span(article, words) for words in (subject, predicate, object_)]
    return Triple(
        id=make_id("tr", article.id, *_pairs(tuple(spans))),
        subject=Argument(text=subject, spans=(spans[0],), actor=actor),
        predicate=Predicate(text=predicate, spans=(spans[1],), lemma=predicate.split()[-1]),
        object=Argument(text=object_, spans=(spans[2],)),
        confidence=0.8,
    )


def make_record(article: Article, *statements: Statement) -> Record:
    return Record(article=article, statements=statements)
