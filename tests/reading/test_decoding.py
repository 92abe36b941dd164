"""What is promised of the decoder: paths are the best there are, and pairs are scored where one window holds both."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from onrecord.reading.decoding import (
    ENTITY_STEPS,
    UNLINKED,
    Keys,
    best_path,
    bio_steps,
    distance_bucket,
    link_scores,
    sentence_paths,
    window_scores,
)
from onrecord.reading.labels import DISTANCES, LINKED, STATES


@pytest.mark.parametrize("length", [1, 2, 4])
def test_no_path_is_better_than_the_best(length: int) -> None:
    """Every other path over the same scores adds up to less."""
    draw = np.random.default_rng(length)
    scores = draw.normal(size=(length, len(STATES))).astype(np.float32)
    steps = bio_steps(STATES) + draw.normal(size=(len(STATES) + 1, len(STATES))).astype(np.float32)

    def total(path: tuple[int, ...]) -> float:
        within = sum(float(steps[a, b]) for a, b in itertools.pairwise(path))
        return (
            float(steps[-1, path[0]]) + within + sum(float(row[state]) for row, state in zip(scores, path, strict=True))
        )

    best = max(itertools.product(range(len(STATES)), repeat=length), key=total)
    assert best_path(scores, steps) == list(best)


def test_sentences_side_by_side_are_decoded_as_if_alone() -> None:
    """A sentence's tags do not depend on its neighbours."""
    draw = np.random.default_rng(0)
    scores = draw.normal(size=(60, ENTITY_STEPS.shape[1])).astype(np.float32)
    sentences = sorted(draw.integers(0, 9, 60).tolist())
    alone = [
        state
        for number in sorted(set(sentences))
        for state in best_path(scores[np.array(sentences) == number], ENTITY_STEPS)
    ]
    assert sentence_paths(scores, sentences, ENTITY_STEPS) == alone


def test_a_pair_is_scored_by_the_window_that_holds_it_deepest() -> None:
    """Windows that hold one of the two alone say nothing; of two that hold both, the deeper speaks."""
    draw = np.random.default_rng(1)
    distances = draw.normal(size=len(LINKED) * DISTANCES).astype(np.float32)
    values = draw.normal(size=(2, 20, 16)).astype(np.float32)
    windows = [Keys(0, values[0]), Keys(10, values[1])]
    got = window_scores(windows, distances, [(12, 13), (2, 3)], 1, [(15, 19), (25, 27)])
    assert got[0, 0] == pytest.approx(link_scores(values[1], distances, [(2, 3)], 1, [(5, 9)])[0, 0], rel=1e-4)
    assert got[1, 1] == UNLINKED


def test_distance_buckets_of_the_two_roles_do_not_meet() -> None:
    """Each role has its own buckets, each side of the cue its own half."""
    buckets = [{distance_bucket(role, delta) for delta in range(-400, 400)} for role in range(len(LINKED))]
    assert not buckets[0] & buckets[1]
    assert all(role * DISTANCES <= min(each) <= max(each) < (role + 1) * DISTANCES for role, each in enumerate(buckets))
