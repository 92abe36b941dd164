"""Places: the toponyms of a sentence, told from the names of people and bodies."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field, replace
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.reading.namesakes import NOWHERE
from onrecord.reading.naming import PLACES
from onrecord.reading.nouns import class_of
from onrecord.reading.placenames import (
    BEGINNERS,
    PARTICLES,
    Name,
    adjoins,
    bare,
    cased,
    has_particle,
    is_class,
    is_month,
    is_run,
    leads_to,
    may_begin,
    readings_of,
)
from onrecord.reading.sites import Sites, has_type, read_sites, site_at
from onrecord.reading.tokens import low_at
from onrecord.reading.toponyms import read_toponyms, read_words
from onrecord.tables import load_table
from onrecord.types import Place

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.gazetteer import Gazetteer, NamedPlace
    from onrecord.reading.namesakes import Home
    from onrecord.reading.naming import Seen
    from onrecord.reading.sites import Site
    from onrecord.reading.tokens import Token
    from onrecord.reading.toponyms import Toponym, Words

CITY = 100_000  # people; from here on a place bears its English name, below it its name as printed
VILLAGE, TOWN, DISTRICT, DIVISION, REGION, COUNTRY = range(6)  # how fine a place is
RANKS = {"city": TOWN, "admin2": DISTRICT, "admin1": DIVISION, "region": REGION, "country": COUNTRY}
ARTICLE_NAMES = ("Al ", "Al-", "Ar ", "As ", "An ", "Ad ", "Ash ", "Az ", "At ")
TRANSLITERATED = frozenset("\u0304\u0323\u0331\u0327\u032e\u0306ʻʿ‘")  # macrons, dots and hooks below
QUOTES = frozenset('"“”‘’«»')
TOGETHER = frozenset({",", "a", "and", "in", "of", "the", "near", "-", "or", "both", "(", "as", "well", "s", "'", "’"})
# "the city" names again the place last named of these ranks.
BACKWARD = {
    "country": (COUNTRY,),
    "city": (TOWN,),
    "town": (TOWN, VILLAGE),
    "village": (VILLAGE,),
    "district": (DISTRICT,),
    "county": (DISTRICT,),
    "province": (DIVISION,),
    "capital": (TOWN,),
    "territory": (REGION, COUNTRY),
    "strip": (REGION,),
    "enclave": (REGION,),
}


@dataclass(frozen=True, slots=True)
class Mention:
    """A name of a place in a sentence: tokens `[first, last)`."""

    first: int
    last: int
    place: Place
    rank: int  # from VILLAGE, the finest, to COUNTRY
    located: bool  # said to be where something is: "in Aleppo", "the town of Azaz"
    adjective: bool = False  # "US troops"
    facility: bool = False  # a building, a street, a base
    capital: bool = False  # where nothing is said to be in it, more often a government than a place: "Moscow warned"

    @property
    def spoken_for(self) -> bool:
        """Answer whether the name stands for a government."""
        return self.capital and not self.located


@dataclass(frozen=True, slots=True)
class Spot:
    """Places that a sentence names together: the finest of "Atareb in the west of Aleppo province"."""

    first: int
    last: int
    mentions: tuple[Mention, ...]
    listed: bool = False  # "Aleppo, Idlib and Raqqa" are three places, "Aleppo in Syria" is one

    @property
    def rank(self) -> int:
        """How fine it is."""
        return min(each.rank for each in self.mentions)

    @property
    def facility(self) -> bool:
        """Answer whether it is but a building, a street, a base."""
        return all(each.facility for each in self.mentions)

    @property
    def named(self) -> tuple[Mention, ...]:
        """The places of a list, or the finest of those that lie within each other; each once."""
        kept = (each for each in self.mentions if self.listed or each.rank == self.rank)
        return tuple({each.place.name.lower(): each for each in kept}.values())

    @property
    def places(self) -> tuple[Place, ...]:
        """The places themselves."""
        return tuple(each.place for each in self.named)


@dataclass(frozen=True, slots=True)
class Ground:
    """What an article as a whole says of its places, and where names are looked up."""

    gazetteer: Gazetteer
    toponyms: Mapping[int, Toponym]  # by where they begin
    words: Words
    bodies: frozenset[str]  # the names that it gives to tribes and other bodies: "the al-Adani tribe"
    villages: frozenset[str] = frozenset()  # the names that it tells somewhere to be those of villages
    seen: Seen | None = None  # the names that the trained reader found; None where rules read alone
    sites: Sites = field(default_factory=Sites)  # those of them that are places'


def read_ground(  # noqa: PLR0913 - the article, where it comes from, and what else is known of its names
    text: str,
    lines: Sequence[Sequence[Token]],
    gazetteer: Gazetteer,
    home: Home = NOWHERE,
    *,
    beside: Sequence[str] = (),
    seen: Seen | None = None,
) -> Ground:
    """Return the toponyms of an article with what they mean in it, and what it does with its other words."""
    seen = seen if seen and seen.entities else None
    toponyms = read_toponyms(text, lines, gazetteer, home, beside=beside, seen=seen)
    words = [token for tokens in lines for token in tokens if token.kind == "word"]
    return Ground(
        gazetteer,
        {each.span.start: each for each in toponyms},
        read_words(lines),
        frozenset(left.low for left, right in pairwise(words) if is_class(right.low, "organisation")),
        seen=seen,
        sites=read_sites(seen, beside),
    )


def read_mentions(
    text: str, tokens: Sequence[Token], ground: Ground, seen: Sequence[Mention] = (), *, known_only: bool = False
) -> list[Mention]:
    """Return the places that a sentence names, in order; `seen` are those of the sentences before."""
    found: list[Mention] = []
    at = 0
    while at < len(tokens):
        mention = None
        site = site_at(text, tokens, at, ground.sites)
        if site:
            mention = _sited(text, tokens, site, ground, [*seen, *found])
        elif tokens[at].low == "the":
            mention = _backward(tokens, at, [*seen, *found])
        elif may_begin(tokens, at):
            mention = _known(text, tokens, at, ground, [*seen, *found])
            if mention is None and not known_only:
                mention = _unknown(text, tokens, at, ground, found, seen)
        if mention:
            found.append(mention)
        at = mention.last if mention else at + 1
    return found


def read_peoples(tokens: Sequence[Token], gazetteer: Gazetteer) -> list[tuple[int, Place]]:
    """Return where a sentence says of which people something is ("Israeli"), with their country."""
    capitals = ((at, token) for at, token in enumerate(tokens) if token.kind == "word" and token.text[0].isupper())
    readings = ((at, readings_of(token.text, gazetteer)) for at, token in capitals)
    return [(at, told[0].place()) for at, told in readings if told and told[0].kind == "demonym"]


# -- a place that the trained reader sees


def _sited(text: str, tokens: Sequence[Token], site: Site, ground: Ground, seen: Sequence[Mention]) -> Mention:
    """Return a site as the gazetteer knows it, or under its whole name: "Hama province", "Vessany County"."""
    known = _known(text, tokens, site.first, ground, seen)
    if known and (known.last >= site.last or _is_typed(tokens, known, site)):
        return known
    located = is_located(tokens, site.first, site.last)
    return Mention(
        site.first, site.last, Place(cased(site.words)), _site_rank(tokens, site), located, facility=site.facility
    )


def _is_typed(tokens: Sequence[Token], known: Mention, site: Site) -> bool:
    """Answer whether a site's name goes on behind that of a known place only with what it is: "Hama Province"."""
    rest = tokens[known.last : site.last]
    return known.rank >= DIVISION and not site.facility and all(is_class(token.low, "admin1") for token in rest)


def _site_rank(tokens: Sequence[Token], site: Site) -> int:
    if site.land:
        return COUNTRY
    if site.facility or not has_type(tokens, site.first, site.last, "type", "water"):
        return VILLAGE
    if has_type(tokens, site.first, site.last, "admin1", "region", "water"):
        return DIVISION
    return DISTRICT if has_type(tokens, site.first, site.last, "admin2") else VILLAGE


# -- a place that the gazetteer knows


def _known(text: str, tokens: Sequence[Token], at: int, ground: Ground, seen: Sequence[Mention]) -> Mention | None:
    toponym = ground.toponyms.get(tokens[at].start)
    if toponym is None:
        return None
    last = next((each for each in range(at, len(tokens)) if tokens[each].end >= toponym.span.end), at) + 1
    name = Name(tokens, at, last, toponym.span.words(text))
    place = toponym.place
    if place.kind == "demonym":
        return _territory(name, place, seen)
    if name.span.start not in ground.sites.names and (
        _is_other_name(name, ground.gazetteer) or _is_seen_otherwise(name, place, ground)
    ):
        return None
    adjective = place.kind == "country" and _is_adjective(name, place.name)
    located = not adjective and is_located(tokens, at, last)
    return Mention(
        at, last, _named(place, cased(name.words)), RANKS[place.kind], located, adjective, capital=place.capital
    )


def _territory(name: Name, demonym: NamedPlace, seen: Sequence[Mention]) -> Mention | None:
    """Read "the Palestinian territory" as the region of that country last named, "Syrian soil" as the country."""
    if name.after not in {"territory", "territories", "soil", "enclave"}:
        return None
    located = is_located(name.tokens, name.first, name.last)
    for each in reversed(seen):
        if each.rank == REGION and each.place.country_code == demonym.country_code:
            return Mention(name.first, name.last + 1, each.place, REGION, located)
    return Mention(name.first, name.last + 1, demonym.place(), COUNTRY, located)


def _is_seen_otherwise(name: Name, place: NamedPlace, ground: Ground) -> bool:
    """Answer whether the trained reader sees no place there: a town in "Port Orlow Athletic", a town called Power."""
    if ground.seen is None:
        return False
    within = ground.seen.within(name.span)
    if any(each.kind in PLACES for each in within):
        return False
    longer = any(each.start < name.span.start or each.end > name.span.end for each in within)
    told = name.typed or is_located(name.tokens, name.first, name.last)
    return longer or (place.kind == "city" and not place.capital and not told)


def _is_other_name(name: Name, gazetteer: Gazetteer) -> bool:
    """Answer whether the words are part of the name of a body or a person: "Gaza Health Ministry", "Ali Homs"."""
    return _is_name_on(name, gazetteer) or _is_name_before(name, gazetteer)


def _is_name_on(name: Name, gazetteer: Gazetteer) -> bool:
    tokens, last = name.tokens, name.last
    if is_class(name.after, "water") or (name.after == "of" and is_class(tokens[last - 1].low, "water")):
        return True  # "Euphrates River", "Gulf of Finland"
    following = name.next
    if following is None or not following.text[0].isupper() or tokens[last - 1].text.endswith(("'s", "’s")):
        return False
    if is_class(following.low, "type", "side") or is_month(following.text):
        return False
    if any(is_class(token.low, "organisation") and token.text[0].isupper() for token in tokens[last : last + 3]):
        return True
    return not gazetteer.named(bare(following.text)) and not is_located(tokens, name.first, last)


def _is_name_before(name: Name, gazetteer: Gazetteer) -> bool:
    tokens, first = name.tokens, name.first
    if name.before == "of" and first >= 2 and tokens[first - 2].text[0].isupper():
        return is_class(tokens[first - 2].low, "organisation", "water")  # "Bank of England", "Gulf of Finland"
    if first < 2 or not adjoins(tokens, first):
        return first == 1 and adjoins(tokens, 1) and is_class(name.before, "type")
    before = tokens[first - 1]
    if before.kind != "word" or not before.text[0].isupper() or class_of(before) or is_month(before.text):
        return False
    if is_class(before.low, "type"):
        return True  # "City Hall", "Mount Hermon"
    return not is_class(before.low, "side", "locative") and not readings_of(bare(before.text), gazetteer)


def _is_adjective(name: Name, english: str) -> bool:
    """Answer whether another form of a country's name stands before a noun as its adjective: "US troops"."""
    following = name.next
    if following is None or name.words.startswith(english) or not following.text.islower():
        return False
    return not class_of(following) and not is_class(following.low, "type")


def is_located(tokens: Sequence[Token], first: int, last: int) -> bool:
    """Answer whether words before or after say that something is there."""
    after = tokens[last] if last < len(tokens) else None
    if after and is_class(after.low, "type") and after.text.islower() and low_at(tokens, first - 1) not in {"a", "an"}:
        return True
    at = first - 1
    while at > first - 7 and _leads_on(tokens, at) and not _leads_to_place(tokens, at):
        at -= 1
    return _leads_to_place(tokens, at)


def _leads_to_place(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether the word before a name says that something is there: "in", "town of", "held by"."""
    word, before = low_at(tokens, at), low_at(tokens, at - 1)
    if word == "of":
        return before == "out" or is_class(before, "type", "part")
    if word == "by":
        return before in {"held", "jailed", "imprisoned", "detained"}
    if word == "from":
        return any(is_class(low_at(tokens, each), "leaving") for each in range(at - 6, at))
    return leads_to(tokens, at) or is_class(word, "leaving")


def _leads_on(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether the word may stand between "in" and a name: "in the northern city of", "in Homs and"."""
    if at < 0:
        return False
    word = tokens[at].low
    return (
        word in {"the", "of", "-", ",", "and"}
        or tokens[at].text in QUOTES
        or is_class(word, "side", "type")
        or tokens[at].text[0].isupper()
    )


def _named(known: NamedPlace, printed: str) -> Place:
    """Return the place under its English name; a town under its name as printed."""
    signs = unicodedata.normalize("NFKD", known.name)
    plain = "".join(sign for sign in signs if not unicodedata.combining(sign))
    # "Ḩamāh" is a transliteration, and no English name; "Zürich" is one without its dots.
    english = plain.isascii() and not TRANSLITERATED & set(signs) and not plain.startswith(ARTICLE_NAMES)
    great = known.population >= CITY and english
    return replace(known.place(), name=plain if great or known.kind not in {"city", "admin2"} else printed)


# -- a place that it does not


def _unknown(  # noqa: PLR0913, PLR0917 - what the sentence and those before it have named so far
    text: str, tokens: Sequence[Token], at: int, ground: Ground, found: Sequence[Mention], seen: Sequence[Mention]
) -> Mention | None:
    """Take a capitalised name for a village where the words beside it say so: "the village of Deir Sharqi"."""
    last = _run_end(tokens, at, ground.gazetteer)
    name = Name(tokens, at, last, bare(text[tokens[at].start : tokens[last - 1].end]))
    told = _is_told(name) or _is_landmark(name) or (_goes_on(name, found) and not _is_seen_as_person(name, ground))
    again = name.words in ground.villages or _is_again(name, seen)
    if not (told or again) or _is_something_else(name, ground):
        return None
    if not _goes_on(name, found) and _is_title(name):
        return None
    if _is_landmark(name):
        return Mention(at, last + 1, Place(bare(text[tokens[at].start : tokens[last].end])), VILLAGE, located=True)
    return Mention(at, last, Place(name.words), VILLAGE, located=told or is_located(tokens, at, last))


def _is_seen_as_person(name: Name, ground: Ground) -> bool:
    """Answer whether the trained reader sees a person in a name: "at Kelm Hall, Captain Ela Orm said"."""
    return ground.seen is not None and any(each.kind == "person" for each in ground.seen.within(name.span))


def _is_again(name: Name, seen: Sequence[Mention]) -> bool:
    """Answer whether a sentence before has the name of a village."""
    return any(each.rank == VILLAGE and each.place.name == name.words for each in seen)


def _is_something_else(name: Name, ground: Ground) -> bool:
    """Answer whether a name is that of a month, a people, a body, a country, or no name but a capitalised word."""
    begin = name.tokens[name.first]
    if is_class(begin.low, "not", "organisation", "side", "type") or is_month(begin.text) or class_of(begin):
        return True
    own = name.tokens[name.first : name.last]
    known = begin.low in ground.bodies or (name.words.lower() in ground.words.surnames and not name.typed)
    if known or name.words.isupper():
        return True
    if (
        any(token.low in ground.words.lower and token.low not in PARTICLES for token in own)
        or name.words.lower() in PARTICLES
    ):
        return True
    if any(is_class(token.low, "organisation") for token in name.tokens[name.first : name.last + 1]):
        return True
    for piece in (name.words, *bare(begin.text).split("-")):
        kinds = {each.kind for each in readings_of(piece, ground.gazetteer)[:1]}
        if kinds & {"demonym", "country", "region"} or is_class(piece.lower(), "not"):
            return True
    return any(each.common for each in ground.gazetteer.named(name.words)) and not name.typed


def _is_title(name: Name) -> bool:
    """Answer whether the words around are capitalised as in a headline."""
    around = (*name.tokens[max(0, name.first - 4) : name.first], *name.tokens[name.last : name.last + 4])
    words = [token for token in around if token.kind == "word" and len(token.text) > 3]
    if len(words) < 3 or any(is_class(token.low, "type") for token in words):
        return False
    return sum(token.text[0].isupper() for token in words) >= len(words) - 1


def _run_end(tokens: Sequence[Token], at: int, gazetteer: Gazetteer) -> int:
    """Return where a run of capitalised words ends: before a word such as "City" or a place that is known."""
    last = at + 1
    while last < len(tokens) and last - at < 4 and may_begin(tokens, last) and is_run(tokens, at, last + 1):
        if is_class(tokens[last].low, "type"):
            break
        if any(each.kind != "city" or each.population >= CITY for each in gazetteer.named(bare(tokens[last].text))):
            break
        if has_particle(tokens[last]) and has_particle(tokens[last - 1]):
            break  # "al-Mogambo al-Masharqeh" of a list that lost its commas
        if tokens[last].low in BEGINNERS and tokens[last - 1].low not in BEGINNERS | PARTICLES:
            break
        last += 1
    return last


def _is_told(name: Name) -> bool:
    """Answer whether the words beside a name say that it is a village's."""
    if name.before == "of" and is_class(low_at(name.tokens, name.first - 2), "type"):
        return True
    if is_class(name.before, "type") and _is_plural(name.before) and name.tokens[name.first - 1].text.islower():
        return True  # "two villages Foua and Kefraya"
    if is_class(name.before, "holding") and is_class(low_at(name.tokens, name.first - 2), "locative"):
        return True  # "on rebel-held Atareb"
    if is_class(name.after, "type") and not is_class(name.after, "landmark"):
        many = _is_plural(name.after)  # "in Tibetan areas"
        return not many and (is_class(name.before, "locative") or name.before == "the")
    if _is_described(name):
        return True
    plain = not name.words.isupper() and not is_class(name.after, "landmark")
    return plain and name.before in {"in", "near"} and len(name.words) > 3


def _is_described(name: Name) -> bool:
    """Answer whether what follows says what it is or where it lies: "Zahra, a district", "Atareb is in the west of"."""
    words = [low_at(name.tokens, name.last + each) for each in range(5)]
    if words[0] in {"lies", "sits"}:
        return True
    if words[0] not in {",", "is", "was"}:
        return False
    if words[1:3] == ["in", "the"] or words[1] in {"located", "situated"}:
        return words[1] != "in" or (is_class(words[3], "side") and words[0] != ",")
    return words[1] in {"a", "an"} and any(is_class(word, "type") for word in words[2:4])


def _is_landmark(name: Name) -> bool:
    """Answer whether the name is that of a square or street where something is: "in Siouf square"."""
    following = name.next
    here = leads_to(name.tokens, name.first - 1) or is_class(name.before, "type")
    return following is not None and is_class(following.low, "spot") and here


def _is_plural(word: str) -> bool:
    return word.endswith("s") and is_class(word, "type")


def _goes_on(name: Name, found: Sequence[Mention]) -> bool:
    """Answer whether the name goes on with a list of villages: "the towns of Suran and Halfaya"."""
    if not found or not found[-1].located or found[-1].rank > TOWN:
        return False
    begun = _is_list(name, found)
    if found[-1].rank != VILLAGE and not begun:
        return False
    between = [token.low for token in name.tokens[found[-1].last : name.first]]
    joined = between in (["and"], [","], [",", "and"])
    return joined or (not between and (begun or has_particle(name.tokens[name.first])))


def _is_list(name: Name, found: Sequence[Mention]) -> bool:
    """Answer whether the places right before the name are a list that a plural began: "the towns of"."""
    first = found[-1].first
    for each in reversed(found[:-1]):
        if first - each.last > 1:
            break
        first = each.first
    return _is_plural(low_at(name.tokens, first - 2)) or _is_plural(low_at(name.tokens, first - 1))


# -- a place named before


def _backward(tokens: Sequence[Token], at: int, seen: Sequence[Mention]) -> Mention | None:
    """Read "in the country", "across the city", "to the region" as the place last named of that kind."""
    before, word = low_at(tokens, at - 1), low_at(tokens, at + 1)
    into = is_class(before, "locative") or (low_at(tokens, at - 2), before) == ("out", "of")
    if is_class(word, "side"):  # "the war-torn country"
        at, word = at + 1, low_at(tokens, at + 2)
    if not into or low_at(tokens, at + 2) == "of":
        return None
    if word == "region":
        place = _world_region(seen)
        return Mention(at, at + 2, place, REGION, located=True) if place else None
    ranks = BACKWARD.get(word, ())
    told = next((each for each in reversed(seen) if each.rank in ranks and not each.adjective), None)
    return Mention(at, at + 2, told.place, told.rank, located=True) if told else None


@cache
def _world_regions() -> Mapping[str, frozenset[str]]:
    return {row["region"]: frozenset(row["countries"].split()) for row in load_table("onrecord.reading", "regions.tsv")}


def _world_region(seen: Sequence[Mention]) -> Place | None:
    """Return the region of the world last named, or that in which two or more of the countries named so far lie."""
    named = next((each.place for each in reversed(seen) if each.place.name in _world_regions()), None)
    if named:
        return named
    codes = {each.place.country_code for each in seen if each.place.country_code}
    name, members = max(_world_regions().items(), key=lambda told: len(told[1] & codes))
    return Place(name, precision="region") if len(members & codes) >= 2 else None


# -- places named together


def read_spots(tokens: Sequence[Token], mentions: Sequence[Mention]) -> list[Spot]:
    """Gather the places that are named together; only those said to be where something is."""
    gathered: list[list[Mention]] = []
    for each, following in pairwise([*mentions, None]):
        if each is None or each.adjective:
            continue
        if gathered and _is_together(tokens, gathered[-1][-1], each):
            gathered[-1].append(each)
        elif each.located or (following and _is_stretch(tokens, each, following)):
            gathered.append([each])
    return [_spot(tokens, told) for told in gathered]


def _is_stretch(tokens: Sequence[Token], left: Mention, right: Mention) -> bool:
    """Answer whether two places, no countries, bound a stretch of land: "between Orlow and Drumeir"."""
    joint = low_at(tokens, left.last) == "and" and right.first == left.last + 1
    return joint and low_at(tokens, left.first - 1) == "between" and max(left.rank, right.rank) < REGION


def _is_together(tokens: Sequence[Token], left: Mention, right: Mention) -> bool:
    between = tokens[left.last : right.first]
    joined = between[:1] and between[0].low == "and"  # "to Homs and to the Idlib border"
    known = TOGETHER | {"to", "at", "on"} if joined else TOGETHER
    return len(between) <= 6 and all(token.low in known or is_class(token.low, "side", "type") for token in between)


def _is_joint(gap: Sequence[str]) -> bool:
    """Answer whether the words between two places join them: "and", "and in", "and to the"."""
    return gap[-1] in {"and", "in", "of"} or (
        gap[0] == "and" and all(word in {"and", "to", "in", "the"} for word in gap)
    )


def _spot(tokens: Sequence[Token], told: Sequence[Mention]) -> Spot:
    """Make one of places named together: a list joined by "and", or one place within another.

    Out of a list goes what the last of its places lies in: "Foua and Kefraya in Idlib".
    """
    gaps = [[token.low for token in tokens[left.last : right.first]] for left, right in pairwise(told)]
    joined = [number for number, gap in enumerate(gaps) if "and" in gap and _is_joint(gap)]
    within = next((number for number, gap in enumerate(gaps) if {"in", "of", "near"} & set(gap)), len(gaps))
    if not joined or within < joined[0]:
        if within < len(gaps) and {"suburb", "suburbs", "outskirts"} & set(gaps[within]):
            return Spot(told[0].first, told[-1].last, (told[within + 1],))  # "the Damascus suburb of Jaramana"
        finest = min(told, key=lambda each: each.rank)
        kept = told if within == len(gaps) else [*told[: within + 1], *([finest] if finest.rank < told[0].rank else [])]
        return Spot(told[0].first, told[-1].last, tuple(kept))
    return Spot(told[0].first, told[-1].last, tuple(told[: joined[-1] + 2]), listed=True)
