"""Make the register a web page that can be printed: charts with their tables, and three lists."""

from __future__ import annotations

from dataclasses import replace

from s55.render.charts import chart_view
from s55.render.html.document import to_html
from s55.templating.register_manifest import RegisterManifest
from s55.templating.sets import AnySet
from s55.templating.wording import Wording
from s55.views.register import Register


def register_page(register: Register, template: AnySet[RegisterManifest]) -> str:
    """Make one HTML page of the register that needs no other file.

    Raises:
        S55Error: as :func:`s55.render.html.document.to_html`, and L105 when a label cannot be
            filled in.
    """
    return to_html(with_figures(register, template), template)


def with_figures(register: Register, template: AnySet[RegisterManifest]) -> Register:
    """Draw the charts of the register for its page.

    Raises:
        S55Error: L105 when a label cannot be filled in.
    """
    wording = Wording({}, f"manifest of {template.name}")
    figures = tuple(
        replace(
            chart_view(chart, number),
            table=wording.fill(register.words.table_of, title=chart.title),
        )
        for number, chart in enumerate(register.charts, start=1)
        if chart.rows
    )
    return replace(register, figures=figures)
