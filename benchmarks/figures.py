"""Print how well the rules read quantities (NewsQuant).

    python -m benchmarks.figures                       # the data folder beside the checkout
    python -m benchmarks.figures --data FOLDER
    python -m benchmarks.figures --misses 20           # and the first misses

NewsQuant is scored by the values of a sentence: one found is one in the key within 0.5 %, a range by its
lower end. It counts years, durations and "one" that our rules leave out on purpose.
"""

from __future__ import annotations

import argparse
import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.gazetteer import load_gazetteer
from onrecord.reading.figures import read_figures
from onrecord.reading.sentences import read_sentences
from onrecord.spans import Span
from onrecord.types import Article, Block

if TYPE_CHECKING:
    from collections.abc import Iterable

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@dataclass(slots=True)
class Score:
    """Counts of what was found, of what the key has, and of what was missed."""

    hits: int = 0
    found: int = 0
    wanted: int = 0
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Write precision, recall and F1."""
        precision, recall = self.hits / max(1, self.found), self.hits / max(1, self.wanted)
        f1 = 2 * precision * recall / max(1e-9, precision + recall)
        return f"precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f} ({self.hits} of {self.wanted})"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the data folder (default: %(default)s)")
    parser.add_argument("--misses", type=int, default=0, help="how many misses to print")
    told = parser.parse_args()
    loaders = _loaders(told.data)
    _print("NewsQuant, values", score_values(loaders.load_newsquant()), told.misses)


def score_values(rows: Iterable[dict[str, Any]]) -> Score:
    """Compare the values that the rules find in each sentence with those of the key."""
    score = Score()
    for row in rows:
        wanted = [float(each["value"].split("-")[0] or 0) for each in row["quantities"]]
        found = values_of(row["text"])
        score.found += len(found)
        score.wanted += len(wanted)
        for value in wanted:
            match = next((each for each in found if abs(each - value) <= 0.005 * max(1.0, abs(value))), None)
            if match is None:
                score.misses.append(f"{value}: {row['text']}")
            else:
                found.remove(match)
                score.hits += 1
    return score


def values_of(text: str) -> list[float]:
    """Read the figures of one sentence."""
    body = (Block("body", Span(0, len(text))),)
    article = Article("a", "d", 0, len(text), None, None, (), None, None, None, "en", None, body)
    figures = read_figures(text, article, read_sentences(text, article), load_gazetteer(None))
    return [float(each.figure.low) for each in figures if each.figure.low is not None]


def _print(name: str, score: Score, misses: int) -> None:
    print(f"{name}: {score}")
    for miss in score.misses[:misses]:
        print("  missed", " ".join(miss.split()))


def _loaders(data: Path) -> Any:  # noqa: ANN401 - a module loaded by its path
    spec = importlib.util.spec_from_file_location("loaders", data / "loaders.py")
    if spec is None or spec.loader is None or not (data / "loaders.py").exists():
        raise SystemExit(f"{data}: there is no loaders.py; give the data folder with --data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
