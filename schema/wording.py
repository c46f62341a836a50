"""How a statement's words are shown to people: quotation marks only around what is quoted, nothing denied as said.

Every caption, page and command-line text gets its words from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from schema.span import QuotedRun, Span
from schema.statement import Stance

_STANCES: dict[Stance, str] = {
    "asserts": "",
    "denies": "denied",
    "asks": "asked",
    "wants": "wanted",
    "believes": "believed",
    "not_said": "did not say",
    "hypothetical": "might say",
}
_MARKS = re.compile(r"[\"“”„‟«»‹›]|(?<!\w)['‘‚](?=\w)|(?<=[.,!?…])['’](?!\w)|''|``")
_EDGE_MARKS = re.compile(r"\A['‘’]+(?!\w)|(?<!\w)['‘’]+\Z")
"""Single marks right beside a quoted run, where no letter shows whether they are apostrophes."""
_SPACE = re.compile(r"\s+")
_DANGLING = frozenset(
    "not no never without nor neither cannot can't won't don't doesn't didn't isn't aren't wasn't weren't can could "
    "may might must shall should will would to has have had is are was were be been being hardly barely".split()
)


def stance_words(stance: Stance) -> str:
    """ "denied" for denies, and so on; nothing for asserts."""
    return _STANCES[stance]


def _segments(text: str, content: tuple[Span, ...], quoted: tuple[QuotedRun, ...]) -> Iterator[tuple[str, bool]]:
    """The content from left to right as (characters, whether quoted), with what stands between its pieces."""
    rest = _squeeze(text)
    for number, piece in enumerate(content):
        squeezed = _squeeze(piece.text)
        if number:
            runs_on = rest.startswith(squeezed)
            within = any(run.end == content[number - 1].end for run in quoted) and any(
                run.start == piece.start for run in quoted
            )
            yield (" ", within) if runs_on else (" … ", False)
        rest = rest[rest.find(squeezed) + len(squeezed) :]
        at = piece.start
        for run in quoted:
            if run.end <= at or run.start >= piece.end:
                continue
            start, end = max(run.start, at), min(run.end, piece.end)
            yield piece.text[at - piece.start : start - piece.start], False
            yield piece.text[start - piece.start : end - piece.start], True
            at = end
        yield piece.text[at - piece.start :], False


def _squeeze(text: str) -> str:
    return _SPACE.sub("", text)


def show_words(text: str, content: tuple[Span, ...], quoted: tuple[QuotedRun, ...], *, limit: int | None = None) -> str:
    """The words of a content on one line, “quoted” runs in curly marks, all other marks dropped.

    `text` is the statement's own, which tells pieces of one sentence that a page header divides from pieces with
    other words between them: these are joined by "…".
    With `limit` characters it is cut between words, with "…" inside the mark, and never behind a negation or an
    auxiliary: "will not …" would hide which way it goes.
    """
    shown: list[tuple[str, bool]] = []
    segments = (segment for segment in _segments(text, content, quoted) if segment[0])
    for is_quoted, parts in groupby(segments, key=itemgetter(1)):
        part = "".join(part for part, _ in parts)
        plain = _SPACE.sub(" ", part if is_quoted else _MARKS.sub("", _EDGE_MARKS.sub("", part)))
        if plain.strip():
            shown.append((plain, is_quoted))
    kept = _cut(shown, limit) if limit else shown
    return _SPACE.sub(" ", "".join(_in_marks(part) if is_quoted else part for part, is_quoted in kept)).strip(" ,;:")


def _in_marks(text: str) -> str:
    left = " " if text[:1] == " " else ""
    return f"{left}“{text.strip(' ,;')}”" + (" " if text[-1:] == " " else "")


def _cut(shown: list[tuple[str, bool]], limit: int) -> list[tuple[str, bool]]:
    kept, room = [], limit
    for text, is_quoted in shown:
        if len(text) <= room:
            kept.append((text, is_quoted))
            room -= len(text)
            continue
        words = text[:room].rsplit(" ", 1)[0].split()
        while words and words[-1].strip(",;:.—–-").lower().replace("’", "'") in _DANGLING:
            words.pop()
        if words:
            lead = " " if text[:1] == " " else ""
            kept.append((lead + " ".join(words).rstrip(",;:—–-") + " …", is_quoted))
        else:
            kept.append((" …", False))
        break
    return kept


def shorten(words: str, *, limit: int) -> str:
    """Quoted words in curly marks, cut between words as those of `show_words` are."""
    plain = _SPACE.sub(" ", words).strip()
    return "".join(_in_marks(part) for part, _ in _cut([(plain, True)], limit)) or "“…”"


def caption(
    text: str,
    content: tuple[Span, ...],
    quoted: tuple[QuotedRun, ...],
    *,
    speaker: str | None,
    stance: Stance,
    via: str | None = None,
    limit: int = 100,
) -> str:
    """One line that says who said what, e.g. 'Minister denied (via TASS): the ship was sunk'."""
    said = stance_words(stance)
    frame = (speaker or "Unknown speaker") + (f" {said}" if said else "") + (f" (via {via})" if via else "")
    return f"{frame}: {show_words(text, content, quoted, limit=limit)}"
