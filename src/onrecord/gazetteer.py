"""The gazetteer: names of places with what they name, read from one compact file, offline.

The file holds rows `key, name, kind, country, admin, geoname_id, latitude, longitude, population, marks`
sorted by key, cut into blocks of compressed text; a small index of first keys finds the block.
It is made by `tools/build_gazetteer.py`. A user's own table adds places and is asked first.
"""

from __future__ import annotations

import unicodedata
import zlib
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.errors import TableError
from onrecord.tables import load_user_table
from onrecord.types import Place

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.tables import Row
    from onrecord.types import Precision

Kind = Literal["country", "admin1", "city", "region", "demonym", "admin2"]

KINDS: tuple[Kind, ...] = get_args(Kind)
PRECISIONS: dict[Kind, Precision] = {
    "country": "country",
    "demonym": "country",
    "admin1": "admin1",
    "region": "region",
    "city": "exact",
    "admin2": "near",
}
DROPPED = str.maketrans(dict.fromkeys("'’‘ʻʿʾ`´.", "") | dict.fromkeys("-‐‑–_/", " "))
COMMON, CAPITAL = "c", "*"  # marks of a row
BLOCKS, NAMES = 1 << 10, 1 << 16  # kept at hand: some ten megabytes; most names that are looked up are no place's
LONGEST = 80  # no name of a place is longer; what is longer is not looked up


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """One reading of a name: what it may name. For a demonym, the country of those it names."""

    name: str
    kind: Kind
    country_code: str | None
    admin: str | None = None  # the first-level division, or the parent a user's table gives
    geoname_id: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    population: int = 0
    common: bool = False  # first of all a common word or a name of people, "Reading"; a short form, "Ind."
    capital: bool = False  # of its country

    @property
    def point(self) -> tuple[float, float] | None:
        """Latitude and longitude, where known."""
        return None if self.latitude is None or self.longitude is None else (self.latitude, self.longitude)

    def place(self) -> Place:
        """Return the place as a figure carries it."""
        of_division = self.kind == "demonym" and self.admin is not None  # "Texans"
        precision = PRECISIONS["admin1" if of_division else self.kind]
        return Place(self.name, self.country_code, self.geoname_id, self.latitude, self.longitude, precision)


def name_key(name: str) -> str:
    """Fold a name to the key under which it is looked up: no case, accents, apostrophes or hyphens.

    >>> name_key("Al‑Ḥasakah"), name_key("U.S."), name_key("Dar'a")
    ('al hasakah', 'us', 'dara')
    """
    plain = unicodedata.normalize("NFKD", name.translate(DROPPED))
    return " ".join("".join(sign for sign in plain if not unicodedata.combining(sign)).casefold().split())


class Gazetteer:
    """Looks names up; holds nothing in memory but the index and the blocks last used."""

    def __init__(self, payload: bytes, added: dict[str, tuple[NamedPlace, ...]]) -> None:
        """Take the bytes of the compact file and the places a user's table adds."""
        self._payload, self._added = payload, added
        size = int.from_bytes(payload[:4], "big")
        self._firsts, self._offsets = _read_index(zlib.decompress(payload[4 : 4 + size]).decode(), 4 + size)
        self._block = lru_cache(maxsize=BLOCKS)(self._read_block)
        self._named = lru_cache(maxsize=NAMES)(self._look_up)

    def named(self, name: str) -> tuple[NamedPlace, ...]:
        """Return what `name` may name, the most populous first; nothing for a name unknown.

        >>> [each.name for each in load_gazetteer(None).named("Britain")]
        ['United Kingdom']
        """
        return self._named(name) if len(name) <= LONGEST else ()

    def _look_up(self, name: str) -> tuple[NamedPlace, ...]:
        key = name_key(name)
        if key in self._added:
            return self._added[key]
        block = self._block(bisect_right(self._firsts, key) - 1)
        rows = []
        start = block.find(f"\n{key}\t")
        while start >= 0 and block.startswith(f"{key}\t", start + 1):
            end = block.index("\n", start + 1)
            rows.append(_read_row(block[start + len(key) + 2 : end]))
            start = end
        return tuple(rows)

    def _read_block(self, number: int) -> str:
        packed = self._payload[self._offsets[max(0, number)] : self._offsets[max(0, number) + 1]]
        return f"\n{zlib.decompress(packed).decode()}\n"


@cache
def load_gazetteer(user_table: Path | None) -> Gazetteer:
    """Load the gazetteer that ships with onrecord, with the places of a user's own table added."""
    payload = files("onrecord").joinpath("data", "places.bin").read_bytes()
    return Gazetteer(payload, {} if user_table is None else _read_user_table(user_table))


def _read_index(text: str, start: int) -> tuple[list[str], list[int]]:
    firsts, offsets = [], [start]
    for line in text.split("\n"):
        size, _, first = line.partition("\t")
        firsts.append(first)
        offsets.append(offsets[-1] + int(size))
    return firsts, offsets


def _read_row(row: str) -> NamedPlace:
    name, kind, country, admin, number, latitude, longitude, population, marks = row.split("\t")
    return NamedPlace(
        name,
        KINDS[int(kind)],
        country or None,
        admin or None,
        int(number) if number else None,
        float(latitude) if latitude else None,
        float(longitude) if longitude else None,
        int(population or 0),
        COMMON in marks,
        CAPITAL in marks,
    )


def _read_user_table(path: Path) -> dict[str, tuple[NamedPlace, ...]]:
    added: dict[str, tuple[NamedPlace, ...]] = {}
    for number, row in enumerate(load_user_table(path), start=1):
        place = _read_user_row(row, f"{path}, place {number}")
        own = () if place.kind == "demonym" else (place.name,)  # its name is that of the country
        for name in (*own, *row.get("alternates", "").split("|")):
            if key := name_key(name):
                added[key] = (*added.get(key, ()), place)
    return added


def _read_user_row(row: Row, where: str) -> NamedPlace:
    kind = row.get("kind") or "city"
    if not row.get("name") or kind not in KINDS:
        raise TableError(
            where,
            problem=f"a place needs a name and a kind, not {row.get('name', '')!r} and {kind!r}",
            remedy="fill the columns name and kind; a kind is country, admin1, admin2, city, region or demonym",
        )
    try:
        latitude, longitude = (float(row[each]) if row.get(each) else None for each in ("latitude", "longitude"))
    except ValueError as error:
        raise TableError(
            where, problem=f"{error}", remedy="give coordinates as decimal degrees, such as 35.3"
        ) from error
    # A user lists a place because it matters there, so it wins against its namesakes.
    return NamedPlace(
        row["name"], kind, row.get("country_code") or None, row.get("parent") or None, None, latitude, longitude, 10**7
    )
