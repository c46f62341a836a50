"""Statements as a reporter would read them. Quotation marks stand only around words that are quoted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from operator import attrgetter

from app.explanation import Explanation, Mention, Reason
from graph.sentences import Sentences
from schema.query import ActorSummary, ArticleHead, Coverage, FoundStatement
from schema.quote import Difference, DifferenceKind, Match, Occurrence, Quote, QuoteSummary, TraceMatch
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
UNKNOWN_BECAUSE = {
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
        yield "speaker", UNKNOWN_BECAUSE.get(statement.speaker_unknown_because or "", "unknown")
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
        yield _line(label, text)


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
    yield _line("article", " · ".join(_head(found.article)) or found.article.id)


def print_explanation(explained: Explanation) -> Iterator[str]:
    """Why this speaker, day, act and channel: each with its rule in words and the mentions it rests on."""
    yield plain(explained.name)
    yield _line("sentence", _one_line(explained.sentence.text))
    parts = [("speaker", explained.speaker), ("date", explained.said_on), ("act", explained.act)]
    for label, reason in [*parts, ("channel", explained.channel)]:
        sure = f" (confidence {reason.confidence:.2f})" if reason.confidence is not None else ""
        yield _line(label, f"{reason.value or 'unknown'}{sure}. {reason.because}")
        yield from (_line("", text) for text in _grounds(reason, explained.sentence))
        if label == "speaker" and explained.candidates:
            yield _line("", f"perhaps: {', '.join(one.name for one in explained.candidates)}")
    if explained.continues:
        yield _line("goes on", f"{explained.continues.name} ({explained.continues.statement_id})")
    for report in explained.through:
        yield _line("through", f"{report.name} ({report.statement_id})")
    yield _line("article", " · ".join(_head(explained.article)) or explained.article.id)
    yield _line("decided", _decided_by(explained))
    yield _line("id", explained.statement_id)


def _grounds(reason: Reason, sentence: Span) -> Iterator[str]:
    for number, (around, mentions) in enumerate(groupby(reason.mentions, key=attrgetter("sentence"))):
        yield ("→ " if number else "") + _rests_on(list(mentions), around, sentence)
    if reason.runner_up:
        yield f"next best: {reason.runner_up.value}{_against(reason.score, reason.runner_up.score)}"
    if reason.threshold is not None:
        best = f", the best has {reason.score:.2f}" if reason.score is not None else ""
        yield f"a confidence of {reason.threshold:.2f} is asked for{best}"


def _against(score: float | None, runner_up: float | None) -> str:
    return "" if score is None or runner_up is None else f" ({runner_up:.2f}, against {score:.2f})"


def _rests_on(mentions: list[Mention], around: Span, sentence: Span) -> str:
    """ "“Lanz”, by surname, in: Energy Minister Viktor Lanz came."; the statement's own sentence is not told again."""
    words = " → ".join(_linked(mention) for mention in mentions)
    if sentence.start <= around.start and around.end <= sentence.end:
        return words
    return f"{words}, in: {_one_line(_near(mentions, around))}"


def _linked(mention: Mention) -> str:
    words = f"“{_one_line(' … '.join(span.text for span in mention.spans))}”"
    return f"{words}, {mention.link}" if mention.link else words


def _near(mentions: list[Mention], sentence: Span, *, reach: int = 90) -> str:
    """The sentence, or its words near the mentions."""
    spans = [span for mention in mentions for span in mention.spans]
    start = min(span.start for span in spans) - sentence.start - reach
    end = max(span.end for span in spans) - sentence.start + reach
    shown = sentence.text[max(start, 0) : end]
    if start > 0:
        shown = "… " + shown.partition(" ")[2]
    return shown if end >= len(sentence.text) else shown.rpartition(" ")[0] + " …"


def _decided_by(explained: Explanation) -> str:
    made = explained.decided_by
    by = f"onrecord {made.version}, model {made.model}" if made else "unknown version and model"
    return f"{by}; confidences are {'probabilities' if explained.calibrated else 'not calibrated'}"


def _line(label: str, text: str) -> str:
    return f"    {label + ':' if label else '':<10}{plain(text)}"


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _head(article: ArticleHead) -> list[str]:
    parts = (article.title, article.publisher, article.published and article.published.isoformat(), article.url)
    return [part for part in parts if part]


def print_actor(actor: ActorSummary) -> str:
    """ "ac_…  Ana Roe (person)  said 3 · spoken of in 2 · also: Roe"."""
    aliases = f" · also: {', '.join(actor.aliases)}" if actor.aliases else ""
    return plain(f"{actor.id}  {actor.name} ({actor.kind})  said {actor.said} · spoken of in {actor.about}{aliases}")


def _count(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


# Quotes
MATCHES: dict[Match, str] = {
    "exact": "the same words",
    "same_words": "the same words, written otherwise",
    "cut": "the same words, cut",
    "edited": "edited",
    "meaning_may_differ": "meaning may differ: another negation, number or name",
    "similar_only": "similar words only",
}
DIFFERENCES: dict[DifferenceKind, str] = {
    "cut_edge": "cut at an edge",
    "cut_inside": "cut inside without a sign",
    "cut_marked": "cut with an ellipsis",
    "added": "added",
    "substituted": "other words",
    "bracketed": "in brackets",
    "marks_moved": "told outside the marks",
    "spelling": "spelling",
}


def print_coverage(coverage: Coverage) -> str:
    """What was searched: nothing is known beyond it."""
    days = f", {coverage.earliest} to {coverage.latest}" if coverage.earliest else ""
    return f"Collection: {coverage.articles} articles of {coverage.publishers} publishers{days}."


def print_quote_line(quote: QuoteSummary) -> str:
    seen = f", first seen in the collection {quote.first_seen_in_collection}" if quote.first_seen_in_collection else ""
    counted = f"{quote.publishers} publishers, {quote.articles} articles, {quote.wordings} wordings{seen}"
    flagged = "; meaning may differ" if quote.meaning_may_differ else ""
    return plain(f"{quote.id}  {quote.name}  ({counted}{flagged})")


def print_quote(quote: Quote) -> Iterator[str]:
    """Title, then each article in order of its day, then the wordings with their differences."""
    yield print_quote_line(quote)
    first = set(quote.first.occurrences)
    for one in quote.seen:
        day = str(one.article.published or "no date")
        mark = "  (first seen in the collection)" if one.id in first else ""
        yield plain(f"    {day}  {one.article.publisher or 'unknown publisher'}: {_path(one)}{mark}")
    for variant in quote.variants:
        yield plain(f"    “{variant.text}” – {MATCHES[variant.match]}; {', '.join(variant.publishers)}")
        yield from (f"        {_difference(one)}" for one in variant.differences)


def _path(occurrence: Occurrence) -> str:
    """Through whom it came, without the publisher."""
    return " → ".join(link.name or "unknown speaker" for link in occurrence.chain if link.role != "publisher")


def _difference(difference: Difference) -> str:
    words = " → ".join(f"“{words}”" if words else "nothing" for words in (difference.before, difference.after))
    flag = f" ({difference.meaning}: meaning may differ)" if difference.meaning else ""
    return plain(f"{DIFFERENCES[difference.kind]}: {words}{flag}")


def print_match(match: TraceMatch) -> Iterator[str]:
    title, *lines = print_quote(match.quote)
    yield f"{MATCHES[match.match]}: {title}"
    yield from (f"    asked: {_difference(one)}" for one in match.differences)
    yield from lines
