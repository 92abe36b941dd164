"""The training loop: bounded by minutes, stopped by dev, resumable, with averaged weights."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import torch
from torch.utils.data import DataLoader

from training.batches import Batches
from training.evaluate import score_all
from training.exported import load_exported
from training.losses import losses
from training.network import INNER, Network, at_hand, autocast, load_network, start_from, thinned
from training.running import NetworkRunner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from torch import Tensor

    from training.batches import Batch
    from training.corpora import Corpus
    from training.passages import Passage

Parts = dict[str, list["Passage"]]


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train."""

    minutes: float
    checkpoint: Path
    start: Path
    """The published encoder to start from (safetensors)."""
    teachers: tuple[Path, ...] = ()
    """Earlier runs' weights or folders of exported models to learn from; the start is the first's, less some layers."""
    keep: tuple[int, ...] = ()
    """The first teacher's layers to start from."""
    inner: int = INNER
    """How many units to keep inside each of them."""
    budget: int = 1280
    """Word pieces in a batch, padding included."""
    encoder_rate: float = 2.5e-4
    head_rate: float = 9e-4
    warm_up: float = 0.04
    averaging: float = 0.998
    """How much of the average stays at each step."""
    checks: int = 6
    """Looks at dev over the run, none in its first third."""
    seed: int = 20
    workers: int = 0
    """Processes that make batches ready; 0: the one that trains does, as is best where the CPU trains."""


@dataclass(slots=True)
class Progress:
    """How far a run has come; kept in its checkpoint."""

    seconds: float = 0.0
    steps: int = 0
    pieces: int = 0
    checked: int = 0
    best: float = -1.0
    judged: str = ""
    """By which scores the best was judged; those of other corpora cannot be compared with it."""
    running: dict[str, float] = field(default_factory=dict)


def train(plan: Plan, corpora: tuple[Corpus, ...], parts: Parts, dev: Parts, say: Callable[[str], None]) -> None:
    """Train until the minutes are spent; the best averaged weights by dev lie in `<checkpoint>.best`."""
    torch.manual_seed(plan.seed)
    run = Run(plan, say)
    shares = {corpus.name: corpus.share for corpus in corpora}
    batches = Batches(parts, shares, plan.budget, plan.seed + run.progress.steps)
    run.learn(DataLoader(batches, batch_size=None, num_workers=plan.workers), dev)
    run.check(dev)
    run.save()


class Run:
    """One run with its network, optimiser, averaged weights and clock."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        """Begin, or go on from the plan's checkpoint."""
        self.plan, self.say, self.progress = plan, say, Progress()
        self.device = at_hand()
        self.teachers = [_teacher(path).to(self.device) for path in plan.teachers]
        self.network = self._first().to(self.device)
        # Half of all parameters, well learnt already: left as they are, they cost a step no gradient and no update.
        self.network.encoder.word.requires_grad_(requires_grad=False)
        self.learning: list[Tensor] = [value for value in self.network.parameters() if value.requires_grad]
        self.optimiser = _optimiser(self.network, plan)
        self.rates = [float(group["lr"]) for group in self.optimiser.param_groups]
        self.average = [value.detach().clone() for value in self.learning]
        if plan.checkpoint.exists():
            self._resume()
        self._clock = time.monotonic()

    def _first(self) -> Network:
        """Return the network to begin with."""
        if self.teachers:
            return thinned(self.teachers[0], self.plan.keep, self.plan.inner).train()
        network = Network()
        start_from(network.encoder, self.plan.start)
        return network

    @property
    def fraction(self) -> float:
        """How much of the plan's time is spent."""
        return self.progress.seconds / (self.plan.minutes * 60)

    def learn(self, batches: Iterable[Batch], dev: Parts) -> None:
        """Learn from batch after batch until the time is spent; look at dev and save at their times."""
        for batch in batches:
            self._tick()
            if self.fraction >= 1:
                return
            self._step(batch.to(self.device))
            if self.progress.steps % 100 == 0:
                self._report()
            first = self.plan.checks // 3
            due = int(self.fraction * self.plan.checks)
            if due > max(self.progress.checked, first - 1) and due < self.plan.checks:
                self.progress.checked = due
                self.check(dev)
                self.save()

    def _tick(self) -> None:
        now = time.monotonic()
        self.progress.seconds += now - self._clock
        self._clock = now
        spent, warm = self.fraction, self.plan.warm_up
        level = spent / warm if spent < warm else (1 - spent) / (1 - warm)
        for group, rate in zip(self.optimiser.param_groups, self.rates, strict=True):
            group["lr"] = rate * max(level, 1e-3)

    def _step(self, batch: Batch) -> None:
        with autocast(self.device):
            told = losses(self.network, batch, self.teachers)
        torch.stack(list(told.values())).sum().backward()  # type: ignore[no-untyped-call]  # torch leaves it untyped
        torch.nn.utils.clip_grad_norm_(self.learning, 1.0)
        self.optimiser.step()
        self.optimiser.zero_grad()
        self.progress.steps += 1
        self.progress.pieces += batch.pieces
        if self.progress.steps % 4 == 0:
            self._average()
        if self.progress.steps % 10 == 0:  # a GPU would be waited for at each
            for name, value in told.items():
                now = value.item()
                self.progress.running[name] = 0.9 * self.progress.running.get(name, now) + 0.1 * now

    def _average(self) -> None:
        """Move the average towards the weights: every fourth step, by as much as four steps would."""
        kept = min(self.plan.averaging**4, 1 - 1 / (1 + self.progress.steps / 40))
        with torch.no_grad():
            torch._foreach_lerp_(self.average, self.learning, 1 - kept)

    def check(self, dev: Parts) -> None:
        """Measure the averaged weights on dev and keep the best."""
        began = time.monotonic()
        own = [value.detach().clone() for value in self.learning]
        _assign(self.learning, self.average)
        told = score_all(NetworkRunner(self.network), dev)
        mean, judged = overall(told), ", ".join(told)
        if judged != self.progress.judged:
            self.progress.best, self.progress.judged = -1.0, judged
        kept = mean > self.progress.best
        if kept:
            self.progress.best = mean
            torch.save(self.network.state_dict(), self.plan.checkpoint.with_suffix(".best"))
        _assign(self.learning, own)
        self.network.train()
        self._clock = time.monotonic()
        verdict = f"mean {mean:.2f}, {'kept' if kept else 'not kept'}, {time.monotonic() - began:.0f} s"
        self.say(f"dev at {self.fraction:.2f}: {verdict} {json.dumps(told)}")

    def save(self) -> None:
        """Write the checkpoint, so that a run that ends here can go on."""
        part = self.plan.checkpoint.with_suffix(".part")
        state: dict[str, Any] = {
            "network": self.network.state_dict(),
            "optimiser": self.optimiser.state_dict(),
            "average": self.average,
            "progress": {name: getattr(self.progress, name) for name in Progress.__slots__},
        }
        torch.save(state, part)
        part.replace(self.plan.checkpoint)
        self._clock = time.monotonic()

    def _resume(self) -> None:
        state = torch.load(self.plan.checkpoint, map_location=self.device, weights_only=True)
        self.network.load_state_dict(state["network"])
        self.optimiser.load_state_dict(state["optimiser"])
        self.average = state["average"]
        self.progress = Progress(**state["progress"])
        self.say(f"going on at {self.fraction:.2f} of the time, step {self.progress.steps}")

    def _report(self) -> None:
        done = self.progress
        means = " ".join(f"{name} {value:.3f}" for name, value in done.running.items())
        speed = done.pieces / max(done.seconds, 1)
        self.say(f"{self.fraction:.3f} step {done.steps} {speed:.0f} pieces/s {means}")


def _teacher(path: Path) -> Network:
    return load_exported(path) if path.is_dir() else load_network(path)


def _optimiser(network: Network, plan: Plan) -> torch.optim.AdamW:
    slower = 0.6 if plan.teachers else 1.0  # what a teacher started has learnt most already
    learning = {name: value for name, value in network.named_parameters() if value.requires_grad}
    fresh = {name for name in learning if not name.startswith("encoder.") or "feature" in name}
    groups = [
        {"params": [value for name, value in learning.items() if name not in fresh], "lr": slower * plan.encoder_rate},
        {"params": [value for name, value in learning.items() if name in fresh], "lr": slower * plan.head_rate},
    ]
    return torch.optim.AdamW(groups, betas=(0.9, 0.98), weight_decay=0.01, fused=True)


def _assign(parameters: list[Tensor], values: list[Tensor]) -> None:
    with torch.no_grad():
        for parameter, value in zip(parameters, values, strict=True):
            parameter.copy_(value)


def overall(told: dict[str, Any]) -> float:
    """Return the one figure that dev is judged by: half attributions, a quarter each names and syntax."""
    parts = list(_weighted(told))
    return sum(weight * value for weight, value in parts) / max(sum(weight for weight, _ in parts), 1e-9)


def _weighted(told: dict[str, Any]) -> Iterator[tuple[float, float]]:
    for name, scores in told.items():
        if name.endswith("attributions"):
            for role in ("source", "cue", "content"):
                yield 1 / 6, scores[f"{role} exact"]["f1"]
        elif name.endswith("entities"):
            yield 1 / 4, scores["all"]["f1"]
        elif name.startswith("ewt"):
            yield 1 / 4, scores["las"]
