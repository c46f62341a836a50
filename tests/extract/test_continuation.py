"""A statement without a source goes on with the speaker of the one before, where nothing stands between."""

from __future__ import annotations

import pytest

from tests.extract.attributed import find_all


@pytest.mark.parametrize(
    "text",
    [
        'Brandt was clear, saying: "All of the valley must be kept," adding:\n\n"And the rest must go."',
        "“The lie is unfounded,” the spokesman stressed, adding:\n\n“Such news merely causes panic.”",
        "Brandt said the road was closed, adding that it would open in May.",
    ],
)
def test_adding_has_the_speaker_of_the_statement_before(text: str) -> None:
    _, attributions = find_all(text)
    first, second = attributions[-2:]
    assert second.source == first.source or second.continues == len(attributions) - 2


def test_a_source_of_its_own_continues_nothing() -> None:
    _, attributions = find_all("Brandt said the road was closed. Moreau added that the bridge was open.")
    assert [one.continues for one in attributions] == [None, None]


def test_what_only_is_expected_continues_nobody() -> None:
    _, attributions = find_all("Brandt said the road was closed. The bridge is expected to open in May.")
    assert [one.continues for one in attributions] == [None] * len(attributions)
