"""Print how often the killed, captured and injured of press releases and bulletins are read right.

    python -m benchmarks.casualties                    # the data folder beside the checkout
    python -m benchmarks.casualties --data FOLDER --misses 20

ISAF: press releases with figures coded by hand. A figure is asked for where it stands literally in the release, as
digits or as a word; it is right when one figure of the measure gives it, or when those of the release add up to it.
Bulletins (t4p): health ministries' daily reports, English ones; right when the largest figure of the measure is
the cumulative one that was entered by hand.
"""

from __future__ import annotations

import argparse
import re
from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpora import DATA, Share, article_of, load_loaders
from onrecord.gazetteer import load_gazetteer
from onrecord.reading.figures import FoundFigure, read_figures
from onrecord.reading.sentences import read_sentences
from onrecord.reading.tokens import number_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MEASURES = {"killed": "min_killed", "detained": "min_captured"}
CUMULATIVE = {"killed": "killed_cum", "injured": "injured_cum"}
MOST_PARTS = 5  # figures of one release that may add up to what was coded


def main() -> None:
    """Print the shares."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the data folder (default: %(default)s)")
    parser.add_argument("--misses", type=int, default=0, help="how many misses to print of each measure")
    told = parser.parse_args()
    loaders = load_loaders(told.data)
    for measure, share in score_releases(loaders.load_isaf()).items():
        share.print(f"ISAF releases, {measure}", told.misses)
    for measure, share in score_bulletins(loaders.load_t4p_sources()).items():
        share.print(f"Bulletins, {measure}, cumulative", told.misses)


def score_releases(rows: Iterable[dict[str, Any]]) -> dict[str, Share]:
    """Compare what each release says of killed and captured with what was coded."""
    shares = {measure: Share() for measure in MEASURES}
    for row in rows:
        figures = figures_of(row["text"])
        for measure, field in MEASURES.items():
            coded = row["gold"][field]
            if coded and stands_in(row["text"], coded):
                values = amounts(figures, measure)
                shares[measure].count(f"{coded}, read {values}: {row['text']}", right=adds_up(values, coded))
    return shares


def score_bulletins(rows: Iterable[dict[str, Any]]) -> dict[str, Share]:
    """Compare the largest killed and injured of each English bulletin with the totals that were entered."""
    shares = {measure: Share() for measure in CUMULATIVE}
    for row in rows:
        text = english_part(row["text"])
        figures = figures_of(text)
        for measure, field in CUMULATIVE.items():
            entered = row["gold"].get(field)
            if entered and f"{entered:,}" in text.replace(str(entered), f"{entered:,}"):
                values = amounts(figures, measure)
                largest = max(values, default=0)
                shares[measure].count(f"{entered}, read {values}: {row['file']}: {text}", right=largest == entered)
    return shares


def figures_of(text: str) -> tuple[FoundFigure, ...]:
    """Read the figures of a text whose every line is a paragraph."""
    article = article_of(text)
    return read_figures(text, article, read_sentences(text, article), load_gazetteer(None))


def amounts(figures: Iterable[FoundFigure], measure: str) -> list[float]:
    """Return the lower ends of the figures of a measure, in the order of the text."""
    return [float(each.figure.low or 0) for each in figures if each.figure.measure == measure]


def stands_in(text: str, number: int) -> bool:
    """Answer whether a number stands in a text as digits or as a word.

    >>> stands_in("Four rebels were killed on 12 May.", 4)
    True
    """
    words = [word for word, (value, kind) in number_words().items() if value == number and kind in {"unit", "tens"}]
    told = "|".join([f"{number:,}", str(number), *words])
    return re.search(rf"(?<![\w,.:/-])(?:{told})(?![\w:/-]|,\d|\.\d)", text, re.IGNORECASE) is not None


def adds_up(values: Sequence[float], coded: int) -> bool:
    """Answer whether one of the values is the coded one, or some of them add up to it.

    >>> adds_up([2.0, 3.0, 9.0], 5), adds_up([2.0], 5)
    (True, False)
    """
    several = list(dict.fromkeys(values)) if coded in values else values
    counts = range(1, min(MOST_PARTS, len(several)) + 1)
    return any(sum(part) == coded for count in counts for part in combinations(several[:12], count))


def english_part(text: str) -> str:
    """Return the lines of a bulletin that are written in Latin letters; many stand in two languages."""
    lines = [line for line in text.split("\n") if not re.search(r"[\u0600-\u06ff]", line)]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
