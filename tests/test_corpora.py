"""Our own corpus keeps its conventions, and what is made of it points at the words that were marked."""

from __future__ import annotations

from pathlib import Path

import pytest
from benchmarks.own import key_rows, page_head, write_pages
from corpora.checks import check, checked_corpus
from corpora.items import Item, Problem, read_items, read_part
from training.corpora.own import passage_of_item

from onrecord.reading.labels import ENTITY_TAGS, STATES

SAMPLE = """\
=== courts-014
variety: British
voice: agency
publisher: Northgate Wire
published: 2023-11-14
dateline: Drumeir
headline: Court frees nine held over dock fire
---
[s1 Judge [person Adela Morrant]] [c1 ordered] [k1 the release of [f1 nine dock workers]] on [date Tuesday].
[k2 “[s3 The ministry] [c3 denies] [k3 everything],”] [s2 [person Morrant]] [c2 said].
---
1: stance=asserted speech=indirect chain=Northgate Wire > Adela Morrant
2: stance=asserted speech=direct chain=Northgate Wire > Adela Morrant
3: stance=denied speech=indirect chain=Northgate Wire > Adela Morrant > the ministry
f1: low=9 high=9 comparator=exactly unit=people measure=released subject=dock workers places=Drumeir \
time=2023-11-14..2023-11-14 stance=asserted in=1
"""
WRONG = (
    ("[date Tuesday]", "[day Tuesday]", "no such tag"),
    ("[date Tuesday]", "[date Tuesday", "is not closed"),
    ("[date Tuesday]", "Tuesday]", "closes nothing"),
    ("[date Tuesday]", "[f2 Tuesday]", "f2 has no row"),
    ("[date Tuesday]", "[date on ]", "blanks at its edges"),
    ("[date Tuesday]", "[date [date Tuesday]]", "holds the mark date"),
    ("[date Tuesday]", "[date Tuesday] [date Tuesday]", "a name twice"),
    ("[s2 [person Morrant]]", "[s2 Morrant]", "is a name elsewhere"),
    ("[c2 said]", "said", "has no cue"),
    ("voice: agency\n", "", "voice is missing"),
    ("voice: agency", "voice: oracle", "no such voice"),
    ("variety: British", "variety: Martian", "no such variety"),
    ("2023-11-14\n", "2023-13-14\n", "no ISO day"),
    ("courts-014", "docks-014", "the id is the file's name"),
    ("=indirect chain=Northgate Wire > A", "=indirect chain=Post > A", "not with the publisher"),
    ("> the ministry", "> the Moon Bureau", "not in the item: Moon, Bureau"),
    ("=direct chain=Northgate Wire > Adela Morrant", "=direct chain=Northgate Wire > Morrant", "fuller name"),
    ("=direct chain=Northgate Wire > Adela Morrant", "=direct chain=Northgate Wire", "no step of the chain"),
    ("[s1 Judge [person Adela Morrant]]", "[s1 Judge [person Adela Morrant],]", "ends in a comma"),
    ("[s2 [person Morrant]]", "[person Morrant]", "s2 is not marked"),
    ("> the ministry", "> her ministry", "begins with a pronoun"),
    ("stance=denied", "stance=doubted", "no such stance"),
    ("speech=direct", "speech=indirect", "has quotation marks"),
    ("1: stance=asserted speech=indirect", "1: stance=asserted speech=direct", "has no quotation mark"),
    ("[k2 “[s3 The ministry] [c3 denies] [k3 everything],”] [s2", "[k2 “No,” [s3 The ministry] [c3 denies] [k3 it] [s2",
     "is not closed"),
    ("[s2 [person Morrant]] [c2 said].", "[k2 [s2 [person Morrant]] [c2 said]].", "holds its own cue"),
    ("low=9 high=9", "low=9 high=8", "low and high are the same"),
    ("low=9 high=9 comparator=exactly", "low=9 high=9 comparator=at_least", "high is empty"),
    ("low=9 high=9 comparator=exactly", "low=9 high=9 comparator=between", "low is less than high"),
    ("low=9 high=9", "low=nine high=9", "plain numbers"),
    ("measure=released", "measure=freed", "no such measure"),
    ("unit=people", "unit=", "the unit is empty"),
    ("unit=people ", "", "unit= is missing"),
    ("time=2023-11-14..2023-11-14", "time=Tuesday", "time is START..END"),
    ("time=2023-11-14..2023-11-14", "time=2023-11-14..2023-10", "ends before it begins"),
    ("in=1", "in=0", "stands in content 1, not 0"),
    ("3: stance=denied", "2: stance=denied", "s3 has no row"),
)  # fmt: skip


def problems_of(text: str) -> list[Problem]:
    items, problems = read_items(Path("train/courts.txt"), text)
    return [*problems, *check(items)]


@pytest.fixture(scope="module")
def sample() -> Item:
    (item,), problems = read_items(Path("train/courts.txt"), SAMPLE)
    assert not problems
    return item


def test_the_corpus_keeps_its_conventions() -> None:
    """Every item of both parts can be read and breaks no rule."""
    items, problems = checked_corpus()
    assert [str(problem) for problem in problems] == []
    assert {item.part for item in items} == {"train", "dev"}


def test_a_good_item_has_no_problem() -> None:
    """The sample that the wrong ones are made from is right."""
    assert problems_of(SAMPLE) == []


@pytest.mark.parametrize(("right", "wrong", "told"), WRONG, ids=lambda value: str(value)[:40])
def test_each_rule_is_asked(right: str, wrong: str, told: str) -> None:
    """A broken rule is told with file and line."""
    assert right in SAMPLE
    problems = problems_of(SAMPLE.replace(right, wrong, 1))
    assert any(told in problem.message and problem.line for problem in problems), problems


def test_items_differ() -> None:
    """Neither an id nor a sentence stands twice."""
    told = [problem.message for problem in problems_of(SAMPLE + SAMPLE)]
    assert any("is also in" in message for message in told)
    assert any("a sentence of courts-014" in message for message in told)


def test_files_are_short() -> None:
    """More than thirty items ask for another file."""
    assert any("a file has 30 at most" in problem.message for problem in problems_of(SAMPLE * 31))


def test_training_labels(sample: Item) -> None:
    """States are flat: inside another's content a nested attribution has none, and no links."""
    passage = passage_of_item(sample)
    assert passage.states is not None
    assert passage.entities is not None
    states = dict(zip(passage.words, (STATES[state] for state in passage.states), strict=True))
    assert (states["Judge"], states["ordered"], states["release"]) == ("B-source", "B-cue", "I-content")
    assert (states["ministry"], states["denies"], states["."]) == ("I-content", "I-content", "O")
    assert passage.entities[passage.words.index("Adela")] == 1 << ENTITY_TAGS.index("B-person")
    assert len(passage.attributions) == 2
    assert len(passage.gold["cue"]) == 3


def test_the_key_points_at_the_words(sample: Item) -> None:
    """Offsets of the key, put on the page, give the marked words."""
    page = page_head(sample) + sample.body.replace("\n", "\n\n")
    rows = key_rows(sample, len(page_head(sample)))
    assert page[rows["articles"][0]["start"] : rows["articles"][0]["end"]] == page
    assert [page[row["start"] : row["end"]] for row in rows["figures"]] == ["nine dock workers"]
    for row in rows["statements"]:
        for role in ("source", "cue", "content"):
            assert page[row[f"{role}_start"] : row[f"{role}_end"]] == row[role]
    assert [row["speaker"] for row in rows["statements"]] == ["Adela Morrant", "Adela Morrant", "the ministry"]
    assert rows["figures"][0]["origin"] == "Adela Morrant"


def test_every_dev_item_becomes_a_page(tmp_path: Path) -> None:
    """The benchmark asks about all items of dev."""
    items, _ = read_part("dev")
    key = write_pages(items, tmp_path)
    assert {row["document"] for row in key["articles"]} == {path.name for path in tmp_path.glob("*.txt")}
    assert len(key["statements"]) == sum(len(item.told) for item in items)
