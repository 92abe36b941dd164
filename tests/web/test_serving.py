"""Serving: one line when it listens, one line when it cannot, and a clean end."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from typing import TYPE_CHECKING

import pytest

from onrecord.errors import LedgerError, OnrecordError
from onrecord.web.serving import listen, serve_ledger

if TYPE_CHECKING:
    from pathlib import Path


def test_busy_port_is_one_line(ledger_path: Path) -> None:
    """A port that is taken is named, with what to do."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(OnrecordError, match=rf"^127\.0\.0\.1:{port}: .*another --port[^\n]*$"):
            serve_ledger(ledger_path, host="127.0.0.1", port=port, browser=False)


@pytest.mark.parametrize(
    ("host", "port"), [("no such host", 0), ("127.0.0.1", 99999), ("127.0.0.1", -1), ("192.0.2.1", 0), ("\udc80", 0)]
)
def test_bad_address_is_one_line(host: str, port: int) -> None:
    """An address that is none is one line too."""
    with pytest.raises(OnrecordError) as raised:
        listen(host, port)
    assert "\n" not in str(raised.value)


def test_missing_ledger_is_told_before_listening(tmp_path: Path) -> None:
    """No page is served of a ledger that is not there, and none is made."""
    with pytest.raises(LedgerError):
        serve_ledger(tmp_path / "none.db", host="127.0.0.1", port=0, browser=False)
    assert not list(tmp_path.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="signals are sent otherwise there")
def test_prints_its_address_and_ends_on_interrupt(ledger_path: Path) -> None:
    """The address is printed once pages are served; Ctrl-C ends it with status 0 and nothing on standard error."""
    code = (
        "import sys; from pathlib import Path; from onrecord.web import serve_ledger;"
        "serve_ledger(Path(sys.argv[1]), host='127.0.0.1', port=0, browser=False)"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(ledger_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as served:
        assert served.stdout
        url = served.stdout.readline().split()[0]
        with urllib.request.urlopen(url) as answer:  # noqa: S310 - the address just printed
            assert answer.status == 200
        served.send_signal(signal.SIGINT)
        _, complaints = served.communicate(timeout=15)
    assert served.returncode == 0
    assert complaints == ""
