"""Take the rows of a form as a sheet that was filled in, so that both are read in one way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from s55.records import dataclass
from s55.returns.sheets.cells import IDENTITY, CellRow
from s55.returns.sheets.filled_in import Base, FilledSheet, folded
from s55.templating.register_manifest import RegisterManifest
from s55.views.progress_sheet import mark_words, status_words


@dataclass(frozen=True, slots=True)
class TypedRow:
    """A row of a form.

    Attributes:
        number: its number, from 1.
        identity: of the item.
        typed: what was filled in, by the keys of the columns.
        shown: what the form showed of the item, as :func:`s55.views.progress_sheet.shown_of` has
            it.
    """

    number: int
    identity: str
    typed: Mapping[str, str]
    shown: Mapping[str, str]


def typed_sheet(
    rows: Sequence[TypedRow], headings: Mapping[str, str], manifest: RegisterManifest
) -> FilledSheet:
    """Make the sheet.

    Args:
        rows: the rows.
        headings: what the form calls the columns that are filled in, by their keys.
        manifest: of the register's template set, for its words for statuses and marks.
    """
    columns = {key: place for place, key in enumerate([IDENTITY, *headings])}
    return FilledSheet(
        columns=columns,
        headings=headings,
        statuses={folded(word): one for word, one in status_words(manifest).items()},
        marks={folded(word): one for word, one in mark_words(manifest).items()},
        rows=tuple(
            CellRow(
                one.number,
                {columns[IDENTITY]: one.identity}
                | {columns[key]: text for key, text in one.typed.items() if key in columns},
            )
            for one in rows
        ),
        base=Base(rows={one.identity: one.shown for one in rows}),
        problems=(),
    )
