"""Wording: claims, dates and counts in words fit for a page. Nothing here says that a claim is true."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from onrecord.amounts import amount_in_words
from onrecord.tables import Row, load_table

if TYPE_CHECKING:
    from onrecord.types import Claim, Figure, Observation, Period, Series

UNNAMED = "an unnamed publisher"
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Units that stand beside the number even where a subject is counted.
_PERCENT = frozenset({"percent", "percentage points"})
SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_LARGE = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3}){2,5}(?![\d.])")
_CURRENCY = re.compile(r"[A-Z]{3}")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}:\d{2}).*)?)?)?")
# Characters that change how the words around them are drawn; a page shows that they are there.
_UNSEEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}")


@cache
def wording(table: str) -> dict[str, Row]:
    """Load a table of this room's words, its rows by their first column."""
    return {next(iter(row.values())): row for row in load_table("onrecord.web", f"{table}.tsv")}


def shown(value: object) -> object:
    """Make control characters and overrides of the writing direction visible; the rest stays as printed.

    >>> shown("31\u202e42")
    '31[U+202E]42'
    """
    if type(value) is not str:  # a number, or markup of our own
        return value
    return _UNSEEN.sub(lambda found: f"[U+{ord(found[0]):04X}]", value)


def said(measure: str) -> str:
    """Write one of the contract's words as words.

    >>> said("troops_deployed")
    'troops deployed'
    """
    return measure.replace("_", " ")


def lead(claim: Claim) -> str:
    """Say on whose word a claim rests, and in which stance.

    >>> from onrecord.spans import Span
    >>> from onrecord.types import Claim, Step
    >>> lead(Claim("c", "a", "figure", Span(0, 1), None, None, (Step("Istrapress", "publisher"),), "asserted"))
    'According to Istrapress, in its own voice'
    >>> unnamed_outlet = (Step("Coast guard", "organization", Span(0, 1)),)
    >>> lead(Claim("c", "a", "statement", Span(0, 1), None, None, unnamed_outlet, "denied"))
    'Denied by Coast guard'
    """
    told = wording("stances")[claim.stance]["lead"].format(claim.origin or UNNAMED)
    return f"{told}, in its own voice" if claim.own_voice else told


def quantity(figure: Figure) -> str:
    """Write a figure's amount with what is counted.

    >>> from onrecord.types import Figure
    >>> quantity(Figure(63, 63, "exactly", "people", "killed", "villagers"))
    '63 villagers'
    >>> quantity(Figure(4.5, 4.5, "about", "percent", "change", "prices"))
    'about 4.5 percent'
    """
    if is_unit(figure.unit):
        return amount(figure, figure.unit)
    counted = figure.subject or figure.unit
    return f"{amount(figure)} {counted}" if counted else amount(figure)


def measured(figure: Figure) -> str | None:
    """Say what happened to the counted; None where the quantity says all: a mere count, a sum of money."""
    return None if figure.measure in {"count", "money"} else said(figure.measure)


def counted_as(figure: Figure) -> str:
    """Say what a bare amount counts: its measure, or for a mere count what is counted.

    >>> from onrecord.types import Figure
    >>> counted_as(Figure(212, 212, "exactly", "people", "count", "passengers"))
    'passengers'
    """
    return measured(figure) or figure.subject or (None if is_unit(figure.unit) else figure.unit) or said(figure.measure)


def is_unit(unit: str | None) -> bool:
    """Answer whether `unit` is one that belongs to the number itself: a percentage or a currency."""
    return unit is not None and (unit in _PERCENT or bool(_CURRENCY.fullmatch(unit)))


def series_title(series: Series) -> str:
    """Name a series by what it counts.

    >>> from onrecord.types import Series
    >>> series_title(Series("s", "troops_deployed", "people", "soldiers", "Port Adran", (), 0))
    'Troops deployed: soldiers, Port Adran'
    """
    measure = said(series.measure).capitalize()
    about = [series.subject or (None if is_unit(series.unit) else series.unit), series.place]
    told = ", ".join(each for each in about if each)
    return f"{measure}: {told}" if told else measure


def day(value: str | None) -> str:
    """Write an ISO date as a page would, no more precise than it is.

    >>> day("2031-11-07"), day("2031-11"), day("2031"), day(None)
    ('7 November 2031', 'November 2031', '2031', 'undated')
    """
    if not value:
        return "undated"
    found = _ISO.fullmatch(value)
    if found is None or (found[2] and not 1 <= int(found[2]) <= 12):
        return value
    year, month, number, clock = found.groups()
    told = [str(int(number)) if number else "", MONTHS[int(month) - 1] if month else "", year]
    return " ".join(each for each in told if each) + (f", {clock}" if clock and clock != "00:00" else "")


def period(told: Period | None) -> str | None:
    """Write the time that a figure covers.

    >>> from onrecord.types import Period
    >>> period(Period("2031-11-06", "2031-11-09"))
    '6 November 2031 to 9 November 2031'
    """
    return None if told is None else stretch(told.start, told.end)


def stretch(start: str | None, end: str | None) -> str | None:
    """Write a stretch of time that may be open at either end."""
    if start == end or not (start and end):
        only = start or end
        words = {(True, False): "since ", (False, True): "until "}.get((bool(start), bool(end)), "")
        return None if only is None else words + day(only)
    return f"{day(start)} to {day(end)}"


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """Write a count with its noun.

    >>> counted(1, "story", "stories"), counted(2500, "origin")
    ('1 story', '2,500 origins')
    """
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def sentence(words: str) -> str:
    """Write a problem or a remedy as a sentence of its own.

    >>> sentence("check the path"), sentence("onrecord add PAGES makes one")
    ('Check the path.', 'onrecord add PAGES makes one.')
    """
    begun = words if words.startswith("onrecord") else words[:1].upper() + words[1:]
    return begun if begun.endswith((".", "!", "?")) else f"{begun}."


def said_words(claim: Claim, text: str) -> str:
    """Return how a statement's content begins, in the words of its page, without quotation marks around them."""
    begun = claim.attribution.content[:1] if claim.attribution else ()
    return (*begun, claim.span)[0].words(text).strip('"“”„«»,. \n')


def web_link(url: str | None) -> str | None:
    """Return `url` when it is one that a page may link to: http or https, with a host.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(url or "")
        fit = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    return url if fit and not _UNSEEN.search(url or "") else None


def language(value: str | None) -> str | None:
    """Return a language tag that may stand in a `lang` attribute, else None.

    >>> language("en-GB"), language('en" onclick="')
    ('en-GB', None)
    """
    return value if value and _LANGUAGE.fullmatch(value) else None


def path_to(kind: str, ident: str) -> str:
    """Return the address of the page about the record `ident`.

    >>> path_to("claims", "claim:8889cd")
    '/claims/claim:8889cd'
    """
    return f"/{kind}/{quote(ident, safe=':', errors='replace')}"


def amount(told: Figure | Observation, unit: str | None = None) -> str:
    """Write an amount with its comparator, and with its unit where that belongs to the number.

    >>> from onrecord.types import Figure
    >>> amount(Figure(1.2e9, None, "more_than", "EUR", "money", "budget"), "EUR")
    'more than 1.2 billion EUR'
    >>> amount(Figure(1_234_560_000, None, "at_least", "votes", "votes_for", None))
    'at least 1,234,560,000'
    """
    words = _LARGE.sub(_with_scale, amount_in_words(told))
    return f"{words} {unit}" if is_unit(unit) else words


def _with_scale(found: re.Match[str]) -> str:
    """Write a large round number with its scale word; one that is not round keeps its digits."""
    number = int(found[0].replace(",", ""))
    scale, word = next(each for each in SCALES if number >= each[0])
    return f"{number / scale:g} {word}" if number % (scale // 100) == 0 else found[0]


def file_name(path: str) -> str:
    """Return the last part of a path or address; the rest is about somebody's machine.

    >>> file_name("/home/ines/pages/dam.html"), file_name("https://example.org/")
    ('dam.html', 'https://example.org/')
    """
    return re.split(r"[/\\]", path)[-1] or path


def first_day(value: str) -> date | None:
    """Return the first day of an ISO date of any precision, None when it is none.

    >>> first_day("2031-11")
    datetime.date(2031, 11, 1)
    """
    found = _ISO.fullmatch(value)
    if found is None:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1))
    except ValueError:
        return None
