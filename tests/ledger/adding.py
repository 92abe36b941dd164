"""A program that adds invented documents and links them, for a test that kills it at any moment.

It prints what is done once it is done: "opening", "added 3", "linking", "linked".
"""

from __future__ import annotations

import sys
from importlib import import_module
from itertools import count, islice, pairwise
from pathlib import Path

from onrecord.ledger import Ledger
from onrecord.spans import Span
from onrecord.types import (
    Article,
    Block,
    Claim,
    Document,
    Entity,
    Figure,
    Link,
    Links,
    Place,
    Reading,
    Skip,
    Step,
    Story,
    Window,
    identifier,
)

CLAIMS = 6
OFTEN = 5  # documents between two linkings


def invented(number: int) -> tuple[Document, tuple[Reading, ...], tuple[Skip, ...]]:
    """Make the document of this number, always the same, with a word of its own in each claim."""
    sentences = [f"It rained word{number}x{each} times, the agency said." for each in range(CLAIMS)]
    text = " ".join(sentences)
    document = Document(f"sha256:{number:08d}", text, "text/plain")
    ident, length = identifier("article", number), len(sentences[0]) + 1
    block = Block("body", Span(0, len(text)))
    article = Article(
        ident, document.id, 0, len(text), f"Rain {number}", "Post", (), None, None, None, None, None, (block,)
    )
    claims = tuple(
        Claim(
            id=identifier("claim", number, each),
            article=ident,
            kind="figure",
            span=Span(each * length, each * length + length - 1),
            attribution=None,
            speech=None,
            chain=(Step("Post", "publisher"), Step("the agency", "agency")),
            stance="asserted",
            figure=Figure(each, None, "at_least", "times", "count", None, (Place("Vessany"),)),
        )
        for each in range(CLAIMS)
    )
    return document, (Reading(document, article, claims),), (Skip(document.id, "reading", f"none {number}"),)


def links_between(readings: tuple[Reading, ...]) -> Links:
    """Link each claim to the next; the one story's headline says how many documents there were."""
    claims = [claim.id for reading in readings for claim in reading.claims]
    articles = tuple(reading.article.id for reading in readings)
    return Links(
        entities=(Entity("entity:agency", "Basin Agency", ("the agency",), "agency"),),
        entity_of=tuple((claim, 1, "entity:agency") for claim in claims),
        links=tuple(Link("repeats", *pair, 1.0, "the same", Span(0, 1), Span(0, 1)) for pair in pairwise(claims)),
        stories=(Story("story:rain", str(len(readings)), articles, None, None, 1),),
    )


def whole(readings: tuple[Reading, ...]) -> Window:
    """Make one window of all articles."""
    return Window("whole", tuple(reading.article.id for reading in readings))


def work(path: Path, last: int | None) -> None:
    """Add all documents up to `last` that are not held, linking often."""
    if not path.exists():
        import_module("onrecord.ledger.schema")  # slow: so that "opening" is told when making begins
    tell("opening")
    with Ledger.open(path) as ledger:
        known = ledger.known()
        for number in islice(count(), last):
            document, readings, skips = invented(number)
            if document.id not in known:
                ledger.add(document, readings, skips)
                tell(f"added {number}")
                if number % OFTEN == 0:
                    link(ledger)
        link(ledger)


def link(ledger: Ledger) -> None:
    """Link anew, and say when it begins and ends."""
    readings = tuple(ledger.readings())
    links = links_between(readings)
    tell("linking")
    ledger.relink(whole(readings), links)
    tell("linked")


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    work(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
