"""Whom and what a statement is on."""

from __future__ import annotations

import pytest

from extract.about import find_about
from extract.cast import find_cast
from extract.informed_pronouns import inform_pronouns
from extract.quoted import quoted_runs
from extract.referents import ReferentReader
from extract.speakers import resolve_speakers
from tests.extract.marked import read_marked


def about(marked: str) -> list[tuple[str, str]]:
    passage, attributions = read_marked(marked)
    attributions = quoted_runs(passage, attributions)
    cast = find_cast(passage)
    speakers = resolve_speakers(passage, attributions, cast)
    pronouns = inform_pronouns(passage, attributions, cast, speakers)
    unnamed = ReferentReader(passage, cast, attributions, speakers, pronouns).read_all()
    found = find_about(passage, attributions, cast, speakers, unnamed)[-1]
    for one in found:
        assert one.spans
        assert all(passage.text[span.start : span.end] == span.text for span in one.spans)
    return [(one.name, one.role) for one in found]


def test_the_subject_is_the_topic_and_others_are_mentioned() -> None:
    marked = "<s>Ann Brandt</s> <q>said</q> <c>that Ole Lund had left for a meeting in Norway</c>."
    assert about(marked) == [("Ole Lund", "topic"), ("Norway", "mention")]


def test_the_object_is_a_topic_too() -> None:
    assert ("Ole Lund", "topic") in about("<s>Ann Brandt</s> <q>said</q> <c>voters dislike Ole Lund</c>.")


def test_a_content_that_names_nobody_is_about_nobody() -> None:
    assert about("<s>Ann Brandt</s> <q>said</q> <c>that it was raining</c>.") == []


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        # owners, doers and aims of what is told
        (
            "<s>Ann Brandt</s> <q>said</q> <c>the wording of Ole Lund's plan was vague</c>.",
            [("Ole Lund", "topic")],
        ),
        (
            "<s>Ann Brandt</s> <q>said</q> <c>there were questions about the Justice Department's actions</c>.",
            [("Justice Department", "topic")],
        ),
        ("<s>Ann Brandt</s> <q>rejected</q> <c>criticism of Ole Lund</c>.", [("Ole Lund", "topic")]),
        (
            "<s>Ann Brandt</s> <q>condemned</q> <c>Norway's embargo against Sweden</c>.",
            [("Norway", "topic"), ("Sweden", "topic")],
        ),
        ("<s>Ann Brandt</s> <q>mocked</q> <c>Ole Lund's new hairdresser</c>.", [("Ole Lund", "topic")]),
        (
            "<s>Ann Brandt</s> <q>recommended</q> <c>bringing charges against Ole Lund</c>.",
            [("Ole Lund", "topic")],
        ),
        (
            "<s>Ann Brandt</s> <q>said</q> <c>the bridge was built by Norway</c>.",
            [("Norway", "topic")],
        ),
        # what stands at the side
        (
            "<s>Ann Brandt</s> <q>said</q> <c>the road was closed after Ole Lund complained</c>.",
            [("Ole Lund", "mention")],
        ),
        (
            "<s>Ann Brandt</s> <q>said</q> <c>a plan that Ole Lund had drawn up would fail</c>.",
            [("Ole Lund", "mention")],
        ),
        (
            "<s>Ann Brandt</s> <q>said</q> <c>Ole Lund's lawyer Kari Moe was ill</c>.",
            [("Kari Moe", "topic"), ("Ole Lund", "mention")],
        ),
        ("<s>Ann Brandt</s> <q>announced</q> <c>a new school in Norway</c>.", [("Norway", "mention")]),
        # parties
        ("<s>Ann Brandt</s> <q>said</q> <c>Republicans would lose</c>.", [("Republicans", "topic")]),
        (
            "<s>Ann Brandt</s> <q>said</q> <c>the hall was full after a row among Democrats</c>.",
            [("Democrats", "mention")],
        ),
        ("<s>Ann Brandt</s> <q>said</q> <c>Republican voters would stay at home</c>.", []),
        # bodies named by their owner
        (
            "Ole Lund runs for mayor. <s>Ann Brandt</s> <q>said</q> <c>the Lund campaign was broke</c>.",
            [("Ole Lund's campaign", "topic")],
        ),
        (
            "Ole Lund runs for mayor. <s>Ann Brandt</s> <q>said</q> <c>his campaign was broke</c>.",
            [("Ole Lund's campaign", "topic")],
        ),
        # descriptions
        (
            "Two builders, Ole Lund and Per Moe, were charged on Friday. "
            "<s>Ann Brandt</s> <q>said</q> <c>the two had fled</c>.",
            [("Ole Lund", "topic"), ("Per Moe", "topic")],
        ),
        (
            "Mayor Ole Lund resigned. <s>Ann Brandt</s> <q>said</q> <c>the mayor was ill</c>.",
            [("Ole Lund", "topic")],
        ),
        (
            "The Harbourton County Court ruled on Friday. <s>Ann Brandt</s> <q>said</q> <c>the court was wrong</c>.",
            [("Harbourton County Court", "topic")],
        ),
        (
            "Ohio votes on Tuesday. <s>Ann Brandt</s> <q>said</q> <c>turnout in the state would be low</c>.",
            [("Ohio", "mention")],
        ),
        ("<s>Ann Brandt</s> <q>said</q> <c>the mayor of a small town had called</c>.", []),
        # pronouns
        (
            "Ole Lund resigned on Friday. <s>Ann Brandt</s> <q>said</q> <c>he was tired</c>.",
            [("Ole Lund", "topic")],
        ),
        (
            "Kari Moe resigned. <s>Ann Brandt</s> <q>said</q>: “<c>She is the best we had</c>.”",
            [("Kari Moe", "topic")],
        ),
        (
            "<s>Ole Lund</s> <q>said</q> <c>he would rebuild Norway's bridge</c>.",
            [("Ole Lund", "topic"), ("Norway", "topic")],
        ),
        (
            "<s>The Harbour Fund</s> <q>said</q> <c>it was hiring guards</c>.",
            [("Harbour Fund", "topic")],
        ),
        ("<s>The Harbour Fund</s> <q>said</q> <c>it was raining</c>.", []),
        ("<s>Ann Brandt</s> <q>said</q>: “<c>Nobody knows. Neither do I.</c>”", []),
        # whose words they are
        ("Ole Lund laughed. <s>Ole Lund</s> <q>said</q>: “<c>He is a fool</c>.”", []),
    ],
)  # fmt: skip
def test_whom_a_content_is_on(marked: str, expected: list[tuple[str, str]]) -> None:
    assert about(marked) == expected
