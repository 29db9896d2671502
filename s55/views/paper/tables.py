"""The tables of a paper for the panel: inspections with their dates, items with their status."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from s55.model.dates import in_words
from s55.model.distribution import WEBSITE
from s55.office.cases import Case, Timeliness
from s55.office.items import TrackedItem, tracked_items
from s55.richtext.nodes import Block, BulletList, Link, ListItem, Paragraph, Text
from s55.templating.panel_manifest import PanelLabels, TimelinessWords
from s55.templating.wording import Wording
from s55.views.fields import BlockField, InlineField
from s55.views.paper.excerpts import in_a_line
from s55.views.paper.views import AppendixView, InspectionRow, ItemRow, ItemTable


@dataclass(frozen=True)
class PanelTables:
    """Builds the tables of one paper.

    Attributes:
        labels: the fixed wording.
        wording: fills it in.
        appendices: the appended responses, by the name of their drafts.
    """

    labels: PanelLabels
    wording: Wording
    appendices: Mapping[str, AppendixView]

    # --- inspections ---------------------------------------------------------

    def columns(self) -> tuple[str, ...]:
        """The headings of the table of inspections."""
        return self._headings(self.labels.inspections)

    def inspection(self, case: Case) -> InspectionRow:
        """The row of one report."""
        inspection = case.response.inspection
        timeliness = case.timeliness
        title = (Text(inspection.title),)
        return InspectionRow(
            title=InlineField("", "Inspection", (Link(inspection.link.address, title),)),
            published=in_words(case.published),
            statutory=in_words(case.statutory),
            answered=self._answered(case),
            days_taken="" if case.days_taken is None else str(case.days_taken),
            timeliness=self._stands(case, self.labels.timeliness),
            late=timeliness in (Timeliness.LATE, Timeliness.OVERDUE),
            appendix=self.appendices.get(case.name),
            response=self._response_link(case),
        )

    def _answered(self, case: Case) -> str:
        if case.answered is not None:
            return in_words(case.answered)
        return self._fill(self.labels.not_kept if case.is_answered else self.labels.not_published)

    def _stands(self, case: Case, words: TimelinessWords) -> str:
        days = case.days_left if case.timeliness is Timeliness.OPEN else case.days_late
        return self._fill(getattr(words, case.timeliness.name.lower()), days=str(days))

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
                words = self._fill(getattr(self.labels.counted, one.name.lower()))
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
                    statutory=in_words(case.statutory),
                    answered=in_words(case.answered) if case.answered else "",
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
        return self._headings(self.labels.items)

    def items(self, case: Case) -> ItemTable | None:
        """The items of one report that apply; None where it asks for nothing."""
        found = [item for item in tracked_items(case) if item.applies]
        if not found:
            return None
        return ItemTable(case.response.inspection.title, tuple(map(self._item, found)))

    def _item(self, item: TrackedItem) -> ItemRow:
        return ItemRow(
            number=item.reference,
            kind=self._fill(getattr(self.labels.kinds, item.kind.name.lower())),
            asked=in_a_line(item.item.text),
            owner=self._owner(item),
            target=self._target(item),
            status=self._status(item),
        )

    def _owner(self, item: TrackedItem) -> str:
        if not item.case.is_answered:
            return self._fill(self.labels.response_open)
        return item.item.owner or self._fill(self.labels.no_owner)

    def _target(self, item: TrackedItem) -> str:
        """The force's own date, unless its response is still to come; else the report's."""
        own = item.item.target_date if item.case.is_answered else None
        if own is not None:
            return in_words(own)
        due = in_words(item.item.due) if item.item.due else item.item.complete_by
        if due:
            return self._fill(self.labels.report_due, date=due)
        is_public = item.case.is_answered
        return self._fill(self.labels.no_target if is_public else self.labels.response_open)

    def _status(self, item: TrackedItem) -> str:
        if not item.case.is_answered:
            return self._fill(self.labels.response_open)
        if item.status is None:
            return self._fill(self.labels.no_status)
        return self._fill(getattr(self.labels.status_words, item.status.name.lower()))

    # --- words ---------------------------------------------------------------

    def _headings(self, columns: object) -> tuple[str, ...]:
        """The words of a model of headings, in its order."""
        return tuple(
            self._fill(getattr(columns, name))
            for name in type(columns).model_fields  # type: ignore[attr-defined]  # a model
        )

    def _fill(self, label: str, **more: str) -> str:
        return self.wording.fill(label, **more)


def _paragraph(words: str) -> Paragraph:
    return Paragraph((Text(words),))
