"""Statements against statements: the same words of the same speaker in two articles, and denials of what others say."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from onrecord.linking.pages import Page, affinity
from onrecord.linking.words import content_words
from onrecord.types import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from onrecord.linking.entities import Voice
    from onrecord.spans import Span
    from onrecord.types import Claim

COMMON = 30  # statements of one voice that hold a pair of words; above it, the pair tells nothing
SURE = 9  # as many words in common are one statement, whatever the articles are about
SAME_HAPPENING = 0.15  # affinity of two articles about one happening
LEAST = 5  # content words that must be shared
LEAST_REPORTED = 6
LEAST_SAME = 3  # of a quotation that is the same to the last word, in articles about one happening
QUOTED, REPORTED = 0.6, 0.7  # share of the shorter side: quotations are cut, paraphrases reworded
SAME_DAYS, LATER_DAYS = 2, 14  # between two articles
SAME_LATER = 0.9  # of a paraphrase weeks later: all but its words
DENIED = 0.5  # share of a denial's content words that what it denies must hold
DENIED_DAYS = 30  # a denial follows within a month
TOLD_OF = 60  # statements that hold a word; above it, the word does not help to find what is denied


@dataclass(frozen=True, slots=True)
class Said:
    """A statement ready for comparison."""

    claim: Claim
    page: Page
    voice: Voice
    words: tuple[str, ...]  # content words of what is said, without source and cue


def read_said(claim: Claim, page: Page, voice: Voice) -> Said:
    """Make a statement ready for comparison."""
    text = page.reading.document.text
    content = claim.attribution.content if claim.attribution else (claim.span,)
    words = [word for span in content for word in content_words(span.words(text))]
    return Said(claim, page, voice, tuple(words))


def match_statements(said: Sequence[Said]) -> Iterator[Link]:
    """Yield the links between statements of different articles."""
    ordered = sorted(said, key=lambda each: (each.page.day, each.claim.id))
    yield from _repeats([each for each in ordered if each.claim.stance != "denied"])
    yield from _denials(ordered)


def _repeats(said: Sequence[Said]) -> Iterator[Link]:
    """Find statements of one voice that two articles hold, by the pairs of words that follow each other in both."""
    holders: dict[tuple[str, str, str], list[int]] = {}
    for place, each in enumerate(said):
        for pair in set(zip(each.words, each.words[1:], strict=False)):
            holders.setdefault((each.voice.entity, *pair), []).append(place)
    shared: dict[tuple[int, int], int] = {}
    for places in holders.values():
        if 1 < len(places) <= COMMON:
            for step, right in enumerate(places):
                for left in places[:step]:
                    shared[left, right] = shared.get((left, right), 0) + 1
    for (left, right), pairs in sorted(shared.items()):
        if pairs > 1 and (link := _repeated(said[left], said[right])):
            yield link


def _repeated(left: Said, right: Said) -> Link | None:
    if left.page.reading.article.id == right.page.reading.article.id:
        return None
    shared = LCSseq.similarity(left.words, right.words)
    share = shared / (min(len(left.words), len(right.words)) or 1)
    direct = {left.claim.speech, right.claim.speech} <= {"direct", "mixed"}
    if direct and left.words == right.words and _is_named_again(left, right, shared):
        return _repeat(left, right, shared, share, "the same quotation")
    if left.voice.unsure or shared < (LEAST if direct else LEAST_REPORTED) or share < (QUOTED if direct else REPORTED):
        return None
    if not direct and _is_formula(left, right, shared, share):
        return None
    return _repeat(left, right, shared, share, "the same quotation" if direct else "the same words")


def _is_formula(left: Said, right: Said, shared: int, share: float) -> bool:
    """Answer whether what two paraphrases share may be said of every such happening."""
    if left.voice.unnamed and (shared < SURE or _apart(left, right) > SAME_DAYS):
        return True  # "the source added" is a different source each day
    if _apart(left, right) > LATER_DAYS and share < SAME_LATER:
        return True  # weeks later it is another blast at the same place
    # "The source added that houses were damaged" is said of every attack.
    return shared < SURE and affinity(left.page, right.page) < SAME_HAPPENING


def _apart(left: Said, right: Said) -> int:
    """Return how many days lie between two articles, none where one is undated."""
    return left.page.told.apart(right.page.told) if left.page.told and right.page.told else 0


def _is_named_again(left: Said, right: Said, shared: int) -> bool:
    """Answer whether a few words of a named speaker, the same to the last, are one quotation."""
    known = not (left.voice.unsure or left.voice.unnamed)
    return known and shared >= LEAST_SAME and affinity(left.page, right.page) >= SAME_HAPPENING


def _repeat(left: Said, right: Said, shared: int, share: float, kind: str) -> Link:
    detail = f"{kind} of {left.voice.name}: {shared} words in common"
    return Link("repeats", left.claim.id, right.claim.id, round(share, 2), detail, left.claim.span, right.claim.span)


def _denials(said: Sequence[Said]) -> Iterator[Link]:
    """Find what denials deny: an asserted statement of another voice whose words hold most of the denial's."""
    denials = [each for each in said if each.claim.stance == "denied" and len(set(each.words)) >= 3]
    said_in: dict[str, list[Said]] = {}
    for each in said:
        said_in.setdefault(each.claim.article, []).append(each)
    denied_in: dict[str, list[Span]] = {}
    for each in denials:
        denied_in.setdefault(each.claim.article, []).append(each.claim.span)
    denials = [each for each in denials if not _is_read_twice(each, said_in.get(each.claim.article, ()))]
    others = [each for each in said if each.claim.stance == "asserted" and not _stands_in_denial(each, denied_in)]
    holders = _holders(others, wanted={word for each in denials for word in each.words})
    for denial in denials:
        shared = Counter(place for word in sorted(set(denial.words)) for place in holders.get(word, ()))
        for place, _ in shared.most_common(5):
            if link := _denied(denial, others[place]):
                yield link


def _holders(said: Sequence[Said], wanted: set[str]) -> dict[str, list[int]]:
    """Return the places of the statements that hold each of the `wanted` words, but for words that too many hold."""
    holders: dict[str, list[int]] = {}
    for place, each in enumerate(said):
        for word in wanted & set(each.words):
            holders.setdefault(word, []).append(place)
    return {word: told for word, told in holders.items() if len(told) <= TOLD_OF}


def _stands_in_denial(said: Said, denied_in: Mapping[str, Sequence[Span]]) -> bool:
    """Answer whether a statement's own sentence says that it is denied."""
    return any(said.claim.span.overlaps(span) for span in denied_in.get(said.claim.article, ()))


def _is_read_twice(denial: Said, beside: Sequence[Said]) -> bool:
    """Answer whether the words of a denial are also read as what somebody else asserts."""
    return any(
        other.claim.stance == "asserted"
        and other.voice.entity != denial.voice.entity
        and other.claim.span.overlaps(denial.claim.span)
        and len(set(denial.words) & set(other.words)) >= DENIED * len(set(denial.words))
        for other in beside
    )


def _denied(denial: Said, other: Said) -> Link | None:
    if denial.page.reading.article.id == other.page.reading.article.id or denial.voice.entity == other.voice.entity:
        return None
    if denial.page.told and other.page.told and denial.page.told.apart(other.page.told) > DENIED_DAYS:
        return None
    if denial.voice.unsure or other.voice.unsure or LCSseq.similarity(denial.words, other.words) >= SURE:
        return None  # so many words in one order are one sentence, read once as denied
    mine, theirs = set(denial.words), set(other.words)
    shared = mine & theirs
    share = len(shared) / min(len(mine), len(theirs))
    if len(shared) < 3 or share < DENIED or share + affinity(denial.page, other.page) < 0.7:
        return None
    left, right = sorted((denial, other), key=lambda each: (each.page.day, each.claim.id))
    words = ", ".join(sorted(shared)[:5])
    detail = f"{denial.voice.name} denies what {other.voice.name} says; both speak of {words}"
    return Link(
        "contradicts", left.claim.id, right.claim.id, round(share, 2), detail, left.claim.span, right.claim.span
    )
