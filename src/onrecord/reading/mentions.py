"""Mentions: the names and descriptions by which an article refers to those who speak in it.

`read_mentions` finds the names. `describe` reads any noun phrase that was found to be a source: which
name or noun it turns on, what kind of party that is. Who is meant by "he" or "the ministry" is for
`chains`, which knows what came before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from onrecord.reading.lexicon import word_list
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.lexicon import Lexicon
    from onrecord.reading.sentences import Sentence
    from onrecord.types import Role

MentionKind = Literal["name", "nominal", "pronoun"]

CAPITAL = (
    r"(?<!\w)(?:[^\W\d_a-zß-öø-ÿ][^\W_]*(?:[-.’'&][^\W_]+)*\.?"
    r"|(?:al|el|an|as|ash|at|bin|ibn|abu|de|van|von|der|du|la|le)[ -](?=[A-Z])[^\W\d_][\w’'-]*)"
)
LINK = r"(?:\s+(?:of|for|and|&|de|del|des|du|bin|ibn|al|van|von|der)(?:\s+(?:the|de|la|al|der))?)"
NAME = re.compile(rf"{CAPITAL}(?:(?:{LINK})?\s+(?:{CAPITAL}|\d{{1,4}}\b))*")
WORD = re.compile(r"(?:[^\W\d_]\.){2,}(?:-\w+)?|[^\W_]+(?:[-.’'&/][^\W_]+)*|[()\[\],]")
BRACKETED = re.compile(r"\s*[(\[]([A-Z][\w.&-]{1,11})[)\]]")
APPOSITION = re.compile(
    r"(?:\s*\([^()]{1,20}\))?,? (?:an?|the|who heads|head of|one of the|which)\s((?:[\w’'.-]+[ ]){0,6}[\w’'.-]+)"
)
# "and" may join two names; a capitalised function word begins a sentence whose full stop the page lost.
JOINT = re.compile(
    r"\s+(?:(?:and|&)\s+(?:the\s+)?|(The|An?|In|On|At|It|He|She|They|But|And|This|According|Meanwhile)(?:\s+|$))"
)
BEFORE_COMMA = re.compile(
    r"\b(?:[Aa]n?|[Tt]he|[Ii]ts|[Tt]heir|[Hh]is|[Hh]er|[Oo]ur)\s[^,.;:]{0,40}?([a-z-]{3,}),\s(?:the\s)?$"
)
OWNER = re.compile(r"\s+(?:their|its|his|her)\s")
APPOSED = re.compile(rf",\s+((?:[a-z]+\s+)?{CAPITAL}(?:\s+{CAPITAL}){{1,4}})(?=,|\s*$)")
ADJECTIVE = re.compile(r" [a-z]")
STATE_BODIES = frozenset({"ministry", "government", "parliament", "police", "army", "group"})
PLACE_BODIES = word_list("bodies that are places")
BODY_AFTER = re.compile(
    r"(?:-[a-z]+)?(?: [a-z]+(?:-[a-z]+)?){0,2}? (?:ministry|department|government|administration|cabinet|parliament"
    r"|police|army|military|navy|coalition|alliance|opposition|regime|forces)\b"
)
POSSESSIVE = re.compile(r"[’']s?$")
POSSESSOR = re.compile(r"[’']s$")
PARTICLE = re.compile(r"(?:al|el|an|as|ash|at)-[A-Z]|(?:bin|ibn|de|van|von|der|al|el|abu|du|la|le|da|dos)$")
NOUN_BEFORE = re.compile(r"(?<![\w’'-])([a-z-]+)\s+$")
AS_WELL = re.compile(r"as\s+well\s+as\b")
PRONOUNS = {
    "he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "herself": "f",
    "they": "p", "them": "p", "their": "p", "it": "n", "its": "n", "itself": "n",
    "who": "r", "which": "r", "that": "r", "whom": "r", "whose": "r",
    "i": "s", "we": "s", "us": "s", "me": "s", "our": "s", "my": "s", "you": "y",
}  # fmt: skip
QUANTIFIERS = word_list("quantifiers")
PARTS = word_list("parts")
COUNTS = word_list("counts")  # how many a source is; "some" and "various" say little
DETERMINERS = word_list("determiners")
DEFINITE = word_list("definite")
LATEST = word_list("latest")
COMMON = word_list("common")
ASIDES = word_list("asides")
CITING = word_list("citing")
CROWNED = word_list("crowned")
DATES = word_list("dates")
OWNED = word_list("owned")
STATES = word_list("states by initials")
PARTICIPLES = word_list("participles")
RUN = word_list("run by others")
SILENT = word_list("happenings that never speak")
TALLIES = word_list("tallies")
DEATH_TOLL = frozenset({("death", "toll")})
UNNAMED = word_list("unnamed")
PLACED = word_list("placed")
RELEASED = word_list("released")
OUTLET_ENDINGS = word_list("endings of outlets")
REACHED = word_list("reached")
PREPOSITIONS = word_list("prepositions")
PARTICLES = word_list("particles of names")
DEMONYM_ENDINGS = ("ian", "ish", "ese", "nch", "can")
BASED = re.compile(r".+-(?:based|run|owned|controlled|linked|affiliated|aligned|backed)$", re.IGNORECASE)
INTRODUCED = re.compile(r"\s[A-Z]")  # what follows "the" in "the monitoring group the Orvel Observatory"
ACRONYMS = re.compile(r"([A-Z]{2,})s$")
WHO = re.compile(r"\s(?:who|whose)\s(?:[^\s,;:.“”\"()]+(?:\s+|$)){1,14}")
KINDS_OF_PLACE = word_list("kinds of place")
VOICES_OF_STATES = word_list("voices of states")


@dataclass(frozen=True, slots=True)
class Mention:
    """A name, description or pronoun that refers to somebody.

    `name` is the name without title, or the description without its determiner; `nouns` are the
    titles and heads around it in lower case ("spokesman", "ministry"), by which it may be meant later.
    """

    span: Span
    kind: MentionKind
    name: str
    role: Role
    nouns: tuple[str, ...] = ()
    gender: str = ""  # m, f, n (a thing), p (several), r (relative), s (the speaker); empty: not told
    definite: bool = False
    via: str | None = None  # through whom it came: "a memo obtained by The Intercept"
    seen: bool = False  # whether the trained reader sees a name of this kind in it


def read_mentions(text: str, sentences: Sequence[Sentence], lexicon: Lexicon) -> tuple[Mention, ...]:
    """Return the names of an article in order, each with the titles that stand at it."""
    return tuple(mention for sentence in sentences for mention in _names(text, sentence.span, lexicon))


def _names(text: str, sentence: Span, lexicon: Lexicon) -> Iterator[Mention]:
    for match in NAME.finditer(text, sentence.start, sentence.end):
        for piece in _pieces(text, Span(*match.span()), lexicon):
            span = _without_function_word(text, piece, lexicon)
            if span is None or (span.start == sentence.start and _is_verb(span.words(text), lexicon)):
                continue
            before = _nouns_before(text, sentence.start, span.start, lexicon)
            body = _with_body(text, span, sentence.end, lexicon)
            if body is not None:
                yield describe(text, Span(before, body), lexicon)
                continue
            if span.words(text).endswith(DEMONYM_ENDINGS) and ADJECTIVE.match(text, span.end):
                continue  # "Vessan" in "the Vessan border guard" names nobody
            mention = describe(text, Span(before, span.end), lexicon)
            acronym = BRACKETED.match(text, span.end)
            if mention.role == "person" and acronym and acronym.group(1).isupper():
                mention = replace(mention, role="organization", name=span.words(text), gender="n")
            told = _nouns_after(text, span.end, sentence.end, lexicon)
            yield replace(
                mention, nouns=(*mention.nouns, *told, *_noun_behind_comma(text, sentence.start, before, span))
            )


def _is_verb(word: str, lexicon: Lexicon) -> bool:
    """Answer whether a word owes its capital to its place only: "Taken together, ..."."""
    lower = word.lower()
    return not word.isupper() and (lexicon.tags.get(lower) == "V" or lower in PARTICIPLES)


def _with_body(text: str, span: Span, ceiling: int, lexicon: Lexicon) -> int | None:
    """Return where "Tarsis’s interim government" or "US military" ends, which begins with a name."""
    match = BODY_AFTER.match(text, span.end, min(ceiling, span.end + 60))
    if match is None:
        return None
    *between, noun = re.split(r"[\s-]+", match.group().lstrip("- "))
    body = lexicon.bodies.get(noun)
    if body is None or body.kind not in STATE_BODIES or noun in PLACE_BODIES:
        return None
    name = span.words(text)
    whose = POSSESSIVE.search(name) or name.endswith(DEMONYM_ENDINGS) or name.replace(".", "").lower() in STATES
    plain = all(lexicon.tags.get(word, "w") == "w" for word in between)
    return match.end() if (whose or text[span.end] == "-") and plain and " " not in name else None


def _pieces(text: str, span: Span, lexicon: Lexicon) -> Iterator[Span]:
    """Yield "Orm and Tarsis" as two names, "Center for War and Peace Studies" as one."""
    start = span.start
    for joint in JOINT.finditer(text, span.start, span.end):
        left = text[start : joint.start()]
        if joint.group(1) or text[joint.end() : span.end] in lexicon.outlets or not re.search(r"\b(?:for|of)\b", left):
            yield Span(start, joint.start())
            start = joint.end()
    yield Span(start, span.end)


def _nouns_before(text: str, floor: int, start: int, lexicon: Lexicon) -> int:
    """Return where the title or common noun in lower case before a name begins, or `start`."""
    match = NOUN_BEFORE.search(text[max(floor, start - 24) : start])
    if match is None or not (match.group(1) in lexicon.titles or match.group(1) in lexicon.bodies):
        return start
    return start - len(match.group())


def _noun_behind_comma(text: str, floor: int, start: int, span: Span) -> Iterator[str]:
    """Yield the noun to which a name stands in apposition: "their union, Careworkers United, says"."""
    match = BEFORE_COMMA.search(text[max(floor, start - 60) : start])
    if match and text[span.end : span.end + 1] == ",":
        yield match[1]


def _nouns_after(text: str, start: int, ceiling: int, lexicon: Lexicon) -> Iterator[str]:
    """Yield the titles and common nouns of an apposition: "Orm, the party's leader"."""
    match = APPOSITION.match(text, start, min(ceiling, start + 90))
    words = WORD.findall(match.group(1)) if match else []
    if any(word in lexicon.cues and word not in lexicon.titles for word in words):
        return  # ", a monitor said" is no apposition
    for word in words:
        if word.lower() in lexicon.titles or word.lower() in lexicon.bodies:
            yield word.lower()


def _without_function_word(text: str, span: Span, lexicon: Lexicon) -> Span | None:
    """Return the span of a name without the capitalised function words and days that a sentence begins with."""
    start = span.start
    for word in re.finditer(r"\S+", span.words(text)):
        start = span.start + word.start()
        if lexicon.tags.get(word.group().lower().strip(".,"), "M") in "MV":
            return Span(start, span.end)
    return None


def describe(text: str, span: Span, lexicon: Lexicon) -> Mention:
    """Read a noun phrase: which name or noun it turns on.

    >>> from onrecord.reading.lexicon import load_lexicon
    >>> def told(words): return describe(words, Span(0, len(words)), load_lexicon())
    >>> told("Tarsian Prime Minister Ela Orm").name, told("the latest count by the Orvel Health Ministry").name
    ('Ela Orm', 'Orvel Health Ministry')
    >>> told("a May Air Force memo obtained by The Lantern").name, told("several local officials").role
    ('Air Force memo', 'anonymous')
    """
    words = _without_run_in(text, span, _words(text, span, lexicon), lexicon)
    if not words:
        return Mention(span, "nominal", span.words(text), "anonymous")
    if len(words) == 1 and words[0].lower() in PRONOUNS and not (words[0].isupper() and len(words[0]) > 1):
        return Mention(span, "pronoun", words[0], "anonymous", gender=PRONOUNS[words[0].lower()])
    definite = words[0].lower() in DEFINITE
    if definite and len(words) == len(("The", "Minister")) and words[1].lower() in lexicon.titles:
        words[1] = words[1].lower()  # an office, however it is written
    apposed = _apposed(text, span, words, lexicon)
    told = apposed or _document(span, words, lexicon, definite) or _party(span, _stripped(words), lexicon, definite)
    return _counted(words, _with_clause(text, told))


def may_speak(text: str, source: Span, lexicon: Lexicon) -> bool:
    """Answer whether a source is somebody, or something that tells: a war, an attack or a mere death toll is neither.

    >>> from onrecord.reading.lexicon import load_lexicon
    >>> def told(words): return may_speak(words, Span(0, len(words)), load_lexicon())
    >>> told("The Tarsian conflict"), told("an earlier death toll"), told("the Tarsian ministry"), told("War Child")
    (False, False, True, True)
    """
    words = _stripped(_words(text, source, lexicon))
    return not words or (_head(words) not in SILENT.intersection(words) and DEATH_TOLL.isdisjoint(pairwise(words)))


def _counted(words: list[str], told: Mention) -> Mention:
    """Return those left unnamed with how many they are: "two aides", "one of the officials"."""
    before = words[: len(words) - len(_stripped(words))]
    tells = bool(before) and (before[0].lower() in COUNTS or before[-2:-1] == ["of"])
    if told.kind != "nominal" or told.role != "anonymous" or not tells:
        return told
    return replace(told, name=" ".join([before[0].lower(), *before[1:], told.name]))


def _with_clause(text: str, told: Mention) -> Mention:
    """Return those left unnamed with the clause that alone tells who they are: "engineers who built the dam"."""
    if told.kind != "nominal" or told.role != "anonymous" or told.definite:
        return told
    at = text.lower().find(told.name.lower(), told.span.start, told.span.end)
    clause = WHO.match(text, at + len(told.name), told.span.end) if at >= 0 else None
    return replace(told, name=f"{told.name} {' '.join(clause.group().split())}") if clause else told


def _without_run_in(text: str, span: Span, words: list[str], lexicon: Lexicon) -> list[str]:
    """Return the source alone where a page that lost its marks runs a place or others into it.

    "Port Orvel district state television" is state television, "fighters Vessan activists" are Vessan activists,
    "ORNAs correspondent" is ORNA’s.
    """
    if len(words) < len(("place", "source")):
        return words
    acronym = ACRONYMS.match(words[0])
    if acronym and acronym[1] in lexicon.outlets:
        return [f"{acronym[1]}’s", *words[1:]]
    rest = _after_place(text[max(0, span.start - 40) : span.start], words)
    speaks = words[-1] in lexicon.speaking
    if speaks and len(rest) > 1:
        return rest
    others = words[0].islower() and words[0].endswith("s") and words[0] not in lexicon.titles
    return words[1:] if others and speaks and words[0] in lexicon.speaking and _is_demonym(words[1]) else words


def _after_place(before: str, words: list[str]) -> list[str]:
    """Return what follows a place at the head of a phrase: "province of Orvel local residents"; else nothing."""
    if words[0] not in KINDS_OF_PLACE:
        return []
    if words[1] != "of":
        return words[1:] if re.search(r"[A-Z][\w’'-]*\s+$", before) else []
    end = next((at for at in range(2, len(words)) if not _is_capital(words[at])), len(words))
    return words[end:] if end > len(("kind", "of")) else []


def _is_demonym(word: str) -> bool:
    return word[0].isupper() and word.endswith(DEMONYM_ENDINGS)


def _apposed(text: str, span: Span, words: list[str], lexicon: Lexicon) -> Mention | None:
    """Read "the convener of the inquiry, Ela Orm,": an office in common words, and after a comma whoever holds it."""
    head = _head(_stripped(words))
    if (head not in words and head not in lexicon.titles) or _is_body(head, lexicon):
        return None
    match = APPOSED.search(text, span.start, min(span.end, span.start + 200))
    name = match[1].split() if match and match.end() <= span.end else []
    while name and _is_title(name[0], lexicon):
        name = name[1:]  # "the governor, Major General Ela Orm"
    if not _looks_like_person(name, lexicon) or not name[0][0].isupper():
        return None
    return Mention(span, "name", " ".join(name), "person", (head,), _gender(name, (head,), lexicon), definite=True)


def _words(text: str, span: Span, lexicon: Lexicon) -> list[str]:
    """Return the words of a phrase, up to a comma, bracket or relative clause."""
    found: list[str] = []
    for match in WORD.finditer(text, span.start, min(span.end, span.start + 400)):
        word = match.group()
        if word in "()[]" or (text[match.start() - 1 : match.start()] == "(" and word.isupper()):
            continue
        if not found and word.lower() in CITING:
            continue
        if found and word in DETERMINERS and all(each.lower() in DATES or each.isdigit() for each in found):
            found = []  # "On May 14 the council"
        introduced = found and (found[-1] in lexicon.bodies or found[-1] in SILENT or {*found[:2]} & KINDS_OF_PLACE)
        if introduced and word in DETERMINERS and INTRODUCED.match(text, match.end()):
            found = []  # "after the raids the Orvel Committees said", as pages print that lost their commas
        if word == "," and OWNER.match(text, match.end()) and not any(_speaks(each, lexicon) for each in found):
            found = []  # "the river, their counterparts", where a phrase of place runs into the source
            continue
        if found and AS_WELL.match(text, match.start()):
            break
        if found and (word in ASIDES or word == "," or (word in DETERMINERS and found[-1][0].isupper())):
            break
        found.append(word)
    return _first_named(_without_place(found, lexicon), lexicon)


def _speaks(word: str, lexicon: Lexicon) -> bool:
    return word[0].isupper() or word in lexicon.speaking


def _without_place(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return "Western reporters" of "Western reporters at several hospitals"; "a source at Orvel Police" is whole."""
    stop = next((at for at, word in enumerate(words) if at and word in PLACED), None)
    if stop is None or words[stop - 1].lower() not in lexicon.anonymous:
        return words
    vague = words[stop + 1 : stop + 2] and words[stop + 1] in QUANTIFIERS - DEFINITE
    return words[:stop] if vague and all(word.islower() for word in words[stop:]) else words


def _first_named(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return the first of joint parties: "the ministry" of "the ministry and its allies"."""
    for at in range(1, len(words) - 1):
        if words[at] not in {"and", "or"}:
            continue
        following = words[at + 1]
        linked = any(word in {"of", "for"} for word in words[:at])
        inside_name = following[0].isupper() and linked and following not in lexicon.outlets
        if not inside_name and (words[at - 1][0].isupper() or following.lower() in DETERMINERS or len(words[:at]) > 1):
            return words[:at]
        if not inside_name and at == 1:
            return words[:at]
    return words


def _in_lower_case(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return a description without the capital that only its place in the sentence gave it: "local sources"."""
    first = words[0].lower()
    common = first in lexicon.anonymous or first in lexicon.bodies or first in COMMON or first in lexicon.tags
    return [first, *words[1:]] if words[0].istitle() and common and all(word.islower() for word in words[1:]) else words


def _stripped(words: list[str]) -> list[str]:
    """Return the words without determiners, numbers of people and the like at their beginning."""
    start = 0
    while start < len(words) - 2 or (start < len(words) - 1 and words[start + 1] != "of"):
        lower = words[start].lower()
        if lower in PARTS and words[start + 1] == "of":
            start += 2
        elif lower in QUANTIFIERS or words[start] in LATEST or lower.isdigit() or _is_based(words, start):
            start += 1
        elif words[start + 1 : start + 2] and words[start + 1] in RUN and words[start + 2 : start + 3]:
            start += 2  # "ISIS run Amaq", as pages print that lost their hyphens
        elif _is_voice_of_state(words, start):
            start += 2
        elif lower in UNNAMED and start + 2 < len(words):
            start += 1
        else:
            break
    return words[start:]


def _is_voice_of_state(words: list[str], at: int) -> bool:
    """Answer whether "Vessas official" stands before an outlet’s name, as pages print that lost their apostrophes."""
    possessor, *voice = words[at : at + 3]
    named = len(voice) == len(("official", "Agency")) and voice[0] in VOICES_OF_STATES and voice[1][0].isupper()
    return named and possessor[0].isupper() and possessor.endswith("s")


def _is_based(words: list[str], at: int) -> bool:
    """Answer whether a word only says where or whose: "the Orvel-based Observatory", not "rebel-run clinics"."""
    following = words[at + 1 : at + 2]
    return bool(following and BASED.match(words[at]) and (following[0][0].isupper() or words[at].endswith("based")))


def _document(span: Span, words: list[str], lexicon: Lexicon, definite: bool) -> Mention | None:  # noqa: FBT001 - handed on
    """Read "a report by X" (X speaks) and "a memo obtained by Y" (the memo speaks, through Y)."""
    head = next((at for at, word in enumerate(words) if _is_document(word, lexicon, first=at == 0)), None)
    while head is not None and head + 1 < len(words) and _is_document(words[head + 1], lexicon, first=False):
        head += 1  # "video footage", "a draft report"
    follows = words[head + 1] if head is not None and head + 1 < len(words) else ""
    of_it = follows in lexicon.bodies or follows in lexicon.titles
    if head is None or follows[:1].isupper() or of_it or PREPOSITIONS & {*words[:head]}:
        return None  # "the national statistics office" is an office, "a research assistant" a person
    noun = words[head].lower()
    before, after = words[:head], words[head + 1 :]
    passed = next((at for at, word in enumerate(after) if at and word in REACHED), len(after))
    after, past = after[:passed], after[passed:]  # "a note from the customs [seen by The Lantern]"
    link = next((at for at, word in enumerate(after) if word in {"by", "from", "to", "of", "with"}), None)
    issuer = after[link + 1 :] if link is not None else []
    named = _capitals(issuer)
    if not named:
        issuer = _up_to_preposition(issuer)  # "a message from the captain to the port"
    known = bool(named) or (bool(issuer) and issuer[-1].lower() in lexicon.speaking)
    reached = link is not None and {*after[:link]} & REACHED
    by_somebody = link is not None and after[link] in {"by", "from"} and not reached
    if by_somebody and lexicon.documents[noun] == "issued" and (known or after[link or 0] == "by"):
        told = _party(span, _stripped(issuer), lexicon, True, noun)  # noqa: FBT003 - it is named
        return replace(told, via=_via(past, lexicon))
    if lexicon.documents[noun] == "issued" and before and not link:
        outlet = _outlet(_stripped([*before, "x"])[:-1] or before, lexicon)
        if outlet is not None:
            return Mention(span, "name", outlet[0], outlet[1], (noun,), "n", definite)
    possessor = next((at for at, word in enumerate(before) if POSSESSIVE.search(word)), None)
    if possessor is not None and lexicon.documents[noun] == "issued":
        owner = [*before[:possessor], POSSESSIVE.sub("", before[possessor])]
        return _party(span, _stripped(owner), lexicon, True, noun)  # noqa: FBT003 - it is named
    if noun in TALLIES and before and before[-1][0].isupper():  # "an Observatory toll" is whoever counted
        return _party(span, _stripped(before), lexicon, True, noun)  # noqa: FBT003 - it is named
    name = " ".join([*_of_document(before), words[head], *(_released(after) or _told_by(after))])
    via = _via(past, lexicon) or (" ".join(_stripped(named)) if reached and named else None)
    return Mention(span, "name" if " " in name else "nominal", name, "document", (noun,), "n", definite, via)


def _via(passed: list[str], lexicon: Lexicon) -> str | None:
    """Return who got hold of a document: "seen by The Lantern", "obtained by the Tarsian weekly Orvel Post"."""
    if passed[1:2] != ["by"]:
        return None
    kind = max((at for at, word in enumerate(passed) if word in lexicon.bodies), default=1)
    return " ".join(_stripped(_capitals(passed[kind + 1 :]))) or None


def _released(after: list[str]) -> list[str]:
    """Return what says which of many: "data released Wednesday", "a video posted on the network"."""
    told = after and after[0] in RELEASED and len(after) <= 4 and after[-1][0].isupper() and "by" not in after
    return after if told else []


def _told_by(after: list[str]) -> list[str]:
    """Return what says of what or to whom a document is: "minutes of a closed meeting", "a letter to lenders"."""
    if not after or after[0] not in {"of", "to", "from", "by"}:
        return []
    for at, word in enumerate(after):
        ended = word in PREPOSITIONS | PARTICIPLES or (word.endswith("ed") and after[at - 1] not in DETERMINERS)
        if at and ended:
            after = after[:at]
            break
    return after if after[0] in {"from", "by"} or all(word.islower() for word in after) else []


def _is_document(word: str, lexicon: Lexicon, *, first: bool) -> bool:
    return word.lower() in lexicon.documents and (first or word.islower())


def _of_document(before: list[str]) -> list[str]:
    """Return the words before a document's noun that name it: no determiner, no date, no description."""
    names = [word for word in _stripped([*before, "x"])[:-1] if word.lower() not in DATES]
    capitals = [word for word in names if word[0].isupper() or BASED.match(word)]
    return capitals or names


def _capitals(words: list[str]) -> list[str]:
    """Return the name that a phrase begins with, its determiner included."""
    for at, word in enumerate(words):
        if not word[0].isupper() and not (at == 0 and word == "the") and word not in {"of", "for", "and", "the"}:
            return words[:at] if at and words[at - 1][0].isupper() else []
    return words


def _party(span: Span, words: list[str], lexicon: Lexicon, definite: bool, noun: str = "") -> Mention:  # noqa: FBT001 - handed on
    """Read the phrase of a person, a body or those left unnamed."""
    extra = (noun,) if noun else ()
    owned = _owned(words, lexicon)
    if owned is not None:
        noun = owned[-1].lower()
        return Mention(span, "name", " ".join(owned), lexicon.bodies[noun].role, (noun, *extra), "n", definite)
    known = _outlet(_unpossessed(words), lexicon)
    if known is not None:
        return Mention(span, "name", known[0], known[1], extra, "n", definite)
    person = _person(words, lexicon)
    if person is not None:
        name, titles = person
        gender = _gender(name, titles, lexicon)
        return Mention(span, "name", " ".join(name), "person", (*titles, *extra), gender, definite)
    return _body_or_unnamed(span, _in_lower_case(_unpossessed(words), lexicon), lexicon, definite, extra)


def _body_or_unnamed(
    span: Span,
    name_words: list[str],
    lexicon: Lexicon,
    definite: bool,  # noqa: FBT001 - handed on
    extra: tuple[str, ...],
) -> Mention:
    """Read the phrase of a body, or of those whom the article leaves unnamed."""
    printed = " ".join(name_words)
    capitals = [word for word in name_words if word[0].isupper() and word.lower() not in DATES]
    nouns = tuple(
        word.lower() for word in name_words if word.lower() in lexicon.bodies or word.lower() in lexicon.titles
    )
    head = _head(name_words)
    if (
        head in lexicon.anonymous
        or _are_several(name_words, lexicon)
        or (head in lexicon.titles and (name_words[-1].islower() or not PREPOSITIONS.isdisjoint(name_words)))
    ):
        gender = lexicon.titles[head].gender if head in lexicon.titles else "p" if head.endswith("s") else ""
        return Mention(span, "nominal", printed, "anonymous", (head, *extra), gender, definite)
    if not capitals:
        body = lexicon.bodies.get(head)
        return Mention(span, "nominal", printed, body.role if body else "anonymous", (head, *extra), "n", definite)
    name = _name_alone(name_words, lexicon)
    role: Role = next((lexicon.bodies[each].role for each in reversed(nouns) if each in lexicon.bodies), "organization")
    plain = head in name_words and head not in nouns and head not in PRONOUNS
    turned = (head,) if plain else ()  # "a deserter from the Fourth Brigade" is the deserter
    return Mention(span, "name", " ".join(name), role, (*nouns, *turned, *extra), "n", definite)


def _owned(words: list[str], lexicon: Lexicon) -> list[str] | None:
    """Read "President Ela Orm’s administration" as the Orm administration."""
    owner = next((at for at, word in enumerate(words) if POSSESSIVE.search(word)), None)
    if owner is None or len(words) - owner != 2 or words[-1] not in OWNED:
        return None
    name = [*words[:owner], POSSESSIVE.sub("", words[owner])]
    person = _person(name, lexicon)
    return [person[0][-1], words[-1]] if person else None


def _head(words: list[str]) -> str:
    """Return the noun that a phrase turns on: the last before its first preposition.

    >>> _head(["spokesman", "for", "the", "ministry"]), _head(["Orvel", "health", "officials"])
    ('spokesman', 'officials')
    """
    return _up_to_preposition(words)[-1].lower()


def _up_to_preposition(words: list[str]) -> list[str]:
    return words[: next((at for at, word in enumerate(words) if at and word in PREPOSITIONS), len(words))]


def _person(words: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[str, ...]] | None:
    """Return a person's name and titles, or None where the phrase names no person."""
    words = _before_preposition(words, lexicon)
    if _are_several(words, lexicon):
        return None
    bare = [POSSESSIVE.sub("", word) for word in words]
    titles = [at for at, word in enumerate(bare) if _is_title(word, lexicon)]
    turns = [at for at, word in enumerate(bare) if at in titles or word.lower() in lexicon.bodies]
    possessors = [at for at, word in enumerate(words[:-1]) if POSSESSOR.search(word)]
    last = max([*turns, *possessors], default=-1)
    if words[0].lower() in lexicon.bodies and words[1:2] == ["of"]:
        return None  # "the government of President Orm" is a government
    name = words[last + 1 :]
    if not name or not all(_is_capital(word) for word in name) or len(name) > 5 or POSSESSIVE.search(name[-1]):
        return _named_before(words, bare, lexicon) or _named_last(words, lexicon) or _named_at_end(words, lexicon)
    told = tuple(_title(bare[at]) for at in titles)
    if len(name) == 1 and told and told[-1] in CROWNED:
        name = [bare[titles[-1]].capitalize(), *name]
    if last >= 0 and (last in titles or last in possessors):
        return (name, told) if " ".join(name) not in lexicon.outlets else None
    if last >= 0:  # a body's noun before it: "Yemeni group Ansar" names a body, "Brigades Abu Obeida" a person
        return (name, told) if titles and len(name) > 1 else None
    if len(name) > 2 and name[0].isupper() and "." not in name[0]:
        name = name[1:]  # "the UN Ela Orm", cut out of "representative to the UN Ela Orm"
    elif len(name) > 2 and name[-1].isupper():
        name = name[:-1]  # "Ela Orm ICRC director", as pages print that lost their commas
    return (name, told) if _looks_like_person(name, lexicon) else _named_last(words, lexicon)


def _are_several(words: list[str], lexicon: Lexicon) -> bool:
    """Answer whether a phrase turns on several people, whoever is named after them: "aides to President Orm"."""
    head = _head(words)
    plural = head.endswith("s") and (head in lexicon.anonymous or head[:-1] in lexicon.titles)
    return plural and any(word in PREPOSITIONS for word in words[1:])


def _named_last(words: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[str, ...]] | None:
    """Read "air accident investigator Ela Orm": a calling that no table knows, and a name."""
    start = len(words)
    while start and _is_capital(words[start - 1]):
        start -= 1
    called = 0 < start < len(words) and words[start - 1].islower() and words[start - 1] not in lexicon.bodies
    if not called or PREPOSITIONS & {*words[:start]} or not _looks_like_person(words[start:], lexicon):
        return None
    return words[start:], (words[start - 1],)


def _named_at_end(words: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[str, ...]] | None:
    """Read "director of the Observatory for Human Rights Ela Orm": a title, its office and a name with a given name."""
    if not _is_title(words[0], lexicon) and not (len(words) > 1 and _is_title(words[1], lexicon)):
        return None
    for at in range(max(2, len(words) - 4), len(words) - 1):
        if words[at].lower() in lexicon.genders and all(_is_capital(word) for word in words[at:]):
            titles = tuple(_title(word) for word in words[:at] if _is_title(word, lexicon))
            return words[at:], titles
    return None


def _before_preposition(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return "Pope Orm" of "Pope Orm in an Easter message"; a body keeps its place ("Embassy in Tarsis")."""
    whose = next((at for at, word in enumerate(words) if word == "of" and _is_person_before(words[:at], lexicon)), None)
    if whose is not None:
        return words[:whose]
    stop = next((at for at, word in enumerate(words) if at and word in {"in", "at", "on", "during", "after"}), None)
    if stop is None or not words[stop - 1][0].isupper():
        return words
    return words[:stop] if any(_is_title(word, lexicon) for word in words[: stop - 1]) else words


def _is_person_before(words: list[str], lexicon: Lexicon) -> bool:
    """Answer whether a person’s name ends a phrase: "grower Ela Orm" of Tarsis, not "president United Front"."""
    if len(words) < len(("Ela", "Orm")):
        return False
    *before, given, family = words
    called = bool(before) and before[-1].islower() and _is_title(before[-1], lexicon)
    return family.istitle() and given.istitle() and (called or given.lower() in lexicon.genders)


def _named_before(words: list[str], bare: list[str], lexicon: Lexicon) -> tuple[list[str], tuple[str, ...]] | None:
    """Read "Ela Orm the party's leader", as pages print that lost their commas."""
    first = next((at for at, word in enumerate(words) if not (word[0].isupper() and _is_title(word, lexicon))), 0)
    words, bare = words[first:], bare[first:]  # "Dr Ela Orm a member of the council"
    name = []
    for word in words:
        if not _is_capital(word) or POSSESSIVE.search(word) or (word.endswith("s") and word[:-1].isupper()):
            break
        name.append(word)
    if len(name) > 2 and name[-1].isupper():
        name.pop()  # "Ela Orm ICRC regional director"
    if bare[len(name) : len(name) + 1] and bare[len(name)] in lexicon.anonymous:
        return None  # "an Orvel Radio correspondent"
    titles = tuple(_title(each) for each in bare[len(name) :] if _is_title(each, lexicon))
    return (name, titles) if titles and len(name) < len(words) and _looks_like_person(name, lexicon) else None


def _looks_like_person(name: list[str], lexicon: Lexicon) -> bool:
    if not 2 <= len(name) <= 4 or " ".join(name) in lexicon.outlets:
        return False
    if name[0].lower() in lexicon.genders:
        return True
    plain = all(not _is_body(word, lexicon) and not (word.isupper() and len(word) > 2) for word in name)
    return plain and not name[0].endswith(DEMONYM_ENDINGS) and name[0].lower() not in lexicon.not_persons


def _is_body(word: str, lexicon: Lexicon) -> bool:
    lower = word.lower()
    return lower in lexicon.bodies or lower.removesuffix("s") in lexicon.bodies or lower in lexicon.documents


def _is_title(word: str, lexicon: Lexicon) -> bool:
    return _title(word) in lexicon.titles


def _title(word: str) -> str:
    """Return the title that a word is, without what is joined to it ("Vice-President")."""
    return word.lower().strip(".").rsplit("-", 1)[-1]


def _is_capital(word: str) -> bool:
    return word[0].isupper() or PARTICLE.match(word) is not None


def _gender(name: list[str], titles: tuple[str, ...], lexicon: Lexicon) -> str:
    told = [lexicon.titles[each].gender for each in titles if each in lexicon.titles and lexicon.titles[each].gender]
    return told[0] if told else lexicon.genders.get(name[0].lower(), "")


def _unpossessed(words: list[str]) -> list[str]:
    """Return the words, a possessor that ends them without its ending."""
    if not words:
        return words
    return [*words[:-1], POSSESSIVE.sub("", words[-1]) or words[-1]]


def _outlet(words: list[str], lexicon: Lexicon) -> tuple[str, Role] | None:
    """Return the name, as printed, and the role of the outlet or agency that a phrase names."""
    last = max((at for at, word in enumerate(words) if word[0].isupper() or word[0].isdigit()), default=-1)
    if any(word.lower() in lexicon.anonymous for word in words[last + 1 :]):
        return None
    first = next((at for at, word in enumerate(words) if word[0].isupper()), 0)
    for name in (" ".join(words[: last + 1]), " ".join(words[first : last + 1]), " ".join(words)):
        known = lexicon.outlets.get(name) or lexicon.outlets.get("The " + name)
        if known is not None:
            return name.removeprefix("The "), known.role
    if last > 0 and words[last].lower() in OUTLET_ENDINGS:
        return " ".join(words[first : last + 1]), "outlet"
    if last > 1 and words[last] == "Agency" and words[last - 1] in {"News", "Press"}:
        return " ".join(words[first : last + 1]), "agency"
    return None


def _name_alone(words: list[str], lexicon: Lexicon) -> list[str]:
    """Return a body's name without the common nouns that go with it.

    "Vessan rebel group Arda" and "Arda monitoring group" are Arda; "Vessan rebel groups" keeps its nouns.
    """
    nouns = [at for at, word in enumerate(words[:-1]) if word.islower() and word in lexicon.bodies]
    if nouns and words[nouns[-1]] != "state" and all(word[0].isupper() for word in words[nouns[-1] + 1 :]):
        return words[nouns[-1] + 1 :]
    # An institution's own name ends before the common nouns; an adjective of place alone is no name.
    last = max(at for at, word in enumerate(words) if word[0].isupper())
    own, trailing = words[: last + 1], words[last + 1 :]
    hangs = len(own) == 1 and own[0].replace(".", "").lower() in STATES
    if trailing and not hangs and all(word in lexicon.bodies for word in trailing) and _names_itself(own, lexicon):
        return own
    return words


def _names_itself(words: list[str], lexicon: Lexicon) -> bool:
    named = any(word[0].isupper() and word.lower() in lexicon.bodies for word in words)
    return words[0][0].isupper() and (named or bool(re.match("[A-Z]{2}", words[0])))
