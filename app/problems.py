"""Errors as RFC 9457 problems. None repeats what was sent: it may be the text of an article."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any

from asgi_correlation_id import correlation_id
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import Field
from starlette.exceptions import HTTPException
from starlette.responses import Response

from schema.errors import OnrecordError
from schema.span import Model

log = logging.getLogger(__name__)

MEDIA_TYPE = "application/problem+json"
REQUEST_ID_HEADER = "X-Request-ID"
RETRY_AFTER_SECONDS = 5


class FieldProblem(Model):
    """One thing that is wrong, and where: `query.said_from`, `body.text`."""

    location: str = Field(examples=["query.said_from"])
    message: str = Field(examples=["A date is written YYYY-MM-DD."])


class Problem(Model):
    """Body of every answer that is an error (RFC 9457)."""

    type: str = Field(examples=["urn:onrecord:problem:invalid_parameters"])
    title: str = Field(examples=["Unprocessable Entity"])
    status: int = Field(examples=[422])
    detail: str = Field(examples=["The request cannot be understood: see errors."])
    instance: str = Field(examples=["/v1/statements"])
    request_id: str | None = Field(examples=["6f1c0a2b9d0e4f7c8a1b2c3d4e5f6071"])
    errors: tuple[FieldProblem, ...] = ()


class ServiceError(OnrecordError):
    """What the service itself refuses."""

    def __init__(
        self,
        message: str,
        *,
        status: int,
        code: str,
        remedy: str | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message, remedy=remedy)
        self.status = status
        self.code = code
        self.headers = headers


class BadRequest(ServiceError):
    """Parameters or body that cannot be used, each named."""

    def __init__(self, *errors: FieldProblem) -> None:
        super().__init__("The request cannot be understood: see errors.", status=422, code="invalid_parameters")
        self.errors = errors


def problem_response(
    path: str,
    *,
    status: int,
    code: str,
    detail: str,
    errors: tuple[FieldProblem, ...] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    problem = Problem(
        type=f"urn:onrecord:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        instance=path,
        request_id=correlation_id.get(),
        errors=errors,
    )
    extra = {"Retry-After": str(RETRY_AFTER_SECONDS)} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    return Response(problem.model_dump_json(), status, media_type=MEDIA_TYPE, headers={**(headers or {}), **extra})


def error_response(path: str, error: OnrecordError) -> Response:
    errors = error.errors if isinstance(error, BadRequest) else ()
    headers = error.headers if isinstance(error, ServiceError) else None
    return problem_response(
        path, status=error.status, code=error.code, detail=error.explanation, errors=errors, headers=headers
    )


def install_problem_handlers(app: FastAPI) -> None:
    app.add_exception_handler(OnrecordError, _on_our_error)
    app.add_exception_handler(RequestValidationError, _on_validation_error)
    app.add_exception_handler(HTTPException, _on_http_error)
    app.add_exception_handler(Exception, _on_unexpected_error)


def _on_our_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, OnrecordError)
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.warning("refused", extra={"code": error.code, "reason": error.message})
    return error_response(request.url.path, error)


def _on_validation_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    return error_response(request.url.path, BadRequest(*field_problems(error.errors())))


def field_problems(errors: Any, *, root: str | None = None) -> tuple[FieldProblem, ...]:
    """pydantic's errors without the input that they quote."""
    return tuple(
        FieldProblem(location=".".join(map(str, [*([root] if root else []), *error["loc"]])), message=error["msg"])
        for error in errors
    )


def _on_http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    status = HTTPStatus(error.status_code)
    if status == HTTPStatus.BAD_REQUEST:  # the framework's word for a body whose bytes are no UTF-8
        return _on_our_error(request, BadRequest(FieldProblem(location="body", message="It is no JSON in UTF-8.")))
    details = {
        HTTPStatus.NOT_FOUND: "There is nothing at this address.",
        HTTPStatus.METHOD_NOT_ALLOWED: "This address does not take this method: see the Allow header.",
    }
    code = status.phrase.lower().replace(" ", "_").replace("-", "_")
    detail = details.get(status, f"{status.phrase}.")
    return problem_response(request.url.path, status=status, code=code, detail=detail, headers=error.headers)


def _on_unexpected_error(request: Request, error: Exception) -> Response:
    log.error("unexpected %s", type(error).__name__)
    request_id = correlation_id.get()
    return problem_response(
        request.url.path,
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
        code="internal_error",
        detail="Something failed on our side; the log says more under this request id.",
        headers={REQUEST_ID_HEADER: request_id} if request_id else None,
    )
