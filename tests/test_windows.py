"""Windows: the same pages give the same links, in whatever order and however many at a time they come."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord import demo, pipeline
from onrecord.ledger import Ledger
from onrecord.ledger.views import Filters
from onrecord.linking import plan_windows
from onrecord.pipeline import Page, Tally, keep, link, plan, read_captures
from onrecord.settings import Settings
from onrecord.types import Dated, Window

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Told = dict[str, tuple[object, ...]]

PAGES = Path(demo.__file__).parent / "pages"
PLACES = Path(demo.__file__).parent / "places.tsv"
RULES = Settings(places=PLACES, rules_only=True, jobs=1)


class Watch:
    """Notes which windows are linked."""

    def __init__(self) -> None:
        self.linked: list[Window] = []

    def pages(self, pages: Iterable[Page], total: int) -> Iterable[Page]:  # noqa: ARG002 - the protocol's signature
        return pages

    def linking(self, windows: Sequence[Window]) -> Sequence[Window]:
        self.linked += windows
        return windows


@pytest.fixture(scope="module")
def pages() -> tuple[Page, ...]:
    """Give the pages of the demo, read by rules."""
    return tuple(read_captures(sorted(PAGES.iterdir()), RULES))


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Cut so that the demo falls into several windows."""
    monkeypatch.setattr(pipeline, "plan_windows", partial(plan_windows, most=8, before=5))


@pytest.fixture
def once(small: None, pages: tuple[Page, ...], tmp_path: Path) -> Told:  # noqa: ARG001 - cut small
    """Give all that is told when all pages come at once."""
    told = told_by(tmp_path / "once.db", [pages])
    assert len(told["links"]) > 20
    return told


def told_by(path: Path, batches: Iterable[Sequence[Page]], given: Settings = RULES) -> Told:
    """Return all that a ledger tells to which pages were added in batches, each of which was linked."""
    with Ledger.open(path) as ledger:
        for batch in batches:
            for page in batch:
                keep(page, ledger, Tally())
            link(ledger, given, Watch())
        return everything(ledger)


def everything(ledger: Ledger) -> Told:
    """Return all that is linked in a ledger."""
    steps = ((claim.id, claim.chain) for reading in ledger.readings() for claim in reading.claims)
    return {
        "entities": ledger.entities(),
        "links": tuple(ledger.links()),
        "series": ledger.series(Filters()),
        "stories": ledger.stories(),
        "descents": ledger.descents(),
        "steps": tuple(steps),
    }


@pytest.mark.usefixtures("small")
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(order=st.permutations(range(29)), cuts=st.sets(st.integers(1, 28), max_size=3))
def test_order_and_batches_make_no_difference(
    order: list[int],
    cuts: set[int],
    pages: tuple[Page, ...],
    once: Told,
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Every entity, link, series and story is the same as when all came at once."""
    assert len(pages) == len(order)
    ends = pairwise([0, *sorted(cuts), len(pages)])
    batches = [[pages[place] for place in order[start:end]] for start, end in ends]
    again = told_by(tmp_path_factory.mktemp("order") / "news.db", batches)
    for kind, told in once.items():
        assert again[kind] == told, kind


def test_one_window_is_all_that_a_small_ledger_has(pages: tuple[Page, ...], tmp_path: Path) -> None:
    """Nothing is cut where there is no need."""
    with Ledger.open(tmp_path / "news.db") as ledger:
        for page in pages:
            keep(page, ledger, Tally())
        assert len(plan(ledger, Settings())) == 1


@pytest.mark.usefixtures("small")
def test_a_new_page_touches_its_window_and_those_that_it_stands_before(pages: tuple[Page, ...], tmp_path: Path) -> None:
    """The others are not linked again."""
    last = max(pages, key=lambda page: page.readings[0].article.date_published or "")
    with Ledger.open(tmp_path / "news.db") as ledger:
        for page in pages:
            if page is not last:
                keep(page, ledger, Tally())
        link(ledger, RULES, Watch())
        keep(last, ledger, Tally())
        watch = Watch()
        link(ledger, RULES, watch)
        article = last.readings[0].article.id
        assert all(article in (*window.articles, *window.before) for window in watch.linked)
        assert 0 < len(watch.linked) < len(plan(ledger, RULES))


@pytest.mark.usefixtures("small")
def test_a_corrected_name_touches_the_windows_that_hold_it(pages: tuple[Page, ...], tmp_path: Path) -> None:
    """A row about others changes nothing, and the row taken out again leaves no trace."""
    table = tmp_path / "names.tsv"
    path = tmp_path / "news.db"
    before = told_by(path, [pages])
    with Ledger.open(path) as ledger:
        names = {name: windows_with(name, ledger) for name in ledger.names([each.article for each in ledger.dates()])}
        rare = min(names, key=lambda name: (len(names[name]), name))
        for rows, touched in (("Quarry Guild\tThe Quarrymen\n", 0), (f"Some Other Body\t{rare}\n", len(names[rare]))):
            table.write_text("name\talias\n" + rows, encoding="utf-8")
            watch = Watch()
            link(ledger, Settings(places=PLACES, aliases=table, rules_only=True), watch)
            assert len(watch.linked) == touched < len(plan(ledger, RULES))
        assert everything(ledger) != before
        link(ledger, RULES, Watch())
        assert everything(ledger) == before


def windows_with(name: str, ledger: Ledger) -> list[Window]:
    """Return the windows in whose articles a name stands."""
    return [each for each in plan(ledger, RULES) if name in ledger.names((*each.articles, *each.before))]


def test_a_day_is_never_cut() -> None:
    """However many articles it has; an undated page counts as printed last."""
    busy = [Dated(f"article:{number:03}", "2031-03-04T08:00", None) for number in range(50)]
    sparse = [Dated(f"article:x{month}", f"2031-{month:02}", None) for month in range(1, 13)]
    undated = [Dated("article:u", None, None), Dated("article:c", "soon", "2031-03-04")]
    windows = plan_windows([*undated, *sparse, *busy], most=10, before=7)
    assert sum(len(window.articles) for window in windows) == 64
    (day,) = (window for window in windows if busy[0].article in window.articles)
    assert {dated.article for dated in busy} | {"article:c"} <= set(day.articles)
    assert (windows[-1].articles, windows[-1].before) == (("article:u",), ())
    assert all(len(window.before) <= 7 for window in windows)


def test_no_article_no_window() -> None:
    """An empty ledger has nothing to link."""
    assert plan_windows([]) == ()
