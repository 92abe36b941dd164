"""What the network is taught: one loss for each head that a batch has labels for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch.nn import functional

from onrecord.reading.labels import ENTITY_TAGS, LINKED
from training.labels import UNKNOWN
from training.network import LINK

if TYPE_CHECKING:
    from torch import Tensor

    from training.batches import Batch
    from training.network import Network


TAUGHT: Final = 4.0
"""How much it weighs to be unlike the teacher."""


def losses(network: Network, batch: Batch, teacher: Network | None = None) -> dict[str, Tensor]:
    """Return the losses of one batch by name, each weighted as it is to be added.

    A `teacher` adds how far its vectors are from the network's: the heads are the same, so to see words as it does is
    to tell of them what it tells (FitNets, Romero et al. 2015).
    """
    root, words = network.words(batch.ids, batch.features, batch.padding, batch.first)
    told = {}
    if teacher is not None:
        told["teacher"] = TAUGHT * unlike(teacher, batch, words)
    words = network.dropout(words)
    states, entities, upos = network.tag_scores(words)
    if batch.states is not None:
        told["states"] = 1.5 * network.chain.loss(states.float(), batch.states, batch.words)
    if batch.entities is not None:
        told["entities"] = entity_loss(entities.float(), batch.entities)
    if batch.upos is not None:
        told["upos"] = 0.5 * _cross_entropy(upos, batch.upos)
    if batch.heads is not None and batch.relations is not None:
        scores = network.arc_scores(root, words).float().masked_fill(~batch.same_sentence, -1e9)
        told["arcs"] = _cross_entropy(scores, batch.heads)
        known = batch.relations.masked_fill(batch.heads < 0, UNKNOWN)
        told["relations"] = 0.5 * _cross_entropy(network.relation_scores(root, words, batch.heads.clamp(min=0)), known)
    if batch.links is not None:
        told["links"] = functional.binary_cross_entropy_with_logits(
            link_scores(network, words, batch.links), batch.links[:, 7].float()
        )
    return told


def unlike(teacher: Network, batch: Batch, words: Tensor) -> Tensor:
    """Return the mean square between the vectors of `words` and those that `teacher` gives them."""
    with torch.no_grad():
        _, theirs = teacher.words(batch.ids, batch.features, batch.padding, batch.first)
    apart = (words.float() - theirs.float()).square().mean(-1)
    return (apart * batch.words).sum() / batch.words.sum()


def _cross_entropy(scores: Tensor, labels: Tensor) -> Tensor:
    return functional.cross_entropy(scores.float().flatten(0, 1), labels.flatten(), ignore_index=UNKNOWN)


def entity_loss(scores: Tensor, allowed: Tensor) -> Tensor:
    """Return how unlikely the scores make the sets of allowed tags: a corpus teaches only what it annotates."""
    known = allowed >= 0
    bits = (allowed.clamp(min=0)[..., None] >> torch.arange(len(ENTITY_TAGS), device=allowed.device)) & 1
    within = scores.masked_fill(bits == 0, -1e9).logsumexp(-1)
    unlikely = scores.logsumexp(-1) - within
    return (unlikely * known).sum() / known.sum().clamp(min=1)


def link_scores(network: Network, words: Tensor, links: Tensor) -> Tensor:
    """Score each pair of a cue and a span; a span is its first and its last word."""
    keys: Tensor = network.link(words)
    keys = keys.view(*keys.shape[:2], 2 * len(LINKED), LINK)
    window, role = links[:, 0], links[:, 3]
    cue = keys[window, links[:, 1], role] + keys[window, links[:, 2], role]
    other = keys[window, links[:, 4], len(LINKED) + role] + keys[window, links[:, 5], len(LINKED) + role]
    apart: Tensor = network.distance(links[:, 6]).squeeze(-1)
    scores: Tensor = (cue * other).sum(-1).float() / LINK**0.5 + apart
    return scores
