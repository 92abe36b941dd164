"""Chains: the way a statement came, from the publisher to the one on whose word it rests.

Sources are read in the order of the text: whoever spoke before is whom "he", "the ministry" or "the memo"
may mean, see `speakers`. An outlet or document that a source spoke through is a step of its own, and stays
one for the sentences in which that source goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.mentions import describe
from onrecord.reading.names import surname
from onrecord.reading.relays import cited_by, relays_of, written_in
from onrecord.reading.speakers import gather, speaker
from onrecord.spans import Span, hull
from onrecord.types import Step

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.reading.lexicon import Lexicon
    from onrecord.reading.mentions import Mention
    from onrecord.reading.naming import Seen
    from onrecord.reading.quotations import Quotation
    from onrecord.reading.sentences import Sentence
    from onrecord.reading.speakers import Told
    from onrecord.types import Article, Attribution

Chain = tuple[Step, ...]

UNSIGNED = word_list("unsigned")
OURSELVES = frozenset({"i", "we", "us", "our", "my", "me"})
OF_WHICH = re.compile(r"\b(?:which|whom)\s+(?:the\s+)?$")
RANKS = frozenset({"courtesy", "officer", "soldier"})
MOST_NOUNS = 4  # "a human rights monitoring group"; what is described at length is meant itself
ONE_OF_THEM = frozenset({"one", "another", "others", "both"})
NEAR = 12  # attributions among which the one around another is looked for
REACH = 400  # code points of the sentence after a source in which a relay is looked for


def read_chains(  # noqa: PLR0913, PLR0917 - each is another kind of finding about one article
    article: Article,
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    seen: Seen,
) -> tuple[Chain, ...]:
    """Return the chain of each attribution, from the publisher to its source."""
    publisher = (Step(article.publisher, "publisher"),) if article.publisher else ()
    around = [_around(seen.text, attributions, at) for at in range(len(attributions))]
    told = gather(sentences, quotations, mentions, lexicon, seen)
    starts = [sentence.span.start for sentence in sentences]
    relays: dict[str, Chain] = {}
    own: list[Chain] = []
    for at, each in enumerate(attributions):
        outer = attributions[around[at][-1]] if around[at] else None
        own.append(_own_steps(told, each, starts, relays, outer))
        if outer is not None and around[at][-1] < at:
            _remember(relays, own[around[at][-1]], own[at])
        elif len(own[at]) > 1:
            _remember(relays, own[at][:-1], own[at][-1:])
    for at, outside in enumerate(around):
        if outside and _rests_on(told, attributions[outside[-1]], own[outside[-1]], own[at]):
            own[at] = own[outside[-1]] = (*own[at], *own[outside[-1]])
            around[at] = outside[:-1]
    own = _introduced(told, [_settled(own, at) for at in range(len(own))])
    return tuple(_joined(publisher, own, [*around[at], at]) for at in range(len(attributions)))


def _around(text: str, attributions: Sequence[Attribution], at: int) -> list[int]:
    """Return the attributions in whose content the cue of this one lies, the outermost first."""
    inner = attributions[at]
    if inner.source and OF_WHICH.search(text, max(0, inner.source.start - 12), inner.source.start):
        return []  # "… an attack which Tarsis blames on the rebels": the page says that
    holding = [
        number
        for number in range(max(0, at - NEAR), min(len(attributions), at + NEAR))
        if any(span.contains(inner.cue) for span in attributions[number].content)
        and not any(span.contains(attributions[number].cue) for span in inner.content)
    ]
    return sorted(holding, key=lambda number: -sum(map(len, attributions[number].content)))


def _remember(relays: dict[str, Chain], outer: Chain, inner: Chain) -> None:
    """Remember that somebody spoke through the outlet that quoted them, for the sentences in which they go on."""
    through = tuple(step for step in outer if step.role in {"outlet", "agency"})
    if inner and through:
        relays[inner[-1].name] = (*through, *relays.get(inner[-1].name, ()))


def _rests_on(told: Told, outer: Attribution, outside: Chain, inside: Chain) -> bool:
    """Answer whether an outlet reports what the one around it says: "the daily reported …, according to a guard"."""
    according = outer.cue.words(told.text) == "according to"  # after what it is said of
    reported = bool(inside) and inside[-1].role in {"outlet", "agency"}
    return according and reported and bool(outside) and outside[-1].role not in {"outlet", "agency", "document"}


def _own_steps(
    told: Told,
    attribution: Attribution,
    starts: Sequence[int],
    relays: dict[str, Chain],
    outer: Attribution | None,
) -> Chain:
    """Return the steps from the outside to the source of one attribution, and remember who spoke through whom."""
    if attribution.source is None:
        return ()
    nested = outer is not None
    if nested and attribution.source.words(told.text).lower() in OURSELVES:
        return ()  # "we found that …", inside what somebody says: the one who says it
    party = speaker(told, attribution.source, attribution.cue)
    if not nested and party.role == "document" and attribution.source.words(told.text).lower().startswith("our "):
        return ()  # "our estimate", outside a quotation, is that of those who publish
    sentence = _sentence_of(starts, hull([attribution.cue, attribution.source]))
    if outer is not None:
        sentence = _within(sentence, outer)
    through = relays_of(told, attribution, party, sentence)
    if party.name in ONE_OF_THEM and told.spoken and not through:
        through = relays.get(told.spoken[-1].name, ())
    last = {each.name for each in told.spoken[-2:]}  # whom another quotes is put before the one who quotes
    goes_on = not told.spoken or party.name in last or party.role == "document"
    relays[party.name] = through or (relays.get(party.name, ()) if goes_on and outer is None else ())
    if not told.is_quoted(party):
        # One whom another quotes is less in view than the one who quotes: "it" means the latter.
        told.spoken.insert(len(told.spoken) - (nested and bool(told.spoken)), party)
    step = Step(party.name, party.role, attribution.source, attribution.cue)
    through = () if relays[party.name] else written_in(told, attribution, sentence)
    cited = cited_by(told, attribution, sentence)
    if cited is None:
        return (*through, *relays[party.name], step)
    told.spoken[-1:-1] = [cited]
    return (*through, *relays[party.name], step, Step(cited.name, cited.role, cited.span, attribution.cue))


def _sentence_of(starts: Sequence[int], span: Span) -> Span:
    """Return the sentences that hold a span, not too far after it; `starts` are where the sentences begin."""
    first = max(0, bisect_right(starts, span.start) - 1)
    last = bisect_left(starts, span.end)
    ending = starts[last] if last < len(starts) else span.end + REACH
    return Span(starts[first], max(span.end, min(ending, span.end + REACH)))


def _within(sentence: Span, outer: Attribution) -> Span:
    """Return the part of a sentence that somebody says, where whom that one told is no relay."""
    content = hull(outer.content)
    start, end = max(sentence.start, content.start), min(sentence.end, content.end)
    return Span(start, end) if start < end else sentence


def _settled(own: Sequence[Chain], at: int) -> Chain:
    """Return the steps of an attribution, "a report" or "a monitor" replaced by whom the article names for it next."""
    if not own[at] or not _is_unsigned(own[at][-1].name):
        return own[at]
    later = (steps[-1] for steps in own[at + 1 : at + 4] if steps)
    bodies = (each for each in later if each.role in {"organization", "group"} and not _is_unsigned(each.name))
    named = next((each for each in bodies if not each.name.islower()), None)
    return own[at] if named is None else (*own[at][:-1], replace(own[at][-1], name=named.name, role=named.role))


def _introduced(told: Told, own: Sequence[Chain]) -> list[Chain]:
    """Return the steps, "his spokeswoman" replaced by a person whom the next statement names and does not introduce.

    Whoever is new to an article is introduced; a full name that is new and bare belongs to the one described before.
    """
    names: dict[str, Step] = {}
    # An agency that passes a statement on is no speaker between the two.
    speakers = [steps for steps in own if steps and steps[-1].role not in {"outlet", "agency"}]
    for described, named in pairwise(speakers):
        if _is_one(told, described[-1]) and not _is_indefinite(told, described[-1]) and _is_bare(told, named[-1]):
            names[_office(told, described[-1].name)] = named[-1]
    if not names:
        return [*own]
    return [_renamed(told, steps, names) for steps in own]


def _renamed(told: Told, steps: Chain, names: Mapping[str, Step]) -> Chain:
    if not steps or not _is_one(told, steps[-1]):
        return steps
    person = names.get(_office(told, steps[-1].name))
    return steps if person is None else (*steps[:-1], replace(steps[-1], name=person.name, role=person.role))


def _is_one(told: Told, step: Step) -> bool:
    """Answer whether a step is one person whom only an office tells: "his spokeswoman", "the head of forensics"."""
    return step.role == "anonymous" and _office(told, step.name) in told.lexicon.titles


def _is_indefinite(told: Told, step: Step) -> bool:
    """Answer whether a step is one of many: "a union official"."""
    return step.mention is not None and step.mention.words(told.text).lower().startswith(("a ", "an "))


def _office(told: Told, name: str) -> str:
    """Return the title in a description, by which it is told again."""
    words = name.lower().split()
    return next((word for word in words if word in told.lexicon.titles), words[-1] if words else "")


def _is_bare(told: Told, step: Step) -> bool:
    """Answer whether a step is a person whom the article names there for the first time, and without a title."""
    if step.role != "person" or step.mention is None or " " not in step.name:
        return False
    bearers = told.names.persons.get(surname(step.name), ())
    mention = describe(told.text, step.mention, told.lexicon)
    fresh = bool(bearers) and bearers[0].span.overlaps(step.mention) and _has_no_office(told, bearers[0])
    return fresh and _has_no_office(told, mention) and mention.name == step.name


def _has_no_office(told: Told, mention: Mention) -> bool:
    """Answer whether nothing says what somebody does; a rank or "Mr" does not."""
    return all(told.lexicon.titles[noun].office in RANKS for noun in mention.nouns if noun in told.lexicon.titles)


def _is_part_of(name: str, publisher: Chain) -> bool:
    """Answer whether a name is a part of the publisher's: "the Herald" in the Orvel Herald."""
    words = {*name.lower().split()} - {"the"}
    return bool(words) and any(words <= {*step.name.lower().split()} for step in publisher)


def _is_unsigned(name: str) -> bool:
    """Answer whether a description leaves its bearer to be named: "a report", "a Vessan monitoring group"."""
    words = name.split()
    return len(words) <= MOST_NOUNS and all(word.islower() for word in words[1:]) and not UNSIGNED.isdisjoint(words)


def _joined(publisher: Chain, own: Sequence[Chain], numbers: Sequence[int]) -> Chain:
    """Put the steps of attributions inside each other after the publisher, each name once, the origin last."""
    steps = [step for number in numbers for step in own[number]]
    if len(steps) > 1 and _is_unsigned(steps[-1].name) and steps[-2].role not in {"outlet", "agency"}:
        steps.pop()  # "revised figures showed …, according to the office": the office speaks
    if not steps or (publisher and steps[-1].name.lower() in OURSELVES):
        return publisher  # "we", outside a quotation, are those who publish
    names = {step.name.lower() for step in (*publisher, steps[-1])}
    between = []
    for step in steps[:-1]:
        if step.name.lower() not in names and not _is_part_of(step.name, publisher):
            names.add(step.name.lower())
            between.append(step)
    own_voice = bool(publisher) and steps[-1].name == publisher[0].name
    return (*publisher, *between) if own_voice else (*publisher, *between, steps[-1])
