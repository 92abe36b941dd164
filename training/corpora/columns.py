"""Named entities in columns: world newswire, Wikigold, Universal NER."""

from __future__ import annotations

import re
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from training.labels import closed_over, outside
from training.marking import Allowed, annotated
from training.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

WORLDWIDE: Final[Allowed] = {
    "Person": ("person",),
    "Organization": ("organisation",),
    "Location": ("place",),
    "NORP": ("group",),
    "Facility": ("facility",),
    "Product": ("product", "weapon"),
    "Misc": ("misc", "document"),
    "Date": ("date",),
    "Money": ("money",),
}
WIKIGOLD: Final[Allowed] = {
    "PER": ("person",),
    "ORG": ("organisation",),
    "LOC": ("place", "facility"),
    "MISC": ("group", "product", "weapon", "document", "misc"),
}
NAMES: Final[Allowed] = {"PER": ("person",), "ORG": ("organisation",), "LOC": ("place", "facility")}


def held_out(name: str) -> str:
    """Return the part that a document belongs to, by its name alone: a tenth each for dev and test, for good.

    >>> held_out("iran_times_6")
    'train'
    """
    return ("test", "dev", *("train",) * 8)[zlib.crc32(name.encode()) % 10]


def _columns(sentences: Iterable[Sequence[tuple[str, str]]], name: str, allowed: Allowed) -> Passage:
    """Make a passage of sentences of (word, BIO tag); an I- that continues nothing begins a name."""
    passage = Passage(name, entities=[])
    assert passage.entities is not None  # noqa: S101 -- set in the line above
    none = outside(annotated(allowed))
    for number, sentence in enumerate(sentences):
        passage.words += [word for word, _ in sentence]
        passage.sentences += [number] * len(sentence)
        passage.paragraphs += [0] * len(sentence)
        for (_, before), (_, tag) in pairwise([("", "O"), *sentence]):
            kind = tag[2:]
            if kind not in allowed:
                passage.entities.append(none)
            else:
                begins = tag[0] == "B" or before[2:] != kind
                passage.entities.append(closed_over(allowed, kind, "B" if begins else "I"))
    return passage


def _blocks(text: str, separator: str, word: int, tag: int) -> Iterator[list[tuple[str, str]]]:
    for block in re.split(r"\n\s*\n", text):
        rows = [line.split(separator) for line in block.split("\n") if line and not line.startswith("# ")]
        rows = [row for row in rows if len(row) > max(word, tag) and row[word].strip()]
        if rows:
            yield [(row[word], row[tag]) for row in rows]


def read_worldwide(data: Path, part: str) -> Iterator[Passage]:
    """Read world newswire outside the West; a document's part is told by its name."""
    for path in sorted((data / "en_worldwide/processed_annotated").glob("*.tsv")):
        if held_out(path.name.partition(".")[0]) == part:
            text = path.read_text(encoding="utf-8")
            yield _columns(_blocks(text, "\t", 0, 1), path.name.partition(".")[0], WORLDWIDE)


def read_wikigold(data: Path, part: str) -> Iterator[Passage]:
    """Read Wikigold, sentences of Wikipedia, forty to a passage."""
    path = data / "wikigold/data/wikigold/CONLL-format/data/wikigold.conll.txt"
    sentences = list(_blocks(path.read_text(encoding="utf-8"), " ", 0, 1)) if part == "train" else []
    for start in range(0, len(sentences), 40):
        block = [each for each in sentences[start : start + 40] if each[0][0] != "-DOCSTART-"]
        yield _columns(block, f"wikigold-{start}", WIKIGOLD)


def read_uner(data: Path, part: str) -> Iterator[Passage]:
    """Read Universal NER over the dev part of EWT: train, as EWT's dev words are measured for syntax alone."""
    path = data / "uner_ewt/en_ewt-ud-dev.iob2"
    blocks = re.split(r"^# newdoc.*\n", path.read_text(encoding="utf-8"), flags=re.MULTILINE) if part == "train" else []
    for number, block in enumerate(blocks):
        yield _columns(_blocks(block, "\t", 1, 2), f"uner-{number}", NAMES)
