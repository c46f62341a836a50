"""Records as the nodes and relationships of docs/graph.md: property maps for the driver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from graph.keys import LAST, Keys, published_keys, sort_keys
from graph.records import Links, find_authors
from graph.search import indexed_text
from schema.article import Article
from schema.graph_schema import STANCE_TYPES
from schema.ids import make_id, publisher_id
from schema.span import Span
from schema.statement import Argument, SaidOn, Stance, Statement, Triple
from schema.wording import show_words, stance_words

Value = str | int | float | bool | dt.date | Sequence[str] | Sequence[int] | Sequence[bool] | None
Properties = dict[str, Value]
Row = dict[str, Value | Properties]

_OFFSET = 1_000_000_000
_NOT_STATED = frozenset({"conditional", "question", "wished"})


# Order
def order_key(key: int, last_id: str) -> str:
    """A number and an id as one string that sorts as the pair does."""
    return f"{min(max(key + _OFFSET, 0), 2 * _OFFSET):010d}{last_id}"


def split_key(key: str) -> tuple[int, str]:
    return int(key[:10]) - _OFFSET, key[10:]


def _order_properties(keys: Keys, statement_id: str) -> Properties:
    return {
        "publishedKey": order_key(keys.newest, statement_id),
        "publishedUpKey": order_key(keys.oldest, statement_id),
        "saidKey": order_key(keys.said_latest, statement_id),
        "saidUpKey": order_key(keys.said_first, statement_id),
        "confidenceKey": order_key(keys.surest, statement_id),
        "confidenceUpKey": order_key(keys.least_sure, statement_id),
    }


def key_bound(key: int) -> str:
    """Below every order key of this number and above those of smaller ones."""
    return order_key(key, "")


UNBOUNDED = key_bound(LAST + 1)


def padded(text: str) -> str:
    """Folded words between single spaces, so that CONTAINS finds whole words."""
    return f" {indexed_text(text)} "


# Articles
def present(properties: Properties) -> Properties:
    """Without nulls and empty lists, which a graph does not keep."""
    return {name: value for name, value in properties.items() if value is not None and value != () and value != []}


def article_properties(article: Article, record: str) -> Properties:
    where = ", ".join(part for part in (article.publisher, str(article.published or "")) if part)
    return present(
        {
            "id": article.id,
            "name": article.title or where or article.id,
            "title": article.title,
            "authors": article.authors,
            "publisher": article.publisher,
            "publisherId": publisher_id(article.publisher) if article.publisher else None,
            "published": article.published,
            "publishedBasis": article.published_basis,
            "publishedKey": order_key(published_keys(article)[0], article.id),
            "url": article.url,
            "externalId": article.external_id,
            "language": article.language,
            "originalSha256": article.original_sha256,
            "record": record,
        }
    )


def text_properties(article: Article) -> Properties:
    return {"id": make_id("tx", article.id), "name": f"Text of {article.title or article.id}", "text": article.text}


def run_properties(article: Article) -> Properties | None:
    made_by = article.extraction
    if made_by is None:
        return None
    name = f"onrecord {made_by.version}, {made_by.model}"
    return {"id": made_by.run, "name": name, "version": made_by.version, "model": made_by.model}


# Statements
def _starts(spans: Iterable[Span]) -> list[int]:
    return [span.start for span in spans]


def _ends(spans: Iterable[Span]) -> list[int]:
    return [span.end for span in spans]


def _words(spans: Iterable[Span]) -> str | None:
    return " … ".join(span.text for span in spans) or None


def statement_properties(
    statement: Statement, article: Article, *, position: int, sentence: Span, record: str
) -> Properties:
    return present(
        {
            "id": statement.id,
            "name": statement.name,
            **_text_properties(statement),
            **_speaker_properties(statement),
            **_said_properties(statement.said_on),
            "sentence": sentence.text,
            "sentenceStart": sentence.start,
            "section": statement.section,
            "act": statement.act,
            "stance": statement.stance,
            "cuePolarity": statement.cue_polarity,
            "channel": statement.channel,
            "polarity": statement.polarity,
            "modality": statement.modality,
            "published": article.published,
            "articleId": article.id,
            "publisherId": publisher_id(article.publisher) if article.publisher else None,
            "position": position,
            "parentId": statement.parent,
            "continuesId": statement.continues,
            "attribution": statement.confidence.attribution,
            "saidOnConfidence": statement.confidence.said_on,
            "status": statement.status,
            "record": record,
            **_order_properties(sort_keys(statement, article), statement.id),
        }
    )


def _text_properties(statement: Statement) -> Properties:
    return {
        "kind": statement.kind,
        "text": statement.text,
        "words": padded(statement.text),
        "verbatim": bool(statement.quoted),
        "quoted": [run.text for run in statement.quoted],
        "quotedStarts": _starts(statement.quoted),
        "quotedEnds": _ends(statement.quoted),
        "quotedAltered": [run.altered for run in statement.quoted],
        "contentStarts": _starts(statement.content),
        "contentEnds": _ends(statement.content),
        "cue": _words(statement.cue),
        "cueStarts": _starts(statement.cue),
        "cueEnds": _ends(statement.cue),
        "source": _words(statement.source),
        "sourceStarts": _starts(statement.source),
        "sourceEnds": _ends(statement.source),
    }


def _speaker_properties(statement: Statement) -> Properties:
    speaker = statement.speaker
    if speaker is None:
        return {"speakerUnknownBecause": statement.speaker_unknown_because}
    return {
        "speakerId": speaker.id,
        "speakerBasis": speaker.basis,
        "speakerRole": speaker.role,
        "speakerConfidence": statement.confidence.speaker,
    }


def _said_properties(said: SaidOn | None) -> Properties:
    if said is None:
        return {}
    return {
        "saidOn": said.value,
        "saidBegin": dt.date.fromisoformat(said.begin),
        "saidEnd": dt.date.fromisoformat(said.end),
        "saidGranularity": said.granularity,
        "saidBasis": said.basis,
        "saidTimex": said.timex,
        "saidWords": said.span.text,
    }


def about_rows(statement: Statement, published_key: Value) -> list[Row]:
    speaker = statement.speaker.id if statement.speaker else None
    first = {actor.id: actor for actor in reversed(statement.about)}
    return [
        {
            "statement": statement.id,
            "actor": actor.id,
            "properties": present(
                {
                    "role": actor.role,
                    "mentionStarts": _starts(actor.spans),
                    "mentionEnds": _ends(actor.spans),
                    "actorId": actor.id,
                    "speakerId": speaker,
                    "publishedKey": published_key,
                }
            ),
        }
        for actor in first.values()
    ]


def addressee_rows(statement: Statement) -> list[Row]:
    first = {actor.id: actor for actor in reversed(statement.addressees)}
    return [
        {
            "statement": statement.id,
            "actor": actor.id,
            "properties": present({"mentionStarts": _starts(actor.spans), "mentionEnds": _ends(actor.spans)}),
        }
        for actor in first.values()
    ]


def plain_rows(statement: Statement, actors: Iterable[str]) -> list[Row]:
    return [{"statement": statement.id, "actor": actor} for actor in actors]


def speaker_rows(statement: Statement, links: Links) -> list[Row]:
    return plain_rows(statement, [links.speaker] if links.speaker else [])


def actor_pairs(statement: Statement) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(who speaks for whom, who is part of which joint speaker)"""
    speaker = statement.speaker
    if speaker is None:
        return [], []
    speaks_for = [(speaker.id, speaker.speaks_for.id)] if speaker.speaks_for else []
    return speaks_for, [(member, speaker.id) for member in dict.fromkeys(one.id for one in speaker.members)]


# Triples
def _argument(argument: Argument | None) -> str:
    """Its words without quotation marks: a triple does not say which of them were quoted."""
    return (show_words(argument.text, argument.spans, ()) or argument.text) if argument else ""


def _triple_name(triple: Triple, stance: Stance) -> str:
    predicate = show_words(triple.predicate.text, triple.predicate.spans, ()) or triple.predicate.text
    parts = (_argument(triple.subject), predicate, _argument(triple.object))
    words = " – ".join(part for part in parts if part)
    frame = ", ".join(
        part for part in (stance_words(stance), triple.modality if triple.modality in _NOT_STATED else "") if part
    )
    return f"{frame}: {words}" if frame else words


def triple_row(triple: Triple, statement: Statement) -> Row:
    argument = triple.object
    return {
        "statement": statement.id,
        "properties": present(
            {
                "id": triple.id,
                "name": _triple_name(triple, statement.stance),
                "subject": triple.subject.text,
                "predicate": triple.predicate.text,
                "lemma": triple.predicate.lemma,
                "object": argument.text if argument else None,
                "extra": [extra.text for extra in triple.extra],
                "subjectStarts": _starts(triple.subject.spans),
                "subjectEnds": _ends(triple.subject.spans),
                "predicateStarts": _starts(triple.predicate.spans),
                "predicateEnds": _ends(triple.predicate.spans),
                "objectStarts": _starts(argument.spans) if argument else None,
                "objectEnds": _ends(argument.spans) if argument else None,
                "polarity": triple.polarity,
                "modality": triple.modality,
                "implied": triple.implied,
                "confidence": triple.confidence,
            }
        ),
    }


# Forms
def read_counts(
    fields: Sequence[str] | None, values: Sequence[str] | None, articles: Sequence[int] | None
) -> dict[tuple[str, str], int]:
    return dict(zip(zip(fields or (), values or (), strict=True), articles or (), strict=True))


def write_counts(counts: dict[tuple[str, str], int]) -> Properties:
    """Sorted, so that equal counts are equal lists."""
    forms = sorted(counts.items())
    return {
        "formFields": [field for (field, _), _ in forms],
        "formValues": [value for (_, value), _ in forms],
        "formArticles": [articles for _, articles in forms],
    }


# All of a batch
@dataclass
class Rows:
    """The rows of a batch by the query that writes them, those of relationships by their end."""

    articles: list[Row] = field(default_factory=list)
    runs: dict[str, Properties] = field(default_factory=dict)
    statements: list[Properties] = field(default_factory=list)
    triples: dict[str, list[Row]] = field(default_factory=lambda: {"CLAIMS": [], "MENTIONS": []})
    parents: list[Row] = field(default_factory=list)
    publishers: list[Row] = field(default_factory=list)
    extracted_by: list[Row] = field(default_factory=list)
    authors: list[Row] = field(default_factory=list)
    speakers: dict[str, list[Row]] = field(default_factory=lambda: {type_: [] for type_ in STANCE_TYPES.values()})
    about: list[Row] = field(default_factory=list)
    addressees: list[Row] = field(default_factory=list)
    via: list[Row] = field(default_factory=list)
    candidates: list[Row] = field(default_factory=list)
    arguments: dict[str, list[Row]] = field(default_factory=lambda: {"SUBJECT": [], "OBJECT": []})

    def add_article(self, article: Article, *, properties: Properties) -> None:
        self.articles.append({"properties": properties, "text": text_properties(article)})
        if article.publisher:
            self.publishers.append({"article": article.id, "publisher": publisher_id(article.publisher)})
        run = run_properties(article)
        if run is not None:
            self.runs[str(run["id"])] = run
            self.extracted_by.append({"article": article.id, "run": run["id"]})
        self.authors += [{"article": article.id, "actor": author.id} for author in find_authors(article)]

    def add_statement(self, statement: Statement, properties: Properties, links: Links, *, inside: set[str]) -> None:
        """`inside` are the ids of the article's statements and actors: no relationship leads elsewhere."""
        self.statements.append(properties)
        if statement.parent in inside:
            self.parents.append({"statement": statement.id, "parent": statement.parent})
        self.speakers[STANCE_TYPES[statement.stance]] += speaker_rows(statement, links)
        self.about += about_rows(statement, properties["publishedKey"])
        self.addressees += addressee_rows(statement)
        self.via += plain_rows(statement, links.via)
        self.candidates += plain_rows(statement, links.candidates)
        for triple in statement.triples:
            self._add_triple(triple, statement, inside)

    def _add_triple(self, triple: Triple, statement: Statement, inside: set[str]) -> None:
        type_ = "CLAIMS" if statement.stance == "asserts" else "MENTIONS"
        self.triples[type_].append(triple_row(triple, statement))
        for role, argument in (("SUBJECT", triple.subject), ("OBJECT", triple.object)):
            if argument is not None and argument.actor in inside:
                self.arguments[role].append({"triple": triple.id, "actor": argument.actor})
