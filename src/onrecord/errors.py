"""The errors of onrecord: each says what is wrong, where, and what to do next, on one line."""

from __future__ import annotations


class OnrecordError(Exception):
    """The ancestor of every error of ours; the command line prints it as one line, without a traceback.

    >>> print(OnrecordError("notes.txt", problem="there is no such file", remedy="check the path"))
    notes.txt: there is no such file; check the path
    """

    def __init__(self, where: object, *, problem: str, remedy: str) -> None:
        """Keep the three parts apart, so that the web page can show them apart."""
        self.where, self.problem, self.remedy = str(where), problem, remedy
        super().__init__(f"{self.where}: {problem}; {remedy}")

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error cross from a worker process to the one that asked."""
        return _again, (type(self), self.where, self.problem, self.remedy)


def _again(kind: type[OnrecordError], where: str, problem: str, remedy: str) -> OnrecordError:
    return kind(where, problem=problem, remedy=remedy)


class CaptureError(OnrecordError):
    """Bytes that could not be opened or turned into a document."""


class LedgerError(OnrecordError):
    """A ledger that could not be opened, read or written."""


class NotFoundError(LedgerError):
    """A record that the ledger does not hold."""


class TableError(OnrecordError):
    """A row of a data table (ours or the user's) that says nothing usable."""


class SettingsError(OnrecordError):
    """A setting, option or environment variable that cannot be used."""


class OutputError(OnrecordError):
    """A file that could not be written."""


class MissingExtraError(OnrecordError):
    """An optional part that is not installed; the remedy names the command that installs it."""


class ModelError(OnrecordError):
    """A trained model that is missing, damaged or of another version."""
