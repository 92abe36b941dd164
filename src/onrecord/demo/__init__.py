"""The demo: invented pages of an invented country, read into a ledger of their own."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from onrecord.capture import find_captures
from onrecord.errors import LedgerError
from onrecord.ledger import Ledger
from onrecord.pipeline import Tally, build
from onrecord.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from onrecord.pipeline import Page
    from onrecord.types import Window

HERE = Path(__file__).parent


def demo_settings() -> Settings:
    """Return how the demo pages are to be read: with the places of their country, and no known day of capture."""
    return Settings(places=HERE / "places.tsv")


class _Quiet:
    """Watches nothing: the demo is read in a moment."""

    def pages(self, pages: Iterable[Page], total: int) -> Iterable[Page]:  # noqa: ARG002 - the protocol's signature
        return pages

    def linking(self, windows: Sequence[Window]) -> Sequence[Window]:
        return windows


def build_demo(path: Path) -> Tally:
    """Make the ledger of the demo pages at `path` anew; a file that holds anything else is left alone."""
    _check_replaceable(path)
    for leftover in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        leftover.unlink(missing_ok=True)
    with closing(Ledger.open(path)) as ledger:
        return build(tuple(find_captures([HERE / "pages"])), ledger, demo_settings(), _Quiet())


def _check_replaceable(path: Path) -> None:
    if not path.exists():
        return
    with closing(Ledger.open(path, create=False)) as ledger:
        strangers = [each for each in ledger.readings() if not (each.document.path or "").startswith(str(HERE))]
    if strangers:
        raise LedgerError(
            path, problem="it holds pages that are not the demo's", remedy="give another file with --ledger"
        )
