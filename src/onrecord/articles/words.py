"""The sets of words and phrases that rules ask for; they are kept in tables."""

from __future__ import annotations

import re
from functools import cache

from onrecord.tables import load_table


@cache
def word_set(name: str) -> frozenset[str]:
    """Return the words of the set that `tables/words.tsv` calls `name`.

    >>> "telegram" in word_set("sharing")
    True
    """
    rows = load_table("onrecord.articles", "words.tsv")
    return frozenset(word for row in rows if row["set"] == name for word in row["words"].split())


@cache
def phrases(name: str, template: str = "{}") -> re.Pattern[str]:
    r"""Compile the phrases of the set that `tables/phrases.tsv` calls `name`, in the middle of a `template`.

    >>> bool(phrases("updated", r"\b{}\b").search("Last updated at noon"))
    True
    """
    rows = load_table("onrecord.articles", "phrases.tsv")
    alternatives = "|".join(row["pattern"] for row in rows if row["set"] == name)
    return re.compile(template.replace("{}", f"(?:{alternatives})"), re.IGNORECASE)
