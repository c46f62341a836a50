"""What commands print: data on standard output; progress, errors and log on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TextIO

from pydantic import BaseModel

from schema.errors import InputError, OnrecordError, QueryError, SettingsError, StoreError

if TYPE_CHECKING:
    from rich.console import Console

FAILED, USAGE, PARTIAL, STORE, NOTHING, INTERRUPTED = 1, 2, 3, 4, 5, 130
EXIT_CODES = {
    0: "done",
    FAILED: "failed: nothing could be read, or what was asked for is not there",
    USAGE: "a command, setting, filter or cursor that cannot be used",
    PARTIAL: "done, but some inputs failed",
    STORE: "the store does not answer or cannot be used; the same command again goes on",
    NOTHING: "no quote has the words that were asked for",
    INTERRUPTED: "interrupted",
}
EXIT_CODES_HELP = "Exit codes: " + "; ".join(f"{code} {meaning}" for code, meaning in EXIT_CODES.items()) + "."


def use_utf8() -> None:
    """Output is UTF-8 whatever the locale; what cannot be written is escaped."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def exit_code(error: OnrecordError) -> int:
    if isinstance(error, StoreError):
        return STORE
    return USAGE if isinstance(error, SettingsError | QueryError) else FAILED


def console(*, stderr: bool = False) -> Console:
    """Colours only on a terminal, and not with NO_COLOR."""
    from rich.console import Console

    return Console(stderr=stderr, soft_wrap=True, highlight=False, markup=False, emoji=False)


def show_error(error: OnrecordError) -> None:
    console(stderr=True).print(f"error: {printable(str(error))}", style="red")


def say(text: str) -> None:
    """A remark for the person at the terminal."""
    console(stderr=True).print(printable(text))


def printable(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else " " for c in text)


def print_json(data: BaseModel | dict[str, Any] | list[Any]) -> None:
    """One object on one line."""
    line = data.model_dump_json() if isinstance(data, BaseModel) else json.dumps(data, ensure_ascii=False)
    sys.stdout.write(line + "\n")


def print_lines(lines: Iterable[str], *, title: bool = True) -> None:
    """Text of several lines, the first of them its title."""
    shown = console()
    for number, line in enumerate(lines):
        shown.print(line, style="bold" if title and number == 0 else None)


@contextmanager
def progress(label: str) -> Iterator[Callable[[], None]]:
    """A bar on standard error, advanced by each call; nothing where that is no terminal."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    shown = console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=shown, disable=not shown.is_terminal, transient=True) as bar:
        task = bar.add_task(label, total=None)
        yield lambda: bar.advance(task)


def failure_line(error: InputError) -> str:
    """A line of an errors file."""
    failure = {"input": error.source, "code": error.code, "message": error.message, "remedy": error.remedy}
    return json.dumps(failure, ensure_ascii=False)


def write_line(file: TextIO | None, line: str) -> None:
    """At once, so that an interrupted run keeps its lines."""
    if file is not None:
        file.write(line + "\n")
        file.flush()
