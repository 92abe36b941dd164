"""The door as a whole: nothing is lost by a kill, and readers and a writer do not wait for each other."""

from __future__ import annotations

import random
import runpy
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

from onrecord.ledger import Ledger
from onrecord.ledger.views import Filters

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Document, Reading

    Page = tuple[Document, tuple[Reading, ...]]

ADDING = Path(__file__).with_name("adding.py")
KILLS = 36
# What the program has begun, and within how many seconds it is killed: some of the time before the next is done.
MOMENTS = (("opening", 0.05), ("opening", 0.15), ("linking", 0.02))


def start(path: Path, *last: str) -> subprocess.Popen[str]:
    """Start the program that adds and links."""
    return subprocess.Popen([sys.executable, ADDING, path, *last], stdout=subprocess.PIPE, text=True)


def killed(path: Path, chance: random.Random, phase: str, seconds: float) -> list[str]:
    """Run the program, kill it within `seconds` of its saying that `phase` begins, and return what it said."""
    program = start(path)
    assert program.stdout
    told: list[str] = []
    while not told or told[-1] != phase:
        told.append(program.stdout.readline().strip())
    time.sleep(chance.uniform(0, seconds))
    program.kill()
    told += program.stdout.read().splitlines()
    program.stdout.close()
    program.wait()
    return told


def check(path: Path, added: set[int], program: dict[str, Any]) -> int:
    """See that all that was said to be added is there, and that all that is there is whole; return the documents."""
    with Ledger.open(path) as ledger:
        readings = tuple(ledger.readings())
        numbers = [int(reading.document.id.removeprefix("sha256:")) for reading in readings]
        assert added <= set(numbers)
        entities = {step.entity for reading in readings for claim in reading.claims for step in claim.chain}
        assert entities <= {None, "entity:agency"}
        skips = {skip.document: skip for skip in ledger.skips()}
        for number, reading in zip(numbers, readings, strict=True):
            document, (whole,), (skip,) = program["invented"](number)
            assert [claim.id for claim in reading.claims] == [claim.id for claim in whole.claims]
            assert (reading.document, reading.article, skips.pop(document.id)) == (document, whole.article, skip)
        assert not skips
        for number in numbers[-2:]:
            assert ledger.search(f"word{number}x3", Filters()).rows[0].words.startswith(f"It rained word{number}x3")
        linked = int(ledger.stories()[0].headline) if ledger.stories() else 0
        assert ledger.counts().links == max(0, linked * program["CLAIMS"] - 1)
        windows = [program["whole"](readings)] if readings else []
        assert bool(ledger.stale(windows)) == (linked != len(numbers))
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        connection.execute("INSERT INTO claim_words (claim_words) VALUES ('integrity-check')")
        indexed = connection.execute("SELECT id FROM claim_words_docsize ORDER BY id").fetchall()
        assert indexed == connection.execute("SELECT key FROM claim ORDER BY key").fetchall()
    return len(numbers)


def test_a_kill_loses_at_most_the_document_in_hand(path: Path) -> None:
    """At any moment: while the ledger is opened, while documents are added, while links are replaced."""
    program, chance, added = runpy.run_path(str(ADDING)), random.Random(11), set[int]()  # noqa: S311 - moments to kill at
    for number in range(KILLS):
        phase, seconds = MOMENTS[number % len(MOMENTS)]
        told = killed(path, chance, phase, seconds)
        added |= {int(line.removeprefix("added ")) for line in told if line.startswith("added ")}
        if number % 3 == 2:  # not each time: what recovers is also the next run of the program
            check(path, added, program)
    held = check(path, added, program)
    assert held >= KILLS
    going_on = start(path, str(held + 7))
    assert going_on.communicate()[0].endswith("linked\n")
    assert check(path, added, program) == held + 7
    with Ledger.open(path) as ledger:
        assert not ledger.stale([program["whole"](tuple(ledger.readings()))])


def test_a_kill_while_the_ledger_is_made_leaves_none_or_all_of_it(tmp_path: Path) -> None:
    """The next one makes it, or opens it."""
    program, chance = runpy.run_path(str(ADDING)), random.Random(11)  # noqa: S311 - moments to kill at
    for number in range(3):
        path = tmp_path / f"{number}.db"
        killed(path, chance, "opening", 0.02)
        check(path, set(), program)


def test_readers_see_whole_states_while_another_writes(path: Path) -> None:
    """Each question is answered from one state: all of a document, all of one linking."""
    program = runpy.run_path(str(ADDING))
    with Ledger.open(path) as ledger:
        writer = start(path, "60")
        seen = set()
        while writer.poll() is None:
            told = ledger.counts()
            assert told.figures == told.documents * program["CLAIMS"] == told.skips * program["CLAIMS"]
            for row in ledger.search("rained", Filters(), limit=3).rows:
                assert len(ledger.claim(row.claim.id).reading.claims) == program["CLAIMS"]
            assert sum(len(reading.claims) for reading in ledger.readings()) % program["CLAIMS"] == 0
            seen.add(told.documents)
        assert writer.communicate()[0].endswith("linked\n")
        assert len(seen) > 3, "the reader was not kept waiting"
        assert ledger.counts().documents == 60


def test_two_writers_take_turns(path: Path) -> None:
    """Both add the same documents at once; each is there once."""
    Ledger.open(path).close()
    for writer in [start(path, "40"), start(path, "40")]:
        assert writer.communicate()[0].endswith("linked\n")
        assert writer.returncode == 0
    check(path, set(range(40)), runpy.run_path(str(ADDING)))


def test_threads_may_share_a_ledger(ledger: Ledger, page: Callable[..., Page]) -> None:
    """As those of a web server do."""
    pages = [page({"words": f"It rained {number} times."}) for number in range(40)]
    totals: list[int] = []

    def read() -> None:
        totals.extend(ledger.search("rained", Filters()).total for _ in range(30))

    threads = [threading.Thread(target=read) for _ in range(6)]
    for thread in threads:
        thread.start()
    for document, readings in pages:
        ledger.add(document, readings, ())
    for thread in threads:
        thread.join()
    assert len(totals) == 180
    assert ledger.search("rained", Filters()).total == len(pages)


def test_readings_may_be_left_half_read(ledger: Ledger, page: Callable[..., Page]) -> None:
    """And the ledger be written to meanwhile."""
    for number in range(3):
        ledger.add(*page({"words": f"It rained {number} times."}), ())
    readings = ledger.readings()
    next(readings)
    assert ledger.add(*page({"words": "It snowed."}), ())
    assert len(tuple(readings)) == 2, "as it was when the reading began"
    next(ledger.readings())
    ledger.close()
