"""Chains: the way a statement came, from the publisher to the one on whose word it rests.

Sources are read in the order of the text: whoever spoke before is whom "he", "the ministry" or "the memo"
may mean. An outlet or document that a source spoke through is a step of its own, and stays one for the
sentences in which that source goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.reading.mentions import BRACKETED, POSSESSIVE, Mention, describe
from onrecord.spans import Span, hull
from onrecord.types import Step

if TYPE_CHECKING:
    from collections.abc import Sequence

    from onrecord.reading.lexicon import Lexicon
    from onrecord.reading.sentences import Sentence
    from onrecord.types import Article, Attribution, Role

BODIES: frozenset[Role] = frozenset({"organization", "group", "outlet", "agency", "publisher"})
# Where a relay is named: "told X", "in an interview with X", "published by X", "carried by X".
RELAY = re.compile(
    r"\b(?:tell(?:s|ing)?|told|interview(?:s|ed)? (?:with|by|to|on)|published (?:by|in)|carried by|broadcast (?:by|on)|aired (?:by|on)"
    r"|speaking (?:to|with|on)|spoke (?:to|with)|quoted by|cited by|reported by|according to|statement (?:to|on)|remarks (?:to|on)|talking to|informed)\s+(?:the\s+)?$"
)
CITING = re.compile(r"\b(?:citing|quoting)\s+([^,.;:\"“]{3,80}?)(?=[,.;:]|\s(?:said|says|reported|as|that)\b)")
UNSIGNED = frozenset("report reports figures data statement statistics findings study survey estimates".split())
DISTANCE = 1200  # code points within which a pronoun looks back for whom it means


@dataclass(slots=True)
class _Known:
    """What the article has told so far and tells as a whole."""

    text: str
    lexicon: Lexicon
    mentions: Sequence[Mention]
    acronyms: dict[str, str]
    starts: list[int]  # of the mentions
    sentences: list[int]  # where each begins
    firsts: frozenset[int]  # mentions that stand first in their sentence
    quoted: tuple[Span, ...]
    spoken: list[Mention] = field(default_factory=list)  # sources so far, resolved, last one last
    relays: dict[str, tuple[Step, ...]] = field(default_factory=dict)  # speaker → through whom


def read_chains(  # noqa: PLR0913 - each is another kind of finding about one article
    text: str,
    article: Article,
    sentences: Sequence[Sentence],
    attributions: Sequence[Attribution],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
) -> tuple[tuple[Step, ...], ...]:
    """Return the chain of each attribution, from the publisher to its source."""
    known = _Known(
        text=text,
        lexicon=lexicon,
        mentions=mentions,
        acronyms=_acronyms(text, mentions),
        starts=[mention.span.start for mention in mentions],
        sentences=[sentence.span.start for sentence in sentences],
        firsts=_firsts(sentences, mentions),
        quoted=tuple(span for each in attributions for span in each.content if text[span.start] in "\"“«„"),
    )
    publisher = (Step(article.publisher, "publisher"),) if article.publisher else ()
    own = [_own_steps(known, attribution) for attribution in attributions]
    own = [_settled(own, at) for at in range(len(own))]
    return tuple(_joined(publisher, _around(attributions, at), own, at) for at in range(len(attributions)))


def _settled(own: Sequence[tuple[Step, ...]], at: int) -> tuple[Step, ...]:
    """Return the steps of an attribution, "a report" replaced by the body that is named for it next."""
    if not own[at] or own[at][-1].name.lower() not in UNSIGNED:
        return own[at]
    later = (steps[-1] for steps in own[at + 1 : at + 3] if steps)
    named = next((step for step in later if step.role in {"organization", "group"}), None)
    return own[at] if named is None else (*own[at][:-1], replace(own[at][-1], name=named.name, role=named.role))


def _joined(
    publisher: tuple[Step, ...], around: Sequence[int], own: Sequence[tuple[Step, ...]], at: int
) -> tuple[Step, ...]:
    """Put the steps of the attributions around one before its own, each name once."""
    chain = list(publisher)
    for step in [step for number in (*around, at) for step in own[number]]:
        if all(step.name.lower() != earlier.name.lower() for earlier in chain) or step is own[at][-1]:
            chain = [earlier for earlier in chain if earlier.name.lower() != step.name.lower() or earlier.role == "publisher"]
            chain.append(step)
    if len(chain) > 1 and chain[-1].name == chain[0].name:
        chain.pop()
    return tuple(chain)


def _around(attributions: Sequence[Attribution], at: int) -> list[int]:
    """Return the attributions in whose content the cue of this one lies, the outermost first."""
    inner = attributions[at]
    near = range(max(0, at - 12), min(len(attributions), at + 12))
    holding = [
        number
        for number in near
        if number != at
        and any(span.contains(inner.cue) for span in attributions[number].content)
        and not any(span.contains(attributions[number].cue) for span in inner.content)
    ]
    return sorted(holding, key=lambda number: -sum(map(len, attributions[number].content)))


def _own_steps(known: _Known, attribution: Attribution) -> tuple[Step, ...]:
    """Return the steps from the outside to the source of one attribution, and remember who spoke."""
    if attribution.source is None:
        return ()
    party = resolve(known, describe(known.text, attribution.source, known.lexicon), attribution)
    relays = _relays(known, attribution, party)
    known.spoken.append(party)
    step = Step(party.name, party.role, attribution.source, attribution.cue)
    return (*relays, step, *_cited(known, attribution))


def _cited(known: _Known, attribution: Attribution) -> tuple[Step, ...]:
    """Return the one on whose word a source reports: "the agency said, citing officials"."""
    told = hull([attribution.cue, attribution.source or attribution.cue])
    match = CITING.search(known.text, told.start, _sentence_of(known, told).end)
    if match is None or any(span.contains(Span(*match.span(1))) for span in attribution.content[:1]):
        return ()
    party = _named_in_full(known, describe(known.text, Span(*match.span(1)), known.lexicon))
    return (Step(party.name, party.role, party.span, attribution.cue),) if party.role != "document" else ()


def _relays(known: _Known, attribution: Attribution, party: Mention) -> tuple[Step, ...]:
    """Return the outlets and agencies that the source spoke through, here or in what it goes on from."""
    around = _sentence_of(known, hull([attribution.cue, attribution.source or attribution.cue]))
    found = [mention for mention in _mentions_in(known, around) if _is_relay(known, mention, attribution, party)]
    if party.via is not None:
        name = _fullest(known, replace(party, name=party.via, role="outlet"))
        outlet = known.lexicon.outlets.get(name)
        steps = (Step(name, outlet.role if outlet else "outlet", party.span),)
    else:
        steps = tuple(Step(mention.name, mention.role, mention.span, attribution.cue) for mention in found)
    goes_on = not known.spoken or known.spoken[-1].name == party.name or party.role == "document"
    if not steps and goes_on:
        steps = known.relays.get(party.name, ())
    known.relays[party.name] = steps
    return steps


def _sentence_of(known: _Known, span: Span) -> Span:
    """Return the sentences that hold a span."""
    first = max(0, bisect_right(known.sentences, span.start) - 1)
    last = bisect_left(known.sentences, span.end)
    ending = known.sentences[last] if last < len(known.sentences) else len(known.text)
    return Span(known.sentences[first], max(span.end, min(ending, span.end + 400)))


def _is_relay(known: _Known, mention: Mention, attribution: Attribution, party: Mention) -> bool:
    if mention.role not in {"outlet", "agency"} or mention.name == party.name:
        return False
    if any(span.contains(mention.span) for span in attribution.content):
        return False
    before = known.text[max(0, mention.span.start - 40) : mention.span.start]
    return RELAY.search(before) is not None


def _mentions_in(known: _Known, span: Span) -> Sequence[Mention]:
    first = bisect_left(known.starts, span.start)
    last = bisect_left(known.starts, span.end)
    return known.mentions[first:last]


def resolve(known: _Known, mention: Mention, attribution: Attribution) -> Mention:
    """Return whom a source means, by the fullest name that the article gives."""
    if mention.kind == "pronoun":
        found = _antecedent(known, mention)
    elif mention.kind == "nominal" and mention.definite:
        found = _meant_by(known, mention) or mention
    elif mention.kind == "nominal" and mention.role in BODIES:
        found = _named_later(known, mention) or mention
    else:
        found = mention
    del attribution
    return _named_in_full(known, found)


def _named_in_full(known: _Known, party: Mention) -> Mention:
    """Return a party under its fullest name; a bare surname is the person who bears it."""
    if party.kind == "name" and party.role != "person" and " " not in party.name and party.name not in known.acronyms:
        bearer = next((each for each in known.mentions if _bears(each, party.name)), None)
        if bearer is not None:
            party = replace(party, role="person", gender=bearer.gender, nouns=(*party.nouns, *bearer.nouns))
    return replace(party, name=_fullest(known, party))


def _bears(mention: Mention, surname: str) -> bool:
    return mention.role == "person" and " " in mention.name and _surname(mention.name) == _surname(surname)


def _antecedent(known: _Known, pronoun: Mention) -> Mention:
    """Return whom a pronoun means: the last one that fits, whoever spoke or began a sentence first."""
    if pronoun.gender == "r":
        near = [each for each in _before(known, pronoun.span.start) if pronoun.span.start - each.span.end < 40]
        return near[-1] if near else pronoun
    fits = [each for each in known.spoken if _agrees(pronoun, each) and each.span.start < pronoun.span.start]
    told = [each for each in _before(known, pronoun.span.start) if _agrees(pronoun, each)]
    salient = [each for each in told if each.span.start in known.firsts and _is_certain(each) and not _is_quoted(known, each)]
    best = max([*fits[-1:], *salient[-1:]], key=lambda each: each.span.start, default=None)
    if best is None or pronoun.span.start - best.span.start > DISTANCE:
        best = told[-1] if told and best is None else best
    return best or pronoun


def _is_certain(party: Mention) -> bool:
    """Answer whether more than capitals says what a mention is."""
    return party.role != "person" or bool(party.gender or party.nouns)


def _is_quoted(known: _Known, mention: Mention) -> bool:
    return any(span.contains(mention.span) for span in known.quoted)


def _before(known: _Known, position: int) -> Sequence[Mention]:
    return _mentions_in(known, Span(max(0, position - DISTANCE), position))


def _agrees(pronoun: Mention, party: Mention) -> bool:
    if party.kind == "pronoun":
        return False
    match pronoun.gender:
        case "m" | "f":
            single = party.role == "person" or (party.role == "anonymous" and party.gender != "p")
            return single and party.gender in {"", pronoun.gender}
        case "p":
            return party.gender == "p" or party.role in BODIES
        case "n":
            return party.role in BODIES or party.role == "document"
    return False


def _meant_by(known: _Known, mention: Mention) -> Mention | None:
    """Return whom "the ministry", "the premier" or "the document" means: the last to whom the noun fits."""
    noun = mention.nouns[0] if mention.nouns else mention.name.lower()
    spoken = [each for each in reversed(known.spoken) if each.kind != "pronoun"]
    named = [each for each in reversed(_before(known, mention.span.start)) if each.kind == "name"]
    if noun in known.lexicon.documents and known.lexicon.documents[noun] == "issued" and noun != "report":
        issuers = (each for each in spoken if {*each.nouns} & known.lexicon.documents.keys() and each.role != "document")
        return next(issuers, None)
    if noun in known.lexicon.documents:
        return next((each for each in spoken if noun in each.nouns or _same_paper(known, noun, each)), None)
    same = next((each for each in spoken if noun in each.nouns), None) or next(
        (each for each in named if noun in each.nouns), None
    )
    if same is not None:
        return same
    if noun in known.lexicon.titles:
        office = known.lexicon.titles[noun].office
        people = [each for each in (*spoken, *named) if each.role == "person" and _agrees_in_gender(mention, each)]
        return next((each for each in people if _holds(known, each, office)), people[0] if people else None)
    kind = known.lexicon.bodies.get(noun)
    if kind is None:
        return None
    bodies = [each for each in (*spoken, *named) if each.role in BODIES]
    return next((each for each in bodies if _is_of_kind(known, each, kind.kind)), None)


def _same_paper(known: _Known, noun: str, party: Mention) -> bool:
    """Answer whether "the document" may be this source; "the report" may be whoever reported."""
    if noun in {"report", "article"}:
        return party.role in {"outlet", "agency"} or "report" in party.nouns
    return known.lexicon.documents[noun] == "paper" and party.role == "document"


def _agrees_in_gender(mention: Mention, party: Mention) -> bool:
    return not mention.gender or not party.gender or mention.gender == party.gender


def _holds(known: _Known, party: Mention, office: str) -> bool:
    return any(each in known.lexicon.titles and known.lexicon.titles[each].office == office for each in party.nouns)


def _is_of_kind(known: _Known, party: Mention, kind: str) -> bool:
    if kind == "outlet":
        return party.role in {"outlet", "agency"}
    words = {*party.nouns, *party.name.lower().split()}
    return any(word in known.lexicon.bodies and known.lexicon.bodies[word].kind == kind for word in words)


def _named_later(known: _Known, mention: Mention) -> Mention | None:
    """Return the body that "a monitoring group" turns out to be."""
    kinds = {known.lexicon.bodies[word].kind for word in mention.name.lower().split() if word in known.lexicon.bodies}
    kinds -= {"group", "body"} if len(kinds) > 1 else set()
    later = known.mentions[bisect_left(known.starts, mention.span.end) :]
    fitting = [each for each in later if each.role in BODIES and any(_is_of_kind(known, each, kind) for kind in kinds)]
    return fitting[0] if fitting and "monitor" in kinds else None


def _fullest(known: _Known, party: Mention) -> str:
    """Return the fullest name that the article gives the bearer of a name."""
    name = known.acronyms.get(party.name, party.name)
    if party.role == "person":
        key = _surname(name)
        names = [each.name for each in known.mentions if each.role == "person" and _surname(each.name) == key]
        fitting = [each for each in names if {*_parts(name)} <= {*_parts(each)}]
        return max([name, *fitting], key=lambda each: len(each.split()))
    if party.kind != "name" or party.role in {"outlet", "agency", "document"}:
        return name
    words = {*name.lower().split()}
    longer = [
        each.name
        for each in known.mentions
        if each.role == party.role
        and len(each.name) > len(name)
        and words <= {*each.name.lower().split()}
        and _head_of(each.name) in words
    ]
    return max([name, *longer], key=lambda each: len(each.split()))


def _parts(name: str) -> list[str]:
    return [re.sub(r"^(?:al|el)-", "", part.lower()) for part in name.split()]


def _surname(name: str) -> str:
    return _parts(name)[-1] if name else ""


def _head_of(name: str) -> str:
    words = name.lower().split()
    stop = next((at for at, word in enumerate(words) if at and word in {"of", "for", "in", "to", "on"}), len(words))
    return words[stop - 1]


def _acronyms(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the acronyms that the article explains in brackets, and those that are a name's initials."""
    found: dict[str, str] = {}
    for mention in mentions:
        if " " not in mention.name:
            continue
        bracketed = BRACKETED.match(text, mention.span.end)
        if bracketed:
            found.setdefault(bracketed.group(1), mention.name)
        if mention.role == "person":
            continue
        initials = "".join(word[0] for word in re.split(r"[\s-]+", mention.name) if word[0].isupper())
        if len(initials) > 2:
            found.setdefault(initials, mention.name)
    return found


def _firsts(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the starts of the mentions that come first in their sentence."""
    found, at = set(), 0
    for sentence in sentences:
        while at < len(mentions) and mentions[at].span.start < sentence.span.start:
            at += 1
        if at < len(mentions) and mentions[at].span.start < min(sentence.span.end, sentence.span.start + 80):
            found.add(mentions[at].span.start)
    return frozenset(found)


__all__ = ["POSSESSIVE", "read_chains", "resolve"]
