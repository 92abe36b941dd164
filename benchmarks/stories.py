"""Print how well articles are grouped into stories and happenings: ECB+, whose topics hold two happenings each.

A topic's first happening is told by its `ecb` articles, the second, like it but of another time or place, by its
`ecbplus` ones: two actresses enter a clinic, two quakes hit one island. B³ (Bagga and Baldwin) is the mean over
articles of how much of an article's story is of its topic (precision) and how much of its topic is in its story
(recall), and the same of happenings. The articles are taken as undated and without claims: the words alone tell what
they are about. How much alike the happenings of a story must be was chosen on the odd topics.

Needs the data folder of the project's shared material (`--data`); reads it, keeps nothing.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from onrecord.linking import link_readings
from onrecord.settings import Settings
from onrecord.spans import Span
from onrecord.types import Article, Block, Document, Reading, identifier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_ADDRESS = re.compile(r"(?:https? ?:|www ?\.)")
_JOINED = (
    (re.compile(r"\s+([.,;:!?%)\]])"), r"\1"),
    (re.compile(r"([(\[$])\s+"), r"\1"),
    (re.compile(r" (n't|'s)"), r"\1"),
)


def main() -> None:
    """Print B³ of happenings, and of stories against the topics that hold two happenings each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="holds ecbplus")
    articles = read_topics(parser.parse_args().data / "ecbplus" / "ECB+_LREC2014" / "ECB+")
    name_of = {identifier("article", name): name for name in articles}
    stories = link_readings([as_reading(name, lines) for name, (_, lines) in articles.items()], Settings()).stories
    happenings = [[name_of[article] for article in told] for story in stories for told in story.happenings]
    topic = {name: topic for name, (topic, _) in articles.items()}
    happening = {name: (topic[name], name.endswith("ecbplus")) for name in articles}
    show("happenings", happenings, happening, topic)
    show("topics", [[name_of[article] for article in story.articles] for story in stories], topic, topic)


def show(kind: str, groups: Sequence[Sequence[str]], gold: Mapping[str, object], topic_of: Mapping[str, str]) -> None:
    """Print B³ of `groups` against the labels of `gold`, over all topics, and over the odd and even ones alone."""
    print(f"ecb+ {kind}: {len(gold)} articles, {len(set(gold.values()))} {kind}, {len(groups)} found")
    for part, rests in (("all", (0, 1)), ("odd", (1,)), ("even", (0,))):
        kept = {name: label for name, label in gold.items() if int(topic_of[name]) % 2 in rests}
        precision, recall = b_cubed([[name for name in group if name in kept] for group in groups], kept)
        f1 = 2 * precision * recall / (precision + recall)
        print(f"ecb+ {kind}, {part} topics, B³: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}")


def b_cubed(groups: Iterable[Sequence[str]], gold: Mapping[str, object]) -> tuple[float, float]:
    """Return B³ precision and recall of `groups` against the labels of `gold`.

    >>> b_cubed([["a", "b"], ["c"]], {"a": 1, "b": 2, "c": 2})
    (0.6666666666666666, 0.6666666666666666)
    """
    found = {name: set(group) for group in groups for name in group}
    alike = defaultdict(set)
    for name, label in gold.items():
        alike[label].add(name)
    shared = {name: len(found[name] & alike[label]) for name, label in gold.items()}
    precision = sum(shared[name] / len(found[name]) for name in gold) / len(gold)
    recall = sum(shared[name] / len(alike[label]) for name, label in gold.items()) / len(gold)
    return precision, recall


def read_topics(folder: Path) -> dict[str, tuple[str, list[str]]]:
    """Read the articles of every topic: the topic, and the sentences without the address of the page."""
    paths = sorted(folder.glob("*/*.xml"))
    return {path.stem: (path.parent.name, _sentences(path)) for path in paths}


def _sentences(path: Path) -> list[str]:
    told: dict[int, list[str]] = defaultdict(list)
    for token in ET.parse(path).getroot().iter("token"):  # noqa: S314 - a corpus of ours, no page of others
        told[int(token.get("sentence", 0))].append(token.text or "")
    lines = (" ".join(words) for _, words in sorted(told.items()))
    return [_plain(line) for line in lines if not _ADDRESS.match(line)]


def _plain(line: str) -> str:
    """Join what the corpus took apart.

    >>> _plain("He did n't say ( today ) .")
    "He didn't say (today)."
    """
    for pattern, joined in _JOINED:
        line = pattern.sub(joined, line)
    return line.replace("`` ", '"').replace(" ''", '"')


def as_reading(name: str, lines: Sequence[str]) -> Reading:
    """Make an article of the lines, the first being its headline where it is no sentence."""
    text = "\n".join(lines)
    document = Document(identifier("sha256", name), text, "text/plain")
    headline = lines[0] if lines and not lines[0].endswith((".", '"')) else None
    blocks, start = [], 0
    for line in lines:
        blocks.append(Block("body" if start or headline is None else "headline", Span(start, start + len(line))))
        start += len(line) + 1
    ident = identifier("article", name)
    fields = (document.id, 0, len(text), headline, None, (), None, None, None, None, None)
    return Reading(document, Article(ident, *fields, tuple(blocks)), ())


if __name__ == "__main__":
    main()
