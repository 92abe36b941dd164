"""Print how well attributions are read, against a corpus in the layout of PolNeAR.

    python -m benchmarks.attribution --corpus FOLDER            # FOLDER/text/*.txt, FOLDER/attributions/*.ann
    python -m benchmarks.attribution --corpus FOLDER --misses   # and each miss in a line

The annotations are brat standoff; of several annotators of a text the first by name counts. An attribution
that is read is right when its cue shares a word with an annotated cue, the two contents share at least half
of their joint words and, where the annotation names a source, the two sources share a word; each annotation
is used once. Beside these relations, precision and recall of the words labelled source, cue and content.
PolNeAR annotates wishes, beliefs and plans too, which the reader leaves out on purpose.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal, get_args

from onrecord.reading.attributions import read_attributions
from onrecord.reading.lexicon import load_lexicon
from onrecord.reading.mentions import read_mentions
from onrecord.reading.quotations import read_quotations
from onrecord.reading.sentences import read_sentences
from onrecord.spans import Span
from onrecord.types import Article, Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.reading.lexicon import Lexicon
    from onrecord.types import Attribution

Part = Literal["source", "cue", "content"]
Words = frozenset[int]  # where the words begin
Relation = dict[Part, Words]

PARTS: tuple[Part, ...] = get_args(Part)
WORD = re.compile(r"\w+")
PARAGRAPH = re.compile(r"\S[^\n]*")
ARTICLE_WORDS = 500


@dataclass(slots=True)
class Score:
    """How many were right, read and annotated."""

    hits: int = 0
    read: int = 0
    annotated: int = 0

    def add(self, hits: int, read: int, annotated: int) -> None:
        """Add the counts of one article."""
        self.hits, self.read, self.annotated = self.hits + hits, self.read + read, self.annotated + annotated

    def told(self) -> str:
        """Say precision, recall and their harmonic mean.

        >>> Score(1, 2, 4).told()
        'precision 0.500  recall 0.250  F1 0.333  (2 read, 4 annotated)'
        """
        precision = self.hits / self.read if self.read else 0.0
        recall = self.hits / self.annotated if self.annotated else 0.0
        mean = 2 * precision * recall / (precision + recall) if self.hits else 0.0
        counts = f"({self.read} read, {self.annotated} annotated)"
        return f"precision {precision:.3f}  recall {recall:.3f}  F1 {mean:.3f}  {counts}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Score the reader on a corpus and print the figures; 1 where there is no corpus."""
    options = _options(arguments)
    texts = sorted((options.corpus / "text").glob("*.txt"))
    if not texts:
        print(
            f"{options.corpus}: no text/*.txt there; give a folder in PolNeAR's layout with --corpus", file=sys.stderr
        )
        return 1
    relations, parts = Score(), {part: Score() for part in PARTS}
    lexicon, seconds, words = load_lexicon(), 0.0, 0
    for path in texts:
        text = path.read_text(encoding="utf-8")
        annotations = sorted((options.corpus / "attributions").glob(f"{path.stem}_*.ann"))
        if not annotations:
            continue
        started = time.perf_counter()
        found = [_as_relation(text, each) for each in read_text(text, lexicon)]
        seconds, words = seconds + time.perf_counter() - started, words + len(text.split())
        gold = read_annotations(text, annotations[0].read_text(encoding="utf-8"))
        missed = score(found, gold, relations, parts)
        if options.misses:
            for miss in missed:
                print(f"{path.name}: {_told(text, miss)}")
    print(f"relations  {relations.told()}")
    for part, counts in parts.items():
        print(f"{part:9}  {counts.told()}")
    print(f"time       {1000 * seconds * ARTICLE_WORDS / max(1, words):.1f} ms for {ARTICLE_WORDS} words")
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True, help="a folder with text/ and attributions/")
    parser.add_argument("--misses", action="store_true", help="print each annotation that was not read")
    return parser.parse_args(arguments)


def read_text(text: str, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """Read the attributions of a text in which every line is a paragraph."""
    blocks = tuple(Block("body", Span(match.start(), match.end())) for match in PARAGRAPH.finditer(text))
    article = Article("a", "d", 0, len(text), None, None, (), None, None, None, None, None, blocks)
    sentences = read_sentences(text, article)
    mentions = read_mentions(text, sentences, lexicon)
    return read_attributions(text, sentences, read_quotations(text, sentences), mentions, lexicon)


def read_annotations(text: str, standoff: str) -> list[Relation]:
    """Read the attributions of a brat file that have a cue and a content."""
    rows = [line.split("\t") for line in standoff.split("\n")]
    spans = {row[0]: _offsets(row[1]) for row in rows if row[0].startswith("T")}
    events = (row[1] for row in rows if row[0].startswith("E"))
    return [_annotated(text, told, spans) for told in events if " Cue" in told and " Content" in told]


def _offsets(told: str) -> list[Span]:
    """Read "Content 3 8;11 20", a label with the ends of its pieces."""
    pieces = (piece.split() for piece in told.partition(" ")[2].split(";"))
    return [Span(int(start), int(end)) for start, end in pieces]


def _annotated(text: str, told: str, spans: dict[str, list[Span]]) -> Relation:
    """Read "Attribution:T1 Source:T2 Cue:T3 Content:T4 Content2:T5"."""
    pieces = [piece.split(":") for piece in told.split()]
    return {
        part: _words(text, (span for role, name in pieces if role.lower().startswith(part) for span in spans[name]))
        for part in PARTS
    }


def _as_relation(text: str, attribution: Attribution) -> Relation:
    source = [attribution.source] if attribution.source else []
    return {
        "source": _words(text, source),
        "cue": _words(text, [attribution.cue]),
        "content": _words(text, attribution.content),
    }


def _words(text: str, spans: Iterable[Span]) -> Words:
    return frozenset(match.start() for span in spans for match in WORD.finditer(text, span.start, span.end))


def score(
    found: Sequence[Relation], gold: Sequence[Relation], relations: Score, parts: dict[Part, Score]
) -> Iterator[Relation]:
    """Add one article to the counts; return the annotations that were not read."""
    used: set[int] = set()
    for each in found:
        match = next((at for at, told in enumerate(gold) if at not in used and _agree(each, told)), None)
        used |= {match} if match is not None else set()
    relations.add(len(used), len(found), len(gold))
    for part, counts in parts.items():
        read = frozenset().union(*(each[part] for each in found))
        annotated = frozenset().union(*(each[part] for each in gold))
        counts.add(len(read & annotated), len(read), len(annotated))
    return (told for at, told in enumerate(gold) if at not in used)


def _agree(found: Relation, told: Relation) -> bool:
    joint = found["content"] | told["content"]
    shared = len(found["content"] & told["content"])
    same_source = not told["source"] or not found["source"].isdisjoint(told["source"])
    return same_source and not found["cue"].isdisjoint(told["cue"]) and 2 * shared >= len(joint) > 0


def _told(text: str, relation: Relation) -> str:
    """Put the words of a relation in one line."""
    return " | ".join(
        " ".join(match.group() for match in WORD.finditer(text) if match.start() in relation[part]) for part in PARTS
    )


if __name__ == "__main__":
    sys.exit(main())
