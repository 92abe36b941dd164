"""What the benchmarks on corpora share: where they are, articles made of bare texts, shares with their misses."""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from onrecord.spans import Span
from onrecord.types import Article, Block

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"


@dataclass(slots=True)
class Share:
    """How many were right of how many, and the misses."""

    right: int = 0
    total: int = 0
    misses: list[str] = field(default_factory=list)

    def count(self, words: str, *, right: bool) -> None:
        """Count one; its words are kept where it is wrong."""
        self.total += 1
        self.right += right
        if not right:
            self.misses.append(words)

    def print(self, name: str, misses: int = 0) -> None:
        """Print the share, then the first `misses` of its misses."""
        print(f"{name}: {self.right} of {self.total} ({self.right / max(1, self.total):.3f})")
        for miss in self.misses[:misses]:
            print("  missed", " ".join(miss.split()))


def article_of(text: str) -> Article:
    """Make an article of a bare text; its lines are its paragraphs."""
    body = tuple(Block("body", Span(*match.span())) for match in re.finditer(r"\S.*", text))
    return Article("a", "d", 0, len(text), None, None, (), None, None, None, "en", None, body)


def load_loaders(data: Path) -> Any:  # noqa: ANN401 - a module loaded by its path
    """Load the corpora's own loaders, or say that they are not there."""
    spec = importlib.util.spec_from_file_location("loaders", data / "loaders.py")
    if spec is None or spec.loader is None or not (data / "loaders.py").exists():
        raise SystemExit(f"{data}: there is no loaders.py; give the data folder with --data")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
