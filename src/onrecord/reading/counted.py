"""What a quantity is said of, read from how the words of its clause hang together.

A share is of something, a price is for something, a rise is of whatever rose: seldom the word beside the number. From
the quantity the reader climbs the heads that the model gave the words, to the noun that the quantity measures, and on
to the subject of its clause, which has what is measured.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from onrecord.reading.nouns import is_plural
from onrecord.reading.tokens import HYPHENS
from onrecord.reading.trees import Hanging, tree
from onrecord.spans import Span, hull

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from onrecord.reading.tagger import Word

NOUNS = frozenset({"NOUN", "PROPN"})
OF_IT = ("of", "for", "off")
"""The prepositions after a quantity that say what it is of, the surest first: "$30 for a kettle"."""
MEASURED_BY = frozenset({"", "of", "at", "to", "with", "from", "between", "than", "over", "under"})
"""The prepositions by which a quantity hangs on what it measures: "winds of 90 mph"; "a fire for 3 days" burns on."""
MODIFIES = frozenset({"nummod", "compound", "amod", "nmod", "flat", "advmod", "dep", "obl"})
NAME = frozenset({"compound", "amod", "flat", "nummod"})
RELATIVE = frozenset({"which", "that", "who"})
GOING_ON = frozenset({"it", "he", "she", "they"})
HELD = frozenset({"share", "shares", "stake", "stakes", "stock", "stocks", "holding", "holdings", "interest", "bonds"})
"""What is nothing without what it is in: "shares in Orvel Mills"."""
LIGHT = frozenset({"place", "part"})
TAKING = frozenset({"take", "takes", "taking", "took", "taken"})
"""What is an object only by form, and of which verb: "took place over five weeks"."""
SOME = frozenset({"some", "all", "most", "many", "both", "each", "several", "one", "none", "half"})
APART = frozenset({",", ";", "(", "and", "or", "in", "at", "to", "against", "for", "from"})
WHEN = frozenset({"later", "earlier", "ago", "before", "after", "hence"})
"""What makes an amount a distance in time: "two years later"."""
SHARES = frozenset({"%", "percent", "cent", "pc"})


class Amount(NamedTuple):
    """Where a quantity stands."""

    number: Span  # with its unit of measurement
    whole: Span  # with the noun that it counts, too


@dataclass(frozen=True, slots=True)
class Parse:
    """The words of one sentence; heads are counted in it, -1 for a root."""

    text: str
    words: tuple[Word, ...]
    heads: tuple[int, ...]
    below: tuple[tuple[int, ...], ...]  # of each word those that hang on it

    def relation(self, at: int) -> str:
        """Return how a word hangs on its head, without the finer kind: "nsubj" of "nsubj:pass"."""
        return self.words[at].relation.partition(":")[0]

    def is_noun(self, at: int) -> bool:
        """Answer whether a word is a noun or a name."""
        return self.words[at].upos in NOUNS

    def low(self, at: int) -> str:
        """Return a word in small letters."""
        return self.text[self.words[at].start : self.words[at].end].lower()

    def case(self, at: int) -> str:
        """Return the preposition of a word; nothing where it has none."""
        return next((self.low(each) for each in self.among(at, "case") if each < at), "")

    def among(self, at: int, relation: str) -> list[int]:
        """Return the words that hang on another by a relation."""
        return [each for each in self.below[at] if self.relation(each) == relation]

    def above(self, at: int) -> Iterator[int]:
        """Yield the words above a word, the nearest first; heads that go in a circle end it."""
        seen = {at}
        at = self.heads[at]
        while at >= 0 and at not in seen:
            yield at
            seen.add(at)
            at = self.heads[at]

    def inside(self, span: Span) -> frozenset[int]:
        """Return the words that lie in a stretch of the text."""
        first = bisect_right(self.words, span.start, key=lambda word: word.end)
        return frozenset(range(first, bisect_left(self.words, span.end, key=lambda word: word.start)))


def parse_of(text: str, words: Sequence[Word], span: Span) -> Parse:
    """Return the parse of the sentence at `span` out of the words of a text."""
    first = bisect_left(words, span.start, key=lambda word: word.start)
    last = bisect_left(words, span.end, key=lambda word: word.start)
    inside = tuple(words[first:last])
    heads = tree([_hanging(each, each.head - first if first <= each.head < last else -1) for each in inside])
    below: list[list[int]] = [[] for _ in inside]
    for at, head in enumerate(heads):
        if head >= 0:
            below[head].append(at)
    return Parse(text, inside, heads, tuple(tuple(each) for each in below))


def _hanging(word: Word, head: int) -> Hanging:
    return Hanging(word.upos, word.relation.partition(":")[0], head)


def said_of(parse: Parse, amounts: Sequence[Amount], number: int) -> list[int]:
    """Return the nouns that one of a sentence's amounts is said of, the nearest first; its own is not among them."""
    first = number
    while first and _opens_bracket(parse.text[amounts[first - 1].whole.end : amounts[first].whole.start]):
        first -= 1  # "40 kilometres (25 miles)"
    inside = parse.inside(amounts[first].whole)
    told = _said(parse, inside, measured_in(parse, amounts)) if inside else []
    own = frozenset[int]().union(*(parse.inside(each.whole) for each in amounts[first : number + 1]))
    return [each for each in dict.fromkeys(told) if each not in own]


def _said(parse: Parse, inside: frozenset[int], measured: frozenset[int]) -> list[int]:
    """Return the nouns that the amount whose words are `inside` is said of."""
    top = _top(parse, inside)
    if parse.heads[top] >= 0 and parse.low(parse.heads[top]) in WHEN:
        return []
    found = _told_after(parse, top, inside, measured) or _told_worth(parse, top)
    if found and parse.case(found[0]) == "of" and any(parse.low(at) in SHARES for at in inside):
        return found  # "a tenth of the harvest" is said of the harvest alone
    return [*found, *_climb(parse, top, inside, measured)]


def is_subject(parse: Parse, amount: Amount) -> bool:
    """Answer whether an amount is itself what its clause is about: "the 40-year-old left"."""
    inside = parse.inside(amount.whole)
    return bool(inside) and parse.relation(_top(parse, inside)) == "nsubj"


def counts_after(parse: Parse, amount: Amount, noun: int) -> bool:
    """Answer whether a bare number counts the noun after it: "40 mostly armed men", "dozens of burned out lorries"."""
    inside = parse.inside(amount.whole)
    between = parse.text[amount.whole.end : parse.words[noun].start].split()
    if parse.words[noun].start < amount.whole.end or not APART.isdisjoint(between):
        return False
    if parse.heads[noun] in inside:
        return parse.case(noun) == "of"
    return any(parse.heads[at] == noun and parse.relation(at) == "nummod" for at in inside)


def measured_in(parse: Parse, amounts: Sequence[Amount]) -> frozenset[int]:
    """Return the words of all numbers and units of a sentence, which no noun's name takes in."""
    return frozenset[int]().union(*(parse.inside(each.number) for each in amounts))


def _opens_bracket(between: str) -> bool:
    return "(" in between and ")" not in between


def _top(parse: Parse, inside: frozenset[int]) -> int:
    """Return the word of an amount on which most of its words hang."""
    return max(inside, key=lambda top: (sum(top in parse.above(at) for at in inside), top))


def _told_worth(parse: Parse, top: int) -> list[int]:
    """Return what is worth an amount, the noun right before: "drugs worth £30,000"."""
    worth = parse.heads[top]
    return [worth - 1] if worth > 0 and parse.low(worth) == "worth" and parse.is_noun(worth - 1) else []


def _told_after(parse: Parse, top: int, inside: frozenset[int], measured: frozenset[int]) -> list[int]:
    """Return what the words after an amount say it is of; what follows another amount is of that one."""
    last, head = max(inside), parse.heads[top]
    following = min((at for at in measured if at > last), default=len(parse.words))
    hanging = [below for at in sorted(inside) for below in parse.below[at]]
    # What "a $30 fee" is for is no matter of the $30, what "paid $30" is for is.
    beside = [] if head < 0 or (head > last and parse.is_noun(head)) else [at for at in parse.below[head] if at > last]
    for case in OF_IT:
        for at in [*hanging, *(beside if case != "of" else [])]:
            if parse.relation(at) not in {"nmod", "obl"} or not parse.is_noun(at) or at in inside | measured:
                continue
            if parse.case(at) == case and parse.among(at, "case")[0] < following:
                return [at]
    return []


def _climb(parse: Parse, top: int, inside: frozenset[int], measured: frozenset[int]) -> list[int]:
    """Climb from an amount to the noun that it measures and to the subject of its clause."""
    told: list[int] = []
    path = set(inside)
    for at, above in zip([top, *parse.above(top)], [*parse.above(top), -1], strict=True):
        path.add(at)
        subject = _subjects(parse, at, path)
        if subject is None and at in inside and parse.relation(at) == "nsubj" and above >= 0:
            subject = [each for each in parse.among(above, "nsubj") if each < at and parse.is_noun(each)]
        if subject is not None or parse.relation(at) == "nsubj":
            return [*told, *(subject or [])]
        if above < 0:
            break
        if not told and at in inside | measured:
            told = _modified(parse, at, above, inside | measured)
        if parse.relation(at) == "xcomp" and (patient := _objects(parse, above, path)):
            return [*told, *patient]  # "helped the firm save $3m"
    return told or [at for at in path - inside - measured if parse.heads[at] < 0 and parse.is_noun(at)]


def _modified(parse: Parse, at: int, above: int, without: frozenset[int]) -> list[int]:
    """Return the noun that an amount modifies, or the object of the verb to which it is an addition."""
    relation = parse.relation(at)
    if not parse.is_noun(above):
        if relation == "obj":  # "posted $500 US bail"
            return [each for each in _objects(parse, above, without) if each > at]
        return _objects(parse, above, without) if relation in {"obl", "advmod"} else []
    if above in without or relation not in MODIFIES or parse.case(at) not in MEASURED_BY:
        return []
    for each in parse.above(above):  # "a 5 kW solar panel" is a panel
        if parse.relation(above) != "compound" or not parse.is_noun(each):
            break
        above = each
    return [above]


def _objects(parse: Parse, verb: int, without: Collection[int]) -> list[int]:
    """Return the objects of a verb; for a pronoun the object of a clause above: "mended the roof, raising it by 2m"."""
    objects = [each for each in parse.among(verb, "obj") if each not in without]
    if any(parse.low(each) in {"it", "them"} for each in objects):
        earlier = ([at for at in parse.among(above, "obj") if at < verb] for above in parse.above(verb))
        return next((found for found in earlier if found and parse.is_noun(found[0])), [])
    light = LIGHT if parse.low(verb) in TAKING else frozenset()
    return [each for each in objects if parse.is_noun(each) and parse.low(each) not in light]


def _subjects(parse: Parse, at: int, without: Collection[int]) -> list[int] | None:
    """Return the subjects of the predicate at a word: empty where it is a pronoun, None where it has none."""
    governor = parse.heads[at] if parse.relation(at) == "acl" else -1
    found = [each for each in parse.below[at] if _is_subject_of(parse, each, at) and each not in without]
    nouns = [each for each in found if parse.is_noun(each) or parse.relation(each) == "csubj"]
    if nouns:
        return nouns
    whole = [
        below for each in found if parse.low(each) in SOME for below in parse.below[each] if parse.case(below) == "of"
    ]
    if whole:
        return [each for each in whole if parse.is_noun(each)]  # "some of the mills"
    if found and (governor < 0 or parse.low(found[0]) not in RELATIVE):
        return _antecedent(parse, found[0])
    if governor >= 0 and governor in without:
        return [each for each in parse.among(governor, "nsubj") if parse.is_noun(each)] or None
    if governor < 0 or not parse.is_noun(governor) or (_is_infinitive(parse, at) and parse.relation(governor) == "obj"):
        return None  # who has "a plan to spend $3m" is the subject of "has"
    return [governor]


def _is_subject_of(parse: Parse, at: int, predicate: int) -> bool:
    """Answer whether a word is a subject; a name that the parse makes a compound of a verb is one."""
    cut = parse.relation(at) == "compound" and parse.words[predicate].upos == "VERB"
    return parse.relation(at) in {"nsubj", "csubj"} or (cut and parse.is_noun(at) and at < predicate)


def _antecedent(parse: Parse, pronoun: int) -> list[int]:
    """Return the earlier subject of a clause above that a pronoun goes on with; nothing where their numbers differ."""
    word = parse.low(pronoun)
    if word not in GOING_ON:
        return []
    for above in parse.above(parse.heads[pronoun]):
        for each in parse.among(above, "nsubj"):
            plural = is_plural(parse.low(each)) or bool(parse.among(each, "conj"))
            named = parse.words[each].upos == "PROPN" and word != "they"  # "Orvel Airways" is one
            if each < pronoun and parse.is_noun(each) and (named or plural == (word == "they")):
                return [each]
    return []


def _is_infinitive(parse: Parse, at: int) -> bool:
    return any(parse.low(each) == "to" for each in parse.among(at, "mark"))


def named(parse: Parse, head: int, without: frozenset[int]) -> Span:
    """Return the noun with the words that make it a name and its "of": "the tax revenue of Orvel" without "the"."""
    span = hull([Span(parse.words[each].start, parse.words[each].end) for each in _name(parse, head, without)])
    if any(sign in "();" for sign in span.words(parse.text)):  # no name reaches over a bracket
        span = Span(parse.words[head].start, parse.words[head].end)
    start = span.start
    while start > parse.words[0].start and (parse.text[start - 1].isalnum() or parse.text[start - 1] in HYPHENS):
        start -= 1  # a parse may leave out the first half of "Orvel-brokered"
    return Span(start, span.end)


def _name(parse: Parse, head: int, without: frozenset[int]) -> list[int]:
    kept, ahead = [head], [head]
    while ahead:
        at = ahead.pop()
        for each in parse.below[at]:
            case = parse.case(each) if parse.is_noun(each) and each > at else ""
            goes_on = case == "of" or (case == "in" and parse.low(at) in HELD)
            named = parse.relation(each) in NAME and (each < at or parse.relation(each) == "flat")
            if each not in without and each not in kept and (goes_on or named):
                kept.append(each)
                ahead.append(each)
    return kept
