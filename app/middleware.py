"""What every request passes: the access log, the check of Host and Origin, the body limit, the entity tag."""

from __future__ import annotations

import hashlib
import logging
import re
import time
from collections.abc import Collection
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.problems import problem_response

log = logging.getLogger(__name__)

SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
_TAG = re.compile(r'"[^"]*"')


class AccessLog:
    """A line per request: method, path, status and time. No query and no body, for they hold people's words."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        started, status = time.monotonic(), 500

        async def noting_status(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, noting_status)
        finally:
            seconds = round(time.monotonic() - started, 4)
            fields = {"method": scope["method"], "path": scope["path"], "status": status, "seconds": seconds}
            log.info("request", extra=fields)


class HostGuard:
    """Only known host names (a foreign page may point its own name at us), and no unsafe request of another origin."""

    def __init__(self, app: ASGIApp, *, allowed_hosts: Collection[str]) -> None:
        self.app = app
        self.allowed_hosts = frozenset(allowed_hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        refusal = self._refusal(scope) if scope["type"] == "http" else None
        await (refusal or self.app)(scope, receive, send)

    def _refusal(self, scope: Scope) -> Response | None:
        headers, path = Headers(scope=scope), scope["path"]
        if host_name(headers.get("host", "")) not in self.allowed_hosts:
            detail = "The service is not called by this name. Allow it with ONRECORD_ALLOWED_HOSTS."
            return problem_response(path, status=421, code="foreign_host", detail=detail)
        if scope["method"] not in SAFE_METHODS and is_cross_origin(headers):
            detail = "Requests that change or compute something are taken from no other origin."
            return problem_response(path, status=403, code="cross_origin", detail=detail)
        return None


def host_name(host: str) -> str:
    """ "localhost:8000" → "localhost", "[::1]:8000" → "[::1]"."""
    return re.sub(r":\d*$", "", host.strip().lower())


def is_cross_origin(headers: Headers) -> bool:
    """By `Origin`, which browsers send with every unsafe request, and by `Sec-Fetch-Site` where there is none."""
    origin = headers.get("origin")
    if origin is None:
        return headers.get("sec-fetch-site", "none") not in ("none", "same-origin")
    return urlsplit(origin).netloc.lower() != headers.get("host", "").lower() or "://" not in origin


class BodyLimit:
    """Reads the body before anything else does and refuses one that is too large, told so beforehand or not."""

    def __init__(self, app: ASGIApp, *, max_bytes: int) -> None:
        self.app = app
        self.max_bytes = max_bytes

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        declared = Headers(scope=scope).get("content-length", "0")
        body = None if declared.isdigit() and int(declared) > self.max_bytes else await self._read(receive)
        if body is None:
            detail = f"The body is larger than {self.max_bytes:,} bytes. Split it into single articles."
            refusal = problem_response(
                scope["path"], status=413, code="body_too_large", detail=detail, headers={"Connection": "close"}
            )
            await refusal(scope, receive, send)
            return
        await self.app(scope, _replay(body, receive), send)

    async def _read(self, receive: Receive) -> bytes | None:
        body = bytearray()
        while True:
            message = await receive()
            body += message.get("body", b"")
            if len(body) > self.max_bytes:
                return None
            if not message.get("more_body", False):
                return bytes(body)


def _replay(body: bytes, receive: Receive) -> Receive:
    waiting = [body]

    async def replay() -> Message:
        if waiting:
            return {"type": "http.request", "body": waiting.pop(), "more_body": False}
        return await receive()

    return replay


class EntityTags:
    """Names each answer to a GET by its content, and sends no content that the asker has."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = bytearray()

        async def tagging(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start":
                start = message
                return
            body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await self._send(scope, start, bytes(body), send)

        await self.app(scope, receive, tagging)

    async def _send(self, scope: Scope, start: Message, body: bytes, send: Send) -> None:
        if start["status"] == 200:
            tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
            headers = MutableHeaders(scope=start)
            headers["ETag"] = tag
            headers["Cache-Control"] = "no-cache"
            if has_tag(Headers(scope=scope).get("if-none-match", ""), tag):
                start["status"], body = 304, b""
                del headers["Content-Length"], headers["Content-Type"]
        await send(start)
        await send({"type": "http.response.body", "body": body})


def has_tag(if_none_match: str, tag: str) -> bool:
    return if_none_match.strip() == "*" or tag in _TAG.findall(if_none_match)
