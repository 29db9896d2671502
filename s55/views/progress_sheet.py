"""Build the sheet that people fill in: a row for each item, its state, and cells for what is new.

What is filled into a row is one new entry of the item's record of progress. The sheet leaves the
office: nothing that is for the office alone is in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from enum import Enum

from s55.model.dates import in_words
from s55.model.office import Settings
from s55.model.progress import ItemMark, ItemStatus
from s55.office.cases import Case
from s55.office.items import TrackedItem, of_all
from s55.records import dataclass
from s55.richtext.markdown import blocks_of
from s55.templating.list_words import named
from s55.templating.register_manifest import ProgressSheetWords, RegisterManifest, RegisterWords
from s55.templating.wording import Wording
from s55.views.lists import ProgressWording
from s55.views.plain_text import in_lines


class ColumnUse(Enum):
    """What a column of the sheet is for."""

    FIXED = "said by the draft, and only changed with it"
    STATE = "said by the records on the day of the sheet"
    TEXT = "to be filled in with a line"
    DAY = "to be filled in with a date"
    STATUS = "to be filled in from the list of statuses"
    MARK = "to be filled in from the list of marks"


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column of the sheet.

    Attributes:
        key: its name, also that of its heading among the words.
        width: how wide it is, in characters.
        use: what it is for.
    """

    key: str
    width: float
    use: ColumnUse

    @property
    def is_filled_in(self) -> bool:
        """Whether people fill it in."""
        return self.use not in (ColumnUse.FIXED, ColumnUse.STATE)


PROGRESS_COLUMNS = (
    SheetColumn("identity", 20, ColumnUse.FIXED),
    SheetColumn("report", 26, ColumnUse.FIXED),
    SheetColumn("item", 18, ColumnUse.FIXED),
    SheetColumn("text", 48, ColumnUse.FIXED),
    SheetColumn("owner", 18, ColumnUse.STATE),
    SheetColumn("due", 12, ColumnUse.STATE),
    SheetColumn("status", 15, ColumnUse.STATE),
    SheetColumn("mark", 11, ColumnUse.STATE),
    SheetColumn("updated", 12, ColumnUse.STATE),
    SheetColumn("new_status", 17, ColumnUse.STATUS),
    SheetColumn("new_mark", 13, ColumnUse.MARK),
    SheetColumn("new_day", 12, ColumnUse.DAY),
    SheetColumn("new_note", 30, ColumnUse.TEXT),
    SheetColumn("new_evidence", 22, ColumnUse.TEXT),
    SheetColumn("new_owner", 18, ColumnUse.TEXT),
    SheetColumn("new_due", 12, ColumnUse.DAY),
    SheetColumn("new_superseded_by", 16, ColumnUse.TEXT),
    SheetColumn("note", 28, ColumnUse.STATE),
    SheetColumn("draft", 18, ColumnUse.FIXED),
    SheetColumn("force", 22, ColumnUse.FIXED),
)
"""The columns, from left to right."""
OF_MARKS = frozenset({"mark", "new_mark"})
"""Those of an office that marks items."""
WITHOUT_MARKS = tuple(column for column in PROGRESS_COLUMNS if column.key not in OF_MARKS)
"""The columns of an office that does not."""
STATE_KEYS = ("state_status", "state_superseded_by", "state_owner", "state_due")
"""What the records say of an item, beside what the columns show."""


@dataclass(frozen=True, slots=True)
class ItemState:
    """What the records say of an item, as far as a new entry can say something else.

    Attributes:
        status: how far the force is; None where nothing is recorded.
        superseded_by: the item in its place; None where none is named.
        owner: who sees to it; None where nobody is named.
        due: the day by which the force means to have done it; None where none is set.
    """

    status: ItemStatus | None = None
    superseded_by: str | None = None
    owner: str | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class SheetPlace:
    """An item, of one force where the report concerns several, before its row is written.

    Attributes:
        tracked: the item.
        force: the force, where there are several; else None.
    """

    tracked: TrackedItem
    force: str | None

    @property
    def identity(self) -> str:
        """Give what its row is known by: 'peel-2025 R2', 'joint-2025 R2 [Suffolk Constabulary]'."""
        of_force = f" [{self.force}]" if self.force else ""
        return f"{self.tracked.case.name} {self.tracked.reference}{of_force}"

    @property
    def is_open(self) -> bool:
        """Whether something is left to do, for this force."""
        status = self.tracked.status_of(self.force)
        return self.tracked.is_open and (status is None or status.is_open)


@dataclass(frozen=True, slots=True)
class SheetItem(SheetPlace):
    """An item with what its row of the sheet shows.

    Attributes:
        state: what the records say of it.
        values: what the columns show that nobody fills in, by their keys.
    """

    state: ItemState
    values: dict[str, str | date | None]


@dataclass(frozen=True, slots=True)
class ProgressSheet:
    """The sheet, with the words around it.

    Attributes:
        title: the title of a file that holds it alone.
        author: the office.
        dated: the day as on which it is made.
        rows: the items.
        columns: without those of marks where no item has one.
        statuses: the word for each status.
        marks: the words for the marks.
        words: the words of the set.
        instructions: how it is filled in, each a paragraph.
        cut: the end of a text that is too long for a cell.
    """

    title: str
    author: str
    dated: date
    rows: tuple[SheetItem, ...]
    columns: tuple[SheetColumn, ...]
    statuses: dict[str, ItemStatus]
    marks: tuple[str, ...]
    words: ProgressSheetWords
    instructions: tuple[str, ...]
    cut: str


def progress_sheet_of(
    items: Sequence[SheetItem],
    settings: Settings,
    manifest: RegisterManifest,
    today: date,
    by: date | None = None,
) -> ProgressSheet:
    """Build the sheet of these items, in their order.

    Args:
        items: the items.
        settings: the office's settings.
        manifest: the template set's, for its words.
        today: the current day in Europe/London.
        by: the day by which it is asked for; None where it is asked for on no day.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words = manifest.labels.progress_sheet
    fill = sheet_wording(settings, manifest, today).fill
    asked = () if by is None else (fill(words.by, by=in_words(by, manifest.language)),)
    is_marked = any(one.tracked.mark for one in items)
    return ProgressSheet(
        title=fill(words.title),
        author=settings.office.name,
        dated=today,
        rows=tuple(items),
        columns=PROGRESS_COLUMNS if is_marked else WITHOUT_MARKS,
        statuses=status_words(manifest),
        marks=tuple(mark_words(manifest)),
        words=words,
        instructions=(*asked, *(fill(one) for one in words.instructions)),
        cut=manifest.labels.cut,
    )


def sheet_wording(settings: Settings, manifest: RegisterManifest, today: date) -> Wording:
    """Give what fills in the words of the sheet and of its note."""
    values = {
        "office": settings.office,
        "force": settings.force,
        "today": in_words(today, manifest.language),
        "sheet": manifest.labels.progress_sheet.sheet,
    }
    return Wording(values, f"manifest of {manifest.name}")


def status_words(manifest: RegisterManifest) -> dict[str, ItemStatus]:
    """Give each status by the set's word for it, in the order of the list to choose from."""
    return {named(status, manifest.labels.statuses): status for status in ItemStatus}


def mark_words(manifest: RegisterManifest) -> dict[str, ItemMark]:
    """Give each mark by the set's word for it, in the order of the list to choose from."""
    return {named(mark, manifest.labels.marks): mark for mark in ItemMark}


def sheet_places(cases: Iterable[Case], *, every: bool = False) -> list[SheetPlace]:
    """List what can be filled in: every item that applies, once for each of several forces.

    Args:
        cases: the reports and the state of their responses.
        every: whether items that do not apply, or live on in another response, are listed too.
    """
    return [
        SheetPlace(tracked, force)
        for tracked in of_all(cases)
        if every or (tracked.applies and not tracked.case.is_replaced)
        for force in _forces(tracked)
    ]


def sheet_items(
    cases: Iterable[Case], manifest: RegisterManifest, *, every: bool = False
) -> list[SheetItem]:
    """List what can be filled in, as :func:`sheet_places` does, each with the row of its sheet."""
    return sheet_rows(sheet_places(cases, every=every), manifest)


def sheet_rows(places: Iterable[SheetPlace], manifest: RegisterManifest) -> list[SheetItem]:
    """Write the rows of a sheet.

    Args:
        places: the items.
        manifest: the template set's, for its words.
    """
    words = manifest.labels
    fill = Wording({}, f"manifest of {manifest.name}").fill
    spoken = ProgressWording(words.statuses, fill, manifest.language)

    def standing(place: SheetPlace) -> str:
        if place.force is None:
            return spoken.of(place.tracked) or words.not_recorded
        return named(place.tracked.status_of(place.force), words.statuses, words.not_recorded)

    return [_sheet_item(one, words, standing(one)) for one in places]


def shown_of(item: SheetItem) -> dict[str, str]:
    """Give what a sheet shows and says of an item, by which a change is known when it comes back.

    Dates are written like 2026-11-20; the keys are those of the columns, and :data:`STATE_KEYS`.
    """
    state = item.state
    status = state.status.value if state.status else None
    said = (status, state.superseded_by, state.owner, state.due)
    values = {**item.values, **dict(zip(STATE_KEYS, said, strict=True))}
    return {
        key: value.isoformat() if isinstance(value, date) else value or ""
        for key, value in values.items()
    }


def _forces(tracked: TrackedItem) -> Sequence[str | None]:
    forces = tracked.case.response.inspection.forces
    return forces if len(forces) > 1 else (None,)


def _sheet_item(place: SheetPlace, words: RegisterWords, standing: str) -> SheetItem:
    tracked, force = place.tracked, place.force
    inspection, latest = tracked.case.response.inspection, tracked.latest_of(force)
    status = tracked.status_of(force)
    is_superseded = latest is not None and status is ItemStatus.SUPERSEDED
    return SheetItem(
        tracked=tracked,
        force=force,
        state=ItemState(
            status=status,
            superseded_by=latest.superseded_by if latest and is_superseded else None,
            owner=tracked.owner,
            due=tracked.target,
        ),
        values={
            "identity": place.identity,
            "report": inspection.title,
            "item": " ".join(filter(None, (named(tracked.kind, words.kinds), tracked.name.number))),
            "text": in_lines(blocks_of(tracked.item.text)),
            "owner": tracked.owner or "",
            "due": tracked.due,
            "status": standing,
            "mark": named(tracked.mark, words.marks),
            "updated": latest.date if latest else None,
            "note": (latest and latest.note) or "",
            "draft": tracked.case.name,
            "force": force or "; ".join(inspection.forces),
        },
    )
