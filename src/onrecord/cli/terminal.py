"""What comes from captured pages is hostile to terminals too: control characters are shown, never sent."""

from __future__ import annotations

import re

# C0 and C1 controls but tab and newline, and the marks that turn the direction of text around.
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


def printable(words: str) -> str:
    r"""Return `words` fit for a terminal.

    >>> printable("a\x1b[31mred")
    'a�[31mred'
    """
    return CONTROLS.sub("�", words).encode("utf-8", "replace").decode()


def on_one_line(words: str) -> str:
    r"""Return `words` with each run of white space as one space.

    >>> on_one_line("killed\n  nine")
    'killed nine'
    """
    return " ".join(printable(words).split())
