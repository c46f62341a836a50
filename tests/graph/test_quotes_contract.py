"""What every store does with the same words in several articles: equal answers in equal order, whatever came first."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest

from graph import deciding
from graph.store import Store
from schema.actor import Speaker
from schema.errors import InvalidCursor, NotFound
from schema.quote import Quote, QuoteQuery
from schema.statement import Record
from tests.builders import make_article, make_record, make_speaker, make_statement

FULL = "We will never sell the old harbour to a foreign shipping company, and I mean never"
CUT = "never sell the old harbour to a foreign shipping company"
TURNED = "We will sell the old harbour to a foreign shipping company"
OTHER = "The lighthouse keeper deserves a decent pension"
BRANDT = make_speaker("Anna Brandt", "Brandt")


def report(
    words: str, publisher: str, published: str | None, *, speaker: Speaker | None = BRANDT, more: str = ""
) -> Record:
    text = f"LISMORE — At the council on Monday, “{words},” the mayor told the fishermen of {publisher}. {more}".strip()
    article = make_article(text, publisher=publisher, published=published)
    return make_record(article, make_statement(article, f"“{words},”", cue="told", source="the mayor", speaker=speaker))


def reports() -> list[Record]:
    return [
        report(CUT, "The Strand Herald", "2018-09-05"),
        report(FULL, "The Lismore Courier", "2018-09-04"),
        report(TURNED, "Bay News", "2018-09-06"),
        report(OTHER, "The Lismore Courier", "2018-09-04"),
    ]


def all_quotes(store: Store) -> list[Quote]:
    return [store.get_quote(item.id) for item in store.find_quotes(QuoteQuery(limit=200)).items]


def quoted(record: Record) -> str:
    return record.statements[0].id


def test_the_same_words_of_three_publishers_are_one_quote(store: Store) -> None:
    store.save(reports())
    [item] = store.find_quotes(QuoteQuery()).items
    assert (item.publishers, item.occurrences, item.wordings) == (3, 3, 3)
    assert item.text == f"{FULL},"
    assert item.speaker is not None
    assert item.speaker.name == "Anna Brandt"
    assert item.first_seen_in_collection == dt.date(2018, 9, 4)


def test_a_quote_shows_all_that_carry_it_in_order_of_their_days(store: Store) -> None:
    store.save(reports())
    [quote] = all_quotes(store)
    assert [one.article.publisher for one in quote.seen] == ["The Lismore Courier", "The Strand Herald", "Bay News"]
    assert [one.match for one in quote.variants] == ["exact", "cut", "meaning_may_differ"]
    assert quote.meaning_may_differ
    assert quote.first.publishers == ("The Lismore Courier",)
    assert quote.model_dump(include={"id", "text", "publishers"}) == store.find_quotes(QuoteQuery()).items[
        0
    ].model_dump(include={"id", "text", "publishers"})


def test_every_run_leads_to_its_quote(store: Store) -> None:
    store.save(reports())
    [quote] = all_quotes(store)
    assert {store.get_quote(one.id).id for one in quote.seen} == {quote.id}
    assert quote.id == min(one.id for one in quote.seen)


def test_an_unknown_quote_is_not_found(store: Store) -> None:
    with pytest.raises(NotFound):
        store.get_quote("qu_0")
    with pytest.raises(NotFound):
        store.find_quotes_of("st_0")


def test_a_single_run_is_a_quote_of_its_own_that_no_list_has(store: Store) -> None:
    record = report(OTHER, "Bay News", "2018-09-04")
    store.save([record])
    [quote] = store.find_quotes_of(quoted(record))
    assert (quote.occurrences, quote.text) == (1, f"{OTHER},")
    assert store.find_quotes(QuoteQuery()).items == ()


def test_an_article_without_a_day_is_never_first(store: Store) -> None:
    store.save([report(FULL, "Bay News", None), report(CUT, "The Strand Herald", "2018-09-05")])
    [quote] = all_quotes(store)
    assert quote.first.publishers == ("The Strand Herald",)
    assert quote.first.undated == 1
    assert [one.article.publisher for one in quote.seen] == ["The Strand Herald", "Bay News"]


def test_two_on_one_day_are_both_first(store: Store) -> None:
    store.save([report(FULL, "Bay News", "2018-09-05"), report(CUT, "The Strand Herald", "2018-09-05")])
    [quote] = all_quotes(store)
    assert set(quote.first.publishers) == {"Bay News", "The Strand Herald"}


def test_another_speaker_with_a_few_of_the_words_is_another_quote(store: Store) -> None:
    vos = make_speaker("Pieter Vos", "Vos")
    store.save([report("the old harbour", "Bay News", "2018-01-05", speaker=vos), report(FULL, "Strand", "2018-09-05")])
    assert store.find_quotes(QuoteQuery()).items == ()


FILTERS = [
    (QuoteQuery(speaker="anna brandt"), 1),
    (QuoteQuery(speaker="Pieter Vos"), 0),
    (QuoteQuery(speaker_id=BRANDT.id), 1),
    (QuoteQuery(publisher="bay news"), 1),
    (QuoteQuery(publisher="Nobody"), 0),
    (QuoteQuery(q="foreign shipping"), 1),
    (QuoteQuery(q="lighthouse"), 0),
    (QuoteQuery(min_publishers=3), 1),
    (QuoteQuery(min_publishers=4), 0),
    (QuoteQuery(min_reports=3), 1),
    (QuoteQuery(meaning_may_differ=True), 1),
    (QuoteQuery(meaning_may_differ=False), 0),
    (QuoteQuery(published_from=dt.date(2018, 9, 6)), 1),
    (QuoteQuery(published_from=dt.date(2018, 9, 7)), 0),
    (QuoteQuery(published_to=dt.date(2018, 9, 3)), 0),
]


def test_filters(store: Store) -> None:
    store.save(reports())
    assert [(query, len(store.find_quotes(query).items)) for query, _ in FILTERS] == FILTERS


def test_pages_go_through_all_quotes_once(store: Store) -> None:
    things = ("lighthouse keeper", "herring fleet", "customs yard", "tidal barrage", "choir rehearsal")
    records = [
        report(f"Nobody asked the {thing} about {n + 2} rotten anchors", f"Paper {p}", f"2018-0{n + 1}-04", speaker=who)
        for n, thing in enumerate(things)
        for who in [make_speaker(f"Ina {thing.title().replace(' ', '')}")]
        for p in range(2)
    ]
    store.save(records)
    query, found = QuoteQuery(limit=2), []
    while True:
        page = store.find_quotes(query)
        found += [item.id for item in page.items]
        if page.next_cursor is None:
            break
        query = query.model_copy(update={"cursor": page.next_cursor})
    assert found == [item.id for item in store.find_quotes(QuoteQuery()).items]
    assert len(set(found)) == len(found) == 5
    with pytest.raises(InvalidCursor):
        store.find_quotes(QuoteQuery(min_publishers=2, cursor=query.cursor))


def corpus() -> list[Record]:
    """Wordings of four utterances at five publishers, some of them cut, turned or undated."""
    words = [FULL, CUT, TURNED, OTHER, "a decent pension", "The ferry to Strand will sail twice a day from May",
             "sail twice a day", "Nobody asked the herring fishermen about the price of diesel"]  # fmt: skip
    days = ["2018-09-04", "2018-09-05", "2018-09-09", None, "2019-03-01"]
    vos = make_speaker("Pieter Vos", "Vos")
    return [
        report(text, f"Paper {p}", days[(n + p) % 5], speaker=(BRANDT, BRANDT, None, vos)[(n * p) % 4])
        for n, text in enumerate(words)
        for p in range(5)
    ]


def test_order_of_arrival_deletes_and_replacements_are_no_matter(store: Store) -> None:
    records, rng = corpus(), random.Random(3)
    store.save(records)
    expected = all_quotes(store)
    assert len(expected) > 2
    for record in rng.sample(records, 10):
        store.delete_article(record.article.id)
    for record in rng.sample(records, 8):
        store.save([without_quotes(record)])
    save_in_parts(store, rng.sample(records, len(records)), rng)
    assert all_quotes(store) == expected
    for record in records:
        store.delete_article(record.article.id)
    assert store.find_quotes(QuoteQuery()).items == ()
    save_in_parts(store, rng.sample(records, len(records)), rng)
    assert all_quotes(store) == expected


def without_quotes(record: Record) -> Record:
    return make_record(record.article, *(one.model_copy(update={"quoted": ()}) for one in record.statements))


def save_in_parts(store: Store, records: Sequence[Record], rng: random.Random) -> None:
    at = 0
    while at < len(records):
        size = rng.randint(1, 9)
        store.save(records[at : at + size])
        at += size


def test_deleting_leaves_what_absence_would_have_given(store: Store) -> None:
    first, second, third, _ = reports()
    store.save([first, second, third])
    store.delete_article(second.article.id)
    left = all_quotes(store)
    for record in (first, third):
        store.delete_article(record.article.id)
    store.save([third, first])
    assert all_quotes(store) == left


def test_quotes_follow_merged_and_split_actors(store: Store) -> None:
    mayor = make_speaker("Joan Marker")
    store.save([report(FULL, "Bay News", "2018-09-05"), report(FULL, "Strand", "2018-09-05", speaker=mayor)])
    before = all_quotes(store)
    deciding.merge(store, mayor.id, BRANDT.id)
    [quote] = all_quotes(store)
    assert {one.speaker.id for one in quote.seen if one.speaker} == {BRANDT.id}
    assert quote.speaker is not None
    assert quote.speaker.id == BRANDT.id
    assert [item.id for item in store.find_quotes(QuoteQuery(speaker_id=mayor.id)).items] == [quote.id]
    deciding.split(store, BRANDT.id, names=["Joan Marker"])
    assert all_quotes(store) == before


TRACED = [
    (FULL, "exact"),
    ("we will never sell the old harbor to a foreign shipping company and I mean never", "same_words"),
    (f"“{CUT}”, said the mayor", "exact"),
    ("We will never sell the old harbour", "cut"),
    ("We will never sell the ancient harbour to a foreign shipping company, and I mean never", "edited"),
    ("We will never sell the 3 old harbours to a foreign shipping company, and I mean never", "meaning_may_differ"),
    ("They plan to sell the old harbour to Dutch investors before long, whatever happens", "similar_only"),
]


@pytest.mark.parametrize(("words", "match"), TRACED)
def test_trace_finds_words(store: Store, words: str, match: str) -> None:
    store.save([reports()[0], reports()[1]])
    found = store.trace(words)
    assert [one.match for one in found.matches] == [match]
    assert found.coverage.articles == 2


def test_trace_of_a_tampered_wording_is_no_better_than_meaning_may_differ(store: Store) -> None:
    store.save([reports()[1]])
    assert [one.match for one in store.trace(TURNED + ", and I mean it").matches] == ["meaning_may_differ"]


@pytest.mark.parametrize("words", ["Nothing of the kind was ever written", "", "a", "<b></b>", "x " * 500_000])
def test_trace_of_other_words_finds_nothing(store: Store, words: str) -> None:
    store.save(reports())
    assert store.trace(words).matches == ()
