"""By which way words came."""

from __future__ import annotations

import datetime as dt

from app.pages.chains import find_days, find_ways
from schema.query import ArticleHead
from schema.quote import Credit, Occurrence
from schema.statement import ChainLink


def occurrence(article: str, published: str | None, *, credits: tuple[Credit, ...] = ()) -> Occurrence:
    day = dt.date.fromisoformat(published) if published else None
    head = ArticleHead(id=article, title="Harbour closes", publisher=f"The {article}", published=day, url=None)
    chain = (
        ChainLink(role="publisher", name=head.publisher),
        ChainLink(role="author", name="Tomas Reyle"),
        ChainLink(role="speaker", name="TASS", actor="ac_tass", statement=f"outer_{article}"),
        ChainLink(role="speaker", name=None, statement=f"inner_{article}"),
    )
    return Occurrence(
        id=f"qu_{article}",
        quote="qu_a",
        statement=f"inner_{article}",
        start=0,
        end=5,
        text="words",
        article=head,
        report=article,
        speaker=None,
        chain=chain,
        credits=credits,
    )


def test_each_step_leads_to_the_sentence_it_comes_from() -> None:
    [way] = find_ways([occurrence("a", None)])
    assert [(step.role, step.name, step.address) for step in way.steps] == [
        ("publisher", "The a", "/articles/a"),
        ("author", "Tomas Reyle", "/articles/a"),
        ("speaker", "TASS", "/articles/a#outer_a"),
        ("speaker", "Unknown speaker", "/articles/a#inner_a"),
    ]


def test_one_speaker_of_two_articles_is_one_node_and_unknown_ones_are_not() -> None:
    first, second = find_ways([occurrence("a", None), occurrence("b", None)])
    assert [one.key == other.key for one, other in zip(first.steps, second.steps, strict=True)] == [
        False,
        False,
        True,
        False,
    ]


def test_whom_an_article_credits_stands_at_the_head_and_is_said_to_be_outside() -> None:
    outside = Credit(kind="agency", name="AP", confidence=0.9)
    inside = Credit(kind="link", name="The Lismore Courier", article="b", confidence=0.9)
    [way] = find_ways([occurrence("a", None, credits=(outside, inside))])
    assert [(step.name, step.address) for step in way.steps[:2]] == [
        ("credited to AP: not in the collection", "/articles/a#inner_a"),
        ("credited to The Lismore Courier", "/articles/b"),
    ]


def test_days_are_counted_from_the_first_and_ties_are_one() -> None:
    seen = [occurrence("a", "2026-03-01"), occurrence("b", "2026-03-01"), occurrence("c", "2026-03-04")]
    days = find_days([*seen, occurrence("d", None)])
    assert [(day.later, len(day.occurrences)) for day in days] == [(0, 2), (3, 1), (None, 1)]


def test_a_publisher_that_is_unknown_is_a_step_too() -> None:
    unknown = occurrence("a", None)
    unnamed = unknown.model_copy(
        update={"chain": unknown.chain[2:], "article": unknown.article.model_copy(update={"publisher": None})}
    )
    [way] = find_ways([unnamed])
    assert (way.steps[0].role, way.steps[0].name) == ("publisher", "Unknown publisher")
