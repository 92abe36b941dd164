"""Agencies: whose text an article says it prints."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from onrecord.linking.agencies import find_agencies

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Reading

    MakeReading = Callable[[dict[str, Any]], Reading]

LONG = "Rain fell on the upper valley for a third day, and the sluices stayed shut. " * 6
ALIASES = {"ap": "Associated Press", "afp": "Agence France-Presse"}


@pytest.mark.parametrize(
    ("told", "agencies"),
    [
        pytest.param({"author": ["AFP"]}, {"Agence France-Presse"}, id="in the byline"),
        pytest.param(
            {"author": ["Jo Arden and AP"]}, {"Associated Press"}, id="in the byline beside a reporter of the paper"
        ),
        pytest.param({"author": ["Jo Arden"]}, set(), id="a reporter is no agency"),
        pytest.param({"author": ["Agencies"]}, set(), id="all agencies are none"),
        pytest.param({"text": "KASSALA (AP) – " + LONG}, {"Associated Press"}, id="in the dateline"),
        pytest.param({"text": "KASSALA, Sudan (Reuters) - " + LONG}, {"Reuters"}, id="in a dateline with a country"),
        pytest.param({"text": "KASSALA (XNS) – " + LONG}, {"XNS"}, id="an agency that nobody knows"),
        pytest.param({"text": "The dam (see map) – " + LONG}, set(), id="brackets that are no dateline"),
        pytest.param({"text": LONG + "– AFP"}, {"Agence France-Presse"}, id="after the last words"),
        pytest.param({"text": LONG + "(AP/AFP)"}, {"Agence France-Presse", "Associated Press"}, id="two at the end"),
        pytest.param({"text": LONG + "Source: Reuters"}, {"Reuters"}, id="named as the source"),
        pytest.param({"text": LONG + "So the mayor told AP reporters."}, set(), id="an agency that is only spoken of"),
    ],
)
def test_credits(told: dict[str, Any], agencies: set[str], make_reading: MakeReading) -> None:
    """Byline, dateline and last words name the agency; a mention in the text does not."""
    reading = make_reading({"publisher": "Nile Post", "text": LONG, **told})
    (credit,) = find_agencies([reading], ALIASES).values()
    assert credit.others == agencies
    assert credit.own is None


def test_an_agency_is_known_by_the_initials_of_its_own_pages(make_reading: MakeReading) -> None:
    """What one page credits by its letters, another is published by."""
    copy = make_reading({"publisher": "Nile Post", "text": "KASSALA (MWS) – " + LONG})
    own = make_reading({"publisher": "Meridian Wire Service", "text": LONG})
    credits_of = find_agencies([copy, own], {})
    assert credits_of[copy.article.id].others == {"Meridian Wire Service"}
    assert credits_of[own.article.id].own == "Meridian Wire Service"
    assert credits_of[own.article.id].agencies == credits_of[copy.article.id].agencies
