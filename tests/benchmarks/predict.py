"""The product's own answers on the texts of gold files, in the shape that each task's scorer reads.

    python -m tests.benchmarks.predict TASK FILE… [--model accurate] > PRED.jsonl

Tasks: attributions, statements, nesting, dates, coref, actors, triples, quotes. Labels are never looked at, the
offsets of pronouns and names in coref aside.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from spacy.tokens import Doc

from app.settings import DEFAULT_MODEL
from extract.attribution import AttributionModel
from extract.cast import find_cast
from extract.dates import find_times
from extract.extractor import Extractor, open_passage
from extract.nesting import add_nested
from extract.parser import load_parser, parse
from extract.passage import Passage, Range
from extract.pronouns import resolve_pronoun
from extract.quotation_marks import find_quotations
from extract.readers import read_object
from extract.reading import read_whole
from extract.triples import FoundTriple, attributed_triples
from graph import open_store
from schema.article import Article
from schema.quote import Occurrence
from schema.span import Span
from schema.statement import Record, Statement

Row = dict[str, Any]
AT_ONCE = 50
"""Articles of one transaction."""


@cache
def load_extractor(model: str = DEFAULT_MODEL) -> Extractor:
    return Extractor(AttributionModel.load(model))


def read_rows(path: str) -> Iterator[Row]:
    with Path(path).open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines if line.strip())


def article_of(row: Row) -> Article:
    """A gold line as an article: its text with what a publisher would give beside it."""
    fields = {key: row[key] for key in ("id", "publisher", "published", "title", "author", "text") if row.get(key)}
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", str(fields.get("published", ""))):
        fields.pop("published", None)
    return read_object(fields)


def record_of(row: Row, model: str = DEFAULT_MODEL) -> Record:
    return load_extractor(model).extract(article_of(row))


def pairs(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def attribution_row(statement: Statement) -> Row:
    return {
        "source": pairs(statement.source),
        "cue": pairs(statement.cue),
        "content": pairs(statement.content),
        "confidence": statement.confidence.attribution,
    }


def predict_attributions(row: Row, model: str) -> Row:
    statements = [attribution_row(one) for one in record_of(row, model).statements if one.parent is None]
    return {"id": row["id"], "attributions": statements}


def statement_row(statement: Statement) -> Row:
    speaker = statement.speaker
    return {
        **attribution_row(statement),
        "speaker": speaker and {"name": speaker.name, "aliases": list(speaker.aliases), "kind": speaker.kind},
        "said_on": statement.said_on and statement.said_on.value,
        "channel": statement.channel,
        "addressees": [addressee.name for addressee in statement.addressees],
        "act": statement.act,
        "parent": statement.parent is not None,
    }


def predict_statements(row: Row, model: str) -> Row:
    return {"id": row["id"], "attributions": [statement_row(one) for one in record_of(row, model).statements]}


def predict_nesting(row: Row, model: str) -> Row:
    listed = [
        {**attribution_row(one), "id": one.id, "parent": one.parent, "polarity": one.cue_polarity}
        for one in record_of(row, model).statements
    ]
    return {"id": row["id"], "attributions": listed}


def predict_dates(row: Row, _model: str) -> Row:
    dct = row.get("dct") or ""
    published = dt.date.fromisoformat(dct[:10]) if re.match(r"\d{4}-\d\d-\d\d", dct) else None
    times = find_times(parse(row["text"]), published)
    listed = [{"start": one.start, "end": one.end, "type": one.type, "value": one.value} for one in times]
    return {"id": row["id"], "timex": listed}


def bare_passage(text: str) -> Passage:
    """A snippet as it stands, without looking for furniture."""
    article = read_object({"id": "snippet", "text": text})
    return Passage(article, read_whole(text), parse(text), find_quotations(text))


def predict_coref(row: Row, _model: str) -> Row:
    passage = bare_passage(row["text"])
    start, word = row["pronoun"][0], row["pronoun"][1]
    found = resolve_pronoun(passage, find_cast(passage), start, start + len(word))
    mentions: tuple[Range, ...] = found.mentions if found else ()

    def is_meant(candidate: list[Any]) -> bool:
        low, high = candidate[0], candidate[0] + len(candidate[1])
        return any(a < high and low < b for a, b in mentions)

    return {"id": row["id"], "a_coref": is_meant(row["a"]), "b_coref": is_meant(row["b"])}


def predict_actors(path: str) -> Iterator[Row]:
    """All that names or describes a person, body or place in the texts of the file beside, names inside names too."""
    texts = Path(path).with_name(Path(path).name.replace("identities", "attribution"))
    for row in read_rows(str(texts)):
        passage = open_passage(article_of(row))
        for one in find_cast(passage).actors:
            for mention in (*one.mentions, *one.inner, *(fact.span for fact in one.roles if fact.span)):
                for start, end in passage.reading.to_source(*mention):
                    yield {"doc": row["id"], "start": start, "end": end, "actor": one.actor.id}


def triple_row(doc: Doc, triple: FoundTriple, context: str | None) -> Row:
    def text(ranges: tuple[Range, ...] | None) -> str:
        spans = [doc.char_span(*one, alignment_mode="expand") for one in ranges or ()]
        return " ".join(token.text for span in spans if span is not None for token in span)

    return {
        "subject": text(triple.subject),
        "predicate": text(triple.predicate) or triple.lemma,
        "object": text(triple.object),
        "extra": [text(ranges) for ranges in triple.extra],
        "confidence": round(triple.confidence, 3),
        **({"context": context} if context else {}),
    }


def predict_triples(row: Row, model: str) -> Row:
    """Triples of every clause of the sentence, its own tokens kept, and one more for each cue that is found."""
    parser = load_parser()
    doc = Doc(parser.vocab, words=row["sentence"].split())
    for _, component in parser.pipeline:
        doc = component(doc)
    article = read_object({"id": "sentence", "text": doc.text})
    passage = Passage(article, read_whole(doc.text), doc, find_quotations(doc.text))
    network = load_extractor(model).model
    attributions = add_nested(passage, network.find(passage), network)
    found = attributed_triples(doc, attributions)
    return {"id": row["id"], "triples": [triple_row(doc, triple, context) for triple, context in found]}


def predict_quotes(paths: Iterable[str], model: str) -> Iterator[Row]:
    """A line per quote: all articles are saved into a store, which joins speakers and links the words."""
    records = {row["id"]: record_of(row, model) for path in paths for row in read_rows(path)}
    yield from quotes_of(records)


def quotes_of(records: dict[str, Record]) -> Iterator[Row]:
    """By the names of the records, those of single runs too."""
    names = {record.article.id: name for name, record in records.items()}
    with TemporaryDirectory() as folder, open_store(f"sqlite:///{folder}/quotes.db") as store:
        for batch in batched(records.values(), AT_ONCE):
            store.save(batch)
        statements = [one.id for record in records.values() for one in record.statements if one.quoted]
        quotes = {quote.id: quote for statement in statements for quote in store.find_quotes_of(statement)}
        for quote in sorted(quotes):
            yield {"cluster": quote, "units": [unit_row(one, names[one.article.id]) for one in quotes[quote].seen]}


def batched(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    rest = iter(records)
    while batch := list(islice(rest, size)):
        yield batch


def unit_row(occurrence: Occurrence, name: str) -> Row:
    day = occurrence.article.published
    return {"id": name, "start": occurrence.start, "end": occurrence.end, "published": day and day.isoformat()}


BY_ROW: dict[str, Callable[[Row, str], Row]] = {
    "attributions": predict_attributions,
    "statements": predict_statements,
    "nesting": predict_nesting,
    "dates": predict_dates,
    "coref": predict_coref,
    "triples": predict_triples,
}
TASKS = (*BY_ROW, "actors", "quotes")


def predict(task: str, paths: list[str], model: str = DEFAULT_MODEL) -> Iterator[Row]:
    if task == "quotes":
        yield from predict_quotes(paths, model)
    elif task == "actors":
        for path in paths:
            yield from predict_actors(path)
    else:
        for path in paths:
            yield from (BY_ROW[task](row, model) for row in read_rows(path))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("task", choices=TASKS)
    parser.add_argument("files", nargs="+")
    parser.add_argument("--model", default=DEFAULT_MODEL, help="fast, accurate, or a folder")
    args = parser.parse_args()
    for row in predict(args.task, args.files, args.model):
        sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
