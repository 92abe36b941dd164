"""Openings: where the articles of a document begin, each with its headline and credit lines."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.articles.datelines import read_dateline
from onrecord.articles.names import bare_authors, is_name, is_outlet
from onrecord.articles.words import word_set

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.articles.layout import Look

# How far into a body the words of a headline are looked for, in lines and characters.
LINES_OF_BODY, OVERLAP_WORD = 30, 4
LONGEST_HEADLINE = 260
# A sentence no longer than this may be a headline or the line under it.
LONGEST_DECK = 240
LONGEST_CAPTION = 160
SHORTEST_TITLE = 3  # words
# Lines that may lie between a deck and the credit lines.
NEAR = 5
# A headline comes before its deck: the first of nearly equal candidates is taken.
NEARLY = 0.6
REPEATED = 1.5
# No page has more lines above its text.
LONGEST_HEAD = 400
# What comes before the first article is clutter if it is this much less text than the article.
SMALL_SHARE, SMALL_TEXT = 0.1, 400
LONG_PARAGRAPH = 120


@dataclass(frozen=True, slots=True)
class Opening:
    """The head of an article, as positions in the layout: `zone` up to `body` holds headline and credits."""

    zone: int
    headline: int | None
    body: int


def find_openings(looks: Sequence[Look], *, headlined: bool = False) -> tuple[Opening, ...]:
    """Find where articles begin; a page that is `headlined` is one article whose headline is its first line."""
    zones = tuple(_zones(looks))
    if not zones:
        return ()
    if headlined:
        return (Opening(0, 0, _body_after(looks, 0)),)
    first = _first(looks, zones)
    needed = 1 if first.headline is None else len(_parts(looks, first))
    later = (_opening(looks, start, body) for start, body in zones if start > first.body)
    return (first, *(opening for opening in later if opening is not None and is_begun(looks, opening, needed)))


def is_begun(looks: Sequence[Look], opening: Opening, needed: int = 1) -> bool:
    """Answer whether a headline within a text opens an article and is no subheading: the credit lines tell.

    `needed` is how many parts of a credit the first article of the document has: the others will not have one alone.
    """
    if opening.headline is None:
        return False
    parts = _parts(looks, opening)
    inside = [look.clutter for look in looks[opening.zone : opening.headline]]
    if needed > 1 or not {"end", "box"}.isdisjoint(inside):
        return len(parts) > 1
    return len(parts) > 1 or "author" in parts or ("date" in parts and len(looks[opening.headline].words.split()) > 3)


def _parts(looks: Sequence[Look], opening: Opening) -> set[str]:
    """Return which parts of a credit the lines under a headline hold."""
    assert opening.headline is not None  # noqa: S101 - asked only of openings with a headline
    return {part for look in looks[opening.headline : opening.body] if look.credit for part in look.credit.parts}


def _body_after(looks: Sequence[Look], headline: int) -> int:
    bodies = (
        place for place in range(headline + 1, len(looks)) if looks[place].kind == "prose" and not is_deck(looks, place)
    )
    return next(bodies, min(headline + 1, len(looks)))


def _zones(looks: Sequence[Look]) -> Iterator[tuple[int, int]]:
    """Yield the stretches without text, each as its beginning and the text line that ends it."""
    start = 0
    for place, look in enumerate(looks):
        if look.kind != "prose" or is_deck(looks, place):
            continue
        if start < place or place == 0:
            yield start, place
        start = place + 1


def is_deck(looks: Sequence[Look], place: int) -> bool:
    """Answer whether a sentence is a headline or stands between headline and credit lines."""
    look = looks[place]
    if look.kind != "prose" or len(look.line) > LONGEST_DECK:
        return False
    following = looks[place + 1 : place + 1 + NEAR]
    credit = next((number for number, each in enumerate(following) if each.credit is not None), None)
    if credit is None or any(each.kind == "prose" for each in following[:credit]):
        return False
    if any(_is_title(each) for each in following[:credit]):
        return False
    told = following[credit].credit
    if place == 0 or looks[place - 1].kind == "prose":
        return credit == 0 and told is not None and told.is_full
    return looks[place - 1].kind in {"title", "clutter"}


def _is_title(look: Look) -> bool:
    """Answer whether a line is a title of some words and not only a name."""
    return (
        look.kind == "title"
        and len(look.words.split()) > SHORTEST_TITLE
        and not bare_authors(look.words)
        and not (is_name(look.words) and is_outlet(look.words))
    )


def _first(looks: Sequence[Look], zones: Sequence[tuple[int, int]]) -> Opening:
    """Return the first opening; sentences of clutter before a head with credit lines do not open the document."""
    chosen = _plain(looks, 0, zones[0][1])
    for start, body in zones[1:]:
        opening = _opening(looks, start, body)
        if opening is None or not is_begun(looks, opening):
            continue
        before = sum(len(look.line) for look in looks[chosen.body : start] if look.kind == "prose")
        after = sum(len(look.line) for look in looks[body:] if look.kind == "prose")
        if before < min(SMALL_SHARE * after, SMALL_TEXT) and _clean(looks, chosen, start) < 2:
            chosen = Opening(0, opening.headline, body)
        break
    return chosen


def _clean(looks: Sequence[Look], opening: Opening, stop: int) -> int:
    """Count what speaks for a small text before the first credit lines being an article of its own."""
    credited = opening.headline is not None and bool(_parts(looks, opening))
    return 2 * credited + sum(
        look.kind == "prose" and len(look.line) > LONG_PARAGRAPH for look in looks[opening.body : stop]
    )


def _plain(looks: Sequence[Look], start: int, body: int) -> Opening:
    return Opening(start, _headline(looks, start, body), body)


def _opening(looks: Sequence[Look], start: int, body: int) -> Opening | None:
    """Read a stretch without text as the head of an article, if it has credit lines under a headline."""
    if not any(look.credit is not None for look in looks[start:body]):
        return None
    headline = _headline(looks, start, body)
    return None if headline is None else Opening(start, headline, body)


def _headline(looks: Sequence[Look], start: int, body: int) -> int | None:
    """Choose the headline among the titles before a body: repeated, sharing the body's words, first of equals."""
    told = _words_of_body(looks, body)
    start = max(start, body - LONGEST_HEAD)
    seen = Counter(look.line.letters for look in looks[start:body])
    scores = {
        place: _score(looks, place, body, told) + REPEATED * (seen[looks[place].line.letters] > 1)
        for place in range(start, body)
        if _may_be_headline(looks, place)
    }
    scores = _above_credit(looks, start, body, scores)
    if not scores:
        return None
    best = max(scores.values())
    chosen = next(place for place, score in scores.items() if score >= best - NEARLY)
    said = looks[chosen].line.letters
    again = [place for place in scores if looks[place].line.letters == said]
    last_credit = max((place for place in range(start, body) if looks[place].kind == "credit"), default=start)
    return max((place for place in again if place < last_credit), default=again[-1])


def _above_credit(looks: Sequence[Look], start: int, body: int, scores: dict[int, float]) -> dict[int, float]:
    """Leave out the titles under a full credit line, if one above it may be the headline."""
    full = next((place for place in range(start, body) if _is_full(looks[place])), body)
    above = {place: score for place, score in scores.items() if place < full}
    sure = start > 0 or any(_is_title(looks[place]) for place in above)
    return above if above and sure else scores


def _is_full(look: Look) -> bool:
    return look.kind == "credit" and look.credit is not None and look.credit.is_full


def _may_be_headline(looks: Sequence[Look], place: int) -> bool:
    look = looks[place]
    if len(look.line) > LONGEST_HEADLINE:
        return False
    if look.clutter in {"teaser", "credit"}:
        return place + 1 < len(looks) and _is_full(looks[place + 1])
    return look.kind == "title" or is_deck(looks, place)


def _score(looks: Sequence[Look], place: int, body: int, told: frozenset[str]) -> float:
    """Say how much a title looks like the headline of what follows it."""
    words = looks[place].words
    count = len(words.split())
    said = _content_words(words)
    return (
        3 * len(said & told) / max(len(said), 4)
        + min(count, 8) / 8
        + 0.3 * (looks[place].line.gap > 0)
        + 0.5 * (place + 1 < body and _is_full(looks[place + 1]))
        + 0.4 * any(look.credit is not None for look in looks[place + 1 : min(place + 1 + NEAR, body)])
        - 1.5 * (count < 3)
        - 1.5 * (is_name(words) and is_outlet(words))
    )


def _words_of_body(looks: Sequence[Look], body: int) -> frozenset[str]:
    lines = [look.words for look in looks[body : body + LINES_OF_BODY] if look.kind in {"prose", "bullet"}]
    return frozenset(word for line in lines for word in _content_words(line))


def _content_words(words: str) -> frozenset[str]:
    """Return the longer words, cut short, so that "kills" meets "killed"."""
    told = (word for word in re.findall(r"\w+", words.casefold()) if word not in word_set("common"))
    return frozenset(word[:5] for word in told if len(word) >= OVERLAP_WORD or not word.isascii() or word.isdigit())


def find_first_paragraph(looks: Sequence[Look], opening: Opening, stop: int) -> int:
    """Return where the text proper begins: amid clutter, a lone sentence before the dateline is a picture's."""
    first = opening.body
    after = first + 1
    if opening.headline is None or after >= stop or len(looks[first].line) > LONGEST_CAPTION:
        return first
    cluttered = any(look.kind == "clutter" for look in looks[opening.headline : first])
    filed = looks[after].kind == "prose" and read_dateline(looks[after].words) is not None
    return after if cluttered and filed and read_dateline(looks[first].words) is None else first
