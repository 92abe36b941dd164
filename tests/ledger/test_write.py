"""Writing: what goes in comes out, once, and whole or not at all."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.errors import LedgerError
from onrecord.ledger import Ledger, write
from onrecord.ledger.views import Filters
from onrecord.spans import Span
from onrecord.types import (
    Article,
    Attribution,
    Claim,
    Descent,
    Document,
    Entity,
    Figure,
    Link,
    Links,
    Observation,
    Office,
    PageMetadata,
    Place,
    Reading,
    Series,
    Shown,
    Skip,
    Step,
    Story,
    Window,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Page = tuple[Document, tuple[Reading, ...]]
    Whole = Callable[[Ledger], Window]

OFFSETS = st.integers(0, 2**40)
NUMBERS = st.none() | st.integers() | st.floats(allow_nan=False)
# SQLite keeps no sign of a zero, and no degree has one.
DEGREES = st.none() | st.floats(-180, 180).map(lambda degree: degree + 0.0)
SPANS = st.tuples(OFFSETS, OFFSETS).map(lambda ends: Span(min(ends), max(ends)))
PLACES = st.builds(Place, geoname_id=st.none() | OFFSETS, latitude=DEGREES, longitude=DEGREES)
FIGURES = st.builds(Figure, low=NUMBERS, high=NUMBERS, places=st.lists(PLACES, max_size=2).map(tuple))
STEPS = st.builds(Step, entity=st.none())  # an entity is known only once linked
CHAINS = st.lists(STEPS, max_size=3).map(tuple)
ARTICLES = st.builds(Article, start=OFFSETS, end=OFFSETS)
CLAIMS = st.builds(Claim, span=SPANS, chain=CHAINS, figure=st.none() | FIGURES)
DOCUMENTS = st.builds(Document, metadata=st.none() | st.builds(PageMetadata))
st.register_type_strategy(Span, SPANS)


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """Draw a document with any values in its fields, its articles in order."""
    document = draw(DOCUMENTS)
    claims = iter(draw(st.lists(CLAIMS, max_size=4, unique_by=lambda each: each.id)))
    articles = draw(st.lists(ARTICLES, max_size=3, unique_by=lambda each: each.id))
    return document, tuple(
        Reading(
            document,
            replace(article, document=document.id),
            tuple(replace(claim, article=article.id) for claim in islice(claims, draw(st.integers(0, 4)))),
        )
        for article in sorted(articles, key=lambda each: each.start)
    )


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=80)
@given(page=pages())
def test_what_goes_in_comes_out(page: Page, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every value is equal and of the same type: 3 is not 3.0, an empty tuple is not None."""
    document, told = page
    with Ledger.open(tmp_path_factory.mktemp("round") / "news.db") as ledger:
        assert ledger.add(document, told, ())
        assert repr(tuple(ledger.readings())) == repr(told)
        assert repr(ledger.document(document.id)) == repr(document)


def test_scores_and_words_come_out_though_they_make_no_other_claim(ledger: Ledger, page: Callable[..., Page]) -> None:
    """How sure the reader is, and which words gave a field, stand beside a claim, not in it."""
    document, (reading,) = page({"words": "It rained."})
    told = Attribution(Span(0, 2), Span(0, 2), (Span(3, 9),), 0.75)
    shown = (Shown("subject", Span(3, 9)), Shown("places", Span(0, 2)))
    figure = Figure(1, 1, "exactly", None, "count", None, shown=shown)
    claim = replace(reading.claims[0], attribution=told, figure=figure)
    assert claim == replace(claim, attribution=replace(told, score=None), figure=replace(figure, shown=()))
    ledger.add(document, (replace(reading, claims=(claim,)),), ())
    ((kept,),) = (each.claims for each in ledger.readings())
    assert kept.attribution is not None
    assert kept.figure is not None
    assert (kept.attribution.score, kept.figure.shown) == (0.75, shown)


def test_lone_surrogates_are_replaced_one_for_one(ledger: Ledger, page: Callable[..., Page]) -> None:
    """No UTF-8 file can hold them; the offsets stay."""
    document, (reading,) = page({"words": "It rained\ud800 on \udfffFriday."}, headline="R\udc80in")
    assert ledger.add(document, [reading], [Skip("caf\udce9.txt", "reading", "\ud800")])
    (kept,) = ledger.readings()
    assert kept.claims == reading.claims
    assert kept.document.text == "R\ufffdin\nIt rained\ufffd on \ufffdFriday."
    assert ledger.skips() == (Skip("caf\ufffd.txt", "reading", "\ufffd"),)
    assert ledger.search("fri\ud800day", Filters()).total == 0
    assert ledger.search("friday", Filters(publisher="\ud800")).total == 0


def test_the_same_bytes_twice_change_nothing(ledger: Ledger, page: Callable[..., Page]) -> None:
    """Adding is idempotent: the second time answers False."""
    document, told = page({"words": "It rained."})
    skips = [Skip(document.id, "reading", "no-body")]
    assert ledger.add(document, told, skips)
    before = ledger.counts()
    assert not ledger.add(document, told, skips)
    assert ledger.counts() == before
    assert ledger.known() == {document.id}


def test_a_document_is_kept_whole_or_not_at_all(ledger: Ledger, page: Callable[..., Page]) -> None:
    """When its last row cannot be written, none is."""
    document, (reading,) = page({"words": "It rained."}, {"words": "It snowed."})
    twice = replace(reading, claims=(*reading.claims, reading.claims[0]))
    with pytest.raises(LedgerError, match="UNIQUE"):
        ledger.add(document, [twice], ())
    assert ledger.counts().documents == ledger.counts().articles == 0
    assert ledger.search("rained", Filters()).total == 0
    assert ledger.add(document, [reading], ())


def test_skips_without_a_document_are_kept_once(ledger: Ledger) -> None:
    """A second run over the same folder does not count them again; a digest among them is known."""
    skips = [
        Skip("a.bin", "capture", "binary"),
        Skip("sha256:0", "capture", "empty"),
        Skip("a.bin", "capture", "binary"),
    ]
    ledger.add_skips(skips)
    ledger.add_skips(skips)
    assert ledger.skips() == tuple(skips[:2])
    assert ledger.known() == {"sha256:0"}


def linked(page: Callable[..., Page]) -> tuple[list[Page], Links]:
    """Make two pages, and links between them."""
    pages = [
        page({"words": "27 died", "measure": "killed", "low": 27, "origin": "the ministry"}, publisher="Drumeir Post"),
        page({"words": "Nobody died", "origin": "Health Ministry"}, publisher="Skerran Monitor"),
    ]
    left, right = (told[0].claims[0] for _, told in pages)
    observation = Observation("2024-01", None, 27, 2**70, "exactly", left.id, "Health Ministry", "Drumeir Post", "jump")
    spoken = Office("Health Ministry spokesman", "Health Ministry", "entity:b", "2024-01-02", "2024-01-03")
    first, second = (told[0].article.id for _, told in pages)
    return pages, Links(
        entities=(
            Entity("entity:b", "Health Ministry", ("the ministry", "Ministry of Health"), "organization", "Q1"),
            Entity("entity:a", "Armed Forces", (), "group", None, (spoken, Office("general", None, None, None, None))),
        ),
        entity_of=((left.id, 1, "entity:b"), (right.id, 1, "entity:b")),
        links=(
            Link("copies", left.id, right.id, 0.5, "the same words", Span(0, 1), Span(2, 2), 2),
            Link("contradicts", left.id, right.id, 0.25, "27 and none", Span(0, 1), Span(2, 3), 9),
        ),
        series=(Series("series:1", "killed", "people", None, "Vessany", (observation,), 1, "cumulative"),),
        stories=(Story("story:1", "Rain", (first, second), "2024", "2024-01", 2, ((first,), (second,))),),
        descents=tuple(
            sorted(
                (
                    Descent(first, second, 0.75, is_ordered=False, agency="Reuters"),
                    Descent(second, None, 0, is_ordered=True, agency="AFP"),
                ),
                key=lambda descent: descent.article,
            )
        ),
    )


def test_links_come_out_as_they_went_in(ledger: Ledger, page: Callable[..., Page], whole: Whole) -> None:
    """And the steps know their entities."""
    pages, links = linked(page)
    for document, told in pages:
        ledger.add(document, told, ())
    window = whole(ledger)
    assert ledger.stale([window]) == (window,)
    ledger.relink(window, links)
    assert ledger.stale([window]) == ()
    assert ledger.entities() == tuple(reversed(links.entities))  # by name
    assert tuple(ledger.links()) == tuple(reversed(links.links))  # by relation
    assert tuple(ledger.links("copies")) == links.links[:1]
    assert ledger.series(Filters()) == links.series
    assert ledger.stories() == links.stories
    assert ledger.descents() == links.descents
    view = ledger.claim(links.links[0].left)
    assert [step.entity for step in view.row.claim.chain] == [None, "entity:b"]
    assert [link.relation for link, _ in view.links] == ["contradicts", "copies"]
    assert view.links[0][1].claim.id == links.links[0].right
    assert view.series == links.series
    assert view.row.origin_count == 2, "a contradiction supports nothing"
    assert ledger.origins() == (("Health Ministry", 2),)


def test_relinking_replaces_all_links(ledger: Ledger, page: Callable[..., Page], whole: Whole) -> None:
    """What was linked before is gone, the claims stay."""
    pages, links = linked(page)
    for document, told in pages:
        ledger.add(document, told, ())
    ledger.relink(whole(ledger), links)
    ledger.relink(whole(ledger), links)
    assert ledger.counts().links == len(links.links)
    ledger.relink(whole(ledger), Links())
    assert (ledger.entities(), tuple(ledger.links()), ledger.series(Filters()), ledger.stories()) == ((), (), (), ())
    assert [reading for _, told in pages for reading in told] == sorted(
        ledger.readings(), key=lambda each: each.article.publisher or ""
    )


def test_relinking_touches_only_what_changed(
    path: Path, ledger: Ledger, page: Callable[..., Page], whole: Whole
) -> None:
    """Links, series and entities that are told again stay the rows that they were; the others go and come."""
    pages, links = linked(page)
    for document, told in pages:
        ledger.add(document, told, ())
    ledger.relink(whole(ledger), links)
    tables = ("link", "part", "series", "observation", "story", "entity", "alias")

    def rows() -> dict[str, list[tuple[object, ...]]]:
        with closing(sqlite3.connect(path)) as connection:
            return {each: connection.execute(f"SELECT * FROM {each}").fetchall() for each in tables}  # noqa: S608 - ours

    before = rows()
    fewer = replace(links, links=links.links[:1], series=())
    ledger.relink(whole(ledger), fewer)
    after = rows()
    assert after["link"] == [row for row in before["link"] if row in after["link"]]
    assert (len(after["link"]), after["series"], after["observation"]) == (1, [], [])
    assert [after[table] for table in ("story", "entity", "alias")] == [
        before[table] for table in ("story", "entity", "alias")
    ]
    ledger.relink(whole(ledger), links)
    assert tuple(ledger.links()) == tuple(reversed(links.links))
    assert ledger.series(Filters()) == links.series


def test_links_to_unknown_claims_change_nothing(ledger: Ledger, page: Callable[..., Page], whole: Whole) -> None:
    """The links of before stay whole."""
    pages, links = linked(page)
    for document, told in pages:
        ledger.add(document, told, ())
    ledger.relink(whole(ledger), links)
    stray = replace(links.links[0], right="claim:none")
    with pytest.raises(LedgerError, match="claim:none"):
        ledger.relink(whole(ledger), replace(links, links=(stray,)))
    assert ledger.counts().links == len(links.links)
    assert ledger.entities() == tuple(reversed(links.entities))


def test_what_was_linked_before_there_were_windows_stays_until_it_is_linked_anew(
    path: Path, ledger: Ledger, page: Callable[..., Page], whole: Whole
) -> None:
    """A ledger that an earlier onrecord linked as a whole shows its links, and the next run replaces them all."""
    pages, links = linked(page)
    for document, told in pages:
        ledger.add(document, told, ())
    window = whole(ledger)
    ledger.relink(replace(window, name="all"), links)
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript("DELETE FROM part; UPDATE window SET fingerprint = ''; UPDATE link SET window = NULL")
    assert ledger.stale([window]) == (window,)
    assert ledger.counts().links == len(links.links)
    ledger.drop_others([window])
    assert (ledger.entities(), tuple(ledger.links()), ledger.series(Filters()), ledger.stories()) == ((), (), (), ())
    ledger.relink(window, links)
    assert tuple(ledger.links()) == tuple(reversed(links.links))


def test_what_another_adds_while_links_are_made_is_still_to_be_linked(
    path: Path, ledger: Ledger, page: Callable[..., Page], whole: Whole
) -> None:
    """Links speak only of the articles of their window, as it was when they were made."""
    pages, _ = linked(page)
    ledger.add(*pages[0], ())
    window = whole(ledger)
    with Ledger.open(path) as other:
        other.add(*pages[1], ())
    ledger.relink(window, Links())
    assert ledger.stale([window]) == ()
    assert ledger.stale([whole(ledger)])


@pytest.mark.parametrize("pages", [7, 60])
def test_a_full_disk_is_one_line_and_loses_nothing(path: Path, page: Callable[..., Page], pages: int) -> None:
    """What was added before is safe, what comes after space was made goes on."""
    told = [page({"words": f"It rained {number} times. " + "Wet. " * 400}) for number in range(200)]
    with Ledger.open(path) as ledger:
        full = limit(ledger, pages)
        waiting = iter(told)
        with pytest.raises(LedgerError, match="the disk is full; free some space"):
            tuple(ledger.add(*each, ()) for each in waiting)
        left = tuple(waiting)
        assert ledger.counts().articles == len(told) - len(left) - 1
        full.execute("PRAGMA max_page_count = 1000000")
        assert sum(ledger.add(*each, ()) for each in told) == len(left) + 1


def limit(ledger: Ledger, pages: int) -> sqlite3.Connection:
    """Let the ledger's file grow by so many pages and no more, as a full disk would."""
    with ledger._transaction() as connection:  # noqa: SLF001 - the limit is one connection's own
        (size,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {size + pages}")
    return connection


def test_the_sentence_of_a_hostile_page_is_cut() -> None:
    """A page without any full stop is not indexed whole with each of its claims."""
    text = "9 died " * 100_000
    found = write.sentence_of(text, Span(350_000, 350_006), Span(0, len(text)))
    assert len(found) < 2 * write.REACH + 10
