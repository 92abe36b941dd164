"""Runs the network as it is trained, so that dev can be measured between steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

import torch

from onrecord.reading.decoding import Told
from training.batches import collate
from training.network import autocast

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.decoding import Floats
    from training.network import Network
    from training.windows import Window


class NetworkRunner:
    """Runs the network as it is trained."""

    def __init__(self, network: Network) -> None:
        """Take the learnt step and distance scores along."""
        self._network = network.eval()
        self._device = network.root_bias.weight.device
        self.steps: Floats = network.chain.table().detach().float().cpu().numpy()
        self.distances: Floats = network.distance.weight.detach().float().cpu().numpy()[:, 0]

    def __call__(self, batch: Sequence[Window]) -> list[Told]:
        """Read a batch of windows."""
        told = collate(batch).to(self._device)
        with torch.inference_mode(), autocast(self._device):
            root, words = self._network.words(told.ids, told.features, told.padding, told.first)
            states, entities, upos = self._network.tag_scores(words)
            arcs = self._network.arc_scores(root, words).float().masked_fill(~told.same_sentence, -1e9)
            heads = arcs.argmax(-1)
            related = self._network.relation_scores(root, words, heads).argmax(-1)
            keys = self._network.link(words)
        columns = (states.float(), entities.float(), upos.argmax(-1), heads, related, keys.float())
        arrays = [column.cpu().numpy() for column in columns]
        return [Told(*(array[row, : len(window)] for array in arrays)) for row, window in enumerate(batch)]
