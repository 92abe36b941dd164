"""Batches: windows of like length and like labels, padded into tensors."""

from __future__ import annotations

import random
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING

import torch
from torch.utils.data import IterableDataset, get_worker_info

from onrecord.reading.decoding import distance_bucket
from onrecord.reading.wording import PLAIN
from training.labels import UNKNOWN
from training.windows import grouped, windows

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from torch import Tensor

    from training.passages import Passage
    from training.windows import Window


@dataclass(frozen=True, slots=True)
class Batch:
    """Padded tensors; a label is None where its windows have none."""

    ids: Tensor
    features: Tensor
    first: Tensor
    padding: Tensor | None
    words: Tensor
    """True for words, False for padding."""
    same_sentence: Tensor
    """[batch, word, root and words]: whom a word may have for a head."""
    states: Tensor | None
    entities: Tensor | None
    upos: Tensor | None
    heads: Tensor | None
    relations: Tensor | None
    links: Tensor | None
    """Rows of window, cue's first and last word, role, other's first and last word, distance bucket, linked or not."""
    pieces: int

    def to(self, device: torch.device) -> Batch:
        """Return the batch with its tensors on a device."""
        moved = {each.name: getattr(self, each.name) for each in fields(self)}
        tensors = {name: value.to(device) for name, value in moved.items() if isinstance(value, torch.Tensor)}
        return replace(self, **tensors)


class Batches(IterableDataset[Batch]):
    """Batches without end: each pass cuts every corpus anew and takes its share of the windows.

    A share of 2.5 takes them twice, and half of them again. With several workers each has passages of its own.
    """

    def __init__(
        self, parts: Mapping[str, Sequence[Passage]], shares: Mapping[str, float], budget: int, seed: int
    ) -> None:
        """Batches of at most `budget` padded pieces; other seeds give others."""
        self.parts, self.shares, self.budget, self.seed = parts, shares, budget, seed

    def __iter__(self) -> Iterator[Batch]:
        """Yield them."""
        worker = get_worker_info()
        which, of = (worker.id, worker.num_workers) if worker else (0, 1)
        rng = random.Random(self.seed * 1000 + which)  # noqa: S311 -- shuffling, not secrets
        while True:
            chosen: list[Window] = []
            for name, passages in self.parts.items():
                cut = [window for passage in passages[which::of] for window in windows(passage, rng=rng)]
                whole, part = divmod(self.shares[name], 1)
                chosen += cut * int(whole) + rng.sample(cut, int(len(cut) * part))
            yield from map(collate, grouped(chosen, self.budget, rng))


def collate(windows: Sequence[Window]) -> Batch:
    """Pad windows into one batch."""
    lengths = torch.tensor([len(window.ids) for window in windows])
    longest = int(lengths.max())
    most = max(len(window) for window in windows)
    sentences = _padded([window.label(window.passage.sentences) or [] for window in windows], most, -1)
    same = sentences[:, :, None] == sentences[:, None, :]
    hidden = torch.arange(longest)[None] >= lengths[:, None]
    return Batch(
        ids=_padded([window.ids for window in windows], longest, 0),
        features=_padded([window.features for window in windows], longest, PLAIN),
        first=_padded([window.first for window in windows], most, 0),
        padding=torch.zeros(hidden.shape).masked_fill_(hidden, -1e4)[:, None, None, :] if hidden.any() else None,
        words=sentences >= 0,
        same_sentence=torch.cat([torch.ones_like(same[:, :, :1]), same], -1),
        states=_labels([window.label(window.passage.states) for window in windows], most),
        entities=_labels([window.label(window.passage.entities) for window in windows], most),
        upos=_labels([window.label(window.passage.upos) for window in windows], most),
        heads=_labels([window.heads if window.passage.heads is not None else None for window in windows], most),
        relations=_labels([window.label(window.passage.relations) for window in windows], most),
        links=_link_rows(windows),
        pieces=int(lengths.sum()),
    )


def _padded(rows: Sequence[Sequence[int]], width: int, filler: int) -> Tensor:
    return torch.tensor([[*row, *[filler] * (width - len(row))] for row in rows])


def _labels(rows: Sequence[Sequence[int] | None], width: int) -> Tensor | None:
    if all(row is None for row in rows):
        return None
    return _padded([row or [] for row in rows], width, UNKNOWN)


def _link_rows(windows: Sequence[Window]) -> Tensor | None:
    rows = [
        (
            index,
            link.cue[0],
            link.cue[1] - 1,
            link.role,
            link.other[0],
            link.other[1] - 1,
            distance_bucket(link.role, link.other[0] - link.cue[0]),
            int(link.linked),
        )
        for index, window in enumerate(windows)
        for link in window.links
    ]
    return torch.tensor(rows) if rows else None
