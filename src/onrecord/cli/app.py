"""The commands of onrecord. Each reads its options, calls the rooms, and prints."""

from __future__ import annotations

import signal
import sys
from contextlib import closing, contextmanager
from dataclasses import asdict
from importlib.metadata import version
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, CycloptsError, Parameter
from cyclopts.validators import Number

from onrecord.cli.options import FilterOptions, LedgerPath, ReadingOptions
from onrecord.cli.terminal import printable
from onrecord.errors import OnrecordError, OutputError, SettingsError, TableError
from onrecord.settings import DEFAULT_LEDGER
from onrecord.types import Measure, Skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import TextIO

    from onrecord.ledger import Filters, Ledger

# Rooms are imported inside the commands: `onrecord --help` and `search` need not wait for the reader.

app = App(
    name="onrecord",
    version=version("onrecord"),
    help="""Turn captured news into a ledger of attributed claims: who said what, which figure, as of when.

    onrecord takes no side: it never says what is true, only who says it, and on what it rests.
    """,
    help_epilogue="Start with:  onrecord demo    or:  onrecord add my-pages/  and then:  onrecord serve",
    suppress_keyboard_interrupt=False,
)

FAILED, USAGE, INTERRUPTED = 1, 2, 130

Paths = Annotated[
    Path,
    Parameter(help="Files or folders of text dumps and saved HTML; - is standard input."),
]
Json = Annotated[bool, Parameter(name="--json", negative="", help="Print records as JSON lines (docs/contract.md).")]


def main() -> None:
    """Run one command; every error of ours is one line on standard error, never a traceback."""
    signal.signal(signal.SIGTERM, _stop)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(run(sys.argv[1:]))


def _stop(_signal: int, _frame: object) -> None:
    # A polite kill ends as Ctrl-C does: what was added is kept, and no worker is left behind.
    raise KeyboardInterrupt


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status: 0 done, 1 something failed, 2 wrong usage, 130 stopped."""
    # A lone dash is standard input, not an option; as a path the two are the same.
    told = ["./-" if argument == "-" else argument for argument in arguments]
    try:
        status = app(told, result_action="return_value", exit_on_error=False, print_error=False)
    except KeyboardInterrupt:
        return _complain("stopped; what was added is kept, and the same command goes on from there", INTERRUPTED)
    except BrokenPipeError:
        # Whoever read our output (head, less) has seen enough.
        sys.stderr.close()
        return 0
    except (CycloptsError, OnrecordError, OSError) as error:
        return _fail(error)
    return status if isinstance(status, int) else 0


def _fail(error: Exception) -> int:
    """Say on one line what went wrong; what the user typed wrong is told apart from what failed."""
    if isinstance(error, CycloptsError):
        if isinstance(error.__cause__, OnrecordError):
            return _complain(error.__cause__, USAGE)
        return _complain(f"{str(error).rstrip('.')}; see onrecord --help", USAGE)
    if isinstance(error, OSError):
        return _complain(f"the output could not be written ({error.strerror}); check the disk", FAILED)
    return _complain(error, USAGE if isinstance(error, (SettingsError, TableError)) else FAILED)


@app.command
def read(*paths: Paths, options: ReadingOptions | None = None) -> int:
    """Read files without a ledger and print their records as JSON lines.

    A file that cannot be read is one line on standard error; the others go on. The exit status is 1 if any failed.

    Example:  onrecord read page.txt digest.txt saved.html > records.jsonl
    """
    from onrecord.pipeline import read_captures
    from onrecord.records import document_record, dumps, reading_records, skip_record

    failed = False
    settings = (options or ReadingOptions()).settings()
    for page in read_captures(_captures(paths), settings):
        failed |= page.failed
        _report(page.problems)
        if page.document is not None:
            print(dumps(document_record(page.document)))
        for reading in page.readings:
            for record in reading_records(reading):
                print(dumps(record))
        for skip in page.skips:
            print(dumps(skip_record(skip)))
    return FAILED if failed else 0


@app.command
def add(*paths: Paths, ledger: LedgerPath = DEFAULT_LEDGER, options: ReadingOptions | None = None) -> int:
    """Capture, read, link and keep pages in the ledger. The same bytes twice change nothing.

    Each document is kept whole or not at all; a run that was stopped goes on where it was when called again.

    Example:  onrecord add captures/ --ledger news.db
    """
    from onrecord.cli.progress import Progress
    from onrecord.pipeline import build

    settings = (options or ReadingOptions()).settings()
    captures = _captures(paths)
    with _opened(ledger, create=True) as book, Progress() as progress:
        tally = build(captures, book, settings, progress)
    _report(tally.problems)
    print(tally.told())
    return FAILED if tally.failed else 0


@app.command
def search(
    *query: Annotated[str, Parameter(help='Words to find; "words in quotes" stand together.')],
    ledger: LedgerPath = DEFAULT_LEDGER,
    filters: FilterOptions | None = None,
    limit: Annotated[
        int, Parameter(name=["--limit", "-n"], help="How many claims to print.", validator=Number(gte=1))
    ] = 20,
    json: Json = False,
) -> int:
    """Find claims by their words, each with its evidence, chain and date.

    Example:  onrecord search "troops in Iraq" --kind figure --since 2031-01
    """
    from onrecord.cli.printing import print_rows, print_rows_as_records

    with _opened(ledger) as book:
        found = book.search(" ".join(query), _filters(filters), limit=limit)
    if json:
        print_rows_as_records(found)
    else:
        print_rows(found)
    return 0


@app.command
def show(
    ident: Annotated[str, Parameter(name="claim", help="The claim's id, or as much of it as only one claim has.")],
    /,
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    json: Json = False,
) -> int:
    """Show one claim: its evidence in context, its chain, and the claims linked to it.

    Example:  onrecord show claim:8889cd
    """
    from onrecord.cli.printing import print_claim, print_claim_as_records

    with _opened(ledger) as book:
        view = book.claim(ident)
    if json:
        print_claim_as_records(view)
    else:
        print_claim(view)
    return 0


@app.command
def series(
    measure: Annotated[
        Measure | None, Parameter(help="What is measured: killed, displaced, money …; all when not given.")
    ] = None,
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    place: Annotated[str | None, Parameter(help="Only figures for this place.")] = None,
    origin: Annotated[str | None, Parameter(help="Only figures on this one's word, under any of its names.")] = None,
    least: Annotated[int, Parameter(help="Leave out series with fewer observations.")] = 1,
    json: Json = False,
) -> int:
    """Draw a figure over time, by origin, as a table and a plot.

    Example:  onrecord series killed --place Gaza
    """
    from onrecord.cli.printing import print_series
    from onrecord.ledger import Filters
    from onrecord.records import dumps, series_record

    with _opened(ledger) as book:
        found = book.series(Filters(measure=measure, place=place, origin=origin), least=least)
    if json:
        for each in found:
            print(dumps(series_record(each)))
    else:
        print_series(found)
    return 0


@app.command
def export(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    kind: Annotated[
        Literal["jsonl", "csv"],
        Parameter(name=["--format", "-f"], help="JSON lines of every record, or a table of the claims."),
    ] = "jsonl",
    output: Annotated[
        Path | None, Parameter(name=["--output", "-o"], help="The file to write; standard output when not given.")
    ] = None,
) -> int:
    """Write out what the ledger holds.

    jsonl prints every record of docs/contract.md: documents, articles, claims, then entities, links, series, stories
    and skips. csv prints a row for each claim, for spreadsheets; a cell that a spreadsheet would take for a formula
    begins with an apostrophe.

    Example:  onrecord export --format csv --output claims.csv
    """
    from onrecord.cli.exporting import write_csv, write_jsonl

    if output is not None and output.exists() and ledger.exists() and output.samefile(ledger):
        raise OutputError(output, problem="it is the ledger itself", remedy="give another file with --output")
    with _opened(ledger) as book, _output(output) as stream:
        (write_csv if kind == "csv" else write_jsonl)(book, stream)
    return 0


@app.command
def serve(
    *,
    ledger: LedgerPath = DEFAULT_LEDGER,
    host: Annotated[str, Parameter(help="The address to listen on; the default is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, Parameter(name=["--port", "-p"], help="The port to listen on; 0 takes a free one.")] = 8765,
    browser: Annotated[bool, Parameter(help="Open the page in the browser.")] = True,
) -> int:
    """Show the ledger in a web page, until Ctrl-C.

    Example:  onrecord serve --ledger news.db
    """
    from onrecord.web import serve_ledger

    serve_ledger(ledger, host=host, port=port, browser=browser)
    return 0


@app.command
def demo(
    *,
    ledger: Annotated[
        Path, Parameter(name=["--ledger", "-l"], help="Where to keep the demo ledger; made anew each time.")
    ] = Path("onrecord-demo.db"),
    host: Annotated[str, Parameter(help="The address to listen on; the default is this machine alone.")] = "127.0.0.1",
    port: Annotated[int, Parameter(name=["--port", "-p"], help="The port to listen on; 0 takes a free one.")] = 8765,
    browser: Annotated[bool, Parameter(help="Open the page in the browser.")] = True,
    serve: Annotated[bool, Parameter(help="Show the web page afterwards.")] = True,
) -> int:
    """Build a ledger of invented pages from an invented country, and show it.

    Example:  onrecord demo
    """
    from onrecord.demo import build_demo

    tally = build_demo(ledger)
    _report(tally.problems)
    print(f"{ledger}: {tally.told()}")
    print(f"Try:  {sys.argv[0]} search dam --ledger {ledger}")
    if serve:
        from onrecord.web import serve_ledger

        serve_ledger(ledger, host=host, port=port, browser=browser)
    return FAILED if tally.failed else 0


def _captures(paths: tuple[Path, ...]) -> list[Path | bytes | Skip]:
    if not paths:
        raise SettingsError(
            "onrecord", problem="no page was named", remedy="give files, folders, or - for standard input"
        )
    return [capture for path in paths for capture in _found(path)]


def _found(path: Path) -> list[Path | bytes | Skip]:
    from onrecord.capture import find_captures
    from onrecord.pipeline import STDIN

    if path == Path(STDIN):
        return [sys.stdin.buffer.read()]
    return [*find_captures([path])] or [Skip(str(path), stage="capture", reason="empty-folder")]


def _opened(path: Path, *, create: bool = False) -> closing[Ledger]:
    from onrecord.ledger import Ledger

    return closing(Ledger.open(path, create=create))


@contextmanager
def _output(path: Path | None) -> Iterator[TextIO]:
    """Open the output whole or not at all: a file appears only when all of it is written."""
    if path is None:
        yield sys.stdout
        return
    beside = path.with_name(f".{path.name}.part")
    try:
        with beside.open("w", encoding="utf-8", newline="") as stream:
            yield stream
        beside.replace(path)
    except OSError as error:
        raise OutputError(
            path,
            problem=f"it could not be written ({error.strerror})",
            remedy="check the folder, its permissions and the disk",
        ) from error
    finally:
        beside.unlink(missing_ok=True)


def _filters(options: FilterOptions | None) -> Filters:
    from onrecord.ledger import Filters

    return Filters(**asdict(options)) if options else Filters()


def _report(problems: Iterable[str]) -> None:
    for problem in problems:
        print(printable(problem), file=sys.stderr)


def _complain(what: object, status: int) -> int:
    print(printable(f"onrecord: {what}"), file=sys.stderr)
    return status
