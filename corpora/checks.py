"""What the conventions ask of an item, and of the corpus: one function a rule, all of them in two tables."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from corpora.items import PARTS, VARIETIES, VOICES, Problem, read_part
from onrecord.reading.sentences import cut_sentences
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from corpora.items import Counted, Item, Mark

Found = tuple[int, str]
"""The line of a problem and what it is."""

LARGEST_FILE: Final = 30
SHORT: Final = 4  # words; "No, she said." may stand in two items
SAME_ENDS: Final = frozenset({"exactly", "about", "almost", "at_most", "less_than"})
OPEN: Final = frozenset({"at_least", "more_than", "vague"})
NAMED: Final = re.compile(r"[^\W\d_][\w’'-]*")
ABBREVIATED: Final = re.compile(r"(?:\b\w|\b[A-Z][a-z]{1,3}|\b[ap]\.m|\.)\.$")
POSSESSIVE: Final = re.compile(r"(?:my|our|his|her|its|their|whose|he|she|it|they|we)\b", re.IGNORECASE)
COLON: Final = ":"  # the cue of `Orr: “No deal.”`
CONSISTENT: Final = ("person", "organisation", "place", "group", "facility")
"""The kinds whose names are names wherever they stand in an item."""


def check(items: Sequence[Item]) -> list[Problem]:
    """Return every problem of `items` that were read."""
    alone = [
        item.problem(line, f"{item.id}: {told}") for item in items for rule in OF_ITEM for line, told in rule(item)
    ]
    return [*alone, *(problem for rule in OF_CORPUS for problem in rule(items))]


def checked_corpus() -> tuple[list[Item], list[Problem]]:
    """Read the whole corpus and check it."""
    read = [read_part(part) for part in PARTS]
    items = [item for found, _ in read for item in found]
    return items, [*(problem for _, refused in read for problem in refused), *check(items)]


def legal_facts(item: Item) -> Iterator[Found]:
    """The id names the theme, variety and voice are known, the day is a day."""
    if not re.fullmatch(re.escape(item.theme) + r"-\d{3}", item.id):
        yield item.line, f"the id is the file's name, a hyphen and three digits, as in {item.theme}-014"
    if item.variety not in VARIETIES:
        yield item.line, f"no such variety: {item.variety}"
    if item.voice not in VOICES:
        yield item.line, f"no such voice: {item.voice}"
    try:
        date.fromisoformat(item.published)
    except ValueError:
        yield item.line, f"published is no ISO day: {item.published}"


def neat_marks(item: Item) -> Iterator[Found]:
    """A mark holds words, no blank at its edges and no comma or full stop at its end."""
    for mark in item.marks:
        words = mark.span.words(item.body)
        if not words.strip() or words != words.strip():
            yield mark.line, f"[{mark.tag} {words}] has blanks at its edges or no words"
        elif (words[-1] in ",;:" and words != COLON) or (words[-1] == "." and not ABBREVIATED.search(words)):
            yield mark.line, f"[{mark.tag} …{words[-20:]}] ends in a comma or a full stop outside quotation marks"


def names_stand_apart(item: Item) -> Iterator[Found]:
    """A name holds no other mark, and is not printed twice side by side."""
    names = [mark for mark in item.marks if mark.is_name]
    for name in names:
        for other in item.marks:
            if other is not name and name.span.contains(other.span) and (other.span != name.span or other.is_name):
                yield name.line, f"[{name.tag} {name.span.words(item.body)}] holds the mark {other.tag}"
    for left, right in pairwise(names):
        same = left.span.words(item.body) == right.span.words(item.body)
        if same and not item.body[left.span.end : right.span.start].strip():
            yield left.line, f"a name twice: {left.span.words(item.body)}"


def names_marked_everywhere(item: Item) -> Iterator[Found]:
    """What is a name in one sentence is marked in the others; so is a person's last name."""
    names = [mark for mark in item.marks if mark.is_name]
    for printed in sorted(_printed_names(item, names)):
        for match in re.finditer(rf"\b{re.escape(printed)}\b(?!-)", item.body):
            span = Span(*match.span())
            if not any(name.span.contains(span) for name in names):
                yield _line_at(item, span.start), f"{printed!r} is a name elsewhere in the item, not here"


def _printed_names(item: Item, names: Sequence[Mark]) -> set[str]:
    printed = {mark.span.words(item.body) for mark in names if mark.tag in CONSISTENT}
    last = {mark.span.words(item.body).split()[-1] for mark in names if mark.tag == "person"}
    return {name for name in printed | last if name[:1].isupper() and len(name) > 2}


def _line_at(item: Item, offset: int) -> int:
    """Return the line of the file on which the body's `offset` lies."""
    before = item.body[:offset].count("\n")
    lines = sorted({mark.line for mark in item.marks})
    return next((mark.line for mark in item.marks if item.body[: mark.span.start].count("\n") == before), lines[0])


def chains_hold(item: Item) -> Iterator[Found]:
    """A chain begins at the publisher, and the words of its steps are in the item."""
    known = {word.lower() for word in NAMED.findall(f"{item.body} {item.publisher} {item.headline}")}
    known |= {word.removesuffix("'s").removesuffix("’s") for word in known}
    for told in item.told:
        if told.chain[0] != item.publisher:
            yield told.line, f"the chain begins with {told.chain[0]!r}, not with the publisher"
        for step in told.chain[1:]:
            strange = [word for word in NAMED.findall(step) if word.lower().removesuffix("'s") not in known]
            named = [word for word in strange if word[0].isupper()]
            if named or len(strange) == len(NAMED.findall(step)):
                yield told.line, f"not in the item: {', '.join(named or strange)} of the chain's step {step!r}"
        if not told.source and len(told.chain) > 1:
            yield told.line, f"the chain has a speaker, but s{told.number} is not marked"
        if told.source and len(told.chain) == 1 and not _speaks_itself(item, told.source):
            yield told.line, "the source is no step of the chain"


def _speaks_itself(item: Item, source: Sequence[Span]) -> bool:
    """Answer whether the source may be the publisher: "this newspaper", "we", its name."""
    words = " ".join(span.words(item.body) for span in source)
    return bool(re.search(r"\b(?:this|our|we|I|us)\b", words, re.IGNORECASE)) or item.publisher in words


def steps_are_whole(item: Item) -> Iterator[Found]:
    """A step says who it is without the text: no pronoun, no last name of one whose full name the item has."""
    full = {mark.span.words(item.body) for mark in item.marks if mark.tag == "person"}
    for told in item.told:
        for step in told.chain[1:]:
            if POSSESSIVE.match(step):
                yield told.line, f"the chain's step {step!r} begins with a pronoun: resolve it"
            longer = [name for name in full if name.endswith(f" {step}")]
            if longer:
                yield told.line, f"the chain's step {step!r} has a fuller name in the item: {longer[0]!r}"


def attributions_nest(item: Item) -> Iterator[Found]:
    """The roles of one attribution do not hold each other."""
    for told in item.told:
        for content in told.content:
            if any(content.overlaps(cue) for cue in told.cue):
                yield told.line, f"content {told.number} holds its own cue: split it"
        for source in told.source:
            if any(source.overlaps(other) for other in (*told.cue, *told.content)):
                yield told.line, f"source {told.number} shares words with its own cue or content"


def quotes_are_told(item: Item) -> Iterator[Found]:
    """Direct and mixed speech show it: by quotation marks, by the first person, or as a sentence of its own."""
    for told in item.told:
        words = " ".join(item.body[max(0, span.start - 1) : span.end + 1] for span in told.content).strip()
        marked = re.search(r"[\"“”‘’«»„]|(?<!\w)'|\b(?:I|we|our)\b", words, re.IGNORECASE)
        whole = words[:1].isupper()  # pages lose their marks: Who counts cows at a wedding the lawyer asked
        if not marked and (told.speech == "mixed" or (told.speech == "direct" and not whole)):
            yield told.line, f"speech is {told.speech}, but content {told.number} has no quotation mark"
        if told.speech == "indirect" and any(_is_quoting(item, span) for span in told.content):
            yield told.line, f"speech is indirect, but content {told.number} has quotation marks"


def _is_quoting(item: Item, span: Span) -> bool:
    """Answer whether quotation marks stand at `span` or in it; those around a name are none: the exercise “Shield”."""
    around = {edge for mark in item.marks if mark.is_name for edge in (mark.span.start - 1, mark.span.end)}
    signs = re.finditer(r"[\"“”«»„]", item.body[max(0, span.start - 1) : span.end + 1])
    return any(max(0, span.start - 1) + sign.start() not in around for sign in signs)


def figures_hold(item: Item) -> Iterator[Found]:
    """Low and high agree with the comparator, the period with itself, `in` with the place in the body."""
    for counted in item.counted:
        problem = _ends(counted)
        if problem:
            yield counted.line, problem
        start, end = counted.time
        if start and end and start[: len(end)] > end[: len(start)]:
            yield counted.line, "the period ends before it begins"
        within = _innermost(item, counted.span)
        if within != counted.within:
            yield counted.line, f"figure {counted.number} stands in content {within or 0}, not {counted.within or 0}"
        if not counted.unit:
            yield counted.line, "the unit is empty"


def _ends(counted: Counted) -> str | None:
    if counted.comparator in SAME_ENDS and counted.low != counted.high:
        return f"low and high are the same for {counted.comparator}"
    if counted.comparator in OPEN and counted.high is not None:
        return f"high is empty for {counted.comparator}"
    if counted.comparator == "between" and (counted.high is None or counted.low >= counted.high):
        return "low is less than high for between"
    return None


def _innermost(item: Item, span: Span) -> int | None:
    around = [(len(content), told.number) for told in item.told for content in told.content if content.contains(span)]
    return min(around)[1] if around else None


def ids_differ(items: Sequence[Item]) -> Iterator[Problem]:
    """No two items bear the same id."""
    seen: dict[str, Item] = {}
    for item in items:
        if item.id in seen:
            yield item.problem(item.line, f"{item.id} is also in {seen[item.id].path.name} of {seen[item.id].part}")
        seen[item.id] = item


def sentences_differ(items: Sequence[Item]) -> Iterator[Problem]:
    """No sentence stands twice: what dev measures was not in train."""
    seen: dict[tuple[str, ...], str] = {}
    for item in items:
        for span in cut_sentences(item.body.replace("\n", " "), Span(0, len(item.body))):
            words = tuple(word.lower() for word in NAMED.findall(span.words(item.body)))
            if len(words) > SHORT and words in seen:
                yield item.problem(item.line, f"{item.id}: a sentence of {seen[words]}: {span.words(item.body)[:60]}")
            seen[words] = item.id


def files_are_short(items: Sequence[Item]) -> Iterator[Problem]:
    """A file has no more items than a reader can look over."""
    for path in sorted({item.path for item in items}):
        count = sum(item.path == path for item in items)
        if count > LARGEST_FILE:
            yield Problem(path, 1, f"{count} items; a file has {LARGEST_FILE} at most")


OF_ITEM: Final[tuple[Callable[[Item], Iterator[Found]], ...]] = (
    legal_facts,
    neat_marks,
    names_stand_apart,
    names_marked_everywhere,
    chains_hold,
    steps_are_whole,
    attributions_nest,
    quotes_are_told,
    figures_hold,
)
OF_CORPUS: Final[tuple[Callable[[Sequence[Item]], Iterator[Problem]], ...]] = (
    ids_differ,
    sentences_differ,
    files_are_short,
)
