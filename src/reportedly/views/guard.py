"""The guard of the local server: which requests are answered, and what an answer may do in a browser.

Any page in the same browser can send requests to a server on this machine. Therefore the host name of a
request is checked (a name that was rebound to this machine is refused), pages of other sites may link here
but load nothing, changes are only taken from the server's own pages, and no answer may load, run or frame
anything from elsewhere.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from hmac import compare_digest
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "same-origin",  # `no-referrer` makes browsers send `Origin: null` with plain forms
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
LARGEST_FORM = 64 * 1024
"""Bytes of a form: a decision with its reason is far smaller."""
TOKEN_COOKIE = "reportedly-token"  # noqa: S105 - the name of a cookie
CHANGES = frozenset({"POST"})
READS = frozenset({"GET", "HEAD"})


@dataclass(frozen=True, slots=True)
class Door:
    """Under which names the server is called, whether it takes changes, and what it asks a stranger for."""

    hosts: frozenset[str] = LOOPBACK
    read_only: bool = False
    token: str | None = field(default=None, repr=False)


class Guard:
    """Lets a request in or answers it at the door."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self.app = app
        self.door = door
        self._names = frozenset(name.lower() for name in door.hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The app's answer with headers that bind the browser, or a refusal."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def bound(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        headers = Headers(scope=scope)
        if (refusal := self._refusal(scope, headers)) is not None:
            await PlainTextResponse(refusal[1] + "\n", refusal[0])(scope, receive, bound)
        elif (entry := self._entry(scope)) is not None:
            await entry(scope, receive, bound)
        elif not self._is_known(headers):
            told = "This ledger is shown to those who have its token: open the address with ?token=...\n"
            await PlainTextResponse(told, 401)(scope, receive, bound)
        else:
            await self.app(scope, receive, bound)

    def _refusal(self, scope: Scope, headers: Headers) -> tuple[int, str] | None:
        """Why a request is not let in, with its status; None where it is."""
        method = scope["method"]
        if not self._is_our_name(headers.get("host", "")):
            return 421, "This server does not answer to that name."
        if method in READS:
            return (
                (403, "Other sites may link to this page, not load it.")
                if _is_loaded_elsewhere(headers)
                else None
            )
        if method not in CHANGES:
            return 405, "Only GET, HEAD and POST are answered."
        if not _is_own_page(headers):
            return 403, "A change is taken only from this server's own pages."
        if self.door.read_only:
            return 403, "This ledger is served read-only: nothing can be changed."
        length = headers.get("content-length", "")
        if not length.isdecimal() or int(length) > LARGEST_FORM:
            return 413, "The form is too large, or does not say how large it is."
        return None

    def _is_our_name(self, host: str) -> bool:
        try:
            name = urlsplit(f"//{host}").hostname
        except ValueError:
            return False
        return name is not None and name in self._names

    def _entry(self, scope: Scope) -> RedirectResponse | None:
        """Who brings the token in the address gets it as a cookie, and an address without it."""
        if self.door.token is None or scope["method"] not in READS:
            return None
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        given = [value for name, value in query if name == "token"]
        if not given or not _same(given[0], self.door.token):
            return None
        rest = urlencode([(name, value) for name, value in query if name != "token"])
        path = "/" + str(scope["path"]).lstrip("/\\")
        response = RedirectResponse(path + (f"?{rest}" if rest else ""), 303)
        response.set_cookie(TOKEN_COOKIE, self.door.token, httponly=True, samesite="strict")
        return response

    def _is_known(self, headers: Headers) -> bool:
        if self.door.token is None:
            return True
        try:
            cookie = SimpleCookie(headers.get("cookie", "")).get(TOKEN_COOKIE)
        except CookieError:
            return False
        return cookie is not None and _same(cookie.value, self.door.token)


def _is_loaded_elsewhere(headers: Headers) -> bool:
    """Whether a page of another site loads this one: as a picture, a script, a frame, and not by a link."""
    if headers.get("sec-fetch-site") not in ("cross-site", "same-site"):
        return False
    return (headers.get("sec-fetch-mode"), headers.get("sec-fetch-dest")) != ("navigate", "document")


def _is_own_page(headers: Headers) -> bool:
    """Whether a change comes from a page of this server; browsers send `Origin` with every one."""
    origin, host = headers.get("origin"), headers.get("host", "")
    if origin is not None:
        return origin in (f"http://{host}", f"https://{host}")
    return headers.get("sec-fetch-site") == "same-origin"


def _same(given: str, wanted: str) -> bool:
    return compare_digest(given.encode("utf-8", "replace"), wanted.encode())
