"""A model can be trained from nothing, exported, read with, and taken back out of its export to teach a thinner one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

pytest.importorskip("torch", reason="training has an environment of its own: make train-test")

import warnings
from itertools import product

import numpy as np
import torch
from safetensors.torch import save_file
from tokenizers import Tokenizer
from torch.utils.data import DataLoader
from training.batches import Batches
from training.corpora import CORPORA, prepared
from training.corpora.own import read_own
from training.crf import Chain
from training.evaluate import ModelRunner
from training.export import export, parity
from training.exported import load_exported
from training.network import FEATURES, Network, load_network
from training.running import NetworkRunner
from training.train import Plan, train
from training.windows import windows

from onrecord.reading.labels import STATES
from onrecord.reading.tagger import FACTS, HERE, MODEL, VOCABULARY
from onrecord.reading.wording import Pieces

if TYPE_CHECKING:
    from pathlib import Path

    from training.passages import Passage

MINUTES = 0.1

# torch's own: its exporter is to be replaced, its tracer and autocast comment on what they see.
pytestmark = pytest.mark.filterwarnings(
    "ignore::DeprecationWarning", "ignore::UserWarning", "ignore::torch.jit.TracerWarning"
)


@pytest.fixture(scope="module")
def passages() -> list[Passage]:
    """Sixty invented articles of our own corpus."""
    pieces = Pieces(Tokenizer.from_file(str(HERE / VOCABULARY)))
    return [prepared(each, pieces) for each, _ in zip(read_own(HERE, "train"), range(60), strict=False)]


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory, passages: list[Passage]) -> Path:
    """A folder with the weights, `reader.best`, of a short run, and their export in `model`."""
    folder = tmp_path_factory.mktemp("trained")
    save_file(_published(), folder / "encoder.safetensors")
    said: list[str] = []
    plan = Plan(MINUTES, folder / "reader.pt", folder / "encoder.safetensors", warm_up=0.1)
    train(plan, CORPORA, {"own": passages[:50]}, {"own": passages[50:]}, said.append)
    assert any(line.startswith("dev at") for line in said)
    export(folder / "reader.best", HERE / VOCABULARY, folder / "model", {"corpora": ["own"], "terms": "open"})
    return folder


def _published() -> dict[str, torch.Tensor]:
    """Random weights under the names of a published BERT file."""
    made = Network().encoder.state_dict()
    names = {"word": "word_embeddings", "place": "position_embeddings", "norm": "LayerNorm"}
    told = {
        f"embeddings.{names[part]}.{kind}": value
        for (part, _, kind), value in ((name.partition("."), value) for name, value in made.items())
        if part in names
    }
    told["embeddings.token_type_embeddings.weight"] = torch.zeros(2, told["embeddings.LayerNorm.weight"].shape[0])
    parts = {
        "out": "attention.output.dense",
        "attended": "attention.output.LayerNorm",
        "up": "intermediate.dense",
        "down": "output.dense",
        "ended": "output.LayerNorm",
    }
    for name, value in made.items():
        if name.startswith("layers."):
            _, layer, part, kind = name.split(".")
            if part == "qkv":
                for own, third in zip(("query", "key", "value"), value.chunk(3), strict=True):
                    told[f"encoder.layer.{layer}.attention.self.{own}.{kind}"] = third.contiguous()
            else:
                told[f"encoder.layer.{layer}.{parts[part]}.{kind}"] = value
    return told


def test_the_export_tells_what_the_network_tells(trained: Path) -> None:
    told = parity(trained / "reader.best", trained / "model")
    assert told["largest difference of the float graph"] < 1e-3
    assert told["int8 states the same"] > 0.7  # after seconds of training many words are near a tie


def test_a_run_goes_on_where_it_stopped(trained: Path, passages: list[Passage]) -> None:
    said: list[str] = []
    plan = Plan(MINUTES, trained / "reader.pt", trained / "encoder.safetensors")
    train(plan, CORPORA, {"own": passages[:50]}, {"own": passages[50:]}, said.append)
    assert said[0].startswith("going on at")


def test_weights_come_back_out_of_an_export(trained: Path, passages: list[Passage]) -> None:
    network, revived = load_network(trained / "reader.best"), load_exported(trained / "model")
    for name, value in network.state_dict().items():
        if name != "chain.steps":
            coarseness = float(value.abs().max()) / 100 + 1e-4
            assert float((revived.state_dict()[name] - value).abs().max()) < coarseness, name
    window = next(windows(passages[55]))
    (own,), (theirs,) = NetworkRunner(network)([window]), NetworkRunner(revived)([window])
    np.testing.assert_allclose(own.states, theirs.states, atol=0.3)


@pytest.mark.parametrize("names", [("model",), ("model", "reader.best")], ids=["an export", "an export and weights"])
def test_a_thinner_network_is_taught(
    names: tuple[str, ...], trained: Path, passages: list[Passage], tmp_path: Path
) -> None:
    teachers = tuple(trained / name for name in names)
    plan = Plan(0.05, tmp_path / "thin.pt", trained / "unused", teachers, keep=(0, 2, 5), inner=500)
    train(plan, CORPORA, {"own": passages[:50]}, {"own": passages[50:]}, lambda _: None)
    layers = load_network(tmp_path / "thin.best").encoder.layers
    assert [len(layer.up.bias) for layer in layers] == [500, 500, 500]
    export(tmp_path / "thin.best", HERE / VOCABULARY, tmp_path / "model", {"corpora": ["own"], "terms": "open"})
    (told,) = ModelRunner(tmp_path / "model" / MODEL, tmp_path / "model" / FACTS)([next(windows(passages[55]))])
    assert len(told.states) == len(next(windows(passages[55])))


def test_another_graph_is_refused(trained: Path, tmp_path: Path) -> None:
    import onnx

    for name in (MODEL, FACTS):
        (tmp_path / name).write_bytes((trained / "model" / name).read_bytes())
    model = onnx.load(str(tmp_path / MODEL))
    model.graph.initializer.remove(next(each for each in model.graph.initializer if each.name.endswith("tags.bias")))
    onnx.save(model, str(tmp_path / MODEL))
    with pytest.raises(ValueError, match="not an export of this network"):
        load_exported(tmp_path)


def test_the_chain_counts_every_path() -> None:
    chain = Chain()
    torch.nn.init.normal_(chain.steps)
    scores, table = torch.randn(1, 6, len(STATES)), chain.table()
    for length in range(1, 6):
        words = torch.arange(6)[None] < length
        paths = torch.tensor(list(product(range(len(STATES)), repeat=length)))
        likely = scores[0, torch.arange(length), paths].sum(1) + table[-1, paths[:, 0]]
        likely += table[paths[:, :-1], paths[:, 1:]].sum(1)
        states = torch.zeros(1, 6, dtype=torch.long)
        states[0, :length] = paths[likely.argmax()]
        expected = (likely.logsumexp(0) - likely.max()) / length
        torch.testing.assert_close(chain.loss(scores, states, words), expected, rtol=1e-4, atol=1e-4)


def test_workers_share_the_passages(passages: list[Passage]) -> None:
    batches = Batches({"own": passages[:20]}, {"own": 1.0}, budget=600, seed=1)
    with warnings.catch_warnings(action="ignore"):  # of what happens where a process is forked
        ready = iter(DataLoader(batches, batch_size=None, num_workers=2))
        seen = [next(ready).pieces for _ in range(12)]
    assert all(0 < pieces <= 600 for pieces in seen)


def test_features_start_as_a_no_op() -> None:
    assert not Network().encoder.feature.weight.any()
    assert Network().encoder.feature.weight.shape[0] == FEATURES
