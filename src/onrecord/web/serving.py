"""Serving: the web server around the pages, from the first line it prints to a clean Ctrl-C."""

from __future__ import annotations

import socket
import threading
import webbrowser
from contextlib import suppress
from typing import TYPE_CHECKING

import uvicorn

from onrecord.errors import OnrecordError
from onrecord.web.app import make_app
from onrecord.web.charts import WIDE, chart_svg
from onrecord.web.guard import is_loopback
from onrecord.web.pages import overview

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from onrecord.ledger import Ledger


class ServeError(OnrecordError):
    """An address that cannot be listened on."""


class _Server(uvicorn.Server):
    """A server that says when it listens."""

    def __init__(self, config: uvicorn.Config, announce: Callable[[], None]) -> None:
        super().__init__(config)
        self._announce = announce

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._announce()


def serve_ledger(path: Path, *, host: str, port: int, browser: bool) -> None:
    """Show the ledger at `path` in a web page until Ctrl-C; port 0 takes a free one."""
    app = make_app(path, loopback=is_loopback(host))
    with listen(host, port) as listener:
        url = url_of(host, listener.getsockname()[1])
        config = uvicorn.Config(
            app, log_level="warning", access_log=False, server_header=False, timeout_graceful_shutdown=2
        )
        server = _Server(config, lambda: _announce(url, app.state.ledger, browser=browser))
        # The server stops in good order on Ctrl-C and then raises it once more; it has been heard.
        with suppress(KeyboardInterrupt):
            server.run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """Open the socket to listen on, or say in one line why that cannot be."""
    try:
        _check_port(port)
        family, kind, protocol, _, place = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        listener = socket.socket(family, kind, protocol)
    except (OSError, OverflowError, UnicodeError) as error:
        raise ServeError(
            f"{host}:{port}",
            problem="there is no such address",
            remedy="give --host 127.0.0.1 and a --port from 0 to 65535",
        ) from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(place)
        listener.listen(128)
    except (OSError, OverflowError) as error:
        listener.close()
        problem = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise ServeError(
            f"{host}:{port}",
            problem=f"it cannot be listened on ({problem.lower()})",
            remedy="give another --port, or 0 for a free one",
        ) from error
    return listener


def _check_port(port: int) -> None:
    # getaddrinfo would quietly take another one.
    if not 0 <= port <= 65535:
        raise OverflowError(port)


def url_of(host: str, port: int) -> str:
    """Return the address to type into a browser.

    >>> url_of("::1", 8765), url_of("0.0.0.0", 80)
    ('http://[::1]:8765/', 'http://127.0.0.1:80/')
    """
    named = {"": "127.0.0.1", "0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104 - the address is read here, not bound
    return f"http://[{named}]:{port}/" if ":" in named else f"http://{named}:{port}/"


def _announce(url: str, ledger: Ledger, *, browser: bool) -> None:
    threading.Thread(target=_warm, args=(ledger,), daemon=True).start()
    print(f"{url}  (stop with Ctrl-C)", flush=True)  # noqa: T201 - the one line that a user waits for
    if browser:
        # A browser in the terminal would hold up the server until it is left.
        threading.Thread(target=webbrowser.open, args=(url,), daemon=True).start()


def _warm(ledger: Ledger) -> None:
    """Gather the first page and start the renderer of charts while the browser starts."""
    with suppress(OnrecordError):  # whoever asks for the page is told
        for series in overview(ledger).longest[:1]:
            chart_svg(series, WIDE)
