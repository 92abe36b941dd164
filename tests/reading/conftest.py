"""What the tests of the reading room share: the cases of tests/cases, and an article of invented text."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.gazetteer import load_gazetteer
from onrecord.reading.attributions import read_attributions
from onrecord.reading.figures import read_figures
from onrecord.reading.lexicon import load_lexicon
from onrecord.reading.naming import Seen
from onrecord.reading.quotations import read_quotations
from onrecord.reading.read import load_reader, read_article
from onrecord.reading.sentences import read_sentences
from onrecord.reading.tagger import Entity
from onrecord.settings import Settings
from onrecord.spans import Span
from onrecord.types import Article, Block, Document

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from onrecord.reading.figures import FoundFigure
    from onrecord.reading.tagger import Word
    from onrecord.types import Attribution, Claim

CASES = Path(__file__).parents[1] / "cases"


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for a `case` those of its module's file of cases."""
    if "case" in metafunc.fixturenames:
        lines = (CASES / metafunc.module.CASES).read_text(encoding="utf-8").splitlines()
        cases = [json.loads(line) for line in lines]
        metafunc.parametrize("case", [pytest.param(case, id=case["label"], marks=_marks(case)) for case in cases])


def _marks(case: dict[str, Any]) -> Sequence[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["reason"], strict=True)] if case.get("expect") == "fail" else []


@pytest.fixture(name="figures_of", scope="session")
def figures_of_fixture() -> Callable[..., tuple[FoundFigure, ...]]:
    """Return what reads the figures of an article that consists of the text alone."""
    return figures_of


def figures_of(
    text: str,
    published: str | None = "2023-12-28",
    tagged: Sequence[Word] = (),
    seen: Sequence[tuple[str, str]] = (),
) -> tuple[FoundFigure, ...]:
    """Read the figures of `text` as the body of an article, with the names `seen` and their kinds."""
    body = Block("body", Span(0, len(text)))
    article = Article("a", "d", 0, len(text), None, None, (), None, None, published, "en", None, (body,))
    return read_figures(
        text, article, read_sentences(text, article), load_gazetteer(None), tagged=tagged, seen=_seen(text, seen)
    )


def _seen(text: str, names: Sequence[tuple[str, str]]) -> Seen:
    """Return the names as the trained reader would find them, each wherever it stands."""
    by_length = sorted(names, key=lambda each: -len(each[0]))
    kinds = dict(names)
    longest = re.compile("|".join(rf"\b{re.escape(name)}\b" for name, _ in by_length) or r"\b\B")
    found = [Entity(*match.span(), kinds[match[0]]) for match in longest.finditer(text)]
    return Seen(text, found)


PUBLISHER = "Vessany Courier"
READER = load_reader(Settings(rules_only=True))  # the cases are what the rules promise; test_tagger has the model


@pytest.fixture(name="attributions_of", scope="session")
def attributions_of_fixture() -> Callable[[str], tuple[Attribution, ...]]:
    """Return what reads the attributions of a text in which every line is a paragraph."""
    return attributions_of


@pytest.fixture(name="claims_of", scope="session")
def claims_of_fixture() -> Callable[..., tuple[Claim, ...]]:
    """Return what reads the claims of a text in which every line is a paragraph."""
    return claims_of


@pytest.fixture(name="statements_of", scope="session")
def statements_of_fixture() -> Callable[..., list[Claim]]:
    """Return what reads the statements of a text, in the order of their cues."""
    return statements_of


def attributions_of(text: str) -> tuple[Attribution, ...]:
    """Read the attributions of `text`."""
    sentences = read_sentences(text, article_of(text))
    return read_attributions(text, sentences, read_quotations(text, sentences), (), load_lexicon())


def claims_of(text: str, publisher: str | None = PUBLISHER, *, model: bool = False) -> tuple[Claim, ...]:
    """Read the claims of `text` as the body of an article, by rules alone or with the `model`."""
    document = Document("sha256:0", text, "text/plain", path="page.txt")
    reader = load_reader(Settings()) if model else READER
    return read_article(document, article_of(text, publisher), reader).claims


def statements_of(text: str, publisher: str | None = PUBLISHER, *, model: bool = False) -> list[Claim]:
    """Read the statements of `text`, in the order of their cues."""
    told = [claim for claim in claims_of(text, publisher, model=model) if claim.kind == "statement"]
    return sorted(told, key=lambda claim: claim.attribution.cue if claim.attribution else claim.span)


def article_of(text: str, publisher: str | None = PUBLISHER) -> Article:
    """Return an article whose paragraphs are the lines of `text`."""
    lines = (Span(*line.span()) for line in re.finditer(r"[^\n]+", text))
    blocks = tuple(Block("body", line) for line in lines)
    return Article("a", "sha256:0", 0, len(text), None, publisher, (), None, None, "2023-12-28", "en", None, blocks)
