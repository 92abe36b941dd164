"""Names: of persons, outlets and agencies, told by their shape and their words."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from onrecord.articles.dates import find_weekday
from onrecord.articles.words import phrases, word_set
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_BYLINE = 120
LONGEST_NAME = 60
MOST_WORDS = 7
# Single words in capitals up to this length are acronyms; so are short words within a name in capitals.
LONGEST_ACRONYM, SHORT = 5, 3

JOINT = re.compile(r"\s*(?:,\s*and\b|,|;|&|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\+)\s+", re.IGNORECASE)
ABBREVIATED = re.compile(r"\b(?:[JS]r|Inc|Ltd|Co|[A-Z])\.$", re.IGNORECASE)
ACRONYM = re.compile(r"[A-Z][A-Z&.-]{1,7}")
DOMAIN = re.compile(r"(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,12}", re.IGNORECASE)
ARTICLE = re.compile(r"(?:al|el|as|ar|an|at|ash|ed|d|l|o)[-’'][A-ZÀ-Þ]")
PLACE_OF = re.compile(r"\s+(?:in|at|from|reporting from)\s+[A-ZÀ-Þ].*$")
AGENCY = r"(?:[A-Z]{2,8}|[Aa]gencies)"
AGENCIES_AT_END = re.compile(
    rf"(?:^|[.!?”\"]\s*)[(\[–—-]+\s*({AGENCY}(?:\s*[/,+&]\s*{AGENCY})*)\s*[)\]]?\.?$",
)


def is_name(words: str) -> bool:
    """Answer whether words have the shape of a name: few, and capitalised but for the small ones.

    >>> is_name("The Voice of Tarsis"), is_name("rain in Tarsis"), is_name("It rained.")
    (True, False, False)
    """
    return DOMAIN.fullmatch(words) is not None or _is_capitalised(words)


def _is_capitalised(words: str) -> bool:
    told = words.split()
    if not 1 <= len(told) <= MOST_WORDS or len(words) > LONGEST_NAME:
        return False
    if words[-1] in ".!?:,;" and not ABBREVIATED.search(words):
        return False
    if told[0] in word_set("inside_names") - word_set("begin_names"):
        return False
    big = [word for word in told if word.lower() not in word_set("inside_names") or word[0].isupper()]
    return all(map(_is_big, big)) and any(map(str.isalpha, "".join(big)))


def _is_big(word: str) -> bool:
    """Answer whether a word begins as one within a name; scripts without case count as capitalised."""
    bare = word.lstrip("(‘’'“\"[@")
    if not bare:
        return False
    return not bare[0].islower() if bare[0].isalnum() and not ARTICLE.match(bare) else ARTICLE.match(bare) is not None


def is_outlet(words: str) -> bool:
    """Answer whether a name is that of an outlet, by its words or its shape.

    >>> is_outlet("Quay Radio"), is_outlet("QNA"), is_outlet("Ramona Wirth")
    (True, True, False)
    """
    if DOMAIN.fullmatch(words) or ACRONYM.fullmatch(words):
        return True
    return not _outlet_words().isdisjoint(re.findall(r"\w+", words.lower()))


@cache
def _outlet_words() -> frozenset[str]:
    return frozenset(row["word"] for row in load_table("onrecord.articles", "outlet_words.tsv"))


def is_person(words: str) -> bool:
    """Answer whether a name may be that of a person.

    >>> is_person("Ramona Wirth"), is_person("Quay Radio"), is_person("Iraq")
    (True, False, False)
    """
    told = words.split()
    if not 2 <= len(told) <= 4 or told[0].lower() == "the" or any(map(str.isdigit, words)):
        return False
    return is_name(words) and not is_outlet(words)


def read_names(words: str) -> tuple[str, ...]:
    """Read the names of a byline; places and posts beside them are left out.

    >>> read_names("Greta Vaun in Lesmar and SIMEON ORRICK JR."), read_names("Staff, Agencies")
    (('Greta Vaun', 'Simeon Orrick Jr.'), ('Staff', 'Agencies'))
    >>> read_names("Ina Korv, Quay correspondent"), read_names("Lena Korvash, Vessany")
    (('Ina Korv',), ('Lena Korvash',))
    """
    parts = _parts(words)
    names = [part for part in parts if is_generic(part) or is_person(part) or (is_name(part) and is_outlet(part))]
    if not names and parts and is_name(parts[0]) and not find_weekday(parts[0]):
        names = [parts[0]]
    return tuple(dict.fromkeys(map(_cased_person, names)))


def bare_authors(words: str) -> tuple[str, ...]:
    """Read the names of people that stand on a line without "By"; empty where the line says anything else.

    >>> bare_authors("Greta Vaun in Lesmar and Simeon Orrick"), bare_authors("Ina Korv, political editor")
    (('Greta Vaun', 'Simeon Orrick'), ('Ina Korv',))
    >>> bare_authors("Rain in Tarsis")
    ()
    """
    parts = _parts(words) if len(words) <= LONGEST_BYLINE else []
    people = [part for part in parts if is_person(part)]
    posts = [part for part in parts if part not in people]
    if not people or parts[0] not in people or not all(map(is_role, posts)):
        return ()
    return tuple(map(_cased_person, people))


def find_agency(paragraph: str, lines: Sequence[str]) -> tuple[str, ...]:
    """Read the agencies that the last paragraph, or a line of its own under it, gives as the text's source.

    >>> find_agency("It rained. (QNA)", []), find_agency("It rained.", ["— QNA/Agencies"])
    (('QNA',), ('QNA', 'Agencies'))
    >>> find_agency("It rained (a lot).", [])
    ()
    """
    for words in (paragraph[-60:], *lines):
        found = AGENCIES_AT_END.search(words)
        if found is not None:
            return tuple(dict.fromkeys(re.split(r"\s*[/,+&]\s*", found[1])))
    return ()


def is_generic(words: str) -> bool:
    """Answer whether words name authors without naming a person.

    >>> is_generic("Our correspondent"), is_generic("Ramona Wirth")
    (True, False)
    """
    return phrases("generic").fullmatch(words) is not None


def is_role(words: str) -> bool:
    """Answer whether words name the post of a journalist.

    >>> is_role("parliamentary correspondent"), is_role("Tarsis")
    (True, False)
    """
    return phrases("role", r"\b{}\b").search(words) is not None


def bare(piece: str) -> str:
    """Return a piece of a line without the signs around it; the full stop of an abbreviated name stays.

    >>> bare("(Quay Radio) – "), bare("Simeon Orrick Jr., ")
    ('Quay Radio', 'Simeon Orrick Jr.')
    """
    inner = piece.strip(" ,:：-–—")
    for opened, closed in ("()", "[]", "{}"):
        if inner.count(opened) != inner.count(closed) or (inner.startswith(opened) and inner.endswith(closed)):
            inner = inner.strip(f"{opened}{closed} ,")
    return inner if ABBREVIATED.search(inner) else inner.rstrip(".")


def cased(name: str) -> str:
    """Write a name that is printed in capitals as one writes it; acronyms stay.

    >>> cased("THE QUAY TIMES"), cased("USA TODAY"), cased("QNA")
    ('The Quay Times', 'USA Today', 'QNA')
    """
    words = name.split()
    if name != name.upper() or name == name.lower() or (len(words) == 1 and len(name) <= LONGEST_ACRONYM):
        return name
    return " ".join(word if _is_acronym(word) else _title(word) for word in words)


def _is_acronym(word: str) -> bool:
    letters = re.sub(r"\W", "", word)
    return len(letters) <= SHORT and letters.lower() not in word_set("short")


def _parts(words: str) -> list[str]:
    parts = (PLACE_OF.sub("", bare(part)) for part in JOINT.split(words))
    return [part for part in parts if part]


def _cased_person(name: str) -> str:
    """Write a person's name in capitals as one writes it; in it no word is an acronym."""
    if name != name.upper() or not is_person(name):
        return cased(name)
    return " ".join(word if "." in word[:-1] or len(word) < SHORT else _title(word) for word in name.split())


def _title(word: str) -> str:
    if word.lower() in word_set("inside_names") - word_set("capital_in_names"):
        return word.lower()
    return re.sub(r"[^\W\d_]+(?:['’][^\W\d_]+)?", lambda match: match[0].capitalize(), word)
