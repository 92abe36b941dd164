"""Takes weights back out of an exported model, so that it can teach where its checkpoints are gone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import numpy as np
import onnx
import torch
from onnx import numpy_helper

from onrecord.reading.tagger import FACTS, MODEL
from training.network import RELATION, with_weights

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from numpy.typing import NDArray

    from training.network import Network

    Arrays = dict[str, NDArray[Any]]

NAMELESS = {"MatMul": "arc", "MatMul_2": "relation"}
"""The products of parameters that are no module of their own, by the name of their node."""


def load_exported(folder: Path) -> Network:
    """Return the network whose export lies in `folder`; its weights are those of int8, so a little coarser.

    Raises `ValueError` where the graph holds other weights than this network's.
    """
    graph = onnx.load(str(folder / MODEL)).graph
    arrays = {each.name: numpy_helper.to_array(each) for each in graph.initializer}
    weights = dict(pair for node in graph.node for pair in _weights(node, arrays))
    weights["encoder.place.weight"] = arrays["network.encoder.place.weight"]
    for name in ("encoder.word.weight", "encoder.feature.weight"):
        weights[name] = _floats(arrays, f"network.{name}")
    weights = dict(_as_in_training(weights))
    facts = json.loads((folder / FACTS).read_text(encoding="utf-8"))
    weights |= {"chain.steps": np.array(facts["steps"]), "distance.weight": np.array(facts["distances"])[:, None]}
    return _network(weights, folder)


def _as_in_training(weights: Arrays) -> Iterator[tuple[str, NDArray[Any]]]:
    """Yield the weights under their names in training: an export has its last layer apart, and cut in two."""
    count = len({name.split(".")[2] for name in weights if name.startswith("encoder.layers.")})
    for name, value in weights.items():
        module, _, part = name.rpartition(".")
        if module == "last.query":
            yield f"encoder.layers.{count}.qkv.{part}", np.concatenate([value, weights[f"last.seen.{part}"]])
        elif module != "last.seen":
            yield name.replace("last.", f"encoder.layers.{count}."), value


def _weights(node: Any, arrays: Arrays) -> Iterator[tuple[str, NDArray[Any]]]:  # noqa: ANN401 -- onnx leaves it untyped
    """Yield the weights that a node holds, by their names in the network.

    By the node, as an export keeps weights that are the same under one name.
    """
    path = node.name.strip("/")
    if node.op_type == "LayerNormalization":
        name = _module(path.removesuffix("/LayerNormalization"))
        yield f"{name}.weight", arrays[node.input[1]]
        yield f"{name}.bias", arrays[node.input[2]]
    elif node.op_type == "MatMulInteger":
        path = path.removesuffix("_quant")
        matrix = _floats(arrays, node.input[1].removesuffix("_quantized"))
        if path in NAMELESS:
            yield NAMELESS[path], matrix
        else:  # turned, as a product is written
            yield f"{_module(path.removesuffix('/MatMul'))}.weight", matrix.T
    elif node.op_type == "Add":
        for given in arrays.keys() & set(node.input):
            if arrays[given].ndim:  # a bias, not a number of GELU's
                yield f"{_module(path.removesuffix('/Add'))}.bias", arrays[given]


def _network(weights: Arrays, folder: Path) -> Network:
    width = RELATION + 1
    weights["relation"] = weights["relation"].reshape(width, -1, width).transpose(1, 0, 2)
    known = {name: torch.tensor(value, dtype=torch.float32) for name, value in weights.items()}
    try:
        return with_weights(known).eval()
    except RuntimeError as error:
        message = f"{folder / MODEL}: not an export of this network: {str(error).splitlines()[-1].strip()}"
        raise ValueError(message) from error


def _module(path: str) -> str:
    """Return the module a node stands in: `related.0` for `related/related.0`, `encoder.norm` for `encoder/norm`."""
    first, _, rest = path.partition("/")
    return rest if rest.startswith(f"{first}.") else path.replace("/", ".")


def _floats(arrays: Arrays, name: str) -> NDArray[np.float32]:
    """Return a weight from its int8, one scale for all or for each column."""
    whole = arrays[f"{name}_quantized"].astype(np.float32) - arrays[f"{name}_zero_point"].astype(np.float32)
    return whole * arrays[f"{name}_scale"].astype(np.float32)
