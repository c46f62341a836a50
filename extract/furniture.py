"""What of a page is not its article: running headers, navigation, page numbers, bio, adverts, contact, disclaimers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from extract.layout import Line, count_words, ends_sentence, find_lines, find_paragraphs, starts_lower
from extract.lexicon import load_table, load_words
from schema.span import Furniture

NAME = r"(?-i:\[?(?:(?:[A-Z][\w’'.-]*|de|van|von|der|al|el|bin|la|le|du)\]? ){1,3}[A-Z][\w’'-]+\]?)"
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )"
DATE = (
    rf"{_WEEKDAY}?(?:{_MONTH} \d\d?(?:st|nd|rd|th)?,? \d{{4}}|\d\d?(?:st|nd|rd|th)?(?: of)? {_MONTH},? \d{{4}}"
    r"|\d{4}[-/]\d\d?[-/]\d\d?|\d\d?[./]\d\d?[./]\d{2,4})"
)
_LINK = re.compile(r"\[([^\[\]\n]{0,300})\]\([^()\n]{0,500}\)|<((?:https?://|www\.)[^<>\s]{1,500})>")
_LINKS_ONLY = re.compile(r"(?:[\s,|•·*_>-]*\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\))+[\s,|.•·*_]*$")
_LIST_MARK = re.compile(r"[*_#>|•·●▪\s–—-]+(?=[^\W\d]|[@(\[])")
_SEPARATOR = re.compile(r"[*_#=~•.\-–—\s]+$")
_PAGE_NUMBER = re.compile(r"[-–—|\s]*(?:page\s+|p\.\s*)?\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*$", re.IGNORECASE)
_CITATION = re.compile(r"""["“‘'].{5,300}["”’'].{0,3}[—–-]|.{5,300}[—–-] .{2,80}\b(?:19|20)\d\d\W*$""")
_MOST_WORDS = 200
_EDGE = 3
"""Lines at either end of a page among which a running header, footer or page number stands."""
_NAMED, _SURE, _HINT = 2.5, 2.0, 0.5
"""What a rule says for the end of the article: a bio with its name, which is furniture above other text too; another
rule of the tail; a rule of lines that stand inside articles."""
_BIO_IN_LAST = 12
_HEAD, _TAIL = 25, 80
"""Paragraphs of the head and of the tail of a page at most."""


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    zone: str
    most_words: int
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True)
class _Paragraph:
    start: int
    end: int
    text: str
    words: int
    shown: str
    """Its beginning as a reader sees it: links as their words, no list marks."""


def find_furniture(text: str) -> list[Furniture]:
    """Stretches of the text that are not the article, in order; the headline is none of them."""
    lines = find_lines(text)
    on_pages = _find_page_furniture(lines)
    rest = [line for line in lines if line.start not in on_pages]
    paragraphs = [_paragraph(text, group) for group in find_paragraphs(rest)]
    found = {line.start: (line.end, on_pages[line.start]) for line in lines if line.start in on_pages}
    for start, end, kind in (
        *_find_anywhere(paragraphs),
        *_find_head(paragraphs),
        *_find_tail(paragraphs),
        *_find_interruptions(paragraphs),
    ):
        found.setdefault(start, (end, kind))
    return [
        Furniture(start=start, end=end, text=text[start:end], kind=kind) for start, (end, kind) in sorted(found.items())
    ]


@cache
def _rules(zone: str) -> tuple[_Rule, ...]:
    return tuple(
        _Rule(kind, where, int(most_words), _compile(pattern))
        for kind, where, most_words, pattern in load_table("furniture_rules")
        if where == zone
    )


@cache
def _any_rule(zone: str) -> re.Pattern[str]:
    """Matches where some rule of the zone may: one look instead of one a rule."""
    patterns = [rule.pattern.pattern.replace("?P<who>", "?:") for rule in _rules(zone)]
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.replace("{name}", NAME).replace("{date}", DATE), re.IGNORECASE)


def _paragraph(text: str, lines: Sequence[Line]) -> _Paragraph:
    start, end = lines[0].start, lines[-1].end
    whole = text[start:end]
    shown = " ".join(_LINK.sub(lambda m: m.group(1) or m.group(2) or "", whole[:600]).split())
    mark = _LIST_MARK.match(shown)
    return _Paragraph(start, end, whole, count_words(whole), shown[mark.end() if mark else 0 :])


def _find_page_furniture(lines: Sequence[Line]) -> dict[int, str]:
    """Start -> kind of the lines that pages repeat at their edges, and of page numbers."""
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    if len(pages) < 2:
        return {}
    tops, bottoms = (Counter(_key(line) for page in pages.values() for line in _edge(page, side)) for side in (1, -1))
    found: dict[int, str] = {}
    for number, page in pages.items():
        found |= _peel(_edge(page, 1), tops, "header", keep_headline=number == lines[0].page)
        found |= _peel(_edge(page, -1), bottoms, "footer", keep_headline=False)
    return found


def _edge(page: Sequence[Line], side: int) -> Sequence[Line]:
    return page[:_EDGE] if side == 1 else page[: -_EDGE - 1 : -1]


def _key(line: Line) -> str:
    return re.sub(r"\d+", "#", " ".join(line.text.casefold().split()))


def _peel(edge: Sequence[Line], repeated: Counter[str], kind: str, *, keep_headline: bool) -> dict[int, str]:
    found: dict[int, str] = {}
    for line in edge:
        if _PAGE_NUMBER.match(line.text):
            found[line.start] = "page_number"
        elif repeated[_key(line)] < 2 or (keep_headline and _is_headline(line)):
            break
        else:
            found[line.start] = kind
    return found


def _is_headline(line: Line) -> bool:
    """A headline that later pages repeat as their header: in words alone, and enough of them."""
    return line.text.count(" ") >= 3 and not re.search(r"[\d©|]", line.text)


def _find_anywhere(paragraphs: Sequence[_Paragraph]) -> Iterator[tuple[int, int, str]]:
    for position, paragraph in enumerate(paragraphs):
        if position and _LINKS_ONLY.match(paragraph.text[:2000]):
            yield paragraph.start, paragraph.end, "navigation"
        elif rule := _match(paragraph, "any"):
            yield paragraph.start, paragraph.end, rule.kind


def _match(paragraph: _Paragraph, zone: str) -> _Rule | None:
    if paragraph.words > _MOST_WORDS or not _any_rule(zone).match(paragraph.shown):
        return None
    return next((rule for rule in _rules(zone) if _fits(rule, paragraph)), None)


def _fits(rule: _Rule, paragraph: _Paragraph) -> bool:
    return (
        paragraph.words <= rule.most_words and bool(paragraph.shown) and rule.pattern.match(paragraph.shown) is not None
    )


def _is_body(paragraph: _Paragraph) -> bool:
    return paragraph.words >= 25 or (paragraph.words >= 8 and ends_sentence(paragraph.text))


def _find_head(paragraphs: Sequence[_Paragraph]) -> Iterator[tuple[int, int, str]]:
    """Byline, date line and the like, above the first paragraph of the body."""
    for paragraph in paragraphs[:_HEAD]:
        if rule := _match(paragraph, "head"):
            yield paragraph.start, paragraph.end, rule.kind
        elif paragraph is not paragraphs[0] and _is_body(paragraph):
            return


def _find_tail(paragraphs: Sequence[_Paragraph]) -> Iterator[tuple[int, int, str]]:
    """All from where the article is over: where what follows is more furniture than text."""
    first = max(1, len(paragraphs) - _TAIL)
    kinds = _tail_kinds(paragraphs, first)
    best, score, begin = 0.0, 0.0, len(paragraphs)
    for position in range(len(paragraphs) - 1, first - 1, -1):
        known = kinds[position - first]
        score += known[1] if known else _weight(paragraphs[position])
        if known and score > best:
            best, begin = score, position
    for position in range(max(first, len(paragraphs) - _BIO_IN_LAST), begin):
        if kinds[position - first] == ("bio", _NAMED):
            yield paragraphs[position].start, paragraphs[position].end, "bio"
    if begin == len(paragraphs):
        return
    if kinds[begin - first] == ("advert", _SURE):
        begin = _advert_begin(paragraphs, begin)
    kind = "advert"
    for position in range(begin, len(paragraphs)):
        known = kinds[position - first]
        kind = known[0] if known else kind
        yield paragraphs[position].start, paragraphs[position].end, kind
    if begin > 1 and _SEPARATOR.match(paragraphs[begin - 1].text):
        yield paragraphs[begin - 1].start, paragraphs[begin - 1].end, "footer"


def _advert_begin(paragraphs: Sequence[_Paragraph], begin: int) -> int:
    """The linked title of a book whose price stands at `begin`, up to four paragraphs above."""
    above = range(begin - 1, max(1, begin - 5), -1)
    return next((position for position in above if _LINKS_ONLY.match(paragraphs[position].text[:2000])), begin)


def _tail_kinds(paragraphs: Sequence[_Paragraph], first: int) -> list[tuple[str, float] | None]:
    """The kind of each paragraph from `first` on, if it were part of the tail, and how much it says for that."""
    body_words = {word for one in paragraphs[1:first] if _is_body(one) for word in _capitalised(one)}
    kinds = []
    for paragraph in paragraphs[first:]:
        kind = _tail_kind(paragraph, body_words)
        if kind is None and _is_body(paragraph):
            body_words.update(_capitalised(paragraph))
        kinds.append(kind)
    return kinds


def _tail_kind(paragraph: _Paragraph, body_words: Collection[str]) -> tuple[str, float] | None:
    if rule := _match(paragraph, "any"):
        return rule.kind, _HINT
    if rule := _match(paragraph, "list"):
        return rule.kind, _SURE
    if _LINKS_ONLY.match(paragraph.text[:2000]):
        return "navigation", _SURE
    for rule in _rules("tail"):
        if _fits(rule, paragraph) and not _is_on(rule, paragraph, body_words):
            return rule.kind, _NAMED if "who" in rule.pattern.groupindex else _SURE
    return None


def _is_on(rule: _Rule, paragraph: _Paragraph, body_words: Collection[str]) -> bool:
    """Whether the person of a bio is known from the article's body, or speaks: the article is on them, not by them."""
    match = rule.pattern.match(paragraph.shown)
    who = match.groupdict().get("who") if match else None
    if who is None:
        return False
    words = re.findall(r"[a-z]+", paragraph.text)
    return who.split()[-1].strip("[]") in body_words or not load_words("bio_breakers").isdisjoint(words)


def _capitalised(paragraph: _Paragraph) -> list[str]:
    return re.findall(r"\b[A-Z][\w’-]+", paragraph.text)


def _weight(paragraph: _Paragraph) -> float:
    """What a paragraph that no rule knows says against being part of the tail: a sentence says much."""
    if paragraph.words <= 40 and _CITATION.match(paragraph.text):
        return 0.2
    return 0.0 if paragraph.words <= 12 and not ends_sentence(paragraph.text) else -3.0


def _find_interruptions(paragraphs: Sequence[_Paragraph]) -> Iterator[tuple[int, int, str]]:
    """Short lines between the halves of a sentence that are numbers or stand elsewhere too: a page's edge, pasted."""
    torn = {
        _paragraph_key(here)
        for before, here, after in zip(paragraphs, paragraphs[1:], paragraphs[2:], strict=False)
        if here.words <= 12 and before.words >= 5 and not ends_sentence(before.text) and starts_lower(after.text)
    }
    if not torn:
        return
    short = [(_paragraph_key(one), one) for one in paragraphs[1:] if one.words <= 12]
    keys = Counter(key for key, _ in short)
    for key, paragraph in short:
        is_number = _PAGE_NUMBER.match(paragraph.text) is not None
        if key in torn and (keys[key] > 1 or is_number):
            yield paragraph.start, paragraph.end, "page_number" if is_number else "header"


def _paragraph_key(paragraph: _Paragraph) -> str:
    return re.sub(r"\d+", "#", " ".join(paragraph.text.casefold().split()))
