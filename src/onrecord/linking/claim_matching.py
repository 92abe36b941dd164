"""Claims against claims: all that is known of each pair, as the one link that says most."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from onrecord.linking.facts import Fact, compare_within, read_fact
from onrecord.linking.figure_matching import match_figures
from onrecord.linking.statement_matching import match_statements, read_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from onrecord.gazetteer import Gazetteer
    from onrecord.linking.entities import Voice
    from onrecord.linking.independence import Origins
    from onrecord.linking.pages import Page
    from onrecord.types import Link, Relation

# Of two links between the same claims the first of these says most: that a number changed on its way is news,
# that words were copied explains why two articles agree.
STRONGEST: tuple[Relation, ...] = ("contradicts", "updates", "copies", "repeats", "corroborates")


@dataclass(frozen=True, slots=True)
class Matches:
    """The facts that were compared, and the links between claims that came of it."""

    facts: tuple[Fact, ...]
    links: tuple[Link, ...]


def match_claims(pages: Sequence[Page], voices: Mapping[str, Voice], gazetteer: Gazetteer) -> Matches:
    """Compare the claims of different articles: figures with figures, statements with statements."""
    told = [(claim, page, voices[claim.id]) for page in pages for claim in page.reading.claims]
    facts = compare_within(fact for claim, page, voice in told if (fact := read_fact(claim, page, voice, gazetteer)))
    said = [read_said(claim, page, voice) for claim, page, voice in told if claim.kind == "statement" and claim.chain]
    return Matches(tuple(facts), (*match_figures(facts), *match_statements(said)))


def one_for_each_pair(links: Iterable[Link], origins: Origins) -> tuple[Link, ...]:
    """Keep of every pair of claims the link that says most, and in how many origins the two end; none without score."""
    best: dict[frozenset[str], Link] = {}
    for link in links:
        pair = frozenset((link.left, link.right))
        if pair not in best or _rank(link) < _rank(best[pair]):
            best[pair] = link
    shown = (link for link in best.values() if link.score > 0)
    kept = (replace(link, origin_count=origins.count((link.left, link.right))) for link in shown)
    return tuple(sorted(kept, key=lambda link: (link.relation, -link.score, link.left, link.right)))


def _rank(link: Link) -> tuple[int, float]:
    return STRONGEST.index(link.relation), -link.score
