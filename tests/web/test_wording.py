"""Words for a page never fail, never hide a character, and never say more than was said."""

from __future__ import annotations

import unicodedata
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from onrecord.spans import Span
from onrecord.types import RELATIONS, STANCES, Claim, Comparator, Role, Step
from onrecord.web.asking import address, read_filters
from onrecord.web.marking import COLOURED
from onrecord.web.wording import day, first_day, language, lead, path_to, shown, web_link, wording


@given(st.text())
def test_nothing_unseen_is_left(text: str) -> None:
    """Controls and overrides are shown by their number; all else stays as it is, and can be sent."""
    told = str(shown(text))
    assert all(unicodedata.category(sign) not in {"Cc", "Cs"} or sign in "\t\n" for sign in told)
    told.encode()
    if text.isprintable():
        assert told == text


@given(st.text() | st.from_regex(r"\d{4}-\d{2}(-\d{2}(T\d{2}:\d{2})?)?", fullmatch=True))
def test_any_date_has_words(value: str) -> None:
    """What is no date is shown as it is."""
    assert isinstance(day(value), str)
    first_day(value)


@given(st.text() | st.text().map("http://{}".format))
def test_any_address_is_a_link_or_none(url: str) -> None:
    """Only http and https become links, and nothing fails."""
    told = web_link(url)
    assert told is None or told.lower().startswith(("http://", "https://"))
    language(url)


@given(st.text(), st.text())
def test_addresses_hold_what_is_asked(words: str, ident: str) -> None:
    """Words and ids survive in an address whatever they are; nothing in them ends it early."""
    assert not set(address("/search", {"q": words})) & set(" \"<>#'")
    assert not set(path_to("claims", ident)) & set(" \"<>#?'")


@given(st.dictionaries(st.sampled_from(["origin", "publisher", "place", "article"]), st.text()))
def test_free_filters_take_any_words(asked: dict[str, str]) -> None:
    """A name may be anything; only white space is none."""
    filters = read_filters(asked)
    assert all(getattr(filters, name) != "" for name in asked)


def test_every_word_of_the_contract_has_its_words() -> None:
    """Stances, relations, roles and comparators are all in the tables of this room."""
    assert tuple(wording("stances")) == STANCES
    assert set(wording("relations")) == set(RELATIONS)
    assert set(wording("roles")) == set(get_args(Role))
    assert set(wording("comparators")) == set(get_args(Comparator))
    assert len(COLOURED) == 4


def test_a_name_with_braces_is_a_name() -> None:
    """A source called {} or {0.__class__} is printed as it is called."""
    for name in ("{}", "{0.__class__}", "%s"):
        claim = Claim(
            "c", "a", "statement", Span(0, 1), None, None, (Step("p", "publisher"), Step(name, "person")), "denied"
        )
        assert lead(claim) == f"Denied by {name}"
