"""Marks that saving tools leave in a page: when and from where it was captured."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

# The marks stand in a comment at the very beginning (browsers, SingleFile) or at the very end (Wayback Machine).
WHERE = 4000

SAVED_FROM = re.compile(r"<!-- saved from url=(?:\(\d{4}\))?(\S+) -->")
SINGLEFILE_URL = re.compile(r"Page saved with SingleFile\s+url:\s*(\S+)")
SINGLEFILE_DATE = re.compile(r"saved date:\s*\w{3} (\w{3} \d{2} \d{4} \d{2}:\d{2}:\d{2} GMT[+-]\d{4})")
WAYBACK = re.compile(r"FILE ARCHIVED ON (\d{1,2}:\d{2}:\d{2} \w{3} \d{1,2}, \d{4}) AND RETRIEVED")


@dataclass(frozen=True, slots=True)
class Marks:
    """What a saving tool wrote into the page."""

    target_uri: str | None = None
    captured_at: str | None = None


def find_capture_marks(page: str) -> Marks:
    """Find when and from where a page was saved, as far as the tool that saved it says.

    >>> find_capture_marks("<!-- saved from url=(0026)https://quay.example/rain/ --><html>").target_uri
    'https://quay.example/rain/'
    """
    told = page[:WHERE] + page[-WHERE:]
    address = SAVED_FROM.search(told) or SINGLEFILE_URL.search(told)
    return Marks(None if address is None else address[1], _captured_at(told))


def _captured_at(told: str) -> str | None:
    singlefile, wayback = SINGLEFILE_DATE.search(told), WAYBACK.search(told)
    try:
        if singlefile is not None:
            return datetime.strptime(singlefile[1], "%b %d %Y %H:%M:%S GMT%z").isoformat()
        if wayback is not None:
            return datetime.strptime(wayback[1], "%H:%M:%S %b %d, %Y").replace(tzinfo=UTC).isoformat()
    except ValueError:
        return None
    return None
