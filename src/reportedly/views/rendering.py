"""Renders templates: every string is escaped, and an address only becomes a link if it is http(s)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, PackageLoader, StrictUndefined

from .. import __version__
from ..ledger.occurrences.titles import in_marks
from ..ledger.wording import several
from .addresses import address
from .decisions_page import VERDICTS
from .overview_page import Overview
from .pages import plain
from .plots import forest, left_out, over_time
from .timeline import Bar, timeline
from .wording import RELATIONS, in_quotes, is_quoted, say_precision

RESULTS_BEGIN = '<div id="results">'
"""Behind it a template asks for what it shows: whatever stands before can be sent at once."""

NAVIGATION = (
    ("/", "Overview"),
    ("/occurrences", "Occurrences"),
    ("/claims", "Claims"),
    ("/figures", "Figures"),
    ("/contradictions", "Contradictions"),
    ("/documents", "Documents"),
    ("/claimants", "Claimants"),
    ("/outlets", "Outlets"),
)


class Later:
    """A page's record that is made when a template first asks for a part of it."""

    def __init__(self, make: Callable[[], Any]) -> None:
        self._make = make
        self._made: Any = None

    def __getattr__(self, name: str) -> Any:
        if self._made is None:
            self._made = self._make()
        return getattr(self._made, name)


def render(template: str, told: Mapping[str, Any]) -> str:
    """The page."""
    return _environment().get_template(template).render(told)


def render_begun(template: str, told: Mapping[str, Any]) -> Iterator[str]:
    """The page in two parts: its frame and filter, and after `RESULTS_BEGIN` what takes its time."""
    waiting: list[str] = []
    begun = False
    for piece in _environment().get_template(template).generate(told):
        waiting.append(piece)
        if not begun and RESULTS_BEGIN in piece:
            begun = True
            yield "".join(waiting)
            waiting = []
    yield "".join(waiting)


def safe_url(url: str | None) -> str | None:
    """The address if a browser may follow it (http or https, with a host), or None."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def words_of(code: str | None) -> str:
    """A code of the contract as words: `retracted_in_use` is `retracted in use`."""
    return (code or "").replace("_", " ").replace("-", " ")


def draw_timeline(page: Overview, link: Callable[..., str]) -> str:
    """The overview's timeline."""
    bars = [
        Bar(
            title=each.title,
            kind=each.type.lower(),
            first=(each.latest if each.basis == "assumed" else each.earliest) or each.latest or "",
            last=each.latest or each.earliest or "",
            weight=each.documents,
            disputed=each.disputed,
            assumed=each.basis == "assumed",
            href=address("occurrences", each.id),
        )
        for each in page.occurrences
    ]
    if page.counts["occurrences"] > len(bars):
        bars = [
            Bar(
                title=each.type,
                kind=each.type.lower(),
                first=each.day,
                last=each.day,
                weight=1,
                disputed=each.disputed,
                assumed=False,
                href="",
                count=each.count,
            )
            for each in page.slices
            if each.day
        ]
    return timeline(
        bars,
        page.per_day,
        lambda first, last, kind: link("/occurrences", start=first, end=last, type=kind.upper()),
    )


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportedly.views"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(safe_url=safe_url, words=words_of, plain=plain)
    environment.globals.update(
        address=address,
        navigation=NAVIGATION,
        version=__version__,
        forest=forest,
        left_out=left_out,
        over_time=over_time,
        draw_timeline=draw_timeline,
        relations=RELATIONS,
        say_precision=say_precision,
        in_marks=in_marks,
        several=several,
        in_quotes=in_quotes,
        is_quoted=is_quoted,
        verdicts=VERDICTS,
    )
    return environment
