"""Datelines: where a text was filed, and the agency that filed it, as its first paragraph begins."""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.articles.dates import find_dates
from onrecord.articles.names import cased
from onrecord.articles.words import word_set

REACH = 140
PLACE = r"[^\W\d_][\w.’'’-]*(?:[ -](?:of|the|de|del|la|le|el|al|al-[A-Z]\w+|sur|am|an der|[A-ZÀ-ÞА-Я][\w.’'’-]*)){0,4}"
DASH = r"(?:\s*[–—]+\s*|\s*--\s*|\s+-\s+|\s*-\s+|:\s+|\.\s*[–—-]+\s*)"
DATELINE = re.compile(
    rf"[“\"(\[]?(?P<place>{PLACE})(?P<region>,\s*{PLACE})?"
    r"(?P<date>[,\s]\s*(?:\w{3,9}\.?\s+\d{1,2}|\d{1,2}\s+\w{3,9})(?:,?\s+\d{4})?)?\.?"
    r"(?:\s*(?P<agency>\([^()]{2,40}\)|/[^/]{2,40}/|\[[^\[\]]{2,40}\]))?"
    rf"(?P<dash>\.?{DASH}|\.\s+)(?=[^\Wa-zà-þ_]|[“\"‘'«(\[$€£])"
)


@dataclass(frozen=True, slots=True)
class Dateline:
    """Where a text was filed, when and by whom, as printed at its beginning."""

    place: str
    agency: str | None
    length: int


def read_dateline(words: str) -> Dateline | None:
    """Read the dateline at the beginning of a paragraph, or return None where there is none.

    >>> read_dateline("KYIV, Dec 24 (Reuters) - Farmers have ended").place, read_dateline("GAZA – Six people").place
    ('Kyiv', 'Gaza')
    >>> read_dateline("Mr Novak – a farmer – said")
    """
    found = DATELINE.match(words[:REACH])
    if found is None or not _is_certain(found):
        return None
    agency = found["agency"]
    return Dateline(_place(found["place"]), agency.strip("()/[] ") if agency else None, found.end())


def _place(printed: str) -> str:
    """Write a place as one writes it, where the page prints it in capitals."""
    if printed != printed.upper():
        return printed
    return cased(printed) if " " in printed else printed.capitalize() if len(printed) > 2 else printed


def _is_certain(found: re.Match[str]) -> bool:
    """Capitals, an agency or a date make a dateline; a colon or a full stop alone needs two of them."""
    capitals = (
        found["place"] == found["place"].upper()
        and found["place"] != found["place"].lower()
        and len(found["place"]) > 2
    )
    marks = capitals + bool(found["agency"]) + bool(found["date"] and (find_dates(found["date"]) != ()))
    if found["place"].lower() in word_set("no_places"):
        return False
    if found["date"] and not find_dates(found["date"]):
        return False
    dash = found["dash"].strip()
    needed = 2 if dash.strip(".") in {"", ":"} else 1
    return marks >= needed and not (dash == ":" and not found["agency"])
