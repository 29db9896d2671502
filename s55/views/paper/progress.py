"""Write the part of a paper on progress: what is open, what changed, and the last meetings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from s55.model.dates import in_words
from s55.model.progress import ItemStatus
from s55.office.cases import Case
from s55.office.figures import Chart, ChartRow
from s55.office.items import Pace, TrackedItem
from s55.office.movements import ItemChange, Movement, changes_since, movements
from s55.records import dataclass
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Block, BulletList, Heading, Inline, ListItem, Strong, Table, Text
from s55.templating.list_words import named
from s55.templating.panel_manifest import PanelLabels, ProgressWords
from s55.views.fields import BlockField
from s55.views.lists import ProgressWording
from s55.views.paper.sentences import open_items, paragraph
from s55.views.plain_text import in_a_line

MOST_MEETINGS = 6
"""The last meetings that are compared."""

_LEVEL = 3
"""The heading level of the parts of the section."""
_TEXT = 160
"""Characters that the list shows of an item's text."""


@dataclass(frozen=True)
class PaperProgress:
    """Writes what is known of the progress of items.

    Attributes:
        labels: the fixed wording.
        fill: fills it in.
        language: of the paper (BCP 47).
    """

    labels: PanelLabels
    fill: Callable[..., str]
    language: str

    @property
    def words(self) -> ProgressWords:
        """The words of this part."""
        return self.labels.progress

    def body(
        self,
        cases: Sequence[Case],
        earlier: Sequence[Case],
        since: date | None,
        chosen: bool,
    ) -> BlockField:
        """Write the section.

        Args:
            cases: the reports of the period, whose items are listed elsewhere in the paper.
            earlier: the reports that were answered before it.
            since: the day of the last meeting; None where there was none.
            chosen: whether the reports were chosen by name: others were not looked at.
        """
        first: Iterable[Block] = (
            [paragraph(self.fill(self.words.only_chosen))]
            if chosen
            else self._earlier(open_items(earlier))
        )
        return BlockField((*first, *self._changes([*earlier, *cases], since)))

    # --- open items of earlier reports ---------------------------------------

    def _earlier(self, items: Sequence[TrackedItem]) -> Iterable[Block]:
        yield self._heading(self.words.earlier)
        if not items:
            yield paragraph(self.fill(self.words.no_earlier))
            return
        yield paragraph(
            self.fill(
                self.words.open,
                number=str(len(items)),
                late=str(sum(item.pace is Pace.LATE for item in items)),
                reopened=str(sum(item.status is ItemStatus.REOPENED for item in items)),
            )
        )
        for title, mine in self._by_report(items).items():
            yield Heading(_LEVEL + 1, (Text(title),))
            yield BulletList(tuple(ListItem(self._item(item)) for item in mine), tight=False)

    def _by_report(self, items: Sequence[TrackedItem]) -> dict[str, list[TrackedItem]]:
        """Group items below the titles of their reports, and the day where two have one title."""
        days: dict[str, set[date]] = {}
        for item in items:
            days.setdefault(item.case.response.inspection.title, set()).add(item.case.published)
        found: dict[str, list[TrackedItem]] = {}
        for item in items:
            title = item.case.response.inspection.title
            if len(days[title]) > 1:
                title = f"{title} ({in_words(item.case.published, self.language)})"
            found.setdefault(title, []).append(item)
        return found

    def _item(self, item: TrackedItem) -> tuple[Block, ...]:
        """Write an item: its number, what was asked, and below it who, when and how far."""
        text = in_a_line(blocks_of(item.item.text), _TEXT)
        facts = self.facts(item)
        first = paragraph(f": {text}")
        pace = self.fill(named(item.pace, self.labels.paces)) if item.pace else ""
        number: Inline = Strong((Text(item.reference),))
        return (
            type(first)((number, *first.children)),
            type(first)((Strong((Text(pace),)), Text(f". {facts}"))),
        )

    def facts(self, item: TrackedItem) -> str:
        """Say who sees to an item, by when, and how far it is; '' where nothing can be said.

        Of a response that is not published, only the day that the report sets is told.
        """
        by_report = set_by_report(item, self.language)
        set_day = self.fill(self.words.set_day, date=by_report) if by_report else ""
        if not item.case.is_answered:
            return self.fill(self.words.only_day, day=set_day) if set_day else ""
        spoken = ProgressWording(self.labels.status_words, self.fill, self.language)
        day = in_words(item.target, self.language) if item.target else set_day
        status = spoken.of(item)
        if not (item.owner or day or status):
            return self.fill(self.words.nothing)
        return self.fill(
            self.words.item,
            owner=item.owner or self.fill(self.labels.no_owner),
            day=day or self.fill(self.labels.no_target),
            status=status or self.fill(self.labels.no_status),
        )

    # --- what changed --------------------------------------------------------

    def _changes(self, cases: Sequence[Case], since: date | None) -> Iterable[Block]:
        if since is None:
            return
        day = in_words(since, self.language)
        found = changes_since(cases, since)
        yield self._heading(self.words.changes, date=day)
        if not found:
            yield paragraph(self.fill(self.words.no_changes, date=day))
            return
        yield paragraph(
            self.fill(
                self.words.changed,
                number=str(len(found)),
                items=str(len({(one.item.case.name, one.item.reference) for one in found})),
                date=day,
            )
        )
        headings = (self.words.item_column, self.words.from_column, self.words.to_column)
        more = (self.words.day_column, self.words.evidence_column)
        yield Table(
            tuple(self._cell(heading) for heading in (*headings, *more)),
            tuple(map(self._change, found)),
            ("", "", "", "", ""),
        )

    def _change(self, change: ItemChange) -> tuple[tuple[Inline, ...], ...]:
        item, entry, words = change.item, change.entry, self.labels.status_words
        status = self.fill(named(entry.status, words))
        if entry.status is ItemStatus.SUPERSEDED and entry.superseded_by:
            status = self.fill(words.superseded_by, item=entry.superseded_by)
        if entry.force:
            status = self.fill(words.of_force, force=entry.force, status=status)
        kept = self.words.evidence_kept if entry.evidence else self.words.no_evidence
        told = ". ".join(filter(None, ((entry.note or "").rstrip("."), self.fill(kept))))
        was = self.fill(named(change.before, words)) if change.before else ""
        title = item.case.response.inspection.title
        return (
            (Strong((Text(item.reference),)), Text(f", {title}")),
            (Text(was or self.fill(self.labels.no_status)),),
            (Text(status),),
            # The month stays beside the day: a column of dates is no narrower than that.
            (Text(in_words(entry.date, self.language).replace(" ", "\N{NO-BREAK SPACE}", 1)),),
            (Text(told),),
        )

    # --- figures of the last meetings -----------------------------------------

    def chart(self, cases: Sequence[Case], days: Sequence[date]) -> Chart | None:
        """Count what was opened, closed and open at the last meetings; None before the second.

        Args:
            cases: the reports.
            days: those of the meetings before, in order, and that on which the paper is written.
        """
        chosen = days[-MOST_MEETINGS - 1 :]
        if len(chosen) < 2:
            return None
        found = movements(cases, chosen)
        words = self.words
        return Chart(
            self.fill(words.chart),
            self._about(chosen[0], found),
            self.fill(words.meeting),
            tuple(map(self.fill, (words.opened, words.closed, words.still_open))),
            tuple(
                ChartRow(in_words(one.day, self.language), (one.opened, one.closed, one.open))
                for one in found
            ),
            "",
            self.fill(self.labels.charts.nothing),
        )

    def _about(self, first: date, found: Sequence[Movement]) -> str:
        opened, closed = (sum(one.opened for one in found), sum(one.closed for one in found))
        now = found[-1].open
        return self.fill(
            self.words.about,
            first=in_words(first, self.language),
            before=str(now - opened + closed),
            opened=str(opened),
            closed=str(closed),
            open=str(now),
        )

    def _heading(self, label: str, **more: str) -> Heading:
        return Heading(_LEVEL, (Text(self.fill(label, **more)),))

    def _cell(self, label: str) -> tuple[Inline, ...]:
        return (Text(self.fill(label)),)


def set_by_report(item: TrackedItem, language: str) -> str:
    """Give the day that the report sets for an item, in words; '' where it sets none."""
    asked = item.item
    return in_words(asked.due, language) if asked.due else asked.complete_by or ""
