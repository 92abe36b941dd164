"""The pages in a real Chromium: what a reader does, what an attacker tries, and with scripts switched off."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from tests.web.conftest import Watched

    from onrecord.types import Reading

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


def words(page: Page, selector: str) -> str:
    """Return the words of all elements that match, joined."""
    page.wait_for_load_state()
    return "".join(page.locator(selector).all_inner_texts())


def test_from_search_to_the_words(watched: Watched) -> None:
    """A reader searches, opens a claim, sees its chain, and finds its parts marked in the article."""
    page = watched.open("/")
    page.get_by_placeholder("Words of a claim").fill("memo passengers")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.get_by_role("link", name="According to Harbour Authority memo").first.click()
    page.wait_for_url("**/claims/**")
    assert page.locator(".chain .name").all_inner_texts() == [
        "Quillon Gazette",
        "Northern Wire",
        "Harbour Authority memo",
    ]
    assert words(page, ".context .on.figure") == "212 passengers"
    page.get_by_role("link", name="Read it in the article").click()
    page.wait_for_url("**#evidence")
    assert words(page, ".text .on.figure") == "212 passengers"
    assert words(page, ".text .on.source") == "a Harbour Authority memo"
    assert words(page, ".text .on.cue") == "According to"
    assert words(page, ".text .on.content") == "the ferry carried 212 passengers, 32 more than it was allowed"
    assert page.locator("#evidence").is_visible()


def test_margin_picks_out_a_claim(watched: Watched, readings: tuple[Reading, ...]) -> None:
    """Reaching a note in the margin, by keyboard too, picks out the parts of its claim in the text."""
    page = watched.open(f"/articles/{readings[0].article.id}")
    assert page.locator(".text .on").count() == 0
    page.get_by_role("link", name="about 60 passengers missing").focus()
    assert words(page, ".text span.on.figure") == "about 60 passengers"
    assert words(page, ".text span.on.cue") == "adding that"
    page.get_by_role("link", name="212 passengers").hover()
    assert words(page, ".text span.on.figure") == "212 passengers"


def test_legend_hides_a_part(watched: Watched, readings: tuple[Reading, ...]) -> None:
    """A box of the legend takes its colour away and gives it back."""
    page = watched.open(f"/articles/{readings[0].article.id}")
    line = "getComputedStyle(document.querySelector('.text .cue')).textDecorationLine"
    assert page.evaluate(line) == "underline"
    page.get_by_role("checkbox", name="cue").uncheck()
    assert page.evaluate(line) == "none"


def test_slash_goes_to_the_search(watched: Watched) -> None:
    """The slash key focuses the search box, on every page."""
    for path in ("/", "/stories", "/search?q=ferry"):
        page = watched.open(path)
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.name") == "q", path


def test_series_is_drawn_and_leads_to_claims(watched: Watched) -> None:
    """The chart is visible, in one size at a time, and a point leads to its claim."""
    page = watched.open("/series/series:ferry")
    assert page.locator(".chart .wide svg").is_visible()
    assert not page.locator(".chart .narrow").is_visible()
    assert page.get_by_role("table").get_by_role("link", name="claim").count() == 5
    page.locator(".chart .wide svg a").first.click()
    page.wait_for_url("**/claims/claim:*")
    page.set_viewport_size({"width": 400, "height": 800})
    page = watched.open("/series/series:ferry")
    assert page.locator(".chart .narrow svg").is_visible()
    assert not page.locator(".chart .wide").is_visible()


def test_hostile_page_is_text(watched: Watched, readings: tuple[Reading, ...]) -> None:
    """Markup in a headline, a name or the text is shown as text; a script's address is no link."""
    hostile = readings[-1].article
    page = watched.open(f"/articles/{hostile.id}")
    assert '<script>alert("headline")</script> Ferry [U+202E]knis ot tes[U+202C]' in page.locator("h1").inner_text()
    assert words(page, ".text .figure") == "<b>Up to 90</b> people"
    assert page.locator("a[href^='javascript']").count() == 0
    assert "javascript:alert(3)" in page.locator(".credits").inner_text()
    for path in ("/", "/articles", "/search?q=feared", "/series/series:ferry", "/skips"):
        watched.open(path)  # that nothing runs and nothing is complained of is checked at the end


@pytest.mark.parametrize("width", [400, 1280])
def test_nothing_sticks_out(watched: Watched, readings: tuple[Reading, ...], width: int) -> None:
    """No page is wider than its window."""
    watched.page.set_viewport_size({"width": width, "height": 800})
    article = readings[0].article.id
    claim = readings[1].claims[0].id
    lists = ("/", "/search?q=ferry&kind=figure", "/articles", "/series", "/links", "/entities", "/skips")
    ones = (f"/articles/{article}", f"/claims/{claim}", "/series/series:ferry", "/stories/story:ferry")
    for path in (*lists, *ones):
        page = watched.open(path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path


def test_every_page_can_be_read_aloud(watched: Watched, readings: tuple[Reading, ...]) -> None:
    """Each page has a language, a title, one main part, one first heading, and a name for each field."""
    for path in (
        "/",
        "/search",
        "/articles",
        f"/articles/{readings[0].article.id}",
        "/series",
        "/series/series:ferry",
        "/entities",
        "/skips",
    ):
        page = watched.open(path)
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.title().endswith("· onrecord")
        assert page.get_by_role("main").count() == 1
        assert page.locator("h1").count() == 1, path
        unnamed = "[...document.querySelectorAll('input, select')].filter((each) => !each.labels.length).length"
        assert page.evaluate(unnamed) == 0, path


def test_works_without_scripts(browser: Browser, server: str) -> None:
    """With scripts switched off one can search, narrow down, open a claim and see its parts in the article."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(server)
    page.get_by_placeholder("Words of a claim").fill("ferry")
    page.get_by_role("button", name="Search").click()
    page.wait_for_url("**/search?**")
    page.get_by_text("Narrow it down").click()
    page.get_by_label("Stance").select_option("denied")
    page.get_by_role("button", name="Apply").click()
    page.wait_for_url("**stance=denied**")
    page.get_by_role("link", name="Denied by Odo Tenn").click()
    page.wait_for_url("**/claims/**")
    page.get_by_role("link", name="Read it in the article").click()
    page.wait_for_url("**#evidence")
    assert page.locator(".text .on.cue").all_inner_texts() == ["denied"]
    context.close()
