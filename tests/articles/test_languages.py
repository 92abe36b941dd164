"""Languages of articles."""

from __future__ import annotations

import pytest

from onrecord.articles.languages import find_language

TEXTS = {
    "en": "At least six people were killed when a ferry struck a pier in the port of Marrick, the coast guard said.",
    "de": "Mindestens sechs Menschen sind ums Leben gekommen, als eine Fähre im Hafen gegen einen Pier fuhr.",
    "fr": "Au moins six personnes ont été tuées lorsqu’un ferry a heurté une jetée, ont annoncé les garde-côtes.",
    "ru": "По меньшей мере шесть человек погибли, когда паром врезался в причал в порту, сообщила береговая охрана.",
    "ar": "قُتل ستة أشخاص على الأقل عندما اصطدمت عبّارة برصيف في الميناء صباح يوم الخميس، حسبما أعلن خفر السواحل.",
    None: "Rain. 12.",
}


@pytest.mark.parametrize("language", TEXTS, ids=str)
def test_language(language: str | None) -> None:
    """A language is told by the text; a few words are not enough."""
    assert find_language(TEXTS[language]) == language
