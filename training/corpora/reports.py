"""re3d (reports on Syria and Iraq) and MEANTIME (Wikinews): names of an own annotation each."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Final
from xml.etree import ElementTree as ET

from training.corpora.text import passage_of_text, word_range
from training.labels import ANY_TAG, outside
from training.marking import Allowed, annotated, mark
from training.passages import Passage

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

RE3D: Final[Allowed] = {
    "Person": ("person",),
    "Organisation": ("organisation",),
    "Location": ("place", "facility"),
    "Nationality": ("group",),
    "Weapon": ("weapon",),
    "MilitaryPlatform": ("weapon",),
    "DocumentReference": ("document",),
}
MEANTIME: Final[Allowed] = {
    "PER": ("person",),
    "ORG": ("organisation",),
    "LOC": ("place", "facility"),
    "PRO": ("product", "weapon"),
    "FIN": ("misc", "organisation", "product"),
    "MIX": ("misc", "organisation", "person", "product"),
}
CLOSED: Final = ("BBC Online",)
"""The part of re3d that is not openly licensed."""
NOUNS: Final = ("Weapon", "MilitaryPlatform", "DocumentReference")
"""What re3d marks that we want without a name too: "chemical weapons"."""
PRONOUNS: Final = frozenset((
    "i", "we", "he", "she", "they", "it", "you", "us", "them", "our", "my", "his", "her", "their", "its", "this",
    "that", "these", "those", "who",
))  # fmt: skip
ARTICLES: Final = ("the", "a", "an")
JOINING: Final = ("of", "the", "and")


def read_re3d(data: Path, part: str) -> Iterator[Passage]:
    """Read re3d without the BBC's articles (the others are openly licensed)."""
    for folder in sorted((data / "re3d").iterdir()) if part == "train" else ():
        if folder.is_dir() and folder.name not in CLOSED:
            entities = defaultdict(list)
            for each in _json_lines(folder / "entities.json"):
                entities[each["documentId"]].append((int(each["begin"]), int(each["end"]), str(each["type"])))
            for document in _json_lines(folder / "documents.json"):
                yield _re3d_passage(str(document["_id"]), str(document["text"]), entities[document["_id"]])


def _json_lines(path: Path) -> list[dict[str, str]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]


def _re3d_passage(name: str, text: str, entities: Sequence[tuple[int, int, str]]) -> Passage:
    """Take names, and nouns for weapons and documents; other annotated nouns and pronouns stay open."""
    passage = passage_of_text(name, text)
    bits = [outside(annotated(RE3D))] * len(passage)
    for start, end, kind in sorted(entities, key=lambda each: each[0] - each[1]):
        found = word_range(passage, start, end)
        if not found or text[start - 1 : start].isalnum() or text[end : end + 1].isalnum():
            continue  # some of its offsets are a few letters astray
        low, high = found
        if kind in NOUNS or (kind in RE3D and _named(passage.words[low:high])):
            low += passage.words[low].lower() in ARTICLES and high - low > 1
            mark(bits, low, high, RE3D, kind)
        else:
            bits[low:high] = [ANY_TAG] * (high - low)
    passage.entities = bits
    return passage


def _named(words: Sequence[str]) -> bool:
    """Answer whether the words are a name by their letters.

    >>> _named(["Ministry", "of", "Defence"]), _named(["They"]), _named(["the", "city"])
    (True, False, False)
    """
    plain = [word for word in words if word not in JOINING]
    return words[0][0].isupper() and words[0].lower() not in PRONOUNS and not any(word.islower() for word in plain)


def read_meantime(data: Path, part: str) -> Iterator[Passage]:
    """Read MEANTIME's Wikinews articles: the mentions that are names, with the class of what they refer to."""
    folder = data / "meantime/data/meantime_newsreader_english_oct15/intra_cross-doc_annotation"
    for path in sorted(folder.glob("*/*.xml")) if part == "train" else ():
        yield _meantime_passage(path.stem, ET.parse(path).getroot())  # noqa: S314 -- our own copy of a corpus


def _meantime_passage(name: str, root: ET.Element) -> Passage:
    """Mark the names; capitalised words outside them stay open, as not every sentence is annotated."""
    tokens = list(root.iter("token"))
    words = [token.text or "_" for token in tokens]
    none = outside({"person", "organisation", "place"})
    bits = [ANY_TAG if word[0].isupper() else none for word in words]
    place = {token.get("t_id"): index for index, token in enumerate(tokens)}
    classes = _meantime_classes(root)
    for mention in root.iter("ENTITY_MENTION"):
        inside = sorted(place[each.get("t_id")] for each in mention.findall("token_anchor"))
        if inside:
            bits[inside[0] : inside[-1] + 1] = [ANY_TAG] * (inside[-1] + 1 - inside[0])
    for mention in root.iter("ENTITY_MENTION"):
        inside = sorted(place[each.get("t_id")] for each in mention.findall("token_anchor"))
        kind = classes.get(mention.get("m_id"), "")
        if inside and kind in MEANTIME and mention.get("syntactic_type") in {"NAM", "PRE.NAM"}:
            low, high = inside[0], inside[-1] + 1
            if _named(words[low:high]) and words[low].lower() not in ARTICLES:
                mark(bits, low, high, MEANTIME, kind)
    sentences = [int(token.get("sentence") or 0) for token in tokens]
    return Passage(name, words, sentences, [0] * len(words), entities=bits)


def _meantime_classes(root: ET.Element) -> dict[str | None, str]:
    """Return the class of what each mention refers to."""
    classes = {each.get("m_id"): each.get("ent_type") or "" for each in root.iter("ENTITY")}
    return {
        source.get("m_id"): classes.get(target.get("m_id"), "")
        for relation in root.iter("REFERS_TO")
        for target in relation.findall("target")
        for source in relation.findall("source")
    }
