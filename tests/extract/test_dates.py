"""Each text with the expressions in it and their values, published on Thursday 20 October 2016 unless said."""

from __future__ import annotations

import datetime as dt
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from extract.dates import TimeExpression, find_times
from extract.parser import parse

BLANK = English()
THURSDAY = dt.date(2016, 10, 20)

CASES = [
    ("The envoy resigned on Monday.", [("Monday", "2016-10-17")]),
    ("The envoy resigned Thursday.", [("Thursday", "2016-10-20")]),
    ("The envoy resigned on Friday.", [("Friday", "2016-10-14")]),
    ("The envoy will resign on Friday.", [("Friday", "2016-10-21")]),
    ("They meet next Tuesday.", [("next Tuesday", "2016-10-25")]),
    ("They met last Thursday.", [("last Thursday", "2016-10-13")]),
    ("He spoke Tuesday night in Orban.", [("Tuesday night", "2016-10-18TNI")]),
    ("He told ORBAN TODAY that it closed.", []),
    ("It aired on “Today” and on The Tonight Show.", []),
    ("He said so on “Orban News Sunday” and on ABC’s “This Week.”", []),
    ("It closed. Today, Lee left.", [("Today", "2016-10-20")]),
    ("She left yesterday and returns tomorrow.", [("yesterday", "2016-10-19"), ("tomorrow", "2016-10-21")]),
    ("He arrived this morning.", [("this morning", "2016-10-20TMO")]),
    ("They talked last night.", [("last night", "2016-10-19TNI")]),
    ("It closed on March 3, 2015.", [("March 3, 2015", "2015-03-03")]),
    ("It closed on 3 March 2015.", [("3 March 2015", "2015-03-03")]),
    ("It closed on 2015-03-03.", [("2015-03-03", "2015-03-03")]),
    ("It closed on Sept. 30.", [("Sept. 30", "2016-09-30")]),
    ("The office will open on Jan. 5.", [("Jan. 5", "2017-01-05")]),
    ("The bridge opened in August.", [("August", "2016-08")]),
    ("The bridge opened in May.", [("May", "2016-05")]),
    ("May I march in the parade?", []),
    ("The bridge opened last December.", [("last December", "2015-12")]),
    ("The bridge opened in March 2012.", [("March 2012", "2012-03")]),
    ("The war ended in 1998.", [("1998", "1998")]),
    ("It cost $1998 and 1,998 people came.", []),
    ("Prices fell in the early 1990s.", [("the early 1990s", "199")]),
    ("It was built in the 19th century.", [("the 19th century", "18")]),
    ("He won last week.", [("last week", "2016-W41")]),
    ("He won over the weekend.", [("the weekend", "2016-W41-WE")]),
    ("She was elected last year.", [("last year", "2015")]),
    ("She was elected last month.", [("last month", "2016-09")]),
    ("She was elected two years ago.", [("two years ago", "2014")]),
    ("She was elected three days ago.", [("three days ago", "2016-10-17")]),
    ("Profit rose in the third quarter.", [("the third quarter", "2016-Q3")]),
    ("Profit rose in the first quarter of 2014.", [("the first quarter of 2014", "2014-Q1")]),
    ("It was hot in the summer of 2003.", [("the summer of 2003", "2003-SU")]),
    ("They talked for two hours.", [("two hours", "PT2H")]),
    ("They stayed for a couple of weeks.", [("a couple of weeks", "P2W")]),
    ("They stayed for several months.", [("several months", "PXM")]),
    ("He calls every day.", [("every day", "P1D")]),
    ("It opens on Sundays.", [("Sundays", "XXXX-WXX-7")]),
    ("The vote will start at 9 p.m. Friday.", [("9 p.m. Friday", "2016-10-21T21:00")]),
    ("Polls opened at 7 am on Tuesday.", [("7 am on Tuesday", "2016-10-18T07:00")]),
    ("The mayor is now in Orban.", [("now", "PRESENT_REF")]),
    ("He met her on Oct. 3. The next day, he flew home.", [("Oct. 3", "2016-10-03"), ("The next day", "2016-10-04")]),
    ("It ended on 31 February and on February 30, 2014.", []),
    ("It ended at 25:99 p.m., on 2014-13-45.", []),
    ("The party starts\nlast\nweek.", [("last\nweek", "2016-W41")]),
]  # fmt: skip


def _found(text: str, published: dt.date | None = THURSDAY) -> list[tuple[str, str]]:
    return [(text[one.start : one.end], one.value) for one in find_times(parse(text), published)]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_expression_gets_its_value(text: str, expected: list[tuple[str, str]]) -> None:
    assert _found(text) == expected


def test_without_a_publication_date_only_absolute_expressions_are_read() -> None:
    assert _found("He said on Monday that the bridge closed on March 3, 2015.", None) == [
        ("March 3, 2015", "2015-03-03")
    ]


@pytest.mark.parametrize(
    ("value", "begin", "end"),
    [
        ("2016-10-17", "2016-10-17", "2016-10-18"),
        ("2016-10-17TNI", "2016-10-17", "2016-10-18"),
        ("2016-W41", "2016-10-10", "2016-10-17"),
        ("2016-W41-WE", "2016-10-15", "2016-10-17"),
        ("2016-02", "2016-02-01", "2016-03-01"),
        ("2016", "2016-01-01", "2017-01-01"),
        ("2015-Q4", "2015-10-01", "2016-01-01"),
        ("2015-H2", "2015-07-01", "2016-01-01"),
        ("2015-WI", "2015-12-01", "2016-03-01"),
        ("199", "1990-01-01", "2000-01-01"),
    ],
)
def test_value_covers_days(value: str, begin: str, end: str) -> None:
    days = TimeExpression(0, 1, "DATE", value, "rule").days
    assert days == (dt.date.fromisoformat(begin), dt.date.fromisoformat(end))


@pytest.mark.parametrize("value", ["PRESENT_REF", "P2W", "XXXX-WXX-7", "2016-W60", "2016-13"])
def test_value_without_days_covers_none(value: str) -> None:
    assert TimeExpression(0, 1, "DATE", value, "rule").days is None


@settings(deadline=None)
@given(st.text(alphabet=st.sampled_from("0123456789 /-.,:'\nMaySundayfirstlastweekago")), st.dates())
def test_any_text_on_any_day_is_survived(text: str, published: dt.date) -> None:
    for one in find_times(BLANK(text), published):
        assert 0 <= one.start < one.end <= len(text)


@pytest.mark.parametrize("word", ["the ", "last week ", "1999 ", "a ", "the end of ", "two and a half ", "May 5 "])
def test_time_grows_with_the_length_of_the_text(word: str) -> None:
    doc = BLANK(word * 4_000)
    start = time.process_time()
    find_times(doc, THURSDAY)
    assert time.process_time() - start < 5
