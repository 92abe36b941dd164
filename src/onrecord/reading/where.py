"""Where: the places of a figure, from its own sentence first, then from the sentences around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.lexicon import word_list
from onrecord.reading.measures import EVENTS, VOTES, is_beside
from onrecord.reading.nouns import class_of, is_noun
from onrecord.reading.places import COUNTRY, DIVISION, REGION, Spot
from onrecord.reading.tokens import low_at, stretch_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.reading.measures import Counted
    from onrecord.reading.periods import When
    from onrecord.reading.places import Mention
    from onrecord.reading.scenes import Scene
    from onrecord.spans import Span
    from onrecord.types import Measure, Place

NOWHERE = frozenset({"money", "share"})  # no place but one that the sentence names
RUNNING = frozenset({"since", "war", "conflict", "overall", "total", "years", "uprising", "crisis"})
GIVEN = frozenset({"provided", "supplied", "provide", "supply", "providing", "supplying", "armed", "given"})
STATES = frozenset({"regime", "entity", "government", "state", "army", "military", "country"})
UNSPOKEN = frozenset({",", ";", "people", "that", "killed", "wounded", "injured"})
NEAR = 3  # sentences before and after in which the same happening is told
MONTH = 7  # signs of "2011-03"
FAR = 40  # sentences before, beyond which nothing is looked for
REACH = 45  # how far a place may stand from its figure within a sentence
AMONG = 8  # words within which "Among the dead were five children" comes to its figure
CROSSED, TOLD = 6, 25  # how much farther a place is beyond another figure, or beyond "said"
PART = 3  # figures that a part counts for
OF_HAPPENING = 5  # words after "83 days" among which "of fierce battle" stands
SHORT_REACH = 10  # the same for money and shares
# How much it counts for the place of the event that a place is said to be where something is, that it is one of the
# things of the first sentences ("the Ruvel dam burst"), that it stands in the headline.
LOCATED, LEADING, HEADLINED = 1.0, 3.0, 0.5
LEAD = 2  # sentences that tell the event


class Named(NamedTuple):
    """A place and the words of the article that name it; None where only the headline does."""

    place: Place
    words: Span | None


class Before(NamedTuple):
    """What was read of the figure before."""

    sentence: int
    measure: Measure
    places: tuple[Named, ...]
    time: When | None


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where an article as a whole is set."""

    scenes: Sequence[Scene]
    main: tuple[Named, ...]  # the place of the event that it tells
    country: tuple[Named, ...]  # the country that it names most often
    datelines: Mapping[Mention, Named]  # as they stand in its text
    digest: bool  # it has items with datelines of their own


def read_whereabouts(scenes: Sequence[Scene], headline: Sequence[Mention] = ()) -> Whereabouts:
    """Return where an article is set; `headline` are the places that its headline names."""
    every = [(mention, named) for scene in scenes for mention in scene.mentions for named in _named(scene, [mention])]
    front = _front(scenes, headline)
    return Whereabouts(
        scenes,
        _setting(scenes, headline, front) or _most_named([named for _, named in every if named.place.name in front]),
        _most_named([named for mention, named in every if mention.rank == COUNTRY]),
        {each: _named(scene, [each])[0] for scene in scenes for each in scene.mentions if each is scene.filed},
        len({scene.filed.place.name for scene in scenes if scene.filed}) > 1,
    )


def _named(scene: Scene, mentions: Iterable[Mention]) -> tuple[Named, ...]:
    """Return the places of mentions in a sentence, with their words."""
    return tuple(Named(each.place, stretch_of(scene.tokens, each.first, each.last)) for each in mentions)


def _front(scenes: Sequence[Scene], headline: Sequence[Mention]) -> frozenset[str]:
    """Return the names of the places that an article is about: those of headline and lead, and those named again."""
    lead = [each.place.name for scene in _lead(scenes) for each in scene.mentions if each is not scene.filed]
    counts = Counter(each.place.name for scene in scenes for each in scene.mentions)
    again = [name for name, count in counts.items() if count > 1]
    return frozenset((*lead, *again, *(each.place.name for each in headline)))


def _lead(scenes: Sequence[Scene]) -> list[Scene]:
    """Return the sentences that tell the event; a dateline that is one of its own is none."""
    told = (scene for scene in scenes if any(token.text.islower() for token in scene.tokens))
    return list(islice(told, LEAD))


def _setting(scenes: Sequence[Scene], headline: Sequence[Mention], front: frozenset[str]) -> tuple[Named, ...]:
    """Return the place of the event that an article tells: what it names often, and in headline and lead."""
    spots = [(scene, spot) for scene in scenes for spot in scene.spots if not _is_spoken(scene, spot)]
    finer = [(scene, spot) for scene, spot in spots if spot.rank < REGION]
    spoken = [(scene, _untold(scene)) for scene in _lead(scenes)]
    located = finer if len(finer) > 1 else spots
    told = [
        *((LOCATED, named) for scene, spot in located for named in _named(scene, spot.named)),
        *((LEADING, named) for scene, mentions in spoken for named in _named(scene, _fine(mentions))),
        *((HEADLINED, Named(mention.place, None)) for mention in _fine(headline)),
    ]
    weights: dict[str, float] = {}
    for weight, named in told:
        weights[named.place.name] = weights.get(named.place.name, 0) + weight
    told = [each for each in told if each[1].place.name in front]
    best = max(told, key=lambda each: weights[each[1].place.name], default=None)
    return (best[1],) if best else ()


def _untold(scene: Scene) -> list[Mention]:
    """Return the places of a sentence where nothing is said to be, but that of its dateline."""
    return [each for each in scene.mentions if not each.located and each is not scene.filed]


def _fine(mentions: Sequence[Mention]) -> list[Mention]:
    return [each for each in mentions if each.rank < REGION and not each.adjective and not each.spoken_for]


def _most_named(every: Sequence[Named]) -> tuple[Named, ...]:
    counts = Counter(named.place.name for named in every)
    return (max(every, key=lambda named: counts[named.place.name]),) if every else ()


def places_of(  # noqa: PLR0913 - a figure is looked at in its sentence and in its article
    whereabouts: Whereabouts,
    scene: Scene,
    counted: Sequence[Counted],
    number: int,
    *,
    measure: Measure,
    before: Before | None,
) -> tuple[Named, ...]:
    """Return the places of a figure, and what names them; none for votes, and for money and shares that are nowhere.

    `before` is what was read of the figure before.
    """
    each = counted[number]
    if measure in VOTES:
        return ()
    inside = [mention for mention in scene.mentions if 0 <= mention.first - each.quantity.last <= 2]
    if inside and measure == "share":
        return _named(scene, inside[:1])
    if measure == "supplied" and (taker := _taker(whereabouts.scenes, scene)):
        return (taker,)
    near = measure in NOWHERE or _is_abstract(scene, each, measure)
    spot = _nearest(scene, counted, number, reach=SHORT_REACH if near else REACH)
    if spot is None:
        told = before and (_is_of_a_kind(scene, counted, number) or _goes_on(scene, each, measure, before))
        shared = before.places if before and told else ()
        return shared or _elsewhere(whereabouts, scene, each, measure)
    if spot.rank == COUNTRY and len(spot.places) == 1 and measure in EVENTS and not _is_running(scene):
        return _finer(whereabouts.scenes, scene, spot)
    return _named(scene, spot.named)


def _is_of_a_kind(scene: Scene, counted: Sequence[Counted], number: int) -> bool:
    """Answer whether the figure stands beside one of its kind: "from 12 percent to 44 percent"."""
    if not number or counted[number].quantity.kind != counted[number - 1].quantity.kind:
        return False
    return is_beside(scene.tokens, counted, number)


def _goes_on(scene: Scene, each: Counted, measure: Measure, before: Before) -> bool:
    """Answer whether the figure goes on with the one before: "Among the dead were five children."."""
    if scene.tokens[0].low == "among" and each.first < AMONG:
        return True
    if _is_long(scene):
        return False
    return measure in EVENTS and measure == before.measure and scene.sentence - before.sentence <= 1


# -- in its own sentence


def _nearest(scene: Scene, counted: Sequence[Counted], number: int, reach: int) -> Spot | None:
    each = counted[number]
    listed = next((mention for mention in scene.mentions if _is_listed(scene, mention, each)), None)
    if listed:
        return Spot(listed.first, listed.last, (listed,))

    def cost(spot: Spot) -> float:
        first, last = (each.last, spot.first) if spot.first >= each.first else (spot.last, each.first)
        crossed = sum(PART if _is_part(scene, other) else 1 for other in counted if first <= other.first < last)
        told = any(class_of(scene.tokens[at]) == "reporting" for at in range(first, last))
        return last - first + (3 if spot.first < each.first else 0) + CROSSED * crossed + TOLD * told

    best = min((spot for spot in scene.spots if not _is_spoken(scene, spot)), key=cost, default=None)
    return best if best and cost(best) < reach else None


def _is_part(scene: Scene, each: Counted) -> bool:
    """Answer whether a figure is a part of the one before it, with a place of its own: "eleven, eight of them in"."""
    after = each.quantity.last
    return low_at(scene.tokens, after) == "of" and low_at(scene.tokens, after + 1) in {"them", "whom", "these", "those"}


def _is_spoken(scene: Scene, spot: Spot) -> bool:
    """Answer whether the place is where someone spoke: "told reporters in Vessany", "said by telephone from Lesmar"."""
    for at in range(spot.first - 1, max(-1, spot.first - 7), -1):
        token = scene.tokens[at]
        kind = class_of(token)
        if kind == "reporting":
            return True
        if token.kind == "number" or kind in {"auxiliary", "verb", "conjunction", "pronoun"} or token.low in UNSPOKEN:
            return False
    return False


def _is_listed(scene: Scene, mention: Mention, each: Counted) -> bool:
    """Answer whether the figure is given for the place before it: "Kuwait, with 13,500", "Qatar at 8,000"."""
    if mention.last > each.first or mention.adjective or each.first - mention.last > 2:
        return False
    between = [token.low for token in scene.tokens[mention.last : each.first]]
    possessive = low_at(scene.tokens, mention.last - 1).endswith("'s")
    return between in (["at"], ["with"], [",", "with"], [":"], ["("]) or (not between and possessive)


def _is_running(scene: Scene) -> bool:
    """Answer whether the sentence gives a total that runs over the whole country."""
    return _is_long(scene) or any(token.low in RUNNING for token in scene.tokens)


def _is_long(scene: Scene) -> bool:
    """Answer whether the sentence speaks of months or years: "since March 2011", "from April to July"."""
    since = any(token.low == "since" for token in scene.tokens)
    for time in scene.times:
        start, end = time.start or "", time.end or ""
        if since and 0 < len(start) <= MONTH:
            return True
        if time.relation == "between" and 0 < len(start) <= MONTH and start < end[:MONTH]:
            return True
    return False


# -- in the sentences around


def _elsewhere(whereabouts: Whereabouts, scene: Scene, each: Counted, measure: Measure) -> tuple[Named, ...]:
    """Return the places of a figure whose own sentence names none."""
    if each.quantity.kind == "points" or (measure == "duration" and not _is_of_happening(scene, each)):
        return ()
    national = measure == "share" and any(is_noun(token.low, "national") for token in scene.tokens)
    if national or measure == "change":
        own = _named(scene, (mention for mention in scene.mentions if mention.rank == COUNTRY))
        return own[:1] or whereabouts.country
    if measure in EVENTS and _is_long(scene):
        own = (
            *_named(scene, (mention for mention in scene.mentions if mention.rank == COUNTRY)),
            *(Named(place, scene.tokens[at].span) for at, place in scene.peoples),
        )
        return own[:1] or whereabouts.country
    if measure in NOWHERE or _is_abstract(scene, each, measure):
        return ()
    here = [mention for mention in _fine(_untold(scene)) if not _is_elsewhere(scene, mention)]
    return _named(scene, here) if len(here) == 1 else _around(whereabouts, scene, measure)


def _is_elsewhere(scene: Scene, mention: Mention) -> bool:
    """Answer whether a name is that of a government that speaks or of where something is from: "Vessany said"."""
    return low_at(scene.tokens, mention.first - 1) == "from" or any(
        at < len(scene.tokens) and class_of(scene.tokens[at]) == "reporting" for at in (mention.last, mention.last + 1)
    )


def _is_of_happening(scene: Scene, each: Counted) -> bool:
    """Answer whether a duration is that of something that is somewhere: "83 days of battle"."""
    words = {low_at(scene.tokens, at) for at in range(each.quantity.last, each.quantity.last + OF_HAPPENING)}
    return not words.isdisjoint(word_list("happenings that are somewhere"))


def _is_abstract(scene: Scene, each: Counted, measure: Measure) -> bool:
    """Answer whether what is counted is nowhere: members of a body, papers, reasons."""
    return measure not in EVENTS and each.noun.told and is_noun(scene.tokens[each.noun.head].low, "nowhere")


def _around(whereabouts: Whereabouts, scene: Scene, measure: Measure) -> tuple[Named, ...]:
    """Return the places of the sentence before, or of the article, or of the item of a digest."""
    before = whereabouts.scenes[scene.number - 1] if scene.number else None
    if before and before.filed is scene.filed and (told := _told_in(before)):
        return _named(before, min(told, key=lambda spot: spot.rank).named)
    if whereabouts.digest:
        return _filed(whereabouts, scene)
    return whereabouts.main or (_filed(whereabouts, scene) if measure in EVENTS else ())


def _told_in(scene: Scene) -> list[Spot]:
    """Return where a sentence tells its happening to be, as far as that may hold for the sentence after it."""
    fine = (spot for spot in scene.spots if spot.rank <= DIVISION or spot.listed)
    return [spot for spot in fine if not (spot.facility or _is_spoken(scene, spot))]


def _filed(whereabouts: Whereabouts, scene: Scene) -> tuple[Named, ...]:
    """Return the place of the dateline that holds for a sentence."""
    if scene.filed is None:
        return ()
    return (whereabouts.datelines.get(scene.filed, Named(scene.filed.place, None)),)


def _taker(scenes: Sequence[Scene], scene: Scene) -> Named | None:
    """Return the country of "the regime", "the government" that was provided with what is counted."""
    given = [at for at, token in enumerate(scene.tokens) if token.low in GIVEN]
    if not any(low_at(scene.tokens, at + 2) in STATES for at in given):
        return None
    for other in reversed(scenes[max(0, scene.number - FAR) : scene.number + 1]):
        for at, place in reversed(other.peoples):
            if {low_at(other.tokens, at + 1), low_at(other.tokens, at + 2)} & STATES:
                return Named(place, other.tokens[at].span)
    return None


def _finer(scenes: Sequence[Scene], scene: Scene, whole: Spot) -> tuple[Named, ...]:
    """Return the finest place within the country that its own sentence or those around name, or the country."""
    (country,) = whole.places
    own = [each for each in _fine(scene.mentions) if each.place.country_code in {None, country.country_code}]
    if own:
        return _named(scene, [min(own, key=lambda each: each.rank)])
    after = scenes[scene.number + 1 : scene.number + 1 + NEAR]
    before = scenes[max(0, scene.number - NEAR) : scene.number]
    for other in (*after, *reversed(before)):
        told = [spot for spot in other.spots if spot.rank < COUNTRY and _lies_in(spot, country)]
        if told and not _is_running(other):
            return _named(other, min(told, key=lambda spot: spot.rank).named)
    return _named(scene, whole.named)


def _lies_in(spot: Spot, country: Place) -> bool:
    return all(place.country_code in {None, country.country_code} for place in spot.places)
