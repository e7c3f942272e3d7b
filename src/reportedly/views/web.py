"""The website: maps addresses to pages and downloads, and puts decisions into the ledger.

Every page is built by a module of its name, by `pages.py` or by `tables.py` from the current ledger, with a
connection per request; a template shows it, or `downloads.py` writes it for programs. Nothing in a request is
ever used as a path: files are only served from the package's own `static/`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from importlib.resources import files
from math import isfinite
from typing import Any

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import ClientDisconnect, Request
from starlette.responses import HTMLResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ..choices import REVIEW_ORDERS
from ..errors import CannotJudge, LedgerBusy, LedgerError, MissingLedger, NoSuchRecord
from ..ledger.asking.filtered_tables import Kind
from ..ledger.asking.queries import Filter, NotAFilter, filter_of, query_of, select_rows
from ..ledger.export import Content, document_annotations, feature_lines, note_names
from ..ledger.neighbourhoods.neighbourhood_state import count_unfollowed
from ..ledger.store import open_ledger
from ..records import Occurrence
from . import (
    capture_page,
    contradiction_page,
    decision_forms,
    decisions_page,
    findings,
    overview_page,
    pages,
)
from .basemap import basemap_in, towns_in
from .decisions_page import decisions_of
from .downloads import (
    captures_as_markdown,
    document_as_text,
    occurrence_as_markdown,
    rows_as_csv,
    rows_as_json,
    rows_as_lines,
    rows_as_timeline,
)
from .guard import Guard
from .page_request import (
    COMPRESSION,
    NOT_KEPT,
    Answer,
    PageRequest,
    Site,
    frame_of,
    json_answer,
    page_answer,
    page_begun,
    stream_answer,
)
from .rendering import render
from .tables import PAGE_SIZE, ROW_TYPES, Listing, Row, every_row, list_rows

LISTS: tuple[Kind, ...] = (
    "occurrences",
    "claims",
    "figures",
    "contradictions",
    "documents",
    "claimants",
    "outlets",
)
CSV, JSON, LINES = "text/csv; charset=utf-8", "application/json", "application/x-ndjson"
MOST_FIELDS = 200
"""Fields of a form: more than a page of a table has rows to tick."""
A_DAY = {"cache-control": "private, max-age=86400"}


def make_app(site: Site) -> Starlette:
    """The website on the ledger of a site."""
    site.path.resolve(strict=True)

    def page(path: str, answer: Answer, methods: tuple[str, ...] = ("GET",)) -> Route:
        return Route(path, _endpoint(site, answer, methods), methods=list(methods))

    routes: list[Any] = [page("/", _overview)]
    routes += [page(path, answer) for path, answer in DOWNLOADS.items()]
    routes += [page(f"/{kind}", _list(kind)) for kind in LISTS]
    routes += [page(f"/{name}/{{name:path}}", _one(name)) for name in ONES]
    routes += [
        page("/review", _review),
        page("/decisions", _decisions),
        page("/export", _export),
        page("/about", _about),
        page("/decide", decision_forms.decide, ("POST",)),
        page("/same", decision_forms.decide_together, ("POST",)),
        page("/undo", decision_forms.undo, ("POST",)),
        page("/reviewer", decision_forms.take_name, ("POST",)),
        page("/join", decision_forms.join_anew, ("POST",)),
        page("/with-names", _with_names, ("POST",)),
        Route("/basemap.json", _basemap),
        Route("/towns.json", _towns),
        Route("/streets/{zoom:int}/{column:int}/{row:int}", _tile(site)),
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


def _endpoint(site: Site, answer: Answer, methods: tuple[str, ...]) -> Callable[[Request], Any]:
    writing = "POST" in methods

    def respond(request: Request) -> Response:
        ledger = open_ledger(site.path, read_only=not writing, create=False)
        response: Response | None = None
        try:
            if not writing:
                ledger.hold()
            asked = PageRequest(request, ledger, site, decisions_of(ledger), filter_of(request.query_params))
            asked.refuse_profile(asked.wanted.claimant)
            response = answer(asked)
            return response
        finally:
            if not isinstance(response, StreamingResponse):
                ledger.close()

    def told(request: Request) -> Response:
        try:
            return respond(request)
        except (NotAFilter, CannotJudge) as error:
            raise HTTPException(400, str(error)) from error
        except NoSuchRecord as error:
            raise HTTPException(404, str(error)) from error
        except (LedgerBusy, MissingLedger) as error:
            raise HTTPException(503, str(error)) from error
        except LedgerError as error:
            raise HTTPException(500, str(error)) from error

    if not writing:
        return told

    async def with_form(request: Request) -> Response:
        try:
            form = await request.form(max_fields=MOST_FIELDS, max_files=0)
        except ClientDisconnect:  # nobody is there who could be answered
            return Response(status_code=400)
        request.state.form = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
        return await run_in_threadpool(told, request)

    return with_form


# the overview and the tables


def _make_overview(asked: PageRequest) -> overview_page.Overview:
    return overview_page.make_overview(asked.ledger, asked.wanted, asked.decisions)


def _overview(asked: PageRequest) -> Response:
    return page_begun(asked, "overview.html", "page", lambda: _make_overview(asked), choices=asked.choices())


def _list(kind: Kind) -> Answer:
    def answer(asked: PageRequest) -> Response:
        def make() -> Listing[Row]:
            return list_rows(
                asked.ledger, kind, asked.wanted, asked.decisions.standing, without=_unlisted(asked, kind)
            )

        joint = {"seen": len(asked.decisions.every), "unfollowed": count_unfollowed(asked.ledger)}
        return page_begun(asked, f"{kind}.html", "listing", make, kind=kind, choices=asked.choices(), **joint)

    return answer


def _every(asked: PageRequest, kind: Kind) -> Iterator[Row]:
    return every_row(
        asked.ledger, kind, asked.wanted, asked.decisions.standing, without=_unlisted(asked, kind)
    )


def _unlisted(asked: PageRequest, kind: Kind) -> frozenset[str]:
    """Whom no list names: private persons among claimants; of other rows none is anybody's."""
    return asked.private() if kind == "claimants" else frozenset()


def _list_json(kind: Kind) -> Answer:
    return lambda asked: stream_answer(
        asked, rows_as_json(_every(asked, kind), asked.names()), f"{kind}.json", JSON
    )


def _list_lines(kind: Kind) -> Answer:
    return lambda asked: stream_answer(
        asked, rows_as_lines(_every(asked, kind), asked.names()), f"{kind}.jsonl", LINES
    )


def _list_csv(kind: Kind) -> Answer:
    return lambda asked: stream_answer(
        asked, rows_as_csv(ROW_TYPES[kind], _every(asked, kind), asked.names()), f"{kind}.csv", CSV
    )


def _geojson(asked: PageRequest) -> Response:
    content = Content(asked.ledger, asked.names(), asked.decisions.standing, frozenset(), {})
    rows = select_rows(asked.ledger, "occurrences", asked.wanted, asked.decisions.standing)
    found = content.in_order(Occurrence, (row["id"] for row in rows))
    lines = feature_lines(found, content)
    return stream_answer(asked, lines, "occurrences.geojson", "application/geo+json")


def _timeline(asked: PageRequest) -> Response:
    rows: Iterator[Any] = _every(asked, "occurrences")
    lines = rows_as_timeline(rows, asked.names())
    return stream_answer(asked, lines, "occurrences.timeline.json", JSON)


# one thing


def _one(kind: str) -> Answer:
    """The page of one record, or a download of it if its name has a suffix."""

    def answer(asked: PageRequest) -> Response:
        name = asked.name()
        try:
            page = ONES[kind](asked, name)
        except NoSuchRecord:
            for ending, write in ENDINGS.get(kind, JSON_ONLY).items():
                if name.endswith(ending):
                    return write(asked, ONES[kind](asked, name.removesuffix(ending)))
            raise
        return page_answer(asked, ONE_TEMPLATES[kind], page=page, kind=kind)

    return answer


def _finding(asked: PageRequest, name: str) -> findings.FindingPage:
    return findings.make_finding_page(asked.ledger, name, asked.decisions)


def _claimant(asked: PageRequest, name: str) -> pages.ClaimantPage:
    asked.refuse_profile(name)
    return pages.make_claimant_page(
        asked.ledger, name, asked.decisions, asked.wanted, asked.like(), asked.private()
    )


ONES: Mapping[str, Callable[[PageRequest, str], Any]] = {
    "occurrences": lambda asked, name: pages.make_occurrence_page(
        asked.ledger, name, asked.decisions, asked.like()
    ),
    "contradictions": lambda asked, name: contradiction_page.make_contradiction_page(
        asked.ledger, name, asked.decisions
    ),
    "documents": lambda asked, name: pages.make_document_page(asked.ledger, name, asked.decisions),
    "claims": _finding,
    "figures": _finding,
    "events": _finding,
    "captures": lambda asked, name: capture_page.make_captures_page(
        asked.ledger, name, asked.request.query_params
    ),
    "claimants": _claimant,
    "outlets": lambda asked, name: pages.make_outlet_page(asked.ledger, name, asked.decisions, asked.wanted),
}
ONE_TEMPLATES = {
    "occurrences": "occurrence.html",
    "contradictions": "contradiction.html",
    "documents": "document.html",
    "captures": "captures.html",
    "claims": "finding.html",
    "figures": "finding.html",
    "events": "finding.html",
    "claimants": "claimant.html",
    "outlets": "outlet.html",
}

JSON_ONLY: Mapping[str, Callable[[PageRequest, Any], Response]] = {".json": json_answer}


def _markdown(asked: PageRequest, page: pages.OccurrencePage) -> Response:
    lines = occurrence_as_markdown(page, asked.names())
    return stream_answer(asked, lines, f"{page.occurrence.id}.md", "text/markdown; charset=utf-8")


def _captures_markdown(asked: PageRequest, page: capture_page.CapturesPage) -> Response:
    lines = captures_as_markdown(page, asked.names())
    return stream_answer(asked, lines, "captures.md", "text/markdown; charset=utf-8")


def _captures_csv(asked: PageRequest, page: capture_page.CapturesPage) -> Response:
    rows = capture_page.change_rows(page)
    return stream_answer(asked, rows_as_csv(capture_page.ChangeRow, rows, asked.names()), "captures.csv", CSV)


def _text(asked: PageRequest, page: pages.DocumentPage) -> Response:
    lines = document_as_text(page, asked.names())
    return stream_answer(asked, lines, "document.txt", "text/plain; charset=utf-8")


def _annotations(asked: PageRequest, page: pages.DocumentPage) -> Response:
    content = Content(asked.ledger, asked.names(), asked.decisions.standing, frozenset(), {})
    lines = document_annotations(page.document.id, content)
    return stream_answer(asked, lines, "document.jsonld", "application/ld+json")


ENDINGS: Mapping[str, Mapping[str, Callable[[PageRequest, Any], Response]]] = {
    "occurrences": {**JSON_ONLY, ".md": _markdown},
    "captures": {**JSON_ONLY, ".md": _captures_markdown, ".csv": _captures_csv},
    "documents": {**JSON_ONLY, ".txt": _text, ".jsonld": _annotations},
}
"""What stands beside one thing, by the ending of its address; beside all others its record alone."""


# review, export, about


def _review_record(asked: PageRequest) -> findings.ReviewPage:
    query = asked.request.query_params
    order = query.get("order", "")
    order = order if order in findings.QUEUES else REVIEW_ORDERS[0]
    skip = query.get("skip", "").split()
    return findings.make_review_page(asked.ledger, asked.decisions, order, skip, asked.reviewer())


def _review(asked: PageRequest) -> Response:
    return page_answer(asked, "review.html", page=_review_record(asked), orders=REVIEW_ORDERS)


def _decisions(asked: PageRequest) -> Response:
    page = decisions_page.make_decisions_page(asked.ledger, asked.decisions, asked.wanted, PAGE_SIZE)
    return page_answer(asked, "decisions.html", page=page)


def _decisions_csv(asked: PageRequest) -> Response:
    rows = decisions_page.decision_rows(asked.decisions)
    return stream_answer(
        asked, rows_as_csv(decisions_page.DecisionRow, rows, asked.names()), "decisions.csv", CSV
    )


def _export(asked: PageRequest) -> Response:
    names = query_of(asked.wanted, page="")
    return page_answer(asked, "export.html", kinds=LISTS, downloads=tuple(DOWNLOADS), filter=names)


def _about(asked: PageRequest) -> Response:
    return page_answer(asked, "about.html", page=pages.make_about_page(asked.ledger))


DOWNLOADS: Mapping[str, Answer] = {
    "/overview.json": lambda asked: json_answer(asked, _make_overview(asked)),
    **{f"/{kind}.csv": _list_csv(kind) for kind in LISTS},
    **{f"/{kind}.json": _list_json(kind) for kind in LISTS},
    **{f"/{kind}.jsonl": _list_lines(kind) for kind in LISTS},
    "/occurrences.geojson": _geojson,
    "/occurrences.timeline.json": _timeline,
    "/review.json": lambda asked: json_answer(asked, _review_record(asked)),
    "/decisions.csv": _decisions_csv,
    "/decisions.json": lambda asked: json_answer(asked, tuple(decisions_page.decision_rows(asked.decisions))),
    "/export.json": lambda asked: json_answer(asked, {"exports": tuple(DOWNLOADS)}),
    "/about.json": lambda asked: json_answer(asked, pages.make_about_page(asked.ledger)),
}
"""What stands beside the pages, by address; all under the same filter as the page."""


def _with_names(asked: PageRequest) -> Response:
    """A download with the names of private persons: asked for by a form, and noted in the ledger first."""
    form = asked.form()
    what = form.get("what", "")
    if what not in DOWNLOADS:
        raise HTTPException(400, f"what={what!r} is nothing that is exported")
    wanted = filter_of({**form, "page": ""})
    asked.refuse_profile(wanted.claimant)
    note_names(asked.ledger, f"pages {what} by {asked.reviewer()}")
    return DOWNLOADS[what](replace(asked, wanted=wanted, with_names=True))


# the map


def _box(request: Request) -> tuple[float, float, float, float]:
    try:
        west, south, east, north = (
            float(part) for part in request.query_params.get("bbox", "-180,-90,180,90").split(",")
        )
        if not all(map(isfinite, (west, south, east, north))):
            raise ValueError("no place")
    except ValueError as error:
        raise HTTPException(400, "bbox is four numbers: west, south, east, north") from error
    return west, south, east, north


def _basemap(request: Request) -> Response:
    return Response(basemap_in(*_box(request)), media_type="application/geo+json", headers=A_DAY)


def _towns(request: Request) -> Response:
    return JSONResponse(pages.plain(towns_in(*_box(request))), headers=A_DAY)


def _tile(site: Site) -> Callable[[Request], Response]:
    def tile(request: Request) -> Response:
        where = request.path_params
        found = site.streets and site.streets.tile(where["zoom"], where["column"], where["row"])
        if site.streets is None:
            raise HTTPException(404, "no map of streets was brought along")
        if found is None:
            return Response(status_code=204)  # beside what the map has, which is no fault of the browser's
        return Response(found, media_type=site.streets.media, headers=NOT_KEPT)

    return tile


def _refused(site: Site) -> Callable[[Request, Exception], Response]:
    def refused(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        path = request.url.path
        if path.endswith((".json", ".jsonl", ".csv", ".geojson")) or path.startswith("/streets/"):
            return JSONResponse({"error": error.detail}, error.status_code)
        form = dict(getattr(request.state, "form", ()))
        told = {
            **frame_of(site, path, Filter()),
            "status": error.status_code,
            "message": error.detail,
            "record": form.get("record", ""),
            "back": decision_forms.back_to(form) if form else "",
        }
        return HTMLResponse(render("refused.html", told), error.status_code, NOT_KEPT)

    return refused
