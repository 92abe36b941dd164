"""The network: a MiniLM encoder written out, and a head for each thing the reader tells of a word."""

from __future__ import annotations

import math
from copy import deepcopy
from typing import TYPE_CHECKING, Final

import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from onrecord.reading.labels import DEPREL, DISTANCES, ENTITY_TAGS, LINKED, STATES, UPOS
from training.crf import Chain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from torch import Tensor

WIDTH: Final = 384
LAYERS: Final = 6
"""As many as the published encoder has; `thinned` takes some out."""
HEADS: Final = 12
PART: Final = WIDTH // HEADS
INNER: Final = 1536
"""As wide as a layer of the published encoder is inside; `thinned` makes it narrower."""
VOCABULARY: Final = 30522
LONGEST: Final = 512
FEATURES: Final = 12
ARC: Final = 256
RELATION: Final = 96
LINK: Final = 128
TAGS: Final = (len(STATES), len(ENTITY_TAGS), len(UPOS))


class TableDropout(nn.Module):
    """Dropout that reads its mask at a random place of one random table: fresh bits cost a sixth of a step."""

    def __init__(self, rate: float = 0.1) -> None:
        """Draw the table once."""
        super().__init__()
        self.table: Tensor
        self.register_buffer("table", ((torch.rand(1 << 23) >= rate) / (1 - rate)).bfloat16(), persistent=False)

    def forward(self, values: Tensor) -> Tensor:
        """Drop some of `values` in training."""
        count = values.numel()
        if not self.training or count >= len(self.table):
            return values
        start = int(torch.randint(len(self.table) - count, (1,)))
        return values * self.table[start : start + count].view(values.shape)


def attention(query: Tensor, key: Tensor, value: Tensor, padding: Tensor | None) -> Tensor:
    """Mix `value` [batch, piece, width] by how much a piece's `query` is like the others' `key`, in `HEADS` parts."""
    batch, length, _ = query.shape
    query, key, value = (part.reshape(batch, -1, HEADS, PART).transpose(1, 2) for part in (query, key, value))
    # Written out and without autocast: on CPUs the fused kernel's bf16 backward is 2 to 6 times slower.
    with torch.autocast(query.device.type, enabled=False):
        scores = query @ key.transpose(-1, -2) * (1 / math.sqrt(PART))
        if padding is not None:
            scores = scores + padding.to(scores.dtype)
        mixed = scores.softmax(-1) @ value
    return mixed.transpose(1, 2).reshape(batch, length, WIDTH)


class Layer(nn.Module):
    """One layer of the encoder, as in BERT."""

    def __init__(self, dropout: TableDropout, inner: int) -> None:
        """Make the layer's matrices."""
        super().__init__()
        self.qkv, self.out = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.up, self.down = nn.Linear(WIDTH, inner), nn.Linear(inner, WIDTH)
        self.attended, self.ended = nn.LayerNorm(WIDTH, eps=1e-12), nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout
        self.attend = attention

    def forward(self, pieces: Tensor, padding: Tensor | None) -> Tensor:
        """Read every piece in the light of the others."""
        query, key, value = self.qkv(pieces).split(WIDTH, -1)
        return self.end(pieces, self.attend(query, key, value, padding))

    def end(self, pieces: Tensor, mixed: Tensor) -> Tensor:
        """Finish with what each piece has seen of the others."""
        pieces = self.attended(pieces + self.dropout(self.out(mixed)))
        ended: Tensor = self.ended(pieces + self.dropout(self.down(functional.gelu(self.up(pieces)))))
        return ended


def at_hand() -> torch.device:
    """Return the device to train on: a GPU where there is one."""
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def autocast(device: torch.device) -> torch.autocast:
    """Multiply in 16 bits where the machine can; a CPU that cannot would take thirty times as long as with 32."""
    able = device.type != "cpu" or any(torch.cpu.get_capabilities().get(name) for name in ("avx512_bf16", "amx_bf16"))
    return torch.autocast(device.type, torch.bfloat16, enabled=able)


class Encoder(nn.Module):
    """Embeddings and layers, started from published weights."""

    def __init__(self, layers: int, inner: int) -> None:
        """Make it with random weights; `start_from` gives it the published ones."""
        super().__init__()
        dropout = TableDropout()
        self.word, self.place = nn.Embedding(VOCABULARY, WIDTH), nn.Embedding(LONGEST, WIDTH)
        self.feature = nn.Embedding(FEATURES, WIDTH)
        nn.init.zeros_(self.feature.weight)  # letter case and quotation marks start as a no-op
        self.norm, self.dropout = nn.LayerNorm(WIDTH, eps=1e-12), dropout
        self.layers = nn.ModuleList(Layer(dropout, inner) for _ in range(layers))

    def forward(self, ids: Tensor, features: Tensor, padding: Tensor | None) -> Tensor:
        """Return a vector for every piece."""
        embedded = self.word(ids) + self.place.weight[: ids.shape[1]] + self.feature(features)
        pieces: Tensor = self.dropout(self.norm(embedded))
        for layer in self.layers:
            pieces = layer(pieces, padding)
        return pieces


def start_from(encoder: Encoder, path: Path) -> None:
    """Give the encoder the weights of a published BERT file (safetensors)."""
    told = {name.removeprefix("bert."): value.float() for name, value in load_file(path).items()}
    own = {
        "word.weight": told["embeddings.word_embeddings.weight"],
        "place.weight": told["embeddings.position_embeddings.weight"]
        + told["embeddings.token_type_embeddings.weight"][0],
        "feature.weight": torch.zeros(FEATURES, WIDTH),
        "norm.weight": told["embeddings.LayerNorm.weight"],
        "norm.bias": told["embeddings.LayerNorm.bias"],
    }
    names = {
        "out": "attention.output.dense",
        "attended": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "ended": "output.LayerNorm",
    }
    for index in range(len(encoder.layers)):
        theirs = f"encoder.layer.{index}."
        for part in ("weight", "bias"):
            for ours, name in names.items():
                own[f"layers.{index}.{ours}.{part}"] = told[f"{theirs}{name}.{part}"]
            own[f"layers.{index}.qkv.{part}"] = torch.cat(
                [told[f"{theirs}attention.self.{name}.{part}"] for name in ("query", "key", "value")]
            )
    missing, unexpected = encoder.load_state_dict(own, strict=False)
    wrong = [name for name in (*missing, *unexpected) if "dropout" not in name]
    if wrong:
        message = f"{path} is no such encoder: {wrong[:3]}"
        raise ValueError(message)


def _narrowed(width: int) -> nn.Sequential:
    return nn.Sequential(nn.Linear(WIDTH, width), nn.GELU(), nn.Dropout(0.2))


class Network(nn.Module):
    """The encoder with its heads; every word is read at its first piece."""

    def __init__(self, layers: int = LAYERS, inner: int = INNER) -> None:
        """Make it with random weights."""
        super().__init__()
        self.encoder = Encoder(layers, inner)
        self.dropout = nn.Dropout(0.1)
        self.tags = nn.Linear(WIDTH, sum(TAGS))
        self.chain = Chain()
        self.dependent, self.governor = _narrowed(ARC), _narrowed(ARC)
        self.arc, self.root_bias = nn.Parameter(torch.eye(ARC) / ARC**0.5), nn.Linear(ARC, 1)
        self.related, self.relating = _narrowed(RELATION), _narrowed(RELATION)
        self.relation = nn.Parameter(torch.randn(len(DEPREL), RELATION + 1, RELATION + 1) * 0.02)
        self.link = nn.Linear(WIDTH, LINK * 2 * len(LINKED))  # cue to source, cue to content, source, content
        self.distance = nn.Embedding(len(LINKED) * DISTANCES, 1)
        nn.init.zeros_(self.distance.weight)

    def words(self, ids: Tensor, features: Tensor, padding: Tensor | None, first: Tensor) -> tuple[Tensor, Tensor]:
        """Return the vector of the window as a whole (the root of its sentences) and one for each word."""
        pieces = self.encoder(ids, features, padding)
        words = pieces.gather(1, first.unsqueeze(-1).expand(-1, -1, pieces.shape[-1]))
        return pieces[:, :1], words

    def tag_scores(self, words: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Return the scores of attribution states, entity tags and parts of speech."""
        states, entities, upos = self.tags(words).split(TAGS, -1)
        return states, entities, upos

    def arc_scores(self, root: Tensor, words: Tensor) -> Tensor:
        """Score each word [1] against the root and every word [2] as its head."""
        heads = self.governor(torch.cat([root, words], 1))
        dependents, bias = self.dependent(words), self.root_bias(heads)
        scores: Tensor = dependents @ self.arc @ heads.transpose(1, 2) + bias.transpose(1, 2)
        return scores

    def relation_scores(self, root: Tensor, words: Tensor, heads: Tensor) -> Tensor:
        """Score the relations of each word to the one head given for it."""
        mine = self.related(words)
        theirs = self.relating(torch.cat([root, words], 1))
        theirs = theirs.gather(1, heads.unsqueeze(-1).expand(-1, -1, RELATION))
        one = torch.ones_like(mine[..., :1])
        mine, theirs = torch.cat([mine, one], -1), torch.cat([theirs, one], -1)
        count, width = len(DEPREL), RELATION + 1
        turned = mine.reshape(-1, width) @ self.relation.permute(1, 0, 2).reshape(width, count * width)
        return (turned.reshape(*mine.shape[:2], count, width) @ theirs.unsqueeze(-1)).squeeze(-1)


def load_network(path: Path) -> Network:
    """Load averaged weights as training keeps them."""
    return with_weights(torch.load(path, map_location="cpu", weights_only=True)).eval()


def with_weights(weights: Mapping[str, Tensor]) -> Network:
    """Return a network that has the `weights`, with as many layers, as wide inside, as they tell of."""
    inner = [len(value) for name, value in weights.items() if name.endswith(".up.bias")]
    network = Network(len(inner), inner[0] if inner else INNER)
    network.load_state_dict(weights)
    return network


def thinned(network: Network, keep: Sequence[int], inner: int = INNER) -> Network:
    """Return a copy that has the layers `keep` alone, in that order, the heaviest `inner` units in each."""
    copied = deepcopy(network)
    copied.encoder.layers = nn.ModuleList(copied.encoder.layers[index] for index in keep)
    for layer in copied.encoder.layers:
        _narrow(layer, inner)
    return copied


def _narrow(layer: Layer, inner: int) -> None:
    """Leave the units inside the layer that its matrices give most weight."""
    weight = layer.up.weight.norm(dim=1) * layer.down.weight.norm(dim=0)
    kept = weight.topk(min(inner, len(weight))).indices.sort().values
    up, down = nn.Linear(WIDTH, len(kept)), nn.Linear(len(kept), WIDTH)
    up.load_state_dict({"weight": layer.up.weight[kept], "bias": layer.up.bias[kept]})
    down.load_state_dict({"weight": layer.down.weight[:, kept], "bias": layer.down.bias})
    layer.up, layer.down = up, down
