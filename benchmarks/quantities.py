"""Print how well quantities are read: NewsQuant, all of them, as the authors of CQE score.

    python -m benchmarks.quantities                    # the data folder beside the checkout
    python -m benchmarks.quantities --data FOLDER --misses 20

NewsQuant holds every quantity of a sentence, those too that are no figures of a ledger: years, ages, "one", parts of
names. So it is the grammar of quantities that is scored here, before any is left out. The copy beside the checkout has
290 sentences. A value is found when it agrees to five digits, a range when both ends do; a value
with its unit when the normalised unit agrees too; with change or bound when that does; what is counted partly when it
shares a word with the key, completely when all words agree. As in the authors' script a value may agree with several of
the key's until its unit agrees with one. Where the key is wrong, newsquant_gold.tsv says; it is scored as it is. Values
and units were mended with the misses of all sentences in view. What is counted is read by rules alone and with the
model; of it the misses were read on the sentences of odd number only, but a few choices rest on the totals of the even
ones, so that neither half is an untouched test.
"""

from __future__ import annotations

import argparse
import math
from collections import Counter
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from benchmarks.corpora import DATA, article_of, load_loaders
from onrecord.gazetteer import load_gazetteer
from onrecord.reading.counted import Parse, is_subject, measured_in, parse_of, said_of
from onrecord.reading.figures import amounts_of, counts_beside, noun_understood, read_quantified, within_times
from onrecord.reading.nouns import class_of, read_measured, read_subject, singular
from onrecord.reading.scenes import Scene, read_scenes
from onrecord.reading.sentences import read_sentences
from onrecord.reading.tagger import Tagger, Word, load_tagger
from onrecord.reading.tokens import low_at, phrase_at, stretch_of
from onrecord.tables import load_user_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.reading.measures import Counted
    from onrecord.reading.tokens import Token
    from onrecord.spans import Span

CHANGES = {"about": "~", "almost": "~", "at_least": ">", "more_than": ">", "at_most": "<", "less_than": "<"}
CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "VERB", "SYM", "X", "ADV"})
SMALL = frozenset({"other", "last", "next", "own", "same", "such", "further", "total"})
WHOLE = frozenset({"compound", "amod", "flat", "nummod", "fixed", "goeswith", "nmod", "conj", "appos"})
DATES = frozenset({"when", "clock", "ref", "ordinal"})
FEW = frozenset({"several", "a", "few"})
YEAR = 4  # digits
ASPECTS = ("value", "with unit", "with change or bound", "what is counted, partly", "what is counted, completely")


class Read(NamedTuple):
    """A quantity in the terms of NewsQuant."""

    low: float
    high: float | None  # of a range
    unit: str
    change: str
    concepts: frozenset[str]
    words: str


@dataclass(slots=True)
class Score:
    """Counts of what agrees, of what was found and of what the key has."""

    found: int = 0
    wanted: int = 0
    hits: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        """Write a line for each aspect: precision, recall and F1."""
        lines = []
        for name in ASPECTS:
            precision, recall = self.hits[name] / max(1, self.found), self.hits[name] / max(1, self.wanted)
            f1 = 2 * self.hits[name] / max(1, self.found + self.wanted)
            lines.append(f"  {name}: precision {precision:.3f}, recall {recall:.3f}, F1 {f1:.3f}")
        return "\n".join([f"{self.wanted} quantities, {self.found} found", *lines])


def main() -> None:
    """Print the scores of the rules alone and with the model, for the sentences of odd and of even number."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=DATA, help="the data folder (default: %(default)s)")
    parser.add_argument("--misses", type=int, default=0, help="how many sentences with misses to print")
    told = parser.parse_args()
    rows = list(load_loaders(told.data).load_newsquant())
    for name, tagger in (("by rules alone", None), ("with the model", load_tagger())):
        for part, chosen in (("all", rows), ("odd", rows[::2]), ("even", rows[1::2])):
            score = score_sentences(chosen, tagger)
            print(f"{name}, {part} sentences: {score}")
            for miss in score.misses[: told.misses if part == "odd" else 0]:
                print("  missed", miss)


def score_sentences(rows: Iterable[dict[str, Any]], tagger: Tagger | None = None) -> Score:
    """Compare the quantities read from each sentence with those of the key."""
    score = Score()
    for row in rows:
        wanted = sorted((_key(each) for each in row["quantities"]), key=lambda each: each.unit)
        found = sorted(quantities_of(row["text"], tagger), key=lambda each: each.unit)
        score.found += len(found)
        score.wanted += len(wanted)
        hits = _compare(wanted, found)
        score.hits += hits
        if any(hits[name] < len(wanted) for name in ASPECTS) or len(found) > len(wanted):
            score.misses.append(_told(row["text"], wanted, found))
    return score


def _compare(wanted: Sequence[Read], found: Sequence[Read]) -> Counter[str]:
    """Count what agrees, as the script of CQE's authors does."""
    hits: Counter[str] = Counter()
    left = list(found)
    for key in wanted:
        for each in list(left):
            if not _same_value(key, each):
                continue
            hits["value"] += hits["value"] < len(wanted)
            hits["with change or bound"] += key.change == each.change
            hits["what is counted, partly"] += bool(key.concepts & each.concepts)
            hits["what is counted, completely"] += key.concepts == each.concepts
            if key.unit == each.unit:
                hits["with unit"] += 1
                left.remove(each)
                break
    return hits


def _same_value(key: Read, each: Read) -> bool:
    if (key.high is None) != (each.high is None):
        return False
    return math.isclose(key.low, each.low, rel_tol=1e-5) and math.isclose(key.high or 0, each.high or 0, rel_tol=1e-5)


def _told(text: str, wanted: Sequence[Read], found: Sequence[Read]) -> str:
    lines = [" ".join(text.split())]
    for sign, reads in (("key", wanted), ("got", found)):
        lines += [
            f"    {sign} {each.change} {each.low:g}{'' if each.high is None else f'-{each.high:g}'} | {each.unit} | "
            f"{' '.join(sorted(each.concepts))}"
            for each in reads
        ]
    return "\n".join(lines)


def _key(row: Mapping[str, str]) -> Read:
    value = row["value"]
    low, dash, high = value.partition("-") if not value.startswith("-") else (value, "", "")
    concepts = frozenset(row["referred_concepts"].lower().replace(",", " ").split())
    unit = row["normalized_unit"].lower()
    return Read(float(low), float(high) if dash else None, unit, row["change"], concepts, row["unit"])


# -- what we read, in the same terms


def quantities_of(text: str, tagger: Tagger | None = None) -> list[Read]:
    """Read the quantities of one sentence, what is counted by rules alone where there is no tagger."""
    article = article_of(text)
    sentences = read_sentences(text, article)
    tagged = tagger.tag(text, sentences).words if tagger else ()
    found: list[Read] = []
    for scene in read_scenes(text, article, sentences, load_gazetteer(None)):
        counted = [each for each in read_quantified(scene, _dated(scene)) if not _is_uncounted(scene.tokens, each)]
        concepts = _concepts(text, scene, counted, tagged)
        found += [_read(scene.tokens, counted, number, concepts[number]) for number in range(len(counted))]
    return found


def _dated(scene: Scene) -> frozenset[int]:
    """Return the tokens of dates and clock times; ages and spans of time are quantities of NewsQuant."""
    dates = [each for each in scene.times if each.role in DATES]
    return within_times(scene, [each for each in dates if each.type != "duration" or _is_of_years(scene, each.span)])


def _is_of_years(scene: Scene, span: Span) -> bool:
    """Answer whether a stretch of time is told by its first and last year: "between 1998 and 2004"."""
    first = next(token for token in scene.tokens if token.end > span.start)
    return first.kind == "number" and len(first.text) == YEAR


def _is_uncounted(tokens: Sequence[Token], each: Counted) -> bool:
    """Answer whether it is "several" or "a few", or a "one" that points, which NewsQuant leaves out."""
    quantity = each.quantity
    if low_at(tokens, quantity.core) == "one" and not each.noun.told:
        return quantity.unit is None
    return quantity.comparator == "vague" and low_at(tokens, quantity.number[0]) in FEW


def _read(tokens: Sequence[Token], counted: Sequence[Counted], number: int, concepts: frozenset[str]) -> Read:
    quantity = counted[number].quantity
    ranged = quantity.comparator == "between"
    low, high = float(quantity.low), float(quantity.high or 0) if ranged else None
    if quantity.comparator == "vague" and quantity.low in {10, 100, 1000, 10000, 100000, 1e6, 1e7, 1e8, 1e9}:
        high = low * 10  # NewsQuant's reading of "thousands"
    change = CHANGES.get(quantity.comparator) or _direction(tokens, counted, number)
    return Read(low, high, _unit(tokens, counted, number), change, concepts or frozenset("-"), "")


def _concepts(text: str, scene: Scene, counted: Sequence[Counted], tagged: Sequence[Word]) -> list[frozenset[str]]:
    """Return the words of what each quantity is said of: by the parse if there is one, else by the rules."""
    tokens = scene.tokens
    if not tagged or not counted:
        return [_by_rules(text, tokens, each) for each in counted]
    parse = parse_of(text, tagged, stretch_of(tokens, 0, len(tokens)))
    amounts = amounts_of(tokens, counted)
    measured = measured_in(parse, amounts)
    told: list[frozenset[str]] = []
    for number, each in enumerate(counted):
        heads = said_of(parse, amounts, number)[: 1 if counts_beside(each) else None]
        whole = parse.inside(amounts[number].whole)
        without = measured | whole
        words = [
            at
            for head in heads
            for at in _phrase(parse, head, without if head not in measured else frozenset())
            if not min(whole, default=at) > head or at < min(whole)  # "winds of 90 mph on the coast"
        ]
        concepts = frozenset(_printed(text, parse.words[at].start) for at in words)
        known = heads or counts_beside(each) or is_subject(parse, amounts[number])
        told.append(concepts if known else _by_rules(text, tokens, each))
    return told


def _by_rules(text: str, tokens: Sequence[Token], each: Counted) -> frozenset[str]:
    """Return the words of the noun beside a measured amount, and of the subject of its clause."""
    subject, nouns = read_subject(tokens, each.first), [each.noun]
    if each.quantity.unit and not each.noun.told:
        nouns = [read_measured(tokens, each.quantity.first, each.quantity.last), subject]
    elif not each.quantity.unit:
        nouns = [subject]
    inside = [token for noun in nouns for token in tokens[noun.first : noun.last]]
    return frozenset(_printed(text, each.start) for each in inside if each.kind != "sign" and not class_of(each))


def _phrase(parse: Parse, head: int, without: frozenset[int]) -> list[int]:
    """Return the words of the key's kind of noun phrase: with all that hangs on the noun, but for small words."""
    kept = [head]
    for each in parse.below[head]:
        shared = parse.relation(each) == "conj" and not without.isdisjoint(parse.below[each])
        degree = parse.relation(each) == "advmod" and parse.relation(head) == "amod"  # "best performing"
        if each in without or shared or parse.low(each) in SMALL or parse.words[each].upos not in CONTENT:
            continue
        if degree or parse.relation(each) in WHOLE:
            kept += _phrase(parse, each, without | {head})
    beside = _beside(parse, head, max(kept) + 1)
    return kept if beside is None or beside in without else [*kept, *_phrase(parse, beside, without | {head})]


def _beside(parse: Parse, head: int, at: int) -> int | None:
    """Return the noun whose preposition stands right after a phrase, though the parse hangs it on the verb."""
    if parse.relation(head) not in {"obj", "nsubj"} or parse.heads[head] < 0:
        return None
    found = (each for each in parse.among(parse.heads[head], "obl") if parse.is_noun(each))
    return next((each for each in found if at in parse.among(each, "case")), None)


def _printed(text: str, at: int) -> str:
    """Return the word at a letter as the key has it: all that is printed without a space, "S&P", but no "'s"."""
    first = max(text.rfind(" ", 0, at), text.rfind("\n", 0, at)) + 1
    return (
        text[first:]
        .split(maxsplit=1)[0]
        .lower()
        .partition("—")[0]
        .strip(".,;:()\"'“”’")
        .removesuffix("'s")
        .removesuffix("’s")
    )


def _unit(tokens: Sequence[Token], counted: Sequence[Counted], number: int) -> str:
    each = counted[number]
    quantity = each.quantity
    if quantity.unit:
        base, per, time = quantity.unit.partition(" per ")
        return unit_names().get(base, singular(base)).lower() + per + time
    noun = each.noun if each.noun.told else noun_understood(tokens, counted, number)
    if not noun.told or noun.first > quantity.last + 3:
        return "-"
    words = [token for token in tokens[noun.first : noun.last] if token.kind != "sign" and class_of(token) == ""]
    if not words:
        return "-"
    head = words[-1].low if words[-1].text.istitle() else singular(words[-1].low)  # "Americans" are not lemmatised
    rate = phrase_at(tokens, noun.last + 1, "per.tsv") if low_at(tokens, noun.last) == "per" else None
    return " ".join([*(_lemma(token.low) for token in words[:-1]), head]) + (f" per {rate[1]['per']}" if rate else "")


def _lemma(word: str) -> str:
    """Return a word before the counted noun as the key has it: without owner's ending or superlative."""
    stem = word.removesuffix("'s").removesuffix("est") if len(word) > len("best") + 1 else word
    return stem[:-1] if stem != word and stem[-1:] == stem[-2:-1] and stem[-1:] not in "sl" else stem


def _direction(tokens: Sequence[Token], counted: Sequence[Counted], number: int) -> str:
    """Return the direction of an amount, or of the one it stands in brackets after: "fell 2 degrees C (3.6 F)"."""
    each = counted[number]
    if number and low_at(tokens, each.first - 1) == "(" and counted[number - 1].last == each.first - 1:
        return _direction(tokens, counted, number - 1)
    if each.quantity.unit == "percent" and each.quantity.low < 0:
        return "down"
    return _change(tokens, each)


def _change(tokens: Sequence[Token], each: Counted) -> str:
    """Return whether the word right before an amount makes it a rise or a fall, as in "gained about 3%"."""
    at = each.first - 1
    if tokens[at].low == "by":
        at -= 1
    return directions().get(tokens[at].low, "=") if at >= 0 and each.quantity.unit else "="


@cache
def directions() -> Mapping[str, str]:
    """Return the words that make an amount a rise or a fall."""
    rows = load_user_table(Path(__file__).with_name("directions.tsv"))
    return {row["word"]: row["direction"] for row in rows}


@cache
def unit_names() -> Mapping[str, str]:
    """Return NewsQuant's names of the units."""
    return {row["unit"]: row["name"] for row in load_user_table(Path(__file__).with_name("unit_names.tsv"))}


if __name__ == "__main__":
    main()
