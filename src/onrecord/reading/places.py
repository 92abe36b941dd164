"""Places: the toponyms of a sentence, told from the names of people and bodies."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING

from onrecord.reading.nouns import class_of
from onrecord.reading.tokens import HYPHENS, low_at
from onrecord.tables import load_table
from onrecord.types import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.gazetteer import Gazetteer, NamedPlace
    from onrecord.reading.tokens import Token

LONGEST = 5  # tokens of a name
CITY = 100_000  # people; from here on a place bears its English name, below it its name as printed
FAMOUS = 150_000  # people; a smaller place is believed only in a country that the article names
VILLAGE, TOWN, DIVISION, REGION, COUNTRY = range(5)  # how fine a place is
RANKS = {"city": TOWN, "admin1": DIVISION, "region": REGION, "country": COUNTRY}
PARTICLES = frozenset({"al", "el", "ad", "as", "ash", "az", "ar", "an", "at", "tal", "ein", "deir", "abu", "um", "umm"})
ARTICLE_NAMES = ("Al ", "Al-", "Ar ", "As ", "An ", "Ad ", "Ash ", "Az ", "At ")
DAYS_AND_MONTHS = frozenset(
    "January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sept"
    " Sep Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
)
BACKWARD = {"country": (COUNTRY,), "city": (TOWN,), "town": (TOWN, VILLAGE), "village": (VILLAGE,), "province": (DIVISION,), "capital": (TOWN,), "territory": (REGION, COUNTRY), "strip": (REGION,), "enclave": (REGION,)}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in a sentence: tokens `[first, last)`."""

    first: int
    last: int
    place: Place
    rank: int  # from VILLAGE, the finest, to COUNTRY
    located: bool  # said to be where something is: "in Aleppo", "the town of Azaz"
    adjective: bool = False  # "US troops"


@dataclass(frozen=True, slots=True)
class Spot:
    """Places that a sentence names together: the finest of "Atareb in the west of Aleppo province"."""

    first: int
    last: int
    mentions: tuple[Mention, ...]

    @property
    def rank(self) -> int:
        """How fine it is."""
        return min(each.rank for each in self.mentions)

    listed: bool = False  # "Aleppo, Idlib and Raqqa" are three places, "Aleppo in Syria" is one

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of a list, or the finest of those that lie within each other; each once."""
        kept = (each.place for each in self.mentions if self.listed or each.rank == self.rank)
        return tuple({place.name.lower(): place for place in kept}.values())


@cache
def _classes() -> Mapping[str, str]:
    return {row["word"]: row["class"] for row in load_table("onrecord.reading", "places.tsv")}


def is_class(word: str, *classes: str) -> bool:
    """Answer whether the table of places has `word` in one of `classes`."""
    return _classes().get(word) in classes


def bare(name: str) -> str:
    """Return a name without its possessive ending.

    >>> bare("Syria’s")
    'Syria'
    """
    return name[:-2] if name.endswith(("'s", "’s")) else name.rstrip("'’")


def countries_named(sentences: Sequence[Sequence[Token]], gazetteer: Gazetteer) -> frozenset[str]:
    """Return the codes of the countries that an article names, also by their people and great cities."""
    words = {bare(token.text) for tokens in sentences for token in tokens if token.kind == "word" and token.text[0].isupper()}
    readings = (each for word in words for each in _readings(word, gazetteer)[:1])
    return frozenset(
        each.country_code for each in readings if each.country_code and (each.kind != "city" or each.population > 10 * CITY)
    )


def _readings(words: str, gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    """Look a name up, also as "Syrias" on a page that lost its apostrophes."""
    found = gazetteer.named(words)
    return found or (gazetteer.named(words[:-1]) if words.endswith("s") and len(words) > 4 else ())


def read_mentions(
    text: str, tokens: Sequence[Token], gazetteer: Gazetteer, countries: frozenset[str], seen: Sequence[Mention] = ()
) -> list[Mention]:
    """Return the places that a sentence names, in order; `seen` are those of the sentences before."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = _backward(tokens, at, [*seen[-40:], *found])
        if mention is None and _may_begin(tokens, at):
            mention = _known(text, tokens, at, gazetteer, countries, [*seen[-40:], *found]) or _unknown(text, tokens, at, gazetteer, found)
        if mention:
            found.append(mention)
        at = mention.last if mention else at + 1
    return found


# -- a place that the gazetteer knows


def _may_begin(tokens: Sequence[Token], at: int) -> bool:
    token = tokens[at]
    if token.kind != "word":
        return False
    return token.text[0].isupper() or (token.low.partition("-")[0] in PARTICLES and "-" in token.text)


def _known(text: str, tokens: Sequence[Token], at: int, gazetteer: Gazetteer, countries: frozenset[str], seen: Sequence[Mention]) -> Mention | None:
    for length in range(min(LONGEST, len(tokens) - at), 0, -1):
        last = at + length
        if not _is_run(tokens, at, last):
            continue
        words = bare(text[tokens[at].start : tokens[last - 1].end])
        readings = _readings(words, gazetteer)
        if readings and readings[0].kind == "demonym":
            return _territory(tokens, at, last, readings[0], seen)
        known = _chosen(readings, words, tokens, at, last, countries)
        if known and not _is_other_name(tokens, at, last, gazetteer):
            adjective = _is_adjective(tokens, last)
            located = not adjective and is_located(tokens, at, last)
            return Mention(at, last, _named(known, words), RANKS[known.kind], located, adjective)
    return None


def _territory(tokens: Sequence[Token], at: int, last: int, demonym: NamedPlace, seen: Sequence[Mention]) -> Mention | None:
    """Read "the Palestinian territory" as the region of that country last named, "Syrian soil" as the country."""
    if low_at(tokens, last) not in {"territory", "territories", "soil", "enclave"}:
        return None
    told = next((each for each in reversed(seen) if each.rank == REGION and each.place.country_code == demonym.country_code), None)
    if told:
        return Mention(at, last + 1, told.place, REGION, is_located(tokens, at, last))
    return Mention(at, last + 1, demonym.place(), COUNTRY, is_located(tokens, at, last))


def _is_run(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Answer whether the tokens are one run of capitalised words, with nothing but spaces or hyphens between."""
    for at in range(first, last):
        token = tokens[at]
        capital = token.kind == "word" and (token.text[0].isupper() or token.low.partition("-")[0] in PARTICLES)
        joined = first < at < last - 1 and (token.text in HYPHENS or token.low in {"of", "and"} or _is_short(tokens, at))
        if not (capital or joined) or (at > first and token.start - tokens[at - 1].end > 1):
            return False
    return True


def _is_short(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a full stop ends a short form within a name: "St. Petersburg"."""
    return tokens[at].text == "." and low_at(tokens, at - 1) in {"st", "mt", "ft"}


def _chosen(
    named: Sequence[NamedPlace], words: str, tokens: Sequence[Token], first: int, last: int, countries: frozenset[str]
) -> NamedPlace | None:
    """Choose among namesakes: one in a country of the article first, then the one of most people."""
    typed = _has_type(tokens, first, last)
    if not named or (is_class(words.lower(), "not") and not typed):
        return None
    near = [each for each in named if each.country_code in countries]
    best = max(near or named, key=lambda each: (each.kind == "country", min(each.population, 10**6), each.kind != "city"))
    if best.kind in {"country", "region"} or typed:
        return best
    if best.common or is_class(words.lower(), "type", "side", "organisation") or (len(words) < 4 and not near):
        return None
    return best if near or best.population >= FAMOUS else None


def _has_type(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Answer whether a word such as "town" stands by the name."""
    before, farther = low_at(tokens, first - 1), low_at(tokens, first - 2)
    return is_class(low_at(tokens, last), "type") or is_class(before, "type") or (before == "of" and is_class(farther, "type"))


def _is_other_name(tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> bool:
    """Answer whether the words are part of the name of a body or a person: "Gaza Health Ministry", "Ali Homs"."""
    return _is_name_on(tokens, first, last, gazetteer) or _is_name_before(tokens, first, gazetteer)


def _is_name_on(tokens: Sequence[Token], first: int, last: int, gazetteer: Gazetteer) -> bool:
    possessive = tokens[last - 1].text.endswith(("'s", "’s"))
    if low_at(tokens, last) == "of" and tokens[last - 1].low == "gulf":
        return True
    if possessive or last >= len(tokens) or not _adjoins(tokens, last) or not tokens[last].text[0].isupper():
        return False
    following = tokens[last]
    if is_class(following.low, "type", "side") or is_month(following.text):
        return False
    if any(is_class(low_at(tokens, at), "organisation") and tokens[at].text[0].isupper() for at in range(last, min(last + 3, len(tokens)))):
        return True
    return not gazetteer.named(bare(following.text)) and not is_located(tokens, first, last)


def _is_adjective(tokens: Sequence[Token], last: int) -> bool:
    """Answer whether a short form stands before a noun as its adjective: "US troops", "the UK government"."""
    name = tokens[last - 1].text.replace(".", "")
    following = tokens[last] if last < len(tokens) and tokens[last].kind == "word" else None
    return name.isupper() and len(name) <= 3 and following is not None and not class_of(following) and not is_class(following.low, "type")


def _is_name_before(tokens: Sequence[Token], first: int, gazetteer: Gazetteer) -> bool:
    if first >= 2 and low_at(tokens, first - 1) == "of" and tokens[first - 2].text[0].isupper():
        return is_class(low_at(tokens, first - 2), "organisation", "water")  # "Bank of England", "Gulf of Finland"
    if not first or not _adjoins(tokens, first) or tokens[first - 1].kind != "word" or not tokens[first - 1].text[0].isupper():
        return False
    before = tokens[first - 1]
    if is_class(before.low, "type"):
        return True  # "City Hall", "Mount Hermon"
    if first == 1 or is_class(before.low, "side", "locative") or class_of(before) or is_month(before.text):
        return False
    return not _readings(bare(before.text), gazetteer)


def _adjoins(tokens: Sequence[Token], at: int) -> bool:
    return tokens[at].kind == "word" and tokens[at].start - tokens[at - 1].end == 1


def is_month(word: str) -> bool:
    """Answer whether a capitalised word names a month or a day of the week.

    >>> is_month("Tuesday’s"), is_month("Manbij")
    (True, False)
    """
    return bare(word).rstrip("s.") in DAYS_AND_MONTHS


def is_located(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Answer whether words before or after say that something is there."""
    after = tokens[last] if last < len(tokens) else None
    if after and is_class(after.low, "type") and after.text.islower() and low_at(tokens, first - 1) not in {"a", "an"}:
        return True
    for at in range(first - 1, max(-1, first - 7), -1):
        word = tokens[at].low
        if is_class(word, "locative", "leaving"):
            return True
        if word == "from":
            return any(is_class(low_at(tokens, each), "leaving") for each in range(at - 6, at))
        if word == "of" and is_class(low_at(tokens, at - 1), "type"):
            return True
        if not (is_class(word, "side", "type") or word in {"the", "of", "'s", "-", ",", "and"} or tokens[at].text[0].isupper()):
            return False
    return False


def _named(known: NamedPlace, printed: str) -> Place:
    """Return the place under its English name; a town under its name as printed."""
    plain = "".join(sign for sign in unicodedata.normalize("NFKD", known.name) if not unicodedata.combining(sign))
    english = known.kind != "city" or (known.population >= CITY and plain.isascii() and not plain.startswith(ARTICLE_NAMES))
    return replace(known.place(), name=plain if english else printed)


# -- a place that it does not


def _unknown(text: str, tokens: Sequence[Token], at: int, gazetteer: Gazetteer, found: Sequence[Mention]) -> Mention | None:
    """Take a capitalised name for a village where the words beside it say so: "the village of Deir Sharqi"."""
    last = _run_end(tokens, at, gazetteer)
    words = bare(text[tokens[at].start : tokens[last - 1].end])
    if is_class(tokens[at].low, "not", "organisation") or is_month(tokens[at].text) or class_of(tokens[at]):
        return None
    pieces = (words, *bare(tokens[at].text).split("-"))
    if any(each.kind in {"demonym", "country", "region"} for piece in pieces for each in _readings(piece, gazetteer)[:1]):
        return None
    if any(each.common for each in gazetteer.named(words)) and not _has_type(tokens, at, last):
        return None
    if any(is_class(low_at(tokens, each), "organisation") for each in range(at, last + 1)):
        return None
    if not (_is_told(tokens, at, last, words) or _goes_on(tokens, at, found)):
        return None
    return Mention(at, last, Place(words), VILLAGE, located=True)


def _run_end(tokens: Sequence[Token], at: int, gazetteer: Gazetteer) -> int:
    """Return where a run of capitalised words ends: before a word such as "City" or a place that is known."""
    last = at + 1
    while last < len(tokens) and last - at < 4 and _may_begin(tokens, last) and _is_run(tokens, at, last + 1):
        if is_class(tokens[last].low, "type") or gazetteer.named(bare(tokens[last].text)):
            break
        if _has_particle(tokens[last]) and _has_particle(tokens[last - 1]):
            break  # "al-Mogambo al-Masharqeh" of a list that lost its commas
        last += 1
    return last


def _has_particle(token: Token) -> bool:
    return "-" in token.text and token.low.partition("-")[0] in PARTICLES


def _is_told(tokens: Sequence[Token], at: int, last: int, words: str) -> bool:
    before, farther = low_at(tokens, at - 1), low_at(tokens, at - 2)
    if before == "of" and is_class(farther, "type"):
        return True
    if is_class(low_at(tokens, last), "type") and (is_class(before, "locative") or before == "the"):
        return True
    return before in {"in", "near"} and len(words) > 3 and not words.isupper()


def _goes_on(tokens: Sequence[Token], at: int, found: Sequence[Mention]) -> bool:
    """Answer whether the name goes on with a list of villages: "the towns of Suran and Halfaya"."""
    if not found or found[-1].rank != VILLAGE or not found[-1].located:
        return False
    between = [token.low for token in tokens[found[-1].last : at]]
    return between in (["and"], [","], [",", "and"]) or (not between and _has_particle(tokens[at]))


def _backward(tokens: Sequence[Token], at: int, seen: Sequence[Mention]) -> Mention | None:
    """Read "in the country", "across the city", "to the region" as the place last named of that kind."""
    if tokens[at].low != "the" or not is_class(low_at(tokens, at - 1), "locative") or low_at(tokens, at + 2) == "of":
        return None
    word = low_at(tokens, at + 1)
    if word == "region":
        names = {name for name, _ in _world_regions()}
        place = next((each.place for each in reversed(seen) if each.place.name in names), None) or _world_region(seen)
        return Mention(at, at + 2, place, REGION, located=True) if place else None
    ranks = BACKWARD.get(word, ())
    told = next((each for each in reversed(seen) if each.rank in ranks and not each.adjective), None)
    return Mention(at, at + 2, told.place, told.rank, located=True) if told else None


@cache
def _world_regions() -> tuple[tuple[str, frozenset[str]], ...]:
    return tuple((row["region"], frozenset(row["countries"].split())) for row in load_table("onrecord.reading", "regions.tsv"))


def _world_region(seen: Sequence[Mention]) -> Place | None:
    """Return the region of the world in which two or more of the countries named so far lie."""
    codes = {each.place.country_code for each in seen if each.place.country_code}
    name, members = max(_world_regions(), key=lambda told: len(told[1] & codes))
    return Place(name, precision="region") if len(members & codes) >= 2 else None


# -- places named together


def read_spots(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Spot]:
    """Gather the places that are named together; only those said to be where something is."""
    gathered: list[list[Mention]] = []
    for each in mentions:
        if each.adjective:
            continue
        if gathered and _is_together(tokens, gathered[-1][-1], each):
            gathered[-1].append(each)
        elif each.located:
            gathered.append([each])
    return [Spot(told[0].first, told[-1].last, _kept(tokens, told), _is_list(tokens, told)) for told in gathered]


def _is_list(tokens: Sequence[Token], told: Sequence[Mention]) -> bool:
    """Answer whether the last two are joined by "and"."""
    if len(told) < 2:
        return False
    gaps = _gaps(tokens, told)
    return any("and" in gap and gap[-1] in {"and", "in", "of"} for gap in gaps) and not {"in", "of"} & set(gaps[0])


def _gaps(tokens: Sequence[Token], told: Sequence[Mention]) -> list[list[str]]:
    return [[token.low for token in tokens[left.last : right.first]] for left, right in zip(told, told[1:], strict=False)]


def _kept(tokens: Sequence[Token], told: Sequence[Mention]) -> tuple[Mention, ...]:
    """Leave out of a list what the last of its places lies in: "Foua and Kefraya in Idlib"."""
    if not _is_list(tokens, told):
        return tuple(told)
    gaps = _gaps(tokens, told)
    last = max(number for number, gap in enumerate(gaps) if "and" in gap)
    return tuple(told[: last + 2])


def _is_together(tokens: Sequence[Token], left: Mention, right: Mention) -> bool:
    between = tokens[left.last : right.first]
    return len(between) <= 6 and all(token.low in TOGETHER or is_class(token.low, "side", "type") for token in between)


TOGETHER = frozenset({",", "and", "in", "of", "the", "'s", "near", "’s", "-", "'", "’", "or", "both", "(", "as", "well", "s"})
