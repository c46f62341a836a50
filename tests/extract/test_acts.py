"""Each sentence with how it was said: act, stance, the cue's polarity, the content's polarity and modality."""

from __future__ import annotations

from dataclasses import replace

import pytest

from extract.acts import Manner, read_manner
from extract.cues import read_cue
from tests.extract.attributed import find_all
from tests.extract.marked import find_marked_channels, read_marked


def read(marked: str) -> list[Manner]:
    passage, attributions = read_marked(marked)
    return read_manner(passage, attributions, *find_marked_channels(passage, attributions))


GOLDEN = [
    ("<s>Lee</s> <q>said</q> <c>the bridge is safe</c>.", "say asserts positive positive asserted"),
    ("<c>“The bridge is safe,”</c> <s>Lee</s> <q>said</q>.", "say asserts positive positive asserted"),
    ("<q>According to</q> <s>Lee</s>, <c>the bridge is not safe</c>.", "say asserts positive negative asserted"),
    ("<s>Lee</s> <q>denied</q> <c>that the bridge was closed</c>.", "deny denies positive positive asserted"),
    ("<s>Lee</s> <q>denied</q> <c>taking any money</c>.", "deny denies positive positive asserted"),
    ("<s>Lee</s> <q>did not deny</q> <c>that the bridge was closed</c>.", "deny not_said negative positive asserted"),
    ("<s>Lee</s> <q>did not say</q> <c>that the bridge was closed</c>.", "other not_said negative positive asserted"),
    ("<s>Lee</s> <q>never said</q> <c>the bridge was closed</c>.", "other not_said negative positive asserted"),
    ("<s>Lee</s> <q>refused to confirm</q> <c>the bridge was closed</c>.",
     "refuse not_said negative positive asserted"),
    ("<s>Lee</s> <q>declined to say</q> <c>whether he would resign</c>.", "refuse not_said negative positive question"),
    ("<s>Lee</s> <q>made no mention of</q> <c>the scandal</c>.", "other not_said negative positive asserted"),
    ("<s>Lee</s> <q>would say</q> <c>that the bridge is safe</c>.", "say hypothetical positive positive asserted"),
    ("If <s>Lee</s> <q>says</q> <c>the bridge is safe</c>, we will cross.",
     "say hypothetical positive positive asserted"),
    ("<s>Lee</s> <q>may announce</q> <c>that he is leaving</c>.", "announce hypothetical positive positive asserted"),
    ("<s>Lee</s> is <q>expected to announce</q> <c>a new tax</c>.", "predict hypothetical positive positive asserted"),
    ("Did <s>Lee</s> <q>say</q> <c>the bridge was closed</c>?", "say hypothetical positive positive asserted"),
    ("<s>Lee</s> <q>believes</q> <c>the bridge is safe</c>.", "believe believes positive positive asserted"),
    ("<s>Lee</s> <q>does not believe</q> <c>the bridge is safe</c>.", "believe denies negative positive asserted"),
    ("<s>Lee</s> <q>doubts</q> <c>that the bridge is safe</c>.", "believe denies positive positive possible"),
    ("<s>Lee</s> <q>thinks</q> <c>they might lose</c>.", "believe believes positive positive possible"),
    ("<s>Lee</s> <q>asked</q> <c>whether the bridge was safe</c>.", "ask asks positive positive question"),
    ("<c>“Is the bridge safe?”</c> <s>Lee</s> <q>asked</q>.", "ask asks positive positive question"),
    ("<s>Lee</s> <q>wondered</q> <c>if the bridge was safe</c>.", "ask asks positive positive question"),
    ("<s>Lee</s>: <c>“Who closed the bridge?”</c>", "ask asks positive positive question"),
    ("<s>Lee</s> <q>asked</q> the mayor <c>to close the bridge</c>.", "ask wants positive positive wished"),
    ("<s>Lee</s> <q>urged</q> the mayor <c>to close the bridge</c>.", "demand wants positive positive wished"),
    ("<s>Lee</s> <q>called for</q> <c>an end to the strike</c>.", "demand wants positive positive wished"),
    ("<s>Lee</s> <q>demanded</q> <c>that the mayor resign</c>.", "demand wants positive positive wished"),
    ("<s>Lee</s> <q>wants</q> <c>to close the bridge</c>.", "want wants positive positive wished"),
    ("<s>Lee</s> <q>hopes</q> <c>the bridge will reopen</c>.", "want wants positive positive future"),
    ("<s>Lee</s> <q>does not want</q> <c>to close the bridge</c>.", "want denies negative positive wished"),
    ("<c>“I wish it were over,”</c> <s>Lee</s> <q>said</q>.", "say asserts positive positive wished"),
    ("<s>Lee</s> <q>warned</q> <c>that the bridge could collapse</c>.", "warn asserts positive positive possible"),
    ("<s>Lee</s> <q>threatened</q> <c>to close the bridge</c>.", "threaten wants positive positive possible"),
    ("<s>Lee</s> <q>promised</q> <c>to close the bridge</c>.", "promise asserts positive positive future"),
    ("<s>Lee</s> <q>vowed</q> <c>never to close the bridge</c>.", "promise asserts positive negative future"),
    ("<s>Lee</s> <q>predicted</q> <c>the bridge will not hold</c>.", "predict asserts positive negative future"),
    ("<s>Lee</s> <q>claimed</q> <c>he had never met her</c>.", "claim asserts positive negative asserted"),
    ("<s>Lee</s> <q>confirmed</q> <c>that two ministers resigned</c>.", "confirm asserts positive positive asserted"),
    ("<s>Lee</s> <q>did not confirm</q> <c>that two ministers resigned</c>.",
     "confirm not_said negative positive asserted"),
    ("<s>Lee</s> <q>accused</q> <c>the mayor of lying</c>.", "accuse asserts positive positive asserted"),
    ("<s>Lee</s> <q>called</q> <c>the plan “a disgrace”</c>.", "criticise asserts positive positive asserted"),
    ("<s>Lee</s> <q>called</q> <c>the terrorists an “abscess”</c>.", "criticise asserts positive positive asserted"),
    ("<s>Lee</s> <q>called</q> <c>the nurses “heroes”</c>.", "praise asserts positive positive asserted"),
    ("<s>Lee</s> <q>called</q> <c>the plan “Phase Two”</c>.", "say asserts positive positive asserted"),
    ("<s>Lee</s> <q>rejected</q> <c>the claim that he had lied</c>.", "refuse denies positive positive asserted"),
    ("<s>The poll</s> <q>found</q> <c>that voters are angry</c>.", "show asserts positive positive asserted"),
    ("<c>“There were no talks,”</c> <s>Lee</s> <q>said at a press conference in the capital</q>.",
     "say asserts positive negative asserted"),
    ("<c>“We are tired,”</c> <s>Lee</s> <q>said in a prepared statement</q>.",
     "say asserts positive positive asserted"),
    ("<s>Lee</s> <q>said in response to criticism</q> <c>that he was tired</c>.",
     "say asserts positive positive asserted"),
    ("<s>Lee</s> <q>issued a warning</q> <c>that the bridge could fall</c>.",
     "warn asserts positive positive possible"),
    ("<s>Lee</s> <q>voiced displeasure with</q> <c>the plan</c>.", "criticise asserts positive positive asserted"),
    ("<s>Lee</s> <q>tweeted</q>: <c>“Stop the strike!”</c>", "say asserts positive positive wished"),
    ("<s>Lee</s> <q>insisted</q> <c>the council must act</c>.", "claim asserts positive positive necessary"),
    ("<s>Lee</s> <q>not only said</q> <c>he was tired</c>, he left.", "say asserts positive positive asserted"),
    ("Correction: <s>An earlier version of this article</s> <q>said</q> <c>the bridge had collapsed</c>.",
     "say not_said positive positive asserted"),
    ("<c>“No minister has read it,”</c> <s>Lee</s> <q>said</q>.", "say asserts positive negative asserted"),
    ("Marsh, <s>who</s> <q>has slammed</q> <c>the plan</c>, resigned.", "criticise asserts positive positive asserted"),
    ("<s>Lee</s> <q>called Wednesday for</q> <c>the mayor to resign</c>.", "demand wants positive positive wished"),
    ("<s>Lee</s> <q>called</q> <c>the plan “abhorrent”</c>.", "criticise asserts positive positive asserted"),
    ("<s>Lee</s> <q>asked</q> <c>that her name not be used</c>.", "ask wants positive negative wished"),
    ("<s>Lee</s> <q>went after</q> <c>the mayor</c>.", "criticise asserts positive positive asserted"),
    ("<s>Lee</s> was <q>pressed on</q> <c>why the bridge fell</c>.", "ask asks positive positive question"),
    ("<q>In</q> <s>a new poll</s>, <c>voters are angry</c>.", "show asserts positive positive asserted"),
    ("<s>Lee</s> <q>indicated</q> <c>that voters are angry</c>.", "say asserts positive positive asserted"),
    ("<s>The study</s> <q>indicated</q> <c>that voters are angry</c>.", "show asserts positive positive asserted"),
    ("<s>Lee</s> <q>said</q> <c>she would sign it if the council agreed</c>.",
     "say asserts positive positive conditional"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), GOLDEN)
def test_statement_is_never_taken_for_more_than_was_said(marked: str, expected: str) -> None:
    manner = read(marked)[0]
    found = (manner.act, manner.stance, manner.cue_polarity, manner.polarity, manner.modality)
    assert " ".join(found) == expected


def test_next_telling_word_of_a_cue_is_its_runner_up() -> None:
    passage, attributions = read_marked("<s>Lee</s> <q>criticised and threatened to sue</q> <c>the mayor</c>.")
    cue = read_cue(passage, attributions[0])
    assert {cue.act, cue.runner_up} == {"criticise", "threaten"}


CHANNELS = [
    ("<s>Lee</s> <q>said</q> in an interview with the Orban Herald <c>that she was tired</c>.", "interview"),
    ("<s>Lee</s> <q>told</q> the Orban Herald <c>that she was tired</c>.", "interview"),
    ("<s>Lee</s> <q>told</q> her brother <c>that she was tired</c>.", None),
    ("<s>Lee</s> <q>tweeted</q> <c>that she was tired</c>.", "post"),
    ("<s>Lee</s> <q>wrote</q> on Twitter <c>that she was tired</c>.", "post"),
    ("At a rally in Orban, <s>Lee</s> <q>said</q> <c>she was tired</c>.", "speech"),
    ("During the debate, <s>Lee</s> <q>said</q> <c>she was tired</c>.", "debate"),
    ("<c>“We are tired,”</c> <s>Lee</s> <q>said</q> at a news conference.", "press conference"),
    ("<c>“We are tired,”</c> <s>Lee</s> <q>said</q> at a party conference.", None),
    ("<c>“We are tired,”</c> <s>the ministry</s> <q>said</q> in a statement.", "written statement"),
    ("<s>The ministry</s> <q>issued a statement saying</q> <c>it was tired</c>.", "written statement"),
    ("<s>Lee</s> <q>wrote</q> in an email <c>that she was tired</c>.", "email"),
    ("<s>The report</s> <q>says</q> <c>that nurses are tired</c>.", "document"),
    ("<s>Lee</s> <q>said</q> at a campaign stop in Orban <c>that she was tired</c>.", "speech"),
    ("<s>Lee</s> <q>told</q> Tom Marsh of the Orban Herald <c>that she was tired</c>.", "interview"),
    ("<s>Lee</s> <q>told</q> a Senate panel <c>that she was tired</c>.", "testimony"),
    ("<s>Lee</s> <q>told</q> a cheering crowd <c>that she was tired</c>.", "speech"),
    ("<s>Lee</s> <q>said</q> at a meeting with the Herald's editorial board <c>that she was tired</c>.", "interview"),
    ("<s>Lee</s> <q>said</q> on a conference call with reporters <c>that she was tired</c>.", "press conference"),
    ("<s>Lee</s> <q>wrote</q> in a court filing <c>that she was tired</c>.", "document"),
    ("After the debate, <s>Lee</s> <q>told</q> reporters <c>that she was tired</c>.", None),
    ("<s>Lee</s> <q>declined</q> an interview request, <c>saying she was tired</c>.", None),
    ("<s>The letter</s> <q>reads</q>: <c>“We are tired.”</c>", "written statement"),
    ("<s>The advertisement</s> <q>says</q> <c>that nurses are tired</c>.", None),
    ("<s>Lee</s> <q>emailed</q> supporters <c>that she was tired</c>.", "email"),
    ("In the new poll, <s>55 percent</s> <q>said</q> <c>they were tired</c>.", "document"),
    ("<s>Lee</s> <q>testified</q> <c>that she was tired</c>.", "testimony"),
    ("<s>Lee</s> <q>said</q> <c>the interview was a mistake</c>.", None),
    ("<s>Lee</s> <q>told</q> a news conference <c>that she was tired</c>.", "press conference"),
    ("<s>Lee</s> <q>called</q> <c>the plan shameful</c> in a tweet on Sunday.", "post"),
    ("<s>Lee</s> in a Facebook post <q>said</q> <c>that she was tired</c>.", "post"),
    ("In a series of tweets, <s>Lee</s> <q>said</q> <c>that she was tired</c>.", "post"),
    ("In an Instagram video, <s>Lee</s> <q>said</q> <c>that she was tired</c>.", "post"),
    ("In an interview in which <s>she</s> <q>said</q> <c>she was tired</c>, Lee laughed.", "interview"),
    ("On “Face the Nation,” <s>Lee</s> <q>said</q> <c>that she was tired</c>.", "interview"),
    ("<s>Lee</s> <q>made an impassioned call for</q> <c>unity</c>.", None),
    ("On Capitol Hill, <s>Lee</s> <q>said</q> <c>that she was tired</c>.", None),
    ("In the event of a strike, <s>Lee</s> <q>said</q>, <c>she would leave</c>.", None),
]


@pytest.mark.parametrize(("marked", "channel"), CHANNELS)
def test_channel_is_what_the_text_says(marked: str, channel: str | None) -> None:
    assert read(marked)[0].channel == channel


def test_channel_lasts_while_the_same_speaker_goes_on() -> None:
    manners = read(
        "In an interview with the Orban Herald, <s1>Lee</s1> <q1>said</q1> <c1>she was tired</c1>. "
        "<c2>“It was a long day,”</c2> <s2>she</s2> <q2>added</q2>.\n\n"
        "The bridge is old.\n\n<s3>Tom Marsh</s3> <q3>said</q3> <c3>he was sorry</c3>."
    )
    assert [manner.channel for manner in manners] == ["interview", "interview", None]


def test_written_words_end_where_the_speaker_is_heard_elsewhere() -> None:
    manners = read(
        "<s1>Lee</s1> <q1>said</q1> in a statement <c1>that she was tired</c1>.\n\n"
        "The mayor went home.\n\n"
        "<s2>Lee</s2> <q2>told</q2> the Orban Herald <c2>that it was a long day</c2>. "
        "<c3>“We did our best,”</c3> <s3>she</s3> <q3>said</q3>."
    )
    assert [manner.channel for manner in manners] == ["written statement", "interview", "interview"]


def test_channel_ends_with_the_paragraph_even_where_the_parser_reads_on() -> None:
    manners = read(
        '<s1>Brandt’s office</s1> <q1>said in a statement</q1> <c1>that it "has always kept to the law."</c1>'
        "\n\n<s2>Opposition leader Marit Solberg</s2> <q2>accused</q2> <c2>the minister of misleading parliament</c2>."
    )
    assert [manner.channel for manner in manners] == ["written statement", None]


def test_channel_decision_tells_its_rule_and_word() -> None:
    text = "<s>Lee</s> <q>said</q> in an interview with the Orban Herald <c>that she was tired</c>."
    decision = read(text)[0].channel_decision
    start, end = decision.span or (0, 0)
    assert (decision.rule, read_marked(text)[0].text[start:end]) == ("occasion on the clause", "interview")


def test_debate_goes_on_with_those_who_speak_in_it() -> None:
    manners = read(
        "<s1>Lee</s1> <q1>said</q1> in the debate <c1>that she was tired</c1>. "
        "<s2>Marsh</s2> <q2>shot back</q2> in the debate <c2>that he was not</c2>. "
        "<c3>“You should be,”</c3> <s3>Lee</s3> <q3>replied</q3>."
    )
    assert [manner.channel for manner in manners] == ["debate", "debate", "debate"]


def test_interview_goes_on_wherever_its_speaker_is_heard() -> None:
    manners = read(
        "<s1>Lee</s1> <q1>told</q1> the Orban Herald <c1>that she was tired</c1>.\n\n"
        "The bridge is old.\n\nIt was built of stone.\n\nIt has two towers.\n\nIt carries a road.\n\n"
        "<c2>“It is a good bridge,”</c2> <s2>Lee</s2> <q2>said</q2>."
    )
    assert manners[1].channel == "interview"


NESTED = [
    ("<s>Lee</s> <q>refused</q> <c>to <q2>confirm</q2> <c2>that a contract had been signed</c2></c>.", "not_said"),
    ("<s>Lee</s> <q>denied</q> <c><q2>saying</q2> <c2>that the bridge was safe</c2></c>.", "denies"),
    ("<s>Lee</s> <q>wants</q> <c>to <q2>announce</q2> <c2>that the bridge is safe</c2></c>.", "wants"),
    ("<s>Lee</s> <q>denied</q> <c>that <s2>Marsh</s2> <q2>said</q2> <c2>the bridge was safe</c2></c>.", "asserts"),
]


@pytest.mark.parametrize(("marked", "stance"), NESTED)
def test_saying_that_is_only_refused_or_denied_asserts_nothing(marked: str, stance: str) -> None:
    passage, (outer, inner) = read_marked(marked)
    attributions = [outer, replace(inner, parent=0)]
    nested = read_manner(passage, attributions, *find_marked_channels(passage, attributions))[1]
    assert nested.stance == stance


@pytest.mark.parametrize(
    "text",
    ["He refused to confirm that a contract had been signed.", "She denied saying that the bridge was safe."],
)
def test_nothing_found_in_a_refusal_asserts_its_content(text: str) -> None:
    passage, attributions = find_all(text)
    assert attributions
    manners = read_manner(passage, attributions, *find_marked_channels(passage, attributions))
    assert not [manner for manner in manners if manner.stance == "asserts"]
