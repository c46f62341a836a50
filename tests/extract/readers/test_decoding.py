"""Bytes become the characters that were written, or an error."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.readers.decoding import decode
from schema.errors import BinaryInput, InputError, UndecodableText

TEXT = "Marsh said: “We won’t go” – not to the café, not to Zürich.\r\nThat was all.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "cp1252", "utf-16-le", "utf-16-be", "mac_roman", "utf-8-sig", "utf-16", "utf-32"]
)
def test_encodings_are_recognised_and_line_ends_kept(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)).removeprefix("\ufeff") == TEXT


def test_byte_order_mark_stays() -> None:
    assert decode(TEXT.encode("utf-8-sig")) == "\ufeff" + TEXT


def test_declared_encoding_is_used() -> None:
    assert decode("Ďábel řekl".encode("iso8859-2"), declared="ISO-8859-2") == "Ďábel řekl"


def test_declared_latin_1_is_windows_1252() -> None:
    assert decode("“No”".encode("cp1252"), declared="iso-8859-1") == "“No”"


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(50), BinaryInput),
        (bytes(range(256)) * 20, BinaryInput),
        (b"Marsh said\0no", UndecodableText),
        (TEXT.encode()[:-1] + b"\xff.", UndecodableText),
        (b"\xff\xfea", UndecodableText),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, error: type[InputError]) -> None:
    with pytest.raises(error):
        decode(content)


@given(st.binary(max_size=300))
def test_any_bytes_give_text_or_an_input_error(content: bytes) -> None:
    with suppress(InputError):
        assert isinstance(decode(content), str)
