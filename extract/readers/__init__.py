"""Files, folders, standard input and web pages to articles; one that cannot be read never stops the others.

`read` takes what a command line names, `read_bytes` a body with its content type, `read_object` one JSON object.
"""

from __future__ import annotations

import io
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, cast

from extract.readers.decoding import decode
from extract.readers.json_records import parse_json, read_record
from extract.readers.kinds import SUFFIXES, Kind, kind_of_content_type, sniff
from extract.readers.page import Page, ReadOptions, make_article
from extract.readers.plain import read_plain
from schema.article import Article
from schema.errors import EmptyInput, InputError, InputTooLarge

__all__ = ["ReadOptions", "ReadResult", "read", "read_bytes", "read_object"]

_DEFAULTS = ReadOptions()
_LINE_OF_FILE = re.compile(r"(.+):(\d+)$")
_CHARSET = re.compile(r"charset\s*=\s*\"?([\w-]+)", re.IGNORECASE)
_ESCAPED = 3
"""A JSON line may be so many times as long as its text: a curly mark of 3 bytes is written in 6."""
_LIST = 10
"""A JSON file with a list of articles may be so many times as long as one article."""


@dataclass(frozen=True)
class ReadResult:
    """An article, or why there is none. `source` names the input: a path, a URL, "-"; of JSON Lines, "path:line"."""

    source: str
    article: Article | None = None
    error: InputError | None = None


def read(
    sources: Iterable[str],
    *,
    options: ReadOptions = _DEFAULTS,
    stdin: BinaryIO | None = None,
    allow_private: bool = False,
) -> Iterator[ReadResult]:
    """Each source is a URL, "-" for `stdin`, a folder (all its files, sorted), a file, or "file:line" of JSON Lines."""
    for source in sources:
        if _is_url(source):
            yield _read_url(source, options, allow_private=allow_private)
        elif source == "-":
            yield from _read_stream(stdin or io.BytesIO(), "-", None, options)
        else:
            yield from _read_path(source, options)


def read_bytes(
    content: bytes, *, source: str, content_type: str | None = None, options: ReadOptions = _DEFAULTS
) -> Iterator[ReadResult]:
    """What was posted or piped: several results for a JSON list or JSON Lines, else one."""
    kind = kind_of_content_type(content_type)
    yield from _read_stream(io.BytesIO(content), source, kind, options, charset=_charset(content_type))


def read_object(record: object, *, options: ReadOptions = _DEFAULTS) -> Article:
    """An article from a JSON object with the fields of our record; raises InputError."""
    return make_article(read_record(record), options)


def _is_url(source: str) -> bool:
    return source.lower().startswith(("http://", "https://"))


def _read_url(url: str, options: ReadOptions, *, allow_private: bool) -> ReadResult:
    from extract.readers.web import fetch

    try:
        fetched = fetch(url, max_bytes=options.max_bytes, allow_private=allow_private)
        kind = kind_of_content_type(fetched.content_type) or sniff(fetched.content[:4096])
        page = _read_page(fetched.content, kind, charset=_charset(fetched.content_type), url=fetched.url)
        return ReadResult(url, make_article(replace(page, url=page.url or fetched.url), options))
    except InputError as error:
        return _failed(url, error)


def _read_path(source: str, options: ReadOptions) -> Iterator[ReadResult]:
    path = Path(source)
    line = _LINE_OF_FILE.match(source)
    try:
        if path.is_dir():
            yield from _read_folder(path, options)
        elif line and not path.exists() and Path(line[1]).is_file():
            yield from (result for result in _read_file(Path(line[1]), options) if result.source == source)
        else:
            yield from _read_file(path, options)
    except (OSError, ValueError) as error:
        yield _failed(source, _unreadable(error))


def _read_folder(folder: Path, options: ReadOptions) -> Iterator[ReadResult]:
    paths = sorted(_files(folder), key=lambda path: path.parts)
    if not paths:
        yield _failed(
            str(folder), EmptyInput(f"The folder holds no file that can be read ({' '.join(sorted(SUFFIXES))}).")
        )
    for path in paths:
        try:
            yield from _read_file(path, options)
        except OSError as error:
            yield _failed(str(path), _unreadable(error))


def _files(folder: Path) -> Iterator[Path]:
    """All below the folder that have a known suffix and are not hidden; links to folders are not followed."""
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        yield from (
            Path(root, name) for name in names if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES
        )


def _read_file(path: Path, options: ReadOptions) -> Iterator[ReadResult]:
    with path.open("rb") as stream:
        yield from _read_stream(stream, str(path), SUFFIXES.get(path.suffix.lower()), options)


def _unreadable(error: Exception) -> InputError:
    reason = error.strerror if isinstance(error, OSError) else "it is no path"
    return InputError(f"It cannot be read: {reason}.", remedy="Check the path.")


def _read_stream(
    stream: BinaryIO, source: str, stated: Kind | None, options: ReadOptions, *, charset: str | None = None
) -> Iterator[ReadResult]:
    buffered = _buffered(stream)
    kind = sniff(buffered.peek(4096), stated)
    if kind == "jsonl":
        yield from _read_lines(buffered, source, options)
        return
    try:
        content = _read_all(buffered, options.max_bytes * (_LIST if kind == "json" else 1))
        if kind == "json":
            yield from _read_json(content, source, options)
        else:
            yield ReadResult(source, make_article(_read_page(content, kind, charset=charset, url=options.url), options))
    except InputError as error:
        yield _failed(source, error)


def _buffered(stream: BinaryIO) -> io.BufferedReader:
    """A stream that can be looked into."""
    return stream if isinstance(stream, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, stream))


def _read_all(stream: io.BufferedReader, max_bytes: int) -> bytes:
    content = stream.read(max_bytes + 1)
    if len(content) > max_bytes:
        raise InputTooLarge(f"It has more than {max_bytes} bytes.")
    if not content.strip():
        raise EmptyInput("It is empty.")
    return content


def _read_page(content: bytes, kind: Kind, *, charset: str | None, url: str | None) -> Page:
    """The readers with large libraries are loaded when first needed: a plain text starts a second sooner."""
    if kind == "html":
        from extract.readers.html_page import read_html

        return read_html(content, charset=charset, url=url)
    if kind == "pdf":
        from extract.readers.pdf import read_pdf

        return read_pdf(content)
    if kind in {"json", "jsonl"}:
        return read_record(parse_json(content))
    return read_plain(decode(content, declared=charset))


def _read_json(content: bytes, source: str, options: ReadOptions) -> Iterator[ReadResult]:
    """One object, or a list whose articles are named by their place in it, from 1."""
    found = parse_json(content)
    if not isinstance(found, list):
        yield _read_record(found, source, options)
        return
    if not found:
        raise EmptyInput("The list is empty.")
    for number, record in enumerate(found, 1):
        yield _read_record(record, f"{source}:{number}", options)


def _read_lines(stream: io.BufferedReader, source: str, options: ReadOptions) -> Iterator[ReadResult]:
    """JSON Lines, never more than one line of them in memory."""
    limit = options.max_bytes * _ESCAPED
    number, empty = 0, True
    while line := stream.readline(limit + 1):
        number += 1
        name = f"{source}:{number}"
        if len(line) > limit:
            _skip_line(stream, line)
            yield _failed(name, InputTooLarge(f"The line has more than {limit} bytes."))
        elif line.strip(b" \t\r\n\xef\xbb\xbf"):
            yield _read_line(line, name, options)
        else:
            continue
        empty = False
    if empty:
        yield _failed(source, EmptyInput("It is empty."))


def _skip_line(stream: io.BufferedReader, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = stream.readline(1_000_000)


def _read_line(line: bytes, source: str, options: ReadOptions) -> ReadResult:
    try:
        return _read_record(parse_json(decode(line).removeprefix("\ufeff")), source, options)
    except InputError as error:
        return _failed(source, error)


def _read_record(record: object, source: str, options: ReadOptions) -> ReadResult:
    try:
        return ReadResult(source, read_object(record, options=options))
    except InputError as error:
        return _failed(source, error)


def _failed(source: str, error: InputError) -> ReadResult:
    error.source = source
    return ReadResult(source, error=error)


def _charset(content_type: str | None) -> str | None:
    match = _CHARSET.search(content_type or "")
    return match[1] if match else None
