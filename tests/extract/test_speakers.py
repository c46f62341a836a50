"""From the words of a source to an actor; unknown with a reason rather than wrong."""

from __future__ import annotations

import pytest

from extract.cast import find_cast
from extract.described import SpeakerDecision
from extract.speakers import resolve_speakers
from tests.extract.marked import read_marked


def decide(marked: str) -> list[SpeakerDecision]:
    passage, attributions = read_marked(marked)
    return resolve_speakers(passage, attributions, find_cast(passage))


def last(marked: str) -> SpeakerDecision:
    return decide(marked)[-1]


def name(marked: str) -> str | None:
    speaker = last(marked).speaker
    return speaker.name if speaker else None


@pytest.mark.parametrize(
    ("marked", "speaker", "basis"),
    [
        ("<s>Ann Brandt</s> <q>said</q> <c>it was over</c>.", "Ann Brandt", "name"),
        ("Ann Brandt came. <s>Brandt</s> <q>said</q> <c>it was over</c>.", "Ann Brandt", "surname"),
        ("Ann Brandt came on Friday. <s>She</s> <q>said</q> <c>it was over</c>.", "Ann Brandt", "pronoun"),
        ("Danish Foreign Minister Ole Lund came. <s>The minister</s> <q>said</q> <c>no</c>.", "Ole Lund", "role"),
        ("<s>The city’s mayor, Ann Brandt,</s> <q>said</q> <c>it was over</c>.", "Ann Brandt", "apposition"),
        ("<s>Harbour Fund president Ann Brandt</s> <q>said</q> <c>it was over</c>.", "Ann Brandt", "name"),
        ("<s>Ann Brandt, who leads the Harbour Fund,</s> <q>said</q> <c>it was over</c>.", "Ann Brandt", "name"),
        ("<s>The State Department</s> <q>said</q> <c>it was over</c>.", "Department of State", "name"),
        ("<s>Tehran</s> <q>warned</q> <c>that talks were over</c>.", "Government of Iran", "metonym"),
        ("<s>The White House</s> <q>said</q> <c>it was over</c>.", "White House", "metonym"),
        ("<s>a senior official</s> <q>said</q> <c>it was over</c>.", "a senior official", "unnamed"),
        ("<s>A Harbour Fund poll</s> <q>shows</q> <c>a close race</c>.", "A Harbour Fund poll", "document"),
    ],
)  # fmt: skip
def test_a_source_leads_to_its_actor(marked: str, speaker: str, basis: str) -> None:
    decision = last(marked)
    assert decision.speaker is not None
    assert (decision.speaker.name, decision.speaker.basis) == (speaker, basis)
    assert decision.confidence >= 0.5


def test_a_country_that_speaks_is_its_government() -> None:
    speaker = last("<s>Iran</s> <q>said</q> <c>talks were over</c>.").speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Government of Iran", "government")


def test_the_campaign_is_its_owners() -> None:
    marked = (
        "Ann Brandt lost. <s1>The Brandt campaign</s1> <q1>said</q1> <c1>no</c1>. "
        "<s2>The campaign</s2> <q2>added</q2> <c2>little</c2>."
    )
    assert [one.speaker and one.speaker.name for one in decide(marked)] == ["Ann Brandt's campaign"] * 2


def test_a_named_spokeswoman_speaks_herself_for_her_body() -> None:
    speaker = last("<s>Ann Brandt, a spokeswoman for the Harbour Fund,</s> <q>said</q> <c>no</c>.").speaker
    assert speaker is not None
    assert speaker.name == "Ann Brandt"
    assert speaker.speaks_for is not None
    assert speaker.speaks_for.name == "Harbour Fund"


def test_an_unnamed_spokesman_stays_unnamed_and_local() -> None:
    speaker = last("<s>a spokesman for the Harbour Fund</s> <q>said</q> <c>no</c>.").speaker
    assert speaker is not None
    assert speaker.kind == "unnamed"
    assert speaker.article_id is not None
    assert speaker.speaks_for is not None
    assert speaker.speaks_for.name == "Harbour Fund"


def test_joint_speakers_are_a_group_with_members() -> None:
    speaker = last("<s>Ann Brandt and Ole Lund</s> <q>said</q> <c>it was over</c>.").speaker
    assert speaker is not None
    assert (speaker.name, speaker.kind) == ("Ann Brandt and Ole Lund", "group")
    assert [member.name for member in speaker.members] == ["Ann Brandt", "Ole Lund"]


def test_i_in_what_somebody_says_is_that_speaker() -> None:
    marked = "<s1>Ann Brandt</s1> <q1>said</q1>: <c1>“<s2>I</s2> <q2>believe</q2> <c2>it is over</c2>.”</c1>"
    assert [one.speaker and one.speaker.name for one in decide(marked)] == ["Ann Brandt", "Ann Brandt"]


def test_who_is_the_noun_before_it() -> None:
    assert name("Ann Brandt, <s>who</s> <q>said</q> <c>it was over</c>, left.") == "Ann Brandt"


def test_nobody_is_named_without_a_source() -> None:
    decision = last("<c>The vote</c> <q>is expected</q> on Friday.")
    assert decision.speaker is None
    assert decision.unknown_because == "impersonal"


def test_a_headline_has_the_speaker_that_the_body_gives_the_same_words() -> None:
    marked = (
        "<c1>‘This Harbour Will Stay Open’</c1> After Long Night Of Talks\n\n"
        "<c2>“This harbour will stay open,”</c2> <s2>Ann Brandt</s2> <q2>said</q2>."
    )
    assert [one.speaker and one.speaker.name for one in decide(marked)] == ["Ann Brandt", "Ann Brandt"]


def test_a_surname_that_nothing_decides_stays_unknown_with_its_candidates() -> None:
    decision = last("Robert Brandt and Karl Brandt met. <s>Brandt</s> <q>said</q> <c>no</c>.")
    assert decision.speaker is None
    assert decision.unknown_because == "ambiguous"
    assert {one.name for one in decision.candidates} == {"Robert Brandt", "Karl Brandt"}


def test_the_republican_is_nobody_of_another_party() -> None:
    marked = (
        "Republican nominee Karl Lund met Democratic nominee Ann Brandt. "
        "<s>The Republican nominee</s> <q>said</q> <c>no</c>."
    )
    assert name(marked) == "Karl Lund"


def test_they_are_those_who_spoke_last() -> None:
    marked = "<s1>Harbour officials</s1> <q1>said</q1> <c1>no</c1>. <s2>They</s2> <q2>added</q2> <c2>little</c2>."
    assert [one.speaker and one.speaker.name for one in decide(marked)] == ["Harbour officials", "Harbour officials"]


def test_decisions_keep_the_order_of_the_attributions() -> None:
    marked = "<s1>Ann Brandt</s1> <q1>said</q1> <c1>no</c1>. <s2>Ole Lund</s2> <q2>said</q2> <c2>yes</c2>."
    assert [one.speaker and one.speaker.name for one in decide(marked)] == ["Ann Brandt", "Ole Lund"]
