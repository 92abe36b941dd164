"""Claims: attributions and figures made whole, each with its chain, speech and stance."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.reading.cue_stances import stance_of
from onrecord.reading.lexicon import word_list
from onrecord.spans import Span, hull, without
from onrecord.types import Claim, Shown, Step, identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.figures import FoundFigure
    from onrecord.reading.quotations import Quotation
    from onrecord.reading.sentences import Sentence
    from onrecord.types import Article, Attribution, Speech

FIRST_PERSON = re.compile(r"[\"“]|(?:I|We|My|Our)\b")
# A sentence that begins so goes on with what the one before it said: "The majority is in Orvel, with 40".
GOING_ON = re.compile(
    r"(?:The |An? )?(?:majority|most|rest|remainder|others|another|half|of (?:them|these|those|whom)|these|those"
    r"|among (?:them|these|those|the (?:dead|injured|wounded|killed))|this figure|this includes|they include"
    r"|including|in this)\b",
    re.IGNORECASE,
)
AMONG = re.compile(r"(?:among|of) (?:the|them|these|those)\b|they include", re.IGNORECASE)
KNOWN = re.compile(r"\b(?:in|during|after) which\b|, (?:who|which)\b")
WORD = re.compile(r"\w")
TERM_WORDS = 2  # a quotation of so few words inside a clause may be the page's own doubt
RELAYING = word_list("relaying")
WHOLE = 0.7  # of a relay's content, when it is all another's statement
NEAR = 12  # attributions and contents among which the one around is looked for


@dataclass(frozen=True, slots=True)
class Page:
    """One article with its text, sentences and quotations."""

    text: str
    article: Article
    sentences: Sequence[Sentence]
    quotations: Sequence[Quotation]

    def holding(self, parts: Sequence[Span]) -> Span:
        """Return the sentences that hold all of `parts`, from the first to the last."""
        whole = hull(parts)
        first = bisect_right(self.sentences, whole.start, key=lambda each: each.span.start) - 1
        last = bisect_left(self.sentences, whole.end, key=lambda each: each.span.start) - 1
        if first < 0 or last < first:
            return whole
        return hull([whole, self.sentences[first].span, self.sentences[last].span])

    def quoted(self, content: Sequence[Span]) -> list[Quotation]:
        """Return the quotations that share words with a content."""
        whole = hull(content)
        first = bisect_left(self.quotations, whole.start, key=lambda each: each.span.start)
        last = bisect_left(self.quotations, whole.end, key=lambda each: each.span.start)
        near = self.quotations[max(0, first - NEAR) : last]
        return [each for each in near if any(part.overlaps(each.span) for part in content)]


def read_claims(
    page: Page,
    attributions: Sequence[Attribution],
    chains: Sequence[tuple[Step, ...]],
    figures: Sequence[FoundFigure],
) -> tuple[Claim, ...]:
    """Join attributions, chains and figures into the claims of an article, in the order of the text."""
    statements = [
        _statement(page, attribution, chains[at])
        for at, attribution in enumerate(attributions)
        if not _is_pure_relay(page.text, attributions, at)
    ]
    contents = sorted(
        ((part, claim) for claim in statements if claim.attribution for part in claim.attribution.content),
        key=lambda pair: pair[0],
    )
    claims = [*statements, *(_figure(page, contents, found) for found in figures)]
    return tuple(sorted(claims, key=lambda claim: (claim.span, claim.kind, claim.id)))


def _is_pure_relay(text: str, attributions: Sequence[Attribution], at: int) -> bool:
    """Answer whether an attribution only passes on another's statement: "the agency reported that the envoy said …".

    It is a step of that statement's chain, then, and no statement of its own.
    """
    relay = attributions[at]
    cue = relay.cue.words(text).lower()
    if RELAYING.isdisjoint(cue.split()) or cue.endswith("saying"):
        return False
    whole = hull(relay.content)
    near = [each for each in attributions[max(0, at - NEAR) : at + NEAR] if each is not relay]
    inside = [
        (each.source, each.cue, *each.content)
        for each in near
        if each.source is not None and whole.contains(each.source) and whole.contains(each.cue)
    ]
    return any(len(hull(parts)) >= WHOLE * len(whole) for parts in inside)


def _statement(page: Page, attribution: Attribution, chain: tuple[Step, ...]) -> Claim:
    span = page.holding([attribution.cue, *attribution.content])
    return Claim(
        id=identifier("claim", page.article.id, "statement", attribution),
        article=page.article.id,
        kind="statement",
        span=span,
        attribution=attribution,
        speech=speech_of(page, attribution),
        chain=chain,
        stance=stance_of(page.text, attribution),
    )


def speech_of(page: Page, attribution: Attribution) -> Speech:
    """Answer how much of a content is in the source's own words."""
    text = page.text
    inside = [
        each.span
        for each in page.quoted(attribution.content)
        if not each.span.contains(attribution.cue) and _is_own_word(text, each)
    ]
    if not inside:
        return "direct" if FIRST_PERSON.match(text, attribution.content[0].start) else "indirect"
    left = [piece for part in attribution.content for piece in without(part, inside)]
    return "mixed" if any(WORD.search(text, piece.start, piece.end) for piece in left) else "direct"


def _is_own_word(text: str, quotation: Quotation) -> bool:
    """Answer whether a quotation is the source's words; a short term inside a clause is the page's own doubt."""
    if len(quotation.inner.words(text).split()) > TERM_WORDS:
        return True
    closing = text[quotation.inner.end - 1 : quotation.span.end + 1]
    return any(mark in closing for mark in ".,;?!\n")


def _figure(page: Page, contents: Sequence[tuple[Span, Claim]], found: FoundFigure) -> Claim:
    """Make the claim of a figure, on the word of whoever's content holds it, the innermost where several do."""
    holding = _saying(page.text, contents, found.amount) or _going_on(page, contents, found)
    inner = max(holding, key=lambda claim: len(claim.chain), default=None)
    article = page.article
    own = (Step(article.publisher, "publisher"),) if article.publisher else ()
    attribution = inner.attribution if inner is not None else None
    stance, figure = found.stance, found.figure
    if inner is not None and attribution is not None and found.stance == "asserted" != inner.stance:
        stance = inner.stance
        figure = replace(figure, shown=(*figure.shown, Shown("stance", attribution.cue)))
    return Claim(
        id=identifier("claim", article.id, "figure", found.span, figure, attribution),
        article=article.id,
        kind="figure",
        span=found.span,
        attribution=attribution,
        speech=inner.speech if inner is not None else None,
        chain=inner.chain if inner is not None else own,
        stance=stance,
        figure=figure,
    )


def _saying(text: str, contents: Sequence[tuple[Span, Claim]], amount: Span) -> list[Claim]:
    """Return the statements whose content holds an amount, the shortest content first."""
    end = bisect_right(contents, amount.start, key=lambda pair: pair[0].start)
    holding = [pair for pair in contents[max(0, end - NEAR) : end] if pair[0].contains(amount)]
    said = sorted(holding, key=lambda pair: len(pair[0]))
    return [claim for part, claim in said if not _is_taken_as_known(text, part, claim, amount)]


def _is_taken_as_known(text: str, part: Span, claim: Claim, amount: Span) -> bool:
    """Answer whether a denial takes an amount as known: "denied a role in the attack in which 18 trucks burned"."""
    return claim.stance == "denied" and KNOWN.search(text, part.start, amount.start) is not None


def _going_on(page: Page, contents: Sequence[tuple[Span, Claim]], found: FoundFigure) -> list[Claim]:
    """Return the statement of the sentence before, where the figure's own sentence only goes on with it."""
    if found.sentence == 0:
        return []
    here, before = page.sentences[found.sentence], page.sentences[found.sentence - 1]
    if GOING_ON.match(page.text, here.span.start) is None:
        return []
    if here.paragraph != before.paragraph and AMONG.match(page.text, here.span.start) is None:
        return []
    end = bisect_left(contents, here.span.end, key=lambda pair: pair[0].start)
    near = contents[max(0, end - NEAR) : end]
    if any(part.overlaps(here.span) for part, _ in near):
        return []
    return [claim for part, claim in near if part.overlaps(before.span)]
