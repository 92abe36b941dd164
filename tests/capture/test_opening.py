"""Opening files and payloads: documents, skips with a reason, and errors that say what to mend."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.capture import open_capture, open_stream
from onrecord.errors import CaptureError
from onrecord.settings import Settings
from onrecord.types import Document, Skip

SENTENCE = "The harbour of Tarsis was closed on Sunday after a storm, the harbour office said. "


def _archive() -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        file.writestr("rain.txt", "rain")
    return archive.getvalue()


SKIPPED = {
    "empty": (b"", "empty-file"),
    "white space": (b" \r\n\t\n", "empty-file"),
    "only a mark": (b"\xef\xbb\xbf", "empty-file"),
    "only hard spaces": ("\xa0\n\xa0".encode(), "empty-file"),
    "PDF": (b"%PDF-1.7\n" + SENTENCE.encode() * 9, "binary-file: a PDF document"),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "binary-file: a PNG image"),
    "archive": (_archive(), "binary-file: a ZIP archive or an office document"),
    "zero bytes": (b"abc\x00" * 1000, "binary-file"),
    "control characters": (bytes(range(1, 32)) * 99, "binary-file"),
    "page without text": (b"<html><body><a href='/'>Menu</a></body></html>", "no-text"),
    "page of scripts": (b"<!doctype html><script>let rain = 1</script>", "no-text"),
}


@pytest.mark.parametrize("label", SKIPPED)
def test_skip(label: str) -> None:
    """What gives no document is a skip with its reason."""
    payload, reason = SKIPPED[label]
    assert open_stream(payload, label, Settings()) == Skip(label, "capture", reason)


def test_text_dump(tmp_path: Path) -> None:
    """A dump keeps its text exactly, line breaks included, and is known by the digest of its bytes."""
    payload = "Rain\r\nin “Tarsis”\n\n".encode()
    (tmp_path / "rain.txt").write_bytes(payload)
    document = open_capture(tmp_path / "rain.txt", Settings(captured_at="2031-03-04"))
    assert document == Document(
        id="sha256:" + hashlib.sha256(payload).hexdigest(),
        text="Rain\r\nin “Tarsis”\n\n",
        content_type="text/plain",
        path=str(tmp_path / "rain.txt"),
        captured_at="2031-03-04",
    )


def test_too_large(tmp_path: Path) -> None:
    """A file above the limit is not read to its end."""
    path = tmp_path / "one-line.txt"
    with path.open("wb") as file:
        file.truncate(200 * 2**20)
    assert open_capture(path, Settings()) == Skip(str(path), "capture", "too-large")
    assert open_stream(b"rain " * 99, "-", Settings(largest=9)) == Skip("-", "capture", "too-large")


@pytest.mark.parametrize("name", ["missing.txt", "a\0b", "x" * 5000, "."])
def test_what_the_user_must_mend(name: str, tmp_path: Path) -> None:
    """A name without a readable file is an error on one line."""
    with pytest.raises(CaptureError) as caught:
        open_capture(tmp_path / name, Settings())
    assert str(caught.value).count("; ") == 1
    assert "\n" not in str(caught.value)


def test_no_permission(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is an error that says so."""

    def refuse(*_: object) -> int:
        raise PermissionError

    (tmp_path / "rain.txt").write_text("Rain")
    monkeypatch.setattr(os, "open", refuse)
    with pytest.raises(CaptureError, match="no permission"):
        open_capture(tmp_path / "rain.txt", Settings())


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_pipes_and_devices_do_not_block(tmp_path: Path) -> None:
    """What is no file is a skip at once, and nobody waits for its writer."""
    os.mkfifo(tmp_path / "pipe")
    assert open_capture(tmp_path / "pipe", Settings()) == Skip(str(tmp_path / "pipe"), "capture", "not-a-file")
    assert open_capture(Path("/dev/zero"), Settings()) == Skip("/dev/zero", "capture", "not-a-file")


def test_odd_names_can_be_printed(tmp_path: Path) -> None:
    """A name in no encoding, or with a line break in it, is shown on one line of characters that can be written."""
    path = tmp_path / os.fsdecode(b"caf\xe9\nrain.txt")
    try:
        path.write_text("Rain in Tarsis")
    except OSError:
        pytest.skip("this file system takes no such names")
    document = open_capture(path, Settings())
    assert isinstance(document, Document)
    assert document.path == str(tmp_path / "caf\\xe9\\nrain.txt")


@given(st.binary(max_size=500))
def test_any_payload(payload: bytes) -> None:
    """No payload makes it raise, and what it gives is a document with text or a skip with a reason."""
    found = open_stream(payload, "-", Settings())
    assert found.reason if isinstance(found, Skip) else found.text


def test_cold_start_is_light() -> None:
    """The extraction library is imported only once a page needs it."""
    command = (
        "import sys; from onrecord.capture import open_stream; from onrecord.settings import Settings; "
        "open_stream(b'Rain in Tarsis', '-', Settings()); "
        "print({'trafilatura', 'lxml', 'charset_normalizer'} & set(sys.modules))"
    )
    told = subprocess.run([sys.executable, "-c", command], capture_output=True, text=True, check=True)
    assert told.stdout.strip() == "set()"
