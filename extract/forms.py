"""Forms of attribution that stand in the layout rather than in a sentence, and that the network often misses.

Signed quotations, posts, transcripts, quotations that the paragraph before introduces, and quotations that go on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from extract.lexicon import load_words
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import Quotation, QuotationIndex
from extract.ranges import Owners, merged, without

RULE_CONFIDENCE = 0.9
"""Of what stands in a form: it is there or not, no network has weighed it."""
MIN_WORDS = 3
MAX_FREE_SHARE = 0.3
"""A quotation is free while statements have at most this share of its words."""
MAX_NAME_WORDS = 8
MAX_SIGNATURE = 120
MIN_LABELS = 3
LAST_WORD = 40
"""Characters at the end of a paragraph that hold its last word."""

_LINE = re.compile(r"[^\n]*\S[^\n]*")
_WORD = re.compile(r"\w+")
_SIGNATURE = re.compile(r"\s*(--|[-–—―])\s*(?=[A-Z@])((?:[^\n.!?:;\"“”\d]|\b[A-Z][a-z]?\.)+)\.?\s*\Z")
_POST_SIGNATURE = re.compile(
    r"([—–]|--?)[ \t]?([A-Z][^\n()@—–]{0,40}[ \t]?\(@\w{1,30}\))(?=[ \t]+[A-Z][a-z]+ \d|\s*$)", re.MULTILINE
)
_FROM = re.compile(r"(?:And )?([Ff]rom) ([A-Z][^\n:]{2,80}):\Z")
_DASH = re.compile(r"\s*[–—-]")
_LABEL = re.compile(r"[\"“]?(Q|A|[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]*){0,4})(:)\s+(?=\S)")


def read_forms(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    found = read_signatures(passage, attributions)
    found = read_posts(passage, found)
    found = read_transcript(passage, found)
    found = read_introduced(passage, found)
    return read_continued(passage, found)


# ------------------------------------------------------------------------------------------------ “…” – Ada Brandt


def read_signatures(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A paragraph that is one quotation, a dash and a name."""
    found = list(attributions)
    owned = _Owned(passage, attributions)
    lines = _Lines(passage.text)
    for quotation in QuotationIndex(passage.quotations).outer:
        start, end = lines.around(quotation.start)
        if start != quotation.start or end - quotation.end > MAX_SIGNATURE or not owned.is_free(quotation):
            continue
        signature = _SIGNATURE.match(passage.text, quotation.end, end)
        if signature and len(signature[2].split()) <= MAX_NAME_WORDS:
            source = (signature.start(2), signature.start(2) + len(signature[2].rstrip()))
            content = (quotation.start, quotation.end)
            found.append(Attribution((source,), (signature.span(1),), (content,), RULE_CONFIDENCE))
    return found


# ------------------------------------------------------------------------------------------------ … — Ada Brandt (@ada)


def read_posts(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A post as pages embed it: its words, a dash, name and handle; the words may be a paragraph of their own."""
    posts = [
        Attribution((signed.span(2),), (signed.span(1),), (words,), RULE_CONFIDENCE)
        for signed in _POST_SIGNATURE.finditer(passage.text)
        if (words := _words_of_post(passage.text, signed.start()))
    ]
    return [*_outside(attributions, posts), *posts]


def _words_of_post(text: str, end: int) -> Range | None:
    """From the start of the line or tag, or of the line before where the signature begins its own."""
    while end and text[end - 1].isspace():
        end -= 1
    start = max(text.rfind("\n", 0, end), text.rfind(">", 0, end)) + 1
    start += len(text[start:end]) - len(text[start:end].lstrip())
    return (start, end) if _WORD.search(text, start, end) else None


# ------------------------------------------------------------------------------------------------ BRANDT: …


@dataclass(frozen=True)
class _Turn:
    """A paragraph that begins with who speaks, and the paragraphs after it up to the next speaker."""

    label: Range
    colon: Range
    words: tuple[Range, ...]
    name: str


def read_transcript(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """In a transcript every turn is a statement; what the network found inside turns goes (it may come back nested)."""
    turns = list(_turns(passage.text))
    names = {turn.name for turn in turns}
    if len(turns) < MIN_LABELS and names != {"Q", "A"}:
        return list(attributions)
    said = [Attribution((turn.label,), (turn.colon,), turn.words, RULE_CONFIDENCE) for turn in turns]
    return [*_outside(attributions, said), *said]


def _turns(text: str) -> Iterator[_Turn]:
    turn: _Turn | None = None
    for line in _LINE.finditer(text):
        start, end = line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip())
        label = _LABEL.match(text, start, end)
        if label:
            if turn:
                yield turn
            turn = _Turn(label.span(1), label.span(2), ((label.end(), end),), label[1])
        elif turn and not _goes_on(text, turn, start):
            yield turn
            turn = None
        elif turn:
            turn = replace(turn, words=(*turn.words, (start, end)))
    if turn:
        yield turn


def _goes_on(text: str, turn: _Turn, start: int) -> bool:
    """Only under marks that are repeated: else it may be the article again."""
    opening = text[turn.label[0] - 1 : turn.label[0]]
    return opening in ('"', "“") and text[start] in ('"', "“") and text[start + 1 : start + 2] != "("


# ------------------------------------------------------------------------------------------------ He said:¶“…”


def read_introduced(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A free quotation that begins its paragraph, after one that ends with a cue and a colon or comma."""
    found = _without_introduced(passage, attributions)
    owned = _Owned(passage, found)
    for quotation, before in _opened_paragraphs(passage):
        content = ((quotation.start, quotation.end),)
        if heading := _FROM.match(passage.text, *before):
            found = [one for one in found if not any(before[0] <= start < before[1] for start, _ in one.cue)]
            found.append(Attribution((heading.span(2),), (heading.span(1),), content, RULE_CONFIDENCE))
            continue
        if not owned.is_free(quotation) or passage.text[before[1] - 1] not in ":,":
            continue
        if (cue := _last_cue(passage, before)) is not None:
            cue_span = (cue.idx, before[1] if passage.text[before[1] - 1] == ":" else cue.idx + len(cue))
            found.append(Attribution(_subject(cue), (cue_span,), content, RULE_CONFIDENCE))
    return found


def _without_introduced(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """Frees what a paragraph ending in "saying:" introduces where the "adding:" behind it has taken it as well."""
    found = list(attributions)
    cues = {place for one in attributions for start, end in one.cue for place in range(start, end)}
    introduced = [
        (quotation.start, quotation.end)
        for quotation, before in _opened_paragraphs(passage)
        if passage.text[before[1] - 1] == ":"
        and (cue := _last_cue(passage, before)) is not None
        and cue.idx not in cues
    ]
    for number, one in enumerate(found):
        for span in introduced:
            behind = one.cue and passage.text[one.cue[-1][1] - 1] == ":" and span[1] <= one.cue[0][0]
            rest = tuple(without(one.content, span))
            if behind and any(start >= one.cue[-1][1] for start, _ in rest) and rest != one.content:
                found[number] = one = replace(one, content=rest)
    return found


def _last_cue(passage: Passage, line: Range) -> Token | None:
    """The verb of saying in the last words of a paragraph."""
    tokens = list(passage.tokens((max(line[0], line[1] - 60), line[1])))
    for token in reversed(tokens[-8:]):
        if token.pos_ == "VERB" and token.lemma_.lower() in load_words("attitude_cues"):
            return token
    return None


def _subject(verb: Token) -> tuple[Range, ...]:
    """The words of its subject, or of the subject of the verb that it hangs on."""
    while True:
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        if subjects:
            words = list(subjects[0].subtree)
            return ((words[0].idx, words[-1].idx + len(words[-1])),)
        if verb.head == verb or verb.dep_ not in ("conj", "advcl", "xcomp"):
            return ()
        verb = verb.head


# ------------------------------------------------------------------------------------------------ “…¶“…”


def read_continued(passage: Passage, attributions: Sequence[Attribution]) -> list[Attribution]:
    """A free quotation that fills its paragraph is a further piece of the statement that ends the one before it."""
    found = list(attributions)
    owned = _Owned(passage, found)
    for quotation, before in _filled_paragraphs(passage):
        if not owned.is_free(quotation):
            continue
        index = owned.last_in(before)
        if index is not None:
            piece = (quotation.start, quotation.end)
            found[index] = replace(found[index], content=tuple(merged([*found[index].content, piece])))
            owned.add(index, piece)
    return found


# ------------------------------------------------------------------------------------------------ shared


def _filled_paragraphs(passage: Passage) -> Iterator[tuple[Quotation, Range]]:
    """Quotations that are all of their paragraph but for a gloss after a dash, with the paragraph before them."""
    lines = _Lines(passage.text)
    for quotation, before in _opened_paragraphs(passage):
        end = max(quotation.end, lines.around(quotation.end - 1)[1])
        if _DASH.match(passage.text, quotation.end, end) or not _WORD.search(passage.text, quotation.end, end):
            yield quotation, before


def _opened_paragraphs(passage: Passage) -> Iterator[tuple[Quotation, Range]]:
    """Quotations that begin their paragraph and are no heading, with the paragraph before them."""
    lines = _Lines(passage.text)
    for quotation in QuotationIndex(passage.quotations).outer:
        before = lines.before(quotation.start)
        begins = lines.around(quotation.start)[0] == quotation.start
        if before and begins and not _is_heading(passage.text, quotation):
            yield quotation, before


class _Lines:
    """The lines that hold something, without the spaces at their ends."""

    def __init__(self, text: str) -> None:
        self._spans = [
            (line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip()))
            for line in _LINE.finditer(text)
        ]
        self._starts = [start for start, _ in self._spans]

    def around(self, place: int) -> Range:
        return self._spans[bisect_right(self._starts, place) - 1]

    def before(self, place: int) -> Range | None:
        number = bisect_right(self._starts, place) - 2
        return self._spans[number] if number >= 0 else None


def _is_heading(text: str, quotation: Quotation) -> bool:
    """Whether all longer words are capitalised."""
    longer = [word for word in _WORD.findall(text, quotation.inner_start, quotation.inner_end) if len(word) > MIN_WORDS]
    return all(word[0].isupper() for word in longer)


def _outside(attributions: Iterable[Attribution], forms: Iterable[Attribution]) -> list[Attribution]:
    """Those whose content does not begin within a form."""
    taken = merged(span for form in forms for span in (*form.source, *form.cue, *form.content))
    starts = [start for start, _ in taken]

    def is_outside(place: int) -> bool:
        before = bisect_right(starts, place) - 1
        return before < 0 or taken[before][1] <= place

    return [one for one in attributions if is_outside(one.content[0][0])]


class _Owned:
    """Which statement has which characters."""

    def __init__(self, passage: Passage, attributions: Iterable[Attribution]) -> None:
        self._text = passage.text
        self._owners = Owners(len(passage.text))
        for index, attribution in enumerate(attributions):
            self._owners.give(attribution.content + attribution.cue + attribution.source, index)

    def add(self, index: int, piece: Range) -> None:
        self._owners.give([piece], index)

    def is_free(self, quotation: Quotation) -> bool:
        words = self._words(quotation.inner_start, quotation.inner_end)
        taken = sum(self._owners[word] is not None for word in words)
        return len(words) >= MIN_WORDS and taken <= MAX_FREE_SHARE * len(words)

    def last_in(self, line: Range) -> int | None:
        """The statement that has the last word of a paragraph."""
        words = self._words(max(line[0], line[1] - LAST_WORD), line[1])
        return self._owners[words[-1]] if words else None

    def _words(self, start: int, end: int) -> list[int]:
        return [word.start() for word in _WORD.finditer(self._text, start, end)]
