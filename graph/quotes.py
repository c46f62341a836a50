"""A quote from all the runs of words that carry it: its representative wording, who had it first, who says it how."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from graph.differences import classify, find_differences
from graph.keys import LAST, day_number
from graph.readings import ELLIPSIS, read_tokens
from graph.units import Unit
from graph.words import weigh
from schema.actor import ActorRef
from schema.ids import fold
from schema.query import FoundStatement
from schema.quote import Difference, FirstSeen, Match, Occurrence, PublisherSeen, Quote, QuoteSummary, Variant
from schema.wording import shorten

MOST_SHOWN = 100
"""Characters of the words in a quote's name."""
_SIMILAR = 0.34
"""Share of the lighter wording's weight that must be common for the two to be told apart word by word."""
_RANK = 1_000_000_000


class Carrier(NamedTuple):
    """A run with what the sums of its quote need."""

    unit: Unit
    publisher: str | None
    report: str
    """The first of the articles that carry the same text; its own where it is the only one."""


class Run(NamedTuple):
    """A run with all that is shown of it."""

    carrier: Carrier
    quote: str
    found: FoundStatement


class Sums(NamedTuple):
    """What a store keeps of a quote that several runs have. Days are YYYYMMDD."""

    text: str
    speaker: str | None
    occurrences: int
    articles: int
    publishers: int
    reports: int
    wordings: int
    first: int | None
    last: int | None
    meaning: bool
    rank: int
    """Sorts quotes upwards: most publishers first, then the earliest."""


def add_up(carriers: Sequence[Carrier]) -> Sums:
    wordings = _by_wording(carriers)
    text = find_representative(wordings)
    days = sorted(day for one in carriers if (day := _day(one.unit)) is not None)
    publishers = len(_publishers(carriers))
    others = [_first_of(group).unit.facts.text for group in wordings.values()]
    return Sums(
        text=text,
        speaker=_find_speaker(carriers),
        occurrences=len(carriers),
        articles=len({one.unit.facts.article for one in carriers}),
        publishers=publishers,
        reports=len({one.report for one in carriers}),
        wordings=len(wordings),
        first=days[0] if days else None,
        last=days[-1] if days else None,
        meaning=any(compare(text, other)[0] == "meaning_may_differ" for other in others),
        rank=(days[0] if days else LAST) - publishers * _RANK,
    )


def find_representative(wordings: Mapping[tuple[str, ...], Sequence[Carrier]]) -> str:
    """The wording of most words that no hand altered; of equal ones that of most reports, then the earliest."""

    def rank(forms: tuple[str, ...]) -> tuple[bool, int, int, int, str]:
        group = wordings[forms]
        first = _first_of(group)
        reports = len({one.report for one in group})
        return _is_altered(first.unit.facts.text), -len(forms), -reports, _day(first.unit) or LAST, first.unit.id

    return _first_of(wordings[min(wordings, key=rank)]).unit.facts.text


def _by_wording(carriers: Iterable[Carrier]) -> dict[tuple[str, ...], list[Carrier]]:
    groups: dict[tuple[str, ...], list[Carrier]] = defaultdict(list)
    for one in carriers:
        groups[one.unit.forms].append(one)
    return groups


def _is_altered(text: str) -> bool:
    return "[" in text or bool(ELLIPSIS.search(text))


def _first_of(carriers: Sequence[Carrier]) -> Carrier:
    return min(carriers, key=_order)


def _order(carrier: Carrier) -> tuple[int, str, int, str]:
    """By day, undated ones last; within an article by place."""
    facts = carrier.unit.facts
    return _day(carrier.unit) or LAST, facts.article, facts.start, facts.id


def _day(unit: Unit) -> int | None:
    return None if unit.facts.published is None else day_number(dt.date.fromordinal(unit.facts.published))


def _publishers(carriers: Iterable[Carrier]) -> set[str]:
    return {fold(one.publisher) for one in carriers if one.publisher}


def _find_speaker(carriers: Iterable[Carrier]) -> str | None:
    """Whom most reports name; of equal ones the smaller id."""
    votes = {(one.unit.speaker, one.report) for one in carriers if one.unit.speaker is not None}
    counts = Counter(speaker for speaker, _ in votes)
    return min(counts, key=lambda speaker: (-counts[speaker], speaker), default=None)


def compare(base: str, other: str, *, beside: str = "") -> tuple[Match, tuple[Difference, ...]]:
    """How a wording stands to the representative one; two with little in common are not aligned."""
    if base == other:
        return "exact", ()
    if not _have_much_in_common(base, other):
        return "similar_only", ()
    differences = find_differences(base, other, beside=beside)
    return classify(base, other, differences), differences


def _have_much_in_common(base: str, other: str) -> bool:
    a, b = (Counter(token.form for token in read_tokens(text)) for text in (base, other))
    lighter = min(weigh(a.elements()), weigh(b.elements()))
    return weigh((a & b).elements()) >= _SIMILAR * lighter


# What is shown
def show(sums: Sums, quote_id: str, speaker: ActorRef | None) -> QuoteSummary:
    return QuoteSummary(
        id=quote_id,
        name=name_quote(sums.text, speaker),
        text=sums.text,
        speaker=speaker,
        occurrences=sums.occurrences,
        articles=sums.articles,
        publishers=sums.publishers,
        independent_reports=sums.reports,
        wordings=sums.wordings,
        first_seen_in_collection=date_of(sums.first),
        last_seen=date_of(sums.last),
        meaning_may_differ=sums.meaning,
    )


def name_quote(text: str, speaker: ActorRef | None) -> str:
    return f"{speaker.name if speaker else 'Unknown speaker'}: {shorten(text, limit=MOST_SHOWN)}"


def date_of(day: int | None) -> dt.date | None:
    return None if day is None else dt.date(day // 10_000, day // 100 % 100, day % 100)


def assemble(runs: Sequence[Run], actors: Mapping[str, ActorRef]) -> Quote:
    """From all its runs, in any order; `actors` by id, as the store knows them."""
    ordered = sorted(runs, key=lambda run: _order(run.carrier))
    carriers = [run.carrier for run in ordered]
    sums = add_up(carriers)
    speaker = actors.get(sums.speaker) if sums.speaker else None
    seen = tuple(_occurrence(run) for run in ordered)
    summary = show(sums, min(carrier.unit.id for carrier in carriers), speaker)
    return Quote(
        **dict(summary),
        seen=seen,
        variants=_find_variants(sums.text, ordered),
        first=_find_first(seen),
        by_publisher=_find_publishers(seen),
    )


def _occurrence(run: Run) -> Occurrence:
    facts, statement = run.carrier.unit.facts, run.found.statement
    speaker = statement.speaker
    return Occurrence(
        id=facts.id,
        quote=run.quote,
        statement=statement.id,
        start=facts.start,
        end=facts.end,
        text=facts.text,
        article=run.found.article,
        report=run.carrier.report,
        speaker=ActorRef(id=speaker.id, name=speaker.name, kind=speaker.kind) if speaker else None,
        said_on=statement.said_on.value if statement.said_on else None,
        chain=statement.chain,
    )


def _find_variants(text: str, runs: Sequence[Run]) -> tuple[Variant, ...]:
    """The representative one first, then in order of their first day."""
    groups: dict[tuple[str, ...], list[Run]] = defaultdict(list)
    for run in runs:
        groups[run.carrier.unit.forms].append(run)
    variants = [_variant(text, group) for group in groups.values()]
    return tuple(sorted(variants, key=lambda variant: not variant.is_representative))


def _variant(text: str, runs: Sequence[Run]) -> Variant:
    first = runs[0].carrier.unit.facts
    match, differences = compare(text, first.text, beside=_words_beside(runs[0]))
    publishers = (run.found.article.publisher for run in runs)
    return Variant(
        text=first.text,
        match=match,
        differences=differences,
        occurrences=tuple(run.carrier.unit.id for run in runs),
        publishers=tuple(dict.fromkeys(name for name in publishers if name)),
        is_representative=first.text == text,
    )


def _words_beside(run: Run) -> str:
    """What its sentence says outside the quotation."""
    sentence, facts = run.found.sentence, run.carrier.unit.facts
    start, end = facts.start - sentence.start, facts.end - sentence.start
    return sentence.text[: max(start, 0)] + " " + sentence.text[max(end, 0) :]


def _find_first(seen: Sequence[Occurrence]) -> FirstSeen:
    days = [one.article.published for one in seen if one.article.published]
    first = [one for one in seen if days and one.article.published == min(days)]
    return FirstSeen(
        published=min(days, default=None),
        occurrences=tuple(one.id for one in first),
        publishers=tuple(dict.fromkeys(one.article.publisher for one in first if one.article.publisher)),
        undated=len(seen) - len(days),
    )


def _find_publishers(seen: Sequence[Occurrence]) -> tuple[PublisherSeen, ...]:
    """In order of the day on which each first carried it."""
    first: dict[str, Occurrence] = {}
    for one in seen:
        first.setdefault(fold(one.article.publisher or ""), one)
    return tuple(
        PublisherSeen(publisher=one.article.publisher, published=one.article.published, occurrence=one.id)
        for one in first.values()
    )
