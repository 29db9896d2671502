"""The items of a report as a layout shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from types import MappingProxyType

from s55.model.dates import in_words
from s55.model.response import Action, Item, ItemStatus, Response
from s55.richtext.headings import below
from s55.richtext.nodes import BulletList, ListItem, OrderedList, Quote
from s55.templating.manifest import Manifest
from s55.templating.wording import Wording
from s55.views.fields import (
    SECTION_LEVEL,
    BlockField,
    DayPicked,
    InlineField,
    OneOf,
    block_field,
    control,
    inline_field,
)
from s55.views.response.views import HeaderRow, ItemView


class ItemViews:
    """Builds the views of a response's items; those that do not apply to the force are left out."""

    def __init__(self, response: Response, manifest: Manifest, wording: Wording) -> None:
        self._response = response
        self._labels = manifest.labels
        self._language = manifest.language
        self._level = SECTION_LEVEL + 1 if manifest.item_headings else SECTION_LEVEL
        self._nested = self._level + 1 if manifest.item_headings else self._level
        self._wording = wording

    def causes_of_concern(self) -> tuple[ItemView, ...]:
        """The causes of concern, each with its recommendations."""
        part = self._response.causes_of_concern
        views = []
        for index, item in enumerate(part.items if part else ()):
            path = f"causes_of_concern.items[{index}]"
            nested = tuple(
                self._view("recommendation", f"{path}.recommendations[{r}]", inner, self._nested)
                for r, inner in enumerate(item.recommendations)
                if inner.applies
            )
            if item.applies:
                views.append(self._view("cause_of_concern", path, item, self._level, nested))
        return tuple(views)

    def recommendations(self) -> tuple[ItemView, ...]:
        """The recommendations that stand on their own."""
        part = self._response.recommendations
        return self._views("recommendation", "recommendations", part.items if part else ())

    def areas_for_improvement(self) -> tuple[ItemView, ...]:
        """The areas for improvement."""
        part = self._response.areas_for_improvement
        return self._views(
            "area_for_improvement", "areas_for_improvement", part.items if part else ()
        )

    def _views(self, kind: str, key: str, items: Sequence[Item]) -> tuple[ItemView, ...]:
        return tuple(
            self._view(kind, f"{key}.items[{index}]", item, self._level)
            for index, item in enumerate(items)
            if item.applies
        )

    def _view(
        self,
        kind: str,
        path: str,
        item: Item,
        level: int,
        recommendations: tuple[ItemView, ...] = (),
    ) -> ItemView:
        number = item.number or ""
        heading = self._wording.fill(getattr(self._labels, kind), number=number)
        text = control(f"{path}.text", heading, item.text, level)

        def said(name: str, title: str) -> BlockField | None:
            words = getattr(item, name)
            return block_field(f"{path}.{name}", f"{heading}: {title}", words, self._level)

        details = said("action_details", "action")
        force_action = said("force_action", "force's action")
        owner, target_date, status = self._force_says(path, heading, item)
        return ItemView(
            kind=kind,
            number=number,
            heading=heading,
            text=BlockField((text,)),
            quote=BlockField((Quote((text,)),)),
            under=item.under or "",
            addressed_to=item.addressed_to or "",
            complete_by=item.complete_by or "",
            chief_officer=said("chief_officer", "chief officer"),
            force_label=self._wording.fill(self._labels.force_action) if force_action else "",
            force_action=force_action,
            owner=owner,
            target_date=target_date,
            status=status,
            status_key=item.status.name.lower() if item.status else "",
            answers=self._answers(owner, target_date, status),
            policing_body=said("policing_body", "policing body"),
            action_label=self._action_label(item.action) if details else "",
            action_details=details,
            recommendations=recommendations,
        )

    def _force_says(
        self, path: str, heading: str, item: Item
    ) -> tuple[InlineField | None, InlineField | None, InlineField | None]:
        """Owner, target date and status, each None where the draft has none."""
        owner = target_date = status = None
        if item.owner:
            owner = inline_field(f"{path}.owner", f"{heading}: owner", item.owner)
        if item.target_date:
            words = inline_field(
                f"{path}.target_date",
                f"{heading}: target date",
                in_words(item.target_date, self._language),
            )
            target_date = replace(words, picked=DayPicked(item.target_date, self._language))
        if item.status:
            choices = {
                one.value: self._wording.fill(getattr(self._labels, f"status_{one.name.lower()}"))
                for one in ItemStatus
            }
            words = inline_field(f"{path}.status", f"{heading}: status", choices[item.status.value])
            status = replace(words, picked=OneOf(item.status.value, tuple(choices.items())))
        return owner, target_date, status

    def _answers(
        self,
        owner: InlineField | None,
        target_date: InlineField | None,
        status: InlineField | None,
    ) -> tuple[HeaderRow, ...]:
        labels = self._labels
        given = (
            (labels.owner, owner),
            (labels.target_date, target_date),
            (labels.status, status),
        )
        rows = [HeaderRow(self._wording.fill(label), value) for label, value in given if value]
        return (*rows[:1], *(replace(row, label=_small(row.label)) for row in rows[1:]))

    def _action_label(self, action: Action | None) -> str:
        name = _ACTION_LABELS.get(action) if action else None
        return self._wording.fill(getattr(self._labels, name)) if name else ""

    @staticmethod
    def numbered(items: Sequence[ItemView]) -> BlockField | None:
        """The items as one numbered list with their own numbers, gaps included.

        A list whose items have no whole numbers for numbers is bulleted. No item has a heading
        of its own here, so that headings in its text stand right below the section's.
        """
        if not items:
            return None
        entries = tuple(
            ListItem(
                below(item.text.blocks, SECTION_LEVEL),
                int(item.number) if item.number.isdecimal() else None,
            )
            for item in items
        )
        first = entries[0].value
        if first is None or any(entry.value is None for entry in entries):
            plain = tuple(ListItem(entry.blocks) for entry in entries)
            return BlockField((BulletList(plain, tight=False),))
        return BlockField((OrderedList(entries, first, ")", tight=False),))


def _small(label: str) -> str:
    return label[:1].lower() + label[1:]


_ACTION_LABELS = MappingProxyType(
    {
        Action.TAKEN: "action_taken",
        Action.PROPOSED: "action_proposed",
        Action.NONE: "action_none",
    }
)
