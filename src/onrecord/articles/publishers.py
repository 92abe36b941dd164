"""Publishers: who publishes a page, where no credit line says so but its clutter does."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import TYPE_CHECKING

from onrecord.articles.names import cased, is_name, is_outlet
from onrecord.articles.words import phrases
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.articles.layout import Look

SPECIES = re.compile(r"\s+(?:(?:state |national |official |central )?news agency|online|news network)$", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20|21)\d\d(?:\s*[-–]\s*(?:(?:19|20|21)\d\d|\d\d))?\b")
SOCIAL = re.compile(
    r"\s+(?:on\s+)?(?:telegram|twitter|facebook|youtube|whatsapp|instagram|tiktok|x|threads|linkedin)\b.*$",
    re.IGNORECASE,
)
MASTHEAD_LINES = 14
LONGEST_CLUTTER, LONGEST_MASTHEAD, LONGEST_BARE = 300, 90, 50
ENOUGH = 2  # of the weights of tables/publishers.tsv


def find_publisher(before: Sequence[Look], between: Sequence[Look], after: Sequence[Look]) -> str | None:
    """Find the name that most of a page's clutter agrees on.

    `before` lies above the headline, `between` under it, `after` below the text.
    """
    votes: Counter[str] = Counter()
    names: dict[str, list[str]] = {}
    for name, weight in (*_masthead(before), *_bare_names(between), *_told(before), *_told(between), *_told(after)):
        votes[_key(name)] += weight
        names.setdefault(_key(name), []).append(name)
    if not votes:
        return None
    # A longer form of a name ("Quay Radio Tarsis") speaks for the shorter one too.
    summed = {key: sum(votes[other] for other in votes if set(key.split()) <= set(other.split())) for key in votes}
    best = max(summed, key=lambda key: summed[key])
    return _spelled(names[best]) if summed[best] >= ENOUGH else None


def tidy_outlet(name: str) -> str | None:
    """Return an outlet's name without its legal form and the place where it is followed.

    >>> tidy_outlet("Quay Media Ltd."), tidy_outlet("Al-Tarsis Telegram"), tidy_outlet("us")
    ('Quay', 'Al-Tarsis', None)
    """
    bare = SOCIAL.sub("", YEAR.sub("", name)).strip(" ,.;:|-–—©()[]")
    bare = phrases("legal", r"(?:,?\s+{}\.?)+$").sub("", bare).strip(" ,.;:|-–—©")
    if not bare or "/" in bare or phrases("no_outlet").fullmatch(bare) or not is_name(bare):
        return None
    return cased(bare)


def _key(name: str) -> str:
    return " ".join(word for word in re.findall(r"\w+", name.casefold()) if word != "the")


def _spelled(names: Sequence[str]) -> str:
    """Of the spellings of one name, prefer the one printed most; "The" in front wins a tie."""
    counted = Counter(names)
    return max(counted, key=lambda name: (counted[name], name.lower().startswith("the "), -names.index(name)))


@cache
def _credits() -> tuple[tuple[re.Pattern[str], int], ...]:
    rows = load_table("onrecord.articles", "publishers.tsv")
    return tuple(
        (re.compile(row["pattern"].replace("NAME", r"(?P<name>.{2,60}?)"), re.IGNORECASE), int(row["weight"]))
        for row in rows
    )


def _told(looks: Sequence[Look]) -> Iterator[tuple[str, int]]:
    """Yield the names that lines of clutter give, by the table of what such lines say."""
    for look in looks:
        if len(look.line) > LONGEST_CLUTTER:
            continue
        for pattern, weight in _credits():
            found = pattern.match(look.words)
            name = tidy_outlet(found["name"]) if found else None
            if name is not None:
                yield name, weight
                break


def _masthead(looks: Sequence[Look]) -> Iterator[tuple[str, int]]:
    """Yield the names that stand alone at the head of a page; the more they look like an outlet's the better."""
    for place, look in enumerate(looks[:MASTHEAD_LINES]):
        first = re.split(r"\s+[|–—-]\s+|\s*\|\s*", look.words)[0]
        if look.kind != "title" or len(look.words) > LONGEST_MASTHEAD:
            continue
        name = tidy_outlet(SPECIES.sub("", first) if first.upper() == first else first)
        if name is not None and len(name.split()) <= 5:
            outlet = is_outlet(first)
            yield name, 3 if outlet and place < 4 else 2 if outlet or (place == 0 and len(name.split()) > 1) else 1


def _bare_names(looks: Sequence[Look]) -> Iterator[tuple[str, int]]:
    for look in looks:
        if look.kind == "title" and len(look.words) <= LONGEST_BARE and is_outlet(look.words):
            name = tidy_outlet(look.words)
            if name is not None:
                yield name, 3
