"""Give the tables that become cards on a narrow screen what they need: heads in cells, and roles.

A stylesheet can show each row of a table as a block where the table has no room. Then the heads of
the columns are out of sight, so each cell carries its own; and browsers no longer tell screen
readers that it is a table, so its elements say so themselves.
"""

from __future__ import annotations

import html
import re
from dataclasses import field

from markupsafe import escape

from s55.records import dataclass

CARDS_CLASS = "cards"
"""The class by which a layout chooses a table."""
HEAD = "data-head"
"""The attribute of a cell with the words of its column's head."""

_STEP = re.compile(
    r"""
      <!--.*?-->
    | <(?P<end>/?)(?P<name>table|thead|tbody|tfoot|tr|th|td)\b(?P<rest>(?:[^>"']|"[^"]*"|'[^']*')*)>
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_CLASS = re.compile(r"""\sclass\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_SPAN = re.compile(r"""\scolspan\s*=\s*["']?(\d{1,3})""", re.IGNORECASE)
_ROLE = re.compile(r"\srole\s*=", re.IGNORECASE)
_OF_ROW = re.compile(r"""\sscope\s*=\s*["']?row""", re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")
_ROLES = {
    "table": "table",
    "thead": "rowgroup",
    "tbody": "rowgroup",
    "tfoot": "rowgroup",
    "tr": "row",
    "td": "cell",
}


@dataclass(slots=True)
class _Table:
    """A table that is open at a place of the page.

    Attributes:
        cards: whether its layout chose it.
        in_head: whether its head is open.
        column: the number of the next cell's column, from 0.
        heads: the words of the heads of its columns.
        head_begins: where the words of the last head begin in the page.
        head_column: the number of its first column.
    """

    cards: bool
    in_head: bool = False
    column: int = 0
    heads: list[str] = field(default_factory=list)
    head_begins: int = 0
    head_column: int = 0


def with_cards(page: str) -> str:
    """Write the column's head into each cell of the tables with the class ``cards``, and roles.

    The head is that of the last row of ``<thead>``. A cell that spans columns has the head of the
    first; one that spans rows is not known to the rows below.

    Args:
        page: the page, as its layout writes it.
    """
    if CARDS_CLASS not in page:
        return page
    open_tables: list[_Table] = []

    def step(found: re.Match[str]) -> str:
        name = (found["name"] or "").lower()
        if name == "table":
            return _table(found, open_tables)
        if not name or not open_tables or not open_tables[-1].cards:
            return found[0]
        if found["end"]:
            _ended(name, page[open_tables[-1].head_begins : found.start()], open_tables[-1])
            return found[0]
        return _begun(name, found, open_tables[-1])

    return _STEP.sub(step, page)


def _table(found: re.Match[str], open_tables: list[_Table]) -> str:
    """Open or close a table."""
    if found["end"]:
        if open_tables:
            open_tables.pop()
        return found[0]
    classes = _CLASS.search(found["rest"])
    named = next(filter(None, classes.groups()), "").split() if classes else []
    open_tables.append(_Table(CARDS_CLASS in named))
    return _with(found, role="table") if open_tables[-1].cards else found[0]


def _begun(name: str, found: re.Match[str], table: _Table) -> str:
    """Take note of an element of a table that begins, and write its start tag."""
    if name in ("th", "td"):
        return _cell(name, found, table)
    if name == "tr":
        table.column = 0
        if table.in_head:
            table.heads = []
    else:
        table.in_head = name == "thead"
    return _with(found, role=_ROLES[name])


def _cell(name: str, found: re.Match[str], table: _Table) -> str:
    span = _SPAN.search(found["rest"])
    columns, column = int(span[1]) if span else 1, table.column
    table.column += columns
    if table.in_head:
        table.head_begins, table.head_column = found.end(), len(table.heads)
        table.heads += [""] * columns
        return _with(found, role="columnheader" if name == "th" else "cell")
    of_row = name == "th" and _OF_ROW.search(found["rest"])
    role = "rowheader" if of_row else "columnheader" if name == "th" else "cell"
    head = table.heads[column] if column < len(table.heads) else ""
    return _with(found, role=role, head=head)


def _ended(name: str, words: str, table: _Table) -> None:
    """Keep the words of a head that ends, for all columns that it spans."""
    if name == "thead":
        table.in_head = False
    elif name in ("th", "td") and table.in_head:
        said = " ".join(html.unescape(_TAG.sub(" ", words)).split())
        table.heads[table.head_column :] = [said] * (len(table.heads) - table.head_column)


def _with(found: re.Match[str], *, role: str, head: str = "") -> str:
    """Write a start tag with a role, if it has none, and with the words of a head, if any."""
    more = "" if _ROLE.search(found["rest"]) else f' role="{role}"'
    more += f' {HEAD}="{escape(head)}"' if head else ""
    return f"<{found['name']}{found['rest']}{more}>"
