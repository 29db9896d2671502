"""Read tables with a label in each row: 'Recommendation 3' beside what is asked, 'By when', 'Who'.

Such a table may be about one item or about several; a label of an item, or one that comes again,
begins the next.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import field, replace

from s55.importers.cells import cell_blocks
from s55.importers.reports import words
from s55.importers.reports.facts.dates import time_of
from s55.importers.reports.findings import Certainty, FoundItem, ReportItemKind
from s55.importers.reports.forms.fields import completed
from s55.importers.reports.forms.heads import held_by
from s55.importers.reports.outline import Part
from s55.records import dataclass
from s55.richtext.nodes import LineBreak, Text, plain

_ITEM, _WHAT, _NUMBER = "item", "what", "number"
_FEWEST = 4
"""Words of what is asked at the least."""
_LONGEST_LABEL = 90
"""Characters of the longest label."""


@dataclass(slots=True)
class _Group:
    """The rows of one item, by what their labels are."""

    heading: words.ItemHeading | None = None
    rows: dict[str, Part] = field(default_factory=dict)

    @property
    def asked(self) -> Part | None:
        """The row with what is asked."""
        return self.rows.get(_WHAT) or self.rows.get(_ITEM)

    def ends_before(self, label: str) -> bool:
        """Whether a row with this label is of the next item."""
        return label in self.rows


def items_beside_labels(rows: Sequence[Part], kind: ReportItemKind | None) -> tuple[FoundItem, ...]:
    """Read the items of a table all of whose rows have a label; () for any other table.

    Args:
        rows: of the table.
        kind: of the items, where their labels do not say it; None where nothing does.
    """
    if any(len(row.block.cells) != 2 for row in rows):
        return ()
    rows = _continued(rows)
    labels = [_label(row) for row in rows]
    if (
        not labels[0]
        and len(rows) > 1
        and all(len(plain(cell)) <= _LONGEST_LABEL for cell in rows[0].block.cells)
    ):
        rows, labels = rows[1:], labels[1:]  # the heads of the two columns
    if not all(labels) or not {_ITEM, _WHAT} & {*labels}:
        return ()
    groups = _groups(rows, labels)
    made = [item for group in groups if (item := _item(group, kind)) is not None]
    return tuple(made) if len(made) == len(groups) else ()


def _continued(rows: Sequence[Part]) -> list[Part]:
    """Put what stands beside no label, as on the next page, into the row before."""
    made: list[Part] = []
    for row in rows:
        label, said = row.block.cells
        if not made or plain(label).strip():
            made.append(row)
            continue
        first, before = made[-1].block.cells
        joint = Text(" ") if plain(said)[:1].islower() else LineBreak()
        cells = (first, (*before, joint, *said))
        made[-1] = replace(made[-1], block=replace(made[-1].block, cells=cells))
    return made


def _label(row: Part) -> str:
    said = " ".join(plain(row.block.cells[0]).split())
    if not said or len(said) > _LONGEST_LABEL:
        return ""
    return _ITEM if words.item_heading(said) else held_by(said)


def _groups(rows: Sequence[Part], labels: Sequence[str]) -> list[_Group]:
    groups = [_Group()]
    for row, label in zip(rows, labels, strict=True):
        if groups[-1].ends_before(label):
            groups.append(_Group())
        groups[-1].rows[label] = row
        if label == _ITEM:
            groups[-1].heading = words.item_heading(plain(row.block.cells[0]))
    return groups


def _item(group: _Group, kind: ReportItemKind | None) -> FoundItem | None:
    """Make the item of a group; None where it does not say what is asked."""
    asked = group.asked
    kind = group.heading.kind if group.heading else kind
    if asked is None or kind is None or len(plain(asked.block.cells[1]).split()) < _FEWEST:
        return None
    blocks = cell_blocks(asked.block.cells[1], asked.block)
    due_words, due = time_of(_said(group, "when"))
    made = FoundItem(
        kind=kind,
        blocks=tuple(blocks),
        number=_number(group),
        under=asked.above,
        addressee=_said(group, "who"),
        due_words=due_words,
        due=due,
        certainty=Certainty.LIKELY,
    )
    return completed(made)


def _said(group: _Group, label: str) -> str:
    row = group.rows.get(label)
    return " ".join(plain(row.block.cells[1]).split()) if row else ""


def _number(group: _Group) -> str:
    if group.heading and group.heading.number:
        return group.heading.number
    return re.sub(r"\s|[.)]+\s*$", "", _said(group, _NUMBER))
