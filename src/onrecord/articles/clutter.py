"""Clutter: what a line says about itself, told by tables of the words that sites print around their texts."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, get_args

from onrecord.articles.words import word_set
from onrecord.tables import load_table

# The kinds of tables/clutter.tsv, where they are explained; icons: ligatures glued to words; nav: a menu.
Clutter = Literal["line", "box", "caption", "end", "credit", "teaser", "icons", "nav"]
TOLD_BY_TABLE: tuple[Clutter, ...] = ("end", "box", "line", "caption", "credit", "teaser")

# A line longer than this is text, whatever it begins with.
LONGEST = 360

SEPARATORS = re.compile(r"\s*[|·•●/>»›\t]\s*|\s{2,}|\]\s*\[?|\[")
COUNTS = re.compile(r"[\d.,]+\s?[kKmM]?")
ICON = re.compile(r"(?<![a-z_])([a-z]+(?:_[a-z]+)+|[a-z]{3,14})(?=[A-Z0-9“\"]|\s|$)")
BULLET = re.compile(r"(?:[•●▪◦*‣]|[-–—]\s|\(?\d{1,2}[.)]\s|[a-z]\)\s)")


def find_clutter(words: str) -> Clutter | None:
    """Tell what kind of clutter a line is by itself, or None where it may belong to an article.

    >>> find_clutter("Please Wait..."), find_clutter("folder_openIraq access_time3 months ago")
    ('line', 'icons')
    >>> find_clutter("Rain fell.")
    """
    if len(words) > LONGEST:
        return None
    told = next((kind for kind in TOLD_BY_TABLE if _patterns()[kind].fullmatch(words)), None)
    if told is not None:
        return told
    if find_icons(words):
        return "icons"
    return "nav" if _is_menu(words) or _is_all_sharing(words) or _is_symbols(words) else None


def find_icons(words: str) -> tuple[tuple[str, str], ...]:
    """Return the icons of a line, each with the words glued to it; empty where the line does not begin with one.

    >>> find_icons("folder_openIraq access_time3 months ago")
    (('folder_open', 'Iraq'), ('access_time', '3 months ago'))
    """
    if len(words) > LONGEST:
        return ()
    matches = [match for match in ICON.finditer(words) if _is_icon(match, words)]
    if not matches or matches[0].start() > 1:
        return ()
    ends = [match.start() for match in matches[1:]] + [len(words)]
    return tuple((match[1], words[match.end() : end].strip(" |·•,")) for match, end in zip(matches, ends, strict=True))


def icon_field(icon: str) -> str:
    """Return what the words beside an icon are: "section", "date", "author", or nothing."""
    return _icons().get(icon, "")


def is_bullet(words: str) -> bool:
    """Answer whether a line is an item of a list."""
    return BULLET.match(words) is not None


def menu_items(words: str) -> tuple[str, ...]:
    """Return the parts of a line that signs or wide spaces keep apart."""
    return tuple(part for part in (part.strip(" :") for part in SEPARATORS.split(words)) if part)


@cache
def _patterns() -> dict[Clutter, re.Pattern[str]]:
    rows = load_table("onrecord.articles", "clutter.tsv")
    kinds: dict[Clutter, list[str]] = {kind: [] for kind in get_args(Clutter)}
    for row in rows:
        pattern = row["pattern"]
        kinds[row["kind"]].append(pattern[:-1] + ".*" if pattern.endswith("…") else pattern)  # type: ignore[index] # checked by a test
    return {
        kind: re.compile("|".join(f"(?:{each})" for each in told) or r"(?!)", re.IGNORECASE)
        for kind, told in kinds.items()
    }


@cache
def _icons() -> dict[str, str]:
    return {row["icon"]: row["field"] for row in load_table("onrecord.articles", "icons.tsv")}


def _is_icon(match: re.Match[str], words: str) -> bool:
    """An icon's name has an underscore, or is known and glued to what follows."""
    glued = words[match.end() : match.end() + 1] not in ("", " ")
    return "_" in match[1] if match[1] not in _icons() else glued or "_" in match[1]


def _is_menu(words: str) -> bool:
    """Three or more short items that signs or wide spaces keep apart, and no sentence."""
    items = menu_items(words)
    if len(items) < 3 or words[-1] in '.!?”"' or len(items) * 4 < len(words.split()):
        return False
    return max(len(item.split()) for item in items) <= 5


def _is_all_sharing(words: str) -> bool:
    told = [word.strip(".,:;|()+@").lower() for word in words.split()]
    told = [word for word in told if word and not COUNTS.fullmatch(word)]
    return bool(told) and word_set("sharing").issuperset(told) and not word_set("surely_sharing").isdisjoint(told)


def _is_symbols(words: str) -> bool:
    """Rules, arrows, tickers: more signs and digits than letters."""
    letters = sum(map(str.isalpha, words))
    return letters * 2 < len(words.replace(" ", ""))
