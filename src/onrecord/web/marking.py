"""Marking: an article's text cut into segments, each knowing which claims and parts it belongs to.

Spans of several claims overlap and nest; HTML elements cannot. So the text is cut at every edge, and a
segment names all the parts that cover it. The words of the segments, joined, are the text itself.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from onrecord.ledger import ClaimRow
    from onrecord.types import BlockKind, Claim, Reading

# The four that are coloured, the two that show only when their claim is picked out, and what a search looked for.
Part = Literal["source", "cue", "content", "figure", "step", "evidence", "match"]
COLOURED: tuple[Part, ...] = ("source", "cue", "content", "figure")
SURROUNDINGS = 120  # characters that a list shows before and after a claim's words
# A search sets these around the words it found.
FOUND, ENDED = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span, what part it plays, and the place of its claim in the article's list."""

    span: Span
    part: Part
    claim: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text that is covered by the same marks from end to end."""

    span: Span
    words: str
    parts: tuple[Part, ...] = ()
    claims: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Snippet:
    """A claim's words in their surroundings, and whether their paragraph goes on at either end."""

    segments: tuple[Segment, ...]
    begun_before: bool
    goes_on: bool


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says beside a paragraph: the claims that one voice makes, by their place in the list."""

    claims: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One block of an article with its segments and the notes that belong beside it."""

    kind: BlockKind
    segments: tuple[Segment, ...]
    notes: tuple[Note, ...] = ()

    @property
    def span(self) -> Span:
        """Where it stands in the document."""
        return Span(self.segments[0].span.start, self.segments[-1].span.end)

    @property
    def words(self) -> str:
        """All of its words."""
        return "".join(segment.words for segment in self.segments)

    def holds(self, claim: int) -> bool:
        """Answer whether a part of the article's claim number `claim` lies here."""
        return any(claim in segment.claims for segment in self.segments)


def marks_of(claim: Claim, place: int) -> Iterator[Mark]:
    """Yield the marks of a claim, which is the article's claim number `place`."""
    yield Mark(claim.span, "figure" if claim.kind == "figure" else "evidence", place)
    if claim.attribution is not None:
        if claim.attribution.source is not None:
            yield Mark(claim.attribution.source, "source", place)
        yield Mark(claim.attribution.cue, "cue", place)
        for span in claim.attribution.content:
            yield Mark(span, "content", place)
    for step in claim.chain:
        for told in (step.mention, step.cue):
            if told is not None:
                yield Mark(told, "step", place)


def cut(text: str, window: Span, marks: Iterable[Mark], edges: Iterable[int] = ()) -> tuple[Segment, ...]:
    """Cut the `window` of `text` at every edge of a mark, and at the further `edges`.

    >>> [(each.words, each.parts) for each in cut("She said: go.", Span(0, 13), [Mark(Span(0, 3), "source", 0)])]
    [('She', ('source',)), (' said: go.', ())]
    """
    opened: dict[int, list[Mark]] = defaultdict(list)
    closed: dict[int, list[Mark]] = defaultdict(list)
    for mark in marks:
        start, end = max(mark.span.start, window.start), min(mark.span.end, window.end)
        if start < end:
            opened[start].append(mark)
            closed[end].append(mark)
    inner = {edge for edge in edges if window.start < edge < window.end}
    covering: Counter[Mark] = Counter()
    segments = []
    for start, end in pairwise(sorted({window.start, window.end, *opened, *closed, *inner})):
        covering.update(opened[start])
        covering.subtract(closed[start])
        covering = +covering
        segments.append(_segment(text, Span(start, end), covering))
    return tuple(segments)


def _segment(text: str, span: Span, covering: Iterable[Mark]) -> Segment:
    told = tuple(covering)
    parts = tuple(sorted({mark.part for mark in told}))
    return Segment(span, span.words(text), parts, tuple(sorted({mark.claim for mark in told})))


def cut_row(row: ClaimRow) -> Snippet:
    """Cut a claim as a list shows it: its words and what of their paragraph stands around them, marked."""
    _, line_begun, before = row.before.rpartition("\n")
    after, line_ended, _ = row.after.partition("\n")
    text, shift = before + row.words + after, row.claim.span.start - len(before)
    marks = [_shifted(mark, shift, len(text)) for mark in (*marks_of(row.claim, 0), *_matches(row))]
    # A list cuts the surroundings at a fixed length: what is shorter came to the end of the text.
    return Snippet(
        cut(text, Span(0, len(text)), marks),
        begun_before=not line_begun and len(before) >= SURROUNDINGS,
        goes_on=not line_ended and len(after) >= SURROUNDINGS,
    )


def _shifted(mark: Mark, shift: int, length: int) -> Mark:
    start, end = (min(max(0, edge - shift), length) for edge in (mark.span.start, mark.span.end))
    return Mark(Span(start, end), mark.part, mark.claim)


def _matches(row: ClaimRow) -> Iterator[Mark]:
    at = row.claim.span.start
    for piece in (row.marked or "").split(FOUND):
        found, ended, rest = piece.partition(ENDED)
        if ended:
            yield Mark(Span(at, at + len(found)), "match", 0)
        at += len(found) + len(rest)


def read_passages(reading: Reading, only: int | None = None) -> tuple[Passage, ...]:
    """Return an article as a page shows it: every block in order, and what lies between them as clutter.

    With `only`, the marks are those of the claim in that place and no other's.
    """
    blocks = _blocks(reading)
    told = [(place, claim) for place, claim in enumerate(reading.claims) if only in (None, place)]
    marks = [mark for place, claim in told for mark in marks_of(claim, place)]
    window = Span(reading.article.start, reading.article.end)
    segments = iter(cut(reading.document.text, window, marks, (edge for _, span in blocks for edge in _ends(span))))
    notes = _notes(reading, blocks)
    passages, segment = [], next(segments, None)
    for place, (kind, span) in enumerate(blocks):
        inside = []
        while segment is not None and segment.span.end <= span.end:
            inside.append(segment)
            segment = next(segments, None)
        if "".join(each.words for each in inside).strip():
            passages.append(Passage(kind, _trimmed(inside), notes.get(place, ())))
    return tuple(passages)


def around(passages: Sequence[Passage], claim: int) -> tuple[Passage, ...]:
    """Return the passages that hold the claim's evidence, with the one before and the one after, but no clutter."""
    told = [each for each in passages if each.kind != "clutter" or each.holds(claim)]
    places = [place for place, each in enumerate(told) if each.holds(claim)]
    return tuple(told[max(0, places[0] - 1) : places[-1] + 2]) if places else ()


def elsewhere(passages: Sequence[Passage], near: Sequence[Passage], spans: Iterable[Span]) -> dict[Span, int]:
    """Return, for the spans that none of the passages `near` holds, where the passage that holds them begins."""
    far = [span for span in spans if not any(each.span.overlaps(span) for each in near)]
    return {span: each.span.start for span in far for each in passages if each.span.overlaps(span)}


def _ends(span: Span) -> tuple[int, int]:
    return span.start, span.end


def _blocks(reading: Reading) -> list[tuple[BlockKind, Span]]:
    """Return blocks that cover the article's window without a hole; clutter that adjoins is one block."""
    end = reading.article.end
    covered: list[tuple[BlockKind, Span]] = []
    at = reading.article.start
    for kind, span in ((block.kind, block.span) for block in reading.article.blocks):
        start, stop = max(span.start, at), min(span.end, end)
        if start < stop:
            covered += [("clutter", Span(at, start)), (kind, Span(start, stop))]
            at = stop
    covered.append(("clutter", Span(at, max(at, end))))
    return _joined(block for block in covered if len(block[1]))


def _joined(blocks: Iterable[tuple[BlockKind, Span]]) -> list[tuple[BlockKind, Span]]:
    joined: list[tuple[BlockKind, Span]] = []
    for kind, span in blocks:
        if joined and kind == joined[-1][0] == "clutter":
            joined[-1] = (kind, Span(joined[-1][1].start, span.end))
        else:
            joined.append((kind, span))
    return joined


def _trimmed(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Leave out the bare white space before and after a block's words."""
    told = [place for place, each in enumerate(segments) if each.words.strip()]
    return tuple(segments[told[0] : told[-1] + 1])


def _notes(reading: Reading, blocks: Sequence[tuple[BlockKind, Span]]) -> dict[int, tuple[Note, ...]]:
    """Put each claim beside the block in which its evidence begins, those of one voice together."""
    at: dict[int, list[int]] = defaultdict(list)
    block = 0
    for place in sorted(range(len(reading.claims)), key=lambda place: reading.claims[place].span):
        while block + 1 < len(blocks) and blocks[block][1].end <= reading.claims[place].span.start:
            block += 1
        at[block].append(place)
    return {block: _grouped(reading.claims, places) for block, places in at.items()}


def _grouped(claims: Sequence[Claim], places: Sequence[int]) -> tuple[Note, ...]:
    """Group claims by the voice that makes them, in the order in which the voices are first heard."""
    voices: dict[tuple[str, str, int], list[int]] = defaultdict(list)
    for place in places:
        voices[_voice(claims[place])].append(place)
    return tuple(Note(tuple(told)) for told in voices.values())


def _voice(claim: Claim) -> tuple[str, str, int]:
    return claim.origin or "", claim.stance, len(claim.chain)
