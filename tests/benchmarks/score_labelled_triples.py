"""How the triples of whole statements agree with labels/triples.jsonl.

    python -m tests.benchmarks.score_labelled_triples [--wrong | --json]

Texts come from polnear-train in ONRECORD_CORPORA. Of each labelled statement, the one we find whose content overlaps
most is taken, by at least half (Dice of characters). A triple of ours is right when subject, predicate and object each
match those of one accepted triple: same head word, or half of the words (Dice). `--wrong` lists the disagreements.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from spacy.tokens import Token

from extract.cast import find_cast
from extract.extractor import open_passage
from extract.passage import Passage, Range
from schema.span import Span
from schema.statement import Record, Statement, Triple
from tests.benchmarks.gates import corpora
from tests.benchmarks.predict import article_of, load_extractor, read_rows

LABELS = Path(__file__).with_name("labels") / "triples.jsonl"
Label = dict[str, Any]
ROWS = (
    ("statements found", "labelled statements"),
    ("triples right", "triples of ours"),
    ("main triples found", "labelled main triples"),
    ("subject's actor right", "right triples with a labelled actor"),
    ("subject's actor named and right", "those of them with an actor of ours"),
    ("polarity right", "right triples"),
    ("modality right", "right triples"),
)


@dataclass(frozen=True)
class Page:
    """One article as we read it, with what is needed to compare words and actors."""

    record: Record
    passage: Passage

    @cached_property
    def tokens(self) -> list[tuple[Range, Token]]:
        """Every token with its characters in the article."""
        places = (
            (self.passage.reading.to_source(token.idx, token.idx + len(token)), token) for token in self.passage.doc
        )
        return [((ranges[0][0], ranges[-1][1]), token) for ranges, token in places if ranges]

    @cached_property
    def names(self) -> dict[str, set[str]]:
        """All names of each actor, by id."""
        statements = self.record.statements
        speakers = [one.speaker for one in statements if one.speaker]
        names: dict[str, set[str]] = defaultdict(set)
        for actor in (*(one.actor for one in find_cast(self.passage).actors), *speakers):
            names[actor.id].update(map(bare, (actor.name, *actor.aliases)))
        for one in speakers:
            if one.speaks_for:
                names[one.speaks_for.id].add(bare(one.speaks_for.name))
        for named in (named for one in statements for named in (*one.about, *one.addressees)):
            names[named.id].add(bare(named.name))
        return names

    def words(self, ranges: Iterable[Range]) -> set[str]:
        pieces = " ".join(self.record.article.text[start:end] for start, end in ranges)
        return set(re.findall(r"\w+", pieces.lower()))

    def heads(self, ranges: Sequence[Range]) -> set[str]:
        """The word that the others hang on, and the verbs that it takes along: "tried to sign" has two."""
        inside = [
            token
            for (start, end), token in self.tokens
            if any(start < high and low < end for low, high in ranges) and not (token.is_punct or token.is_space)
        ]
        numbers = {token.i for token in inside}
        tops = [token for token in inside if token.head.i not in numbers or token.head is token]
        top = next((token for token in tops if token.pos_ in ("VERB", "AUX", "NOUN", "PROPN", "PRON")), None)
        chain = [top or tops[0]] if tops else []
        for token in chain:
            chain += [child for child in token.children if child.dep_ == "xcomp" and child.i in numbers]
        return {token.lower_ for token in chain}

    def match(self, ours: Sequence[Range], theirs: Sequence[Range]) -> bool:
        left, right = self.words(ours), self.words(theirs)
        if 2 * len(left & right) >= 0.5 * (len(left) + len(right)):
            return bool(left and right)
        return bool(self.heads(ours) & self.heads(theirs))


def bare(name: str) -> str:
    return re.sub(r"^the |['’]s$|[.]", "", name.lower())


def ranges_of(spans: Iterable[Span]) -> list[Range]:
    return [(span.start, span.end) for span in spans]


def pieces_of(label: Sequence[Sequence[int]] | None) -> list[Range]:
    return [(start, end) for start, end in label or ()]


def characters(ranges: Iterable[Range]) -> set[int]:
    return {place for low, high in ranges for place in range(low, high)}


def overlap(ours: set[int], theirs: set[int]) -> float:
    return 2 * len(ours & theirs) / (len(ours) + len(theirs))


def find_statement(record: Record, content: set[int]) -> Statement | None:
    def shared(statement: Statement) -> float:
        return overlap(characters(ranges_of(statement.content)), content)

    best = max(record.statements, key=shared, default=None)
    return best if best and shared(best) >= 0.5 else None


def is_unstated(ranges: Sequence[Range], content: set[int]) -> bool:
    """No words, or only words around the content: the source as subject, the cue as predicate."""
    return not characters(ranges) & content


def accepts(page: Page, content: set[int], label: Label, triple: Triple) -> bool:
    subject, predicate = ranges_of(triple.subject.spans), ranges_of(triple.predicate.spans)
    for ours, theirs in ((subject, pieces_of(label["subject"])), (predicate, pieces_of(label["predicate"]))):
        unstated = is_unstated(ours, content)
        if unstated != (not theirs) or (theirs and not page.match(ours, theirs)):
            return False
    object_ = ranges_of(triple.object.spans) if triple.object else []
    if label["object"]:
        return page.match(object_, pieces_of(label["object"]))
    return not object_ or any(page.match(object_, pieces_of(one)) for one in label["extra"])


def is_same_fact(label: Label, other: Label) -> bool:
    """Two ways of cutting up one fact: "is safe | for children", "is | safe for children"."""
    parts = ("subject", "predicate") if label["predicate"] else ("subject", "object")
    return all(
        bool(characters(pieces_of(label[part])) & characters(pieces_of(other[part]))) or label[part] == other[part]
        for part in parts
    )


def is_labelled_actor(page: Page, label: Label, triple: Triple) -> bool:
    ours = page.names.get(triple.subject.actor or "", set())
    return bool(ours & set(map(bare, label["subject_actor"])))


def count_right(page: Page, triple: Triple, accepted: Sequence[Label]) -> Iterator[tuple[str, bool]]:
    """The actor, polarity and modality of a right triple; any of the labels it matches will do."""
    yield "polarity right", any(label["polarity"] == triple.polarity for label in accepted)
    yield "modality right", any(label["modality"] == triple.modality for label in accepted)
    named = [label for label in accepted if label["subject_actor"]]
    if named:
        right = any(is_labelled_actor(page, label, triple) for label in named)
        yield "subject's actor right", right
        if triple.subject.actor:
            yield "subject's actor named and right", right


def compare(page: Page, labelled: Label) -> Iterator[tuple[str, bool, str]]:
    """What is compared, whether it agrees, and the words that show it."""
    content = characters(pieces_of(labelled["content"]))
    statement = find_statement(page.record, content)
    yield "statements found", statement is not None, shown(page, pieces_of(labelled["content"]))
    if statement is None:
        return
    matched: set[int] = set()
    for triple in statement.triples:
        numbers = [n for n, label in enumerate(labelled["triples"]) if accepts(page, content, label, triple)]
        matched.update(numbers)
        line = show_triple(triple)
        yield "triples right", bool(numbers), line
        if numbers:
            accepted = [labelled["triples"][number] for number in numbers]
            yield from ((what, right, line) for what, right in count_right(page, triple, accepted))
    found = [labelled["triples"][number] for number in sorted(matched)]
    for label in labelled["triples"]:
        if label["main"]:
            yield "main triples found", any(is_same_fact(label, one) for one in found), show_label(page, label)


def shown(page: Page, ranges: Iterable[Range]) -> str:
    return " … ".join(" ".join(page.record.article.text[start:end].split()) for start, end in ranges)


def show_label(page: Page, label: Label) -> str:
    parts = [shown(page, pieces_of(label[part])) for part in ("subject", "predicate", "object")]
    return f"{' | '.join(parts)} ({label['polarity']}, {label['modality']})"


def show_triple(triple: Triple) -> str:
    object_ = triple.object.text if triple.object else ""
    held = f"{triple.polarity}, {triple.modality}{', implied' if triple.implied else ''}"
    return f"{triple.subject.text} | {triple.predicate.text} | {object_} ({held}; {triple.subject.actor})"


def read_pages(articles: set[str]) -> Iterator[Page]:
    for row in read_rows(str(corpora() / "polnear-train.jsonl")):
        if row["id"] in articles:
            record = load_extractor().extract(article_of(row))
            yield Page(record, open_passage(record.article))


def compare_all() -> Iterator[tuple[str, bool, str]]:
    labels = list(read_rows(str(LABELS)))
    for page in read_pages({label["article"] for label in labels}):
        for label in labels:
            if label["article"] == page.record.article.external_id:
                yield from compare(page, label)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--wrong", action="store_true", help="list every disagreement")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    args = parser.parse_args()
    right: Counter[str] = Counter()
    all_: Counter[str] = Counter()
    for what, agrees, line in compare_all():
        right[what] += agrees
        all_[what] += 1
        if args.wrong and not agrees:
            print(f"{what}: {line}")
    shares = {what: right[what] / max(all_[what], 1) for what, _ in ROWS}
    if args.json:
        print(json.dumps([{"row": what, "p": share, "r": share, "f1": share} for what, share in shares.items()]))
        return
    for what, unit in ROWS:
        print(f"{what:34}{100 * shares[what]:6.1f} %  {right[what]:4} of {all_[what]} {unit}")


if __name__ == "__main__":
    main()
