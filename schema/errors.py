"""All errors we raise on purpose. Each says what is wrong, with which input, and what to do.

OnrecordError
├── InputError            this article cannot be read; the others can
│   ├── EmptyInput            nothing in it, or nothing but furniture
│   ├── BinaryInput           not text, HTML or PDF
│   ├── UndecodableText       no encoding fits; NUL or unpaired surrogate
│   ├── MalformedInput        a JSON line that is no article object
│   ├── NoArticleFound        HTML without an article
│   ├── NoTextInPdf           scanned, encrypted or damaged PDF
│   ├── UnsupportedLanguage   not English
│   ├── InputTooLarge         over the size limit
│   └── FetchFailed           URL refused or not answered
├── QueryError            a question that cannot be asked
│   ├── InvalidCursor
│   └── InvalidSearch
├── NotFound
├── ActorError            what is said of actors cannot be
│   ├── SameActor             both are one already
│   ├── ActorConflict         of different kinds, or known to be two
│   └── CannotSplit           nothing to take out, or nothing left
├── StoreError
│   ├── StoreUnavailable      no answer, after retries
│   ├── StoreBusy             another writer holds it too long
│   ├── StoreAccessDenied     wrong name or password
│   ├── StoreNotReady         no schema yet, or an older or newer one
│   └── StoreForeignData      nodes or tables of our names that are not ours
├── ModelError            weights missing or damaged
└── SettingsError         a setting or command-line value that cannot be used
"""

from __future__ import annotations


class OnrecordError(Exception):
    """Base. `code` is stable and goes into API problems and error files; `remedy` says what to do."""

    code = "error"
    status = 500
    default_remedy = ""

    def __init__(self, message: str, *, source: str | None = None, remedy: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source
        """Which input: path, URL, line or article id."""
        self.remedy = remedy or self.default_remedy

    def __str__(self) -> str:
        return (f"{self.source}: " if self.source else "") + self.explanation

    @property
    def explanation(self) -> str:
        """What is wrong and what to do, in whole sentences, without the input."""
        ended = self.message if self.message.endswith((".", "!", "?")) else f"{self.message}."
        return f"{ended} {self.remedy}".rstrip()


class InputError(OnrecordError):
    code = "bad_input"
    status = 422


class EmptyInput(InputError):
    code = "empty_input"
    default_remedy = "Give a file or body that holds an article's text."


class BinaryInput(InputError):
    code = "binary_input"
    status = 415
    default_remedy = "Give plain text, HTML, PDF or JSON Lines."


class UndecodableText(InputError):
    code = "undecodable_text"
    default_remedy = "Save the text as UTF-8."


class MalformedInput(InputError):
    code = "malformed_input"
    default_remedy = 'Give one JSON object per article with at least a "text".'


class NoArticleFound(InputError):
    code = "no_article_found"
    default_remedy = "Give the article's own page, or its text as plain text."


class NoTextInPdf(InputError):
    code = "no_text_in_pdf"
    default_remedy = "Run text recognition (OCR) over it first, or give the text."


class UnsupportedLanguage(InputError):
    code = "unsupported_language"
    default_remedy = "Only English articles can be read."


class InputTooLarge(InputError):
    code = "input_too_large"
    status = 413
    default_remedy = "Split it into single articles."


class FetchFailed(InputError):
    code = "fetch_failed"
    default_remedy = "Check the address, or save the page and give the file."


class QueryError(OnrecordError):
    code = "bad_query"
    status = 422


class InvalidCursor(QueryError):
    code = "invalid_cursor"
    default_remedy = "Start again without a cursor."


class InvalidSearch(QueryError):
    code = "invalid_search"
    default_remedy = 'Use words, "a phrase" or prefix*.'


class NotFound(OnrecordError):
    code = "not_found"
    status = 404


class ActorError(OnrecordError):
    code = "actor_error"
    status = 409


class SameActor(ActorError):
    code = "same_actor"


class ActorConflict(ActorError):
    code = "actor_conflict"
    default_remedy = "Force it if they are one nevertheless."


class CannotSplit(ActorError):
    code = "cannot_split"


class StoreError(OnrecordError):
    code = "store_error"
    status = 503


class StoreUnavailable(StoreError):
    code = "store_unavailable"
    default_remedy = "Check that the store runs and that its address is right, then run the same command again."


class StoreBusy(StoreError):
    code = "store_busy"
    default_remedy = "Another process is writing; try again when it is done."


class StoreAccessDenied(StoreError):
    code = "store_access_denied"
    default_remedy = "Check NEO4J_USERNAME and NEO4J_PASSWORD."


class StoreNotReady(StoreError):
    code = "store_not_ready"
    default_remedy = "Run `onrecord db init`."


class StoreForeignData(StoreError):
    code = "store_foreign_data"
    status = 409
    default_remedy = "Use an empty database for onrecord."


class ModelError(OnrecordError):
    code = "model_error"
    default_remedy = "Install onrecord again: a model file is missing or damaged."


class SettingsError(OnrecordError):
    code = "bad_setting"
    status = 422
