"""Each sentence with one of its verbs, and how that verb's clause stands."""

from __future__ import annotations

import pytest

from extract.modality import clause_modality, clause_polarity, conveyed_verb
from extract.parser import parse

CASES = [
    ("He will sign the bill.", "sign", "positive", "future"),
    ("She did not sign the bill.", "sign", "negative", "asserted"),
    ("Nobody came to the meeting.", "came", "negative", "asserted"),
    ("There is no evidence of fraud.", "is", "negative", "asserted"),
    ("The minister said he would resign.", "resign", "positive", "future"),
    ("“I would resign,” the minister said.", "resign", "positive", "conditional"),
    ("If the vote fails, the minister will resign.", "resign", "positive", "conditional"),
    ("If the vote fails, the minister will resign.", "fails", "positive", "conditional"),
    ("We are not going to pay for it.", "pay", "negative", "future"),
    ("We are not going to pay for it.", "going", "negative", "future"),
    ("They have to go home.", "go", "positive", "necessary"),
    ("They failed to pay the workers.", "pay", "negative", "asserted"),
    ("They did not fail to pay the workers.", "pay", "positive", "asserted"),
    ("I don't think he will win.", "win", "negative", "future"),
    ("She may have lied.", "lied", "positive", "possible"),
    ("He is likely to lose.", "lose", "positive", "possible"),
    ("He is unlikely to win.", "win", "negative", "possible"),
    ("I hope he wins.", "wins", "positive", "wished"),
    ("She wants to build a wall.", "build", "positive", "wished"),
    ("Who paid for the trip?", "paid", "positive", "question"),
    ("Did the mayor lie?", "lie", "positive", "question"),
    ("The reporter asked whether the mayor lied.", "lied", "positive", "question"),
    ("He will build and pay.", "pay", "positive", "future"),
    ("He did not lie or cheat.", "cheat", "negative", "asserted"),
    ("It is not only wrong but dangerous.", "is", "positive", "asserted"),
    ("He no longer supports the plan.", "supports", "negative", "asserted"),
    ("He never met the envoy.", "met", "negative", "asserted"),
    ("The envoy must leave.", "leave", "positive", "necessary"),
    ("Perhaps the envoy left.", "left", "positive", "possible"),
    ("He can't win.", "win", "negative", "possible"),
    ("We should never have gone there.", "gone", "negative", "necessary"),
    ("Stop the attacks.", "Stop", "positive", "wished"),
    ("“Stop the attacks,” he said.", "Stop", "positive", "wished"),
    ("Do not touch it.", "touch", "negative", "wished"),
    ("She plans to run for mayor.", "run", "positive", "future"),
    ("He would like to meet the queen.", "meet", "positive", "wished"),
    ("Neither party accepted the offer.", "accepted", "negative", "asserted"),
    ("He denied that he took money.", "took", "negative", "asserted"),
    ("“Why did he leave?” she asked.", "leave", "positive", "question"),
    ("He asked the council to act.", "act", "positive", "wished"),
    ("He said the council needs to act.", "act", "positive", "necessary"),
    ("He said he wasn't going to sign it.", "sign", "negative", "future"),
    ("The plan is to be signed on Monday.", "signed", "positive", "future"),
    ("Prices hardly rose.", "rose", "negative", "asserted"),
    ("Let us pray.", "pray", "positive", "wished"),
    ("It is possible that they lost.", "lost", "positive", "possible"),
    ("It's not true that they lost.", "lost", "negative", "asserted"),
    ("He doesn't have to leave.", "leave", "negative", "necessary"),
    ("Unless we act, people are going to die.", "die", "positive", "conditional"),
    ("She had not been told.", "told", "negative", "asserted"),
    ("He said that they could win.", "win", "positive", "possible"),
    ("They refused to negotiate.", "negotiate", "negative", "asserted"),
    ("None of them knew it.", "knew", "negative", "asserted"),
    ("He had no choice.", "had", "negative", "asserted"),
    ("She was the one who might lose.", "lose", "positive", "possible"),
    ("They agreed not to strike.", "strike", "negative", "future"),
    ("It is important to protect the river.", "protect", "positive", "necessary"),
    ("It is important to protect the river.", "is", "positive", "asserted"),
    ("It is good to see the river.", "see", "positive", "asserted"),
    ("The mayor refused to sign the bill or to meet the union.", "meet", "negative", "asserted"),
    ("They agreed not to strike and to meet the union.", "meet", "positive", "future"),
    ("The price is very boring – not nearly as high as last year.", "is", "positive", "asserted"),
    ("We will never surrender.", "surrender", "negative", "future"),
    ("The council neither met the union nor read its letter.", "read", "negative", "asserted"),
    ("Few drivers accepted the offer.", "accepted", "negative", "asserted"),
    ("A few drivers accepted the offer.", "accepted", "positive", "asserted"),
    ("He left without paying the fine.", "paying", "negative", "asserted"),
    ("It wasn't the captain who ignored the warning.", "ignored", "negative", "asserted"),
    ("There is no doubt that the bank broke the law.", "broke", "positive", "asserted"),
    ("She forgot to lock the door.", "lock", "negative", "asserted"),
    ("The army has yet to respond.", "respond", "negative", "asserted"),
    ("Had they asked us, we would have helped.", "asked", "positive", "conditional"),
    ("He will win even if it rains.", "win", "positive", "future"),
    ("The judge asked the witness if she knew the driver.", "knew", "positive", "question"),
    ("The mayor did not say why the money was spent.", "spent", "positive", "question"),
    ("He told the men to leave.", "leave", "positive", "wished"),
    ("He told the men that they won.", "won", "positive", "asserted"),
    ("The governor appears to have lied.", "lied", "positive", "possible"),
]


@pytest.mark.parametrize(("sentence", "word", "polarity", "modality"), CASES)
def test_clause_is_read_as_a_careful_reader_would(sentence: str, word: str, polarity: str, modality: str) -> None:
    verb = next(token for token in parse(sentence) if token.text == word)
    assert (clause_polarity(verb), clause_modality(verb)) == (polarity, modality)


def test_a_denial_outside_the_content_does_not_negate_it() -> None:
    sentence = "She refused to say the bridge was safe."
    verb = next(token for token in parse(sentence) if token.text == "say")
    assert clause_polarity(verb) == "negative"
    assert clause_polarity(verb, within=(11, len(sentence))) == "positive"


@pytest.mark.parametrize(
    ("sentence", "main", "conveyed"),
    [
        ("The agency failed to collect the fees.", "failed", "collect"),
        ("I don't think he will win.", "think", "win"),
        ("Nobody denies that the river is polluted.", "denies", "polluted"),
        ("The minister thinks that the river is clean.", "thinks", "thinks"),
        ("The mayor told the crew to leave.", "told", "told"),
    ],
)
def test_a_clause_conveys_what_hangs_on_its_verb(sentence: str, main: str, conveyed: str) -> None:
    verb = next(token for token in parse(sentence) if token.text == main)
    assert conveyed_verb(verb).text == conveyed
