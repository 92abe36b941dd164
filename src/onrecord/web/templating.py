"""Templating: the Jinja environment of the pages. What is printed is escaped, always."""

from __future__ import annotations

from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined

from onrecord.web import wording
from onrecord.web.asking import address
from onrecord.web.marking import cut_row

FILTERS = {
    "amount": wording.amount,
    "counted": wording.counted,
    "counted_as": wording.counted_as,
    "cut_row": cut_row,
    "day": wording.day,
    "file_name": wording.file_name,
    "language": wording.language,
    "lead": wording.lead,
    "measured": wording.measured,
    "path_to": lambda ident, kind: wording.path_to(kind, ident),
    "period": wording.period,
    "quantity": wording.quantity,
    "said": wording.said,
    "said_words": wording.said_words,
    "sentence": wording.sentence,
    "series_title": wording.series_title,
    "web_link": wording.web_link,
}


def make_environment() -> Environment:
    """Return the environment in which every page is written."""
    environment = Environment(
        loader=PackageLoader("onrecord.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=wording.shown,
    )
    environment.filters.update(FILTERS)
    environment.globals.update(address=address, wording=wording.wording, stretch=wording.stretch, urlencode=urlencode)
    return environment
