"""Exports the network: one ONNX graph for all heads, in int8, with its vocabulary and a page of facts beside it."""

from __future__ import annotations

import hashlib
import json
import shutil
from copy import deepcopy
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic  # type: ignore[import-untyped]  # no types
from onnxruntime.quantization.shape_inference import quant_pre_process  # type: ignore[import-untyped]  # no types
from torch import nn

from onrecord.reading.labels import DEPREL, ENTITY_TAGS, STATES, UPOS
from onrecord.reading.tagger import FACTS, FORMAT, MODEL, VOCABULARY, session
from training.network import HEADS, WIDTH, attention, load_network

if TYPE_CHECKING:
    from pathlib import Path

    from torch import Tensor

    from training.network import Layer, Network

INPUTS: Final = ("ids", "features", "first", "sentences")
OUTPUTS: Final = ("states", "entities", "upos", "heads", "relations", "keys")


class FusedAttention(torch.autograd.Function):
    """`attention` as one node of onnxruntime's own, a third faster than its parts."""

    @staticmethod
    def forward(_context: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:  # noqa: ANN401 -- torch's
        """Compute it as training does."""
        return attention(query, key, value, None)

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:  # noqa: ANN401 -- torch's
        """Name the node."""
        node = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS)
        return node.setType(query.type())


def _fused(query: Tensor, key: Tensor, value: Tensor, _padding: None) -> Tensor:
    mixed: Tensor = FusedAttention.apply(query, key, value)  # type: ignore[no-untyped-call]  # torch leaves it untyped
    return mixed


class LastLayer(nn.Module):
    """The last layer, for the pieces at which words are read and no others: a fifth of its work is spared."""

    def __init__(self, layer: Layer) -> None:
        """Take the layer's matrices, those of the queries by themselves."""
        super().__init__()
        self.query, self.seen = _rows(layer.qkv, 0, WIDTH), _rows(layer.qkv, WIDTH, 3 * WIDTH)
        self.layer = layer

    def forward(self, pieces: Tensor, asked: Tensor) -> Tensor:
        """Read the pieces at `asked` in the light of all."""
        key, value = self.seen(pieces).split(WIDTH, -1)
        pieces = pieces[:, asked]
        told: Tensor = self.layer.end(pieces, _fused(self.query(pieces), key, value, None))
        return told


def _rows(linear: nn.Linear, start: int, end: int) -> nn.Linear:
    """Return the part of a product that makes the values `[start, end)`."""
    part = nn.Linear(linear.in_features, end - start)
    part.load_state_dict({"weight": linear.weight[start:end], "bias": linear.bias[start:end]})
    return part


class Graph(nn.Module):
    """What runs at reading: one window in, one row a word out.

    Windows are run one by one. Padding would let a window's neighbours change its result, as would int8's
    scales, which are taken over all that is run at once.
    """

    def __init__(self, network: Network) -> None:
        """Take a copy of the trained network."""
        super().__init__()
        self.network = deepcopy(network)
        for layer in self.network.encoder.layers:
            layer.attend = _fused
        self.last = LastLayer(self.network.encoder.layers[-1])
        del self.network.encoder.layers[-1]

    def forward(self, ids: Tensor, features: Tensor, first: Tensor, sentences: Tensor) -> tuple[Tensor, ...]:
        """Read one window: `ids` and `features` for each piece, `first` piece and sentence number for each word."""
        pieces = self.network.encoder(ids[None], features[None], None)
        told = self.last(pieces, torch.cat([torch.zeros_like(first[:1]), first]))
        root, words = told[:, :1], told[:, 1:]
        states, entities, upos = self.network.tag_scores(words)
        own = torch.arange(sentences.shape[0])
        same = (sentences[:, None] == sentences) & (own[:, None] != own)  # no word is its own head
        allowed = torch.cat([torch.ones_like(first[:, None]), same], -1).float()
        heads = (self.network.arc_scores(root, words)[0] - (1.0 - allowed) * 1e4).argmax(-1)
        relations = self.network.relation_scores(root, words, heads[None])[0].argmax(-1)
        return states[0], entities[0], upos[0].argmax(-1), heads, relations, self.network.link(words)[0]


def export_float(network: Network, path: Path) -> None:
    """Write the graph in 32-bit floats."""
    pieces, words = 40, 30
    example = (
        torch.randint(1000, 9000, (pieces,)),
        torch.zeros(pieces, dtype=torch.long),
        torch.arange(1, words + 1),
        torch.zeros(words, dtype=torch.long),
    )
    axes = {name: {0: "pieces" if name in {"ids", "features"} else "words"} for name in (*INPUTS, *OUTPUTS)}
    torch.onnx.export(
        Graph(network).eval(),
        example,
        str(path),
        input_names=list(INPUTS),
        output_names=list(OUTPUTS),
        dynamic_axes=axes,
        opset_version=17,
        dynamo=False,
    )


def quantise(source: Path, target: Path) -> None:
    """Write the graph with its matrices and embeddings in int8."""
    ready = target.with_suffix(".ready")
    quant_pre_process(str(source), str(ready), skip_symbolic_shape=True)
    quantize_dynamic(
        str(ready),
        str(target),
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        per_channel=True,
        weight_type=QuantType.QInt8,
        extra_options={"MatMulConstBOnly": True},
    )
    ready.unlink()


def export(weights: Path, vocabulary: Path, folder: Path, card: dict[str, Any]) -> None:
    """Write everything the tagger loads into `folder`; the float graph goes beside `weights`."""
    folder.mkdir(parents=True, exist_ok=True)
    network = load_network(weights)
    export_float(network, weights.with_suffix(".float.onnx"))
    quantise(weights.with_suffix(".float.onnx"), folder / MODEL)
    shutil.copyfile(vocabulary, folder / VOCABULARY)
    (folder / FACTS).write_text(json.dumps(facts(network, folder, card), indent=1) + "\n", encoding="utf-8")


def facts(network: Network, folder: Path, card: dict[str, Any]) -> dict[str, Any]:
    """Return what the tagger must know of the model: labels, learnt scores of the decoder, checksums."""
    return {
        "format": FORMAT,
        "files": {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in (MODEL, VOCABULARY)},
        "labels": {"states": STATES, "entities": ENTITY_TAGS, "upos": UPOS, "relations": DEPREL},
        "steps": _rounded(network.chain.table()),
        "distances": _rounded(network.distance.weight[:, 0]),
        "card": card,
    }


def _rounded(values: Tensor) -> Any:  # noqa: ANN401 -- a list, or a list of lists
    return (values.detach().float() * 1e4).round().div(1e4).tolist()


def parity(weights: Path, folder: Path) -> dict[str, float]:
    """Return how far the float graph is from the network, and how often int8 tells the same, on made-up windows."""
    network = load_network(weights)
    graph = Graph(network)
    floats, small = session(weights.with_suffix(".float.onnx"), 1), session(folder / MODEL, 1)
    apart, same, words = 0.0, 0, 0
    generator = torch.Generator().manual_seed(0)
    for length in (12, 100, 254):
        ids = torch.randint(1996, 20000, (length,), generator=generator)
        features, first = torch.zeros_like(ids), torch.arange(1, length - 1)
        given = (ids, features, first, torch.zeros_like(first))
        with torch.inference_mode():
            own = [value.numpy() for value in graph(*given)]
        fed = dict(zip(INPUTS, (value.numpy() for value in given), strict=True))
        theirs, smalls = floats.run(None, fed), small.run(None, fed)
        apart = max(apart, float(np.abs(own[0] - theirs[0]).max()), float(np.abs(own[1] - theirs[1]).max()))
        same += int((own[0].argmax(1) == smalls[0].argmax(1)).sum())
        words += len(first)
    return {"largest difference of the float graph": round(apart, 6), "int8 states the same": round(same / words, 4)}
