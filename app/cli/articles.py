"""`ingest`, `extract` and `reextract`."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal, TextIO

import typer

from app.cli.options import JsonOption, ModelOption, PublishedOption, StoreOption, WorkersOption
from app.cli.output import (
    FAILED,
    PARTIAL,
    failure_line,
    print_json,
    print_lines,
    progress,
    say,
    show_error,
    write_line,
)
from app.extraction import open_engine
from app.ingest import ingest as run_ingest
from app.log import log_plainly
from app.printing import print_record
from app.reextract import Difference
from app.reextract import reextract as run_reextract
from app.settings import Settings, load_settings
from app.stores import open_ready_store
from schema.article import Article
from schema.errors import InputError, SettingsError
from schema.query import SaveResult
from schema.statement import Record

if TYPE_CHECKING:
    from extract.readers import ReadResult

Format = Literal["text", "json", "jsonl"]
Inputs = Annotated[
    list[str] | None,
    typer.Argument(help="Text, HTML, PDF or JSON Lines files, folders of these, URLs, or - for standard input."),
]
Publisher = Annotated[str | None, typer.Option(help="Outlet that published the articles.")]
Title = Annotated[str | None, typer.Option(help="Title of the article.")]
Url = Annotated[str | None, typer.Option(help="Address of the article.")]


def register(app: typer.Typer) -> None:
    app.command()(ingest)
    app.command()(extract)
    app.command()(reextract)


def ingest(
    inputs: Inputs = None,
    *,
    publisher: Publisher = None,
    published: PublishedOption = None,
    title: Title = None,
    url: Url = None,
    store: StoreOption = None,
    model: ModelOption = None,
    workers: WorkersOption = None,
    batch: Annotated[int | None, typer.Option(min=1, max=1000, help="Articles saved in one transaction.")] = None,
    errors: Annotated[Path | None, typer.Option(help="Write a JSON line per failed input to this file.")] = None,
    from_errors: Annotated[Path | None, typer.Option(help="Read the inputs that such a file names.")] = None,
    as_json: JsonOption = False,
) -> None:
    """Read articles, extract their statements, and store both. Running it again does only what is missing."""
    settings = load_settings(store=store, model=model, workers=workers, batch=batch)
    log_plainly()
    names = [*(inputs or []), *(read_failed(from_errors) if from_errors else [])]
    if not names and from_errors is None:
        raise SettingsError("There is nothing to read.", remedy="Name files, folders, URLs, or - for standard input.")
    counts: Counter[str] = Counter(new=0, unchanged=0, replaced=0, failed=0, statements=0)
    with ExitStack() as stack:
        file = stack.enter_context(open_errors(errors)) if errors else None
        try:
            results = read_all(names, publisher=publisher, published=published, title=title, url=url)
            for outcome in _outcomes(stack, settings, results):
                if isinstance(outcome, InputError):
                    counts["failed"] += 1
                    write_line(file, failure_line(outcome))
                    show_error(outcome)
                else:
                    counts[outcome.status] += 1
                    counts["statements"] += outcome.statements
        except BaseException:
            say(f"Stopped after {describe(counts)}. The same command again goes on from there.")
            raise
    print_json(dict(counts)) if as_json else print_lines([describe(counts)], title=False)
    stop_if_failed(counts["failed"], sum(counts[status] for status in ("new", "unchanged", "replaced")))


def _outcomes(stack: ExitStack, settings: Settings, results: Iterable[ReadResult]) -> Iterator[SaveResult | InputError]:
    store = stack.enter_context(open_ready_store(settings))
    engine = stack.enter_context(open_engine(settings.workers, settings.model, settings.least_speaker_confidence))
    advance = stack.enter_context(progress("articles"))
    for outcome in run_ingest(results, store, engine, batch=settings.batch):
        advance()
        yield outcome


def describe(counts: Counter[str]) -> str:
    """ "3 new, 0 unchanged, 1 replaced, 0 failed; 41 statements"."""
    states = ", ".join(f"{counts[state]:,} {state}" for state in ("new", "unchanged", "replaced", "failed"))
    return f"{states}; {counts['statements']:,} statements"


def stop_if_failed(failed: int, succeeded: int) -> None:
    if failed:
        raise typer.Exit(PARTIAL if succeeded else FAILED)


def read_all(names: Iterable[str], **known: Any) -> Iterator[ReadResult]:
    """The readers take a while to import: `onrecord --help` must not wait for them."""
    from extract.readers import ReadOptions, read

    return read(names, options=ReadOptions(**known), stdin=sys.stdin.buffer)


def open_errors(path: Path) -> TextIO:
    try:
        return path.open("w", encoding="utf-8")
    except OSError as refused:
        message = f"The errors file cannot be written: {refused.strerror}"
        raise SettingsError(message, source=str(path), remedy="Name another file.") from refused


def read_failed(path: Path) -> list[str]:
    """The inputs that a file written by --errors names."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
        return list(dict.fromkeys(json.loads(line)["input"] for line in lines if line.strip()))
    except (OSError, ValueError, KeyError, TypeError) as unusable:
        raise SettingsError(
            f"The errors file cannot be read: {unusable}", source=str(path), remedy="Give one that --errors wrote."
        ) from None


def extract(
    inputs: Inputs = None,
    *,
    output: Annotated[Format, typer.Option("--format", help="text for people, json and jsonl for programs.")] = "text",
    publisher: Publisher = None,
    published: PublishedOption = None,
    title: Title = None,
    url: Url = None,
    model: ModelOption = None,
) -> None:
    """Print the statements of articles; nothing is stored."""
    settings = load_settings(model=model)
    log_plainly()
    if not inputs:
        raise SettingsError("There is nothing to read.", remedy="Name files, folders, URLs, or - for standard input.")
    records: list[Record] = []
    done = failed = 0
    results = read_all(inputs, publisher=publisher, published=published, title=title, url=url)
    with open_engine(1, settings.model, settings.least_speaker_confidence) as engine:
        for entry in engine.extract_all(map(_article_or_error, results)):
            if isinstance(entry, InputError):
                failed += 1
                show_error(entry)
            if not isinstance(entry, Record):
                continue
            done += 1
            if output == "json":
                records.append(entry)
            else:
                _print_record(entry, output, first=done == 1)
    if output == "json":
        print_json([record.model_dump(mode="json") for record in records])
    stop_if_failed(failed, done)


def _article_or_error(result: ReadResult) -> Article | InputError:
    entry = result.article or result.error
    assert entry is not None
    return entry


def _print_record(record: Record, output: Format, *, first: bool) -> None:
    if output == "jsonl":
        print_json(record)
        return
    if not first:
        sys.stdout.write("\n\n")
    print_lines(print_record(record))


def reextract(
    *,
    stale: Annotated[bool, typer.Option("--stale", help="Only articles of another version or model.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would change, and save nothing.")] = False,
    store: StoreOption = None,
    model: ModelOption = None,
    workers: WorkersOption = None,
    as_json: JsonOption = False,
) -> None:
    """Extract again from the stored texts, and print what was added, removed and changed. Goes on where it stopped."""
    settings = load_settings(store=store, model=model, workers=workers)
    log_plainly()
    counts: Counter[str] = Counter(articles=0, added=0, removed=0, changed=0, failed=0)
    with (
        open_ready_store(settings) as opened,
        open_engine(settings.workers, settings.model, settings.least_speaker_confidence) as engine,
        progress("articles") as advance,
    ):
        for entry in run_reextract(opened, engine, stale=stale, save=not dry_run):
            advance()
            if isinstance(entry, InputError):
                counts["failed"] += 1
                show_error(entry)
                continue
            counts.update(articles=1, added=len(entry.added), removed=len(entry.removed), changed=len(entry.changed))
            if as_json:
                print_json(entry)
            elif not entry.is_empty:
                print_lines(_difference_lines(entry))
    if not as_json:
        print_lines([", ".join(f"{number:,} {name}" for name, number in counts.items())], title=False)
    stop_if_failed(counts["failed"], counts["articles"])


def _difference_lines(difference: Difference) -> Iterator[str]:
    yield difference.article_id
    for sign, statements in (("+", difference.added), ("-", difference.removed), ("~", difference.changed)):
        yield from (f"  {sign} {statement}" for statement in statements)
