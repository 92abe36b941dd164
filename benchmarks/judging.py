"""Draw links between real pages for a person to judge, and say how many of those judged before were right.

Needs the FA-KES articles of the project's shared material (`--data`), which stay there: the file of judgements holds
where the claims stand, as article, kind and first character, and a verdict. A verdict counts as long as what stands
at the same two places is linked in the same way, whatever else is read of it by now.

    python -m benchmarks.judging                        # how many of the links judged are made, and are right
    python -m benchmarks.judging --draw 100 --seed 7    # print links to judge, both sides with their surroundings
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import Counter
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.capture import payload_id
from onrecord.linking import link_readings
from onrecord.pipeline import read_document
from onrecord.settings import Settings
from onrecord.tables import load_user_table
from onrecord.types import RELATIONS, Document

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from onrecord.types import Claim, Link, Reading

JUDGEMENTS = Path(__file__).parent / "judgements" / "fakes-links.tsv"
STAMP = 260  # characters in which a page prints its own date
AROUND = 160  # characters shown on both sides of a figure
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
DATED = re.compile(
    rf"\b(?P<day>\d{{1,2}}) (?P<month>{'|'.join(MONTHS)})[a-z]* (?P<year>20\d\d)\b"
    rf"|\b(?P<month2>{'|'.join(MONTHS)})[a-z]* (?P<day2>\d{{1,2}}) ?,? ?(?P<year2>20\d\d)\b"
)
OUTLETS = {
    "nna": "NNA",
    "sana": "SANA",
    "asharqalawsat": "Asharq Al-Awsat",
    "jordantimes": "The Jordan Times",
    "etilaf": "Etilaf",
    "alalam": "Al-Alam",
    "arabiya": "Al Arabiya",
    "alaraby": "Al-Araby",
    "ahram": "Al-Ahram",
    "manar": "Al-Manar",
    "dailysabah": "Daily Sabah",
    "trt": "TRT World",
    "sputnik": "Sputnik",
    "tass": "TASS",
    "reuters": "Reuters",
}


def main() -> None:
    """Link the pages, then draw or score."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="holds fakes/FA-KES-Dataset.csv")
    parser.add_argument("--judgements", type=Path, default=JUDGEMENTS)
    parser.add_argument("--draw", type=int, default=0, help="so many links of each relation to print")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rules-only", action="store_true", help="leave the trained reader out")
    told = parser.parse_args()
    readings = tuple(read_pages(told.data / "fakes" / "FA-KES-Dataset.csv", Settings(rules_only=told.rules_only)))
    links = link_readings(readings, Settings()).links
    if told.draw:
        draw(links, readings, told.draw, told.seed)
    else:
        score(links, readings, told.judgements)


def read_pages(path: Path, settings: Settings) -> Iterator[Reading]:
    """Read every article of the data as a dump of a page: headline, outlet and date, text."""
    seen = set()
    with path.open(encoding="latin-1", newline="") as file:
        for row in csv.DictReader(file):
            text = f"{row['article_title']}\n\n{OUTLETS[row['source']]} | {_printed(row)}\n{row['article_content']}\n"
            document = Document(payload_id(text.encode()), text, "text/plain", path=row["unit_id"])
            if document.id not in seen:  # the same bytes twice change nothing
                seen.add(document.id)
                yield from read_document(document, settings).readings


def _printed(row: Mapping[str, str]) -> str:
    """Return the day on which an article was published: its own word first, then that of the data."""
    month, day, year = map(int, row["date"].split("/"))
    told = date(year, month, day)
    if found := DATED.search(row["article_content"][:STAMP]):
        parts = {name.rstrip("2"): value for name, value in found.groupdict().items() if value}
        with suppress(ValueError):  # "31 Jun 2016": the data's own day, then
            told = date(int(parts["year"]), MONTHS.index(parts["month"]) + 1, int(parts["day"]))
    return f"{told:%B} {told.day}, {told.year}"


def score(links: Iterable[Link], readings: Iterable[Reading], path: Path) -> None:
    """Print for each relation how many of the judged links are made, and how many of these are right."""
    place_of = {claim.id: place(claim) for reading in readings for claim in reading.claims}
    made = {(link.relation, *sorted((place_of[link.left], place_of[link.right]))) for link in links}
    rows = load_user_table(path)
    held = [row for row in rows if (row["relation"], *sorted((row["left"], row["right"]))) in made]
    counts = Counter(relation for relation, _, _ in made)
    for relation in RELATIONS:
        verdicts = Counter(row["verdict"] for row in held if row["relation"] == relation)
        judged = sum(row["relation"] == relation for row in rows)
        right, all_held = verdicts["right"], sum(verdicts.values())
        print(f"{relation}: {counts[relation]:,} links; {all_held} of {judged} judged are made, {right} of them right")


def place(claim: Claim) -> str:
    """Say where a claim stands."""
    return f"{claim.article.removeprefix('article:')}/{claim.kind}/{claim.span.start}"


def draw(links: Sequence[Link], readings: Iterable[Reading], count: int, seed: int) -> None:
    """Print `count` links of each relation, drawn by chance, each with both sides as their pages have them."""
    told = {claim.id: (reading, claim) for reading in readings for claim in reading.claims}
    for relation in RELATIONS:
        found = sorted((link for link in links if link.relation == relation), key=lambda link: (link.left, link.right))
        random.Random(seed).shuffle(found)  # noqa: S311 - a sample, no secret
        for link in found[:count]:
            sides = [told[side] for side in (link.left, link.right)]
            print(relation, *(place(claim) for _, claim in sides), f"{link.score:.2f}", sep="\t")
            for reading, claim in sides:
                print(f"    {shown(reading, claim)}")


def shown(reading: Reading, claim: Claim) -> str:
    """Return a claim's words with what stands around them, its outlet, day and chain."""
    text, span = reading.document.text, claim.span
    reach = AROUND if claim.figure else 0
    before, after = text[max(reading.article.start, span.start - reach) : span.start], text[span.end :][:reach]
    chain = " < ".join(step.name for step in claim.chain)
    words = " ".join(f"{before}[{span.words(text)[:400]}]{after}".split())
    return f"{reading.article.date_published} {chain} ({claim.stance}): {words}"


if __name__ == "__main__":
    main()
