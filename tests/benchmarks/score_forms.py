"""Every form of attribution against cases of our own: `python -m tests.benchmarks.score_forms`.

    python -m tests.benchmarks.score_forms [--model accurate] [--json | --wrong] [FORM…]

A case is a line of tests/golden_forms/FORM.tsv: the speakers in the order of the contents, a tab, and the text with its
contents marked. "-" is a speaker that the text does not name, "a / b" are two names that are both right, "=denies"
behind a name is the stance; without speakers nobody says anything. ¶ is a blank line, ⏎ a line end, ␌ a page end.

  FORM              right statements: the same words, marks aside, and the right speaker. A content may be given by
                    several statements of one speaker; nested statements count only where they are expected; a text in
                    which nobody says anything counts as one that is right while nothing is found
  all               of all forms
  all: content      the same, whoever spoke
  all: stance       of the right ones whose stance is given, those with the right one
"""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import reduce
from pathlib import Path

from app.settings import DEFAULT_MODEL
from extract.readers import read_object
from schema.statement import Statement
from tests.benchmarks.predict import Row, load_extractor
from tests.extract.marked import read_tags

FOLDER = Path(__file__).parents[1] / "golden_forms"
BREAKS = {"¶": "\n\n", "⏎": "\n", "␌": "\f"}
_WORD = re.compile(r"\w+")
_ARTICLE = re.compile(r"^(?:the|a|an) ")

Words = frozenset[int]


@dataclass(frozen=True)
class Expected:
    """`words` are the places of the first characters of the words in the content."""

    words: Words
    names: frozenset[str]
    stance: str


@dataclass(frozen=True)
class Case:
    text: str
    expected: tuple[Expected, ...]


@dataclass
class Outcome:
    right: list[Expected] = field(default_factory=list)
    content_alone: list[Expected] = field(default_factory=list)
    missing: list[Expected] = field(default_factory=list)
    extra: list[Statement] = field(default_factory=list)
    stances: list[bool] = field(default_factory=list)


@dataclass
class Count:
    gold: int = 0
    found: int = 0
    right: int = 0

    def add(self, gold: int, found: int, right: int) -> None:
        self.gold, self.found, self.right = self.gold + gold, self.found + found, self.right + right

    def as_row(self, row: str) -> Row:
        p, r = self.right / max(self.found, 1), self.right / max(self.gold, 1)
        return {"row": row, "gold": self.gold, "pred": self.found, "p": p, "r": r, "f1": 2 * p * r / max(p + r, 1e-9)}


def forms() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.tsv"))


def read_cases(form: str) -> list[Case]:
    lines = (FOLDER / f"{form}.tsv").read_text(encoding="utf-8").splitlines()
    return [_read_case(*line.split("\t")) for line in lines]


def _read_case(speakers: str, marked: str) -> Case:
    for sign, blanks in BREAKS.items():
        marked = marked.replace(sign, blanks)
    text, roles = read_tags(marked)
    listed = [one.strip() for one in speakers.split("|")] if speakers.strip() else []
    assert len(listed) == len(roles), f"speakers and contents differ in number: {marked}"
    pairs = zip(listed, (roles[number]["c"] for number in sorted(roles)), strict=True)
    return Case(text, tuple(_expected(text, speaker, content) for speaker, content in pairs))


def _expected(text: str, speaker: str, content: Iterable[tuple[int, int]]) -> Expected:
    names, _, stance = speaker.partition("=")
    return Expected(_words(text, content), frozenset(_plain(name) for name in names.split(" / ")), stance)


def _words(text: str, spans: Iterable[tuple[int, int]]) -> Words:
    return frozenset(word.start() for start, end in spans for word in _WORD.finditer(text, start, end))


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name.strip().casefold(), count=1)


def compare(case: Case, statements: Sequence[Statement]) -> Outcome:
    words = {one.id: _words(case.text, ((span.start, span.end) for span in one.content)) for one in statements}
    outcome, used = Outcome(), set[str]()
    for expected in case.expected:
        within = [one for one in statements if words[one.id] <= expected.words]
        named = [one for one in within if _is_named(expected, one)]
        for speaking, found in ((named, outcome.right), (within, outcome.content_alone)):
            if _all_words(words, speaking) == expected.words:
                found.append(expected)
                used.update(one.id for one in within)
                break
        else:
            outcome.missing.append(expected)
            continue
        if expected.stance and found is outcome.right:
            outcome.stances.append(all(one.stance == expected.stance for one in named))
    outcome.extra = [one for one in statements if one.id not in used and one.parent is None]
    return outcome


def _all_words(words: dict[str, Words], statements: Iterable[Statement]) -> Words:
    return reduce(frozenset.union, (words[one.id] for one in statements), frozenset())


def _is_named(expected: Expected, statement: Statement) -> bool:
    speaker = statement.speaker
    if speaker is None:
        return "-" in expected.names
    names = {_plain(name) for name in (speaker.name, *speaker.aliases)}
    return bool(names & expected.names) or (speaker.kind == "unnamed" and "-" in expected.names)


def outcomes(form: str, model: str) -> Iterator[tuple[Case, Outcome]]:
    for case in read_cases(form):
        yield case, compare(case, load_extractor(model).extract(read_object({"text": case.text})).statements)


def count(table: dict[str, Count], form: str, case: Case, outcome: Outcome) -> None:
    right, alone, missing = map(len, (outcome.right, outcome.content_alone, outcome.missing))
    found = right + alone + len(outcome.extra)
    if not case.expected:
        missing, right, found = 1, int(not found), max(found, 1)
        missing -= right
    gold = right + alone + missing
    for row, agreed in ((form, right), ("all", right), ("all: content", right + alone)):
        table.setdefault(row, Count()).add(gold, found, agreed)
    stances = outcome.stances
    table.setdefault("all: stance", Count()).add(len(stances), len(stances), sum(stances))


def differences(case: Case, outcome: Outcome) -> Iterator[str]:
    if not (outcome.content_alone or outcome.missing or outcome.extra):
        return
    yield repr(case.text)
    for what, expectations in (("speaker", outcome.content_alone), ("missing", outcome.missing)):
        for one in expectations:
            words = " ".join(_WORD.findall(case.text[start:])[0] for start in sorted(one.words))
            yield f"    {what} {'/'.join(sorted(one.names))}: {words}"
    for statement in outcome.extra:
        content = " … ".join(span.text for span in statement.content)
        cue = " ".join(span.text for span in statement.cue)
        yield f"    extra   {statement.speaker and statement.speaker.name} <{cue}>: {content!r}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("forms", nargs="*", help="names of forms; all else")
    parser.add_argument("--model", default=DEFAULT_MODEL)
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    parser.add_argument("--wrong", action="store_true", help="list what is not right, too")
    args = parser.parse_args()
    table: dict[str, Count] = {}
    for form in args.forms or forms():
        for case, outcome in outcomes(form, args.model):
            count(table, form, case, outcome)
            for line in differences(case, outcome) if args.wrong else ():
                print(form, line)
    rows = [counted.as_row(row) for row, counted in sorted(table.items())]
    if args.json:
        print(json.dumps(rows))
        return
    for row in rows:
        print(f"{row['row']:20}{row['gold']:6}{row['pred']:6}{row['p']:8.1%}{row['r']:8.1%}{row['f1']:8.1%}")


if __name__ == "__main__":
    main()
