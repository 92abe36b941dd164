"""Details: what an article's credit lines, its first words and its surroundings say of who, when and where."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.articles.datelines import read_dateline
from onrecord.articles.dates import find_dates
from onrecord.articles.layout import icon_section
from onrecord.articles.names import bare_authors, find_agency, is_name
from onrecord.articles.publishers import find_publisher
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.bodies import Window
    from onrecord.articles.credits import Credit
    from onrecord.articles.layout import Look

# Lines above a headline in which its date and authors may stand.
ABOVE = 6
# Lines above and below an article in which its publisher and section may be named.
NEAR = 200
LONGEST_BREADCRUMB = 100
SIGNATURE = 3  # lines that may stand between the text and the end of the page
LEADING = 80
WHOLE_DAY = len("2031-03-04")

BEFORE_DATE = re.compile(r"(?:(?:date of publication|published(?: on)?|posted(?: on)?)\s*:?\s*)?", re.IGNORECASE)
STEP = re.compile(r"\s*[>»›/]\s*")
HOME = re.compile(r"(?:home(?: ?page)?|start|front page|you are here|index|main)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Details:
    """What the page prints about one article."""

    publisher: str | None
    author: tuple[str, ...]
    section: str | None
    dateline: str | None
    date_published: str | None


def read_details(window: Window, paragraphs: Sequence[str], after: int, *, alone: bool) -> Details:
    """Read the details of an article; `after` is the first line behind it, `alone` whether the page is all its own."""
    looks, opening = window.looks, window.opening
    title = opening.zone if opening.headline is None else opening.headline
    near = looks[max(opening.zone, title - NEAR) : title]
    head = looks[title : window.first]
    tail = looks[after : min(window.stop, after + NEAR)] if alone else ()
    publisher = _publisher(head) or find_publisher(near, head[1:], tail)
    dateline = read_dateline(paragraphs[0])
    authors = _authors(head, near[-ABOVE:], publisher)
    return Details(
        publisher=publisher,
        author=authors or find_agency(paragraphs[-1], [look.words for look in _agency_lines(window, after)]),
        section=_section((*near, *head)),
        dateline=None if dateline is None else dateline.place,
        date_published=_date((*head, *reversed(near[-ABOVE:])), paragraphs[0]) or _signed(tail),
    )


def _agency_lines(window: Window, after: int) -> list[Look]:
    """Return the lines at the end of an article that may name its agencies."""
    around = window.looks[max(window.first, after - 2) : min(window.stop, after + 1)]
    return [look for look in around if look.clutter == "credit"]


def _credits(looks: Sequence[Look]) -> list[Credit]:
    return [look.credit for look in looks if look.credit is not None]


def _publisher(head: Sequence[Look]) -> str | None:
    return next((credit.publisher for credit in _credits(head) if credit.publisher), None)


def _authors(head: Sequence[Look], above: Sequence[Look], publisher: str | None) -> tuple[str, ...]:
    """Read the authors from the byline, else from names without "By" under the headline."""
    named = next((credit.author for credit in (*_credits(head), *_credits(above)) if credit.author), ())
    printed = (bare_authors(look.words) for look in head[1:] if look.kind == "title")
    return named or next((names for names in printed if names and publisher not in names), ())


def _date(looks: Sequence[Look], paragraph: str) -> str | None:
    """Return the first date of the credit lines, else the one that the text begins with."""
    return next((credit.date for credit in _credits(looks) if credit.date), None) or _leading_date(paragraph)


def _signed(tail: Sequence[Look]) -> str | None:
    """Return the date with which a page ends, as bulletins do: "Ministry of Health / 17 June 2031"."""
    if not 0 < len(tail) <= SIGNATURE:
        return None
    found = find_dates(tail[-1].words)
    alone = len(found) == 1 and found[0].span == Span(0, len(tail[-1].words))
    return found[0].value if alone and found[0].value and len(found[0].value) >= WHOLE_DAY else None


def _leading_date(paragraph: str) -> str | None:
    found = next(iter(find_dates(paragraph[:LEADING])), None)
    if found is None or found.value is None or BEFORE_DATE.fullmatch(paragraph[: found.span.start]) is None:
        return None
    return found.value if len(found.value) >= WHOLE_DAY else None


def _section(looks: Sequence[Look]) -> str | None:
    """Read the section beside an icon, or the last step of the path that leads to the page."""
    marked = icon_section(looks)
    return marked or next((step for step in map(_last_step, reversed(looks)) if step), None)


def _last_step(look: Look) -> str | None:
    steps = [step for step in STEP.split(look.words) if step]
    if look.kind not in {"title", "clutter"} or len(steps) < 2 or len(look.words) > LONGEST_BREADCRUMB:
        return None
    return (
        next((step for step in reversed(steps) if HOME.fullmatch(step) is None), None)
        if all(map(is_name, steps))
        else None
    )
