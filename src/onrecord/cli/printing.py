"""Claims, chains and series as a terminal shows them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from rich.console import Console
from rich.table import Table
from rich.text import Text

from onrecord.amounts import amount_in_words
from onrecord.cli.terminal import on_one_line
from onrecord.records import claim_record, dumps, link_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.ledger import ArticleRow, ClaimRow, ClaimView, Found
    from onrecord.types import Claim, Figure, FigureField, Link, Mark, Observation, Period, Series, SeriesKind

SHORT = 8  # characters of an id that are enough to find it again
BAR = 12  # characters of the longest bar
PUBLISHER = 18  # characters of an outlet's name in a series
KINDS: dict[SeriesKind, str] = {
    "cumulative": "running totals",
    "event": "counts of single events",
    "snapshot": "states at a moment",
}
MARKS: dict[Mark, str] = {"lowered": "lowered", "jump": "leap"}
SURROUNDINGS = 70  # characters of the page before and after the evidence
LONGEST = 360  # characters of evidence in a list


def print_rows(found: Found) -> None:
    """Print found claims, a few lines each, and how many more there are."""
    console = _console()
    for row in found.rows:
        console.print(_heading(row.claim))
        console.print(_evidence(row))
        console.print(_provenance(row), style="dim")
        console.print()
    more = found.total - len(found.rows)
    console.print(
        f"{found.total:,} claims" + (f"; {more:,} more with --limit {found.total}" if more else ""), style="bold"
    )


def print_rows_as_records(found: Found) -> None:
    """Print found claims as JSON lines."""
    for row in found.rows:
        print(dumps({**_record(row), "origin_count": row.origin_count}))


def print_claim(view: ClaimView) -> None:
    """Print one claim with its chain, its fields and its links."""
    console, claim = _console(), view.row.claim
    console.print(_heading(claim))
    console.print(_evidence(view.row))
    console.print()
    for line in _chain_lines(claim, view.reading.document.text):
        console.print(line)
    if claim.figure is not None:
        console.print(_figure_table(claim, claim.figure, view.reading.document.text))
    console.print(_provenance(view.row), style="dim")
    for link, other in view.links:
        console.print()
        console.print(_link_line(link, claim))
        console.print(Text("  ") + _evidence(other))
        console.print(Text("  ") + _provenance(other), style="dim")


def print_claim_as_records(view: ClaimView) -> None:
    """Print one claim and its links as JSON lines."""
    print(dumps(_full_record(view)))
    for link, _ in view.links:
        print(dumps(link_record(link)))


def print_series(found: Iterable[Series]) -> None:
    """Print each series as a table with a bar for each observation, one stretch for each origin."""
    console = _console()
    shown = 0
    for series in found:
        console.print(*_series_lines(series), "", sep="\n", soft_wrap=True)
        shown += 1
    if not shown:
        console.print("no series; leave out a filter, or add more pages")


def _console() -> Console:
    return Console(highlight=False)


def _short(ident: str) -> str:
    return ident.removeprefix("claim:")[:SHORT]


def _heading(claim: Claim) -> Text:
    heading = Text(_short(claim.id), style="bold cyan")
    told = [claim.kind if claim.figure is None else f"{claim.figure.measure} {amount_in_words(claim.figure)}"]
    told += [claim.stance] if claim.stance != "asserted" else []
    told += [claim.speech] if claim.speech else []
    sure = claim.attribution.score if claim.attribution else None
    told += [] if sure is None else [f"reader {sure:.0%} sure"]
    return heading.append("  " + " · ".join(told), style="bold")


def _evidence(row: ClaimRow) -> Text:
    words = on_one_line(row.words)
    return Text.assemble(
        ("…" + on_one_line(row.before)[-SURROUNDINGS:] + " ", "dim"),
        (f"⟦{words if len(words) <= LONGEST else words[:LONGEST] + ' …'}⟧", "bold"),
        (" " + on_one_line(row.after)[:SURROUNDINGS] + "…", "dim"),
    )


def _provenance(row: ClaimRow) -> Text:
    chain = " ← ".join(on_one_line(step.name) for step in row.claim.chain) or "publisher not named"
    words = f"{chain}  |  {_article(row.article)}"
    return Text(words + (f"  |  {row.origin_count} independent origins" if row.origin_count > 1 else ""))


def _article(article: ArticleRow) -> str:
    return f"{(article.date_published or 'undated')[:10]}, {on_one_line(article.headline or 'without headline')}"


def _chain_lines(claim: Claim, text: str) -> Iterable[Text]:
    for depth, step in enumerate(claim.chain):
        line = Text("  " * depth + ("└ " if depth else ""))
        line.append(on_one_line(step.name), style="bold").append(f" ({step.role})")
        if step.mention is not None:
            line.append(f" “{on_one_line(step.mention.words(text))}”", style="dim")
        if step.cue is not None:
            line.append(f" {on_one_line(step.cue.words(text))}", style="italic")
        yield line


def _figure_table(claim: Claim, figure: Figure, text: str) -> Table:
    """Lay out each field of a figure with its reading and the words of the page that gave it."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim")
    for heading in ("field", "reading", "words"):
        table.add_column(heading)
    fields: dict[FigureField, str | None] = {
        "value": amount_in_words(figure),
        "comparator": figure.comparator,
        "unit": figure.unit,
        "measure": figure.measure,
        "subject": figure.subject,
        "places": ", ".join(place.name for place in figure.places) or None,
        "time": _period(figure.time),
        "stance": claim.stance,
    }
    for name, value in fields.items():
        words = ", ".join(f"“{on_one_line(span.words(text))}”" for span in figure.shown_by(name))
        table.add_row(Text(name, style="dim"), Text(on_one_line(value) if value else "not stated"), Text(words))
    return table


def _period(period: Period | None) -> str | None:
    if period is None:
        return None
    return period.start if period.start == period.end else f"{period.start or '…'} to {period.end or '…'}"


def _link_line(link: Link, claim: Claim) -> Text:
    towards = "→" if link.left == claim.id else "←"
    return Text.assemble(
        (f"{link.relation} {towards} ", "bold magenta"), f"{link.score:.2f}  {on_one_line(link.detail)}"
    )


def _series_lines(series: Series) -> Iterable[Text]:
    """Lay out a series for 80 columns: under each origin a line for each observation, with its bar."""
    about = dict.fromkeys(on_one_line(each) for each in (series.subject, series.unit, series.place) if each)
    yield Text(f"{series.measure}: {', '.join(about)}", style="bold")
    kind = f", {KINDS[series.kind]}" if series.kind else ""
    yield Text(f"{len(series.observations)} observations, {series.origin_count} independent origins{kind}", style="dim")
    longest = max((_size(each) for each in series.observations), default=0) or 1
    by_origin: dict[str, list[Observation]] = defaultdict(list)
    for each in series.observations:
        by_origin[each.origin or "origin not named"].append(each)
    for origin, told in by_origin.items():
        yield Text(on_one_line(origin), style="cyan")
        for each in told:
            yield _observation(each, longest)


def _observation(each: Observation, longest: float) -> Text:
    when = each.time_end[:10] if each.time_end else f"since {each.time_start[:10]}" if each.time_start else "undated"
    bar = "█" * max(1, round(BAR * _size(each) / longest)) if _size(each) else ""
    publisher = on_one_line(each.publisher or "")[:PUBLISHER]
    return Text.assemble(
        f"  {when:<17}{amount_in_words(each):>18}  ",
        (f"{bar:<{BAR}}", "magenta"),
        (f"  {publisher:<{PUBLISHER}}  {_short(each.claim)}", "dim"),
        (f"  {MARKS[each.mark]}" if each.mark else "", "bold"),
    )


def _size(each: Observation) -> float:
    return abs(each.high if each.high is not None else each.low or 0)


def _record(row: ClaimRow) -> dict[str, object]:
    record = claim_record(row.claim, "")
    return {**record, "text": row.words, "headline": row.article.headline, "publisher": row.article.publisher,
            "date_published": row.article.date_published}  # fmt: skip


def _full_record(view: ClaimView) -> dict[str, object]:
    return claim_record(view.row.claim, view.reading.document.text)
