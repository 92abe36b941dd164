"""How much of the main text of saved pages is found, and how many articles of text dumps.

    python -m benchmarks.main_text [--data FOLDER] [--misses]

- main text: 181 saved pages of article-extraction-benchmark (scrapinghub); F1 of four-word shingles, reckoned
  page by page as in its own evaluation.
- metadata: news pages kept by fundus with the title, authors, date and publisher that its parsers expect.
- dumps: pages with headline, credit line and paragraphs, of which all three must come out right.
- digests: articles of AllSides put together by eights into digests, with credit lines of five forms; of each
  the headline, the publisher and both ends must come out right.
- texts: raw article texts (FA-KES); each must give one article, headlines alone none.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import re
from collections import Counter
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from random import Random
from statistics import fmean
from typing import TYPE_CHECKING, Any

from onrecord.articles import extract_articles
from onrecord.capture import open_capture, open_stream
from onrecord.settings import Settings
from onrecord.types import Article, Document, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Misses = list[str]
SHINGLE = 4
DIGESTED, EIGHT, NEAR = 1600, 8, 200
FORMS = (
    "{outlet} | {day:%B} {day.day}, {day.year}",
    "{outlet} – {day:%d.%m.%Y}",
    "{outlet}, {day.day} {day:%B} {day.year}",
    "By Ramona Wirth | {outlet} | {day:%B} {day.day}, {day.year}",
    "{outlet} – {day:%B} {day.day}, {day.year}",
)


def main() -> None:
    """Print every figure, and with --misses what was missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--data",
        type=Path,
        default=Path(__file__).parents[2] / "shared" / "data",
        help="folder of the corpora (default: ../shared/data)",
    )
    parser.add_argument("--misses", action="store_true", help="list what was missed or differs")
    told = parser.parse_args()
    for name, measure in (
        ("scrapinghub", main_text),
        ("fundus", metadata),
        ("pages", dumps),
        ("allsides", digests),
        ("fakes", texts),
    ):
        if not (told.data / name).is_dir():
            print(f"{name:<12} not in {told.data}")
            continue
        misses: Misses = []
        print(f"{name:<12} {measure(told.data / name, misses)}")
        for miss in misses if told.misses else ():
            print(f"             {miss}")


def main_text(folder: Path, misses: Misses) -> str:
    """Measure precision, recall and F1 of the text that becomes the body of an article."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    scores = []
    for page in sorted((folder / "html").glob("*.html.gz")):
        key = page.name.removesuffix(".html.gz")
        score = overlap(truth[key]["articleBody"], _body(gzip.decompress(page.read_bytes())))
        scores.append(score)
        if min(score) < 0.8:
            misses.append(f"precision {score[0]:.2f} recall {score[1]:.2f} {key[:12]} {truth[key]['url']}")
    precision, recall = (fmean(column) for column in zip(*scores, strict=True))
    f1 = 2 * precision * recall / (precision + recall)
    return f"{len(scores)} pages: precision {precision:.3f} recall {recall:.3f} F1 {f1:.3f}"


def overlap(truth: str, found: str) -> tuple[float, float]:
    """Return precision and recall of the shingles of one text in another's.

    >>> overlap("the rain in Tarsis fell", "the rain in Tarsis stopped")
    (0.5, 0.5)
    """
    true, told = _shingles(truth), _shingles(found)
    hits = (true & told).total()
    if true == told:
        return 1.0, 1.0
    return hits / max(1, told.total()), hits / max(1, true.total())


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + SHINGLE]) for at in range(max(1, len(words) - SHINGLE + 1)))


def metadata(folder: Path, misses: Misses) -> str:
    """Measure how often the metadata of saved pages is what a parser made for the site reads."""
    right: Counter[str] = Counter()
    pages = list(_fundus_pages(folder))
    for name, payload, expected in pages:
        articles = _articles(open_stream(payload, name, Settings()))
        if len(articles) != 1:
            misses.append(f"{name}: {len(articles)} articles")
            continue
        told = {
            "title": (_key(articles[0].headline), _key(expected["title"])),
            "date": ((articles[0].date_published or "")[:10], expected["publishing_date"][:10]),
            "authors": ({_key(each) for each in articles[0].author}, {_key(each) for each in expected["authors"]}),
            "publisher": (_is_of(articles[0].publisher, name.partition("_")[0]), True),
            "text": (overlap(_sections(expected), _body(payload))[1] > 0.9, True),
        }
        for field, (found, wanted) in told.items():
            right[field] += found == wanted
            if found != wanted:
                misses.append(f"{name} {field}: {found} for {wanted}")
    return f"{len(pages)} pages: " + " ".join(
        f"{field} {right[field] / len(pages):.3f}" for field in ("title", "date", "authors", "publisher", "text")
    )


def _is_of(publisher: str | None, parser: str) -> bool:
    """Answer whether a publisher's name holds that of its parser, or the other way round, without spaces."""
    name, other = (re.sub(r"\W|^the", "", each.lower()) for each in (publisher or "?", parser))
    return name in other or other in name


def _fundus_pages(folder: Path) -> Iterator[tuple[str, bytes, dict[str, Any]]]:
    for expectations in sorted((folder / "tests/resources/parser/test_data").glob("*/*.json")):
        versions = json.loads(expectations.read_text(encoding="utf-8"))
        pages = sorted(expectations.parent.glob(f"{expectations.stem}_[0-9]*.html.gz"))
        for page, version in zip(pages, sorted(versions), strict=False):
            told = versions[version]
            if {"title", "publishing_date", "authors", "body"} <= told.keys():
                yield page.name, gzip.decompress(page.read_bytes()), told


def _sections(expected: dict[str, Any]) -> str:
    return "\n".join(paragraph for section in expected["body"]["sections"] for paragraph in section["paragraphs"])


def dumps(folder: Path, misses: Misses) -> str:
    """Measure how many text dumps give one article with its headline, publisher and date."""
    pages = sorted(folder.glob("*.txt"))
    right = 0
    for page in pages:
        headline, credit = [line for line in page.read_text(encoding="utf-8").splitlines() if line.strip()][:2]
        publisher, _, day = credit.rpartition(" – ")
        wanted = (_key(headline), _key(publisher), datetime.strptime(day, "%B %d, %Y").date().isoformat())  # noqa: DTZ007 - a day has no zone
        found = [
            (_key(each.headline), _key(each.publisher), (each.date_published or "")[:10])
            for each in _articles(open_capture(page, Settings()))
        ]
        right += found == [wanted]
        if found != [wanted]:
            misses.append(f"{page.name}: {found} for {wanted}")
    return f"{len(pages)} dumps: {right} right"


def digests(folder: Path, misses: Misses) -> str:
    """Measure how many of the articles of digests made for the purpose are found."""
    with gzip.open(folder / "articles_conflict.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in islice(file, DIGESTED)]
    dice = Random(7)  # noqa: S311 - the same digests on every run
    found = 0
    for first in range(0, len(rows), EIGHT):
        text, keys = _digest(rows[first : first + EIGHT], dice)
        told = [
            (article.headline, _key(article.publisher), article.start, article.end)
            for article in _articles(open_stream(text.encode(), "digest.txt", Settings()))
        ]
        for key in keys:
            hit = any(
                each[:2] == key[:2] and max(abs(each[2] - key[2]), abs(each[3] - key[3])) <= NEAR for each in told
            )
            found += hit
            if not hit:
                misses.append(f"{key} not among {[each for each in told if abs(each[2] - key[2]) <= NEAR]}")
    return f"{len(rows)} articles in digests: {found} right ({found / len(rows):.3f})"


def _digest(rows: Sequence[dict[str, str]], dice: Random) -> tuple[str, list[tuple[str, str, int, int]]]:
    """Put articles together as a digest, and return it with headline, publisher and ends of each."""
    form, gap, between = dice.choice(FORMS), dice.choice(["\n", "\n\n"]), dice.choice(["\n", "\n\n"])
    text, keys = "", []
    for row in rows:
        headline, outlet = " ".join(row["title"].split()), re.sub(r" \(.*|\.com$| - .*| Online News", "", row["source"])
        day = date.fromisoformat(row["date"][:10]) if row["date"] else date(2016, 5, 4)
        body = between.join(line.strip() for line in row["content_original"].split("\n") if line.strip())
        start = len(text)
        text += f"{headline}{gap}{form.format(outlet=outlet, day=day)}\n{body}\n"
        keys.append((headline, _key(outlet), start, len(text) - 1))
    return text, keys


def texts(folder: Path, misses: Misses) -> str:
    """Measure how many raw texts without any credit line give exactly one article."""
    with (folder / "FA-KES-Dataset.csv").open(encoding="latin-1", newline="") as file:
        rows = [row["article_content"] for row in csv.DictReader(file)]
    counts = [len(_articles(open_stream(row.encode(), "text", Settings()))) for row in rows]
    misses += [f"{count} articles: {row[:100]}" for row, count in zip(rows, counts, strict=True) if count != 1]
    none, one = counts.count(0), counts.count(1)
    return f"{len(rows)} texts: {one} of one article, {none} of none, {len(rows) - none - one} of several"


def _articles(document: Document | Skip) -> list[Article]:
    if isinstance(document, Skip):
        return []
    return [each for each in extract_articles(document, Settings()) if isinstance(each, Article)]


def _body(payload: bytes) -> str:
    document = open_stream(payload, "page.html", Settings())
    if isinstance(document, Skip):
        return ""
    return "\n".join(span.words(document.text) for article in _articles(document) for span in article.body)


def _key(words: str | None) -> str:
    return " ".join(re.findall(r"\w+", (words or "").casefold()))


if __name__ == "__main__":
    main()
