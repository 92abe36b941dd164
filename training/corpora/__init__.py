"""The corpora: which there are, what each allows, how much of each an epoch takes, and how each is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from onrecord.reading.wording import Pieces, features
from training.corpora.columns import read_uner, read_wikigold, read_worldwide
from training.corpora.own import read_own
from training.corpora.polnear import read_polnear
from training.corpora.reports import read_meantime, read_re3d
from training.corpora.treebanks import read_ewt, read_gum

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from training.passages import Passage

Terms = Literal["open", "all"]
Part = Literal["train", "dev", "test"]


@dataclass(frozen=True, slots=True)
class Corpus:
    """One named corpus: its terms, how many of its windows an epoch takes, and how to read a part of it."""

    name: str
    terms: Terms
    share: float
    read: Callable[[Path, str], Iterable[Passage]]


def read_corpora(data: Path, part: Part, terms: Terms, pieces: Pieces) -> dict[str, list[Passage]]:
    """Read `part` of every corpus that `terms` allow, made ready for windows."""
    chosen = [corpus for corpus in CORPORA if terms == "all" or corpus.terms == "open"]
    return {corpus.name: [prepared(each, pieces) for each in corpus.read(data, part) if len(each)] for corpus in chosen}


def prepared(passage: Passage, pieces: Pieces) -> Passage:
    """Give the passage its word pieces and letter features."""
    passage.pieces = list(pieces.of(passage.words))
    passage.features = features(passage.words, passage.paragraphs)
    return passage


CORPORA = (
    Corpus("polnear", "all", 1.0, read_polnear),
    Corpus("own", "open", 3.0, read_own),
    Corpus("ewt", "open", 1.0, read_ewt),
    Corpus("gum", "open", 1.0, read_gum),
    Corpus("worldwide", "all", 0.4, read_worldwide),
    Corpus("wikigold", "open", 0.5, read_wikigold),
    Corpus("uner", "open", 0.5, read_uner),
    Corpus("re3d", "open", 1.0, read_re3d),
    Corpus("meantime", "open", 0.5, read_meantime),
)
