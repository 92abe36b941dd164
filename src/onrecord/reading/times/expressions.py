"""The time expressions of sentences: found by the one pattern, read by its row's reader, joined where they are one."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import load_lexicon
from onrecord.reading.times.anchor import Anchor, TimeExpression, Told
from onrecord.reading.times.pairs import with_days, with_periods
from onrecord.reading.times.readers import READERS
from onrecord.reading.times.timex import as_day, days_of, quarter_of
from onrecord.reading.times.words import Words, beginnings, patterns
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

AGE_ASIDE = re.compile(r"(?<=[a-z]),[ ](\d{1,2})(?=,(?!\d))|(?<=[a-z][ ])\((\d{1,2})\)")
RELATION = re.compile(
    r"\b(?:(since)(?: [\w’'-]+){0,12} (?:on|in)|(since|until|till|through|by|as of|between|from|before|after|following"
    r"|comparing|compared|to|with)(?: the)?) $",
    re.IGNORECASE,
)
FOLDED = str.maketrans({"’": "'", "‘": "'", "‑": "-", "‐": "-"})


def read_times(text: str, span: Span, anchor: Anchor) -> list[TimeExpression]:
    """Return the times within `span`, in order; two that make one period are one.

    >>> words = "Two hospitals were hit between July and 3 October 2016, and again on Friday."
    >>> [(each.start, each.end) for each in read_times(words, Span(0, 76), Anchor("2016-10-10"))]
    [('2016-07', '2016-10-03'), ('2016-10-07', '2016-10-07')]
    """
    return with_periods(text, read_timexes(text, span, anchor))


def read_timexes(text: str, span: Span, anchor: Anchor) -> list[TimeExpression]:
    """Return the time expressions within `span` as TimeML cuts them, and the ages, whose numbers are no quantities.

    >>> words = "It has been shut since 9 a.m. on Sunday, for two days."
    >>> [(each.type, each.value) for each in read_timexes(words, Span(0, len(words)), Anchor("2016-10-11"))]
    [('time', '2016-10-09T09:00'), ('duration', 'P2D')]
    """
    printed = span.words(text)
    found = list(_found(printed, folded(printed), span.start, anchor))
    taken = {each.span.start for each in found}
    found += [each for each in _ages(printed, span.start) if each.span.start not in taken]
    return with_days(text, sorted(found, key=lambda each: each.span))


def _ages(printed: str, offset: int) -> Iterator[TimeExpression]:
    """Yield the bare ages of "Mira Solan, 34, and" and "Ilan Varr (34)"."""
    for match in AGE_ASIDE.finditer(printed):
        at = match.lastindex or 0
        yield TimeExpression(Span(offset + match.start(at), offset + match.end(at)), "", "age")


def read_all_times(text: str, spans: Iterable[Span], anchor: Anchor) -> Iterator[list[TimeExpression]]:
    """Yield the times of each sentence, as `read_times` cuts them."""
    return (with_periods(text, found) for found in read_all_timexes(text, spans, anchor))


def read_all_timexes(text: str, spans: Iterable[Span], anchor: Anchor) -> Iterator[list[TimeExpression]]:
    """Yield the time expressions of each sentence; each sentence knows what those before it have named."""
    for span in spans:
        found = read_timexes(text, span, anchor)
        yield found
        low = folded(span.words(text))
        told = [each for each in found if not _is_reporting(low, each, span.start)]
        anchor = _having_named(anchor, told or found)


def folded(printed: str) -> str:
    """Write words small with straight apostrophes and hyphens, letter by letter, so that places stay what they are.

    >>> folded("Sunday’s")
    "sunday's"
    """
    low = printed.lower()
    if len(low) != len(printed):
        low = "".join(sign.lower() if len(sign.lower()) == 1 else sign for sign in printed)
    return low.translate(FOLDED)


def _found(printed: str, low: str, offset: int, anchor: Anchor) -> Iterator[TimeExpression]:
    pattern, names = patterns()
    end = 0
    for at in beginnings(low):
        match = pattern.match(low, at) if at >= end else None
        if match is None:
            continue
        words = Words(match, match.lastgroup or "", low, printed)
        told = READERS[names[words.group]](words, anchor)
        if told:
            found = _expression(words, told, offset, end)
            yield found
            anchor = anchor if _is_reporting(low, found, offset) else _having_named(anchor, [found])
            end = found.span.end - offset


def _is_reporting(low: str, each: TimeExpression, offset: int) -> bool:
    """Answer whether a day is when something was said, "said on Sunday": what comes "later" counts from another."""
    if as_day(each.value) is None:
        return False
    at = each.span.start - offset
    words = low[max(0, at - 30) : at].split()
    told = words[-2:-1] if words[-1:] in (["on"], ["late"], ["early"]) else words[-1:]
    return any(cue.form == "past" and not cue.particle for word in told for cue in load_lexicon().cues.get(word, ()))


def _having_named(anchor: Anchor, found: Sequence[TimeExpression]) -> Anchor:
    """Return the anchor for what follows the times of a sentence."""
    for each in found:
        if each.names_time and each.value and each.type != "duration":
            anchor = replace(anchor, named=each.value, quarter=_quarter(anchor, each))
    return anchor


def _quarter(anchor: Anchor, each: TimeExpression) -> str | None:
    """Return the quarter that is spoken of: the latest that has begun; an earlier one is only compared with."""
    named = each.value or ""
    over = anchor.day is None or named < quarter_of(anchor.day)
    if "-Q" not in named or each.role != "when" or not over:
        return anchor.quarter
    return max(named, anchor.quarter or "")


def _expression(words: Words, told: Told, offset: int, floor: int) -> TimeExpression:
    """Put together what a reader told with the words around the match."""
    start = _without_preposition(words)
    start, mod = _with_modifier(words.text, start, floor, told)
    end, mod = _with_ending(words.text, words.match.end(), told, mod)
    first, last = told.period or days_of(told.value)
    before = RELATION.search(words.text, max(0, start - 120), start)
    relation = (before[1] or before[2]).lower() if before else ""
    span = Span(offset + start, offset + end)
    return TimeExpression(span, told.type, told.role, told.value, mod, first, last, relation)


def _without_preposition(words: Words) -> int:
    """Return where the time begins; "for" of "for years" and "over" of "over the weekend" are not of it."""
    for name in ("before", "over", "the_"):
        if words[name]:
            end = words.end(name)
            return end + len(words.text[end:]) - len(words.text[end:].lstrip())
    return words.match.start()


@cache
def _modifiers() -> tuple[re.Pattern[str], re.Pattern[str], dict[str, tuple[str, str]]]:
    rows = load_table("onrecord.reading", "time_mods.tsv")
    before, after = (
        "|".join(
            re.escape(row["words"]).replace(r"\ ", r"\s+")
            for row in sorted(rows, key=lambda row: -len(row["words"]))
            if row["side"] == side
        )
        for side in ("before", "after")
    )
    told = {row["words"]: (row["mod"], row["of"]) for row in rows}
    return re.compile(rf"(?<!\w)({before})[ -]$"), re.compile(rf"\s({after})\b"), told


def _with_modifier(text: str, start: int, floor: int, told: Told) -> tuple[int, str]:
    """Take "early", "the end of", "at least" before a time into it."""
    if told.role in {"age", "ordinal", "idiom", "ref"}:
        return start, told.mod
    before, _, rows = _modifiers()
    match = before.search(text, max(floor, start - 24), start)
    if match is None:
        return start, told.mod
    mod, kind = rows[" ".join(match[1].split())]
    counts = text[start].isdigit() or told.type == "duration" or told.role == "ago"
    dated = told.type in {"date", "time"} and (kind == "date" or any(map(str.isdigit, text[start : start + 9])))
    counts = counts and not text.startswith("the", start)
    if not (counts and kind != "date") and not (dated and kind != "amount"):
        return start, told.mod
    return match.start(1), told.mod or mod


def _with_ending(text: str, end: int, told: Told, mod: str) -> tuple[int, str]:
    """Take "or so", "or later" after a time into it."""
    if told.role in {"age", "ordinal", "idiom", "ref"}:
        return end, mod
    _, after, rows = _modifiers()
    match = after.match(text, end)
    return (match.end(), mod or rows[" ".join(match[1].split())][0]) if match else (end, mod)
