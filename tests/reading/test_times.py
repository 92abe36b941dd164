"""Times: resolved against the day of publication, no more precise than the words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.times import Anchor, read_anchor, read_times
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.reading.figures import FoundFigure

    FiguresOf = Callable[..., tuple[FoundFigure, ...]]

CASES = "times.jsonl"


def test_time(case: dict[str, Any]) -> None:
    """Each case's text yields its times: the words, the start, the end."""
    text = case["text"]
    span = Span(0, len(text))
    found = read_times(text, span, read_anchor(text, [span], case["published"]))
    assert [[each.span.words(text), each.start, each.end] for each in found] == case["expected"]


@given(st.text(max_size=200), st.dates())
def test_never_raises(text: str, published: object) -> None:
    """No text and no day of publication make the reading of times fail."""
    for each in read_times(text, Span(0, len(text)), Anchor(str(published))):
        assert each.span.end <= len(text)


def test_a_toll_runs_to_the_day_of_publication(figures_of: FiguresOf) -> None:
    """The word "since" opens a period that ends when the article was published."""
    (found,) = figures_of("Since 7 October the army has killed 300 people.", "2023-12-29")
    assert found.figure.time is not None
    assert (found.figure.time.start, found.figure.time.end) == ("2023-10-07", "2023-12-29")


def test_when_it_was_said_is_not_when_it_happened(figures_of: FiguresOf) -> None:
    """The day of the statement gives way to the day of the event in the next sentence."""
    text = "Nine people were killed in Homs, a monitor said on Sunday. The bomb went off on Saturday at dawn."
    (found,) = figures_of(text, "2017-04-16")
    assert found.figure.time is not None
    assert found.figure.time.start == "2017-04-15"


def test_unknown_is_none(figures_of: FiguresOf) -> None:
    """A text that says nothing of when gives no period."""
    (found,) = figures_of("The tower has 40 windows.")
    assert found.figure.time is None
