"""An article's text, cut for its page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest

from app.pages.marking import Marked, Paragraph, Words, mark_text
from schema.span import Furniture, Span
from schema.statement import Record, Statement
from tests.builders import find_span, make_article, make_record, make_speaker, make_statement

WEISS, MADSEN = make_speaker("Karl Weiss"), make_speaker("Ivo Madsen")


def flat(parts: Sequence[Marked | Words]) -> Iterator[Words]:
    for part in parts:
        yield from flat(part.inner) if isinstance(part, Marked) else [part]


def shown(paragraphs: Sequence[Paragraph]) -> list[str]:
    return ["".join(words.text for words in flat(one.parts)) for one in paragraphs]


def marked(parts: Sequence[Marked | Words]) -> Iterator[Marked]:
    for part in parts:
        if isinstance(part, Marked):
            yield part
            yield from marked(part.inner)


def words_of(part: Marked) -> str:
    return "".join(words.text for words in flat([part]))


def nested() -> Record:
    article = make_article("Weiss said Madsen told him “not a shot was fired” that day.")
    outer = make_statement(article, "Madsen told him “not a shot was fired” that day", cue="said", speaker=WEISS)
    inner = make_statement(article, "“not a shot was fired”", cue="told", speaker=MADSEN, parents=(outer,))
    return make_record(article, outer, inner)


def test_a_nested_statement_lies_inside_the_one_that_reports_it() -> None:
    [paragraph] = mark_text(nested())
    outer, inner = marked(paragraph.parts)
    assert words_of(outer) == "Madsen told him “not a shot was fired” that day"
    assert words_of(inner) == "“not a shot was fired”"
    assert [words.text for words in flat([outer]) if words.is_quoted] == ["not a shot was fired"]


def test_numbers_stand_once_behind_the_last_stretch() -> None:
    article = make_article("“We wait,” she said. “We will go.”")
    statement = make_statement(article, "“We wait,”", cue="said", speaker=WEISS)
    pieces = (*statement.content, find_span(article, "“We will go.”"))
    [paragraph] = mark_text(make_record(article, statement.model_copy(update={"content": pieces})))
    assert [(one.number, one.is_first, one.is_last) for one in marked(paragraph.parts)] == [
        (1, True, False),
        (1, False, True),
    ]


def test_statements_that_cross_are_both_marked() -> None:
    article = make_article("She said the harbour closes soon and jobs go.")
    crossing = [
        make_statement(article, "the harbour closes soon", speaker=WEISS),
        make_statement(article, "closes soon and jobs go", cue="said", speaker=WEISS),
    ]
    [paragraph] = mark_text(make_record(article, *crossing))
    for statement in crossing:
        parts = [words_of(one) for one in marked(paragraph.parts) if one.statement is statement]
        assert "".join(parts) == statement.text
    assert shown([paragraph]) == [article.text]


def test_a_statement_that_runs_over_paragraphs_is_marked_in_each() -> None:
    article = make_article("“I wrote.\n\nI wrote again,” she said.")
    statement = make_statement(article, "“I wrote.\n\nI wrote again,”", cue="said", speaker=WEISS)
    first, second = mark_text(make_record(article, statement))
    assert [one.is_last for one in marked((*first.parts, *second.parts))] == [False, True]


def test_characters_beyond_the_basic_plane_move_no_mark() -> None:
    article = make_article("😀😀 “We stay 😀 here,” said Weiss.")
    statement = make_statement(article, "“We stay 😀 here,”", cue="said", speaker=WEISS)
    [paragraph] = mark_text(make_record(article, statement))
    assert [words_of(one) for one in marked(paragraph.parts)] == ["“We stay 😀 here,”"]


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        ("One line\nruns on.\n\nThe next.", ["One line\nruns on.", "The next."]),
        ("One line.\nThe next.", ["One line.", "The next."]),
        ("A page\fThe next page", ["A page", "The next page"]),
        ("  \n\n Alone. \n\n", ["Alone."]),
        ("   \n", []),
    ],
)
def test_paragraphs_are_parted_by_blank_lines_or_else_by_lines(text: str, paragraphs: list[str]) -> None:
    assert shown(mark_text(make_record(make_article(text)))) == paragraphs


def test_the_title_and_furniture_are_told_apart_from_the_text() -> None:
    text = "Harbour stays open\n\nBy Jana Pohl\n\nIt stays open, Weiss said."
    furniture = (Furniture(**find_span(make_article(text), "By Jana Pohl").model_dump(), kind="header"),)
    title, byline, body = mark_text(make_record(make_article(text, furniture=furniture)))
    assert (title.is_title, title.is_furniture) == (True, False)
    assert byline.is_furniture
    assert (body.is_title, body.is_furniture) == (False, False)


def test_the_words_that_name_source_and_cue_lead_to_their_statement() -> None:
    article = make_article("Karl Weiss said that nobody fired.")
    statement: Statement = make_statement(article, "that nobody fired", cue="said", source="Karl Weiss", speaker=WEISS)
    [paragraph] = mark_text(make_record(article, statement))
    assert [(one.text, one.names) for one in paragraph.parts if isinstance(one, Words) and one.names] == [
        ("Karl Weiss", (statement.id,)),
        ("said", (statement.id,)),
    ]


def test_any_spans_give_the_whole_text_back() -> None:
    article = make_article("ab cd ef gh")
    spans = [Span(start=a, end=b, text=article.text[a:b]) for a in range(11) for b in range(a + 1, 12)]
    base = make_statement(article, "ab", speaker=WEISS)
    statements = [
        base.model_copy(update={"id": f"st_{number}", "content": (span,)}) for number, span in enumerate(spans)
    ]
    assert shown(mark_text(make_record(article, *statements))) == [article.text]
