"""Languages: in which one an article is written, or None when unsure."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped] # it ships no types

ENOUGH = 60  # letters
READ = 2_000
SURE = 0.9
# Words that English texts are full of and no other language has; with these the model need not be loaded.
ENGLISH = re.compile(r"\b(?:the|and|of|that|with|which|were|from|their|said)\b", re.IGNORECASE)
SHARE_OF_ENGLISH = 0.12


def find_language(text: str) -> str | None:
    """Return the ISO 639-1 code of a text's language, or None when unsure.

    >>> find_language("The harbour of Tarsis was closed on Sunday, and the ships that came with the tide went back.")
    'en'
    """
    sample = text[:READ]
    letters = sum(map(str.isalpha, sample))
    if letters < ENOUGH:
        return None
    if len(ENGLISH.findall(sample)) > SHARE_OF_ENGLISH * len(sample.split()):
        return "en"
    language, probability = _identifier().classify(sample)
    return str(language) if probability >= SURE else None


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415 - the model is large

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
