"""The ledger: what was read and linked, kept in one SQLite file behind one door."""

from onrecord.ledger.ledger import Ledger

__all__ = ["Ledger"]
