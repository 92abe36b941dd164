"""Every page answers, says what the ledger holds, and shows the words of strangers as words."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from litestar.testing import TestClient

from onrecord.ledger import Ledger
from onrecord.spans import Span
from onrecord.types import Shown
from onrecord.web.app import make_app
from onrecord.web.guard import POLICY

if TYPE_CHECKING:
    from pathlib import Path

    from litestar import Litestar

    from onrecord.types import Reading

AROUND = 120  # characters; words that far from the evidence stand in another paragraph
LISTS = ("/", "/search", "/articles", "/series", "/links", "/stories", "/entities", "/skips")


class Dangers(HTMLParser):
    """Collects what no page of ours has: handlers, styles, foreign elements, addresses that are no place of ours."""

    def __init__(self) -> None:
        """Start with nothing found."""
        super().__init__()
        self._found: list[str] = []

    def found(self, page: str) -> list[str]:
        """Return the dangers in a page."""
        self.feed(page)
        return self._found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one element."""
        told = {name: value or "" for name, value in attrs}
        self._found += [f"{tag} {name}" for name in told if name.startswith("on") or name == "style"]
        self._found += [tag] if tag in {"img", "image", "iframe", "object", "style", "b", "i"} else []
        self._found += [tag] if tag == "script" and told.get("src") != "/static/page.js" else []
        for name in ("href", "src", "action", "xlink:href"):
            if not told.get(name, "/").startswith(("/", "#", "https://gazette.example/", "https://www.wikidata.org/")):
                self._found.append(told[name])


def every_page(readings: tuple[Reading, ...]) -> list[str]:
    """Return the address of every page of the invented ledger."""
    articles = [f"/articles/{reading.article.id}" for reading in readings]
    claims = [f"/claims/{claim.id}" for reading in readings for claim in reading.claims]
    picked = [f"/articles/{reading.article.id}?claim={claim.id}" for reading in readings for claim in reading.claims]
    relations = [f"/links?relation={each}" for each in ("corroborates", "updates", "repeats", "copies")]
    return [
        *LISTS,
        *articles,
        *claims,
        *picked,
        *relations,
        "/series/series:ferry",
        "/stories/story:ferry",
        "/search?q=ferry",
    ]


def test_every_page_answers_and_escapes(client: TestClient[Litestar], readings: tuple[Reading, ...]) -> None:
    """No page fails, none lets markup, a style, a script's address or an override of the writing direction through."""
    for path in every_page(readings):
        answer = client.get(path)
        assert answer.status_code == 200, path
        assert Dangers().found(answer.text) == [], path
        assert "\u202e" not in answer.text, path


def test_every_answer_is_guarded(client: TestClient[Litestar]) -> None:
    """Pages, files and errors alike carry the policy and its companions."""
    for path in (*LISTS, "/static/style.css", "/nowhere", "/claims/none", "/series/series:ferry/record.json"):
        headers = client.get(path).headers
        assert headers["content-security-policy"] == POLICY, path
        assert headers["x-content-type-options"] == "nosniff", path
        assert headers["referrer-policy"] == "no-referrer", path


@pytest.mark.parametrize(
    "host", ["rebound.example", "rebound.example:80", "127.0.0.1.rebound.example", "", "localhost.evil"]
)
def test_foreign_host_is_refused(client: TestClient[Litestar], host: str) -> None:
    """A name that someone pointed at this machine reads nothing (DNS rebinding)."""
    answer = client.get("/search", headers={"host": host})
    assert answer.status_code == 400
    assert "coast guard" not in answer.text.lower()


def test_own_host_is_heard(client: TestClient[Litestar]) -> None:
    """This machine's own names are heard, with any port."""
    for host in ("localhost", "LOCALHOST:8765", "127.0.0.1:1", "[::1]:8765"):
        assert client.get("/", headers={"host": host}).status_code == 200, host


@pytest.mark.parametrize(
    ("path", "status", "help_"),
    [
        ("/nowhere", 404, "overview"),
        ("/static/%00", 404, "overview"),
        ("/claims/claim:none", 404, "onrecord search"),
        ("/series/none", 404, "onrecord series"),
        ("/stories/none", 404, "list of stories"),
        ("/series/series:ferry/chart/gif", 404, "svg, png or vl.json"),
        ("/search?measure=eaten", 400, "killed, injured"),
        ("/search?stance=odd", 400, "asserted"),
        ("/search?since=yesterday", 400, "2031-11"),
        ("/search?since=2031-13", 400, "2031-11"),
        ("/search?page=0", 400, "number"),
        ("/search?page=-1", 400, "number"),
        ("/search?page=99999999999999999999", 400, "number"),
        ("/links?relation=loves", 400, "repeats"),
    ],
)
def test_what_is_not_there_says_what_to_do(client: TestClient[Litestar], path: str, status: int, help_: str) -> None:
    """A wrong address has its page with one line of help, and the same as JSON for whoever asks for that."""
    page = client.get(path, headers={"accept": "text/html"})
    assert page.status_code == status
    assert "<h1>" in page.text
    assert help_ in page.text
    told = client.get(path, headers={"accept": "application/json"}).json()
    assert told["status"] == status
    assert help_ in told["remedy"] or help_ in told["problem"]


def test_only_reading_is_offered(client: TestClient[Litestar]) -> None:
    """Nothing can be posted."""
    assert client.post("/search").status_code == 405


def test_the_head_of_a_page_may_be_asked(client: TestClient[Litestar]) -> None:
    """It is that of the whole answer, without its body."""
    for path in ("/", "/search?words=ferry", "/nowhere"):
        head, whole = client.head(path), client.get(path)
        assert (head.status_code, head.headers["content-type"]) == (whole.status_code, whole.headers["content-type"])


@pytest.mark.parametrize(
    "words", ['"', "' OR 1=1 --", "NEAR(", "a* AND", "\u202e", "%00", "\x00", "x" * 5000, "🚢", "الميناء"]
)
def test_any_words_may_be_searched(client: TestClient[Litestar], words: str) -> None:
    """Hostile or odd words find something or nothing, and never fail."""
    assert client.get("/search", params={"q": words}).status_code == 200


def test_search_narrows(client: TestClient[Litestar]) -> None:
    """Filters narrow; the page says to what, and how to leave each out."""
    answer = client.get("/search", params={"q": "ferry", "stance": "denied"}).text
    assert "1 claim" in answer
    assert "Denied by Odo Tenn" in answer
    assert 'href="/search?q=ferry"' in answer
    assert 'aria-label="Narrowed to"' in answer


def test_empty_search_teaches(client: TestClient[Litestar]) -> None:
    """A search that finds nothing says what else to try."""
    answer = client.get("/search", params={"q": "zyzzyva"}).text
    assert "No claim was found" in answer
    assert "quotation marks" in answer
    assert "/search?origin=Coast+guard" in answer


def test_claim_shows_its_chain_and_both_sides(client: TestClient[Litestar], readings: tuple[Reading, ...]) -> None:
    """A claim's page has its origin, the steps to it, its fields, and the claim that contradicts it."""
    memo = next(claim for claim in readings[0].claims if len(claim.chain) == 3)
    answer = client.get(f"/claims/{memo.id}").text
    steps = re.findall(r'<a class="name"[^>]*><bdi>([^<]*)</bdi>', answer)
    assert steps == ["Quillon Gazette", "Northern Wire", "Harbour Authority memo"]
    assert "document · origin" in answer
    toll = next(claim for claim in readings[1].claims if claim.figure and claim.figure.low == 58)
    answer = client.get(f"/claims/{toll.id}").text
    assert "Contradicted by" in answer
    assert "According to Odo Tenn" in answer
    assert "58 and more than 70 cannot both be the number of dead by 6 March" in answer
    assert "2 independent origins" in answer


def test_pages_never_assert(client: TestClient[Litestar], readings: tuple[Reading, ...]) -> None:
    """The heading of a claim leads with the one on whose word it rests."""
    for reading in readings:
        for claim in reading.claims:
            heading = re.search(r"<h1>(.*?)</h1>", client.get(f"/claims/{claim.id}").text, re.DOTALL)
            assert heading
            assert re.match(
                r"<bdi>(According to|Denied by|Not stated by|Planned, according to|Supposed by) ", heading[1]
            )


def test_records_can_be_taken(client: TestClient[Litestar], readings: tuple[Reading, ...]) -> None:
    """Claims, articles and series come as the records of the contract."""
    reading = readings[0]
    record = client.get(f"/claims/{reading.claims[0].id}/record.json").json()
    assert (record["type"], record["text"]) == ("claim", "At least 41 people")
    records = client.get(f"/articles/{reading.article.id}/records.json").json()
    assert [each["type"] for each in records] == ["article", *["claim"] * len(reading.claims)]
    assert client.get("/series/series:ferry/record.json").json()["origin_count"] == 3


def test_a_story_shows_whose_words_each_article_has(client: TestClient[Litestar]) -> None:
    """Known order and unknown are told apart, and the agency is named."""
    answer = client.get("/stories/story:ferry").text
    assert "82 % of its words from" in answer
    assert "40 % of its words shared with" in answer
    assert "credits <bdi>Northern Wire</bdi>" in answer


def test_a_story_shows_on_what_its_outlets_differ(client: TestClient[Litestar]) -> None:
    """Both sides of a contradiction, and beside each who else says so, on whose word."""
    answer = client.get("/stories/story:ferry").text
    differ = answer[answer.index("Where they differ") : answer.index("<h2>Articles</h2>")]
    guard, relatives = differ.split('class="side"')[1:]
    assert ">58 <" in guard
    assert "<bdi>Strait Observer</bdi></a>, citing <bdi>hospital officials</bdi>" in guard
    assert "more than 70" in relatives
    assert "citing <bdi>Odo Tenn</bdi>" in relatives
    assert "41" not in differ, "an update is no difference"


def test_a_story_shows_its_happenings(client: TestClient[Litestar], readings: tuple[Reading, ...]) -> None:
    """Each under its days."""
    answer = client.get("/stories/story:ferry").text
    articles = answer[answer.index("<h2>Articles</h2>") :]
    assert f"Of {len(readings)} happenings" in articles
    assert articles.count("<h3>") == articles.count('class="timeline"') == len(readings)


def test_a_story_shows_its_places(client: TestClient[Litestar]) -> None:
    """Where its figures are."""
    assert "<bdi>Quillon</bdi>" in client.get("/stories/story:ferry").text


def test_a_series_says_its_kind_and_marks_leaps(client: TestClient[Litestar]) -> None:
    """Beside the number that leapt stands a word that says so."""
    answer = client.get("/series/series:ferry").text
    assert "counts of single events" in answer
    assert answer.count(">leap</span>") == 1


def test_an_entity_shows_its_offices(client: TestClient[Litestar]) -> None:
    """What a person is called, and for whom that makes them speak."""
    answer = client.get("/entities?q=Marrod").text
    assert "coast guard captain" in answer
    assert "speaks for Coast guard" in answer


def test_entities_come_by_their_number_of_claims(client: TestClient[Litestar]) -> None:
    """On whose word most rests stands first; whom no claim names comes last."""
    answer = client.get("/entities").text
    assert answer.index("Coast guard</bdi>") < answer.index("Ilse Marrod</bdi>")
    assert '<td class="n" data-label="claims">2</td>' in answer
    assert '<td class="n" data-label="claims">0</td>' in answer


def test_table_can_be_taken(client: TestClient[Litestar]) -> None:
    """A series comes as a table, its file named after it."""
    answer = client.get("/series/series:ferry/observations.csv")
    assert answer.headers["content-disposition"] == 'attachment; filename="killed-people-quillon.csv"'
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [row["low"] for row in rows] == ["41", "58", "70", "50", "90"]


def test_chart_can_be_taken(client: TestClient[Litestar]) -> None:
    """A chart comes as SVG, PNG and the specification that draws it again."""
    assert client.get("/series/series:ferry/chart/svg").text.startswith("<svg")
    assert client.get("/series/series:ferry/chart/png").content.startswith(b"\x89PNG")
    spec = json.loads(client.get("/series/series:ferry/chart/vl.json").text)
    assert len(spec["data"]["values"]) == 5


def test_pages_follow_the_ledger(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    """What is added while the pages are served is seen on them, also where answers are kept."""
    path = tmp_path / "growing.db"
    with Ledger.open(path) as ledger, TestClient(make_app(path), base_url="http://127.0.0.1") as client:
        assert "The ledger is empty" in client.get("/").text
        for number, reading in enumerate(readings, start=1):
            ledger.add(reading.document, [reading], [])
            assert f"{number} article" in client.get("/").text


def test_each_field_has_the_words_that_gave_it(tmp_path: Path, readings: tuple[Reading, ...]) -> None:
    """Words in the evidence stand beside their field; those that stand elsewhere lead to their paragraph."""
    (reading, toll) = next((each, claim) for each in readings for claim in each.claims if claim.figure)
    far = next(span for span in reversed(reading.article.body) if abs(span.start - toll.span.start) > AROUND)
    assert toll.figure is not None
    given = (Shown("value", toll.span), Shown("time", Span(far.start, far.start + 5)))
    told = replace(toll, figure=replace(toll.figure, shown=given))
    path = tmp_path / "told.db"
    with Ledger.open(path) as ledger, TestClient(make_app(path), base_url="http://127.0.0.1") as client:
        ledger.add(reading.document, [replace(reading, claims=(told,))], [])
        rows = dict(re.findall(r'<tr><th scope="row">(\w+)</th>(.*?)</tr>', client.get(f"/claims/{told.id}").text))
        assert toll.span.words(reading.document.text) in rows["value"]
        assert 'class="printed"' not in rows["unit"]
        address = re.search(r'href="([^"#]*)#(at-\d+)"', rows["time"])
        assert address
        assert f'id="{address[2]}"' in client.get(html.unescape(address[1])).text
        assert address[2] == f"at-{far.start}"
        assert 'class="elsewhere"' not in rows["value"]
