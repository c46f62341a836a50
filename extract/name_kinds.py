"""What a mention names, seen by itself: by lists, by the words of the name, by spaCy's votes."""

from __future__ import annotations

from extract.gazetteer import Known, known, state_of_code
from extract.lexicon import load_words
from extract.mentions import KINDS, NO_ACTORS, Mention, Votes
from extract.names import is_given_name, is_role_noun, titles
from extract.runs import is_state_code
from extract.words import Words
from schema.actor import ActorKind

_MANY = 3
"""From so many votes on, most of them count."""


def kind_of(mention: Mention, votes: Votes, words: Words) -> tuple[ActorKind | None, Known | None]:
    """What a mention names, seen by itself; None for what is no actor or can't be told yet."""
    entry = _entry(mention, words)
    if entry and not (mention.title_words and entry.kind == "place"):
        return entry.kind, entry
    parts = mention.parts
    if _is_titled(mention) and len(parts) <= 4:
        return "person", None
    last, first = parts[-1].lower(), parts[0]
    label = votes.top(mention.name)
    if len(parts) > 1:
        if last in load_words("organization_words") or (
            {part.lower() for part in parts} & load_words("organization_words") and label != "PERSON"
        ):
            return "organization", None
        if last in load_words("place_words") and (label != "PERSON" or _is_surely_place(parts)):
            return "place", None
        if first.lower() in load_words("places_of") and parts[1] == "of":
            return "place", None
        if first.lower() in load_words("place_openings") and _may_be_place(mention, votes):
            return "place", None
        named = is_given_name(first) and label not in ("GPE", "LOC", "FAC", *NO_ACTORS)
        named = named and not (label == "ORG" and mention.name in votes.articled)
        if named and len(parts) <= (3 if label == "ORG" else 5):
            return "person", None
    if len(parts) == 1 and _is_one_persons(mention, votes, label):
        return "person", None
    if label in KINDS:
        return KINDS[label], None
    if label in NO_ACTORS or label == "NORP":
        return None, None
    return ("person", None) if _speaks(mention, words) and len(parts) <= 4 else (None, None)


def _entry(mention: Mention, words: Words) -> Known | None:
    is_code = mention.is_single and is_state_code(words, mention.token_start)
    return state_of_code(mention.name) if is_code else known(mention.name)


def _is_surely_place(parts: list[str]) -> bool:
    """No person's: "Harbourton Airport", "Fort Stone Historic Park"."""
    first, last = parts[0].lower(), parts[-1].lower()
    return last not in load_words("place_surnames") or first in load_words("place_openings")


def _may_be_place(mention: Mention, votes: Votes) -> bool:
    return any(votes.share(mention.name, label) > 0 for label in ("GPE", "LOC", "FAC"))


def _is_one_persons(mention: Mention, votes: Votes, label: str | None) -> bool:
    """A lone given name or surname; "Charlotte" is a place where spaCy mostly takes it for one."""
    share = votes.share(mention.name, "PERSON")
    if label in ("GPE", "LOC") and votes.count(mention.name) >= _MANY:
        return share >= 0.5
    return share >= 0.3 or is_given_name(mention.parts[0])


def _is_titled(mention: Mention) -> bool:
    return bool(mention.title_words) and (
        mention.title_words[-1].lower() in titles() or is_role_noun(mention.title_words[-1])
    )


def _speaks(mention: Mention, words: Words) -> bool:
    """The subject of a verb of saying."""
    root = mention.token_end - 1
    return words.dep[root] == "nsubj" and words.lower[words.head[root]] in load_words("speech_verbs")
