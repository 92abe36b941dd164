"""Sniffing: is a payload a saved page, and in which encoding does it say that it is written?"""

from __future__ import annotations

import re

# The first element of a page, after what may stand before it.
PAGE = re.compile(
    r"[\s\ufeff]*(?:<\?xml[^>]{0,200}>\s*|<!--(?:(?!-->).){0,4000}-->\s*){0,5}<(?:!doctype\s+html|html|head|body|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
TAG = re.compile(r"</?(?:p|div|span|a|h[1-6]|br|body|html|head|table|article)\b[^<>]{0,500}>", re.IGNORECASE)
DECLARED = re.compile(
    rb"<(?:meta\b[^>]{0,300}?charset\s*=|\?xml\b[^>]{0,100}?encoding\s*=)\s*[\"']?\s*([\w:.-]{2,40})", re.IGNORECASE
)
ENDINGS = (".html", ".htm", ".xhtml", ".xht")


def is_page(text: str, path: str) -> bool:
    """Answer whether a text is the source of a saved page, by what it holds or by its name.

    >>> is_page("<!DOCTYPE html><p>Rain", "rain.txt"), is_page("Rain fell", "rain.html")
    (True, False)
    """
    if PAGE.match(text[:20_000]):
        return True
    tags = 1 if path.lower().endswith(ENDINGS) else 12
    return len(TAG.findall(text[:50_000])) >= tags


def declared_encoding(payload: bytes) -> str | None:
    """Return the encoding that a page names near its beginning.

    >>> declared_encoding(b'<meta charset="windows-1251">')
    'windows-1251'
    """
    found = DECLARED.search(payload[:4096])
    return None if found is None else found[1].decode("ascii", errors="replace")
