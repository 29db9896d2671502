"""The paper for the Police and Crime Panel: cases, the panel's file and a manifest to its view."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from s55.errors import ExitCode, S55Error
from s55.model.dates import in_words
from s55.model.office import Settings
from s55.model.panel import Author, Contact, Meeting, PanelSettings
from s55.office.cases import Case
from s55.office.periods import Period
from s55.problems import errors_of
from s55.richtext.checks import problems_of
from s55.richtext.headings import below
from s55.richtext.markdown import blocks_of
from s55.richtext.nodes import Link, ListItem, OrderedList, Text
from s55.templating.panel_manifest import PanelManifest, PanelSectionLine
from s55.templating.wording import Wording
from s55.views.fields import SECTION_LEVEL, BlockField, InlineField, inline_field
from s55.views.holders import Holders
from s55.views.lists import ChartView
from s55.views.paper.tables import PanelTables
from s55.views.paper.views import AppendixView, PanelRow, PanelSection, PanelView
from s55.views.response.views import LogoView


@dataclass(frozen=True, slots=True)
class Paper:
    """What a paper is about.

    Attributes:
        day: the day of the meeting.
        period: what it covers.
        cases: the reports of the period, in order.
        charts: the charts of them.
        today: the day on which it is written.
    """

    day: date
    period: Period
    cases: tuple[Case, ...]
    charts: tuple[ChartView, ...]
    today: date


def is_appended(case: Case) -> bool:
    """Whether a response is public, and so stands in the paper in full.

    A draft is no public paper: what is not published, or not signed off, is named and not shown.
    """
    return case.is_answered and case.response.is_signed_off


def panel_view(
    paper: Paper,
    settings: Settings,
    panel: PanelSettings,
    manifest: PanelManifest,
    holders: Holders,
    logo: LogoView | None = None,
) -> PanelView:
    """What a layout shows of a paper.

    Args:
        paper: what it is about.
        settings: the office's settings.
        panel: the panel's file.
        manifest: that of the template set.
        holders: who holds which office on the day of the meeting.
        logo: the office's logo, already read.

    Raises:
        S55Error: L105 when a label cannot be filled in; T201 to T208 for a text of the set.
    """
    meeting = panel.meeting_on(paper.day) or Meeting(date=paper.day)
    source = f"manifest of {manifest.name}"
    words = _wording(paper, settings, panel, manifest, holders, source)
    return _Builder(paper, settings, panel, meeting, manifest, words, source).view(logo)


def _wording(
    paper: Paper,
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
class _Builder:
    """Holds what every part of the view is built from."""

    paper: Paper
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
            statuses=self.wording.filled(labels.status_words),
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
        )
        return tuple(
            PanelRow(self._fill(label), inline_field("", label, value)) for label, value in rows
        )

    def _author(self) -> str:
        author = self.meeting.author or self.panel.author or Author()
        named = ", ".join(part for part in (author.name, author.post) if part)
        return named or self.settings.office.name

    def _appendices(self) -> dict[str, AppendixView]:
        labels = self.manifest.labels
        found: dict[str, AppendixView] = {}
        for case in filter(is_appended, self.paper.cases):
            number, title = len(found) + 1, case.response.inspection.title
            found[case.name] = AppendixView(
                number=number,
                name=case.name,
                short=self._fill(labels.appendix_short, number=str(number)),
                heading=self._fill(labels.appendix, number=str(number), title=title),
                title=title,
                anchor=f"appendix_{number}",
            )
        return found

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
        """A section of text: the meeting's, the panel's, or the set's."""
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
            after=tables.after(cases),
        )

    def _figures(self, section: PanelSection) -> PanelSection:
        if not self.paper.charts:
            return replace(section, wide=False, notice=self._fill(self.manifest.labels.no_figures))
        return replace(section, charts=self.paper.charts)

    def _items(self, section: PanelSection) -> PanelSection:
        labels, tables = self.manifest.labels, self._tables()
        made = tuple(table for case in self.paper.cases if (table := tables.items(case)))
        if not made:
            return replace(section, wide=False, notice=self._fill(labels.no_items))
        return replace(
            section,
            body=_body(self._fill(labels.items_note)),
            columns=tables.item_columns(),
            tables=made,
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
            link = Link(f"mailto:{email}", (Text(email),))
            rows.append(PanelRow(self._fill(labels.email), InlineField("", "E-mail", (link,))))
        if telephone:
            rows.append(
                PanelRow(self._fill(labels.telephone), inline_field("", "Telephone", telephone))
            )
        return replace(section, contact=tuple(rows))

    # --- words ---------------------------------------------------------------

    def _tables(self) -> PanelTables:
        return PanelTables(
            self.manifest.labels, self.wording, self._appendices(), self.manifest.language
        )

    def _own(self, name: str) -> str | None:
        """A text of the panel's file: the meeting's, or else that of all papers."""
        for texts in (self.meeting, self.panel):
            found: str | None = getattr(texts, name)
            if found:
                return found
        return None

    def _fill(self, label: str, **more: str) -> str:
        return self.wording.fill(label, **more)


def _body(text: str) -> BlockField:
    return BlockField(below(blocks_of(text), SECTION_LEVEL))


_SECTIONS: Mapping[str, Callable[[_Builder, PanelSection], PanelSection]] = MappingProxyType(
    {
        "purpose": _Builder._text,
        "recommendation": _Builder._text,
        "background": _Builder._text,
        "inspections": _Builder._inspections,
        "figures": _Builder._figures,
        "items": _Builder._items,
        "points": _Builder._points,
        "implications": _Builder._text,
        "contact": _Builder._contact,
    }
)
