"""Asking: what the address of a page asks for, read with care, since anyone may type anything there."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, TypeVar, get_args
from urllib.parse import urlencode

from onrecord.errors import OnrecordError
from onrecord.ledger import Filters
from onrecord.types import MEASURES, STANCES, ClaimKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Entry = TypeVar("Entry")

LONGEST = 400  # characters of one answer in an address; no name in any ledger is longer
FARTHEST = 100_000  # pages
CHOICES: dict[str, tuple[str, ...]] = {"kind": get_args(ClaimKind), "measure": MEASURES, "stance": STANCES}
DATES = frozenset({"since", "until"})
FIELDS = tuple(field.name for field in fields(Filters))
_DATE = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?")


class QueryError(OnrecordError):
    """An address that asks for something that no page can answer."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Which page of a list is asked for."""

    page: int
    size: int

    @property
    def offset(self) -> int:
        """How many entries lie before this page."""
        return (self.page - 1) * self.size

    def of(self, entries: Sequence[Entry]) -> Sequence[Entry]:
        """Return the entries of this page."""
        return entries[self.offset : self.offset + self.size]

    def last(self, total: int) -> int:
        """Return the number of the last page when there are `total` entries."""
        return max(1, -(-total // self.size))


def read_filters(asked: Mapping[str, str]) -> Filters:
    """Read the filters out of an address.

    >>> read_filters({"measure": "killed", "place": " Lesmar "}).place
    'Lesmar'
    """
    told = {name: _answer(name, asked.get(name, "")) for name in FIELDS}
    return Filters(**{name: value for name, value in told.items() if value})  # type: ignore[arg-type]  # _answer checked the words


def read_words(asked: Mapping[str, str], name: str = "q") -> str:
    """Read free words out of an address, no longer than anyone would type."""
    return asked.get(name, "").strip()[:LONGEST]


def read_paging(asked: Mapping[str, str], size: int) -> Paging:
    """Read the page number out of an address.

    >>> read_paging({"page": "3"}, 20).offset
    40
    """
    told = asked.get("page") or "1"
    if not re.fullmatch(r"[0-9]{1,6}", told) or not 1 <= int(told) <= FARTHEST:
        raise QueryError("page", problem=f"there is no page “{told[:20]}”", remedy="give a number from 1 up")
    return Paging(int(told), size)


def address(path: str, asked: Mapping[str, object] | None = None, **changes: object) -> str:
    """Write an address with what is asked, changed by `changes`; empty answers are left out.

    >>> address("/search", {"q": "dam", "page": 3}, page=4, kind=None)
    '/search?q=dam&page=4'
    """
    told = {name: value for name, value in {**(asked or {}), **changes}.items() if value not in (None, "")}
    return f"{path}?{urlencode(told, errors='replace')}" if told else path


def filters_asked(filters: Filters) -> dict[str, str]:
    """Return the filters that narrow something, by name."""
    told = {name: getattr(filters, name) for name in FIELDS}
    return {name: value for name, value in told.items() if value is not None}


def _answer(name: str, value: str) -> str:
    value = value.strip()[:LONGEST]
    if value and name in CHOICES and value not in CHOICES[name]:
        known = ", ".join(CHOICES[name])
        raise QueryError(name, problem=f"there is no {name} “{value[:40]}”", remedy=f"choose one of {known}")
    if value and name in DATES and not _DATE.fullmatch(value):
        raise QueryError(name, problem=f"“{value[:40]}” is no date", remedy="write it as 2031, 2031-11 or 2031-11-07")
    return value
