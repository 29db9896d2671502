"""The path of a paper for the panel: cases -> view -> DOCX, HTML, PDF, the responses within it.

As :mod:`s55.pipeline.response` it is pure but for the reading of the template sets' own files.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from s55.drafts.load import Draft
from s55.model.office import Settings
from s55.model.panel import PanelSettings
from s55.office.cases import Case, Period
from s55.office.figures import Chart, ChartWording, items_by_status_and_age, responses_by_year
from s55.office.items import of_all
from s55.pipeline.response import Format, word_file
from s55.templating.panel_manifest import PanelManifest
from s55.templating.sets import AnySet, TemplateSet
from s55.templating.wording import Wording
from s55.views.holders import holders_at
from s55.views.paper.build import PaperContents, is_appended, panel_view
from s55.views.paper.contents import PanelView
from s55.views.response.contents import LogoView

if TYPE_CHECKING:
    from s55.render.paper.page import Appended


@dataclass(frozen=True, slots=True)
class PanelJob:
    """What a paper is made of.

    Attributes:
        day: the day of the meeting.
        period: what the paper covers.
        cases: the reports of the period, in order.
        drafts: their drafts, by name.
        today: the day on which the paper is written.
        settings: the office's settings.
        panel: the panel's own file.
        template: the template set of the covering report.
        set_of: gives the template set of a response.
        logo: the office's logo, already read.
    """

    day: date
    period: Period
    cases: tuple[Case, ...]
    drafts: Mapping[str, Draft]
    today: date
    settings: Settings
    panel: PanelSettings
    template: AnySet[PanelManifest]
    set_of: Callable[[Draft], TemplateSet]
    logo: LogoView | None = None


def panel_paper(job: PanelJob, formats: Collection[Format]) -> dict[Format, bytes]:
    """A paper in the formats asked for, by way of one view.

    Raises:
        S55Error: when settings or a template set cannot be used, a character has no glyph, or a
            library that PDF needs is missing.
    """
    from s55.render.paper.page import chart_view, paper_data, with_pictures

    charts = _charts(job.cases, job.template.manifest)
    drawn = tuple(chart_view(chart, number) for number, chart in enumerate(charts, 1))
    paper = PaperContents(job.day, job.period, job.cases, drawn, job.today)
    holders = holders_at(job.day, job.settings)
    view = panel_view(paper, job.settings, job.panel, job.template.manifest, holders, job.logo)
    appended = {case.name: _appended(job, case) for case in filter(is_appended, job.cases)}
    outputs: dict[Format, bytes] = {}
    if Format.DOCX in formats:
        outputs[Format.DOCX] = _docx(job, with_pictures(view, charts, job.template), appended)
    if Format.HTML in formats or Format.PDF in formats:
        data = paper_data(view, job.cases)
        outputs |= _page_and_pdf(job, view, appended, data, formats)
    return outputs


def _charts(cases: tuple[Case, ...], manifest: PanelManifest) -> list[Chart]:
    """What there is to draw: nothing of no reports, no items of reports without."""
    if not cases:
        return []
    items = [item for item in of_all(cases) if item.is_open and item.case.is_answered]
    wording = Wording({}, f"manifest of {manifest.name}")
    spoken = ChartWording(manifest.labels.charts, wording.fill)
    of_items = [items_by_status_and_age(items, spoken)] if items else []
    return [responses_by_year(cases, spoken), *of_items]


def _docx(job: PanelJob, view: PanelView, appended: Mapping[str, Appended]) -> bytes:
    """The covering report and the Word file of each response, as one."""
    from s55.render.paper.compose import AppendixFile, composed
    from s55.render.word.document import to_docx

    main = to_docx(view, job.template)
    files = []
    for one in view.appendices:
        shown = appended[one.name]
        file = word_file(job.drafts[one.name], shown.view, shown.template)
        files.append(AppendixFile(one.number, one.title, file, one.anchor, one.short, one.heading))
    return composed(main, files)


def _page_and_pdf(
    job: PanelJob,
    view: PanelView,
    appended: Mapping[str, Appended],
    data: bytes,
    formats: Collection[Format],
) -> dict[Format, bytes]:
    from s55.render.html.data import PAPER_DATA_NAME, with_data
    from s55.render.paper.page import panel_page

    page = panel_page(view, job.template, appended)
    outputs: dict[Format, bytes] = {}
    if Format.HTML in formats:
        outputs[Format.HTML] = with_data(page, data, PAPER_DATA_NAME).encode()
    if Format.PDF in formats:
        from s55.render.pdf.document import Attached, to_pdf
        from s55.render.pdf.paper_fonts import with_fonts_of

        sets = {one.template.folder: one.template for one in appended.values()}
        fonts = with_fonts_of(job.template, (sets[folder] for folder in sorted(sets)))
        attached = Attached(data, PAPER_DATA_NAME, "The responses as data (JSON)")
        outputs[Format.PDF] = to_pdf(page, view, fonts, attached)
    return outputs


def _appended(job: PanelJob, case: Case) -> Appended:
    from s55.render.paper.page import Appended
    from s55.views.response.build import response_view

    draft = job.drafts[case.name]
    template = job.set_of(draft)
    view = response_view(draft.response, job.settings, template.manifest, job.logo)
    return Appended(view, template)
