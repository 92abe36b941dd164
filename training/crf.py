"""A linear-chain CRF: scores of one state following another, learnt with the network."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch import nn

from onrecord.reading.labels import STATES

if TYPE_CHECKING:
    from torch import Tensor

FORBIDDEN: Final = -1e4


def forbidden_steps() -> Tensor:
    """Return where one state may never follow another: an I- follows a B- or I- of its own role alone.

    At the start all may stand: windows cut long contents in two.
    """
    count = len(STATES)
    banned = torch.zeros(count + 1, count, dtype=torch.bool)  # the last row: at the start
    for after, state in enumerate(STATES):
        if state.startswith("I-"):
            banned[:-1, after] = True
            banned[STATES.index("B" + state[1:]), after] = False
            banned[after, after] = False
    return banned


class Chain(nn.Module):
    """Scores steps between states; its last row scores the first state of a window."""

    def __init__(self) -> None:
        """Start from no preference, and from never breaking a span."""
        super().__init__()
        self.steps = nn.Parameter(torch.zeros(len(STATES) + 1, len(STATES)))
        self.banned: Tensor
        self.register_buffer("banned", forbidden_steps(), persistent=False)

    def table(self) -> Tensor:
        """Return the scores of all steps, the forbidden ones far below any other."""
        return self.steps.masked_fill(self.banned, FORBIDDEN)

    def loss(self, scores: Tensor, states: Tensor, words: Tensor) -> Tensor:
        """Return the negative log likelihood a word of `states` [batch, word] under `scores` [batch, word, state]."""
        table = self.table()
        told = states.clamp(min=0)
        own = scores.gather(2, told[..., None]).squeeze(-1)
        before = torch.cat([torch.full_like(told[:, :1], len(STATES)), told[:, :-1]], 1)
        path = ((own + table[before, told]) * words).sum()
        return (self._total(scores, words, table) - path) / words.sum()

    @staticmethod
    def _total(scores: Tensor, words: Tensor, table: Tensor) -> Tensor:
        """Return the log of the sum over all paths, added up over the batch."""
        steps = table[:-1][None]
        running = scores[:, 0] + table[-1]
        for index in range(1, scores.shape[1]):
            ahead = torch.logsumexp(running[:, :, None] + steps, 1) + scores[:, index]
            running = torch.where(words[:, index, None], ahead, running)
        return torch.logsumexp(running, 1).sum()
