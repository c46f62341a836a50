"""Articles sent to the service: a JSON object, an HTML page or plain text. No address named in one is fetched."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, Any, NamedTuple

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field, JsonValue, ValidationError

from app.problems import BadRequest, ServiceError, field_problems
from extract.readers import ReadOptions, read_bytes, read_object
from schema.article import Article
from schema.span import Model

EXAMPLE: dict[str, JsonValue] = {
    "text": "“The bridge stays closed,” Mayor Ana Velasco told reporters on Monday.",
    "title": "Bridge stays closed",
    "publisher": "The Velm Courier",
    "published": "2024-03-05",
    "url": "https://velmcourier.example/bridge",
}
Text = Annotated[str | None, Field(min_length=1)]


class ArticleUpload(BaseModel):
    """An article as JSON: the fields of the record that a sender can know. Others are ignored."""

    model_config = ConfigDict(strict=True, json_schema_extra={"examples": [EXAMPLE]})

    text: str = Field(min_length=1, description="The article's text, exactly: spans count its characters.")
    title: Text = None
    authors: tuple[str, ...] = ()
    publisher: Text = None
    published: Text = Field(default=None, description="Day of publication, YYYY-MM-DD, or day and time with offset.")
    url: Text = None
    external_id: Text = Field(default=None, description="The sender's own id: identifies an article without a url.")
    id: Text = Field(default=None, description="The same as external_id.")


class UploadOptions(Model):
    """What is known of an HTML page or plain text beside it; given, it counts more than what the page says."""

    publisher: Text = Field(default=None, description="Outlet that published the article.")
    published: dt.date | None = Field(default=None, description="Day of publication, YYYY-MM-DD.")
    title: Text = Field(default=None, description="Title of the article.")
    url: Text = Field(default=None, description="Address of the article: identifies it, and is not fetched.")


class Upload(NamedTuple):
    content_type: str
    body: bytes


UPLOAD_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/ArticleUpload"}},
            "text/html": {"schema": {"type": "string", "minLength": 1}},
            "text/plain": {"schema": {"type": "string", "minLength": 1}, "example": EXAMPLE["text"]},
        },
    }
}
JSON = "application/json"
_KINDS = tuple(UPLOAD_BODY["requestBody"]["content"])


async def read_upload(request: Request) -> Upload:
    content_type = request.headers.get("content-type", "")
    if media_type(content_type) not in _KINDS:
        raise ServiceError(
            f"The body is none of {', '.join(_KINDS)}.",
            status=415,
            code="unsupported_media_type",
            remedy="Say what it is by Content-Type.",
        )
    return Upload(content_type, await request.body())


def media_type(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def read_article_upload(upload: Upload, options: UploadOptions) -> Article:
    """InputError or BadRequest says why it is none."""
    given = ReadOptions(publisher=options.publisher, published=options.published, title=options.title, url=options.url)
    if media_type(upload.content_type) == JSON:
        return read_object(_validated(upload.body), options=given)
    (result,) = read_bytes(upload.body, source="body", content_type=upload.content_type, options=given)
    if result.error is not None:
        raise result.error
    assert result.article is not None
    return result.article


def _validated(body: bytes) -> dict[str, Any]:
    try:
        return ArticleUpload.model_validate_json(body).model_dump(mode="json", exclude_none=True)
    except ValidationError as invalid:
        raise BadRequest(*field_problems(invalid.errors(include_url=False), root="body")) from None
