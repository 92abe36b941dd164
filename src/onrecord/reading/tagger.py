"""Tags raw text with the trained reader: who says what, who is named, how words hang together.

Every word is encoded by itself, so its span needs no alignment; windows overlap and are run one by one, so that a
text's tags depend on nothing but it. Import this late: it loads onnxruntime.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

from onrecord.errors import ModelError
from onrecord.reading.decoding import (
    ENTITY_STEPS,
    Keys,
    Told,
    best_path,
    likelihoods,
    relations,
    sentence_paths,
    spans,
)
from onrecord.reading.labels import DEPREL, ENTITY_TAGS, STATES, UPOS
from onrecord.reading.wording import CLASSIFY, PLAIN, SEPARATE, Pieces, features, find_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from onrecord.reading.decoding import Floats, WordSpan

FORMAT: Final = 1
HERE: Final = Path(__file__).parent / "model"
"""The model that onrecord ships."""
MODEL, VOCABULARY, FACTS = "reader.onnx", "tokenizer.json", "reader.json"
LIMIT: Final = 192
"""Pieces in a window: a quarter less than training cuts, and what attention costs grows with the square."""
OVERLAP: Final = 16
"""Pieces that a window shares with the one before it, at least, where sentences allow."""
SECTION: Final = 6000
"""Words read at a time: what bounds memory, whatever the length of the text."""
CUE: Final = tuple(number for number, state in enumerate(STATES) if state.endswith("-cue"))


class Stretch(Protocol):
    """Anything with a start and an end, in letters of the text."""

    @property
    def start(self) -> int:
        """The first letter."""
        ...

    @property
    def end(self) -> int:
        """The letter after the last."""
        ...


class SentenceLike(Protocol):
    """A sentence as `onrecord.reading.sentences` cuts it."""

    @property
    def span(self) -> Stretch:
        """Where it stands."""
        ...

    @property
    def paragraph(self) -> int:
        """The number of its paragraph."""
        ...


@dataclass(frozen=True, slots=True)
class Attributed:
    """A cue with its sources and contents, in letters of the text, and how sure the reader is."""

    sources: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    contents: tuple[tuple[int, int], ...]
    score: float


@dataclass(frozen=True, slots=True)
class Entity:
    """A name (or weapon, date, sum of money) and its kind."""

    start: int
    end: int
    kind: str


class Word(NamedTuple):
    """A word with its part of speech and its head: an index into the tagging's words, -1 for a root."""

    start: int
    end: int
    upos: str
    head: int
    relation: str
    cue: float
    """How likely it is a word of a cue, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Tagging:
    """What the reader tells of a text."""

    words: tuple[Word, ...]
    attributions: tuple[Attributed, ...]
    entities: tuple[Entity, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Some sentences as parallel lists, one entry a word."""

    offsets: list[tuple[int, int]]
    sentences: list[int]
    paragraphs: list[int]
    pieces: list[tuple[int, ...]]
    features: list[int]


def load_tagger(folder: Path = HERE, threads: int = 1) -> Tagger:
    """Load the model in `folder`, after making sure that it is whole and of a format this version reads."""
    facts = _checked_facts(folder)
    pieces = Pieces(Tokenizer.from_file(str(folder / VOCABULARY)))
    return Tagger(session(folder / MODEL, threads), pieces, facts)


def session(model: Path, threads: int) -> onnxruntime.InferenceSession:
    """Open a graph so that it shares a machine well."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Waiting threads must sleep: where cores are shared, spinning makes everything several times slower.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    # Added and normalised in one step takes eight times as long as one after the other (onnxruntime 1.32).
    return onnxruntime.InferenceSession(
        str(model), options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


def _checked_facts(folder: Path) -> dict[str, Any]:
    """Return the facts of the model in `folder`, or say what is wrong with it."""
    facts = _facts(folder / FACTS)
    if facts.get("format") != FORMAT:
        raise _unusable(folder / FACTS, f"model of format {facts.get('format')}, this version reads {FORMAT}")
    own = {"states": STATES, "entities": ENTITY_TAGS, "upos": UPOS, "relations": DEPREL}
    if facts.get("labels") != {name: list(labels) for name, labels in own.items()}:
        raise _unusable(folder / FACTS, "the model's labels are not this version's")
    digests = facts.get("files", {})
    for name in (MODEL, VOCABULARY):
        if _digest(folder / name) != digests.get(name):
            raise _unusable(folder / name, f"not the file that {FACTS} describes")
    return facts


def _facts(path: Path) -> dict[str, Any]:
    try:
        facts = json.loads(path.read_bytes())
    except (OSError, ValueError) as problem:
        raise _unusable(path, "the model's page of facts cannot be read") from problem
    return facts if isinstance(facts, dict) else {}


def _digest(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as problem:
        raise _unusable(path, "the model's file cannot be read") from problem


def _unusable(where: Path, problem: str) -> ModelError:
    return ModelError(where, problem=problem, remedy="install onrecord again, or train a model anew")


class Tagger:
    """The loaded reader."""

    def __init__(self, opened: onnxruntime.InferenceSession, pieces: Pieces, facts: dict[str, Any]) -> None:
        """Take the session, the vocabulary and the decoder's learnt scores."""
        self._session = opened
        self._pieces = pieces
        self.steps: Floats = np.array(facts["steps"], np.float32)
        self.distances: Floats = np.array(facts["distances"], np.float32)

    def tag(self, text: str, sentences: Sequence[SentenceLike]) -> Tagging:
        """Tag the `sentences` of `text`."""
        words: list[Word] = []
        attributions: list[Attributed] = []
        entities: list[Entity] = []
        for section in self._sections(text, sentences):
            told, keys = self.read(section)
            base = len(words)
            words += _words(section, told, base)
            attributions += self._attributions(section, told, keys)
            entities += _entities(section, told)
        return Tagging(tuple(words), tuple(attributions), tuple(entities))

    def _sections(self, text: str, sentences: Sequence[SentenceLike]) -> Iterator[Section]:
        """Gather sentences until a section is full."""
        gathered = Section([], [], [], [], [])
        for number, sentence in enumerate(sentences):
            found = find_words(text, sentence.span.start, sentence.span.end)
            for start in range(0, len(found), SECTION):
                part = found[start : start + SECTION]
                if gathered.offsets and len(gathered.offsets) + len(part) > SECTION:
                    yield self._finished(text, gathered)
                    gathered = Section([], [], [], [], [])
                gathered.offsets.extend(part)
                gathered.sentences.extend([number] * len(part))
                gathered.paragraphs.extend([sentence.paragraph] * len(part))
        if gathered.offsets:
            yield self._finished(text, gathered)

    def _finished(self, text: str, section: Section) -> Section:
        words = [text[start:end] for start, end in section.offsets]
        section.pieces.extend(self._pieces.of(words))
        section.features.extend(features(words, section.paragraphs))
        return section

    def read(self, section: Section) -> tuple[Told, list[Keys]]:
        """Run the section's windows; of each word keep the row of the window in which it stands deepest."""
        kept: list[Told] = []
        keys: list[Keys] = []
        for start, end, low, high in overlapping(section):
            told = self.run(section, start, end)
            kept.append(_rows(told, low - start, high - start, start))
            keys.append(Keys(start, told.keys))
        return Told(*(np.concatenate([getattr(each, name) for each in kept]) for name in Told.__slots__)), keys

    def run(self, section: Section, start: int, end: int) -> Told:
        """Run the words `[start, end)` as one window."""
        ids, marks, first = [CLASSIFY], [PLAIN], []
        for index in range(start, end):
            if index > start and section.paragraphs[index] != section.paragraphs[index - 1]:
                ids.append(SEPARATE)
                marks.append(PLAIN)
            first.append(len(ids))
            ids.extend(section.pieces[index])
            marks.extend([section.features[index]] * len(section.pieces[index]))
        ids.append(SEPARATE)
        marks.append(PLAIN)
        given = {"ids": ids, "features": marks, "first": first, "sentences": section.sentences[start:end]}
        return Told(*self._session.run(None, {name: np.array(value, np.int64) for name, value in given.items()}))

    def _attributions(self, section: Section, told: Told, keys: list[Keys]) -> Iterator[Attributed]:
        path = best_path(told.states, self.steps)
        for each in relations(path, keys, self.distances):
            yield Attributed(
                tuple(_letters(section, span) for span in each.sources),
                _letters(section, each.cue),
                tuple(_letters(section, span) for span in each.contents),
                round(each.score, 4),
            )


def overlapping(section: Section) -> Iterator[tuple[int, int, int, int]]:
    """Yield windows `[start, end)` and, of each, the words `[low, high)` that it speaks for."""
    units = list(_units(section))
    cuts = list(_cuts(units))
    low = 0
    for number, (first, last) in enumerate(cuts):
        start, end = units[first][0], units[last - 1][1]
        high = end if number + 1 == len(cuts) else _border(units, cuts[number + 1][0], last)
        yield start, end, low, high
        low = high


def _border(units: list[tuple[int, int, int]], following: int, last: int) -> int:
    """Return the word that divides two windows: the border of units nearest the middle of what they share."""
    if following >= last:
        return units[last - 1][1]
    middle = (units[following][0] + units[last - 1][1]) / 2
    return min((units[index][0] for index in range(following, last)), key=lambda word: abs(word - middle))


def _units(section: Section) -> Iterator[tuple[int, int, int]]:
    """Yield whole sentences with their cost in pieces; one longer than a window is cut by force."""
    start = cost = 0
    for index, pieces in enumerate(section.pieces):
        price = len(pieces) + (index > 0 and section.paragraphs[index] != section.paragraphs[index - 1])
        if index > start and (section.sentences[index] != section.sentences[index - 1] or cost + price > LIMIT - 2):
            yield start, index, cost
            start, cost = index, 0
        cost += price
    if section.pieces:
        yield start, len(section.pieces), cost


def _cuts(units: list[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the first unit, and the one after the last, of each window."""
    first = last = 0
    while last < len(units):
        room = LIMIT - 2
        last = first
        while last < len(units) and units[last][2] <= room:
            room -= units[last][2]
            last += 1
        yield first, last
        shared, following = 0, last
        while following > first + 1 and shared < OVERLAP:
            following -= 1
            shared += units[following][2]
        # Sharing more than half a window would pay twice for most words.
        first = following if shared <= LIMIT // 2 else last


def _rows(told: Told, low: int, high: int, start: int) -> Told:
    """Keep rows `[low, high)`, with heads counted in words of the section and -1 for a root."""
    rows = slice(low, high)
    heads = np.where(told.heads[rows] == 0, -1, told.heads[rows] - 1 + start)
    return Told(told.states[rows], told.entities[rows], told.upos[rows], heads, told.relations[rows], told.keys[rows])


def _letters(section: Section, span: WordSpan) -> tuple[int, int]:
    return section.offsets[span[0]][0], section.offsets[span[1] - 1][1]


def _words(section: Section, told: Told, base: int) -> Iterator[Word]:
    cues = likelihoods(told.states)[:, CUE].sum(1).round(4)
    columns = (told.upos.tolist(), told.heads.tolist(), told.relations.tolist(), cues.tolist())
    for (start, end), upos, head, relation, cue in zip(section.offsets, *columns, strict=True):
        yield Word(start, end, UPOS[upos], head + base if head >= 0 else -1, DEPREL[relation], cue)


def _entities(section: Section, told: Told) -> Iterator[Entity]:
    for kind, start, end in spans(sentence_paths(told.entities, section.sentences, ENTITY_STEPS), ENTITY_TAGS):
        yield Entity(*_letters(section, (start, end)), kind)
