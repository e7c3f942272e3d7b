"""A request: its site, its ledger, and the forms that the answer may take."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import unquote, urlencode

from markupsafe import escape
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse

from ..errors import LedgerError, NoSuchRecord
from ..ledger.asking.queries import Filter, query_of
from ..ledger.export import private_claimants, pseudonyms_in
from ..ledger.neighbourhoods.neighbourhood_state import say_unjoined
from ..ledger.store import Ledger
from ..privacy import KEEP_NAMES, Pseudonyms
from . import findings, pages
from .decisions_page import Decisions
from .downloads import json_of
from .guard import Door
from .rendering import Later, render, render_begun
from .streets import Streets

REVIEWER_COOKIE = "reportedly-by"
LONGEST_NAME = 80
TICKED = "subject"
"""The field of a form that stands there once for each thing of several."""
NOT_KEPT = {"cache-control": "no-store"}
"""What is shown of a ledger stays in the ledger, not in a browser's cache."""

COMPRESSION = 5
"""Of nine levels: the ninth takes three times as long for a twentieth fewer bytes of a page."""
GZIP = 16 + zlib.MAX_WBITS
"""Asks zlib for the envelope of gzip."""

NO_PROFILES = (
    "this is the name of a private person: no page and no list brings together what private persons say;"
    " their words stand in the documents that quote them"
)

Value = TypeVar("Value")
Part = TypeVar("Part", str, bytes)


class Cache:
    """Results of slow queries, kept as long as the documents and their joins are unchanged."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[pages.State, Any]] = {}

    def of(self, name: str, ledger: Ledger, make: Callable[[Ledger], Value]) -> Value:
        """The value; it is computed again after something was filed or joined."""
        state = pages.state_of(ledger)
        known = self._values.get(name)
        if known is None or known[0] != state:
            known = self._values[name] = (state, make(ledger))
        value: Value = known[1]
        return value


@dataclass(frozen=True, slots=True)
class Site:
    """What a server serves."""

    path: Path
    reviewer: str = "reviewer"
    door: Door = field(default_factory=Door)
    streets: Streets | None = None
    """The map that the person brought, under the places."""
    cache: Cache = field(default_factory=Cache, compare=False)


@dataclass(frozen=True, slots=True)
class PageRequest:
    """One request with the ledger that it is about."""

    request: Request
    ledger: Ledger
    site: Site
    decisions: Decisions
    wanted: Filter
    with_names: bool = False
    """Whether the names of private persons were asked for, and the ledger noted it."""

    def name(self) -> str:
        """The id or name at the end of the address."""
        return str(self.request.path_params["name"])

    def like(self) -> str:
        """Words of what is looked for as perhaps the same."""
        return self.request.query_params.get("like", "").strip()

    def form(self) -> dict[str, str]:
        """The fields of the form that was sent."""
        return dict(self.request.state.form)

    def ticked(self) -> tuple[str, ...]:
        """What was ticked in the form that was sent."""
        return tuple(dict.fromkeys(value for name, value in self.request.state.form if name == TICKED))

    def reviewer(self) -> str:
        """Who decides, as they said."""
        return clean_name(unquote(self.request.cookies.get(REVIEWER_COOKIE, ""))) or self.site.reviewer

    def choices(self) -> dict[str, tuple[str, ...]]:
        """The values that the filter's fields can have."""
        return self.site.cache.of(
            "choices", self.ledger, lambda ledger: pages.choices_of(ledger, self.private())
        )

    def names(self) -> Pseudonyms:
        """The names that are left out of what leaves the pages."""
        return KEEP_NAMES if self.with_names else self._hidden()

    def private(self) -> frozenset[str]:
        """The casefolded names of claimants who are private persons: nothing is listed by them."""
        return self.site.cache.of(
            "private", self.ledger, lambda ledger: private_claimants(ledger, self._hidden())
        )

    def is_private(self, name: str) -> bool:
        """Whether a claimant of this name, or of this name with what tells it from others, is private."""
        bare = name.casefold()
        return bare in self.private() or any(
            bare[:at] in self.private() for at in range(len(bare)) if bare.startswith(" (", at)
        )

    def refuse_profile(self, name: str) -> None:
        """Go on where this is not the name of a private person.

        Raises:
            NoSuchRecord: it is.
        """
        if name and self.is_private(name):
            raise NoSuchRecord(NO_PROFILES)

    def _hidden(self) -> Pseudonyms:
        return self.site.cache.of("names", self.ledger, pseudonyms_in)


Answer = Callable[[PageRequest], Response]


def clean_name(name: str) -> str:
    """A person's name on one line, without signs that are not shown."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())[:LONGEST_NAME]


def link_under(wanted: Filter) -> Callable[..., str]:
    """Gives the address of another page under the same filter, with changes."""

    def link(path: str, **changes: Any) -> str:
        query = query_of(wanted, **{"page": "", **changes})
        return f"{path}?{urlencode(query)}" if query else path

    return link


def frame_of(site: Site, path: str, wanted: Filter) -> dict[str, Any]:
    """What every page needs for its frame, even without a ledger."""
    return {
        "ledger": site.path.name,
        "path": path,
        "wanted": wanted,
        "read_only": site.door.read_only,
        "link": link_under(wanted),
        "streets": site.streets,
        "todo": None,
        "unjoined": None,
        "head": None,
        "is_private": None,
    }


def page_answer(asked: PageRequest, template: str, status: int = 200, **told: Any) -> Response:
    """A page."""
    return HTMLResponse(render(template, {**_frame(asked), **told}), status, NOT_KEPT)


def page_begun(
    asked: PageRequest, template: str, name: str, make: Callable[[], Any], **told: Any
) -> Response:
    """A page whose frame is sent while its content, under this name, is still being queried."""
    whole = {**_frame(asked), **told, name: Later(make)}
    parts: Iterator[bytes] = (part.encode("utf-8", "replace") for part in _told_to_the_end(template, whole))
    headers = {**NOT_KEPT, "vary": "Accept-Encoding"}
    if "gzip" in asked.request.headers.get("accept-encoding", ""):
        parts, headers["content-encoding"] = _packed(parts), "gzip"
    return StreamingResponse(_closing(asked, parts), headers=headers, media_type="text/html")


def _told_to_the_end(template: str, whole: Mapping[str, Any]) -> Iterator[str]:
    """The parts of a page; where the ledger fails behind its frame, the error stands there."""
    try:
        yield from render_begun(template, whole)
    except LedgerError as error:
        yield f'<p class="card">{escape(str(error))}</p>'


def _packed(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts in gzip; each can be unpacked as soon as it is there."""
    pack = zlib.compressobj(COMPRESSION, wbits=GZIP)
    for part in parts:
        yield pack.compress(part) + pack.flush(zlib.Z_SYNC_FLUSH)
    yield pack.flush()


def _frame(asked: PageRequest) -> dict[str, Any]:
    return {
        **frame_of(asked.site, asked.request.url.path, asked.wanted),
        "reviewer": asked.reviewer(),
        "todo": findings.count_open(asked.ledger, asked.decisions),
        "unjoined": say_unjoined(asked.ledger),
        "head": pages.head_of(asked.ledger),
        "is_private": asked.is_private,
    }


def json_answer(asked: PageRequest, value: Any) -> Response:
    """A record as JSON, without private names."""
    return JSONResponse(json_of(value, asked.names()), headers=NOT_KEPT)


def stream_answer(asked: PageRequest, lines: Iterator[str], name: str, media: str) -> Response:
    """A response of lines as they are made; a browser saves a type that it does not show."""
    shown = media.startswith(("application/json", "text/plain"))
    kept = {} if shown else {"content-disposition": f'attachment; filename="{json.dumps(name)[1:-1]}"'}
    return StreamingResponse(_closing(asked, lines), media_type=media, headers={**NOT_KEPT, **kept})


def _closing(asked: PageRequest, parts: Iterable[Part]) -> Iterator[Part]:
    with asked.ledger:
        yield from parts
