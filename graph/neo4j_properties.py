"""The nodes of docs/graph.md as property maps for the driver."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence

from graph.keys import LAST, Keys, published_keys, sort_keys
from graph.search import indexed_text
from schema.article import Article
from schema.ids import make_id, publisher_id
from schema.span import Span
from schema.statement import Argument, SaidOn, Stance, Statement, Triple
from schema.wording import show_words, stance_words

Value = str | int | float | bool | dt.date | Sequence[str] | Sequence[int] | Sequence[bool] | None
Properties = dict[str, Value]

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
def starts(spans: Iterable[Span]) -> list[int]:
    return [span.start for span in spans]


def ends(spans: Iterable[Span]) -> list[int]:
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
        "quotedStarts": starts(statement.quoted),
        "quotedEnds": ends(statement.quoted),
        "quotedAltered": [run.altered for run in statement.quoted],
        "contentStarts": starts(statement.content),
        "contentEnds": ends(statement.content),
        "cue": _words(statement.cue),
        "cueStarts": starts(statement.cue),
        "cueEnds": ends(statement.cue),
        "source": _words(statement.source),
        "sourceStarts": starts(statement.source),
        "sourceEnds": ends(statement.source),
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


def triple_properties(triple: Triple, stance: Stance) -> Properties:
    argument = triple.object
    return present(
        {
            "id": triple.id,
            "name": _triple_name(triple, stance),
            "subject": triple.subject.text,
            "predicate": triple.predicate.text,
            "lemma": triple.predicate.lemma,
            "object": argument.text if argument else None,
            "extra": [extra.text for extra in triple.extra],
            "subjectStarts": starts(triple.subject.spans),
            "subjectEnds": ends(triple.subject.spans),
            "predicateStarts": starts(triple.predicate.spans),
            "predicateEnds": ends(triple.predicate.spans),
            "objectStarts": starts(argument.spans) if argument else None,
            "objectEnds": ends(argument.spans) if argument else None,
            "polarity": triple.polarity,
            "modality": triple.modality,
            "implied": triple.implied,
            "confidence": triple.confidence,
        }
    )
