"""Measures a network (or an exported model) against the corpora's own annotation."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Protocol

import numpy as np

from onrecord.reading.decoding import ENTITY_STEPS, Keys, Told, best_path, relations, sentence_paths, spans
from onrecord.reading.labels import DEPREL, ENTITY_TAGS, LINKED, ROLES, STATES
from onrecord.reading.tagger import session
from training.windows import grouped, windows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from onrecord.reading.decoding import Floats
    from training.passages import Passage
    from training.windows import Window

Score = dict[str, float]
Span = tuple[int, int]


class Runner(Protocol):
    """Anything that reads windows: the network itself or an exported model."""

    steps: Floats
    distances: Floats

    def __call__(self, batch: Sequence[Window]) -> list[Told]:
        """Read a batch of windows."""
        ...


class ModelRunner:
    """Runs an exported model, window by window, as the tagger does."""

    def __init__(self, model: Path, facts: Path, threads: int = 2) -> None:
        """Load the graph, and the decoder's scores from the page of facts."""
        told = json.loads(facts.read_text(encoding="utf-8"))
        self.steps: Floats = np.array(told["steps"], np.float32)
        self.distances: Floats = np.array(told["distances"], np.float32)
        self._session = session(model, threads)

    def __call__(self, batch: Sequence[Window]) -> list[Told]:
        """Read each window by itself."""
        return [self._one(window) for window in batch]

    def _one(self, window: Window) -> Told:
        sentences = window.label(window.passage.sentences) or ()
        given = {"ids": window.ids, "features": window.features, "first": window.first, "sentences": sentences}
        return Told(*self._session.run(None, {name: np.array(value, np.int64) for name, value in given.items()}))


def f1(right: int, found: int, gold: int) -> Score:
    """Return precision, recall and F1 in per cent."""
    precision, recall = right / max(found, 1), right / max(gold, 1)
    mean = 2 * precision * recall / max(precision + recall, 1e-9)
    return {"p": round(100 * precision, 1), "r": round(100 * recall, 1), "f1": round(100 * mean, 1)}


def _read(runner: Runner, passages: Sequence[Passage], budget: int = 4096) -> Iterator[tuple[Window, Told]]:
    """Yield every window with what the runner tells of it."""
    for batch in grouped((window for passage in passages for window in windows(passage)), budget):
        yield from zip(batch, runner(batch), strict=True)


def score_attributions(runner: Runner, passages: Sequence[Passage]) -> dict[str, Score]:
    """Score spans (exact, and overlapping by half of each) and linked pairs."""
    found: dict[str, set[tuple[str, Span]]] = {role: set() for role in ROLES}
    pairs: dict[str, set[tuple[str, Span, Span]]] = {role: set() for role in LINKED}
    for window, told in _read(runner, passages):
        path = best_path(told.states, runner.steps)
        name, letters = window.passage.name, _letters(window)
        for role, start, end in spans(path, STATES):
            found[role].add((name, letters((start, end))))
        for relation in relations(path, [Keys(0, told.keys)], runner.distances):
            for role, others in zip(LINKED, (relation.sources, relation.contents), strict=True):
                pairs[role] |= {(name, letters(relation.cue), letters(other)) for other in others}
    scores = {}
    for role in ROLES:
        gold = {(passage.name, span) for passage in passages for span in passage.gold[role]}
        scores[f"{role} exact"] = f1(len(gold & found[role]), len(found[role]), len(gold))
        scores[f"{role} half"] = f1(_half(gold, found[role]), len(found[role]), len(gold))
    for role in LINKED:
        theirs = {pair for passage in passages for pair in _gold_pairs(passage, role)}
        mine = {(name, (*cue, *other)) for name, cue, other in pairs[role]}
        scores[f"cue-{role} exact"] = f1(len(theirs & mine), len(mine), len(theirs))
    return scores


def _letters(window: Window) -> Callable[[Span], Span]:
    offsets = window.passage.offsets or []

    def letters(span: Span) -> Span:
        return offsets[window.start + span[0]][0], offsets[window.start + span[1] - 1][1]

    return letters


def _gold_pairs(passage: Passage, role: str) -> Iterator[tuple[str, tuple[int, ...]]]:
    offsets = passage.offsets or []
    for each in passage.attributions:
        for a, b in each.cue:
            for c, d in each.spans(role):
                yield passage.name, (offsets[a][0], offsets[b - 1][1], offsets[c][0], offsets[d - 1][1])


def _half(gold: set[tuple[str, Span]], found: set[tuple[str, Span]]) -> int:
    """Count found spans that share at least half of each with a gold span not yet taken."""
    left: dict[str, list[Span]] = {}
    for name, span in sorted(gold):
        left.setdefault(name, []).append(span)
    right = 0
    for name, (start, end) in sorted(found):
        for each in left.get(name, []):
            shared = min(end, each[1]) - max(start, each[0])
            if shared > 0 and 2 * shared >= end - start and 2 * shared >= each[1] - each[0]:
                left[name].remove(each)
                right += 1
                break
    return right


def score_entities(runner: Runner, passages: Sequence[Passage]) -> dict[str, Score]:
    """Score names by kind, exact; a gold name of several allowed kinds is matched by any of them."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for window, told in _read(runner, passages):
        path = sentence_paths(told.entities, window.label(window.passage.sentences) or (), ENTITY_STEPS)
        theirs = set(_gold_entities(window.label(window.passage.entities) or ()))
        mine = {(kind, start, end) for kind, start, end in spans(path, ENTITY_TAGS)}
        for kinds, _, _ in theirs:
            gold["/".join(kinds)] += 1
        for kind, start, end in mine:
            hit = next((kinds for kinds, low, high in theirs if kind in kinds and (low, high) == (start, end)), None)
            found["/".join(hit) if hit else FAMILIES.get(kind, kind)] += 1
            right["/".join(hit) if hit else ""] += hit is not None
    main = ("person", "organisation", "place")
    scores = {kind: f1(right[kind], found[kind], gold[kind]) for kind in sorted(gold)}
    scores["person, organisation, place"] = f1(
        sum(right[kind] for kind in main), sum(found[kind] for kind in main), sum(gold[kind] for kind in main)
    )
    scores["all"] = f1(sum(right.values()), sum(found.values()), sum(gold.values()))
    return scores


FAMILIES = {
    "product": "product/weapon",
    "weapon": "product/weapon",
    "misc": "document/misc",
    "document": "document/misc",
}


def _gold_entities(labels: Sequence[int]) -> Iterator[tuple[tuple[str, ...], int, int]]:
    """Yield the kinds a gold name may be of, its first word and the word after its last."""
    kinds: tuple[str, ...] = ()
    start = 0
    for index, bits in enumerate([*labels, 1]):
        tags = [tag for place, tag in enumerate(ENTITY_TAGS) if bits >> place & 1]
        inside = (
            bool(kinds)
            and all(tag.startswith("I-") for tag in tags)
            and tuple(sorted(tag[2:] for tag in tags)) == kinds
        )
        if kinds and not inside:
            yield kinds, start, index
            kinds = ()
        if not kinds and tags and all(tag[:2] in {"B-", "I-"} for tag in tags):
            start, kinds = index, tuple(sorted(tag[2:] for tag in tags))


def score_syntax(runner: Runner, passages: Sequence[Passage]) -> Score:
    """Score parts of speech, heads, and heads with their universal relation, punctuation included."""
    counts = np.zeros(4, np.int64)
    base = [relation.partition(":")[0] for relation in DEPREL]
    for window, told in _read(runner, passages):
        heads = np.array(window.heads)
        upos = np.array(window.label(window.passage.upos))
        same_head = told.heads == heads
        gold = window.label(window.passage.relations) or ()
        # A root's relation is told by its head.
        same = [
            head == 0 or base[mine] == base[own] for head, mine, own in zip(heads, told.relations, gold, strict=True)
        ]
        counts += len(window), (told.upos == upos).sum(), same_head.sum(), (same_head & np.array(same)).sum()
    words = max(int(counts[0]), 1)
    return {
        name: round(100 * int(count) / words, 2) for name, count in zip(("upos", "uas", "las"), counts[1:], strict=True)
    }


def score_all(runner: Runner, parts: dict[str, list[Passage]]) -> dict[str, dict[str, Score] | Score]:
    """Score whatever the given corpora allow."""
    told: dict[str, dict[str, Score] | Score] = {}
    for name, passages in parts.items():
        if passages and passages[0].states is not None:
            told[f"{name} attributions"] = score_attributions(runner, passages)
        if passages and passages[0].heads is not None:
            told[f"{name} syntax"] = score_syntax(runner, passages)
        if passages and passages[0].entities is not None and passages[0].heads is None:
            told[f"{name} entities"] = score_entities(runner, passages)
    return told
