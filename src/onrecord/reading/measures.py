"""Measures: what happened to, or is said of, what a figure counts, from the words around it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, NamedTuple, cast

from onrecord.reading.nouns import class_of, counts_people, is_noun, is_soldier
from onrecord.reading.numerals import DASHES
from onrecord.reading.own import NOTHING, Own
from onrecord.reading.tokens import low_at, phrase_at, phrase_of, stretch_of
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.reading.nouns import Noun
    from onrecord.reading.quantities import Quantity
    from onrecord.reading.tokens import Token
    from onrecord.spans import Span
    from onrecord.types import Measure

VOTES = frozenset({"votes_for", "votes_against", "abstentions"})
OF_PEOPLE = frozenset({"killed", "injured", "casualties", "missing", "detained", "abducted", "displaced"})
EVENTS = OF_PEOPLE | {"released", "destroyed", "damaged"}  # what happened, at a place and a time
# What the cues of the table mean for those counted.
OF_SOLDIERS: Mapping[str | None, str] = {
    None: "troops_present",
    "present": "troops_present",
    "deployed": "troops_deployed",
    "sent": "troops_deployed",
    "handed": "released",
    "moved": "count",
    "eliminated": "killed",
    "destroyed": "killed",
}
OF_PERSONS: Mapping[str | None, str] = {
    None: "count",
    "present": "troops_present",
    "sent": "deployed",
    "handed": "released",
    "troops_deployed": "count",
    "moved": "count",
    "eliminated": "killed",
    "destroyed": "killed",
}
OF_UNTOLD: Mapping[str | None, str] = {
    None: "count",
    "present": "troops_present",
    "sent": "deployed",
    "handed": "supplied",
    "moved": "count",
    "eliminated": "killed",
}
OF_THINGS: Mapping[str | None, str] = {
    None: "count",
    "present": "count",
    "troops_present": "count",
    "troops_deployed": "deployed",
    "sent": "supplied",
    "handed": "supplied",
    "moved": "count",
    "eliminated": "destroyed",
}
PARTS = (
    ("including",),
    ("among", "them"),
    ("among", "whom"),
    ("among", "which"),
    ("of", "them"),
    ("of", "whom"),
    ("of", "which"),
    ("comprising",),
    ("include",),
    ("includes",),
    ("included",),
    ("mostly",),
    ("mainly",),
)
JOINTS = frozenset(
    {"and", ",", "or", "as", "well", "plus", "the", "another", "their", "his", "her", "also", "both", "(", "a", "some"}
    | {
        "other",
        "to",
        "from",
        "followed",
        "by",
        ";",
        "&",
        "with",
        "at",
        "in",
        "return",
        "for",
        "exchange",
        "more",
        "perhaps",
        "possibly",
        "maybe",
        "its",
    }
)
BOUNDARIES = frozenset(
    {";", ":", ".", "while", "when", "as", "after", "before", "because", "but", "whom", "where", "if", "since"}
)
OTHER_SIDE = {"votes_for": "votes_against", "votes_against": "votes_for"}
VOTE = frozenset({"vote", "voted", "votes"})
RULED = frozenset({"ruling", "decision", "verdict", "majority", "split", "vote"})
"""What two numbers with a dash are the sides of: "a 5-4 ruling"."""
FAILED = frozenset({"rejected", "defeated", "failed", "failing", "fails", "blocked", "lost", "rejecting", "down"})
VOTING = frozenset(
    {"vote", "votes", "voted", "voting", "abstentions", "abstained", "abstaining", "ballot", "abstention"}
)
COUNTABLE = frozenset({"zero", "weight", "volume"})  # kinds of units that are counted like things: litres are supplied
TROOPS = frozenset({"troops_present", "troops_deployed", "present", "deployed", "sent"})
UNDERSTOOD = EVENTS | TROOPS
TOTALS = frozenset(
    {
        "number",
        "figure",
        "toll",
        "count",
        "numbers",
        "others",
        "rest",
        "total",
        "those",
        "majority",
        "remaining",
        "updated",
        "revised",
        "rose",
    }
)
LINKING = frozenset(
    {
        "is",
        "are",
        "was",
        "were",
        "included",
        "include",
        "includes",
        "numbered",
        "number",
        "reached",
        "totalled",
        "totaled",
    }
)
LABEL = 6  # words of the label of a number in a list
FARTHEST = 10  # words between a figure and its predicate


class Cue(NamedTuple):
    """A word of the table found in a sentence: tokens `[first, last)`."""

    first: int
    last: int
    measure: str  # a measure of the contract, or "deployed" and "present" before it is known of whom
    role: str


class Said(NamedTuple):
    """What is said of a figure, as the table has it, and the words that say so."""

    measure: str
    words: Span | None = None


class Found(NamedTuple):
    """What a cue says and how many words away it stands."""

    cost: float
    said: Said


class Measured(NamedTuple):
    """The measure of a figure and the words that gave it: a cue, else the noun or the unit; None where none did."""

    measure: Measure
    words: Span | None


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity with what it counts."""

    quantity: Quantity
    noun: Noun

    @property
    def first(self) -> int:
        """The token at which it begins."""
        return self.quantity.first

    @property
    def last(self) -> int:
        """The token at which it ends."""
        return max(self.quantity.last, self.noun.last if self.noun.told else 0)

    def head(self, tokens: Sequence[Token]) -> Span | None:
        """Return the span of the counted noun itself."""
        return tokens[self.noun.head].span if self.noun.told else None

    def unit_words(self, tokens: Sequence[Token]) -> Span | None:
        """Return the span of the words that name its unit."""
        words = self.quantity.unit_words
        return stretch_of(tokens, *words) if words else None


@dataclass(frozen=True, slots=True)
class _Clause:
    """A sentence with its cues and figures, as the rules below look at it."""

    tokens: Sequence[Token]
    cues: Sequence[Cue]
    counted: Sequence[Counted]
    before: Measured | None  # of the last figure of the sentences before

    def said(self, cue: Cue) -> Said:
        """Return what a cue says."""
        return Said(cue.measure, stretch_of(self.tokens, cue.first, cue.last))


def read_measures(
    tokens: Sequence[Token],
    counted: Sequence[Counted],
    before: Measured | None,
    own: Own = NOTHING,
    *,
    evacuation: bool = False,
) -> list[Measured]:
    """Return the measure of each figure of a sentence; `before` is that of the last figure before it.

    What has no word of its own takes the measure of the figure it is part of or stands beside. In an
    article on an `evacuation` those who leave are displaced.
    """
    if not counted:
        return []
    clause = _Clause(tokens, find_cues(tokens, own), counted, before)
    votes = any(token.low in VOTING or token.low in RULED for token in tokens)
    told: list[Said | None] = []
    for number in range(len(counted)):
        vote = _vote(clause, number, told) if votes else None
        told.append(vote or _fewer(clause, number) or _measure(clause, number, told[-1] if told else None))
    _inherit_back(clause, told)
    return [_settled(tokens, each, said, evacuation=evacuation) for each, said in zip(counted, told, strict=True)]


def befalls_one(tokens: Sequence[Token], first: int, last: int, own: Own = NOTHING) -> bool:
    """Answer whether what happens to people is said right before token `first` or right after `last`.

    >>> from onrecord.reading.tokens import read_tokens
    >>> from onrecord.spans import Span
    >>> words = "killing one and wounding"
    >>> befalls_one(read_tokens(words, Span(0, len(words))), 1, 2)
    True
    """
    if first and low_at(tokens, first - 1) not in {"the", "no"}:
        length, told = _told_at(tokens, first - 1, own)
        if length == 1 and any(measure in OF_PEOPLE and role == "verb" for measure, role in told):
            return True
    auxiliary = last < len(tokens) and class_of(tokens[last]) == "auxiliary"
    length, told = _told_at(tokens, last + auxiliary, own)
    after = low_at(tokens, last + auxiliary + length)
    suffers = auxiliary or after in {"and", "", ",", ".", ";", "in", "at", "on", "near"}
    return suffers and any(measure in OF_PEOPLE and role == "state" for measure, role in told)


@cache
def _roles() -> Mapping[tuple[str, ...], tuple[tuple[str, str], ...]]:
    found: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in load_table("onrecord.reading", "measures.tsv"):
        found.setdefault(tuple(row["words"].split()), []).append((row["measure"], row["role"]))
    return {words: tuple(roles) for words, roles in found.items()}


def find_cues(tokens: Sequence[Token], own: Own = NOTHING) -> list[Cue]:
    """Return the words of the table in a sentence, the longest phrase at each place; the user's `own` come first."""
    found: list[Cue] = []
    at = 0
    while at < len(tokens):
        length, told = _told_at(tokens, at, own)
        found += [Cue(at, at + length, measure, role) for measure, role in told]
        at += max(1, length)
    return found


def _told_at(tokens: Sequence[Token], at: int, own: Own) -> tuple[int, Sequence[tuple[str, str]]]:
    """Return how many words the phrase at token `at` has, and the measures and roles that the tables give it."""
    mine = phrase_of(own.cues, tokens, at)
    if mine:
        same = mine[1]["words"]
        rows = [row for _, row in own.cues[tokens[at].low] if row["words"] == same]
        return mine[0], [(row["measure"], row["role"]) for row in rows]
    ours = phrase_at(tokens, at, "measures.tsv")
    return (ours[0], _roles()[tuple(ours[1]["words"].split())]) if ours else (0, ())


# -- one figure


def _fewer(clause: _Clause, number: int) -> Said | None:
    """Read how many fewer there were: of "3 fewer crashes" none happened."""
    at = clause.counted[number].quantity.last
    return Said("change", clause.tokens[at].span) if low_at(clause.tokens, at) == "fewer" else None


def _measure(clause: _Clause, number: int, earlier: Said | None) -> Said | None:
    tokens, each = clause.tokens, clause.counted[number]
    kind = each.quantity.kind
    if kind in {"share", "points"}:
        return _share(clause, number, earlier)
    if kind in {"money", "duration"}:
        return Said(kind, each.unit_words(tokens))
    if each.noun.told and is_noun(tokens[each.noun.head].low, "money"):
        return Said("money", each.head(tokens))
    if kind == "zero" and each.noun.told and is_noun(tokens[each.noun.head].low, "change"):
        return Said("change", each.head(tokens))
    if (kind and kind not in COUNTABLE) or _is_whole(clause, number):
        victims = is_noun(low_at(tokens, each.last), "victims")  # "12 of the 30 wounded"
        found = _state_after(clause, number, each.last) if victims else None
        return found.said if found else Said("count")
    return (
        _labelled(clause, number)
        or _predicate(clause, number)
        or _borrowed(clause, number, earlier)
        or _total(clause, number, earlier or _said_before(clause))
        or (None if each.noun.told or kind else _understood(clause, earlier))
    )


def _understood(clause: _Clause, earlier: Said | None) -> Said | None:
    """Return the measure of the figure before for a number that names nothing: "They speak of 71."."""
    said = earlier or _said_before(clause)
    return said if said and said.measure in UNDERSTOOD else None


def _said_before(clause: _Clause) -> Said | None:
    return Said(*clause.before) if clause.before else None


def _is_whole(clause: _Clause, number: int) -> bool:
    """Answer whether the figure is how many there are in all: "18 trucks of a 31-vehicle convoy"."""
    if low_at(clause.tokens, clause.counted[number].first - 1) in {"number", "numbers", "numbering"}:
        return True  # "the tribe, who number 70,000, fled"
    if not number:
        return False
    here, there = clause.counted[number], clause.counted[number - 1]
    between = [token.low for token in clause.tokens[there.quantity.last : here.first]]
    if there.quantity.kind == "share":
        return between[:1] == ["of"] and len(between) <= 4
    return here.first - there.last <= 2 and between[-2:] in (["from", "a"], ["of", "a"], ["from", "the"], ["of", "the"])


def _predicate(clause: _Clause, number: int) -> Said | None:
    """Return what the nearest predicate says, or the counted noun itself."""
    after, before = _after(clause, number), _before(clause, number)
    if before and after and before.cost == after.cost == 0 and not clause.counted[number].noun.told:
        before = None  # "two killed three injured": the verb before has its own number
    if after and before and after.cost <= before.cost and _is_more(clause, number):
        before = None  # "35 people were killed and dozens more injured"
    near = [each for each in (before, after) if each and each.cost <= 1]
    inside = _inside(clause, clause.counted[number])
    if near and not (inside and before and 0 < before.cost <= 1):
        return min(near, key=lambda told: told.cost).said
    if inside:
        return inside
    farther = [each for each in (after, before) if each]
    return min(farther).said if farther else None


def _labelled(clause: _Clause, number: int) -> Said | None:
    """Return what the label of a number says in a list: "Killed: 58", "Recovered bodies: 784"."""
    tokens, colon = clause.tokens, clause.counted[number].first - 1
    if low_at(tokens, colon) != ":":
        return None
    first = colon
    while first > 0 and colon - first < LABEL and tokens[first - 1].kind == "word":
        first -= 1
    told = [
        clause.said(cue)
        for cue in clause.cues
        if first <= cue.first and cue.last <= colon and cue.role in {"state", "noun", "total"}
    ]
    return next((said for said in reversed(told) if said.measure in EVENTS), None)


def _is_more(clause: _Clause, number: int) -> bool:
    each = clause.counted[number]
    return not each.noun.told and low_at(clause.tokens, each.quantity.last) in {"more", "others"}


def _inside(clause: _Clause, each: Counted) -> Said | None:
    """Return what the counted noun itself says: "20 bodies", "six injured civilians"."""
    within = [
        clause.said(cue)
        for cue in clause.cues
        if each.noun.first <= cue.first < each.noun.last and cue.role in {"noun", "state"} and cue.measure in EVENTS
    ]
    return within[-1] if within else None


def _after(clause: _Clause, number: int) -> Found | None:
    """Find the predicate after the figure: "12 people were killed", "56 dead", "the two wounded were detained"."""
    tokens, each = clause.tokens, clause.counted[number]
    found = _state_after(clause, number, each.last)
    victims = low_at(tokens, each.first - 1) == "the" and is_noun(low_at(tokens, each.last), "victims")
    if found and victims and each.last + 1 < len(tokens) and class_of(tokens[each.last + 1]) == "auxiliary":
        return _state_after(clause, number, each.last + 1) or found
    return found


def _state_after(clause: _Clause, number: int, start: int) -> Found | None:
    """Find what happened to the counted from token `start` on."""
    tokens, each = clause.tokens, clause.counted[number]
    soldiers = is_soldier(tokens, each.noun) or not each.noun.told
    states = {
        cue.first: cue
        for cue in clause.cues
        if cue.role == "state" and cue.measure not in VOTES and cue.measure != "change"
    }
    cost, at, auxiliary, among = 0.0, start, False, False
    while at < len(tokens) and cost < FARTHEST:
        cue = states.get(at)
        part = _substantive(clause, number, at) or _aside(clause, number, at) or _whole(clause, at)
        if part:
            at = part
            continue
        if cue and cue.measure == "present" and not (soldiers and each.noun.told):
            auxiliary, cue = True, None
        if cue and not _governs(clause, cue, auxiliary=auxiliary):
            return Found(cost, clause.said(cue)) if auxiliary or cost < 4 else None
        kind = class_of(tokens[at])
        if kind == "auxiliary":
            auxiliary = True
        elif tokens[at].low == "among" and auxiliary:
            among = True  # "68 children were among the 126 people killed"
        elif among and cost < 4:
            cost += tokens[at].kind == "word"
        elif _stops(clause, at, kind, auxiliary=auxiliary):
            return None
        elif kind != "adverb" and tokens[at].kind == "word":
            cost, auxiliary = cost + 1, False
        at += 1
    return None


def _substantive(clause: _Clause, number: int, at: int) -> int | None:
    """Return where a word of state ends that stands for people: "eleven of the [detained]", "of the 30 [wounded]"."""
    if at <= clause.counted[number].last:
        return None
    numbered = 2 if clause.tokens[at - 1].kind == "number" else 1
    the = low_at(clause.tokens, at - numbered) == "the"
    return at + 1 if the and any(cue.first == at and cue.role == "state" for cue in clause.cues) else None


def _whole(clause: _Clause, at: int) -> int | None:
    """Return where the whole ends of which the figure is a part: "18 trucks from a [31-vehicle convoy] burned"."""
    for number, other in enumerate(clause.counted):
        if other.first == at and _is_whole(clause, number):
            return other.last
    return None


def _stops(clause: _Clause, at: int, kind: str, *, auxiliary: bool) -> bool:
    """Answer whether the search for a predicate ends at token `at`: another clause, verb or figure begins."""
    word = clause.tokens[at].low
    if word == "left" and auxiliary:
        return False  # "were left wounded"
    if word == "as" and clause.tokens[at - 1].low.endswith("ed"):
        return False  # "have been reported as wounded"
    if word in BOUNDARIES or any(other.first == at for other in clause.counted):
        return True
    present = any(cue.first == at and cue.measure == "present" for cue in clause.cues)
    return (kind == "reporting" and not auxiliary) or (kind == "verb" and not present)


def _governs(clause: _Clause, cue: Cue, *, auxiliary: bool) -> bool:
    """Answer whether the word takes an object, so that the noun before it is who did it: "rebels killed 12"."""
    if cue.measure == "moved":
        return auxiliary  # "were left wounded" moves no one
    last = clause.tokens[cue.last - 1].low
    if auxiliary or last in {"dead", "hurt", "dying", "fled", "flee", "fleeing"} or cue.last >= len(clause.tokens):
        return False
    following = next((other for other in clause.counted if other.first == cue.last), None)
    if following:
        return following.noun.told or following.last >= len(clause.tokens)
    return class_of(clause.tokens[cue.last]) == "determiner"


def _aside(clause: _Clause, number: int, at: int) -> int | None:
    """Return where an aside on parts ends: "15 civilians [, including three children,] have been killed"."""
    tokens = clause.tokens
    start = at + (tokens[at].text in {",", "(", "-", "–"})
    begun = low_at(tokens, start), low_at(tokens, start + 1)
    length = next((length for length in (1, 2) if begun[:length] in PARTS), 0)
    if not length:
        return None
    end = begins = start + length
    for later in clause.counted[number + 1 :]:
        if later.first - end > 2 or not all(tokens[each].low in JOINTS for each in range(end, later.first)):
            break
        end = later.last
    if end > begins:
        return end
    while (
        end < len(tokens)
        and tokens[end].kind == "word"
        and class_of(tokens[end]) not in {"auxiliary", "verb", "reporting", "preposition"}
    ):
        end += 1
    return end if end > begins else None


def _before(clause: _Clause, number: int) -> Found | None:
    """Find the predicate before the figure: "killing 12", "claimed the lives of 30"."""
    tokens, each = clause.tokens, clause.counted[number]
    lasting = clause.before is not None and clause.before.measure in TROOPS
    soldiers = is_soldier(tokens, each.noun) or (not each.noun.told and lasting)
    verbs = {cue.last: cue for cue in clause.cues if cue.role == "verb" and cue.measure != "change"}
    cost, at = 0.0, each.first
    while at > 0 and cost < FARTHEST / 2:
        cue = verbs.get(at)
        if cue and (soldiers or cue.measure != "present"):
            return Found(cost, clause.said(cue))
        at -= 1
        kind = class_of(tokens[at])
        if tokens[at].low == "with" and cost == 0:
            return _given(clause, at)
        if kind in {"preposition", "reporting", "verb", "auxiliary", "pronoun"} or tokens[at].kind == "number":
            return None
        if (
            tokens[at].low in BOUNDARIES
            or (tokens[at].low == "," and cost)
            or any(other.last == at + 1 for other in clause.counted[:number])
        ):
            return None
        cost += kind not in {"determiner", "adverb"} and tokens[at].low not in {"further", "total"}
    return None


def _given(clause: _Clause, at: int) -> Found | None:
    """Read "provided the regime with thousands of rifles", whose verb stands before the one who got them."""
    given = (cue for cue in clause.cues if cue.measure == "supplied" and cue.role == "verb" and 0 < at - cue.last <= 5)
    return next((Found(0, clause.said(cue)) for cue in given), None)


# -- from the figure before


def _borrowed(clause: _Clause, number: int, earlier: Said | None) -> Said | None:
    """Take the measure of the figure before, of which this one is part or beside which it stands."""
    if earlier and earlier.measure in {"money", "duration", "share", "change"}:
        return None  # what is counted is no amount: "over four years; 26 leaders agreed"
    if number and earlier and (_is_part(clause, number) or is_beside(clause.tokens, clause.counted, number)):
        return earlier
    return None


def _is_part(clause: _Clause, number: int) -> bool:
    """Answer whether the figure is introduced as part of the one before: "including two babies"."""
    start, last = clause.counted[number].first, clause.counted[number - 1].last
    within = tuple(token.low for token in clause.tokens[max(0, start - 3) : start])
    if any(within[-len(words) :] == words for words in PARTS):
        return True
    return start - last <= 8 and any(clause.tokens[at].low in {"including", "comprising"} for at in range(last, start))


def is_beside(tokens: Sequence[Token], counted: Sequence[Counted], number: int) -> bool:
    """Answer whether only joining words, or places in a list, stand between the figure and the one before."""
    here, there = counted[number], counted[number - 1]
    between = tokens[there.last : here.first]
    if not here.noun.told and len(between) <= 12:
        return all(token.low in JOINTS or token.text[0].isupper() for token in between)
    if len(between) <= 5:
        return all(token.low in JOINTS for token in between)
    listed = bool(between) and len(between) <= 9 and between[-1].low == "and"
    return listed and not any(class_of(token) in {"auxiliary", "reporting", "pronoun"} for token in between)


def _total(clause: _Clause, number: int, earlier: Said | None) -> Said | None:
    """Find what a number is given for: "the death toll rose to 12", "those killed included six women"."""
    tokens, each = clause.tokens, clause.counted[number]
    if each.noun.told and not counts_people(tokens, each.noun):
        return None
    floor = max(0, each.first - 40)
    ahead = [cue for cue in clause.cues if floor <= cue.first < each.first]
    totals = [clause.said(cue) for cue in ahead if cue.role == "total"]
    if totals:
        return totals[-1]
    words = {token.low for token in tokens[floor : each.first - 1]}
    around = [*ahead, *(cue for cue in clause.cues if each.last <= cue.first < each.last + 12)]
    told = words & TOTALS or {low_at(tokens, at) for at in range(each.last, each.last + 3)} & TOTALS
    states = [clause.said(cue) for cue in around if cue.role == "state" and cue.measure in EVENTS]
    if states and (low_at(tokens, each.first - 1) in LINKING or (told and not each.noun.told)):
        return states[-1]
    lasting = earlier and earlier.measure in EVENTS | {"present", "troops_present", "troops_deployed"}
    if not each.noun.told and lasting and words & TOTALS:
        return earlier
    return None


# -- shares and changes


def _share(clause: _Clause, number: int, earlier: Said | None) -> Said:
    tokens, each = clause.tokens, clause.counted[number]
    after = _after(clause, number)
    if after and after.said.measure in EVENTS and after.cost <= 2 and each.noun.told:
        return after.said  # "90 percent of the residents have been displaced"
    if each.quantity.unit == "percentage points":
        return Said("change", each.unit_words(tokens))
    if earlier and earlier.measure == "change" and number and is_beside(tokens, clause.counted, number):
        return earlier
    change = _change(clause, each)
    if change:
        return clause.said(change)
    return Said("share", each.unit_words(tokens)) if each.quantity.kind == "share" else Said("count")


def _change(clause: _Clause, each: Counted) -> Cue | None:
    """Find the word by which a share is how much something changed: "rose 5 percent", "a 5 percent rise"."""
    tokens, start, last = clause.tokens, each.first, each.quantity.last
    for cue in clause.cues:
        if cue.measure != "change":
            continue
        near = start - 4 <= cue.last <= start and all(
            tokens[at].low not in {",", ";", "and", "in"} for at in range(cue.last, start)
        )
        verb = cue.role == "verb" and near and tokens[start - 1].low not in {"from", "to", "at", "of"}
        noun = cue.role == "noun" and (
            last <= cue.first <= last + 1 or (0 < start - cue.last <= 1 and tokens[start - 1].low == "of")
        )
        subject = cue.role == "subject" and start - 8 <= cue.first < start and low_at(tokens, cue.first - 1) != "of"
        if verb or noun or subject:
            return cue
    return None


# -- votes


def _vote(clause: _Clause, number: int, told: list[Said | None]) -> Said | None:
    """Read "91 votes in favor, eight against and 62 abstentions", "a vote of 103 to 321"."""
    tokens, each = clause.tokens, clause.counted[number]
    if each.quantity.kind not in {None, "zero"}:
        return None
    earlier = told[-1] if told else None
    ruled = _ruled(clause, number)
    if ruled:
        return Said("votes_for", tokens[ruled].span)
    if earlier and earlier.measure in OTHER_SIDE and low_at(tokens, each.first - 1) in {"to", "-", "–"}:
        return Said(OTHER_SIDE[earlier.measure], earlier.words)
    for at in range(each.quantity.last, min(each.last + 2, len(tokens))):
        for cue in clause.cues:
            if cue.first == at and cue.measure in VOTES:
                return clause.said(cue)
    near = (
        tokens[each.noun.head : each.noun.head + 1] if each.noun.told else tokens[max(0, each.first - 5) : each.first]
    )
    voted = next((token.span for token in reversed(near) if token.low in VOTE), None)
    return Said(_side(clause, number), voted) if voted else None


def _ruled(clause: _Clause, number: int) -> int | None:
    """Return the token of what was decided where the number is the first of its two sides: "a 5-4 ruling"."""
    first, second = (*clause.counted[number : number + 2], None)[:2]
    if first is None or second is None or low_at(clause.tokens, first.last) not in DASHES:
        return None
    beside = second.first == first.last + 1 and low_at(clause.tokens, second.quantity.last) in RULED
    return second.quantity.last if beside else None


def _side(clause: _Clause, number: int) -> str:
    """Tell from how the vote went for which side the first of two numbers stands: the larger side had its way."""
    counted = clause.counted[number : number + 2]
    failed = any(token.low in FAILED for token in clause.tokens)
    if len(counted) < 2 or low_at(clause.tokens, counted[1].first - 1) not in {"to", "-", "–"}:
        return "votes_for"
    larger = counted[0].quantity.low > counted[1].quantity.low
    return "votes_against" if failed and larger else "votes_for"


# -- what is left


def _inherit_back(clause: _Clause, told: list[Said | None]) -> None:
    """Let "18 men and 20 women were killed" say of the men what it says of the women."""
    for number in range(len(told) - 2, -1, -1):
        later = told[number + 1]
        if (
            told[number] is None
            and later is not None
            and later.measure in EVENTS
            and clause.counted[number].quantity.kind is None
            and is_beside(clause.tokens, clause.counted, number + 1)
        ):
            told[number] = later


def _settled(tokens: Sequence[Token], each: Counted, said: Said | None, *, evacuation: bool) -> Measured:
    """Return the measure with the words that gave it; what is merely counted is so by its noun."""
    measure = _of_contract(tokens, each, said.measure if said else None, evacuation=evacuation)
    words = said.words if said and measure != "count" else None
    return Measured(measure, words or each.head(tokens) or each.unit_words(tokens))


def _of_contract(tokens: Sequence[Token], each: Counted, measure: str | None, *, evacuation: bool) -> Measure:
    """Make of what was found a measure of the contract: people are killed, things destroyed, soldiers deployed."""
    persons = counts_people(tokens, each.noun)
    if is_soldier(tokens, each.noun):
        return cast("Measure", OF_SOLDIERS.get(measure, measure))
    if measure == "moved" and evacuation and (persons or not each.noun.told):
        return "displaced"
    if persons:
        return cast("Measure", OF_PERSONS.get(measure, measure))
    if not each.noun.told:
        return cast("Measure", OF_UNTOLD.get(measure, measure))
    if measure in OF_PEOPLE:
        return "count"
    return cast("Measure", OF_THINGS.get(measure, measure))
