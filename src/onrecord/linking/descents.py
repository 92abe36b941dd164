"""Descents: from which earlier article each article has its words, and whose agency text it is; a story's origin tree.

Background paragraphs do not count. Where two articles are of one moment, the one whose publisher is the agency
that the other credits is the first; otherwise the order is not known, and said so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.types import Descent

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.linking.agencies import Credit
    from onrecord.linking.pages import Page
    from onrecord.linking.text_reuse import Reuse
    from onrecord.types import Link

COPIED = 0.25  # of the shorter article's words: so much is no quotation but copied news
SHARED = 24  # content words: two lines can be a quarter of a short notice


def trace_descents(pages: Sequence[Page], reuse: Reuse, agencies: Mapping[str, Credit]) -> tuple[Descent, ...]:
    """Say from whom each article has its words; those that owe nothing to others are left out."""
    news = _news_shared(reuse)
    nearest: dict[int, list[tuple[float, int]]] = {}
    for (left, right), share in news.items():
        first, second = sorted((left, right), key=lambda place: _precedence(pages[place], agencies))
        nearest.setdefault(second, []).append((share, first))
    told = (_descent(place, nearest.get(place, ()), pages, agencies) for place in range(len(pages)))
    return tuple(sorted((each for each in told if each is not None), key=lambda each: each.article))


def on_own_words(links: Iterable[Link], pages: Sequence[Page], reuse: Reuse) -> Iterator[Link]:
    """Leave out corroborations between articles whose words meet: whoever each quotes, one report speaks twice."""
    article_of = {claim.id: page.reading.article.id for page in pages for claim in page.reading.claims}
    meeting = {
        frozenset((pages[left].reading.article.id, pages[right].reading.article.id))
        for left, right in _news_shared(reuse)
    }
    for link in links:
        ends = frozenset((article_of[link.left], article_of[link.right]))
        if link.relation != "corroborates" or ends not in meeting:
            yield link


def _news_shared(reuse: Reuse) -> dict[tuple[int, int], float]:
    """Say for pairs of articles what share of the shorter is news that stands in the other."""
    shared: dict[tuple[int, int], list[int]] = {}
    for passage in reuse.passages:
        news, stock = shared.setdefault((passage.left, passage.right), [0, 0])
        shared[passage.left, passage.right] = (
            [news, stock + passage.shared] if passage.stock else [news + passage.shared, stock]
        )
    shares = {
        pair: reuse.contained[pair] * news / (news + stock) for pair, (news, stock) in shared.items() if news >= SHARED
    }
    return {pair: share for pair, share in shares.items() if share >= COPIED}


def _precedence(page: Page, agencies: Mapping[str, Credit]) -> tuple[object, ...]:
    is_agency = agencies[page.reading.article.id].own is not None
    return page.day, not is_agency, page.minute is None, page.minute or 0, page.reading.article.id


def _descent(
    place: int,
    sources: Sequence[tuple[float, int]],
    pages: Sequence[Page],
    agencies: Mapping[str, Credit],
) -> Descent | None:
    page = pages[place]
    article = page.reading.article
    agency = min(agencies[article.id].others, default=None)
    if not sources:
        return Descent(article.id, None, 0.0, is_ordered=True, agency=agency) if agency else None
    share, source = max(sources, key=lambda each: (round(each[0], 2), -each[1]))
    other = pages[source]
    return Descent(article.id, other.reading.article.id, round(share, 3), _is_ordered(other, page, agencies), agency)


def _is_ordered(first: Page, second: Page, agencies: Mapping[str, Credit]) -> bool:
    """Answer whether the first article is known to be the earlier, or is the agency's own that the second credits."""
    credited = agencies[second.reading.article.id].others
    return first.is_before(second) or agencies[first.reading.article.id].own in credited
