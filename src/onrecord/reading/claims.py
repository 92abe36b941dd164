"""Claims: attributions and figures made whole, each with its chain, speech and stance."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.spans import Span, hull, without
from onrecord.types import Claim, Step, identifier

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.figures import FoundFigure
    from onrecord.reading.quotations import Quotation
    from onrecord.reading.sentences import Sentence
    from onrecord.types import Article, Attribution, ClaimKind, Figure, Speech, Stance

NOT_SAID = re.compile(r"\b(?:not|never|refused|refusing|refuse|refuses|declined|declining|decline|declines|stopped short)\b|n[’']t\b", re.IGNORECASE)
DENIED = re.compile(r"\b(?:den(?:y|ies|ied|ying)|reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:e|es|ed|ing)|rebut(?:s|ted|ting)?)\b", re.IGNORECASE)
PLANNED = re.compile(r"\b(?:vow|pledge|promise|threaten)(?:s|d|ed|ing)?\b", re.IGNORECASE)
SUPPOSED = re.compile(r"\b(?:would|could|might|may)\b", re.IGNORECASE)
WORD = re.compile(r"\w")
FIRST_PERSON = re.compile(r"[\"“]|(?:I|We|My|Our)\b")


def read_claims(  # noqa: PLR0913 - each is another kind of finding about one article
    text: str,
    article: Article,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    chains: Sequence[tuple[Step, ...]],
    figures: Sequence[FoundFigure],
) -> tuple[Claim, ...]:
    """Join attributions, chains and figures into the claims of an article, in the order of the text."""
    told = [
        _statement(text, article, sentences, quotations, attribution, chain)
        for attribution, chain in zip(attributions, chains, strict=True)
    ]
    claims = [*told, *(_figure(article, sentences, told, found) for found in figures)]
    return tuple(sorted(claims, key=lambda claim: (claim.span, claim.kind, claim.id)))


def _statement(  # noqa: PLR0913 - see read_claims
    text: str,
    article: Article,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    attribution: Attribution,
    chain: tuple[Step, ...],
) -> Claim:
    parts = [attribution.cue, *attribution.content]
    holding = [each.span for each in sentences if any(part.overlaps(each.span) for part in parts)]
    span = hull(holding or parts)
    speech = speech_of(text, attribution, quotations)
    stance = stance_of(text, attribution)
    return _claim(article, "statement", span, attribution, speech, chain, stance, None)


def _claim(  # noqa: PLR0913 - the fields of a claim
    article: Article,
    kind: ClaimKind,
    span: Span,
    attribution: Attribution | None,
    speech: Speech | None,
    chain: tuple[Step, ...],
    stance: Stance,
    figure: Figure | None,
) -> Claim:
    name = identifier("claim", article.id, kind, span.start, span.end, attribution, figure)
    return Claim(name, article.id, kind, span, attribution, speech, chain, stance, figure)


def speech_of(text: str, attribution: Attribution, quotations: Sequence[Quotation]) -> Speech:
    """Answer how much of a content is in the source's own words."""
    first = attribution.content[0]
    inside = [
        each
        for each in quotations
        if each.depth == 0 and any(part.overlaps(each.span) for part in attribution.content) and _is_own_word(text, each)
    ]
    if not inside:
        return "direct" if FIRST_PERSON.match(text, first.start) else "indirect"
    left = [piece for part in attribution.content for piece in without(part, [each.span for each in inside])]
    return "mixed" if any(WORD.search(piece.words(text)) for piece in left) else "direct"


def _is_own_word(text: str, quotation: Quotation) -> bool:
    """Answer whether a quotation is the source's words; a short term inside a clause is the page's own doubt."""
    if len(quotation.inner.words(text).split()) > 2:
        return True
    closing = text[quotation.inner.end - 1 : quotation.span.end + 1]
    return any(mark in closing for mark in ".,;?!\n")


def stance_of(text: str, attribution: Attribution) -> Stance:
    """Answer what the cue says of its content: asserted, denied, not said, promised or supposed."""
    cue = attribution.cue.words(text)
    negated = NOT_SAID.search(cue) is not None
    if DENIED.search(cue):
        return "asserted" if negated else "denied"
    if negated:
        return "not_stated"
    following = attribution.content[0].words(text)[:3]
    if PLANNED.search(cue) and following == "to ":
        return "planned"
    return "hypothetical" if SUPPOSED.search(cue) else "asserted"


def _figure(article: Article, sentences: Sequence[Sentence], statements: Sequence[Claim], found: FoundFigure) -> Claim:
    """Make the claim of a figure, on the word of whoever's content holds it."""
    holding = [claim for claim in statements if claim.attribution and _holds(claim.attribution, found.amount)]
    if not holding:
        own = (Step(article.publisher, "publisher"),) if article.publisher else ()
        return _claim(article, "figure", found.span, None, None, own, found.stance, found.figure)
    inner = max(holding, key=lambda claim: (len(claim.chain), -_size(claim.attribution)))
    del sentences
    stance = found.stance if found.stance != "asserted" else inner.stance
    return _claim(article, "figure", found.span, inner.attribution, inner.speech, inner.chain, stance, found.figure)


def _holds(attribution: Attribution, amount: Span) -> bool:
    return any(part.contains(amount) for part in attribution.content)


def _size(attribution: Attribution | None) -> int:
    return sum(map(len, attribution.content)) if attribution else 0
