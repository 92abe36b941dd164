"""Windows: runs of whole sentences that fit the encoder, with the labels and links inside them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from onrecord.reading.labels import LINKED
from onrecord.reading.wording import CLASSIFY, PLAIN, SEPARATE
from training.labels import UNKNOWN

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator, Sequence

    from training.passages import Passage, WordSpan

LIMIT: Final = 256
"""Word pieces in a window: 98.8 % of PolNeAR's cues stand in one window with what they are linked with."""


CHUNK: Final = 4096
"""Windows are sorted by length inside chunks only, so that batches differ between epochs."""


@dataclass(frozen=True, slots=True)
class Link:
    """A cue and a span of a role it may be linked with (words of the window), and whether it is."""

    cue: WordSpan
    role: int
    other: WordSpan
    linked: bool


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` of a passage as the encoder reads them."""

    passage: Passage
    start: int
    end: int
    ids: list[int]
    features: list[int]
    first: list[int]
    """For each word the place of its first piece."""
    links: list[Link]

    def __len__(self) -> int:
        """Return how many words it has."""
        return self.end - self.start

    def label(self, values: Sequence[int] | None) -> Sequence[int] | None:
        """Cut the window's part out of one of the passage's label lists."""
        return None if values is None else values[self.start : self.end]

    @property
    def heads(self) -> list[int]:
        """Return each word's head as the arc scorer counts: 0 for the root, else one more than the head's place."""
        return [self._head(head) for head in (self.passage.heads or ())[self.start : self.end]]

    def _head(self, head: int) -> int:
        if head < 0:
            return 0
        return head - self.start + 1 if self.start <= head < self.end else UNKNOWN


def windows(passage: Passage, limit: int = LIMIT, rng: random.Random | None = None) -> Iterator[Window]:
    """Pack the passage's sentences; with `rng` the first cut moves, so that epochs see different windows."""
    for start, end in _cuts(passage, limit - 2, rng):
        yield _window(passage, start, end)


def _cuts(passage: Passage, limit: int, rng: random.Random | None) -> Iterator[WordSpan]:
    room = rng.randint(limit // 3, limit) if rng else limit
    start = used = 0
    for low, high, cost in _units(passage, limit):
        if low > start and used + cost > room:
            yield start, low
            start, used, room = low, 0, limit
        used += cost
        last = high
    if len(passage):
        yield start, last


def _units(passage: Passage, limit: int) -> Iterator[tuple[int, int, int]]:
    """Yield whole sentences with their cost in pieces; one longer than a window is cut by force."""
    start = cost = 0
    for index in range(len(passage)):
        # A paragraph's mark may add one piece before each word that begins one.
        price = len(passage.pieces[index]) + (index > 0 and passage.paragraphs[index] != passage.paragraphs[index - 1])
        if index > start and (passage.sentences[index] != passage.sentences[index - 1] or cost + price > limit):
            yield start, index, cost
            start, cost = index, 0
        cost += price
    if len(passage):
        yield start, len(passage), cost


def _window(passage: Passage, start: int, end: int) -> Window:
    ids, features, first = [CLASSIFY], [PLAIN], []
    for index in range(start, end):
        if index > start and passage.paragraphs[index] != passage.paragraphs[index - 1]:
            ids.append(SEPARATE)
            features.append(PLAIN)
        first.append(len(ids))
        ids += passage.pieces[index]
        features += [passage.features[index]] * len(passage.pieces[index])
    ids.append(SEPARATE)
    features.append(PLAIN)
    return Window(passage, start, end, ids, features, first, list(_links(passage, start, end)))


def _links(passage: Passage, start: int, end: int) -> Iterator[Link]:
    """Pair every cue in the window with every source and content in it."""

    def inside(role: str) -> list[WordSpan]:
        spans = {span for each in passage.attributions for span in each.spans(role)}
        return sorted((a - start, b - start) for a, b in spans if start <= a and b <= end)

    linked = {
        ((a - start, b - start), role, (c - start, d - start))
        for each in passage.attributions
        for a, b in each.cue
        for role in LINKED
        for c, d in each.spans(role)
    }
    for cue in inside("cue") if passage.attributions else ():
        for number, role in enumerate(LINKED):
            for other in inside(role):
                yield Link(cue, number, other, (cue, role, other) in linked)


def grouped(windows: Iterable[Window], budget: int, rng: random.Random | None = None) -> list[list[Window]]:
    """Put windows into batches of at most `budget` padded pieces; a batch's windows have the same kinds of label."""
    kinds: dict[tuple[bool, bool], list[Window]] = {}
    for window in windows:
        passage = window.passage
        kinds.setdefault((passage.states is not None, passage.heads is not None), []).append(window)
    batches = [batch for group in kinds.values() for batch in _by_length(group, budget, rng)]
    if rng:
        rng.shuffle(batches)
    return batches


def _by_length(windows: list[Window], budget: int, rng: random.Random | None) -> list[list[Window]]:
    if rng:
        rng.shuffle(windows)
    batches: list[list[Window]] = []
    for start in range(0, len(windows), CHUNK):
        batch: list[Window] = []
        for window in sorted(windows[start : start + CHUNK], key=lambda each: len(each.ids)):
            if batch and (len(batch) + 1) * len(window.ids) > budget:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    return batches
