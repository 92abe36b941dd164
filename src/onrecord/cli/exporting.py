"""Writing out a whole ledger: every record as JSON lines, or the claims as a table."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from onrecord.cli.terminal import printable
from onrecord.ledger import Filters
from onrecord.records import (
    descent_record,
    document_record,
    dumps,
    entity_record,
    link_record,
    reading_records,
    series_record,
    skip_record,
    story_record,
)
from onrecord.types import Period

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TextIO

    from onrecord.ledger import Ledger
    from onrecord.records import Record
    from onrecord.types import Claim, Figure, Reading

Cell = str | int | float | None
TIMELESS = Period(None, None)

CLAIM_COLUMNS: dict[str, Callable[[Reading, Claim], Cell]] = {
    "claim": lambda _, claim: claim.id,
    "kind": lambda _, claim: claim.kind,
    "text": lambda reading, claim: claim.span.words(reading.document.text),
    "origin": lambda _, claim: claim.origin,
    "chain": lambda _, claim: " > ".join(step.name for step in claim.chain),
    "stance": lambda _, claim: claim.stance,
    "speech": lambda _, claim: claim.speech,
    "score": lambda _, claim: claim.attribution.score if claim.attribution else None,
    "publisher": lambda reading, _: reading.article.publisher,
    "headline": lambda reading, _: reading.article.headline,
    "date_published": lambda reading, _: reading.article.date_published,
    "article": lambda reading, _: reading.article.id,
    "path": lambda reading, _: reading.document.path,
    "start": lambda _, claim: claim.span.start,
    "end": lambda _, claim: claim.span.end,
}
FIGURE_COLUMNS: dict[str, Callable[[Figure], Cell]] = {
    "low": lambda figure: figure.low,
    "high": lambda figure: figure.high,
    "comparator": lambda figure: figure.comparator,
    "unit": lambda figure: figure.unit,
    "measure": lambda figure: figure.measure,
    "subject": lambda figure: figure.subject,
    "places": lambda figure: "; ".join(place.name for place in figure.places),
    "time_start": lambda figure: (figure.time or TIMELESS).start,
    "time_end": lambda figure: (figure.time or TIMELESS).end,
}


def write_jsonl(ledger: Ledger, stream: TextIO) -> None:
    """Write every record that the ledger holds, in the order of the contract."""
    stream.writelines(dumps(record) + "\n" for record in all_records(ledger))


def all_records(ledger: Ledger) -> Iterator[Record]:
    """Yield documents with their articles and claims, then what linking found, then the skips."""
    last = None
    for reading in ledger.readings():
        if reading.document.id != last:
            last = reading.document.id
            yield document_record(reading.document)
        yield from reading_records(reading)
    yield from map(entity_record, ledger.entities())
    yield from map(link_record, ledger.links())
    yield from map(series_record, ledger.series(Filters()))
    for view in ledger.story_views():
        yield story_record(view.story, view.places, view.differences)
    yield from map(descent_record, ledger.descents())
    yield from map(skip_record, ledger.skips())


def write_csv(ledger: Ledger, stream: TextIO) -> None:
    """Write a row for each claim; the columns of figures are empty for statements.

    To a terminal, which would obey them, no control characters are sent; a file keeps what the page printed.
    """
    fit = _shown if stream.isatty() else _safe
    rows = csv.writer(stream)
    rows.writerow([*CLAIM_COLUMNS, *FIGURE_COLUMNS])
    for reading in ledger.readings():
        for claim in reading.claims:
            rows.writerow([fit(cell) for cell in _row(reading, claim)])


def _row(reading: Reading, claim: Claim) -> Iterator[Cell]:
    for of_claim in CLAIM_COLUMNS.values():
        yield of_claim(reading, claim)
    for of_figure in FIGURE_COLUMNS.values():
        yield None if claim.figure is None else of_figure(claim.figure)


def _shown(cell: Cell) -> Cell:
    return _safe(printable(cell)) if isinstance(cell, str) else cell


def _safe(cell: Cell) -> Cell:
    # Spreadsheets run cells that begin like this as formulas: a page could carry one into an analyst's machine.
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
