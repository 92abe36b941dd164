"""Opening: one file, or one payload, becomes a Document, or a Skip with the reason why not."""

from __future__ import annotations

import hashlib
import os
import stat
from functools import cache
from typing import TYPE_CHECKING

from onrecord.capture.decoding import decode_text, is_binary
from onrecord.capture.finding import printable
from onrecord.capture.markers import find_capture_marks
from onrecord.capture.sniffing import declared_encoding, is_page
from onrecord.errors import CaptureError
from onrecord.tables import load_table
from onrecord.types import Document, Skip

if TYPE_CHECKING:
    from pathlib import Path

    from onrecord.settings import Settings


def open_capture(path: Path, settings: Settings) -> Document | Skip:
    """Open one file as a document; what the user must mend is an error, all else a Skip with its reason."""
    payload = read_payload(path, settings)
    return payload if isinstance(payload, Skip) else open_stream(payload, printable(path), settings)


def payload_id(payload: bytes) -> str:
    """Return the id that a document of this payload has.

    >>> payload_id(b"Rain in Tarsis")[:14]
    'sha256:96bdda6'
    """
    return "sha256:" + hashlib.sha256(payload).hexdigest()


def read_payload(path: Path, settings: Settings) -> bytes | Skip:
    """Read the bytes of one file; what the user must mend is an error, all else a Skip with its reason."""
    try:
        payload = _payload(path, settings.largest)
    except FileNotFoundError as error:
        raise CaptureError(printable(path), problem="there is no such file", remedy="check the path") from error
    except PermissionError as error:
        raise CaptureError(
            printable(path), problem="you have no permission to read it", remedy="change the permission or the user"
        ) from error
    except IsADirectoryError as error:
        raise CaptureError(printable(path), problem="it is a folder", remedy="give the files in it") from error
    except (OSError, ValueError) as error:
        problem = getattr(error, "strerror", None) or str(error)
        raise CaptureError(
            printable(path), problem=f"it cannot be read ({problem})", remedy="check the path"
        ) from error
    return Skip(printable(path), stage="capture", reason=payload) if isinstance(payload, str) else payload


def open_stream(payload: bytes, path: str, settings: Settings) -> Document | Skip:
    r"""Make a document of a payload; `path` says in records and skips where it came from.

    >>> from onrecord.settings import Settings
    >>> open_stream(b"Rain in Tarsis\n", "rain.txt", Settings()).text
    'Rain in Tarsis\n'
    """
    if len(payload) > settings.largest:
        return Skip(path, stage="capture", reason="too-large")
    if not payload.strip(b" \t\r\n\f\v\x00\xef\xbb\xbf\xfe\xff"):
        return Skip(path, stage="capture", reason="empty-file")
    form = _binary_form(payload)
    if form is not None:
        return Skip(path, stage="capture", reason=f"binary-file: {form}")
    text = decode_text(payload, declared_encoding(payload))
    if text is None:
        return Skip(path, stage="capture", reason="binary-file" if b"\x00" in payload else "undecodable")
    if is_binary(text):
        return Skip(path, stage="capture", reason="binary-file")
    return _document(payload, text, path, settings)


def _document(payload: bytes, text: str, path: str, settings: Settings) -> Document | Skip:
    identity = payload_id(payload)
    if not is_page(text, path):
        if not text.strip().strip("\ufeff\x00"):
            return Skip(path, stage="capture", reason="empty-file")
        return Document(identity, text, "text/plain", path, captured_at=settings.captured_at)
    from onrecord.capture.html import read_page  # noqa: PLC0415 - the extraction library takes half a second to import

    page = read_page(text)
    if isinstance(page, str):
        return Skip(path, stage="capture", reason=page)
    marks = find_capture_marks(text)
    return Document(
        id=identity,
        text=page.text,
        content_type="text/html",
        path=path,
        target_uri=marks.target_uri or page.metadata.url,
        captured_at=settings.captured_at or marks.captured_at,
        metadata=page.metadata,
    )


def _payload(path: Path, largest: int) -> bytes | str:
    """Read a regular file up to one byte more than `largest`, or return the reason why not.

    The file is opened without waiting and looked at once it is open: a pipe would wait for ever, and a name
    may stand for another file a moment later.
    """
    if path.is_dir():
        raise IsADirectoryError
    if not stat.S_ISREG(path.stat().st_mode):
        return "not-a-file"
    with open(os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)), "rb") as file:  # noqa: PTH123 - Path.open takes no flags
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return "not-a-file"
        if status.st_size > largest:
            return "too-large"
        return file.read(largest + 1)


@cache
def _binary_forms() -> tuple[tuple[bytes, str], ...]:
    rows = load_table("onrecord.capture", "binaries.tsv")
    return tuple((row["start"].encode().decode("unicode_escape").encode("latin-1"), row["format"]) for row in rows)


def _binary_form(payload: bytes) -> str | None:
    return next((form for start, form in _binary_forms() if payload.startswith(start)), None)
