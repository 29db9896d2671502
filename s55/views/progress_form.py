"""Build the Word form that people fill in: the sheet's items one below the other, with places.

What is filled in below an item is one new entry of its record of progress, as in a row of the
sheet. The form leaves the office: nothing that is for the office alone is in it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date

from s55.model.dates import in_words
from s55.model.office import Settings
from s55.records import dataclass
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Quote
from s55.templating.register_manifest import RegisterManifest
from s55.templating.wording import Wording
from s55.views.fields import (
    LONGEST_TITLE,
    SECTION_LEVEL,
    BlockField,
    PlaceField,
    PlaceKind,
    places_as_sent,
)
from s55.views.progress_sheet import (
    ColumnUse,
    ProgressSheet,
    SheetColumn,
    SheetItem,
    mark_words,
    sheet_wording,
)

_FACTS = ("owner", "due", "status", "mark", "updated", "note")
"""The columns of the sheet whose values stand below an item's text."""
_KINDS = {
    ColumnUse.STATUS: PlaceKind.CHOICE,
    ColumnUse.MARK: PlaceKind.CHOICE,
    ColumnUse.DAY: PlaceKind.DATE,
    ColumnUse.TEXT: PlaceKind.LINE,
}


@dataclass(frozen=True, slots=True)
class FormFact:
    """What is known of an item.

    Attributes:
        label: what it is, for example “Owner:”.
        value: what is known.
    """

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class ProgressFormItem:
    """An item of the form.

    Attributes:
        heading: its place in the form, its kind and its number.
        report: the title of the report; of several forces, with the force.
        text: what the report says.
        facts: what is known of it, its id among it.
        places: what can be filled in.
    """

    heading: str
    report: str
    text: BlockField
    facts: tuple[FormFact, ...]
    places: tuple[PlaceField, ...]


@dataclass(frozen=True, slots=True)
class ProgressFormView:
    """Everything a layout can show of the form.

    Attributes:
        language: of its words (BCP 47), for example ``en-GB``.
        document_title: the title of the file.
        title: the title line.
        author: the office, as the author of the file.
        dated: the day on which the form was made.
        guide: how to fill it in, and by when to send it back, paragraph by paragraph.
        items: the items.
    """

    language: str
    document_title: str
    title: str
    author: str
    dated: date
    guide: tuple[str, ...]
    items: tuple[ProgressFormItem, ...]

    def places(self) -> Iterator[PlaceField]:
        """Yield every place, from the top."""
        for one in self.items:
            yield from one.places


def place_path(number: int, key: str) -> str:
    """Name the place of an item for a column of the sheet; the items count from 1."""
    return f"{number}.{key}"


def progress_form_view(
    sheet: ProgressSheet, settings: Settings, manifest: RegisterManifest, by: date | None
) -> ProgressFormView:
    """Build the form of a sheet's items, in their order.

    Args:
        sheet: the sheet.
        settings: the office's settings.
        manifest: the template set's, for its words.
        by: the day by which it is asked for; None where it is asked for on no day.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    words, wording = manifest.labels, sheet_wording(settings, manifest, sheet.dated)
    asked = (words.progress_sheet.by,) if by else ()
    day = in_words(by, manifest.language) if by else ""
    items = _FormItems(sheet, manifest, wording)
    return ProgressFormView(
        language=manifest.language,
        document_title=sheet.title,
        title=sheet.title,
        author=sheet.author,
        dated=sheet.dated,
        guide=tuple(
            wording.fill(one, by=day) for one in (*asked, *words.progress_form.instructions)
        ),
        items=tuple(items.item(number, one) for number, one in enumerate(sheet.rows, start=1)),
    )


def progress_form_data(view: ProgressFormView, rows: list[list[str]]) -> bytes:
    """Write what the form carries, as JSON: each place as it was sent, and the rows of the sheet.

    Args:
        view: the form.
        rows: what the sheet shows, as its hidden sheet has it.
    """
    data = {
        "kind": "progress",
        **places_as_sent(view.places()),
        "sheet": rows,
    }
    return json.dumps(data, ensure_ascii=False).encode()


@dataclass(frozen=True, slots=True)
class _FormItems:
    """Makes the items.

    Attributes:
        sheet: the sheet.
        manifest: the template set's, for its words.
        wording: fills them in.
    """

    sheet: ProgressSheet
    manifest: RegisterManifest
    wording: Wording

    def item(self, number: int, one: SheetItem) -> ProgressFormItem:
        words = self.manifest.labels.progress_form
        name = str(one.values["item"])
        report = " – ".join(filter(None, (str(one.values["report"]), one.force)))
        text = below(blocks_of(one.tracked.item.text), SECTION_LEVEL)
        return ProgressFormItem(
            heading=self.wording.fill(words.heading, number=str(number), item=name),
            report=report,
            text=BlockField((Quote(tuple(text)),)),
            facts=tuple(self._facts(one)),
            places=tuple(
                self._place(number, name, column)
                for column in self.sheet.columns
                if column.is_filled_in
            ),
        )

    def _facts(self, one: SheetItem) -> Iterator[FormFact]:
        words, language = self.manifest.labels, self.manifest.language
        yield FormFact(words.progress_form.id, one.identity)
        for key in _FACTS:
            value = one.values[key]
            said = in_words(value, language) if isinstance(value, date) else value
            if said:
                yield FormFact(getattr(words.progress_sheet.columns, key), said)

    def _place(self, number: int, name: str, column: SheetColumn) -> PlaceField:
        words = self.manifest.labels.progress_form
        label = getattr(words.places, column.key)
        kind = _KINDS[column.use]
        choices: tuple[tuple[str, str], ...] = ()
        if column.use is ColumnUse.STATUS:
            choices = tuple((status.value, word) for word, status in self.sheet.statuses.items())
        elif column.use is ColumnUse.MARK:
            choices = tuple((mark.value, word) for word, mark in mark_words(self.manifest).items())
        prompts = {PlaceKind.CHOICE: words.choose, PlaceKind.DATE: words.pick}
        return PlaceField(
            path=place_path(number, column.key),
            # The number first: of a long title Word keeps the beginning.
            title=f"{number}. {label}: {name}"[:LONGEST_TITLE],
            kind=kind,
            label=label,
            prompt=prompts.get(kind, words.write),
            choices=choices,
            language=self.manifest.language,
        )
