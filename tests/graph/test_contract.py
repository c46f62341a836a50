"""What every store does, in one suite: equal answers in equal order."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Iterator
from typing import Any, get_args

import pytest

from graph.records import MAX_RESOLVED
from graph.store import Store
from schema.errors import InvalidCursor, InvalidSearch, NotFound
from schema.evidence import Evidence, RunnerUp, StatementEvidence
from schema.query import ActorQuery, ActorSummary, ArticleQuery, ArticleSummary, Sort, StatementQuery
from schema.statement import Record
from tests.builders import (
    find_span,
    make_about,
    make_addressee,
    make_article,
    make_candidate,
    make_extraction,
    make_record,
    make_said_on,
    make_speaker,
    make_statement,
    make_triple,
)
from tests.graph.conftest import Place
from tests.graph.oracle import Oracle
from tests.synthetic import News

NEWS = News(seed=7, actors=30, words=60, statements=6)
SORTS: tuple[Sort, ...] = get_args(Sort)
HARBOUR = "“We will not close the harbour,”"
SOLD = "that the harbour would be sold"


def brandt_and_vos(**more: Any) -> Record:
    article = make_article(authors=("Jo Reed",), **more)
    brandt, vos = make_speaker("Anna Brandt", "Brandt"), make_speaker("Pieter Vos")
    first = make_statement(
        article,
        HARBOUR,
        cue="told",
        source="Mayor Anna Brandt",
        speaker=brandt,
        addressees=(make_addressee("reporters"),),
        about=(make_about("Port of Lismore"),),
        said_on=make_said_on(article, "on Monday", "2018-09-03"),
        triples=(make_triple(article, "We", "will not close", "the harbour", actor=brandt.id),),
        channel="conversation",
    )
    second = make_statement(
        article, SOLD, cue="said", source="Her rival Pieter Vos", speaker=vos, about=(make_about("Port of Lismore"),)
    )
    evidence = Evidence(
        rule="surname",
        spans=(find_span(article, "Anna Brandt"),),
        score=4.1,
        runner_up=RunnerUp(value="Jan Brandt", actor="ac_1", score=2.0),
    )
    third = make_statement(
        article,
        "it",
        cue="denied",
        source="Ms. Brandt",
        speaker=brandt,
        act="deny",
        stance="denies",
        confidence=0.7,
        evidence=StatementEvidence(speaker=evidence, act=Evidence(rule="cue")),
    )
    return make_record(article, first, second, third)


def ids(store: Store, **filters: Any) -> list[str]:
    return [found.statement.id for found in store.find_statements(StatementQuery(**filters, limit=200)).items]


def page_through(store: Store, query: StatementQuery) -> Iterator[str]:
    while True:
        page = store.find_statements(query)
        yield from (found.statement.id for found in page.items)
        if page.next_cursor is None:
            return
        query = query.model_copy(update={"cursor": page.next_cursor})


# Saving
def test_a_record_comes_back_as_it_was(store: Store) -> None:
    record = brandt_and_vos()
    [result] = store.save([record])
    assert (result.status, result.revision, result.statements) == ("new", 1, 3)
    assert store.get_record(record.article.id) == record


def test_synthetic_records_come_back_as_they_were(store: Store) -> None:
    records = list(NEWS.records(8))
    store.save(records)
    assert list(store.iterate()) == sorted(records, key=lambda record: record.article.id)


def test_saving_again_changes_nothing(store: Store) -> None:
    store.save([brandt_and_vos()])
    [result] = store.save([brandt_and_vos()])
    assert (result.status, result.revision, result.statements) == ("unchanged", 1, 3)
    assert store.count().statements == 3


def test_another_text_is_a_new_revision_that_keeps_the_earlier_hash(store: Store) -> None:
    earlier = brandt_and_vos(url="https://courier.example/1")
    later = make_article("Mayor Anna Brandt said no.", url="https://courier.example/1")
    store.save([earlier])
    [result] = store.save([make_record(later)])
    assert (result.status, result.revision, result.statements) == ("replaced", 2, 0)
    stored = store.get_record(later.id).article
    assert (stored.revision, stored.earlier_sha256) == (2, (earlier.article.sha256,))
    assert stored.text == later.text
    assert store.count().statements == 0


def test_a_text_that_comes_back_is_a_third_revision(store: Store) -> None:
    first = make_article("It rained.", url="https://courier.example/1")
    second = make_article("It poured.", url="https://courier.example/1")
    for article in (first, second, first):
        store.save([make_record(article)])
    stored = store.get_record(first.id).article
    assert (stored.revision, stored.earlier_sha256) == (3, (first.sha256, second.sha256))


def test_other_metadata_replace_under_the_same_revision(store: Store) -> None:
    record = brandt_and_vos(url="https://courier.example/1", title="Old")
    store.save([record])
    [result] = store.save([brandt_and_vos(url="https://courier.example/1", title="New")])
    assert (result.status, result.revision) == ("replaced", 1)
    assert store.find_articles(ArticleQuery()).items[0].title == "New"
    assert store.get_record(record.article.id).article.earlier_sha256 == ()


def test_another_run_replaces_under_the_same_revision(store: Store) -> None:
    store.save([brandt_and_vos(external_id="1")])
    [result] = store.save([brandt_and_vos(external_id="1", extraction=make_extraction("accurate-1"))])
    assert (result.status, result.revision, store.count().statements) == ("replaced", 1, 3)


def test_another_date_moves_statements_in_the_order_of_lists(store: Store) -> None:
    url = "https://courier.example/1"
    other = brandt_and_vos(published="2018-05-05")
    store.save([brandt_and_vos(url=url, published="2018-01-01"), other])
    assert store.find_statements(StatementQuery(limit=1)).items[0].article.id == other.article.id
    store.save([brandt_and_vos(url=url, published="2018-09-09")])
    assert store.find_statements(StatementQuery(limit=1)).items[0].article.url == url


def test_an_article_twice_in_one_call_is_saved_once(store: Store) -> None:
    record = brandt_and_vos()
    assert [result.status for result in store.save([record, record])] == ["new", "unchanged"]


def test_two_texts_of_one_article_in_one_call_leave_the_second(store: Store) -> None:
    first, second = NEWS.record(1), NEWS.record(1, version=2)
    assert [result.status for result in store.save([first, second])] == ["new", "replaced"]
    assert store.get_record(first.article.id).statements == second.statements
    assert_equals_oracle(store, [second])


def test_nothing_saved_is_no_error(store: Store) -> None:
    assert store.save([]) == []


def test_an_article_without_statements_counts(store: Store) -> None:
    store.save([make_record(make_article("It rained.", published=None, publisher=None))])
    coverage = store.count()
    assert (coverage.articles, coverage.statements, coverage.actors, coverage.publishers) == (1, 0, 0, 0)
    assert (coverage.earliest, coverage.latest) == (None, None)


def test_all_of_a_call_or_nothing_is_saved(store: Store) -> None:
    def records() -> Iterator[Record]:
        yield brandt_and_vos()
        raise RuntimeError("the reader broke")

    with pytest.raises(RuntimeError):
        store.save(records())
    assert store.count().articles == 0


def test_an_article_with_a_longer_history_brings_it(store: Store) -> None:
    record = brandt_and_vos()
    known = record.article.model_copy(update={"revision": 3, "earlier_sha256": ("a" * 64, "b" * 64)})
    store.save([record])
    store.save([record.model_copy(update={"article": known})])
    assert store.get_record(known.id).article == known


# Unicode
TEXTS = (
    "Ёлка 雪 ﬁne 🇫🇷 said “żółć”",
    "e\u0301 and é, İstanbul, ẞ said “it”",
    "\u202eright to left\u202c שלום said “it”",
    "tabs\tand\r\nlines\fpages said “it”",
    "'; DROP TABLE statement; -- $param {id: 1} said “it”",
)


@pytest.mark.parametrize("text", TEXTS)
def test_any_unicode_comes_back_character_by_character(store: Store, text: str) -> None:
    article = make_article(text, title=text, publisher=text, authors=(text,))
    record = make_record(article, make_statement(article, text, speaker=make_speaker(text, text[::-1])))
    store.save([record])
    assert store.get_record(article.id) == record
    [found] = store.find_statements(StatementQuery(speaker=text, publisher=text)).items
    assert found.statement == record.statements[0]


# Deleting
def test_deleting_an_article_leaves_what_others_support(store: Store) -> None:
    first, second = brandt_and_vos(), brandt_and_vos(publisher="The Gazette")
    store.save([first, second])
    store.delete_article(first.article.id)
    assert list(store.iterate()) == [second]
    assert_equals_oracle(store, [second])


def test_deleting_the_last_article_leaves_nothing(store: Store) -> None:
    record = brandt_and_vos()
    store.save([record])
    store.delete_article(record.article.id)
    coverage = store.count()
    assert (coverage.articles, coverage.statements, coverage.actors, coverage.publishers) == (0, 0, 0, 0)
    assert store.find_actors(ActorQuery()).items == ()
    with pytest.raises(NotFound):
        store.get_record(record.article.id)
    with pytest.raises(NotFound):
        store.get_statement(record.statements[0].id)


def test_replacing_removes_actors_and_publishers_of_the_former_text(store: Store) -> None:
    store.save([brandt_and_vos(url="https://courier.example/1")])
    store.save([make_record(make_article("It rained.", url="https://courier.example/1", publisher="The Gazette"))])
    coverage = store.count()
    assert (coverage.actors, coverage.publishers) == (0, 1)


def test_an_alias_goes_with_the_last_article_that_has_it(store: Store) -> None:
    first, second = make_article("Brandt said it.", external_id="1"), make_article("Annie said it.", external_id="2")
    store.save([
        make_record(first, make_statement(first, "it", speaker=make_speaker("Anna Brandt", "Brandt"))),
        make_record(second, make_statement(second, "it", speaker=make_speaker("Anna Brandt", "Annie"))),
    ])  # fmt: skip
    assert store.find_actors(ActorQuery(q="anna")).items[0].aliases == ("Annie", "Brandt")
    store.delete_article(second.id)
    assert store.find_actors(ActorQuery(q="anna")).items[0].aliases == ("Brandt",)
    assert ids(store, speaker="annie") == []


def test_the_name_of_an_actor_does_not_depend_on_the_order_of_arrival(store: Store) -> None:
    articles = [make_article(f"{name} said it.", external_id=name) for name in ("ANNA BRANDT", "Anna Brandt")]
    records = [
        make_record(article, make_statement(article, "it", speaker=make_speaker(article.text[:11])))
        for article in articles
    ]
    for record in records:
        store.save([record])
    [one] = store.find_actors(ActorQuery(q="brandt")).items
    store.delete_article(articles[0].id)
    store.save([records[0]])
    [other] = store.find_actors(ActorQuery(q="brandt")).items
    assert one == other


def test_what_is_not_there_is_not_found(store: Store) -> None:
    for get in (store.get_record, store.get_statement, store.get_actor, store.delete_article, store.find_counterparts):
        with pytest.raises(NotFound):
            get("ar_nothing")


# Lists
def test_a_listed_statement_has_its_sentence_and_its_article(store: Store) -> None:
    record = brandt_and_vos()
    store.save([record])
    found = store.get_statement(record.statements[0].id)
    assert found.sentence.text == (
        "LISMORE — “We will not close the harbour,” Mayor Anna Brandt told reporters on Monday."
    )
    assert record.article.text[found.sentence.start : found.sentence.end] == found.sentence.text
    assert (found.article.title, found.article.publisher) == ("Harbour stays open", "The Lismore Courier")
    assert found.statement == record.statements[0]
    assert found in store.find_statements(StatementQuery()).items


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"speaker": "anna brandt"}, [0, 2]),
        ({"speaker": "BRANDT"}, [0, 2]),
        ({"speaker": "Anna"}, []),
        ({"about": "Port of Lismore"}, [0, 1]),
        ({"speaker": "Brandt", "about": "port of lismore"}, [0]),
        ({"addressee": "reporters"}, [0]),
        ({"publisher": "the lismore courier"}, [0, 1, 2]),
        ({"publisher": "nobody"}, []),
        ({"kind": "direct"}, [0]),
        ({"verbatim": False}, [1, 2]),
        ({"act": "deny"}, [2]),
        ({"stance": "denies"}, [2]),
        ({"channel": "conversation"}, [0]),
        ({"q": "harbour"}, [0, 1]),
        ({"q": '"close the"'}, [0]),
        ({"q": "harb* sold"}, [1]),
        ({"said_from": "2018-09-03", "said_to": "2018-09-03"}, [0]),
        ({"said_from": "2018-09-04"}, []),
        ({"said_from": "2018-09-04", "include_undated": True}, [1, 2]),
        ({"published_from": "2018-09-04", "published_to": "2018-09-04"}, [0, 1, 2]),
        ({"published_to": "2018-09-03"}, []),
        ({"min_speaker": 0.8}, [0, 1]),
        ({"min_attribution": 0.96}, []),
        ({"speaker_known": False}, []),
        ({"article_id": "ar_other"}, []),
    ],
)
def test_a_filter_leaves_what_it_names(store: Store, filters: dict[str, Any], expected: list[int]) -> None:
    record = brandt_and_vos()
    store.save([record])
    assert set(ids(store, **filters)) == {record.statements[number].id for number in expected}


def test_via_names_a_speaker_further_out(store: Store) -> None:
    article = make_article("Tass said the ministry said “it rains”.")
    tass, ministry = make_speaker("Tass", kind="organization"), make_speaker("the ministry", kind="organization")
    outer = make_statement(article, "the ministry said “it rains”", speaker=tass)
    inner = make_statement(article, "“it rains”", speaker=ministry, parents=(outer,))
    store.save([make_record(article, outer, inner)])
    assert ids(store, via="tass") == [inner.id]
    assert ids(store, via="the ministry") == []
    page = store.find_statements(StatementQuery(via="TASS"))
    assert [(actor.parameter, actor.statements) for actor in page.resolved] == [("via", 1)]


def test_all_actors_of_a_name_are_listed_with_their_counts(store: Store) -> None:
    article = make_article("Vos said it. Vos said so. Brandt said no.")
    anna, pieter = make_speaker("Anna Vos", "Vos"), make_speaker("Pieter Vos", "Vos")
    store.save([
        make_record(
            article,
            make_statement(article, "it", speaker=anna),
            make_statement(article, "so", speaker=pieter),
            make_statement(article, "no", speaker=pieter),
        )
    ])  # fmt: skip
    page = store.find_statements(StatementQuery(speaker="vos"))
    assert [(actor.name, actor.statements) for actor in page.resolved] == [("Pieter Vos", 2), ("Anna Vos", 1)]
    assert len(page.items) == 3


def test_statements_that_may_be_by_the_asked_speaker_are_counted(store: Store) -> None:
    article = make_article("Vos said it. He said so.")
    known = make_statement(article, "it", speaker=make_speaker("Pieter Vos"))
    open_one = make_statement(article, "so", candidates=(make_candidate("Pieter Vos"), make_candidate("Jo Vos")))
    store.save([make_record(article, known, open_one)])
    page = store.find_statements(StatementQuery(speaker="pieter vos"))
    assert ([found.statement.id for found in page.items], page.unresolved) == ([known.id], 1)
    assert store.find_statements(StatementQuery(speaker="jo vos")).unresolved == 1
    assert store.find_statements(StatementQuery(speaker="jo vos", q="nothing")).unresolved == 0


def test_statements_left_out_for_want_of_a_date_are_counted(store: Store) -> None:
    store.save([brandt_and_vos()])
    page = store.find_statements(StatementQuery(said_from=dt.date(2018, 9, 1)))
    assert (len(page.items), page.undated) == (1, 2)
    assert store.find_statements(StatementQuery(said_from=dt.date(2018, 9, 1), include_undated=True)).undated == 0
    assert store.find_statements(StatementQuery()).undated == 0


def test_a_coarse_date_matches_where_it_overlaps(store: Store) -> None:
    article = make_article("He said it in 2016.")
    year = make_said_on(article, "in 2016", "2016-01-01", end="2017-01-01")
    store.save([make_record(article, make_statement(article, "it", said_on=year))])
    assert len(ids(store, said_from="2016-12-31")) == 1
    assert len(ids(store, said_from="2017-01-01")) == 0
    assert len(ids(store, said_to="2016-01-01")) == 1
    assert len(ids(store, said_to="2015-12-31")) == 0


def test_every_answer_says_what_the_collection_holds(store: Store) -> None:
    store.save([brandt_and_vos(), brandt_and_vos(publisher="The Gazette", published="2019-01-02")])
    coverage = store.find_statements(StatementQuery(q="nothing")).coverage
    assert (coverage.articles, coverage.statements, coverage.actors, coverage.publishers) == (2, 6, 5, 2)
    assert (coverage.earliest, coverage.latest) == (dt.date(2018, 9, 4), dt.date(2019, 1, 2))
    assert coverage == store.count()


@pytest.mark.parametrize("q", ["", " ", "*", '""', "— !", '"*"'])
def test_a_search_without_a_word_is_refused(store: Store, q: str) -> None:
    with pytest.raises(InvalidSearch):
        store.find_statements(StatementQuery(q=q))


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("muller", True),
        ("Müller’s", True),
        ("MULLER PLAN", True),
        ("plan muller", True),
        ("muller OR nothing", False),
        ("NOT muller", False),
        ("non-proliferation", True),
        ("non-prolif*", True),
        ("prolif*", True),
        ("*lif*", False),
        ("prolif", False),
        ('"proliferation plan"', True),
        ('"plan proliferation"', False),
        ('"proliferation pl"', False),
        ('"unclosed plan', False),
        ('"plan', True),
        ("muller AND plan", False),
        ("text:muller", False),
        ("plan^2", False),
        ("müller~", True),
        ("(plan)", True),
        ("{plan} [plan]", True),
        ("pl?n", False),
        ("/plan/", True),
        ("\\plan", True),
        ("plan -muller", True),
        ("+plan", True),
        ("стра́на", True),
        ("雪国", True),
        ("x" * 120, True),
        ("x" * 99, False),
    ],
)
def test_a_search_means_words_phrases_and_prefixes_only(store: Store, q: str, found: bool) -> None:
    article = make_article(f"Müller’s “non-proliferation” plan страна 雪国 {'x' * 120}")
    store.save([make_record(article, make_statement(article, article.text))])
    assert bool(ids(store, q=q)) is found


# Against the oracle
def assert_equals_oracle(store: Store, records: list[Record]) -> None:
    """Everything a store tells of a graph, against the records that it was made from."""
    oracle = Oracle(records)
    assert ids(store) == oracle.find(StatementQuery())[:200]
    said = {statement.id: statement for _, statement in oracle.pairs}
    actors = page_through_actors(store)
    assert {actor.id for actor in actors} == set(oracle.names)
    for actor in actors:
        assert actor.said == sum(s.speaker is not None and s.speaker.id == actor.id for s in said.values())
        assert actor.about == sum(any(a.id == actor.id for a in s.about) for s in said.values())
    coverage = store.count()
    publishers = {record.article.publisher.casefold() for record in records if record.article.publisher}
    assert (coverage.articles, coverage.statements) == (len(records), len(said))
    assert (coverage.actors, coverage.publishers) == (len(oracle.names), len(publishers))


def page_through_actors(store: Store, q: str | None = None) -> list[ActorSummary]:
    query = ActorQuery(q=q, limit=7)
    found: list[ActorSummary] = []
    while True:
        page = store.find_actors(query)
        found += page.items
        if page.next_cursor is None:
            return found
        query = query.model_copy(update={"cursor": page.next_cursor})


def random_query(rng: random.Random, records: list[Record]) -> StatementQuery:
    """One to four filters, mostly with values that occur together."""
    record = rng.choice(records)
    statement = rng.choice(record.statements)
    actor = rng.choice(NEWS.actors)
    by = statement.speaker
    choices: dict[str, Any] = {
        "speaker": rng.choice([actor.alias, by.name if by else actor.ref.name]),
        "speaker_id": by.id if by else actor.ref.id,
        "about": rng.choice([one.aliases[0] for one in statement.about] or [actor.alias]),
        "about_id": rng.choice([one.id for one in statement.about] or [actor.ref.id]),
        "addressee": rng.choice([one.name for one in statement.addressees] or [actor.alias]),
        "addressee_id": rng.choice([one.id for one in statement.addressees] or [actor.ref.id]),
        "via": rng.choice([link.name for link in statement.chain[:-1] if link.actor] or [actor.alias]),
        "publisher": record.article.publisher or "nobody",
        "article_id": record.article.id,
        "kind": statement.kind,
        "verbatim": bool(statement.quoted),
        "act": statement.act,
        "stance": statement.stance,
        "channel": statement.channel or "debate",
        "polarity": statement.polarity,
        "speaker_known": by is not None,
        "q": rng.choice(statement.text.split()).strip("“”,") + rng.choice(["", "*"]),
        "said_from": dt.date(2015, 1, 1) + dt.timedelta(days=rng.randrange(2000)),
        "said_to": dt.date(2015, 1, 1) + dt.timedelta(days=rng.randrange(2000)),
        "include_undated": True,
        "published_from": dt.date(2015, 1, 1) + dt.timedelta(days=rng.randrange(2000)),
        "published_to": dt.date(2015, 1, 1) + dt.timedelta(days=rng.randrange(2000)),
        "min_attribution": round(rng.uniform(0.5, 1), 2),
        "min_speaker": round(rng.uniform(0.3, 1), 2),
    }
    asked = rng.sample(sorted(choices), rng.randint(1, 4))
    return StatementQuery(**{name: choices[name] for name in asked}, sort=rng.choice(SORTS), limit=rng.randint(1, 40))


def assert_answers(store: Store, oracle: Oracle, query: StatementQuery) -> None:
    assert list(page_through(store, query)) == oracle.find(query), query
    page = store.find_statements(query)
    assert page.undated == oracle.count_undated(query), query
    assert page.unresolved == oracle.count_unresolved(query), query
    expected = oracle.resolved(query)
    for parameter in ("speaker", "about", "addressee", "via"):
        counts = [(-n, actor) for (role, actor), n in expected.items() if role == parameter]
        found = [(-one.statements, one.id) for one in page.resolved if one.parameter == parameter]
        assert found == sorted(counts)[:MAX_RESOLVED], query


def test_every_filter_sort_and_count_equals_plain_python(store: Store, place: Place) -> None:
    records = list(NEWS.records(40))
    store.save(records)
    oracle, rng = Oracle(records), random.Random(11)
    for _ in range(place.questions):
        assert_answers(store, oracle, random_query(rng, records))


@pytest.mark.parametrize("name", sorted(set(StatementQuery.model_fields) - {"limit", "cursor", "sort"}))
def test_each_filter_alone_equals_plain_python(store: Store, name: str) -> None:
    records = list(NEWS.records(15))
    store.save(records)
    oracle, rng = Oracle(records), random.Random(name)
    drawn = 0
    while drawn < 4:
        query = random_query(rng, records)
        if name in query.model_fields_set:
            drawn += 1
            asked = {name: getattr(query, name)}
            if name == "include_undated":
                asked["said_from"] = dt.date(2017, 1, 1)
            assert_answers(store, oracle, StatementQuery(**asked, sort=query.sort, limit=50))


def test_name_and_id_together_ask_for_both(store: Store) -> None:
    records = list(NEWS.records(15))
    store.save(records)
    oracle = Oracle(records)
    first, second = NEWS.actors[0], NEWS.actors[1]
    for name, actor_id in ((first.alias, first.ref.id), (first.alias, second.ref.id), ("nobody", first.ref.id)):
        assert_answers(store, oracle, StatementQuery(speaker=name, speaker_id=actor_id))
        assert_answers(store, oracle, StatementQuery(about=name, about_id=actor_id, speaker=first.ref.name))


def test_replacing_and_deleting_leave_the_graph_of_what_remains(store: Store, place: Place) -> None:
    store.save(NEWS.records(20))
    remaining = {number: NEWS.record(number) for number in range(20)}
    rng = random.Random(5)
    for number in rng.sample(range(20), 8):
        remaining[number] = NEWS.record(number, version=2)
        store.save([remaining[number]])
    for number in rng.sample(range(20), 8):
        store.delete_article(remaining.pop(number).article.id)
    records = list(remaining.values())
    assert_equals_oracle(store, records)
    oracle = Oracle(records)
    for _ in range(place.questions // 6):
        assert_answers(store, oracle, random_query(rng, records))


# Cursors
@pytest.mark.parametrize("sort", SORTS)
def test_pages_hold_every_statement_once_in_order(store: Store, sort: Sort) -> None:
    records = list(NEWS.records(12))
    store.save(records)
    query = StatementQuery(sort=sort, limit=7)
    assert list(page_through(store, query)) == Oracle(records).find(query)


def test_pages_go_on_where_they_were_when_statements_are_added(store: Store) -> None:
    store.save(NEWS.records(10))
    query = StatementQuery(limit=20)
    before = list(page_through(store, query))
    first = store.find_statements(query)
    store.save(NEWS.records(10, start=10))
    rest = list(page_through(store, query.model_copy(update={"cursor": first.next_cursor})))
    assert [one for one in rest if one in set(before)] == before[20:]


def test_a_cursor_works_with_another_limit(store: Store) -> None:
    store.save(NEWS.records(10))
    cursor = store.find_statements(StatementQuery(limit=5)).next_cursor
    assert ids(store)[5:8] == [
        found.statement.id for found in store.find_statements(StatementQuery(limit=3, cursor=cursor)).items
    ]


@pytest.mark.parametrize("other", [{"sort": "said_on"}, {"q": "word"}, {"speaker_known": True}])
def test_a_cursor_of_another_question_is_refused(store: Store, other: dict[str, Any]) -> None:
    store.save(NEWS.records(10))
    cursor = store.find_statements(StatementQuery(limit=5)).next_cursor
    with pytest.raises(InvalidCursor):
        store.find_statements(StatementQuery(cursor=cursor, **other))
    with pytest.raises(InvalidCursor):
        store.find_articles(ArticleQuery(cursor=cursor))


@pytest.mark.parametrize("cursor", ["", "x", "bm9wZQ", "é", "W10", "WyJhIiwxLDJd", "e30", "a" * 5000])
def test_an_unknown_cursor_is_refused(store: Store, cursor: str) -> None:
    for find in (
        lambda: store.find_statements(StatementQuery(cursor=cursor)),
        lambda: store.find_articles(ArticleQuery(cursor=cursor)),
        lambda: store.find_actors(ActorQuery(cursor=cursor)),
    ):
        with pytest.raises(InvalidCursor):
            find()


# Articles
def test_articles_come_newest_first_with_their_counts(store: Store) -> None:
    records = list(NEWS.records(15))
    store.save(records)
    query = ArticleQuery(limit=4)
    found: list[ArticleSummary] = []
    while True:
        page = store.find_articles(query)
        found += page.items
        if page.next_cursor is None:
            break
        query = query.model_copy(update={"cursor": page.next_cursor})
    expected = sorted(
        records,
        key=lambda r: (-r.article.published.toordinal() if r.article.published else 0, r.article.id),
    )
    assert [article.id for article in found] == [record.article.id for record in expected]
    assert [article.statements for article in found] == [len(record.statements) for record in expected]
    assert [article.model_dump(exclude={"statements"}) for article in found] == [
        record.article.model_dump(include=set(type(found[0]).model_fields)) for record in expected
    ]


def test_articles_are_filtered_by_publisher_and_day(store: Store) -> None:
    first = make_article("It rained.", published="2018-01-01")
    second = make_article("It poured.", published="2018-02-01", publisher="The Gazette")
    third = make_article("It snowed.", published=None)
    store.save([make_record(article) for article in (first, second, third)])

    def found(**filters: Any) -> list[str]:
        return [article.id for article in store.find_articles(ArticleQuery(**filters)).items]

    assert found() == [second.id, first.id, third.id]
    assert found(publisher="THE GAZETTE") == [second.id]
    assert found(publisher="nobody") == []
    assert found(published_to="2018-01-31") == [first.id]
    assert found(published_from="2018-01-02") == [second.id]
    assert found(published_from="2018-02-01", published_to="2018-02-01") == [second.id]


# Actors
def test_an_actor_has_what_it_says_and_what_is_said_of_it(store: Store) -> None:
    store.save([brandt_and_vos()])
    [port] = store.find_actors(ActorQuery(q="port")).items
    [brandt] = store.find_actors(ActorQuery(q="Anna BRANDT")).items
    assert (port.said, port.about) == (0, 2)
    assert (brandt.said, brandt.about, brandt.aliases) == (2, 0, ("Brandt",))
    assert store.get_actor(brandt.id) == brandt


def test_actors_are_found_by_all_words_of_a_name_or_an_alias(store: Store) -> None:
    article = make_article("Brandt said it.")
    speaker = make_speaker("Anna Brandt", "the mayor of Lismore")
    store.save([make_record(article, make_statement(article, "it", speaker=speaker))])
    for q in ("anna", "brandt anna", "mayor lismore", "Of The"):
        assert [actor.id for actor in store.find_actors(ActorQuery(q=q)).items] == [speaker.id], q
    for q in ("ann", "anna mayor", "vos"):
        assert store.find_actors(ActorQuery(q=q)).items == (), q
    with pytest.raises(InvalidSearch):
        store.find_actors(ActorQuery(q=" - "))


def test_actors_with_most_statements_come_first(store: Store) -> None:
    records = list(NEWS.records(15))
    store.save(records)
    found = page_through_actors(store)
    assert [actor.id for actor in found] == [
        actor.id for actor in sorted(found, key=lambda actor: (-(actor.said + actor.about), actor.id))
    ]
    assert {actor.id for actor in found} == set(Oracle(records).names)
    alias = NEWS.actors[0].alias
    assert {actor.id for actor in page_through_actors(store, alias)} == Oracle(records).called(alias)


def test_an_unnamed_actor_is_local_to_its_article(store: Store) -> None:
    articles = [make_article(f"An official said it {number}.", external_id=str(number)) for number in range(3)]
    store.save(
        make_record(
            article,
            make_statement(article, "it", speaker=make_speaker("an official", kind="unnamed", article=article.id)),
        )
        for article in articles
    )
    page = store.find_statements(StatementQuery(speaker="an official"))
    assert len(page.items) == 3
    assert [actor.statements for actor in page.resolved] == [1, 1, 1]
    assert {actor.article_id for actor in store.find_actors(ActorQuery()).items} == {a.id for a in articles}


def test_counterparts_are_those_who_speak_of_each_other(store: Store) -> None:
    article = make_article("Vos said it. Brandt said so. Brandt said no.")
    brandt, vos = make_speaker("Anna Brandt"), make_speaker("Pieter Vos")
    on_brandt, on_vos = make_about("Anna Brandt", kind="person"), make_about("Pieter Vos", kind="person")
    store.save([
        make_record(
            article,
            make_statement(article, "it", speaker=vos, about=(on_brandt, on_vos)),
            make_statement(article, "so", speaker=brandt, about=(on_vos,)),
            make_statement(article, "no", speaker=brandt, about=(on_vos, make_about("Port of Lismore"))),
        )
    ])  # fmt: skip
    of_brandt = [(c.actor.name, c.says_about, c.is_spoken_of) for c in store.find_counterparts(brandt.id)]
    assert of_brandt == [("Pieter Vos", 1, 2), ("Port of Lismore", 0, 1)]
    assert len(store.find_counterparts(brandt.id, limit=1)) == 1


def test_authors_and_members_are_actors(store: Store) -> None:
    article = make_article("Smith and Jones said it.", authors=("Jo Reed", "Madonna"))
    both = make_speaker("Ann Smith and Bob Jones", kind="group").model_copy(
        update={"members": (make_candidate("Ann Smith"), make_candidate("Bob Jones"))}
    )
    store.save([make_record(article, make_statement(article, "it", speaker=both))])
    found = store.find_actors(ActorQuery()).items
    assert {actor.name for actor in found} == {
        "Jo Reed", "Madonna", "Ann Smith and Bob Jones", "Ann Smith", "Bob Jones"
    }  # fmt: skip
    assert next(actor for actor in found if actor.name == "Madonna").article_id == article.id


# The schema
def test_making_the_schema_again_keeps_everything(store: Store) -> None:
    store.save([brandt_and_vos()])
    store.init()
    store.check()
    assert store.count().statements == 3


def test_the_address_shows_no_password(store: Store) -> None:
    assert "password" not in store.url
    assert "@" not in store.url
