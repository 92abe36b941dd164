"""Scenes: the sentences of an article made ready for its figures: their words, times and places."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.reading.filed import read_filed
from onrecord.reading.headings import read_headings
from onrecord.reading.places import VILLAGE, read_ground, read_mentions, read_peoples, read_spots
from onrecord.reading.times import read_all_times, read_anchor
from onrecord.reading.tokens import read_tokens
from onrecord.reading.toponyms import read_home
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet

    from onrecord.gazetteer import Gazetteer
    from onrecord.reading.headings import Heading
    from onrecord.reading.naming import Seen
    from onrecord.reading.places import Ground, Mention, Spot
    from onrecord.reading.sentences import Sentence
    from onrecord.reading.times import TimeExpression
    from onrecord.reading.tokens import Token
    from onrecord.types import Article, Place

REMEMBERED = 40  # places named before, to which "the city" and "the country" may point back
LONGEST = 200  # tokens; a longer sentence is read in pieces, so that a page of one line takes no longer than its size


@dataclass(frozen=True, slots=True)
class Scene:
    """One sentence: its words, the times it names, the places it names and those where something is."""

    number: int
    sentence: int  # its index among the sentences of the article
    words: str
    start: int  # of its words in the document
    tokens: list[Token]
    times: list[TimeExpression]
    mentions: list[Mention]
    spots: list[Spot]
    peoples: list[tuple[int, Place]]  # "Israeli" at which token, and of which country
    filed: Mention | None = None  # the place of the dateline that holds for it
    heading: Heading | None = None  # of the list whose item it is, where that names a time


def read_headline(article: Article, gazetteer: Gazetteer, scenes: Sequence[Scene] = ()) -> list[Mention]:
    """Return the places that an article's headline names: those that are known, and those of its `scenes`.

    It is no sentence and tells no figure.
    """
    headline = (article.headline or "")[:LONGEST]
    tokens = read_tokens(headline, Span(0, len(headline)))
    ground = read_ground(headline, [tokens], gazetteer, read_home(article, gazetteer), beside=_beside(article))
    known = read_mentions(headline, tokens, ground, known_only=True)
    printed = {each.low for each in tokens}
    told = {each.place.name: each for scene in scenes for each in scene.mentions if each is not scene.filed}
    names = {each.place.name for each in known}
    return [*known, *(each for name, each in told.items() if name not in names and _is_printed(name, printed))]


def _is_printed(name: str, words: AbstractSet[str]) -> bool:
    """Answer whether all words of a name are among those printed."""
    return words >= set(name.lower().split())


def read_scenes(
    text: str, article: Article, sentences: Sequence[Sentence], gazetteer: Gazetteer, seen: Seen | None = None
) -> list[Scene]:
    """Return the sentences of an article, each with what its figures are read from.

    `seen` are the names that the trained reader found; without it the rules alone tell places from other names.
    """
    anchor = read_anchor(text, [each.span for each in sentences], article.date_published)
    headings = read_headings(text, article, sentences, anchor)
    pieces = [piece for number, each in enumerate(sentences) for piece in _pieces(text, number, each.span)]
    ground = read_ground(
        text,
        [tokens for _, tokens in pieces],
        gazetteer,
        read_home(article, gazetteer),
        beside=(article.headline or "", *_beside(article)),
        seen=seen,
    )
    mentions = _read_mentions(text, [tokens for _, tokens in pieces], ground)
    filed = read_filed(
        [tokens for _, tokens in pieces],
        [sentences[at].paragraph for at, _ in pieces],
        mentions,
        article.dateline,
    )
    spans = [Span(tokens[0].start, tokens[-1].end) for _, tokens in pieces]
    times = read_all_times(text, spans, anchor)
    return [
        Scene(
            number,
            sentence,
            span.words(text),
            span.start,
            tokens,
            when,
            named,
            read_spots(tokens, named),
            read_peoples(tokens, gazetteer),
            place,
            headings.get(sentence),
        )
        for number, ((sentence, tokens), span, when, named, place) in enumerate(
            zip(pieces, spans, times, mentions, filed, strict=True)
        )
    ]


def _read_mentions(text: str, lines: Sequence[list[Token]], ground: Ground) -> list[list[Mention]]:
    """Return the places that each line names; a village that a later line tells to be one is known in all."""
    mentions = _read_in_turn(text, lines, ground)
    told = Counter(each.place.name for named in mentions for each in named)
    villages = {each.place.name for named in mentions for each in named if each.rank == VILLAGE}
    elsewhere = frozenset(name for name in villages if text.count(name) > told[name])
    return _read_in_turn(text, lines, replace(ground, villages=elsewhere)) if elsewhere else mentions


def _read_in_turn(text: str, lines: Sequence[list[Token]], ground: Ground) -> list[list[Mention]]:
    found: list[list[Mention]] = []
    told: list[Mention] = []
    for tokens in lines:
        found.append(read_mentions(text, tokens, ground, told))
        told = [*told, *found[-1]][-REMEMBERED:]
    return found


def _beside(article: Article) -> tuple[str, ...]:
    """Return what stands apart from the sentences and tells of their places."""
    return (article.dateline,) if article.dateline else ()


def _pieces(text: str, sentence: int, span: Span) -> Iterator[tuple[int, list[Token]]]:
    tokens = read_tokens(text, span)
    for first in range(0, len(tokens), LONGEST):
        yield sentence, tokens[first : first + LONGEST]
