"""The parse tells the source where none is marked, or too much or too little is."""

from __future__ import annotations

import pytest

from extract.cast import find_cast
from extract.described import SpeakerDecision
from extract.speakers import resolve_speakers
from tests.extract.marked import read_marked


def decide(marked: str) -> SpeakerDecision:
    passage, attributions = read_marked(marked)
    return resolve_speakers(passage, attributions, find_cast(passage))[-1]


def name(marked: str) -> str | None:
    speaker = decide(marked).speaker
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    "marked",
    [
        "<q>Claiming</q> <c>the vote was rigged</c>, Ann Brandt left the room.",
        "Ann Brandt wrote a letter to voters <q>opposing</q> <c>the harbour law</c>.",
        "Ann Brandt welcomed the vote but <q>refused to say</q> <c>when it would come</c>.",
        "Ann Brandt was dragged before the council <q>to defend</q> <c>the harbour law</c>.",
        "Ann Brandt hit back by <q>accusing</q> <c>the council of theft</c>.",
    ],
)
def test_a_cue_without_a_source_has_the_subject_of_its_verb(marked: str) -> None:
    assert name(marked) == "Ann Brandt"


@pytest.mark.parametrize(
    "marked",
    [
        "<s>Ann Brandt</s> <q>has been accused of</q> <c>theft</c>.",
        "When <s>Ann Brandt</s> <q>was asked about</q> <c>the harbour law</c>, she left.",
        "<q>Asked about</q> <c>the harbour law</c>, <s>Ann Brandt</s> left.",
        "<s>The town</s> <q>came to be known as</q> <c>the gate of the north</c>.",
    ],
)
def test_to_whom_it_is_done_does_not_say_it(marked: str) -> None:
    assert decide(marked).speaker is None


def test_who_does_it_in_the_passive_says_it() -> None:
    assert name("<c>The law</c> <q>was criticised by</q> <s>Ann Brandt</s>.") == "Ann Brandt"


def test_a_feeling_in_the_passive_is_ones_own() -> None:
    assert name("<s>Ann Brandt</s> <q>was convinced</q> <c>that the law would fail</c>.") == "Ann Brandt"


def test_of_pieces_apart_the_subject_of_the_cue_speaks() -> None:
    marked = (
        "<s>Many leaders of the islands</s> share that view, but <s>the Harbour Fund</s> <q>wants</q> <c>to wait</c>."
    )
    assert name(marked) == "Harbour Fund"


def test_a_determiner_alone_has_its_noun() -> None:
    marked = "Senator Ann Brandt came on Friday. Later <s>the</s> senator <q>warned</q> <c>that funds were short</c>."
    assert name(marked) == "Ann Brandt"


def test_half_of_a_title_has_its_name() -> None:
    assert name("<s>Vice</s> President Ann Brandt came <q>urging</q> <c>peace</c>.") == "Ann Brandt"


def test_most_of_whom_are_those_before() -> None:
    marked = "She met ten retired generals -- <s>most of whom</s> <q>had announced</q> <c>their support</c>."
    assert name(marked) == "ten retired generals"


@pytest.mark.parametrize(
    ("marked", "speaker"),
    [
        ("<s>A letter seen by the Harbour Times</s> <q>says</q> <c>it is over</c>.", "A letter"),
        ("<s>a Harbour Fund poll last month</s> <q>found</q> <c>no majority</c>.", "a Harbour Fund poll"),
        ("<s>The Harbour Fund this week</s> <q>rejected</q> <c>the offer</c>.", "Harbour Fund"),
        ("<s>a 70-page, costly report</s> <q>shows</q> <c>a rise</c>.", "a 70-page, costly report"),
        ("<s>Figures to be published today</s> <q>show</q> <c>a rise</c>.", "Figures"),
        ("<s>families of those killed at sea</s> <q>sued</q> <c>the line</c>.", "families of those killed at sea"),
        ("<s>users in an area hit by a storm</s> <q>asked for</q> <c>help</c>.", "users in an area hit by a storm"),
        ("<s>A federal lawsuit was</s> filed <q>alleging</q> <c>theft</c>.", "A federal lawsuit"),
        ("<s>A summary of its work, Ann Brandt, an aide,</s> <q>says</q> <c>no</c>.", "A summary of its work"),
        ("<s>voters of the class of 2016</s> <q>hoped</q> <c>for peace</c>.", "voters of the class of 2016"),
    ],
)
def test_what_is_told_of_a_source_is_no_part_of_its_name(marked: str, speaker: str) -> None:
    assert name(marked) == speaker
