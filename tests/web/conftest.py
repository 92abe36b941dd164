"""A small ledger of invented pages about a ferry, one of them hostile, and a browser to look at it with."""

from __future__ import annotations

import socket
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import pytest
import uvicorn
from litestar.testing import TestClient

from onrecord.ledger import Ledger
from onrecord.spans import Span
from onrecord.types import (
    Article,
    Attribution,
    Block,
    Claim,
    Comparator,
    Descent,
    Document,
    Entity,
    Figure,
    Link,
    Links,
    Measure,
    Number,
    Observation,
    Office,
    Period,
    Place,
    Reading,
    Role,
    Series,
    Skip,
    Stance,
    Step,
    Story,
    Window,
    identifier,
)
from onrecord.web.app import make_app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from litestar import Litestar
    from playwright.sync_api import Browser, ConsoleMessage, Dialog, Page, Request

    from onrecord.types import Relation

CASES = Path(__file__).parents[1] / "cases" / "web.jsonl"
CHROMIUM = Path("/usr/bin/chromium")
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim as a test writes it down: by words of its article rather than by offsets."""

    words: str
    cue: str | None = None
    source: str | None = None
    content: tuple[str, ...] = ()
    chain: tuple[tuple[str, Role, str], ...] = ()
    stance: Stance = "asserted"
    value: tuple[Number | None, Number | None, Comparator, Measure, str] | None = None
    time: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Cutting:
    """An article as a test writes it down."""

    headline: str
    publisher: str
    date: str
    paragraphs: tuple[str, ...]
    tellings: tuple[Telling, ...] = ()
    url: str | None = None
    furniture: tuple[str, ...] = field(default=("Please Wait...", "Share this"))


def load_cuttings() -> tuple[Cutting, ...]:
    """Load the invented articles, one a line."""
    lines = CASES.read_text(encoding="utf-8").splitlines()
    return tuple(msgspec.json.decode(line, type=Cutting) for line in lines)


def read_cutting(cutting: Cutting) -> Reading:
    """Make the reading of an invented article, its spans found by their words."""
    lines = (*cutting.furniture, cutting.headline, *cutting.paragraphs, *cutting.furniture)
    text = "\n".join(lines)
    start = at = text.index(cutting.headline)
    blocks: list[Block] = []
    for words in (cutting.headline, *cutting.paragraphs):
        blocks.append(Block("body" if blocks else "headline", Span(at, at + len(words))))
        at += len(words) + 1
    document = Document(identifier("sha256", text), text, "text/plain", path=f"{cutting.date}.txt")
    article = Article(
        id=identifier("article", document.id, start),
        document=document.id,
        start=start,
        end=len(text),
        headline=cutting.headline,
        publisher=cutting.publisher,
        author=(),
        section=None,
        dateline=None,
        date_published=cutting.date,
        in_language="en",
        url=cutting.url,
        blocks=tuple(blocks),
    )
    return Reading(document, article, tuple(read_telling(each, text, article) for each in cutting.tellings))


def read_telling(telling: Telling, text: str, article: Article) -> Claim:
    """Make an invented claim."""
    span = find(text, telling.words, article.body[0].start)
    line = text.rindex("\n", 0, span.start) + 1
    steps = (Step(name, role, find(text, words, line)) for name, role, words in telling.chain)
    attribution = read_attribution(telling, text, line)
    return Claim(
        id=identifier("claim", article.id, span.start, telling.words),
        article=article.id,
        kind="statement" if telling.value is None else "figure",
        span=span,
        attribution=attribution,
        speech=None if attribution is None else "direct" if telling.words.startswith("“") else "indirect",
        chain=(Step(article.publisher or "", "publisher"), *steps),
        stance=telling.stance,
        figure=read_figure(telling),
    )


def read_attribution(telling: Telling, text: str, line: int) -> Attribution | None:
    """Find the parts of an invented claim in its line."""
    if telling.cue is None:
        return None
    source = find(text, telling.source, line) if telling.source else None
    return Attribution(source, find(text, telling.cue, line), tuple(find(text, each, line) for each in telling.content))


def read_figure(telling: Telling) -> Figure | None:
    """Make the figure of an invented claim."""
    if telling.value is None:
        return None
    low, high, comparator, measure, subject = telling.value
    when = Period(*telling.time, text="on Monday") if telling.time else None
    place = Place("Quillon", "QX", None, 41.5, 12.25, "exact")
    return Figure(low, high, comparator, "people", measure, subject, (place,), when)


def find(text: str, words: str, after: int) -> Span:
    """Find words in a text."""
    start = text.index(words, after)
    return Span(start, start + len(words))


def link_all(readings: tuple[Reading, ...]) -> Links:
    """Link the invented claims as linking would."""
    told = [(claim, reading.article) for reading in readings for claim in reading.claims]
    killed = [(claim, article) for claim, article in told if claim.figure and claim.figure.measure == "killed"]
    first, second, relatives, morgue, _ = (claim for claim, _ in killed)
    told_links = (
        link("contradicts", second, relatives, "58 and more than 70 cannot both be the number of dead by 6 March", 2),
        link("updates", first, second, "the coast guard again, two days later", 1),
        link("corroborates", second, morgue, "50 to 60 holds 58, on another word", 2),
    )
    observations = tuple(
        Observation(
            time_start=claim.figure.time.start,
            time_end=claim.figure.time.end,
            low=claim.figure.low,
            high=claim.figure.high,
            comparator=claim.figure.comparator,
            claim=claim.id,
            origin=claim.origin,
            publisher=article.publisher,
            mark="jump" if claim is second else None,
        )
        for claim, article in killed
        if claim.figure and claim.figure.time
    )
    guard = Entity("entity:guard", "Coast guard", ("the coast guard", "The coast guard"), "organization", "Q11202")
    office = Office("coast guard captain", "Coast guard", "entity:guard", "2031-03-04", "2031-03-07")
    captain = Entity("entity:captain", "Ilse Marrod", (), "person", None, (office,))
    ids = [reading.article.id for reading in readings]
    return Links(
        entities=(guard, captain),
        entity_of=((first.id, 1, guard.id), (second.id, 1, guard.id)),
        links=told_links,
        series=(Series("series:ferry", "killed", "people", "people", "Quillon", observations, 3, "event"),),
        descents=(
            Descent(ids[1], ids[0], 0.82, is_ordered=True, agency=None),
            Descent(ids[2], ids[0], 0.4, is_ordered=False, agency="Northern Wire"),
        ),
        stories=(
            Story(
                id="story:ferry",
                headline="Ferry toll rises to 58, relatives count more",
                articles=tuple(reading.article.id for reading in readings),
                first_seen="2031-03-04",
                last_seen="2031-03-07",
                origin_count=3,
                happenings=tuple((reading.article.id,) for reading in readings),
            ),
        ),
    )


def link(relation: Relation, left: Claim, right: Claim, detail: str, origins: int) -> Link:
    """Link two invented claims."""
    return Link(relation, left.id, right.id, 0.9, detail, left.span, right.span, origins)


@pytest.fixture(scope="session")
def readings() -> tuple[Reading, ...]:
    """Return the invented articles, read."""
    return tuple(read_cutting(cutting) for cutting in load_cuttings())


@pytest.fixture(scope="session")
def ledger_path(tmp_path_factory: pytest.TempPathFactory, readings: tuple[Reading, ...]) -> Path:
    """Return the path of the invented ledger."""
    path = tmp_path_factory.mktemp("web") / "ferry.db"
    with Ledger.open(path) as ledger:
        for reading in readings:
            ledger.add(reading.document, [reading], [])
        ledger.add_skips([Skip("empty.txt", "capture", "empty-file"), Skip("<i>odd</i>.bin", "capture", "binary-file")])
        window = Window("whole", tuple(reading.article.id for reading in readings))
        ledger.relink(window, link_all(readings))
    return path


@pytest.fixture(scope="session")
def client(ledger_path: Path) -> Iterator[TestClient[Litestar]]:
    """Ask the application without a network."""
    with TestClient(make_app(ledger_path), base_url="http://127.0.0.1") as client:
        yield client


@pytest.fixture(scope="session")
def server(ledger_path: Path) -> Iterator[str]:
    """Serve the invented ledger on a free port and give its address."""
    listener = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(make_app(ledger_path), log_level="warning"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    thread.join(timeout=10)
    listener.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, or skip where there is none."""
    if not CHROMIUM.exists():
        pytest.skip(f"there is no Chromium at {CHROMIUM}")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=str(CHROMIUM), args=list(QUIET))
        yield browser
        browser.close()


@dataclass
class Watched:
    """A browser's page with everything that it complained of or asked of others."""

    page: Page
    home: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the server."""
        self.page.goto(self.home + path)
        return self.page

    def listen(self) -> None:
        """Note every complaint from now on."""
        self.page.on("console", self.hear_console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self.hear_dialog)
        self.page.on("request", self.hear_request)

    def hear_console(self, message: ConsoleMessage) -> None:
        """Note what the console calls wrong."""
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def hear_dialog(self, dialog: Dialog) -> None:
        """Note a dialog, which only a script of others would open."""
        self.complaints.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def hear_request(self, request: Request) -> None:
        """Note a request to anyone else."""
        if not request.url.startswith(self.home):
            self.complaints.append(request.url)


@pytest.fixture
def watched(browser: Browser, server: str) -> Iterator[Watched]:
    """Open a fresh page; at the end nothing may have been complained of and no other host asked."""
    context = browser.new_context()
    seen = Watched(context.new_page(), server)
    seen.listen()
    yield seen
    context.close()
    assert seen.complaints == []
