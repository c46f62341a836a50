"""Confidence in a speaker is a probability that the article's own words bear out."""

from __future__ import annotations

from extract.cast import find_cast
from extract.certainty import Certainty
from extract.decisions import SpeakerDecision
from extract.extractor import Extractor
from extract.speakers import resolve_speakers
from extract.training.logistic import Example, fit
from schema.article import Article
from tests.extract.attributed import load_model
from tests.extract.marked import read_marked


def decide(marked: str, least: float = 0.0) -> SpeakerDecision:
    passage, attributions = read_marked(marked)
    return resolve_speakers(passage, attributions, find_cast(passage), least_confidence=least)[-1]


def test_a_full_name_is_surer_than_a_pronoun() -> None:
    named = decide("<s>Ann Brandt</s> <q>said</q> <c>it was over</c>.")
    meant = decide("Ann Brandt met Kari Moe on Friday. <s>She</s> <q>said</q> <c>it was over</c>.")
    assert 0.5 < meant.confidence < named.confidence < 1


def test_below_the_least_confidence_the_speaker_is_a_candidate() -> None:
    marked = "Ann Brandt met Kari Moe on Friday. <s>She</s> <q>said</q> <c>it was over</c>."
    sure, unsure = decide(marked), decide(marked, least=0.999)
    assert sure.speaker is not None
    assert unsure.speaker is None
    assert unsure.threshold == 0.999
    assert unsure.candidates[0].id == sure.speaker.id
    assert unsure.confidence == sure.confidence


def test_asking_for_more_confidence_only_silences() -> None:
    marked = (
        "Ann Brandt came. <s1>Brandt</s1> <q1>said</q1> <c1>no</c1>. <s2>She</s2> <q2>added</q2> <c2>little</c2>. "
        "<s3>An official</s3> <q3>said</q3> <c3>yes</c3>."
    )
    passage, attributions = read_marked(marked)
    cast = find_cast(passage)
    shown = [
        [
            one.speaker.name
            for one in resolve_speakers(passage, attributions, cast, least_confidence=least)
            if one.speaker
        ]
        for least in (0.0, 0.93, 1.0)
    ]
    assert set(shown[2]) <= set(shown[1]) <= set(shown[0])
    assert len(shown[0]) == 3
    assert shown[2] == []


def test_what_goes_with_errors_lowers_the_probability() -> None:
    examples = [Example(str(i), {"far": float(i % 2)}, right=i % 2 == 0 or i % 3 == 0) for i in range(60)]
    certainty = fit(examples)
    assert certainty.probability({"far": 1.0}) < certainty.probability({})


def test_features_without_a_weight_count_nothing() -> None:
    certainty = Certainty({"always": 1.0})
    assert certainty.probability({"unheard of": 5.0}) == certainty.probability({})


def test_the_extractor_asks_for_no_less_than_it_is_told() -> None:
    article = Article(id="ar_test", sha256="", text="Ann Brandt came. She said the harbour would close on Friday.\n")
    plain, strict = Extractor(load_model()), Extractor(load_model(), least_speaker_confidence=1.0)
    assert [one.speaker is not None for one in plain.extract(article).statements] == [True]
    assert [one.speaker_unknown_because for one in strict.extract(article).statements] == ["ambiguous"]
    assert plain.extraction.run != strict.extraction.run
