from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.sentences import Sentences


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("It rained. He said no. It snowed.", "no", "He said no."),
        ("It rained. “Will you go?” Smith asked. It snowed.", "“Will you go?” Smith", "“Will you go?” Smith asked."),
        ("Mr. J. Smith of the U.S. Senate said no. It snowed.", "no", "Mr. J. Smith of the U.S. Senate said no."),
        ("HEADLINE WITHOUT STOP\n\nHe said no.", "no", "He said no."),
        ("He said that\nit rained. Good.", "it rained", "He said that\nit rained."),
        ("“One. Two. Three,” he said. Four.", "One. Two. Three", "“One. Two. Three,” he said."),
        ("He said no…  \n\n  She said yes.", "yes", "She said yes."),
        ("He paid 3.5 million, he said.", "paid", "He paid 3.5 million, he said."),
        ("no", "no", "no"),
    ],
)
def test_words_are_shown_with_their_sentence(text: str, words: str, sentence: str) -> None:
    start = text.index(words)
    found = Sentences(text).around(start, start + len(words))
    assert found.text == sentence
    assert text[found.start : found.end] == sentence


@given(st.text("ab .!?”“\n\f", min_size=1), st.data())
def test_a_sentence_always_holds_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = Sentences(text).around(start, end)
    assert found.start <= start
    assert found.end >= end
    assert text[found.start : found.end] == found.text


def test_a_long_text_takes_time_in_proportion() -> None:
    text = "“Ah!” " * 200_000
    started = time.process_time()
    sentences = Sentences(text)
    for start in range(0, len(text), 600):
        sentences.around(start, start + 3)
    assert time.process_time() - started < 5
