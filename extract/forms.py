"""Forms of attribution that stand in the layout rather than in a sentence, and that the network often misses.

Signed quotations, headlines, posts, transcripts, what the paragraph before introduces, and quotations that go on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.free_quotations import LINE, RULE_CONFIDENCE, WORD, ByPlace, Lines, Owned, outside
from extract.going_on import read_continued, read_interrupted
from extract.introduced import read_blocks, read_colons, read_introduced
from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex
from extract.transcripts import read_transcript

MAX_NAME_WORDS = 8
MAX_SIGNATURE = 120
MAX_HEADLINE = 150

_SIGNATURE = re.compile(r"\s*(--|[-–—―])\s*(?=[A-Z@])((?:[^\n.!?:;\"“”\d]|\b[A-Z][a-z]?\.)+)\.?\s*\Z")
_DATED_SIGNATURE = re.compile(r"\s*(--|[-–—―])\s*(?=[A-Z@])([^\n.!?:;,\"“”\d]+),[^\n\"“”]{1,60}\Z")
_NAME_BEHIND = re.compile(r"\s*(:)\s*((?:[A-Z][\w.'’-]*[ \t]?){1,4})\Z")
_POST_SIGNATURE = re.compile(
    r"([—–]|--?)[ \t]?([A-Z][^\n()@—–]{0,40}[ \t]?\(@\w{1,30}\))(?=[ \t]+[A-Z][a-z]+ \d|\s*$)", re.MULTILINE
)
_ACCOUNT = re.compile(r"^(?:RT )?(@\w{1,30})(:)[ \t]+(\S.*\S)", re.MULTILINE)
_HEADLINE = re.compile(r"\s*(\S.{8,}?)(?<=\w|[\"”’']), ((?:[\w.’'-]+ ){0,5}[\w.’'-]+) ([a-z]+)\s*\Z")


def read_forms(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    found = read_signatures(passage, attributions)
    found = read_headlines(passage, found)
    found = read_posts(passage, found)
    found = read_transcript(passage, found)
    found = read_introduced(passage, found)
    found = read_blocks(passage, found)
    found = read_colons(passage, found)
    found = read_interrupted(passage, found)
    return read_continued(passage, found)


# ------------------------------------------------------------------------------------------------ “…” – Ada Brandt


def read_signatures(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A paragraph that is one quotation, a dash and a name."""
    found = list(attributions)
    owned = Owned(passage, attributions)
    lines = Lines(passage.text)
    for quotation in QuotationIndex(passage.quotations).outer:
        start, end = lines.around(quotation.start)
        if start != quotation.start or end - quotation.end > MAX_SIGNATURE or not owned.is_free(quotation):
            continue
        signature = _signature(passage.text, quotation, end)
        if signature and len(signature[2].split()) <= MAX_NAME_WORDS:
            source = (signature.start(2), signature.start(2) + len(signature[2].rstrip()))
            content = (quotation.start, quotation.end)
            found.append(Attribution((source,), (signature.span(1),), (content,), RULE_CONFIDENCE))
    return found


def _signature(text: str, quotation: Quotation, end: int) -> re.Match[str] | None:
    """With a date or a number behind the name only where the quotation is a sentence: else it is a list of sources."""
    is_sentence = text[quotation.inner_end - 1] in ".!?…"
    return (
        _SIGNATURE.match(text, quotation.end, end)
        or _NAME_BEHIND.match(text, quotation.end, end)
        or (_DATED_SIGNATURE.match(text, quotation.end, end) if is_sentence else None)
    )


# ------------------------------------------------------------------------------------------------ Road stays, says Holt


def read_headlines(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A line that no mark ends: what is said, a comma, who says it."""
    found: list[Attribution] = []
    cues = ByPlace((one.cue[0][0], number) for number, one in enumerate(attributions) if one.cue)
    gone: set[int] = set()
    for line in LINE.finditer(passage.text):
        headline = _HEADLINE.match(line[0]) if len(line[0]) < MAX_HEADLINE else None
        if headline and _is_saying(headline[3]):
            content, source, cue = ((line.start() + low, line.start() + high) for low, high in headline.regs[1:4])
            gone.update(cues.within(line.span()))
            found.append(Attribution((source,), (cue,), (content,), RULE_CONFIDENCE))
    return [*(one for number, one in enumerate(attributions) if number not in gone), *found]


def _is_saying(verb: str) -> bool:
    """By its form in the present: "says", "vows", "denies"."""
    lemmas = {verb[:-3] + "y"} if verb.endswith("ies") else {verb[:-1], verb[:-2]} if verb.endswith("s") else {verb}
    return bool(lemmas & load_words("attitude_cues"))


# ------------------------------------------------------------------------------------------------ … — Ada Brandt (@ada)


def read_posts(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A post as pages embed it: its words, a dash, name and handle, the words perhaps in a paragraph of their own; or
    the account, a colon and its words."""
    posts = [
        Attribution((signed.span(2),), (signed.span(1),), (words,), RULE_CONFIDENCE)
        for signed in _POST_SIGNATURE.finditer(passage.text)
        if (words := _words_of_post(passage.text, signed.start()))
    ]
    signed_words = {start for one in posts for start, _ in one.content}
    posts += [
        Attribution((account.span(1),), (account.span(2),), (account.span(3),), RULE_CONFIDENCE)
        for account in _ACCOUNT.finditer(passage.text)
        if account.start(3) not in signed_words
    ]
    return [*outside(attributions, posts), *posts]


def _words_of_post(text: str, end: int) -> Range | None:
    """From the start of the line or tag, or of the line before where the signature begins its own."""
    while end and text[end - 1].isspace():
        end -= 1
    start = max(text.rfind("\n", 0, end), text.rfind(">", 0, end)) + 1
    start += len(text[start:end]) - len(text[start:end].lstrip())
    if account := _ACCOUNT.match(text, start, end):
        start = account.start(3)
    return (start, end) if WORD.search(text, start, end) else None
