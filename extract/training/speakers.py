"""Learns how likely a decision about a speaker is right: the weights of `extract.certainty` for "speaker".

    python -m extract.training.speakers [CORPORA]

CORPORA (default: ONRECORD_CORPORA) is the folder that holds statements-train.jsonl and polnear-train.jsonl, with the
scorers beside it in `eval`; what counts as right is theirs. Every decision counts, also those too unsure to be shown.
Prints how well the decisions of held-out articles are foretold.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from extract.attribution import AttributionModel
from extract.cast import find_cast
from extract.continuation import link_continuations
from extract.decisions import SpeakerDecision
from extract.extractor import open_passage
from extract.nesting import add_nested
from extract.passage import Attribution, Passage, Range
from extract.readers import read_object
from extract.speakers import resolve_speakers
from extract.training.judging import Judge
from extract.training.labels import ARTICLE, Row, read_labelled
from extract.training.logistic import Example, fit, report, save


def find_examples(rows: Iterable[Row], model: AttributionModel, judge: Judge) -> Iterator[Example]:
    for row in rows:
        passage, attributions, decisions = decide(row, model)
        guesses = [_as_guess(passage, *pair) for pair in zip(attributions, decisions, strict=True)]
        for verdict in judge.judge(row, guesses):
            features = decisions[verdict.guess].features
            if features:
                yield Example(row["id"], dict(features), verdict.speaker)


def decide(row: Row, model: AttributionModel) -> tuple[Passage, list[Attribution], list[SpeakerDecision]]:
    """The article's statements and their speakers, all of them shown however unsure."""
    passage = open_passage(read_object({key: row[key] for key in ARTICLE if row.get(key)}))
    attributions = link_continuations(passage, add_nested(passage, model.find(passage), model))
    return passage, attributions, resolve_speakers(passage, attributions, find_cast(passage), least_confidence=0.0)


def _as_guess(passage: Passage, attribution: Attribution, decision: SpeakerDecision) -> Row:
    speaker = decision.speaker and {"name": decision.speaker.name}
    content = _in_source(passage, attribution.content)
    return {"content": content, "speaker": speaker, "parent": attribution.parent is not None}


def _in_source(passage: Passage, ranges: Iterable[Range]) -> list[list[int]]:
    return [[start, end] for piece in ranges for start, end in passage.reading.to_source(*piece)]


def main(folder: str) -> None:
    corpora = Path(folder)
    examples = list(find_examples(read_labelled(corpora), AttributionModel.load(), Judge(corpora.parent / "eval")))
    sys.stdout.write(report(examples))
    save("speaker", fit(examples))


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else os.environ["ONRECORD_CORPORA"])
