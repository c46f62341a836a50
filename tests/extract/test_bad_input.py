"""Texts that are hardly articles: read to their end, in the time of their length, and nothing made up."""

from __future__ import annotations

import shutil
import time
from functools import cache
from pathlib import Path

import pytest

from extract.attribution import SHIPPED, AttributionModel
from extract.extractor import Extractor
from extract.readers import read_object
from schema.errors import ModelError
from schema.statement import Statement
from tests.extract.attributed import load_model

PARAGRAPH = (
    "Mayor Ada Brandt said on Monday that the bridge would open in May. “We have waited long enough,” she told the "
    "council. Ian Holt, who owns the mill, denied that he had been asked.\n\n"
)


@cache
def load_extractor() -> Extractor:
    return Extractor(load_model())


def read(text: str) -> list[Statement]:
    """The statements, each of whose spans is in the text."""
    record = load_extractor().extract(read_object({"text": text}))
    for one in record.statements:
        for span in (*one.source, *one.cue, *one.content, *one.quoted):
            assert record.article.text[span.start : span.end] == span.text
    return list(record.statements)


def said(text: str) -> list[tuple[str | None, str]]:
    return [
        (one.speaker.name if one.speaker else None, " … ".join(span.text for span in one.content)) for one in read(text)
    ]


def test_a_text_without_any_quotation_mark_has_its_reported_speech() -> None:
    assert said("Ada Brandt said that the bridge was closed. It rained.") == [
        ("Ada Brandt", "that the bridge was closed")
    ]


def test_capitals_hide_no_statement() -> None:
    text = "MAYOR ADA BRANDT SAID THAT THE BRIDGE WAS CLOSED. “WE HAVE WAITED LONG ENOUGH,” SHE SAID."
    assert "“WE HAVE WAITED LONG ENOUGH,”" in [content for _, content in said(text)]


def test_a_text_without_punctuation_is_read() -> None:
    assert read("mayor ada brandt said that the bridge was closed ian holt said that the mill was sold " * 20)


def test_misread_letters_hide_no_quotation() -> None:
    text = "Mayor Ada Brandt sa1d on M0nday: “We have wa1ted l0ng en0ugh for the br1dge.” | ~ Ii l l\n\nPa ge 2 o f3"
    assert [content for _, content in said(text)] == ["“We have wa1ted l0ng en0ugh for the br1dge.”"]


def test_emoji_and_right_to_left_words_do_not_shift_a_span() -> None:
    text = "🌉🌉 Ada Brandt said: “הגשר ייפתח במאי 🎉 and so it will.” Ian Holt said that الجسر was closed. 👍🏽"
    contents = [content for _, content in said(text)]
    assert contents == ["“הגשר ייפתח במאי 🎉 and so it will.”", "that الجسر was closed"]


def test_one_endless_line_is_read_to_its_end() -> None:
    text = PARAGRAPH.replace("\n", " ") * 200
    assert max(one.content[-1].end for one in read(text)) > 0.99 * len(text) - len(PARAGRAPH)


@pytest.mark.parametrize("mark", ['"', "“", "”", "'", "« ", '" '])
def test_ten_thousand_marks_of_one_kind_take_seconds_and_lose_no_other_paragraph(mark: str) -> None:
    text = f"{PARAGRAPH}{mark * 10_000}\n\n{PARAGRAPH}"
    start = time.process_time()
    contents = [content for _, content in said(text)]
    assert time.process_time() - start < 60
    assert contents.count("“We have waited long enough,”") == 2


def test_ten_thousand_quotations_take_seconds() -> None:
    start = time.process_time()
    assert len(read('Ada Brandt said: "No." ' * 5000)) > 4000
    assert time.process_time() - start < 120


def test_ten_times_the_words_take_about_ten_times_as_long() -> None:
    read(PARAGRAPH)
    seconds = []
    for times in (25, 250):
        start = time.process_time()
        read(PARAGRAPH * times)
        seconds.append(time.process_time() - start)
    assert seconds[1] < 16 * seconds[0]


@pytest.mark.parametrize("model", ["fast", "accurate"])
def test_a_model_file_that_is_missing_or_damaged_is_named_with_the_remedy(model: str, tmp_path: Path) -> None:
    for number, name in enumerate(sorted(path.name for path in SHIPPED[model].iterdir() if path.suffix != ".md")):
        copy = tmp_path / str(number)
        shutil.copytree(SHIPPED[model], copy)
        (copy / name).write_bytes(b"{")
        with pytest.raises(ModelError, match="Install onrecord again"):
            AttributionModel.load(copy)
        (copy / name).unlink()
        with pytest.raises(ModelError, match=r"missing.*Install onrecord again"):
            AttributionModel.load(copy)
