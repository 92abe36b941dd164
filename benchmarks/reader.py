"""Print how well and how fast the trained reader reads: its heads one by one, raw text, speed.

Needs the data folder of the project's shared material, a model made by `python -m training`, and for the last
view the scorer of attributions. Reads them, keeps nothing.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import resource
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from training.corpora.columns import read_worldwide
from training.corpora.polnear import read_polnear
from training.corpora.treebanks import read_ewt
from training.evaluate import ModelRunner, score_attributions, score_entities, score_syntax

from onrecord.reading.sentences import Sentence, cut_sentences
from onrecord.reading.tagger import FACTS, HERE, MODEL, VOCABULARY, load_tagger
from onrecord.reading.wording import Pieces, features
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from training.passages import Passage

    from onrecord.reading.tagger import Tagger, Tagging

WORDS = 500


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--model", type=Path, default=HERE, help="the folder that training exported")
    parser.add_argument("--float", type=Path, help="the graph in 32-bit floats, to be put beside int8")
    parser.add_argument("--scorer", type=Path, default=Path("../shared/score/score_attribution.py"))
    parser.add_argument("--views", nargs="*", choices=list(VIEWS), default=list(VIEWS))
    parser.add_argument("--threads", type=int, default=2)
    told = parser.parse_args()
    for view in told.views:
        VIEWS[view](told)


def heads(told: argparse.Namespace) -> None:
    """Print each head's score against the corpora's own words and sentences: int8, then floats."""
    pieces = _pieces(told.model)
    polnear = list(_ready(read_polnear(told.data, "dev"), pieces))
    ewt = list(_ready(read_ewt(told.data, "test"), pieces))
    worldwide = list(_ready(read_worldwide(told.data, "test"), pieces))
    for graph in filter(None, (told.model / MODEL, told.float)):
        runner = ModelRunner(graph, told.model / FACTS, told.threads)
        _print(f"{graph.name} PolNeAR dev", score_attributions(runner, polnear))
        _print(f"{graph.name} EWT test", {"syntax": score_syntax(runner, ewt)})
        _print(f"{graph.name} en_worldwide test", score_entities(runner, worldwide))


def _pieces(model: Path) -> Pieces:
    from tokenizers import Tokenizer  # noqa: PLC0415 -- the other views load it with the tagger

    return Pieces(Tokenizer.from_file(str(model / VOCABULARY)))


def _ready(passages: Iterable[Passage], pieces: Pieces) -> Iterator[Passage]:
    for passage in passages:
        passage.pieces = list(pieces.of(passage.words))
        passage.features = features(passage.words, passage.paragraphs)
        yield passage


def _print(title: str, scores: dict[str, dict[str, float]]) -> None:
    print(title)
    for name, each in scores.items():
        print(f"  {name:30}", "  ".join(f"{key} {value}" for key, value in each.items()))


def raw(told: argparse.Namespace) -> None:
    """Print the scorer's view of PolNeAR dev, read from raw text with our own sentences."""
    tagger = load_tagger(told.model, told.threads)
    folder = told.data / "polnear/data/dev"
    spec = importlib.util.spec_from_file_location("scorer", told.scorer)
    assert spec is not None  # noqa: S101 -- a path always gives one
    assert spec.loader is not None  # noqa: S101 -- the same
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    texts = sorted((folder / "text").glob("*.txt"))
    lines = [json.dumps(record) for path in texts for record in records(path, tagger)]
    print("PolNeAR dev, raw text:", json.dumps(scorer.score(folder, lines)))


def records(path: Path, tagger: Tagger) -> Iterator[dict[str, Any]]:
    """Yield the records that the scorer reads; it decodes texts as `read_text` does, so that lines end alike."""
    text = path.read_text(encoding="utf-8")
    yield {"type": "document", "id": path.name, "path": path.name}
    yield {"type": "article", "id": path.name, "document": path.name}
    for each in tagger.tag(text, lines_of(text)).attributions:
        if each.contents:
            yield {
                "type": "claim",
                "article": path.name,
                "attribution": {"source": each.sources, "cue": each.cue, "content": each.contents},
            }


def lines_of(text: str) -> list[Sentence]:
    """Cut a text into sentences, each line a paragraph."""
    return [
        Sentence(span, number)
        for number, line in enumerate(re.finditer(r"[^\n\r\u2028\u2029]+", text))
        for span in cut_sentences(text, Span(*line.span()))
    ]


def speed(told: argparse.Namespace) -> None:
    """Print articles of 500 words a second on one core and two, and memory, reading PolNeAR dev."""
    paths = sorted((told.data / "polnear/data/dev/text").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    words = sum(len(text.split()) for text in texts)
    for threads in (1, 2):
        began = time.perf_counter()
        tagger = load_tagger(told.model, threads)
        loaded = time.perf_counter()
        cut = [(text, lines_of(text)) for text in texts]
        ready = time.perf_counter()
        for text, sentences in cut:
            tagger.tag(text, sentences)
        spent = time.perf_counter() - ready
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{threads} threads: load {loaded - began:.2f} s, sentences {ready - loaded:.2f} s, tagging {spent:.2f} s: "
            f"{words / WORDS / spent:.1f} articles of {WORDS} words a second; at most {memory:.0f} MB resident"
        )


def shares(told: argparse.Namespace) -> None:
    """Print what share of tagging is the network."""
    tagger = load_tagger(told.model, 1)
    spent = 0.0
    run = tagger.run

    def timed(*window: Any) -> Any:  # noqa: ANN401 -- passes on whatever `run` takes and gives
        nonlocal spent
        began = time.perf_counter()
        result = run(*window)
        spent += time.perf_counter() - began
        return result

    tagger.run = timed  # type: ignore[assignment,method-assign]  # a stopwatch around the network
    paths = sorted((told.data / "polnear/data/dev/text").glob("*.txt"))
    texts = [path.read_text(encoding="utf-8") for path in paths]
    began = time.perf_counter()
    taggings: list[Tagging] = [tagger.tag(text, lines_of(text)) for text in texts]
    whole = time.perf_counter() - began
    count = sum(len(each.words) for each in taggings)
    print(f"{count} words in {whole:.2f} s, of which the network {100 * spent / whole:.0f} %")


VIEWS = {"heads": heads, "raw": raw, "speed": speed, "shares": shares}

if __name__ == "__main__":
    main()
