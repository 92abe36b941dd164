"""A progress bar on standard error, where someone is there to see it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
from rich.progress import Progress as RichProgress

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from types import TracebackType

    from onrecord.pipeline import Page
    from onrecord.types import Window


class Progress:
    """Watches a build; use as a context manager. Silent when standard error is no terminal."""

    def __init__(self) -> None:
        """Prepare the bar; it shows once there is something to count."""
        self._console = Console(stderr=True)
        self._bar = RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
            transient=True,
        )

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take the bar away."""
        self._bar.stop()

    def pages(self, pages: Iterable[Page], total: int) -> Iterator[Page]:
        """Pass on each page and move the bar by one."""
        task = self._bar.add_task("reading", total=total)
        for page in pages:
            yield page
            self._bar.advance(task)

    def linking(self, windows: Sequence[Window]) -> Iterator[Window]:
        """Pass on each window that is to be linked and move a bar by one."""
        yield from self._bar.track(windows, description="linking")
