"""Noun phrases: the subject before a verb, the speaker after one. Read over the classes of a `Unit`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.reading.lexicon import word_list

if TYPE_CHECKING:
    from onrecord.reading.units import Unit

Stretch = tuple[int, int]  # of words

# Read forwards.
NOUN_PHRASE = re.compile(r"D*(?:[wM#TA]|V(?=w))*[wM#]|N")
PHRASE_TAIL = re.compile(r"V?(?:P?T)?[oP]D*(?:[wM#]|V(?=w))*[wM#]")
TIME_AFTER = re.compile(r"(?:A|P?D?#?T[T#]*)*")
LEADING = re.compile(r"(?:[C&A],?|PD?[T#]*T[T#]*,?)*")
NAME_ALONE = re.compile(r"M{2,4}")
# Read backwards from the verb.
TIME_BEFORE = re.compile(r"(?:#?T[T#]*D?P?|A)*")
CORE = re.compile(r"[wM#]+(?:V(?=D))?[wM#]*D*(?:o[wM#]+D*)*")
SEGMENT = re.compile(r"[^,;:.QC&RKXN()W\-…t]*")
RELATIVE = re.compile(r"(?=.{1,25}R)[^VX,;:.QCRKN()W\-…]{0,25}[VX][VXAt&]*[^VX,;:.QCRKN()W\-…]{0,25}R")
TIGHT = re.compile(r"(?:w{1,3}&)?w{0,4}(?:M+(?:[oP]D?M+)?)?D+|M+(?:w{1,2}M+)?(?:oM+)?|w{1,2}(?:M+|(?=[^w]))|w{2}")
# Read backwards: what may stand between a noun that speaks and the end of its phrase.
HUNG = re.compile(r"(?:D*(?:o|P|T*V(?=w))[wM#DoT]*){1,2}")
OWN = re.compile(r"[wM]{1,5}D*")
# A verb, unless it stands as an adjective does: "the newly appointed minister".
FINITE = re.compile(r"(?<!D)(?<!DA)(?<!MA)V")
VERB = re.compile("[XV]")
PARTS = word_list("parts")
SAID = word_list("said")
SPEAKING = re.compile(r"(?:ists?|ians?|(?:er|or)s|m[ae]n|persons?|[’']s?)$")  # of nouns for people: "rangers"
LONGEST = 30  # words of an aside


def phrase_after(unit: Unit, start: int, *, whole: bool = False) -> Stretch | None:
    """Return the noun phrase that begins at `start`; `whole` takes every phrase that hangs on it."""
    match = NOUN_PHRASE.match(unit.tags, start)
    if match is None:
        return None
    end = match.end()
    while tail := PHRASE_TAIL.match(unit.tags, end) or (whole and _close_to(unit, end)) or None:
        if unit.tags[end] == "o" and unit.words[end + 1].endswith("ing"):
            break  # "accused by the rebels of shelling"
        if not whole and unit.tags[end] != "o" and unit.tags[end - 1] != "w":
            break
        end = tail.end()
    return start, end


def _close_to(unit: Unit, end: int) -> re.Match[str] | None:
    """Return whom or what a source is close to or familiar with, where the phrase so far ends in that word."""
    follows = (unit.words[end - 1], *unit.words[end : end + 1])
    return NOUN_PHRASE.match(unit.tags, end + 1) if follows in {("close", "to"), ("familiar", "with")} else None


def subject_before(unit: Unit, end: int) -> Stretch | None:
    """Return the noun phrase that is the subject of a verb group beginning at `end`."""
    at = unit.before(TIME_BEFORE, end)
    match unit.tag(at - 1):
        case "":
            return None
        case "N":
            return (at - 1, at) if unit.words[at - 1] != "there" else None
        case "R":
            antecedent = phrase_before(unit, at - 1 - (unit.tag(at - 2) == ","))
            return (antecedent[0] if antecedent else at - 1), at
        case "," | ")" | "-":
            return _before_aside(unit, at - 1)
        case "V" if at > 1 and unit.words[at - 2] in unit.lexicon.documents:
            return phrase_before(unit, at - 1)  # "data released on Monday showed"
        case _:
            return phrase_before(unit, at)


def phrase_before(unit: Unit, at: int) -> Stretch | None:
    """Return the noun phrase that ends at `at`: from its clause's beginning, or its core where a verb intervenes."""
    at = unit.before(RELATIVE, at)  # "the report which could not be verified"
    start = unit.before(CORE, at)
    if start == at:
        return None
    segment = unit.before(SEGMENT, at)
    if FINITE.search(unit.tags[segment:at]) is None:
        start = _with_joint(unit, min(unit.after(LEADING, segment), at))
    while start < at and unit.tags[start] in "PoA":
        start += 1
    return (start, at) if start < at else None


def tight(unit: Unit, subject: Stretch) -> Stretch:
    """Return the shortest phrase that may be the subject, where no comma parts it from the content before it.

    Pages that lost their commas print "… killed 13 people the monitor said".
    """
    start, end = subject
    if unit.tags[start] == "N" or (start and unit.tags[start - 1] in ",;-Q"):
        return subject
    first = unit.before(TIGHT, end)
    return (first, end) if first < end else subject


def widened(unit: Unit, subject: Stretch) -> Stretch:
    """Return a subject with the noun that it hangs on: "a video posted on the network", "director for the east".

    The noun must be one of those that speak: a title, a body, a document, a name for those left unnamed.
    """
    start, end = subject
    hung = unit.before(HUNG, start)
    if hung == start or unit.tags[start] == "N":
        return subject
    head = max((at for at in range(hung, start) if _speaks(unit, at)), default=-1)
    if head < 0 or any(unit.words[at] in SAID for at in range(head, start)):
        return subject
    if not (unit.tags[head + 1] in "PoV" or unit.words[head + 1].endswith("ing")):
        return subject
    first = unit.before(OWN, head + 1)
    return (first, end) if first <= head else subject


def _speaks(unit: Unit, at: int) -> bool:
    return unit.tags[at] in "wM" and unit.words[at].rsplit("-", 1)[-1] in unit.lexicon.speaking


def can_speak(unit: Unit, subject: Stretch) -> bool:
    """Answer whether a subject may be a source: a name, a pronoun, or a noun for those and that which speak."""
    start, end = subject
    stop = next((at for at in range(start + 1, end) if unit.tags[at] in "PoVRA,("), end)
    head, tag = unit.words[stop - 1], unit.tags[stop - 1]
    if tag != "w" or SPEAKING.search(head) or (head in PARTS and stop < end):
        return True  # "a handful of residents"
    return any(_speaks(unit, at) for at in range(start, stop))


def main_subject(unit: Unit, before: int) -> Stretch | None:
    """Return the subject of the unit's first finite verb, on whose word a later participle rests."""
    finite = VERB.search(unit.tags, 0, before)
    return subject_before(unit, finite.start()) if finite else None


def _with_joint(unit: Unit, start: int) -> int:
    """Return where "the ministry and" before a phrase begins, or `start`."""
    joint = start
    while joint and unit.tags[joint - 1] == "&":
        joint -= 1
    if joint < 2 or joint == start:
        return start
    first = unit.before(SEGMENT, joint)
    clean = "V" not in unit.tags[first:joint] and unit.tag(first) in {"D", "M"}
    return first if clean and (first == 0 or unit.tags[first - 1] in ",;:") else start


def _before_aside(unit: Unit, close: int) -> Stretch | None:
    """Return the subject before an aside: "Orm, the envoy, said", or the name that is one."""
    mark = "(" if unit.tags[close] == ")" else unit.tags[close]
    opening = unit.tags.rfind(mark, max(0, close - LONGEST), close)
    if opening <= 0 or opening + 1 >= close:
        return None
    if mark == "," and NAME_ALONE.fullmatch(unit.tags, opening + 1, close):
        return opening + 1, close  # "The head of the authority, Ela Orm, said"
    return phrase_before(unit, opening)
