"""Articles that name nobody, name thousands, or name them in ways we can't read: no crash, no guess without ground."""

from __future__ import annotations

import time

import pytest

from extract.cast import find_cast
from extract.decisions import SpeakerDecision
from extract.speakers import resolve_speakers
from tests.extract.attributed import find_all


def decide(text: str) -> list[SpeakerDecision]:
    passage, attributions = find_all(text)
    return resolve_speakers(passage, attributions, find_cast(passage))


def names(text: str) -> list[str]:
    return [one.speaker.name for one in decide(text) if one.speaker]


@pytest.mark.parametrize(
    "text",
    [
        "“The harbour will close,” he said. “It was a hard decision.”\n",
        "She warned that the bridge would not hold.\n",
        "They said that the harbour would close, and they denied that it was sold.\n",
        "It was said that the harbour would close. There were reports that it was sold.\n",
    ],
)
def test_an_article_that_names_nobody_has_no_named_speaker(text: str) -> None:
    decisions = decide(text)
    assert decisions
    assert [one.speaker for one in decisions if one.speaker] == []
    assert all(one.unknown_because for one in decisions)


def test_a_surname_that_nothing_decides_lists_those_who_bear_it() -> None:
    text = "Robert Brandt and Karl Brandt met on Friday. Brandt said that the harbour would close.\n"
    decision = decide(text)[-1]
    assert decision.speaker is None
    assert decision.unknown_because == "ambiguous"
    assert {one.name for one in decision.candidates} == {"Robert Brandt", "Karl Brandt"}


def test_an_article_with_three_thousand_names_is_read_in_seconds() -> None:
    first = ("Ann", "Karl", "Ida", "Otto", "Ruth", "Emil", "Clara", "Hugo", "Elsa", "Fritz")
    people = [
        f"{first[n % 10]} {chr(65 + n % 26)}{'aeiou'[n % 5]}r{chr(97 + n // 26 % 26)}en{n // 676}" for n in range(3000)
    ]
    lines = [", ".join(people[n : n + 20]) + " came." for n in range(0, 3000, 20)]
    text = "\n".join([*lines, "Viktor Lanz said that the harbour would close. Lanz added that it was sold.\n"])
    start = time.process_time()
    assert names(text)[-2:] == ["Viktor Lanz", "Viktor Lanz"]
    assert time.process_time() - start < 90


@pytest.mark.parametrize("name", ["Владимир Иванов", "محمد علي", "习近平", "Γιώργος Παπάς", "राहुल शर्मा", "נועה לוי"])
def test_names_in_other_scripts_are_kept_as_they_stand_or_left_out(name: str) -> None:
    text = f"{name} said that the harbour would close on Friday. The mayor, Ann Brandt, said that it would not.\n"
    speakers = names(text)
    assert set(speakers) <= {name, *name.split(), "Ann Brandt"}
    assert "Ann Brandt" in speakers


@pytest.mark.parametrize("handle", ["@harbourwatch", "@Ann_Brandt_1", "harbour_rat99"])
def test_an_account_speaks_under_its_own_name(handle: str) -> None:
    text = f"Ann Brandt left on Friday. {handle} wrote on Twitter: “The harbour will close.”\n"
    speakers = names(text)
    assert set(speakers) <= {handle}


@pytest.mark.parametrize(
    "text",
    [
        "said.",
        "“”",
        "“Yes,” said",
        ", said the, .",
        "“" * 400,
        "He said " * 300,
        "Mr. said that Mrs. said that Dr. said no.\n",
    ],
)
def test_broken_text_is_survived(text: str) -> None:
    decide(text)
