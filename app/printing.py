"""Statements as a reporter would read them. Quotation marks stand only around words that are quoted."""

from __future__ import annotations

from collections.abc import Iterator

from graph.sentences import Sentences
from schema.query import ActorSummary, FoundStatement
from schema.span import Span
from schema.statement import Act, Record, SaidOn, Stance, Statement
from schema.wording import show_words

_PAST: dict[Act, str] = {
    "say": "said", "claim": "claimed", "deny": "denied", "confirm": "confirmed", "announce": "announced",
    "warn": "warned", "threaten": "threatened", "accuse": "accused", "criticise": "criticised", "praise": "praised",
    "demand": "demanded", "promise": "promised", "ask": "asked", "predict": "predicted", "believe": "believed",
    "want": "wanted", "agree": "agreed", "refuse": "refused", "show": "showed", "other": "said",
}  # fmt: skip
_STANCE_ACTS: dict[Stance, tuple[Act, ...]] = {
    "denies": ("deny", "refuse"),
    "asks": ("ask",),
    "wants": ("want", "demand", "ask"),
    "believes": ("believe", "predict"),
}
"""Acts whose own word says the stance already."""
_STANCE_WORDS: dict[Stance, str] = {"denies": "denied", "asks": "asked", "wants": "wanted", "believes": "believed"}
_UNKNOWN = {
    "no_source": "the text names nobody",
    "ambiguous": "several are possible",
    "below_threshold": "not certain enough",
    "impersonal": "nobody in particular",
}


def saying(statement: Statement) -> str:
    """What the speaker did: "warned", and for any stance but asserts a word that cannot be taken for it."""
    act, stance = statement.act, statement.stance
    if stance == "asserts":
        return _PAST[act]
    if stance == "not_said":
        return "refused to say" if act == "refuse" else f"did not {_verb(act)}"
    if stance == "hypothetical":
        return f"might {_verb(act)}"
    return _PAST[act] if act in _STANCE_ACTS[stance] else _STANCE_WORDS[stance]


def _verb(act: Act) -> str:
    return "say" if act == "other" else act


def headline(statement: Statement) -> str:
    """One line: speaker, act, words, e.g. 'Ana Roe denied: the ship was sunk'."""
    name = statement.speaker.name if statement.speaker else "Unknown speaker"
    return plain(f"{name} {saying(statement)}: {show_words(statement.text, statement.content, statement.quoted)}")


def plain(text: str) -> str:
    """Without control characters, by which a text could steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def details(statement: Statement, sentence: Span) -> Iterator[tuple[str, str]]:
    """What else is known, as (label, text); nothing for what is not."""
    if statement.speaker is None:
        yield "speaker", _UNKNOWN.get(statement.speaker_unknown_because or "", "unknown")
        if statement.candidates:
            yield "perhaps", ", ".join(one.name for one in statement.candidates)
    elif statement.speaker.role:
        yield "as", statement.speaker.role
    if statement.speaker and statement.speaker.speaks_for:
        yield "for", statement.speaker.speaks_for.name
    if statement.addressees:
        yield "to", ", ".join(one.name for one in statement.addressees)
    if statement.said_on:
        yield "when", when(statement.said_on)
    if statement.channel:
        yield "how", statement.channel
    through = [link.name for link in statement.chain[:-1] if link.role == "speaker" and link.name]
    if through:
        yield "through", ", then ".join(through)
    topics = [one.name for one in statement.about]
    if topics:
        yield "about", ", ".join(topics)
    yield "sentence", " ".join(sentence.text.split())
    yield "id", statement.id


def when(said_on: SaidOn) -> str:
    """ "2018-09-03 (text: on Monday)"; an interval as its first and last day."""
    value = said_on.value or f"from {said_on.begin}, before {said_on.end}"
    return f"{value} (text: {' '.join(said_on.span.text.split())})"


def print_statement(statement: Statement, sentence: Span, *, number: int | None = None) -> Iterator[str]:
    """The lines of one statement."""
    lead = f"{number}. " if number is not None else ""
    yield lead + headline(statement)
    for label, text in details(statement, sentence):
        yield f"    {label + ':':<10}{plain(text)}"


def print_record(record: Record) -> Iterator[str]:
    """The article's head, then its statements in order of their text."""
    article = record.article
    yield plain(article.title or "(no title)")
    head = [article.publisher, article.published and article.published.isoformat(), *article.authors, article.url]
    yield plain(" · ".join(part for part in head if part) or "(no publisher, no date)")
    if article.published is None:
        yield "No publication date was found: relative dates stay unknown. Give one with --published."
    yield f"{_count(len(record.statements), 'statement')} · {article.id}"
    cut = Sentences(article.text)
    for number, statement in enumerate(record.statements, 1):
        yield ""
        yield from print_statement(statement, cut.of(statement), number=number)


def print_found(found: FoundStatement, *, number: int | None = None) -> Iterator[str]:
    """A statement from the store, with its article."""
    yield from print_statement(found.statement, found.sentence, number=number)
    article = found.article
    head = [article.title, article.publisher, article.published and article.published.isoformat(), article.url]
    yield f"    {'article:':<10}{plain(' · '.join(part for part in head if part) or article.id)}"


def print_actor(actor: ActorSummary) -> str:
    """ "ac_…  Ana Roe (person)  said 3 · spoken of in 2 · also: Roe"."""
    aliases = f" · also: {', '.join(actor.aliases)}" if actor.aliases else ""
    return plain(f"{actor.id}  {actor.name} ({actor.kind})  said {actor.said} · spoken of in {actor.about}{aliases}")


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"
