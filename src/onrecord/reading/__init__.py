"""The reading room: an article in, its claims out. Start at `read.py`."""

from __future__ import annotations

from onrecord.reading.read import Reader, load_reader, read_article

__all__ = ["Reader", "load_reader", "read_article"]
