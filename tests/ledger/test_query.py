"""Searching and listing: an analyst finds what is there, the best first."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import NotFoundError
from onrecord.ledger.views import Filters
from onrecord.types import Entity, Links, Observation, Series

if TYPE_CHECKING:
    from collections.abc import Callable

    from onrecord.ledger import Ledger
    from onrecord.types import Document, Reading, Window

    Page = tuple[Document, tuple[Reading, ...]]

ALL = Filters()


@pytest.fixture
def held(ledger: Ledger, page: Callable[..., Page]) -> Ledger:
    """Give a ledger with three pages of an invented country."""
    pages = (
        page(
            {
                "words": "27 people",
                "sentence": "The flood killed 27 people.",
                "measure": "killed",
                "origin": "Basin Agency",
                "low": 27,
                "places": [("Vessany", "IV", 1, 1.0, 2.0, "near")],
            },
            {"words": "The Basin Agency denied it.", "stance": "denied", "origin": "Basin Agency"},
            publisher="Drumeir Post",
            headline="Flood in Vessany",
            date="2024-01-15",
        ),
        page(
            {
                "words": "1,200 soldiers",
                "sentence": "Istrava’s army sent 1,200 soldiers to Vessany.",
                "measure": "troops_deployed",
                "origin": "General Ebdä",
                "places": [("Istrava", "IV", 2, 1.5, 2.5, "country")],
            },
            {"words": "Troops left the river.", "origin": "Ministry of Defence"},
            publisher="Skerran Monitor",
            headline="Troops on the river",
            date="2024-02",
        ),
        page({"words": "It used to rain in the US."}, publisher="The Skerran Monitor", headline="Rain", date=None),
    )
    for document, readings in pages:
        ledger.add(document, readings, ())
    return ledger


def found(ledger: Ledger, query: str, filters: Filters = ALL) -> list[str]:
    """Return the words of the claims found, best first."""
    return [row.words for row in ledger.search(query, filters).rows]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("troops", "Troops left the river."),  # evidence before headline
        ("troops on the river", "Troops left the river."),
        ("soldiers in Vessany", "1,200 soldiers"),
        ("istrava's army", "1,200 soldiers"),  # straight for curly
        ("GENERAL ebda", "1,200 soldiers"),  # without case and accent
        ("1,200", "1,200 soldiers"),
        ("sold", "1,200 soldiers"),  # the last word may go on
        ("flood killed", "27 people"),  # of the sentence, not of the evidence
        ("basin agency denied", "The Basin Agency denied it."),
        ("drumeir killed", "27 people"),  # the publisher
        ("US rain", "It used to rain in the US."),
    ],
)
def test_the_best_comes_first(held: Ledger, query: str, first: str) -> None:
    """All words are looked for in evidence, sentence, source, place, headline and publisher."""
    assert found(held, query)[0] == first


def test_claims_with_all_words_come_before_those_with_any(held: Ledger) -> None:
    """Where few hold all, the others follow."""
    words = found(held, "agency soldiers river")
    assert words[0] == "1,200 soldiers", "two words of three"
    assert set(words) == {"1,200 soldiers", "Troops left the river.", "27 people", "The Basin Agency denied it."}
    assert found(held, "troops left") == ["Troops left the river.", "1,200 soldiers"]


def test_quoted_words_stand_together(held: Ledger) -> None:
    """Both words are in the sentence, but not in this order."""
    assert found(held, '"flood killed"') == ["27 people"]
    assert found(held, '"killed flood"') == []


def test_a_word_is_no_beginning_of_others_unless_last(held: Ledger) -> None:
    """And an abbreviation is none even there."""
    assert found(held, '"us"') == ["It used to rain in the US."]
    assert found(held, "US") == ["It used to rain in the US."]


def test_matched_words_are_marked(held: Ledger) -> None:
    """A page can show why a claim was found; without words there is nothing to mark."""
    row = held.search("troops river", ALL).rows[0]
    assert row.marked == "\x02Troops\x03 left the \x02river\x03."
    assert {row.marked for row in held.search("", ALL).rows} == {None}


def test_without_words_the_newest_come_first(held: Ledger) -> None:
    """What has no date comes last."""
    assert found(held, " ") == [
        "1,200 soldiers",
        "Troops left the river.",
        "27 people",
        "The Basin Agency denied it.",
        "It used to rain in the US.",
    ]


@pytest.mark.parametrize(
    "query",
    [
        '"',
        '""',
        '"troops',
        "*",
        "troops*",
        "NEAR(",
        "NEAR(troops river, 2)",
        "evidence: troops",
        "-troops",
        "^troops",
        "troops AND",
        "OR",
        "NOT troops",
        "(",
        "}",
        "troops)",
        "\0",
        "troops\0river",
        "%",
        "'; DROP TABLE claim; --",
        "\ud800",
        "a" * 100_000,
        "troops " * 20_000,
        '"' * 100_000,
        "(" * 100_000,
        "e\u0301" * 1000,
        "😀",
        "ß",
        "\u0301",
    ],
)
def test_hostile_queries_are_only_words(held: Ledger, query: str) -> None:
    """None raises, and none says anything to SQL or FTS5."""
    result = held.search(query, ALL)
    assert result.total == len(result.rows)
    assert held.counts().articles == 3
    if "troops" in query:
        assert "Troops left the river." in [row.words for row in result.rows]


@pytest.mark.parametrize(
    ("filters", "total"),
    [
        (Filters(kind="figure"), 2),
        (Filters(measure="killed"), 1),
        (Filters(stance="denied"), 1),
        (Filters(origin="basin agency"), 2),
        (Filters(origin="General Ebda"), 1),
        (Filters(origin="Agency"), 2),  # no origin has just this name
        (Filters(origin="gency"), 0),  # whole words only
        (Filters(publisher="skerran monitor"), 2),  # just so, though another holds these words
        (Filters(publisher="the skerran MONITOR"), 1),
        (Filters(publisher="Skerran"), 3),
        (Filters(place="vessany"), 1),
        (Filters(place="Istrava"), 2),  # a country, and what lies in it
        (Filters(since="2024-01-15"), 4),
        (Filters(since="2024-01-16"), 2),
        (Filters(since="2024-02-20"), 2),  # "2024-02" may be later than that
        (Filters(until="2024-01"), 2),
        (Filters(until="2024-01-14"), 0),
        (Filters(since="2024", until="2024"), 4),
        (Filters(kind="figure", publisher="Drumeir Post", since="2024-01-15", until="2024-01-15"), 1),
    ],
)
def test_filters_narrow(held: Ledger, filters: Filters, total: int) -> None:
    """Each field asks for what it says, and all of them at once."""
    assert held.search("", filters).total == total
    assert held.search("vessany OR rain troops flood", filters).total <= total
    rows, articles = held.articles(filters)
    assert len(rows) == articles == len({row.article.id for row in held.search("", filters).rows})


def test_an_origin_is_found_by_any_of_its_names(held: Ledger, whole: Callable[[Ledger], Window]) -> None:
    """Once linked, all names of an entity are one."""
    (claim,) = (row.claim for row in held.search("", Filters(origin="General Ebdä")).rows)
    held.relink(
        whole(held),
        Links((Entity("entity:1", "Istravan army", ("the general",), "group"),), ((claim.id, 1, "entity:1"),)),
    )
    for name in ("the General", "ISTRAVAN ARMY", "General Ebdä"):
        assert found(held, "", Filters(origin=name)) == ["1,200 soldiers"]


def test_pages_of_results_neither_repeat_nor_miss(held: Ledger) -> None:
    """The order is the same for every page, and the total too."""
    for query in ("", "vessany rain river denied"):
        whole = held.search(query, ALL, limit=100)
        pages = [held.search(query, ALL, limit=2, offset=offset) for offset in range(0, whole.total, 2)]
        assert [row.claim.id for page in pages for row in page.rows] == [row.claim.id for row in whole.rows]
        assert {page.total for page in pages} == {whole.total}
    assert held.search("", ALL, limit=-1, offset=-1).rows == ()
    assert held.search("", ALL, offset=10**30).rows == ()


def test_a_row_shows_its_surroundings(held: Ledger) -> None:
    """Words before and after, and the article with its numbers of claims."""
    row = held.search("1,200 soldiers", ALL).rows[0]
    assert row.before.endswith("Istrava’s army sent ")
    assert row.after.startswith(" to Vessany.")
    assert (row.article.statements, row.article.figures, row.origin_count) == (1, 1, 1)


def test_counts(held: Ledger) -> None:
    """An origin or publisher is counted once."""
    told = held.counts()
    assert (told.documents, told.articles, told.statements, told.figures) == (3, 3, 3, 2)
    assert (told.origins, told.publishers, told.links, told.skips) == (4, 3, 0, 0)
    assert held.origins()[0] == ("Basin Agency", 2)
    assert held.publishers(limit=1) == (("Drumeir Post", 1),)


def test_ids_may_be_given_by_their_beginning(held: Ledger) -> None:
    """With or without the kind, as long as only one begins so."""
    whole = held.search("", ALL).rows[0].claim
    for part in (whole.id, whole.id.removeprefix("claim:"), whole.id[:14], whole.id.removeprefix("claim:")[:8]):
        assert held.claim(part).row.claim == whole
    assert held.reading(whole.article[8:]).article.id == whole.article
    assert held.document(held.reading(whole.article).document.id[:20]).id == held.reading(whole.article).document.id


@pytest.mark.parametrize("ident", ["", "claim:", "claim:xyz", "%", "*", "xyz\n" * 100, "\ud800", "\0"])
def test_an_unknown_id_is_one_line(held: Ledger, ident: str) -> None:
    """With what to do next, and no more of it than a line holds."""
    with pytest.raises(NotFoundError) as error:
        held.claim(ident)
    assert "the ledger holds no such claim; find its id with onrecord search" in str(error.value)
    assert str(error.value).isprintable()
    assert len(str(error.value)) < 200


def test_an_ambiguous_beginning_lists_a_few(ledger: Ledger, page: Callable[..., Page]) -> None:
    """So that one of them can be copied."""
    document, readings = page(*({"words": f"It rained {number} times."} for number in range(40)))
    ledger.add(document, readings, ())
    heads = sorted(claim.id for claim in readings[0].claims)
    shared = next(head[:7] for head, following in pairwise(heads) if head[:7] == following[:7])
    with pytest.raises(
        NotFoundError, match=r"more than one claim begins so \(claim:.*, claim:.*\); give more of the id"
    ):
        ledger.claim(shared)


def test_series_are_narrowed_by_the_claims_they_hold(held: Ledger, whole: Callable[[Ledger], Window]) -> None:
    """The whole series is returned, the longest first."""
    killed, sent = (
        held.search("", Filters(measure=measure)).rows[0].claim for measure in ("killed", "troops_deployed")
    )
    short = Series("series:2", "killed", "people", None, "Vessany", (_observation(killed.id),), 1)
    long = Series(
        "series:1", "troops_deployed", "people", None, None, (_observation(sent.id), _observation(sent.id)), 1
    )
    held.relink(whole(held), Links(series=(short, long)))
    assert held.series(ALL) == (long, short)
    assert held.series(ALL, least=2) == (long,)
    assert held.series(Filters(measure="killed")) == (short,)
    assert held.series(Filters(place="VESSANY")) == held.series(Filters(place="Istrava")) == (short,)
    assert held.series(Filters(origin="Basin Agency", until="2024-01-31")) == (short,)
    assert held.series(Filters(publisher="nobody")) == ()
    assert held.one_series("1") == long
    with pytest.raises(NotFoundError, match="find its id with onrecord series"):
        held.one_series("3")


def _observation(claim: str) -> Observation:
    return Observation("2024-01", "2024-01-15", 27, None, "at_least", claim, "Basin Agency", "Drumeir Post")
