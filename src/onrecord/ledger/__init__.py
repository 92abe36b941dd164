"""The ledger: what was read and linked, kept in one SQLite file behind one door."""

from onrecord.ledger.ledger import ArticleRow, ClaimRow, ClaimView, Counts, Filters, Found, Ledger

__all__ = ["ArticleRow", "ClaimRow", "ClaimView", "Counts", "Filters", "Found", "Ledger"]
