"""`python -m corpora`: print every problem of the corpus as file:line: message, then what it holds."""

from __future__ import annotations

import os
import sys
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from corpora.checks import checked_corpus

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from corpora.items import Item

COUNTED_BY: dict[str, Callable[[Item], str]] = {
    "part": lambda item: item.part,
    "theme": lambda item: item.theme,
    "variety": lambda item: item.variety,
    "voice": lambda item: item.voice,
}


def main() -> int:
    """Check, count, and answer 1 where there is a problem."""
    items, problems = checked_corpus()
    for problem in problems:
        print(f"{Path(os.path.relpath(problem.path))}:{problem.line}: {problem.message}")
    for name, value in totals(items).items():
        print(f"{name:<32}{value:>6}")
    for name, of in COUNTED_BY.items():
        told = sorted(Counter(map(of, items)).items(), key=lambda each: (-each[1], each[0]))
        print(f"by {name}: " + ", ".join(f"{value} {count}" for value, count in told))
    return 1 if problems else 0


def totals(items: Sequence[Item]) -> dict[str, int]:
    """Count what the items hold."""
    told = [each for item in items for each in item.told]
    return {
        "items": len(items),
        "words": sum(len(item.body.split()) for item in items),
        "attributions": len(told),
        "with a chain of three or more": sum(len(each.chain) > 2 for each in told),
        "without a source": sum(not each.source for each in told),
        "items without attribution": sum(not item.told for item in items),
        "items with nested attributions": sum(map(is_nested, items)),
        "figures": sum(len(item.counted) for item in items),
        "names": sum(mark.is_name for item in items for mark in item.marks),
    }


def is_nested(item: Item) -> bool:
    """Answer whether an attribution of the item stands in the content of another."""
    return any(
        content.overlaps(cue)
        for outer in item.told
        for content in outer.content
        for inner in item.told
        if inner is not outer
        for cue in inner.cue
    )


if __name__ == "__main__":
    sys.exit(main())
