"""Keep the glyphs of a line from when it is broken until it is drawn.

Made for: WeasyPrint 70.0 (`weasyprint.text.line_break.Layout`).
Why: it lets go of a line when it is laid out, and has Pango shape the same words again to draw
    them. The glyphs of a line take less memory than what Pango holds of it.
Upstream: `Layout.deactivate` would have to keep the glyphs, and `draw_first_line` to draw them.
"""

from __future__ import annotations

import functools
import re
from typing import Any

from s55.records import dataclass
from s55.render.pdf.shortcuts.kept_lines import same_letters

_RUNS = "kept_runs"
"""Where a line that Pango has let go of keeps its glyphs."""
_FONTS = "kept_fonts"
"""Where those of a document keep a line in each font, and with it the font in Pango's memory."""
INTEGERS = 5
"""Of one glyph in Pango's memory: number, width, two offsets, and whether a cluster begins."""
_UNLIKE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
"""What may be drawn in another way than it is laid out: what ends a line, and tabs."""

Glyph = tuple[int, int, int, int]
"""Number, width, and the two offsets."""


@dataclass(frozen=True, slots=True)
class GlyphRun:
    """Glyphs of one font that follow each other in a line.

    Attributes:
        font: Pango's font.
        glyphs: their number, widths and offsets as they lie in Pango's memory.
        clusters: where the letters of each begin, in bytes of the run; as they lie there, too.
        start: where the run begins, in bytes of the line.
        length: its bytes.
        is_leftward: whether it is read from right to left.
    """

    font: Any
    glyphs: bytes
    clusters: bytes
    start: int
    length: int
    is_leftward: bool

    def each(self) -> list[Glyph]:
        """Give the glyphs one by one."""
        values = memoryview(self.glyphs).cast("i").tolist()
        return [*zip(*(values[at::INTEGERS] for at in range(INTEGERS - 1)), strict=True)]

    def letters(self, text: bytes, at: int) -> str:
        """Give the letters that a glyph stands for.

        Args:
            text: the line.
            at: which of the glyphs.
        """
        clusters = memoryview(self.clusters).cast("i")
        after = at - 1 if self.is_leftward else at + 1
        end = clusters[after] if 0 <= after < len(clusters) else self.length
        return text[self.start + clusters[at] : self.start + end].decode()


def keep_runs(line_break: Any) -> None:
    """Let a line be drawn by the glyphs that it was laid out with.

    Args:
        line_break: the module ``weasyprint.text.line_break``.
    """
    layout_of_line = line_break.Layout
    deactivate, reactivate = layout_of_line.deactivate, layout_of_line.reactivate

    @functools.wraps(deactivate)
    def keep_and_deactivate(layout: Any) -> None:
        if "layout" not in vars(layout):
            return  # it was drawn by its glyphs
        if _RUNS not in vars(layout):
            vars(layout)[_RUNS] = _runs_to_keep(layout, line_break)
        deactivate(layout)

    @functools.wraps(reactivate)
    def reactivate_unless_kept(layout: Any, style: Any) -> None:
        if not (vars(layout).get(_RUNS) and same_letters(layout, style)):
            reactivate(layout, style)

    layout_of_line.deactivate = keep_and_deactivate
    layout_of_line.reactivate = reactivate_unless_kept


def wake(layout: Any, style: Any) -> None:
    """Have Pango lay a line out again, if it has let go of it."""
    if "layout" not in vars(layout):
        type(layout).reactivate.__wrapped__(layout, style)


def runs_of(layout: Any, ffi: Any, pango: Any) -> tuple[GlyphRun, ...]:
    """Give the glyphs of a line, which Pango has or which were kept."""
    if "layout" not in vars(layout):
        kept: tuple[GlyphRun, ...] = vars(layout)[_RUNS]
        return kept
    pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    return _read(layout.get_first_line()[0], ffi)


def _runs_to_keep(layout: Any, line_break: Any) -> tuple[GlyphRun, ...]:
    """Read the glyphs of a line that is drawn as it is laid out; none of any other."""
    style = layout.style
    if (
        layout.justification_spacing
        or style["letter_spacing"] != "normal"
        or style["word_spacing"]
        or _UNLIKE.search(layout.text)
    ):
        return ()
    runs = _read(layout.get_first_line()[0], line_break.ffi)
    fonts = vars(style.font_config).setdefault(_FONTS, {})
    for run in runs:
        fonts.setdefault(run.font, layout.layout)
    return runs


def _read(line: Any, ffi: Any) -> tuple[GlyphRun, ...]:
    """Read the glyphs of a line from Pango's memory."""
    runs: list[GlyphRun] = []
    if line.runs == ffi.NULL:
        return ()
    found = line.runs[0]
    size, integer = ffi.sizeof("PangoGlyphInfo"), ffi.sizeof("int")
    while found != ffi.NULL:
        glyphs, item = found.data.glyphs, found.data.item
        count = glyphs.num_glyphs
        runs.append(
            GlyphRun(
                item.analysis.font,
                bytes(ffi.buffer(glyphs.glyphs, count * size)),
                bytes(ffi.buffer(glyphs.log_clusters, count * integer)),
                item.offset,
                item.length,
                bool(item.analysis.level % 2),
            )
        )
        found = found.next
    return tuple(runs)
