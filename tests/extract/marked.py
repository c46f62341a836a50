"""Passages with their attributions marked in the text: "<s>Lee</s> <q>denied</q> <c>that she left</c>"."""

from __future__ import annotations

import datetime as dt
import re

from extract.cast import find_cast
from extract.channel_runs import ChannelDecision, resolve_channels
from extract.cues import Cue, read_cues
from extract.dates import find_times
from extract.parser import parse
from extract.passage import Attribution, Passage, Range
from extract.quotation_marks import find_quotations
from extract.reading import read_whole
from extract.said_on import SaidOnDecision, resolve_said_on
from extract.speakers import resolve_speakers
from schema.article import Article

_TAG = re.compile(r"<(/?)([sqc])(\d?)>")


def find_marked_days(passage: Passage, attributions: list[Attribution]) -> list[SaidOnDecision | None]:
    """When they were said, by the speakers, channels and times that the passage itself gives."""
    speakers = resolve_speakers(passage, attributions, find_cast(passage))
    cues = read_cues(passage, attributions)
    times = find_times(passage.doc, passage.published)
    channels = resolve_channels(passage, attributions, cues, speakers)
    return resolve_said_on(passage, attributions, cues, times, speakers, channels)


def find_marked_channels(passage: Passage, attributions: list[Attribution]) -> tuple[list[Cue], list[ChannelDecision]]:
    """Their cues and channels, by the speakers that the passage itself gives."""
    speakers = resolve_speakers(passage, attributions, find_cast(passage))
    cues = read_cues(passage, attributions)
    return cues, resolve_channels(passage, attributions, cues, speakers)


def read_marked(marked: str, published: dt.date | None = dt.date(2016, 10, 20)) -> tuple[Passage, list[Attribution]]:
    """s marks a source, q a cue, c a content; a digit behind the letter tells several attributions apart."""
    text, roles = read_tags(marked)
    article = Article(id="ar_test", sha256="", text=text, published=published)
    passage = Passage(article, read_whole(text), parse(text), find_quotations(text))
    attributions = [
        Attribution(tuple(one["s"]), tuple(one["q"]), tuple(one["c"]), 1.0) for _, one in sorted(roles.items())
    ]
    return passage, attributions


def read_tags(marked: str) -> tuple[str, dict[int, dict[str, list[Range]]]]:
    """The text without its tags, and the ranges of each role by the number of the attribution."""
    text, at = "", 0
    opened: dict[str, int] = {}
    roles: dict[int, dict[str, list[Range]]] = {}
    for tag in _TAG.finditer(marked):
        text += marked[at : tag.start()]
        at = tag.end()
        closing, role, number = tag.groups()
        if closing:
            found = roles.setdefault(int(number or 1), {"s": [], "q": [], "c": []})
            found[role].append((opened.pop(role + number), len(text)))
        else:
            opened[role + number] = len(text)
    return text + marked[at:], roles
