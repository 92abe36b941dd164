"""Relays: the outlets, agencies and papers that a statement came through, read from the sentence of its source."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.reading.mentions import describe
from onrecord.reading.speakers import named_in_full, speaker
from onrecord.spans import Span
from onrecord.types import Step

if TYPE_CHECKING:
    from collections.abc import Iterator

    from onrecord.reading.mentions import Mention
    from onrecord.reading.speakers import Told
    from onrecord.types import Attribution

# What stands before the outlet that a source spoke through.
THROUGH = (
    r"\b(?i:tell(?:s|ing)?|told|informed"
    r"|interview(?:s|ed)? (?:with|by|to|on)|(?:statement|remarks) (?:to|on)"
    r"|(?:speaking|spoke|talking) (?:to|with|on)"
    r"|(?:published|carried|broadcast|aired|quoted|cited|reported|saying) (?:by|in|on)|according to)\s+"
)
NAMED = re.compile(THROUGH + r"(?:[Tt]he\s+)?(?:[A-Z]?[a-z-]{3,}\s+){0,2}(?:The\s+)?$")  # "the Tarsian newspaper The"
UNNAMED = re.compile(THROUGH + r"((?:[\w’'-]+\s+){0,4}[\w’'-]+)")
APPOSED = re.compile(r",\s+(?:the|an?)\s+([^,.;:]{3,40})[,.;:]")
CITING = re.compile(
    r"\b(?:citing|quoting|(?:which|who) (?:cited|quoted))\s+"
    r"([^,.;:\"“]{3,80}?)(?=[,.;:]|\s(?:said|says|reported|as|that)\b)"
)
MEANING_NO_ONE = frozenset({"the", "a", "an", "this", "our", "its", "their", "media", "news"})
GOING_ON = frozenset({"agency", "station", "service", "network"})  # "state news agency"
# A document that somebody writes something in: "wrote in an email to staff", "in a letter to lenders, he writes".
WRITTEN = re.compile(r"\b(?:writes?|wrote|written|writing)\b", re.IGNORECASE)
INSIDE = re.compile(r"\b[Ii]n\s+((?:an?|the)\s[^,.;:\"“”]{3,60}?)(?=[,.;:\"“”]|\s(?:that|which|who)\s|$)")


def relays_of(told: Told, attribution: Attribution, party: Mention, sentence: Span) -> tuple[Step, ...]:
    """Return the outlets and agencies that a source speaks through in its sentence."""
    if party.via is not None:
        outlet = told.lexicon.outlets.get(party.via) or told.lexicon.outlets.get(f"The {party.via}")
        return (Step(party.via, outlet.role if outlet else "outlet", party.span, attribution.cue),)
    near = [
        _passing_on(told, mention)
        for mention in told.between(sentence.start, sentence.end)
        if NAMED.search(told.text[max(0, mention.span.start - 60) : mention.span.start])
    ]
    named = [each for each in near if each is not None and not _is_outlet(told, each.name)]
    unnamed = [
        each
        for each in _unnamed(told, attribution, sentence)
        if not any(each.span.overlaps(other.span) for other in named)
    ]
    return tuple(
        Step(mention.name, mention.role, mention.span, attribution.cue)
        for mention in [*named, *unnamed]
        if mention.name != party.name and not any(span.contains(mention.span) for span in attribution.content)
    )


def _is_said_to_be_outlet(told: Told, end: int) -> bool:
    """Answer whether what follows a name says that it is an outlet's: "told Istrapress, the state news agency"."""
    match = APPOSED.match(told.text, end)
    return match is not None and any(_is_outlet(told, word) for word in match[1].split())


def _unnamed(told: Told, attribution: Attribution, sentence: Span) -> Iterator[Mention]:
    """Yield outlets that no name tells: "told state television", "in an interview with a Tarsian daily"."""
    for match in UNNAMED.finditer(told.text, sentence.start, sentence.end):
        words = match[1].split()
        heads = [at for at, word in enumerate(words) if _is_outlet(told, word)]
        if not heads:
            continue
        end = heads[0] + 1
        while end < len(words) and (end in heads or words[end] in GOING_ON):
            end += 1  # "a radio station"
        phrase = re.match(r"\s*".join(map(re.escape, words[:end])), match[1])
        span = Span(match.start(1), match.start(1) + (phrase.end() if phrase else 0))
        if told.text[span.end :].lstrip()[:1].isupper():
            continue  # "the newspaper Orvel Post"
        paper = speaker(told, span, attribution.cue)
        named = next((each for each in told.seen.within(span) if each.kind == "organisation"), None)
        said = [word for word in words[: end - 1] if word not in MEANING_NO_ONE]
        if paper.role not in {"outlet", "agency"}:
            continue
        if named is not None:
            yield replace(paper, name=told.seen.words(named))
        elif said:
            yield replace(paper, name=" ".join([*said, *words[end - 1 : end]]))
        elif paper.kind == "name":  # "the newspaper", told of before
            yield replace(paper, name=_without_kind(told, paper.name))


def _without_kind(told: Told, name: str) -> str:
    """Return the name of an outlet without what it is: "Al-Orvel" of "Al-Orvel newspaper"."""
    proper = [word for word in name.split() if not (word.islower() and _is_outlet(told, word))]
    return " ".join(proper) or name


def _is_outlet(told: Told, word: str) -> bool:
    body = told.lexicon.bodies.get(word.lower() if word.isupper() else word)  # "TV", not "Channel"
    return body is not None and body.kind == "outlet"


def written_in(told: Told, attribution: Attribution, sentence: Span) -> tuple[Step, ...]:
    """Return the document in which somebody writes: "wrote in a 98-page report to the court"."""
    if not WRITTEN.search(attribution.cue.words(told.text)):
        return ()
    for match in INSIDE.finditer(told.text, sentence.start, sentence.end):
        span = Span(*match.span(1))
        paper = describe(told.text, span, told.lexicon)
        apart = not any(part.overlaps(span) for part in (*attribution.content, attribution.cue))
        if apart and paper.role == "document":
            return (Step(paper.name, paper.role, span, attribution.cue),)
    return ()


def _passing_on(told: Told, mention: Mention) -> Mention | None:
    """Return a mention that is an outlet's, or a body's of which nothing says that it is something else."""
    if mention.role in {"outlet", "agency"}:
        return mention
    bodies = told.lexicon.bodies
    called = all(noun == "agency" or (noun in bodies and bodies[noun].kind == "outlet") for noun in mention.nouns)
    name = next((each for each in told.seen.within(mention.span) if each.kind == "organisation"), None)
    if name is None or not called:
        return None
    words = told.seen.words(name).removeprefix("The ")
    # One word may be a party or an alliance.
    told_apart = " " in words or bool(mention.nouns) or _is_said_to_be_outlet(told, mention.span.end)
    free = bodies.keys().isdisjoint(words.lower().split())
    return replace(mention, name=words, role="outlet") if told_apart and free else None


def cited_by(told: Told, attribution: Attribution, sentence: Span) -> Mention | None:
    """Return the one on whose word a source reports: "the agency said, citing officials"."""
    start = min(attribution.cue.start, attribution.source.start if attribution.source else attribution.cue.start)
    match = CITING.search(told.text, start, sentence.end)
    if match is None or attribution.content[0].contains(Span(*match.span(1))):
        return None
    party = named_in_full(told, describe(told.text, Span(*match.span(1)), told.lexicon))
    return party if party.role != "document" else None
