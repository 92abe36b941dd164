"""What is counted: the nouns that an amount is said of, by how the words of its sentence hang together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.counted import Amount, counts_after, measured_in, named, parse_of, said_of
from onrecord.reading.tagger import Word
from onrecord.spans import Span

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.reading.figures import FoundFigure

CASES = "counted.jsonl"
TEXT = "They say that Orvel sold 40 tonnes of grain for $3 million to the mills on the coast ."


def _words(text: str, told: list[str]) -> list[Word]:
    """Return the words that a case tells as "word part-of-speech relation head"."""
    words: list[Word] = []
    for each in told:
        word, upos, relation, head = each.split()
        start = text.index(word, words[-1].end if words else 0)
        words.append(Word(start, start + len(word), upos, int(head), relation, 0.0))
    return words


def _amounts(text: str, told: list[list[str]]) -> list[Amount]:
    amounts: list[Amount] = []
    for number, whole in told:
        start = text.index(whole, amounts[-1].whole.end if amounts else 0)
        first = text.index(number, start)
        amounts.append(Amount(Span(first, first + len(number)), Span(start, start + len(whole))))
    return amounts


def test_said_of(case: dict[str, Any]) -> None:
    """Each amount of a case is said of its nouns, the nearest first."""
    text = case["text"]
    parse = parse_of(text, _words(text, case["words"]), Span(0, len(text)))
    amounts = _amounts(text, case["amounts"])
    told = [said_of(parse, amounts, number) for number in range(len(amounts))]
    nouns = [[text[parse.words[at].start : parse.words[at].end] for at in each] for each in told]
    assert nouns == case["expected"]


def test_a_figure_takes_the_nearest(figures_of: Callable[..., tuple[FoundFigure, ...]]) -> None:
    """Where words are tagged, a figure has the nearest noun that its amount is said of."""
    text = "The mill sold its old barns for $4 million."
    told = ["The DET det 1", "mill NOUN nsubj 2", "sold VERB root -1", "its PRON nmod:poss 5", "old ADJ amod 5"]
    told += ["barns NOUN obj 2", "for ADP case 7", "$ SYM obl 2", "4 NUM compound 9", "million NUM nummod 7"]
    assert [each.figure.subject for each in figures_of(text, tagged=_words(text, told))] == ["old barns"]


def test_named() -> None:
    """A noun is named with its modifiers and its "of", without its article."""
    text = "The old grain exports of Orvel rose 12 percent"
    words = _words(
        text,
        [
            "The DET det 3",
            "old ADJ amod 3",
            "grain NOUN compound 3",
            "exports NOUN nsubj 6",
            "of ADP case 5",
            "Orvel PROPN nmod 3",
            "rose VERB root -1",
            "12 NUM nummod 8",
            "percent NOUN obj 6",
        ],
    )
    parse = parse_of(text, words, Span(0, len(text)))
    amounts = _amounts(text, [["12 percent", "12 percent"]])
    assert named(parse, 3, measured_in(parse, amounts)).words(text) == "old grain exports of Orvel"


@pytest.mark.parametrize(
    ("words", "noun", "expected"),
    [
        ("Orvel/PROPN/compound/1 Mills/PROPN/compound/2 shares/NOUN/root/-1", 2, "Orvel Mills shares"),
        (
            "Shares/NOUN/root/-1 in/ADP/case/3 Orvel/PROPN/compound/3 Mills/PROPN/nmod/0",
            0,
            "Shares in Orvel Mills",
        ),
        ("Homes/NOUN/root/-1 in/ADP/case/2 Orvel/PROPN/nmod/0", 0, "Homes"),
        ("kettles/NOUN/root/-1 and/CCONJ/cc/2 smart/NOUN/compound/0 lamps/NOUN/conj/0", 0, "kettles"),
    ],
)
def test_named_in_full(words: str, noun: int, expected: str) -> None:
    """A name is whole, and a share is one in something; where a thing is, and what stands after it, is no name."""
    told = [word.replace("/", " ") for word in words.split()]
    text = " ".join(word.split()[0] for word in told)
    assert named(parse_of(text, _words(text, told), Span(0, len(text))), noun, frozenset()).words(text) == expected


ARMED = ["40 NUM nummod 3", "mostly ADV advmod 2", "armed ADJ amod 3", "men NOUN root -1"]
TAKEN = ["40 NUM nsubj 1", "taken VERB root -1", "in ADP case 3", "raids NOUN obl 1"]
DOZENS = ["Dozens NOUN root -1", "of ADP case 4", "burned VERB amod 4", "out ADP compound 2", "lorries NOUN nmod 0"]


@pytest.mark.parametrize(
    ("words", "number", "noun", "expected"),
    [(ARMED, "40", 3, True), (TAKEN, "40", 3, False), (DOZENS, "Dozens", 4, True), (ARMED, "men", 0, False)],
)
def test_counts_after(words: list[str], number: str, noun: int, *, expected: bool) -> None:
    """A bare number counts the noun that it modifies or that follows with "of", and none further on."""
    text = " ".join(word.split()[0] for word in words)
    parse = parse_of(text, _words(text, words), Span(0, len(text)))
    assert counts_after(parse, _amounts(text, [[number, number]])[0], noun) is expected


def test_named_within_brackets() -> None:
    """A name does not reach over a bracket."""
    text = "80 ( coast guard ) sailors"
    told = ["80 NUM nummod 5", "( PUNCT punct 3", "coast NOUN compound 3", "guard NOUN compound 5", ") PUNCT punct 3"]
    parse = parse_of(text, _words(text, [*told, "sailors NOUN root -1"]), Span(0, len(text)))
    assert named(parse, 5, frozenset({0})).words(text) == "sailors"


RELATIONS = ["root", "nsubj", "obj", "obl", "nmod", "conj", "acl", "acl:relcl", "compound", "case", "xcomp", "advcl"]
HANGING = st.tuples(
    st.sampled_from(["NOUN", "VERB", "PRON", "ADP", "NUM"]), st.sampled_from(RELATIONS), st.integers(-1, 17)
)


@given(st.lists(HANGING, min_size=18, max_size=18))
def test_any_parse_is_read(hanging: list[tuple[str, str, int]]) -> None:
    """However the words hang together, in circles too, the nouns told lie in the sentence and outside the amount."""
    words = [
        f"{word} {upos} {relation} {head}" for word, (upos, relation, head) in zip(TEXT.split(), hanging, strict=False)
    ]
    parse = parse_of(TEXT, _words(TEXT, words), Span(0, len(TEXT)))
    amounts = _amounts(TEXT, [["40 tonnes", "40 tonnes"], ["$3 million", "$3 million"]])
    for number, amount in enumerate(amounts):
        told = said_of(parse, amounts, number)
        assert len(set(told)) == len(told)
        assert parse.inside(amount.whole).isdisjoint(told)
        assert all(0 <= named(parse, at, frozenset()).start < len(TEXT) for at in told)
