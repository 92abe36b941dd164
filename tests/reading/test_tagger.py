"""What is promised of the trained reader: exact spans on any text, the same tags in any company, clear refusals."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.errors import ModelError
from onrecord.reading.decoding import Told
from onrecord.reading.labels import ENTITY_TAGS, LINKED, STATES
from onrecord.reading.sentences import Sentence, cut_sentences
from onrecord.reading.tagger import FACTS, HERE, LIMIT, MODEL, SECTION, VOCABULARY, load_tagger
from onrecord.spans import Span

if TYPE_CHECKING:
    from pathlib import Path

TAGGER = load_tagger()
TEXT = "The harbour office in Orvel said that two boats had sunk. “We lost both,” said Mara Venn, its head."


def _sentences(text: str) -> list[Sentence]:
    return [Sentence(span, 0) for span in cut_sentences(text, Span(0, len(text)))]


def _said(text: str) -> list[tuple[str, str, str]]:
    """Return source, cue and first content of each attribution, in words."""
    told = TAGGER.tag(text, _sentences(text)).attributions
    return [(text[slice(*a.sources[0])], text[slice(*a.cue)], text[slice(*a.contents[0])]) for a in told]


def test_who_says_what() -> None:
    assert _said(TEXT) == [
        ("The harbour office in Orvel", "said", "that two boats had sunk"),
        ("Mara Venn, its head", "said", "“We lost both,”"),
    ]


def test_an_empty_text_says_nothing() -> None:
    tagging = TAGGER.tag("", [])
    assert (tagging.words, tagging.attributions, tagging.entities) == ((), (), ())


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=80))
def test_spans_lie_on_words_of_any_text(text: str) -> None:
    """Words cover all but white space, and every tag begins and ends with a word."""
    tagging = TAGGER.tag(text, [Sentence(Span(0, len(text)), 0)])
    assert "".join(text[word.start : word.end] for word in tagging.words) == "".join(text.split())
    starts, ends = {word.start for word in tagging.words}, {word.end for word in tagging.words}
    spans = [span for each in tagging.attributions for span in (*each.sources, each.cue, *each.contents)]
    assert all(start in starts and end in ends for start, end in spans)
    assert all(each.start in starts and each.end in ends for each in tagging.entities)


def test_a_text_is_tagged_the_same_after_another() -> None:
    alone = TAGGER.tag(TEXT, _sentences(TEXT))
    other = "Rain fell on the plain for days. " * 40
    TAGGER.tag(other, _sentences(other))
    assert TAGGER.tag(TEXT, _sentences(TEXT)) == alone
    assert load_tagger(threads=2).tag(TEXT, _sentences(TEXT)) == alone


def test_a_long_line_costs_bounded_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    """However long the line, no window is longer than the network reads, and no section than memory allows."""
    tagger, longest = load_tagger(), []

    def run(section: Any, start: int, end: int) -> Told:  # noqa: ANN401 - stands in for a method that is typed
        longest.append((sum(map(len, section.pieces[start:end])), len(section.offsets)))
        count = end - start
        states, entities, keys = (
            np.zeros((count, width), np.float32) for width in (len(STATES), len(ENTITY_TAGS), 2 * len(LINKED))
        )
        none = np.zeros(count, np.int64)
        return Told(states, entities, none, none, none, keys)

    monkeypatch.setattr(tagger, "run", run)
    text = "ward " * 60_000
    assert len(tagger.tag(text, [Sentence(Span(0, len(text)), 0)]).words) == 60_000
    assert max(pieces for pieces, _ in longest) <= LIMIT
    assert max(words for _, words in longest) <= SECTION


def test_a_word_as_long_as_a_book_is_one_word() -> None:
    text = "a" * 300_000
    assert len(TAGGER.tag(text, [Sentence(Span(0, len(text)), 0)]).words) == 1


@pytest.fixture(name="model")
def model_fixture(tmp_path: Path) -> Path:
    """Return a copy of the model to be spoilt."""
    return shutil.copytree(HERE, tmp_path / "model")


def _refusal(model: Path) -> str:
    with pytest.raises(ModelError) as refused:
        load_tagger(model)
    return str(refused.value)


def test_a_damaged_model_is_refused(model: Path) -> None:
    (model / VOCABULARY).write_bytes((model / VOCABULARY).read_bytes() + b" ")
    assert "tokenizer.json: not the file that reader.json describes; install onrecord again" in _refusal(model)


def test_a_missing_file_is_named(model: Path) -> None:
    (model / MODEL).unlink()
    assert "reader.onnx: the model's file cannot be read" in _refusal(model)
    (model / FACTS).unlink()
    assert "reader.json: the model's page of facts cannot be read" in _refusal(model)


@pytest.mark.parametrize(
    ("changed", "told"),
    [({"format": 99}, "model of format 99"), ({"labels": {}}, "the model's labels are not this version's")],
)
def test_a_model_of_another_version_is_refused(model: Path, changed: dict[str, Any], told: str) -> None:
    facts = json.loads((model / FACTS).read_text(encoding="utf-8"))
    (model / FACTS).write_text(json.dumps(facts | changed), encoding="utf-8")
    assert told in _refusal(model)


def test_words_of_cues_are_likely_cues() -> None:
    likely = {TEXT[word.start : word.end] for word in TAGGER.tag(TEXT, _sentences(TEXT)).words if word.cue > 0.5}
    assert likely == {"said"}
