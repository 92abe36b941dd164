"""Records: what onrecord prints, one JSON object a line, in the fields of CONTRACT."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec

from onrecord.bands import band_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.differences import Difference
    from onrecord.spans import Span
    from onrecord.types import (
        Article,
        Claim,
        Descent,
        Document,
        Entity,
        Figure,
        Link,
        Place,
        Reading,
        Series,
        Skip,
        Step,
        Story,
    )

Record = dict[str, Any]

_encoder = msgspec.json.Encoder()


def dumps(record: Record) -> str:
    """Write a record as one line of JSON."""
    return _encoder.encode(record).decode()


def document_record(document: Document) -> Record:
    """Return the record of a document; its text is not printed."""
    return {
        "type": "document",
        "id": document.id,
        "path": document.path,
        "target_uri": document.target_uri,
        "captured_at": document.captured_at,
        "content_type": document.content_type,
        "characters": len(document.text),
    }


def article_record(article: Article) -> Record:
    """Return the record of an article, its blocks as `[kind, start, end]`."""
    return {
        "type": "article",
        "id": article.id,
        "document": article.document,
        "start": article.start,
        "end": article.end,
        "headline": article.headline,
        "publisher": article.publisher,
        "author": list(article.author),
        "section": article.section,
        "dateline": article.dateline,
        "date_published": article.date_published,
        "in_language": article.in_language,
        "url": article.url,
        "blocks": [[block.kind, block.span.start, block.span.end] for block in article.blocks],
    }


def claim_record(claim: Claim, text: str) -> Record:
    """Return the record of a claim; `text` is the text of its document."""
    return {
        "type": "claim",
        "id": claim.id,
        "article": claim.article,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        "text": claim.span.words(text),
        "attribution": _attribution(claim),
        "speech": claim.speech,
        "chain": [_step(step) for step in claim.chain],
        "origin": claim.origin,
        "stance": claim.stance,
        "figure": None if claim.figure is None else _figure(claim.figure),
    }


def reading_records(reading: Reading) -> Iterator[Record]:
    """Yield the records of one article and its claims."""
    yield article_record(reading.article)
    for claim in reading.claims:
        yield claim_record(claim, reading.document.text)


def entity_record(entity: Entity) -> Record:
    """Return the record of an entity."""
    return {"type": "entity", **msgspec.to_builtins(entity)}


def link_record(link: Link) -> Record:
    """Return the record of a link."""
    return {
        "type": "link",
        "relation": link.relation,
        "left": link.left,
        "right": link.right,
        "score": link.score,
        "detail": link.detail,
        "left_span": _pair(link.left_span),
        "right_span": _pair(link.right_span),
        "origin_count": link.origin_count,
    }


def series_record(series: Series) -> Record:
    """Return the record of a series with its observations and the band in which they lie."""
    return {"type": "series", **msgspec.to_builtins(series), "band": msgspec.to_builtins(band_of(series))}


def story_record(story: Story, places: Sequence[Place], differences: Sequence[Difference]) -> Record:
    """Return the record of a story, with where it happens and the claims on which its outlets differ."""
    told = {"places": msgspec.to_builtins(places), "differences": [each.sides for each in differences]}
    return {"type": "story", **msgspec.to_builtins(story), **told}


def descent_record(descent: Descent) -> Record:
    """Return the record of where an article has its words from."""
    return {"type": "descent", **msgspec.to_builtins(descent)}


def skip_record(skip: Skip) -> Record:
    """Return the record of what could not be used."""
    return {"type": "skip", **msgspec.to_builtins(skip)}


def _pair(span: Span) -> list[int]:
    return [span.start, span.end]


def _attribution(claim: Claim) -> Record | None:
    told = claim.attribution
    if told is None:
        return None
    return {
        "source": None if told.source is None else _pair(told.source),
        "cue": _pair(told.cue),
        "content": [_pair(span) for span in told.content],
        "score": told.score,
    }


def _figure(figure: Figure) -> Record:
    shown: dict[str, list[list[int]]] = {}
    for each in figure.shown:
        shown.setdefault(each.field, []).append(_pair(each.span))
    return {**msgspec.to_builtins(figure), "shown": shown}


def _step(step: Step) -> Record:
    return {
        "name": step.name,
        "role": step.role,
        "entity": step.entity,
        "start": None if step.mention is None else step.mention.start,
        "end": None if step.mention is None else step.mention.end,
        "cue": None if step.cue is None else _pair(step.cue),
    }
