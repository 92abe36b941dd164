"""What the trained reader's names change: guesses by capitals alone give way, what titles and tables tell stays."""

from __future__ import annotations

import pytest

from onrecord.reading.lexicon import load_lexicon
from onrecord.reading.mentions import Mention, describe
from onrecord.reading.naming import Seen, confirmed, corrected
from onrecord.reading.tagger import Entity
from onrecord.spans import Span

LEXICON = load_lexicon()


def _seen(text: str, *names: tuple[str, str]) -> Seen:
    """Return a text with names of the given kinds."""
    starts = [(text.index(words), words, kind) for words, kind in names]
    return Seen(text, [Entity(start, start + len(words), kind) for start, words, kind in sorted(starts)])


def _mention(text: str, words: str) -> Mention:
    start = text.index(words)
    return describe(text, Span(start, start + len(words)), LEXICON)


@pytest.mark.parametrize(
    ("words", "names", "role", "name"),
    [
        ("Port Vessan Morrow", [("Port Vessan", "place"), ("Morrow", "person")], "person", "Morrow"),
        ("Tamsin Hale", [("Tamsin Hale", "organisation")], "organization", "Tamsin Hale"),
        ("Premier Ela Orm", [("Ela", "organisation")], "person", "Ela Orm"),
    ],
)
def test_a_guess_by_capitals_gives_way(words: str, names: list[tuple[str, str]], role: str, name: str) -> None:
    """One name of one kind corrects a guess; a title beside it is no guess."""
    told = corrected(_mention(words, words), _seen(words, *names))
    assert (told.role, told.name) == (role, name)


def test_places_where_something_is_are_nobody() -> None:
    text = "Fighting near Hama Aleppo went on. Responding to it, Turkland warned Orvel."
    mentions = [_mention(text, words) for words in ("Hama Aleppo", "Responding", "Turkland", "Orvel")]
    seen = _seen(text, ("Hama", "place"), ("Aleppo", "place"), ("Turkland", "place"), ("Orvel", "place"))
    assert [each.name for each in confirmed(mentions, seen)] == ["Turkland", "Orvel"]


def test_without_a_model_nothing_changes() -> None:
    text = "Responding to it, Orvel fell."
    mentions = (_mention(text, "Responding"), _mention(text, "Orvel"))
    assert confirmed(mentions, Seen(text)) == mentions
