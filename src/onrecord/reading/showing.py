"""Showing: which words of the page gave each field of a figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onrecord.reading.tokens import stretch_of
from onrecord.types import Shown

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.reading.quantities import Quantity
    from onrecord.reading.tokens import Token
    from onrecord.spans import Span
    from onrecord.types import FigureField


def shown_number(tokens: Sequence[Token], quantity: Quantity) -> tuple[Shown, ...]:
    """Return the words that gave the value of a quantity and its comparator; a bare number has none for this."""
    words = quantity.comparator_words
    compared = [stretch_of(tokens, *words)] if words else []
    return shown({"value": [stretch_of(tokens, *quantity.number)], "comparator": compared})


def shown(words: Mapping[FigureField, Iterable[Span | None]]) -> tuple[Shown, ...]:
    """Return the words of each field in the order of the text, each once; what no word gave is left out.

    >>> from onrecord.spans import Span
    >>> [each.span.start for each in shown({"subject": [None], "places": [Span(9, 12), Span(0, 3), Span(9, 12)]})]
    [0, 9]
    """
    return tuple(Shown(field, span) for field, spans in words.items() for span in sorted(filter(None, set(spans))))
