"""One page from the web. Addresses that are not public are refused, on every redirect, before anything is sent."""

from __future__ import annotations

import ipaddress
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urljoin

import httpx2
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_exponential

from schema import __version__
from schema.errors import FetchFailed, InputTooLarge

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_MOST_REDIRECTS = 5
_TRANSIENT = frozenset({429, 500, 502, 503, 504})
_HEADERS = {
    "User-Agent": f"onrecord/{__version__}",
    "Accept": "text/html, application/xhtml+xml, text/plain;q=0.9, application/pdf;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True)
class Fetched:
    url: str
    """After redirects."""
    content: bytes
    content_type: str | None


class _Transient(Exception):
    """May be gone at the next attempt."""


def fetch(
    url: str, *, max_bytes: int, timeout: float = 20.0, attempts: int = 3, allow_private: bool = False
) -> Fetched:
    """With `allow_private` the host named by the caller may be a private one; a redirect to another host may not."""
    retrying = Retrying(
        retry=retry_if_exception_type(_Transient),
        stop=stop_after_attempt(attempts),
        wait=wait_exponential(multiplier=0.2, max=5),
        reraise=True,
    )
    # no proxy from the environment: it would resolve the name itself, after our check
    with httpx2.Client(trust_env=False, timeout=timeout, follow_redirects=False) as client:
        try:
            return retrying(_follow, client, url, max_bytes=max_bytes, allow_private=allow_private)
        except _Transient as error:
            raise FetchFailed(f"{error}.", source=url) from error


def _follow(client: httpx2.Client, url: str, *, max_bytes: int, allow_private: bool) -> Fetched:
    private_host = _parse(url).host if allow_private else None
    for _ in range(_MOST_REDIRECTS + 1):
        with _get(client, url, private_host) as response:
            if response.status_code not in _REDIRECTS:
                return Fetched(url, _body(response, max_bytes), response.headers.get("content-type"))
            url = urljoin(url, response.headers.get("location", ""))
    raise FetchFailed(f"It redirects more than {_MOST_REDIRECTS} times.", source=url)


@contextmanager
def _get(client: httpx2.Client, url: str, private_host: str | None) -> Iterator[httpx2.Response]:
    """Connects to the very address that was checked, so that a name cannot be resolved anew to another one."""
    asked = _parse(url)
    address = _resolve(asked, allow_private=asked.host == private_host)
    pinned = asked.copy_with(host=address)
    extensions = {"sni_hostname": asked.host} if asked.scheme == "https" else {}
    headers = _HEADERS | {"Host": asked.netloc.decode("ascii")}
    try:
        with client.stream("GET", pinned, headers=headers, extensions=extensions) as response:
            if response.status_code in _TRANSIENT:
                raise _Transient(f"The server answered {response.status_code}")
            if response.status_code not in _REDIRECTS and not response.is_success:
                raise FetchFailed(f"The server answered {response.status_code}.", source=url)
            yield response
    except (httpx2.TimeoutException, httpx2.NetworkError, httpx2.RemoteProtocolError) as error:
        raise _Transient(f"The server did not answer ({type(error).__name__})") from error
    except httpx2.HTTPError as error:
        raise FetchFailed(f"The answer could not be read ({type(error).__name__}).", source=url) from error


def _parse(url: str) -> httpx2.URL:
    try:
        asked = httpx2.URL(url)
    except (httpx2.InvalidURL, UnicodeError) as error:
        raise FetchFailed("This is no address.", source=url) from error
    if asked.scheme not in {"http", "https"} or not asked.host:
        raise FetchFailed("Only http and https addresses are fetched.", source=url)
    if asked.userinfo:
        raise FetchFailed("Addresses with a user name are not fetched.", source=url)
    return asked


def _resolve(url: httpx2.URL, *, allow_private: bool) -> str:
    """The first address of the host; refused if any of its addresses is not public."""
    try:
        found = socket.getaddrinfo(
            url.host, url.port or (443 if url.scheme == "https" else 80), type=socket.SOCK_STREAM
        )
    except (OSError, UnicodeError) as error:
        raise FetchFailed(f"There is no host {url.host}.", source=str(url)) from error
    addresses = [str(sockaddr[0]) for *_, sockaddr in found]
    for address in addresses:
        if not allow_private and not _is_public(address):
            raise FetchFailed(f"{url.host} is not on the public internet ({address}).", source=str(url))
    return addresses[0]


def _is_public(address: str) -> bool:
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None) or _in_nat64(ip)
        if inner is not None and not _is_public(str(inner)):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def _in_nat64(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in ipaddress.IPv6Network("64:ff9b::/96") else None


def _body(response: httpx2.Response, max_bytes: int) -> bytes:
    chunks, size = [], 0
    for chunk in response.iter_bytes():
        size += len(chunk)
        if size > max_bytes:
            raise InputTooLarge(f"The page has more than {max_bytes} bytes.")
        chunks.append(chunk)
    return b"".join(chunks)
