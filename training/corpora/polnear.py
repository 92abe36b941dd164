"""PolNeAR: who says what in US political news."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from onrecord.reading.labels import ROLES, STATES
from training.corpora.text import passage_of_text, word_range
from training.passages import Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from training.passages import Passage, WordSpan


def read_polnear(data: Path, part: str) -> Iterator[Passage]:
    """Read PolNeAR from its raw text; the first annotator counts."""
    folder = data / "polnear" / "data" / part
    for path in sorted((folder / "text").glob("*.txt")) if folder.exists() else ():
        notes = sorted(
            each
            for each in (folder / "attributions").iterdir()
            if re.fullmatch(re.escape(path.stem) + r"_[0-9a-f]{4}\.ann", each.name)
        )
        if notes:
            text = path.read_bytes().decode()
            yield _attributed(passage_of_text(path.stem, text), text, list(_relations(notes[0])))


def _relations(path: Path) -> Iterator[dict[str, list[WordSpan]]]:
    """Yield the attributions of a brat file, each role's spans in letters."""
    spans: dict[str, list[WordSpan]] = {}
    events: list[str] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        fields = line.split("\t")
        if fields[0].startswith("T") and len(fields) > 1 and " " in fields[1]:
            offsets = fields[1].partition(" ")[2]
            spans[fields[0]] = [(int(a), int(b)) for a, b in (pair.split() for pair in offsets.split(";"))]
        elif fields[0].startswith("E") and len(fields) > 1:
            events.append(fields[1])
    for event in events:
        roles: dict[str, list[WordSpan]] = {role: [] for role in ROLES}
        for argument in event.split():
            role, _, reference = argument.partition(":")
            roles.get(role.rstrip("0123456789").lower(), []).extend(spans.get(reference, []))
        yield roles


def _joined(spans: Sequence[WordSpan], text: str) -> list[WordSpan]:
    """Join spans divided by nothing but white space: a span across a line break stays one."""
    joined: list[WordSpan] = []
    for start, end in sorted(set(spans)):
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def _attributed(passage: Passage, text: str, relations: Sequence[dict[str, list[WordSpan]]]) -> Passage:
    """Put the attributions' spans on the passage's words."""
    letters = [{role: _joined(spans, text) for role, spans in each.items()} for each in relations]
    passage.gold = {role: frozenset(span for each in letters for span in each[role]) for role in ROLES}
    ranges = {span: word_range(passage, *span) for spans in passage.gold.values() for span in spans}
    passage.attributions = tuple(
        Said(*(tuple(found for span in each[role] if (found := ranges[span])) for role in ROLES)) for each in letters
    )
    passage.states = flat_states(len(passage), passage.attributions)
    return passage


def flat_states(length: int, attributions: Sequence[Said]) -> list[int]:
    """Lay all spans on one line of states; of two that overlap the longer stands."""
    states = [0] * length
    spans = {(span, role) for each in attributions for role in ROLES for span in each.spans(role)}
    for (start, end), role in sorted(spans, key=lambda item: (item[0][0] - item[0][1], item)):
        if not any(states[start:end]):
            states[start:end] = [STATES.index(f"I-{role}")] * (end - start)
            states[start] = STATES.index(f"B-{role}")
    return states
