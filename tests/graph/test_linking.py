"""Which runs of quoted words are one quote: from all of them at once, whatever is odd about them."""

from __future__ import annotations

import random
import time

import pytest

from graph.likeness import LINKED, find_likeness
from graph.linking import MOST_ALIKE, MOST_MEMBERS, divide, group
from graph.units import MOST_WORDS, Facts, Unit, find_units
from tests.builders import make_article, make_record, make_speaker, make_statement

ANNA, PIETER = "ac_anna", "ac_pieter"
LONG = "We will never sell the old harbour to a foreign shipping company"
BOILERPLATE = "Send your letters to the editor of this newspaper and mention your telephone number"


def unit(
    text: str,
    number: int,
    *,
    speaker: str | None = ANNA,
    day: int | None = 737_000,
    article: str = "",
    around: str = "",
) -> Unit:
    name = {ANNA: "Anna Brandt", PIETER: "Pieter Vos"}.get(speaker or "", "")
    facts = Facts(
        f"qu_{number:05d}",
        f"st_{number}",
        article or f"ar_{number}",
        0,
        len(text),
        text,
        day,
        None,
        around,
        name,
        "person",
    )
    return Unit(facts, speaker)


TOGETHER = [
    (LONG, LONG),
    (LONG, "WE WILL NEVER SELL THE OLD HARBOR TO A FOREIGN SHIPPING COMPANY!"),
    (LONG, "never sell the old harbour to a foreign shipping company"),
    (LONG, "“[We] will never sell the old harbour … to a foreign shipping company"),
    (
        "The herring fleet is our lighthouse",
        "And the herring fleet is our lighthouse, ladies and gentlemen of the press",
    ),
]
APART = [
    (LONG, "The lighthouse keeper deserves a decent pension"),
    (LONG, "We will sell tickets for the summer concert at the old railway station"),
    ("Thank you very much", "Thank you all for coming"),
]


@pytest.mark.parametrize(("one", "other"), TOGETHER)
def test_one_speaker_with_the_same_words_is_one_utterance(one: str, other: str) -> None:
    assert len(set(group([unit(one, 1), unit(other, 2)]).values())) == 1


@pytest.mark.parametrize(("one", "other"), APART)
def test_other_words_are_another_utterance(one: str, other: str) -> None:
    assert len(set(group([unit(one, 1), unit(other, 2)]).values())) == 2


def test_an_answer_of_somebody_else_with_two_of_the_words_is_another_utterance() -> None:
    question = unit("Will you sell the old harbour then", 1, speaker=PIETER)
    answer = unit("old harbour", 2, speaker=ANNA, day=737_200)
    assert find_likeness(question, answer) < LINKED


def test_likeness_is_the_same_from_both_sides() -> None:
    units = [unit(text, number) for number, pair in enumerate(TOGETHER + APART) for text in pair]
    assert all(find_likeness(a, b) == find_likeness(b, a) for a in units for b in units)


def test_a_quote_is_called_after_its_smallest_run() -> None:
    assert set(group([unit(LONG, 7), unit(LONG, 3), unit(LONG, 5)]).values()) == {"qu_00003"}


def test_order_is_no_matter() -> None:
    units = [unit(text, number, day=737_000 + number) for number, pair in enumerate(TOGETHER + APART) for text in pair]
    units = [Unit(one.facts._replace(id=f"qu_{at:05d}"), one.speaker) for at, one in enumerate(units)]
    expected = group(units)
    assert all(group(random.Random(seed).sample(units, len(units))) == expected for seed in range(20))


def test_boilerplate_of_all_articles_joins_nothing() -> None:
    """A phrase that more than so many runs have is common, and says so by being alone everywhere."""
    units = [unit(BOILERPLATE, number, speaker=None) for number in range(MOST_ALIKE + 1)]
    assert len(set(group(units).values())) == MOST_ALIKE + 1


def test_words_that_are_just_not_common_are_one_quote_or_few() -> None:
    units = [unit(BOILERPLATE, number, day=737_000 + number) for number in range(MOST_ALIKE)]
    quotes = group(units)
    assert 1 < len(set(quotes.values())) <= 8
    assert divide(units) == quotes


def test_a_large_group_is_cut_where_nobody_printed_it_for_longest() -> None:
    units = [unit(LONG, number, day=737_000 + number // 100 * 50) for number in range(MOST_MEMBERS + 60)]
    parts = divide(units)
    assert {parts[one.id] for one in units[:100]} == {"qu_00000"}
    assert len(set(parts.values())) == 2


def test_one_word_is_no_quote_of_another_article() -> None:
    assert len(set(group([unit("Shameful", 1), unit("Shameful", 2)]).values())) == 2


@pytest.mark.parametrize("text", ["", "…", "!!!", "«»", "\x00", "a", "的" * 50])
def test_odd_runs_are_survived(text: str) -> None:
    assert len(group([unit(text, 1), unit(text, 2), unit(LONG, 3)])) == 3


def test_five_thousand_words_are_read_in_part_and_fast() -> None:
    words = [f"{random.Random(at).choice(LONG.split())}{at}" for at in range(5000)]
    long, cut = unit(" ".join(words), 1), unit(" ".join(words[20:60]), 2)
    assert len(long.words) == MOST_WORDS
    started = time.perf_counter()
    assert len(set(group([long, cut]).values())) == 1
    assert time.perf_counter() - started < 1


def test_dates_that_are_missing_hinder_nothing() -> None:
    assert len(set(group([unit(LONG, 1, day=None), unit(LONG, 2)]).values())) == 1


def test_direct_speech_around_its_cue_is_one_run_and_mixed_speech_several() -> None:
    text = "“We will not sell,” said Anna Brandt. “Not this year.” Pieter Vos called it “a folly” and “a waste”."
    article = make_article(text)
    direct = make_statement(article, "“We will not sell,”", cue="said", speaker=make_speaker("Anna Brandt"))
    other = make_statement(article, "“Not this year.”")
    joined = direct.model_copy(update={"quoted": (*direct.quoted, *other.quoted)})
    mixed = make_statement(article, "“a folly”", kind="mixed")
    waste = make_statement(article, "“a waste”")
    mixed = mixed.model_copy(update={"quoted": (*mixed.quoted, *waste.quoted)})
    found = find_units(make_record(article, joined, mixed))
    assert [one.text for one in found] == ["We will not sell,\nNot this year.", "a folly", "a waste"]
    assert (found[0].start, found[0].end) == (text.index("We"), text.index(".” Pieter") + 1)
