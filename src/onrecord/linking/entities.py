"""Entities: one who for all the names that articles give it, in chains of claims.

A name is first read in its article (an acronym that the article spells out, a truncated name whose long form
stands there, a ministry whose country the article is about); then names are compared across articles by rules
that say why. Where it cannot be known who is meant, the name stays apart: a wrong merger is worse than a missed one.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from onrecord.linking.evidence import NOTHING, Evidence, Rule, weigh
from onrecord.linking.judgements import Judgements, load_judgements
from onrecord.linking.names import Name, parse_name, skeleton, speaks_for, squeezed, title_of
from onrecord.linking.offices import Telling, offices_of, spokespersons
from onrecord.linking.when import Days, published
from onrecord.linking.words import folded
from onrecord.partition import Groups
from onrecord.tables import load_table
from onrecord.types import Entity, identifier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from onrecord.gazetteer import Gazetteer
    from onrecord.types import Article, Claim, Place, Reading, Role, Step

Key = tuple[str, ...]

SAME_PERSON = 0.8
SAME_WEEK = 7  # days
MANY_PAGES = 3  # of an outlet, for one of which a body may be cited as something else
LONG_NAME = 3  # words of a body's name that are enough to find it inside a longer one
_IN_BRACKETS = re.compile(r"\(([A-Z][A-Za-z.&-]{1,8})\)")
_NAME_LENGTH = 90  # characters before the brackets in which the name must lie
_ABOUT_PAPER = re.compile(r"\w+-page|\w+-paragraph|leaked|internal|confidential|secret|classified|draft")
_ABOUT_AGENCY = frozenset({"news", "agency", "official", "state", "state-run", "the", "semi-official", "government"})
_WHOSE = frozenset({"country", "demonym", "region"})
_STAFF = frozenset({"official", "officials", "spokesman", "spokeswoman", "spokesperson"})
_FIRST_PERSON = frozenset({("we",), ("our",), ("i",)})
_OUTLETS = frozenset({"publisher", "outlet", "agency"})
_SMALL = frozenset({"of", "for", "the", "and", "in", "on", "to", "de", "al"})


@dataclass(frozen=True, slots=True)
class Voice:
    """On whose word a claim rests: of a spokesperson, the organisation."""

    entity: str
    name: str
    passed: frozenset[str]  # who only relays it
    unnamed: bool = False  # "local officials": one voice for each outlet
    unsure: bool = False  # "the group": some body whose name its article does not tell
    relaying: bool = False  # an outlet's own word: where it has its numbers from it does not say
    origin: str | None = None  # the name under which its figures stand: of a spokesperson, the organisation
    state: str | None = None  # the country whose office it is
    is_head: bool = False  # and whether it is the head of the others: a government, a presidency
    called: frozenset[str] = frozenset()  # its names as pages print them, in lower case
    doubts: frozenset[str] = frozenset()  # judgements that leave open whether it is another


@dataclass(frozen=True, slots=True)
class Naming:
    """Who is meant by every step of every chain, and for whom a spokesperson speaks."""

    entities: tuple[Entity, ...]
    entity_of: dict[tuple[str, int], str]  # (claim id, position in its chain)
    speaks_for: dict[str, tuple[str, str]]  # entity of a person → entity and name of the organisation
    unnamed: frozenset[str]  # entities that name nobody
    unsure: frozenset[str]  # entities of a truncated name that only its article could explain
    sources: frozenset[str]  # entities that are quoted as something else than an outlet
    names: dict[str, str]  # entity → the name by which it is shown
    called: Mapping[str, frozenset[str]]  # entity → its names as printed, in lower case, that tell it in a sentence
    doubts: Mapping[str, frozenset[str]]  # entity → the judgements that leave open whether it is another
    aliases: Mapping[str, str]  # the letters of another name → the name that is meant
    states: Mapping[str, tuple[str, bool]]  # entity of an office → its country, and whether it is the head of all

    def voices(self, readings: Iterable[Reading]) -> dict[str, Voice]:
        """Return on whose word each claim rests, by the claim's id."""
        return {claim.id: self.voice(claim) for reading in readings for claim in reading.claims}

    def voice(self, claim: Claim) -> Voice:
        """Return on whose word a claim rests; one without a chain rests on its article."""
        steps = [self.entity_of[claim.id, place] for place in range(len(claim.chain))]
        if not steps:
            return Voice(f"article {claim.article}", "the article", frozenset(), unnamed=True)
        entity = steps[-1]
        name = origin = self.names[entity]
        if entity in self.speaks_for:
            entity, body = self.speaks_for[entity]
            origin = self.names.get(entity, body)
            name = f"{name} ({origin})"
        says_so = claim.attribution is not None and claim.attribution.source is not None  # "we counted"
        relaying = len(steps) < 2 and entity not in self.sources and not says_so
        state, is_head = self.states.get(entity, (None, False))
        return Voice(
            entity,
            name,
            frozenset(steps[:-1]),
            entity in self.unnamed,
            entity in self.unsure,
            relaying,
            origin,
            state,
            is_head,
            self.called.get(entity, frozenset()),
            self.doubts.get(entity, frozenset()),
        )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the whole set of articles says about names that one article leaves open."""

    offices: dict[Key, list[Name]]  # the kind of office → those whose place some article says
    spelled: dict[str, str]  # an acronym → what all articles that spell it out make of it
    long: frozenset[Key]  # names of bodies, long enough to be found inside longer ones
    bodies: frozenset[str]  # letters of names that some article gives to a body
    judgements: Judgements


@dataclass(frozen=True, slots=True)
class _Person:
    """One person's name with what tells its bearer from a namesake."""

    key: Key
    tokens: Key
    articles: frozenset[str]
    countries: frozenset[str]
    days: frozenset[Days]
    sole: bool  # no one of another given name bears this surname in the whole set


def link_entities(readings: Sequence[Reading], gazetteer: Gazetteer, aliases: Path | None) -> Naming:
    """Find who is meant by the steps of all chains, across articles."""
    judgements = load_judgements(aliases)
    publishers = frozenset(squeezed(reading.article.publisher or "") for reading in readings)
    words = _Words(gazetteer, judgements.names)
    articles = [_Names(reading, words, publishers) for reading in readings]
    known = _Known(
        _placed_offices(articles), _spelled_out(articles), _long_names(articles), _bodies(articles), judgements
    )
    keys = {
        (claim.id, position): article.key(article.name_of(step), known, claim)
        for article in articles
        for claim, position, step in article.steps()
    }
    keys = _kept_apart(keys, articles, judgements)
    groups = Groups(sorted(set(keys.values())))
    _join_persons(groups, keys, articles, judgements)
    return _named(groups, keys, articles, known)


class _Words:
    """What the words of names say wherever they stand; each name is looked at once for all articles."""

    __slots__ = ("_letters", "agency", "aliases", "gazetteer", "telling")

    def __init__(self, gazetteer: Gazetteer, aliases: Mapping[str, str]) -> None:
        self.gazetteer, self.aliases = gazetteer, aliases
        self._letters = "\n".join(("the", *aliases))  # a name may lose its article
        self.agency = cache(self._agency)
        self.telling = cache(self._telling)

    def _agency(self, printed: str) -> str | None:
        """Return the agency that a description ends or begins with: "Syria SANA news agency"."""
        words = printed.split()
        left = [word for word in words if folded(word) not in _ABOUT_AGENCY]
        # Most names hold a word that is in no other name and no country's: then nobody's name is left.
        if any(squeezed(word) not in self._letters and not self.tells_whose(word) for word in left):
            return None
        bare = [word for word in left if not self.tells_whose(word)]
        if len(bare) == len(words) or not bare:
            return None
        return self.aliases.get(squeezed(" ".join(bare)))

    def _telling(self, name: Name) -> frozenset[str]:
        """Return the words of a name that could tell it from others, without whose country's it is."""
        if name.sort == "document":
            return frozenset(word for word in name.tokens if not _ABOUT_PAPER.fullmatch(word))
        tokens = frozenset(name.tokens)
        return tokens - self.whose(name) or tokens

    def whose(self, name: Name) -> frozenset[str]:
        """Return the words of a name that say whose country's it is."""
        return frozenset(word for word in name.tokens if self.tells_whose(word))

    def tells_whose(self, word: str) -> bool:
        """Answer whether a word is the name of a country or of those who live there."""
        known = self.gazetteer.named(word)
        return bool(known) and known[0].kind in _WHOSE


class _Names:
    """The names of one article's chains, as the article itself explains them."""

    __slots__ = ("_gazetteer", "_parsed", "_publishers", "_words", "reading", "setting", "spelled")

    def __init__(self, reading: Reading, words: _Words, publishers: frozenset[str]) -> None:
        self.reading = reading
        self._publishers = publishers
        self._words, self._gazetteer = words, words.gazetteer
        self.spelled = _acronyms_of(reading)
        self._parsed: dict[tuple[str, Role], Name] = {}
        for _, _, step in self.steps():
            if (step.name, step.role) not in self._parsed:
                self._parsed[step.name, step.role] = self._parse(step.name, step.role)
        self.setting = _setting(reading, self._parsed.values(), words.gazetteer)

    def steps(self) -> Iterator[tuple[Claim, int, Step]]:
        """Yield every step with its claim and position."""
        for claim in self.reading.claims:
            for position, step in enumerate(claim.chain):
                yield claim, position, step

    def names(self) -> Iterable[Name]:
        """Return all names of the article, taken apart."""
        return self._parsed.values()

    def name_of(self, step: Step) -> Name:
        """Return a step's name, taken apart."""
        return self._parsed[step.name, step.role]

    def _parse(self, printed: str, role: Role) -> Name:
        letters = squeezed(printed)
        alias = self._words.aliases.get(letters) or self._words.agency(printed)
        long = self.spelled.get(letters) or alias or printed
        # Who publishes elsewhere in the set is an outlet, whatever it was taken for here.
        return _parse(long, "outlet" if squeezed(long) in self._publishers else role, self._gazetteer)

    def key(self, name: Name, known: _Known, claim: Claim) -> Key:
        """Return the key of who is meant by a name in one of the article's claims."""
        match name.sort:
            case "person":
                full = len(name.tokens) > 1
                if not full and self._is_body(name, known):
                    return "body", _letters(name.tokens)
                return ("person", *name.tokens) if full else ("person", *name.tokens, "@", self.reading.article.id)
            case "anonymous" | "unclear":
                return self._nameless(name, known, claim)
            case "office":
                return self._office(name, known, claim)
            case "acronym" if name.tokens[0] in known.spelled:
                return self.key(_parse(known.spelled[name.tokens[0]], "organization", self._gazetteer), known, claim)
            case _:
                return self._body(name, known, claim)

    def _is_body(self, name: Name, known: _Known) -> bool:
        """Answer whether one word taken for a person is what other articles give as a body, no surname here."""
        letters = _letters(name.tokens)
        surnames = {each.surname for each in self.names() if each.sort == "person" and len(each.tokens) > 1}
        return bool(letters) and letters in known.bodies and name.surname not in surnames

    def _nameless(self, name: Name, known: _Known, claim: Claim) -> Key:
        """Return the key of words that name nobody, unless the article tells whom they mean."""
        article, publisher = self.reading.article.id, self.reading.article.publisher or ""
        if publisher and name.tokens in _FIRST_PERSON:
            return self._body(_parse(publisher, "publisher", self._gazetteer), known, claim)
        if len(name.tokens) == 2 and name.tokens[1] in _STAFF and name.tokens[0] in _common_heads():
            long = self._long_form(self._parse(name.tokens[0], "organization"), claim)
            if long is not None:
                return self.key(long, known, claim)  # "ministry officials" of the ministry that the article is about
        if name.sort == "unclear":
            return ("unclear", *name.tokens, "@", article)
        return ("anonymous", squeezed(publisher) or article, *name.tokens)

    def _body(self, name: Name, known: _Known, claim: Claim) -> Key:
        """Return the key of a body or document, by the longer name that a truncated one stands for."""
        if name.sort != "acronym" and self._words.telling(name) <= _common_heads():
            long = self._long_form(name, claim)
            apart = (name.sort, *name.tokens, "@", self.reading.article.id)
            return apart if long is None else self.key(long, known, claim)
        return ("document" if name.sort == "document" else "body", _letters(_core(name.tokens, known.long)))

    def key_of(self, printed: str, known: _Known, claim: Claim) -> Key:
        """Return the key of an organisation that the article names outside its chains."""
        return self.key(self._parse(printed, "organization"), known, claim)

    def _long_form(self, name: Name, claim: Claim) -> Name | None:
        """Find the one longer name of this article that a truncated one stands for, in its chains or its text."""
        near = [other for other in self._printed_before(name, claim) if self._is_longer(other, name)]
        fit = near or [other for other in self.names() if self._is_longer(other, name)]
        return fit[0] if len({(each.tokens, each.office) for each in fit}) == 1 else None

    def _is_longer(self, other: Name, name: Name) -> bool:
        """Answer whether a name tells more of the same kind of body or document than a truncated one."""
        if (other.sort == "document") != (name.sort == "document") or other.sort in {"person", "unclear", "anonymous"}:
            return False
        # Telling words alone must grow, so that no two names can stand for each other.
        if not self._words.telling(name) < self._words.telling(other) | set(other.office):
            return False
        return bool(other.office) or self._words.whose(name) <= set(other.tokens)

    def _printed_before(self, name: Name, claim: Claim) -> list[Name]:
        """Return the last name in the text, up to a claim, that ends in a truncated one's head: "Northern memo"."""
        article, text = self.reading.article, self.reading.document.text
        if not name.tokens:
            return []
        head, role = name.tokens[-1], "document" if name.sort == "document" else "organization"
        found = [each.group() for each in _long_name(head).finditer(text, article.start, claim.span.end)]
        return [_parse(each, role, self._gazetteer) for each in found[-1:]]

    def _office(self, name: Name, known: _Known, claim: Claim) -> Key:
        """Find whose office a bare "health ministry" is: the article's own word, then what it is about."""
        if name.country or name.place:
            return ("office", *name.office, name.country or "", name.place or "")
        here = {(each.country, each.place) for each in self.names() if each.office == name.office} - {(None, None)}
        if len(here) == 1:
            country, place = here.pop()
            return ("office", *name.office, country or "", place or "")
        country = _main_country(claim.figure.places if claim.figure else ()) or self.setting
        best = self._most_mentioned([each for each in known.offices.get(name.office, ()) if each.country == country])
        if best is not None:
            return ("office", *name.office, best.country or "", best.place or "")
        if country is not None:
            return ("office", *name.office, country, "")
        return ("office", *name.office, "@", squeezed(self.reading.article.publisher or "") or self.reading.article.id)

    def _most_mentioned(self, offices: Sequence[Name]) -> Name | None:
        """Return the office whose place the article names most often; one without a finer place fits its country."""
        text = self.reading.document.text[self.reading.article.start : self.reading.article.end].casefold()
        counts = {each: text.count(each.place) if each.place else 1 for each in offices}
        named = [each for each in offices if counts[each]]
        return max(named, key=lambda each: (counts[each], each.place or ""), default=None)


@lru_cache(maxsize=1000)
def _long_name(head: str) -> re.Pattern[str]:
    """Return what finds the capitalised words before a head in a text, or "Head of the Capitalised Words"."""
    word = re.escape(head)
    return re.compile(
        rf"\b(?!The |This |That |Its |Their )(?:[A-Z][\w-]{{1,30}} ){{1,3}}(?:{word}|{word.capitalize()})\b(?! of)"
        rf"|\b{word.capitalize()} (?:of|for) (?:the )?[A-Z][\w-]{{1,30}}(?: (?:of )?[A-Z][\w-]{{1,30}}){{0,3}}"
    )


@cache
def _common_heads() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("onrecord.linking", "common_heads.tsv"))


_parse = lru_cache(maxsize=100_000)(parse_name)


@lru_cache(maxsize=100_000)
def _letters(tokens: Key) -> str:
    return "".join(each for token in tokens for each in token if each.isalnum())


def _acronyms_of(reading: Reading) -> dict[str, str]:
    """Return the acronyms that an article spells out: "Syrian Observatory for Human Rights (SOHR)"."""
    text, start = reading.document.text, reading.article.start
    found = {}
    for told in _IN_BRACKETS.finditer(text, start, reading.article.end):
        before = text[max(start, told.start() - _NAME_LENGTH) : told.start()]
        if long := _spelling(before.split("\n")[-1].split(), told.group(1)):
            found[squeezed(told.group(1))] = long
    return found


def _spelling(words: list[str], acronym: str) -> str | None:
    """Return the last of `words` whose initials are the acronym's letters."""
    letters = [each.casefold() for each in acronym if each.isalpha()]
    for start in range(len(words) - 1, -1, -1):
        tail = words[start:]
        initials = [
            part[0].casefold() for word in tail if word.casefold() not in _SMALL for part in word.split("-") if part
        ]
        if initials == letters and tail[0][:1].isupper():
            return " ".join(tail)
    return None


def _spelled_out(articles: Sequence[_Names]) -> dict[str, str]:
    """Return the acronyms that all articles which spell them out spell out alike."""
    told: dict[str, Counter[str]] = {}
    for article in articles:
        for acronym, long in article.spelled.items():
            told.setdefault(acronym, Counter())[long] += 1
    alike = {acronym: {squeezed(long) for long in counts} for acronym, counts in told.items()}
    return {acronym: min(told[acronym]) for acronym, names in alike.items() if len(names) == 1}


def _long_names(articles: Sequence[_Names]) -> frozenset[Key]:
    """Return the names of bodies that several articles give, long enough to be told apart from any other words."""
    told = Counter(
        tokens for article in articles for tokens in {name.tokens for name in article.names() if name.sort == "body"}
    )
    return frozenset(tokens for tokens, count in told.items() if count >= 2 and len(tokens) >= LONG_NAME)


def _bodies(articles: Sequence[_Names]) -> frozenset[str]:
    """Return the letters of all names of one word that articles give to bodies."""
    names = (name for article in articles for name in article.names() if name.sort == "body" and len(name.tokens) == 1)
    return frozenset(_letters(name.tokens) for name in names)


def _core(tokens: Key, long: frozenset[Key]) -> Key:
    """Return the known name in which a longer one ends: "Britain-based Coastal Observatory for Civil Rights"."""
    tails = (tokens[start:] for start in range(len(tokens) - LONG_NAME, 0, -1))
    return next((tail for tail in tails if tail in long), tokens)


def _placed_offices(articles: Sequence[_Names]) -> dict[Key, list[Name]]:
    """Return for every kind of office those whose place some article says."""
    told: dict[Key, dict[tuple[str, str], Name]] = {}
    for article in articles:
        for name in article.names():
            if name.sort == "office" and (name.country or name.place):
                told.setdefault(name.office, {})[name.country or "", name.place or ""] = name
    return {office: [name for _, name in sorted(places.items())] for office, places in told.items()}


def _setting(reading: Reading, names: Iterable[Name], gazetteer: Gazetteer) -> str | None:
    """Return the country that an article is about, by its figures' places, its headline and its offices."""
    places = (place.country_code for claim in reading.claims if claim.figure for place in claim.figure.places)
    counts = Counter(code for code in (*places, *(name.country for name in names)) if code)
    for word in _capitalised(reading.article):
        known = gazetteer.named(word)
        if known and known[0].country_code and not known[0].common:
            counts[known[0].country_code] += 2
    # Ties go by the alphabet, so that the same article always has the same setting.
    return max(sorted(counts), key=lambda code: counts[code], default=None)


def _capitalised(article: Article) -> list[str]:
    return re.findall(r"\b[A-Z][\w’'-]+", f"{article.headline or ''} {article.dateline or ''}")


def _main_country(places: Sequence[Place]) -> str | None:
    codes = {place.country_code for place in places}
    return codes.pop() if len(codes) == 1 else None


def _kept_apart(
    keys: dict[tuple[str, int], Key], articles: Sequence[_Names], judgements: Judgements
) -> dict[tuple[str, int], Key]:
    """Give names that a table keeps apart keys of their own, where the rules gave them one."""
    told: dict[Key, Counter[str]] = {}
    for place, letters in _judged_names(articles, judgements):
        told.setdefault(keys[place], Counter())[letters] += 1
    parted = {key: _parted(counts, judgements) for key, counts in told.items()}
    return keys | {
        place: (*keys[place], "≠", letters)
        for place, letters in _judged_names(articles, judgements)
        if letters in parted[keys[place]]
    }


def _parted(counts: Counter[str], judgements: Judgements) -> set[str]:
    """Return the names of one key that may not be one with those given first, or printed more often."""
    staying: list[str] = []
    for letters in sorted(counts, key=lambda each: (each not in judgements.first, -counts[each], each)):
        if not judgements.forbid([letters], staying):
            staying.append(letters)
    return set(counts) - set(staying)


def _judged_names(articles: Sequence[_Names], judgements: Judgements) -> Iterator[tuple[tuple[str, int], str]]:
    """Yield the places of all names that a table keeps apart from some other."""
    if not judgements.apart:
        return
    for article in articles:
        for claim, position, step in article.steps():
            letters = judgements.letters(step.name)
            if letters in judgements.judged:
                yield (claim.id, position), letters


def _join_persons(
    groups: Groups[Key], keys: dict[tuple[str, int], Key], articles: Sequence[_Names], judgements: Judgements
) -> None:
    """Join the names of one person, best evidence first, never two of different given names or judged to be two."""
    persons = _persons(keys, articles)
    blocks: dict[str, list[_Person]] = {}
    for person in persons:
        blocks.setdefault(skeleton(person.tokens[-1]), []).append(person)
    edges = sorted(edge for block in blocks.values() for edge in _edges(block))
    members = {person.key: [person] for person in persons}
    judged: dict[Key, set[str]] = {person.key: set() for person in persons}
    for place, letters in _judged_names(articles, judgements):
        judged.setdefault(keys[place], set()).add(letters)
    for _, left, right in edges:
        first, second = groups.of(left), groups.of(right)
        if first == second or judgements.forbid(judged[first], judged[second]):
            continue
        if any(_other_given(one, other).score for one in members[first] for other in members[second]):
            continue
        groups.join(first, second)
        members[groups.of(first)] = members[first] + members[second]
        judged[groups.of(first)] = judged[first] | judged[second]


def _persons(keys: dict[tuple[str, int], Key], articles: Sequence[_Names]) -> list[_Person]:
    where: dict[Key, tuple[set[str], set[str], set[Days]]] = {}
    for article in articles:
        for claim, position, _ in article.steps():
            key = keys[claim.id, position]
            if key[0] == "person" and len(key) > 1:
                ids, countries, days = where.setdefault(key, (set(), set(), set()))
                ids.add(article.reading.article.id)
                countries.update([article.setting] if article.setting else ())
                days.update([told] if (told := published(article.reading)) else ())
    given: dict[str, set[str]] = {}
    for key in where:
        if "@" not in key:
            tokens = _tokens(key)
            given.setdefault(skeleton(tokens[-1]), set()).add(skeleton(tokens[0]))
    return [
        _Person(
            key,
            tokens,
            frozenset(ids),
            frozenset(countries),
            frozenset(days),
            sole=len(given.get(skeleton(tokens[-1]), ())) == 1,
        )
        for key, (ids, countries, days) in sorted(where.items(), key=lambda each: each[0])
        if (tokens := _tokens(key))
    ]


def _tokens(key: Key) -> Key:
    """Return the tokens of a person's key without what tells it from namesakes."""
    ends = [place for place, part in enumerate(key) if part in {"@", "≠"}]
    return key[1 : min(ends, default=len(key))]


def _edges(block: Sequence[_Person]) -> Iterator[tuple[float, Key, Key]]:
    """Yield the pairs of a block that are one person, with the score turned so that the best sorts first."""
    full = [person for person in block if len(person.tokens) > 1]
    for place, left in enumerate(full):
        for right in full[place + 1 :]:
            if (score := weigh(PERSON_RULES, left, right).score) >= SAME_PERSON:
                yield -score, left.key, right.key
    for bare in block:
        if len(bare.tokens) == 1:
            scored = sorted((-weigh(PERSON_RULES, person, bare).score, person.key) for person in full)
            if (
                scored
                and -scored[0][0] >= SAME_PERSON
                and scored[0][0] < min((score for score, _ in scored[1:]), default=0)
            ):
                yield scored[0][0], scored[0][1], bare.key


def _same_surname(left: _Person, right: _Person) -> Evidence:
    one, other = left.tokens[-1], right.tokens[-1]
    return (
        Evidence(1.0, f"the surname {one}")
        if one == other
        else Evidence(0.8, f"{one} and {other} are spellings of one name")
    )


def _same_given(left: _Person, right: _Person) -> Evidence:
    if len(left.tokens) == 1 or len(right.tokens) == 1 or _other_given(left, right).score:
        return NOTHING
    return Evidence(1.0, f"the given name {left.tokens[0]}")


def _other_given(left: _Person, right: _Person) -> Evidence:
    one, other = left.tokens[:-1], right.tokens[:-1]
    if not one or not other:
        return NOTHING
    shorter, longer = sorted((one, other), key=len)
    if all(any(_alike(token, each) for each in longer) for token in shorter):
        return NOTHING
    return Evidence(1.0, f"{' '.join(one)} is not {' '.join(other)}")


def _alike(one: str, other: str) -> bool:
    """Answer whether two given names can be one: spelled alike, or one the initial of the other."""
    if len(one) == 1 or len(other) == 1:
        return one[0] == other[0]
    return skeleton(one) == skeleton(other)


def _same_article(left: _Person, right: _Person) -> Evidence:
    return Evidence(1.0, "named in full in the same article") if left.articles & right.articles else NOTHING


def _same_setting(left: _Person, right: _Person) -> Evidence:
    shared = sorted(left.countries & right.countries)
    return Evidence(1.0, f"in articles about {', '.join(shared)}") if shared else NOTHING


def _same_days(left: _Person, right: _Person) -> Evidence:
    """The bare name of one article mostly is the full name of another of the same days."""
    near = any(one.apart(other) <= SAME_WEEK for one in left.days for other in right.days)
    return Evidence(1.0, "named in full in the same week") if near and left.sole and right.sole else NOTHING


def _sole_bearer(left: _Person, right: _Person) -> Evidence:
    return Evidence(1.0, "the only bearer of the surname") if left.sole and right.sole else NOTHING


PERSON_RULES = (
    Rule(_same_surname, weight=0.5),
    Rule(_same_given, weight=0.4),
    Rule(_other_given, weight=-1.0),
    Rule(_same_article, weight=0.4),
    Rule(_same_setting, weight=0.2),
    Rule(_same_days, weight=0.2),
    Rule(_sole_bearer, weight=0.15),
)


def _named(groups: Groups[Key], keys: dict[tuple[str, int], Key], articles: Sequence[_Names], known: _Known) -> Naming:
    """Give every group an id, its best name and its aliases."""
    printed: dict[Key, Counter[str]] = {}
    roles: dict[Key, Counter[Role]] = {}
    for article in articles:
        for claim, position, step in article.steps():
            group = groups.of(keys[claim.id, position])
            printed.setdefault(group, Counter())[" ".join(step.name.replace("’", "'").split())] += 1
            roles.setdefault(group, Counter())[step.role] += 1
    ident = cache(lambda group: identifier("entity", *group))
    idents = {group: ident(group) for group in printed}
    listed = frozenset(known.judgements.names.values())
    told = tuple(_tellings(groups, keys, articles, known, ident))
    plain = [_entity(idents[group], group, printed[group], roles[group], listed) for group in printed]
    names = {entity.id: entity.name for entity in plain}
    offices = offices_of(told, names)
    entities = [replace(entity, offices=offices.get(entity.id, ())) for entity in plain]
    return Naming(
        entities=tuple(sorted(entities, key=lambda entity: (entity.name.casefold(), entity.id))),
        entity_of={told: idents[groups.of(key)] for told, key in keys.items()},
        speaks_for=spokespersons(told),
        unnamed=frozenset(ident for group, ident in idents.items() if group[0] in {"anonymous", "unclear"}),
        unsure=frozenset(ident for group, ident in idents.items() if "@" in group and group[0] != "person"),
        sources=_sources(groups, keys, articles, idents),
        names=names,
        called={idents[group]: _called(entity, group) for group, entity in zip(printed, plain, strict=True)},
        doubts={entity.id: doubts for entity in plain if (doubts := _doubts(entity, known.judgements))},
        aliases=known.judgements.names,
        states={ident: state for group, ident in idents.items() if (state := _state(group))},
    )


def _doubts(entity: Entity, judgements: Judgements) -> frozenset[str]:
    """Return the judgements that leave open whether an entity is another, each under one name for both of its sides."""
    letters = {judgements.letters(name) for name in (entity.name, *entity.aliases)} if judgements.unsure else set()
    return frozenset("unsure " + " or ".join(sorted(pair)) for pair in judgements.unsure if pair & letters)


def _called(entity: Entity, group: Key) -> frozenset[str]:
    """Return the names of an entity that no sentence holds by chance: two words, or letters in capitals."""
    names = [re.sub(r"^[Tt]he ", "", name) for name in (entity.name, *entity.aliases)]
    if group[0] == "office":  # "the Syrian Civil Defence" is "the civil defence" as well
        names += [" ".join(name.split()[-2:]) for name in names]
    capitals = [name for name in names if group[0] == "office" and len(name) > 4 and name[0].isupper()]  # "Tehran"
    telling = (*capitals, *(name for name in names if " " in name or (len(name) > 2 and name.isupper())))
    return frozenset(name.casefold() for name in telling)


def _state(group: Key) -> tuple[str, bool] | None:
    """Return of an office's key the country, and whether it is its government as a whole."""
    if group[0] != "office" or "@" in group or "≠" in group or not group[-2]:
        return None
    return group[-2], group[1:-2] in {("government",), ("presidency",)}


def _sources(
    groups: Groups[Key], keys: dict[tuple[str, int], Key], articles: Sequence[_Names], idents: dict[Key, str]
) -> frozenset[str]:
    """Return the entities that, where articles cite them, are mostly taken for something else than an outlet."""
    cited: Counter[str] = Counter()
    for article in articles:
        for claim, position, step in article.steps():
            if position:
                cited[idents[groups.of(keys[claim.id, position])]] += -1 if step.role in _OUTLETS else 1
    # Of an outlet with many pages a few readings as something else are faults.
    own = Counter(
        idents[groups.of(keys[claims[0].id, 0])]
        for article in articles
        if (claims := article.reading.claims) and claims[0].chain
    )
    return frozenset(entity for entity, count in cited.items() if count > own[entity] // MANY_PAGES)


def _entity(ident: str, group: Key, printed: Counter[str], roles: Counter[Role], listed: frozenset[str]) -> Entity:
    # A person is best named in full, a body as most often printed; an alias table's own word comes first.
    def rank(name: str) -> tuple[bool, int, int, str]:
        return name in listed, len(name.split()) if group[0] == "person" else printed[name], len(name), name

    best = max(printed, key=rank)
    role = max(sorted(roles), key=lambda each: roles[each])
    return Entity(ident, best, tuple(sorted(set(printed) - {best})), role)


def _tellings(
    groups: Groups[Key],
    keys: dict[tuple[str, int], Key],
    articles: Sequence[_Names],
    known: _Known,
    ident: Callable[[Key], str],
) -> Iterator[Telling]:
    """Yield what the words of each source say of the person they name."""
    for article in articles:
        for claim, position, step in article.steps():
            source = claim.attribution.source if claim.attribution else None
            if step.role != "person" or source is None:
                continue
            words = source.words(article.reading.document.text)
            body, title = speaks_for(words, step.name), title_of(words, step.name)
            key = None if body is None else groups.of(article.key_of(body, known, claim))
            yield Telling(
                person=ident(groups.of(keys[claim.id, position])),
                title=title,
                body=body,
                entity=None if key is None else ident(key),
                is_clear=key is not None and "@" not in key,
                day=article.reading.article.date_published,
            )
