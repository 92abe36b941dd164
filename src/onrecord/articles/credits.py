"""Credit lines: who wrote and published an article, and when, as the line under its headline says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from itertools import repeat
from typing import TYPE_CHECKING

from onrecord.articles.dates import FoundDate, find_dates, find_weekday
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.articles.dates import Order

LONGEST = 180
LONGEST_BYLINE = 120
SEPARATOR = re.compile(r"\s*[|·•●\t;]\s*|\s+[–—/-]{1,2}\s+|\s*[–—]\s*$|^\s*[–—-]+\s*|\s{2,}|\s*//+\s*|\x1f")
COMMA = re.compile(r",\s+")
BYLINE = re.compile(
    r"(?:(?:written|reported|posted|published|compiled|words|story|text|report|reporting|analysis|article|commentary|opinion|review)?\s*\bby|"
    r"texte?|autor(?:en)?|authors?|writer|reporter|von|par|por|автор)\b\s*[:：]?\s+(?P<names>\S.*)",
    re.IGNORECASE,
)
JOINT = re.compile(r"\s*(?:,\s*and\b|,|;|&|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\+)\s+", re.IGNORECASE)
LABEL = re.compile(
    r"\W*(?:(?:first |originally )?(?:published|posted|publication date|date of publication|date|dated|issued|created|on|at|from|released|filed|last|"
    r"publié|veröffentlicht|stand|le|am|el|опубликовано)\b[\s:：,]*)+",
    re.IGNORECASE,
)
UPDATED = re.compile(r"\b(?:updated?|modified|edited|revised|last changed|mis à jour|aktualisiert|обновлено)\b[^|]{0,12}$", re.IGNORECASE)
# What else may stand in a credit line and says nothing of who or when.
ASIDE = re.compile(
    r"(?:(?:last |also )?(?:updated?|modified|edited|revised)\b.*|\d+ min(?:ute)?s?(?: read)?|[\d.,]+k? ?(?:views?|comments?|shares?)|\d{1,2}[:.h]\d\d(?: ?[ap]m)?(?: [A-Z]{2,5})?"
    r"|exclusive|breaking|live|print|share|comments?|news|news report|report|story|article|opinion|analysis|press release|statement|special report|read|et|gmt|ist|local time|uhr)",
    re.IGNORECASE,
)
COUNTED = re.compile(r"(?<![\w.])\d[\d., ]{0,10}k?\s?(?:views?|comments?|shares?|likes?|reads?)\b", re.IGNORECASE)
ABBREVIATED = re.compile(r"\b(?:[JS]r|Inc|Ltd|Co|[A-Z])\.$", re.IGNORECASE)
SOURCE = re.compile(r"(?:source|via|from|published (?:by|in|on)|courtesy of|originally published (?:by|in|at))\s*[:：]?\s+", re.IGNORECASE)
GENERIC = re.compile(
    r"(?:our |the )?(?:(?:news |web |online |foreign |city |special )?(?:staff|agenc(?:y|ies)|correspondents?|newsroom|editors?|desk|reporters?|wires?|writers?|team|bureau|editorial board))(?: (?:reports?|writers?|reporters?))?",
    re.IGNORECASE,
)
AGENCIES_AT_END = re.compile(r"(?:^|[.!?”\"]\s*)[(\[–—-]+\s*((?:[A-Z]{2,8}|Agencies|agencies)(?:\s*[/,+&]\s*(?:[A-Z]{2,8}|Agencies|agencies))*)\s*[)\]]?\.?$")
# Names are capitalised, but for the small words inside them; scripts without case count as capitalised.
SMALL = frozenset("of the and for in de la le les el al da do dos di du der des den van von bin ibn y e et und on to at & + a".split())
ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,7}")
DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}", re.IGNORECASE)
PLACE_OF = re.compile(r"\s+(?:in|at|from|reporting from)\s+[A-ZÀ-Þ].*$")
ROLE = re.compile(
    r"\b(?:correspondent|editor|reporter|writer|columnist|contributor|bureau|chief|staff|analyst|producer|photographer|professor|director|fellow)s?\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Credit:
    """What one line says about who and when."""

    publisher: str | None = None
    author: tuple[str, ...] = ()
    dates: tuple[FoundDate, ...] = field(default=())
    place: str | None = None

    @property
    def date(self) -> str | None:
        """The date, as precise as printed."""
        return next((found.value for found in self.dates if found.value), None)

    @property
    def strength(self) -> int:
        """How surely a line that says this much opens an article: 3 by itself, 2 with others, 1 hardly."""
        parts = bool(self.publisher) + bool(self.author) + bool(self.dates)
        return 3 if parts > 1 else 2 if self.author or self.dates else 1


def read_credit(words: str, captured_at: str | None = None, order: Order | None = None) -> Credit | None:
    """Read a line as a credit line, or return None where it says anything else.

    >>> credit = read_credit("By Ramona Wirth | QUAY RADIO | November 28, 2031")
    >>> credit.author, credit.publisher, credit.date
    (('Ramona Wirth',), 'QUAY RADIO', '2031-11-28')
    >>> read_credit("The ship left Tarsis on November 28, 2031, with its crew")
    """
    if len(words) > LONGEST:
        return None
    dates = find_dates(words, captured_at, order)
    pieces = _pieces(words, dates)
    if pieces is None:
        return None
    kept = tuple(found for found in dates if not UPDATED.search(words[: found.span.start])) or dates
    return _judged(pieces, kept)


def is_name(words: str) -> bool:
    """Answer whether words have the shape of a name: few, and capitalised but for the small ones.

    >>> is_name("The Voice of Tarsis"), is_name("rain in Tarsis"), is_name("It rained.")
    (True, False, False)
    """
    told = words.split()
    if not 1 <= len(told) <= 7 or len(words) > 60 or (words[-1] in ".!?:,;" and not ABBREVIATED.search(words)):
        return DOMAIN.fullmatch(words) is not None
    if told[0] in SMALL - {"de", "al", "el", "van", "von", "bin", "ibn", "di", "da"}:
        return DOMAIN.fullmatch(words) is not None
    big = [word for word in told if word.lower() not in SMALL or word[0].isupper()]
    shaped = all(_is_big(word) for word in big) and any(any(map(str.isalpha, word)) for word in big)
    return shaped or DOMAIN.fullmatch(words) is not None


def _is_big(word: str) -> bool:
    bare = word.lstrip("(‘’'“\"[@")
    if not bare:
        return False
    first = bare[0]
    return first.isupper() or first.isdigit() or (first.isalpha() and not first.islower()) or bool(re.match(r"(?:al|el|as|ar|an|at|ash|ed|d|l|o)[-’'][A-ZÀ-Þ]", bare))


def is_outlet(words: str) -> bool:
    """Answer whether a name is that of an outlet, by its words or its shape.

    >>> is_outlet("Quay Radio"), is_outlet("QNA"), is_outlet("Ramona Wirth")
    (True, True, False)
    """
    return bool(DOMAIN.fullmatch(words) or ACRONYM.fullmatch(words)) or not _outlet_words().isdisjoint(re.findall(r"\w+", words.lower()))


def is_person(words: str) -> bool:
    """Answer whether a name may be that of a person.

    >>> is_person("Ramona Wirth"), is_person("Quay Radio"), is_person("Iraq")
    (True, False, False)
    """
    told = words.split()
    return 2 <= len(told) <= 4 and is_name(words) and not is_outlet(words) and not any(map(str.isdigit, words)) and told[0].lower() != "the"


def read_names(words: str) -> tuple[str, ...]:
    """Read the names of a byline; places and posts beside them are left out.

    >>> read_names("Greta Vaun in Lesmar and SIMEON ORRICK JR."), read_names("Staff, Agencies")
    (('Greta Vaun', 'Simeon Orrick Jr.'), ('Staff', 'Agencies'))
    >>> read_names("Ina Korv, Quay correspondent"), read_names("Lena Korvash, Vessany")
    (('Ina Korv',), ('Lena Korvash',))
    """
    parts = [part for part in (PLACE_OF.sub("", _bare(part)) for part in JOINT.split(words)) if part]
    names = [part for part in parts if GENERIC.fullmatch(part) or is_person(part) or (is_name(part) and is_outlet(part))]
    if not names and parts and is_name(parts[0]) and not find_weekday(parts[0]):
        names = [parts[0]]
    return tuple(dict.fromkeys(map(cased, names)))


def bare_authors(words: str) -> tuple[str, ...]:
    """Read the names of people that stand on a line without "By"; empty where the line says anything else.

    >>> bare_authors("Greta Vaun in Lesmar and Simeon Orrick"), bare_authors("Ina Korv, political editor"), bare_authors("Rain in Tarsis")
    (('Greta Vaun', 'Simeon Orrick'), ('Ina Korv',), ())
    """
    if len(words) > LONGEST_BYLINE:
        return ()
    parts = [PLACE_OF.sub("", _bare(part)) for part in JOINT.split(words)]
    people = [part for part in parts if is_person(part)]
    rest = [part for part in parts if part not in people]
    return tuple(map(cased, people)) if people and parts[0] in people and all(ROLE.search(part) for part in rest) else ()


def find_agency(paragraph: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Read the agencies that the last paragraph, or a line of its own under it, gives as the text's source.

    >>> find_agency("It rained. (QNA)", []), find_agency("It rained.", ["— QNA/Agencies"]), find_agency("It rained (a lot).", [])
    (('QNA',), ('QNA', 'Agencies'), ())
    """
    for words in (paragraph[-60:], *lines):
        found = AGENCIES_AT_END.search(words)
        if found is not None:
            return tuple(dict.fromkeys(re.split(r"\s*[/,+&]\s*", found[1])))
    return ()


def _bare(piece: str) -> str:
    """Return a piece of a line without the signs around it; the full stop of an abbreviated name stays."""
    bare = piece.strip(" ,()[]{}:：-–—")
    return bare if ABBREVIATED.search(bare) else bare.rstrip(".")


def cased(name: str) -> str:
    """Write a name that is printed in capitals as one writes it; acronyms stay.

    >>> cased("THE QUAY TIMES"), cased("USA TODAY"), cased("QNA")
    ('The Quay Times', 'USA Today', 'QNA')
    """
    words = name.split()
    if name != name.upper() or name == name.lower() or (len(words) == 1 and len(name) <= 5):
        return name
    return " ".join(word if _stays(word) and word.lower().strip(".") not in SHORT_WORDS else _title(word) for word in words)


SHORT_WORDS = frozenset("the of and for in on at to by new sun day sky war old one eye bay red sea our all big jr sr mr ms dr li abu al el de la van von ben bin ibn".split())


def _stays(word: str) -> bool:
    return len(re.sub(r"\W", "", word)) <= 3


def _title(word: str) -> str:
    if word.lower() in SMALL - {"the", "al", "el", "la", "de", "van", "von"}:
        return word.lower()
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda match: match[0].capitalize(), word)


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("onrecord.articles", "outlet_words.tsv"))


def _pieces(words: str, dates: Iterable[FoundDate]) -> list[str] | None:
    """Cut a line at its dates and separators; None where a piece is no part of a credit line."""
    told, before = [], 0
    for found in dates:
        told.append(words[before : found.span.start])
        before = found.span.end
    told.append(words[before:])
    pieces: list[str] = []
    for part in map(COUNTED.sub, repeat("\x1f"), told):
        for piece in SEPARATOR.split(LABEL.sub("", part, count=1) if LABEL.match(part) else part):
            tidy = _bare(piece)
            if tidy and LABEL.fullmatch(tidy + " ") is None and ASIDE.fullmatch(tidy) is None:
                pieces.append(tidy)
    return pieces if len(pieces) <= 5 else None


def _judged(pieces: list[str], dates: tuple[FoundDate, ...]) -> Credit | None:
    """Decide of each piece whether it is an author, the publisher or a place."""
    authors: list[str] = []
    outlets: list[str] = []
    places: list[str] = []
    for piece in pieces:
        byline = BYLINE.fullmatch(piece)
        if byline is not None:
            names = read_names(byline["names"])
            if not names and len(byline["names"].split()) > 3:
                return None
            authors += names
            continue
        for name in [piece] if not dates and not authors else COMMA.split(piece):
            bare = SOURCE.sub("", name).strip()
            if SOURCE.match(name) and is_name(bare):
                outlets.insert(0, bare)
            elif GENERIC.fullmatch(name):
                authors.append(name)
            elif is_name(name):
                (places if name.lower().startswith(("in ", "at ")) else outlets).append(name)
            elif ROLE.search(name) is None and re.fullmatch(r"(?:in|at|from) [A-Z].{1,40}", name) is None:
                return None
    if not authors and not dates:
        return None
    return _credited(authors, outlets, dates)


def _credited(authors: list[str], outlets: list[str], dates: tuple[FoundDate, ...]) -> Credit:
    """Of several names beside a date, an outlet's is the publisher; a person's before it is the author."""
    if not dates:
        return Credit(author=tuple(authors), place=outlets[0] if outlets else None)
    known = [name for name in outlets if is_outlet(name)]
    people = [name for name in outlets if name not in known and is_person(name)]
    if len(outlets) == 1:
        publisher = outlets[0]
    elif known:
        publisher = known[0]
        authors += [] if authors else people[:1]
    elif outlets and not authors and is_person(outlets[0]) and len(outlets) == 2:
        authors, publisher = [outlets[0]], outlets[1]
    else:
        publisher = outlets[0] if outlets else ""
    return Credit(cased(publisher) or None, tuple(map(cased, authors)), dates)
