"""The trained model with its rules: exact spans, the same whatever stands beside, and a clear error without weights."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.attribution import SHIPPED, AttributionModel
from schema.errors import ModelError
from tests.extract.attributed import find_outer, load_model

INTERRUPTED = "“We will open the road,” Brandt said. “It will be open in May. Nobody will stop us.”"
INDIRECT = "Moreau denied that the bridge was closed."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (INTERRUPTED, ["Brandt <said> {“We will open the road,” … “It will be open in May. Nobody will stop us.”}"]),
        (INDIRECT, ["Moreau <denied> {that the bridge was closed}"]),
        ('Brandt told reporters: "We go home." The mayor left.', ['Brandt <told> {"We go home."}']),
        ("‘It’s the workers’ wish,’ Brandt said.", ["Brandt <said> {‘It’s the workers’ wish,’}"]),
        (
            "According to Holt, the bridge will close in June.",
            ["Holt <According to> {the bridge will close in June}"],
        ),
        (
            "Separately, Ada Brandt tweeted:\n\n“All eyes on the valley #flood.”",
            ["Ada Brandt <tweeted:> {“All eyes on the valley #flood.”}"],
        ),
    ],
)
def test_source_cue_and_content_have_exact_edges(text: str, expected: list[str]) -> None:
    assert find_outer(text) == expected


def test_the_same_text_gives_the_same_whatever_was_read_before() -> None:
    model = load_model()
    alone = [model.find_in(text) for text in (INTERRUPTED, INDIRECT)]
    again = [model.find_in(text) for text in (INDIRECT, INTERRUPTED, INDIRECT)]
    assert again == [alone[1], alone[0], alone[1]]
    assert AttributionModel.load().find_in(INTERRUPTED) == alone[0]


def test_the_accurate_model_finds_a_source_that_the_fast_one_misses() -> None:
    text = "Brandt’s office, which has yet to answer a single letter, let it be known that the road stays closed."
    [[fast], [accurate]] = [AttributionModel.load(name).find_in(text) for name in ("fast", "accurate")]
    assert not fast.source
    assert [text[start:end] for start, end in accurate.source] == ["Brandt’s office"]


def test_confidence_has_three_decimals() -> None:
    [found] = load_model().find_in(INDIRECT)
    assert 0 < found.confidence <= 1
    assert found.confidence == round(found.confidence, 3)


def test_a_text_of_many_windows_is_read_to_its_end() -> None:
    paragraphs = [f"Brandt said on day {day} that the road was closed." for day in range(200)]
    text = "\n\n".join(paragraphs)
    found = load_model().find_in(text)
    assert len(found) > 190
    assert found[-1].start > text.rindex("\n")


@pytest.mark.parametrize("text", ["", "\n\n", "a", "-- 12", "SAID " * 300, "x" * 5000, "🙂 שלום «", "\u200b\ufeff"])
def test_odd_texts_are_survived(text: str) -> None:
    find_outer(text)


@settings(max_examples=25, deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=80))
def test_any_text_gives_ranges_within_it_and_contents_apart(middle: str) -> None:
    text = f"“We go,” Brandt said. {middle} “And stay,” Moreau told the paper."
    pieces: list[tuple[int, int]] = []
    for one in load_model().find_in(text):
        assert all(0 <= start < end <= len(text) for start, end in one.source + one.cue + one.content)
        pieces += one.content
    assert all(left[1] <= right[0] for left, right in pairwise(sorted(pieces)))


def test_a_missing_file_is_named_with_a_remedy(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"model\.json is missing.*Install onrecord again"):
        AttributionModel.load(tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    copy = tmp_path / "model"
    shutil.copytree(SHIPPED["fast"], copy)
    (copy / "role.int8.onnx").write_bytes(b"no weights")
    with pytest.raises(ModelError, match=r"role\.int8\.onnx.*SHA-256"):
        AttributionModel.load(copy)
    (copy / "role.int8.onnx").unlink()
    with pytest.raises(ModelError, match=r"role\.int8\.onnx.*missing"):
        AttributionModel.load(copy)
    (copy / "model.json").write_text("{", encoding="utf-8")
    with pytest.raises(ModelError, match="damaged"):
        AttributionModel.load(copy)
