"""Universal Dependencies: the English Web Treebank, and GUM with the names among its entities."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onrecord.reading.labels import DEPREL, UPOS
from training.corpora.discourse import attributions
from training.corpora.polnear import flat_states
from training.labels import ANY_TAG, outside
from training.marking import Allowed, annotated, mark
from training.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.passages import WordSpan

GUM: Final[Allowed] = {"person": ("person",), "organization": ("organisation",), "place": ("place", "facility")}
GENRES: Final = ("news", "interview", "academic", "bio", "court", "voyage")
"""GUM's openly licensed written genres."""
HONORIFICS: Final = frozenset((
    "mr", "mrs", "ms", "dr", "prof", "professor", "president", "senator", "sen", "rep", "sir", "lord", "judge",
    "justice", "king", "queen", "prince", "captain", "general", "mayor", "the",
))  # fmt: skip


def _documents(path: Path) -> Iterator[tuple[Passage, list[str]]]:
    """Yield each document of a file with the last column of its words."""
    text = path.read_text(encoding="utf-8")
    for part in re.split(r"^(?=# newdoc)", text, flags=re.MULTILINE):
        passage, notes, paragraph = Passage(path.stem, upos=[], heads=[], relations=[]), list[str](), 0
        for number, block in enumerate(part.split("\n\n")):
            lines = block.split("\n")
            paragraph += sum(line.startswith("# newpar") for line in lines)
            rows = [row for row in (line.split("\t") for line in lines) if row[0].isdigit()]
            _take_sentence(passage, rows, number, paragraph)
            notes += [row[9] for row in rows]
        if len(passage):
            yield passage, notes


def _take_sentence(passage: Passage, rows: Sequence[list[str]], sentence: int, paragraph: int) -> None:
    """Add a sentence's words with their labels."""
    base = len(passage)
    passage.words += [row[1] for row in rows]
    passage.sentences += [sentence] * len(rows)
    passage.paragraphs += [paragraph] * len(rows)
    passage.upos = [*(passage.upos or ()), *(UPOS.index(row[3]) for row in rows)]
    passage.heads = [*(passage.heads or ()), *(base + int(row[6]) - 1 if row[6] != "0" else -1 for row in rows)]
    passage.relations = [*(passage.relations or ()), *(relation_of(row[7]) for row in rows)]


def relation_of(printed: str) -> int:
    """Return the index of a relation, without a subtype that we do not keep."""
    for each in (printed, printed.partition(":")[0]):
        if each in DEPREL:
            return DEPREL.index(each)
    return DEPREL.index("dep")


def read_ewt(data: Path, part: str) -> Iterator[Passage]:
    """Read the English Web Treebank; its train part lies in one file a document."""
    root = data / "ud_ewt"
    if part != "train":
        paths = [root / f"en_ewt-ud-{part}.conllu"]
    else:
        names = (root / "not-to-release/file-lists/files.train").read_text(encoding="utf-8").split()
        paths = [path for name in names if (path := root / "not-to-release/sources" / name).exists()]
    yield from (passage for path in paths for passage, _ in _documents(path))


def read_gum(data: Path, part: str) -> Iterator[Passage]:
    """Read GUM's openly licensed written genres: syntax, the names in its entities, who says what in its discourse."""
    root = data / "ud_gum"
    held = {each: _newdocs(root / f"en_gum-ud-{each}.conllu") for each in ("dev", "test")}
    for path in sorted((root / "not-to-release/sources").glob("GUM_*.conllu")):
        mine = next((each for each, names in held.items() if path.stem in names), "train")
        if mine == part and path.stem.split("_")[1] in GENRES:
            for passage, notes in _documents(path):
                passage.entities = gum_names(passage, notes)
                if part == "train":  # its attributions are derived: nothing to be judged by
                    passage.attributions = attributions(passage, notes)
                    passage.states = flat_states(len(passage), passage.attributions)
                yield passage


def _newdocs(path: Path) -> set[str]:
    return set(re.findall(r"^# newdoc id = (\S+)", path.read_text(encoding="utf-8"), re.MULTILINE))


@dataclass(frozen=True, slots=True)
class Mention:
    """One of GUM's bracketed mentions: its kind, the numbers of its minimal words, its first and last word."""

    kind: str
    minimal: tuple[int, ...]
    start: int
    end: int


def mentions(notes: Sequence[str]) -> Iterator[Mention]:
    """Read the mentions that open and close in the words' last columns.

    >>> list(mentions(["Entity=(1-person-new-x-y-2", "Entity=(2-place-new-x-y-1)|SpaceAfter=No", "Entity=1)"]))[1]
    Mention(kind='person', minimal=(1,), start=0, end=2)
    """
    opened: list[tuple[list[str], int]] = []
    for index, note in enumerate(notes):
        brackets = next((each[7:] for each in note.split("|") if each.startswith("Entity=")), "")
        for bracket in re.findall(r"\([^()]+\)?|[^()]+\)", brackets):
            fields = bracket.strip("()").split("-")
            if bracket.startswith("("):
                opened.append((fields, index))
            if bracket.endswith(")"):
                place = next((at for at in reversed(range(len(opened))) if opened[at][0][0] == fields[0]), None)
                if place is not None:
                    told, start = opened.pop(place)
                    numbers = re.findall(r"\d+", told[5]) if len(told) > 5 else []
                    yield Mention(told[1], tuple(start + int(number) - 1 for number in numbers), start, index)


def gum_names(passage: Passage, notes: Sequence[str]) -> list[int]:
    """Cut GUM's mentions with a proper noun for a head to the name; what is named but not marked stays open."""
    proper = [tag == UPOS.index("PROPN") for tag in passage.upos or ()]
    none = outside(annotated(GUM))
    bits = [ANY_TAG if is_name else none for is_name in proper]
    taken = [False] * len(passage)
    for mention in sorted(mentions(notes), key=lambda each: each.end - each.start):
        if mention.kind in GUM and mention.minimal:
            low, high = _name(mention, passage.words, proper)
            if high > low and not any(taken[low:high]):
                mark(bits, low, high, GUM, mention.kind)
                taken[low:high] = [True] * (high - low)
    return bits


def _name(mention: Mention, words: Sequence[str], proper: Sequence[bool]) -> WordSpan:
    """Return the words of the name that a mention is about; none where its head is a common noun."""
    low, high = min(mention.minimal), min(max(mention.minimal), mention.end)
    if not (proper[low] or proper[high]):
        return low, low
    while low > mention.start and proper[low - 1] and not _honorific(words[low - 1]):
        low -= 1
    while high < mention.end and proper[high + 1]:
        high += 1
    while low < high and _honorific(words[low]):
        low += 1
    return low, high + 1


def _honorific(word: str) -> bool:
    return word.lower().strip(".") in HONORIFICS
