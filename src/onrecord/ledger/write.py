"""Writing: values become rows. The door holds the transaction; all here happens wholly or not at all."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import asdict
from itertools import count
from typing import TYPE_CHECKING

from onrecord.ledger.rows import as_json, ends, exact, insert, insert_all, maybe_folded, next_key
from onrecord.ledger.words import folded, plain
from onrecord.spans import Span, hull

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

    from onrecord.ledger.rows import Row, Rows
    from onrecord.types import (
        Article,
        Claim,
        Document,
        Figure,
        Reading,
        Skip,
        Step,
    )

# So much of a sentence before and after the evidence is indexed; a hostile page may have no full stop.
REACH = 600
MOST_INDEXED = 10_000
SENTENCE_END = re.compile(r"[.!?…][\"”’»)\]]*\s")


def add(database: Connection, document: Document, readings: Sequence[Reading], skips: Sequence[Skip]) -> bool:
    """Write one document with all that was read in it; False when it is held already."""
    held = database.execute("SELECT 1 FROM document WHERE id = ?", (plain(document.id),)).fetchone()
    if held:
        return False
    key = next_key(database, "document")
    insert(database, "document", [_document_row(key, document)])
    claims = count(next_key(database, "claim"))
    for number, reading in enumerate(readings, start=next_key(database, "article")):
        insert_all(database, _reading_rows(reading, document, key, number, claims))
    insert(database, "skip", map(_skip_row, skips))
    return True


def add_skips(database: Connection, skips: Sequence[Skip]) -> None:
    """Write the skips that are not held already."""
    told = (tuple(map(plain, (skip.document, skip.stage, skip.reason))) for skip in skips)
    database.executemany(
        "INSERT INTO skip (document, stage, reason) SELECT ?1, ?2, ?3"
        " WHERE NOT EXISTS (SELECT 1 FROM skip WHERE document = ?1 AND stage = ?2 AND reason = ?3)",
        told,
    )


def sentence_of(text: str, span: Span, window: Span) -> Span:
    """Widen `span` to the ends of its sentence, within `window`.

    >>> sentence_of("It rained. Two boats sank. It cleared.", Span(11, 20), Span(0, 38))
    Span(start=11, end=26)
    """
    start, end = max(window.start, span.start - REACH), min(window.end, span.end + REACH)
    for match in SENTENCE_END.finditer(text, start, max(start, span.start)):
        start = match.end()
    # From the last character of the span on: a statement ends with its own full stop.
    found = SENTENCE_END.search(text, max(span.start, span.end - 1), max(span.end, end))
    return Span(min(start, span.start), max(span.end, found.end() - 1 if found else end))


def _document_row(key: int, document: Document) -> Row:
    return {
        "key": key,
        "id": document.id,
        "content_type": document.content_type,
        "path": document.path,
        "target_uri": document.target_uri,
        "captured_at": document.captured_at,
        "metadata": None if document.metadata is None else as_json(asdict(document.metadata)),
        "text": document.text,
    }


def _reading_rows(reading: Reading, document: Document, key: int, number: int, claims: Iterator[int]) -> Rows:
    article = reading.article
    rows: Rows = {"article": [_article_row(number, key, article)], "block": list(_block_rows(number, article))}
    rows |= {table: [] for table in ("claim", "step", "figure", "place", "claim_words")}
    for each, claim in zip(claims, reading.claims, strict=False):
        rows["claim"].append(_claim_row(each, number, claim))
        rows["step"] += (_step_row(each, place, step, claim) for place, step in enumerate(claim.chain))
        if claim.figure is not None:
            rows["figure"].append(_figure_row(each, claim.figure))
            rows["place"] += _place_rows(each, claim.figure)
        rows["claim_words"].append(_words_row(each, claim, article, document.text))
    return rows


def _article_row(key: int, document: int, article: Article) -> Row:
    return {
        "key": key,
        "id": article.id,
        "document": document,
        "start": article.start,
        "end": article.end,
        "headline": article.headline,
        "publisher": article.publisher,
        "folded": maybe_folded(article.publisher),
        "author": as_json(article.author),
        "section": article.section,
        "dateline": article.dateline,
        "date_published": article.date_published,
        "in_language": article.in_language,
        "url": article.url,
    }


def _block_rows(article: int, of: Article) -> Iterator[Row]:
    for position, block in enumerate(of.blocks):
        start, end = block.span.start, block.span.end
        yield {"article": article, "position": position, "kind": block.kind, "start": start, "end": end}


def _claim_row(key: int, article: int, claim: Claim) -> Row:
    told = claim.attribution
    return {
        "key": key,
        "id": claim.id,
        "article": article,
        "kind": claim.kind,
        "start": claim.span.start,
        "end": claim.span.end,
        **ends("source", None if told is None else told.source),
        **ends("cue", None if told is None else told.cue),
        "content": None if told is None else as_json([(span.start, span.end) for span in told.content]),
        "score": None if told is None else told.score,
        "speech": claim.speech,
        "stance": claim.stance,
    }


def _step_row(claim: int, position: int, step: Step, of: Claim) -> Row:
    return {
        "claim": claim,
        "position": position,
        "name": step.name,
        "folded": folded(step.name),
        "role": step.role,
        "is_origin": position == len(of.chain) - 1,
        **ends("mention", step.mention),
        **ends("cue", step.cue),
    }


def _figure_row(claim: int, figure: Figure) -> Row:
    time = figure.time
    return {
        "claim": claim,
        "low": exact(figure.low),
        "high": exact(figure.high),
        "comparator": figure.comparator,
        "unit": figure.unit,
        "measure": figure.measure,
        "subject": figure.subject,
        "has_time": time is not None,
        "time_start": None if time is None else time.start,
        "time_end": None if time is None else time.end,
        "time_text": None if time is None else time.text,
        "shown": as_json([(each.field, each.span.start, each.span.end) for each in figure.shown]),
    }


def _place_rows(claim: int, figure: Figure) -> Iterator[Row]:
    for position, place in enumerate(figure.places):
        yield {"claim": claim, "position": position, "folded": folded(place.name), **asdict(place)}


def _words_row(claim: int, told: Claim, article: Article, text: str) -> Row:
    window = _block_at(article, told.span.start)
    spans = [told.span]
    source = [step.name for step in told.chain]
    if told.attribution is not None:
        spans += [told.attribution.cue, *told.attribution.content]
        source += [span.words(text) for span in (told.attribution.source,) if span is not None]
    return {
        "rowid": claim,
        "evidence": told.span.words(text)[:MOST_INDEXED],
        "sentence": sentence_of(text, hull(spans), window).words(text)[:MOST_INDEXED],
        "source": " · ".join(source),
        "place": " · ".join(place.name for place in told.figure.places) if told.figure else None,
        "headline": article.headline,
        "publisher": article.publisher,
    }


def _block_at(article: Article, offset: int) -> Span:
    after = bisect_right(article.blocks, offset, key=lambda block: block.span.end)
    return article.blocks[after].span if after < len(article.blocks) else Span(offset, offset)


def _skip_row(skip: Skip) -> Row:
    return {"document": skip.document, "stage": skip.stage, "reason": skip.reason}
