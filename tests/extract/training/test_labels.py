"""Labels that lie apart from the texts they are on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from extract.training.labels import MORE, SPANS, read_labelled

FIELDS = {"speaker", "type", "said_on", "said_from", "channel", "addressee", "act"}
TEXT = "Ann Brandt told a member of the harbour board that the ferry is late. Ole Lund denied it."


def span(words: str) -> list[int]:
    start = TEXT.index(words)
    return [start, start + len(words)]


def attribution(*words: str) -> dict[str, Any]:
    return {key: [span(one)] for key, one in zip(SPANS, words, strict=True)}


def label(i: int, speaker: str, act: str) -> dict[str, Any]:
    none: dict[str, Any] = dict.fromkeys(FIELDS - {"said_from"})
    return {"i": i, **none, "said_from": "none", "speaker": [speaker], "type": "person", "act": act}


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_our_labels_join_the_spans_and_text_of_their_article(tmp_path: Path) -> None:
    article: dict[str, Any] = {
        "id": "gazette_1",
        "publisher": "gazette",
        "published": "2020-03-03",
        "title": None,
        "author": None,
    }
    spans = [attribution("Ann Brandt", "told", "that the ferry is late"), attribution("Ole Lund", "denied", "it")]
    spans = [{"id": f"E{i}", **one} for i, one in enumerate(spans)]
    other = {**article, "id": "gazette_2", "text": "…", "attributions": []}
    write(tmp_path / "polnear-train.jsonl", other, {**article, "text": TEXT, "attributions": spans})
    write(tmp_path / "statements-train.jsonl", {**article, "id": "gazette_0", "text": "…", "attributions": []})
    labels = [label(0, "Ann Brandt", "say"), label(1, "Ole Lund", "deny")]
    labels[0]["addressee"] = [span("a member of the harbour board")]
    more = write(tmp_path / "more.jsonl", {"id": "gazette_1", "attributions": labels})
    first, joined = read_labelled(tmp_path, more)
    assert first["id"] == "gazette_0"
    assert joined["text"] == TEXT
    assert [one["act"] for one in joined["attributions"]] == ["say", "deny"]
    assert all(set(one) == FIELDS | set(SPANS) for one in joined["attributions"])
    assert [one["addressee"] for one in joined["attributions"]] == [["a member of the harbour board"], None]
    [[start, end]] = joined["attributions"][1]["source"]
    assert TEXT[start:end] == "Ole Lund"


def test_every_attribution_of_ours_is_labelled_once_and_in_order() -> None:
    rows = [json.loads(line) for line in MORE.read_text(encoding="utf-8").splitlines()]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        numbers = [one["i"] for one in row["attributions"]]
        assert numbers == sorted(set(numbers))
        assert all(set(one) - {"unsure"} == FIELDS | {"i"} for one in row["attributions"])
