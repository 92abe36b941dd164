"""Merging: a story that runs through windows, with its happenings."""

from __future__ import annotations

import pytest

from onrecord.ledger.merging import merge_stories
from onrecord.types import Story

Happenings = tuple[tuple[str, ...], ...]


def part(articles: str, *happenings: str) -> Story:
    """Make the part of a story that one window tells of; each letter is an article."""
    return Story(f"story:{articles[0]}", articles, tuple(articles), None, None, 1, tuple(map(tuple, happenings)))


@pytest.mark.parametrize(
    ("later", "expected"),
    [
        (part("de", "bde", "c"), ("abde", "c")),
        (part("de", "ad", "ce"), ("abd", "ce")),
        (part("de", "d", "ce"), ("ab", "ce", "d")),
        (part("de", "d", "e"), ("ab", "c", "d", "e")),
        (part("de", "abc", "xde"), ("ab", "c", "de")),
        (part("de", "acd", "be"), ("abe", "cd")),
        (part("de"), ("ab", "c", "de")),
    ],
    ids=[
        "one goes on",
        "both go on",
        "one begins",
        "both begin",
        "after an article of another story",
        "after the last that is held",
        "kept before stories had happenings",
    ],
)
def test_happenings_of_several_windows(later: Story, expected: tuple[str, ...]) -> None:
    """A happening goes on from the last article that it had before the window, and from no other."""
    (story,) = merge_stories([(part("abc", "ab", "c"), None), (later, "c")])
    assert story.articles == tuple("abcde")
    assert sorted(story.happenings) == sorted(map(tuple, expected))
