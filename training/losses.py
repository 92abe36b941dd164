"""What the network is taught: one loss for each head that a batch has labels for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import torch
from torch.nn import functional

from onrecord.reading.labels import ENTITY_TAGS, LINKED
from training.labels import UNKNOWN
from training.network import LINK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from torch import Tensor

    from training.batches import Batch
    from training.network import Network


ALIKE: Final = 4.0
"""How much it weighs to see words unlike the first teacher."""
AGREED: Final = (2.0, 1.0, 0.5, 1.0)
"""How much it weighs to tell of states, entities, parts of speech and heads what the teachers do not."""


def losses(network: Network, batch: Batch, teachers: Sequence[Network] = ()) -> dict[str, Tensor]:
    """Return the losses of one batch by name, each weighted as it is to be added.

    The first of the `teachers` adds how far its vectors are from the network's: the heads start as its own, so to see
    words as it does is to tell of them what it tells (FitNets, Romero et al. 2015). Several add how far the network
    is from what they tell on the average (Hinton et al. 2015), also of words that the corpus has no labels for.
    """
    root, words = network.words(batch.ids, batch.features, batch.padding, batch.first)
    told = {}
    with torch.no_grad():
        theirs = [each.words(batch.ids, batch.features, batch.padding, batch.first) for each in teachers]
    if theirs:
        told["alike"] = ALIKE * _over_words((words.float() - theirs[0][1].float()).square().mean(-1), batch)
    words = network.dropout(words)
    states, entities, upos, arcs = scores = _scores(network, batch, root, words)
    if len(teachers) > 1:
        told["agreed"] = _apart(scores, _opinions(teachers, batch, theirs), batch)
    if batch.states is not None:
        told["states"] = 1.5 * network.chain.loss(states, batch.states, batch.words)
    if batch.entities is not None:
        told["entities"] = entity_loss(entities, batch.entities)
    if batch.upos is not None:
        told["upos"] = 0.5 * _cross_entropy(upos, batch.upos)
    if batch.heads is not None and batch.relations is not None:
        told["arcs"] = _cross_entropy(arcs, batch.heads)
        known = batch.relations.masked_fill(batch.heads < 0, UNKNOWN)
        told["relations"] = 0.5 * _cross_entropy(network.relation_scores(root, words, batch.heads.clamp(min=0)), known)
    if batch.links is not None:
        told["links"] = functional.binary_cross_entropy_with_logits(
            link_scores(network, words, batch.links), batch.links[:, 7].float()
        )
    return told


def _scores(network: Network, batch: Batch, root: Tensor, words: Tensor) -> tuple[Tensor, ...]:
    """Return the scores of each word's states, entity tags, parts of speech and heads."""
    arcs = network.arc_scores(root, words).float().masked_fill(~batch.same_sentence, -1e9)
    return *(scores.float() for scores in network.tag_scores(words)), arcs


def _opinions(teachers: Sequence[Network], batch: Batch, seen: Sequence[tuple[Tensor, Tensor]]) -> list[Tensor]:
    """Return the mean of the likelihoods that the teachers tell of what they have `seen`, a root and words each."""
    with torch.no_grad():
        each = [_scores(teacher, batch, *vectors) for teacher, vectors in zip(teachers, seen, strict=True)]
        return [torch.stack(same).softmax(-1).mean(0) for same in zip(*each, strict=True)]


def _apart(scores: Sequence[Tensor], theirs: Sequence[Tensor], batch: Batch) -> Tensor:
    parts = [
        weight * _over_words(functional.kl_div(mine.log_softmax(-1), mean, reduction="none").sum(-1), batch)
        for weight, mine, mean in zip(AGREED, scores, theirs, strict=True)
    ]
    return torch.stack(parts).sum()


def _over_words(values: Tensor, batch: Batch) -> Tensor:
    return (values * batch.words).sum() / batch.words.sum()


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
