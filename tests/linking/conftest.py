"""Invented articles for the linking tests, and the cases of tests/cases as parameters."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from onrecord.gazetteer import load_gazetteer
from onrecord.spans import Span
from onrecord.types import (
    Article,
    Attribution,
    Block,
    Claim,
    Document,
    Figure,
    Period,
    Place,
    Reading,
    Step,
    identifier,
)

if TYPE_CHECKING:
    from collections.abc import Callable

CASES = Path(__file__).parents[1] / "cases"

Case = dict[str, Any]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give every test that asks for a `case` those of its module's file of cases."""
    if "case" in metafunc.fixturenames:
        lines = (CASES / metafunc.module.CASES).read_text(encoding="utf-8").splitlines()
        cases = [json.loads(line) for line in lines]
        metafunc.parametrize("case", [pytest.param(case, id=case["label"], marks=_marks(case)) for case in cases])


def _marks(case: Case) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=case["reason"], strict=True)] if case.get("expect") == "fail" else []


@pytest.fixture(name="make_reading")
def make_reading_fixture() -> Callable[[Case], Reading]:
    """Return what turns a case's article into a Reading."""
    return make_reading


def make_reading(told: Case) -> Reading:
    """Make a Reading of `{publisher, date, headline, text, author, claims}`; every line of the text is a paragraph."""
    text = told["text"]
    seed = json.dumps(told, sort_keys=True)
    document = Document(identifier("sha256", seed), text, "text/plain", captured_at=told.get("captured"))
    blocks, start = [], 0
    for line in text.splitlines(keepends=True):
        blocks.append(Block("body", Span(start, start + len(line.rstrip("\n")))))
        start += len(line)
    article = Article(
        id=identifier("article", document.id, 0),
        document=document.id,
        start=0,
        end=len(text),
        headline=told.get("headline"),
        publisher=told.get("publisher"),
        author=tuple(told.get("author", ())),
        section=None,
        dateline=None,
        date_published=told.get("date"),
        in_language=None,
        url=None,
        blocks=tuple(blocks),
    )
    claims = tuple(_claim(article, text, number, each) for number, each in enumerate(told.get("claims", ())))
    return Reading(document, article, claims)


def _claim(article: Article, text: str, number: int, told: Case) -> Claim:
    """Make a claim of `{words, chain, source, cue, stance, speech, figure}`; `words` is its evidence."""
    span = _find(text, told["words"])
    chain = [Step(article.publisher, "publisher")] if article.publisher else []
    chain += [Step(name, role) for name, role in told.get("chain", ())]
    source = _find(text, told["source"]) if told.get("source") else None
    content = tuple(_find(text, each) for each in told.get("content", ())) or (span,)
    attribution = Attribution(source, Span(span.start, span.start), content) if len(chain) > 1 else None
    figure = _figure(told["figure"]) if "figure" in told else None
    return Claim(
        id=identifier("claim", article.id, number),
        article=article.id,
        kind="figure" if figure else "statement",
        span=span,
        attribution=attribution,
        speech=told.get("speech", "indirect") if attribution else None,
        chain=tuple(chain),
        stance=told.get("stance", "asserted"),
        figure=figure,
    )


def _figure(told: Case) -> Figure:
    period = (
        Period(told.get("start"), told.get("end"), told.get("text")) if told.get("start") or told.get("end") else None
    )
    low = told["low"]
    open_end = told.get("comparator") in {"at_least", "more_than", "vague"}
    return Figure(
        low=low,
        high=told.get("high", None if open_end else low),
        comparator=told.get("comparator", "exactly"),
        unit=told.get("unit", "people"),
        measure=told["measure"],
        subject=told.get("subject"),
        places=tuple(_place(name) for name in told.get("places", ())),
        time=period,
    )


def _place(name: str) -> Place:
    known = load_gazetteer(None).named(name)
    return known[0].place() if known else Place(name)


def _find(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))
