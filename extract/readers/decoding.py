"""Bytes to characters, none added, dropped or translated."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from schema.errors import BinaryInput, UndecodableText

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = (
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"\x7fELF",
    b"\xd0\xcf\x11\xe0",
    b"MZ\x90",
    b"RIFF",
)
_CONTROLS = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_SAMPLE = 200_000


def decode(content: bytes, *, declared: str | None = None) -> str:
    """By byte order mark (which stays in the text), as UTF-8, as declared, else as detected."""
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _decode_as(content, encoding)
    if content.startswith(_MAGIC):
        raise BinaryInput("This is no text.")
    if utf16 := _utf16_without_mark(content):
        return _decode_as(content, utf16)
    _require_text(content)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        if declared and (known := _known(declared)) and known != "utf-8":
            return _decode_as(content, known)
        _refuse_damaged_utf8(content, error)
    return _decode_as(content, _detect(content))


def _decode_as(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise UndecodableText(f"Byte {error.start} is no {encoding.upper()}.") from error


def _require_text(content: bytes) -> None:
    sample = content[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) > len(sample) * 0.01 + 1:
        raise BinaryInput("This is no text.")
    if b"\0" in content:
        raise UndecodableText(f"Byte {content.index(0)} is a NUL character.")


def _utf16_without_mark(content: bytes) -> str | None:
    sample = content[:2000]
    if len(sample) < 20 or len(content) % 2:
        return None
    even, odd = sample[::2].count(0) / len(sample[::2]), sample[1::2].count(0) / len(sample[1::2])
    if odd > 0.8 and even < 0.1:
        return "utf-16-le"
    return "utf-16-be" if even > 0.8 and odd < 0.1 else None


def _known(declared: str) -> str | None:
    """The codec of a declared charset; Latin 1 is read as Windows 1252, as browsers do."""
    try:
        name = codecs.lookup(declared.strip()).name
    except LookupError:
        return None
    return "cp1252" if name in {"iso8859-1", "ascii"} else name


def _refuse_damaged_utf8(content: bytes, error: UnicodeDecodeError) -> None:
    """UTF-8 but for a few bytes: any other encoding would make nonsense of all its quotation marks."""
    good = sum(1 for sequence in _MULTIBYTE.findall(content) if _is_utf8(sequence))
    bad = content.decode("utf-8", errors="replace").count("\ufffd")
    if good > 3 * bad:
        raise UndecodableText(f"Byte {error.start} is no UTF-8, though the text is.")


def _is_utf8(sequence: bytes) -> bool:
    try:
        sequence.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _detect(content: bytes) -> str:
    """Windows 1252 wherever it fits: English in another one-byte encoding is rare, and detectors guess among all."""
    matches = from_bytes(content[:_SAMPLE])
    if any(match.encoding in _WESTERN for match in matches) and _fits_1252(content):
        return "cp1252"
    best = matches.best()
    if best is None:
        raise UndecodableText("No encoding fits its bytes.")
    return best.encoding


_WESTERN = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_15", "cp775", "mac_iceland"}
)
_IN_ENGLISH_1252 = re.compile(rb"[\x80\x82-\x8c\x8e\x91-\x9c\x9e-\xff]")
_TYPOGRAPHIC_1252 = re.compile(
    rb"[\x80\x82-\x87\x89\x8b\x91-\x99\x9b\xa0-\xbf]|(?<=[A-Za-z])[\xc0-\xff]|[\xc0-\xff](?=[A-Za-z])"
)


def _fits_1252(content: bytes) -> bool:
    high = sum(byte >= 0x80 for byte in content)
    return len(_IN_ENGLISH_1252.findall(content)) == high and len(_TYPOGRAPHIC_1252.findall(content)) >= 0.9 * high
