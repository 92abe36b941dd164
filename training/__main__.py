"""`python -m training`: make the reader's model from named corpora."""

from __future__ import annotations

import argparse
import os
import sys
from dataclasses import replace
from pathlib import Path

from training.encoder import ensure_encoder

# Set before torch loads: threads that spin would take a shared machine's cores, and freed memory is soon needed again.
for _name, _value in {
    "OMP_WAIT_POLICY": "PASSIVE",
    "OMP_NUM_THREADS": "2",
    "MALLOC_MMAP_THRESHOLD_": "4294967296",
    "MALLOC_TRIM_THRESHOLD_": "8589934592",
}.items():
    os.environ.setdefault(_name, _value)


def main() -> None:
    """Train, print how it goes, and export what was best on dev."""
    parser = argparse.ArgumentParser(prog="python -m training", description=__doc__)
    add = parser.add_argument
    add("--data", type=Path, default=Path("../shared/data"), help="the folder of corpora")
    add("--start", type=Path, default=Path("checkpoints/encoder"), help="the encoder to start from; fetched by pip")
    add("--corpora", choices=("open", "all"), default="all", help="the openly licensed alone, or all")
    add("--minutes", type=float, default=180.0, help="how long to train, looks at dev not counted; 0 exports alone")
    add("--checkpoint", type=Path, default=Path("checkpoints/reader.pt"), help="where a stopped run goes on from")
    add("--teacher", type=Path, nargs="+", default=(), help="earlier runs' weights or exported folders to learn from")
    add(
        "--keep", type=_layers, default=(0, 1, 2, 3), metavar="NUMBERS", help="the first teacher's layers to start from"
    )
    add("--inner", type=int, default=1536, metavar="UNITS", help="how many units to keep inside each of them")
    add("--seed", type=int, default=20, help="another gives another run: several may teach together")
    add("--model", type=Path, default=Path("checkpoints/model"), help="the folder to export to")
    told = parser.parse_args()
    ensure_encoder(told.start, _say)
    if told.minutes:
        _train(told)
    _export(told)


def _train(told: argparse.Namespace) -> None:
    # Imported after the environment is set.
    from tokenizers import Tokenizer  # noqa: PLC0415 -- as said above

    from onrecord.reading.wording import Pieces  # noqa: PLC0415 -- the same
    from training.corpora import CORPORA, read_corpora  # noqa: PLC0415 -- the same
    from training.network import at_hand  # noqa: PLC0415 -- the same
    from training.train import Plan, train  # noqa: PLC0415 -- the same

    pieces = Pieces(Tokenizer.from_file(str(told.start / "tokenizer.json")))
    parts = read_corpora(told.data, "train", told.corpora, pieces)
    dev = read_corpora(told.data, "dev", "all", pieces)
    for name, passages in parts.items():
        _say(f"{name}: {len(passages)} passages, {sum(map(len, passages))} words")
    told.checkpoint.parent.mkdir(parents=True, exist_ok=True)
    plan = Plan(
        told.minutes,
        told.checkpoint,
        told.start / "model.safetensors",
        tuple(told.teacher),
        told.keep,
        told.inner,
        seed=told.seed,
    )
    if at_hand().type == "cuda":
        # Larger batches, as a GPU takes as long for a small one; other processes cut them.
        plan = replace(plan, budget=4096, encoder_rate=4e-4, head_rate=1e-3, workers=max((os.cpu_count() or 2) // 2, 1))
    train(plan, CORPORA, parts, dev, _say)


def _layers(written: str) -> tuple[int, ...]:
    return tuple(int(number) for number in written.split(","))


def _export(told: argparse.Namespace) -> None:
    from training.corpora import CORPORA  # noqa: PLC0415 -- as said above
    from training.export import export, parity  # noqa: PLC0415 -- the same

    names = [corpus.name for corpus in CORPORA if told.corpora == "all" or corpus.terms == "open"]
    weights = told.checkpoint.with_suffix(".best")
    export(weights, told.start / "tokenizer.json", told.model, {"corpora": names, "terms": told.corpora})
    for name, value in parity(weights, told.model).items():
        _say(f"{name}: {value}")


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
