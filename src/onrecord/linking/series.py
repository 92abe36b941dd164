"""Series: comparable figures over time, whoever says them; running totals and counts of single events apart."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from onrecord.linking.facts import measures
from onrecord.linking.marks import find_marks
from onrecord.linking.subjects import ONE_OF_MANY, kinship, root
from onrecord.linking.when import MONTH
from onrecord.types import Observation, Series, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.linking.facts import Fact
    from onrecord.linking.independence import Origins
    from onrecord.linking.when import Course
    from onrecord.types import Link, Mark, SeriesKind

Key = tuple[str, ...]

_KINDS: dict[Course, SeriesKind] = {"total": "cumulative", "event": "event", "held": "snapshot"}

_VOTES = frozenset({"votes_for", "votes_against", "abstentions"})
_COUNTED = frozenset({"count", "duration", "change"})  # these say nothing but their noun
_ANYONE = frozenset({"people", "person", "other", "number", "total", "figure", "count", "individual"})


def build_series(
    facts: Sequence[Fact], happenings: Mapping[str, str], origins: Origins, links: Iterable[Link]
) -> tuple[Series, ...]:
    """Put figures into series; `happenings` says of which one each article tells, `links` what updates what."""
    groups: dict[Key, list[Fact]] = {}
    beside = _by_article(facts)
    for fact in facts:
        # What a count was before ("from 97 to 95") is told without its day: the pages of that day have it.
        if fact.claim.stance == "asserted" and "past" not in fact.occasion.says:
            groups.setdefault(_key(fact, beside[fact.claim.article], happenings), []).append(fact)
    begun = (each for key, told in groups.items() for each in _by_beginning(key, told))
    apart = (each for key, told in begun for each in _set_apart(key, told))
    before = {link.right: link.left for link in links if link.relation == "updates"}
    return tuple(_series(key, told, origins, before) for key, told in sorted(apart, key=lambda each: each[0]))


def _by_beginning(key: Key, facts: list[Fact]) -> Iterator[tuple[Key, list[Fact]]]:
    """Part running totals by the day since which they count; what does not say goes with the only ones that do."""
    groups: list[list[Fact]] = []
    silent = [fact for fact in facts if fact.occasion.since is None]
    last: date | None = None
    for fact in sorted((fact for fact in facts if fact.occasion.since), key=_since):
        if last is None or (_since(fact) - last).days > MONTH:
            groups.append([])
        groups[-1].append(fact)
        last = _since(fact)
    if len(groups) < 2:
        yield key, facts
        return
    yield from (((*key, _since(group[0]).isoformat()), group) for group in groups)
    if silent:
        yield key, silent


def _since(fact: Fact) -> date:
    return fact.occasion.since or date.max


def _set_apart(key: Key, facts: list[Fact]) -> Iterator[tuple[Key, list[Fact]]]:
    """Take out of a series of sums or counts those of which one article tells several: they are of several things."""
    if key[0] not in measures("noun"):
        yield key, facts
        return
    values: dict[str, set[float | None]] = {}
    for fact in facts:
        values.setdefault(fact.claim.article, set()).add(fact.figure.low)
    alone = [fact for fact in facts if len(values[fact.claim.article]) > 1]
    together = [fact for fact in facts if len(values[fact.claim.article]) == 1]
    if together:
        yield key, together
    yield from (((*key, fact.claim.id), [fact]) for fact in alone)


def _by_article(facts: Iterable[Fact]) -> dict[str, list[Fact]]:
    told: dict[str, list[Fact]] = {}
    for fact in facts:
        told.setdefault(fact.claim.article, []).append(fact)
    return told


def _key(fact: Fact, beside: Iterable[Fact], happenings: Mapping[str, str]) -> Key:
    """Return what figures of one series have in common."""
    figure = fact.figure
    places = sorted({f"{place.name}/{place.country_code or ''}" for place in figure.places})
    # Votes are counted once, so the figures of one ballot are those of one happening; people of no known place are too.
    alone = figure.measure in _VOTES or not (places or figure.measure in measures("noun"))
    happening = happenings[fact.claim.article] if alone else ""
    return (
        figure.measure,
        figure.unit or "",
        *_subject(fact, beside),
        "+".join(places),
        fact.occasion.course,
        happening,
    )


def _counted(fact: Fact) -> tuple[str, str]:
    """Return the head noun of what is merely counted; people of whom no more is said are those of one claim."""
    noun, of = fact.subject.noun, fact.subject.of or ""
    if noun in _ANYONE and not fact.subject.more:
        return noun, fact.claim.id
    return " ".join([*sorted(fact.subject.more), noun]), of


def _subject(fact: Fact, beside: Iterable[Fact]) -> tuple[str, str]:
    """Return the kind of subject and whose; civilians are the people counted unless their article sets both apart."""
    if fact.figure.measure in _COUNTED:
        return _counted(fact)
    subject = fact.subject
    countries = {place.country_code for place in fact.figure.places}
    whose = "" if subject.of is None or subject.of in countries else subject.of
    contrasted = any(
        other.figure.measure == fact.figure.measure and kinship(subject, other.subject) == "part" for other in beside
    )
    if subject.kind in ONE_OF_MANY and not contrasted:
        return root(subject), whose
    more = "" if root(subject) == "people" else " ".join(sorted(subject.more))
    return " ".join(filter(None, (more, subject.kind))), whose


def _series(key: Key, facts: Sequence[Fact], origins: Origins, before: Mapping[str, str]) -> Series:
    ordered = sorted(facts, key=_when)
    marks = find_marks(ordered, before)
    figure = ordered[0].figure
    places = sorted({place.name for place in figure.places})
    return Series(
        id=identifier("series", *key),
        measure=figure.measure,
        unit=figure.unit,
        subject=_title(key, facts),
        place=" and ".join(places) or None,
        observations=tuple(_observation(fact, marks.get(fact.claim.id)) for fact in ordered),
        origin_count=origins.count(fact.claim.id for fact in facts),
        kind=_KINDS[ordered[0].occasion.course],
    )


def _title(key: Key, facts: Iterable[Fact]) -> str | None:
    """Return what a series counts: the kind of people, or the words that most of its figures use for the things."""
    kinds = {root(fact.subject) for fact in facts}
    if kinds == {"people"} and key[0] not in _COUNTED:
        return key[2]
    subjects = Counter(fact.figure.subject for fact in facts if fact.figure.subject)
    return max(sorted(subjects), key=lambda subject: subjects[subject], default=None)


def _observation(fact: Fact, mark: Mark | None) -> Observation:
    figure = fact.figure
    start, end = _period(fact)
    publisher = fact.page.reading.article.publisher
    return Observation(
        start, end, figure.low, figure.high, figure.comparator, fact.claim.id, fact.voice.origin, publisher, mark
    )


def _period(fact: Fact) -> tuple[str | None, str | None]:
    """Return the period a figure covers; where it does not say until when, the day on which it was told."""
    time = fact.figure.time
    start, end = (time.start, time.end) if time else (None, None)
    reading = fact.page.reading
    told = reading.article.date_published or reading.document.captured_at
    if fact.occasion.course == "total":
        return start, (end if end != start else None) or told
    return (start, end or told) if start or end else (told, told)


def _when(fact: Fact) -> tuple[bool, str, str, float, str, int]:
    """Order by the end of the period; of totals of unknown date the smaller comes first, after the known."""
    start, end = _period(fact)
    return end is None, end or "", start or "", float(fact.figure.low or 0), fact.claim.article, fact.claim.span.start
