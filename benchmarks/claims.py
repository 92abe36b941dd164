"""Print how much of an answer key is read: articles, figures and statements, with what was missed.

    python -m benchmarks.claims                                   # the key of the demo pages
    python -m benchmarks.claims --key KEY.json --pages FOLDER     # another key in the same fields
    python -m benchmarks.claims --misses                          # and each miss in a line

The key names, for each page, its articles, figures and statements with code-point offsets into the
page's text (tests/cases/demo/key.json is one). An article is found when headline and publisher agree
and both ends lie within 200 characters. A figure is found when the evidence overlaps and the number
agrees within 0.5 %. A statement is found when its content is covered by half and the cues overlap.
The parts of what is found are then scored one by one.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.demo import demo_settings
from onrecord.pipeline import read_captures

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from onrecord.settings import Settings
    from onrecord.spans import Span
    from onrecord.types import Claim, Figure, Reading

Row = dict[str, Any]

KEY = Path(__file__).parents[1] / "tests" / "cases" / "demo" / "key.json"
PAGES = Path(__file__).parents[1] / "src" / "onrecord" / "demo" / "pages"
NEAR = 200  # code points by which the ends of an article may differ
LITTLE = frozenset({"the", "a", "an", "of", "and", "in", "on", "for"})


@dataclass(slots=True)
class Tally:
    """Hits and totals by name, and the misses in words."""

    hits: Counter[str] = field(default_factory=Counter)
    totals: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, name: str, told: str, *, hit: bool) -> None:
        """Count one question and, where the answer is wrong, keep it in words."""
        self.totals[name] += 1
        self.hits[name] += hit
        if not hit:
            self.misses.append(f"{name}: {told}")

    def share(self, name: str) -> float:
        """Return the share of hits."""
        return self.hits[name] / self.totals[name] if self.totals[name] else 0.0

    @property
    def figures_f1(self) -> float:
        """The harmonic mean of the precision and the recall of figures."""
        both = self.totals["figures predicted"] + self.totals["figures"]
        return 2 * self.hits["figures"] / both if both else 0.0


def main() -> None:
    """Score one key and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--key", type=Path, default=KEY, help="the answer key (default: the demo's)")
    parser.add_argument("--pages", type=Path, default=PAGES, help="the folder of the pages that it names")
    parser.add_argument("--misses", action="store_true", help="list what was missed or differs")
    told = parser.parse_args()
    show(score(json.loads(told.key.read_text(encoding="utf-8")), told.pages, demo_settings()), misses=told.misses)


def show(tally: Tally, *, misses: bool) -> None:
    """Print the table and, if asked for, each miss."""
    print(f"figures F1 {tally.figures_f1:.3f}")
    for name in tally.totals:
        print(f"{name:<24}{tally.hits[name]:>5} of {tally.totals[name]:<5}{tally.share(name):.3f}")
    if misses:
        print("\n".join(tally.misses))


def score(key: Row, pages: Path, settings: Settings) -> Tally:
    """Read the pages that the key names and compare."""
    names = sorted({row["document"] for row in key["articles"]})
    by_page: dict[str, list[Reading]] = {}
    for name, page in zip(names, read_captures([pages / name for name in names], settings), strict=True):
        by_page[name] = list(page.readings)
    tally = Tally()
    for row in key["articles"]:
        _score_article(row, by_page[row["document"]], tally)
        claims = [claim for reading in by_page[row["document"]] for claim in reading.claims]
        inside = [claim for claim in claims if row["start"] <= claim.span.start < row["end"]]
        _score_figures([each for each in key["figures"] if each["article"] == row["id"]], inside, tally)
        _score_statements([each for each in key["statements"] if each["article"] == row["id"]], inside, tally)
    return tally


def _score_article(row: Row, readings: Iterable[Reading], tally: Tally) -> None:
    articles = [reading.article for reading in readings]
    same = [
        article
        for article in articles
        if name_words(article.headline) == name_words(row["headline"])
        and name_words(article.publisher) == name_words(row["publisher"])
        and max(abs(article.start - row["start"]), abs(article.end - row["end"])) <= NEAR
    ]
    tally.count("articles", row["headline"], hit=bool(same))
    for article in same[:1]:
        day = (article.date_published or "")[:10]
        tally.count("date_published", f"{row['headline']}: {day}", hit=day == (row["date_published"] or day))
        wanted = {name_words(name) for name in (row["author"] or "").split(", ") if name}
        tally.count(
            "author", f"{row['headline']}: {article.author}", hit=set(map(name_words, article.author)) == wanted
        )


def _score_figures(rows: Sequence[Row], claims: Iterable[Claim], tally: Tally) -> None:
    left = [claim for claim in claims if claim.figure is not None]
    tally.totals["figures predicted"] += len(left)
    for row in rows:
        found = next((claim for claim in left if _is_figure(claim, row)), None)
        tally.count("figures", f"{row['article']} {row['text']!r}", hit=found is not None)
        if found is not None and found.figure is not None:
            left.remove(found)
            tally.hits["figures predicted"] += 1
            _score_parts("figure", FIGURE_PARTS, row, found, tally)
    tally.misses += [f"no figure of the key: {claim.figure}" for claim in left]


def _score_statements(rows: Sequence[Row], claims: Iterable[Claim], tally: Tally) -> None:
    told = [claim for claim in claims if claim.attribution is not None]
    for row in rows:
        found = next((claim for claim in told if _is_statement(claim, row)), None)
        tally.count(
            "statements", f"{row['article']} {row['source']} / {row['cue']} / {row['content']}", hit=found is not None
        )
        if found is not None:
            _score_parts("statement", STATEMENT_PARTS, row, found, tally)


def _score_parts(kind: str, parts: Parts, row: Row, claim: Claim, tally: Tally) -> None:
    for name, part in parts.items():
        wanted, got = part(row, claim)
        if wanted is not None:
            told = f"{row['article']} {row.get('text') or row['content']!r}: want {wanted}, got {got}"
            tally.count(f"{kind} {name}", told, hit=_agree(wanted, got))


def _agree(wanted: object, got: object) -> bool:
    # A set of alternatives (words of a subject) agrees by one; everything else must be the same.
    return bool(wanted & got) if isinstance(wanted, frozenset) and isinstance(got, frozenset) else wanted == got


def _is_figure(claim: Claim, row: Row) -> bool:
    figure = claim.figure
    value = None if figure is None else figure.low if figure.low is not None else figure.high
    apart = claim.span.end <= row["start"] or row["end"] <= claim.span.start
    return value is not None and not apart and abs(value - row["low"]) <= 0.005 * max(1.0, abs(row["low"]))


def _is_statement(claim: Claim, row: Row) -> bool:
    told = claim.attribution
    if told is None:
        return False
    covered = sum(_shared(span, row["content_start"], row["content_end"]) for span in told.content)
    return (
        covered * 2 >= row["content_end"] - row["content_start"]
        and _shared(told.cue, row["cue_start"], row["cue_end"]) > 0
    )


def _shared(span: Span, start: int, end: int) -> int:
    return max(0, min(span.end, end) - max(span.start, start))


def name_words(name: str | None) -> tuple[str, ...]:
    """Return the words by which two names are compared.

    >>> name_words("the Ministry of Health") == name_words("Ministry, Health")
    True
    """
    words = re.findall(r"\w+", (name or "").lower().replace("’", "'").replace("'s", ""))
    return tuple(word for word in words if word not in LITTLE)


def _figure(claim: Claim) -> Figure:
    assert claim.figure is not None  # noqa: S101 - the parts of figures are asked of figures only
    return claim.figure


def _time_words(row: Row, claim: Claim) -> tuple[object, object]:
    """Compare a period as far as the key gives its ends, at the coarser of the two precisions."""
    time = _figure(claim).time
    pairs = [
        (row[f"time_{end}"], (getattr(time, end) if time else None) or "")
        for end in ("start", "end")
        if row[f"time_{end}"]
    ]
    if not pairs:
        return None, None
    return [wanted for wanted, _ in pairs], [
        wanted if got and (got.startswith(wanted) or wanted.startswith(got[:10])) else got for wanted, got in pairs
    ]


def _subject_words(row: Row, claim: Claim) -> tuple[object, object]:
    wanted = frozenset(name_words(row["subject"]))
    return wanted or None, frozenset(name_words(_figure(claim).subject))


Parts = dict[str, "Callable[[Row, Claim], tuple[object, object]]"]
FIGURE_PARTS: Parts = {
    "comparator": lambda row, claim: (row["comparator"], _figure(claim).comparator),
    "measure": lambda row, claim: (row["measure"], _figure(claim).measure),
    "subject": _subject_words,
    "places": lambda row, claim: (
        {name_words(name) for name in row["places"]},
        {name_words(place.name) for place in _figure(claim).places},
    ),
    "time": _time_words,
    "origin": lambda row, claim: (name_words(row["origin"]), name_words(claim.origin)),
    "stance": lambda row, claim: (row["stance"], claim.stance),
}
STATEMENT_PARTS: Parts = {
    "source": lambda row, claim: (True if row["source"] else None, _has_source(row, claim)),
    "speaker": lambda row, claim: (name_words(row["speaker"]), name_words(claim.origin)),
    "speech": lambda row, claim: (row["speech"], claim.speech),
    "stance": lambda row, claim: (row["stance"], claim.stance),
    "chain": lambda row, claim: ([name_words(name) for name in row["chain"]], list(_chain_words(claim))),
}


def _has_source(row: Row, claim: Claim) -> bool:
    source = claim.attribution.source if claim.attribution else None
    return (
        source is not None and row["source"] is not None and _shared(source, row["source_start"], row["source_end"]) > 0
    )


def _chain_words(claim: Claim) -> Iterator[tuple[str, ...]]:
    return (name_words(step.name) for step in claim.chain)


if __name__ == "__main__":
    main()
