"""Print how many toponyms of local news are found and placed right (LGL).

    python -m benchmarks.places                       # the data folder beside the checkout
    python -m benchmarks.places --data FOLDER
    python -m benchmarks.places --misses 40           # and the first misses of each kind
    python -m benchmarks.places --model               # with the trained reader telling names apart

A toponym is placed right within 161 km (100 miles) of where the key puts it; those without coordinates in the key are
left out. From raw text it must also be found: its span must overlap one of ours. Given the toponyms, only the choice
among namesakes is asked for. Each miss has one cause: not found; no such name in the gazetteer; the gazetteer's places
of that name all lie elsewhere; the wrong namesake. What the reader knows of the publisher is its address.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.gazetteer import load_gazetteer
from onrecord.reading.namesakes import distance_km
from onrecord.reading.naming import Seen
from onrecord.reading.sentences import read_sentences
from onrecord.reading.tokens import read_tokens
from onrecord.reading.toponyms import home_of, name_readings, read_toponyms, resolve
from onrecord.spans import Span
from onrecord.types import Article, Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.gazetteer import Gazetteer, NamedPlace
    from onrecord.reading.tagger import Tagger

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NEAR_KM = 161.0
Row = dict[str, Any]


@dataclass(slots=True)
class Score:
    """How many toponyms are placed right, and why the others are not."""

    name: str
    hits: int = 0
    wanted: int = 0
    found: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def count(self, document: Row, toponym: Row, cause: str | None, place: NamedPlace | None) -> None:
        """Count one toponym of the key: right, or missed by a cause."""
        self.wanted += 1
        self.hits += cause is None
        if cause:
            self.causes[cause] += 1
            told = f"{place.name} ({place.kind} {place.country_code} {place.admin})" if place else "nothing"
            self.misses.append(f"{cause}: {toponym['phrase']} in {document['domain']}, read as {told}")

    def __str__(self) -> str:
        """Write the share placed right and the causes of the misses."""
        causes = ", ".join(f"{cause} {count}" for cause, count in self.causes.most_common())
        return f"{self.name}: {self.hits} of {self.wanted} = {self.hits / max(1, self.wanted):.3f} ({causes})"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the data folder (default: %(default)s)")
    parser.add_argument("--misses", type=int, default=0, help="how many misses to print of each kind")
    parser.add_argument("--model", action="store_true", help="let the trained reader tell names apart")
    told = parser.parse_args()
    documents = list(_loaders(told.data).load_geo("lgl"))
    gazetteer = load_gazetteer(None)
    tagger = _tagger() if told.model else None
    for score in (score_given(documents, gazetteer), score_raw(documents, gazetteer, tagger)):
        print(score)
        if score.found:
            print(f"  of {score.found} names taken for toponyms {score.hits / score.found:.3f} are such, placed right")
        for miss in score.misses[: told.misses]:
            print("  missed", miss)


def score_given(documents: Iterable[Row], gazetteer: Gazetteer) -> Score:
    """Score the choice among namesakes where the toponyms are given."""
    score = Score("given the toponyms")
    for document in documents:
        toponyms = sorted(document["toponyms"], key=lambda each: int(each["start"]))
        spans = [Span(each["start"], each["end"]) for each in toponyms]
        home = home_of(None, document["domain"], gazetteer)
        for toponym, span, place in zip(
            toponyms, spans, resolve(document["text"], spans, gazetteer, home), strict=True
        ):
            if toponym["lat"] is not None:
                readings = name_readings(document["text"], span, gazetteer)
                score.count(document, toponym, _cause(toponym, place, readings), place)
    return score


def score_raw(documents: Iterable[Row], gazetteer: Gazetteer, tagger: Tagger | None) -> Score:
    """Score finding and choosing together, from the text alone."""
    score = Score("from raw text")
    for document in documents:
        text = document["text"]
        sentences = read_sentences(text, _article(text))
        seen = Seen(text, tagger.tag(text, sentences).entities) if tagger else None
        lines = [read_tokens(text, each.span) for each in sentences]
        home = home_of(None, document["domain"], gazetteer)
        found = read_toponyms(text, lines, gazetteer, home, seen=seen)
        score.found += len(found)
        for toponym in document["toponyms"]:
            if toponym["lat"] is None:
                continue
            span = Span(toponym["start"], toponym["end"])
            place = next((each.place for each in found if each.span.overlaps(span)), None)
            readings = name_readings(text, span, gazetteer)
            cause = "not found" if place is None and readings else _cause(toponym, place, readings)
            score.count(document, toponym, cause, place)
    return score


def _article(text: str) -> Article:
    body = (Block("body", Span(0, len(text))),)
    return Article("a", "d", 0, len(text), None, None, (), None, None, None, "en", None, body)


def _cause(toponym: Row, place: NamedPlace | None, readings: Sequence[NamedPlace]) -> str | None:
    """Return why a toponym is not placed right; None where it is."""
    if place is not None and _is_there(toponym, place):
        return None
    if not readings:
        return "not in the gazetteer"
    if not any(_is_there(toponym, each) for each in readings):
        return "elsewhere in the gazetteer"
    return "wrong namesake"


def _is_there(toponym: Row, place: NamedPlace) -> bool:
    apart = distance_km((toponym["lat"], toponym["lon"]), place.point)
    return apart is not None and apart <= NEAR_KM


def _tagger() -> Tagger:
    from onrecord.reading.tagger import load_tagger  # noqa: PLC0415 - its libraries take long to import

    return load_tagger()


def _loaders(data: Path) -> Any:  # noqa: ANN401 - a module loaded by its path
    spec = importlib.util.spec_from_file_location("loaders", data / "loaders.py")
    if spec is None or spec.loader is None or not (data / "loaders.py").exists():
        raise SystemExit(f"{data}: there is no loaders.py; give the data folder with --data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
