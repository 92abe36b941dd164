"""Layout: what each line of a document looks like, before anything is decided about articles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from onrecord.articles.clutter import find_clutter, find_icons, icon_field, is_bullet
from onrecord.articles.credits import Credit, read_credit
from onrecord.articles.dates import find_dates
from onrecord.articles.lines import read_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.articles.clutter import Clutter
    from onrecord.articles.dates import Order
    from onrecord.articles.lines import Line

Kind = Literal["prose", "title", "bullet", "credit", "clutter"]

# A line of this length is text, whatever it ends with; a shorter one must end as a sentence does.
SURELY_PROSE = 200
SHORTEST_SENTENCE = 4  # words
SENTENCE_END = re.compile(r"(?:[.!?…。！？؟।:;][\"'”’»)\]]*|[.!?…]\s*[(/[][^()]{1,60}[)/\]]\.?|,[”\"’])$")
ABBREVIATED_END = re.compile(r"\b(?:[A-Z]\.){1,3}$|\b(?:Jr|Inc|Ltd|Co|vs|No|St|Gov|Sen|Rep)\.$")
# A line of this length that holds the end of a sentence is text even if it lacks its last full stop.
LONG = 90
INNER_END = re.compile(r"[a-z0-9)”\"’]{3}[.!?][”\"’]? [A-Z“\"‘]")
WORDLESS = re.compile("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]")


@dataclass(frozen=True, slots=True)
class Look:
    """A line with what it looks like."""

    line: Line
    kind: Kind
    clutter: Clutter | None = None
    credit: Credit | None = None

    @property
    def words(self) -> str:
        """The words of the line."""
        return self.line.words


def read_layout(text: str, captured_at: str | None, order: Order | None) -> tuple[Look, ...]:
    r"""Look at every line of a text.

    >>> page = "Rain\nQuay Radio | 3 March 2031\nIt rained in Tarsis all day."
    >>> [look.kind for look in read_layout(page, None, None)]
    ['title', 'credit', 'prose']
    """

    @lru_cache(maxsize=4096)
    def look(words: str) -> tuple[Kind, Clutter | None, Credit | None]:
        return _look(words, captured_at, order)

    lines = read_lines(text, lambda words: look(words)[0] in {"credit", "clutter"})
    return tuple(
        Look(line, *(look(line.words) if len(line) < SURELY_PROSE else _look_long(line.words))) for line in lines
    )


def is_sentence(words: str) -> bool:
    """Answer whether words end as a sentence does, and are enough for one.

    >>> is_sentence("“We had no water,” he said."), is_sentence("Rain in Tarsis"), is_sentence("Opinion.")
    (True, False, False)
    """
    if len(words) >= LONG and INNER_END.search(words) is not None:
        return True
    if SENTENCE_END.search(words[-80:]) is None or ABBREVIATED_END.search(words[-8:]):
        return False
    return (
        len(words.split()) >= SHORTEST_SENTENCE
        or len(WORDLESS.findall(words)) >= 3 * SHORTEST_SENTENCE
        or (words[0] in '“"‘«' and len(words) > 3)
    )


def _look(words: str, captured_at: str | None, order: Order | None) -> tuple[Kind, Clutter | None, Credit | None]:
    clutter = find_clutter(words)
    if clutter == "icons":
        return "clutter", clutter, _icon_credit(words, captured_at, order)
    if clutter not in {"caption", "line", "end", "box"}:
        credit = read_credit(words, captured_at, order)
        if credit is not None:
            return "credit", clutter, credit
    if clutter is not None:
        return "clutter", clutter, None
    if is_sentence(words):
        return "prose", None, None
    return "bullet" if is_bullet(words) else "title", None, None


def _look_long(words: str) -> tuple[Kind, Clutter | None, Credit | None]:
    clutter = find_clutter(words)
    if clutter is None and not _has_words(words):
        clutter = "nav"
    return ("prose", None, None) if clutter is None else ("clutter", clutter, None)


def _has_words(words: str) -> bool:
    """Answer whether a long line is made of words, and no address, code or rule."""
    return len(words.split()) >= SHORTEST_SENTENCE or len(WORDLESS.findall(words)) * 2 > len(words)


def _icon_credit(words: str, captured_at: str | None, order: Order | None) -> Credit | None:
    """Read what a line of icons says of the date and the author."""
    told = {icon_field(icon): beside for icon, beside in find_icons(words) if icon_field(icon) and beside}
    dates = find_dates(told.get("date", ""), captured_at, order)
    author = read_credit(f"By {told['author'].removeprefix('By ')}") if "author" in told else None
    if not dates and author is None:
        return None
    return Credit(author=author.author if author else (), dates=dates)


def icon_section(looks: Sequence[Look]) -> str | None:
    """Return the section that an icon of these lines marks."""
    for look in looks:
        if look.clutter == "icons":
            told = [beside for icon, beside in find_icons(look.words) if icon_field(icon) == "section" and beside]
            if told:
                return told[0]
    return None
