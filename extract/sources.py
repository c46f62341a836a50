"""Reads the words of a source: its parts, its head noun, whose body it is, whom it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from extract.cast import Cast, Link
from extract.lexicon import load_words
from extract.mentions import is_label
from extract.names import role_nouns, singular, strip_possessive
from extract.passage import Attribution
from extract.words import AUX, NOUN, NUM, PRON, PROPN, VERB, Words

_CUTS = frozenset({",", ";", "(", "[", "–", "—", "--", "-", ":", "who", "which", "whom", "whose", "that"})
_RELATIVE = frozenset({"who", "whom", "whose", "which", "that"})
_PREPOSITIONS = frozenset(
    "about across after against around as at before behind by during except for from in inside into near of on outside "
    "over since than through to toward towards under until upon with within without".split()
)
_DASHES = frozenset({"-", "–", "—", "--"})
_QUOTES = frozenset('"“”«»')
_OWNING = frozenset({"'s", "’s", "'", "’", "`s"})
_INCLUDING = frozenset({"including", "like", "among", "such"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
_BEFORE_DAYS = frozenset({"in", "on", "at", "from", "late", "early", "last", "this", "next", "earlier", "the"})
_OWNERS = frozenset({"his", "her", "their", "its", "my", "our"})


@dataclass(frozen=True)
class NounPhrase:
    """A stretch of tokens; `core` ends before relative clauses, appositions and brackets, `head` is its noun."""

    tokens: tuple[int, ...]
    core: tuple[int, ...]
    head: int
    rest: tuple[tuple[int, ...], ...]
    """What follows the core, cut at commas and brackets: appositions, mostly."""

    @property
    def start(self) -> int:
        return self.tokens[0]


@cache
def _nouns(name: str) -> frozenset[str]:
    return load_words(name)


def source_tokens(words: Words, attribution: Attribution) -> list[int]:
    """All tokens of the source, marks at its edges excluded."""
    tokens = _one_line(words, [i for span in attribution.source for i in words.tokens_in(span)])
    tokens = tokens[_dateline_length(words, tokens) :]
    while tokens and not _is_word(words.text[tokens[0]]):
        tokens.pop(0)
    while tokens and not _is_word(words.text[tokens[-1]]) and words.text[tokens[-1]] not in _OWNING:
        tokens.pop()
    return tokens


def _one_line(words: Words, tokens: list[int]) -> list[int]:
    """Up to a line break or an unpaired quotation mark; from there on where no name stands before."""
    marks = [i for i in tokens if words.text[i] in _QUOTES]
    breaks = {i for i in tokens if "\n" in words.text[i]} | set(marks[-1:] if len(marks) % 2 else ())
    if not breaks:
        return tokens
    lines: list[list[int]] = [[]]
    for i in tokens:
        if i in breaks:
            lines.append([])
        else:
            lines[-1].append(i)
    lines = [line for line in lines if any(_is_word(words.text[i]) for i in line)]
    named = [line for line in lines if any(words.pos[i] == PROPN for i in line)]
    return (named or lines or [[]])[0]


def _dateline_length(words: Words, tokens: list[int]) -> int:
    """Tokens of "OSTER - ", "Oster, 6 November - " at the start of a paragraph, the dash included."""
    dashes = [at for at, i in enumerate(tokens) if words.text[i] in _DASHES and not _glued(words, i)]
    if len(dashes) != 1 or not 0 < dashes[0] <= 8 or dashes[0] == len(tokens) - 1:
        return 0
    first, place = tokens[0], [words.text[i] for i in tokens[: dashes[0]]]
    opens = first == 0 or words.paragraph[first - 1] != words.paragraph[first] or "\n" in words.text[first - 1]
    is_dateline = (place[0].isupper() and len(place[0]) > 2) or any(word.isdigit() for word in place)
    return dashes[0] + 1 if opens and is_dateline else 0


def read_phrase(words: Words, tokens: Iterable[int]) -> NounPhrase:
    """Cuts a noun phrase into core and what follows it; the head is the last noun before a preposition."""
    tokens = tuple(tokens)
    pieces = list(_cut(words, tokens))
    while len(pieces) > 1 and not _stands_alone(words, pieces[0], pieces[1]):
        pieces[:2] = [(*pieces[0], *pieces[1])]
    core = _without_tail(words, pieces[0]) if pieces else tokens
    return NounPhrase(tokens, core, _head(words, core), tuple(pieces[1:]))


def _stands_alone(words: Words, piece: tuple[int, ...], following: tuple[int, ...]) -> bool:
    """The piece has a noun of its own; it does not end in one that describes the noun of the next: "800-page, long"."""
    last = piece[-1]
    describes = words.dep[last] in ("compound", "amod", "nmod", "nummod") and words.head[last] in following
    return (_is_nominal(words, last) and not describes) or words.lower[following[0]] in _RELATIVE


def _without_tail(words: Words, core: tuple[int, ...]) -> tuple[int, ...]:
    """Up to the participle or the day that opens what is told of it: "a letter" seen by …, "a poll" last month."""
    end = next((at for at, i in enumerate(core) if at and _tells_of(words, core, at, i)), len(core))
    while end > 1 and (end < len(core) or words.pos[core[end - 1]] in (AUX, VERB)) and not _ends(words, core[:end]):
        end -= 1
    while end > 1 and words.entity[core[end - 1]] in ("DATE", "TIME") and _is_nominal(words, core[end - 1]):
        day = end - 1
        while day and (words.entity[core[day - 1]] in ("DATE", "TIME") or words.lower[core[day - 1]] in _BEFORE_DAYS):
            day -= 1
        if not any(_is_nominal(words, i) for i in core[:day]) or words.lower[core[day - 1]] == "of":
            break
        end = day
    return core[:end]


def _tells_of(words: Words, core: tuple[int, ...], at: int, i: int) -> bool:
    """The participle or the auxiliary of a clause behind its noun."""
    noun = words.head[i]
    if words.pos[i] not in (VERB, AUX) or noun not in core or not any(_is_nominal(words, j) for j in core[:at]):
        return False
    if words.dep[i] != "acl":
        return words.dep[i] in ("aux", "auxpass") and words.text[noun].islower()
    of_head = noun == _head(words, core[:at]) or words.lower[words.head[noun]] == "of"
    return of_head and words.lower[noun] not in ("those", "that", "ones", "one") and words.text[i].islower()


def _ends(words: Words, core: tuple[int, ...]) -> bool:
    """The last word is a noun, or none is left that could be."""
    return _is_nominal(words, core[-1]) or not any(_is_nominal(words, i) for i in core)


def _cut(words: Words, tokens: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    piece: list[int] = []
    for position, i in enumerate(tokens):
        lower = words.lower[i]
        if piece and any(words.lower[j] in _CUTS for j in range(tokens[position - 1] + 1, i)):
            yield tuple(piece)
            piece = []
        hyphen = lower in ("-", "–") and 0 < position < len(tokens) - 1 and _glued(words, i)
        if lower in _CUTS and not hyphen and not (lower in _RELATIVE and not piece):
            if piece:
                yield tuple(piece)
            piece = [i] if lower in _RELATIVE else []
        elif words.text[i] not in ")]":
            piece.append(i)
    if piece:
        yield tuple(piece)


def _glued(words: Words, i: int) -> bool:
    return words.end[i - 1] == words.start[i] or (i + 1 < len(words) and words.end[i] == words.start[i + 1])


def _head(words: Words, core: tuple[int, ...]) -> int:
    """ "a senior official in the ministry" → official; "Smith’s campaign manager" → manager."""
    last = core[0]
    for position, i in enumerate(core):
        if position and words.lower[i] in _PREPOSITIONS and _is_nominal(words, core[position - 1]):
            break
        if position and words.text[i] not in _OWNING and _starts_clause(words, i, core[position - 1]):
            break
        if _is_word(words.text[i]):
            last = i
    return last


def _is_nominal(words: Words, i: int) -> bool:
    return words.pos[i] in (NOUN, PROPN, PRON, NUM)


def _starts_clause(words: Words, i: int, before: int) -> bool:
    """A participle behind the noun: "voters" asked …, "the group" backing …"""
    if words.dep[i] == "acl" and words.head[i] <= before:
        return True
    return words.pos[i] == VERB and _is_nominal(words, before) and words.lower[i].endswith(("ing", "ed"))


def _is_word(text: str) -> bool:
    return text[0].isalnum() or text[0] in "@$"


def is_definite(words: Words, phrase: NounPhrase) -> bool:
    first = words.lower[phrase.core[0]]
    return first in _DEFINITE or first in _OWNERS


def is_plural(words: Words, i: int) -> bool:
    """By its form: people and bodies of more than one."""
    lower = words.lower[i]
    return lower in _PLURALS or (lower.endswith("s") and not lower.endswith("ss") and singular(lower) != lower)


_PLURALS = frozenset(
    {"people", "men", "women", "children", "police", "media", "both", "others", "many", "some", "few", "most"}
)


def noun_at(words: Words, i: int) -> str:
    """The noun in the singular; "front-runner" is one."""
    noun = singular(words.lower[i])
    hyphened = i > 1 and words.text[i - 1] == "-" and words.end[i - 2] == words.start[i - 1] == words.start[i] - 1
    whole = f"{words.lower[i - 2]}-{noun}" if hyphened else noun
    return whole if whole in role_nouns() else noun


def noun_kind(words: Words, i: int) -> str:
    """person, body, document, group or "" by the lists of nouns."""
    noun = noun_at(words, i)
    if noun in role_nouns():
        return "person"
    if noun in _nouns("document_nouns") or words.lower[i] in _nouns("document_nouns"):
        return "document"
    if noun in _nouns("group_nouns"):
        return "body"
    return ""


def links_in(cast: Cast, tokens: tuple[int, ...]) -> list[Link]:
    """The names in a stretch of tokens."""
    if not tokens:
        return []
    span = cast.words.chars(tokens[0], tokens[-1] + 1)
    return [link for link in cast.links_in(span) if span[0] <= link.span[0] and link.span[1] <= span[1] + 2]


def name_at_head(cast: Cast, phrase: NounPhrase) -> Link | None:
    """The name that the core ends in: "Iranian Foreign Minister Javad Zarif", "Stone", not "Stone’s lawyer"."""
    head = cast.words.start[phrase.head]
    names = [link for link in links_in(cast, phrase.core) if not _is_role(cast, link)]
    for link in names:
        if link.span[0] <= head < link.span[1]:
            last = names[-1]
            return last if last is not link and _closes(cast, phrase, last) else link
    return names[-1] if names and _closes(cast, phrase, names[-1]) else None


def _is_role(cast: Cast, link: Link) -> bool:
    """ "CEO" is what somebody is, though it is set like a name."""
    tokens = cast.words.tokens_in(link.span)
    return len(tokens) == 1 and cast.words.lower[tokens[0]] in role_nouns() and cast.words.text[tokens[0]].isupper()


def _closes(cast: Cast, phrase: NounPhrase, link: Link) -> bool:
    """A person at the very end whom all before describes: "chief of the Harbour Fund Ann Stone"."""
    words = cast.words
    tokens = words.tokens_in(link.span)
    if cast.actors[link.actor].kind != "person" or tokens[-1] != phrase.core[-1]:
        return False
    first = tokens[0] - 1
    if first in phrase.core and is_label(words, first):
        return False
    while first in phrase.core and (
        noun_kind(words, first) == "person" or words.lower[first] in _nouns("role_modifiers")
    ):
        first -= 1
    return first in phrase.core and words.text[first][0].isalpha() and words.lower[first] not in _NOT_BEFORE


_NOT_BEFORE = _PREPOSITIONS | _DEFINITE | _OWNERS | {"a", "an", "and", "or", "'s", "’s"}


def name_in_apposition(cast: Cast, phrase: NounPhrase) -> Link | None:
    """ "The mayor, Ann Stone,", "the head of the group backing him, Ann Stone"."""
    if noun_kind(cast.words, phrase.head) == "document":
        return None
    for piece in phrase.rest:
        first = piece[0]
        if cast.words.lower[first] in _RELATIVE | _INCLUDING:
            continue
        inner = read_phrase(cast.words, piece)
        link = name_at_head(cast, inner)
        if link and cast.actors[link.actor].kind == "person" and inner.core[0] >= cast.words.token_at(link.span[0]) - 4:
            return link
    return None


def owner_of(cast: Cast, phrase: NounPhrase) -> tuple[str, Link | int] | None:
    """Whose it is: the name before the head ("Stone’s campaign", "the Stone campaign") or after "of", "for", "from";
    or the token of "his", "her", "their", "its"."""
    words = cast.words
    if words.lower[phrase.core[0]] in _OWNERS:
        return "pronoun", phrase.core[0]
    names = links_in(cast, phrase.core)
    before = [link for link in names if link.span[1] <= words.start[phrase.head]]
    if before:
        return "name", before[-1]
    after = [link for link in names if link.span[0] > words.start[phrase.head]]
    if after and words.lower[phrase.head + 1] in ("of", "for", "from", "at", "in", "by"):
        return "name", after[0]
    return None


def represented_tokens(words: Words, phrase: NounPhrase) -> tuple[int, ...]:
    """ "the dockers' union" of "a spokeswoman for the dockers' union", "the union" of "the union's spokesman"."""
    behind = [i for i in phrase.core if i > phrase.head]
    if len(behind) > 1 and words.lower[behind[0]] in ("for", "of", "from", "at"):
        return tuple(behind[1:])
    before = [i for i in phrase.core if i < phrase.head]
    owning = [at for at, i in enumerate(before) if words.text[i] in _OWNING]
    return tuple(before[: owning[-1]]) if owning else ()


def phrase_text(text: str, words: Words, tokens: tuple[int, ...]) -> str:
    """The words as they stand, blanks made single, without a possessive ending."""
    start, end = words.chars(tokens[0], tokens[-1] + 1)
    return strip_possessive(" ".join(text[start:end].split()).strip(" ,;:-–—“”\"'‘"))


def adjoining(words: Words, tokens: tuple[int, ...], *, name_behind: bool) -> tuple[int, ...]:
    """The tokens next to a name, up to a quotation mark, a line break, a dash or the end of a sentence."""
    near: list[int] = []
    for i in reversed(tokens) if name_behind else tokens:
        ends = words.text[i] in _QUOTES or (words.text[i] in (*_DASHES, ".", "?", "!") and not _glued_dash(words, i))
        if ends or "\n" in words.text[i] or (near and words.paragraph[i] != words.paragraph[near[-1]]):
            break
        near.append(i)
    return tuple(sorted(near))


def _glued_dash(words: Words, i: int) -> bool:
    return words.text[i] in _DASHES and _glued(words, i)


def is_spokesperson(words: Words, tokens: Iterable[int]) -> bool:
    """One of the nouns stands among the words: "spokesman", "press secretary"."""
    lower = [singular(words.lower[i]) for i in tokens]
    text = f" {' '.join(lower)} "
    return any(f" {noun} " in text for noun in sorted(load_words("spokespersons")) if noun != "representative")
