"""Print how fast pages are read, by rules and with the model, on one core and on two, and what the time goes into.

    python -m benchmarks.speed                 # 60 articles of about 500 words, dealt from our own corpus
    python -m benchmarks.speed --articles 300

All runs stand side by side in one go, since machines differ and are shared: compare within one print, not across two.
Text in, records out; the reader is loaded before the clock starts, and the cold start is told by itself.
"""

from __future__ import annotations

import argparse
import resource
import subprocess
import sys
import time
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from corpora.items import read_part

from onrecord.pipeline import read_capture
from onrecord.reading import read
from onrecord.records import dumps, reading_records
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

WORDS = 500
STEPS = {
    "read_sentences": "sentences",
    "read_quotations": "quotations",
    "read_mentions": "mentions",
    "read_attributions": "attributions by rule",
    "joined": "joining",
    "read_chains": "speakers and chains",
    "read_figures": "figures, times, places",
    "read_claims": "claims",
}


def main() -> None:
    """Write the articles and print each view."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=60)
    with TemporaryDirectory() as scratch:
        paths = write_articles(parser.parse_args().articles, Path(scratch))
        for jobs in (1, 2):
            for rules_only in (True, False):
                print(f"{_name(rules_only)}, {jobs} process{'es' * (jobs - 1)}: {rate(paths, rules_only, jobs)}")
        for rules_only in (True, False):
            print(f"\n{_name(rules_only)}: what the time of one process goes into")
            for step, spent in sorted(shares(paths, rules_only).items(), key=lambda each: -each[1]):
                print(f"  {step:28}{spent:6.1%}")
        print()
        for rules_only in (True, False):
            print(f"{_name(rules_only)}: cold start of `onrecord read` on one page {cold(paths[0], rules_only):.2f} s")


def _name(rules_only: bool) -> str:  # noqa: FBT001 - the one thing it is about
    return "rules alone" if rules_only else "with the model"


def write_articles(count: int, folder: Path) -> list[Path]:
    """Deal the corpus's paragraphs into articles of about 500 words, over again where it is too small."""
    items = [item for part in ("train", "dev") for item in read_part(part)[0]]
    paragraphs = cycle(paragraph for item in items for paragraph in item.body.split("\n"))
    paths = []
    for number in range(count):
        words, body = 0, []
        while words < WORDS:
            body.append(next(paragraphs))
            words += len(body[-1].split())
        item = items[number % len(items)]
        paths.append(folder / f"{number:04}.txt")
        paths[-1].write_text("\n\n".join([item.headline, f"{item.publisher} – {item.published}", *body]), "utf-8")
    return paths


def rate(paths: Sequence[Path], rules_only: bool, jobs: int) -> str:  # noqa: FBT001 - the same
    """Read all in processes that have their reader loaded; say how many articles a second and how much memory."""
    with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
        settings = Settings(rules_only=rules_only)
        list(pool.map(_read, [(settings, paths[:2])] * jobs * 2))  # every process loads and warms up
        parts = [paths[start :: 4 * jobs] for start in range(4 * jobs)]
        began = time.perf_counter()
        told = list(pool.map(_read, [(settings, part) for part in parts]))
        spent = time.perf_counter() - began
    words = sum(count for count, _ in told)
    return (
        f"{words / WORDS / spent:5.1f} articles of {WORDS} words a second, "
        f"{max(memory for _, memory in told):.0f} MB resident at most"
    )


def _read(given: tuple[Settings, Sequence[Path]]) -> tuple[int, float]:
    """Read pages into records; return how many words they have and how much memory this process has taken."""
    settings, paths = given
    words = 0
    for path in paths:
        for reading in read_capture(path, settings).readings:
            words += len(reading.document.text.split())
            for record in reading_records(reading):
                dumps(record)
    return words, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def shares(paths: Sequence[Path], rules_only: bool) -> dict[str, float]:  # noqa: FBT001 - the same
    """Return the share of the time that each step takes, with stopwatches around the calls of `read_article`."""
    settings, undo = Settings(rules_only=rules_only), {}
    spent: dict[str, float] = defaultdict(float)
    _read((settings, paths[:2]))
    for name, label in STEPS.items():
        undo[name] = getattr(read, name)
        setattr(read, name, _timed(undo[name], spent, label))
    tagger = read.load_reader(settings).tagger
    if tagger is not None:
        kind: Any = type(tagger)
        tag, run = kind.tag, kind.run
        kind.run, kind.tag = _timed(run, spent, "the network"), _timed(tag, spent, "tagging")
    began = time.perf_counter()
    _read((settings, paths))
    whole = time.perf_counter() - began
    for name, step in undo.items():
        setattr(read, name, step)
    if tagger is not None:
        kind.run, kind.tag = run, tag
        spent["words, pieces, decoding"] = spent.pop("tagging") - spent["the network"]
    spent["page, article, records"] = whole - sum(spent.values())
    return {step: seconds / whole for step, seconds in spent.items()}


def _timed(step: Callable[..., Any], spent: dict[str, float], label: str) -> Callable[..., Any]:
    def timed(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - passes on whatever the step takes and gives
        began = time.perf_counter()
        try:
            return step(*given, **named)
        finally:
            spent[label] += time.perf_counter() - began

    return timed


def cold(path: Path, rules_only: bool) -> float:  # noqa: FBT001 - the same
    """Return the best of three starts of the command, in seconds."""
    command = [sys.executable, "-m", "onrecord", "read", str(path), *(["--rules-only"] if rules_only else [])]
    return min(islice(_starts(command), 3))


def _starts(command: Sequence[str]) -> Iterator[float]:
    while True:
        began = time.perf_counter()
        subprocess.run(command, check=True, capture_output=True)  # noqa: S603 - our own program
        yield time.perf_counter() - began


if __name__ == "__main__":
    main()
