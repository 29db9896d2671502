"""The items of a report as a layout shows them."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from s55.documents.fields import BlockField
from s55.documents.text import SECTION_LEVEL, block_field, control
from s55.documents.views import ItemView
from s55.model.response import Action, Item, Response
from s55.richtext.headings import below
from s55.richtext.nodes import BulletList, ListItem, OrderedList, Quote
from s55.templating.manifest import Labels
from s55.templating.wording import Wording

ITEM_LEVEL = SECTION_LEVEL + 1


class ItemViews:
    """Builds the views of a response's items; those that do not apply to the force are left out."""

    def __init__(self, response: Response, labels: Labels, wording: Wording) -> None:
        self._response = response
        self._labels = labels
        self._wording = wording

    def causes_of_concern(self) -> tuple[ItemView, ...]:
        """The causes of concern, each with its recommendations."""
        part = self._response.causes_of_concern
        views = []
        for index, item in enumerate(part.items if part else ()):
            path = f"causes_of_concern.items[{index}]"
            nested = tuple(
                self._view("recommendation", f"{path}.recommendations[{r}]", inner, ITEM_LEVEL + 1)
                for r, inner in enumerate(item.recommendations)
                if inner.applies
            )
            if item.applies:
                views.append(self._view("cause_of_concern", path, item, ITEM_LEVEL, nested))
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
            self._view(kind, f"{key}.items[{index}]", item, ITEM_LEVEL)
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
        details = block_field(
            f"{path}.action_details", f"{heading}: action", item.action_details, ITEM_LEVEL
        )
        return ItemView(
            kind=kind,
            number=number,
            heading=heading,
            text=BlockField((text,)),
            quote=BlockField((Quote((text,)),)),
            under=item.under or "",
            addressed_to=item.addressed_to or "",
            complete_by=item.complete_by or "",
            chief_officer=block_field(
                f"{path}.chief_officer", f"{heading}: chief officer", item.chief_officer, ITEM_LEVEL
            ),
            policing_body=block_field(
                f"{path}.policing_body", f"{heading}: policing body", item.policing_body, ITEM_LEVEL
            ),
            action_label=self._action_label(item.action) if details else "",
            action_details=details,
            recommendations=recommendations,
        )

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


_ACTION_LABELS = MappingProxyType(
    {
        Action.TAKEN: "action_taken",
        Action.PROPOSED: "action_proposed",
        Action.NONE: "action_none",
    }
)
