"""Figures: the quantities of an article with what is counted, what is said of it, where and when.

Rules only: the tables name the words, the modules beside this one read numbers, nouns, measures, places
and times; here they are put together, sentence by sentence.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.counted import Amount, counts_after, measured_in, named, parse_of, said_of
from onrecord.reading.groups import read_groups
from onrecord.reading.measures import EVENTS, VOTES, Counted, read_measures
from onrecord.reading.nouns import (
    Noun,
    class_of,
    counts_people,
    is_noun,
    no_noun,
    read_measured,
    read_noun,
    read_subject,
    read_valued,
    unit_of,
)
from onrecord.reading.own import NOTHING, Own
from onrecord.reading.periods import read_calendar
from onrecord.reading.quantities import read_quantities
from onrecord.reading.scenes import read_headline, read_scenes
from onrecord.reading.showing import shown, shown_number
from onrecord.reading.stances import read_stance
from onrecord.reading.tenses import is_compared
from onrecord.reading.tokens import HYPHENS, low_at, stretch_of
from onrecord.reading.uncounted import is_idle, is_name, is_pointer
from onrecord.reading.when import period_of
from onrecord.reading.where import Before, places_of, read_whereabouts
from onrecord.types import Figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.gazetteer import Gazetteer
    from onrecord.reading.measures import Measured
    from onrecord.reading.naming import Seen
    from onrecord.reading.periods import When
    from onrecord.reading.quantities import Quantity
    from onrecord.reading.scenes import Scene
    from onrecord.reading.sentences import Sentence
    from onrecord.reading.tagger import Word
    from onrecord.reading.times import TimeExpression
    from onrecord.reading.tokens import Token
    from onrecord.reading.where import Named
    from onrecord.spans import Span
    from onrecord.types import Article, Stance

LINKS = frozenset({"from", "at", "is", "was", "are", "were", "and", "against", "with", "than", "including", "or"})
AFTER_BARE = frozenset({"", "in", "for", "on", "at", "last", "this", "a", "who", "that", "by", "when", "while"})
LENT_OVER = 6  # figures over which a unit or noun may be left out
LENDERS = frozenset({"money", "points", "length", "weight", "volume", "area", "angle", "temperature", "power", "other"})


@dataclass(frozen=True, slots=True)
class FoundFigure:
    """A figure where it stands."""

    span: Span  # the words of the quantity with what is counted
    sentence: int
    figure: Figure
    stance: Stance
    amount: Span  # the bare quantity


class Fields(NamedTuple):
    """What was read of a figure beside its number, each with the words that gave it."""

    measured: Measured
    unit: tuple[str | None, Span | None]
    subject: Span | None
    places: Sequence[Named]
    time: When | None


def read_figures(  # noqa: PLR0913 - what reading has at hand
    text: str,
    article: Article,
    sentences: Sequence[Sentence],
    gazetteer: Gazetteer,
    own: Own = NOTHING,
    *,
    tagged: Sequence[Word] = (),
    seen: Seen | None = None,
) -> tuple[FoundFigure, ...]:
    """Return the figures of an article's sentences, in order, read with a user's `own` words beside ours.

    Where the model has `tagged` the words of the text, how they hang together says what a measured amount is of; the
    names that it has `seen` tell places from people.
    """
    scenes = read_groups(read_scenes(text, article, sentences, gazetteer, seen))
    whereabouts, calendar = (
        read_whereabouts(scenes, read_headline(article, gazetteer, scenes)),
        read_calendar(text, article, scenes),
    )
    evacuation = any(token.low.startswith("evacu") for scene in scenes for token in scene.tokens)
    found: list[FoundFigure] = []
    before: Measured | None = None
    latest: Span | None = None  # what the figure before counts
    last: Before | None = None
    for scene in scenes:
        counted = read_counted(scene, own)
        measures = read_measures(scene.tokens, counted, before, own, evacuation=evacuation)
        said = _said(text, scene, counted, tagged)
        subject: Span | None = None
        for number, (each, measured) in enumerate(zip(counted, measures, strict=True)):
            measure = measured.measure
            lent = None if measure in EVENTS and last and last.measure not in EVENTS else latest
            subject = latest = said[number] or _subject(text, scene, each, subject, lent)
            unit = _unit(scene.tokens, each, measured, noun_understood(scene.tokens, counted, number))
            places = places_of(whereabouts, scene, counted, number, measure=measure, before=last)
            time = period_of(calendar, scene, each, measure, last)
            # What is part of a figure is not of the one that this is compared with.
            compared = last is not None and is_compared(scene.tokens, each)
            last = Before(scene.sentence, measure, places, last.time if last and compared else time)
            found.append(_found(text, scene, each, Fields(measured, unit, subject, places, time)))
            before = measured if each.quantity.kind in {None, "zero"} else before
    return tuple(found)


def _found(text: str, scene: Scene, each: Counted, fields: Fields) -> FoundFigure:
    """Return the figure where it stands, with its stance and the words that gave each field."""
    tokens, quantity = scene.tokens, each.quantity
    measured, (unit, unit_words), subject, places, time = fields
    stance, cue = read_stance(tokens, each.first, each.last)
    words = shown(
        {
            "unit": [unit_words],
            "measure": [measured.words],
            "subject": [subject],
            "places": [named.words for named in places],
            "time": [time.words if time else None],
            "stance": [cue],
        }
    )
    figure = Figure(
        quantity.low,
        quantity.high,
        quantity.comparator,
        unit,
        measured.measure,
        subject.words(text) if subject else None,
        tuple(named.place for named in places),
        time.period if time else None,
        shown=(*shown_number(tokens, quantity), *words),
    )
    span = stretch_of(tokens, each.first, each.last)
    return FoundFigure(span, scene.sentence, figure, stance, quantity.amount(tokens))


# -- what is counted


def read_counted(scene: Scene, own: Own) -> list[Counted]:
    """Return the quantities of a sentence that are figures, each with what it counts."""
    tokens, masked = scene.tokens, _masked(scene)
    found = [
        each
        for each in read_quantified(scene, masked, own)
        if not (is_pointer(tokens, each.quantity, each.noun, own) or is_idle(tokens, each.quantity, each.noun))
    ]
    return [_with_whole(tokens, each, following) for each, following in pairwise([*found, None]) if each]


def read_quantified(scene: Scene, masked: frozenset[int], own: Own = NOTHING) -> list[Counted]:
    """Return all quantities of a sentence that are no names, those too that count nothing of the world.

    The tokens in `masked`, those of dates for one, are no part of any.
    """
    tokens = scene.tokens
    found: list[Counted] = []
    for quantity in read_quantities(tokens, masked, own):
        noun = read_noun(tokens, quantity.last) if _has_noun(tokens, quantity) else no_noun(quantity.last)
        if noun.told and noun.first in masked:
            noun = no_noun(quantity.last)  # "2.1 last year"
        if not is_name(tokens, quantity, noun):
            told = _converted(tokens, quantity, found)
            found.append(Counted(told if noun.told else _with_lent_unit(tokens, told, found), noun))
    return found


def _with_lent_unit(tokens: Sequence[Token], quantity: Quantity, found: Sequence[Counted]) -> Quantity:
    """Let "84.75 cents, while the lowest is 74.07" be 74.07 cents, "rose 64 points to 4,577" 4,577 points."""
    before = low_at(tokens, quantity.first - 1)
    if quantity.unit or quantity.kind or not _is_left_bare(tokens, quantity.last) or before not in LINKS | {"to"}:
        return quantity
    for each in reversed(found[-LENT_OVER:]):
        lender = each.quantity
        if lender.kind in LENDERS and low_at(tokens, lender.first - 1) != "(":
            fits = lender.unit == "points" if before == "to" or lender.kind == "points" else not quantity.bare
            told = replace(quantity, unit=lender.unit, kind=lender.kind, bare=False, unit_words=lender.unit_words)
            return told if fits else quantity
        if lender.unit is None and each.noun.told:
            return quantity
    return quantity


def noun_understood(tokens: Sequence[Token], counted: Sequence[Counted], number: int) -> Noun:
    """Return what a number counts that leaves it out: "3.9 million sets, up from 2.4 million"; empty if unclear."""
    quantity = counted[number].quantity
    bare = quantity.unit is None and quantity.kind is None and _is_left_bare(tokens, quantity.last)
    if bare and low_at(tokens, quantity.first - 1) in LINKS:
        for each in reversed(counted[max(0, number - LENT_OVER) : number]):
            if each.noun.told and each.quantity.unit is None:
                return each.noun
            if each.quantity.kind not in {"duration", "share"}:
                break
    return no_noun(quantity.last)


def _is_left_bare(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether what follows a number at token `at` counts nothing: a stop, a place, a time, a clause."""
    following = low_at(tokens, at)
    return following in AFTER_BARE or not (following[0].isalnum() or following in HYPHENS)


def _with_whole(tokens: Sequence[Token], each: Counted, following: Counted | None) -> Counted:
    """Let "90 of the 195 deputies" be 90 deputies, "rose from 12 to 44 boats" 12 boats and 44."""
    if each.noun.told or following is None or each.quantity.kind or following.first - each.last not in {1, 2}:
        return each
    joint, before = low_at(tokens, each.last), low_at(tokens, each.first - 1)
    whole = joint == "of" or (joint == "to" and before == "from")
    part = whole and following.noun.told and following.quantity.kind is None
    return replace(each, noun=following.noun) if part else each


def _masked(scene: Scene) -> frozenset[int]:
    """Return the tokens that lie in a time expression; their numbers are no quantities."""
    return within_times(scene, [each for each in scene.times if not each.is_amount])


def within_times(scene: Scene, times: Sequence[TimeExpression]) -> frozenset[int]:
    """Return the tokens of a sentence that lie in one of the `times`."""
    return frozenset(
        at
        for each in times
        for at, token in enumerate(scene.tokens)
        if token.start < each.span.end and each.span.start < token.end
    )


def _has_noun(tokens: Sequence[Token], quantity: Quantity) -> bool:
    """Answer whether what follows may be the counted: after a unit only with "of", "worth" or a plain noun."""
    if quantity.kind is None or quantity.kind == "zero":
        return True
    following = low_at(tokens, quantity.last)
    return following in {"of", "worth"} or (
        quantity.kind in {"money", "share", "duration"}
        and quantity.last < len(tokens)
        and not class_of(tokens[quantity.last])
    )


def _converted(tokens: Sequence[Token], quantity: Quantity, found: Sequence[Counted]) -> Quantity:
    """Let "about 40 kilometres (25 miles)" be about 25 miles too, and "over $4m (€3.7m / £3.1m)" over both."""
    before = found[-1].quantity if found else None
    if before is None or not before.unit or not quantity.unit or quantity.comparator != "exactly":
        return quantity
    between = tokens[before.last : quantity.first]
    if len(between) != 1 or between[0].text not in {"(", "/"} or before.comparator in {"between", "vague"}:
        return quantity
    high = None if before.high is None else quantity.high
    return replace(quantity, comparator=before.comparator, high=high)


# -- what is said of it


def _said(text: str, scene: Scene, counted: Sequence[Counted], tagged: Sequence[Word]) -> list[Span | None]:
    """Return what amounts with no noun beside them are said of as the clause hangs together, None where untold."""
    if not tagged or all(each.noun.told for each in counted):
        return [None] * len(counted)
    parse = parse_of(text, tagged, stretch_of(scene.tokens, 0, len(scene.tokens)))
    amounts = amounts_of(scene.tokens, counted)
    measured = measured_in(parse, amounts)
    told: list[Span | None] = []
    for number, each in enumerate(counted):
        head = None if each.noun.told else next(iter(said_of(parse, amounts, number)), None)
        plain = each.quantity.kind in {None, "zero"}  # only the noun after it is counted: "40 mostly armed men"
        if (
            head is None
            or is_noun(parse.low(head), "generic")
            or (plain and not counts_after(parse, amounts[number], head))
        ):
            told.append(None)
        else:
            told.append(named(parse, head, measured))
    return told


def amounts_of(tokens: Sequence[Token], counted: Sequence[Counted]) -> list[Amount]:
    """Return where the quantities of a sentence stand."""
    return [
        Amount(
            stretch_of(tokens, each.quantity.first, each.quantity.last),
            stretch_of(tokens, each.quantity.first, each.noun.last if counts_beside(each) else each.quantity.last),
        )
        for each in counted
    ]


def counts_beside(each: Counted) -> bool:
    """Answer whether the noun beside a number is its unit: "six villages"."""
    return not each.quantity.unit and each.noun.told and each.noun.last > each.quantity.last


def _subject(text: str, scene: Scene, each: Counted, earlier: Span | None, before: Span | None) -> Span | None:
    """Return the counted noun phrase where it stands, or for an elliptic figure the one that is understood."""
    noun = each.noun if each.noun.told else _predicated(scene.tokens, each)
    if not noun.told:
        if earlier and each.quantity.kind in {None, "share"}:
            return earlier
        noun = _measured(scene.tokens, each.quantity)
        if noun.told and is_noun(scene.tokens[noun.head].low, "generic") and before:
            return before
    span = noun.span(scene.tokens)
    dated = span is not None and not each.noun.told and any(sign.isdigit() for sign in span.words(text))
    return span if span and not dated else earlier or before


def _measured(tokens: Sequence[Token], quantity: Quantity) -> Noun:
    """Return what an amount measures: the noun beside it, what is worth the money, else the subject of its clause."""
    noun = read_measured(tokens, quantity.first, quantity.last) if quantity.unit else no_noun(quantity.last)
    if noun.told:
        return noun
    return (read_valued if quantity.kind == "money" else read_subject)(tokens, quantity.first)


def _predicated(tokens: Sequence[Token], each: Counted) -> Noun:
    """Read what a number that counts nothing named is said to be: "41 dead", "31 are women", "the dead at 88"."""
    at = each.quantity.last
    if each.quantity.kind is None and at < len(tokens):
        if is_noun(tokens[at].low, "victims"):
            return Noun(at, at + 1, at)
        if tokens[at].low in {"are", "were"}:
            noun = read_noun(tokens, at + 1)
            return noun if noun.first == at + 1 and counts_people(tokens, noun) else no_noun(0)
        before = range(each.first - 1, max(0, each.first - 4), -1)
        dead = next((there for there in before if is_noun(tokens[there].low, "victims")), None)
        if dead and low_at(tokens, dead - 1) in {"the", "of"}:
            return Noun(dead, dead + 1, dead)
    return no_noun(0)


def _unit(
    tokens: Sequence[Token], each: Counted, measured: Measured, understood: Noun
) -> tuple[str | None, Span | None]:
    """Return the unit with the words that gave it."""
    measure, cue = measured
    if measure in VOTES:
        return "votes", cue
    if each.quantity.unit:
        return each.quantity.unit, each.unit_words(tokens)
    if measure == "change" and each.quantity.kind == "zero":
        return "percent", cue
    told = unit_of(tokens, each.noun if each.noun.told else understood)
    if told is None and measure in EVENTS | {"troops_present", "troops_deployed"}:
        return "people", cue
    return told, each.head(tokens) or (tokens[understood.head].span if told else None)
