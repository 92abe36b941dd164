"""Bodies: what of an article's window is text, subheading, credit or clutter, and where the text ends."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from onrecord.articles.names import bare_authors, is_name, is_outlet, is_person
from onrecord.types import Block, BlockKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.layout import Look
    from onrecord.articles.openings import Opening

# A box within a text ends where a paragraph of that length, or two paragraphs, follow.
LONG_PARAGRAPH = 150
# Words such as "Comments" end a text unless that share of it is still to come.
STILL_TO_COME = 0.5
# So many lines in a row that are no sentences are a list of links, unless they hold numbers.
LIST = 3
# A line under a headline with no more words than these names a section.
SHORT = 3
# A line that lacks only its full stop has at least so many words.
LONG = 12


@dataclass(frozen=True, slots=True)
class Window:
    """The lines of one article: where its text begins, and where it ends at the latest.

    `trusted` says that the lines were taken out of a page's markup, so that few of them are clutter.
    """

    looks: Sequence[Look]
    opening: Opening
    first: int
    stop: int
    trusted: bool = False

    def lasts(self) -> list[bool]:
        """Say of each line, and of the one behind them all, whether no text follows before something ends it."""
        lasts = [True]
        for look in reversed(self.looks[self.first : self.stop]):
            lasts.append(look.kind not in {"prose", "bullet"} and (look.clutter == "end" or lasts[-1]))
        return lasts[::-1]

    def still_to_come(self) -> list[int]:
        """Say of each line how many characters of text stand from it to the end."""
        lengths = (
            len(look.line) if look.kind == "prose" else 0 for look in reversed(self.looks[self.first : self.stop])
        )
        return list(accumulate(lengths, initial=0))[::-1]


def read_blocks(window: Window) -> tuple[Block, ...]:
    """Say of each line from the headline to the end of the text what it is."""
    return (*_head_blocks(window), *_trimmed(_body_blocks(window)))


def _head_blocks(window: Window) -> list[Block]:
    headline = window.opening.headline
    if headline is None:
        return []
    lines = window.looks[headline + 1 : window.first]
    plain = not any(look.kind == "clutter" for look in lines)
    credited = next((place for place, look in enumerate(lines) if look.kind == "credit"), len(lines))
    blocks = [Block("headline", window.looks[headline].line.span)]
    for place, look in enumerate(lines):
        if look.line.letters == window.looks[headline].line.letters:
            blocks.append(Block("clutter", look.line.span))
            continue
        # In a plain dump what follows the credit line is the text, whether it ends with a full stop or not.
        text = plain and place > credited and look.kind == "title" and len(look.words.split()) >= LONG
        blocks.append(Block("body" if text else _kind_in_head(look), look.line.span))
    return blocks


def _kind_in_head(look: Look) -> BlockKind:
    """Between a headline and its text stand credits, the deck, and the names of authors, outlets and sections."""
    if look.kind in {"credit", "clutter"}:
        return "credit" if look.kind == "credit" else "clutter"
    if (is_name(look.words) and (is_outlet(look.words) or is_person(look.words))) or bare_authors(look.words):
        return "credit"
    return "subheading" if len(look.words.split()) > SHORT else "clutter"


def _trimmed(blocks: list[Block]) -> list[Block]:
    """Leave out what follows the last paragraph, but for a credit directly under it."""
    last = max((place for place, block in enumerate(blocks) if block.kind == "body"), default=-1)
    while last + 1 < len(blocks) and blocks[last + 1].kind == "credit":
        last += 1
    return blocks[: last + 1]


def _body_blocks(window: Window) -> list[Block]:
    blocks: list[Block] = []
    lasts, still = window.lasts(), window.still_to_come()
    read = 0  # characters of text so far
    place = window.first
    while place < window.stop:
        look = window.looks[place]
        if look.clutter in {"box", "end"}:
            resumed = _resumes(window, place, read, still)
            if resumed is None:
                break
            blocks += [Block("clutter", each.line.span) for each in window.looks[place:resumed]]
            place = resumed
            continue
        kind = _kind(window, place, last=lasts[place - window.first + 1], inside=bool(read))
        if kind == "body":
            read += len(look.line)
        blocks.append(Block(kind, look.line.span))
        place += 1
    return blocks


def _kind(window: Window, place: int, *, last: bool, inside: bool) -> BlockKind:
    look = window.looks[place]
    if look.kind == "prose" or (look.kind == "bullet" and inside):
        return "body"
    if look.clutter == "credit" and last:
        return "credit"
    if look.kind == "clutter" and look.clutter != "credit":
        return "clutter"
    if look.kind == "credit":
        return "credit" if last or not inside else "subheading"
    return _kind_of_title(window, place, last=last)


def _kind_of_title(window: Window, place: int, *, last: bool) -> BlockKind:
    """A title within a text is a subheading; many in a row are a list, of facts where they hold numbers."""
    looks = window.looks
    if last and not window.trusted:
        ended = looks[place - 1].kind in {"prose", "bullet"} and len(looks[place].words.split()) >= LONG
        return "body" if ended else "clutter"
    start, end = place, place + 1
    while start > window.first and looks[start - 1].kind == "title" and place - start < LIST:
        start -= 1
    while end < window.stop and looks[end].kind == "title" and end - place < LIST:
        end += 1
    if end - start < LIST:
        return "body" if last else "subheading"
    numbered = sum(any(map(str.isdigit, look.words)) for look in looks[start:end])
    return "body" if window.trusted or numbered * 2 >= end - start else "clutter"


def _resumes(window: Window, place: int, read: int, still: Sequence[int]) -> int | None:
    """Return where the text goes on after a box, or None where it is over."""
    looks, stop = window.looks, window.stop
    following = next((number for number in range(place + 1, stop) if looks[number].kind == "prose"), None)
    if following is None:
        return None
    run = following
    while run < stop and (looks[run].kind == "prose" or looks[run].clutter in {"line", "caption"}):
        run += 1
    paragraphs = [len(look.line) for look in looks[following:run] if look.kind == "prose"]
    if any(look.clutter == "end" for look in looks[place:following]):
        return following if len(paragraphs) > 1 and still[following - window.first] > STILL_TO_COME * read else None
    return following if len(paragraphs) > 1 or paragraphs[0] >= LONG_PARAGRAPH else None
