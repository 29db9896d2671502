"""The register as a web page that can be printed: charts with their tables, and three lists."""

from __future__ import annotations

from s55.office.figures import Chart, table_of
from s55.render.charts import to_svg
from s55.render.html.document import to_html
from s55.templating.register_manifest import RegisterManifest, RegisterWords
from s55.templating.sets import AnySet
from s55.templating.wording import Wording
from s55.views.register.page import (
    ChartFigure,
    RegisterPage,
    ReportItems,
    inspection_shown,
    item_shown,
)
from s55.views.register.rows import Register


def register_page(register: Register, template: AnySet[RegisterManifest]) -> str:
    """The register as one HTML page that needs no other file.

    Raises:
        S55Error: as :func:`s55.render.html.document.to_html` and :func:`page_of_register`.
    """
    return to_html(page_of_register(register, template), template)


def page_of_register(register: Register, template: AnySet[RegisterManifest]) -> RegisterPage:
    """What the page shows, its charts drawn.

    Raises:
        S55Error: L105 when a label cannot be filled in, L114 for a language without dates.
    """
    wording = Wording({}, f"manifest of {template.name}")
    return RegisterPage(
        language=register.language,
        document_title=register.document_title,
        author=register.author,
        dated=register.dated,
        title=register.title,
        introduction=register.introduction,
        reckoned=register.reckoned,
        figures=tuple(
            _figure(chart, number, register.words, wording)
            for number, chart in enumerate(register.charts, start=1)
            if chart.rows
        ),
        inspections=tuple(inspection_shown(row, register.language) for row in register.inspections),
        open_items=tuple(item_shown(row, register.language) for row in register.open_items),
        reports=_reports(register),
        words=register.words,
    )


def _figure(chart: Chart, number: int, words: RegisterWords, wording: Wording) -> ChartFigure:
    table = table_of(chart)
    return ChartFigure(
        title=chart.title,
        description=chart.description,
        drawing=to_svg(chart, f"chart-{number}"),
        table=wording.fill(words.table_of, title=chart.title),
        headings=table.headings,
        rows=table.rows,
    )


def _reports(register: Register) -> tuple[ReportItems, ...]:
    return tuple(
        ReportItems(
            f"report-{number}",
            inspection_shown(inspection, register.language),
            tuple(
                item_shown(row, register.language)
                for row in register.items
                if (row.draft, row.report) == (inspection.draft, inspection.report)
            ),
        )
        for number, inspection in enumerate(register.inspections, start=1)
    )
