"""Joint speakers: the phrases of a source that "and" and commas join."""

from __future__ import annotations

from extract.cast import Cast
from extract.sources import NounPhrase, is_plural, name_at_head, noun_kind, read_phrase


def find_members(cast: Cast, tokens: list[int]) -> list[NounPhrase]:
    """ "Stone and Senator Lee of Iowa": the phrases that "and" joins; one if nothing is joined."""
    words, inside = cast.words, set(tokens)
    phrase = read_phrase(words, tokens)
    joints = [i for i in phrase.tokens[1:-1] if words.lower[i] in ("and", "&") and _joins(cast, i, inside)]
    if not joints:
        return [phrase]
    starts = [tokens[0], *(joint + 1 for joint in joints)]
    ends = [*joints, tokens[-1] + 1]
    parts = [
        read_phrase(words, [i for i in range(a, b) if i in inside])
        for a, b in zip(starts, ends, strict=True)
        if any(i in inside and words.text[i][0].isalnum() for i in range(a, b))
    ]
    return [member for part in parts for member in _listed(cast, part)]


def _listed(cast: Cast, part: NounPhrase) -> list[NounPhrase]:
    """ "Stone, Lee" of "Stone, Lee and Park": single names between commas."""
    rest = [read_phrase(cast.words, piece) for piece in part.rest]
    names = [inner for inner in rest if len(inner.core) <= 3 and name_at_head(cast, inner)]
    first = name_at_head(cast, part)
    if names and first and len(names) == len(rest) and len(part.core) <= 3:
        return [read_phrase(cast.words, part.core), *names]
    return [part]


def _joins(cast: Cast, i: int, inside: set[int]) -> bool:
    """The "and" joins heads of the source, not words deeper in it."""
    words = cast.words
    above = words.head[i]
    if above not in inside or i + 1 not in inside:
        return False
    if _joins_names(cast, i, inside):
        return True
    if any(link.span[0] < words.start[i] < link.span[1] for link in cast.links_in((words.start[i], words.end[i]))):
        return False
    others = [j for j in words.children[above] if words.dep[j] == "conj" and j > i]
    if not others or words.head[above] in inside or _is_one_of_two_roles(cast, above, others[0]):
        return False
    if words.text[above][0].isupper() == words.text[others[0]][0].isupper() or is_plural(words, others[0]):
        return True
    return any(words.dep[child] == "poss" for child in words.children[others[0]])


def _is_one_of_two_roles(cast: Cast, first: int, second: int) -> bool:
    """ "the former first lady and senator": one determiner, two roles of one person."""
    words = cast.words
    if is_plural(words, first) or is_plural(words, second) or words.text[second][0].isupper():
        return False
    single = noun_kind(words, second) == "person" and (
        noun_kind(words, first) == "person" or words.dep[first] == "nsubj"
    )
    first_has, second_has = (any(words.dep[j] in ("det", "poss") for j in words.children[i]) for i in (first, second))
    return single and first_has and not second_has


def _joins_names(cast: Cast, i: int, inside: set[int]) -> bool:
    """ "Ann Stone and Ole Lund": a name opens the source, another follows."""
    start = cast.words.start[min(inside)]
    before = cast.links_in((start, cast.words.end[i - 1]))
    after = name_at_head(cast, read_phrase(cast.words, [j for j in sorted(inside) if j > i]))
    if not before or not after or before[-1].actor == after.actor:
        return False
    kinds = {cast.actors[link.actor].kind for link in (before[0], after)}
    opens = cast.words.token_at(before[0].span[0]) - min(inside) <= 1
    return opens and len(before) == 1 and before[0].span[1] >= cast.words.end[i - 1] and kinds == {"person"}
