"""Whether a text is English: by its small words, and where these do not decide, by a language identifier."""

from __future__ import annotations

import re
import unicodedata

from extract.lexicon import load_words
from schema.errors import UnsupportedLanguage

_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 20_000
"""Characters looked at, from the middle of longer texts: their head may be a page's navigation."""
_FEW_WORDS = 20
_ENGLISH_SHARE = 0.08
"""Share of English small words from which on a text is English, many foreign names or not; others have < 0.03."""


def require_english(text: str) -> None:
    """Raises UnsupportedLanguage. A short text passes unless its letters are not Latin ones."""
    sample = _sample(text)
    words = _WORD.findall(sample.casefold())
    if _is_foreign_script(sample):
        raise UnsupportedLanguage("The text is not written in Latin letters.")
    if len(words) < _FEW_WORDS or _small_word_share(words) >= _ENGLISH_SHARE:
        return
    language = _identify(sample)
    if language != "en":
        raise UnsupportedLanguage(f"The text seems to be in another language ({language}).")


def _sample(text: str) -> str:
    start = max(0, (len(text) - _SAMPLE) // 2)
    return text[start : start + _SAMPLE]


def _small_word_share(words: list[str]) -> float:
    return sum(word in load_words("small_words") for word in words) / len(words)


def _is_foreign_script(sample: str) -> bool:
    """Half of ten or more letters are not Latin."""
    letters = [char for char in sample if char.isalpha()]
    foreign = sum(char > "ɏ" and not unicodedata.name(char, "").startswith("LATIN") for char in letters)
    return foreign >= 10 and foreign > len(letters) / 2


def _identify(sample: str) -> str:
    import py3langid  # loads its model, which few texts need

    language: str = py3langid.classify(sample)[0]
    return language
