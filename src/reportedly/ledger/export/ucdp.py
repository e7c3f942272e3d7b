"""Occurrences with deaths as rows with the columns of the UCDP Georeferenced Event Dataset.

`low` and `high` are those of `estimates.ucdp`, with one account of a claimant for each independent origin.
`best` and the deaths by side stay empty, since only a person or a stored rule could set them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from math import floor

from ...records import Place, When
from ..accounts.estimates import Counting, ucdp
from .acled import country_name
from .content import Content, Happening, day_of, leading_event, parties_of, point_of, told_when, whole
from .sources import claimants_of, outlet_of
from .spreadsheet import csv_lines, without_turns
from .violence import NOBODYS, cause_of, killed_by_violence

COLUMNS = (
    "id",
    "relid",
    "year",
    "active_year",
    "code_status",
    "type_of_violence",
    "conflict_dset_id",
    "conflict_new_id",
    "conflict_name",
    "dyad_dset_id",
    "dyad_new_id",
    "dyad_name",
    "side_a_dset_id",
    "side_a_new_id",
    "side_a",
    "side_b_dset_id",
    "side_b_new_id",
    "side_b",
    "number_of_sources",
    "source_article",
    "source_office",
    "source_date",
    "source_headline",
    "source_original",
    "where_prec",
    "where_coordinates",
    "where_description",
    "adm_1",
    "adm_2",
    "latitude",
    "longitude",
    "geom_wkt",
    "priogrid_gid",
    "country",
    "country_id",
    "region",
    "event_clarity",
    "date_prec",
    "date_start",
    "date_end",
    "deaths_a",
    "deaths_b",
    "deaths_civilians",
    "deaths_unknown",
    "best",
    "high",
    "low",
    "gwnoa",
    "gwnob",
)

WHERE_PRECISION: Mapping[str, int] = {"city": 1, "site": 1, "district": 3, "country": 6, "water": 7}
"""Features with UCDP's code of precision."""
FIRST_ORDER, VAGUE = 4, 5
"""A region that a gazetteer knows as a division of its country, and one that it does not."""

DATE_PRECISION = ((1, 1), (6, 2), (7, 3), (31, 4), (366, 5))
"""The longest span in days of each of UCDP's codes of precision."""

CELL = 0.5
"""Degrees of a side of a cell of the PRIO-GRID, which is counted from the south-west in rows of 720."""


def export_ucdp(content: Content) -> Iterator[str]:
    """A row for each occurrence in which somebody counts people killed, as the lines of a CSV file.

    Without accidents, disasters and epidemics; what nobody calls violence, nor an accident, is there.
    """
    rows = (
        _row(happening, killed, content)
        for happening in content.happenings()
        if (killed := killed_by_violence(happening)) and cause_of(happening) not in NOBODYS
    )
    cells = ([without_turns(row.get(name, "")) for name in COLUMNS] for row in rows)
    return csv_lines(COLUMNS, cells, bom=False)


def _row(happening: Happening, killed: Sequence[Counting], content: Content) -> dict[str, object]:
    actors, recipients = parties_of(leading_event(happening, "ASSAULT"))
    where, when = _located(happening.place), _dated(told_when(happening.occurrence))
    return {
        "id": happening.occurrence.id,
        "side_a": content.names.hide("; ".join(each.name for each in actors)),
        "side_b": content.names.hide("; ".join(each.name for each in recipients)),
        **_sourced(happening, content),
        **where,
        **when,
        "event_clarity": 1 if _is_clear(happening, where, when) else 2,
        **_counted(killed),
    }


def _sourced(happening: Happening, content: Content) -> dict[str, object]:
    told = [
        (
            content.hidden(outlet_of(document)) or "",
            day_of(document.published) or "",
            content.hidden(document.title) or "",
        )
        for document in happening.documents.values()
    ]
    return {
        "number_of_sources": happening.occurrence.origins,
        "source_article": ";".join(f'"{",".join(each)}"' for each in told),
        "source_office": _in_row(office for office, _, _ in told),
        "source_date": _in_row(day for _, day, _ in told),
        "source_headline": _in_row(headline for _, _, headline in told),
        "source_original": "; ".join(claimants_of(happening, content)),
    }


def _in_row(values: Iterable[str]) -> str:
    """The values of all documents in their order; nothing where none of them has one."""
    told = list(values)
    return ";".join(told) if any(told) else ""


def _located(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    point = point_of(place)
    region = FIRST_ORDER if place.geonames is not None else VAGUE
    located: dict[str, object] = {
        "where_prec": region if place.feature == "region" else WHERE_PRECISION.get(place.feature, VAGUE),
        "where_coordinates": place.name,
        "where_description": " ".join(place.quote.split()),
        "country": country_name(place.country),
    }
    if point is not None:
        longitude, latitude = point
        located |= {"longitude": longitude, "latitude": latitude}
        located |= {"geom_wkt": f"POINT ({longitude} {latitude})", "priogrid_gid": grid_cell(*point)}
    return located


def grid_cell(longitude: float, latitude: float) -> int:
    """The number of the PRIO-GRID cell that holds a point."""
    row = min(floor((latitude + 90) / CELL), 359)
    column = min(floor((longitude + 180) / CELL), 719)
    return row * 720 + column + 1


def _dated(when: When | None) -> dict[str, object]:
    """The earliest and the latest day that are possible; nothing where one of them is not known."""
    start, end = (day_of(when.earliest), day_of(when.latest)) if when else (None, None)
    if not start or not end:
        return {}
    days = (date.fromisoformat(end) - date.fromisoformat(start)).days + 1
    return {
        "year": start[:4] if start[:4] == end[:4] else "",
        "date_prec": next((code for longest, code in DATE_PRECISION if days <= longest), ""),
        "date_start": start,
        "date_end": end,
    }


def _is_clear(happening: Happening, where: Mapping[str, object], when: Mapping[str, object]) -> bool:
    """Whether one incident is told with its day and its town: a total of many, or a week, is not clear."""
    totals = any(figure.total for voice in happening.voices for figure in voice.figures)
    return not totals and where.get("where_prec") in (1, 3) and when.get("date_prec") == 1


def _counted(killed: Sequence[Counting]) -> dict[str, object]:
    estimate = ucdp(killed, "killed")
    low, high = whole(estimate.low), whole(estimate.high)
    return {"low": "" if low is None else low, "high": "" if high is None else high}
