"""Print how well time expressions are read: TempEval-3 (TimeBank, AQUAINT) and the Recognizers' own test suite.

    python -m benchmarks.times                         # the data folder beside the checkout
    python -m benchmarks.times --data FOLDER
    python -m benchmarks.times --misses                # and each miss in a line

Each TempEval-3 document is read from its raw text and its day of creation, and scored as its authors do: a span is
found strictly when both ends agree, relaxed when the spans overlap; a type or value is right when it agrees on spans
that overlap, and its F1 counts all expressions, those not found too. Nobody makes rules after AQUAINT's even documents
(the second, the fourth and so on): their misses are not listed.

The suite of Microsoft's Recognizers-Text is a peer's: it is written for assistants and looks ahead where news looks
back, so a resolution counts as right when it is among those that the suite allows. A range may stop where its last
unit begins, as the suite has it, or where it ends, as news means it; an open range is right by its one end. Clock
times and ranges of hours are left out, as are cases that write months and days of the week small. What news does not
write, or reads otherwise, is told by the rows of `not_news.tsv` and counted by reason, passed or not.
"""

from __future__ import annotations

import argparse
import calendar
import importlib.util
import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from onrecord.reading.sentences import read_sentences
from onrecord.reading.times import Anchor, TimeExpression, read_all_timexes, read_anchor, read_times
from onrecord.spans import Span
from onrecord.tables import load_user_table
from onrecord.types import Article, Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

Row = dict[str, Any]

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
NAMES = "|".join(name.lower() for name in (*calendar.month_name[1:], *calendar.day_name))
SMALL = re.compile(rf"(?<![\w-])(?:{NAMES})s?\b")
NEWS = "as news writes it"
# Words before a time by which the suite's open ranges are told.
OPEN = {"since": ("since",), "after": ("after",), "before": ("before", "by"), "until": ("until", "till", "through")}
SUITE = frozenset({"date", "daterange", "duration", "set"})  # the part of the Recognizers' suite that news has


@dataclass(slots=True)
class Score:
    """Counts of what agrees, of what was found and of what the key has."""

    found: int = 0
    wanted: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def f1(self, name: str) -> float:
        """Return the harmonic mean of precision and recall."""
        return 2 * self.hits[name] / max(1, self.found + self.wanted)

    def __str__(self) -> str:
        """Write the line of the table."""
        precision = self.hits["relaxed"] / max(1, self.found)
        recall = self.hits["relaxed"] / max(1, self.wanted)
        scores = ", ".join(f"{name} {self.f1(name):.3f}" for name in ("strict", "relaxed", "type", "value"))
        return f"{scores} (relaxed precision {precision:.3f}, recall {recall:.3f}; {self.wanted} wanted)"


def main() -> None:
    """Print the scores."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the data folder (default: %(default)s)")
    parser.add_argument("--misses", action="store_true", help="list what was missed or differs")
    told = parser.parse_args()
    loaders = _loaders(told.data)
    both: list[Row] = []
    for part in ("timebank", "aquaint"):
        documents = list(loaders.load_tempeval3(part))
        both += documents
        print(f"{part}: {score_documents(documents)}")
        odd, even = score_documents(documents[::2]), score_documents(documents[1::2])
        print(f"  odd documents: {odd}\n  even documents: {even}")
        listed = odd.misses + (even.misses if part == "timebank" else [])
        _print_misses(listed if told.misses else ())
    print(f"both: {score_documents(both)}")
    suite = score_suite(loaders.load_recognizers("DateTime", "DateTimeModel"))
    for name, (right, wanted) in suite.kinds.items():
        print(f"Recognizers {name}: {right} of {wanted} = {right / max(1, wanted):.3f}")
    for reason, (right, wanted) in suite.reasons.items():
        print(f"  {reason}: {right} of {wanted}")
    _print_misses(suite.misses if told.misses else ())


# -- TempEval-3


def score_documents(documents: Iterable[Row]) -> Score:
    """Compare what is read from each document with its key."""
    score = Score()
    for document in documents:
        found = timexes_of(document["text"], document["dct"])
        score.found += len(found)
        score.wanted += len(document["timexes"])
        for wanted, told in _matched(document["timexes"], found):
            _count(score, document, wanted, told)
    return score


def timexes_of(text: str, published: str | None) -> list[TimeExpression]:
    """Read the time expressions of a text that was published on a day."""
    day = (published or "")[:10] or None
    body = (Block("body", Span(0, len(text))),)
    article = Article("a", "d", 0, len(text), None, None, (), None, None, day, "en", None, body)
    spans = [sentence.span for sentence in read_sentences(text, article)]
    return [each for told in read_all_timexes(text, spans, read_anchor(text, spans, day)) for each in told if each.type]


def periods_of(text: str, published: str) -> list[TimeExpression]:
    """Read the times of one sentence, those that make one period as one."""
    return [each for each in read_times(text, Span(0, len(text)), Anchor(published[:10])) if each.type]


def _matched(
    wanted: Sequence[Row], found: Sequence[TimeExpression]
) -> Iterator[tuple[Row | None, TimeExpression | None]]:
    """Pair each expression of the key with one that overlaps it; what is left over stands alone."""
    left = list(found)
    for row in wanted:
        span = Span(row["start"], row["end"])
        best = max(
            (each for each in left if each.span.overlaps(span)), key=lambda each: _shared(each.span, span), default=None
        )
        if best:
            left.remove(best)
        yield row, best
    yield from ((None, each) for each in left)


def _shared(left: Span, right: Span) -> int:
    return min(left.end, right.end) - max(left.start, right.start)


def _count(score: Score, document: Row, wanted: Row | None, told: TimeExpression | None) -> None:
    text = document["text"]
    where = f"[{document['id']} {document['dct']}] … {_around(text, wanted, told)}"
    if wanted is None or told is None:
        score.misses.append(f"{'missed' if wanted else 'wrong'}: {_told(text, wanted, told)} {where}")
        return
    strict = (told.span.start, told.span.end) == (wanted["start"], wanted["end"])
    score.hits["relaxed"] += 1
    score.hits["strict"] += strict
    score.hits["type"] += told.type.upper() == wanted["type"]
    score.hits["value"] += told.value == wanted["value"]
    if not strict:
        score.misses.append(f"span: {_told(text, wanted, None)} | {_told(text, None, told)} {where}")
    if told.value != wanted["value"]:
        score.misses.append(f"value: {_told(text, wanted, None)} | {_told(text, None, told)} {where}")


def _told(text: str, wanted: Row | None, told: TimeExpression | None) -> str:
    if wanted:
        return f"{text[wanted['start'] : wanted['end']]!r} {wanted['type']} {wanted['value']}"
    return f"{told.span.words(text)!r} {told.type} {told.value}" if told else ""


def _around(text: str, wanted: Row | None, told: TimeExpression | None) -> str:
    at = wanted["start"] if wanted else told.span.start if told else 0
    return " ".join(text[max(0, at - 60) : at + 60].split())


# -- the Recognizers' suite


class Suite(NamedTuple):
    """How many cases are read as the suite has them, of how many: by kind, and by whether and why not news has them."""

    kinds: dict[str, tuple[int, int]]
    reasons: dict[str, tuple[int, int]]
    misses: list[str]


def score_suite(cases: Iterable[Row]) -> Suite:
    """Return how many cases of each kind are read as the suite has them, and the others in words."""
    kinds, reasons, misses = [], [], []
    for case in filter(_is_scored, cases):
        passed = _passes(case["input"], str(case["reference"])[:10], case["results"])
        name = "+".join(sorted({str(each.get("TypeName")).partition(".")[2] for each in case["results"]}))
        reason = _why_not_news(case["input"])
        kinds.append((name, passed))
        reasons.append((reason, passed))
        if not passed:
            misses.append(f"{name} ({reason}): {_missed(case)}")
    return Suite(_counted(kinds), _counted(reasons), misses)


def _is_scored(case: Row) -> bool:
    kinds = {str(each.get("TypeName")).partition(".")[2] for each in case["results"] or ()}
    return bool(kinds) and kinds <= SUITE and not SMALL.search(case["input"])


@cache
def _not_news() -> tuple[tuple[re.Pattern[str], str], ...]:
    rows = load_user_table(Path(__file__).with_name("not_news.tsv"))
    return tuple((re.compile(row["pattern"]), row["reason"]) for row in rows)


def _why_not_news(text: str) -> str:
    return next((reason for pattern, reason in _not_news() if pattern.search(text)), NEWS)


def _counted(told: Sequence[tuple[str, bool]]) -> dict[str, tuple[int, int]]:
    wanted, right = Counter(name for name, _ in told), Counter(name for name, passed in told if passed)
    return {name: (right[name], count) for name, count in wanted.most_common()}


def _missed(case: Row) -> str:
    found = [(each.span.words(case["input"]), each.value) for each in timexes_of(case["input"], case["reference"])]
    values = [(each["Text"], each["Resolution"]["values"][0].get("timex")) for each in case["results"]]
    return f"{case['input']} [{case['reference']}] wanted {values}, found {found}"


def _passes(text: str, reference: str, results: Sequence[Row]) -> bool:
    found = [each for each in periods_of(text, reference) if each.role != "ref"]
    spans = [Span(row["Start"], row["End"] + 1) for row in results]
    touched = [[each for each in found if each.span.overlaps(span)] for span in spans]
    return sum(map(len, touched)) == len(found) and all(
        told and _agrees(told, row["Resolution"]["values"]) for told, row in zip(touched, results, strict=True)
    )


def _agrees(told: Sequence[TimeExpression], allowed: Sequence[Row]) -> bool:
    """Answer whether the times read within one result have one of the resolutions that the suite allows."""
    return any(_is_value(told, value) for value in allowed)


def _is_value(told: Sequence[TimeExpression], value: Row) -> bool:
    if len(told) == 1 and told[0].value == value.get("timex"):
        return True
    if value["type"] == "date":
        return told[0].start == told[-1].end == value.get("value")
    start, end = told[0].start, told[-1].end
    if not (start and end):
        return False
    if "start" not in value or "end" not in value:
        mod = str(value.get("Mod")).partition("-")[0]
        bound = value.get("start") or value.get("end")
        return told[0].relation in OPEN.get(mod, ()) and bound in {_first(start), _last(start), _last(end)}
    return _first(start) == value["start"] and value["end"] in {_last(end), _first(end) if end != start else ""}


def _first(day: str | None) -> str:
    return ((day or "") + "-01-01")[:10]


def _last(day: str | None) -> str:
    """Return the day after the last day of a period, as the suite gives the end of a range."""
    told = day or ""
    year, month = int(told[:4]), int(told[5:7] or 12)
    if len(told) == 10:
        return (date.fromisoformat(told) + timedelta(days=1)).isoformat()
    return f"{year + month // 12:04}-{month % 12 + 1:02}-01"


def _print_misses(misses: Iterable[str]) -> None:
    for miss in misses:
        print("  " + miss)


def _loaders(data: Path) -> Any:  # noqa: ANN401 - a module loaded by its path
    spec = importlib.util.spec_from_file_location("loaders", data / "loaders.py")
    if spec is None or spec.loader is None or not (data / "loaders.py").exists():
        raise SystemExit(f"{data}: there is no loaders.py; give the data folder with --data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    main()
