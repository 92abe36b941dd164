"""The ledger: what was read and linked, kept in one SQLite file behind one door."""

from onrecord.ledger.ledger import Ledger
from onrecord.ledger.views import ArticleRow, ClaimRow, ClaimView, Counts, Filters, Found, StoryView

__all__ = ["ArticleRow", "ClaimRow", "ClaimView", "Counts", "Filters", "Found", "Ledger", "StoryView"]
