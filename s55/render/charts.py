"""Draw charts as SVG that everybody can read, and as pictures for Word.

A chart is a list of bars, each between its name and its number. So it needs no key and never relies
on colour alone: the patterns only help the eye. Widths are shares of the available room and letters
keep their size, so on a telephone and at 400 % zoom only the bars get shorter.

No chart library is used: the light ones (pygal, leather, charted, pysvgchart) write no role or
description into their SVG, let the letters shrink with the picture, and some draw other ids in each
run; matplotlib and Altair bring fifty megabytes for two bar charts.
"""

from __future__ import annotations

import io
import math
from typing import Any

from markupsafe import Markup

from s55.office.figures import Chart, ChartRow, table_of
from s55.templating.sets import PrintedSet
from s55.views.lists import ChartView

WIDTH = 480
"""The width of a chart on paper, in CSS pixels (96 to the inch): 12.7 cm."""

NARROWEST = 272
"""The narrowest room in which names and numbers must not touch: a window of 320 pixels."""

PICTURE_SCALE = 2.5
"""Pixels of a picture for each CSS pixel: 240 to the inch."""

_LETTERS = 16
"""The size of the letters, in CSS pixels: 12 pt."""

_LINE = 24
_BASE = 17  # the baseline of letters in a line
_AFTER_BAR = 6
_GAP = 12
_INK = "#1d2f5f"
_WORDS = "#1a1a1a"
_FAMILY = "Liberation Sans, Arial, sans-serif"

# What fills the bars of a series; its outline is always drawn. Five series, then again.
_FILLS = (
    f'<rect width="8" height="8" fill="{_INK}"/>',
    f'<path d="M-2 2L2 -2M0 8L8 0M6 10L10 6" stroke="{_INK}" stroke-width="2.5"/>',
    "",
    f'<rect x="0" y="0" width="3" height="3" fill="{_INK}"/>'
    f'<rect x="4" y="4" width="3" height="3" fill="{_INK}"/>',
    f'<path d="M0 2H8M0 6H8" stroke="{_INK}" stroke-width="1.5"/>',
)


def to_svg(chart: Chart, prefix: str) -> Markup:
    """Draw the chart as an ``<svg>`` element for a page.

    Args:
        chart: what it shows.
        prefix: what its ids begin with: letters, digits and hyphens, and in a page only once.
    """
    names = _Places(chart)
    body = []
    top = 0
    for row in chart.rows:
        drawn, height = _row(chart, row, prefix, names, top)
        body.append(drawn)
        top += height + _GAP
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" '
        'aria-labelledby="{0}-title" aria-describedby="{0}-desc" '
        'width="100%" height="{1}" font-family="{2}" font-size="{3}" fill="{4}">'
        '<title id="{0}-title">{5}</title><desc id="{0}-desc">{6}</desc>'
        "<defs>{7}</defs>{8}</svg>"
    ).format(
        prefix,
        height_of(chart),
        _FAMILY,
        _LETTERS,
        _WORDS,
        chart.title,
        chart.description,
        _patterns(chart, prefix),
        Markup("").join(body),
    )


def chart_view(chart: Chart, number: int) -> ChartView:
    """Draw a chart for a page, and make the table beside it.

    Args:
        chart: what it shows.
        number: its number in the page, from 1.
    """
    table, drawing = table_of(chart), to_svg(chart, f"chart-{number}")
    return ChartView(chart.title, chart.description, table.headings, table.rows, drawing)


def height_of(chart: Chart) -> int:
    """Work out the height of a chart in CSS pixels, which does not depend on its width."""
    return max(1, sum(_LINE * (1 + max(1, _bars(row))) + _GAP for row in chart.rows) - _GAP)


def to_png(chart: Chart, template: PrintedSet) -> bytes:
    """Draw the chart as a PNG picture of :data:`WIDTH` by :func:`height_of` CSS pixels, for Word.

    The picture gives its resolution, so that programs show its letters in 12 pt. The same chart and
    set give the same bytes.

    Args:
        chart: what it shows.
        template: the set that has its fonts.

    Raises:
        S55Error: P501 when a system library is missing, L102, L103 for the set's fonts.
    """
    from pypdfium2 import PdfDocument  # slow to load, and often not needed

    document = PdfDocument(_pdf_page(chart, template))
    try:
        # Three points of a PDF are four CSS pixels.
        image = document[0].render(scale=PICTURE_SCALE * 4 / 3).to_pil()
    finally:
        document.close()
    written = io.BytesIO()
    dots = round(PICTURE_SCALE * 96)
    image.convert("P").save(written, "PNG", optimize=True, dpi=(dots, dots))
    return written.getvalue()


def _pdf_page(chart: Chart, template: PrintedSet) -> bytes:
    # A page draws its charts itself.
    from s55.render.pdf.fonts import only_fonts_of
    from s55.render.pdf.loading import weasyprint as native

    page = (
        "<!DOCTYPE html><style>"
        f"@page {{ size: {WIDTH}px {height_of(chart)}px; margin: 0 }}"
        "body { margin: 0 } svg { display: block }"
        f"</style>{to_svg(chart, 'chart')}"
    )
    with only_fonts_of(template):
        weasyprint = native.weasyprint()
        fonts: Any = weasyprint.FontConfiguration()
    written: bytes = weasyprint.HTML(string=page).render(font_config=fonts).write_pdf()
    return written


class _Places:
    """The places of names, bars and numbers: ``left`` in CSS pixels, widths in hundredths.

    A bar begins at a fixed place. Its width is a share of the whole, small enough that its number
    is inside the picture even in the narrowest room.
    """

    def __init__(self, chart: Chart) -> None:
        longest = max((_width_of(name) for name in chart.series), default=0)
        most = max((value for row in chart.rows for value in row.values), default=0)
        self.left = min(math.ceil(longest) + 8, NARROWEST // 2)
        room = NARROWEST - self.left - _AFTER_BAR - _width_of(str(most))
        self._room = math.floor(room / NARROWEST * 100)
        self._most = max(1, most)

    def bar(self, value: int) -> float:
        """Work out the width of the bar of a value."""
        return self._room * value / self._most


def _bars(row: ChartRow) -> int:
    return sum(value > 0 for value in row.values)


def _row(chart: Chart, row: ChartRow, prefix: str, places: _Places, top: int) -> tuple[Markup, int]:
    """Draw the name of a row over its bars; a series without a count has no bar."""
    parts = [_words(top, row.label, "bold")]
    below = top + _LINE
    for place, (name, value) in enumerate(zip(chart.series, row.values, strict=True)):
        if value:
            parts.append(_bar(name, value, f"{prefix}-{place % len(_FILLS)}", places, below))
            below += _LINE
    if below == top + _LINE:
        parts.append(_words(below, chart.nothing))
        below += _LINE
    return Markup("").join(parts), below - top


def _bar(name: str, value: int, fill: str, places: _Places, top: int) -> Markup:
    width = f"{places.bar(value):.2f}%"
    bar = Markup(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="url(#{})" stroke="{}" '
        'stroke-width="1.5"/>'
    ).format(places.left, top + 3, width, _LINE - 6, fill, _INK)
    number = Markup('<text x="{}" dx="{}" y="{}">{}</text>').format(
        width, places.left + _AFTER_BAR, top + _BASE, value
    )
    return _words(top, name) + bar + number


def _words(top: int, text: str, weight: str = "normal") -> Markup:
    return Markup('<text y="{}" font-weight="{}">{}</text>').format(top + _BASE, weight, text)


def _patterns(chart: Chart, prefix: str) -> Markup:
    used = range(min(len(chart.series), len(_FILLS)))
    return Markup("").join(
        Markup(
            '<pattern id="{}-{}" width="8" height="8" patternUnits="userSpaceOnUse">{}</pattern>'
        ).format(prefix, place, Markup(_FILLS[place]))  # noqa: S704  # constants of this module
        for place in used
    )


def _width_of(text: str) -> float:
    """Estimate the width of a text in the chart, in CSS pixels; rather too wide than too narrow."""
    narrow = sum(character in "fijlrt .,:;'’()" for character in text)
    return _LETTERS * (0.62 * (len(text) - narrow) + 0.34 * narrow)
