"""The web room: the ledger as pages that anyone can read, search, print and take away."""

from onrecord.web.app import make_app
from onrecord.web.serving import serve_ledger

__all__ = ["make_app", "serve_ledger"]
