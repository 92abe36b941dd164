"""Makes a tree of the heads that the model gives the words of a sentence.

The model picks each word's head by itself, so that about one sentence in six has words that hang on each other in a
circle, and all that hangs on them hangs on nothing. A circle is opened at its least certain word, which is hung anew by
what its relation says of its head: a compound hangs on a noun to its right, an object on a verb to its left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

NOUNS = frozenset({"NOUN", "PROPN", "SYM"})
AMOUNTS = NOUNS | {"NUM"}
VERBS = frozenset({"VERB"})
CLAUSES = frozenset({"acl", "advcl", "ccomp", "conj", "parataxis", "root"})
"""The relations by which a clause hangs on another: a sentence without a root begins at one."""
HUNG: dict[str, tuple[int, frozenset[str]]] = {
    **dict.fromkeys(("amod", "case", "compound", "det", "nummod"), (1, NOUNS | VERBS)),  # a verb's subject may be cut
    **dict.fromkeys(("advmod", "aux", "cop", "mark", "nsubj"), (1, VERBS)),
    **dict.fromkeys(("acl", "appos", "flat"), (-1, NOUNS)),
    **dict.fromkeys(("conj", "nmod"), (-1, NOUNS | VERBS)),
    **dict.fromkeys(("advcl", "ccomp", "obj", "obl", "parataxis", "xcomp"), (-1, VERBS)),
}
"""On which side a word's head stands, 1 for the right, and what parts of speech it may have."""
CERTAIN = ("parataxis", "advcl", "appos", "acl", "conj", "nmod", "obl", "ccomp", "xcomp", "advmod", "compound", "amod")
"""The relations that a circle is opened at, the least certain first; at others only where it has none of these."""


class Hanging(NamedTuple):
    """What a word's place in the tree is told by."""

    upos: str
    relation: str  # without its finer kind
    head: int  # -1 for a root


def tree(words: Sequence[Hanging]) -> tuple[int, ...]:
    """Return the heads of a sentence's words with every circle opened; those that hang in none stay as they are.

    >>> told = [("NOUN", "nsubj", 1), ("VERB", "root", -1), ("NOUN", "compound", 2), ("NOUN", "obj", 1)]
    >>> tree([Hanging(*word) for word in told])  # "mill sold flour sacks", where "flour" hangs on itself
    (1, -1, 3, 1)
    """
    heads = [word.head for word in words]
    settled: set[int] = set()
    for start in range(len(words)):
        at, path = start, list[int]()
        while at >= 0 and at not in settled:
            if at in path:
                opened = _weakest(words, path[path.index(at) :], rooted=-1 in heads)
                heads[opened] = _hung(words, heads, opened)
                at, path = start, []
                continue
            path.append(at)
            at = heads[at]
        settled.update(path)
    return tuple(_rooted(words, heads))


def _rooted(words: Sequence[Hanging], heads: Sequence[int]) -> list[int]:
    """Hang each amount that stands alone on the nearest verb before it: "The index rose 64" and "points"."""
    governing = {head for word, head in zip(words, heads, strict=True) if word.relation in {"nsubj", "cop"}}
    found, verb = list(heads), -1
    for at, (word, head) in enumerate(zip(words, heads, strict=True)):
        if word.upos in VERBS:
            verb = at
        elif head < 0 <= verb and at not in governing and word.upos in AMOUNTS and not _is_below(found, verb, at):
            found[at] = verb
    return found


def _weakest(words: Sequence[Hanging], circle: Sequence[int], *, rooted: bool) -> int:
    """Return the word at which a circle is opened: in a sentence without a root the verb that may be it."""
    if not rooted:
        verbs = [at for at in circle if words[at].upos in VERBS and words[at].relation in CLAUSES]
        if verbs:
            return min(verbs)
    rank = {relation: number for number, relation in enumerate(CERTAIN)}
    return min(circle, key=lambda at: (rank.get(words[at].relation, len(rank)), at))


def _hung(words: Sequence[Hanging], heads: Sequence[int], at: int) -> int:
    """Return a new head for a word: the nearest that its relation allows and that does not hang on the word itself."""
    word = words[at]
    if -1 not in heads and word.upos in VERBS and word.relation in CLAUSES:
        return -1
    side, wanted = HUNG.get(word.relation, (-1, NOUNS | VERBS))
    cases = [other for other in range(at) if heads[other] == at and words[other].relation == "case"]
    if cases:  # what has a preposition hangs on what stands before it
        side, wanted = -1, NOUNS | VERBS
    there = (*range(min(cases, default=at) - 1, -1, -1), *range(at + 1, len(words)))
    near = sorted(there, key=lambda other: (other - at) * side < 0)  # a stable sort: the nearest stay first
    fitting = (other for other in near if words[other].upos in wanted and not _is_below(heads, other, at))
    return next(fitting, -1)


def _is_below(heads: Sequence[int], at: int, top: int) -> bool:
    """Answer whether a word hangs on another, by one or more steps; or in a circle of its own, which holds nothing."""
    seen = set[int]()
    while at >= 0 and at not in seen:
        if at == top:
            return True
        seen.add(at)
        at = heads[at]
    return at >= 0
