"""Reading one article: its sentences, quotations, attributions and figures joined into claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from onrecord.gazetteer import Gazetteer, load_gazetteer
from onrecord.reading.attributions import read_attributions
from onrecord.reading.chains import read_chains
from onrecord.reading.claims import Page, read_claims
from onrecord.reading.figures import read_figures
from onrecord.reading.joining import joined
from onrecord.reading.lexicon import Lexicon, load_lexicon
from onrecord.reading.mentions import may_speak, read_mentions
from onrecord.reading.naming import Seen, confirmed
from onrecord.reading.own import Own, load_measures
from onrecord.reading.quotations import read_quotations
from onrecord.reading.sentences import read_sentences
from onrecord.types import Reading

if TYPE_CHECKING:
    from onrecord.reading.tagger import Tagger, Word
    from onrecord.settings import Settings
    from onrecord.types import Article, Document


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs beside the page; made once per worker."""

    lexicon: Lexicon
    gazetteer: Gazetteer
    own: Own  # measures and units of a user's table
    tagger: Tagger | None  # None: by rules alone


def load_reader(settings: Settings) -> Reader:
    """Load the tables, and unless rules are to do alone the model, that reading works with."""
    lexicon, gazetteer, own = load_lexicon(), load_gazetteer(settings.places), load_measures(settings.measures)
    if settings.rules_only:
        return Reader(lexicon, gazetteer, own, None)
    from onrecord.reading.tagger import load_tagger  # noqa: PLC0415 - its libraries take long to import

    return Reader(lexicon, gazetteer, own, load_tagger())


def read_article(document: Document, article: Article, reader: Reader) -> Reading:
    """Read one article into its claims, in the order of the text."""
    text, lexicon = document.text, reader.lexicon
    sentences = read_sentences(text, article)
    quotations = read_quotations(text, sentences)
    mentions = read_mentions(text, sentences, lexicon)
    attributions = read_attributions(text, sentences, quotations, mentions, lexicon)
    seen = Seen(text)
    tagged: tuple[Word, ...] = ()
    if reader.tagger is not None:
        tagging = reader.tagger.tag(text, sentences)
        attributions, seen, tagged = joined(attributions, tagging, text), Seen(text, tagging.entities), tagging.words
    attributions = tuple(each for each in attributions if each.source is None or may_speak(text, each.source, lexicon))
    chains = read_chains(article, sentences, quotations, attributions, confirmed(mentions, seen), lexicon, seen)
    figures = read_figures(text, article, sentences, reader.gazetteer, reader.own, tagged=tagged, seen=seen)
    page = Page(text, article, sentences, quotations)
    return Reading(document, article, read_claims(page, attributions, chains, figures))
