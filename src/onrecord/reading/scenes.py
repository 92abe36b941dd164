"""Scenes: the sentences of an article made ready for its figures: their words, times and places."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.reading.places import countries_named, read_mentions, read_spots
from onrecord.reading.times import read_anchor, read_times
from onrecord.reading.tokens import read_tokens

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.gazetteer import Gazetteer
    from onrecord.reading.places import Mention, Spot
    from onrecord.reading.sentences import Sentence
    from onrecord.reading.times import TimeExpression
    from onrecord.reading.tokens import Token
    from onrecord.types import Article


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: its words, the times it names, the places it names and those where something is."""

    number: int
    words: str
    tokens: list[Token]
    times: list[TimeExpression]
    mentions: list[Mention]
    spots: list[Spot]


def read_scenes(text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer) -> list[Scene]:
    """Return the sentences of an article, each with what its figures are read from."""
    anchor = read_anchor(text, [each.span for each in sentences], article.date_published)
    words = [read_tokens(text, each.span) for each in sentences]
    countries = countries_named(words, gazetteer)
    scenes: list[Scene] = []
    seen: list[Mention] = []
    for number, (sentence, tokens) in enumerate(zip(sentences, words, strict=True)):
        mentions = read_mentions(text, tokens, gazetteer, countries, seen)
        seen += mentions
        times = read_times(text, sentence.span, anchor)
        scenes.append(Scene(number, sentence.span.words(text), tokens, times, mentions, read_spots(tokens, mentions)))
    return scenes
