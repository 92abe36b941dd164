"""What is promised of words: they cover the text, in order, whatever it is made of."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.wording import features, find_words


@given(st.text(max_size=200))
def test_words_cover_all_but_white_space(text: str) -> None:
    """Every letter that is no white space stands in exactly one word."""
    words = find_words(text, 0, len(text))
    assert all(0 <= a < b <= len(text) for a, b in words)
    assert all(before[1] <= after[0] for before, after in pairwise(words))
    assert "".join(text[a:b] for a, b in words) == "".join(text.split())


@given(st.lists(st.text(min_size=1, max_size=8), max_size=30))
def test_every_word_has_one_feature(words: list[str]) -> None:
    """Features are told of any words, and there are twelve."""
    told = features(words, [0] * len(words))
    assert len(told) == len(words)
    assert all(0 <= each < 12 for each in told)
