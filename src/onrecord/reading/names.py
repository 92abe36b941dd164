"""Names: the fullest name that an article gives each of those it mentions."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from onrecord.reading.mentions import BRACKETED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from onrecord.reading.lexicon import Lexicon
    from onrecord.reading.mentions import Mention

ARTICLE_OF_NAME = re.compile(r"^(?:al|el)-")
INSIDE = frozenset({"of", "for", "in", "to", "on"})  # what follows them is not the head of a name
MOST_PARTS = 3  # of a name that a first name stands for; what is longer is hardly one
MANY = 40  # bearers of one surname, or bodies with one head, that are compared


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one article: acronyms, persons by surname, bodies by the noun at their head."""

    acronyms: Mapping[str, str]
    persons: Mapping[str, Sequence[Mention]]
    bodies: Mapping[str, Sequence[str]]
    outlets: Mapping[str, str]  # an outlet's name in the table → the fullest that the article gives it
    lexicon: Lexicon

    def fullest(self, party: Mention) -> str:
        """Return the fullest name of the bearer of a name: "Ela Orm" for "Orm", the body for its acronym."""
        name = self.acronyms.get(party.name, party.name)
        if party.role == "person":
            same = [each.name for each in self.persons.get(surname(name), ())]
            longest = max([name, *(each for each in same if {*_parts(name)} <= {*_parts(each)})], key=_length)
            return longest if " " in longest else self._called(longest)
        if party.role in {"outlet", "agency"}:
            longer = [each for each in islice(self.outlets.values(), MANY) if each.endswith(f" {name}")]
            return max([name, self.outlets.get(_listed(name, self.lexicon), name), *longer], key=_length)
        if party.kind != "name" or party.role == "document":
            return name
        words = {*name.lower().split()}
        if len(words) == 1 and name.lower() not in self.lexicon.bodies:
            return self._begun(name)
        longer = [each for word in words for each in self.bodies.get(word, ()) if words <= {*each.lower().split()}]
        return max([name, *longer], key=_length)

    def _called(self, name: str) -> str:
        """Return the one person whose first name a lone name is: "Sutrisno Hadi" for "Sutrisno"."""
        persons = (each.name for same in self.persons.values() for each in same)
        whole = {each for each in persons if each.startswith(f"{name} ") and _length(each) <= MOST_PARTS}
        return whole.pop() if len(whole) == 1 else name

    def _begun(self, name: str) -> str:
        """Return the one firm whose name begins with a lone name: "Belmar Steel" for "Belmar"; no state’s ministry."""
        longer = {each for same in self.bodies.values() for each in same if each.startswith(f"{name} ")}
        firms = not any(word.lower() in self.lexicon.bodies for each in longer for word in each.split())
        return longer.pop() if len(longer) == 1 and firms and name.lower() not in self.lexicon.not_persons else name

    def bearer(self, name: str) -> Mention | None:
        """Return the person of whom a lone name is the surname."""
        if " " in name or name in self.acronyms:
            return None
        return next((each for each in self.persons.get(surname(name), ()) if " " in each.name), None)


def read_names(text: str, mentions: Sequence[Mention], lexicon: Lexicon) -> Names:
    """Gather the names of an article from its mentions."""
    persons: dict[str, list[Mention]] = defaultdict(list)
    bodies: dict[str, list[str]] = defaultdict(list)
    outlets: dict[str, str] = {}
    for mention in mentions:
        if mention.role in {"outlet", "agency"}:
            listed = _listed(mention.name, lexicon)
            outlets[listed] = max(outlets.get(listed, ""), mention.name, key=_length)
        elif mention.role == "person" and len(persons[surname(mention.name)]) < MANY:
            persons[surname(mention.name)].append(mention)
        elif mention.role in {"organization", "group"} and len(bodies[_head(mention.name)]) < MANY:
            bodies[_head(mention.name)].append(mention.name)
    return Names(_acronyms(text, mentions), dict(persons), dict(bodies), outlets, lexicon)


def surname(name: str) -> str:
    """Return the last part of a name, by which it is told again.

    >>> surname("Ela al-Orm")
    'orm'
    """
    return _parts(name)[-1] if name.split() else ""


def _listed(name: str, lexicon: Lexicon) -> str:
    """Return the name under which the table of outlets has an outlet, or its own."""
    known = lexicon.outlets.get(name) or lexicon.outlets.get(f"The {name}")
    return known.name if known else name


def _acronyms(text: str, mentions: Sequence[Mention]) -> dict[str, str]:
    """Return the acronyms that the article explains in brackets, and those that are a body's initials."""
    found: dict[str, str] = {}
    for mention in mentions:
        if " " not in mention.name:
            continue
        bracketed = BRACKETED.match(text, mention.span.end)
        if bracketed:
            found.setdefault(bracketed.group(1), mention.name)
        initials = "".join(word[0] for word in re.split(r"[\s-]+", mention.name) if word[:1].isupper())
        if mention.role != "person" and len(initials) > 1:
            found.setdefault(initials, mention.name)
    return found


def _parts(name: str) -> list[str]:
    return [ARTICLE_OF_NAME.sub("", part.lower()) for part in name.split()]


def _head(name: str) -> str:
    words = name.lower().split()
    stop = next((at for at, word in enumerate(words) if at and word in INSIDE), len(words))
    return words[stop - 1] if words else ""


def _length(name: str) -> int:
    return len(name.split())
