"""Each passage, published on Thursday 20 October 2016, with the day on which its statements were said."""

from __future__ import annotations

import datetime as dt

import pytest

from extract.said_on import THRESHOLD, SaidOnDecision
from tests.extract.marked import find_marked_channels, find_marked_days, read_marked


def resolve(marked: str, published: dt.date | None = dt.date(2016, 10, 20)) -> list[SaidOnDecision | None]:
    passage, attributions = read_marked(marked, published)
    return find_marked_days(passage, attributions)


BY_EXPRESSION = [
    ("<s>Lee</s> <q>said Tuesday</q> <c>that the bridge is safe</c>.", "2016-10-18"),
    ("<s>Lee</s> <q>said</q> on Tuesday <c>that the bridge is safe</c>.", "2016-10-18"),
    ("<s>Lee</s> <q>told</q> reporters Thursday <c>that the bridge is safe</c>.", "2016-10-20"),
    ("On Sunday, <s>Lee</s> <q>said</q> <c>the bridge is safe</c>.", "2016-10-16"),
    ("<c>“The bridge is safe,”</c> <s>Lee</s> <q>said</q> in a statement on Monday.", "2016-10-17"),
    ("<c>“The bridge is safe,”</c> <s>Lee</s> <q>said</q> in an interview that aired Sunday.", "2016-10-16"),
    ("Speaking Wednesday at a rally, <s>Lee</s> <q>said</q> <c>the bridge is safe</c>.", "2016-10-19"),
    ("<s>Lee</s> <q>wrote</q> in May <c>that the bridge is safe</c>.", "2016-05"),
    ("In 2009 <s>Lee</s> <q>said</q> <c>the bridge was safe</c>.", "2009"),
]


@pytest.mark.parametrize(("marked", "day"), BY_EXPRESSION)
def test_time_on_the_cue_dates_the_statement(marked: str, day: str) -> None:
    decision = resolve(marked)[0]
    assert decision is not None
    assert (decision.value, decision.basis) == (day, "expression")


UNDATED = [
    "<s>Lee</s> <q>said</q> <c>the bridge was closed on Tuesday</c>.",
    "<s>Lee</s> <q>said</q> <c>the vote on Tuesday was fair</c>.",
    "<s>Lee</s> <q>said</q> of Tuesday’s vote <c>that it was fair</c>.",
    "<s>Lee</s>, elected in 2009, <q>said</q> <c>the bridge is safe</c>.",
    "<s>Lee</s> <q>has said</q> since 2009 <c>that the bridge is safe</c>.",
    "<s>Lee</s> <q>said</q> <c>the bridge is safe</c>.",
    "<s>Lee</s> will <q>say</q> on Friday <c>that the bridge is safe</c>.",
]


@pytest.mark.parametrize("marked", UNDATED)
def test_no_date_is_guessed(marked: str) -> None:
    assert resolve(marked) == [None]


def test_interval_has_no_value_but_its_days() -> None:
    decision = resolve("<s>Lee</s> <q>said</q> last week <c>that the bridge is safe</c>.")[0]
    assert decision is not None
    assert (decision.value, decision.begin, decision.end) == (None, "2016-10-10", "2016-10-17")
    assert (decision.granularity, decision.timex) == ("interval", "2016-W41")


def test_without_a_publication_date_only_absolute_dates_count() -> None:
    marked = "<s>Lee</s> <q>said</q> {} <c>that the bridge is safe</c>."
    assert resolve(marked.format("on Tuesday"), None) == [None]
    decision = resolve(marked.format("on March 3, 2015"), None)[0]
    assert decision is not None
    assert decision.value == "2015-03-03"


def test_occasion_told_before_dates_what_the_same_speaker_says() -> None:
    decisions = resolve(
        "On Tuesday, Ann Lee held a rally in Orban. <c1>“The bridge is safe,”</c1> <s1>Lee</s1> <q1>said</q1>. "
        "<s2>Tom Marsh</s2> <q2>has disagreed with</q2> <c2>her</c2>."
    )
    assert decisions[0] is not None
    assert (decisions[0].value, decisions[0].basis) == ("2016-10-18", "context")
    assert decisions[1] is None


def test_statement_that_goes_on_inherits_the_day() -> None:
    first, second = resolve(
        "<s1>Lee</s1> <q1>said</q1> on Monday <c1>that the bridge is safe</c1>. "
        "<c2>“It will hold,”</c2> <s2>she</s2> <q2>added</q2>."
    )
    assert first is not None
    assert second is not None
    assert (second.value, second.basis, second.span) == (first.value, "inherited", first.span)


def test_headline_takes_the_day_of_the_first_paragraph() -> None:
    headline, _ = resolve(
        "<s1>Lee</s1> <q1>says</q1> <c1>bridge is safe</c1>\n\n"
        "<s2>Ann Lee</s2> <q2>said</q2> on Wednesday <c2>that the bridge in Orban is safe</c2>."
    )
    assert headline is not None
    assert (headline.value, headline.basis) == ("2016-10-19", "context")


def test_rally_without_a_day_takes_the_day_said_just_before() -> None:
    _, second = resolve(
        "<s1>Lee</s1> <q1>said</q1> on Tuesday <c1>that she was tired</c1>. "
        "<s2>Lee</s2>, speaking at a rally, <q2>warned</q2> <c2>that the bridge could fall</c2>."
    )
    assert second is not None
    assert second.value == "2016-10-18"


def test_old_year_does_not_date_the_next_paragraph() -> None:
    _, second = resolve(
        "In 2009 <s1>Lee</s1> <q1>said</q1> <c1>that she was tired</c1>.\n\n"
        "<c2>“It is a long day,”</c2> <s2>Lee</s2> <q2>said</q2>."
    )
    assert second is None


def test_speaker_of_one_day_said_the_rest_on_it() -> None:
    *_, last = resolve(
        "<s1>Lee</s1> <q1>said</q1> on Tuesday <c1>that she was tired</c1>.\n\n"
        "The bridge is old.\n\nIt was built of stone.\n\nIt has two towers.\n\nIt carries a road.\n\n"
        "It has been painted red.\n\nIt is long.\n\n"
        "<c2>“It is a good bridge,”</c2> <s2>Lee</s2> <q2>said</q2>."
    )
    assert last is not None
    assert (last.value, last.basis, last.rule) == ("2016-10-18", "context", "same speaker")


NOT_ON_THAT_DAY = [
    # another day is told of between the rally and the words
    "On Tuesday, Ann Lee held a rally in Orban.\n\nOn Wednesday the bridge was closed.\n\n"
    "<c>“The bridge is safe,”</c> <s>Lee</s> <q>said</q>.",
    # what somebody has been doing is bound to no day
    "On Tuesday, Ann Lee held a rally in Orban. <s>Lee</s> has praised the bridge, while <q>claiming</q> "
    "<c>that it is hers</c>.",
    "On Tuesday, Ann Lee held a rally in Orban. <s>Lee</s> has praised the bridge, while <q>trying to claim</q> "
    "<c>that it is hers</c>.",
    # a debate is that of who speaks in it, not of a paper on it
    "Ann Lee was late for Tuesday’s debate. <s>The report</s> <q>said</q> <c>that she was tired</c>.",
    # a month far from the cue is that of what is told
    "<s>Lee</s> <q>dismissed</q> the sum, <q>saying</q> <c>Marsh took questions</c> at a dinner of the friends of "
    "bridges and boats of Orban and Velm last month.",
    # a month names no occasion
    "Ann Lee held a rally in Orban in March. <c>“The bridge is safe,”</c> <s>Lee</s> <q>said</q>.",
    # a cue in commas leaves the time before it to what is told
    "In 2008, <s>Lee</s> <q>said</q>, <c>the bridge was built</c>.",
]


@pytest.mark.parametrize("marked", NOT_ON_THAT_DAY)
def test_day_told_before_is_not_taken_where_anything_speaks_against_it(marked: str) -> None:
    assert not any(resolve(marked))


def test_month_is_no_day_to_go_on_with() -> None:
    _, second = resolve(
        "In August <s1>Lee</s1> <q1>said</q1> <c1>that she was tired</c1>. "
        "<c2>“It is a long day,”</c2> <s2>she</s2> <q2>said</q2>."
    )
    assert second is None


def test_statement_at_an_event_keeps_the_words_for_it_and_the_day_that_comes_next() -> None:
    first, _ = resolve(
        "On Tuesday, Ann Lee held a rally in Orban. <c1>“The bridge is safe,”</c1> <s1>Lee</s1> <q1>said</q1>.\n\n"
        "<s2>Tom Marsh</s2> <q2>said</q2> on Monday <c2>that it was not</c2>."
    )
    assert first is not None
    assert first.rule == "occasion told"
    assert first.event is not None
    assert first.runner_up is not None
    assert (first.runner_up.value, first.threshold) == ("2016-10-17", THRESHOLD)
    assert first.runner_up.score < first.confidence


@pytest.mark.parametrize("day", ["31 February", "February 30", "31 June 2016", "2016-02-31"])
def test_day_that_does_not_exist_dates_nothing(day: str) -> None:
    assert resolve(f"<s>Lee</s> <q>said</q> on {day} <c>that the bridge is safe</c>.") == [None]


def test_impossible_day_beside_a_real_one_is_passed_over() -> None:
    first, second = resolve(
        "On 31 February the bridge fell. <s1>Lee</s1> <q1>said</q1> on Tuesday <c1>that it was safe</c1>. "
        "<c2>“It will hold,”</c2> <s2>she</s2> <q2>added</q2>."
    )
    assert first is not None
    assert second is not None
    assert (first.value, second.value) == ("2016-10-18", "2016-10-18")


def test_without_a_publication_date_the_passage_still_dates_by_absolute_days() -> None:
    marked = (
        "<s1>Ann Lee</s1> <q1>said</q1> on {} <c1>that the bridge is safe</c1>. "
        "<c2>“It will hold,”</c2> <s2>she</s2> <q2>added</q2>."
    )
    assert resolve(marked.format("Monday"), None) == [None, None]
    values = [decision.value if decision else None for decision in resolve(marked.format("March 3, 2015"), None)]
    assert values == ["2015-03-03", "2015-03-03"]


def test_article_of_many_days_is_dated_by_its_own_clause() -> None:
    days = " ".join(f"The bridge was painted on March {n % 28 + 1}, {1500 + n}." for n in range(400))
    decision = resolve(f"{days} <s>Lee</s> <q>said</q> on Tuesday <c>that it was safe</c>. {days}")[0]
    assert decision is not None
    assert decision.value == "2016-10-18"


def test_same_passage_gives_the_same_days() -> None:
    marked = (
        "<s1>Lee</s1> <q1>says</q1> <c1>bridge is safe</c1>\n\n"
        "<s2>Ann Lee</s2> <q2>said</q2> on Wednesday <c2>that the bridge in Orban is safe</c2>."
    )
    assert resolve(marked) == resolve(marked)


def test_turns_of_a_transcript_have_the_day_and_channel_that_the_text_before_tells() -> None:
    marked = (
        "On Tuesday, in an interview with the Orban Herald, <s1>Ann Lee</s1> <q1>said</q1> <c1>the bridge is safe</c1>."
        "\n\nA transcript follows.\n\n<s2>MARSH</s2><q2>:</q2> <c2>Is the bridge safe?</c2>"
        "\n\n<s3>LEE</s3><q3>:</q3> <c3>It is.</c3>\n\n<s4>MARSH</s4><q4>:</q4> <c4>Who checked?</c4>"
    )
    assert {one and one.value for one in resolve(marked)} == {"2016-10-18"}
    assert {one.channel for one in find_marked_channels(*read_marked(marked))[1]} == {"interview"}
