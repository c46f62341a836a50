"""The whole way from article to statements."""

from __future__ import annotations

import json
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.attribution import AttributionModel
from extract.extractor import Extractor
from extract.parser import parse
from extract.readers import read_object
from schema.article import Article
from schema.evidence import StatementEvidence
from schema.ids import text_hash
from schema.span import Span
from schema.statement import Record, Statement
from tests.golden import ARTICLES, as_golden, extract_example, golden_file


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    return Extractor(AttributionModel.load())


def article(text: str, published: str = "2018-09-04") -> Article:
    return read_object({"id": "test", "publisher": "The Velm Courier", "published": published, "text": text})


def all_spans(statement: Statement) -> list[Span]:
    parts = [statement.source, statement.cue, statement.content, statement.quoted]
    parts += [addressee.spans for addressee in statement.addressees]
    parts += [actor.spans for actor in statement.about]
    for triple in statement.triples:
        arguments = [triple.subject, *([triple.object] if triple.object else []), *triple.extra]
        parts += [triple.predicate.spans, *(argument.spans for argument in arguments)]
    parts += [(statement.said_on.span,)] if statement.said_on else []
    evidence = statement.evidence or StatementEvidence()
    parts += [why.spans for why in (evidence.speaker, evidence.said_on, evidence.act, evidence.channel) if why]
    return [span for part in parts for span in part]


def assert_sound(record: Record) -> None:
    """What holds for every record, whatever the text."""
    text, statements = record.article.text, record.statements
    assert all(text[span.start : span.end] == span.text for one in statements for span in all_spans(one))
    assert len({one.id for one in statements}) == len(statements)
    known = {one.id for one in statements}
    assert all(one.parent in known | {None} and one.continues in known | {None} for one in statements)
    inside = [range(run.start, run.end) for one in statements for run in one.quoted]
    for left, right in pairwise(sorted(inside, key=lambda run: run.start)):
        assert left.stop <= right.start, "a quoted character belongs to two speakers"
    for one in statements:
        for triple in one.triples:
            for span in (*triple.subject.spans, *triple.predicate.spans):
                assert any(piece.start <= span.start and span.end <= piece.end for piece in one.content)


def assert_equal_but_for_hundredths(found: object, expected: object, place: str = "record") -> None:
    """Processors differ in how they round sums: a confidence may differ by a hundredth or two, nothing else may."""
    if isinstance(found, float) and isinstance(expected, float):
        assert found == pytest.approx(expected, abs=0.02), place
    elif isinstance(found, dict) and isinstance(expected, dict):
        assert found.keys() == expected.keys(), place
        for key, value in found.items():
            assert_equal_but_for_hundredths(value, expected[key], f"{place}.{key}")
    elif isinstance(found, list) and isinstance(expected, list):
        assert len(found) == len(expected), place
        for number, pair in enumerate(zip(found, expected, strict=True)):
            assert_equal_but_for_hundredths(*pair, f"{place}[{number}]")
    else:
        assert found == expected, place


@pytest.mark.parametrize("path", ARTICLES, ids=lambda path: path.stem)
def test_examples_give_the_statements_that_stand_beside_them(extractor: Extractor, path: str) -> None:
    record = extract_example(extractor, path)  # type: ignore[arg-type]
    assert_sound(record)
    expected = golden_file(path).read_text(encoding="utf-8")  # type: ignore[arg-type]
    assert_equal_but_for_hundredths(json.loads(as_golden(record)), json.loads(expected))


def test_an_agency_that_reports_what_a_ministry_said_makes_two_statements(extractor: Extractor) -> None:
    text = "“Iran will not send missiles,” the foreign ministry said in a statement on Monday, Tass reported."
    record = extractor.extract(article(text))
    assert_sound(record)
    outer = next(one for one in record.statements if one.parent is None)
    inner = next(one for one in record.statements if one.parent is not None)
    assert inner.parent == outer.id
    assert (outer.kind, inner.kind) == ("indirect", "direct")
    assert outer.speaker is not None
    assert outer.speaker.name.casefold() == "tass"
    assert not outer.quoted
    assert [run.text for run in inner.quoted] == ["Iran will not send missiles,"]
    assert inner.said_on is not None
    assert (inner.said_on.value, inner.said_on.basis, inner.said_on.span.text) == (
        "2018-09-03",
        "expression",
        inner.said_on.span.text,
    )
    assert inner.channel == "written statement"
    assert (inner.polarity, inner.modality) == ("negative", "future")
    assert "(via" in inner.name
    assert [link.statement for link in inner.chain if link.role == "speaker"] == [outer.id, inner.id]


def test_the_same_article_gives_the_same_bytes_whatever_came_before(extractor: Extractor) -> None:
    records = [extract_example(extractor, path) for path in ARTICLES]
    again = [extract_example(extractor, path) for path in reversed(ARTICLES)]
    assert [one.model_dump_json() for one in records] == [one.model_dump_json() for one in reversed(again)]


def test_every_statement_with_a_clause_has_a_triple(extractor: Extractor) -> None:
    """A clause: a subject and a finite verb inside the content."""
    for path in ARTICLES:
        record = extract_example(extractor, path)
        for statement in record.statements:
            if not statement.triples:
                assert not has_clause(statement.text), statement.text


def has_clause(text: str) -> bool:
    return any(
        token.pos_ in ("VERB", "AUX")
        and "VerbForm=Fin" in str(token.morph)
        and any(child.dep_ in ("nsubj", "nsubjpass") for child in token.children)
        for token in parse(text)
    )


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    text=st.lists(
        st.sampled_from(
            [
                *("“", "”", '"', "'", "‘", "’", "«", "»", ", ", ". ", "…", "— ", ": ", "(", "]", "\n"),
                *("\n\n", "\f", "\r\n"),
                *("Mara Lindt ", "said ", "told the council ", "according to the mayor ", "She ", "on Monday "),
                *("denied that ", "the bridge was closed ", "we will not go ", "🌊", "مرحبا ", "not ", "31 February "),
                *("Page 2\n", "@x ", "Mr. ", "adding:", "asked whether "),
            ]
        ),
        min_size=1,
        max_size=40,
    ).map("".join)
)  # fmt: skip
def test_any_text_is_survived(extractor: Extractor, text: str) -> None:
    assert_sound(extractor.extract(Article(id="ar_test", sha256=text_hash(text), text=text)))
