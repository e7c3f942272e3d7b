"""Fetches one address that the user named, within limits on size and time.

Addresses inside this machine or its network are refused; the check is made on the IP address of each
connection, for every redirect. No cookies, no proxies, nothing but the page itself.
"""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from ipaddress import IPv6Address, ip_address
from threading import Timer
from typing import Literal
from urllib.parse import urljoin, urlsplit

from urllib3 import BaseHTTPResponse, PoolManager, Timeout
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, LocationParseError, NewConnectionError
from urllib3.util.connection import create_connection

from ..errors import FetchError
from .capture import DOCUMENT_LIMIT
from .closed_hosts import host_of

TIME_LIMIT = 30.0
"""Seconds for one address with all its redirects, however slowly it answers.

The system's lookup of a name is not interrupted; nothing is asked after one that took longer."""

WAIT_LIMIT = 10.0
"""Seconds without a byte."""

SCHEMES = ("http", "https")
REDIRECT_LIMIT = 5

NOT_MODIFIED = 304

CHUNK = 1 << 16

KINDS: dict[str, Literal["html", "pdf", "feed", "lines"]] = {
    "application/atom+xml": "feed",
    "application/jsonl": "lines",
    "application/pdf": "pdf",
    "application/rss+xml": "feed",
    "application/x-ndjson": "lines",
    "application/xhtml+xml": "html",
    "text/html": "html",
}
"""What an answer is by its media type; the bytes tell where it is another."""

WORDLESS = ("audio/", "font/", "image/", "video/")


@dataclass(frozen=True, slots=True)
class Fetched:
    """The answer of an address; `url` is the address after the last redirect."""

    url: str
    content: bytes
    """Empty, and `:status` begins with 304, where it is what the validators stand for."""
    kind: Literal["html", "pdf", "feed", "lines"] | None
    charset: str | None
    headers: Mapping[str, str]
    """As the server sent them; `:status` before them, and `:asked` where redirects led elsewhere."""


class _RefusedError(HTTPError):
    """The address is inside the machine or its network."""


def fetch_address(
    url: str, *, allow_private: bool = False, validators: Mapping[str, str] | None = None
) -> Fetched:
    """The answer of an address, after following its redirects.

    Args:
        url: http or https.
        allow_private: it may lead inside the machine or its network.
        validators: `If-None-Match`, `If-Modified-Since` of an answer before; the answer may then be 304.

    Raises:
        FetchError: it does not answer with a page, answers too slowly or too much, redirects too often,
            or is not a public address.
    """
    check_host(url)
    with _line(url, allow_private=allow_private) as line:
        here = url
        for _ in range(REDIRECT_LIMIT + 1):
            answer = _asked(url, here, line, validators or {})
            if isinstance(answer, Fetched):
                return answer
            here = answer
        raise too_many_redirects(url)


def ask_address(
    here: str, url: str, *, allow_private: bool = False, validators: Mapping[str, str] | None = None
) -> Fetched | str:
    """The answer of one address, or its redirect, for callers that check each address first.

    Args:
        here: the address.
        url: the address that was requested first; errors name it.
        allow_private: as for `fetch_address`.
        validators: as for `fetch_address`.

    Raises:
        FetchError: as `fetch_address`.
    """
    check_host(here)
    with _line(url, allow_private=allow_private) as line:
        return _asked(url, here, line, validators or {})


def too_many_redirects(url: str) -> FetchError:
    """The error of an address that redirects too often."""
    return FetchError(url, f"redirects more than {REDIRECT_LIMIT} times")


@dataclass(frozen=True, slots=True)
class _Line:
    """What is needed to ask: connections, and the time at which all of them end."""

    pool: PoolManager
    deadline: _Deadline


@contextmanager
def _line(url: str, *, allow_private: bool) -> Iterator[_Line]:
    """Inside the context, every failure is an error of the address that was requested."""
    with _deadline() as deadline, _pool(deadline, allow_private=allow_private) as pool:
        try:
            yield _Line(pool, deadline)
        except _RefusedError as error:
            refused = FetchError(url, str(error))
            refused.final = refused.private = True
            raise refused from error
        except (HTTPError, LocationParseError, OSError, ValueError) as error:
            raise FetchError(url, _why(error, deadline)) from error


def _asked(url: str, here: str, line: _Line, validators: Mapping[str, str]) -> Fetched | str:
    if urlsplit(here).scheme.lower() not in SCHEMES:
        error = FetchError(url, f"only http and https are fetched, got {here!r}")
        error.final = True
        raise error
    if host_of(here) != host_of(url):
        validators = {}  # what one host gave to tell its answers apart would tell another who asks
    headers = {**line.pool.headers, **validators}
    response = line.pool.request(
        "GET", here, headers=headers, redirect=False, retries=False, preload_content=False
    )
    try:
        target = response.get_redirect_location()
        if target:
            return urljoin(here, target)
        if response.status == NOT_MODIFIED and validators:
            return Fetched(here, b"", None, None, _headers(url, here, response))
        return _answer(url, here, response, line.deadline)
    finally:
        response.close()


def _answer(url: str, here: str, response: BaseHTTPResponse, deadline: _Deadline) -> Fetched:
    if not 200 <= response.status < 300:
        seconds = _retry_after(response.headers)
        again = f"; it may be asked again in {seconds:.0f} seconds" if seconds else ""
        error = FetchError(url, f"answered {response.status} {response.reason or ''}".strip() + again)
        error.status, error.retry_after = response.status, seconds
        raise error
    media_type, _, rest = response.headers.get("Content-Type", "").partition(";")
    media_type = media_type.strip().lower()
    if media_type.startswith(WORDLESS):
        raise FetchError(url, f"answered with {media_type}, which is not text")
    content = _body(url, response, deadline)
    return Fetched(here, content, KINDS.get(media_type), _charset(rest), _headers(url, here, response))


def _retry_after(headers: Mapping[str, str]) -> float | None:
    """Seconds or a date (RFC 9110, 10.2.3), that by the server's own clock where it tells it."""
    told = headers.get("Retry-After", "").strip()
    if told.isascii() and told.isdecimal():
        return float(told[:9])
    try:
        at = _moment(told)
        since = _moment(headers["Date"]) if "Date" in headers else datetime.now(UTC)
        return max(0.0, (at - since).total_seconds())
    except (ValueError, OverflowError):
        return None


def _moment(told: str) -> datetime:
    at = parsedate_to_datetime(told)
    return at if at.tzinfo else at.replace(tzinfo=UTC)


def _headers(url: str, here: str, response: BaseHTTPResponse) -> dict[str, str]:
    asked = {} if url == here else {":asked": url}
    return {":status": f"{response.status} {response.reason or ''}".strip(), **asked, **response.headers}


def _charset(parameters: str) -> str | None:
    for each in parameters.split(";"):
        name, _, value = each.partition("=")
        if name.strip().lower() == "charset":
            return value.strip().strip("\"'") or None
    return None


def _body(url: str, response: BaseHTTPResponse, deadline: _Deadline) -> bytes:
    """The bytes of an answer, unpacked a little at a time, so that none is larger than the limit."""
    parts: list[bytes] = []
    size = 0
    while part := response.read1(CHUNK, decode_content=True):
        parts.append(part)
        size += len(part)
        if size > DOCUMENT_LIMIT:
            raise FetchError(
                url, f"answered with more than {DOCUMENT_LIMIT:,} bytes, the limit of one document"
            )
        if deadline.passed:
            raise FetchError(url, f"took more than {TIME_LIMIT:g} seconds")
    if deadline.passed:
        raise FetchError(url, f"took more than {TIME_LIMIT:g} seconds")
    if not size:
        raise FetchError(url, "answered with nothing")
    return b"".join(parts)


def _why(error: Exception, deadline: _Deadline) -> str:
    if deadline.passed:
        return f"took more than {TIME_LIMIT:g} seconds"
    told = str(getattr(error, "reason", None) or error)
    return f"could not be fetched: {OBJECT.sub('', told)}"


OBJECT = re.compile(r"^.*?(?:>|\)): ")
"""The name of the library's object, which it puts before what went wrong."""


class _Deadline:
    """Closes the connections that were registered with it when the time is over.

    A server that sends one byte at a time resets every other limit, also inside a header.
    """

    def __init__(self) -> None:
        self._ends = time.monotonic() + TIME_LIMIT
        self._sockets: list[socket.socket] = []
        self._timer = Timer(TIME_LIMIT, self._cut)
        self._timer.daemon = True
        self._timer.start()

    @property
    def passed(self) -> bool:
        return time.monotonic() >= self._ends

    def watch(self, connection: socket.socket) -> None:
        """The handle is one of its own: TLS takes the other away."""
        self._sockets.append(connection.dup())
        if self.passed:  # the timer may have gone off before
            self._cut()

    def _cut(self) -> None:
        for each in self._sockets:
            with suppress(OSError):
                each.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        self._timer.cancel()
        for each in self._sockets:
            each.close()


def check_host(url: str) -> None:
    """Raises an error unless the address names a host that may be asked.

    Raises:
        FetchError: it does not, is of another scheme than http and https, or is not an address at all.
    """
    try:
        parts = urlsplit(url)
        why = None if parts.hostname else "has no host"
        if parts.scheme.lower() not in SCHEMES:
            why = f"only http and https are fetched, got {url!r}"
    except ValueError as error:
        why = f"is not an address: {error}"
    if why:
        failed = FetchError(url, why)
        failed.final = True
        raise failed


@contextmanager
def _deadline() -> Iterator[_Deadline]:
    deadline = _Deadline()
    try:
        yield deadline
    finally:
        deadline.close()


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet.

    Loopback, private, link-local (with the metadata services of clouds), site-local, shared, reserved and
    multicast ones are not, nor are IPv6 addresses that carry such a one.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        carried = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if carried is not None:
            ip = carried
        elif ip.packed.startswith(b"\x00\x64\xff\x9b"):
            return is_public(str(ip_address(ip.packed[-4:])))
    site_local = isinstance(ip, IPv6Address) and ip.is_site_local
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or site_local)


def _pool(deadline: _Deadline, *, allow_private: bool) -> PoolManager:
    """A pool whose connections go to public addresses only, and end with the deadline."""

    class Guarded(HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(self, deadline, allow_private=allow_private)

    class GuardedTLS(HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connect(self, deadline, allow_private=allow_private)

    class GuardedPool(HTTPConnectionPool):
        ConnectionCls = Guarded

    class GuardedTLSPool(HTTPSConnectionPool):
        ConnectionCls = GuardedTLS

    pool = PoolManager(
        timeout=Timeout(connect=WAIT_LIMIT, read=WAIT_LIMIT),
        headers={
            "User-Agent": f"reportedly/{version('reportedly')} (reads pages that a person names)",
            "Accept": "text/html, application/xhtml+xml, application/pdf, */*;q=0.5",
            "Accept-Encoding": "gzip, deflate",
        },
    )
    pool.pool_classes_by_scheme = {"http": GuardedPool, "https": GuardedTLSPool}
    return pool


def _connect(connection: HTTPConnection, deadline: _Deadline, *, allow_private: bool) -> socket.socket:
    """A connection to the first of the host's addresses that answers; none of them may be private."""
    host, port = connection._dns_host, connection.port or connection.default_port
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise NewConnectionError(connection, f"the name {host!r} is not known: {error}") from error
    addresses = list(dict.fromkeys(str(each[4][0]) for each in found))
    if not allow_private:
        for each in addresses:
            if not is_public(each):
                raise _RefusedError(
                    f"leads to {each}, which is not a public address; --allow-private permits it"
                )
    return _first_that_answers(connection, addresses, port, deadline)


def _first_that_answers(
    connection: HTTPConnection, addresses: list[str], port: int, deadline: _Deadline
) -> socket.socket:
    failed: OSError | None = None
    for each in addresses:
        if deadline.passed:
            break
        try:
            opened = create_connection(
                (each, port), connection.timeout, socket_options=connection.socket_options
            )
        except OSError as error:
            failed = error
            continue
        deadline.watch(opened)
        return opened
    raise NewConnectionError(connection, f"no connection to {', '.join(addresses)}: {failed}") from failed
