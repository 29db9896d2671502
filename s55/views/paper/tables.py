"""The tables of a paper for the panel: inspections with their dates, items with their status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from s55.model.base import Model
from s55.model.dates import in_words
from s55.model.distribution import WEBSITE
from s55.office.cases import Case, Timeliness
from s55.office.items import TrackedItem, tracked_items
from s55.richtext.nodes import Block, BulletList, Link, ListItem, Paragraph, Text
from s55.templating.list_words import named
from s55.templating.panel_manifest import PanelLabels
from s55.templating.wording import Wording
from s55.views.fields import BlockField, InlineField
from s55.views.lists import inspection_row, item_row
from s55.views.paper.views import AppendixView, ItemTable, PanelInspection, PanelItem

_INSPECTIONS = "title published statutory answered days_taken timeliness response"
_ITEMS = "number kind asked owner target status"
"""The columns of the tables, in their order."""

_NOTHING_ANSWERED: Mapping[str, Any] = MappingProxyType(
    {
        "target": None,
        "reason": "",
        "action": None,
        "action_details": None,
        "policing_body": None,
        "force_action": None,
        "owner": "",
        "status": None,
        "updated": None,
        "note": "",
        "overdue": None,
        "is_open": True,
    }
)
"""What an item's row says of a response that is not published: a draft is not a public paper."""


@dataclass(frozen=True)
class PanelTables:
    """Builds the tables of one paper.

    Attributes:
        labels: the fixed wording.
        wording: fills it in.
        appendices: the appended responses, by the name of their drafts.
        language: of the paper (BCP 47).
    """

    labels: PanelLabels
    wording: Wording
    appendices: Mapping[str, AppendixView]
    language: str

    # --- inspections ---------------------------------------------------------

    def columns(self) -> tuple[str, ...]:
        """The headings of the table of inspections."""
        return self._headings(self.labels.inspections, _INSPECTIONS)

    def inspection(self, case: Case) -> PanelInspection:
        """The row of one report."""
        labels, inspection = self.labels, case.response.inspection
        not_answered = labels.not_kept if case.is_answered else labels.not_published
        days = case.days_left if case.timeliness is Timeliness.OPEN else case.days_late
        link = Link(inspection.link.address, (Text(inspection.title),))
        return inspection_row(
            PanelInspection,
            case,
            title=InlineField("", "Inspection", (link,)),
            unanswered="" if case.answered else self._fill(not_answered),
            standing=self._fill(named(case.timeliness, labels.timeliness), days=str(days)),
            appendix=self.appendices.get(case.name),
            response=self._response_link(case),
        )

    def _response_link(self, case: Case) -> InlineField | None:
        dispatch = case.response.distribution.get(WEBSITE)
        address = dispatch.reference if dispatch else None
        if not address or not address.startswith(("https://", "http://")):
            return None
        words = self._fill(self.labels.response_link, title=case.response.inspection.title)
        return InlineField("", "Response", (Link(address, (Text(words),)),))

    def after(self, cases: Sequence[Case]) -> BlockField | None:
        """What stands after the table: how many were in time, what was late, what is missing."""
        blocks: list[Block] = []
        for introduction, lines in (
            (self.labels.counts, list(self._counts(cases))),
            (self.labels.late, list(self._late(cases))),
            (self.labels.not_appended, list(self._not_appended(cases))),
        ):
            if lines:
                blocks.append(_paragraph(self._fill(introduction)))
                blocks.append(BulletList(tuple(ListItem((_paragraph(line),)) for line in lines)))
        return BlockField(tuple(blocks)) if blocks else None

    def _counts(self, cases: Sequence[Case]) -> Iterable[str]:
        found = Counter(case.timeliness for case in cases)
        always = {Timeliness.IN_TIME, Timeliness.LATE}
        for one in Timeliness:
            if found[one] or one in always:
                words = self._fill(named(one, self.labels.counted))
                yield self._fill(self.labels.count, words=words, number=str(found[one]))

    def _late(self, cases: Sequence[Case]) -> Iterable[str]:
        for case in cases:
            line = {
                Timeliness.LATE: self.labels.late_line,
                Timeliness.OVERDUE: self.labels.overdue_line,
            }.get(case.timeliness)
            if line is not None:
                yield self._fill(
                    line,
                    title=case.response.inspection.title,
                    statutory=in_words(case.statutory, self.language),
                    answered=in_words(case.answered, self.language) if case.answered else "",
                    days=str(case.days_late),
                )

    def _not_appended(self, cases: Sequence[Case]) -> Iterable[str]:
        for case in cases:
            if case.name not in self.appendices:
                line = (
                    self.labels.not_appended_unsigned
                    if case.is_answered
                    else self.labels.not_appended_open
                )
                yield self._fill(line, title=case.response.inspection.title)

    # --- items ---------------------------------------------------------------

    def item_columns(self) -> tuple[str, ...]:
        """The headings of the tables of items."""
        return self._headings(self.labels.items, _ITEMS)

    def items(self, case: Case) -> ItemTable | None:
        """The items of one report that apply; None where it asks for nothing."""
        found = [item for item in tracked_items(case) if item.applies]
        if not found:
            return None
        labels = self.labels
        return ItemTable(
            caption=case.response.inspection.title,
            rows=tuple(map(self._item, found)),
            no_owner=self._fill(labels.no_owner if case.is_answered else labels.response_open),
            no_status=self._fill(labels.no_status if case.is_answered else labels.response_open),
        )

    def _item(self, item: TrackedItem) -> PanelItem:
        """The row of an item; what a draft answers is left out until it is published."""
        unpublished = {} if item.case.is_answered else _NOTHING_ANSWERED
        return item_row(PanelItem, item, report_asks=self._report_asks(item), **unpublished)

    def _report_asks(self, item: TrackedItem) -> str:
        due = in_words(item.item.due, self.language) if item.item.due else item.item.complete_by
        if due:
            return self._fill(self.labels.report_due, date=due)
        is_public = item.case.is_answered
        return self._fill(self.labels.no_target if is_public else self.labels.response_open)

    # --- words ---------------------------------------------------------------

    def _headings(self, headings: Model, names: str) -> tuple[str, ...]:
        return tuple(self._fill(getattr(headings, name)) for name in names.split())

    def _fill(self, label: str, **more: str) -> str:
        return self.wording.fill(label, **more)


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))
