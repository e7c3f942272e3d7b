"""Occurrences as rows with the columns of ACLED.

The columns and their order are those of ACLED's public export; the values are ours. `fatalities` is the named
rule of `estimates.acled_conservative`; ACLED's own substitutes for unknown counts are never used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from ...lexicon import load_countries
from ...records import Event, Participant, Place, When
from ..accounts.estimates import acled_conservative
from ..traits.offices import STATE_SECTORS
from ..wording import say_count
from .content import (
    Content,
    Happening,
    day_of,
    leading_event,
    parties_of,
    point_of,
    told_when,
    whole,
)
from .sources import notes_of, outlets_of
from .spreadsheet import csv_lines, without_turns
from .violence import NOBODYS, cause_of, killed_by_violence

COLUMNS = (
    "event_id_cnty",
    "event_date",
    "year",
    "time_precision",
    "disorder_type",
    "event_type",
    "sub_event_type",
    "actor1",
    "assoc_actor_1",
    "inter1",
    "actor2",
    "assoc_actor_2",
    "inter2",
    "interaction",
    "civilian_targeting",
    "iso",
    "region",
    "country",
    "admin1",
    "admin2",
    "admin3",
    "location",
    "latitude",
    "longitude",
    "geo_precision",
    "source",
    "source_scale",
    "notes",
    "fatalities",
    "tags",
    "timestamp",
)

TYPES: Mapping[tuple[str, str | None], tuple[str, str]] = {
    ("ASSAULT", "suicide-attack"): ("Explosions/Remote violence", "Suicide bomb"),
    ("ASSAULT", "aerial"): ("Explosions/Remote violence", "Air/drone strike"),
    ("ASSAULT", "drone"): ("Explosions/Remote violence", "Air/drone strike"),
    ("ASSAULT", "explosives"): ("Explosions/Remote violence", ""),
    ("COERCE", "arrest"): ("Strategic developments", "Arrests"),
    ("PROTEST", "demo"): ("Protests", ""),
    ("PROTEST", "riot"): ("Riots", ""),
}
"""PLOVER type and mode with ACLED's event type and sub-event type, where one follows from the other."""

DISORDER: Mapping[str, str] = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
"""Types whose disorder type does not hang on the sub-event type; riots' does."""

STATEMENTS = frozenset({"REQUEST", "ACCUSE", "REJECT", "THREATEN"})
"""PLOVER types whose act is done by words: ACLED has rows for what is done on the ground alone."""

ARMED = frozenset({"MIL", "COP", "REB", "PRM"})
"""Sectors that fight: an assault of one on another is a battle."""
CIVILIAN = frozenset({"CVL", "JRN", "MED", "EDU", "LAB", "BUS", "AGR", "REF", "SOC"})

STATE_FORCES, REBELS, MILITIA, RIOTERS, PROTESTERS, CIVILIANS, EXTERNAL = 1, 2, 3, 5, 6, 7, 8
"""ACLED's codes of who somebody is; identity militias (4) cannot be told from sectors."""

GEO_PRECISION: Mapping[str, int] = {"city": 1, "site": 1, "district": 2, "region": 3}
TIME_PRECISION: Mapping[str, int] = {"minute": 1, "hour": 1, "part": 1, "day": 1, "week": 2, "month": 3}


def export_acled(content: Content) -> Iterator[str]:
    """A row for each occurrence that is said to have happened, as lines of a CSV file.

    Without statements, accidents, disasters and epidemics. Of what nobody calls violence the type is empty.
    """
    done = (
        each
        for each in content.happenings()
        if each.occurrence.type not in STATEMENTS and cause_of(each) not in NOBODYS
    )
    rows = (_row(happening, content) for happening in done)
    cells = ([without_turns(row.get(name, "")) for name in COLUMNS] for row in rows)
    return csv_lines(COLUMNS, cells, bom=False)


def _row(happening: Happening, content: Content) -> dict[str, object]:
    event = leading_event(happening)
    actors, recipients = parties_of(event)
    typed = event is not None and (event.type != "ASSAULT" or cause_of(happening) == "violence")
    event_type, sub_event_type = _types(event) if event and typed else ("", "")
    return {
        "event_id_cnty": happening.occurrence.id,
        **_dated(told_when(happening.occurrence)),
        "disorder_type": DISORDER.get(event_type, ""),
        "event_type": event_type,
        "sub_event_type": sub_event_type,
        **_sides(actors, recipients, event_type, happening.place, content),
        **_located(happening.place),
        "source": "; ".join(outlets_of(happening.documents.values(), content)),
        "notes": notes_of(happening, content),
        **_counted(happening),
    }


def _dated(when: When | None) -> dict[str, object]:
    """The first day that is possible, with how precise it is; the year alone where no more is known."""
    earliest, latest = (day_of(when.earliest), day_of(when.latest)) if when else (None, None)
    precision = TIME_PRECISION.get(when.precision or "") if when else None
    one_year = earliest[:4] if earliest and latest and earliest[:4] == latest[:4] else ""
    dated = earliest if earliest and precision else ""
    return {"event_date": dated, "year": one_year, "time_precision": precision if dated else ""}


def _types(event: Event) -> tuple[str, str]:
    """ACLED's type and sub-event type, where they follow from type, mode and parties; empty else."""
    known = TYPES.get((event.type, event.mode))
    if known:
        return known
    if event.type != "ASSAULT":
        return "", ""
    if _all_in(event.actors, ARMED) and _all_in(event.recipients, ARMED):
        return "Battles", "Armed clash"
    if _all_in(event.recipients, CIVILIAN):
        sub = {"abduct": "Abduction/forced disappearance", "sexual": "Sexual violence"}
        return "Violence against civilians", sub.get(event.mode or "", "")
    return "", ""


def _all_in(participants: Sequence[Participant], sectors: frozenset[str]) -> bool:
    return bool(participants) and all(each.sector in sectors for each in participants)


def _sides(
    actors: Sequence[Participant],
    recipients: Sequence[Participant],
    event_type: str,
    place: Place | None,
    content: Content,
) -> dict[str, object]:
    first, second = actors[:1], recipients[:1]
    codes = [_inter(each, event_type, place) for each in (*first, *second)]
    both = sorted(code for code in codes if code is not None)
    joint = "".join(map(str, both)).ljust(2, "0") if both and len(both) == len(codes) else ""
    by_side = {"1": (actors, first), "2": (recipients, second)}
    told: dict[str, object] = {"interaction": joint}
    for side, (all_of_them, named) in by_side.items():
        told[f"actor{side}"] = content.names.hide(named[0].name) if named else ""
        told[f"assoc_actor_{side}"] = "; ".join(content.names.hide(each.name) for each in all_of_them[1:])
        told[f"inter{side}"] = (_inter(named[0], event_type, place) or "") if named else ""
    if event_type in ("Violence against civilians", "Explosions/Remote violence"):
        told["civilian_targeting"] = "Civilian targeting" if _all_in(recipients, CIVILIAN) else ""
    return told


def _inter(who: Participant, event_type: str, place: Place | None) -> int | None:
    """ACLED's code of a party, where its sector tells: a state's forces abroad are external."""
    sector = who.sector
    if sector in STATE_SECTORS:
        if who.country is None or place is None or place.country is None:
            return None
        return STATE_FORCES if who.country == place.country else EXTERNAL
    if sector in CIVILIAN and event_type in ("Protests", "Riots"):
        return PROTESTERS if event_type == "Protests" else RIOTERS
    if sector in CIVILIAN:
        return CIVILIANS
    return {"REB": REBELS, "PRM": MILITIA}.get(sector or "")


def _located(place: Place | None) -> dict[str, object]:
    if place is None:
        return {}
    point = point_of(place)
    return {
        "country": country_name(place.country),
        "location": place.name if point else "",
        "longitude": point[0] if point else "",
        "latitude": point[1] if point else "",
        "geo_precision": GEO_PRECISION.get(place.feature, "") if point else "",
    }


def _counted(happening: Happening) -> dict[str, object]:
    killed = killed_by_violence(happening)
    crowd = [
        say_count(voice.account)
        for voice in happening.voices
        if voice.account.measure == "protesters" and voice.account.status == "current"
    ]
    low = whole(acled_conservative(killed, "killed").low)
    return {
        "fatalities": "" if low is None else low,
        "tags": "; ".join(f"crowd size={size}" for size in dict.fromkeys(crowd)),
    }


def country_name(code: str | None) -> str:
    """The short name of a country by its ISO 3166 alpha-3 code; empty where it is not known."""
    return _country_names().get(code or "", "")


@cache
def _country_names() -> Mapping[str, str]:
    states = [each for each in load_countries() if each.kind in ("state", "territory")]
    return {each.code: each.name for each in reversed(states) if each.code}
