"""Short forms of bodies: acronyms, and the last words of a longer name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from extract.drafts import Draft, Join
from extract.mentions import Mention
from extract.words import Words
from schema.ids import fold


def find_acronyms(words: Words, drafts: Iterable[Draft]) -> dict[str, Draft]:
    """ "NHA" → the "National Harbour Association" of this article; "HarbFund" too, where "(HarbFund)" follows it."""
    acronyms: dict[str, Draft] = {}
    for draft in drafts:
        if draft.kind == "organization" and draft.entry is None:
            for letters in (*_initials(draft.name), *_bracketed(words, draft)):
                acronyms.setdefault(letters, draft)
    return acronyms


def join_short_forms(words: Words, joins: list[Join], by_ending: Mapping[str, Sequence[Draft]]) -> None:
    """ "the Red Gulls" is the "Harbourton Red Gulls"."""
    for at, join in enumerate(joins):
        draft = join.draft
        if draft.kind != "organization" or draft.entry or join.rule != "name_of_body" or join.mention.is_single:
            continue
        longer = _longer_form(by_ending, fold(join.mention.name)) if stands_after_the(words, join.mention) else None
        if longer:
            draft.mentions.remove(join.mention)
            longer.add(join.mention)
            joins[at] = replace(join, draft=longer, rule="short_form", by=longer.mentions[0])


def stands_after_the(words: Words, mention: Mention) -> bool:
    return mention.token_start > 0 and words.lower[mention.token_start - 1] == "the"


def _longer_form(by_ending: Mapping[str, Sequence[Draft]], name: str) -> Draft | None:
    """The body whose name ends so; of several the one that is named most."""
    longer = [draft for draft in by_ending.get(name.split()[-1], []) if fold(draft.name).endswith(" " + name)]
    ranked = sorted(longer, key=lambda draft: -len(draft.mentions))
    counts = [len(draft.mentions) for draft in ranked[:2]] + [0, 0]
    return ranked[0] if counts[0] > counts[1] else None


def _bracketed(words: Words, draft: Draft) -> Iterator[str]:
    for mention in draft.mentions:
        at = mention.token_end
        if at + 2 < len(words) and words.text[at] == "(" and words.text[at + 2] == ")":
            short, first = words.text[at + 1], max(mention.token_start - 1, 0)
            openings = {word[0] for word in words.text[first:at]}
            if sum(char.isupper() for char in short) > 1 and short[0] in openings:
                yield short


def _initials(name: str) -> Iterator[str]:
    """ "Center for Harbour Studies" → CHS, CFHS."""
    words = [word for word in name.replace("-", " ").split() if word.lower() != "the"]
    yield "".join(word[0] for word in words if word[0].isupper())
    yield "".join(word[0] for word in words).upper()
