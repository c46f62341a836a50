"""PDF: the text of its pages, with a form feed between two."""

from __future__ import annotations

import hashlib
import io
import logging
import struct
import zlib

from pypdf import PdfReader
from pypdf.errors import DependencyError, FileNotDecryptedError, PyPdfError

from extract.readers.page import Page, StatedDate
from extract.readers.plain import find_page_header
from schema.errors import NoTextInPdf
from schema.ids import fold

_DAMAGE = (
    PyPdfError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    NotImplementedError,
    RecursionError,
    TypeError,
    ValueError,
    OSError,
    EOFError,
    MemoryError,
    struct.error,
    zlib.error,
)
"""What pypdf raises on files that break the format."""
_REPLACED = {
    0: None,
    0xAD: None,
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
    **dict.fromkeys(range(0xD800, 0xE000)),
}
"""Ligatures are their letters; soft hyphens, NUL and half surrogates are no text."""

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # it warns of each object that it repairs


def read_pdf(content: bytes) -> Page:
    """The dates in the PDF's own metadata are those of the file, so only the pages' text is asked for one."""
    try:
        reader = _open(content)
        pages = [page.extract_text().translate(_REPLACED) for page in reader.pages]
        stated_title = reader.metadata.title if reader.metadata else None
    except (DependencyError, FileNotDecryptedError) as error:
        raise _encrypted() from error
    except _DAMAGE as error:
        raise NoTextInPdf("The PDF is damaged.", remedy="Export or download it again, or give the text.") from error
    text = "\f".join(pages)
    if not text.strip():
        raise NoTextInPdf("The pages of the PDF hold no text, only images.")
    header = find_page_header(text)
    return Page(
        text,
        title=_title(stated_title, pages[0]) or header.title,
        authors=header.authors,
        publisher=header.publisher,
        dates=tuple(StatedDate(day, "page_text") for day in header.days),
        original_sha256=hashlib.sha256(content).hexdigest(),
    )


def _open(content: bytes) -> PdfReader:
    reader = PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise _encrypted()
    return reader


def _encrypted() -> NoTextInPdf:
    return NoTextInPdf("The PDF is encrypted.", remedy="Save it without its password, or give the text.")


def _title(stated: str | None, first_page: str) -> str | None:
    """The title in the file's metadata, if the first page prints it: it may be that of a template."""
    title = " ".join((stated or "").split())
    return title if len(title.split()) > 1 and fold(title) in fold(first_page[:2000]) else None
