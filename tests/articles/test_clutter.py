"""Clutter: what lines around a text say of themselves."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.articles.clutter import Clutter, find_clutter, find_icons
from onrecord.articles.publishers import tidy_outlet
from onrecord.tables import load_table

LINES = {
    "No Script": "line",
    "Please Wait...": "line",
    "starAdd to favorites": "icons",
    "folder_openIraq access_time3 months ago": "icons",
    "Share this article on Facebook": "line",
    "Facebook Twitter WhatsApp Copy link": "line",
    "f  x  @  link 127 Comments": "nav",
    "12 comments": "end",
    "Comments": "end",
    "Leave a comment": "end",
    "Most read": "end",
    "Sign up for our newsletter": "end",
    "Related articles": "box",
    "Read more:": "box",
    "Read more: How the dam was built": "line",
    "ADVERTISEMENT": "line",
    "Tags: rain, harbour": "line",
    "#rain #tarsis": "line",
    "© 2031 The Quay Times": "line",
    "Photo: Runa Lie/QNA": "caption",
    "The pier on Monday. (Archive picture: QNA)": "caption",
    "Source: QNA + Agencies": "credit",
    "Reporting by Ada Renn; editing by Sol Varga": "credit",
    "Home | News | Politics | Sport": "nav",
    "[Home] [Town] [Harbour]": "nav",
    "* * *": "nav",
    "Opinion: A pier in the dark": "teaser",
}
TEXT = (
    "It rained.",
    "The comments came a day after the vote.",
    "“Share what you have,” the priest said.",
    "Related crimes rose by 4 percent, police said.",
    "The search for survivors went on.",
    "He read more than 300 letters.",
    "Loading of grain resumed in the port on Friday.",
    "The printing house of the Quay Times burned down.",
    "Menus were printed in three languages, the hotel said.",
    "Six dead in Marrick",
)


@pytest.mark.parametrize("words", LINES)
def test_clutter(words: str) -> None:
    """A line of clutter is told by its words alone."""
    assert find_clutter(words) == LINES[words]


@pytest.mark.parametrize("words", TEXT)
def test_text_is_no_clutter(words: str) -> None:
    """A sentence that only begins like clutter stays."""
    assert find_clutter(words) is None


def test_kinds_of_the_table() -> None:
    """The table names no kind that the code does not know."""
    assert {row["kind"] for row in load_table("onrecord.articles", "clutter.tsv")} <= set(get_args(Clutter))


def test_icons_with_what_is_glued_to_them() -> None:
    """The names of icons are cut off the words that they mark."""
    assert find_icons("folder_openNorth Coast access_time2 days ago visibility12") == (
        ("folder_open", "North Coast"),
        ("access_time", "2 days ago"),
        ("visibility", "12"),
    )
    assert find_icons("star witness heard in Tarsis") == ()


@pytest.mark.parametrize(
    ("printed", "name"), [("THE QUAY TIMES", "The Quay Times"), ("2031 Quay Post Ltd", "Quay Post")]
)
def test_outlet(printed: str, name: str) -> None:
    """An outlet's name loses its capitals, its years and its legal form."""
    assert tidy_outlet(printed) == name


@given(st.text(max_size=400))
def test_any_line(words: str) -> None:
    """No line makes it raise."""
    find_clutter(words)
    find_icons(words)
