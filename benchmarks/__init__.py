"""Commands that print how well and how fast onrecord reads and links, on named data."""
