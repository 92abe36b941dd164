"""onrecord: a ledger of attributed claims from captured news."""
