"""Reading: what the door's questions come to in SQL. Each takes a connection that holds a snapshot."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

from onrecord.errors import NotFoundError
from onrecord.ledger import load
from onrecord.ledger.views import ClaimView, Counts, Found
from onrecord.ledger.words import folded, marked, match, plain, read_query
from onrecord.types import Dated, Skip

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from sqlite3 import Connection

    from onrecord.ledger.views import ArticleRow, ClaimRow, Filters, StoryView
    from onrecord.ledger.words import Query
    from onrecord.types import Document, Link, Reading, Relation, Series

Values = dict[str, object]

# What each filter asks of a claim, or of its article. A date is compared as far as both sides are precise.
OF_CLAIM = {
    "kind": "claim.kind = :kind",
    "stance": "claim.stance = :stance",
    "measure": "EXISTS (SELECT 1 FROM figure WHERE figure.claim = claim.key AND figure.measure = :measure)",
    "origin": "claim.key IN ("
    "SELECT claim FROM step WHERE is_origin AND folded IN (SELECT value FROM json_each(:origin))"
    " UNION SELECT claim FROM step WHERE is_origin AND entity IN (SELECT value FROM json_each(:origin_entities)))",
    "place": "claim.key IN (SELECT claim FROM place WHERE folded IN (SELECT value FROM json_each(:place)))",
}
OF_ARTICLE = {
    "publisher": "article.folded IN (SELECT value FROM json_each(:publisher))",
    "since": "substr(article.date_published, 1, length(:since)) >= substr(:since, 1, length(article.date_published))",
    "until": "substr(article.date_published, 1, length(:until)) <= substr(:until, 1, length(article.date_published))",
    "article": "article.key = :article",
}
# Where the names lie that a filter's text is compared with.
NAMES = {
    "origin": "SELECT folded FROM step WHERE is_origin UNION ALL SELECT folded FROM entity"
    " UNION ALL SELECT folded FROM alias",
    "publisher": "SELECT folded FROM article",
    "place": "SELECT folded FROM place",
}

CLAIMS = "claim JOIN article ON article.key = claim.article"
ORIGINS = (
    "SELECT coalesce(entity.name, step.name) AS origin, count(*) FROM step LEFT JOIN entity ON entity.key = step.entity"
    " WHERE is_origin GROUP BY coalesce(entity.id, step.folded)"
)

# How much a word counts by where it stands: evidence, sentence, source, place, headline, publisher.
RANK = "bm25(claim_words, 6.0, 3.0, 4.0, 2.0, 1.5, 1.0)"
# With fewer claims than this that hold all the words, those that hold any are listed after them.
FEW = 8
NEWEST = "article.date_published DESC, article.key, claim.start, claim.key"
MOST = 2**31

KINDS = {
    "document": ("sha256:", "onrecord search lists what the ledger holds"),
    "article": ("article:", "find its id with onrecord search"),
    "claim": ("claim:", "find its id with onrecord search"),
    "series": ("series:", "find its id with onrecord series"),
    "story": ("story:", "find it in the list of stories"),
}


def find_key(database: Connection, kind: str, ident: str) -> int:
    """Return the key of the one record of `kind` whose id is `ident` or begins so; "claim:" may be left out."""
    prefix, remedy = KINDS[kind]
    asked = plain(ident)
    begun = asked if asked.startswith(prefix) else prefix + asked
    whole = database.execute(f"SELECT key FROM {kind} WHERE id IN (?, ?)", (asked, begun)).fetchone()
    if whole:
        return int(whole[0])
    near = database.execute(
        f"SELECT key, id FROM {kind} WHERE id >= ? AND id < ? ORDER BY id LIMIT 4",
        (begun, begun + "\U0010ffff"),
    ).fetchall()
    if len(near) == 1 and begun != prefix:
        return int(near[0]["key"])
    if not near or begun == prefix:
        raise NotFoundError(_shown(ident), problem=f"the ledger holds no such {kind}", remedy=remedy)
    some = ", ".join(row["id"] for row in near[:3]) + (", …" if len(near) > 3 else "")
    raise NotFoundError(_shown(ident), problem=f"more than one {kind} begins so ({some})", remedy="give more of the id")


def counts(database: Connection) -> Counts:
    """Count what is held."""
    row = database.execute(
        "SELECT (SELECT count(*) FROM document), (SELECT count(*) FROM article),"
        " (SELECT count(*) FROM claim WHERE kind = 'statement'), (SELECT count(*) FROM claim WHERE kind = 'figure'),"
        f" (SELECT count(*) FROM ({ORIGINS})), (SELECT count(DISTINCT publisher) FROM article),"
        " (SELECT count(*) FROM link), (SELECT count(*) FROM series), (SELECT count(*) FROM story),"
        " (SELECT count(*) FROM skip)"
    ).fetchone()
    return Counts(*row)


def document(database: Connection, ident: str) -> Document:
    """Load one document."""
    key = find_key(database, "document", ident)
    return load.documents(database, [key])[key]


def reading(database: Connection, ident: str) -> Reading:
    """Load one article with its document and claims."""
    return next(load.readings(database, [find_key(database, "article", ident)]))


def dates(database: Connection) -> tuple[Dated, ...]:
    """Load the days of all articles."""
    rows = database.execute(
        "SELECT article.id, date_published, captured_at FROM article JOIN document ON document.key = article.document"
    )
    return tuple(Dated(*row) for row in rows)


def names(database: Connection, wanted: Sequence[str]) -> frozenset[str]:
    """Load the names in the chains of some articles, and of the bodies for whom those named in them speak."""
    steps = (
        "step JOIN claim ON claim.key = step.claim JOIN article ON article.key = claim.article"
        " WHERE article.id IN (SELECT value FROM json_each(:keys))"
    )
    rows = load.select(
        database,
        f"SELECT step.name FROM {steps} UNION SELECT organization FROM office"
        f" WHERE organization NOT NULL AND entity IN (SELECT step.entity FROM {steps})",
        [plain(ident) for ident in wanted],
    )
    return frozenset(row[0] for row in rows)


def readings(database: Connection, wanted: Sequence[str] | None) -> Iterator[Reading]:
    """Yield articles with their claims, by document id and position."""
    among = "1" if wanted is None else "article.id IN (SELECT value FROM json_each(:ids))"
    rows = database.execute(
        "SELECT article.key FROM article JOIN document ON document.key = article.document"
        f' WHERE {among} ORDER BY document.id, article."start", article.key',
        {"ids": json.dumps([plain(ident) for ident in wanted or ()])},
    ).fetchall()
    return load.readings(database, (row[0] for row in rows))


def claim(database: Connection, ident: str) -> ClaimView:
    """Load one claim with its article, its links and its series."""
    key = find_key(database, "claim", ident)
    (article,) = database.execute("SELECT article FROM claim WHERE key = ?", (key,)).fetchone()
    found = [*load.links(database, 'link."left" = :key OR link."right" = :key', {"key": key})]
    others = [right if left == key else left for _, left, right in found]
    rows = load.claim_rows(database, [key, *others])
    held = database.execute("SELECT DISTINCT series FROM observation WHERE claim = ? ORDER BY series", (key,))
    return ClaimView(
        row=rows[0],
        reading=next(load.readings(database, [article])),
        links=tuple((link, row) for (link, _, _), row in zip(found, rows[1:], strict=True)),
        series=load.series(database, [row[0] for row in held]),
    )


def claim_rows(database: Connection, idents: Sequence[str]) -> tuple[ClaimRow, ...]:
    """Load claims as lists show them."""
    return load.claim_rows(database, [find_key(database, "claim", ident) for ident in idents])


def story(database: Connection, ident: str) -> StoryView:
    """Load one story with its places and differences."""
    key = find_key(database, "story", ident)
    return load.story_views(database, load.stories(database, key))[0]


def articles(database: Connection, filters: Filters, limit: int, offset: int) -> tuple[tuple[ArticleRow, ...], int]:
    """Load a page of the articles that meet the filters, newest first, and count them all."""
    values = _values(database, filters)
    where = _where(values, OF_ARTICLE)
    if asked := [condition for name, condition in OF_CLAIM.items() if name in values]:
        where += f" AND EXISTS (SELECT 1 FROM claim WHERE claim.article = article.key AND {' AND '.join(asked)})"
    (total,) = database.execute(f"SELECT count(*) FROM article WHERE {where}", values).fetchone()
    page = database.execute(
        f"SELECT key FROM article WHERE {where} ORDER BY date_published DESC, key LIMIT :limit OFFSET :offset",
        values | _page(limit, offset),
    )
    keys = [row[0] for row in page]
    found = load.article_rows(database, keys)
    return tuple(found[key] for key in keys), total


def search(database: Connection, words: str, filters: Filters, limit: int, offset: int) -> Found:
    """Find claims by words, best first, or without words list them, newest first."""
    query = read_query(words)
    values = _values(database, filters)
    if not query and words.strip():
        return Found((), 0)  # nothing but signs: no claim has them as words
    where = _where(values, OF_CLAIM | OF_ARTICLE)
    if not query:
        return _page_of(database, f"{CLAIMS} WHERE {where}", NEWEST, values | _page(limit, offset))
    return _ranked(database, query, where, values | _page(limit, offset))


def series(database: Connection, filters: Filters, least: int) -> tuple[Series, ...]:
    """Load the series that hold a claim that meets the filters, longest first."""
    values = _values(database, filters)
    about = {name: condition for name, condition in (OF_CLAIM | OF_ARTICLE).items() if name != "place"}
    where = _where(values, {"place": "series.folded IN (SELECT value FROM json_each(:place))"})
    held = f"SELECT claim.key FROM {CLAIMS} WHERE claim.key = observation.claim AND {_where(values, about)}"
    rows = database.execute(
        "SELECT series.key, (SELECT count(*) FROM observation WHERE series = series.key) AS long FROM series"
        f" WHERE {where} AND EXISTS (SELECT 1 FROM observation WHERE series = series.key AND EXISTS ({held}))"
        " AND long >= :least ORDER BY long DESC, series.id",
        values | {"least": least},
    )
    return load.series(database, [row[0] for row in rows])


def one_series(database: Connection, ident: str) -> Series:
    """Load one series."""
    return load.series(database, [find_key(database, "series", ident)])[0]


def origins(database: Connection, limit: int) -> tuple[tuple[str, int], ...]:
    """Count the claims of each origin, most first; an entity's names are one origin."""
    rows = database.execute(f"{ORIGINS} ORDER BY 2 DESC, 1 LIMIT ?", (limit,))
    return tuple((name, number) for name, number in rows)


def claims_by_entity(database: Connection) -> dict[str, int]:
    """Count the claims in whose chain each entity stands, by its id."""
    rows = database.execute(
        "SELECT entity.id, count(DISTINCT claim) FROM step JOIN entity ON entity.key = step.entity GROUP BY entity.key"
    )
    return dict(rows.fetchall())


def publishers(database: Connection, limit: int) -> tuple[tuple[str, int], ...]:
    """Count the articles of each publisher, most first."""
    rows = database.execute(
        "SELECT publisher, count(*) FROM article WHERE publisher IS NOT NULL"
        " GROUP BY publisher ORDER BY 2 DESC, 1 LIMIT ?",
        (limit,),
    )
    return tuple((name, number) for name, number in rows)


def links(database: Connection, relation: Relation | None) -> tuple[Link, ...]:
    """Load the links of one relation, or all."""
    found = load.links(database, "relation = :relation OR :relation IS NULL", {"relation": relation})
    return tuple(link for link, _, _ in found)


def skips(database: Connection) -> tuple[Skip, ...]:
    """Load what could not be used."""
    return tuple(Skip(*row) for row in database.execute("SELECT document, stage, reason FROM skip ORDER BY key"))


def known(database: Connection) -> frozenset[str]:
    """Return the ids of all documents held, or skipped whole."""
    rows = database.execute("SELECT id FROM document UNION SELECT document FROM skip WHERE document GLOB 'sha256:*'")
    return frozenset(row[0] for row in rows)


def _ranked(database: Connection, query: Query, where: str, values: Values) -> Found:
    """Rank the claims that hold all of the words, and where those are few the ones that hold any."""
    asked = values | {"all": match(query, "AND"), "any": match(query, "OR")}
    (few,) = database.execute(
        f"SELECT count(*) < {FEW} FROM (SELECT 1 FROM claim_words JOIN {CLAIMS}"
        f" WHERE claim.key = claim_words.rowid AND claim_words MATCH :all AND {where} LIMIT {FEW})",
        asked,
    ).fetchone()
    wanted = "any" if few and len(query) > 1 else "all"
    first = (
        "claim.key IN (SELECT rowid FROM claim_words WHERE claim_words MATCH :all) DESC, " if wanted == "any" else ""
    )
    found = _page_of(
        database,
        f"(SELECT rowid, {RANK} AS worth FROM claim_words WHERE claim_words MATCH :{wanted}) AS hit"
        f" JOIN {CLAIMS} WHERE claim.key = hit.rowid AND {where}",
        f"{first}worth, {NEWEST}",
        asked,
    )
    return Found(tuple(replace(row, marked=marked(row.words, query)) for row in found.rows), found.total)


def _page_of(database: Connection, source: str, order: str, values: Values) -> Found:
    (total,) = database.execute(f"SELECT count(*) FROM {source}", values).fetchone()
    page = database.execute(f"SELECT claim.key FROM {source} ORDER BY {order} LIMIT :limit OFFSET :offset", values)
    return Found(load.claim_rows(database, [row[0] for row in page]), total)


def _page(limit: int, offset: int) -> dict[str, int]:
    return {"limit": min(max(limit, 0), MOST), "offset": min(max(offset, 0), MOST)}


def _where(values: Values, conditions: dict[str, str]) -> str:
    return " AND ".join(["1", *(condition for name, condition in conditions.items() if name in values)])


def _values(database: Connection, filters: Filters) -> Values:
    """Return the values of the filters that are set, names resolved to those that the ledger holds."""
    values: Values = {}
    for name in OF_CLAIM | OF_ARTICLE:
        asked = getattr(filters, name)
        if asked is None:
            continue
        values[name] = plain(asked)
        if name == "article":
            values[name] = find_key(database, "article", asked)
        if name in NAMES:
            names = _names_like(database, NAMES[name], folded(asked))
            values[name] = json.dumps(_with_parts(database, names) if name == "place" else names)
        if name == "origin":
            values["origin_entities"] = json.dumps(_entities_named(database, names))
    return values


def _names_like(database: Connection, held: str, asked: str) -> list[str]:
    """Return `asked` when a name is just so, or else the names that hold it as whole words."""
    if database.execute(f"SELECT 1 FROM ({held}) WHERE folded = ?", (asked,)).fetchone():
        return [asked]
    rows = database.execute(
        f"SELECT DISTINCT folded FROM ({held}) WHERE instr(' ' || folded || ' ', ?)", (f" {asked} ",)
    )
    return [row[0] for row in rows]


def _entities_named(database: Connection, names: list[str]) -> list[int]:
    rows = load.select(
        database,
        "SELECT key FROM entity WHERE folded IN (SELECT value FROM json_each(:keys))"
        " UNION SELECT entity FROM alias WHERE folded IN (SELECT value FROM json_each(:keys))",
        names,
    )
    return [row[0] for row in rows]


def _with_parts(database: Connection, names: list[str]) -> list[str]:
    """Add to the names of countries those of the places in them."""
    rows = load.select(
        database,
        "SELECT DISTINCT folded FROM place WHERE country_code IN (SELECT country_code FROM place"
        " WHERE precision = 'country' AND folded IN (SELECT value FROM json_each(:keys)))",
        names,
    )
    return list(dict.fromkeys([*names, *(row[0] for row in rows)]))


def _shown(ident: str) -> str:
    """Return an id as an error may print it, whatever was given as one."""
    told = "".join(sign if sign.isprintable() else "?" for sign in ident[:60])
    return told + "…" if len(ident) > 60 else told or "(no id)"
