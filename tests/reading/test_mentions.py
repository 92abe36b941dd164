"""Mentions: what a noun phrase says of the one it refers to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.reading.lexicon import load_lexicon
from onrecord.reading.mentions import Mention, describe, read_mentions
from onrecord.reading.sentences import Sentence
from onrecord.spans import Span


def described(words: str) -> Mention:
    """Describe a phrase that is the whole text."""
    return describe(words, Span(0, len(words)), load_lexicon())


@pytest.mark.parametrize(
    ("words", "name", "role"),
    [
        ("Foreign Ministry spokeswoman Ela Orm", "Ela Orm", "person"),
        ("Vice-President Tarn Kesk", "Tarn Kesk", "person"),
        ("the Orvel Health Ministry", "Orvel Health Ministry", "organization"),
        ("various Vessan resistance forces", "Vessan resistance forces", "group"),
        ("the state-run Anadolu Agency", "Anadolu Agency", "agency"),
        ("the Rossiya 24 broadcaster", "Rossiya 24", "outlet"),
        ("the Vessany Times", "Vessany Times", "outlet"),
        ("a leaked cable", "leaked cable", "document"),
        ("a report by the Orvel Health Ministry", "Orvel Health Ministry", "organization"),
        ("an official source in the movement", "official source in the movement", "anonymous"),
        ("a number of Vessan lawmakers", "Vessan lawmakers", "anonymous"),
        ("President Tarn Kesk’s administration", "Kesk administration", "organization"),
        ("Dr Ela Orm a member of the council", "Ela Orm", "person"),
        ("engineers who built the dam", "engineers who built the dam", "anonymous"),
        ("the engineers who built the dam", "engineers", "anonymous"),
        ("province of Orvel local residents", "local residents", "anonymous"),
        ("fighters Vessian activists", "Vessian activists", "anonymous"),
        ("SANAs correspondent", "SANA’s correspondent", "anonymous"),
    ],
)
def test_name_and_role(words: str, name: str, role: str) -> None:
    """A phrase gives the name without title or determiner, and what kind of party it names."""
    mention = described(words)
    assert (mention.name, mention.role) == (name, role)


def test_a_memo_keeps_through_whom_it_came() -> None:
    """A document that somebody obtained is known with the outlet that did."""
    assert described("a May Air Force memo obtained by The Lantern").via == "Lantern"


@pytest.mark.parametrize(("words", "gender"), [("he", "m"), ("she", "f"), ("they", "p"), ("it", "n"), ("we", "s")])
def test_pronouns(words: str, gender: str) -> None:
    """Pronouns are no names; they tell whom they may mean."""
    assert (described(words).kind, described(words).gender) == ("pronoun", gender)


def test_names_of_a_sentence() -> None:
    """Every name is found with the titles and common nouns that stand at it."""
    text = "On Monday minister Ela Orm, the party’s leader, met the Vessan Red Cross and the OVR monitor."
    found = read_mentions(text, [Sentence(Span(0, len(text)), 0)], load_lexicon())
    assert [each.name for each in found] == ["Ela Orm", "Vessan Red Cross", "OVR"]
    assert {"minister", "leader"} <= {*found[0].nouns}


@given(st.text(max_size=80))
def test_any_phrase(words: str) -> None:
    """Whatever the phrase, it is described."""
    described(words)


@given(
    st.lists(
        st.sampled_from(
            [
                "of",
                "the",
                "Dr",
                "minister",
                "Ela",
                "Orm",
                "in",
                "district",
                "Orvel",
                "who",
                "official",
                "Vessas",
                ",",
                "group",
            ]
        ),
        max_size=8,
    )
)
def test_any_order_of_words(words: list[str]) -> None:
    """Words that rules ask for, in any order and number, are read as some mention of the whole span."""
    phrase = " ".join(words)
    assert describe(phrase, Span(0, len(phrase)), load_lexicon()).span == Span(0, len(phrase))
