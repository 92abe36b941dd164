"""Copies: the claims that stand at the same place of two passages, one of which was made from the other."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING

from rapidfuzz.distance import LCSseq

from onrecord.linking.text_reuse import STOCK_DAYS
from onrecord.linking.values import agreement
from onrecord.linking.words import content_spans
from onrecord.partition import Groups
from onrecord.types import Link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.linking.pages import Page
    from onrecord.linking.text_reuse import Passage, Reuse
    from onrecord.spans import Span
    from onrecord.types import Claim

LONE_WORDS = 15  # a sentence that alone is shared, weeks apart, is a formula unless it is so long
STOCK_SCORE = 0.5  # a background paragraph is copied too, but says little about who has news from whom


def link_copies(pages: Sequence[Page], reuse: Reuse) -> Iterator[Link]:
    """Yield a link for every two claims that are the same words of two articles.

    What an outlet prints under its own articles again and again is no copied news: its links have no score, and only
    explain why the claims are alike.
    """
    counts = Counter((passage.left, passage.right) for passage in reuse.passages)
    for passage in reuse.passages:
        left, right = pages[passage.left], pages[passage.right]
        if counts[passage.left, passage.right] == 1 and _is_formula(passage, left, right):
            continue
        for one, other in _aligned(passage, left, right):
            yield _copy(passage, reuse.contained[passage.left, passage.right], (left, one), (right, other))


def as_stars(links: Sequence[Link], pages: Sequence[Page]) -> tuple[Link, ...]:
    """Leave of the copies of one text those that tie each to its origin: of n claims n - 1 links, not all pairs.

    A copy that shares nothing with the first of its claims itself hangs on the earliest with which it does.
    """
    rank = {claim.id: (place, claim.span.start) for place, page in enumerate(pages) for claim in page.reading.claims}
    tied = Groups[str]()
    left_out: set[tuple[str, str]] = set()
    copies = (link for link in links if link.relation == "copies")
    for link in sorted(copies, key=lambda each: (rank[each.left], -each.score, rank[each.right], each.right)):
        if tied.of(link.left) == tied.of(link.right):
            left_out.add((link.left, link.right))
        tied.join(link.left, link.right)
    return tuple(link for link in links if link.relation != "copies" or (link.left, link.right) not in left_out)


def _is_formula(passage: Passage, left: Page, right: Page) -> bool:
    """Answer whether a sentence may have been written twice: "a source said the attack left no casualties"."""
    weeks = left.told is not None and right.told is not None and left.told.apart(right.told) > STOCK_DAYS
    return weeks and not passage.stock and passage.shared < LONE_WORDS


def _is_own_background(passage: Passage, left: Page, right: Page) -> bool:
    publisher = left.reading.article.publisher
    return passage.stock and publisher is not None and publisher == right.reading.article.publisher


def _copy(passage: Passage, contained: float, left: tuple[Page, Claim], right: tuple[Page, Claim]) -> Link:
    score = round(STOCK_SCORE * passage.share if passage.stock else passage.share, 2)
    if _is_own_background(passage, left[0], right[0]):
        score = 0.0
    words = [f"{passage.shared} words of the sentence stand in both"]
    if passage.stock:
        words.append(f"a background paragraph, printed in {passage.printings} articles")
    elif contained >= 0.3:
        words.append(f"{contained:.0%} of the shorter article stands in the other")
    if (one := left[1].figure) and (other := right[1].figure) and agreement(one, other) != "same":
        words.append("but with another number")
    if not left[0].is_before(right[0]):
        words.append("which was first is not known")
    return Link("copies", left[1].id, right[1].id, score, "; ".join(words), left[1].span, right[1].span)


def _aligned(passage: Passage, left: Page, right: Page) -> Iterator[tuple[Claim, Claim]]:
    """Pair the claims of two passages whose words lie against each other, best first, each once."""
    ones, others = _claims_in(left, passage.left_span), _claims_in(right, passage.right_span)
    if not ones or not others:
        return
    match = _word_match(passage, left, right)
    scored = sorted(
        (-overlap, one.id, other.id, one, other)
        for one in ones
        for other in others
        if one.kind == other.kind and (overlap := _overlap(match, one.span, other.span)) > 0 and _alike(one, other)
    )
    taken: set[str] = set()
    for *_, one, other in scored:
        if one.id not in taken and other.id not in taken:
            taken |= {one.id, other.id}
            yield one, other


def _alike(one: Claim, other: Claim) -> bool:
    """Answer whether two claims can be copies: figures of one measure whose words lie together."""
    if one.figure is None or other.figure is None:
        return True
    return one.figure.measure == other.figure.measure or agreement(one.figure, other.figure) == "same"


def _claims_in(page: Page, span: Span) -> list[Claim]:
    claims = sorted(page.reading.claims, key=lambda claim: (claim.span.start, claim.id))
    first = bisect_left(claims, span.start, key=lambda claim: claim.span.start)
    found = []
    for claim in claims[first:]:
        if claim.span.start >= span.end:
            break
        found.append(claim)
    return found


def _word_match(passage: Passage, left: Page, right: Page) -> list[tuple[Span, Span]]:
    """Lay the words of two passages against each other."""
    ones = content_spans(left.reading.document.text, passage.left_span)
    others = content_spans(right.reading.document.text, passage.right_span)
    codes = LCSseq.opcodes([word for word, _ in ones], [word for word, _ in others])
    return [
        (ones[code.src_start + step][1], others[code.dest_start + step][1])
        for code in codes
        if code.tag == "equal"
        for step in range(code.src_end - code.src_start)
    ]


def _overlap(match: Sequence[tuple[Span, Span]], one: Span, other: Span) -> int:
    return sum(one.contains(here) and other.contains(there) for here, there in match)
