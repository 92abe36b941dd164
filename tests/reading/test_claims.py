"""Claims: speech, stance, the evidence, and the figures on whose word they rest."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from onrecord.reading.cue_stances import load_rules, stance_of
from onrecord.spans import Span
from onrecord.types import Attribution

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.types import Claim

    ClaimsOf = Callable[..., tuple[Claim, ...]]
    StatementsOf = Callable[..., list[Claim]]


@pytest.mark.parametrize(
    ("text", "speech"),
    [
        ("“We will not leave the town,” Orm said.", "direct"),
        ("Orm said that “we will not leave the town.”", "direct"),
        ("Orm said the plan was “far more generous than all others”.", "mixed"),
        ("Orm said the plan was “generous.”", "mixed"),
        ("Orm said the “rebel” town had fallen.", "indirect"),
        ("Orm said the town had fallen.", "indirect"),
        ("We will not leave the town, Orm said.", "direct"),
    ],
)
def test_speech(text: str, speech: str, statements_of: StatementsOf) -> None:
    """Speech is direct where the content is the source's words, mixed where a part is."""
    assert [claim.speech for claim in statements_of(text)] == [speech]


@pytest.mark.parametrize(
    ("text", "stance"),
    [
        ("Orm said the town had fallen.", "asserted"),
        ("Orm denied that the town had fallen.", "denied"),
        ("Orm did not deny that the town had fallen.", "not_stated"),
        ("Orm did not say that the town had fallen.", "not_stated"),
        ("Orm refused to say whether the town had fallen.", "not_stated"),
        ("The front vowed to fight on.", "planned"),
        ("Orm said he hoped that it would rain.", "asserted"),
        ("Orm might say that the town had fallen.", "hypothetical"),
    ],
)
def test_stance(text: str, stance: str, statements_of: StatementsOf) -> None:
    """The cue says whether its content is asserted, denied, left unsaid, promised or supposed."""
    assert {claim.stance for claim in statements_of(text)} == {stance}


@pytest.mark.parametrize(
    ("cue", "content", "stance"),
    [
        ("plans", "to sell the harbour", "planned"),
        ("is planning", "to sell the harbour", "planned"),
        ("hopes", "that it rains", "hypothetical"),
        ("fears", "the river will rise", "hypothetical"),
        ("warned", "that the dam could burst", "hypothetical"),
        ("warned", "that the dam had burst", "asserted"),
        ("ordered", "the release of nine men", "planned"),
        ("decided", "to sell the harbour", "planned"),
        ("decided", "that the sale was void", "asserted"),
        ("wants", "12 to 15 years", "planned"),
        ("will file", "an objection", "planned"),
        ("doubts", "the count", "denied"),
        ("took issue with", "the count", "denied"),
        ("pleaded", "not guilty", "denied"),
        ("did not rule out", "a strike", "hypothetical"),
        ("does not believe", "in outages", "denied"),
        ("believes", "in outages", "asserted"),
        ("made no mention of", "the count", "not_stated"),
        ("wouldnt say", "whether it got the order", "not_stated"),
        ("rejected", "it as a rumour", "asserted"),
        ("would neither confirm nor deny", "the sale", "not_stated"),
        ("does not want", "to sell", "not_stated"),
        ("said", "they will continue to fight", "asserted"),
        ("said", "the road will open in May", "asserted"),
        ("dismissed", "as inflated", "asserted"),
        ("dismissed", "the count", "denied"),
    ],
)
def test_stance_of_a_wish_or_plan(cue: str, content: str, stance: str) -> None:
    """What a cue says of its content is a row of the table: planned, hoped for, doubted, passed over."""
    told = Attribution(Span(0, 3), Span(4, 4 + len(cue)), (Span(5 + len(cue), 5 + len(cue) + len(content)),))
    assert stance_of(f"Orm {cue} {content}", told) == stance


def test_each_row_of_stances_can_be_reached() -> None:
    """No row of the table stands behind one that takes all it would take."""
    rules = load_rules()
    for at, rule in enumerate(rules):
        earlier = [each for each in rules[:at] if each.forms == rule.forms]
        assert all(each.begins or each.holds.pattern for each in earlier), rule.forms.pattern


def test_evidence_is_the_sentences(statements_of: StatementsOf) -> None:
    """The evidence of a statement is the sentence or sentences that hold it."""
    text = "Rain fell. “We lost two boats,” Orm said. “We will build them again.” Nobody came."
    (claim,) = statements_of(text)
    assert claim.span.words(text) == "“We lost two boats,” Orm said. “We will build them again.”"


def test_a_pure_relay_is_a_step_only(statements_of: StatementsOf) -> None:
    """What an agency only passes on is no statement of the agency."""
    claims = statements_of("Reuters reported that Mayor Ela Orm said the market was closed.")
    assert [claim.origin for claim in claims] == ["Ela Orm"]


def origins(claims: tuple[Claim, ...]) -> list[str | None]:
    """Return on whose word each figure rests."""
    return [claim.origin for claim in claims if claim.figure]


def test_a_figure_rests_on_whose_content_holds_it(claims_of: ClaimsOf) -> None:
    """A figure in a content has its chain, one outside is the publisher's own."""
    text = "Mayor Ela Orm said 12 people were killed. The army fired 40 shells that night."
    assert origins(claims_of(text)) == ["Ela Orm", "Vessany Courier"]


def test_a_figure_rests_on_the_innermost(claims_of: ClaimsOf) -> None:
    """Of contents inside each other the inner one counts."""
    text = "Reuters reported on Monday that Mayor Ela Orm said 12 people were killed."
    assert origins(claims_of(text)) == ["Ela Orm"]


def test_a_sentence_that_goes_on_rests_on_the_same(claims_of: ClaimsOf) -> None:
    """A sentence that only counts the parts of what was said before keeps its chain."""
    text = "According to Mayor Ela Orm, 12 people were killed. Among the dead were four children."
    assert origins(claims_of(text)) == ["Ela Orm", "Ela Orm"]


def test_ids_come_from_content(claims_of: ClaimsOf) -> None:
    """The same article twice gives the same ids, all of them different."""
    text = "Orm said 12 people were killed. Orm said 12 people were killed. Tane denied it."
    ids = [claim.id for claim in claims_of(text)]
    assert ids == [claim.id for claim in claims_of(text)]
    assert len(ids) == len({*ids})


def test_a_denial_takes_what_happened_as_known(claims_of: ClaimsOf) -> None:
    """A figure of the event in which somebody denies a part is told by the page itself."""
    text = "Vessany has denied that its jets were involved in the raid in which 18 trucks were destroyed."
    (figure,) = (claim for claim in claims_of(text) if claim.kind == "figure")
    assert figure.origin == "Vessany Courier"


def test_those_among_the_dead_rest_on_who_told_of_them(claims_of: ClaimsOf) -> None:
    """A sentence that only takes the count apart goes on with its source, in the next paragraph too."""
    text = "Raids killed 13 people, the charity said on Monday.\nAmong the dead were four nurses."
    assert {claim.origin for claim in claims_of(text) if claim.kind == "figure"} == {"charity"}
