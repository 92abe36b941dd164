"""Guard: what every answer says to the browser, and which questions are not heard at all.

Pages show the words of strangers. So nothing but our own files runs, nothing is fetched from elsewhere, no
other site may frame the pages, and no name that someone points at this machine may read them.
"""

from __future__ import annotations

from contextlib import suppress
from ipaddress import ip_address
from typing import TYPE_CHECKING

from litestar.datastructures import MutableScopeHeaders
from litestar.exceptions import ClientException, NotFoundException
from litestar.middleware import ASGIMiddleware

if TYPE_CHECKING:
    from litestar.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "cache-control": "no-cache",
}


async def add_headers(message: Message, _: Scope) -> None:
    """Put the headers on an answer. Called before every one of them, errors and files included."""
    if message["type"] == "http.response.start":
        headers = MutableScopeHeaders.from_message(message)
        for name, value in HEADERS.items():
            headers[name] = value


class HostMiddleware(ASGIMiddleware):
    """Hear only who asks for this machine by its own name: a stranger could point a name here (DNS rebinding)."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Refuse a question with a foreign Host."""
        asked = dict(scope.get("headers", ())).get(b"host", b"").decode("latin-1")
        if not is_own_host(asked):
            raise ClientException(
                "This ledger is served to this machine alone; open it as http://127.0.0.1 or http://localhost."
            )
        await next_app(scope, receive, send)


class PathMiddleware(ASGIMiddleware):
    """Look for no file whose name no file can have."""

    async def handle(self, scope: Scope, receive: Receive, send: Send, next_app: ASGIApp) -> None:
        """Refuse an address with a NUL in it."""
        if "\x00" in str(scope.get("path", "")):
            raise NotFoundException
        await next_app(scope, receive, send)


def is_own_host(asked: str) -> bool:
    """Answer whether a Host header names this machine.

    >>> is_own_host("127.0.0.1:8765"), is_own_host("[::1]"), is_own_host("rebound.example:8765")
    (True, True, False)
    """
    name, colon, port = asked.rpartition(":") if not asked.endswith("]") else (asked, "", "")
    host = name if colon and port.isdecimal() else asked
    return is_loopback(host.removeprefix("[").removesuffix("]"))


def is_loopback(host: str) -> bool:
    """Answer whether `host` is this machine alone.

    >>> is_loopback("localhost"), is_loopback("127.0.0.2"), is_loopback("0.0.0.0")
    (True, True, False)
    """
    if host.lower() == "localhost":
        return True
    with suppress(ValueError):
        return ip_address(host).is_loopback
    return False
