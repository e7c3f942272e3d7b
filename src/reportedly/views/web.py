"""The pages as a local website: addresses in, pages, JSON and CSV out, decisions into the ledger.

Every page is built by `pages.py` or `tables.py` from the ledger as it is at that moment, each request with a
connection of its own; a template shows it, or it is written as JSON. Nothing that comes from outside is ever
taken for a path: files are served only from the package's own `static/`.
"""

from __future__ import annotations

import json
import secrets
import socket
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote, urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..errors import LedgerBusy, LedgerError, NoSuchRecord
from ..ledger import review
from ..ledger.asking import Kind, NotWanted, Wanted, query_of, wanted_of
from ..ledger.joining import join
from ..ledger.store import Ledger, open_ledger
from ..privacy import Pseudonyms, pseudonyms_for
from ..records import Actor
from . import findings, pages
from .basemap import basemap_in
from .cards import CORRECTED, NUMBERS, Decisions, decisions_of
from .guard import LOOPBACK, Door, Guard
from .rendering import render
from .tables import ROW_TYPES, Row, every_row, list_rows
from .twins import csv_lines, json_of

LISTS: tuple[Kind, ...] = (
    "occurrences",
    "claims",
    "figures",
    "contradictions",
    "documents",
    "claimants",
    "outlets",
)
REASONS = {
    "accept": "agrees with the words",
    "reject": "does not agree with the words",
    "relation": "this is the kind of disagreement",
}
"""What a decision by one key says; a person can write a reason of their own."""
REVIEWER_COOKIE = "reportedly-by"
COMPRESSION = 5
"""Of nine levels: the ninth takes three times as long for a twentieth fewer bytes of a page."""
LONGEST_NAME = 80
PORT = 8571
"""The port where none is asked for; another free one where it is taken."""


@dataclass(frozen=True, slots=True)
class Site:
    """What a server serves."""

    path: Path
    reviewer: str = "reviewer"
    door: Door = field(default_factory=Door)
    choices: dict[tuple[int, int], dict[str, tuple[str, ...]]] = field(default_factory=dict, compare=False)
    """What the filters can be set to, by the state of the ledger's documents: slow to ask, seldom new."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One request with the ledger that it is about."""

    request: Request
    ledger: Ledger
    site: Site
    decisions: Decisions
    wanted: Wanted

    def name(self) -> str:
        """The id or name at the end of the address."""
        return str(self.request.path_params["name"])

    def reviewer(self) -> str:
        """Who decides, as they said."""
        return clean_name(unquote(self.request.cookies.get(REVIEWER_COOKIE, ""))) or self.site.reviewer

    def choices(self) -> dict[str, tuple[str, ...]]:
        """What the filter's fields can be set to, asked again when documents were filed."""
        state = pages.state_of(self.ledger)
        if state not in self.site.choices:
            self.site.choices.clear()
            self.site.choices[state] = pages.choices_of(self.ledger)
        return self.site.choices[state]


Answer = Callable[[Asked], Response]


class Stale(Exception):
    """Somebody else decided since the page was made."""


def make_app(site: Site) -> Starlette:
    """The website on the ledger of a site."""
    site.path.resolve(strict=True)

    def page(path: str, answer: Answer, methods: tuple[str, ...] = ("GET",)) -> Route:
        return Route(path, _endpoint(site, answer, methods), methods=list(methods))

    routes: list[Any] = [page("/", _overview), page("/overview.json", _overview_json)]
    for kind in LISTS:
        routes += [
            page(f"/{kind}", _list(kind)),
            page(f"/{kind}.json", _list_json(kind)),
            page(f"/{kind}.csv", _list_csv(kind)),
        ]
    routes += [page(f"/{name}/{{name:path}}", _one(name, maker)) for name, maker in ONES.items()]
    routes += [
        page("/review", _review),
        page("/review.json", _review_json),
        page("/review.csv", _review_csv),
        page("/decide", _decide, ("POST",)),
        page("/reviewer", _reviewer, ("POST",)),
        page("/join", _join, ("POST",)),
        page("/occurrences.geojson", _geojson),
        page("/export", _export),
        page("/about", _about),
        page("/about.json", lambda asked: _json(asked, pages.make_about_page(asked.ledger))),
        Route("/basemap.json", _basemap),
        Mount("/static", StaticFiles(directory=str(files("reportedly.views") / "static"))),
    ]
    return Starlette(
        routes=routes,
        middleware=[
            Middleware(Guard, door=site.door),
            Middleware(GZipMiddleware, minimum_size=600, compresslevel=COMPRESSION),
        ],
        exception_handlers={HTTPException: _refused(site)},
    )


def serve(
    path: Path,
    *,
    host: str = "127.0.0.1",
    port: int | None = None,
    read_only: bool = False,
    reviewer: str = "reviewer",
    ready: Callable[[str], None] = print,
) -> None:
    """The website is served until it is interrupted; `ready` is told its address.

    Raises:
        LedgerError: the ledger cannot be opened, or the address cannot be listened on.
    """
    import uvicorn

    open_ledger(path, read_only=read_only, create=False).close()
    listening = _listen(host, port)
    name, number = host, listening.getsockname()[1]
    token = None if host in LOOPBACK else secrets.token_urlsafe(18)
    hosts = LOOPBACK | {host} | (_own_names() if host in ("0.0.0.0", "::") else frozenset())  # noqa: S104
    app = make_app(Site(path, reviewer, Door(frozenset(hosts), read_only, token)))
    if host in ("0.0.0.0", "::"):  # noqa: S104
        name = socket.gethostname().lower()
    address = f"http://{f'[{name}]' if ':' in name else name}:{number}/"
    ready(f"{address}?token={token}" if token else address)
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none")
    uvicorn.Server(config).run(sockets=[listening])


def clean_name(name: str) -> str:
    """A person's name on one line, without signs that are not shown."""
    return " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())[:LONGEST_NAME]


# answers


def _endpoint(site: Site, answer: Answer, methods: tuple[str, ...]) -> Callable[[Request], Any]:
    writing = "POST" in methods

    def respond(request: Request) -> Response:
        ledger = open_ledger(site.path, read_only=not writing, create=False)
        response: Response | None = None
        try:
            asked = Asked(request, ledger, site, decisions_of(ledger), wanted_of(request.query_params))
            response = answer(asked)
            return response
        finally:
            if not isinstance(response, StreamingResponse):
                ledger.close()

    def told(request: Request) -> Response:
        try:
            return respond(request)
        except NotWanted as error:
            raise HTTPException(400, str(error)) from error
        except NoSuchRecord as error:
            raise HTTPException(404, str(error)) from error
        except LedgerBusy as error:
            raise HTTPException(503, str(error)) from error
        except LedgerError as error:
            raise HTTPException(500, str(error)) from error

    if not writing:
        return told

    async def with_form(request: Request) -> Response:
        from starlette.concurrency import run_in_threadpool

        form = await request.form(max_fields=40, max_files=0)
        request.state.form = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(told, request)

    return with_form


def _html(asked: Asked, template: str, status: int = 200, **told: Any) -> Response:
    request = asked.request
    frame = {
        "ledger": asked.ledger.path.name,
        "path": request.url.path,
        "query": str(request.url.query),
        "wanted": asked.wanted,
        "read_only": asked.site.door.read_only,
        "reviewer": asked.reviewer(),
        "todo": findings.count_open(asked.ledger, asked.decisions),
        "link": _link(asked.wanted),
    }
    return HTMLResponse(render(template, {**frame, **told}), status, {"cache-control": "no-store"})


def _link(wanted: Wanted) -> Callable[..., str]:
    """The address of another page under the same filter, with changes."""

    def link(path: str, **changes: Any) -> str:
        query = query_of(wanted, **{"page": "", **changes})
        return f"{path}?{urlencode(query)}" if query else path

    return link


def _names(asked: Asked) -> Pseudonyms:
    """What leaves the pages leaves out the names of private persons."""
    return pseudonyms_for(asked.ledger.records(Actor))


def _json(asked: Asked, value: Any) -> Response:
    return JSONResponse(json_of(value, _names(asked)), headers={"cache-control": "no-store"})


def _download(asked: Asked, lines: Iterator[str], name: str, media: str) -> Response:
    return StreamingResponse(
        _closing(asked, lines),
        media_type=media,
        headers={"content-disposition": f'attachment; filename="{name}"', "cache-control": "no-store"},
    )


def _overview(asked: Asked) -> Response:
    page = pages.make_overview(asked.ledger, asked.wanted, asked.decisions)
    return _html(asked, "overview.html", page=page, choices=asked.choices())


def _overview_json(asked: Asked) -> Response:
    return _json(asked, pages.make_overview(asked.ledger, asked.wanted, asked.decisions))


def _list(kind: Kind) -> Answer:
    def answer(asked: Asked) -> Response:
        listing = list_rows(asked.ledger, kind, asked.wanted, asked.decisions.standing)
        return _html(asked, f"{kind}.html", listing=listing, kind=kind, choices=asked.choices())

    return answer


def _every(asked: Asked, kind: Kind) -> Iterator[Row]:
    return every_row(asked.ledger, kind, asked.wanted, asked.decisions.standing)


def _list_json(kind: Kind) -> Answer:
    def lines(asked: Asked) -> Iterator[str]:
        names = _names(asked)
        yield "["
        for number, row in enumerate(_every(asked, kind)):
            yield (",\n" if number else "\n") + json.dumps(json_of(row, names), ensure_ascii=False)
        yield "\n]\n"

    def answer(asked: Asked) -> Response:
        return StreamingResponse(
            _closing(asked, lines(asked)),
            media_type="application/json",
            headers={"cache-control": "no-store"},
        )

    return answer


def _closing(asked: Asked, lines: Iterator[str]) -> Iterator[str]:
    with asked.ledger:
        yield from lines


def _list_csv(kind: Kind) -> Answer:
    def answer(asked: Asked) -> Response:
        lines = csv_lines(ROW_TYPES[kind], _every(asked, kind), _names(asked))
        return _download(asked, lines, f"{kind}.csv", "text/csv; charset=utf-8")

    return answer


def _one(kind: str, maker: Callable[[Asked, str], Any]) -> Answer:
    """One thing's page; with `.json` after its name, the page's record."""

    def answer(asked: Asked) -> Response:
        name = asked.name()
        try:
            page = maker(asked, name)
        except NoSuchRecord:
            if not name.endswith(".json"):
                raise
            return _json(asked, maker(asked, name.removesuffix(".json")))
        return _html(asked, ONE_TEMPLATES[kind], page=page, kind=kind)

    return answer


ONES: dict[str, Callable[[Asked, str], Any]] = {
    "occurrences": lambda asked, name: pages.make_occurrence_page(asked.ledger, name, asked.decisions),
    "contradictions": lambda asked, name: pages.make_contradiction_page(asked.ledger, name, asked.decisions),
    "documents": lambda asked, name: pages.make_document_page(asked.ledger, name, asked.decisions),
    "claims": lambda asked, name: findings.make_finding_page(asked.ledger, name, asked.decisions),
    "figures": lambda asked, name: findings.make_finding_page(asked.ledger, name, asked.decisions),
    "events": lambda asked, name: findings.make_finding_page(asked.ledger, name, asked.decisions),
    "claimants": lambda asked, name: pages.make_claimant_page(
        asked.ledger, name, asked.decisions, asked.wanted
    ),
    "outlets": lambda asked, name: pages.make_outlet_page(asked.ledger, name, asked.decisions, asked.wanted),
}
ONE_TEMPLATES = {
    "occurrences": "occurrence.html",
    "contradictions": "contradiction.html",
    "documents": "document.html",
    "claims": "finding.html",
    "figures": "finding.html",
    "events": "finding.html",
    "claimants": "claimant.html",
    "outlets": "outlet.html",
}


def _review_record(asked: Asked) -> findings.ReviewPage:
    query = asked.request.query_params
    order = query.get("order", "")
    order = order if order in findings.QUEUES else "least-sure"
    return findings.make_review_page(asked.ledger, asked.decisions, order, query.get("skip", "").split())


def _review(asked: Asked) -> Response:
    return _html(asked, "review.html", page=_review_record(asked), orders=tuple(findings.QUEUES))


def _review_json(asked: Asked) -> Response:
    return _json(asked, _review_record(asked))


def _review_csv(asked: Asked) -> Response:
    rows = (
        findings.LogRow(record, *[getattr(each, name) for name in findings.LogRow.__slots__[1:]])
        for record, told in asked.decisions.by_record.items()
        for each in told
    )
    lines = csv_lines(findings.LogRow, rows, _names(asked))
    return _download(asked, lines, "review.csv", "text/csv; charset=utf-8")


def _geojson(asked: Asked) -> Response:
    rows = every_row(asked.ledger, "occurrences", asked.wanted, asked.decisions.standing)
    return JSONResponse(
        pages.features_of(rows, _names(asked)),
        media_type="application/geo+json",
        headers={"content-disposition": 'attachment; filename="occurrences.geojson"'},
    )


def _export(asked: Asked) -> Response:
    return _html(asked, "export.html", kinds=LISTS)


def _about(asked: Asked) -> Response:
    return _html(asked, "about.html", page=pages.make_about_page(asked.ledger))


async def _basemap(request: Request) -> Response:
    try:
        west, south, east, north = (
            float(part) for part in request.query_params.get("bbox", "-180,-90,180,90").split(",")
        )
    except ValueError as error:
        raise HTTPException(400, "bbox is four numbers: west, south, east, north") from error
    return Response(
        basemap_in(west, south, east, north),
        media_type="application/geo+json",
        headers={"cache-control": "private, max-age=86400"},
    )


# decisions


def _reviewer(asked: Asked) -> Response:
    form: dict[str, str] = asked.request.state.form
    response = RedirectResponse(_back(form), 303)
    name = clean_name(form.get("by", ""))
    if name:
        response.set_cookie(
            REVIEWER_COOKIE, quote(name, safe=" "), httponly=True, samesite="strict", max_age=365 * 86400
        )
    return response


def _join(asked: Asked) -> Response:
    """What joins documents follows from all that is decided now."""
    join(asked.ledger)
    return RedirectResponse(_back(asked.request.state.form), 303)


def _decide(asked: Asked) -> Response:
    """The decision stands in the ledger; one that was taken on a stale page is refused, both shown."""
    form: dict[str, str] = asked.request.state.form
    record = form.get("record", "")
    try:
        _take(asked, record, form)
    except Stale:
        return _html(
            asked,
            "stale.html",
            409,
            record=record,
            form=form,
            history=asked.decisions.of(record),
            seen=form.get("seen", ""),
            now=asked.decisions.last(record),
            back=_back(form),
        )
    return RedirectResponse(_back(form), 303)


def _take(asked: Asked, record: str, form: dict[str, str]) -> None:
    if form.get("seen", "") != asked.decisions.last(record):
        raise Stale
    verdict = form.get("verdict") or ("relation" if form.get("relation") else "")
    by = asked.reviewer()
    why = form.get("why", "").strip()
    ledger = asked.ledger
    if ledger.record(record).id != record:  # the start of an id is enough elsewhere, but not to decide
        raise NoSuchRecord(f"no record {record!r}")
    if verdict == "accept":
        review.accept(ledger, record, by=by, why=why or REASONS[verdict])
    elif verdict == "reject":
        review.reject(ledger, record, by=by, why=why or REASONS[verdict])
    elif verdict == "undo":
        last = asked.decisions.undoable(record)
        if last is None:
            raise HTTPException(409, "nothing is decided that could be undone")
        review.undo(ledger, last, by=by, why=why or "taken back")
    elif verdict in ("correct", "relation"):
        changes = _changes(ledger, record, form, asked.decisions)
        why = why or REASONS.get(verdict, "")
        if not why:
            raise HTTPException(400, "a correction needs a reason: why is it to be understood otherwise?")
        review.correct(ledger, record, changes, by=by, why=why)
    else:
        raise HTTPException(400, f"verdict={verdict!r} is none of accept, reject, correct, undo")


def _changes(ledger: Ledger, record: str, form: dict[str, str], decisions: Decisions) -> dict[str, Any]:
    """The fields of a form that differ from what stands."""
    kind = record.partition("-")[0]
    if kind not in CORRECTED:
        raise HTTPException(400, f"{record!r} cannot be corrected on a page")
    changes: dict[str, Any] = {}
    for each in findings.fields_now(ledger, record, decisions):
        given = form.get(each.name)
        if given is None or given.strip() == each.value:
            continue
        if each.choices and given not in each.choices:
            raise HTTPException(400, f"{each.name}={given!r} is none of {', '.join(each.choices)}")
        changes[each.name] = _number(each.name, given) if each.name in NUMBERS else given
    if not changes:
        raise HTTPException(400, "nothing differs from what stands: nothing was corrected")
    return changes


def _number(name: str, given: str) -> float | None:
    plain = given.strip().replace(",", "")
    if not plain:
        return None
    if not plain.isascii() or not plain.replace(".", "", 1).isdecimal() or len(plain) > 15:
        raise HTTPException(400, f"{name}={given!r} is no number; leave it empty for an open end")
    return float(plain)


def _back(form: dict[str, str]) -> str:
    """The page of this server to go back to; never an address elsewhere."""
    back = form.get("back", "/")
    safe = back.startswith("/") and not back.startswith(("//", "/\\")) and back.isprintable()
    return back if safe else "/"


# refusals and the network


def _refused(site: Site) -> Callable[[Request, Exception], Response]:
    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if request.url.path.endswith((".json", ".csv", ".geojson")):
            return JSONResponse({"error": error.detail}, error.status_code)
        told = {
            "ledger": site.path.name,
            "path": request.url.path,
            "wanted": Wanted(),
            "link": _link(Wanted()),
            "read_only": site.door.read_only,
            "todo": None,
            "status": error.status_code,
            "message": error.detail,
        }
        return HTMLResponse(render("refused.html", told), error.status_code, {"cache-control": "no-store"})

    return refused


def _listen(host: str, port: int | None) -> socket.socket:
    """A socket that listens; without a wanted port the usual one, or any that is free."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    listening = socket.socket(family, socket.SOCK_STREAM)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((host, PORT if port is None else port))
    except OSError as error:
        listening.close()
        if port is None:
            return _listen(host, 0)
        raise LedgerError(f"{host}:{port}: cannot be listened on: {error.strerror}") from error
    listening.listen(128)  # from now on who asks is answered, if only in a moment
    return listening


def _own_names() -> frozenset[str]:
    name = socket.gethostname()
    return frozenset({name.lower(), socket.getfqdn().lower()})
