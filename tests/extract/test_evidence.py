"""What statements keep to tell why they have their speaker, day, act and channel."""

from __future__ import annotations

from typing import get_args

import pytest

from extract.channels import ChannelRule
from extract.cues import CueRule
from extract.drafts import LinkRule
from extract.extractor import Extractor
from extract.readers import read_object
from schema.evidence import Evidence
from schema.rules import ACT_RULES, CHANNEL_RULES, LINKS, SAID_ON_RULES, SPEAKER_RULES, SaidOnRule, SpeakerRule
from schema.statement import Statement
from tests.extract.attributed import load_model


def last(text: str) -> Statement:
    article = read_object({"id": "test", "publisher": "The Velm Courier", "published": "2018-09-04", "text": text})
    return Extractor(load_model()).extract(article).statements[-1]


def why_speaker(text: str) -> Evidence:
    evidence = last(text).evidence
    assert evidence is not None
    assert evidence.speaker is not None
    return evidence.speaker


@pytest.mark.parametrize(
    ("text", "rule", "leading", "link"),
    [
        ("Ana Velasco said it was over.", "name", [], None),
        ("Ana Velasco came. Velasco said it was over.", "surname", ["Ana Velasco"], None),
        ("Ana Velasco came on Friday. She said it was over.", "pronoun", ["Ana Velasco"], None),
        (
            "Ana Velasco came. Velasco was angry. She said it was over.",
            "pronoun",
            ["Velasco", "Ana Velasco"],
            "surname",
        ),
        (
            "Danish Foreign Minister Ole Lund came to Port Ellery. The minister said it was over.",
            "role",
            ["Foreign Minister", "Ole Lund"],
            None,
        ),
        ("A senior official said it was over.", "text_unnamed", [], None),
    ],
)
def test_mentions_lead_from_the_source_to_the_speaker(
    text: str, rule: str, leading: list[str], link: str | None
) -> None:
    why = why_speaker(text)
    assert (why.rule, why.link) == (rule, link)
    assert [" ".join(span.text.split()) for span in why.spans] == leading


def test_of_two_people_of_one_surname_the_second_is_named_with_both_scores() -> None:
    why = why_speaker("Bill Renner met Ana Renner on Friday. Ana Renner spoke. Mrs. Renner said it was over.")
    assert why.runner_up is not None
    assert why.runner_up.value == "Bill Renner"
    assert why.score is not None
    assert why.runner_up.score is not None
    assert why.score > why.runner_up.score


def test_every_rule_has_its_words() -> None:
    around = {"named around", "hinted at", "stated by the same speaker", "stated by the other speaker"}
    around |= {"turn of a transcript", "none told"}
    assert set(get_args(SpeakerRule)) == SPEAKER_RULES.keys()
    assert set(get_args(SaidOnRule)) == SAID_ON_RULES.keys()
    assert {*get_args(CueRule), "negated_cue"} == ACT_RULES.keys()
    assert {*get_args(ChannelRule), *around} == CHANNEL_RULES.keys()
    assert set(get_args(LinkRule)) == LINKS.keys()


def test_who_goes_on_leads_to_where_they_spoke_before() -> None:
    text = "A survey by the Norrby Institute shows a close race. The survey found that most voters want lower prices."
    why = why_speaker(text)
    assert why.rule == "document_before"
    assert [span.text for span in why.spans] == ["A survey by the Norrby Institute"]


def test_what_is_somebodys_leads_to_their_full_name() -> None:
    why = why_speaker("Ana Velasco came. Velasco's office said it was over.")
    assert why.rule == "owned_body"
    assert [span.text for span in why.spans] == ["Ana Velasco"]


@pytest.mark.parametrize(
    ("text", "act", "rule", "words"),
    [
        ("Ana Velasco said it was over.", "say", "cue", []),
        ("Ana Velasco has repeatedly denied that the ship was sunk.", "deny", "cue", ["denied"]),
        ("Ana Velasco did not say that the ship was sunk.", "other", "negated_cue", []),
        ("A survey by the Norrby Institute says that most voters want lower prices.", "show", "study", []),
        ("Ana Velasco asked the council to leave the room.", "ask", "asked_to", []),
        ("Ana Velasco called the plan a disgrace.", "criticise", "name_calling", []),
        ("Ana Velasco: “It is over.”", "say", "no_cue", []),
        ("“It is over,” Ana Velasco giggled.", "other", "unlisted_cue", []),
    ],
)
def test_the_rule_of_the_act_and_the_word_of_a_longer_cue_that_decided(
    text: str, act: str, rule: str, words: list[str]
) -> None:
    statement = last(text)
    assert statement.evidence is not None
    assert statement.evidence.act is not None
    assert (statement.act, statement.evidence.act.rule) == (act, rule)
    assert [span.text for span in statement.evidence.act.spans] == words


@pytest.mark.parametrize(
    ("text", "rule", "words"),
    [
        ("Ana Velasco answered on Facebook: “It is over.”", "occasion on the clause", ["Facebook"]),
        ("“It is over,” Ana Velasco tweeted.", "verb of a channel", []),
    ],
)
def test_the_word_that_tells_the_channel_is_kept_unless_it_is_the_cue(text: str, rule: str, words: list[str]) -> None:
    evidence = last(text).evidence
    assert evidence is not None
    assert evidence.channel is not None
    assert evidence.channel.rule == rule
    assert [span.text for span in evidence.channel.spans] == words


def test_what_statements_keep_is_small() -> None:
    statement = last("Ana Velasco came. Velasco was angry. She denied on Monday that it was over.")
    assert statement.evidence is not None
    assert len(statement.evidence.model_dump_json(exclude_defaults=True)) < 300
