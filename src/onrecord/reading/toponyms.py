"""Toponyms: every name of a place that an article prints, and the place that it means there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from onrecord.gazetteer import name_key
from onrecord.reading.namesakes import NOWHERE, Home, Naming, choose, distance_km, is_land, lies_in
from onrecord.reading.nouns import class_of
from onrecord.reading.placenames import (
    BEGINNERS,
    LONGEST,
    PARTICLES,
    Name,
    adjoins,
    bare,
    has_particle,
    in_full,
    is_class,
    is_month,
    is_run,
    leads_to,
    may_begin,
    readings_of,
)
from onrecord.reading.tokens import low_at, read_tokens
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.gazetteer import Gazetteer, Kind, NamedPlace
    from onrecord.reading.naming import Seen
    from onrecord.reading.tokens import Token
    from onrecord.types import Article

FAMOUS: Final = 150_000
"""People; a smaller place is believed only near others of the article, or where something is said to be in it."""
NEARBY_KM: Final = 160.0
BEFORE, AFTER = 80, 40  # letters around a given toponym whose words may say what it is
INSIDE = re.compile(r",\s*(?:in\s+)?(?:the\s+)?|\s+in\s+(?:the\s+)?|\s*\(\s*")
"""Between a place and what it lies in: "Paris, Texas", "Atareb in Aleppo"."""
CALLED: Final[tuple[Kind, ...]] = ("city", "admin1", "admin2", "region")
"""Kinds of place that have words of their own; they are classes of the table of places."""
ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?(?P<host>[^/:?#\s]+)")
# Country codes that sites of anywhere take for their sound.
FREE_CODES = frozenset({"ai", "cc", "co", "fm", "gg", "io", "ly", "me", "nu", "sh", "st", "tk", "to", "tv", "vc", "ws"})


@dataclass(frozen=True, slots=True)
class Toponym:
    """A name of a place, where it stands in the document, and what it means there."""

    span: Span
    place: NamedPlace


class Words(NamedTuple):
    """What an article does with words that may be names."""

    lower: frozenset[str]  # it writes them in lower case somewhere
    surnames: frozenset[str]  # they follow a capitalised word somewhere: "Minister Radek Osswin"


class Found(NamedTuple):
    """A name with its readings, before it is known which of them it means."""

    name: Name
    span: Span
    readings: tuple[NamedPlace, ...]


def read_home(article: Article, gazetteer: Gazetteer) -> Home:
    """Return where an article's publisher is at home, by the words of its name and the country of its address.

    >>> from onrecord.gazetteer import load_gazetteer
    >>> home_of("The Syrian Herald", "https://herald.example.uk/1", load_gazetteer(None)).countries == {"SY", "GB"}
    True
    """
    return home_of(article.publisher, article.url, gazetteer)


def home_of(publisher: str | None, url: str | None, gazetteer: Gazetteer) -> Home:
    """Return where a publisher of that name and address is at home."""
    host = ADDRESS.match(url or "")
    labels = host["host"].lower().split(".") if host else []
    words = (publisher or "").split()
    told = (readings_of(bare(word), gazetteer)[:1] for word in words)
    codes = {each[0].country_code for each in told if each and is_land(each[0])}
    if labels and len(labels[-1]) == 2 and labels[-1] not in FREE_CODES:
        codes.add({"uk": "GB"}.get(labels[-1], labels[-1].upper()))
    letters = "".join(filter(str.isalpha, name_key("".join([*words, *labels[:-1]]))))
    return Home(letters, frozenset(code for code in codes if code))


def read_words(lines: Sequence[Sequence[Token]]) -> Words:
    """Return what the lines of an article do with words that may be names."""
    words = [token for tokens in lines for token in tokens if token.kind == "word"]
    return Words(
        frozenset(token.text for token in words if token.text.islower()),
        frozenset(bare(right.low) for left, right in pairwise(words) if _is_named_on(left, right)),
    )


def _is_named_on(left: Token, right: Token) -> bool:
    """Answer whether two words are the beginning and the end of a name: "Radek Osswin"."""
    both = left.text[0].isupper() and right.text[0].isupper() and right.start - left.end == 1
    return both and left.low not in BEGINNERS and not class_of(left) and not is_class(left.low, "side", "type")


def read_toponyms(  # noqa: PLR0913 - the article, where it comes from, and what else is known of its names
    text: str,
    lines: Sequence[Sequence[Token]],
    gazetteer: Gazetteer,
    home: Home = NOWHERE,
    *,
    beside: Sequence[str] = (),
    seen: Seen | None = None,
) -> list[Toponym]:
    """Return the toponyms of an article's lines, in order.

    `beside` are words that stand apart from the text and tell of its places: headline, dateline. `seen` are the
    names that the trained reader found; without it the rules alone tell places from people.
    """
    words = read_words(lines)
    found = [each for tokens in lines for each in _find(text, tokens, gazetteer, words, seen)]
    namings = _namings(text, found)
    for other in beside:
        tokens = read_tokens(other, Span(0, len(other)))
        apart = list(_find(other, tokens, gazetteer, words, None))
        namings += _namings(other, apart, len(namings))
    meant = choose(namings, home)
    chosen = [place for place in meant if place]
    return [
        Toponym(each.span, place)
        for each, naming, place in zip(found, namings, meant, strict=False)
        if place and _is_believed(each.name, naming, place, chosen, home)
    ]


def resolve(text: str, spans: Sequence[Span], gazetteer: Gazetteer, home: Home = NOWHERE) -> list[NamedPlace | None]:
    """Return what the toponyms at `spans` mean, where it is known which words are toponyms."""
    return choose(_namings(text, [_found_at(text, span, gazetteer) for span in spans]), home)


def name_readings(text: str, span: Span, gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    """Return all that the toponym at `span` may mean."""
    return _found_at(text, span, gazetteer).readings


def _found_at(text: str, span: Span, gazetteer: Gazetteer) -> Found:
    around = Span(max(text.rfind("\n", 0, span.start) + 1, span.start - BEFORE), min(len(text), span.end + AFTER))
    tokens = read_tokens(text, around)
    inside = [at for at, token in enumerate(tokens) if token.start < span.end and token.end > span.start]
    name = Name(tokens, inside[0], inside[-1] + 1, bare(span.words(text))) if inside else Name((), 0, 0, "")
    return Found(name, span, _all_readings(name, gazetteer))


# -- names, and what they may mean


def _find(text: str, tokens: Sequence[Token], gazetteer: Gazetteer, words: Words, seen: Seen | None) -> Iterator[Found]:
    at, after = 0, -1
    while at < len(tokens):
        found = None
        if may_begin(tokens, at):
            found = _longest(text, tokens, at, gazetteer, words, seen, follows=at == after)
        if found:
            yield found
            after = found.name.last if _is_great(found.readings[0]) else -1
        at = found.name.last if found else at + 1


def _longest(  # noqa: PLR0913, PLR0917 - a place in a sentence, and what tells places from people
    text: str,
    tokens: Sequence[Token],
    at: int,
    gazetteer: Gazetteer,
    words: Words,
    seen: Seen | None,
    *,
    follows: bool,
) -> Found | None:
    """Return the longest name that begins at a token and that a place may bear.

    `follows` another: a list that lost its commas, or "Syria's Homs", and so no end of a person's name.
    """
    for last in range(min(at + LONGEST, len(tokens)), at, -1):
        if not is_run(tokens, at, last):
            continue
        printed = text[tokens[at].start : tokens[last - 1].end]
        name = Name(tokens, at, last, bare(printed))
        readings = _all_readings(name, gazetteer)
        if readings and _may_be_place(name, readings, words, seen, follows=follows):
            start = tokens[at].start
            return Found(name, Span(start, start + len(name.words)), readings)
    return None


def _all_readings(name: Name, gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    """Return what a name may mean; a short form only after a town, and there nothing else."""
    told = readings_of(name.words, gazetteer)
    if (full := in_full(name.words)) != name.words:
        told = (*told, *readings_of(full, gazetteer))
    beginning, _, ending = name.words.rpartition(" ")
    if not told and ending.lower() in {"township", "village", "city"}:
        told = readings_of(beginning, gazetteer)
    told = tuple(each for each in dict.fromkeys(told) if not (is_land(each) and _is_no_acronym(name.words)))
    short = [each for each in told if each.common and each.kind == "admin1"]
    if not short:
        return told
    if _is_short_form(name):
        return tuple(short)
    return tuple(each for each in told if each not in short)


def _is_no_acronym(words: str) -> bool:
    """Answer whether a name is as short as an acronym and not written as one: "Car", which is no CAR."""
    return len(words) < 4 and not words.isupper()


def _is_short_form(name: Name) -> bool:
    """Answer whether the name stands where a short form does, "Dayton, Ore.", and is written as one."""
    tokens, first = name.tokens, name.first
    after_town = low_at(tokens, first - 1) == "," and first >= 2 and tokens[first - 2].text[0].isupper()
    dotted = name.after == "." or "." in name.words
    return after_town and (dotted or (name.words.isupper() and len(name.words) <= 3))


# -- what is no place


def _may_be_place(
    name: Name, readings: Sequence[NamedPlace], words: Words, seen: Seen | None, *, follows: bool
) -> bool:
    """Answer whether a name may be that of a place, by the words beside it and by what the trained reader sees."""
    low = name.words.lower()
    if _is_no_name(name) or low in PARTICLES:
        return False
    kinds = {each.kind for each in seen.within(_span(name))} if seen and seen.entities else set()
    if kinds & {"place", "facility"}:
        return True
    if kinds == {"person"}:
        return False
    located = follows or name.typed or leads_to(name.tokens, name.first - 1) or _is_short_form(name)
    if _is_doubtful(name, readings, words) and not located:
        return False
    return not ((_is_end_of_person(name, words) and not follows) or _is_begin_of_person(name, words))


def _is_no_name(name: Name) -> bool:
    """Answer whether capitals or the words beside show that no place is named: a month, a street, an agency."""
    low, following = name.words.lower(), name.next
    # "SANAs" has lost its apostrophe.
    known = is_class(low, "not") or (low.endswith("s") and is_class(low[:-1], "not"))
    if is_month(name.words) or (known and not name.typed):
        return True
    if following is None:
        return False
    street = is_class(following.low, "street") and following.text[0].isupper()  # "Memphis Street"
    return street or (has_particle(following) and low in BEGINNERS)  # "Bab al-Faraj" is longer than the Bab known


def _is_great(place: NamedPlace) -> bool:
    return place.kind != "city" or place.population >= FAMOUS


def _span(name: Name) -> Span:
    return Span(name.tokens[name.first].start, name.tokens[name.last - 1].end)


def _is_doubtful(name: Name, readings: Sequence[NamedPlace], words: Words) -> bool:
    """Answer whether a name is first of all a word or a person's: believed only where something is in it."""
    low = name.words.lower()
    if is_land(readings[0]) or readings[0].kind == "region":
        return False
    if readings[0].common or (len(low) < 4 and not name.words.isupper()):
        return True
    if is_class(low, "type", "side", "organisation") or class_of(name.tokens[name.first]):
        return True
    return low in words.lower or low in words.surnames or low in _given_names()


@cache
def _given_names() -> frozenset[str]:
    return frozenset(name for row in load_table("onrecord.reading", "genders.tsv") for name in row["names"].split())


def _is_end_of_person(name: Name, words: Words) -> bool:
    """Answer whether the name ends that of a person: "Radek Osswin"."""
    tokens, first = name.tokens, name.first
    if first < 1 or not adjoins(tokens, first):
        return False
    before = tokens[first - 1]
    if before.kind != "word" or not before.text[0].isupper() or before.text.isupper():
        return False
    harmless = class_of(before) or is_class(before.low, "side", "locative", "type") or is_month(before.text)
    if harmless or before.low in words.lower or before.low in _callings():
        return False
    begins = first == 1 or tokens[first - 2].kind == "sign"
    return not (begins and before.low not in _given_names() and before.low.endswith(("ed", "ing", "er")))


def _is_begin_of_person(name: Name, words: Words) -> bool:
    """Answer whether the name begins that of a person: "Jordan Osswin"."""
    following = name.next
    if following is None or not following.text[0].isupper() or following.text.isupper():
        return False
    if name.tokens[name.last - 1].text.endswith(("'s", "’s")) or is_month(following.text):
        return False
    low = bare(following.low)
    if is_class(low, "type", "side", "organisation", "water") or class_of(following) or low in words.lower:
        return False
    return low not in _callings() and not leads_to(name.tokens, name.first - 1)


@cache
def _callings() -> frozenset[str]:
    """Return the words for offices and bodies, which may stand before or after the name of a place."""
    titles = (row["word"] for row in load_table("onrecord.reading", "titles.tsv"))
    bodies = (row["word"] for row in load_table("onrecord.reading", "organizations.tsv"))
    return frozenset((*titles, *bodies))


def _is_believed(name: Name, naming: Naming, place: NamedPlace, chosen: Sequence[NamedPlace], home: Home) -> bool:
    """Answer whether a place is great, or said to be where something is, or near others that the article names."""
    if _is_great(place) or name.typed or naming.inside is not None:
        return True
    if leads_to(name.tokens, name.first - 1) or place.country_code in home.countries or home.is_named_for(naming.name):
        return True
    return any(
        each != place and (lies_in(place, each) or (distance_km(place.point, each.point) or NEARBY_KM) < NEARBY_KM)
        for each in chosen
    )


# -- what the words beside a name say of it


def _namings(text: str, found: Sequence[Found], offset: int = 0) -> list[Naming]:
    namings = []
    for number, each in enumerate(found):
        after = found[number + 1] if number + 1 < len(found) else None
        inside = after is not None and INSIDE.fullmatch(text, each.span.end, after.span.start) is not None
        holds = (
            inside
            and after is not None
            and any(lies_in(place, around) for place in each.readings for around in after.readings)
        )
        namings.append(
            Naming(
                name_key(in_full(each.name.words)),
                each.readings,
                offset + number + 1 if holds else None,
                _called(each.name),
            )
        )
    return namings


def _called(name: Name) -> frozenset[Kind]:
    """Return the kinds of place that the words beside a name call it: "the city of", "province"."""
    before = low_at(name.tokens, name.first - 2) if name.before == "of" else ""
    return frozenset(kind for kind in CALLED if is_class(name.after, kind) or is_class(before, kind))
