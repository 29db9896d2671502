"""Build the paper for the Police and Crime Panel from cases, the panel's file and a manifest."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from types import MappingProxyType
from typing import Any

from s55.errors import ExitCode, S55Error
from s55.model.base import Model
from s55.model.dates import in_words, with_weekday
from s55.model.distribution import WEBSITE
from s55.model.office import Settings
from s55.model.panel import Author, Contact, Meeting, PanelSettings
from s55.office.cases import Case, Period, Timeliness, counted
from s55.office.holders import Holders
from s55.office.items import Pace, TrackedItem, tracked_items
from s55.problems import errors_of
from s55.records import dataclass
from s55.richtext.checks import problems_of
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Hyperlink, ListItem, OrderedList, Text
from s55.templating.list_words import OF_AN_ENTRY, named
from s55.templating.panel_manifest import PanelLabels, PanelManifest, PanelSectionLine
from s55.templating.wording import Wording
from s55.views.fields import SECTION_LEVEL, BlockField, InlineField, inline_field
from s55.views.lists import (
    ChartView,
    ProgressWording,
    inspection_row,
    item_row,
    revised,
)
from s55.views.paper.contents import (
    AppendixView,
    ItemTable,
    PanelInspection,
    PanelItem,
    PanelRow,
    PanelSection,
    PanelView,
)
from s55.views.paper.parts import PartNames, letter_of
from s55.views.paper.progress import PaperProgress, set_by_report
from s55.views.paper.sentences import Sentences
from s55.views.response.contents import LogoView
from s55.views.site.frame import base_address, other_document

_INSPECTIONS = "title published statutory answered days_taken timeliness response also_in"
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
        "standing": "",
        "pace": None,
        "updated": None,
        "note": "",
        "overdue": None,
        "is_open": True,
    }
)
"""What an item's row shows of a response that is not published, because a paper is public."""


@dataclass(frozen=True)
class PanelTables:
    """Builds the tables of one paper.

    Attributes:
        labels: the fixed wording.
        wording: fills it in.
        appendices: the appended responses, by the name of their drafts.
        language: of the paper (BCP 47).
        base: the address of the publication pages; '' where there are none.
    """

    labels: PanelLabels
    wording: Wording
    appendices: Mapping[str, AppendixView]
    language: str
    base: str

    # --- inspections ---------------------------------------------------------

    def columns(self) -> tuple[str, ...]:
        """Fill in the headings of the table of inspections."""
        return self._headings(self.labels.inspections, _INSPECTIONS)

    def inspection(self, case: Case) -> PanelInspection:
        """Build the row of one report."""
        labels, inspection = self.labels, case.response.inspection
        not_answered = labels.not_kept if case.is_answered else labels.not_published
        days = case.days_left if case.timeliness is Timeliness.OPEN else case.days_late
        link = Hyperlink(inspection.link.address, (Text(inspection.title),))
        since = revised(case, labels.revisions, self.wording, self.language)
        standing = self._fill(named(case.timeliness, labels.timeliness), days=str(days))
        return inspection_row(
            PanelInspection,
            case,
            since,
            title=InlineField("", "Inspection", (link,)),
            unanswered="" if case.answered else self._fill(not_answered),
            standing="; ".join(filter(None, (standing, since))),
            appendix=self.appendices.get(case.name),
            response=self._response_link(case),
            other=other_document(case, self.base or None),
        )

    def _response_link(self, case: Case) -> InlineField | None:
        events = case.response.distribution.get(WEBSITE, ())
        address = next((one.reference for one in reversed(events) if one.reference), None)
        if not address or not address.startswith(("https://", "http://")):
            return None
        words = self._fill(self.labels.response_link, title=case.response.inspection.title)
        return InlineField("", "Response", (Hyperlink(address, (Text(words),)),))

    # --- items ---------------------------------------------------------------

    def item_columns(self) -> tuple[str, ...]:
        """Fill in the headings of the tables of items."""
        return self._headings(self.labels.items, _ITEMS)

    def items(self, case: Case) -> ItemTable | None:
        """Build the table of one report's items that apply; None where there are none."""
        found = [item for item in tracked_items(case) if item.applies]
        if not found:
            return None
        labels, rows = self.labels, tuple(map(self._item, found))
        return ItemTable(
            caption=case.response.inspection.title,
            rows=rows,
            no_owner=self._fill(labels.no_owner if case.is_answered else labels.response_open),
            no_status=self._fill(labels.no_status if case.is_answered else labels.response_open),
            summary=self._fill(
                labels.items_summary if case.is_answered else labels.items_awaited,
                number=str(len(rows)),
                open=str(sum(row.is_open for row in rows)),
                late=str(sum(row.pace is Pace.LATE for row in rows)),
            ),
            appendix=self.appendices.get(case.name),
        )

    def _item(self, item: TrackedItem) -> PanelItem:
        """Build the row of an item, without what its draft answers until that is published."""
        unpublished = {} if item.case.is_answered else _NOTHING_ANSWERED
        number = item.name.office_number
        ours = self._fill(self.labels.office_number, number=number) if number else ""
        spoken = ProgressWording(self.labels.status_words, self._fill, self.language)
        return item_row(
            PanelItem,
            item,
            spoken,
            report_asks=self._report_asks(item),
            ours=ours,
            facts=PaperProgress(self.labels, self._fill, self.language).facts(item),
            **unpublished,
        )

    def _report_asks(self, item: TrackedItem) -> str:
        if due := set_by_report(item, self.language):
            return self._fill(self.labels.report_due, date=due)
        is_public = item.case.is_answered
        return self._fill(self.labels.no_target if is_public else self.labels.response_open)

    # --- words ---------------------------------------------------------------

    def _headings(self, headings: Model, names: str) -> tuple[str, ...]:
        return tuple(self._fill(getattr(headings, name)) for name in names.split())

    def _fill(self, label: str, **more: str) -> str:
        return self.wording.fill(label, **more)


@dataclass(frozen=True, slots=True)
class PaperContents:
    """The contents of a paper.

    Attributes:
        day: the day of the meeting.
        period: what it covers.
        cases: the reports of the period, in order.
        charts: the charts of them.
        today: the day on which it is written.
        papers_out: the day by which it must be out.
        earlier: the reports that were answered before the period, in order.
        chosen: whether its reports were chosen by name.
        last_meeting: the day of the meeting before; None where there was none.
        progress: the chart of the last meetings; None where there is none.
        parts: names the files of its parts; None where the paper is one file.
    """

    day: date
    period: Period
    cases: tuple[Case, ...]
    charts: tuple[ChartView, ...]
    today: date
    papers_out: date
    earlier: tuple[Case, ...] = ()
    chosen: bool = False
    last_meeting: date | None = None
    progress: ChartView | None = None
    parts: PartNames | None = None


def is_appended(case: Case) -> bool:
    """Say whether a response is appended in full, because it is public.

    A response that is not published, not signed off, or withdrawn is named but not shown.
    """
    return case.is_answered and case.response.is_signed_off and not case.is_withdrawn


def panel_view(
    paper: PaperContents,
    settings: Settings,
    panel: PanelSettings,
    manifest: PanelManifest,
    holders: Holders,
    logo: LogoView | None = None,
) -> PanelView:
    """Build a paper, for a layout.

    The ``holders`` are those of the day of the meeting.

    Raises:
        S55Error: L105 when a label cannot be filled in; T201 to T208 for a text of the set.
    """
    meeting = panel.meeting_on(paper.day) or Meeting(date=paper.day)
    source = f"manifest of {manifest.name}"
    words = _wording(paper, settings, panel, manifest, holders, source)
    return _PaperBuilder(paper, settings, panel, meeting, manifest, words, source).view(logo)


def _wording(
    paper: PaperContents,
    settings: Settings,
    panel: PanelSettings,
    manifest: PanelManifest,
    holders: Holders,
    source: str,
) -> Wording:
    values = {
        "panel": panel.panel,
        "office": settings.office,
        "force": settings.force,
        "policing_body": holders.policing_body,
        "chief_officer": holders.chief_officer,
        "inspectorate": holders.inspectorate,
        "meeting": in_words(paper.day, manifest.language),
    }
    return Wording(
        {**values, "period": _period(paper.period, manifest, Wording(values, source))}, source
    )


def _period(period: Period, manifest: PanelManifest, wording: Wording) -> str:
    words = manifest.labels.period
    since, until = (
        in_words(day, manifest.language) if day else "" for day in (period.since, period.until)
    )
    if period.since is None:
        return wording.fill(words.up_to, until=until)
    return wording.fill(words.between, since=since, until=until)


@dataclass(frozen=True)
class _PaperBuilder:
    """Builds the parts of a paper."""

    paper: PaperContents
    settings: Settings
    panel: PanelSettings
    meeting: Meeting
    manifest: PanelManifest
    wording: Wording
    source: str

    def view(self, logo: LogoView | None) -> PanelView:
        labels = self.manifest.labels
        title = self._own("title") or self._fill(labels.title)
        sections = self._sections()
        return PanelView(
            language=self.manifest.language,
            document_title=self._fill(labels.document_title, title=title),
            title=title,
            author=self.settings.office.name,
            dated=self.paper.today,
            logo=logo,
            header=self._header(),
            contents_heading=self._fill(labels.contents),
            sections=sections,
            appendices=tuple(self._appendices().values()),
            ends_wide=sections[-1].wide,
            kinds=self.wording.filled(labels.kinds),
            statuses=self.wording.filled(labels.status_words, *OF_AN_ENTRY),
            paces=self.wording.filled(labels.paces),
        )

    # --- the head ------------------------------------------------------------

    def _header(self) -> tuple[PanelRow, ...]:
        labels = self.manifest.labels
        rows = (
            (labels.panel, self.panel.panel),
            (labels.meeting, in_words(self.paper.day, self.manifest.language)),
            (labels.author, self._author()),
            (labels.period_label, self.wording.fill("{{ period }}")),
            (labels.written, in_words(self.paper.today, self.manifest.language)),
            *([(labels.papers, self._papers_out())] if labels.papers else []),
        )
        return tuple(
            PanelRow(self._fill(label), inline_field("", label, value)) for label, value in rows
        )

    def _papers_out(self) -> str:
        rule = self.panel.papers
        return self._fill(
            self.manifest.labels.papers_out,
            day=with_weekday(self.paper.papers_out, self.manifest.language),
            number=str(rule.clear_days),
            source=rule.source,
        )

    def _author(self) -> str:
        author = self.meeting.author or self.panel.author or Author()
        named = ", ".join(part for part in (author.name, author.post) if part)
        return named or self.settings.office.name

    def _appendices(self) -> dict[str, AppendixView]:
        appended = filter(is_appended, self.paper.cases)
        return {case.name: self._appendix(case, number) for number, case in enumerate(appended, 1)}

    def _appendix(self, case: Case, number: int) -> AppendixView:
        labels, parts = self.manifest.labels, self.paper.parts
        title, count = case.response.inspection.title, str(number)
        short = self._fill(labels.appendix_short, number=count, letter=letter_of(number))
        heading = self._fill(labels.appendix, number=count, letter=letter_of(number), title=title)
        found = AppendixView(number, case.name, short, heading, title, f"appendix_{number}")
        if parts is None:
            return found
        file = parts.appendix(short, number, title, case.name)
        paper = self._own("title") or self._fill(labels.title)
        return replace(
            found,
            heading=self._fill(labels.appendix_file, heading=heading, file=file),
            anchor="",
            file=file,
            notice=self._fill(labels.appendix_notice, appendix=short, paper=paper),
        )

    # --- the sections --------------------------------------------------------

    def _sections(self) -> tuple[PanelSection, ...]:
        made: list[PanelSection] = []
        wide = False
        for line in self.manifest.sections:
            section = _SECTIONS[line.key](self, self._empty(line))
            made.append(replace(section, turns=section.wide != wide))
            wide = section.wide
        return tuple(made)

    def _empty(self, line: PanelSectionLine) -> PanelSection:
        anchor = f"section_{line.key}"
        return PanelSection(line.key, self._fill(line.heading), anchor, wide=line.wide)

    def _text(self, section: PanelSection) -> PanelSection:
        """Fill a section of text: the meeting's, the panel's, or the set's."""
        text = self._own(section.key)
        if text is None or not text.strip():
            text = self._fill(getattr(self.manifest.texts, section.key))
            if wrong := errors_of(problems_of(text)):
                located = [problem.in_file(self.source) for problem in wrong]
                raise S55Error(located, ExitCode.SETTINGS)
        return replace(section, body=_body(text))

    def _inspections(self, section: PanelSection) -> PanelSection:
        labels, cases = self.manifest.labels, self.paper.cases
        if not cases:
            notice = self._fill(labels.no_inspections)
            return replace(section, wide=False, notice=notice)
        tables = self._tables()
        return replace(
            section,
            caption=self._fill(labels.inspections_caption),
            columns=tables.columns(),
            inspections=tuple(map(tables.inspection, cases)),
            after=self._sentences().after(
                cases, self.paper.earlier, tables.appendices, self.paper.chosen
            ),
        )

    def _figures(self, section: PanelSection) -> PanelSection:
        if not self.paper.charts:
            return replace(section, wide=False, notice=self._fill(self.manifest.labels.no_figures))
        return replace(section, charts=self.paper.charts)

    def _items(self, section: PanelSection) -> PanelSection:
        labels, tables = self.manifest.labels, self._tables()
        cases = counted(self.paper.cases)
        made = tuple(table for case in cases if (table := tables.items(case)))
        if not made:
            return replace(section, wide=False, notice=self._fill(labels.no_items))
        return replace(
            section,
            body=_body(self._fill(labels.items_note)),
            columns=tables.item_columns(),
            tables=made,
        )

    def _progress(self, section: PanelSection) -> PanelSection:
        labels, paper = self.manifest.labels, self.paper
        told = PaperProgress(labels, self.wording.fill, self.manifest.language)
        return replace(
            section,
            body=told.body(paper.cases, paper.earlier, paper.last_meeting, paper.chosen),
            charts=(paper.progress,) if paper.progress else (),
        )

    def _points(self, section: PanelSection) -> PanelSection:
        points = [point for point in self.meeting.points if point.strip()]
        if not points:
            return replace(section, notice=self._fill(self.manifest.labels.no_points))
        items = tuple(ListItem(below(blocks_of(point), SECTION_LEVEL)) for point in points)
        return replace(section, body=BlockField((OrderedList(items, tight=False),)))

    def _contact(self, section: PanelSection) -> PanelSection:
        contact = self.meeting.contact or self.panel.contact or Contact()
        address = self.settings.office.address
        labels = self.manifest.labels
        email = contact.email or address.email
        telephone = contact.telephone or address.telephone
        named = ", ".join(part for part in (contact.name, contact.post) if part)
        name = inline_field("", "Name", named or self.settings.office.name)
        rows = [PanelRow(self._fill(labels.name), name)]
        if email:
            link = Hyperlink(f"mailto:{email}", (Text(email),))
            rows.append(PanelRow(self._fill(labels.email), InlineField("", "E-mail", (link,))))
        if telephone:
            rows.append(
                PanelRow(self._fill(labels.telephone), inline_field("", "Telephone", telephone))
            )
        return replace(section, contact=tuple(rows))

    # --- words ---------------------------------------------------------------

    def _tables(self) -> PanelTables:
        return PanelTables(
            self.manifest.labels,
            self.wording,
            self._appendices(),
            self.manifest.language,
            base_address(self.settings),
        )

    def _sentences(self) -> Sentences:
        language = self.manifest.language
        return Sentences(self.manifest.labels, self.wording.fill, self.settings, language)

    def _own(self, name: str) -> str | None:
        """Find a text in the panel's file: the meeting's, or else that of all papers."""
        for texts in (self.meeting, self.panel):
            found: str | None = getattr(texts, name)
            if found:
                return found
        return None

    def _fill(self, label: str, **more: str) -> str:
        return self.wording.fill(label, **more)


def _body(text: str) -> BlockField:
    return BlockField(below(blocks_of(text), SECTION_LEVEL))


_SECTIONS: Mapping[str, Callable[[_PaperBuilder, PanelSection], PanelSection]] = MappingProxyType(
    {
        "purpose": _PaperBuilder._text,
        "recommendation": _PaperBuilder._text,
        "background": _PaperBuilder._text,
        "inspections": _PaperBuilder._inspections,
        "figures": _PaperBuilder._figures,
        "items": _PaperBuilder._items,
        "progress": _PaperBuilder._progress,
        "points": _PaperBuilder._points,
        "implications": _PaperBuilder._text,
        "contact": _PaperBuilder._contact,
    }
)
