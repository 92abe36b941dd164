"""Speakers: whom a source means, among those of whom the article has told before it (or tells right after)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list
from onrecord.reading.mentions import CAPITAL, describe
from onrecord.reading.names import Names, read_names
from onrecord.reading.naming import corrected
from onrecord.reading.quotations import outermost
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.lexicon import Lexicon
    from onrecord.reading.mentions import Mention
    from onrecord.reading.naming import Seen
    from onrecord.reading.quotations import Quotation
    from onrecord.reading.sentences import Sentence
    from onrecord.types import Role

BODIES: frozenset[Role] = frozenset({"organization", "group", "outlet", "agency"})
ISSUED_BY_SPEAKER = word_list("issued by the speaker")
ANY_BODY = word_list("any body")
POSSESSIVES = word_list("possessives")
OF_OTHERS = POSSESSIVES - {"our", "my"}
GENERAL = frozenset({"group", "body"})  # kinds of body that say little of it
TRADING = frozenset({"company"})
NAME_BEHIND = re.compile(
    rf",\s+(?P<name>(?:(?:the\s+)?[a-z]+\s+)?{CAPITAL}(?:\s+{CAPITAL}){{1,4}})(?=(?P<mark>[,.;”\"]))"
)
CLAUSE = re.compile(r"\s(?:who|whose)\s[^,;:.“”\"()]{3,80}\s")
QUOTED_BY = re.compile(r",?\s+(?:who\s+(?:was|were)\s+)?(?:quoted|cited|interviewed)\s+by\s")
BEGINS = re.compile(r"(?:^|[.!?:”\"\n])\s*$")  # before a source that begins its sentence
ANY_OFFICE = frozenset({"official", "person"})  # offices of those who may hold another too
LONGEST_TITLE = 3  # words
KNOWN = frozenset({"leader"})  # offices whose holders an article may leave unintroduced: readers know them
DISTANCE = 1200  # code points within which a source looks back or ahead for whom it means
RELATIVE_DISTANCE = 40  # the same for "who"
BEGINNING = 80  # code points within which a mention stands first in its sentence
RECENT = 60  # sources that are looked through


@dataclass(slots=True)
class Told:
    """What an article tells, and who has spoken in it so far."""

    text: str
    seen: Seen  # the names that the trained reader found
    lexicon: Lexicon
    mentions: Sequence[Mention]
    names: Names
    starts: list[int]  # of the mentions
    firsts: frozenset[int]  # starts of the mentions that stand first in their sentence
    quoted: list[Span]  # what others say, where "he" finds nobody
    spoken: list[Mention] = field(default_factory=list)  # sources so far, each under its fullest name

    def between(self, start: int, end: int) -> Sequence[Mention]:
        """Return the mentions that begin in a stretch of the text."""
        return self.mentions[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def before(self, position: int) -> Sequence[Mention]:
        """Return the mentions not far before `position`."""
        return self.between(max(0, position - DISTANCE), position)

    def is_quoted(self, mention: Mention) -> bool:
        """Answer whether a mention stands in what somebody says."""
        at = bisect_right(self.quoted, mention.span.start, key=lambda span: span.start) - 1
        return at >= 0 and self.quoted[at].contains(mention.span)

    def recent(self) -> Iterator[Mention]:
        """Yield those who spoke, the last first."""
        return reversed(self.spoken[-RECENT:])


def gather(
    sentences: Sequence[Sentence],
    quotations: Sequence[Quotation],
    mentions: Sequence[Mention],
    lexicon: Lexicon,
    seen: Seen,
) -> Told:
    """Make ready what an article tells, before its sources are read one by one."""
    text = seen.text
    return Told(
        text=text,
        seen=seen,
        lexicon=lexicon,
        mentions=mentions,
        names=read_names(text, mentions, lexicon),
        starts=[mention.span.start for mention in mentions],
        firsts=_firsts(sentences, mentions),
        quoted=[each.span for each in outermost(quotations)],
    )


def speaker(told: Told, source: Span, cue: Span) -> Mention:
    """Return whom a source means, by the fullest name that the article gives, as a mention where the source stands."""
    mention = _lone_surname(told, corrected(_described(told, _with_clause(told, source, cue)), told.seen))
    return named_in_full(told, replace(_meant(told, mention), span=source))


def _with_clause(told: Told, source: Span, cue: Span) -> Span:
    """Return a source with the clause between it and its cue: "a guard [who survived under a desk] said"."""
    between = CLAUSE.fullmatch(told.text, source.end, max(source.end, cue.start))
    return Span(source.start, source.end + len(between[0].rstrip())) if between else source


def _described(told: Told, source: Span) -> Mention:
    """Read a source, with the name right behind it where it leaves one out: “…,” said the mayor, Ela Orm."""
    passed_on = QUOTED_BY.search(told.text, source.start, source.end)
    if passed_on and passed_on.start() > source.start:
        source = Span(source.start, passed_on.start())
    mention = describe(told.text, source, told.lexicon)
    body = _apposed_body(told, source) if mention.kind == "nominal" and " who " not in mention.name else None
    if body is not None:
        role = mention.role if mention.role in BODIES else "organization"
        return replace(mention, kind="name", name=body, role=role)
    name = NAME_BEHIND.match(told.text, source.end)
    if mention.role == "person" or mention.kind == "pronoun" or name is None:
        return mention
    if name["mark"] == "," and not BEGINS.search(told.text, max(0, source.start - 4), source.start):
        return mention  # "according to the mayor, Ela Orm, a baker, knew nothing"
    whole = describe(told.text, Span(source.start, name.end()), told.lexicon)
    named = whole if whole.role == "person" else describe(told.text, Span(*name.span("name")), told.lexicon)
    return named if named.role == "person" else mention


def _apposed_body(told: Told, source: Span) -> str | None:
    """Return the name with which a source ends that names a body only to the trained reader: "the group, Orvel Aid"."""
    for each in told.seen.within(source):
        before = told.text[max(source.start, each.start - 2) : each.start]
        if each.kind == "organisation" and each.end == source.end and before == ", ":
            return told.seen.words(each)
    return None


def _lone_surname(told: Told, mention: Mention) -> Mention:
    """Return the person whose surname ends a phrase that a page without commas ran into it: "our people Orm said"."""
    words = mention.name.split()
    if mention.kind != "name" or mention.role != "organization" or len(words) < len(("people", "Orm")):
        return mention
    common = words[-2].islower() and words[-2] not in told.lexicon.bodies and words[-1][0].isupper()
    bearer = told.names.bearer(words[-1]) if common else None
    return replace(mention, name=words[-1], role="person", gender=bearer.gender) if bearer else mention


def named_in_full(told: Told, party: Mention) -> Mention:
    """Return a party under its fullest name; a lone surname is the person who bears it."""
    bearer = told.names.bearer(party.name) if party.kind == "name" and party.role != "person" else None
    if bearer is not None:
        party = replace(party, role="person", gender=bearer.gender, nouns=(*party.nouns, *bearer.nouns))
    return replace(party, name=told.names.fullest(party))


def _meant(told: Told, mention: Mention) -> Mention:
    if mention.kind == "pronoun":
        return _antecedent(told, mention)
    if mention.kind == "nominal" and mention.definite:
        meant = _pointed_at(told, mention) or _owned(told, mention) or _of_a_body(told, mention)
        return meant or _in_more_words(told, mention)
    if mention.name in ISSUED_BY_SPEAKER:
        return next((each for each in told.recent() if each.role in {"organization", "group"}), mention)
    if mention.kind == "nominal" and mention.role in BODIES:
        return _named_later(told, mention) or mention
    if mention.kind == "nominal" and mention.role == "anonymous" and mention.gender != "p":
        return _introduced_later(told, mention) or mention
    return mention


def _in_more_words(told: Told, mention: Mention) -> Mention:
    """Return "the regulator" as "the water regulator", where an article calls it so before."""
    noun = mention.name
    if not noun.islower() or " " in noun:
        return mention
    before = told.text[max(0, mention.span.start - DISTANCE) : mention.span.start]
    if noun not in before:
        return mention  # a pattern for each noun is dear to make
    fuller = re.search(rf"\b(?:[Aa]n?|[Tt]he)\s((?:[a-z][\w’'-]+\s){{1,2}}{re.escape(noun)})\b", before)
    words = fuller[1].split() if fuller else []
    plain = words and all(told.lexicon.tags.get(word, "w") == "w" for word in words)
    return replace(mention, name=" ".join(words)) if plain else mention


def _pointed_at(told: Told, mention: Mention) -> Mention | None:
    """Return whom "the ministry", "the premier", "the Orvel Radio correspondent" means."""
    if _is_told_by_name(told, mention):
        return next((each for each in told.recent() if each.name == mention.name), None)
    return _meant_by_noun(told, mention)


def _owned(told: Told, mention: Mention) -> Mention | None:
    """Return "her husband" as the husband of the one whom "her" means."""
    owner, _, rest = mention.span.words(told.text).partition(" ")
    if owner.lower() not in OF_OTHERS or not rest:
        return None
    whose = describe(told.text, Span(mention.span.start, mention.span.start + len(owner)), told.lexicon)
    bearer = named_in_full(told, _antecedent(told, whose))
    return None if bearer.kind == "pronoun" else replace(mention, name=f"{bearer.name}’s {mention.name}")


def _of_a_body(told: Told, mention: Mention) -> Mention | None:
    """Return "the trust’s auditor" as that of the only trust which the article names: "Orvel Valley Trust’s"."""
    owner, mark, rest = mention.name.replace("'s ", "’s ").partition("’s ")
    body = _only_one(told, replace(mention, name=owner)) if mark and owner.islower() and " " not in owner else None
    return replace(mention, name=f"{body.name}’s {rest}") if body else None


def _is_told_by_name(told: Told, mention: Mention) -> bool:
    """Answer whether a description holds a name and is no office: "the Orvel Radio correspondent"."""
    titles, noun = told.lexicon.titles, mention.nouns[0] if mention.nouns else ""
    held = noun in titles and titles[noun].office != "writer"
    return mention.name[0].isupper() and noun in told.lexicon.anonymous and not held


def _antecedent(told: Told, pronoun: Mention) -> Mention:
    """Return whom a pronoun means: the last one that fits, whether that one spoke or began a sentence."""
    at = pronoun.span.start
    if pronoun.gender == "s":
        # Outside what others say, "we" are those who publish; where the page lost its marks, whoever spoke last.
        speaks = told.is_quoted(pronoun) or not told.quoted
        return told.spoken[-1] if told.spoken and speaks else pronoun
    if pronoun.gender == "r":
        near = told.between(max(0, at - DISTANCE), at)[-1:]
        return near[0] if near and at - near[0].span.end < RELATIVE_DISTANCE else pronoun
    spoke = next((each for each in told.recent() if _agrees(pronoun, each) and at - each.span.start < DISTANCE), None)
    agreeing = [each for each in told.before(at) if _agrees(pronoun, each)]
    fitting = [each for each in agreeing if _is_certain(each)]
    first = [each for each in fitting if each.span.start in told.firsts and not told.is_quoted(each)]
    salient = [each for each in (spoke, *first[-1:]) if each is not None] or fitting[-1:]
    salient = salient or [each for each in agreeing if each.seen][-1:]
    return max(salient, key=lambda each: each.span.start, default=pronoun)


def _agrees(pronoun: Mention, party: Mention) -> bool:
    """Answer whether a pronoun may mean a party: by number, gender and kind."""
    if party.kind == "pronoun":
        return False
    if pronoun.gender == "p":
        return party.gender == "p" or party.role in BODIES
    if pronoun.gender == "n":
        return party.role in BODIES or party.role == "document"
    single = party.role == "person" or (party.role == "anonymous" and party.gender != "p")
    return single and party.gender in {"", pronoun.gender}


def _is_certain(party: Mention) -> bool:
    """Answer whether more than its capitals says what a mention is."""
    return party.role != "person" or bool(party.gender or party.nouns)


def _meant_by_noun(told: Told, mention: Mention) -> Mention | None:
    """Return whom "the ministry", "the premier" or "the document" means: the last to whom the noun fits."""
    noun = mention.nouns[0] if mention.nouns else mention.name.lower()
    if noun in told.lexicon.documents:
        return _paper(told, noun)
    parties = [
        *(each for each in told.recent() if each.kind != "pronoun"),
        *(each for each in reversed(told.before(mention.span.start)) if each.kind == "name"),
    ]
    same = next((each for each in parties if noun in each.nouns), None)
    if same is not None:
        return same
    return _person(told, mention, noun, parties) if noun in told.lexicon.titles else _body(told, mention, parties)


def _paper(told: Told, noun: str) -> Mention | None:
    """Return which source "the document" means; "the report" is whoever reported, "the figures" whoever issued some."""
    documents = told.lexicon.documents
    if noun in ISSUED_BY_SPEAKER:
        return next((each for each in told.recent() if each.role not in {"document", "anonymous"}), None)
    for each in told.recent():
        issued = each.role != "document" and not documents.keys().isdisjoint(each.nouns)
        if noun in {"report", "article"}:
            fits = each.role in {"outlet", "agency"} or noun in each.nouns
        elif documents[noun] == "issued":
            fits = issued
        else:
            fits = noun in each.nouns or each.role == "document"
        if fits:
            return each
    return None


def _person(told: Told, mention: Mention, noun: str, parties: Sequence[Mention]) -> Mention | None:
    """Return who holds the office that a title names; failing that, whoever is named with it next."""
    titles = told.lexicon.titles
    fitting = [
        each
        for each in parties
        if each.role == "person" and (not mention.gender or each.gender in {"", mention.gender})
    ]
    whole = " ".join(mention.name.lower().split()[-LONGEST_TITLE:])  # "the Tarsian head of state"
    office = titles[whole if whole in titles else noun].office
    for each in fitting:
        if any(title in titles and titles[title].office == office for title in each.nouns):
            return each
    later = told.between(mention.span.end, mention.span.end + DISTANCE)
    named = (each for each in later if each.role == "person" and noun in each.nouns)
    # Whoever spoke last may be "the official", or the leader whom readers know, but no mayor of whom nothing says so.
    known = office in ANY_OFFICE | KNOWN
    free = [each for each in fitting if known and (office in ANY_OFFICE or _holds_none(told, each))]
    # "His spokeswoman" is somebody else than whoever spoke before.
    owned = mention.span.words(told.text).partition(" ")[0].lower() in POSSESSIVES
    return next(named, None) or (free[0] if free and not owned and _is_office_alone(told, mention) else None)


def _is_office_alone(told: Told, mention: Mention) -> bool:
    """Answer whether nothing but a country goes with an office: "the Tarsian premier", not "the town’s mayor"."""
    _country, space, office = mention.name.partition(" ") if mention.name[0].isupper() else ("", "", mention.name)
    return (office if space or office else mention.name).lower() in told.lexicon.titles


def _body(told: Told, mention: Mention, parties: Sequence[Mention]) -> Mention | None:
    """Return the last body of the kind that a noun names; "the group" may be any body that spoke."""
    kinds = _kinds(told, mention)
    bodies = [each for each in parties if each.role in BODIES]
    noun = mention.name.lower()
    # A union is no commission, though both are bodies.
    alike = kinds != {"body"} or noun in ANY_BODY
    fitting = next((each for each in bodies if alike and _is_of_kind(told, each, kinds)), None)
    if fitting is None and kinds & TRADING and " " not in mention.name:
        # Firms seldom say in their names what they are.
        fitting = next((each for each in bodies if each.name[0].isupper() and not _kinds(told, each)), None)
    if fitting is not None:
        return fitting
    if kinds.isdisjoint(GENERAL) or ANY_BODY.isdisjoint(mention.name.lower().split()):
        return _only_one(told, mention)
    return next((each for each in told.recent() if each.role in {"organization", "group"}), None)


def _only_one(told: Told, mention: Mention) -> Mention | None:
    """Return the body that a noun means where the article names only one such: "the government", "the army"."""
    noun = mention.name.lower()
    longer = {
        name for name in told.names.bodies.get(noun, ()) if name[0].isupper() and name.lower().endswith(f" {noun}")
    }
    return replace(mention, kind="name", name=longer.pop()) if len(longer) == 1 else None


def _named_later(told: Told, mention: Mention) -> Mention | None:
    """Return the body that "a monitoring group" turns out to be."""
    kinds = _kinds(told, mention) & {"monitor"}
    later = told.between(mention.span.end, mention.span.end + DISTANCE)
    return next((each for each in later if each.role in BODIES and _is_of_kind(told, each, kinds)), None)


def _introduced_later(told: Told, mention: Mention) -> Mention | None:
    """Return the person that "a regional mediator" turns out to be: "the mediator, Ela Orm"."""
    noun = mention.nouns[0] if mention.nouns else ""
    if noun not in told.lexicon.titles or noun in told.lexicon.witnesses:
        return None
    later = told.between(mention.span.end, mention.span.end + DISTANCE)
    named = [each for each in later if each.role == "person" and noun in each.nouns]
    # Of several lawmakers or doctors none can be told to be this one.
    return named[0] if len({each.name for each in named}) == 1 else None


def _kinds(told: Told, mention: Mention) -> set[str]:
    """Return what kinds of body a description may mean; "group" says nothing beside "monitoring"."""
    bodies = told.lexicon.bodies
    kinds = {bodies[word].kind for word in mention.name.lower().split() if word in bodies}
    return kinds - GENERAL or kinds


def _holds_none(told: Told, party: Mention) -> bool:
    """Answer whether an article gives somebody no office, so that "the premier" may be that one."""
    titles = told.lexicon.titles
    return all(titles[noun].office == "courtesy" for noun in party.nouns if noun in titles)


def _is_of_kind(told: Told, party: Mention, kinds: set[str]) -> bool:
    if party.role in {"outlet", "agency"}:
        return "outlet" in kinds or (party.role == "agency" and "body" in kinds)
    bodies = told.lexicon.bodies
    words = {*party.nouns, *party.name.lower().split()}
    if party.name.endswith(" State"):
        words.discard("state")  # "Islamic State" calls itself one, and is no government
    return any(word in bodies and bodies[word].kind in kinds for word in words)


def _firsts(sentences: Sequence[Sentence], mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the starts of the mentions that come first in their sentence."""
    found, at = set(), 0
    for sentence in sentences:
        while at < len(mentions) and mentions[at].span.start < sentence.span.start:
            at += 1
        if at < len(mentions) and mentions[at].span.start < min(sentence.span.end, sentence.span.start + BEGINNING):
            found.add(mentions[at].span.start)
    return frozenset(found)
