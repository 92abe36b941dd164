"""Trees: the heads of a sentence's words, with the circles that the model leaves opened."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.trees import Hanging, tree

CASES = [
    (
        "a word that hangs on itself",
        "mill/NOUN/nsubj/1 sold/VERB/root/-1 flour/NOUN/compound/2 sacks/NOUN/obj/1",
        "1 -1 3 1",
    ),
    (
        "an amount and its noun that hang on each other",
        "Sales/NOUN/nsubj/1 rose/VERB/root/-1 to/ADP/case/4 3/NUM/nummod/4 boats/NOUN/obl/5 up/ADV/advmod/4",
        "1 -1 4 4 1 4",
    ),
    (
        "a subject and its verb, where no word is the root",
        "World/NOUN/compound/1 prices/NOUN/nsubj/2 fell/VERB/acl/1 sharply/ADV/advmod/2",
        "1 2 -1 2",
    ),
    (
        "half a name on the other half",
        "The/DET/det/2 Orvel/PROPN/compound/2 Bridge/PROPN/flat/1 closed/VERB/root/-1 Monday/PROPN/obl/3",
        "2 3 1 -1 3",
    ),
    (
        "an amount that stands alone after a verb",
        "Prices/NOUN/nsubj/1 rose/VERB/root/-1 64/NUM/nummod/3 points/NOUN/root/-1",
        "1 -1 3 1",
    ),
    (
        "a clause of its own, though it ends in an amount",
        "It/PRON/nsubj/1 closed/VERB/root/-1 :/PUNCT/punct/5 the/DET/det/4 toll/NOUN/nsubj/5 12/NUM/root/-1",
        "1 -1 5 4 5 -1",
    ),
]


def _words(told: str) -> list[Hanging]:
    rows = [word.split("/")[1:] for word in told.split()]
    return [Hanging(upos, relation, int(head)) for upos, relation, head in rows]


@pytest.mark.parametrize(("told", "heads"), [case[1:] for case in CASES], ids=[case[0] for case in CASES])
def test_tree(told: str, heads: str) -> None:
    """A circle is opened at its least certain word; what hung well hangs as it did."""
    assert " ".join(map(str, tree(_words(told)))) == heads


UPOS = ["NOUN", "PROPN", "VERB", "NUM", "ADP", "SYM"]
RELATIONS = ["root", "nsubj", "obj", "obl", "nmod", "conj", "acl", "compound", "case", "flat", "punct"]


@given(st.lists(st.tuples(st.sampled_from(UPOS), st.sampled_from(RELATIONS), st.integers(-1, 11)), max_size=12))
def test_no_circle_is_left(told: list[tuple[str, str, int]]) -> None:
    """However the words hang, in the end each climbs to a root."""
    words = [Hanging(upos, relation, min(head, len(told) - 1)) for upos, relation, head in told]
    heads = tree(words)
    for start in range(len(heads)):
        at, steps = start, 0
        while at >= 0:
            at, steps = heads[at], steps + 1
            assert steps <= len(heads)
