"""Facts: figures with what their articles say around them, ready to be laid side by side."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from onrecord.linking.subjects import Subject, kinship, read_subject
from onrecord.linking.when import Occasion, changed, read_occasion
from onrecord.linking.words import content_words, folded_words
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.gazetteer import Gazetteer
    from onrecord.linking.entities import Voice
    from onrecord.linking.pages import Page
    from onrecord.spans import Span
    from onrecord.types import Claim, Figure, Number

BEFORE, AFTER = 90, 40  # characters around a figure that tell how it is counted
_BY_THE_WAY = re.compile(
    r"\b(?:that|which|who)\s+(?:\w+\s+){0,2}?(?:killed|left|claimed|wounded|injured|leaving)\s*$"
    r"|\b(?:after|over|following|for) the (?:deaths?|killings?) of\s*$"
    r"|\b(?:that|which)\s+(?:hit|struck|ripped|tore|targeted|rocked|shook)\b[^.;]{0,90}\b(?:killing|wounding|injuring|leaving)\s*$"
)
_FROM, _TO = re.compile(r"\bfrom\s+$"), re.compile(r"\s+to\s+[\w$€£]")
_SHOWN = 60  # characters of a figure's words in the detail of a link
_MORE = re.compile(r"\bmore\b(?! than)")
_OTHERS = frozenset({"other", "others", "another", "further", "additional", "remaining", "rest"})


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure with what its article says around it, ready for comparison."""

    claim: Claim
    figure: Figure
    page: Page
    voice: Voice
    subject: Subject
    occasion: Occasion
    around: frozenset[str]  # content words of its sentence without the figure's own
    background: bool = False  # "the attack that killed 58": told by the way, on nobody's word
    placed: bool = True  # its own sentence names its place
    leading: bool = True  # it stands for what its article says on its measure
    beside: frozenset[tuple[str, Number]] = frozenset()  # what other voices in its article say on the same
    before: frozenset[Number] = frozenset()  # what its voice said earlier, as its article tells: "up from 12,400"

    @property
    def days(self) -> set[date]:
        """The days under which it is found: when it happened, and as of when the value is told."""
        return {days.first for days in (self.occasion.days, self.occasion.as_of) if days}

    @property
    def own(self) -> bool:
        """Whether the publisher says it in its own voice."""
        return self.claim.own_voice

    @property
    def words(self) -> str:
        """The figure as printed, short enough for the detail of a link."""
        words = " ".join(self.claim.span.words(self.page.reading.document.text).split())
        return f"“{words}”" if len(words) <= _SHOWN else f"“{words[:_SHOWN]}…”"


@cache
def measures(column: str) -> frozenset[str]:
    """Load the measures for which a column of the table of measures says yes."""
    return frozenset(row["measure"] for row in load_table("onrecord.linking", "measures.tsv") if row[column])


def read_fact(claim: Claim, page: Page, voice: Voice, gazetteer: Gazetteer) -> Fact | None:
    """Make a figure ready for comparison; None for a statement, or for a figure that nobody holds to be so."""
    figure = claim.figure
    if figure is None or claim.stance not in {"asserted", "denied", "planned"}:
        return None
    line, sentence = page.line_of(claim.span), page.sentence(claim.span)
    printed = claim.span.words(page.reading.document.text)
    own = set(content_words(printed))
    says = _said_of_count(claim, page)
    return Fact(
        claim,
        figure,
        page,
        voice,
        read_subject(figure, gazetteer, printed),
        read_occasion(figure, sentence, page.told, held=figure.measure in measures("held"), says=says),
        frozenset(line.words if line else content_words(sentence)) - own,
        background=bool(
            _BY_THE_WAY.search(page.reading.document.text, max(0, claim.span.start - 150), claim.span.start)
        ),
        placed=any(place.name.casefold() in sentence.casefold() for place in figure.places),
        leading=not says & {"part", "past"} and not _is_of_others(claim, page),
    )


@cache
def _count_words() -> dict[str, str]:
    return {row["word"]: row["says"] for row in load_table("onrecord.linking", "count_words.tsv")}


@cache
def _count_pattern() -> re.Pattern[str]:
    words = sorted(_count_words(), key=len, reverse=True)
    begin = "".join(sorted({word[0] for word in words}))  # most words of a text begin none of these: look no further
    return re.compile(rf"\b(?=[{re.escape(begin)}])(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _said_of_count(claim: Claim, page: Page) -> frozenset[str]:
    """Say what the words just before and after a figure tell of its count; a part is told right beside it."""
    line, text = page.line_of(claim.span), page.reading.document.text
    start, end = (line.span.start, line.span.end) if line else (claim.span.start, claim.span.end)
    found = set()
    for told in _count_pattern().finditer(
        text, max(start, claim.span.start - BEFORE), min(end, claim.span.end + AFTER)
    ):
        says = _count_words()[told.group().casefold()]
        if says not in {"part", "past"} or _is_beside(told, claim.span, text):
            found.add(says)
    if _FROM.search(text, max(start, claim.span.start - 12), claim.span.start) and _TO.match(text, claim.span.end, end):
        found.add("past")  # "from 97 to 95"
    return frozenset(found)


def _is_beside(told: re.Match[str], span: Span, text: str) -> bool:
    """Answer whether words stand right before a figure ("including 6") or, of what was found, right after it."""
    if told.end() <= span.start:
        return (
            not told.group().casefold().startswith(("were", "was")) and len(text[told.end() : span.start].split()) < 2
        )
    verb = told.group().casefold().startswith(("were", "was", "of "))
    return told.start() < span.end or (verb and not re.search(r"\w", text[span.end : told.start()]))


def _is_of_others(claim: Claim, page: Page) -> bool:
    """Answer whether the words count others beside some already counted: "another ten", "six more"."""
    span, text = claim.span, page.reading.document.text
    before = text[max(page.reading.article.start, span.start - 12) : span.start]
    subject = claim.figure.subject if claim.figure else None
    words = {*folded_words(before)[-1:], *folded_words(span.words(text)), *folded_words(subject or "")}
    return bool(words & _OTHERS or _MORE.search(span.words(text)))


def compare_within(facts: Iterable[Fact]) -> list[Fact]:
    """Compare the figures of each article with each other before they meet those of other articles.

    Of each voice and measure one stands for the article: the latest, then the largest. The rest are its parts
    ("21 of them in the clinic") or its past ("up from nine"), by which that of an earlier article is known. What
    other voices say beside it shows that the article tells them apart.
    """
    told: dict[tuple[str, str], list[Fact]] = {}
    for fact in facts:
        told.setdefault((fact.claim.article, fact.figure.measure), []).append(fact)
    return [_within(fact, group) for group in told.values() for fact in group]


def _within(fact: Fact, group: Sequence[Fact]) -> Fact:
    own = [each for each in group if each.leading and _of_one_kind(each, fact)]
    past = (
        each.figure.low for each in group if "past" in each.occasion.says and each.voice.entity == fact.voice.entity
    )
    others = (
        (each.voice.entity, each.figure.low)
        for each in group
        if each.voice.entity != fact.voice.entity and kinship(each.subject, fact.subject) == "same"
    )
    return replace(
        fact,
        leading=fact.leading and fact.figure.low == max(own, key=_recency).figure.low,
        beside=frozenset((voice, low) for voice, low in others if low is not None),
        before=frozenset(low for low in past if low is not None and fact.leading),
    )


def _of_one_kind(one: Fact, other: Fact) -> bool:
    return (one.voice.entity, one.subject.kind, one.occasion.course) == (
        other.voice.entity,
        other.subject.kind,
        other.occasion.course,
    )


def _recency(fact: Fact) -> tuple[bool, date, float]:
    """Order by how surely a figure is the count that stands: said to be so, then the latest, then the largest."""
    days = fact.occasion.days or fact.occasion.as_of
    return changed(fact.occasion), days.last if days else date.min, float(fact.figure.low or 0)


def told_before(left: Fact, right: Fact) -> bool:
    """Answer whether the later article gives the earlier value as that from which its source went on."""
    return left.voice.entity == right.voice.entity and left.figure.low in right.before


def prints_as_its(one: Fact, other: Fact) -> bool:
    """Answer whether an article counts the other's number too, in a sentence that names it, whoever was read there."""
    low, text = other.figure.low, one.page.reading.document.text
    if low is None or low not in {value for _, value in one.beside}:
        return False
    printed = "|".join(map(re.escape, (f"{low}", f"{low:,}")))
    number = re.compile(rf"(?<![\d.,])(?:{printed})(?!\d)")
    return any(
        number.search(text, line.span.start, line.span.end)
        and any(name in line.span.words(text).casefold() for name in other.voice.called)
        for line in one.page.lines
    )


def runs_on(fact: Fact) -> bool:
    """Answer whether a figure is a count that runs on: its words say so, or it counts those still in a state."""
    return changed(fact.occasion) or fact.figure.measure in measures("falls")
