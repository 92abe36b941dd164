"""From scores to findings: best paths, spans and links. NumPy alone, so that the tagger runs the same code."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from onrecord.reading.labels import DISTANCES, ENTITY_TAGS, LINKED, ROLES, STATES

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from numpy.typing import NDArray

    Floats = NDArray[np.float32]
    Integers = NDArray[np.int64]

WordSpan = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Told:
    """What the network tells of a run of words, one row a word."""

    states: Floats
    entities: Floats
    upos: Integers
    heads: Integers
    """0 for the root, else one more than the head's place in the run."""
    relations: Integers
    keys: Floats


@dataclass(frozen=True, slots=True)
class Relation:
    """A cue with the sources and contents linked to it, in words."""

    cue: WordSpan
    sources: tuple[WordSpan, ...]
    contents: tuple[WordSpan, ...]
    score: float
    """The probability of its weakest link."""


def best_path(scores: Floats, steps: Floats) -> list[int]:
    """Return the states whose scores and steps add up to most; the last row of `steps` begins a path.

    >>> best_path(np.array([[0.0, 1.0], [0.4, 0.0]], np.float32), np.array([[0, 0], [-9, 2], [0, 0]], np.float32))
    [1, 1]
    """
    count = len(scores)
    if not count:
        return []
    between = np.ascontiguousarray(steps[:-1].T)  # [after, before]
    running = scores[0] + steps[-1]
    back = np.empty((count, scores.shape[1]), np.int64)
    rows = np.arange(scores.shape[1])
    for index in range(1, count):
        ahead = between + running
        back[index] = ahead.argmax(1)
        running = ahead[rows, back[index]] + scores[index]
    path = [int(running.argmax())]
    for index in range(count - 1, 0, -1):
        path.append(int(back[index, path[-1]]))
    return path[::-1]


def likelihoods(scores: Floats) -> Floats:
    """Turn each row of scores into likelihoods that add up to 1.

    >>> likelihoods(np.array([[0.0, 0.0], [0.0, 50.0]], np.float32)).round(3).tolist()
    [[0.5, 0.5], [0.0, 1.0]]
    """
    raised = np.exp(scores - scores.max(1, keepdims=True, initial=-np.inf))
    told: Floats = raised / raised.sum(1, keepdims=True)
    return told


def bio_steps(tags: Sequence[str]) -> Floats:
    """Return steps that forbid an I- after anything but its own B- or I-."""
    steps = np.zeros((len(tags) + 1, len(tags)), np.float32)
    for after, tag in enumerate(tags):
        if tag.startswith("I-"):
            steps[:, after] = -1e4
            steps[[after, tags.index("B" + tag[1:])], after] = 0
    return steps


ENTITY_STEPS = bio_steps(ENTITY_TAGS)


def spans(path: Sequence[int], tags: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """Yield kind, first word and the word after the last of each span on a path.

    >>> list(spans([1, 2, 0, 3], STATES))
    [('source', 0, 2), ('cue', 3, 4)]
    """
    start, kind = 0, ""
    for index, state in enumerate([*path, 0]):
        mark, _, this = tags[state].partition("-")
        if kind and (mark != "I" or this != kind):
            yield kind, start, index
            kind = ""
        if mark != "O" and not kind:
            start, kind = index, this


def sentence_paths(scores: Floats, sentences: Sequence[int], steps: Floats) -> list[int]:
    """Return the best path of each sentence, one after the other; no step may add to a path, only forbid it.

    >>> scores = np.array([[0, 2, 1], [0, 1, 2], [0, 1, 2]], np.float32)
    >>> sentence_paths(scores, [4, 4, 5], bio_steps(["O", "B-x", "I-x"]))
    [1, 2, 1]
    """
    if not len(scores):
        return []
    starts = np.flatnonzero(np.diff(sentences, prepend=-1))
    ends = np.append(starts[1:], len(scores))
    likeliest = scores.argmax(1)
    before = np.roll(likeliest, 1)
    before[starts] = len(steps) - 1
    # Where the likeliest states may follow each other no other path is better, and that is nearly everywhere.
    barred = np.add.reduceat(steps[before, likeliest] < 0, starts, dtype=np.int64)
    for number in np.flatnonzero(barred):
        words = slice(starts[number], ends[number])
        likeliest[words] = best_path(scores[words], steps)
    told: list[int] = likeliest.tolist()
    return told


def distance_bucket(role: int, delta: int) -> int:
    """Return the bucket of a distance in words, signed and logarithmic, of its role.

    >>> distance_bucket(1, 0), distance_bucket(0, -3)
    (32, 20)
    """
    bucket = min(DISTANCES // 2 - 1, int(math.log2(abs(delta) + 1) * 2))
    return role * DISTANCES + (bucket if delta >= 0 else DISTANCES // 2 + bucket)


def link_scores(
    keys: Floats,
    distances: Floats,
    cues: Sequence[WordSpan] | Integers,
    role: int,
    others: Sequence[WordSpan] | Integers,
) -> Floats:
    """Score every cue [row] against every span [column] that may be its source (role 0) or content (role 1)."""
    width = keys.shape[1] // (2 * len(LINKED))
    asking, giving = (slice(part * width, (part + 1) * width) for part in (role, len(LINKED) + role))
    cue, other = np.array(cues, np.int64), np.array(others, np.int64)
    asked = keys[cue[:, 0], asking] + keys[cue[:, 1] - 1, asking]
    given = keys[other[:, 0], giving] + keys[other[:, 1] - 1, giving]
    delta = other[None, :, 0] - cue[:, None, 0]
    bucket = np.minimum(DISTANCES // 2 - 1, (np.log2(np.abs(delta) + 1) * 2).astype(np.int64))
    place = role * DISTANCES + np.where(delta >= 0, bucket, DISTANCES // 2 + bucket)
    scores = asked @ given.T / width**0.5 + distances[place]
    told: Floats = scores
    return told


UNLINKED: Final = -1e4
"""The score of a pair that no window holds."""


@dataclass(frozen=True, slots=True)
class Keys:
    """The link keys of one window, whose first word is `start`."""

    start: int
    values: Floats


def window_scores(
    windows: Sequence[Keys], distances: Floats, cues: Sequence[WordSpan], role: int, others: Sequence[WordSpan]
) -> Floats:
    """Score pairs inside the windows that hold both: keys of different windows cannot be compared.

    Where several windows do, the one in which the pair stands deepest speaks.
    """
    scores = np.full((len(cues), len(others)), UNLINKED, np.float32)
    deepest = np.full(scores.shape, -1, np.int64)
    cue, other = np.array(cues, np.int64), np.array(others, np.int64)
    for window in windows:
        end = window.start + len(window.values)
        rows = np.flatnonzero((cue[:, 0] >= window.start) & (cue[:, 1] <= end))
        columns = np.flatnonzero((other[:, 0] >= window.start) & (other[:, 1] <= end))
        if len(rows) and len(columns):
            low = np.minimum(cue[rows, None, 0], other[None, columns, 0]) - window.start
            high = end - np.maximum(cue[rows, None, 1], other[None, columns, 1])
            depth, place = np.minimum(low, high), np.ix_(rows, columns)
            local = link_scores(window.values, distances, cue[rows] - window.start, role, other[columns] - window.start)
            better = depth > deepest[place]
            scores[place] = np.where(better, local, scores[place])
            deepest[place] = np.maximum(depth, deepest[place])
    return scores


WEAK: Final = -4.0
"""A cue that no source joined takes its best one, unless the score is below this."""


def relations(path: Sequence[int], windows: Sequence[Keys], distances: Floats) -> list[Relation]:
    """Gather each cue with what is linked to it.

    Every source and content joins its best cue; a cue left without a source takes its best source, so that one
    speaker may have several cues.
    """
    found: dict[str, list[WordSpan]] = {role: [] for role in ROLES}
    for role, start, end in spans(path, STATES):
        found[role].append((start, end))
    cues = found["cue"]
    joined: list[tuple[list[WordSpan], list[WordSpan]]] = [([], []) for _ in cues]
    weakest = [30.0] * len(cues)
    for number, role in enumerate(LINKED):
        if cues and found[role]:
            scores = window_scores(windows, distances, cues, number, found[role])
            for row, column in zip(*np.nonzero(_chosen(scores, shared=role == "source")), strict=True):
                joined[row][number].append(found[role][column])
                weakest[row] = min(weakest[row], float(scores[row, column]))
    return [
        Relation(cue, tuple(sources), tuple(contents), 1 / (1 + math.exp(-score)))
        for cue, (sources, contents), score in zip(cues, joined, weakest, strict=True)
    ]


def _chosen(scores: Floats, *, shared: bool) -> NDArray[np.bool_]:
    """Choose the cue [row] of every span [column]; where spans may be `shared`, one for every cue left over too.

    >>> scores = np.array([[2, 5], [1, -9]], np.float32)
    >>> _chosen(scores, shared=False).tolist(), _chosen(scores, shared=True).tolist()
    ([[True, True], [False, False]], [[True, True], [True, False]])
    """
    chosen = np.zeros(scores.shape, np.bool_)
    chosen[scores.argmax(0), np.arange(scores.shape[1])] = True
    if shared:
        alone = np.flatnonzero(~chosen.any(1))
        chosen[alone, scores[alone].argmax(1)] = True
        return chosen & (scores > WEAK)
    return chosen & (scores > UNLINKED)
