"""Names inside longer names: the city in "Harbourton Tigers", the country in "Bank of Ruritania"."""

from __future__ import annotations

from collections.abc import Iterator

from extract.casting import Casting
from extract.drafts import Draft
from extract.gazetteer import known
from extract.lexicon import load_words
from extract.mentions import Mention
from extract.names import strip_possessive
from extract.words import Range, Words
from schema.ids import fold

_LONGEST = 3
_OF = frozenset({"of", "at"})
_DISTRICTS = frozenset({"city", "county", "district", "municipality", "province", "state", "town", "township"})


def find_inner_names(casting: Casting) -> list[tuple[Draft, Range]]:
    """Actors of the lists or of the article, and places after "University of"; no link leads to these mentions."""
    longer: list[tuple[Mention, Draft | None]] = [
        (join.mention, join.draft) for join in casting.joins if join.draft.kind != "person" or not join.draft.is_sure
    ]
    longer += [(mention, None) for mention in casting.unjoined]
    return [
        (draft, casting.words.chars(start, end))
        for mention, whole in longer
        if not mention.is_single
        for start, end, draft in _inside(casting, mention, whole)
    ]


def _inside(casting: Casting, mention: Mention, whole: Draft | None) -> Iterator[tuple[int, int, Draft]]:
    words, start = casting.words, mention.token_start
    while start < mention.token_end:
        found = None
        if words.text[start][0].isupper():
            ends = range(min(start + _LONGEST, mention.token_end), start, -1)
            found = next((one for end in ends if (one := _named(casting, mention, start, end, whole))), None)
        if found:
            yield found
        start = found[1] if found else start + 1


def _named(
    casting: Casting, mention: Mention, start: int, end: int, whole: Draft | None
) -> tuple[int, int, Draft] | None:
    if end - start == mention.token_end - mention.token_start or not casting.words.text[end - 1][0].isupper():
        return None
    name = strip_possessive(" ".join(casting.words.text[start:end]))
    draft = _of_lists(casting, name) or _of_article(casting, name)
    if draft is None and (
        _is_seat(casting.words, mention, start, end) or _is_opening_place(casting.words, mention, start, end)
    ):
        draft = casting.draft_of_body(name, "place", None)
    return (start, end, draft) if draft is not None and draft is not whole else None


def _of_lists(casting: Casting, name: str) -> Draft | None:
    entry = known(name)
    is_body = entry is not None and entry.kind in ("country", "place", "organization")
    return casting.draft_of_body(name, entry.kind, entry) if entry and is_body else None


def _of_article(casting: Casting, name: str) -> Draft | None:
    for kind in ("place", "organization", "person", "country"):
        if draft := casting.by_key.get((kind, fold(name))):
            return draft
    return None


def _is_seat(words: Words, mention: Mention, start: int, end: int) -> bool:
    """ "University of Harbourton": where a body is."""
    before = start - 1
    if before <= mention.token_start or words.lower[before] not in _OF or end != mention.token_end:
        return False
    sort = words.lower[before - 1]
    return end - start <= 2 and (sort in load_words("organization_words") or sort in _DISTRICTS)


def _is_opening_place(words: Words, mention: Mention, start: int, end: int) -> bool:
    """ "Harbour Bay" in "Harbour Bay Gulls"."""
    return start == mention.token_start and end - start == 2 and words.lower[end - 1] in load_words("place_words")
