"""The application: which address shows which page. Everything is read through the one door to the ledger."""
# No `from __future__ import annotations` here: litestar reads the annotations of handlers at run time.

from functools import partial
from pathlib import Path
from typing import Any

from litestar import HttpMethod, Litestar, Request, Response, route
from litestar.datastructures import State
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.plugins.jinja import JinjaTemplateEngine
from litestar.response import Template
from litestar.static_files import create_static_files_router
from litestar.template.config import TemplateConfig
from markupsafe import Markup

from onrecord.ledger import Ledger
from onrecord.records import claim_record, reading_records, series_record
from onrecord.types import MEASURES, RELATIONS, STANCES, Reading
from onrecord.web import charts, failing, pages, points, taking
from onrecord.web.asking import QueryError, filters_asked, read_filters, read_paging, read_words
from onrecord.web.guard import HostMiddleware, PathMiddleware, add_headers
from onrecord.web.marking import around, elsewhere, read_passages
from onrecord.web.templating import make_environment

Book = NamedDependency[Ledger]
Ident = FromPath[str]
Asked = Request[Any, Any, Any]

# Every page may be asked for its head alone, as link checkers and curl -I do.
shown = partial(route, http_method=(HttpMethod.GET, HttpMethod.HEAD), sync_to_thread=True)

RESULTS, ROWS, PAIRS = 20, 50, 10  # entries on a page of each kind of list


def make_app(path: Path, *, loopback: bool = True) -> Litestar:
    """Return the application that shows the ledger at `path`; with `loopback`, only to this machine by its own name."""
    ledger = Ledger.open(path, create=False)
    environment = make_environment()
    environment.globals.update(ledger_name=path.name, spark=points.spark)
    handlers = [
        overview,
        search,
        articles,
        article,
        claim,
        every_series,
        series,
        links,
        stories,
        story,
        entities,
        skips,
    ]
    takeaways = [article_json, claim_json, series_json, series_csv, chart_file]
    static = create_static_files_router("/static", [Path(__file__).parent / "static"])
    return Litestar(
        route_handlers=[*handlers, *takeaways, static],
        state=State({"ledger": ledger}),
        dependencies={"ledger": Provide(lambda: ledger, sync_to_thread=False)},
        template_config=TemplateConfig(instance=JinjaTemplateEngine.from_environment(environment)),
        middleware=[PathMiddleware(), *([HostMiddleware()] if loopback else [])],
        before_send=[add_headers],
        exception_handlers=failing.HANDLERS,
        on_shutdown=[ledger.close],
        openapi_config=None,
        logging_config=None,
    )


@shown("/")
def overview(ledger: Book) -> Template:
    """Show what the ledger holds."""
    return Template("overview.html", context={"told": pages.overview(ledger)})


@shown("/search")
def search(request: Asked, ledger: Book) -> Template:
    """Show the claims that hold the words asked for."""
    asked = dict(request.query_params)
    filters, words, paging = read_filters(asked), read_words(asked), read_paging(asked, RESULTS)
    context = {
        "words": words,
        "asked": filters_asked(filters),
        "found": ledger.search(words, filters, limit=paging.size, offset=paging.offset),
        "paging": paging,
        "measures": MEASURES,
        "stances": STANCES,
        "names": pages.names(ledger),
    }
    return Template("search.html", context=context)


@shown("/articles")
def articles(request: Asked, ledger: Book) -> Template:
    """List the articles, newest first."""
    asked = dict(request.query_params)
    filters, paging = read_filters(asked), read_paging(asked, ROWS)
    rows, total = ledger.articles(filters, limit=paging.size, offset=paging.offset)
    context = {
        "rows": rows,
        "total": total,
        "asked": filters_asked(filters),
        "paging": paging,
        "names": pages.names(ledger),
    }
    return Template("articles.html", context=context)


@shown("/articles/{ident:str}")
def article(request: Asked, ledger: Book, ident: Ident) -> Template:
    """Show an article with its evidence marked; `?claim=` picks out the parts of one claim."""
    reading = ledger.reading(ident)
    focus = _place_of(request.query_params.get("claim"), reading)
    return Template("article.html", context={"reading": reading, "passages": read_passages(reading), "focus": focus})


@shown("/claims/{ident:str}")
def claim(ledger: Book, ident: Ident) -> Template:
    """Show one claim: its evidence, its chain, its fields, and the claims linked to it."""
    view = ledger.claim(ident)
    told, reading = view.row.claim, view.reading
    place = reading.claims.index(told)
    passages = read_passages(reading, place)
    near = around(passages, place)
    context = {
        "view": view,
        "claim": told,
        "text": reading.document.text,
        "place": place,
        "passages": near,
        "elsewhere": elsewhere(passages, near, (each.span for each in told.figure.shown) if told.figure else ()),
        "links": pages.grouped_links(view),
        "record": taking.pretty(claim_record(told, reading.document.text)),
    }
    return Template("claim.html", context=context)


@shown("/series")
def every_series(request: Asked, ledger: Book) -> Template:
    """List the series, longest first."""
    asked = dict(request.query_params)
    filters, paging = read_filters(asked), read_paging(asked, ROWS)
    found = pages.every_series(ledger, filters)
    context = {
        "found": paging.of(found),
        "total": len(found),
        "asked": filters_asked(filters),
        "paging": paging,
        "measures": MEASURES,
    }
    return Template("every_series.html", context=context)


@shown("/series/{ident:str}")
def series(ledger: Book, ident: Ident) -> Template:
    """Show one series as a chart and a table."""
    told = ledger.one_series(ident)
    drawn = points.chart_points(told)
    # The renderer escapes what the pages said; a test holds it to that.
    wide, narrow = (Markup(charts.chart_svg(told, look)) if drawn else None for look in (charts.WIDE, charts.NARROW))  # noqa: S704
    context = {"series": told, "wide": wide, "narrow": narrow, "drawn": drawn, "undrawn": points.undrawn(told)}
    return Template("series.html", context=context)


@shown("/links")
def links(request: Asked, ledger: Book) -> Template:
    """List pairs of claims that bear on each other."""
    asked = dict(request.query_params)
    held, paging = pages.links_by_relation(ledger), read_paging(asked, PAIRS)
    relation = read_words(asked, "relation") or next(iter(held), RELATIONS[0])
    if relation not in RELATIONS:
        known = ", ".join(RELATIONS)
        raise QueryError("relation", problem=f"there is no relation “{relation[:40]}”", remedy=f"choose one of {known}")
    found = held.get(relation, ())
    shown = pages.pairs(ledger, paging.of(found))
    context = {"relation": relation, "held": held, "pairs": shown, "total": len(found), "paging": paging}
    return Template("links.html", context=context)


@shown("/stories")
def stories(request: Asked, ledger: Book) -> Template:
    """List the stories, newest first."""
    paging = read_paging(dict(request.query_params), ROWS)
    found = ledger.stories()
    context = {"found": paging.of(found), "total": len(found), "paging": paging}
    return Template("stories.html", context=context)


@shown("/stories/{ident:str}")
def story(ledger: Book, ident: Ident) -> Template:
    """Show one story: its articles, and the claims on which they differ."""
    return Template("story.html", context=pages.story_page(ledger, ledger.story(ident)))


@shown("/entities")
def entities(request: Asked, ledger: Book) -> Template:
    """List the entities with their names."""
    asked = dict(request.query_params)
    words, paging = read_words(asked), read_paging(asked, 2 * ROWS)
    found = pages.entities(ledger, words)
    context = {
        "found": paging.of(found),
        "total": len(found),
        "words": words,
        "paging": paging,
    }
    return Template("entities.html", context=context)


@shown("/skips")
def skips(ledger: Book) -> Template:
    """List what could not be used, and why."""
    return Template("skips.html", context={"groups": pages.grouped_skips(ledger.skips())})


@shown("/articles/{ident:str}/records.json")
def article_json(ledger: Book, ident: Ident) -> Response[str]:
    """Give the records of an article and its claims."""
    return taking.json_response(list(reading_records(ledger.reading(ident))))


@shown("/claims/{ident:str}/record.json")
def claim_json(ledger: Book, ident: Ident) -> Response[str]:
    """Give the record of a claim."""
    view = ledger.claim(ident)
    return taking.json_response(claim_record(view.row.claim, view.reading.document.text))


@shown("/series/{ident:str}/record.json")
def series_json(ledger: Book, ident: Ident) -> Response[str]:
    """Give the record of a series."""
    return taking.json_response(series_record(ledger.one_series(ident)))


@shown("/series/{ident:str}/observations.csv")
def series_csv(ledger: Book, ident: Ident) -> Response[str]:
    """Give the observations of a series as a table."""
    told = ledger.one_series(ident)
    return taking.attached(taking.observations_csv(told), taking.file_name(told, "csv"), "text/csv; charset=utf-8")


@shown("/series/{ident:str}/chart/{kind:str}")
def chart_file(ledger: Book, ident: Ident, kind: FromPath[str]) -> Response[Any]:
    """Give the chart of a series as a file: svg, png, or vl.json, its Vega-Lite specification."""
    told = ledger.one_series(ident)
    return taking.chart_response(told, kind)


def _place_of(ident: str | None, reading: Reading) -> int | None:
    """Return the place of a claim in its article; an id that is not there picks out nothing."""
    return next((place for place, each in enumerate(reading.claims) if each.id == ident), None)
