"""Whom and what a statement is on."""

from __future__ import annotations

from extract.about import find_about
from extract.cast import find_cast
from extract.speakers import resolve_speakers
from tests.extract.marked import read_marked


def about(marked: str) -> list[tuple[str, str]]:
    passage, attributions = read_marked(marked)
    cast = find_cast(passage)
    found = find_about(passage, attributions, cast, resolve_speakers(passage, attributions, cast))[-1]
    for one in found:
        assert one.spans
        assert all(passage.text[span.start : span.end] == span.text for span in one.spans)
    return [(one.name, one.role) for one in found]


def test_the_subject_is_the_topic_and_others_are_mentioned() -> None:
    marked = "<s>Ann Brandt</s> <q>said</q> <c>that Ole Lund had left for a meeting in Norway</c>."
    assert about(marked) == [("Ole Lund", "topic"), ("Norway", "mention")]


def test_the_object_is_a_topic_too() -> None:
    assert ("Ole Lund", "topic") in about("<s>Ann Brandt</s> <q>said</q> <c>voters dislike Ole Lund</c>.")


def test_a_pronoun_in_the_content_leads_to_its_actor() -> None:
    marked = "Ole Lund resigned on Friday. <s>Ann Brandt</s> <q>said</q> <c>he was tired</c>."
    assert about(marked) == [("Ole Lund", "topic")]


def test_a_content_that_names_nobody_is_about_nobody() -> None:
    assert about("<s>Ann Brandt</s> <q>said</q> <c>that it was raining</c>.") == []
