"""Filed: the datelines that stand in a text, one at its head or one before each item of a digest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from onrecord.reading.places import VILLAGE, Mention
from onrecord.types import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.tokens import Token

REACH: Final = 16  # tokens after the place in which date, agency and dash stand
DASHES: Final = frozenset("–—")


def read_filed(
    lines: Sequence[Sequence[Token]],
    paragraphs: Sequence[int],
    mentions: Sequence[Sequence[Mention]],
    dateline: str | None,
) -> Iterator[Mention | None]:
    """Yield for each line where it was filed: by the dateline of its paragraph, else by the last before it.

    The article's own `dateline` holds until a line tells another.
    """
    filed, before = Mention(0, 1, Place(dateline), VILLAGE, located=False) if dateline else None, -1
    for tokens, paragraph, named in zip(lines, paragraphs, mentions, strict=True):
        if paragraph != before and named and is_dateline(tokens, named[0]):
            filed = named[0]
        before = paragraph
        yield filed


def is_dateline(tokens: Sequence[Token], mention: Mention) -> bool:
    """Answer whether a line begins with the place where it was filed: "DRUMEIR, Nov 6 (MWS) – ", "TULSA: "."""
    if mention.first:
        return False
    capitals = all(token.text.isupper() for token in tokens[: mention.last] if token.kind == "word")
    for at in range(mention.last, min(len(tokens), mention.last + REACH)):
        token = tokens[at]
        if token.text == ":":
            return capitals and at == mention.last
        if token.text in DASHES or _is_spaced(tokens, at):
            return at + 1 < len(tokens) and not tokens[at + 1].text.islower()
        if token.kind == "word" and token.text.islower():
            return False
    return capitals


def _is_spaced(tokens: Sequence[Token], at: int) -> bool:
    """Answer whether a hyphen stands for a dash: " - ", "--"."""
    if tokens[at].text != "-" or at + 1 == len(tokens):
        return False
    return tokens[at].start > tokens[at - 1].end or tokens[at + 1].text == "-"
