"""What the tests of the reading room share: the cases of tests/cases, and an article of invented text."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.gazetteer import load_gazetteer
from onrecord.reading.figures import read_figures
from onrecord.reading.sentences import read_sentences
from onrecord.spans import Span
from onrecord.types import Article, Block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from onrecord.reading.figures import FoundFigure

CASES = Path(__file__).parents[1] / "cases"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for a `case` those of its module's file of cases."""
    if "case" in metafunc.fixturenames:
        lines = (CASES / metafunc.module.CASES).read_text(encoding="utf-8").splitlines()
        cases = [json.loads(line) for line in lines]
        metafunc.parametrize("case", [pytest.param(case, id=case["label"], marks=_marks(case)) for case in cases])


def _marks(case: dict[str, Any]) -> Iterable[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["reason"], strict=True)] if case.get("expect") == "fail" else []


@pytest.fixture(name="figures_of")
def figures_of_fixture() -> Callable[..., tuple[FoundFigure, ...]]:
    """Return what reads the figures of an article that consists of the text alone."""
    return figures_of


def figures_of(text: str, published: str | None = "2023-12-28") -> tuple[FoundFigure, ...]:
    """Read the figures of `text` as the body of an article."""
    body = Block("body", Span(0, len(text)))
    article = Article("a", "d", 0, len(text), None, None, (), None, None, published, "en", None, (body,))
    return read_figures(text, article, read_sentences(text, article), load_gazetteer(None))
