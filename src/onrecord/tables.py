"""Data tables: tab-separated rows with a comment on their source, loaded once, extensible by the user.

A table is a UTF-8 TSV file. Lines that begin with `#` are comments, the first other line names the
columns, empty cells are empty strings. Rules are rows too (STYLE, rule 6).
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from onrecord.errors import TableError

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, str]


def parse_table(text: str, where: object) -> tuple[Row, ...]:
    r"""Read the rows of a table's `text`; `where` names it in errors.

    >>> parse_table("# invented\nword\tmeasure\nkilled\tkilled\n", "measures.tsv")
    ({'word': 'killed', 'measure': 'killed'},)
    """
    columns: list[str] | None = None
    rows: list[Row] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if columns is None:
            columns = cells
            continue
        if len(cells) > len(columns):
            raise TableError(
                f"{where}:{number}",
                problem=f"the row has {len(cells)} cells for {len(columns)} columns",
                remedy="separate cells by single tabs, as in the first row",
            )
        cells += [""] * (len(columns) - len(cells))
        rows.append(dict(zip(columns, cells, strict=True)))
    return tuple(rows)


@cache
def load_table(package: str, name: str) -> tuple[Row, ...]:
    """Load the table `name` that ships in the `tables` folder of `package`, once per process."""
    resource = files(package).joinpath("tables", name)
    return parse_table(resource.read_text(encoding="utf-8"), f"{package}/tables/{name}")


def load_user_table(path: Path) -> tuple[Row, ...]:
    """Load a user's own table, or say in one line why it cannot be used."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise TableError(
            path,
            problem=f"the table cannot be read ({getattr(error, 'strerror', None) or 'not UTF-8'})",
            remedy="give a UTF-8 file of tab-separated rows",
        ) from error
    return parse_table(text, path)
