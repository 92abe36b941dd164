"""Names: what one printed name says about who is meant, before it is compared with any other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from onrecord.linking.words import folded, folded_words, function_words
from onrecord.spans import Span
from onrecord.tables import load_table

if TYPE_CHECKING:
    from onrecord.gazetteer import Gazetteer, NamedPlace
    from onrecord.types import Role

Sort = Literal["person", "office", "anonymous", "acronym", "document", "body", "unclear"]

_ACRONYM = re.compile(r"[A-Z][A-Z.&-]{0,8}[A-Z]s?\.?")
_BRACKETED = re.compile(r"\s*\([^()]{2,12}\)\s*$")
_QUALIFIER = re.compile(
    r"^[\w.]+-(?:run|led|controlled|ruled|held|backed|affiliated|appointed|based|linked)$", re.IGNORECASE
)
# What a page prints before a name and is no part of it: its date, what kind of body it is, whose lists are cited.
_DATED = re.compile(
    r"^(?:(?:date of publication|published|updated|last updated(?: at)?)\s+)?(?:[A-Z][a-z]+day,?\s+)?"
    r"(?:\d{1,2}\.?\s+[A-Z][a-z]{2,8}|[A-Z][a-z]{2,8}\s+\d{1,2})\.?,?\s+\d{4}\s+(?=[A-Z])",
    re.IGNORECASE,
)
_KIND_OF_BODY = re.compile(r"^(?:the |an? )?[a-z][\w’'-]*(?: [a-z][\w’'-]*){0,3} (?=[A-Z])")
_PAPERS_OF = re.compile(
    r"^(?:the |an? )?(?:[a-z-]+ )?(?:lists?|data|figures|records|count|tally|numbers|statistics|estimates?) "
    r"(?:(?:kept|compiled|collected|gathered|published|released|issued|provided) )?(?:by|from|of) (?:the )?(?=[A-Z])"
)
_CLAUSE = re.compile(r"[a-z][\w-]* the \w")  # "backs the opposition"
_LINKING = re.compile(r"\b(?:of|for|in|at|on|by|from|with|to|over|than|that|who|which|and|or)\b")
_PARTICLE = re.compile(r"^(?:al|el|an|ar|as|ash|at|ad|az)-(?=\w{2})|^(?:al|el)$")
# "Abdul Rahman", "Abd al-Rahman" and "Abdulrahman" are one name; Abdullah is another and never parted.
_SERVANT = re.compile(r"^abd[aeiou]l$")
_SERVANT_JOINED = re.compile(r"^abd[aeiou][lrs]-?(?!lah|la$)(\w{4,})$")
_PLACE_KINDS = frozenset({"country", "demonym", "region", "admin1", "city"})
_CIVIL_DEFENCE = re.compile(r"\bcivil[ -]defen[cs]e\b", re.IGNORECASE)  # two words, one service
_SOME = re.compile(r"an?\s", re.IGNORECASE)  # "a hospital" may be any
_BEFORE_THE = frozenset(
    {
        "of",
        "in",
        "for",
        "at",
        "by",
        "with",
        "from",
        "to",
        "on",
        "over",
        "and",
        "or",
        "against",
        "under",
        "near",
        "between",
    }
)
_DETERMINER = re.compile(r"^(?:the|an?|its|his|her|their)\s+", re.IGNORECASE)
_WORD_SIGN = re.compile(r"\w")
_SHORT_TITLE = 3  # words before a name that are its title as they stand: "media activist"
_LONGEST_TITLE = 90  # characters; more is a clause about the person
_LONGEST_PLACE = 4  # words of a place inside the name of a body


@dataclass(frozen=True, slots=True)
class Name:
    """One printed name taken apart."""

    printed: str
    sort: Sort
    tokens: tuple[str, ...]  # folded, without titles and words that do not tell
    office: tuple[str, ...] = ()  # "health", "ministry"
    country: str | None = None  # whose office
    place: str | None = None  # finer than the country, or a place that no gazetteer knows

    @property
    def surname(self) -> str:
        """The last token of a person's name."""
        return self.tokens[-1] if self.tokens else ""


@cache
def _column(table: str, *, where: str | None = None) -> frozenset[str]:
    rows = load_table("onrecord.linking", table)
    return frozenset(row["word"] for row in rows if where is None or row.get(where))


@cache
def _spellings() -> dict[str, str]:
    return {row["word"]: row["as"] for row in load_table("onrecord.linking", "spellings.tsv")}


@cache
def _offices() -> dict[str, tuple[str, str]]:
    return {row["word"]: (row["part"], row["value"]) for row in load_table("onrecord.linking", "offices.tsv")}


def parse_name(printed: str, role: Role, gazetteer: Gazetteer) -> Name:
    """Take a printed name apart.

    >>> from onrecord.gazetteer import load_gazetteer
    >>> told = parse_name("the Hamas-run health ministry in Gaza", "organization", load_gazetteer(None))
    >>> told.sort, told.office, told.country, told.place
    ('office', ('health', 'ministry'), 'PS', 'gaza')
    >>> parse_name("Iraqi Prime Minister Mohammed Shia al-Sudani", "person", load_gazetteer(None)).tokens
    ('mohammed', 'shia', 'sudani')
    """
    bare = trimmed(_BRACKETED.sub("", printed).strip())
    match role:
        case "person":
            return Name(printed, "person", person_tokens(bare))
        case "document":
            return Name(printed, "document", _telling(bare))
        case "publisher" | "outlet" | "agency":
            return Name(printed, "body", _telling(_seated(bare, gazetteer)))
        case _:
            return _parse_body(printed, bare, role, gazetteer)


def trimmed(printed: str) -> str:
    """Return a name without what a page prints before it.

    >>> trimmed("pollster Parallax"), trimmed("lists kept by Lantern Legal Aid")
    ('Parallax', 'Lantern Legal Aid')
    >>> trimmed("Wednesday 27 Jul 2016 Harbour TV"), trimmed("mission of the Basin Council")
    ('Harbour TV', 'mission of the Basin Council')
    """
    bare = _apposed(_PAPERS_OF.sub("", _DATED.sub("", printed)))
    kind = _KIND_OF_BODY.match(bare)
    if (
        kind is None
        or _LINKING.search(kind.group())
        or _CLAUSE.match(bare)
        or kind.group().casefold() in {"the ", "a ", "an "}
    ):
        return bare
    return bare[kind.end() :]


def _apposed(printed: str) -> str:
    """Return the name that stands behind words about it, where a page has lost its commas.

    >>> _apposed("activist group the Britain-based Coastal Observatory"), _apposed("Bank of the North")
    ('Britain-based Coastal Observatory', 'Bank of the North')
    """
    before, the, name = printed.rpartition(" the ")
    words = before.split()
    if not the or _CLAUSE.match(printed) or not name[:1].isupper() or folded(words[-1]) in _BEFORE_THE:
        return printed
    return name


def _seated(bare: str, gazetteer: Gazetteer, by: str = "of|in") -> str:
    """Leave out where an outlet or body sits: "Harbour Radio in Drumeir" is Harbour Radio."""
    name, of, place = re.sub(rf" (?:{by}) (?:the )?(?=[^ ]+$)", "|", bare).partition("|")
    return name if of and len(name.split()) > 1 and gazetteer.named(place) else bare


def _parse_body(printed: str, bare: str, role: Role, gazetteer: Gazetteer) -> Name:
    if office := _read_office(printed, bare, gazetteer, role):
        return office
    words = folded_words(bare)
    head = _LINKING.split(bare, maxsplit=1)[0].split()
    nobody = _column("anonymous.tsv")
    if words and not _CLAUSE.match(bare) and (words[-1] in nobody or (head and folded(head[-1]) in nobody)):
        return Name(printed, "anonymous", tuple(words))
    if state := _state_of(words, gazetteer):
        return Name(printed, "office", (), ("government",), state)
    if role == "anonymous" or _names_no_one(bare, head) or _is_town(words, gazetteer):
        return Name(printed, "unclear", tuple(words))
    short = re.sub(r"^[Tt]he ", "", bare)
    if _ACRONYM.fullmatch(short):
        return Name(printed, "acronym", (squeezed(short),))
    return Name(printed, "body", _telling(_seated(bare, gazetteer, "in")))


def _names_no_one(bare: str, head: list[str]) -> bool:
    """Answer whether words taken for a name are none: "strikes in the north", "after", "patterns and the"."""
    words = folded_words(bare)
    if not words or words[-1] in function_words() or not head or _CLAUSE.match(bare):
        return True
    last = head[-1].strip(",.")
    if len(words) == 1 and _QUALIFIER.match(last):
        return True
    return last[:1].islower() and folded(last) not in _column("common_heads.tsv") | frozenset(_offices())


def _state_of(words: list[str], gazetteer: Gazetteer) -> str | None:
    """Return the country whose government is meant by its own name or its capital's: "Iran", "Tehran"."""
    name = " ".join(words[1:] if words[:1] == ["the"] else words)
    known = gazetteer.named(name)
    if known and known[0].kind == "country":
        return known[0].country_code
    return next((each.country_code for each in known if each.capital), None)


def _is_town(words: list[str], gazetteer: Gazetteer) -> bool:
    """Answer whether a name is that of a town, which speaks for nobody: countries do."""
    known = gazetteer.named(" ".join(words))
    return bool(known) and known[0].kind in {"city", "admin1", "admin2"}


def person_tokens(printed: str) -> tuple[str, ...]:
    """Return the folded tokens of a person's name without titles, particles and whose minister it is."""
    words = [folded(word) for word in re.findall(r"[^\s,()\"“”]+", printed.partition(",")[0])]
    titles = _column("titles.tsv")
    # A title ends what stands before a name: "Kataib Hezbollah spokesman Abu Ali" is Abu Ali.
    last = max((place for place, word in enumerate(words) if _plain(word) in titles), default=-1)
    named = words[last + 1 :] if last + 1 < len(words) else words
    kept = [_SERVANT.sub("abd", _PARTICLE.sub("", word).strip(".-")) for word in named]
    return tuple(part for word in kept for part in _SERVANT_JOINED.sub(r"abd \1", word).split())


@lru_cache(maxsize=100_000)
def speaks_for(source: str, name: str) -> str | None:
    """Return the organisation for which the words of a source say that the person named in it speaks.

    >>> speaks_for("Russian Foreign Ministry Spokeswoman Maria Zakharova", "Maria Zakharova")
    'Russian Foreign Ministry'
    >>> speaks_for("Spokesman for the Al-Qassam Brigades Abu Obeida", "Abu Obeida")
    'Al-Qassam Brigades'
    >>> speaks_for("Ansa Bell, a spokeswoman for the port of Drumeir", "Ansa Bell")
    'port of Drumeir'
    >>> speaks_for("Observatory director Ilse Marrod", "Ilse Marrod")
    'Observatory'
    >>> speaks_for("Interior Minister Radek Osswin", "Radek Osswin")
    'Interior Ministry'
    """
    found = _named_part(source, name)
    if found is None:
        return None
    around = " ".join(f"{source[: found.start]} | {source[found.end :]}".split())
    for pattern in _SPEAKING:
        if (told := pattern.search(around)) and not _SOME.match(told.group("body")):
            return told.group("body").strip(" ,’'") or None
    minister = _MINISTER.search(around)
    body = minister and (minister.group("before") or minister.group("after"))
    return f"{body} Ministry" if body and not body.casefold().endswith("prime") else None


@lru_cache(maxsize=100_000)
def title_of(source: str, name: str) -> str | None:
    """Return what the words of a source call the person named in it.

    >>> title_of("Gaza Health Ministry spokesman Hatem Qudra", "Hatem Qudra")
    'Gaza Health Ministry spokesman'
    >>> title_of("Ansa Bell, a spokeswoman for the port of Drumeir", "Ansa Bell")
    'spokeswoman for the port of Drumeir'
    >>> title_of("Omar Nour, 61", "Omar Nour") is None
    True
    """
    found = _named_part(source, name)
    if found is None:
        return None
    after = re.match(r"\s*,\s*([^,]{3,80})", source[found.end :])
    for words in (_title_part(source[: found.start].split()), (after.group(1) if after else "").split()):
        title = _DETERMINER.sub("", " ".join(words)).strip(" ,")
        told = {_plain(word) for word in folded_words(title)} & _column("titles.tsv")
        if len(title) <= _LONGEST_TITLE and told - _column("titles.tsv", where="honorific"):
            return title
    return None


def _title_part(words: list[str]) -> list[str]:
    """Return the words right before a name that are its title: "opponents of Syrian President" is "Syrian President".

    >>> _title_part("opponents of Syrian President".split())
    ['Syrian', 'President']
    """
    if len(words) <= _SHORT_TITLE:
        return words
    small = {"of", "for", "the", "and", "in"}
    start = len(words)
    while start and (
        words[start - 1][:1].isupper() or _plain(folded(words[start - 1])) in _column("titles.tsv") | small
    ):
        start -= 1
    while start < len(words) and words[start].casefold() in small:
        start += 1
    return words[start:]


def _named_part(source: str, name: str) -> Span | None:
    """Find the person's name, or at least the surname, in the words of a source."""
    told = (_whole_words(each, source) for each in (name, *name.split()[-1:]))
    return next((found for found in told if found), None)


def _whole_words(words: str, source: str) -> Span | None:
    """Find where words first stand in a source and are no part of longer ones."""
    start = source.find(words)
    while start >= 0:
        end = start + len(words)
        if not _WORD_SIGN.match(source, end) and not (start and _WORD_SIGN.match(source, start - 1)):
            return Span(start, end)
        start = source.find(words, start + 1)
    return None


# Who leads an organisation gives its numbers, as its spokespeople do.
_TITLE = (
    r"(?:(?:chief |official |main )?spokes(?:woman|man|person)"
    r"|(?:deputy |executive )?director(?:[- ]general)?|secretary[- ]general|head|chief"
    r"|chair(?:man|woman)?|official|officer|representative|volunteer|commissioner|commander|coordinator"
    r"|superintendent|envoy|manager|administrator)"
)
_SPEAKING = (
    re.compile(rf"{_TITLE} (?:for|of) (?:the )?(?P<body>[^,|]{{2,80}}?)(?: ?[,|]|$)", re.IGNORECASE),
    re.compile(rf"^(?:the )?(?P<body>[^,|]{{2,80}}?)(?:['’]s?)? {_TITLE},? \|", re.IGNORECASE),
    re.compile(rf"\| ?, (?:the |a )?(?P<body>[^,|]{{2,80}}?)(?:['’]s?)? {_TITLE}(?:,|$)", re.IGNORECASE),
)
_MINISTER = re.compile(
    r"(?P<before>[^,|]{2,60}?)(?:['’]s)? minister,? \||\| ?, (?:the )?(?P<after>[^,|]{2,60}) minister", re.IGNORECASE
)


@lru_cache(maxsize=100_000)
def squeezed(name: str) -> str:
    """Return a name's letters and digits alone, so that "U.N." is "un" and "PressTV" is "Press TV".

    >>> squeezed("The Press-TV")
    'presstv'
    """
    words = folded_words(name)
    kept = words[1:] if len(words) > 1 and words[0] == "the" else words
    return "".join(each for word in kept for each in word if each.isalnum())


@lru_cache(maxsize=100_000)
def skeleton(token: str) -> str:
    """Return what transliterations of one name have in common: first letter and single consonants.

    >>> skeleton("mohammed") == skeleton("muhamad"), skeleton("meshaal") == skeleton("mashal")
    (True, True)
    """
    plain = token.replace("ph", "f").replace("ck", "k").replace("q", "k").replace("ou", "u").replace("-", "")
    consonants = re.sub(r"[aeiouy'.]", "", plain[1:])
    return plain[:1] + re.sub(r"(.)\1+", r"\1", consonants)


def _telling(bare: str) -> tuple[str, ...]:
    loose = _column("loose_words.tsv")
    words = [_spellings().get(word, word) for word in folded_words(bare)]
    kept = tuple(word for word in words if word not in {"the", "a", "an", "of", "for", "and", "in", "on"})
    return kept or tuple(word for word in words if word not in loose) or tuple(words)


def _plain(word: str) -> str:
    return word.strip(".").rpartition("-")[2]


def _read_office(printed: str, bare: str, gazetteer: Gazetteer, role: Role) -> Name | None:
    """Read a body that every country has, with the place that tells whose it is, where the name says it."""
    words = [word for word in folded_words(_CIVIL_DEFENCE.sub("civildefence", bare)) if not _QUALIFIER.match(word)]
    parts = _offices()
    told = [parts[word] for word in words if word in parts]
    sector = next((value for part, value in told if part == "sector"), None)
    body = next((value for part, value in told if part == "body"), None)
    if sector == "health" and body is None:
        body = next((value for part, value in told if part == "staff"), None)
    if sector and body:
        office: tuple[str, ...] = (sector, body)
    elif role != "anonymous" and sector is None and any(part == "whole" for part, _ in told):
        office = (next(value for part, value in told if part == "whole"),)
    else:
        return None
    rest = [word for word in words if word not in parts and word not in _column("loose_words.tsv")]
    country, place, left = _read_place(rest, gazetteer)
    if country is None and place is None:
        country, place, left = _read_ruler(bare, left)
    if left and (country or len(left) > 1 or len(office) == 1):
        return None  # "Chicago police union", "Syrian army commander": something else, not the office itself
    return Name(printed, "office", (), office, country, place or (left[0] if left else None))


@cache
def _rulers() -> dict[str, tuple[str, str | None]]:
    return {row["word"]: (row["country"], row["place"] or None) for row in load_table("onrecord.linking", "rulers.tsv")}


def _read_ruler(bare: str, left: list[str]) -> tuple[str | None, str | None, list[str]]:
    """Tell from who runs an office where it works: "Hamas-run", "the Houthi health ministry"."""
    for word in folded_words(bare):
        ruler = word.partition("-")[0]
        if ruler in _rulers() and (word == ruler or _QUALIFIER.match(word)):
            return *_rulers()[ruler], [each for each in left if each != ruler]
    return None, None, left


def _named(words: str, gazetteer: Gazetteer) -> tuple[NamedPlace, ...]:
    """Look up a place; pages that lost their apostrophes write "Russias" for Russia's."""
    known = gazetteer.named(words)
    if known or not words.endswith("s"):
        return known
    return tuple(each for each in gazetteer.named(words[:-1]) if each.kind in {"country", "region"})


def _read_place(words: list[str], gazetteer: Gazetteer) -> tuple[str | None, str | None, list[str]]:
    """Find the first place among `words`: its country, its name where it is finer, and the words left over."""
    for length in range(min(_LONGEST_PLACE, len(words)), 0, -1):
        for start in range(len(words) - length + 1):
            known = _named(" ".join(words[start : start + length]), gazetteer)
            if known and known[0].kind in _PLACE_KINDS:
                fine = None if known[0].kind in {"country", "demonym"} else folded(known[0].name)
                return known[0].country_code, fine, words[:start] + words[start + length :]
    return None, None, words
