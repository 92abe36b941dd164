"""Stances of statements: what a cue says of its content. The rules are the rows of tables/cue_stances.tsv."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, cast

from onrecord.reading.lexicon import HERE, inflected
from onrecord.tables import load_table

if TYPE_CHECKING:
    from collections.abc import Iterable

    from onrecord.types import Attribution, Stance

NOT_SAID = re.compile(
    r"\b(?:not|never|refus(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|stopped short|(?:made|gave|had|offered|provided) no)\b"
    r"|n[’']t\b|\b(?:do|does|did|is|was|were|has|have|had|would|could|should|wo|ca)nt\b",
    re.IGNORECASE,
)
NEITHER = re.compile(r"\bneither\b.*\bnor\b", re.IGNORECASE)
COMING = re.compile(r"\b(?:will|shall)\b|[’']ll\b", re.IGNORECASE)
SUPPOSED = re.compile(r"\b(?:could|might|may)\b", re.IGNORECASE)
CUES = 1 << 12  # kept at hand with their rules: most of them come again
# "rejected the count as inflated", "dismissed it as a rumour": that is what the source says of it.
CALLED = re.compile(r"(?:(?:it|this|that|these|those|them|him|her)\s+)?as\s", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table: the forms of a verb, what its content must be like, and the stances."""

    forms: re.Pattern[str]
    begins: str
    holds: re.Pattern[str]
    stance: Stance
    negated: Stance

    def fits(self, content: str) -> bool:
        """Answer whether the content is as the row asks."""
        begun = content.lower().startswith(f"{self.begins} ".lstrip()) or content.lower() == self.begins
        return begun and bool(self.holds.search(content))


@cache
def load_rules() -> tuple[Rule, ...]:
    """Load the table of what cues say of their contents."""
    return tuple(
        Rule(
            _one_of(words for _, words in inflected(row["verb"], row["irregular"])),
            row["begins"],
            _one_of(row["holds"].split()) if row["holds"] else re.compile(""),
            cast("Stance", row["stance"]),
            cast("Stance", row["negated"] or "not_stated"),
        )
        for row in load_table(HERE, "cue_stances.tsv")
    )


@lru_cache(maxsize=CUES)
def _rules_of(cue: str) -> tuple[Rule, ...]:
    """Return the rules whose verb stands in a cue."""
    return tuple(rule for rule in load_rules() if rule.forms.search(cue))


def _one_of(phrases: Iterable[str]) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, phrases))})\b", re.IGNORECASE)


def stance_of(text: str, attribution: Attribution) -> Stance:
    """Answer what the cue says of its content: asserted, denied, not said, planned or supposed."""
    cue = attribution.cue.words(text)
    content = " ".join(span.words(text) for span in attribution.content)
    negated = NOT_SAID.search(cue) is not None
    if NEITHER.search(cue):
        return "not_stated"
    rule = next((each for each in _rules_of(cue) if each.fits(content)), None)
    if rule is not None and rule.stance == "denied" and CALLED.match(content):
        return "not_stated" if negated else "asserted"
    if rule is not None:
        return rule.negated if negated else rule.stance
    if negated:
        return "not_stated"
    if COMING.search(cue):
        return "planned"
    return "hypothetical" if SUPPOSED.search(cue) else "asserted"
